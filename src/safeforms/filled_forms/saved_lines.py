"""A delimited form that a spreadsheet program has saved as a workbook -> what each of its rows holds.

The program made days of texts, and counts months first if it was set up so: 02/03/2018 became the third of February,
and 13/03/2018 stayed a text. So a day up to the twelfth is read only where another of the file, a later one, shows that
days came first, and none the contrary. A program that took UTF-8 for Windows' signs has written another text for each
sign beyond ASCII: that is undone.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from safeforms.definition import Form
from safeforms.entry_sheet.cells import FIRST_DAY, Unclear, csv_text_of, text_of
from safeforms.entry_sheet.columns import Column, without_row
from safeforms.entry_sheet.limits import from_cell
from safeforms.entry_sheet.lines_of_slots import FORM, NAMES, VERSION
from safeforms.filled_forms import FilledForm
from safeforms.filled_forms.csv_file import knows, lines_of
from safeforms.problems import Problem
from safeforms.sheets import Cell, Sheet, SheetRow
from safeforms.values import dataclass

MONTHS: Final = 12
SWAPPED: Final = "holds a day whose day and month a spreadsheet program may have swapped (save the file as CSV)"
SIGNS: Final = "holds signs that a spreadsheet program has changed (save the file as CSV in UTF-8)"
MARKS: Final = frozenset({FORM, VERSION, *NAMES.values()})
GARBLED: Final = "\ufeff".encode().decode("cp1252")
"""The mark of UTF-8 at the start of a file, taken for Windows' signs."""
DAY_FIRST: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?: [0-9]{1,2}:[0-9]{2})?")


def are_lines(sheet: Sheet, *, form: Form) -> bool:
    """Whether a sheet has the header of a delimited form: names that only that has, and at least half of the form."""
    names = with_plain_header(sheet).header
    own = any(name in MARKS or without_row(name)[1] is not None for name in names)
    return own and knows(names, form=form)


def read_lines(sheet: Sheet, *, form: Form, file: str) -> Iterator[FilledForm | Problem]:
    """The records of such a sheet in the order of their rows, and a problem for all that cannot be read."""
    rows = list(sheet.rows)
    cells = [cell for row in rows if isinstance(row, SheetRow) for cell in row.cells]
    garbled = any(name.startswith(GARBLED) for name in sheet.header)
    saved = _Saved(garbled=garbled, days_first=_days_came_first(cells))
    plain = replace(with_plain_header(sheet), rows=iter(rows))
    yield from lines_of(plain, form=form, file=file, text_of=saved.text_of)


def with_plain_header(sheet: Sheet) -> Sheet:
    """The sheet without the mark of UTF-8 before its names."""
    return replace(sheet, header=tuple(name.removeprefix(GARBLED).removeprefix("\ufeff") for name in sheet.header))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saved:
    """How a program has changed what stood in the file."""

    garbled: bool
    days_first: bool

    def text_of(self, cell: Cell, column: Column) -> str | None:
        """The text that a cell says."""
        if isinstance(cell, str):
            return csv_text_of(self._signs(from_cell(cell)), column=column)
        if isinstance(cell, date) and not self.days_first and cell.day <= MONTHS and cell.day != cell.month:
            raise Unclear(SWAPPED)
        return text_of(cell, column=column)

    def _signs(self, text: str) -> str:
        if not self.garbled or text.isascii():
            return text
        try:
            return text.encode("cp1252").decode()
        except UnicodeError:
            raise Unclear(SIGNS) from None


def _days_came_first(cells: list[Cell]) -> bool:
    """Whether days later than the twelfth are days of the program, and none was left a text."""
    return any(isinstance(cell, date) and cell.day > MONTHS for cell in cells) and not any(map(_is_left_over, cells))


def _is_left_over(cell: Cell) -> bool:
    """Whether a text is a day that a program would have taken for one, if it did not count months first."""
    found = DAY_FIRST.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if not found:
        return False
    day, month, year = map(int, found.groups())
    try:
        return day > MONTHS and date(year, month, day) >= FIRST_DAY
    except ValueError:
        return False
