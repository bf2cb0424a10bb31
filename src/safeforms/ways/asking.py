"""All kinds of answer to one open question of a record, and whether they are known to be all."""

from collections.abc import Iterator, Sequence

from safeforms.burdens.filling import plain_answer
from safeforms.conditions import In, Is
from safeforms.definition import Form
from safeforms.judgement.evaluating import Evaluation
from safeforms.problems import Path
from safeforms.questions import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    Override,
    Question,
    Table,
    YesNo,
)
from safeforms.synthetic.places import dotted
from safeforms.ways.kinds import Kind, any_answer, options_alike, reasons_of
from safeforms.ways.resting import Resting, Test
from safeforms.ways.spans import Turning, partners, spans_of, turns_once
from safeforms.ways.wholes import choices_of, tables_of


def kinds_at(path: Path, *, evaluation: Evaluation, resting: Resting, turning: Turning) -> tuple[list[Kind], bool]:
    """The kinds of answer to the question at a path, values before reasons; all other answers are as they are."""
    question = evaluation.question(path)
    name = dotted(path)
    reasons = list(reasons_of(question, resting, name=name))
    if isinstance(question.type, Table):
        kinds, whole = _tables(question, path, evaluation=evaluation, resting=resting, turning=turning)
        return [*kinds, *reasons], whole
    if isinstance(question.type, Integer | DateType | DateTimeType):
        spans = list(spans_of(question, path, evaluation=evaluation, resting=resting, turning=turning))
        return [*spans, *reasons], _all_known(name, evaluation=evaluation, resting=resting)
    values = _values(question, path, form=evaluation.form, tests=resting.tests.get(name, ()))
    return [*values, *reasons], True


def _values(question: Question, path: Path, *, form: Form, tests: Sequence[Test]) -> Iterator[Kind]:
    match question.type:
        case YesNo():
            yield from options_alike(("yes", "no"), passing=_literals(tests))
        case Choice(options=options):
            yield from options_alike(options, passing=_literals(tests))
        case Choices():
            yield from choices_of(question.type, path, form=form, tests=tests)
        case Group() | Override():
            return
        case _:
            yield any_answer(question)


def _literals(tests: Sequence[Test]) -> list[frozenset[str]]:
    named = [test for test, _ in tests if isinstance(test, Is | In)]
    return [frozenset(map(str, (test.literal,) if isinstance(test, Is) else test.literals)) for test in named]


def _all_known(name: str, *, evaluation: Evaluation, resting: Resting) -> bool:
    """Whether the spans of a number or day are known to be all: no more than two are compared that are open."""
    tests = resting.tests.get(name, ())
    others = partners(evaluation, name, tests)
    chained = any(len(partners(evaluation, other, resting.tests.get(other, ()))) > 1 for other in others)
    return len(others) < 2 and not chained and all(turns_once(evaluation.form, name, test) for test in tests)


def _tables(
    table: Question, path: Path, *, evaluation: Evaluation, resting: Resting, turning: Turning
) -> tuple[list[Kind], bool]:
    read = [part for part in table.parts if f"{table.id}.{part.id}" in resting.questions]
    unread = next((part for part in table.parts if part not in read), None)
    parts: list[list[object]] = []
    whole = True
    for part in table.parts:
        if part not in read:
            parts.append([plain_answer(part)] if part is unread else [None])
            continue
        kinds, known = kinds_at((*path, 0, part.id), evaluation=evaluation, resting=resting, turning=turning)
        parts.append([*(kind.raw for kind in kinds), None])
        whole = whole and known
    kinds, known = tables_of(table, parts, evaluation=evaluation, tests=resting.tests.get(table.id, ()))
    return kinds, whole and known
