"""A question of a filled form with an answer and something where the reason for none goes -> an error for each.

A record has room for one of them. The answer is what it holds; nobody is to take it for settled before somebody who
was there has said which of the two is meant.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from safeforms.definition import Form
from safeforms.judgement.faults import Fault
from safeforms.judgement.messages import label, problem_of
from safeforms.places import Place
from safeforms.problems import Path, Problem
from safeforms.slots.names import AFTER, path_of

NOTE: Final = "?note"
REASON: Final = "?"
BOTH: Final = "{} has an answer, and a reason for none beside it: leave the one that is right."
WORDS: Final = "{} has an answer, and words where the reason for none goes: write them where the form asks for them."


def answered_twice(form: Form, slots: Collection[str], *, place: Place) -> Iterator[Problem]:
    """The problems of a filled form, one a question, in the order of their slots; `slots` are those with something."""
    answered = {before for slot in slots for before in _answered_by(slot)}
    for slot in sorted({slot.removesuffix(NOTE).removesuffix(REASON) for slot in slots if _is_reason(slot)}):
        if slot in answered:
            yield _problem(form, path_of(slot), BOTH if f"{slot}{REASON}" in slots else WORDS, place=place)


def _is_reason(slot: str) -> bool:
    return slot.endswith((REASON, NOTE))


def _answered_by(slot: str) -> Iterator[str]:
    """The slots of the questions that are answered where this one holds something: its own, and what is around it."""
    own = AFTER.split(slot, maxsplit=1)[0]
    if not _is_reason(slot):
        yield own
    yield from (own[:at] for at, sign in enumerate(own) if sign == ".")


def _problem(form: Form, path: Path, message: str, *, place: Place) -> Problem:
    there = problem_of(Fault("not_asked", path), form=form, place=place)
    return replace(there, code="check_failed", severity="error", message=message.format(label(form, path)))
