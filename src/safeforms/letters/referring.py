"""A record -> a referral for each child that it says is at risk.

Validation never blocks a referral: of an incomplete record one is written too, and says so. None is written without a
risk statement in the professional's own words, for nothing else says what the harm is.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from safeforms.definition import Form
from safeforms.judgement.answer_origin import in_its_place
from safeforms.judgement.envelope import Envelope
from safeforms.judgement.messages import heading
from safeforms.letters.bases import kept_apart
from safeforms.letters.referral import Referral
from safeforms.places import Place
from safeforms.problems import Path, Problem, RecordError
from safeforms.summaries.answers_shown import AnswersShown, answers_of
from safeforms.summaries.summarising import summary_of
from safeforms.summaries.summary import Summary
from safeforms.summaries.summary_items import AnswerShown, SubjectShown

TOLD_PARTS: Final = ("family_told", "not_told_reason")
"""The parts of a form's referral details that say what the family was told."""


def referrals_of(
    envelope: Envelope, *, form: Form, now: datetime, place: Place | None = None, call_back: str | None = None
) -> tuple[Referral, ...]:
    """The referrals of an opened record, in the order of its children. RecordError where none may be written."""
    shown = answers_of(form, envelope.answers, now=now, finished=envelope.finished)
    summary = summary_of(envelope, form=form, now=now, place=place)
    refused = _refused(summary, form=form, shown=shown, place=place)
    if refused:
        raise RecordError([in_its_place(refused, envelope.origin) if envelope.origin else refused])
    first = _referral(summary, form=form, shown=shown, call_back=call_back)
    return tuple(_about(first, subject, number) for number, subject in enumerate(summary.at_risk, start=1))


def _refused(summary: Summary, *, form: Form, shown: AnswersShown, place: Place | None) -> Problem | None:
    """Why no referral may be written, or None."""
    parts = form.summary
    code, path, message = "check_failed", Path(), ""
    if not (parts.referral.recipient and parts.referral.subjects and parts.statement):
        code = "wrong_form"
        message = (
            "No referral is written: the form does not say who receives one, whom it can be about, or where the risk "
            "is stated."
        )
    elif summary.status == "entered_in_error":
        path = ("status",)
        message = "No referral is written: the record was entered in error."
    elif summary.statement is None:
        found = next((p.code for p in summary.problems if p.path == (parts.statement,)), "missing_answer")
        code, path = found, (parts.statement,)
        message = _no_statement(form, path=path, blank=shown.contents.at(path).kind == "blank")
    elif not summary.at_risk:
        message = (
            "No referral is written: the record names no child, born or unborn, as at risk. Record who is at risk, "
            "each child who lives with harm to an adult too. Only where there is no child is adult safeguarding the "
            "way."
        )
    return Problem(code=code, message=message, path=path, place=place) if message else None


def _no_statement(form: Form, *, path: Path, blank: bool) -> str:
    state = "is not answered" if blank else "cannot be used as it stands"
    return (
        f'No referral is written without a risk statement: "{heading(form, path)}" {state}. Say in plain words what '
        "harm has happened or is likely, and to whom."
    )


def _referral(summary: Summary, *, form: Form, shown: AnswersShown, call_back: str | None) -> Referral:
    """The referral of the first child; the others differ in whom they are about."""
    apart = kept_apart(summary, form=form, shown=shown)
    recipient = str(form.summary.referral.recipient)
    shared = {name: getattr(summary, name) for name in Referral.model_fields.keys() & Summary.model_fields.keys()}
    return Referral(
        **shared
        | {
            "statement": str(summary.statement),
            "recipient": recipient,
            "recipient_name": form.recipients.get(recipient, recipient),
            "subject": summary.at_risk[0],
            "number": 1,
            "count": len(summary.at_risk),
            "others": summary.at_risk[1:],
            "referrer": summary.seen,
            "call_back": call_back,
            "safe_contact": shown.first(form.summary.safe_contact),
            "family_told": tuple(_family_told(form, shown=shown)),
            "tell": tuple(told for told in summary.tell if told.recipient != recipient),
            "not_shown": sum(len(together.questions) for together in summary.not_shown),
            "loop": summary.referral,
            "standing_text": Referral.model_fields["standing_text"].default,
            "company": apart.company,
            "family": apart.family,
            "social_care": apart.social_care,
            "facts": apart.facts,
            "said": apart.said,
            "opinions": apart.opinions,
            "done": apart.done,
        }
    )


def _about(first: Referral, subject: SubjectShown, number: int) -> Referral:
    everyone = (first.subject, *first.others)
    others = tuple(other for other in everyone if other is not subject)
    return first.model_copy(update={"subject": subject, "number": number, "others": others})


def _family_told(form: Form, *, shown: AnswersShown) -> Iterator[AnswerShown]:
    details = form.summary.referral.details
    for part in TOLD_PARTS if details else ():
        path = (str(details), part)
        if shown.contents.at(path).kind != "blank":
            yield shown.at(path)
