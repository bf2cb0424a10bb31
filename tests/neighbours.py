"""Records next to a given one: the same with one place changed. No draw is needed, and no place is forgotten.

A place is a question, or a question of a group or row that holds something.
"""

from collections.abc import Iterator
from typing import Any

from safeforms.definition import Form
from safeforms.problems import Path
from safeforms.questions import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)
from tests.laws import Answers, changed
from tests.records import base_of, cases
from tests.records import changed as case_changed

LONG_AGO = "1890-01-01"
FAR_TOO_MANY = 10**6


def worked(form: Form) -> list[Answers]:
    """Every record in the cases of a form, complete or not: those of each indicator and each check too."""
    found = [case.answers for kind in ("", "bases") for case in cases(kind, form=form.id)]
    for kind, keys in (("pairs", ("fires", "near_miss")), ("checks", ("breaks",))):
        found += [case_changed(base_of(case), case.data[key]) for case in cases(kind, form=form.id) for key in keys]
    return found


def neighbours(form: Form, answers: Answers) -> Iterator[Answers]:
    """A record with each answer taken out, each blank filled in, and each answer replaced by an extreme one."""
    for path, question in _places(form, answers):
        here = _at(answers, path)
        if here is not None:
            yield changed(answers, path, None)
        for other in _others(question):
            yield changed(answers, path, other)


def usual(question: Question) -> object:
    """An answer that is valid in itself."""
    match question.type:
        case Choice(options=options):
            return next(iter(options))
        case Choices(options=options):
            return [next(iter(options))]
        case Text(min_length=shortest):
            return "Said at some length, and in full. " * (1 + shortest // 30)
        case Integer(limits=limits):
            return limits.start if isinstance(limits.start, int) else 1
        case DateType():
            return "2026-10-30"
        case DateTimeType():
            return "2026-10-30T10:00"
        case NhsNumber():
            return "9990000018"
        case Table():
            return [{part.id: usual(part) for part in question.parts}]
        case YesNo():
            return True
        case Group() | Override():
            return {part.id: usual(part) for part in question.parts}


def _others(question: Question) -> Iterator[object]:
    """The usual answer, each reason, and what lies at the edges or beyond."""
    yield usual(question)
    yield from ({"unanswered": reason, "note": "Said why at length"} for reason in question.unanswered)
    match question.type:
        case YesNo():
            yield False
        case Choice(options=options):
            yield from options
        case Choices(options=options):
            yield from ([option] for option in options)
        case DateType():
            yield LONG_AGO
        case DateTimeType():
            yield f"{LONG_AGO}T10:00"
        case Integer():
            yield FAR_TOO_MANY
        case Table():
            yield from ([row] for row in (3, *_parted(question)))
            yield []
        case Group() | Override():
            yield from (3, *_parted(question))


def _parted(question: Question) -> Iterator[dict[str, object]]:
    """A group or a row with each of its parts left out, and with each of its other answers."""
    filled = {part.id: usual(part) for part in question.parts}
    for part in question.parts:
        yield {name: answer for name, answer in filled.items() if name != part.id}
        yield from ({**filled, part.id: other} for other in _others(part))


def _places(form: Form, answers: Answers) -> Iterator[tuple[Path, Question]]:
    for question in form.questions.values():
        yield (question.id,), question
        held = answers.get(question.id)
        holders: list[tuple[Path, object]] = [((question.id,), held)]
        if isinstance(held, list):
            holders = [((question.id, position), row) for position, row in enumerate(held)]
        for path, holder in holders:
            if isinstance(holder, dict) and "unanswered" not in holder:
                yield from (((*path, part.id), part) for part in question.parts)


def _at(answers: Answers, path: Path) -> object:
    found: Any = answers
    for step in path:
        found = found.get(step) if isinstance(found, dict) else found[step]
    return found
