"""A filled entry sheet (.xlsx) -> what each of its records holds, with the rows of tables that belong to it.

Sheets are known by the hidden row of slots in their headers, whatever they are called now; a delimited form that was
saved as a workbook by its own header. All of it is read before the first record is given, for a row of a table may
belong to any of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import BinaryIO, Final

from safeforms.definition import Form
from safeforms.entry_sheet import lines_of_slots
from safeforms.entry_sheet.cells import workbook_text_of
from safeforms.entry_sheet.columns import Column, Layout, TableColumns, layout_of
from safeforms.entry_sheet.messages import aside
from safeforms.entry_sheet.naming import FORM as FORM
from safeforms.entry_sheet.naming import VERSION, Names, names_of
from safeforms.filled_forms import NOTHING, OR_AN_EXPORT, FilledForm
from safeforms.filled_forms.saved_lines import are_lines, read_lines
from safeforms.filled_forms.sheet_again import Sheets
from safeforms.filled_forms.slot_rows import Head, gone_astray, head_of, noted_beside, texts_of
from safeforms.filled_forms.table_rows import Row, joined
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.sheets import Cell, Sheet, SheetOptions, SheetRow
from safeforms.sheets.opening import open_sheets
from safeforms.slots import RECORD_ID, STATUS
from safeforms.wording.outline import ROW

NO_ENTRY_SHEET: Final = (
    "This is no entry sheet of a form: the hidden row that says which column is which is not there. " + OR_AN_EXPORT
)
NO_SLOTS: Final = (
    "The hidden row that says which column is which is not on this sheet: nothing on it is read. Copy what stands "
    "there into a new workbook of the form."
)
NOT_READ: Final = "The sheet is none of the form's: nothing on it is read."
MERGED: Final = "Cells are merged here: what stands in them is read as the answer of the first alone."
BESIDE: Final = "without a name in the hidden row: what stands there is not read"
ABOVE: Final = (
    "This row stands above the row that says which column is which, and is not read: move it below the whole header."
)
HEADER_ROWS: Final = 3
"""Rows of words for people, which stand above the row of slots."""


class _Found:
    """All that the sheets of a workbook hold; `beside` says of a sheet that is none of the form's, the first one.

    `lines` are what a delimited form holds that was saved as a workbook. `lost`: a record could not be read.
    """

    def __init__(self, form: Form, *, file: str) -> None:
        self.form, self.file = form, file
        self.records = Sheets(of_table=False)
        self.tables: dict[str, Sheets] = {}
        self.problems: list[Problem] = []
        self.refused: list[Problem] = []
        self.lines: list[FilledForm | Problem] = []
        self.beside: Problem | None = None
        self.known = self.lost = False


def read(stream: BinaryIO, *, name: str, form: Form) -> Iterator[FilledForm | Problem]:
    """The records in an open workbook, in the order of their rows, after a problem for all that cannot be read.

    UsageError where the extra is missing.
    """
    found, layout = _Found(form, file=name), layout_of(form)
    headers = frozenset({column.slot for column in layout.every()} | {RECORD_ID, FORM + form.id})
    sought = headers | {lines_of_slots.FORM, lines_of_slots.VERSION}
    options = SheetOptions(headers=sought, exact=True, any_width=True)
    for sheet in open_sheets(stream, name=name, suffix=".xlsx", options=options):
        _look_at(sheet, found, headers=headers, names=names_of(layout))
    if not found.known:
        yield from found.refused or [unreadable(NO_ENTRY_SHEET, place=Place(name))]
        return
    slots = [table.entry.slot for table in layout.tables]
    tables = {slot: held.rows for slot in slots if (held := found.tables.get(slot))}
    records = found.records.rows
    problems = [*found.refused, *found.problems, *joined(records, tables, lost=found.lost)]
    yield from problems
    if not records and not found.lines and not problems:
        yield unreadable(NOTHING, place=Place(name))
    beside = (found.beside,) if found.beside else ()
    for one in (*map(_filled, records), *found.lines):
        if isinstance(one, FilledForm):
            one, beside = replace(one, problems=(*one.problems, *beside)), ()
        yield one


def _filled(row: Row) -> FilledForm:
    texts, problems = row.texts, tuple(row.problems)
    return FilledForm(form=row.form, version=row.version, texts=texts, place=row.place, problems=problems)


def _look_at(sheet: Sheet, found: _Found, *, headers: frozenset[str], names: Names) -> None:
    """Takes a sheet of ours, and says of another that it is not read if anybody could think that it is."""
    named = [name for name in sheet.header if name]
    marked = any(name in (RECORD_ID, STATUS) or name.startswith(FORM) for name in named)
    place = Place(f"{found.file}[{sheet.name}]")
    if not marked and are_lines(sheet, form=found.form):
        found.known = True
        found.lines += read_lines(sheet, form=found.form, file=place.file)
    elif marked or (named and sum(name in headers for name in named) * 2 > len(named)):
        _take(sheet, found)
    elif (another := _stated_below(sheet)) not in (None, found.form.id):
        found.known = True
        if another not in {row.form for row in found.records.rows}:
            found.records.rows.append(Row(place=place, form=another, version=None, texts={}, problems=[]))
    elif refused := _refused(sheet, file=found.file, names=names):
        found.refused += refused
        found.lost = found.lost or sheet.name not in names.tables.values()
    elif sheet.name not in names.explaining:
        found.beside = found.beside or _warning(NOT_READ, place=place)


def _stated_below(sheet: Sheet) -> str | None:
    """Which form a sheet says it is whose slots were not taken for its header: it has none of ours."""
    rows = islice(sheet.rows, HEADER_ROWS) if sheet.header else ()
    texts = (cell for row in rows if isinstance(row, SheetRow) for cell in row.cells if isinstance(cell, str))
    return next((text.removeprefix(FORM) for text in texts if text.startswith(FORM)), None)


def _refused(sheet: Sheet, *, file: str, names: Names) -> list[Problem]:
    """What is wrong with a sheet that cannot be read, or is called as one of ours is and has no slots; else nothing."""
    problems = [row for row in sheet.rows if isinstance(row, Problem)] if not sheet.header else []
    broken = [problem for problem in problems if sheet.name == file or (problem.place and problem.place.line)]
    if not broken and sheet.name in (names.records, *names.tables.values()):
        return [unreadable(NO_SLOTS, place=Place(f"{file}[{sheet.name}]"))]
    return broken


def _take(sheet: Sheet, found: _Found) -> None:
    """The rows of a sheet of ours: of one table if it has a column of one, else of records."""
    found.known = True
    layout = layout_of(found.form, slots=sheet.header)
    stated, version = _stated(sheet, FORM), _stated(sheet, VERSION)
    inside = next((name.partition(".")[0] for name in sheet.header if f".{ROW}." in name), None)
    table = next((table for table in layout.tables if table.entry.slot == inside), None)
    head = _head(sheet, layout, table=table)
    rows = list[Row]()
    merged, told = frozenset(sheet.merged), set[int]()
    unread = [unreadable(ABOVE, place=row.place) for row in _typed_above(sheet, layout, in_table=inside is not None)]
    for row in (*unread, *sheet.rows):
        if isinstance(row, Problem):
            found.problems.append(row)
            found.lost = found.lost or inside is None
            continue
        texts, problems = texts_of(row, head=head, text_of=_text_of)
        if not texts and not problems:
            found.problems += gone_astray(row, head=head)
            continue
        problems += noted_beside(row, head=head, told=told)
        if row.place.line in merged:
            problems.append(_warning(MERGED, place=row.place))
        rows.append(Row(place=row.place, form=stated, version=version, texts=texts, problems=problems))
    sheets = found.records if inside is None else found.tables.setdefault(inside, Sheets(of_table=True))
    found.problems += sheets.add(rows, name=sheet.name, place=Place(f"{found.file}[{sheet.name}]"))


def _head(sheet: Sheet, layout: Layout, *, table: TableColumns | None) -> Head:
    """The columns of a sheet; on that of a table nothing else is read, for it would be said of a whole record."""
    every = table.columns if table else tuple(layout.every())
    names = ["" if name.startswith((FORM, VERSION)) else name for name in sheet.header]
    return head_of(names, columns={column.slot: column for column in every}, nameless=BESIDE)


def _typed_above(sheet: Sheet, layout: Layout, *, in_table: bool) -> tuple[SheetRow, ...]:
    """What stands between the words of the header and its slots; where people changed the words, they are so many."""
    last = aside(layout.records[0], in_table=in_table)
    words = next((at for at, row in enumerate(sheet.above, start=1) if last in row.cells), HEADER_ROWS)
    return sheet.above[words:]


def _warning(message: str, *, place: Place) -> Problem:
    return replace(unreadable(message, place=place), severity="warning")


def _text_of(cell: Cell, column: Column) -> str | None:
    return workbook_text_of(cell, column=column)


def _stated(sheet: Sheet, what: str) -> str | None:
    return next((name.removeprefix(what) for name in sheet.header if name.startswith(what)), None) or None
