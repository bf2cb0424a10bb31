"""The kinds of answer to one question: answers that no test tells apart are of one kind, of which one is tried.

What a kind takes in is said exactly: the options, the reasons, the numbers or days from one to another, or what tests
of the whole answer say. Together the kinds take in every valid answer and every reason that the question accepts.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from safeforms.burdens.filling import plain_answer
from safeforms.conditions import Condition
from safeforms.questions import OfferedReason, Question
from safeforms.values import dataclass
from safeforms.ways.resting import Resting

NOTE: Final = "Nobody said this: it only shows which answer is meant."
Number = int | date


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Numbers, days or moments from one to another, inclusive; None is open, as far as the question's limits go."""

    start: Number | None
    end: Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Some answers to a question; `raw` is one of them, made up, as a record holds it.

    `facts` say what tests of the whole answer give: of a choices question and of a table. Where there are none of
    all these, every valid answer is meant.
    """

    raw: object
    options: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    span: Span | None = None
    facts: tuple[tuple[Condition, bool | None], ...] = ()


def reasons_of(question: Question, resting: Resting, *, name: str) -> Iterator[Kind]:
    """The kinds of reason that a question accepts; those are alike which settle alike and are named alike."""
    alike: dict[object, list[OfferedReason]] = {}
    for offered in question.unanswered.values():
        key = (offered.settles, *(offered.id in named or not named for named in resting.reasons.get(name, ())))
        alike.setdefault(key, []).append(offered)
    for together in alike.values():
        note = {"note": NOTE} if together[0].note_required else {}
        yield Kind(raw={"unanswered": together[0].id, **note}, reasons=tuple(offered.id for offered in together))


def any_answer(question: Question) -> Kind:
    """The one kind of what is only asked about whether it was answered."""
    return Kind(raw=plain_answer(question))


def options_alike(options: Iterable[str], *, passing: Sequence[frozenset[str]]) -> Iterator[Kind]:
    """The kinds of a single choice; `passing` has the options that each test names."""
    alike: dict[tuple[bool, ...], list[str]] = {}
    for option in options:
        alike.setdefault(tuple(option in named for named in passing), []).append(option)
    yield from (Kind(raw=together[0], options=tuple(together)) for together in alike.values())


def written(value: Number) -> object:
    """A number, a day or a moment as records write it, to the last digit that counts."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")
    return value.isoformat() if isinstance(value, date) else value
