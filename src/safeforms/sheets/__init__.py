"""Sheets of spreadsheets and delimited files -> rows of cells, before anything knows what a column means.

A sheet is read lazily, row by row. A cell is what the file holds: text of a delimited file is never made a number or a
date here, and a spreadsheet's own numbers and dates stay what they are.
"""

from collections.abc import Iterator
from dataclasses import field
from datetime import date, datetime

from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.values import dataclass


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds an error of the spreadsheet, such as #DIV/0!: nothing in it can be read."""

    text: str


Cell = str | int | float | bool | date | datetime | CellError | None
"""None is an empty cell; text is as it stands in the file, white space around it aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row under the header, with as many cells as the header has names; `place` has its number as people count."""

    place: Place
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. `rows` can be read once; a row that cannot be read is a problem, and the rest follows.

    `header` has the names of the columns as they stand, empty where there is none; `header_row` counts from 1. `notes`
    say how it was read where that was a choice: the encoding, the delimiter, the row of the header.
    """

    name: str
    header: tuple[str, ...]
    header_row: int
    rows: Iterator[SheetRow | Problem] = field(repr=False)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOptions:
    """What somebody said of a file; None and 0: to be found out. `headers` are names that a header may have."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int = 0
    headers: frozenset[str] = frozenset()
