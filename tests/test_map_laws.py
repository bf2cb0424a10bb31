"""Laws of export maps: what was written into a sheet by a map reads back the same, and no date is two days."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import load_form
from safeforms.bundled import map_schema
from safeforms.clock import MONTHS
from safeforms.definition import Form
from safeforms.examples import example_records
from safeforms.judgement.answer_origin import NOT_READ
from safeforms.judgement.answers import read_answer
from safeforms.language.yaml_print import print_yaml
from safeforms.language.yaml_text import Plain, read_yaml
from safeforms.maps.cells import Unread, reader_of
from safeforms.maps.checks import check_map, errors_of
from safeforms.maps.dates import PATTERNS, read_day, read_moment, why_no_pattern, why_unread
from safeforms.maps.definition import AnswerMap, OneColumn
from safeforms.maps.opening import MappedExports
from safeforms.maps.parsing import parse_map
from safeforms.maps.seen import Seen
from safeforms.questions import Choices, Question, Table
from safeforms.readers import RawRecord
from safeforms.sheets.opening import open_sheets
from tests.laws import examples
from tests.strategies import NOW

FORMS = ("cash", "ed", "midwifery", "miu", "ucc")
ROWS = 12


def map_of(form: Form) -> str:
    """A map with a column for every question, which calls each option and reason by a word of its own."""
    columns = {question.id: column_of(question) for question in form.questions.values()}
    return print_yaml({"map": "inverse", "form": form.id, "record_id": "Record", "columns": columns})


def column_of(question: Question, *, around: str = "") -> Plain:
    header = f"{around}{question.id}"
    reasons: Plain = {f"Why not: {reason}": reason for reason in question.unanswered}
    if question.parts:
        row = "{row} " if isinstance(question.type, Table) else ""
        parts: Plain = {part.id: column_of(part, around=f"{question.id} {row}") for part in question.parts}
        found: dict[str, Plain] = {"columns": parts}
        if row:
            found["rows"] = list(range(1, ROWS + 1))
        status: dict[str, Plain] = {"column": header, "reasons": reasons, "note": f"{header} note"}
        return {**found, **status} if question.unanswered else found
    found = {"column": header}
    if question.options:
        found["values"] = {f"Says {option}": option for option in question.options}
    if isinstance(question.type, Choices):
        found["split"] = " / "
    if question.unanswered:
        found["reasons"] = reasons
    if question.unanswered or question.note_id:
        found["note"] = f"{header} note"
    return found


def cells_of(question: Question, answers: Mapping[str, object], *, around: str = "") -> Iterator[tuple[str, str]]:
    """The cells that hold an answer by that map."""
    raw, header = answers.get(question.id), f"{around}{question.id}"
    if isinstance(raw, dict) and "unanswered" in raw:
        yield header, f"Why not: {raw['unanswered']}"
        yield f"{header} note", str(raw.get("note", ""))
    elif isinstance(question.type, Table):
        assert isinstance(raw, list | None)
        for number, row in enumerate(raw or (), start=1):
            for part in question.parts:
                yield from cells_of(part, row, around=f"{question.id} {number} ")
    elif question.parts:
        assert isinstance(raw, dict | None)
        for part in question.parts:
            yield from cells_of(part, raw or {}, around=f"{question.id} ")
    elif isinstance(raw, list):
        yield header, " / ".join(f"Says {option}" for option in raw)
    elif raw is not None:
        yes_no = {True: "yes", False: "no"}.get(raw, raw) if isinstance(raw, bool) else raw
        yield header, f"Says {yes_no}" if question.options else str(raw)
    if question.note_id is not None and question.note_id in answers:
        yield f"{header} note", str(answers[question.note_id])


def row_of(form: Form, answers: object) -> dict[str, str]:
    """The row that a record is by that map."""
    assert isinstance(answers, dict)
    return dict(cell for question in form.questions.values() for cell in cells_of(question, answers))


def as_read(raw: object) -> object:
    """Raw answers as the reader of exports writes them: texts without white space around them, yes and no as words."""
    if isinstance(raw, dict):
        return {key: as_read(value) for key, value in raw.items() if value is not None}
    if isinstance(raw, list):
        return [as_read(item) for item in raw]
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    return raw.strip() if isinstance(raw, str) else raw


@pytest.mark.parametrize("name", FORMS)
def test_a_record_written_into_a_sheet_by_a_map_reads_back_the_same(name: str) -> None:
    form = load_form(name)
    export_map = parse_map(read_yaml(map_of(form), file="map.yaml"), schema=map_schema())
    assert errors_of(check_map(export_map, form=form)) == []
    records = [example.record["answers"] for example in example_records(name, number=12, seed=7, now=NOW)]
    rows = [row_of(form, record) for record in records]

    read = list(
        MappedExports(export_map=export_map, form=form, open_sheets=open_sheets).read(
            as_csv(rows), name="export.csv", suffix=".csv", path=None
        )
    )

    found = [reading.data["answers"] for reading in read if isinstance(reading, RawRecord)]
    told = [reading for reading in read if not isinstance(reading, RawRecord)]
    assert {problem.code for problem in told} <= {"map.missing_column"}, "columns that no record has anything for"
    assert found == [as_read(record) for record in records]


def as_csv(rows: list[dict[str, str]]) -> io.BytesIO:
    header = ["Record", *dict.fromkeys(name for row in rows for name in row)]
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="")
    writer.writeheader()
    writer.writerows({"Record": f"R{number}", **row} for number, row in enumerate(rows))
    return io.BytesIO(text.getvalue().encode())


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
@settings(max_examples=examples(60))
def test_a_date_is_read_by_no_pattern_as_another_day(day: date) -> None:
    """Whoever names several patterns is never in doubt: whatever of them reads a date gives the same day."""
    for text in (
        f"{day:%d/%m/%Y}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day:%d}-{MONTHS[day.month - 1][:3].upper()}-{day.year}",
    ):
        found = {read_day(text, patterns=(pattern,)) for pattern in PATTERNS} - {None}
        assert found == {day}, text


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)))
@settings(max_examples=examples(60))
def test_a_moment_is_read_by_no_pattern_as_another_moment(moment: datetime) -> None:
    minute, second = moment.replace(second=0, microsecond=0), moment.replace(microsecond=0)
    half = f"{moment.hour % 12 or 12:02}:{moment.minute:02} {'PM' if moment.hour > 11 else 'am'}"
    for text, expected in (
        (f"{moment:%d/%m/%Y %H:%M}", minute),
        (f"{moment:%Y-%m-%d %H:%M:%S}", second),
        (f"{moment:%Y-%m-%dT%H:%M}", minute),
        (f"{moment:%d/%m/%Y} {half}", minute),
    ):
        found = {read_moment(text, patterns=(pattern,)) for pattern in PATTERNS} - {None}
        assert found == {expected}, text


@pytest.mark.parametrize(
    "pattern", ["dd/mm/yy", "mm/dd/yyyy", "m/d/yyyy", "yy-mm-dd", "dd/mm/yyyy hhmm", "%d/%m/%Y", ""]
)
def test_a_pattern_that_would_be_a_guess_is_refused_with_a_cause(pattern: str) -> None:
    assert why_no_pattern(pattern)


def test_a_day_that_no_calendar_has_is_called_so() -> None:
    for text in ("31/02/2026", "29.02.2027 10:00", "13/13/2026"):
        assert why_unread(text) == "there is no such day in the calendar"
    assert "month first" in why_unread("03/14/2026")
    assert "calendar" not in why_unread("29/02/2028")


@given(st.text(max_size=12))
@settings(max_examples=examples(150))
def test_a_word_is_an_option_or_it_is_unread_and_never_something_else(word: str) -> None:
    question = load_form("miu").questions["accompanied"]
    answer = AnswerMap(question=question.id, source=OneColumn(header="A"), values={"y": "with_someone", "n": "alone"})

    found = reader_of(answer, question)(word)

    assert isinstance(found, Unread) or found in question.options
    assert isinstance(found, Unread) == (word.casefold().strip() not in ("y", "n"))


@given(st.lists(st.text(max_size=3)))
@settings(max_examples=examples(60))
def test_an_id_is_seen_first_where_it_stands_first(ids: list[str]) -> None:
    seen, first = Seen(), dict[str, int]()
    for row, id_ in enumerate(ids, start=1):
        assert seen.first(id_, row=row) == first.get(id_)
        first.setdefault(id_, row)


def test_many_ids_fit_in_little_memory() -> None:
    seen = Seen()
    assert not any(seen.first(f"A{number}", row=number) for number in range(1, 20_001))
    assert seen.first("A777", row=1) == 777
    assert sum(part.itemsize * len(part) for part in (seen._ids, seen._rows)) < 48 * 20_000 * 1.5


def test_what_stands_for_an_unread_cell_is_no_answer_to_any_question() -> None:
    for name in FORMS:
        for _, question in load_form(name).walk():
            if not question.parts:
                raw = {NOT_READ: "no"}
                assert read_answer(question, raw, path=(question.id,), now=NOW).content.kind == "invalid"
