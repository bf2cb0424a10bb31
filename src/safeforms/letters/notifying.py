"""A record -> a notification for each who must be told and to whom no referral is due.

That there is no concern is said only of a complete record in which nothing is open and the professional said so. A
notification for somebody who is told of no concern never says that there is one: it says nothing either way.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from safeforms.conditions import Condition, Is, Name
from safeforms.definition import Form
from safeforms.judgement.envelope import Envelope
from safeforms.language.names import names_in
from safeforms.language.shape import did_you_mean
from safeforms.letters.notification import Notification
from safeforms.letters.notification_shown import INFORMATION, NONE
from safeforms.places import Place
from safeforms.problems import Problem, RecordError, UsageError
from safeforms.questions import Choice, Question
from safeforms.summaries.answers_shown import answers_of
from safeforms.summaries.copying import copy_from
from safeforms.summaries.summarising import summary_of
from safeforms.summaries.summary import Summary
from safeforms.summaries.summary_head import completeness, levels, own_level
from safeforms.summaries.summary_items import Finding, TellShown

GRAVE: Final = ("red", "amber")
ACT: Final = (
    "Consider this with what you know of the person and the family, do what your role asks, and call back with "
    "anything that bears on it. Before you contact the person or the family, make sure of a way that puts nobody in "
    "danger: if none stands above, call back for it. Keep this from where it could be read at home."
)
READ: Final = (
    "Put this with what you know of the person and the family. If anything worries you, call back, and do what your "
    "role asks. Keep this from where it could be read at home."
)


def notifications_of(
    envelope: Envelope,
    *,
    form: Form,
    now: datetime,
    place: Place | None = None,
    to: str | None = None,
    call_back: str | None = None,
    otherwise: list[str] | None = None,
) -> tuple[Notification, ...]:
    """The notifications of an opened record, or the one for `to`, the most pressing first.

    `otherwise` takes a sentence for each who must be told and gets no notification. RecordError where the record was
    entered in error, UsageError where the form has no such recipient.
    """
    if to is not None and to not in form.recipients:
        hint = did_you_mean(to, form.recipients) or f": it has {', '.join(form.recipients)}."
        raise UsageError(f"'{to}' is not one of the recipients of the form '{form.id}'{hint}")
    if envelope.status == "entered_in_error":
        message = "No notification is written: the record was entered in error."
        raise RecordError([Problem(code="check_failed", message=message, path=("status",), place=place)])
    summary = summary_of(envelope, form=form, now=now, place=place)
    no_concern = _no_concern(summary, envelope, form=form, now=now)
    found = []
    for told in summary.tell:
        if to not in (None, told.recipient):
            continue
        sentence = _otherwise(told, form=form)
        if not sentence:
            part = copy_from(summary, told, envelope=envelope, form=form)
            found.append(_notification(told, part, form=form, no_concern=no_concern, call_back=call_back))
        elif otherwise is not None:
            otherwise.append(sentence)
    if otherwise is not None and to not in (None, *(told.recipient for told in summary.tell)):
        otherwise.append(_not_asked_for(str(to), summary, form=form))
    return tuple(found)


def _otherwise(told: TellShown, *, form: Form) -> str:
    """Why somebody who must be told gets no notification; empty where they get one."""
    if told.recipient == form.summary.referral.recipient and told.concerns:
        return f"{told.name}: a concern asks for them to be told. That takes a referral, which is another document."
    if told.state == "not_sent":
        return f"{told.name}: the record says why they are not told."
    return ""


def _not_asked_for(to: str, summary: Summary, *, form: Form) -> str:
    """That nothing asks to tell somebody, or not yet: silence would read as if they had been told."""
    name = form.recipients[to]
    if any(possible.recipient == to for possible in summary.tell_if):
        return f"{name}: whether they must be told is still open. The summary says what it hangs on."
    return f"{name}: nothing in the record asks for them to be told."


def _notification(
    told: TellShown, part: Summary, *, form: Form, no_concern: str, call_back: str | None
) -> Notification:
    found = {*told.why, *_owed(told, part, form=form)}
    findings = tuple(
        finding.model_copy(update={"actions": (), "tell": (told.name,)})
        for finding in part.findings
        if finding.indicator in found
    )
    carried = any(finding.level in GRAVE for finding in findings)
    receives_referrals = told.recipient == form.summary.referral.recipient
    return Notification(
        recipient=told.recipient,
        recipient_name=told.name,
        concern="carried" if carried else "none" if no_concern else "not_said",
        concern_words=_carries(findings) if carried else NONE if no_concern else INFORMATION,
        concern_basis="" if carried else no_concern,
        news=told.news,
        findings=findings,
        statement=part.statement if carried else None,
        words=part.words if carried else (),
        family=part.family if carried else (),
        safe_contact=part.safe_contact if carried else None,
        on_the_whole=tuple(_on_the_whole(part)) if carried or receives_referrals else (),
        person=part.person,
        seen=part.seen,
        call_back=call_back,
        asked=ACT if carried else READ,
        within=told.within,
        due=told.due,
        left_out=part.copy_for.left_out if part.copy_for else (),
        form=part.form,
        form_title=part.form_title,
        form_version=part.form_version,
        form_hash=part.form_hash,
        safeforms_version=part.safeforms_version,
        record_id=part.record_id,
        assessed_at=part.assessed_at,
        made_at=part.made_at,
    )


def _carries(findings: tuple[Finding, ...]) -> str:
    worst = "red" if any(finding.level == "red" for finding in findings) else "amber"
    return f"This notification carries a concern: {worst}."


def _on_the_whole(part: Summary) -> Iterator[str]:
    """What whoever may read the whole record must not be left to guess: both levels, and that it may come to more."""
    if part.complete is None:
        return
    if part.override:
        yield f"Level: {levels(part)}"
        yield from own_level(part.override, findings=part.findings)
    if not part.complete:
        yield f"State of the assessment: {completeness(part)}."
    if part.possible_level and part.possible_level != part.level:
        yield f"It could be {part.possible_level}: something that was asked is still open."


def _owed(told: TellShown, part: Summary, *, form: Form) -> Iterator[str]:
    """The findings that somebody hears of though none asks for it: they must not be left to think that there are none.

    Whoever receives referrals is to hear plainly whether there is a concern about this contact; so is who is told only
    because there is a finding. Neither is so of somebody who may read no more than a part of the record.
    """
    because_of_findings = any(_reads_findings(news.when, form=form) for news in form.notify if news.id in told.why)
    if part.complete is not None and (told.recipient == form.summary.referral.recipient or because_of_findings):
        yield from (finding.indicator for finding in part.findings if finding.level in GRAVE)


def _reads_findings(condition: Condition, *, form: Form) -> bool:
    """Whether a condition asks what was found, itself or by a value that it names."""
    ahead, met = set(names_in(condition)), set[str]()
    while ahead:
        name = ahead.pop()
        if name == "worst_finding" or name in form.indicators:
            return True
        if name in form.derived and name not in met:
            ahead |= set(names_in(form.derived[name].meaning))
        met.add(name)
    return False


def _no_concern(summary: Summary, envelope: Envelope, *, form: Form, now: datetime) -> str:
    """What it rests on that there is no concern; empty where anything keeps that from being said."""
    if not summary.complete or summary.level != "green" or summary.possible_level != "green":
        return ""
    if summary.undetermined or summary.tell_if or (summary.override and summary.override.level != "green"):
        return ""
    shown = answers_of(form, envelope.answers, now=now, finished=envelope.finished)
    said = [shown.at((question.id,)) for question, option in own_views(form) if shown.text(question.id) == option]
    if not said:
        return ""
    return (
        "The assessment is complete, and no red or amber finding came of it. "
        f'Asked "{said[0].question}", the professional answered: {said[0].answer}.'
    )


def own_views(form: Form) -> Iterator[tuple[Question, str]]:
    """The questions that ask everybody for a concern of their own, with the one option that is none.

    They stand beside the risk statement and are opinions; every other option makes a red or amber finding by itself.
    """
    alarming = {
        (indicator.when.value, indicator.when.literal)
        for indicator in form.indicators.values()
        if indicator.level != "info" and isinstance(indicator.when, Is) and not indicator.when.negated
    }
    for section in form.sections:
        if not any(question.id == form.summary.statement for question in section.questions):
            continue
        for question in section.questions:
            if not (isinstance(question.type, Choice) and question.basis == "opinion" and question.always_settled):
                continue
            quiet = [option for option in question.options if (Name(question.id), option) not in alarming]
            if len(quiet) == 1:
                yield question, quiet[0]
