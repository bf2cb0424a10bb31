"""What of a filled form is no answer to its question -> what is wrong with it, in the way that a form asks for it.

A record has days as 2026-03-31 and ids of options, a form has 31/03/2026 and the words beside its boxes: who filled in
the one is not told to write the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, get_args

from safeforms.clock import parse_date, parse_datetime
from safeforms.definition import Form
from safeforms.judgement.answers import is_nhs_number
from safeforms.judgement.envelope import Status
from safeforms.judgement.messages import label
from safeforms.problems import Path, Problem
from safeforms.questions import DateTimeType, DateType, NhsNumber, Question
from safeforms.wording.outline import STATUS_BOXES

Wrong = tuple[str, str]
"""The code of a problem, and its sentence without the question."""
DAY: Final = "wrong_format", "{} is not a day that exists, written like 31/03/2026."
MOMENT: Final = "wrong_format", "{} is not a day and time that exist, written like 31/03/2026 14:30."
NUMBER: Final = "wrong_format", "{} is no NHS number: ten digits, the check digit right."
NO_REASON: Final = "reason_not_offered", "{} has a note on a reason, and no reason: answer it, or choose the reason."
MARKED: Final = "What the record is marked as must be one of {}."


def unread(form: Form, record: Mapping[str, object]) -> dict[Path, Problem]:
    """A problem for each text in a record of `slots.record_of` that no question takes as it stands, by its path."""
    answers = record["answers"]
    assert isinstance(answers, Mapping)
    found = {
        path: Problem(code=code, message=message.format(label(form, path)), path=path)
        for path, (code, message) in _unread(form.questions.values(), answers, at=())
    }
    if record["status"] not in get_args(Status):
        words = ", ".join(f'"{box.text}"' for box in STATUS_BOXES)
        found["status",] = Problem(code="not_an_option", message=MARKED.format(words), path=("status",))
    return found


def _unread(questions: Iterable[Question], answers: Mapping[str, object], *, at: Path) -> Iterator[tuple[Path, Wrong]]:
    for question in questions:
        path, answer = (*at, question.id), answers.get(question.id)
        if isinstance(answer, str):
            if wrong := _wrong(question, answer):
                yield path, wrong
            continue
        if isinstance(answer, Mapping) and answer.get("unanswered", "") is None:
            yield path, NO_REASON
            continue
        rows = enumerate(answer) if isinstance(answer, list) and question.parts else [(None, answer)]
        for row, inside in rows:
            if isinstance(inside, Mapping):
                yield from _unread(question.parts, inside, at=path if row is None else (*path, row))


def _wrong(question: Question, answer: str) -> Wrong | None:
    match question.type:
        case DateType() if parse_date(answer) is None:
            return DAY
        case DateTimeType() if parse_datetime(answer) is None:
            return MOMENT
        case NhsNumber() if not is_nhs_number(answer):
            return NUMBER
        case _:
            return None
