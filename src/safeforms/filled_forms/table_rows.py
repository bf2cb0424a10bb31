"""Rows of tables, which stand on sheets of their own -> the records that they belong to, by the record id in each.

One record without an id, alone in its workbook, has all rows without an id. A row that may belong to several records is
a problem of each of them, for each may lack it; one that belongs to none is a problem of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.slots import RECORD_ID, rows_in
from safeforms.values import dataclass
from safeforms.wording.outline import ROW, with_row

UNKNOWN_ID: Final = "The row belongs to no record: its record number stands on no row of the records."
LOST_ID: Final = "The row belongs to no record that was read: its record may be one that could not be read."
UNCLEAR_ID: Final = "The row belongs to no record: its record number could not be read."
AGAIN_ID: Final = "The row may belong to several records: its record number stands more than once among the records."
NO_ID: Final = "The row belongs to no record: it has no record number."


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a sheet of ours: of a record, to which what belongs to it is added, or of a table."""

    place: Place
    form: str | None
    version: str | None
    texts: dict[str, str]
    problems: list[Problem]

    @property
    def record_id(self) -> str | None:
        """The id of the record that it is, or belongs to."""
        return self.texts.get(RECORD_ID, "").strip() or None

    @property
    def has_unclear_id(self) -> bool:
        """Whether it has an id that nobody can read."""
        return any(problem.path == (RECORD_ID,) for problem in self.problems)


def joined(records: Sequence[Row], tables: Mapping[str, Iterable[Row]], *, lost: bool) -> Iterator[Problem]:
    """Gives the rows of tables, by the slot of the table, to their records, in their order; a problem for each other.

    Nothing is given until all problems are taken. `lost`: there are records that could not be read.
    """
    owners = dict[str | None, list[Row]]()
    for record in records:
        owners.setdefault(record.record_id, []).append(record)
    alone = len(records) == 1 and not lost
    unknown = LOST_ID if lost or any(record.has_unclear_id for record in records) else UNKNOWN_ID
    for table, rows in tables.items():
        following = {id(record): rows_in(record.texts, table) for record in records}
        for row in rows:
            owner = [] if row.record_id is None and not alone else owners.get(row.record_id, [])
            if not owner:
                none = UNCLEAR_ID if row.has_unclear_id else NO_ID
                yield unreadable(none if row.record_id is None else unknown, place=row.place)
                yield from row.problems
            for record in owner:
                _give(row, record, position=following[id(record)], alone=len(owner) == 1)
                following[id(record)] += 1


def _give(row: Row, record: Row, *, position: int, alone: bool) -> None:
    """Puts a row into its record; where it may be another's as well, only what is wrong with it."""
    if alone:
        inside = {slot: text for slot, text in row.texts.items() if slot != RECORD_ID}
        record.texts.update({with_row(slot, position): text for slot, text in inside.items()})
    else:
        record.problems.append(unreadable(AGAIN_ID, place=row.place))
    record.problems.extend(_in_row(problem, position) for problem in row.problems)


def _in_row(problem: Problem, position: int) -> Problem:
    """A problem of a row, with the number that the row has in its record."""
    return replace(problem, path=tuple(position if step == ROW else step for step in problem.path))
