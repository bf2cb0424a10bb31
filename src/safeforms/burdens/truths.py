"""Sets of Kleene's truths: what a condition may be, where not every answer is known yet.

A set is a number of three bits, for it is joined a million times. Joining two sets gives every truth that some truth of
each would give, as if the two had nothing to do with each other: a set may be too large, and is never too small.
"""

from collections.abc import Iterator, Mapping
from typing import Final

Truths = int
TRUE: Final[Truths] = 1
FALSE: Final[Truths] = 2
OPEN: Final[Truths] = 4
ANY: Final[Truths] = TRUE | FALSE | OPEN
NO_TRUTH: Final[Truths] = 0
SINGLE: Final = frozenset({TRUE, FALSE, OPEN})
AS_SET: Final[Mapping[bool | None, Truths]] = {True: TRUE, False: FALSE, None: OPEN}
"""The set of one truth as `evaluating` has it."""


def bits(number: int) -> Iterator[int]:
    """The positions of the bits that are set, the lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _both(first: Truths, second: Truths) -> Truths:
    if FALSE in (first, second):
        return FALSE
    return OPEN if OPEN in (first, second) else TRUE


def _sets(first: Truths, second: Truths) -> Truths:
    found = NO_TRUTH
    for one in bits(first):
        for other in bits(second):
            found |= _both(1 << one, 1 << other)
    return found


BOTH: Final = [[_sets(first, second) for second in range(ANY + 1)] for first in range(ANY + 1)]
"""Kleene's and of two sets: BOTH[first][second]."""
DENIED: Final = [(truths & FALSE) >> 1 | (truths & TRUE) << 1 | truths & OPEN for truths in range(ANY + 1)]
"""Kleene's not of a set."""
EITHER: Final = [[DENIED[BOTH[DENIED[first]][DENIED[second]]] for second in range(ANY + 1)] for first in range(ANY + 1)]
"""Kleene's or of two sets."""


def truths(*, holds: object, fails: object) -> Truths:
    """The set of True where `holds`, and of False where `fails`; whatever Python takes for true."""
    return (TRUE if holds else NO_TRUTH) | (FALSE if fails else NO_TRUTH)
