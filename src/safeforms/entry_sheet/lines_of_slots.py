"""A form as a delimited file: a header of slots and, of a record, one line.

The header has names, not slots, where a slot begins with a sign that makes a spreadsheet look for a formula. A file
begins with a mark by which Excel knows that it is UTF-8, and its lines end as Windows ends them.
"""

import csv
import io
from collections.abc import Collection, Iterator
from typing import Final

from safeforms.definition import Form
from safeforms.entry_sheet.cells import csv_cell_of, csv_held
from safeforms.entry_sheet.columns import Column, Layout, TableColumns, layout_of
from safeforms.entry_sheet.placing import Texts, placed
from safeforms.slots import RECORD_ID, STATUS
from safeforms.slots.names import named
from safeforms.wording.outline import with_row
from safeforms.wording.paper_form import BLANK_ROWS

FORM: Final = "form id"
VERSION: Final = "form version"
NAMES: Final = {RECORD_ID: "record id", STATUS: "record status"}
"""Names with a blank in them: no question can be called so."""
LONGEST: Final = 1_000_000
NO_LIMIT: Final = 10**9


def without_limit(form: Form, *, slots: Collection[str]) -> Layout:
    """The columns of a form where no sheet limits them."""
    return layout_of(form, slots=slots, room=NO_LIMIT)


def delimited(form: Form, texts: Texts) -> bytes:
    """The header, and a line with a record's texts by slot if there are any."""
    slots = [slot for slot, _ in _columns(form, texts)]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([FORM, VERSION, *(NAMES.get(slot, slot) for slot in slots)])
    if texts:
        cells = (texts.get(slot, "").replace("\0", "\ufffd") for slot in slots)
        writer.writerow([form.id, form.version, *map(csv_cell_of, cells)])
    return written.getvalue().encode("utf-8-sig", "replace")


def not_in_line(form: Form, texts: Texts) -> Iterator[str]:
    """A sentence for each thing of a record that a line would not give back; it may come twice."""
    columns = dict(_columns(form, texts))
    for slot, text in texts.items():
        if slot not in columns:
            yield f"{named(form, slot)} holds something for which there is no column."
        elif not csv_held(text, column=columns[slot]):
            yield (
                f"{named(form, slot)} holds what a line cannot give back as it is: signs that are no text, or words "
                "that stand for another answer there."
            )
    if len(delimited(form, texts)) > LONGEST:
        yield f"The record is longer than {LONGEST:,} characters: such a line is not read back."


def _columns(form: Form, texts: Texts) -> Iterator[tuple[str, Column]]:
    """Each column by slot, rows counted: three of each table, and as many as there are."""
    layout, rows = without_limit(form, slots=texts), placed(texts).tables
    yield from ((column.slot, column) for column in layout.records)
    for table in layout.tables:
        yield from _rows(table, max(BLANK_ROWS, len(rows.get(table.entry.slot, ()))))


def _rows(table: TableColumns, many: int) -> Iterator[tuple[str, Column]]:
    for row in range(many):
        yield from ((with_row(column.slot, row), column) for column in table.columns[1:])
