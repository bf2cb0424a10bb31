"""What a value in a condition comes to: a number that never changes, one answer, a count, or what no schema can see.

Derived values are looked through.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from safeforms.conditions import Count, Date, Days, Minus, Name, Number, Part, Value, Years
from safeforms.definition import Form
from safeforms.json_schema.spots import Spot
from safeforms.language.condition_print import print_value
from safeforms.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """`constant` is a number; `spot` the question that is looked at, counted or not; `leaves` all that are read.

    `kind` is `unseen` where a schema cannot tell: dates, spans, differences. `words` say what it is.
    """

    kind: Literal["constant", "answer", "count", "level", "unseen"]
    words: str
    constant: float = 0
    spot: Spot | None = None
    leaves: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """The form, and the group or table in which a condition is written."""

    form: Form
    outer: Question | None = None

    def spot(self, name: Name | Part) -> Spot | None:
        """The question that a name stands for, own group or row first; None of anything else."""
        questions = self.form.questions
        if isinstance(name, Part):
            part = self.form.question_at(f"{name.group}.{name.name}")
            return Spot(question=part, outer=questions[name.group]) if part else None
        own = next((part for part in self.outer.parts if part.id == name.name), None) if self.outer else None
        if own:
            return Spot(question=own, outer=self.outer)
        return Spot(question=questions[name.name]) if name.name in questions else None

    def asked_for(self, name: Name | Part) -> Spot:
        """The question that a name must stand for."""
        spot = self.spot(name)
        assert spot, f"{name} is not a question: the form was not checked"
        return spot

    @property
    def outside(self) -> "Within":
        return Within(form=self.form)


def measure(value: Value, within: Within) -> Measure:
    """What a value comes to."""
    match value:
        case Number(number):
            return Measure(kind="constant", words=str(number), constant=number)
        case Name() | Part():
            return _named(value, within)
        case Count(name):
            spot = within.asked_for(name)
            return Measure(kind="count", words=f"count({spot.path})", spot=spot, leaves=(spot,))
        case Years(start, end) | Days(start, end):
            ends = [measure(end, within) for end in (start, end)]
            verb = "years" if isinstance(value, Years) else "days"
            return _unseen(f"the {verb} between {ends[0].words} and {ends[1].words}", ends)
        case Minus(left, right):
            parts = [measure(part, within) for part in (left, right)]
            return _unseen(f"the difference between {parts[0].words} and {parts[1].words}", parts)
        case Date():
            return Measure(kind="unseen", words=print_value(value))
        case _:
            assert_never(value)


def _named(name: Name | Part, within: Within) -> Measure:
    spot = within.spot(name)
    if spot:
        return Measure(kind="answer", words=spot.path, spot=spot, leaves=(spot,))
    assert isinstance(name, Name)
    form = within.form
    if name.name in form.settings:
        return Measure(kind="constant", words=name.name, constant=form.settings[name.name].value)
    if name.name in form.derived:
        return measure(form.derived[name.name].meaning, within.outside)  # type: ignore[arg-type]
    return Measure(kind="level" if name.name == "worst_finding" else "unseen", words=name.name)


def _unseen(words: str, parts: list[Measure]) -> Measure:
    return Measure(kind="unseen", words=words, leaves=tuple(_leaves(parts)))


def _leaves(parts: list[Measure]) -> Iterator[Spot]:
    for part in parts:
        yield from part.leaves
