"""An opened record under its form -> a verdict: every problem, and whether the assessment is complete.

Judging needs no pydantic. A record in progress is never refused for what is still missing: it is told what is
left. A record entered in error is withdrawn: whatever is wrong with it is only a warning.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, NotRequired, TypedDict

from safeforms.definition import Form
from safeforms.judgement.answer_origin import in_its_terms
from safeforms.judgement.envelope import Envelope, Status
from safeforms.judgement.faults import Fault
from safeforms.places import Place
from safeforms.problems import Problem, ProblemDict
from safeforms.rules.generating import Judgement, rules_of

LEFT_TO_DO: Final = frozenset({"missing_answer", "note_missing"})


class VerdictDict(TypedDict):
    """A verdict in JSON: every key is there, null where there is nothing; `kind` only where it is on no record."""

    kind: NotRequired[Literal["export"]]
    place: str | None
    record_id: str | None
    form: str | None
    form_version: str | None
    status: Status
    complete: bool
    accepted: bool
    problems: list[ProblemDict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is wrong with one record, in form order.

    `complete`: every question asked has an answer or an accepted reason, no rule is broken, and the record is
    neither in progress nor entered in error. `accepted`: no problem is an error. A record in progress may be
    accepted and is never complete. `form` is None where the record could not be judged at all.
    """

    form: str | None
    form_version: str | None = None
    record_id: str | None = None
    status: Status = "completed"
    complete: bool = False
    problems: tuple[Problem, ...] = ()
    place: Place | None = None

    @property
    def accepted(self) -> bool:
        """Whether nothing is wrong but warnings."""
        return not self.errors

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which the record is refused."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def about_the_file(self) -> bool:
        """Whether it is no record that is spoken of, but all files together, or an export as a whole."""
        return self.form is None and bool(self.problems) and all(p.code.startswith("map.") for p in self.problems)

    def as_dict(self) -> VerdictDict:
        """For JSON: what `validate --format json` prints of the record. It holds no answer."""
        found = VerdictDict(
            place=str(self.place) if self.place else None,
            record_id=self.record_id,
            form=self.form,
            form_version=self.form_version,
            status=self.status,
            complete=self.complete,
            accepted=self.accepted,
            problems=[problem.as_dict() for problem in self.problems],
        )
        return {"kind": "export", **found} if self.about_the_file else found


def judge_answers(
    form: Form, answers: Mapping[str, object], *, now: datetime, finished: bool = True, rated: bool = False
) -> Judgement:
    """The faults of a record's answers by the compiled rules; `rated`: the truth of every indicator too."""
    return rules_of(form)(answers if answers.__class__ is dict else dict(answers), now, finished, rated)


def verdict_of(envelope: Envelope, *, form: Form, now: datetime, place: Place | None = None) -> Verdict:
    """The verdict on an opened record under a form that is free of problems."""
    judgement = judge_answers(form, envelope.answers, now=now, finished=envelope.finished)
    return verdict_from(judgement.faults, envelope, form=form, place=place)


def verdict_from(faults: tuple[Fault, ...], envelope: Envelope, *, form: Form, place: Place | None) -> Verdict:
    """The verdict that faults make of a record, in the terms of the export where it was read from one."""
    found = _in_words(faults, form=form, place=place) if faults else []
    found = [*envelope.problems, *_version_problem(envelope, form=form, place=place), *found]
    problems = [_softened(problem, envelope.status) for problem in found]
    if envelope.origin is not None:
        problems = [in_its_terms(problem, envelope.origin) for problem in problems]
    problems += (_softened(problem, envelope.status) for problem in envelope.warnings)
    return Verdict(
        form=form.id,
        form_version=form.version,
        record_id=envelope.record_id,
        status=envelope.status,
        complete=envelope.stands and not any(problem.severity == "error" for problem in problems),
        problems=tuple(problems),
        place=place,
    )


def _in_words(faults: tuple[Fault, ...], *, form: Form, place: Place | None) -> list[Problem]:
    from safeforms.judgement.messages import problems_of  # only a record with faults pays for their words

    return problems_of(form, faults, place=place)


def _softened(problem: Problem, status: Status) -> Problem:
    left_to_do = status == "in_progress" and problem.code in LEFT_TO_DO
    return replace(problem, severity="warning") if left_to_do or status == "entered_in_error" else problem


def _version_problem(envelope: Envelope, *, form: Form, place: Place | None) -> list[Problem]:
    if envelope.form_version in (None, form.version):
        return []
    message = (
        f"The record was made with another version of the form than {form.version}. It is judged by {form.version}."
    )
    return [Problem(code="wrong_version", message=message, severity="warning", path=("form_version",), place=place)]
