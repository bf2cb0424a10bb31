"""A filled entry sheet (.xlsx) -> what each of its records holds, rows of tables joined by the record id.

Sheets are known by the hidden row of slots in their headers, whatever they are called now. All of it is read before the
first record is given, for a row of a table may belong to any of them.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final

from safeforms.definition import Form
from safeforms.entry_sheet.cells import workbook_text_of
from safeforms.entry_sheet.columns import Column, Layout, layout_of, with_row
from safeforms.filled_forms import FilledForm
from safeforms.filled_forms.slot_rows import Head, head_of, nameless, texts_of
from safeforms.outline import ROW
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.sheets import Cell, Sheet, SheetOptions, SheetRow
from safeforms.sheets.opening import open_sheets
from safeforms.slots import RECORD_ID, STATUS
from safeforms.values import dataclass

FORM: Final = "@form="
VERSION: Final = "@form_version="
NO_ENTRY_SHEET: Final = (
    "This is no entry sheet of a form: the hidden row that says which column is which is not there. If it is an export "
    "with columns of its own, give --map with a map of them; 'safeforms map init' proposes one."
)
NOTHING: Final = "Nothing is filled in here: there is no record."
UNKNOWN_ID: Final = "The row belongs to no record: its record id stands on no row of the records."
AGAIN_ID: Final = "The row may belong to several records: its record id stands more than once among the records."
NO_ID: Final = "The row belongs to no record: it has no record id."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One row of a sheet of ours, with the id of its record."""

    place: Place
    record_id: str | None
    texts: dict[str, str]


class _Found:
    """All that the sheets of a workbook hold."""

    def __init__(self) -> None:
        self.form: str | None = None
        self.version: str | None = None
        self.records: list[_Row] = []
        self.tables: dict[str, list[_Row]] = {}
        self.problems: list[Problem] = []
        self.refused: list[Problem] = []
        self.known = False


def read(stream: BinaryIO, *, name: str, form: Form) -> Iterator[FilledForm | Problem]:
    """The records in an open workbook, in the order of their rows, after a problem for all that cannot be read.

    UsageError where the extra is missing.
    """
    found, layout = _Found(), layout_of(form)
    headers = frozenset({column.slot for column in layout.every()} | {RECORD_ID, FORM + form.id})
    options = SheetOptions(headers=headers, exact=True)
    for sheet in open_sheets(stream, name=name, suffix=".xlsx", options=options):
        if sheet.name == name and not sheet.header:
            found.refused += [row for row in sheet.rows if isinstance(row, Problem)]
        elif RECORD_ID in sheet.header:
            _take(sheet, found, form=form, file=name)
    if not found.known:
        yield from found.refused or [unreadable(NO_ENTRY_SHEET, place=Place(name))]
        return
    lost = list(_joined(found, layout=layout))
    yield from found.problems
    yield from lost
    if not found.records and not found.problems and not lost:
        yield unreadable(NOTHING, place=Place(name))
    for row in found.records:
        yield FilledForm(form=found.form, version=found.version, texts=row.texts, place=row.place)


def _take(sheet: Sheet, found: _Found, *, form: Form, file: str) -> None:
    """The rows of a sheet of ours: of records, or of one table."""
    found.known = True
    found.form = found.form or _stated(sheet, FORM)
    found.version = found.version or _stated(sheet, VERSION)
    layout = layout_of(form, slots=sheet.header)
    place = Place(f"{file}[{sheet.name}]", sheet.header_row)
    head = _head(sheet, layout, place=place)
    if found.form in (None, form.id):
        found.problems += head.problems
    inside = next((column.slot for column in head.columns if column and f".{ROW}." in column.slot), "")
    is_records = STATUS in sheet.header
    if not is_records and not inside:
        return
    rows = found.records if is_records else found.tables.setdefault(inside.partition(".")[0], [])
    for row in sheet.rows:
        if isinstance(row, Problem):
            found.problems.append(row)
        else:
            _take_row(row, rows, found, head=head, sheet=sheet)


def _take_row(row: SheetRow, rows: list[_Row], found: _Found, *, head: Head, sheet: Sheet) -> None:
    texts, problems = texts_of(row, head=head, text_of=_text_of)
    found.problems += problems
    found.problems += nameless(row, sheet=sheet)
    if texts:
        record_id = texts.get(RECORD_ID, "").strip() or None
        rows.append(_Row(place=row.place, record_id=record_id, texts=texts))


def _head(sheet: Sheet, layout: Layout, *, place: Place) -> Head:
    columns = {column.slot: column for column in layout.every()}
    ignored = [name for name in sheet.header if name.startswith((FORM, VERSION))]
    return head_of(sheet.header, columns=columns, ignored=ignored, place=place)


def _text_of(cell: Cell, column: Column) -> str | None:
    return workbook_text_of(cell, column=column)


def _stated(sheet: Sheet, what: str) -> str | None:
    return next((name.removeprefix(what) for name in sheet.header if name.startswith(what)), None) or None


def _joined(found: _Found, *, layout: Layout) -> Iterator[Problem]:
    """Gives the rows of tables to their records, in their order; a problem for each that belongs to none."""
    owners = dict[str | None, list[_Row]]()
    for record in found.records:
        owners.setdefault(record.record_id, []).append(record)
    for table in layout.tables:
        counts = dict[int, int]()
        for row in found.tables.get(table.entry.slot, ()):
            owner = owners.get(row.record_id, [])
            if row.record_id is None and len(found.records) > 1:
                owner = []
            if len(owner) != 1:
                why = AGAIN_ID if owner else NO_ID if row.record_id is None else UNKNOWN_ID
                yield unreadable(why, place=row.place)
                continue
            position = counts.get(id(owner[0]), 0)
            counts[id(owner[0])] = position + 1
            inside = {slot: text for slot, text in row.texts.items() if slot != RECORD_ID}
            owner[0].texts.update({with_row(slot, position): text for slot, text in inside.items()})
