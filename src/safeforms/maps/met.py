"""What a reader of answers meets in one record: its cells, those that cannot be read, and notes that have no place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from safeforms.maps.cells import Unread
from safeforms.problems import Path
from safeforms.sheets import Cell

Cells = Sequence["Cell | Several"]
SHOWN: Final = 3


class Several(tuple[Cell, ...]):
    """The answers to one question that stand in several rows of a long extract."""

    __slots__ = ()


@dataclass(slots=True)
class Met:
    """What was met in one record: cells that could not be read, and notes that have no place in it, with columns."""

    unread: dict[Path, tuple[Unread, str]] = field(default_factory=dict)
    stray: list[tuple[Path, str]] = field(default_factory=list)


def together(headers: Sequence[str]) -> str:
    """How a problem names several columns."""
    more = f" + {len(headers) - SHOWN} more" if len(headers) > SHOWN else ""
    return " + ".join(headers[:SHOWN]) + more
