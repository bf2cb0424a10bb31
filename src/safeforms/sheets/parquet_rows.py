"""A .parquet file: one sheet whose columns have their own names and types.

It is read in batches, and text that stands in many rows is held once: a few kilobytes can mean gigabytes. Rows have no
line: they are named by position, `export.parquet[3]`. A moment with a time zone becomes what a clock in London shows.
What no cell can hold, such as a list, is a CellError.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, BinaryIO, Final

from safeforms.clock import as_london
from safeforms.places import Place
from safeforms.problems import Problem, UsageError
from safeforms.readers import unreadable
from safeforms.sheets import Cell, CellError, Sheet, SheetOptions, SheetRow, Skipping
from safeforms.sheets.header import notes_on_names
from safeforms.sheets.under_header import NOTHING, unreadable_sheet
from safeforms.streams import Broken, random_access

if TYPE_CHECKING:
    from pyarrow import Array, DataType, Scalar
    from pyarrow.parquet import ParquetFile

LARGEST: Final = 500_000_000
COLUMNS: Final = 16_384
ROWS_AT_ONCE: Final = 500
DAMAGED: Final = "The Parquet file is damaged, cut off or locked: get it again."


def read_parquet(stream: BinaryIO, *, name: str, options: SheetOptions) -> Iterator[Sheet]:
    """The sheet that the file is; its names stand in no row, so the header has the number 0."""
    file = _opened(random_access(stream, largest=LARGEST))
    header = tuple(str(column) for column in file.schema_arrow.names)
    if len(header) > COLUMNS:
        raise Broken("The file has more columns than any report: give only those that are needed.")
    if not file.metadata.num_rows:
        yield unreadable_sheet(NOTHING, name=name)
        return
    notes = ("Read as Parquet, rows counted from 1.", *notes_on_names(header))
    rows = _rows(file, name=name, skipping=options.skipping)
    yield Sheet(name=name, header=header, header_row=0, rows=rows, notes=notes)


def _opened(stream: BinaryIO) -> "ParquetFile":
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise UsageError('Parquet files need an extra: pip install "safeforms[parquet]".') from None
    try:
        schema = ParquetFile(stream).schema_arrow
        stream.seek(0)
        return ParquetFile(stream, read_dictionary=[field.name for field in schema if _is_text(field.type)])
    except (ArrowException, OSError, ValueError):
        raise Broken(DAMAGED) from None


def _is_text(kind: "DataType") -> bool:
    from pyarrow import types

    return bool(types.is_string(kind) or types.is_binary(kind))


def _rows(file: "ParquetFile", *, name: str, skipping: Skipping | None) -> Iterator[SheetRow | Problem]:
    from pyarrow import ArrowException

    if skipping:
        skipping.under(file.schema_arrow.names)
    number = 0
    try:
        for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
            for values in zip(*(_values(column) for column in batch.columns), strict=True):
                number += 1
                cells = tuple([_cell(value) for value in values])
                if cells.count(None) < len(cells) and not (skipping and skipping.skips(cells)):
                    yield SheetRow(place=Place(f"{name}[{number}]"), cells=cells)
    except (ArrowException, OSError, ValueError):
        yield unreadable(DAMAGED, place=Place(f"{name}[{number + 1}]"))


def _values(column: "Array") -> list[object]:
    """A column as plain values, equal text as one object; of a moment what is finer than a microsecond goes."""
    from pyarrow import timestamp, types

    kind = column.type
    if types.is_dictionary(kind):
        places: list[int | None] = column.indices.to_pylist()
        held = {place: column.dictionary[place].as_py() for place in {*places} - {None}}
        return [held.get(place) for place in places]
    if types.is_timestamp(kind):
        column = column.cast(timestamp("us", tz=kind.tz), safe=False)
    try:
        values: list[object] = column.to_pylist()
    except (OverflowError, ValueError):  # a date that no calendar has: only its own cell is lost by it
        values = [_alone(value) for value in column]
    return values


def _alone(value: "Scalar") -> object:
    try:
        found: object = value.as_py()
    except (OverflowError, ValueError):
        return CellError("a date or a time that no calendar has")
    return found


def _cell(value: object) -> Cell:
    match value:
        case str():
            return value.strip() or None
        case datetime():
            return as_london(value)
        case None | bool() | int() | date():
            return value
        case float() if value != value:
            return None
        case float() | Decimal() if isfinite(value):
            return int(value) if value == int(value) else float(value)
        case time():
            return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, CellError):
        return value
    return CellError("a list, bytes or another thing that no cell holds")
