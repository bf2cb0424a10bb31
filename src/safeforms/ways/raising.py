"""The smallest sets of open questions whose answers could raise the level of a record.

Red is reached by any red indicator, amber by any amber one. A set is smallest for a level if no smaller one reaches it
or goes beyond.
"""

from collections.abc import Callable
from typing import Final, Literal

from safeforms.summaries.summary_items import Level
from safeforms.values import dataclass
from safeforms.ways.search import Put, Ways
from safeforms.ways.trials import Trials

Raised = Literal["red", "amber"]
ABOVE: Final[dict[Level | None, tuple[Raised, ...]]] = {
    "red": (),
    "amber": ("red",),
    "grey": ("red", "amber"),
    "green": ("red", "amber"),
    None: ("red", "amber"),
}
"""The levels above a level, the gravest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raising:
    """The level that is reached, the answers that do it, and the indicators above the level that then hold.

    `whole`: there are no others.
    """

    ways: tuple[tuple[Raised, Put, tuple[str, ...]], ...]
    whole: bool


def raising(level: Level | None, *, trials: Trials, ways: Callable[[str], Ways]) -> Raising:
    """How a level could be raised; `ways` says how an indicator may come to hold."""
    found: list[tuple[Raised, Put, tuple[str, ...]]] = []
    whole = True
    for to in ABOVE[level]:
        names = [name for name, state in trials.states({}).items() if state != "holds"]
        looked_for = [ways(name) for name in names if trials.form.indicators[name].level == to]
        whole = whole and all(some.whole for some in looked_for)
        puts = sorted((put for some in looked_for for put in some.ways), key=len)
        for put in puts:
            if not any(set(put).issuperset(smaller) for _, smaller, _ in found):
                found.append((to, put, _then_held(put, level, trials=trials)))
    return Raising(ways=tuple(found), whole=whole)


def _then_held(put: Put, level: Level | None, *, trials: Trials) -> tuple[str, ...]:
    """The indicators above a level that hold with some answers put in, the gravest first."""
    then = trials.states({path: kind.raw for path, kind in put.items()})
    indicators = trials.form.indicators
    return tuple(name for to in ABOVE[level] for name in then if then[name] == "holds" and indicators[name].level == to)
