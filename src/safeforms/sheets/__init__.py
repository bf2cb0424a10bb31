"""Sheets of spreadsheets and delimited files -> rows of cells, before anything knows what a column means.

A sheet is read lazily, row by row. A cell is what the file holds: text of a delimited file is never made a number or a
date here, and a spreadsheet's own numbers and dates stay what they are.
"""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from datetime import date, datetime

from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.sheets.names import header_key
from safeforms.values import dataclass


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds an error of the spreadsheet, such as #DIV/0!: nothing in it can be read."""

    text: str


Cell = str | int | float | bool | date | datetime | CellError | None
"""None is an empty cell; text is as it stands in the file, white space around it aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row, as wide as the header, or with the cells that it has where that was asked for.

    `place` has its number as people count.
    """

    place: Place
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. `rows` can be read once; a row that cannot be read is a problem, and the rest follows.

    `header` has the names of the columns as they stand, empty where there is none; `header_row` counts from 1. `notes`
    say how it was read where that was a choice: the encoding, the delimiter, the row of the header. `merged` are rows
    in which merged cells begin: only the first of those holds anything. `above` are the rows over the header, each with
    the cells that it has.
    """

    name: str
    header: tuple[str, ...]
    header_row: int
    rows: Iterator[SheetRow | Problem] = field(repr=False)
    notes: tuple[str, ...] = ()
    merged: tuple[int, ...] = ()
    above: tuple[SheetRow, ...] = field(default=(), repr=False)


@dataclasses.dataclass(slots=True, kw_only=True)
class Skipping:
    """The rows of one sheet that are no records, such as a total: known by what a column says, and counted.

    They are known before anybody asks how wide a row is: the last line of a report often has one cell. A column that is
    not there passes over none.
    """

    column: str
    says: Callable[[Cell], bool]
    skipped: int = 0
    _at: int | None = None

    def under(self, header: Sequence[str]) -> None:
        """Finds its column under a header: by its very name first, then by letters and digits; of two neither."""
        exact = [at for at, name in enumerate(header) if name.strip() == self.column]
        found = exact or [at for at, name in enumerate(header) if header_key(name) == header_key(self.column)]
        self._at = found[0] if len(found) == 1 else None

    def skips(self, cells: Sequence[Cell]) -> bool:
        """Whether to pass over a row, which is then counted."""
        at = self._at
        if at is None or at >= len(cells) or not self.says(cells[at]):
            return False
        self.skipped += 1
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOptions:
    """What somebody said of a file; None and 0: to be found out. `headers` are names that a header may have.

    `skipping` counts the rows of the one sheet for which the options are. `exact`: white space around a text is kept.
    `any_width`: a row that is wider than the header, or too short, is a row all the same, with the cells that it has.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int = 0
    headers: frozenset[str] = frozenset()
    skipping: Skipping | None = None
    exact: bool = False
    any_width: bool = False
