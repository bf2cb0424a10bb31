"""Numbered rows of cells -> a sheet: its header, and under it rows as wide as that.

Empty rows are passed over. A row that is wider than the header holds something that no column has a name for: that is a
problem, like a row that is too short where the file writes every cell, unless rows of any width were asked for. What
follows is still read.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.sheets import Cell, Sheet, SheetOptions, SheetRow
from safeforms.sheets.header import ROWS, header_of, names_of, notes_on

Numbered = tuple[int, tuple[Cell, ...]]
"""A row and its number as people count."""

NO_HEADER: Final = f"No row among the first {ROWS} looks like the names of columns: say in which row they are."
AGAIN: Final = "The names of the columns stand here again: this row is no record."
NOTHING: Final = "There is nothing here: the export is empty."


def sheet_of(
    rows: Iterable[Numbered | Problem],
    *,
    name: str,
    file: str,
    options: SheetOptions,
    notes: Iterable[str] = (),
    every_cell: bool = False,
) -> Sheet | None:
    """The sheet whose rows these are, header and all; None where there is not one row that holds anything.

    `file` is what places call it. With `every_cell` a row with too few cells is broken; else it ends in empty ones.
    """
    rest = iter(rows)
    first = _first(rest, options=options)
    numbered = [row for row in first if not isinstance(row, Problem)]
    if not first and not options.header_row:
        return None
    at = header_of(numbered, options=options)
    if at is None:
        problems = [row for row in first if isinstance(row, Problem)]
        said = f"There is no row {options.header_row} for the names of columns." if options.header_row else NO_HEADER
        told = problems if problems and not numbered else [*problems, unreadable(said, place=Place(file))]
        return Sheet(name=name, header=(), header_row=0, rows=iter(told), notes=tuple(notes))
    row, cells = numbered[at]
    header = names_of(cells, under=[cells for _, cells in numbered[at + 1 :]], every_cell=every_cell)
    place = first.index(numbered[at])
    broken_above = [row for row in first[:place] if isinstance(row, Problem)]
    under = chain(broken_above, first[place + 1 :], rest)
    return Sheet(
        name=name,
        header=header,
        header_row=row,
        rows=_rows(under, header=header, file=file, every_cell=every_cell, options=options),
        notes=(*notes, *notes_on(header, row=row, above=at)),
        above=tuple(SheetRow(place=Place(file, number), cells=cells) for number, cells in numbered[:at]),
    )


def unreadable_sheet(message: str, *, name: str) -> Sheet:
    """What stands for a file or a sheet that cannot be read: no header, and one problem in place of its rows."""
    return Sheet(name=name, header=(), header_row=0, rows=iter([unreadable(message, place=Place(name))]))


def _first(rows: Iterator[Numbered | Problem], *, options: SheetOptions) -> list[Numbered | Problem]:
    """Rows in which to look for the header, empty ones aside: thirty, or up to the row that somebody said."""
    first: list[Numbered | Problem] = []
    for row in rows:
        if isinstance(row, Problem) or not _is_empty(row[1]):
            first.append(row)
        number = _number(row)
        if number >= options.header_row if options.header_row else number >= ROWS and len(first) > 1:
            break
    return first


def _number(row: Numbered | Problem) -> int:
    if not isinstance(row, Problem):
        return row[0]
    return (row.place.line if row.place else None) or 0


def _rows(
    rows: Iterable[Numbered | Problem],
    *,
    header: tuple[str, ...],
    file: str,
    every_cell: bool,
    options: SheetOptions,
) -> Iterator[SheetRow | Problem]:
    width, skipping = len(header), options.skipping
    if skipping:
        skipping.under(header)
    again = tuple(name or None for name in header)
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        number, cells = row
        if _is_empty(cells) or (skipping and skipping.skips(cells)):
            continue
        if len(cells) < width and not every_cell:
            cells += (None,) * (width - len(cells))
        elif len(cells) > width and _is_empty(cells[width:]):
            cells = cells[:width]
        if cells == again:
            yield unreadable(AGAIN, place=Place(file, number))
        elif len(cells) == width or options.any_width:
            yield SheetRow(place=Place(file, number), cells=cells)
        else:
            yield unreadable(_wrong_width(len(cells), width, every_cell=every_cell), place=Place(file, number))


def _is_empty(cells: tuple[Cell, ...]) -> bool:
    return cells.count(None) == len(cells)


def _wrong_width(cells: int, width: int, *, every_cell: bool) -> str:
    found = f"The row has {cells} {'cell' if cells == 1 else 'cells'} and the header {width}"
    if cells < width:
        return f"{found}: some are missing, or a line was broken in two."
    if every_cell:
        return f"{found}: text with a delimiter in it stands without quotation marks."
    return f"{found}: something stands where no column has a name."
