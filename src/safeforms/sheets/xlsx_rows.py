"""An .xlsx workbook: its sheets, each read row by row after the guard has looked at all of it.

Dates are dates where the cell is formatted as one, times of day are text. A whole number is an int, however stored. A
formula gives the result that was saved with it; an error of the spreadsheet, or a formula that was never calculated,
is a CellError. Of merged cells only the first has a value. Hidden sheets come last, and say so.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count
from math import isfinite
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol

from safeforms.places import Place
from safeforms.problems import Problem, UsageError
from safeforms.readers import unreadable
from safeforms.sheets import Cell, CellError, Sheet, SheetOptions
from safeforms.sheets.under_header import NOTHING, Numbered, sheet_of, unreadable_sheet
from safeforms.sheets.xlsx_guard import DAMAGED, LARGEST, PartFacts, guarded
from safeforms.streams import Broken, random_access

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

HOURS: Final = re.compile("h", re.IGNORECASE)
NO_RESULT: Final = CellError("a formula without a result")
NOTHING_KNOWN: Final = PartFacts(merged=(), uncalculated=frozenset())


class OfficeCell(Protocol):
    """What we take of a cell as the library gives it."""

    value: object
    data_type: str
    number_format: str


class Worksheet(Protocol):
    """What we take of a sheet as the library gives it."""

    title: str
    sheet_state: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self) -> Iterator[tuple[OfficeCell, ...]]: ...


def read_xlsx(stream: BinaryIO, *, name: str, options: SheetOptions) -> Iterator[Sheet]:
    """The sheets that hold anything, in their order but hidden ones last, or the one that was asked for."""
    held = random_access(stream, largest=LARGEST)
    facts = guarded(held)
    workbook = _opened(held)
    try:
        yield from _sheets(workbook, facts=facts, name=name, options=options)
    finally:
        workbook.close()


def _opened(stream: BinaryIO) -> "Workbook":
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise UsageError('Excel workbooks need an extra: pip install "safeforms[office]".') from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except Exception:  # what a broken workbook does to its reader cannot be foreseen
            raise Broken(DAMAGED) from None


def _sheets(
    workbook: "Workbook", *, facts: Mapping[str, PartFacts], name: str, options: SheetOptions
) -> Iterator[Sheet]:
    every: list[Worksheet] = sorted(workbook.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
    worksheets = [sheet for sheet in every if options.sheet in (None, sheet.title)]
    if not worksheets:
        titles = ", ".join(f"'{sheet.title}'" for sheet in every)
        yield unreadable_sheet(f"There is no sheet '{options.sheet}' here: there are {titles}.", name=name)
        return
    found = False
    for worksheet in worksheets:
        known = facts.get(str(getattr(worksheet, "_worksheet_path", "")).lstrip("/"), NOTHING_KNOWN)
        file = f"{name}[{worksheet.title}]"
        rows = _rows(worksheet, file=file, uncalculated=known.uncalculated, exact=options.exact)
        sheet = sheet_of(rows, name=worksheet.title, file=file, options=options, notes=_notes(worksheet, known))
        if sheet is not None:
            found = True
            yield replace(sheet, merged=known.merged)
    if not found:
        yield unreadable_sheet(NOTHING, name=name)


def _notes(worksheet: Worksheet, known: PartFacts) -> Iterator[str]:
    if worksheet.sheet_state != "visible":
        yield "The sheet is hidden."
    if known.merged:
        places = f"{many} places" if (many := len(known.merged)) > 1 else "one place"
        yield f"Cells are merged in {places}: the value stands in the first of them, the others are empty."
    if known.uncalculated:
        count_of = f"{many} formulas hold" if (many := len(known.uncalculated)) > 1 else "A formula holds"
        yield f"{count_of} no result: open the workbook, let it calculate, and save it."


def _rows(
    worksheet: Worksheet, *, file: str, uncalculated: frozenset[tuple[int, int]], exact: bool
) -> Iterator[Numbered | Problem]:
    """Every row with its number; what the sheet says of its own size is not believed."""
    worksheet.reset_dimensions()
    rows = iter(worksheet.iter_rows())
    for number in count(1):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                row = next(rows, None)
        except Exception:  # what a broken workbook does to its reader cannot be foreseen
            yield unreadable("The sheet is damaged from here on: save it anew.", place=Place(file, number))
            return
        if row is None:
            return
        cells = tuple([_value(cell, exact=exact) for cell in row])
        if uncalculated:
            cells = tuple(NO_RESULT if (number, at) in uncalculated else cell for at, cell in enumerate(cells, start=1))
        yield number, cells


def _value(cell: OfficeCell, *, exact: bool) -> Cell:
    value = cell.value
    match value:
        case str():
            if cell.data_type == "e":
                return CellError(value)
            return (value if exact else value.strip()) if value.strip() else None
        case float():
            return _number(value)
        case datetime():
            midnight = not (value.hour or value.minute or value.second or value.microsecond)
            return value.date() if midnight and not HOURS.search(cell.number_format) else value
        case time():
            return value.isoformat(timespec="seconds" if value.second else "minutes")
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case None | bool() | int() | date():
            return value
    return CellError("something else than a value")


def _number(value: float) -> Cell:
    if not isfinite(value):
        return CellError("a number out of range")
    return int(value) if value.is_integer() else value
