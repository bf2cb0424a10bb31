"""Files of sheets, by the suffix of their names -> their sheets, rows still unread.

A file that cannot be read is a sheet too: one without a header, whose one row is the problem. So nobody needs two ways
of saying what went wrong. Readers are imported when first used; those of Excel and Parquet need an extra.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final, Protocol

from safeforms.problems import UsageError
from safeforms.sheets import Sheet, SheetOptions
from safeforms.sheets.under_header import unreadable_sheet
from safeforms.streams import Broken


class SheetReader(Protocol):
    """Reads an open file; `name` is what places call it. Broken where nothing of it can be read."""

    def __call__(self, stream: BinaryIO, *, name: str, options: SheetOptions) -> Iterator[Sheet]: ...


def open_sheets(stream: BinaryIO, *, name: str, suffix: str, options: SheetOptions | None = None) -> Iterator[Sheet]:
    """The sheets of an open file in its order, each to be read before the stream is closed.

    The suffix chooses the reader, in any case. UsageError at once where no reader knows it, and while reading where an
    extra is missing or an option makes no sense; errors of the stream itself come through.
    """
    reader = SHEETS.get(suffix.lower())
    if reader is None:
        raise UsageError(f"No reader for files ending in '{suffix}': use {', '.join(SHEETS)}.")
    return _kept(reader(stream, name=name, options=options or SheetOptions()), name=name)


def _kept(sheets: Iterator[Sheet], *, name: str) -> Iterator[Sheet]:
    try:
        yield from sheets
    except Broken as error:
        yield unreadable_sheet(error.message, name=name)


def _csv(stream: BinaryIO, *, name: str, options: SheetOptions) -> Iterator[Sheet]:
    from safeforms.sheets.csv_rows import read_csv

    return read_csv(stream, name=name, options=options)


def _tsv(stream: BinaryIO, *, name: str, options: SheetOptions) -> Iterator[Sheet]:
    from safeforms.sheets.csv_rows import read_tsv

    return read_tsv(stream, name=name, options=options)


def _xlsx(stream: BinaryIO, *, name: str, options: SheetOptions) -> Iterator[Sheet]:
    from safeforms.sheets.xlsx_rows import read_xlsx

    return read_xlsx(stream, name=name, options=options)


def _parquet(stream: BinaryIO, *, name: str, options: SheetOptions) -> Iterator[Sheet]:
    from safeforms.sheets.parquet_rows import read_parquet

    return read_parquet(stream, name=name, options=options)


WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb")
"""Suffixes of files that may hold several sheets, each with a name."""

SHEETS: Final[Mapping[str, SheetReader]] = {
    ".csv": _csv,
    ".tsv": _tsv,
    ".txt": _csv,  # whatever stands between its cells
    ".xlsx": _xlsx,
    ".xlsm": _xlsx,
    ".xls": _xlsx,  # which says what it is, and what to do
    ".xlsb": _xlsx,
    ".parquet": _parquet,
}
"""The suffix of a file -> its reader."""
