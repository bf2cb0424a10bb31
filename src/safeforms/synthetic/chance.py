"""Chance from a seed: the same on every version of Python, in every process.

Of `random.Random` only `random()` is used, the one method whose numbers Python promises never to change.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

One = TypeVar("One")


class Chance:
    """A row of draws that a seed alone decides; the parts of a seed are kept apart."""

    def __init__(self, *seed: str | int) -> None:
        self._random = Random("/".join(map(str, seed))).random

    def below(self, number: int) -> int:
        """A whole number from 0 up to, and without, this one."""
        return int(self._random() * number)

    def between(self, first: int, last: int) -> int:
        """A whole number between two, both of them possible; the first where the last is smaller."""
        return first + int(self._random() * max(last - first + 1, 1))

    def likely(self, share: float) -> bool:
        """True in this share of all draws."""
        return self._random() < share

    def pick(self, some: Sequence[One]) -> One:
        """One of some."""
        return some[int(self._random() * len(some))]

    def mixed(self, some: Sequence[One]) -> list[One]:
        """All of some in another order."""
        left = list(some)
        return [left.pop(int(self._random() * len(left))) for _ in some]
