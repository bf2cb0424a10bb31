"""What only looks on, in code: notes, limits that rest on other answers, `require`, checks, the override, the rating.

It runs after everything that decides, so that it may speak of any name without making a circle.
"""

from safeforms.conditions import Name, Part
from safeforms.questions import Bound, Choices, DateTimeType, DateType, Group, Integer, Question, Table, YesNo
from safeforms.rules.condition_code import all_of, any_of
from safeforms.rules.rule_code import RuleCode


def write_onlookers(rules: RuleCode) -> None:
    """Adds the code to rules that are already written."""
    questions = rules.form.questions.values()
    for question in questions:
        _question(rules, question)
    for question in questions:
        _require(rules, question)
    for check in rules.form.checks:
        path = repr(tuple(check.at.split(".")))
        never = rules.conditions.truth(check.never)
        rules.source.add(f'if {never}: faults.append(Fault("check_failed", {path}, {check.id!r}))')
    _truths(rules)
    _override(rules)
    _rating(rules)


def _question(rules: RuleCode, question: Question) -> None:
    number = rules.numbers[question.id]
    if isinstance(question.type, Table):
        if any(part.note_id or _bounds(part) for part in question.parts):
            with rules.conditions.rows(question.id, at="at"):
                _parts(rules, question, path="*at")
        return
    _notes(rules, question, number, path=repr((question.note_id,)), outer=None)
    _limits(rules, question, number, path=repr((question.id,)), outer=None)
    _parts(rules, question, path=repr(question.id))


def _parts(rules: RuleCode, outer: Question, *, path: str) -> None:
    for position, part in enumerate(outer.parts):
        number = f"{rules.numbers[outer.id]}_{position}"
        _notes(rules, part, number, path=f"({path}, {part.note_id!r})", outer=outer)
        _limits(rules, part, number, path=f"({path}, {part.id!r})", outer=outer)


def _notes(rules: RuleCode, question: Question, number: str, *, path: str, outer: Question | None) -> None:
    if question.note_id is None:
        return
    needed = any_of(_needed(rules, question, number, outer=outer))
    with rules.source.block(f"if {any_of([f'y{number} is not None', needed])}:"):
        rules.source.add(f"note(x{number} is not None, y{number}, {path}, {needed}, faults, blanks)")


def _needed(rules: RuleCode, question: Question, number: str, *, outer: Question | None) -> list[str]:
    """When a note must be there."""
    needed = []
    for option in question.options.values():
        if option.note is None:
            continue
        match question.type:
            case YesNo():
                chosen = f"x{number} is {option.id == 'yes'}"
            case Choices():
                chosen = all_of([f"x{number} is not None", f"{option.id!r} in x{number}"])
            case _:
                chosen = f"x{number} == {option.id!r}"
        needed.append(all_of([chosen, rules.conditions.truth(option.note, within=outer)]))
    return needed


def _limits(rules: RuleCode, question: Question, number: str, *, path: str, outer: Question | None) -> None:
    word = "if"
    for bound, below in _bounds(question):
        group, _, name = bound.partition(".")
        limit = f"x{rules.conditions.number(Part(group, name) if name else Name(group), within=outer)}"
        beyond = f"x{number} is not None and {limit} is not None and beyond(x{number}, {limit}, below={below})"
        rules.source.add(f'{word} {beyond}: faults.append(Fault("out_of_range", {path}, {bound!r}))')
        word = "elif"


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
    number = rules.numbers[question.id]
    certainly, _ = rules.conditions.asked[number]
    with rules.source.block(f"if {all_of([f'x{number} is not None', certainly])}:"):
        rules.source.add("wrong = troubled(faults)")
        if isinstance(question.type, Table):
            with rules.conditions.rows(question.id, at="at"):
                _require_of_one(rules, question, path="at")
        else:
            _require_of_one(rules, question, path=repr((question.id,)))


def _require_of_one(rules: RuleCode, question: Question, *, path: str) -> None:
    assert isinstance(question.type, Group | Table) and question.type.require is not None
    require = rules.conditions.truth(question.type.require, within=question)
    fault = f'faults.append(Fault("missing_answer", {path}, "require"))'
    rules.source.add(f"if not {require} and {path} not in wrong: {fault}")


def _override(rules: RuleCode) -> None:
    name = rules.form.summary.override
    if name is None:
        return
    question, number = rules.form.questions[name], rules.numbers[name]
    parts = {part.id: f"{number}_{position}" for position, part in enumerate(question.parts)}
    indicators = rules.form.indicators.values()
    rules.constants["LEVELS"] = tuple((indicator.level, indicator.hard) for indicator in indicators)
    with rules.source.block(f"if x{number} is not None:"):
        gap = "gap or gap_possible"
        rules.source.add(f"override({name!r}, x{parts['level']}, agreed, LEVELS, truths, {gap}, faults)")


def _rating(rules: RuleCode) -> None:
    """What is said of a record: the truth of every indicator for those who ask for it."""
    add = rules.source.add
    judged = "tuple(faults), fields, left, bool(blanks)"
    add(f"if not rated: return new(Judgement, ({judged}, (), 'none', 0, 0))")
    gap, to_tell = (f"3 if {name} else 1 if {name}_possible else 0" for name in ("gap", "to_tell"))
    add(f"return Judgement({judged}, truths, worst, {gap}, {to_tell})")


def _truths(rules: RuleCode) -> None:
    """True 3, Unknown 1, False 0 of each indicator in form order, where they are asked for or overridden."""
    conditions, source, indicators = rules.conditions, rules.source, rules.form.indicators
    override = rules.form.summary.override
    overridden = [f"x{rules.numbers[override]} is not None"] if override else []
    with source.block(f"if {any_of(['rated', *overridden])}:"):
        pairs = ((conditions.certain[name], conditions.possible[name]) for name in indicators)
        source.add(f"truths = ({''.join(f'3 if {is_so} else 1 if {may_be} else 0, ' for is_so, may_be in pairs)})")
