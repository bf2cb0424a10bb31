"""Which form an entry sheet says it is: a workbook in its hidden row, lines of CSV in a column.

It is asked before the form is known, so nothing here rests on the columns of one.
"""

from collections.abc import Iterable
from typing import BinaryIO, Final

from safeforms.entry_sheet.lines_of_slots import FORM, VERSION
from safeforms.filled_forms import NOTHING
from safeforms.filled_forms.csv_file import said_in
from safeforms.filled_forms.saved_lines import with_plain_header
from safeforms.filled_forms.workbook import FORM as MARK
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.sheets import SheetOptions, SheetRow
from safeforms.sheets.opening import open_sheets
from safeforms.slots import RECORD_ID, STATUS

WORKBOOK: Final = ".xlsx"
CSV: Final = ".csv"
TOP: Final = 40
"""In so many rows of a sheet stands which form it is, or nowhere."""


def stated_form(stream: BinaryIO, *, name: str, suffix: str, ids: Iterable[str]) -> str | Problem | None:
    """The id of the form that an entry sheet says it is, one of `ids`; a problem where it cannot be read at all."""
    marks = (RECORD_ID, STATUS, *(f"{MARK}{form}" for form in ids))
    headers = frozenset((FORM, VERSION) if suffix == CSV else (FORM, VERSION, *marks))
    options = SheetOptions(headers=headers, exact=True, any_width=True)
    broken = None
    for sheet in open_sheets(stream, name=name, suffix=suffix, options=options):
        rows = [row for row, _ in zip(sheet.rows, range(TOP), strict=False)]
        broken = broken or next((row for row in rows if isinstance(row, Problem) and not sheet.header), None)
        read = [row for row in rows if isinstance(row, SheetRow)]
        said = (text for row in (sheet.header, *(row.cells for row in read)) for text in row if isinstance(text, str))
        if suffix == WORKBOOK and (mark := next((text for text in said if text.startswith(MARK)), None)):
            return mark.removeprefix(MARK) or None
        sheet = with_plain_header(sheet)
        if FORM in sheet.header:
            found = next(filter(None, (said_in(row, sheet=sheet, what=FORM) for row in read)), None)
            unread = next((row for row in rows if isinstance(row, Problem)), None)
            return found or unread or (None if rows else unreadable(NOTHING, place=Place(name)))
    return broken
