"""One raw answer read: what counts as a value, and what does not."""

from datetime import UTC, date, datetime
from enum import Enum

import pytest

from safeforms.judgement.answers import is_blank, is_nhs_number, read_answer
from safeforms.questions import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Integer,
    NhsNumber,
    Option,
    Question,
    Range,
    Text,
    YesNo,
)
from tests.strategies import NOW

DAY = DateType(limits=Range(end="today"))
MOMENT = DateTimeType(limits=Range(end="now"))
NUMBER = Integer(limits=Range(start=1, end=200))
YES_NO = YesNo(options={})


@pytest.mark.parametrize("raw", [None, "", "  \n\t", [], {}, [""], [None, {}], {"name": ""}, {"a": [{"b": " "}]}])
def test_blanks_of_every_kind_are_blank(raw: object) -> None:
    assert is_blank(raw)


@pytest.mark.parametrize("raw", [0, False, "0", [0], {"a": False}, "\u200b"])
def test_nothing_else_is_blank(raw: object) -> None:
    assert not is_blank(raw)


@pytest.mark.parametrize(
    ("kind", "raw", "outcome"),
    [
        (YES_NO, True, True),
        (YES_NO, "no", False),
        (YES_NO, "Yes", "not_an_option"),
        (YES_NO, 1, "wrong_type"),
        (NUMBER, 1, 1),
        (NUMBER, 0, "out_of_range"),
        (NUMBER, True, "wrong_type"),
        (NUMBER, 1.0, "wrong_type"),
        (NUMBER, "1", "wrong_type"),
        (DAY, "2026-11-02", date(2026, 11, 2)),
        (DAY, date(2026, 11, 2), date(2026, 11, 2)),
        (DAY, "2026-11-03", "out_of_range"),
        (DAY, "2026-02-30", "wrong_format"),
        (DAY, "20260101", "wrong_format"),
        (DAY, "2026-W01-1", "wrong_format"),
        (DAY, "2026-01-01T10:00", "wrong_format"),
        (DAY, datetime(2026, 1, 1), "wrong_type"),
        (DAY, 0, "wrong_type"),
        (MOMENT, "2026-11-02T18:00", NOW),
        (MOMENT, "2026-11-02T18:00Z", NOW),
        (MOMENT, datetime(2026, 6, 1, 12, 0, tzinfo=UTC), datetime(2026, 6, 1, 13, 0)),
        (MOMENT, "2026-11-02T18:01", "out_of_range"),
        (MOMENT, "2026-11-02 17:00", "wrong_format"),
        (MOMENT, "2026-11-02", "wrong_format"),
        (MOMENT, 1704067200, "wrong_type"),
        (NhsNumber(), "9990000018", "9990000018"),
        (NhsNumber(), "999 000 0018", "wrong_format"),
        (NhsNumber(), 9990000018, "wrong_type"),
        (Text(min_length=10), "  short    ", "too_short"),
        (Text(min_length=10), "SEE   notes", "stock_phrase"),
        (Text(min_length=10), "See notes!", "stock_phrase"),
        (Text(), "(none)", "stock_phrase"),
        (Text(min_length=5), "- . - . -", "stock_phrase"),
        (Text(min_length=5), "?" * 50, "stock_phrase"),
        (Text(), "Müller saw it", "Müller saw it"),
        (Text(), "\ud800", "wrong_format"),
        (Text(), 5, "wrong_type"),
    ],
)
def test_an_answer_is_a_value_or_one_fault(kind: object, raw: object, outcome: object) -> None:
    question = Question(id="q", text="Q", type=kind)  # type: ignore[arg-type]

    reading = read_answer(question, raw, path=("q",), now=NOW)

    if reading.faults:
        assert ([fault.code for fault in reading.faults], reading.content.kind) == ([outcome], "invalid")
    else:
        assert (reading.content.kind, reading.content.value) == ("value", outcome)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("9990000018", True),
        ("9434765919", True),
        ("9990000019", False),
        ("0000000000", False),
        ("3333333333", False),
        ("999000001", False),
        ("9990000018\n", False),
        ("٩٩٩٠٠٠٠٠١٨", False),
        ("999000001X", False),
    ],
)
def test_an_nhs_number_has_ten_ascii_digits_and_the_right_check_digit(text: str, right: bool) -> None:
    assert is_nhs_number(text) is right


def test_a_member_of_a_text_enum_is_read_as_its_text() -> None:
    class Words(str, Enum):  # noqa: UP042 - the kind that prints as its name
        serious = "serious_concern"

    options = {"serious_concern": Option(id="serious_concern", text="Serious concern")}
    for kind in (Choice(options=options), Text(), Choices(options=options)):
        raw: object = [Words.serious] if isinstance(kind, Choices) else Words.serious
        value = read_answer(Question(id="q", text="Q", type=kind), raw, path=("q",), now=NOW).content.value
        assert value == (("serious_concern",) if isinstance(kind, Choices) else "serious_concern")
        assert type(value[0] if isinstance(value, tuple) else value) is str


def test_a_list_that_holds_itself_is_blank_in_the_end() -> None:
    endless: list[object] = []
    endless.append(endless)

    assert is_blank(endless)
