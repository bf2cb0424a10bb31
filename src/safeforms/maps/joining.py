"""The rows of a table that stand in another sheet or file, held by the id of the record that they belong to.

They are held in memory, all of them at once, until their record comes: MOST rows and no more. Rows of records that
never come are counted at the end.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import Final

from safeforms.language.shape import quoted
from safeforms.maps.answering import AnswerReader
from safeforms.maps.definition import JoinedMap
from safeforms.maps.found import Found
from safeforms.maps.layout import Layout
from safeforms.maps.matching import id_of
from safeforms.maps.met import Cells, Met, together
from safeforms.places import Place
from safeforms.problems import Path, Problem
from safeforms.questions import Question
from safeforms.readers import unreadable
from safeforms.sheets import Sheet, SheetRow

MOST: Final = 1_000_000
NAMED: Final = 5


class JoinedRows:
    """The rows of one table by the id of their record; `problems` has what could not be read of them.

    `whole` is False where there were too many: no record is then read, for it would lack rows. `lacking`: whether some
    could not be read, whose records nobody can tell.
    """

    def __init__(
        self, joined: JoinedMap, question: Question, *, sheet: Sheet, name: str, found: Found, blank: Collection[str]
    ) -> None:
        self.joined, self.found, self.whole, self.blank = joined, found, True, blank
        self.problems: list[Problem] = []
        self._layout = Layout(sheet.header)
        self._rows: dict[str, list[SheetRow]] = {}
        key = self._layout.position(joined.key)
        if joined.skip_rows is not None:
            self._layout.require(joined.skip_rows.where)
        inside = {part.id: part for part in question.parts}
        self._readers = [
            AnswerReader(each, inside[each.question], layout=self._layout, found=found) for each in joined.answers
        ]
        self.problems.extend(found.laid_out(self._layout, ignored=joined.ignore, place=Place(name)))
        self.lacking = key is None
        self._hold(sheet.rows, key=key)

    def columns(self, question: str) -> Mapping[Path, str]:
        """The column of each answer, by its path without a row."""
        found: dict[Path, str] = {(question,): together([reader.label for reader in self._readers])}
        for reader in self._readers:
            found.update(reader.columns((question, reader.question.id)))
        return found

    def taken(self, id_: str) -> list[tuple[Place, Cells]]:
        """The rows of one record, which are held no longer."""
        return [(row.place, row.cells) for row in self._rows.pop(id_, ())] if id_ else []

    def answers(self, cells: Cells, path: Path, met: Met) -> dict[str, object]:
        """The answers of one row."""
        into: dict[str, object] = {}
        for reader in self._readers:
            reader.put(cells, into, (*path, reader.question.id), met)
        return into

    def ending(self) -> Iterator[Problem]:
        """What is to be said when all records have come: rows that none has taken, and what the map does not know."""
        blank = self._rows.pop("", [])
        left = [row for rows in self._rows.values() for row in rows]
        if left:
            yield self._unjoined(f"There is no record in the export for {self._named(left)}: compare the two.")
        if blank:
            message = f"{quoted(self.joined.key)} is blank in {self._named(blank)}: nobody can say whose that is."
            yield self._unjoined(message)
        yield from self.found.problems()

    def _unjoined(self, message: str) -> Problem:
        return Problem(code="map.unjoined_rows", message=message, place=self.found.place, header=self.joined.key)

    def _named(self, rows: Sequence[SheetRow]) -> str:
        """How many rows they are, and which are the first."""
        first = ", ".join(str(line) for line in nsmallest(NAMED, [row.place.line or 0 for row in rows]) if line)
        count = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
        which = "row" if len(rows) == 1 else "rows" if len(rows) <= NAMED else "the first: rows"
        return f"{count} of {self.found.sheet}" + (f" ({which} {first})" if first else "")

    def _hold(self, rows: Iterator[SheetRow | Problem], *, key: int | None) -> None:
        held = 0
        for row in rows:
            if isinstance(row, Problem):
                self.problems.append(row)
                self.lacking = True
            elif key is None:
                return
            elif held == MOST:
                message = (
                    f"There are more than {MOST:,} rows to be joined, and they are held in memory: split the export."
                )
                self.problems.append(unreadable(message, place=row.place))
                self.whole = False
                return
            else:
                held += 1
                self.found.row(row.cells)
                self._rows.setdefault(id_of(row.cells[key], blank=self.blank), []).append(row)
