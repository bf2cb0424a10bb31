"""Plain data -> what a form says of its summary, of referrals, and of copies."""

from typing import Final

from safeforms.conditions import Always
from safeforms.language.building import Entry
from safeforms.summary_parts import Copy, ReferralParts, Subject, SummaryParts

EVERYTHING: Final = "everything"


def copy_of(entry: Entry) -> Copy:
    """What a copy for one recipient may carry."""
    whole = entry.values.get("carries") == EVERYTHING
    return Copy(
        recipient=entry.id,
        title=entry.text("title"),
        leaves_out=entry.text("leaves_out"),
        carries=None if whole else frozenset(entry.texts("carries")),
        by_safe_contact=frozenset(entry.texts("by_safe_contact")),
    )


def summary_parts(entry: Entry) -> SummaryParts:
    """Which questions the summary prints where."""
    return SummaryParts(
        assessed_at=entry.text("assessed_at") or None,
        seen=entry.texts("seen"),
        person=entry.texts("person"),
        statement=entry.text("statement") or None,
        words=entry.texts("words"),
        company=entry.texts("company"),
        social_care=entry.texts("social_care"),
        family=entry.texts("family"),
        override=entry.text("override") or None,
        sent=entry.text("sent") or None,
        safe_contact=entry.text("safe_contact") or None,
        referral=_referral(entry.inner("referral")),
    )


def _referral(entry: Entry) -> ReferralParts:
    return ReferralParts(
        made=entry.text("made") or None,
        not_made=entry.text("not_made") or None,
        details=entry.text("details") or None,
        outcome=entry.text("outcome") or None,
        recipient=entry.text("recipient") or None,
        subjects=tuple(_subject(subject) for subject in entry.entries("subjects")),
    )


def _subject(entry: Entry) -> Subject:
    counts = entry.inner("counts")
    return Subject(
        id=entry.id,
        text=entry.text("text"),
        when=entry.condition("when") or Always(),
        who=entry.texts("who"),
        rows=entry.text("rows") or None,
        number=entry.text("number") or None,
        counts={option: counts.number(option, 1) for option in counts.values},
    )
