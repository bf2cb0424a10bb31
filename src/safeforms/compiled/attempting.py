"""Answers -> an assessment, or the problems that keep it from being one; nothing is raised.

For many records in one process: `assess` raises, and `validate` makes no instance.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Generic, NamedTuple, TypeVar

from safeforms.clock import as_london, london_now
from safeforms.compiled.model_base import NO_MAPPING, Assessment, holds_instances, without_instances
from safeforms.judgement.faults import errors_among
from safeforms.judgement.messages import problems_of
from safeforms.problems import Problem, UsageError

NO_ANSWERS: Final = Problem(code="wrong_type", message=NO_MAPPING)
SomeAssessment = TypeVar("SomeAssessment", bound=Assessment)


class Attempt(NamedTuple, Generic[SomeAssessment]):
    """`assessment` is None where a problem is an error. An accepted record may have warnings."""

    assessment: SomeAssessment | None
    problems: tuple[Problem, ...]

    def __repr__(self) -> str:
        """No answers: what is printed may be kept in a log."""
        return f"Attempt({'accepted' if self.assessment else 'refused'}, {len(self.problems)} problems)"


def attempt(answers: object, *, model: type[SomeAssessment], now: datetime | None = None) -> Attempt[SomeAssessment]:
    """The instance of a form's model that these answers are, and every problem in form order.

    The answers are those of a finished record by question id, without an envelope around them. UsageError where the
    model is not one that `load_model` gave or `codegen` wrote: what a class derived from it asks beyond the form is
    asked by its own `model_validate`.
    """
    if not model._as_made:
        raise UsageError("An attempt takes a model as load_model gives it or codegen writes it.")
    moment = as_london(now) if now else london_now()
    if not isinstance(answers, Mapping):
        return Attempt(None, (NO_ANSWERS,))
    given = answers if answers.__class__ is dict else dict(answers)
    judgement = model.rules(given, moment, True)
    if any(fault.code == "wrong_type" for fault in judgement.faults) and holds_instances(given):
        given = without_instances(given)
        judgement = model.rules(given, moment, True)
    problems = tuple(problems_of(model.form, judgement.faults)) if judgement.faults else ()
    if errors_among(judgement.faults):
        return Attempt(None, problems)
    made = model._made_of(judgement, given)
    return Attempt(made or model.model_validate(given, context={"now": moment}), problems)
