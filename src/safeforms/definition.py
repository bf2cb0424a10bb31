"""A form as frozen values: what it asks, when, of whom, and what matters. It knows no target.

Everything here was read from one definition with its parts already taken in, so that a consumer needs
nothing but a Form. Orders are those of the file. Questions inside a group or a table are its parts; they
have ids of their own, and a dotted path such as `companions.age_group`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Final, Literal

from safeforms.conditions import Always, Condition, Value
from safeforms.places import Place
from safeforms.questions import Question, Range, Reason
from safeforms.summary_parts import Copy, SummaryParts
from safeforms.values import dataclass

Level = Literal["red", "amber", "info"]
RESERVED_NAMES: Final = frozenset({"today", "now", "always", "gap", "to_tell", "worst_finding"})
FINDING_LEVELS: Final = ("red", "amber", "info", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    id: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A named value or a named truth; `text` says a truth in words ("the patient is under 16")."""

    name: str
    meaning: Condition | Value
    text: str = ""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A number that a site may set for itself within limits; `local` is what it set, None where it set nothing."""

    name: str
    text: str
    default: int
    unit: str = ""
    limits: Range = Range()
    source: tuple[str, ...] = ()
    local: int | None = None

    @property
    def value(self) -> int:
        """The number that counts here."""
        return self.default if self.local is None else self.local


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRule:
    """What a site has set of one indicator or routine rule; None where it set nothing."""

    level: Level | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a site has set for itself of one form. The form around it has it all applied."""

    name: str
    settings: Mapping[str, int]
    recipients: Mapping[str, str]
    hard: tuple[str, ...]
    indicators: Mapping[str, LocalRule]
    notify: Mapping[str, LocalRule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What must never be; fails only where `never` is definitely True."""

    id: str
    never: Condition
    at: str
    message: str
    source: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """Somebody who must be told, where the condition holds."""

    recipient: str
    when: Condition = Always()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A condition that matters. `hard`: no override may lower its level; `lowest`: how low a site may set it."""

    id: str
    level: Level
    when: Condition
    concern: str
    actions: tuple[str, ...] = ()
    tell: tuple[Tell, ...] = ()
    within: str
    hard: bool = False
    lowest: Level | None = None
    source: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """Routine news, whether or not an indicator holds."""

    id: str
    text: str
    tell: tuple[Tell, ...]
    when: Condition
    within: str
    source: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class Form:
    """One whole form. `definition` is its text with all parts taken in, as canonical JSON.

    `standard` is the definition without what a site has set, empty where it is `definition` itself. `idle` has the
    places of the lists of options and the reasons that no question uses, for the checks.
    """

    id: str
    version: str
    title: str
    purpose: str = ""
    filled_in_by: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    recipients: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, Copy] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    derived: Mapping[str, Derived] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    notify: tuple[Notify, ...] = ()
    summary: SummaryParts = SummaryParts()
    local: Site | None = None
    definition: str = field(default="", repr=False, compare=False)
    standard: str = field(default="", repr=False, compare=False)
    idle: Mapping[str, Place | None] = field(default_factory=dict, repr=False, compare=False)
    file: str = field(default="", compare=False)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question outside groups and tables by id, in form order."""
        return {question.id: question for section in self.sections for question in section.questions}

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The position in form order of every question by its dotted path."""
        return {path: position for position, (path, _) in enumerate(self.walk())}

    @cached_property
    def content_hash(self) -> str:
        """16 hexadecimal digits that change with anything that the form says, and not with what a site has set."""
        from hashlib import sha256

        return sha256((self.standard or self.definition).encode()).hexdigest()[:16]

    def walk(self) -> Iterator[tuple[str, Question]]:
        """Every question with its dotted path in form order, a group before its parts."""
        for question in self.questions.values():
            yield question.id, question
            for part in question.parts:
                yield f"{question.id}.{part.id}", part

    def question_at(self, path: str) -> Question | None:
        """The question at a dotted path such as `companions.age_group`, or None."""
        outer, _, inner = path.partition(".")
        question = self.questions.get(outer)
        if not inner or question is None:
            return question
        return next((part for part in question.parts if part.id == inner), None)
