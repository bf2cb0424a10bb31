"""Records in, verdicts and summaries out: the public functions, each the twin of a command.

A record names its form by id; a bare mapping of answers needs `form`, an id, a path or a definition. `now` is
London wall time, or aware; left out, it is the machine's clock.
"""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safeforms.assessment import Verdict, verdict_of
from safeforms.clock import as_london, london_now
from safeforms.definition import Form
from safeforms.envelope import Envelope, open_record
from safeforms.library import bundled_form, load_form, load_model
from safeforms.places import Place
from safeforms.problems import Problem, RecordError

if TYPE_CHECKING:
    from safeforms.compiling import Assessment
    from safeforms.summary import Summary

AnyForm = str | Path | Form
UNFINISHED: Final = Problem(
    code="check_failed",
    message="A record in progress or entered in error is no assessment. Complete it, and mark it completed.",
    path=("status",),
)


def validate(
    record: object, *, form: AnyForm | None = None, now: datetime | None = None, place: Place | None = None
) -> Verdict:
    """The verdict on a record, whatever it is: nothing about a record raises.

    UsageError or FormError where `form` itself is not one.
    """
    opened = _opened(record, form=form, place=place)
    if isinstance(opened, Verdict):
        return opened
    envelope, definition = opened
    return verdict_of(envelope, form=definition, now=_clock(now), place=place)


def assess(record: object, *, form: AnyForm | None = None, now: datetime | None = None) -> "Assessment":
    """The assessment that a record is: an instance of the form's model.

    RecordError with every problem where it is incomplete or inconsistent, in progress or not.
    """
    moment = _clock(now)
    verdict = validate(record, form=form, now=moment)
    opened = _opened(record, form=form, place=None)
    if not verdict.accepted or isinstance(opened, Verdict):
        raise RecordError(verdict.problems)
    envelope, definition = opened
    if not envelope.stands:
        raise RecordError([*verdict.problems, UNFINISHED])
    return load_model(definition).model_validate(dict(envelope.answers), context={"now": moment})


def summarise(
    record: object, *, form: AnyForm | None = None, now: datetime | None = None, place: Place | None = None
) -> "Summary":
    """The summary of a record, complete or not. RecordError where it cannot be read or names no form that we have."""
    from safeforms.summarising import summary_of

    opened = _opened(record, form=form, place=place)
    if isinstance(opened, Verdict):
        raise RecordError(opened.problems)
    envelope, definition = opened
    return summary_of(envelope, form=definition, now=_clock(now), place=place)


def blank(form: AnyForm, *, to: str = "markdown") -> bytes:
    """A blank form as a file of a target, in bytes. UsageError where there is no such target."""
    from safeforms.targets import target

    return target(to).render(_definition(form))


def losses(form: AnyForm, *, to: str) -> tuple[str, ...]:
    """What a target cannot carry of a form, a sentence each; empty where it carries everything."""
    from safeforms.targets import target

    return target(to).losses(_definition(form))


def _clock(now: datetime | None) -> datetime:
    return as_london(now) if now else london_now()


def _definition(form: AnyForm) -> Form:
    return form if isinstance(form, Form) else load_form(form)


def _opened(record: object, *, form: AnyForm | None, place: Place | None) -> tuple[Envelope, Form] | Verdict:
    """A record and its form, or the verdict on one that cannot be judged."""
    wanted = _definition(form) if form is not None else None
    envelope = open_record(record, place=place)
    if isinstance(envelope, Problem):
        return Verdict(form=None, problems=(envelope,), place=place)
    definition = wanted or (bundled_form(envelope.form) if envelope.form else None)
    refused = _wrong_form(envelope, wanted, definition)
    if refused or definition is None:
        problem = Problem(code="wrong_form", message=refused, place=place, path=("form",))
        problems = (*envelope.problems, problem)
        return Verdict(form=None, record_id=envelope.record_id, status=envelope.status, problems=problems, place=place)
    return envelope, definition


def _wrong_form(envelope: Envelope, wanted: Form | None, definition: Form | None) -> str:
    if wanted and envelope.form not in (None, wanted.id):
        return f"The record names another form than '{wanted.id}', for which it was given."
    if definition is not None:
        return ""
    if envelope.form is None:
        return "The record names no form: put its id under `form`, or say which form these answers are for."
    return "The record names a form that is not known: say which form it is for."
