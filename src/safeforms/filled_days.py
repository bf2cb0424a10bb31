"""Days and times of a filled form that cannot be read -> what is wrong with them, in the way that a form asks for them.

A record has days as 2026-03-31 and a form as 31/03/2026: who wrote the one is not told to write the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from safeforms.clock import parse_date, parse_datetime
from safeforms.definition import DateTimeType, DateType, Form, Question, Table
from safeforms.messages import label
from safeforms.problems import Path, Problem

DAY: Final = "{} is not a day that exists, written like 31/03/2026."
MOMENT: Final = "{} is not a day and time that exist, written like 31/03/2026 14:30."


def unread_days(form: Form, answers: Mapping[str, object]) -> dict[Path, Problem]:
    """A problem for each text among the answers of `slots.record_of` that is no day or time, by its path."""
    return {
        path: Problem(code="wrong_format", message=message.format(label(form, path)), path=path)
        for path, message in _unread(form.questions.values(), answers, at=())
    }


def _unread(questions: Iterable[Question], answers: Mapping[str, object], *, at: Path) -> Iterator[tuple[Path, str]]:
    for question in questions:
        path, answer = (*at, question.id), answers.get(question.id)
        if isinstance(answer, Mapping):
            yield from _unread(question.parts, answer, at=path)
        elif isinstance(answer, list) and isinstance(question.type, Table):
            for row, inside in enumerate(answer):
                yield from _unread(question.parts, inside, at=(*path, row))
        elif isinstance(answer, str) and isinstance(question.type, DateType) and parse_date(answer) is None:
            yield path, DAY
        elif isinstance(answer, str) and isinstance(question.type, DateTimeType) and parse_datetime(answer) is None:
            yield path, MOMENT
