"""Whom a record says to tell, by when, what was sent, and what is still to follow up.

A notification gives information; it is not a referral. Each recipient stands once, with the most pressing
deadline of all that ask for it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from safeforms.clock import Due, due, parse_within, urgency
from safeforms.contents import Contents
from safeforms.definition import FollowUp, Form, Question, Table, Tell
from safeforms.evaluating import Evaluation
from safeforms.problems import Path
from safeforms.rulings import Ruling, both
from safeforms.summary_items import FollowUpShown, Sent, SentBeside, TellIf, TellShown
from safeforms.words import in_words

SENT_PARTS: Final = ("recipient", "sent_at", "method", "purpose", "not_sent_reason")


@dataclass(frozen=True, slots=True)
class _Asking:
    """One indicator or routine rule that asks for somebody to be told."""

    by: str
    words: str
    tell: Tell
    ruling: Ruling
    due: Due


def tells_of(
    evaluation: Evaluation, *, doubted: Collection[str], start: datetime | None
) -> tuple[tuple[TellShown, ...], tuple[TellIf, ...]]:
    """Who must be told, and who must be told if something turns out; the most pressing first.

    `doubted` are the indicators that are undetermined, those too that read an answer which contradicts another.
    """
    asking = list(_asking(evaluation, doubted=doubted, start=start))
    certain = [ask for ask in asking if ask.ruling.truth is True]
    tell = [_told(evaluation, [a for a in certain if a.tell.recipient == name]) for name in _recipients(certain)]
    possible = [ask for ask in asking if ask.ruling.truth is None and not _covered(ask, certain)]
    tell_if = [
        _told_if(evaluation.form, [a for a in possible if a.tell.recipient == name]) for name in _recipients(possible)
    ]
    return tuple(tell), tuple(tell_if)


def follow_ups_of(
    evaluation: Evaluation, tell: tuple[TellShown, ...], *, start: datetime | None
) -> tuple[FollowUpShown, ...]:
    """What may come later and has not come yet, in form order; a recipient not yet told has a line of its own."""
    shown: list[FollowUpShown] = []
    for question in evaluation.form.questions.values():
        if question.id == evaluation.form.summary.sent:
            shown.extend(_not_told_yet(question, tell, start=start))
        else:
            shown.extend(_open(evaluation, question, start=start))
    return tuple(shown)


def sent_beside(evaluation: Evaluation, tell: tuple[TellShown, ...]) -> tuple[SentBeside, ...]:
    """Whom the record says was told though nothing asks for it, in the order of the form's recipients."""
    asked = {told.recipient for told in tell}
    return tuple(
        SentBeside(recipient=recipient, name=name, sent=sent)
        for recipient, name in evaluation.form.recipients.items()
        if recipient not in asked and (sent := tuple(_sent(evaluation.form, evaluation.contents, recipient)))
    )


def _asking(evaluation: Evaluation, *, doubted: Collection[str], start: datetime | None) -> Iterator[_Asking]:
    form = evaluation.form
    reasons = [(i.id, i.concern, i.within, i.tell, evaluation.named(i.id)) for i in form.indicators.values()]
    reasons += [(n.id, n.text, n.within, n.tell, evaluation.rule(n.when)) for n in form.notify]
    for by, words, within, tells, found in reasons:
        ruling = Ruling(None, found.because) if by in doubted else found
        if ruling.truth is False:
            continue
        until = due_of(form, within, start=start)
        for tell in tells:
            also = evaluation.rule(tell.when)
            open_words = in_words(tell.when, form=form) if ruling.truth and also.truth is None else words
            yield _Asking(by, open_words, tell, both([ruling, also]), until)


def _recipients(asking: list[_Asking]) -> list[str]:
    """Each recipient once, the most pressing first."""
    pressing = sorted(asking, key=lambda ask: urgency(ask.due))
    return list(dict.fromkeys(ask.tell.recipient for ask in pressing))


def _covered(possible: _Asking, certain: list[_Asking]) -> bool:
    """Whether that recipient is told in any case, and no later."""
    return any(
        ask.tell.recipient == possible.tell.recipient and urgency(ask.due) <= urgency(possible.due) for ask in certain
    )


def _told(evaluation: Evaluation, asking: list[_Asking]) -> TellShown:
    first = min((ask.due for ask in asking), key=urgency)
    recipient = asking[0].tell.recipient
    return TellShown(
        recipient=recipient,
        name=evaluation.form.recipients.get(recipient, recipient),
        why=tuple(dict.fromkeys(ask.by for ask in asking)),
        within=first.words,
        due=first.by,
        due_note=first.note,
        sent=tuple(_sent(evaluation.form, evaluation.contents, recipient)),
    )


def _told_if(form: Form, asking: list[_Asking]) -> TellIf:
    recipient = asking[0].tell.recipient
    return TellIf(
        recipient=recipient,
        name=form.recipients.get(recipient, recipient),
        within=min((ask.due for ask in asking), key=urgency).words,
        turns_out=tuple(dict.fromkeys(ask.words for ask in asking)),
    )


def _sent(form: Form, contents: Contents, recipient: str) -> Iterator[Sent]:
    """The rows of the table of notifications that speak of a recipient."""
    name = form.summary.sent
    for row in contents.rows((name,)) if name else ():
        values = {part: contents.at((str(name), row, part)).value for part in SENT_PARTS}
        if values["recipient"] != recipient:
            continue
        sent_at = values["sent_at"]
        yield Sent(
            sent_at=sent_at.isoformat(timespec="minutes") if isinstance(sent_at, datetime) else None,
            method=_text(values["method"]),
            purpose=_text(values["purpose"]),
            not_sent_reason=_text(values["not_sent_reason"]),
        )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _settles(sent: Sent, *, start: datetime | None) -> bool:
    """Whether telling somebody is done: sent, with method and time and not before this assessment, or not, with why."""
    if sent.not_sent_reason:
        return True
    if not (sent.sent_at and sent.method):
        return False
    return start is None or datetime.fromisoformat(sent.sent_at) >= start.replace(second=0, microsecond=0)


def _not_told_yet(
    question: Question, tell: tuple[TellShown, ...], *, start: datetime | None
) -> Iterator[FollowUpShown]:
    for told in tell:
        if not any(_settles(sent, start=start) for sent in told.sent):
            words = f"Tell: {told.name}"
            yield FollowUpShown(path=(question.id,), question=words, within=told.within, due=told.due)


def _open(evaluation: Evaluation, question: Question, *, start: datetime | None) -> Iterator[FollowUpShown]:
    path: Path = (question.id,)
    if evaluation.contents.at(path).kind == "value" and question.parts:
        rows = [(*path, row) for row in evaluation.contents.rows(path)] if isinstance(question.type, Table) else [path]
        for at in rows:
            for part in question.parts:
                follow_up = part.follow_up or (None if part.optional else question.follow_up)
                yield from _open_at(evaluation, part, (*at, part.id), follow_up=follow_up, start=start)
        return
    yield from _open_at(evaluation, question, path, follow_up=question.follow_up, start=start)
    if evaluation.contents.at(path).kind == "blank" and evaluation.asked(path).truth and question.follow_up:
        for part in question.parts:  # of a blank group, the clocks that are not its own
            if part.follow_up not in (None, question.follow_up):
                yield from _open_at(evaluation, part, (*path, part.id), follow_up=part.follow_up, start=start)


def _open_at(
    evaluation: Evaluation, question: Question, path: Path, *, follow_up: FollowUp | None, start: datetime | None
) -> Iterator[FollowUpShown]:
    if follow_up is None or evaluation.contents.at(path).kind == "value":
        return
    if evaluation.asked(path).truth is not True:
        return
    since = _moment(evaluation, follow_up.of, scope=path[:-1]) if follow_up.of else start
    until = due_of(evaluation.form, follow_up.within, start=since)
    yield FollowUpShown(path=path, question=question.text, within=until.words, due=until.by)


def _moment(evaluation: Evaluation, name: str, *, scope: Path) -> datetime | None:
    """The moment that a follow-up counts from: a question of the same group, or one named with its group."""
    own = evaluation.contents.at((*scope, name)).value
    value = own if isinstance(own, datetime) else evaluation.contents.at(tuple(name.split("."))).value
    return value if isinstance(value, datetime) else None


def due_of(form: Form, within: str, *, start: datetime | None) -> Due:
    """By when a text of the form says, counted from a start; settings are looked up."""
    parsed = parse_within(within, settings=form.settings)
    assert parsed is not None, f"{within} is no time: the form was not checked"
    return due(parsed, start=start)
