"""Whom a record says to tell, by when, and what the record says of it: sent, failed, not sent and why, or nothing.

A notification gives information; it is not a referral. Each recipient stands once, with the most pressing
deadline of all that ask for it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from safeforms.clock import Due, is_overdue, urgency
from safeforms.definition import Form, Indicator, Notify, Tell
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.rulings import Ruling, both
from safeforms.summaries.follow_ups import due_of
from safeforms.summaries.sendings import sendings, sent_as_referral, state_of
from safeforms.summaries.summary_items import Sent, SentBeside, TellIf, TellShown
from safeforms.wording.words import in_words

NOT_SAID_WHOM: Final = "(not recorded whom)"


@dataclass(frozen=True, slots=True)
class _Asking:
    """One indicator or routine rule that asks for somebody to be told; `words` say why, or what is still open."""

    by: str
    words: str
    is_news: bool
    is_concern: bool
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
    rows = _rows_by_recipient([*sendings(evaluation), *sent_as_referral(evaluation)])
    tell = [
        _told(evaluation, [a for a in certain if a.tell.recipient == name], rows.get(name, []), start=start)
        for name in _recipients(certain)
    ]
    possible = [ask for ask in asking if ask.ruling.truth is None and not _covered(ask, certain)]
    tell_if = [
        _told_if(evaluation.form, [a for a in possible if a.tell.recipient == name]) for name in _recipients(possible)
    ]
    return tuple(tell), tuple(tell_if)


def sent_beside(
    evaluation: Evaluation, tell: tuple[TellShown, ...], *, withdrawn: bool = False
) -> tuple[SentBeside, ...]:
    """Whom the record says was told though nothing asks for it, in the order of the form's recipients.

    Last are rows that do not say whom, with an empty id; a referral stands elsewhere. Of a withdrawn record it is
    everybody who was told, the referral too: what they heard has to be put right.
    """
    asked = set() if withdrawn else {told.recipient for told in tell}
    rows = _rows_by_recipient([*sendings(evaluation), *(sent_as_referral(evaluation) if withdrawn else ())])
    known, part = evaluation.form.recipients, evaluation.form.question_at(f"{evaluation.form.summary.sent}.recipient")
    others = {option.id: option.text for option in part.options.values() if option.id not in known} if part else {}
    names = {**known, **others, "": NOT_SAID_WHOM}
    return tuple(
        SentBeside(recipient=recipient, name=name, sent=tuple(rows[recipient]))
        for recipient, name in names.items()
        if recipient in rows and recipient not in asked
    )


def _asking(evaluation: Evaluation, *, doubted: Collection[str], start: datetime | None) -> Iterator[_Asking]:
    form = evaluation.form
    reasons: list[tuple[Indicator | Notify, str, bool, Ruling]]
    reasons = [(i, i.concern, i.level != "info", evaluation.named(i.id)) for i in form.indicators.values()]
    reasons += [(n, n.text, False, evaluation.rule(n.when)) for n in form.notify]
    for rule, words, is_concern, found in reasons:
        ruling = Ruling(None, found.because) if rule.id in doubted else found
        if ruling.truth is False:
            continue
        until = due_of(form, rule.within, start=start)
        for tell in rule.tell:
            also = evaluation.rule(tell.when)
            open_words = in_words(tell.when, form=form) if ruling.truth and also.truth is None else words
            yield _Asking(
                by=rule.id,
                words=open_words,
                is_news=isinstance(rule, Notify),
                is_concern=is_concern,
                tell=tell,
                ruling=both([ruling, also]),
                due=until,
            )


def _recipients(asking: list[_Asking]) -> list[str]:
    """Each recipient once, the most pressing first."""
    pressing = sorted(asking, key=lambda ask: urgency(ask.due))
    return list(dict.fromkeys(ask.tell.recipient for ask in pressing))


def _covered(possible: _Asking, certain: list[_Asking]) -> bool:
    """Whether that recipient is told in any case, and no later."""
    return any(
        ask.tell.recipient == possible.tell.recipient and urgency(ask.due) <= urgency(possible.due) for ask in certain
    )


def _told(evaluation: Evaluation, asking: list[_Asking], rows: list[Sent], *, start: datetime | None) -> TellShown:
    first = min((ask.due for ask in asking), key=urgency)
    recipient = asking[0].tell.recipient
    concerns = tuple(dict.fromkeys(ask.by for ask in asking if ask.is_concern))
    state, still_open = state_of(rows, concerned=bool(concerns), start=start)
    return TellShown(
        recipient=recipient,
        name=evaluation.form.recipients.get(recipient, recipient),
        why=tuple(dict.fromkeys(ask.by for ask in asking)),
        within=first.words,
        due=first.by,
        due_note=first.note,
        sent=tuple(rows),
        concerns=concerns,
        news=tuple(dict.fromkeys(ask.words for ask in asking if ask.is_news)),
        state=state,
        overdue=state in ("open", "failed") and is_overdue(first, now=evaluation.now),
        still_open=still_open,
    )


def _told_if(form: Form, asking: list[_Asking]) -> TellIf:
    recipient = asking[0].tell.recipient
    return TellIf(
        recipient=recipient,
        name=form.recipients.get(recipient, recipient),
        within=min((ask.due for ask in asking), key=urgency).words,
        turns_out=tuple(dict.fromkeys(ask.words for ask in asking)),
    )


def _rows_by_recipient(rows: Iterable[tuple[str, Sent]]) -> dict[str, list[Sent]]:
    """The rows of each recipient, in the order of the record."""
    found: dict[str, list[Sent]] = {}
    for recipient, sent in rows:
        found.setdefault(recipient, []).append(sent)
    return found
