"""The rows of a table in a Word form: one that somebody added without its boxes is never passed over."""

from collections.abc import Collection, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from safeforms.filled_forms.word_parts import style_of
from safeforms.streams import Broken

BARE_ROW: Final = (
    "A row was added to a table without its boxes: copy a whole row, or use the + at the end of one in Word."
)


PRINTED: Final = {"Heading2", "Help", "Hint", "Label", "OnlyIf", "Question", "Reason", "Small"}
"""The styles of what a form itself says in a table."""


def no_bare_rows(table: Element, *, ours: Collection[int]) -> None:
    """Broken where a row holds text, but no control says what it is; `ours` are the rows that hold one, by identity.

    A row is known by having as many cells as ours. Those above ours are the heading, unless the table says which is.
    """
    rows = [row for row in _rows(table) if row.find("trPr/del") is None]
    at = next((number for number, row in enumerate(rows) if id(row) in ours), None)
    if at is None:
        return
    headed = any(row.find("trPr/tblHeader") is not None for row in rows)
    widths = {_cells(row) for row in rows if id(row) in ours}
    for row in rows[0 if headed else at :]:
        if id(row) not in ours and row.find("trPr/tblHeader") is None and _cells(row) in widths and _says(row):
            raise Broken(BARE_ROW)


def _rows(element: Element) -> Iterator[Element]:
    """The rows of a table, not those of tables inside it."""
    for part in element:
        if part.tag == "tr":
            yield part
        elif part.tag != "tbl":
            yield from _rows(part)


def _cells(row: Element) -> int:
    return sum(1 for cell in row if cell.tag in ("tc", "sdt"))


def _says(row: Element) -> bool:
    """Whether anything was written into it."""
    return any(style_of(line, "p") not in PRINTED and "".join(line.itertext()).strip() for line in row.iter("p"))
