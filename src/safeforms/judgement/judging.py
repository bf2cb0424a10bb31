"""What is wrong with a record's answers, by plain interpretation: the oracle of the generated rules.

One fault for each thing that is wrong, none that only follows from another. A warning is a fault too.
"""

from collections.abc import Iterator, Mapping

from safeforms.conditions import Name, Part
from safeforms.definition import Form
from safeforms.judgement.answers import beyond, fixed_bound, read_note, stray_note
from safeforms.judgement.contents import Contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.faults import WARNINGS, Fault, paths_above
from safeforms.judgement.overriding import cannot_be_rated, override_faults
from safeforms.problems import Path
from safeforms.questions import Bound, DateTimeType, DateType, Group, Integer, Override, Question, Range, Table, YesNo


def judge(evaluation: Evaluation) -> tuple[Fault, ...]:
    """Every fault of a record, in form order; what concerns the record as a whole comes last."""
    form = evaluation.form
    found = [*evaluation.contents.faults]
    for question in form.questions.values():
        found.extend(_question_faults(evaluation, question, (question.id,)))
    found.extend(_required_faults(evaluation, found))
    found.extend(_check_faults(evaluation))
    found.extend(_override(evaluation, found))
    return in_form_order(form, found)


def in_form_order(form: Form, faults: list[Fault]) -> tuple[Fault, ...]:
    """Faults sorted as a reader meets their questions, an answer before its note, the record's own last."""
    order = form.positions
    if len(faults) < 2:
        return tuple(faults)

    if all(len(fault.path) == 1 and fault.path[0] in order for fault in faults):
        return tuple(sorted(faults, key=lambda fault: (order[str(fault.path[0])], fault.code, fault.detail)))

    def key(fault: Fault) -> tuple[tuple[tuple[int, int, bool], ...], str, str]:
        if not fault.path:
            return ((1, len(order), False),), fault.code, fault.detail
        outer = _without_note(str(fault.path[0]), order)
        within = ("", *(f"{outer}." for _ in fault.path[1:]))
        steps = tuple(_step(around, step, order) for around, step in zip(within, fault.path, strict=True))
        return steps, fault.code, fault.detail

    return tuple(sorted(faults, key=key))


def _without_note(name: str, order: Mapping[str, int]) -> str:
    return name if name in order else name.removesuffix("_note")


def _step(around: str, step: str | int, order: Mapping[str, int]) -> tuple[int, int, bool]:
    """Where a step of a path stands: rows by number, questions by position, notes after their question."""
    if isinstance(step, int):
        return 0, step, False
    position = order.get(f"{around}{step}")
    if position is not None:
        return 1, position, False
    return 1, order.get(f"{around}{step.removesuffix('_note')}", len(order)), True


def _question_faults(evaluation: Evaluation, question: Question, path: Path) -> Iterator[Fault]:
    content, asked = evaluation.contents.at(path), evaluation.asked(path).truth
    yield from _note_faults(evaluation, question, path)
    if content.kind == "blank":
        if asked and not evaluation.may_stay_open(path):
            yield Fault("missing_answer", path)
        return
    outer_asked = len(path) == 1 or evaluation.asked(path[:1]).truth is not False
    if asked is False and outer_asked and content.kind != "invalid":
        yield Fault("not_asked", path)
    if content.kind != "value":
        return
    yield from _limit_faults(evaluation, question, path)
    if isinstance(question.type, Group | Override):
        for part in question.parts:
            yield from _question_faults(evaluation, part, (*path, part.id))
    if isinstance(question.type, Table):
        yield from _table_faults(evaluation, question.type, path)


def _table_faults(evaluation: Evaluation, table: Table, path: Path) -> Iterator[Fault]:
    rows = evaluation.contents.rows(path)
    if len(rows) < table.fewest or (table.most is not None and len(rows) > table.most):
        yield Fault("out_of_range", path, "rows")
    for position in rows:
        row = (*path, position)
        if evaluation.contents.at(row).kind == "value":
            for part in table.questions:
                yield from _question_faults(evaluation, part, (*row, part.id))


def _note_faults(evaluation: Evaluation, question: Question, path: Path) -> Iterator[Fault]:
    if question.note_id is None:
        return
    content, note = evaluation.contents.at(path), evaluation.contents.notes.get(path)
    at = (*path[:-1], question.note_id)
    if content.kind != "value":
        yield from stray_note(note, path=at)
        return
    value = content.value
    chosen = [("yes" if value else "no")] if isinstance(question.type, YesNo) else _chosen(value)
    needs = [question.options[option].note for option in chosen]
    required = any(note and evaluation.rule(note, scope=path[:-1]).truth for note in needs)
    yield from read_note(note, path=at, required=required)


def _chosen(value: object) -> list[str]:
    return [str(option) for option in value] if isinstance(value, tuple) else [str(value)]


def _limit_faults(evaluation: Evaluation, question: Question, path: Path) -> Iterator[Fault]:
    """Limits that rest on another answer."""
    if not isinstance(question.type, Integer | DateType | DateTimeType):
        return
    limits: Range = question.type.limits
    value = evaluation.contents.at(path).value
    for bound, below in ((limits.start, True), (limits.end, False)):
        limit = _bound_value(evaluation, bound, scope=path[:-1])
        if limit is not None and value is not None and beyond(value, limit, below=below):
            yield Fault("out_of_range", path, str(bound))
            return


def _bound_value(evaluation: Evaluation, bound: Bound | None, *, scope: Path) -> object:
    if not isinstance(bound, str) or fixed_bound(bound, now=evaluation.now) is not None:
        return None
    group, _, name = bound.partition(".")
    path = evaluation.resolve(Part(group, name) if name else Name(group), scope=scope)
    content = evaluation.contents.at(path) if path else None
    return content.value if content and content.kind == "value" else None


def _required_faults(evaluation: Evaluation, found: list[Fault]) -> Iterator[Fault]:
    """What a group or row must satisfy as a whole; silent where a part of it has an error of its own."""
    wrong = paths_above(fault.path for fault in found if fault.code not in WARNINGS)
    for question in evaluation.form.questions.values():
        if not isinstance(question.type, Group | Table) or question.type.require is None:
            continue
        for path in _whole(evaluation.contents, question):
            if evaluation.asked(path).truth is not True or path in wrong:
                continue
            if not evaluation.rule(question.type.require, scope=path).truth:
                yield Fault("missing_answer", path, "require")


def _whole(contents: Contents, question: Question) -> list[Path]:
    path: Path = (question.id,)
    if isinstance(question.type, Table):
        return [(*path, row) for row in contents.rows(path) if contents.at((*path, row)).kind == "value"]
    return [path] if contents.at(path).kind == "value" else []


def _check_faults(evaluation: Evaluation) -> Iterator[Fault]:
    for check in evaluation.form.checks:
        if evaluation.rule(check.never).truth:
            yield Fault("check_failed", tuple(check.at.split(".")), check.id)


def _override(evaluation: Evaluation, found: list[Fault]) -> Iterator[Fault]:
    name = evaluation.form.summary.override
    if name is None or evaluation.contents.at((name,)).kind != "value":
        return
    level = evaluation.contents.at((name, "level"))
    held = [i for i in evaluation.form.indicators.values() if evaluation.named(i.id).truth]
    refused = any(fault.code not in WARNINGS for fault in found)
    cannot_rate = not refused and _cannot_rate(evaluation)
    yield from override_faults(
        name,
        level=str(level.value) if level.kind == "value" else None,
        agreed=evaluation.contents.at((name, "agreed_by")).kind != "blank",
        held=[(indicator.level, indicator.hard) for indicator in held],
        cannot_rate=cannot_rate,
    )


def _cannot_rate(evaluation: Evaluation) -> bool:
    doubtful = [i.level for i in evaluation.form.indicators.values() if evaluation.named(i.id).truth is None]
    return cannot_be_rated(gap_possible=evaluation.named("gap").truth is not False, doubtful=doubtful)
