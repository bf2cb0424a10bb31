"""One answer <-> the text that people write for it: a day as 02/03/2026, yes and no, an NHS number in groups.

A text that would be read as another answer is not written; one that is no such answer is read as it stands, so that
judging says what is wrong with it.
"""

import re
from typing import Final, assert_never

from safeforms.clock import parse_date, parse_datetime
from safeforms.judgement.answers import exact
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

DAY: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
MOMENT: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})[ ,]+([0-9]{1,2})[:.]([0-9]{2})")
WHOLE: Final = re.compile(r"-?[0-9]{1,15}")


def written_as(raw: object, question: Question | None) -> str | None:
    """How people write an answer; None where its text would be read as another answer."""
    kind = question.type if question else Text()
    if isinstance(raw, bool):
        return ("yes" if raw else "no") if isinstance(kind, YesNo) else None
    if isinstance(raw, int) and isinstance(kind, Integer):
        return str(raw) if WHOLE.fullmatch(str(raw)) else None
    if not isinstance(raw, str):
        return None
    text = exact(raw)
    if isinstance(kind, DateType) and (day := parse_date(text)):
        return f"{day:%d/%m/}{day.year:04}"
    if isinstance(kind, DateTimeType) and len(text) == 16 and (moment := parse_datetime(text)):
        return f"{moment:%d/%m/}{moment.year:04} {moment:%H:%M}"
    if question is None or read_as(text, question) == text:
        return text
    return None


def read_as(text: str, question: Question) -> object:
    """The raw answer that a text in a form is."""
    words = text.strip()
    match question.type:
        case Integer():
            return int(words) if WHOLE.fullmatch(words) else text
        case DateType():
            found = DAY.fullmatch(words)
            return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else words if parse_date(words) else text
        case DateTimeType():
            found = MOMENT.fullmatch(words)
            if not found:
                return words if parse_datetime(words) else text
            return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}T{found[4]:0>2}:{found[5]}"
        case NhsNumber():
            digits = words.replace(" ", "").replace("-", "")
            return digits if digits.isdigit() else text
        case YesNo() | Choice():
            return words
        case Text() | Choices() | Group() | Override() | Table():
            return text
        case _:
            assert_never(question.type)
