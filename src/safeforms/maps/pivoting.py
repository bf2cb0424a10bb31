"""A long extract, with a row for each answer -> rows as wide sheets have them, one for each record.

The rows of one record follow each other: nothing is held but one record. Rows of a record that is over are not read,
and counted. Where a question comes twice in a record, both
answers are kept side by side, for several may have been chosen.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from safeforms.maps.definition import Long
from safeforms.maps.found import Found
from safeforms.maps.layout import Layout
from safeforms.maps.matching import id_of, is_error, pattern_of, word_of
from safeforms.maps.met import Several
from safeforms.maps.seen import Seen
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.sheets import Cell, Sheet
from safeforms.sheets.names import header_key

MOST: Final = 1_000
MOST_ANSWERS: Final = 10_000
TOO_MANY: Final = f"The record has more than {MOST_ANSWERS:,} answers: is its id in the column that the map says?"
NO_ID: Final = "The id of the record is an error of the spreadsheet: mend the formula there."


class Row(NamedTuple):
    """One record's cells: its place and id, and where each cell stood where that is not in this row."""

    place: Place
    id: str
    cells: Sequence[Cell | Several]
    places: Sequence[Place | None] | None = None


class Pivot:
    """Reads the records of a long extract; answers to questions that the map does not know are counted."""

    def __init__(
        self, long: Long, *, sheet: Layout, items: Layout, ignored: tuple[str, ...], blank: Collection[str]
    ) -> None:
        self.positions = [sheet.position(header) for header in (long.record, long.question, long.answer)]
        self._items, self._record = items, long.record
        self._blank = blank
        self._ignored = pattern_of(ignored)
        self._known: dict[str, int | None] = {}

    def rows(self, sheet: Sheet, *, found: Found) -> Iterator[Row | Problem]:
        """A row for each record, in order; a row of the extract that cannot be read is a problem."""
        record, question, answer = self.positions
        found.record = self._record
        found.asked = len(self._items.header)
        if record is None or question is None or answer is None:
            return
        held: list[tuple[Place, str, Cell]] = []
        last, again, met = "", False, Seen()
        for row in sheet.rows:
            if isinstance(row, Problem):
                yield row
                continue
            found.row(row.cells)
            id_ = id_of(row.cells[record], blank=self._blank)
            if not id_:
                yield unreadable("The row has no id of a record: nobody can say whose answer it is.", place=row.place)
                continue
            if id_ != last and held:
                yield self._row(last, held, found)
                held = []
            if id_ != last:
                again = met.first(id_, row=1) is not None
                found.scattered += [row.place] if again else []
            last = id_
            if again:
                continue
            if len(held) <= MOST_ANSWERS:  # of one more the record is refused
                held.append((row.place, word_of(row.cells[question]), row.cells[answer]))
        if held:
            yield self._row(last, held, found)

    def _row(self, id_: str, held: list[tuple[Place, str, Cell]], found: Found) -> Row | Problem:
        if len(held) > MOST_ANSWERS:
            return unreadable(TOO_MANY, place=held[0][0])
        cells: list[Cell | Several] = [None] * len(self._items.header)
        places: list[Place | None] = [None] * len(cells)
        for place, item, cell in held:
            position = self._position(item)
            if position is None:
                self._count(item, cell, found)
                continue
            found.met.add(position)
            before = cells[position]
            if before is None:
                cells[position], places[position] = cell, place
            elif cell is not None:
                cells[position] = Several((*before, cell) if isinstance(before, Several) else (before, cell))
        return Row(held[0][0], id_, cells, places)

    def _position(self, item: str) -> int | None:
        if item not in self._known:
            if len(self._known) > MOST:
                self._known.clear()
            self._known[item] = self._items.find(item)
        return self._known[item]

    def _count(self, item: str, cell: Cell, found: Found) -> None:
        if cell is not None and not (self._ignored and item and self._ignored.fullmatch(header_key(item))):
            found.unknown_item(item)


def wide_rows(sheet: Sheet, *, position: int | None, found: Found, blank: Collection[str]) -> Iterator[Row | Problem]:
    """The rows of a sheet that has a record in each."""
    for row in sheet.rows:
        if isinstance(row, Problem):
            yield row
        else:
            found.row(row.cells)
            cell = None if position is None else row.cells[position]
            if is_error(cell):
                yield unreadable(NO_ID, place=row.place)
            else:
                yield Row(row.place, id_of(cell, blank=blank), row.cells)
