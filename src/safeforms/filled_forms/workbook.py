"""A filled entry sheet (.xlsx) -> what each of its records holds, with the rows of tables that belong to it.

Sheets are known by the hidden row of slots in their headers, whatever they are called now. All of it is read before the
first record is given, for a row of a table may belong to any of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from safeforms.definition import Form
from safeforms.entry_sheet.cells import workbook_text_of
from safeforms.entry_sheet.columns import Column, Layout, TableColumns, layout_of
from safeforms.entry_sheet.naming import FORM as FORM
from safeforms.entry_sheet.naming import VERSION, Names, names_of
from safeforms.filled_forms import FilledForm
from safeforms.filled_forms.slot_rows import Head, head_of, of_columns, texts_of
from safeforms.filled_forms.table_rows import Row, joined
from safeforms.outline import ROW
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.sheets import Cell, Sheet, SheetOptions, SheetRow
from safeforms.sheets.opening import open_sheets
from safeforms.slots import RECORD_ID, STATUS

NO_ENTRY_SHEET: Final = (
    "This is no entry sheet of a form: the hidden row that says which column is which is not there. If it is an export "
    "with columns of its own, give --map with a map of them; 'safeforms map init' proposes one."
)
NOTHING: Final = "Nothing is filled in here: there is no record."
NO_SLOTS: Final = (
    "The hidden row that says which column is which is not on this sheet: nothing on it is read. Copy what stands "
    "there into a new workbook of the form."
)
NOT_READ: Final = "The sheet is none of the form's: nothing on it is read."
MERGED: Final = "Cells are merged here: what stands in them is read as the answer of the first alone."
BESIDE: Final = "without a name in the hidden row: what stands there is not read"


class _Found:
    """All that the sheets of a workbook hold; `beside` says of a sheet that is none of the form's, the first one."""

    def __init__(self, form: Form, *, file: str) -> None:
        self.form, self.file = form, file
        self.records: list[Row] = []
        self.tables: dict[str, list[Row]] = {}
        self.problems: list[Problem] = []
        self.refused: list[Problem] = []
        self.beside: Problem | None = None
        self.known = False


def read(stream: BinaryIO, *, name: str, form: Form) -> Iterator[FilledForm | Problem]:
    """The records in an open workbook, in the order of their rows, after a problem for all that cannot be read.

    UsageError where the extra is missing.
    """
    found, layout = _Found(form, file=name), layout_of(form)
    headers = frozenset({column.slot for column in layout.every()} | {RECORD_ID, FORM + form.id})
    options = SheetOptions(headers=headers, exact=True)
    for sheet in open_sheets(stream, name=name, suffix=".xlsx", options=options):
        _look_at(sheet, found, headers=headers, names=names_of(layout))
    if not found.known:
        yield from found.refused or [unreadable(NO_ENTRY_SHEET, place=Place(name))]
        return
    tables = {table.entry.slot: found.tables.get(table.entry.slot, []) for table in layout.tables}
    problems = [*found.refused, *found.problems, *joined(found.records, tables)]
    yield from problems
    if not found.records and not problems:
        yield unreadable(NOTHING, place=Place(name))
    for at, row in enumerate(found.records):
        told = (*row.problems, found.beside) if found.beside and at == 0 else row.problems
        yield FilledForm(form=row.form, version=row.version, texts=row.texts, place=row.place, problems=tuple(told))


def _look_at(sheet: Sheet, found: _Found, *, headers: frozenset[str], names: Names) -> None:
    """Takes a sheet of ours, and says of another that it is not read if anybody could think that it is."""
    named = [name for name in sheet.header if name]
    marked = any(name in (RECORD_ID, STATUS) or name.startswith(FORM) for name in named)
    place = Place(f"{found.file}[{sheet.name}]")
    if marked or (named and sum(name in headers for name in named) * 2 > len(named)):
        _take(sheet, found)
    elif broken := _broken(sheet, file=found.file):
        found.refused += broken
    elif sheet.name in (names.records, *names.tables.values()):
        found.refused.append(unreadable(NO_SLOTS, place=place))
    elif sheet.name not in names.explaining:
        found.beside = found.beside or _warning(NOT_READ, place=place)


def _broken(sheet: Sheet, *, file: str) -> list[Problem]:
    """What is wrong with a sheet of which nothing could be read; nothing where it only has no header."""
    if sheet.header:
        return []
    problems = [row for row in sheet.rows if isinstance(row, Problem)]
    return [problem for problem in problems if sheet.name == file or (problem.place and problem.place.line)]


def _take(sheet: Sheet, found: _Found) -> None:
    """The rows of a sheet of ours: of one table if it has a column of one, else of records."""
    found.known = True
    layout = layout_of(found.form, slots=sheet.header)
    stated, version = _stated(sheet, FORM), _stated(sheet, VERSION)
    inside = next((name.partition(".")[0] for name in sheet.header if f".{ROW}." in name), None)
    table = next((table for table in layout.tables if table.entry.slot == inside), None)
    head = _head(sheet, layout, table=table, place=Place(f"{found.file}[{sheet.name}]", sheet.header_row))
    if stated in (None, found.form.id):
        found.problems += head.problems
    rows = found.records if inside is None else found.tables.setdefault(inside, [])
    merged, beside = frozenset(sheet.merged), dict[int, Place]()
    for row in sheet.rows:
        if isinstance(row, Problem):
            found.problems.append(row)
            continue
        for at in _beside(row, sheet):
            beside.setdefault(at, row.place)
        texts, problems = texts_of(row, head=head, text_of=_text_of)
        if row.place.line in merged:
            problems.append(_warning(MERGED, place=row.place))
        if texts or problems:
            rows.append(Row(place=row.place, form=stated, version=version, texts=texts, problems=problems))
    for at, first in beside.items():
        found.problems += of_columns([at], BESIDE, place=first)


def _head(sheet: Sheet, layout: Layout, *, table: TableColumns | None, place: Place) -> Head:
    """The columns of a sheet; on that of a table nothing else is read, for it would be said of a whole record."""
    every = table.columns if table else tuple(layout.every())
    ignored = [name for name in sheet.header if _is_mark(name)]
    return head_of(sheet.header, columns={column.slot: column for column in every}, ignored=ignored, place=place)


def _beside(row: SheetRow, sheet: Sheet) -> list[int]:
    """The columns in which a row holds something that is under no slot; those of the marks of the form are such too."""
    held = zip(row.cells, sheet.header, strict=True)
    return [at for at, (cell, name) in enumerate(held, start=1) if cell is not None and (not name or _is_mark(name))]


def _warning(message: str, *, place: Place) -> Problem:
    return replace(unreadable(message, place=place), severity="warning")


def _is_mark(name: str) -> bool:
    return name.startswith((FORM, VERSION))


def _text_of(cell: Cell, column: Column) -> str | None:
    return workbook_text_of(cell, column=column)


def _stated(sheet: Sheet, what: str) -> str | None:
    return next((name.removeprefix(what) for name in sheet.header if name.startswith(what)), None) or None
