"""Which ids were met before, and in which row: 24 to 48 bytes for each, so that a million records fit in little memory.

An id is kept as 64 bits of its hash. Two ids of a million share them once in some tens of millions of exports.
"""

from array import array
from typing import Final

from safeforms.places import Place
from safeforms.problems import Problem

FIRST_SIZE: Final = 1024
MASK: Final = (1 << 64) - 1
ROW_BITS: Final = 40


class Seen:
    """A table of ids and rows, which doubles when it is two thirds full."""

    def __init__(self) -> None:
        self.used = 0
        self._ids = array("Q", bytes(8 * FIRST_SIZE))
        self._rows = array("Q", bytes(8 * FIRST_SIZE))

    def first(self, id_: str, *, row: int) -> int | None:
        """The row in which an id was met first, None where this is the first; rows count from 1."""
        key = (hash(id_) & MASK) or 1
        spot = self._spot(key)
        if self._ids[spot]:
            return self._rows[spot]
        self._ids[spot], self._rows[spot] = key, row
        self.used += 1
        if self.used * 3 > len(self._ids) * 2:
            self._grow()
        return None

    def put(self, id_: str, *, row: int) -> None:
        """Keeps another row for an id that was met."""
        self._rows[self._spot((hash(id_) & MASK) or 1)] = row

    def _spot(self, key: int) -> int:
        """Where an id stands, or would."""
        size, ids = len(self._ids), self._ids
        spot = key % size
        while ids[spot] not in (0, key):
            spot = (spot + 1) % size
        return spot

    def _grow(self) -> None:
        ids, rows = self._ids, self._rows
        self._ids = array("Q", bytes(16 * len(ids)))
        self._rows = array("Q", bytes(16 * len(ids)))
        for key, row in zip(ids, rows, strict=True):
            if key:
                spot = self._spot(key)
                self._ids[spot], self._rows[spot] = key, row


class IdsOfFiles:
    """The ids of all files of a run: those that come again in another file are counted, for months may overlap."""

    def __init__(self) -> None:
        self.again = 0
        self._file = 0
        self._first_again: Place | None = None
        self._seen = Seen()

    def next_file(self) -> None:
        """What follows stands in another file, or in another sheet."""
        self._file += 1

    def first(self, id_: str, *, row: int, place: Place) -> int | None:
        """The row of the same file in which an id was met first, None where this is the first there."""
        mark = self._file << ROW_BITS | row
        first = self._seen.first(id_, row=mark)
        if first is None:
            return None
        if first >> ROW_BITS == self._file:
            return first & ((1 << ROW_BITS) - 1)
        self._seen.put(id_, row=mark)
        self.again += 1
        self._first_again = self._first_again or place
        return None

    def problem(self) -> Problem:
        """A warning that counts the records whose id came in another file before."""
        have = "1 record has" if self.again == 1 else f"{self.again:,} records have"
        message = (
            f"{have} the id of one read before from another file or sheet, the first of them here: each counts twice. "
            "Let files not overlap."
        )
        return Problem(code="map.same_ids", message=message, place=self._first_again, severity="warning")
