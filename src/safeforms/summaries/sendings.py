"""What a record says of telling somebody: sent, failed, or not sent and why; and whether that settles it.

A referral tells its recipient, and a reason why none was made says why they were not told: neither needs a row of
its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final, Literal

from safeforms.judgement.evaluating import Evaluation
from safeforms.problems import Path
from safeforms.questions import Question
from safeforms.summaries.summary_items import Sent

State = Literal["open", "sent", "failed", "not_sent"]

INFORMATION_ONLY: Final = "information_only"
REFERRAL: Final = "referral"
TEXTS: Final = ("method", "not_sent_reason", "sent_by", "consent_basis", "failed")
SETTLED_BEST: Final[tuple[State, ...]] = ("sent", "not_sent", "failed", "open")
FOR_INFORMATION: Final = "Told for information only, as if there was no concern: the concern is still to be told."
FAILED: Final = "Sending failed, and nothing says that it was sent since."
NOT_SAID_HOW: Final = "It is not recorded when and how it was sent, nor why not."
TOO_EARLY: Final = "It was sent before this assessment."


def sendings(evaluation: Evaluation) -> Iterator[tuple[str, Sent]]:
    """Each row that speaks of telling somebody, with the id of who that is; empty where it does not say whom."""
    name = evaluation.form.summary.sent
    parts = {part.id: part for part in evaluation.form.questions[name].parts} if name else {}
    for row in evaluation.contents.rows((name,)) if name else ():
        recipient = evaluation.contents.text((str(name), row, "recipient")) or ""
        sent = _row(evaluation, (str(name), row), parts)
        if recipient or sent != NOTHING_SAID:
            yield recipient, sent


def sent_as_referral(evaluation: Evaluation) -> Iterator[tuple[str, Sent]]:
    """The referral that was made as the telling of its recipient, or why none was made.

    A record that says that none was made, and when it was, says neither.
    """
    parts = evaluation.form.summary.referral
    if not (parts.recipient and parts.made):
        return
    contents = evaluation.contents
    made = contents.at((parts.made,)).value
    made_at = _written(contents.moment((parts.details or "", "made_at")))
    if made is True and parts.details:
        group = evaluation.form.questions[parts.details]
        method = {part.id: part for part in group.parts if part.id == "method"}
        sent = _row(evaluation, (group.id,), method)
        yield parts.recipient, sent.model_copy(update={"sent_at": made_at, "purpose": REFERRAL})
    reason = contents.text((parts.not_made,)) if parts.not_made else None
    if made is False and made_at is None and reason is not None:
        yield parts.recipient, NOTHING_SAID.model_copy(update={"not_sent_reason": reason, "purpose": REFERRAL})


def state_of(rows: Iterable[Sent], *, concerned: bool, start: datetime | None) -> tuple[State, str]:
    """What rows come to that speak of one recipient, and why they leave it open; no words where they settle it.

    `concerned`: a red or amber finding asks for it, which information without a concern does not settle.
    """
    judged = [_judged(sent, concerned=concerned, start=start) for sent in rows]
    found = {state for state, _ in judged}
    state: State = next((state for state in SETTLED_BEST if state in found), "open")
    settled = state in ("sent", "not_sent")
    return state, "" if settled else " ".join(dict.fromkeys(words for _, words in judged if words))


def _judged(sent: Sent, *, concerned: bool, start: datetime | None) -> tuple[State, str]:
    if concerned and sent.purpose == INFORMATION_ONLY:
        return "open", FOR_INFORMATION
    if sent.not_sent_reason:
        return "not_sent", ""
    if sent.failed:
        return "failed", FAILED
    if not (sent.sent_at and (sent.method or sent.purpose == REFERRAL)):
        return "open", NOT_SAID_HOW
    if start and datetime.fromisoformat(sent.sent_at) < start.replace(second=0, microsecond=0):
        return "open", TOO_EARLY
    return "sent", ""


NOTHING_SAID: Final = Sent(sent_at=None, method=None, purpose=None, not_sent_reason=None)


def _row(evaluation: Evaluation, path: Path, parts: Mapping[str, Question]) -> Sent:
    contents = evaluation.contents
    return NOTHING_SAID.model_copy(
        update={
            "sent_at": _written(contents.moment((*path, "sent_at"))),
            "purpose": contents.text((*path, "purpose")),
            **{name: _said(evaluation, (*path, name), parts[name]) for name in TEXTS if name in parts},
        }
    )


def _said(evaluation: Evaluation, path: Path, part: Question) -> str | None:
    """A text unchanged, or the words of an option, with its note."""
    value, note = evaluation.contents.text(path), evaluation.contents.notes.get(path)
    if value is None:
        return None
    option = part.options.get(value)
    words = option.text if option else value
    return f"{words} ({note.strip()})" if isinstance(note, str) and note.strip() else words


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="minutes") if moment else None
