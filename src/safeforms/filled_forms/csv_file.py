"""A delimited file whose header has slots -> what each of its rows holds, one record a row.

Rows of tables stand beside each other, their numbers in the names of the columns. An apostrophe before a formula is
how `targets.csv` keeps a spreadsheet from running it: it is taken away again.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final

from safeforms.definition import Form
from safeforms.entry_sheet.cells import csv_text_of, text_of
from safeforms.entry_sheet.columns import Column, without_row
from safeforms.entry_sheet.lines_of_slots import FORM, NAMES, VERSION, without_limit
from safeforms.filled_forms import NOTHING, OR_AN_EXPORT, FilledForm
from safeforms.filled_forms.slot_rows import Head, TextOf, gone_astray, head_of, noted_beside, texts_of
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.sheets import Cell, Sheet, SheetOptions, SheetRow
from safeforms.sheets.opening import open_sheets

NO_SLOTS: Final = f"The columns are not called as the questions of this form are. {OR_AN_EXPORT}"


def read(stream: BinaryIO, *, name: str, form: Form) -> Iterator[FilledForm | Problem]:
    """The records in an open delimited file, row by row, and a problem for all that cannot be read."""
    every = frozenset(_by_name(form, header=()))
    for sheet in open_sheets(stream, name=name, suffix=".csv", options=SheetOptions(headers=every, exact=True)):
        if knows(sheet.header, form=form):
            yield from lines_of(sheet, form=form, file=name, text_of=_text_of)
            continue
        place, rows = Place(name, sheet.header_row), sheet.rows if FORM in sheet.header else ()
        said = (said_in(row, sheet=sheet, what=FORM) for row in rows if isinstance(row, SheetRow))
        if (another := next(filter(None, said), form.id)) != form.id:
            yield FilledForm(form=another, version=None, texts={}, place=place)
        else:
            yield unreadable(NO_SLOTS, place=place)


def knows(header: tuple[str, ...], *, form: Form) -> bool:
    """Whether at least half of the names in a header are slots of a form, or of what says which form it is."""
    columns, named = _by_name(form, header=header), [name for name in header if name]
    known = [name for name in named if name in columns or without_row(name)[0] in columns or name in (FORM, VERSION)]
    return len(known) * 2 >= len(named)


def _by_name(form: Form, *, header: tuple[str, ...]) -> dict[str, Column]:
    """The columns by what they are called here."""
    layout = without_limit(form, slots=header)
    return {NAMES.get(column.slot, column.slot): column for column in layout.every()}


def lines_of(sheet: Sheet, *, form: Form, file: str, text_of: TextOf) -> Iterator[FilledForm | Problem]:
    """The record of each row, and a problem for all that cannot be read; of no row at all as well."""
    head = head_of(sheet.header, columns=_by_name(form, header=sheet.header), ignored=(FORM, VERSION))
    found, told = False, set[int]()
    for row in sheet.rows:
        for one in _in_row(row, sheet=sheet, head=head, text_of=text_of, told=told):
            found = True
            yield one
    if not found:
        yield unreadable(NOTHING, place=Place(file))


def _in_row(
    row: SheetRow | Problem, *, sheet: Sheet, head: Head, text_of: TextOf, told: set[int]
) -> Iterator[FilledForm | Problem]:
    """What one row is; nothing where nothing is filled in."""
    if isinstance(row, Problem):
        yield row
        return
    texts, problems = texts_of(row, head=head, text_of=text_of)
    if not texts and not problems:
        yield from gone_astray(row, head=head)
        return
    stated, version = (said_in(row, sheet=sheet, what=what) for what in (FORM, VERSION))
    problems += noted_beside(row, head=head, told=told)
    yield FilledForm(form=stated, version=version, texts=texts, place=row.place, problems=tuple(problems))


def said_in(row: SheetRow, *, sheet: Sheet, what: str) -> str | None:
    """What a row says of its form, or of the version of that; the row may be cut off, or too wide."""
    found = next((cell for cell, head in zip(row.cells, sheet.header, strict=False) if head == what), None)
    return str(found).strip() if found is not None else None


def _text_of(cell: Cell, column: Column) -> str | None:
    return csv_text_of(cell, column=column) if isinstance(cell, str) else text_of(cell, column=column)
