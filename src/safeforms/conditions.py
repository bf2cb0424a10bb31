"""Conditions as frozen nodes: what a form's `when`, `never` and indicators say.

Nodes hold no behaviour. Each meaning (print, type, evaluate, generate, say in words) is a function in
a room of its own that matches all of them and ends in `assert_never`. Names are kept as written: what a
name stands for is only known beside a form.
"""

from datetime import date
from typing import Literal

from safeforms.values import dataclass

Operator = Literal["<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Name:
    """A question, a derived value, a setting, or `today`, `now`, `worst_finding`."""

    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a group, seen from outside: `referral.made_at`."""

    group: str
    name: str


@dataclass(frozen=True, slots=True)
class Number:
    value: int | float


@dataclass(frozen=True, slots=True)
class Date:
    value: date


@dataclass(frozen=True, slots=True)
class Years:
    """Whole years from one date to another."""

    start: "Name | Part"
    end: "Name | Part"


@dataclass(frozen=True, slots=True)
class Days:
    start: "Name | Part"
    end: "Name | Part"


@dataclass(frozen=True, slots=True)
class Count:
    """The number of rows of a table, or of options chosen, exclusive ones aside."""

    name: "Name | Part"


Term = Name | Part | Number | Date | Years | Days | Count


@dataclass(frozen=True, slots=True)
class Minus:
    left: Term
    right: Term


Value = Term | Minus


@dataclass(frozen=True, slots=True)
class Always:
    pass


@dataclass(frozen=True, slots=True)
class Truth:
    """A named truth: a derived one, an indicator, `gap` or `to_tell`."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    inner: "Truth | Answered | Unanswered | AnyRow | AllRows"


@dataclass(frozen=True, slots=True)
class Is:
    """`negated` means: answered, and otherwise. Not the same as Not."""

    value: Value
    literal: str | int | float | date
    negated: bool = False


@dataclass(frozen=True, slots=True)
class In:
    value: Value
    literals: tuple[str | int | float | date, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Includes:
    """A choices question has at least one of these options."""

    name: Name | Part
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    left: Value
    operator: Operator
    right: Value


@dataclass(frozen=True, slots=True)
class Answered:
    name: Name | Part


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Asked, and left with a reason: one of `reasons`, or any where that is empty."""

    name: Name | Part
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyRow:
    table: str
    condition: "Condition"


@dataclass(frozen=True, slots=True)
class AllRows:
    table: str
    condition: "Condition"


@dataclass(frozen=True, slots=True)
class Both:
    """All of the parts; written with `and`."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the parts; written with `or`."""

    parts: tuple["Condition", ...]


Condition = (
    Always | Truth | Not | Is | In | Includes | Compare | Answered | Unanswered | AnyRow | AllRows | Both | Either
)
