"""One row of CSV for each problem, as spreadsheets open it: UTF-8 with a byte order mark, texts always in quotes.

Quotes keep a semicolon in a text from beginning a cell of its own where a spreadsheet splits at semicolons.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from safeforms.verdict_formats import Asked, Judged
from safeforms.verdict_formats.rows import Cell, header, rows


def write_csv(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    """The names of the columns, then a row for each problem; records without one are not in it."""
    yield b"\xef\xbb\xbf" + _line(header(show_values=asked.show_values))
    for verdict, record in found:
        if verdict.problems:
            yield b"".join(map(_line, rows(verdict, record=record, show_values=asked.show_values)))


def _line(row: tuple[Cell, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC).writerow(row)
    return text.getvalue().encode()
