"""The smallest sets of open questions whose answers settle an indicator, found by trying them, few questions first.

A set is grown by one open question at a time, among those of which one at least must be answered. What is open may
change with what was put in: an answer may open a question, or close one. A set that holds one already found is not
tried.
"""

from collections.abc import Iterator
from typing import Final

from safeforms.conditions import Truth
from safeforms.problems import Path
from safeforms.values import dataclass
from safeforms.ways.asking import kinds_at
from safeforms.ways.kinds import Kind
from safeforms.ways.needing import FALSE, NOT_TRUE, NOWHERE, TRUE, Needs, Places
from safeforms.ways.trials import State, Trials

Put = dict[Path, Kind]
"""Answers put in, by their paths."""
SETTLED: Final[tuple[State, State]] = ("holds", "does_not_hold")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How an indicator may come to a state: one way for each smallest set of questions, those with few first.

    `alone` has every kind of answer to each question that may do it by itself, with what comes of it. `whole`: there
    are no others; else the search was cut short.
    """

    alone: dict[Path, list[tuple[Kind, State]]]
    ways: list[Put]
    whole: bool


def ways_to(state: State, indicator: str, *, trials: Trials, patience: int) -> Ways:
    """How an indicator that is not in a state may come to it; `patience` bounds what is done for it."""
    search = _Search(state, indicator, trials, reserve=trials.left - patience)
    waiting: list[Put] = [{}]
    while waiting:
        waiting = [grown for put in waiting for grown in search.grown(put)]
    return Ways(alone=search.alone, ways=search.found, whole=search.whole)


class _Search:
    """One search; it ends where nothing is left to try, or where no more than a reserve is left."""

    def __init__(self, state: State, indicator: str, trials: Trials, *, reserve: int) -> None:
        self._state, self._indicator, self._trials, self._reserve = state, indicator, trials, max(reserve, 0)
        self._resting = trials.grounds.of(indicator, doubts=state == "does_not_hold")
        self._tried: set[frozenset[tuple[Path, str]]] = set()
        self.alone: dict[Path, list[tuple[Kind, State]]] = {}
        self.found: list[Put] = []
        self.whole = True

    def grown(self, put: Put) -> Iterator[Put]:
        """Every set of answers with one more, tried; those that are worth growing further."""
        if self._given_up():
            return
        needs = self._trials.needs(_raw(put))
        for path in sorted(self._needed(needs), key=str):
            if path in put or any(_one_excludes(path, other) for other in put) or self._is_covered({*put, path}):
                continue
            resting = self._resting
            kinds, whole = kinds_at(path, evaluation=needs.evaluation, resting=resting, turning=self._trials.turning)
            self.whole = self.whole and whole
            for kind in kinds:
                grown = {**put, path: kind}
                if self._is_new(grown) and not self._given_up() and not self._reaches(grown):
                    yield grown

    def _reaches(self, put: Put) -> bool:
        """Whether a set of answers does it."""
        state = self._trials.states(_raw(put))[self._indicator]
        if len(put) == 1:
            path, kind = next(iter(put.items()))
            self.alone.setdefault(path, []).append((kind, state))
        if state == self._state and not self._is_covered(set(put)):
            self.found.append(put)
        return state == self._state

    def _needed(self, needs: Needs) -> Places:
        """The places of which one at least must get an answer."""
        evaluation, wanted = needs.evaluation, TRUE if self._state == "holds" else FALSE
        if evaluation.named(self._indicator).truth not in wanted:
            return needs.of(Truth(self._indicator), wanted)
        if self._trials.grounds.doubted_by_override(self._indicator):
            return needs.open_among(self._resting)
        failing = [c.never for c in self._trials.grounds.doubting(self._indicator) if evaluation.rule(c.never).truth]
        return min((needs.of(never, NOT_TRUE) for never in failing), key=len, default=NOWHERE)

    def _is_covered(self, questions: set[Path]) -> bool:
        return any(questions.issuperset(way) for way in self.found)

    def _is_new(self, put: Put) -> bool:
        key = frozenset((path, repr(kind.raw)) for path, kind in put.items())
        if key in self._tried:
            return False
        self._tried.add(key)
        return True

    def _given_up(self) -> bool:
        """Whether no more is to be done; each time that it is asked for, something is."""
        self._trials.left -= 1
        if self._trials.left >= self._reserve:
            return False
        self.whole = False
        return True


def _one_excludes(path: Path, other: Path) -> bool:
    """A reason for a whole group and an answer inside it exclude each other."""
    return path != other and (path == other[: len(path)] or other == path[: len(other)])


def _raw(put: Put) -> dict[Path, object]:
    return {path: kind.raw for path, kind in put.items()}
