"""A sheet that people type into: its header, the rules of its columns, and rows that are already there.

The header has the section, the question over all its columns, what each column takes, and hidden the slots by which the
sheet is read back. Whatever is written is text, a number or a date: nothing becomes a formula, a link or markup.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import groupby
from typing import Any, Final

from safeforms.entry_sheet.cells import cell_of
from safeforms.entry_sheet.columns import Column
from safeforms.entry_sheet.limits import ROWS, for_cell, words
from safeforms.entry_sheet.looks import DAY, LINE, MOMENT, TEXT, Looks, height
from safeforms.entry_sheet.messages import aside
from safeforms.entry_sheet.naming import FORM, VERSION
from safeforms.entry_sheet.validation import validation
from safeforms.entry_sheet.writing import put, put_across, put_text
from safeforms.sheets.names import column_letters
from safeforms.values import dataclass

BAND, QUESTION, ASIDE, SLOTS, FIRST = range(5)
WIDTHS: Final = {"one": 22, "line": 24, "lines": 44, "number": 12, "day": 15, "moment": 20, "nhs_number": 16}
ROLE_WIDTHS: Final = {"record_id": 16, "status": 14, "tick": 15, "note": 28, "reason": 20, "reason_note": 22}
NUMBER_FORMATS: Final = {"number": "0", "day": DAY, "moment": MOMENT}
SMALL_LINE: Final = 11.5
QUESTION_LINES: Final = 3
ASIDE_LINES: Final = 4
WIDEST: Final = 80.0
AGAIN_AFTER: Final = 90.0
MOST_MERGED: Final = 60
SHRUNK: Final = 70
"""Of a hundred: how small the sheet is printed. A record has some two hundred columns."""
ON_PAPER: Final = 14.4 * 100 / SHRUNK
"""Inches of columns on A3 on its side, less its margins and what programs measure otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSheet:
    """One sheet to be written. `band` is the title over all its columns, empty where each section has its own.

    `heading` says what a row is, `form` and `version` are hidden in its header.

    `lists` has the name of the list for each set of choices; `ids` names the list of record ids, empty on the sheet of
    the records.
    """

    name: str
    heading: str
    columns: tuple[Column, ...]
    form: str
    version: str
    lists: Mapping[tuple[str, ...], str]
    ids: str = ""
    band: str = ""
    rows: Sequence[Mapping[str, str]] = field(default=())

    def write(self, book: Any, looks: Looks) -> Any:
        """Adds the sheet to a workbook and gives it back."""
        sheet = book.add_worksheet(self.name)
        sheet.hide_gridlines(2)
        sheet.freeze_panes(FIRST, 1)
        sheet.repeat_rows(BAND, ASIDE)
        sheet.repeat_columns(0)
        sheet.set_v_pagebreaks(list(self._pages()))
        self._columns(sheet, looks)
        self._header(sheet, looks)
        widths = tuple(self._widths())
        for row, texts in enumerate(self.rows, start=FIRST):
            shown = [(texts.get(column.slot, ""), width) for column, width in zip(self.columns, widths, strict=True)]
            sheet.set_row(row, height(shown))
            for at, column in enumerate(self.columns):
                if column.slot in texts:
                    put(sheet, row, at, cell_of(texts[column.slot], column=column), look=style(column, looks))
        return sheet

    def _columns(self, sheet: Any, looks: Looks) -> None:
        for at, (column, width) in enumerate(zip(self.columns, self._widths(), strict=True)):
            sheet.set_column(at, at, width, style(column, looks))
            first = f"{column_letters(at + 1)}{FIRST + 1}"
            listed = f"={self.lists[key]}" if (key := tuple(column.choices.values())) in self.lists else ""
            sheet.data_validation(FIRST, at, ROWS - 1, at, validation(column, cell=first, choices=listed, ids=self.ids))

    def _header(self, sheet: Any, looks: Looks) -> None:
        sheet.set_row(BAND, 20)
        sheet.set_row(QUESTION, (1 if self.band else QUESTION_LINES) * LINE + 8)
        sheet.set_row(ASIDE, (ASIDE_LINES - bool(self.band)) * SMALL_LINE + 6)
        sheet.set_row(SLOTS, None, None, {"hidden": True})
        self._bands(sheet, looks)
        for start, columns in self._questions():
            section = _section(columns[0])
            put_across(sheet, QUESTION, start, len(columns), words(columns[0].about), look=looks.question(section))
            for at, column in enumerate(columns, start=start):
                put_text(sheet, ASIDE, at, self._aside(column), look=looks.aside(section, quiet=is_quiet(column)))
                sheet.write_string(SLOTS, at, column.slot)
        for at, name in enumerate((f"{FORM}{self.form}", f"{VERSION}{self.version}"), start=len(self.columns)):
            sheet.write_string(SLOTS, at, for_cell(name))
            sheet.set_column(at, at, None, None, {"hidden": True})

    def _aside(self, column: Column) -> str:
        return aside(column, in_table=bool(self.ids))

    def _bands(self, sheet: Any, looks: Looks) -> None:
        """The title of each section, again on each page, and after a while: for whoever has scrolled past it."""
        said, room, widths, pages = "", 0.0, tuple(self._widths()), (*self._pages(), len(self.columns))
        for at, (column, width) in enumerate(zip(self.columns, widths, strict=True)):
            section, band = _section(column), self._band(column, at=at)
            left = sum(widths[at : next(page for page in pages if page > at)])
            again = bool(at) and band == said
            if again and (self.band or (at not in pages and (room < AGAIN_AFTER or left < len(band)))):
                sheet.write_blank(BAND, at, None, looks.band(section))
            else:
                look = looks.band_again(section) if again else looks.band(section)
                put_text(sheet, BAND, at, band, look=look)
                room = 0.0
            said, room = band, room + width

    def _band(self, column: Column, *, at: int) -> str:
        if at == 0:
            return self.heading
        if self.band or column.chapter is None:
            return self.band
        return words(column.chapter.heading)

    def _widths(self) -> Iterator[float]:
        """Wide enough for what is typed, and for the header to have few lines."""
        for _, columns in self._questions():
            widths = [max(_width(column) + 1, len(self._aside(column)) / ASIDE_LINES) for column in columns]
            wanted = len(words(columns[0].about)) * 1.3 / (1 if self.band else QUESTION_LINES)
            yield min(widths[0] + max(0.0, wanted - sum(widths)), WIDEST)
            yield from (min(width, WIDEST) for width in widths[1:])

    def _pages(self) -> Iterator[int]:
        """Where a page begins on paper: with a question, so that none is torn from its text; but at the first."""
        inches = [(width * 7 + 5) / 96 for width in self._widths()]
        room = ON_PAPER - inches[0]
        for start, columns in self._questions():
            wide = sum(inches[start : start + len(columns)])
            if start > 1 and wide > room:
                yield start
                room = ON_PAPER - inches[0]
            room -= wide

    def _questions(self) -> Iterator[tuple[int, list[Column]]]:
        """The columns of each question, with the position of the first. One of very many columns is shown in parts."""
        at = 0
        for _, same in groupby(
            self.columns, key=lambda column: (column.about, id(column.entry) if column.entry else 0)
        ):
            columns = list(same)
            for start in range(0, len(columns), MOST_MERGED):
                part = columns[start : start + MOST_MERGED]
                yield at, part
                at += len(part)


def style(column: Column, looks: Looks) -> Any:
    """How the cells of a column look. Text is text there, whatever is typed: no NHS number loses a digit."""
    written = NUMBER_FORMATS.get(column.kind, TEXT) if column.role == "answer" else TEXT
    return looks.answers(quiet=is_quiet(column), written=written)


def is_quiet(column: Column) -> bool:
    """Whether a column steps back behind the answers."""
    return column.role in ("reason", "reason_note")


def _section(column: Column) -> int:
    """The position of its section, which chooses the colour."""
    return column.chapter.number - 1 if column.chapter else 0


def _width(column: Column) -> int:
    if column.role != "answer" or column.entry is None:
        return ROLE_WIDTHS.get(column.role, 20)
    longest = max(map(len, column.choices.values()), default=0)
    return min(max(WIDTHS[column.entry.kind], longest * 3 // 4), 34)
