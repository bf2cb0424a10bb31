"""Dates, whole years, bank holidays and due dates by the wall clock of London."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeforms import list_forms, load_form
from safeforms.bank_holidays import BANK_HOLIDAYS, KNOWN_FROM, KNOWN_UNTIL, is_working_day
from safeforms.clock import (
    Due,
    Within,
    age_in_words,
    as_day,
    as_london,
    days_between,
    due,
    is_overdue,
    london_now,
    moment_in_words,
    parse_date,
    parse_datetime,
    parse_within,
    urgency,
    words_of,
    years_between,
)
from safeforms.definition import Form, Setting
from safeforms.language.yaml_text import read_yaml

CLOCKS_FILE = Path(__file__).parent / "cases" / "clocks.yaml"
CLOCKS: Any = read_yaml(CLOCKS_FILE.read_text(encoding="utf-8"), file=CLOCKS_FILE.name).data
"""What a clinician expects to be due by when: the file says how it is read."""
YEARS = range(KNOWN_FROM.year, KNOWN_UNTIL.year + 1)
SETTINGS = {
    "reply_from": Setting(name="reply_from", text="Reply expected", default=3, unit="working days"),
    "call_back": Setting(name="call_back", text="Call back", default=1, unit="hour"),
    "age_alone": Setting(name="age_alone", text="Age to be seen alone", default=11, unit="years"),
    "at_once": Setting(name="at_once", text="At once", default=0, unit="hours"),
}
NOT_DATES = [
    "",
    "0",
    "1704067200",
    "20240101",
    "2024-W01-1",
    "2024-001",
    "2024-01-01\n",
    " 2024-01-01",
    "2024-1-1",
    "2024/01/01",
    "٢٠٢٤-٠١-٠١",
    "２０２４-01-01",
    "2024-02-30",
    "2023-02-29",
    "0000-01-01",
    "2024-13-01",
    "2024-01-01T00:00",
    "2024−01−01",
    "01-01-2024",
]
NOT_MOMENTS = [
    *[text for text in NOT_DATES if "T" not in text],
    "2024-01-01",
    "2024-01-01 10:00",
    "2024-01-01t10:00",
    "2024-01-01T10",
    "2024-01-01T1000",
    "2024-01-01T10:00\n",
    "2024-01-01T10:00z",
    "2024-01-01T24:00",
    "2024-01-01T10:60",
    "2024-01-01T10:00:60",
    "2024-01-01T10:00:00,5",
    "2024-01-01T10:00:00.",
    "2024-01-01T10:00:00.1234567",
    "2024-01-01T10:00.5",
    "2024-01-01T10:00+1",
    "2024-01-01T10:00+0100",
    "2024-01-01T10:00+24:00",
    "2024-01-01T10:00 +01:00",
    "2024-01-01T10:00:00[Europe/London]",
    "2024-02-30T10:00",
    "2024-W01-1T10:00",
    "2024-01-01T١٠:00",
]


def due_by(text: str, start: str) -> str:
    """The due date of a `within`, counted from an ISO moment."""
    within = parse_within(text, settings=SETTINGS)
    assert within
    return str(due(within, start=datetime.fromisoformat(start)).by)


@pytest.mark.parametrize("year", YEARS)
def test_the_table_agrees_with_the_holidays_package(year: int) -> None:
    known = holidays.country_holidays("GB", subdiv="ENG", years=year)
    at_work = {day for day in known if day.weekday() < 5}
    assert {day for day in BANK_HOLIDAYS if day.year == year} == at_work


def test_the_table_holds_eight_holidays_in_each_year_it_knows() -> None:
    assert [sum(day.year == year for day in BANK_HOLIDAYS) for year in YEARS] == [8] * len(YEARS)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-11-20", True),
        ("2026-11-21", False),
        ("2026-11-22", False),
        ("2026-12-25", False),
        ("2026-12-28", False),
        ("2026-12-29", True),
        ("2027-03-26", False),
        ("2027-03-29", False),
        ("2029-01-01", True),
    ],
)
def test_weekends_and_bank_holidays_are_no_working_days(day: str, working: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is working


@pytest.mark.parametrize("text", ["2024-02-29", "0001-01-01", "9999-12-31"])
def test_an_exact_date_is_read(text: str) -> None:
    assert parse_date(text) == date.fromisoformat(text)


@pytest.mark.parametrize("text", NOT_DATES)
def test_any_other_text_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-02T18:40", datetime(2026, 3, 2, 18, 40)),
        ("2026-03-02T18:40:05", datetime(2026, 3, 2, 18, 40, 5)),
        ("2026-03-02T18:40:05.120000", datetime(2026, 3, 2, 18, 40, 5, 120_000)),
        ("2026-03-02T18:40:05.120Z", datetime(2026, 3, 2, 18, 40, 5, 120_000, tzinfo=UTC)),
        ("2026-03-02T18:40Z", datetime(2026, 3, 2, 18, 40, tzinfo=UTC)),
        ("2026-03-02T18:40-05:30", datetime(2026, 3, 3, 0, 10, tzinfo=UTC)),
    ],
)
def test_an_exact_moment_is_read(text: str, moment: datetime) -> None:
    assert parse_datetime(text) == moment


@pytest.mark.parametrize("text", NOT_MOMENTS)
def test_any_other_text_is_no_moment(text: str) -> None:
    assert parse_datetime(text) is None


@given(st.text(alphabet="0123456789-T:Z+.W٢ \n", max_size=32))
def test_whatever_is_read_was_written_exactly(text: str) -> None:
    day, moment = parse_date(text), parse_datetime(text)
    assert day is None or day.isoformat() == text
    assert moment is None or moment.isoformat()[:16] == text[:16]


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("2026-07-01T10:00Z", datetime(2026, 7, 1, 11, 0)),
        ("2026-12-01T10:00Z", datetime(2026, 12, 1, 10, 0)),
        ("2026-12-01T23:30-01:00", datetime(2026, 12, 2, 0, 30)),
        ("2026-12-01T10:00", datetime(2026, 12, 1, 10, 0)),
    ],
)
def test_an_aware_moment_becomes_london_wall_time(text: str, wall: datetime) -> None:
    moment = parse_datetime(text)
    assert moment
    assert as_london(moment) == wall
    assert as_london(moment).tzinfo is None
    assert as_day(moment) == wall.date()


@given(st.datetimes(), st.integers(min_value=-1439, max_value=1439))
def test_no_moment_is_too_far_away_for_london(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert as_london(aware).tzinfo is None


@pytest.mark.parametrize("moment", [datetime.min, datetime.max])  # noqa: DTZ901
@pytest.mark.parametrize("hours", [-14, 14])
def test_the_ends_of_the_calendar_stay_in_it(moment: datetime, hours: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert abs(as_london(aware) - moment) <= timedelta(days=1)


def test_now_is_naive_and_within_an_hour_of_utc() -> None:
    apart = london_now() - datetime.now(UTC).replace(tzinfo=None)
    assert timedelta(seconds=-5) < apart < timedelta(minutes=61)


def test_a_day_stays_a_day() -> None:
    assert as_day(date(2026, 11, 2)) == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2010-11-22", "2026-11-21", 15),
        ("2010-11-22", "2026-11-22", 16),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2024-02-28", 15),
        ("2008-02-29", "2024-02-29", 16),
        ("2026-11-22", "2026-11-22", 0),
        ("2026-11-22", "2026-11-21", -1),
    ],
)
def test_years_are_whole_and_a_leapling_turns_older_on_1_march(born: str, day: str, age: int) -> None:
    assert years_between(date.fromisoformat(born), date.fromisoformat(day)) == age


def test_days_are_counted_between_days_whatever_the_hour() -> None:
    assert days_between(date(2026, 2, 27), date(2026, 3, 1)) == 2
    assert days_between(datetime(2026, 3, 1, 23, 59), datetime(2026, 3, 2, 0, 1)) == 1
    assert days_between(date(2026, 3, 1), date(2026, 2, 27)) == -2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("before the person leaves", "before the person leaves"),
        ("same day", "same day"),
        ("24 hours", "24 hours"),
        ("1 hour", "1 hour"),
        ("10 days", "10 days"),
        ("1 working day", "1 working day"),
        ("reply_from", "3 working days"),
        ("call_back", "1 hour"),
    ],
)
def test_how_soon_is_read_and_said_in_the_same_words(text: str, words: str) -> None:
    within = parse_within(text, settings=SETTINGS)
    assert within
    assert words_of(within) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "0 days",
        "-1 days",
        "1.5 hours",
        "2 weeks",
        "٣ days",
        "24 hours\n",
        "99999 days",
        "age_alone",
        "at_once",
    ],
)
def test_what_is_no_such_time_is_refused(text: str) -> None:
    assert parse_within(text, settings=SETTINGS) is None


@pytest.mark.parametrize(
    ("within", "start", "by"),
    [
        ("24 hours", "2026-10-24T22:30", "2026-10-25 21:30:00"),  # the clocks go back
        ("24 hours", "2026-03-28T22:30", "2026-03-29 23:30:00"),  # the clocks go forward
        ("1 hour", "2026-03-29T00:30", "2026-03-29 02:30:00"),
        ("1 hour", "2026-10-25T01:30", "2026-10-25 01:30:00"),  # the first 01:30, then the second
        ("1 hour", "2026-10-25T01:30+00:00", "2026-10-25 02:30:00"),  # the second 01:30
        ("24 hours", "2026-11-22T10:00Z", "2026-11-23 10:00:00"),
        ("2 days", "2026-10-24T22:30", "2026-10-26"),
        ("3 days", "2028-02-27T09:00", "2028-03-01"),
        ("same day", "2026-11-22T23:59", "2026-11-22"),
        ("same day", "2026-07-01T23:30Z", "2026-07-02"),
        ("1 working day", "2026-11-20T09:00", "2026-11-23"),
        ("1 working day", "2026-11-21T09:00", "2026-11-23"),
        ("1 working day", "2026-12-24T16:00", "2026-12-29"),
        ("2 working days", "2026-12-24T16:00", "2026-12-30"),
        ("1 working day", "2026-12-31T16:00", "2027-01-04"),
        ("1 working day", "2027-03-25T16:00", "2027-03-30"),
        ("reply_from", "2026-04-01T08:00", "2026-04-08"),
    ],
)
def test_what_is_due_is_counted_by_the_clock_and_the_calendar(within: str, start: str, by: str) -> None:
    assert due_by(within, start) == by


@pytest.mark.parametrize(
    ("within", "start", "unknown"),
    [
        (Within(amount=1, unit="working_days"), datetime(2028, 12, 29, 9), "after 31 December 2028"),
        (Within(amount=1, unit="working_days"), datetime(2028, 12, 28, 9), ""),
        (Within(amount=1, unit="working_days"), datetime(2023, 12, 29, 9), "before 1 January 2024"),
        (Within(amount=3, unit="days"), datetime(2028, 12, 29, 9), ""),
        (Within(amount=24, unit="hours"), datetime(2031, 1, 1), ""),
    ],
)
def test_a_due_date_says_where_bank_holidays_are_not_known(within: Within, start: datetime, unknown: str) -> None:
    note = due(within, start=start).note
    assert unknown in note
    assert bool(note) is bool(unknown)


@pytest.mark.parametrize("unit", ["hours", "days", "working_days"])
def test_a_start_at_the_end_of_the_calendar_has_no_due_date(unit: str) -> None:
    within = parse_within(f"9999 {unit.replace('_', ' ')}", settings={})
    assert within
    found = due(within, start=datetime(9999, 12, 31, 23))
    assert found.by is None
    assert found.note


def test_without_a_start_and_before_the_person_leaves_there_is_no_date() -> None:
    leaving = Within(amount=0, unit="leaving")
    assert due(leaving, start=datetime(2026, 11, 22, 9)).by is None
    assert due(Within(amount=24, unit="hours"), start=None) == Due(
        words="24 hours", by=None, note="", within=Within(amount=24, unit="hours")
    )


@pytest.mark.parametrize("start", [datetime(2026, 11, 20, 12), None])
def test_the_most_pressing_comes_first(start: datetime | None) -> None:
    order = ["before the person leaves", "2 hours", "same day", "24 hours", "1 working day", "3 days", "10 days"]
    withins = [parse_within(text, settings=SETTINGS) for text in reversed(order)]
    found = sorted((due(within, start=start) for within in withins if within), key=urgency)
    assert [item.words for item in found] == order


def test_what_is_due_first_is_most_pressing_whenever_it_began() -> None:
    early = due(Within(amount=10, unit="days"), start=datetime(2026, 11, 1, 9))
    late = due(Within(amount=24, unit="hours"), start=datetime(2026, 11, 20, 9))
    assert min(late, early, key=urgency) is early


def test_a_moment_is_said_by_the_clock_in_london() -> None:
    assert moment_in_words(datetime(2026, 7, 2, 13, 5, tzinfo=UTC)) == "2 July 2026 14:05"


def _counted(clock: Any, case: Any) -> Due:
    within = parse_within(clock["within"], settings=load_form("miu").settings)
    assert within
    return due(within, start=_moment(case["start"]))


def _moment(text: str) -> datetime:
    moment = parse_datetime(text)
    assert moment, text
    return as_london(moment)


@pytest.mark.parametrize(
    ("clock", "case"),
    [(clock, case) for clock in CLOCKS for case in clock["cases"]],
    ids=[f"{clock['step']}, {case['why']}" for clock in CLOCKS for case in clock["cases"]],
)
def test_each_clock_of_the_specification_runs_as_its_case_says(clock: Any, case: Any) -> None:
    found = _counted(clock, case)
    by = found.by.isoformat()[:16] if found.by else "no date"

    assert (found.words, by) == (clock["words"], case["due"])
    assert case.get("note", "") in found.note and bool(found.note) is ("note" in case)
    assert "in_time" not in case or not is_overdue(found, now=_moment(case["in_time"]))
    assert "overdue" not in case or is_overdue(found, now=_moment(case["overdue"]))


def _times(form: Form) -> Iterator[str]:
    yield from (indicator.within for indicator in form.indicators.values())
    yield from (news.within for news in form.notify)
    for _, question in form.walk():
        if question.follow_up:
            yield from (question.follow_up.within, *question.follow_up.escalate)


@pytest.mark.parametrize("name", [form.id for form in list_forms()])
def test_every_time_that_a_bundled_form_gives_has_a_case(name: str) -> None:
    form = load_form(name)
    times = [parse_within(text, settings=form.settings) for text in _times(form)]

    assert {words_of(within) for within in times if within} <= {clock["words"] for clock in CLOCKS}
    assert None not in times


@pytest.mark.parametrize("now", [datetime.min, datetime.max])  # noqa: DTZ901
def test_at_the_ends_of_the_calendar_it_is_still_known_what_is_overdue(now: datetime) -> None:
    within = Within(amount=24, unit="hours")

    assert is_overdue(due(within, start=datetime(2026, 11, 2, 9)), now=now) is (now == datetime.max)  # noqa: DTZ901
    assert not is_overdue(due(within, start=None), now=now)


@pytest.mark.parametrize(
    ("born", "day", "said"),
    [
        ("2026-11-02", "2026-11-02", "0 days"),
        ("2026-11-01", "2026-11-02", "1 day"),
        ("2026-10-20", "2026-11-02", "13 days"),
        ("2026-10-19", "2026-11-02", "2 weeks"),
        ("2026-08-11", "2026-11-02", "11 weeks"),
        ("2026-08-10", "2026-11-02", "2 months"),
        ("2026-06-03", "2026-11-02", "4 months"),
        ("2026-06-02", "2026-11-02", "5 months"),
        ("2024-11-03", "2026-11-02", "23 months"),
        ("2024-11-02", "2026-11-02", "2 years"),
        ("2018-04-04", "2026-11-02", "8 years"),
        ("2026-11-03", "2026-11-02", "-1 days"),
    ],
)
def test_an_age_is_said_as_people_say_it(born: str, day: str, said: str) -> None:
    """A baby is not "0": what is normal at eleven weeks is not at eleven days."""
    assert age_in_words(date.fromisoformat(born), date.fromisoformat(day)) == said
