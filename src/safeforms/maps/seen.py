"""Which ids were met before, and in which row: 24 to 48 bytes for each, so that a million records fit in little memory.

An id is kept as 64 bits of its hash. Two ids of a million share them once in some tens of millions of exports.
"""

from array import array
from typing import Final

FIRST_SIZE: Final = 1024
MASK: Final = (1 << 64) - 1


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
