"""Plain answers to any question, for records that are made to show what a form can ask. They are of nobody.

Every moment is the same one and every day that day, so that limits between dates hold where no condition needs others.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, assert_never

from safeforms.conditions import Always
from safeforms.judgement.answers import Content
from safeforms.questions import (
    SHORTEST_NOTE,
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

MOMENT: Final = datetime(2026, 3, 31, 12, 0)
NOBODYS_NHS_NUMBER: Final = "9990000018"
SENTENCE: Final = "Nobody said this: it only shows how long the form can be. "
NOTE: Final = SENTENCE.strip()
assert len(NOTE) >= SHORTEST_NOTE


def plain_answer(question: Question) -> object:
    """An answer that is valid in itself; of a group or a row only what is always asked there."""
    match question.type:
        case YesNo():
            return "no"
        case Choice(options=options):
            return next(iter(options))
        case Choices(options=options):
            return [next(iter(options))]
        case Text(min_length=shortest, max_length=longest):
            return (SENTENCE * (shortest // len(SENTENCE) + 1)).strip()[:longest]
        case Integer(limits=limits):
            return next((bound for bound in (limits.start, limits.end) if isinstance(bound, int)), 0)
        case DateType():
            return written(MOMENT.date())
        case DateTimeType():
            return written(MOMENT)
        case NhsNumber():
            return NOBODYS_NHS_NUMBER
        case Group() | Override():
            return with_plain_parts(question, {})
        case Table():
            return [with_plain_parts(question, {})]
        case _:
            assert_never(question.type)


def answer_of(question: Question, content: Content) -> object:
    """The answer that a kind of content is; None of a blank. What has no options gets a plain answer."""
    if content.kind == "reason":
        return {"unanswered": content.reason, "note": NOTE}
    if content.kind == "blank":
        return None
    if isinstance(content.value, tuple):
        return list(content.value)
    if isinstance(question.type, YesNo):
        return "yes" if content.value else "no"
    return content.value if isinstance(question.type, Choice) else plain_answer(question)


def with_plain_parts(question: Question, parts: Mapping[str, object]) -> dict[str, object]:
    """A group or row of what is said of some parts, None for a blank, with plain answers to others always asked.

    It is never empty.
    """
    found: dict[str, object] = {}
    for part in question.parts:
        always = isinstance(part.when, Always) and not part.may_stay_open
        put(found, part, parts[part.id] if part.id in parts else plain_answer(part) if always else None)
    if not found:
        put(found, question.parts[0], plain_answer(question.parts[0]))
    return found


def put(answers: dict[str, object], question: Question, answer: object) -> None:
    """Record an answer, with a note where the question may need one."""
    if answer is None:
        return
    answers[question.id] = answer
    if question.note_id and not isinstance(answer, dict):
        answers[question.note_id] = NOTE


def written(value: int | date) -> object:
    """A number, a day or a moment as records write it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value
