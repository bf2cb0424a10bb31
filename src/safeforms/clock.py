"""The wall clock of London: exact dates, whole years, and what is due by when.

A moment inside safeforms is naive and means what a clock on the wall of an English ward shows; an aware one
is turned into that first. Adding a timedelta to such a moment is wrong on two nights of the year: `due`
goes through UTC. Where the clocks go back, a naive 01:30 means the first of the two.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache
from typing import Final, Literal, assert_never

from safeforms.bank_holidays import KNOWN_FROM, KNOWN_UNTIL, is_working_day
from safeforms.definition import Setting
from safeforms.values import dataclass

Unit = Literal["leaving", "same_day", "hours", "days", "working_days"]

MOST: Final = 9_999
DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DATETIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]"
    r"(?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?"
)
AMOUNT: Final = re.compile(r"(?P<amount>[1-9][0-9]{0,3}) (?P<unit>hour|day|working day)s?")
UNITS: Final[Mapping[str, Unit]] = {"hour": "hours", "day": "days", "working day": "working_days"}
LEAVING: Final = "before the person leaves"
SAME_DAY: Final = "same day"
ROUGH_HOURS: Final[Mapping[Unit, int]] = {
    "leaving": 0,
    "same_day": 23,
    "hours": 1,
    "days": 24,
    "working_days": 34,  # a working day with its share of the weekends
}
FIRST: Final = datetime(1, 1, 1)
LAST: Final = datetime(9999, 12, 31, 23, 59, 59)
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """How soon; `amount` counts hours, days or working days, and is 0 for the two that need no number."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """By when, and the moment that this is counted from. A date means the end of that day.

    `by` is None where no start is known, before the person leaves, or past the end of the calendar.
    `note` says what the date could not take into account; it is mostly empty.
    """

    words: str
    by: date | datetime | None
    note: str
    within: Within
    start: datetime | None = None


def london_now() -> datetime:
    """What the clock in London shows now; naive."""
    return as_london(datetime.now(UTC))


def as_london(moment: datetime) -> datetime:
    """A moment as the clock in London shows it; a naive one is that already. Never raises."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(_london()).replace(tzinfo=None)
    except OverflowError:  # the first and the last day of the calendar
        return moment.replace(tzinfo=None)


def as_day(value: date | datetime) -> date:
    """The day of a date or of a moment, in London."""
    return as_london(value).date() if isinstance(value, datetime) else value


def parse_date(text: str) -> date | None:
    """The day that `YYYY-MM-DD` names; None for any other text and for days that do not exist."""
    return _parse_date(text) if len(text) == 10 else None  # so that the cache never holds long texts


def parse_datetime(text: str) -> datetime | None:
    """The moment that `YYYY-MM-DDTHH:MM` names, with or without seconds and `Z` or `+HH:MM`; else None.

    Aware where the text has an offset: `as_london` gives the wall time. A fraction has one to six digits.
    """
    usual = len(text) == 16 and text[7] == "-" and text[10] == "T" and text[11:13] < "24" and text[13] == ":"
    if not usual and not DATETIME.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def years_between(start: date, end: date) -> int:
    """Whole years from one day to another; negative where the end comes first: the day before is -1.

    Who is born on 29 February is a year older on 1 March, in years that have no such day.
    """
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def days_between(start: date, end: date) -> int:
    """Days from one day to another; negative where the end comes first."""
    return end.toordinal() - start.toordinal()


def age_in_words(born: date, day: date) -> str:
    """An age as people say it: days in the first fortnight, weeks until 12, months until 2 years, then whole years."""
    days, years = days_between(born, day), years_between(born, day)
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    for number, unit, until in ((days, "day", 14), (days // 7, "week", 12), (months, "month", 24)):
        if number < until:
            return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
    return f"{years} years"


def day_in_words(day: date) -> str:
    """A day as people write it: 2 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """A moment as people write it, by the clock in London: 2 November 2026 14:30."""
    local = as_london(moment)
    return f"{day_in_words(local)} {local:%H:%M}"


def parse_within(text: str, *, settings: Mapping[str, Setting]) -> Within | None:
    """How soon a text says, by itself or as the id of a setting; None where it says no such thing.

    Amounts are 1 to 9,999, so that every due date can be counted.
    """
    if text == LEAVING:
        return Within(amount=0, unit="leaving")
    if text == SAME_DAY:
        return Within(amount=0, unit="same_day")
    setting = settings.get(text)
    found = AMOUNT.fullmatch(f"{setting.value} {setting.unit}" if setting else text)
    return Within(amount=int(found["amount"]), unit=UNITS[found["unit"]]) if found else None


def words_of(within: Within) -> str:
    """How soon, in the words of the definition: 24 hours, 1 working day, same day."""
    match within.unit:
        case "leaving":
            return LEAVING
        case "same_day":
            return SAME_DAY
        case "hours" | "days" | "working_days":
            unit = within.unit.replace("_", " ")
            return f"{within.amount} {unit.removesuffix('s') if within.amount == 1 else unit}"
        case _:
            assert_never(within.unit)


def due(within: Within, *, start: datetime | None) -> Due:
    """By when, counted from a start: hours as they pass, days and working days from the day after."""
    words = words_of(within)
    if start is None:
        return Due(words=words, by=None, note="", within=within)
    local = as_london(start)
    if within.unit == "leaving":
        return Due(words=words, by=None, note="", within=within, start=local)
    try:
        by = _deadline(within, start=local)
    except OverflowError:
        return Due(words=words, by=None, note="The start is too late to count from.", within=within, start=local)
    note = _note(local.date(), as_day(by)) if within.unit == "working_days" else ""
    return Due(words=words, by=by, note=note, within=within, start=local)


def is_overdue(due: Due, *, now: datetime) -> bool:
    """Whether the time was over before now; never where it is not known when it is over.

    Nobody records when the person left: what was due before that is overdue once the day of the start is over.
    """
    last = due.start.date() if due.within.unit == "leaving" and due.start else due.by
    if last is None:
        return False
    return _instant(now) > _instant(last) if isinstance(last, datetime) else as_day(now) > last


def urgency(due: Due) -> tuple[int, datetime, int]:
    """A key by which `min` finds the most pressing: before the person leaves, then the earliest deadline.

    The same day ends at midnight, so it comes before 24 hours and after 2 hours at noon. Without a start,
    the length decides, and what has a deadline comes first.
    """
    if due.within.unit == "leaving":
        return 0, FIRST, 0
    hours = max(due.within.amount, 1) * ROUGH_HOURS[due.within.unit]
    if due.by is None:
        return 1, LAST, hours
    return 1, due.by if isinstance(due.by, datetime) else datetime.combine(due.by, time.max), hours


@cache
def _london() -> tzinfo:
    from zoneinfo import ZoneInfo  # only records with an offset and due hours need the zone data

    return ZoneInfo("Europe/London")


@lru_cache(maxsize=4096)
def _parse_date(text: str) -> date | None:
    if not DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _instant(moment: datetime) -> datetime:
    """A moment that compares with others rightly in the hour that comes twice; at the ends of the calendar as it is."""
    try:
        local = moment if moment.tzinfo else moment.replace(tzinfo=_london())
        return local.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def _deadline(within: Within, *, start: datetime) -> date | datetime:
    day = start.date()
    match within.unit:
        case "leaving" | "same_day":
            return day
        case "hours":
            passed = start.replace(tzinfo=_london()).astimezone(UTC) + timedelta(hours=within.amount)
            return passed.astimezone(_london()).replace(tzinfo=None)
        case "days":
            return day + timedelta(days=within.amount)
        case "working_days":
            for _ in range(within.amount):
                day = _next_working_day(day)
            return day
        case _:
            assert_never(within.unit)


def _next_working_day(day: date) -> date:
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _note(first: date, last: date) -> str:
    if last > KNOWN_UNTIL:
        unknown = f"after {day_in_words(KNOWN_UNTIL)}"
    elif first < KNOWN_FROM:
        unknown = f"before {day_in_words(KNOWN_FROM)}"
    else:
        return ""
    return f"Bank holidays {unknown} are not known to this version of safeforms: only weekends were left out."
