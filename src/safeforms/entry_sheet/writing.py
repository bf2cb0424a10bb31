"""Texts, numbers and dates into the cells of a workbook, each as what it is.

Its writer takes a text that looks like a part of its own format for that part: every text that is not ours goes through
here.
"""

from datetime import date, datetime
from typing import Any, Final

from safeforms.entry_sheet.limits import for_cell
from safeforms.sheets import Cell

MARKUP: Final = "<r>"


def put(sheet: Any, row: int, at: int, cell: Cell, *, look: Any) -> None:
    """Writes a value as what it is; nothing for what no column of ours holds."""
    match cell:
        case int():
            sheet.write_number(row, at, cell, look)
        case datetime() | date():
            sheet.write_datetime(row, at, cell, look)
        case str():
            put_text(sheet, row, at, cell, look=look)


def put_text(sheet: Any, row: int, at: int, text: str, *, look: Any) -> None:
    """Writes a text, as much of it as a cell holds."""
    text = for_cell(text)
    if text.startswith(MARKUP):  # in two parts it is text
        sheet.write_rich_string(row, at, text[:1], look, text[1:], look)
    else:
        sheet.write_string(row, at, text, look)


def put_across(sheet: Any, row: int, start: int, width: int, text: str, *, look: Any) -> None:
    """One text over so many columns."""
    if width > 1:
        sheet.merge_range(row, start, row, start + width - 1, "", look)
    put_text(sheet, row, start, text, look=look)
