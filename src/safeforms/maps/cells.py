"""One cell that is not blank -> the raw answer that a record holds, or why it cannot be read.

Text stays text. A number that a spreadsheet holds as 12.0 is 12; an NHS number is read only where no digit can be lost.
Dates are read by the patterns of the map, or are the spreadsheet's own.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Final, NamedTuple, assert_never

from safeforms.clock import as_london
from safeforms.maps.dates import read_day, read_moment, why_unread
from safeforms.maps.definition import AnswerMap, Meaning
from safeforms.maps.matching import is_error, word_key, word_of
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
from safeforms.sheets import Cell, CellError

YES_NO: Final[Mapping[str, Meaning]] = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}
WHOLE: Final = re.compile(r"([+-]?[0-9]{1,15})(?:\.0+)?")
NHS: Final = re.compile(r"[0-9]{10}(?:\.0)?")
BETWEEN_DIGITS: Final = re.compile(r"(?<=[0-9])[\s\u00ad\u2010-\u2015-](?=[0-9])")
TIME: Final = re.compile(r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.0+)?)?")


class Unread(NamedTuple):
    """Why a cell is no answer: a code of records, and words that follow the question; they never hold the cell."""

    code: str
    why: str


UNMAPPED: Final = Unread(
    "not_an_option", "holds a word that means nothing to the map. Map it under 'values', or mend the export."
)
AN_ERROR: Final = Unread("wrong_type", "holds an error of the spreadsheet. Mend the formula there.")
NO_NUMBER: Final = Unread("wrong_type", "holds something else than a whole number.")
NO_NHS_NUMBER: Final = Unread(
    "wrong_format", "holds no NHS number of ten digits. A spreadsheet may have rounded it: format the column as text."
)
NO_TIME: Final = Unread("wrong_format", "has a date without a time of day, and both are asked.")
NO_DAY: Final = Unread("wrong_format", "has a time of day without a date.")
WRONG_TIME: Final = Unread("wrong_format", "has a time of day that is not written like 14:30.")
TWICE: Final = Unread("wrong_format", "is answered twice in this record.")

Read = Callable[[Cell], object]
"""Gives the raw answer of a cell, or an Unread."""


def reader_of(answer: AnswerMap, question: Question) -> Read:
    """How the cells of one answer are read, by the type of its question."""
    match question.type:
        case YesNo() | Choice() | Choices():
            return _by_words(answer.values or own_words(question))
        case Text():
            return _text
        case Integer():
            return _number(answer.values)
        case DateType():
            return _day(answer.dates)
        case DateTimeType():
            return _moment(answer.dates)
        case NhsNumber():
            return _nhs_number
        case Group() | Override() | Table():
            return lambda _: UNMAPPED  # a column that has reasons and nothing else
        case _:
            assert_never(question.type)


def own_words(question: Question) -> dict[str, Meaning]:
    """What words mean where a map says nothing of them: ids and texts of options that mean one alone."""
    if isinstance(question.type, YesNo):
        return dict(YES_NO)
    found: dict[str, set[str]] = {}
    for option in question.options.values():
        for word in (option.id, option.text):
            found.setdefault(word_key(word), set()).add(option.id)
    return {word: next(iter(options)) for word, options in found.items() if len(options) == 1}


def with_time(day: Cell, at: Cell, *, answer: AnswerMap) -> object:
    """The moment of a day and a time that stand in two columns."""
    if isinstance(day, CellError) or isinstance(at, CellError):
        return AN_ERROR
    found = _day(answer.dates)(day)
    if isinstance(found, Unread):
        return found
    moment = _time(at)
    return WRONG_TIME if moment is None else f"{found}T{moment.isoformat(timespec='seconds').removesuffix(':00')}"


def _by_words(meanings: Mapping[str, Meaning]) -> Read:
    known = dict(meanings)

    def read(cell: Cell) -> object:
        found = known.get(word_key(word_of(cell)), UNMAPPED)
        return AN_ERROR if found is UNMAPPED and is_error(cell) else found

    return read


def _text(cell: Cell) -> object:
    return AN_ERROR if is_error(cell) else word_of(cell)


def _number(meanings: Mapping[str, Meaning]) -> Read:
    def read(cell: Cell) -> object:
        if isinstance(cell, CellError):
            return AN_ERROR
        word = word_of(cell)
        if meanings and word_key(word) in meanings:
            return meanings[word_key(word)]
        found = WHOLE.fullmatch(word)
        return int(found[1]) if found and not isinstance(cell, bool | date) else NO_NUMBER

    return read


def _nhs_number(cell: Cell) -> object:
    if isinstance(cell, CellError):
        return AN_ERROR
    digits = BETWEEN_DIGITS.sub("", word_of(cell))
    return digits.removesuffix(".0") if NHS.fullmatch(digits) else NO_NHS_NUMBER


def _day(patterns: tuple[str, ...]) -> Read:
    def read(cell: Cell) -> object:
        if isinstance(cell, CellError):
            return AN_ERROR
        if isinstance(cell, datetime):
            return as_london(cell).date().isoformat()
        if isinstance(cell, date):
            return cell.isoformat()
        found = read_day(word_of(cell), patterns=patterns)
        return found.isoformat() if found else _no_date(cell)

    return read


def _moment(patterns: tuple[str, ...]) -> Read:
    def read(cell: Cell) -> object:
        if isinstance(cell, CellError):
            return AN_ERROR
        found = cell if isinstance(cell, datetime) else read_moment(word_of(cell), patterns=patterns)
        if found is not None:
            return _as_recorded(found)
        has_day = isinstance(cell, date) or read_day(word_of(cell), patterns=patterns)
        return NO_TIME if has_day else _no_date(cell)

    return read


def _as_recorded(moment: datetime) -> str:
    """A moment as records write it: seconds only where there are some."""
    whole_minute = not (moment.second or moment.microsecond)
    return moment.isoformat(timespec="minutes" if whole_minute else "auto")


def _no_date(cell: Cell) -> Unread:
    return Unread("wrong_format", f"holds something that is read as no date: {why_unread(word_of(cell))}.")


def _time(cell: Cell) -> time | None:
    if isinstance(cell, datetime):
        return cell.time()
    found = TIME.fullmatch(word_of(cell))
    try:
        return time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0)) if found else None
    except ValueError:  # no such hour
        return None
