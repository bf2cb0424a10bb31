"""The level of a record, by FORMS.md A3: red, amber, grey ("cannot be rated"), green; never a score.

An incomplete record may show red or amber, never grey or green. Nothing here ever says that a child is safe.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from safeforms.definition import Form
from safeforms.judgement.overriding import cannot_be_rated
from safeforms.rules.generating import Judgement
from safeforms.summaries.summary_items import Level

GRAVITY: Final[dict[Level | None, int]] = {None: 0, "green": 1, "grey": 2, "amber": 3, "red": 4}


def level_of(judgement: Judgement, *, complete: bool, doubtful: Iterable[str]) -> Level | None:
    """The computed level; None where it may not be shown. `doubtful` are the levels of undetermined indicators."""
    if judgement.worst == "red":
        return "red"
    if judgement.worst == "amber":
        return "amber"
    if not complete:
        return None
    return "grey" if cannot_be_rated(gap_possible=judgement.gap != 0, doubtful=doubtful) else "green"


def possible_level(level: Level | None, doubtful: Iterable[str]) -> Level | None:
    """The highest that the level could turn out to be."""
    possible: list[Level | None] = [level]
    for doubt in doubtful:
        if doubt == "red":
            possible.append("red")
        elif doubt == "amber":
            possible.append("amber")
    return max(possible, key=GRAVITY.__getitem__)


def undetermined_indicators(form: Form, judgement: Judgement, *, doubted: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """Indicators that are Unknown, and those not found that read a question at which a check fails."""
    return tuple(
        name
        for name, truth in zip(form.indicators, judgement.truths, strict=True)
        if truth == 1 or (truth == 0 and any(name in readers for readers in doubted))
    )
