"""Which row of a sheet has the names of its columns.

Exports begin with titles, dates and empty rows. Somebody may say the row; else it is the one that holds most of the
names that we look for, else the first that looks like names: text with letters, hardly any of it twice, and as wide as
what follows. What makes a name useless (two columns share it, or there is none) is said in notes, and left to whoever
needs that column.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from safeforms.sheets import Cell, CellError, SheetOptions
from safeforms.sheets.names import column_letters, header_key

ROWS: Final = 30
TELLING: Final = 2
MOSTLY: Final = 0.6
NAMED: Final = 10

Cells = tuple[Cell, ...]


def find_header(rows: Sequence[Cells], *, headers: Collection[str] = ()) -> int | None:
    """The position of the header among the first rows of a sheet; None where no row looks like one."""
    keys = {header_key(name) for name in headers} - {""}
    found = [len(keys & {header_key(cell) for cell in row if isinstance(cell, str)}) for row in rows]
    most = max(found, default=0)
    if most >= min(TELLING, len(keys) or TELLING):
        return found.index(most)
    width = _usual([_width(row) for row in rows])
    return next((position for position, row in enumerate(rows) if _looks_like_names(row, width=width)), None)


def names_of(row: Cells, *, under: Sequence[Cells], every_cell: bool) -> tuple[str, ...]:
    """The names in a row as they stand, empty where there is none; as many as most rows under it are wide.

    With `every_cell` no more than the row itself has cells: what is wider is broken.
    """
    widths = sorted(_width(cells) for cells in under)
    most = widths[(len(widths) - 1) // 2] if widths else 0
    width = max(_width(row), min(most, len(row)) if every_cell else most)
    return tuple("" if cell is None else _name(cell) for cell in row[:width]) + ("",) * (width - len(row))


def notes_on(names: tuple[str, ...], *, row: int, above: int) -> list[str]:
    """What somebody must know of a header: where it stands, and which names are of no use."""
    return [f"The names of the columns are in row {row}{_rows_above(above)}.", *notes_on_names(names)]


def notes_on_names(names: tuple[str, ...]) -> list[str]:
    """Which names are missing or stand twice, by the letters of columns: a row may have been taken for names."""
    notes: list[str] = []
    columns: dict[str, list[str]] = {}
    for number, name in enumerate(names, start=1):
        columns.setdefault(header_key(name), []).append(column_letters(number))
    if nameless := columns.pop("", []):
        notes.append(f"{_columns(nameless)} {'has' if len(nameless) == 1 else 'have'} no name.")
    notes += [f"{_columns(same)} have the same name." for same in columns.values() if len(same) > 1]
    return notes


def header_of(rows: Sequence[tuple[int, Cells]], *, options: SheetOptions) -> int | None:
    """The position of the header among numbered rows: the row that somebody said, or the one found."""
    if options.header_row:
        return next((at for at, (number, _) in enumerate(rows) if number == options.header_row), None)
    return find_header([cells for _, cells in rows[:ROWS]], headers=options.headers)


def _looks_like_names(row: Cells, *, width: int) -> bool:
    named = [cell for cell in row if cell is not None]
    if not named or len(row[: _width(row)]) < width or len(named) <= len(row[: _width(row)]) / 2:
        return False
    keys = {header_key(cell) for cell in named if isinstance(cell, str) and any(sign.isalpha() for sign in cell)}
    return len(keys) >= max(1, MOSTLY * len(named))


def _usual(widths: list[int]) -> int:
    """How wide most rows are that hold anything; of two that are as frequent the wider."""
    counts = Counter(width for width in widths if width)
    return max(counts, key=lambda width: (counts[width], width), default=0)


def _width(row: Cells) -> int:
    """How many cells there are up to the last that holds anything."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1] is not None), 0)


def _name(cell: Cell) -> str:
    return " ".join(str(cell.text if isinstance(cell, CellError) else cell).split())


def _rows_above(above: int) -> str:
    if not above:
        return ""
    return ", and the row above is not read" if above == 1 else f", and the {above} rows above are not read"


def _columns(columns: list[str]) -> str:
    if len(columns) == 1:
        return f"Column {columns[0]}"
    if len(columns) > NAMED:
        return f"Columns {', '.join(columns[:NAMED])} and {len(columns) - NAMED} more"
    return f"Columns {', '.join(columns[:-1])} and {columns[-1]}"
