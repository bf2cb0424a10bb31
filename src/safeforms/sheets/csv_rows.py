"""A .csv or .tsv file: one sheet, its text decoded and split as it is read.

A row that is broken costs one problem; the lines after it are read as rows of their own. Rows are numbered by the line
where they begin, as editors count: a cell may hold line ends. Quotation marks are taken strictly, for one that is not
closed would otherwise join two records into one that looks whole.
"""

import csv
from collections.abc import Iterator
from typing import BinaryIO, Final

from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.sheets import Sheet, SheetOptions
from safeforms.sheets.delimiter import LINES, delimiter_of_first_line, find_delimiter, in_words, said_delimiter
from safeforms.sheets.encoding import decoded
from safeforms.sheets.text_lines import LONGEST, Spoilt, TextLines
from safeforms.sheets.under_header import NOTHING, Numbered, sheet_of, unreadable_sheet
from safeforms.streams import Broken

NO_SEPARATOR: Final = "\x1f"  # stands for none: the reader of Python wants one, and no export has it
QUOTATION: Final = "A quotation mark in this row is not closed, or stands in a cell without being written twice."
LOOKS: Final = {
    b"PK\x03\x04": "an Excel workbook or a zip file",
    b"\x1f\x8b": "a gzip file",
    b"PAR1": "a Parquet file",
    b"\xd0\xcf\x11\xe0": "an old or a locked Excel workbook",
    b"%PDF": "a PDF",
}


def read_csv(stream: BinaryIO, *, name: str, options: SheetOptions) -> Iterator[Sheet]:
    """The sheet that a delimited file is, its delimiter found or as said."""
    yield from _read(stream, name=name, options=options, said=options.delimiter)


def read_tsv(stream: BinaryIO, *, name: str, options: SheetOptions) -> Iterator[Sheet]:
    """The same with tabs, where nobody said otherwise."""
    yield from _read(stream, name=name, options=options, said=options.delimiter or "\t")


def _read(stream: BinaryIO, *, name: str, options: SheetOptions, said: str | None) -> Iterator[Sheet]:
    sign = said_delimiter(said) if said else None
    source = decoded(stream, encoding=options.encoding)
    if looks := next((looks for start, looks in LOOKS.items() if source.start.startswith(start)), None):
        yield unreadable_sheet(f"This is {looks}, whatever its name says: name it so.", name=name)
        return
    lines = TextLines(source.text)
    sign = _settled(lines, said=sign, options=options)
    rows = _rows(lines, delimiter=sign or NO_SEPARATOR, name=name, exact=options.exact)
    rows = _whole(rows, lines=lines, name=name)
    notes = (source.note, in_words(sign))
    sheet = sheet_of(rows, name=name, file=name, options=options, notes=notes, every_cell=True)
    yield sheet or unreadable_sheet(NOTHING, name=name)


def _settled(lines: TextLines, *, said: str | None, options: SheetOptions) -> str | None:
    """The delimiter; a first line that names it is no row."""
    first = lines.peek(LINES)
    named = delimiter_of_first_line(first[0]) if first else None
    if named:
        next(lines)
    return said or named or find_delimiter(first, headers=options.headers)


def _whole(rows: Iterator[Numbered | Problem], *, lines: TextLines, name: str) -> Iterator[Numbered | Problem]:
    """The rows up to where the file breaks off, and that as a problem in its place."""
    try:
        yield from rows
    except Broken as error:
        yield unreadable(error.message, place=Place(name, lines.next_number))


def _rows(lines: TextLines, *, delimiter: str, name: str, exact: bool) -> Iterator[Numbered | Problem]:
    """Every row and its number, empty ones too; a problem stands where one cannot be read."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))  # of all of Python: it is never made less
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, Spoilt) as error:
            message = str(error) if isinstance(error, Spoilt) else QUOTATION
            yield unreadable(message, place=Place(name, lines.begins))
            lines.rewind()
            continue
        if lines.fault:
            number, column, message = lines.fault
            yield unreadable(message, place=Place(name, number, column))
            continue
        yield lines.begins, tuple([_text(cell, exact=exact) for cell in row])


def _text(cell: str, *, exact: bool) -> str | None:
    stripped = cell.strip()
    return (cell if exact else stripped) if stripped else None
