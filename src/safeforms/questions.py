"""A question: how it is answered, when it is asked, and why it may be left.

Questions inside a group or a table are its parts; they have ids of their own.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Final, Literal

from safeforms.conditions import Always, Condition
from safeforms.phrases import USUAL_STOCK_PHRASES
from safeforms.places import Place
from safeforms.summary_parts import Basis
from safeforms.values import dataclass

Bound = int | Literal["today", "now"] | str
"""A number, `today`, `now`, or the id of another question (own group or row first)."""

SHORTEST_NOTE: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code in a terminology; check it against the current UK release before use."""

    system: str
    code: str
    display: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the answers that a choice question offers; `note` says when it needs one."""

    id: str
    text: str
    note: Condition | None = None
    exclusive: bool = False
    code: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why an asked question may be left without an answer."""

    id: str
    text: str
    note_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedReason:
    """A reason as one question accepts it; `settles` says when it closes the matter, None: never."""

    id: str
    settles: Condition | None = None
    note_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Limits, inclusive; None is open."""

    start: Bound | None = None
    end: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo:
    """True or False; `options` has the words and notes for `yes` and `no`."""

    options: Mapping[str, Option]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    options: Mapping[str, Option]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    options: Mapping[str, Option]

    @property
    def exclusive(self) -> frozenset[str]:
        """The options that exclude all others."""
        return frozenset(option.id for option in self.options.values() if option.exclusive)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Lengths count the text without white space around it."""

    min_length: int = 1
    max_length: int | None = None
    stock_phrases: frozenset[str] = frozenset(USUAL_STOCK_PHRASES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Integer:
    limits: Range = Range()
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateType:
    limits: Range = Range()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateTimeType:
    limits: Range = Range()


@dataclass(frozen=True, slots=True, kw_only=True)
class NhsNumber:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    questions: tuple["Question", ...]
    require: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    questions: tuple["Question", ...]
    fewest: int = 1
    most: int | None = None
    require: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """The professional's own level: a group of `level`, `reason` and `agreed_by`."""

    questions: tuple["Question", ...]


AnswerType = YesNo | Choice | Choices | Text | Integer | DateType | DateTimeType | NhsNumber | Group | Table | Override


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What may come later: due `within` a time, counted from `of` (None: from the assessment).

    `escalate` says what is to be done if it does not come, by other times that are counted from the same moment.
    """

    within: str
    of: str | None = None
    escalate: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is asked. `when` True: it must be answered, or the reason why not be given.

    `kinds` says which of the form's sensitive kinds it holds; where it is `sensitive` and of no kind, of any.
    """

    id: str
    text: str
    type: AnswerType
    when: Condition = Always()
    short: str = ""
    help: str = ""
    optional: bool = False
    follow_up: FollowUp | None = None
    unanswered: Mapping[str, OfferedReason] = field(default_factory=dict)
    screening: bool = False
    sensitive: bool = False
    kinds: frozenset[str] = frozenset()
    basis: Basis = "fact"
    source: tuple[str, ...] = ()
    code: Code | None = None
    place: Place | None = field(default=None, compare=False)

    @property
    def parts(self) -> tuple["Question", ...]:
        """The questions inside a group, a table or an override; none of any other."""
        return self.type.questions if isinstance(self.type, Group | Table | Override) else ()

    @property
    def options(self) -> Mapping[str, Option]:
        """The options of a yes_no, choice or choices question; none of any other."""
        return self.type.options if isinstance(self.type, YesNo | Choice | Choices) else {}

    @property
    def note_id(self) -> str | None:
        """Where the note of an option is held; None where no option ever needs one."""
        return f"{self.id}_note" if any(option.note for option in self.options.values()) else None

    @property
    def may_stay_open(self) -> bool:
        """Whether a blank never blocks: optional, or to be followed up."""
        return self.optional or self.follow_up is not None

    @property
    def always_settled(self) -> bool:
        """Whether every complete record has an answer or a reason here, as far as this question itself goes."""
        return isinstance(self.when, Always) and not self.may_stay_open

    @property
    def parts_are_asked(self) -> bool:
        """Whether the questions inside are asked wherever their own conditions hold."""
        return isinstance(self.when, Always) and self.follow_up is None
