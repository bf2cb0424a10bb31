"""The search for the fewest and the most questions that any complete record is asked: best first, so that it proves.

A set of records promises a number: as many questions as may be asked, or as must be where the fewest are sought. The
set with the best promise is cut in two, until one is met in which every question is decided. What waits promises no
better, so that no record goes beyond it. Sets without a complete record are dropped as soon as that is certain.
"""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count
from typing import Final

from safeforms.burdens.complete import Waits, waits_of_completeness
from safeforms.burdens.outlook import Outlook
from safeforms.burdens.truths import NO_TRUTH, TRUE, bits
from safeforms.values import dataclass

ROUNDS: Final = (600, 2_400, 9_600)
"""So many sets are looked at; then the search begins anew, with what it learnt, and in the end gives up."""
OVER: Final = 3
"""What a cut gains where no complete record is left on one side of it; else it gains a better number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """The ids of the questions that count, and whether the most of them is sought or the fewest.

    A number `known` to be reached is not looked for again: it is enough that nothing goes beyond it.
    """

    counted: frozenset[str]
    most: bool
    known: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """No record that waits goes beyond `number`. Every record of `outlook` has it; None where none was looked for."""

    number: int
    outlook: Outlook | None


def promises(start: Outlook, goal: Goal) -> Iterator[Promise]:
    """The sets in which all is decided, the best number first; none where no record can be complete."""
    gains = dict[int, float]()
    for patience in ROUNDS:
        reached = patience == ROUNDS[-1]
        for promise in _best_first(start, goal, gains=gains, patience=patience):
            if promise.outlook is None and promise.number != goal.known and not reached:
                break
            reached = True
            yield promise
        else:
            return


def _best_first(start: Outlook, goal: Goal, *, gains: dict[int, float], patience: int) -> Iterator[Promise]:
    """One round of the search. `gains` has what each step gained on its worse side, of late; it is learnt here."""
    waiting: list[tuple[int, int, int, Outlook, Waits]] = []
    turns = count()

    def wait(outlook: Outlook, *, depth: int) -> int | None:
        """Puts a set in the queue, and gives its rank there; None where no record in it can be complete."""
        weighed = _weighed(outlook, goal)
        if weighed is None:
            return None
        rank = -weighed[0] if goal.most else weighed[0]
        heappush(waiting, (rank, -depth, next(turns), outlook, weighed[1]))
        return rank

    wait(start, depth=0)
    for _ in range(patience // 2):
        if not waiting:
            return
        rank, depth, _, outlook, waits = heappop(waiting)
        if abs(rank) == goal.known:
            yield Promise(number=abs(rank), outlook=None)
            return
        if not waits:
            yield Promise(number=abs(rank), outlook=outlook)
            continue
        step = max(waits, key=lambda step: (gains.get(step, 0), waits[step], -step))
        point, kinds = outlook.points.steps[step]
        sides = (outlook.kinds[point] & kinds, outlook.kinds[point] & ~kinds)
        ranks = [wait(outlook.narrowed(point, side), depth=1 - depth) for side in sides]
        gain = min(OVER if found is None else found - rank for found in ranks)
        gains[step] = (gains.get(step, gain) + gain) / 2
    if waiting:
        yield Promise(number=abs(waiting[0][0]), outlook=None)


def _weighed(outlook: Outlook, goal: Goal) -> tuple[int, Waits] | None:
    """What a set of records promises, and what waits for each step; None where none of them can be complete."""
    both = waits_of_completeness(outlook)
    if both is None:
        return None
    waits, last = both
    number = 0
    for name in outlook.points.form.questions:
        outlook.waits = 0
        asked = outlook.asked((name,))
        if asked == NO_TRUTH:
            return None
        if asked == TRUE or (goal.most and asked & TRUE):
            number += name in goal.counted
        if asked & TRUE and asked != TRUE:
            (waits if name in goal.counted else last).update(bits(outlook.waits))
    return number, waits or last
