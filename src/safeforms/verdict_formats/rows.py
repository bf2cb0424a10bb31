"""A problem as one row of a table, for spreadsheets: no cell of it can become a formula there.

A spreadsheet takes a text that begins with = for a formula to be run. An apostrophe before it keeps it a text.
"""

from collections.abc import Iterator
from typing import Final

from safeforms.commands.reports import value_as_text
from safeforms.judgement.assessment import Verdict
from safeforms.lines import plain
from safeforms.problems import Problem

Cell = str | int | None
HEADER: Final = (
    "record_id",
    "file",
    "line",
    "header",
    "question",
    "question_text",
    "code",
    "severity",
    "message",
)
"""As in JSON; `line` is the row of a sheet, and `header` the column that an export map read the answer from."""
VALUE: Final = "value"
STARTS_A_FORMULA: Final = frozenset("=+-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20")
"""The last four are the wide ones of Japanese and Chinese keyboards, which some spreadsheets take for the narrow."""
LONGEST: Final = 16_000
"""A cell of Excel holds 32,767 characters, and counts rare ones twice."""


def header(*, show_values: bool) -> tuple[str, ...]:
    """The names of the columns."""
    return (*HEADER, VALUE) if show_values else HEADER


def rows(verdict: Verdict, *, record: object, show_values: bool) -> Iterator[tuple[Cell, ...]]:
    """A row for each problem of a record."""
    for problem in verdict.problems:
        row = _row(problem, verdict=verdict)
        yield (*row, safe(value_as_text(problem, record=record))) if show_values else row


def safe(text: str | None) -> str:
    """A text for a cell: nothing in it steers a terminal, and no spreadsheet takes it for a formula."""
    text = text or ""
    shown = plain(text)
    shown = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}..."
    return f"'{shown}" if {text[:1], shown.lstrip(" ")[:1]} & STARTS_A_FORMULA else shown


def _row(problem: Problem, *, verdict: Verdict) -> tuple[Cell, ...]:
    place = problem.place or verdict.place
    return (
        safe(verdict.record_id),
        safe(place.file if place else ""),
        place.line if place else None,
        safe(problem.header),
        safe(problem.question),
        safe(problem.question_text),
        problem.code,
        problem.severity,
        safe(problem.message),
    )
