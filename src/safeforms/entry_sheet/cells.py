"""A text by slot <-> what stands in a cell of its column.

A day is a date of the spreadsheet, a number a number, an option the text that people choose. Somebody may have typed
them as text all the same, or a program made a number of an NHS number: what is meant is read wherever it is clear, and
what is not is left as it is, so that judging says what is wrong with it.
"""

import re
from datetime import date, datetime, timedelta
from typing import Final

from safeforms.entry_sheet.choices import alike, chosen
from safeforms.entry_sheet.columns import Column
from safeforms.entry_sheet.limits import for_cell, from_cell, holds
from safeforms.sheets import Cell, CellError
from safeforms.slots import TICK
from safeforms.slots.texts import DAY, MOMENT, WHOLE

FIRST_DAY: Final = date(1900, 3, 1)  # before that, Excel counts a day that never was
TICKS: Final = frozenset({"x", "✓", "✔", "☑", "☒", "✅", "yes", "y", "true", "1"})
NO_TICKS: Final = frozenset({"no", "n", "false", "0", "-", "☐"})
POINT_ZERO: Final = re.compile(r"(-?[0-9]{1,15})\.0+")
AS_A_PICTURE: Final = "\ufe0f"  # after a tick from a telephone
STARTS_A_FORMULA: Final = re.compile("'*\\s*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


class Unclear(Exception):  # noqa: N818 - says what the cell is
    """Nobody can tell what a cell says; the message completes a sentence that names the question."""


def cell_of(text: str, *, column: Column) -> Cell:
    """What stands in a workbook for a text."""
    if column.choices:
        return for_cell(column.choices.get(text, text))
    match column.kind:
        case "number" if WHOLE.fullmatch(text) and str(int(text)) == text:
            return int(text)
        case "day" | "moment":
            moment = _moment(text)
            found = _of_kind(moment, column) if moment and moment.date() >= FIRST_DAY else None
            if isinstance(found, datetime) is (column.kind == "moment") and _as_text(found) == text:
                return found
    return for_cell(text)


def held(text: str, *, column: Column) -> bool:
    """Whether a workbook gives back a text as it was."""
    cell = cell_of(text, column=column)
    if isinstance(cell, str) and not holds(text):
        return False
    return _back(cell, column=column) == text


def workbook_text_of(cell: Cell, *, column: Column) -> str | None:
    """The text that a cell of a workbook says."""
    return text_of(from_cell(cell) if isinstance(cell, str) else cell, column=column)


def text_of(cell: Cell, *, column: Column) -> str | None:
    """The text that a cell says, None where it says nothing. Unclear where that cannot be told."""
    if isinstance(cell, CellError):
        raise Unclear("holds an error of the spreadsheet, or a formula without a result")
    if isinstance(cell, date) and not _is_a_day(cell):
        raise Unclear("holds a number that is shown as a day, of a year that is none of ours")
    if isinstance(cell, datetime):
        cell = _to_the_minute(cell)
    if cell is None or not (text := _as_text(_of_kind(cell, column))).strip():
        return None
    if column.role == "tick":
        return _tick(text, column=column)
    if column.is_yes_no and alike(text) in ("true", "false"):
        return "yes" if alike(text) == "true" else "no"
    if column.choices:
        return chosen(text, choices=column.choices)
    whole = POINT_ZERO.fullmatch(text.strip()) if column.kind == "number" else None
    return whole[1] if whole else text


def csv_cell_of(text: str) -> str:
    """What stands in a delimited file for a text: an apostrophe keeps spreadsheets from taking it for a formula."""
    dangerous = STARTS_A_FORMULA.match(text) and not WHOLE.fullmatch(text)
    return f"'{text}" if dangerous else text


def csv_text_of(cell: str, *, column: Column) -> str | None:
    """The text that a cell of a delimited file says; an id there is the option itself. Unclear as in a workbook."""
    text = cell[1:] if cell.startswith("'") and STARTS_A_FORMULA.match(cell[1:]) else cell
    if text in column.choices:
        return text
    return text_of(text, column=column)


def csv_held(text: str, *, column: Column) -> bool:
    """Whether a delimited file gives back a text as it was."""
    try:
        text.encode()
        return "\0" not in text and csv_text_of(csv_cell_of(text), column=column) == text
    except (UnicodeEncodeError, Unclear):
        return False


def _back(cell: Cell, *, column: Column) -> str | None:
    try:
        return text_of(cell, column=column)  # of the cell as its reader gives it: held() asks for the signs
    except Unclear:
        return None


def _tick(text: str, *, column: Column) -> str | None:
    said = alike(text.replace(AS_A_PICTURE, ""))
    if said in TICKS or (column.option and said == alike(column.option.text)):
        return TICK
    if said in NO_TICKS:
        return None
    raise Unclear("holds what is neither a tick nor blank where an option is ticked with x")


def _of_kind(cell: Cell, column: Column) -> Cell:
    """A date with its time, or without, as the question wants it; where nothing would be lost by that."""
    if isinstance(cell, datetime) and column.kind != "moment" and not (cell.hour or cell.minute):
        return cell.date()
    return cell


def _is_a_day(cell: date) -> bool:
    """Whether a date is one that somebody meant: Excel has none before, and the very last one is a number gone wild."""
    day = cell.date() if isinstance(cell, datetime) else cell
    return FIRST_DAY <= day < date.max


def _to_the_minute(cell: datetime) -> datetime:
    """Fractions of a second are how a spreadsheet counts; whole seconds nobody asked for."""
    later = cell + timedelta(milliseconds=500) if cell.microsecond else cell
    return later.replace(second=0, microsecond=0)


def _as_text(cell: Cell) -> str:
    match cell:
        case bool():
            return str(cell).upper()
        case float():
            return f"{cell:.15g}"
        case datetime():
            return f"{cell:%d/%m/}{cell.year:04} {cell:%H:%M}"
        case date():
            return f"{cell:%d/%m/}{cell.year:04}"
        case _:
            return str(cell)


def _moment(text: str) -> datetime | None:
    found = MOMENT.fullmatch(text) or DAY.fullmatch(text)
    if not found:
        return None
    day, month, year, hour, minute, *_ = (*map(int, found.groups()), 0, 0)
    try:
        return datetime(year, month, day, hour, minute)
    except ValueError:
        return None
