"""Answers in words that a reader sees, taken from the form.

Nothing is lost: what does not fit the question is printed as it stands. Only characters that could steer a
terminal or turn the direction of writing are taken out.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, assert_never

from safeforms.clock import day_in_words, moment_in_words, parse_date, parse_datetime
from safeforms.judgement.answer_origin import as_it_stood
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
from safeforms.wording.words import spaced, tidy

TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def answer_in_words(question: Question, value: object) -> str:
    """An answer, raw or read, as a reader sees it; empty for a blank."""
    if isinstance(value, Mapping) and "unanswered" in value:
        return _left_unanswered(value)
    match question.type:
        case YesNo() | Choice() | Choices():
            return "; ".join(_option(question, item) for item in _items(value))
        case DateType() | DateTimeType():
            return _moment(value)
        case Integer(unit=unit):
            return (
                f"{_plain(value)} {unit.removesuffix('s') if value == 1 else unit}"
                if unit and _is_number(value)
                else _plain(value)
            )
        case Text() | NhsNumber():
            return _plain(value)
        case Group() | Override():
            return _row(question, value)
        case Table():
            return "; ".join(f"{n}: {_row(question, row)}" for n, row in enumerate(_items(value), start=1))
        case _:
            assert_never(question.type)


def _left_unanswered(value: Mapping[object, object]) -> str:
    reason = spaced(_plain(value["unanswered"]))
    note = _plain(value.get("note"))
    return f"left unanswered: {reason} ({note})" if note else f"left unanswered: {reason}"


def _option(question: Question, value: object) -> str:
    chosen = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
    option = question.options.get(chosen) if isinstance(chosen, str) else None
    return _plain(option.text if option else chosen)


def _moment(value: object) -> str:
    if isinstance(value, str):
        value = parse_date(value) or parse_datetime(value) or value
    if isinstance(value, datetime):
        return moment_in_words(value)
    return day_in_words(value) if isinstance(value, date) else _plain(value)


def _row(question: Question, value: object) -> str:
    return "; ".join(_lines(question, value)) if isinstance(value, Mapping) else _plain(value)


def _lines(question: Question, answers: Mapping[object, object]) -> Iterator[str]:
    """Part text: value, in the order of the form; then whatever else was recorded."""
    printed: set[object] = set()
    for part in question.parts:
        printed |= {part.id, part.note_id}
        said = answer_in_words(part, answers.get(part.id))
        note = _plain(answers.get(part.note_id))
        if said or note:
            label = tidy(part.short or part.text)
            yield f"{label}{' ' if label.endswith('?') else ': '}{said}{f' ({note})' if note else ''}"
    for name, value in answers.items():
        if name not in printed and value is not None:
            yield f"{_plain(name)}: {_plain(value)}"


def _items(value: object) -> Sequence[object]:
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: object) -> str:
    """Any value as text that is safe to print: line ends and tabs stay, other control characters go."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if as_it_stood(value) is not value:
        return f'"{_plain(as_it_stood(value))}"'
    try:
        text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    except (RecursionError, ValueError):  # nested or a number beyond all sense: it stays in the record
        return "(too large to print)"
    if text.isascii() and text.isprintable():
        return text
    kept = (letter for letter in text if letter in "\n\t" or unicodedata.category(letter) != "Cc")
    whole = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in kept)
    return TURNING.sub("", whole)
