"""What a form says of its summary: which question goes where, whom a referral can be about, what a copy may carry.

Frozen values without behaviour; a form that says nothing of these has a summary without them.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Final, Literal

from safeforms.conditions import Always, Condition
from safeforms.values import dataclass

Basis = Literal["fact", "said", "opinion"]
"""What an answer rests on: what was seen or registered, what somebody said, or what the professional thinks of it."""

HOME: Final = "home"
"""The recipient of a copy that could reach the home: a letter, an online record, a shared phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What a copy for one recipient may carry of what is sensitive: kinds of it, or None: everything.

    `by_safe_contact` are kinds that it may also carry where somebody confirms that it goes by the way that the
    record says is safe. `title` stands on it instead of the form's, and `leaves_out` instead of the words
    of the kinds: those could frighten whoever must not know that such things are asked.
    """

    recipient: str
    title: str = ""
    leaves_out: str = ""
    carries: frozenset[str] | None = frozenset()
    by_safe_contact: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom a referral can be about, where `when` holds: one; one for each row of a table; or a number of them.

    `who` are the questions that say who it is, the name first; of a table they are its own. `number` is the choice that
    says how many, and `counts` what its options mean; any other answer counts as one.
    """

    id: str
    text: str
    when: Condition = Always()
    who: tuple[str, ...] = ()
    rows: str | None = None
    number: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralParts:
    """The questions of a referral: whether it was made, why not, its details, and what became of it.

    The groups have the parts that docs/language.md names; one that a form leaves out is not shown.
    """

    made: str | None = None
    not_made: str | None = None
    details: str | None = None
    outcome: str | None = None
    recipient: str | None = None
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryParts:
    """Which questions the summary prints where; None and empty where the form has no such question."""

    assessed_at: str | None = None
    seen: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    statement: str | None = None
    words: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    social_care: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    override: str | None = None
    sent: str | None = None
    safe_contact: str | None = None
    referral: ReferralParts = ReferralParts()

    @property
    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """The keys under which a form names several questions, with what it names."""
        return {
            "seen": self.seen,
            "person": self.person,
            "words": self.words,
            "company": self.company,
            "social_care": self.social_care,
            "family": self.family,
        }
