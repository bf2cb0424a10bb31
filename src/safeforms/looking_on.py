"""What only looks on, in code: notes, limits that rest on other answers, `require`, checks and the override.

It runs after everything that decides, so that it may speak of any name without making a circle.
"""

from safeforms.conditions import Always, Name, Part
from safeforms.definition import (
    Bound,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    Question,
    Table,
    YesNo,
)
from safeforms.rule_code import RuleCode


def write_onlookers(rules: RuleCode) -> None:
    """Adds the code to rules that are already written."""
    questions = rules.form.questions.values()
    for question in questions:
        _question(rules, question)
    for question in questions:
        _require(rules, question)
    for check in rules.form.checks:
        path = repr(tuple(check.at.split(".")))
        never = rules.conditions.expression(check.never)
        rules.source.add(f'if {never} == 3: faults.append(Fault("check_failed", {path}, {check.id!r}))')
    _override(rules)


def _question(rules: RuleCode, question: Question) -> None:
    number = rules.numbers[question.id]
    if isinstance(question.type, Table):
        if not any(part.note_id or _bounds(part) for part in question.parts):
            return
        rules.source.add(f"for {rules.conditions.row_variables(question)} in rows{number}:")
        rules.source.depth += 1
        for position, part in enumerate(question.parts):
            name = f"{number}_{position}"
            _notes(rules, part, name, path=f"(*at, {part.note_id!r})", outer=question)
            _limits(rules, part, name, path=f"(*at, {part.id!r})", outer=question)
        rules.source.add("pass")
        rules.source.depth -= 1
        return
    _notes(rules, question, number, path=repr((question.note_id,)), outer=None)
    _limits(rules, question, number, path=repr((question.id,)), outer=None)
    for position, part in enumerate(question.parts):
        name = f"{number}_{position}"
        _notes(rules, part, name, path=repr((question.id, part.note_id)), outer=question)
        _limits(rules, part, name, path=repr((question.id, part.id)), outer=question)


def _notes(rules: RuleCode, question: Question, number: str, *, path: str, outer: Question | None) -> None:
    if question.note_id is None:
        return
    value, answered = rules.conditions.use("v", number), rules.conditions.use("a", number)
    needed = []
    for option in question.options.values():
        if option.note is None:
            continue
        match question.type:
            case YesNo():
                chosen = f"{value} is {option.id == 'yes'}"
            case Choices():
                chosen = f"{option.id!r} in {value}"
            case _:
                chosen = f"{value} == {option.id!r}"
        if isinstance(option.note, Always):
            needed.append(chosen)
        else:
            needed.append(f"({chosen} and {rules.conditions.expression(option.note, within=outer)} == 3)")
    rules.source.add(f"if {answered} == 3:")
    rules.source.add(f"    required = {' or '.join(needed)}")
    rules.source.add(f"    if required or y{number} is not None: note(y{number}, {path}, required, faults)")
    group = f"{rules.conditions.use('a', rules.numbers[outer.id])} == 3 and " if outer and _is_group(outer) else ""
    rules.source.add(f"elif {group}y{number} is not None: faults.extend(stray_note(y{number}, path={path}))")


def _is_group(outer: Question) -> bool:
    return not isinstance(outer.type, Table)


def _limits(rules: RuleCode, question: Question, number: str, *, path: str, outer: Question | None) -> None:
    bounds = _bounds(question)
    if not bounds:
        return
    value, answered = rules.conditions.use("v", number), rules.conditions.use("a", number)
    word = f"if {answered} == 3 and"
    for bound, below in bounds:
        group, _, name = bound.partition(".")
        limit = rules.conditions.variable("v", Part(group, name) if name else Name(group), within=outer)
        beyond = f"{limit} is not None and beyond({value}, {limit}, below={below})"
        rules.source.add(f'{word} {beyond}: faults.append(Fault("out_of_range", {path}, {bound!r}))')
        word = f"elif {answered} == 3 and"


def _bounds(question: Question) -> list[tuple[str, bool]]:
    """The limits of a question that are other questions, and whether a value must not lie below."""
    if not isinstance(question.type, Integer | DateType | DateTimeType):
        return []
    bounds: list[tuple[Bound | None, bool]] = [
        (question.type.limits.start, True),
        (question.type.limits.end, False),
    ]
    return [(bound, below) for bound, below in bounds if isinstance(bound, str) and bound not in ("today", "now")]


def _require(rules: RuleCode, question: Question) -> None:
    if not isinstance(question.type, Group | Table) or question.type.require is None:
        return
    number, path = rules.numbers[question.id], repr((question.id,))
    asked = "" if isinstance(question.when, Always) else f" and {rules.conditions.use('w', number)} == 3"
    rules.source.add(f"if {rules.conditions.use('a', number)} == 3{asked}:")
    rules.source.depth += 1
    if isinstance(question.type, Table):
        rules.source.add(f"for {rules.conditions.row_variables(question)} in rows{number}:")
        rules.source.depth += 1
        path = "at"
    fault = f'faults.append(Fault("missing_answer", {path}, "require"))'
    require = rules.conditions.expression(question.type.require, within=question)
    rules.source.add(f"if {require} != 3 and quiet({path}, faults): {fault}")
    rules.source.depth -= 2 if isinstance(question.type, Table) else 1


def _override(rules: RuleCode) -> None:
    name = rules.form.summary.override
    if name is None:
        return
    question, number = rules.form.questions[name], rules.numbers[name]
    parts = {part.id: f"{number}_{position}" for position, part in enumerate(question.parts)}
    level, agreed = rules.conditions.use("v", parts["level"]), f"x{parts['agreed_by']}"
    indicators = rules.form.indicators.values()
    truths = ", ".join(rules.conditions.named[indicator.id] for indicator in indicators)
    rules.constants["LEVELS"] = tuple((indicator.level, indicator.hard) for indicator in indicators)
    rules.source.add(f"if {rules.conditions.use('a', number)} == 3:")
    rules.source.add(f"    override({name!r}, {level}, {agreed}, LEVELS, ({truths},), gap, faults)")
