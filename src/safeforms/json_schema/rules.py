"""What a form demands of a record beyond each answer in itself: "where this is certainly so, that must be".

What a schema cannot see of a condition is kept beside the faults that it therefore overlooks: see `lost`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from safeforms.conditions import Always, Condition
from safeforms.definition import Form, Indicator
from safeforms.json_schema.claiming import Claims
from safeforms.json_schema.claims import Side, every, some
from safeforms.json_schema.single import NOT_BLANK, NOTE, SingleAnswers
from safeforms.json_schema.spots import Spot
from safeforms.json_schema.terms import Schema
from safeforms.language.condition_print import print_condition
from safeforms.questions import Group, Question, Table

OF_A_NOTE: Final = ("note_missing", "stock_phrase", "too_short")
GRAVER: Final = {"amber": ("red",), "green": ("red", "amber")}
"""The levels of findings that are graver than a level which a professional gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where `when` certainly holds, the keys of `then` must be there and be so.

    They are keys of the record, or of the group or of each row of the table `inside`. `refused` has the path and the
    codes of what is refused; `says` is for the reader of the schema. A rule `apart` is not joined with others.
    """

    when: Side
    then: dict[str, Schema] = field(default_factory=dict)
    inside: Question | None = None
    path: str
    codes: tuple[str, ...]
    says: str = ""
    apart: bool = False


def rules_of(form: Form, claims: Claims, singles: SingleAnswers) -> Iterator[Rule]:
    """Every rule of a form, in form order; checks and the override last."""
    note = singles.text(NOTE)
    for question in form.questions.values():
        for spot in spots_of(question):
            yield from _must_be_answered(spot, claims)
            yield from _notes(spot, claims, note)
        yield from _enough(question, claims)
    yield from _never(form, claims)
    yield from _override(form, claims)


def spots_of(question: Question) -> list[Spot]:
    """A question and its parts."""
    return [Spot(question=question), *(Spot(question=part, outer=question) for part in question.parts)]


def always_required(spot: Spot) -> bool:
    """Whether a question must be answered wherever what is around it holds something."""
    around = spot.outer is None or isinstance(spot.outer.when, Always)
    return around and isinstance(spot.question.when, Always) and not spot.may_stay_open


def _must_be_answered(spot: Spot, claims: Claims) -> Iterator[Rule]:
    if spot.may_stay_open or always_required(spot):
        return
    whens = [question.when for question in (spot.outer, spot.question) if question]
    yield Rule(
        when=claims.asked(spot).true,
        then={spot.question.id: NOT_BLANK},
        inside=spot.outer,
        path=spot.path,
        codes=("missing_answer",),
        says=_joined([when for when in whens if not isinstance(when, Always)]),
    )


def _notes(spot: Spot, claims: Claims, note: Schema) -> Iterator[Rule]:
    """The note that an option needs, always or under a condition."""
    if spot.question.note_id is None:
        return
    for option in spot.question.options.values():
        if option.note is not None:
            yield Rule(
                when=every(claims.answering.chosen(spot, option.id), claims.of(option.note, spot.outer).true),
                then={spot.question.note_id: note},
                inside=spot.outer,
                path=f"{spot.path}_note",
                codes=OF_A_NOTE,
                says=f"{spot.path}: {option.id}",
            )


def _enough(question: Question, claims: Claims) -> Iterator[Rule]:
    """What a group or each row must satisfy as a whole, where the question is asked."""
    if not isinstance(question.type, Group | Table) or question.type.require is None:
        return
    missing = claims.of(question.type.require, question).not_true
    yield Rule(
        when=every(claims.asked(Spot(question=question)).true, missing),
        then={next(iter(question.parts)).id: False},
        inside=question,
        path=question.id,
        codes=("missing_answer",),
        says=f"each needs {print_condition(question.type.require)}",
        apart=True,
    )


def _never(form: Form, claims: Claims) -> Iterator[Rule]:
    for check in form.checks:
        yield Rule(
            when=claims.of(check.never).true,
            then={check.at.partition(".")[0]: False},
            path=check.at,
            codes=("check_failed",),
            says=check.message,
            apart=True,
        )


def _override(form: Form, claims: Claims) -> Iterator[Rule]:
    """A professional's own level: a hard finding is never lowered, and another only with a senior."""
    name = form.summary.override
    if name is None:
        return
    question = form.questions[name]
    level = next(spot for spot in spots_of(question) if spot.question.id == "level")
    for given, graver in GRAVER.items():
        chosen = claims.answering.chosen(level, given)
        found = [indicator for indicator in form.indicators.values() if indicator.level in graver]
        hard = some(*(claims.named(indicator.id).true for indicator in found if indicator.hard))
        lowered = some(*(claims.named(indicator.id).true for indicator in found))
        grey = _cannot_be_rated(found, claims) if given == "green" else lowered
        yield Rule(
            when=every(chosen, hard),
            then={name: False},
            path=name,
            codes=("check_failed",),
            says="a finding holds that no judgement may downgrade",
            apart=True,
        )
        yield Rule(
            when=every(chosen, some(lowered, grey)),
            then={"agreed_by": NOT_BLANK},
            inside=question,
            path=f"{name}.agreed_by",
            codes=("missing_answer",),
            says=f"{given} lowers the level",
        )


def _cannot_be_rated(found: list[Indicator], claims: Claims) -> Side:
    """Where a record without findings is grey: perhaps a screening gap, or an indicator that is undetermined."""
    truths = [claims.named(indicator.id) for indicator in found]
    return some(claims.named("gap").not_false, *(every(truth.not_true, truth.not_false) for truth in truths))


def _joined(conditions: list[Condition]) -> str:
    return "; ".join(map(print_condition, conditions))
