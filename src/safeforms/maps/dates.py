"""Dates and times of exports by strict patterns from a fixed list of words; nothing is tried that a map does not name.

There is no pattern with a two-digit year, nor with the month first: 03/04/2026 could then be two days. Who writes one
in a map, or meets such a date in a cell, is told so.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Final

from safeforms.clock import MONTHS, as_london, parse_date, parse_datetime

ISO: Final = "iso"
"""What records themselves hold: 2026-03-31, 2026-03-31T14:30, with or without seconds, Z or +01:00."""

DAYS: Final = (
    *("yyyy-mm-dd", "yyyy/mm/dd", "yyyymmdd", "dd/mm/yyyy", "dd-mm-yyyy", "dd.mm.yyyy", "d/m/yyyy", "d-m-yyyy"),
    *("d.m.yyyy", "dd mmm yyyy", "dd-mmm-yyyy", "d mmm yyyy", "d-mmm-yyyy", "dd mmmm yyyy", "d mmmm yyyy"),
)
TIMES: Final = ("hh:mm", "hh:mm:ss", "hh:mm:ss.fff", "h:mm", "hh:mm am", "h:mm am")
PATTERNS: Final = (ISO, *DAYS, *(f"{day}{between}{time}" for day in DAYS for between in (" ", "T") for time in TIMES))
"""Every pattern that a map may name. `d` and `h` take one digit or two; `mmm` is Mar, `mmmm` March."""

USUAL: Final = (ISO, "yyyy-mm-dd hh:mm", "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd hh:mm:ss.fff")
"""What is read where a map names no pattern: nobody could mean two days by these."""

TOKENS: Final = {
    "yyyy": r"(?P<year>[0-9]{4})",
    "mmmm": f"(?P<name>{'|'.join(MONTHS)})",
    "mmm": f"(?P<name>{'|'.join(month[:3] for month in MONTHS)}|Sept)",
    "mm": r"(?P<month>[0-9]{2})",
    "m": r"(?P<month>[0-9]{1,2})",
    "dd": r"(?P<day>[0-9]{2})",
    "d": r"(?P<day>[0-9]{1,2})",
}
TIME_TOKENS: Final = {
    "hh": r"(?P<hour>[0-9]{2})",
    "h": r"(?P<hour>[0-9]{1,2})",
    "mm": r"(?P<minute>[0-9]{2})",
    "ss": r"(?P<second>[0-9]{2})",
    "fff": r"(?P<fraction>[0-9]{1,9})",
    "am": r"(?P<half>am|pm)",
}
TWO_DIGIT_YEAR: Final = re.compile(r"\D*[0-9]{1,2}[-/. ]([0-9]{1,2}|[a-z]{3,9})[-/. ][0-9]{2}(?![0-9])", re.IGNORECASE)
THREE_NUMBERS: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(?![0-9])")


def read_day(text: str, *, patterns: Iterable[str]) -> date | None:
    """The day that a text names by the first pattern that fits all of it; of a moment its day in London."""
    for found in _found(text, patterns=patterns):
        return as_london(found).date() if isinstance(found, datetime) else found
    return None


def read_moment(text: str, *, patterns: Iterable[str]) -> datetime | None:
    """The moment that a text names, aware where it has an offset; None of a day without a time."""
    for found in _found(text, patterns=patterns):
        return found if isinstance(found, datetime) else None
    return None


def why_unread(text: str) -> str:
    """Why a text is no date by any pattern, as far as its shape tells; it never holds the text."""
    if TWO_DIGIT_YEAR.match(text):
        return "its year has two digits, and the century would be a guess"
    if (found := THREE_NUMBERS.match(text)) and int(found[2]) > 12 >= int(found[1]):
        return "it has the month first, and then others of its kind could be two days"
    if found and not _is_day(found[3], found[2], found[1]):
        return "there is no such day in the calendar"
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", text):
        return "it is the number by which a spreadsheet counts days: format the column as a date"
    return "it is not written by a pattern that the map gives under 'dates'"


def _is_day(*numbers: str) -> bool:
    """Whether a year, a month and a day name one."""
    try:
        date(*map(int, numbers))
    except ValueError:
        return False
    return True


def why_no_pattern(pattern: str) -> str:
    """Why a map cannot have a pattern, in words that follow it; empty where it can."""
    if pattern in PATTERNS:
        return ""
    words = pattern.casefold()
    if re.search(r"y", words) and not re.search(r"yyyy", words):
        return "has a year of two digits, and the century would be a guess: export years of four digits"
    if re.match(r"m{1,2}[-/.]d", words):
        return "has the month first, which cannot be told from the day first: export dates as yyyy-mm-dd"
    return "is none of the patterns there are, such as dd/mm/yyyy, dd/mm/yyyy hh:mm or d mmm yyyy"


def _found(text: str, *, patterns: Iterable[str]) -> Iterator[date | datetime]:
    for pattern in patterns:
        found = parse_datetime(text) or parse_date(text) if pattern == ISO else _by_pattern(text, pattern)
        if found is not None:
            yield found


def _by_pattern(text: str, pattern: str) -> date | datetime | None:
    match = _compiled(pattern).fullmatch(text)
    if match is None:
        return None
    got = match.groupdict()
    month = int(got["month"]) if "month" in got else _month(got["name"])
    try:
        if "hour" not in got:
            return date(int(got["year"]), month, int(got["day"]))
        hour = _hour(int(got["hour"]), got.get("half"))
        micro = int((got.get("fraction") or "0")[:6].ljust(6, "0"))
        day = (int(got["year"]), month, int(got["day"]))
        return datetime(*day, hour, int(got["minute"]), int(got.get("second") or 0), micro)
    except ValueError:  # no such day, no such hour
        return None


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month[:3].casefold() == name[:3].casefold())


def _hour(hour: int, half: str | None) -> int:
    """The hour of a day; ValueError where morning or afternoon has none of that number."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError
    return hour % 12 + (12 if half.casefold() == "pm" else 0)


@cache
def _compiled(pattern: str) -> "re.Pattern[str]":
    day = next(day for day in sorted(DAYS, key=len, reverse=True) if pattern.startswith(day))
    time = pattern[len(day) :]
    written = _tokens(day, TOKENS) + _tokens(time, TIME_TOKENS)
    return re.compile(written.replace(r"\ ", r"\s+"), re.IGNORECASE | re.ASCII)


def _tokens(words: str, tokens: dict[str, str]) -> str:
    pieces = re.split("(" + "|".join(sorted(tokens, key=len, reverse=True)) + ")", words)
    return "".join(tokens.get(piece, re.escape(piece)) for piece in pieces)
