"""Answers that the rules have passed, in Python's own types: days as dates, "yes" as True, no blanks.

Only what needs it is turned: a record in its usual spelling goes to pydantic as it is. What the rules have
not passed must not come here.
"""

from collections.abc import Iterable, Mapping

from safeforms.clock import parse_date, parse_datetime
from safeforms.judgement.answers import is_blank
from safeforms.questions import Choices, DateTimeType, DateType, Question, Table, YesNo


def in_python(questions: Iterable[Question], answers: Mapping[str, object]) -> dict[str, object]:
    """The answers and notes of questions; blanks of any kind are left out, rows too."""
    found: dict[str, object] = {}
    for question in questions:
        answer = answers.get(question.id)
        if not is_blank(answer):
            found[question.id] = _in_python(question, answer)
        note = answers.get(question.note_id) if question.note_id else None
        if question.note_id and not is_blank(note):
            found[question.note_id] = note
    return found


def _in_python(question: Question, answer: object) -> object:
    if isinstance(answer, Mapping):
        return dict(answer) if "unanswered" in answer else in_python(question.parts, answer)
    match question.type:
        case Table(questions=parts) if isinstance(answer, list | tuple):
            return tuple(in_python(parts, row) for row in answer if not is_blank(row))
        case Choices() if isinstance(answer, list | tuple):
            return tuple(answer)
        case YesNo() if isinstance(answer, str):
            return answer == "yes"
        case DateType() if isinstance(answer, str):
            return parse_date(answer)
        case DateTimeType() if isinstance(answer, str):
            return parse_datetime(answer)
        case _:
            return answer
