"""What the professional's own level may and may not do: raise freely, lower only with a senior, a hard finding never.

Source: FORMS.md A3 and A2 rule 6; S12 for hard findings ("judgement must not be used to downgrade").
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from safeforms.judgement.faults import Fault

GRAVITY: Final = {"red": 3, "amber": 2, "grey": 1, "green": 0, "info": 0}


def cannot_be_rated(*, gap_possible: bool, doubtful: Iterable[str]) -> bool:
    """Whether a record in which nothing graver was found is grey: a screening gap, or a red or amber in doubt.

    Also where it cannot be known whether there is a gap. `doubtful` are the levels of undetermined indicators.
    """
    return gap_possible or any(level != "info" for level in doubtful)


def override_faults(
    question: str, *, level: str | None, agreed: bool, held: Sequence[tuple[str, bool]], cannot_rate: bool
) -> Iterator[Fault]:
    """What is wrong with an override. `held` has the level of each finding and whether it is hard.

    `cannot_rate` says that the computed level is grey, where nothing graver was found.
    """
    if level is None:
        return
    hardest = max((GRAVITY[found] for found, hard in held if hard), default=0)
    if GRAVITY[level] < hardest:
        yield Fault("check_failed", (question,), "hard")
        return
    computed = max((GRAVITY[found] for found, _ in held), default=0) or (GRAVITY["grey"] if cannot_rate else 0)
    if GRAVITY[level] < computed and not agreed:
        yield Fault("missing_answer", (question, "agreed_by"))
