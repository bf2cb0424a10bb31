"""What a summary's document says of telling others: the referral and where it is, who must be told, what is open.

A notification gives information; a referral asks for action. They are never in one list.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from safeforms.clock import moment_in_words
from safeforms.documents.document import Block, Fact, Facts, Item, Items, Paragraph, Quote, Section, Table, before_value
from safeforms.lines import by_when
from safeforms.summaries.summary_items import FollowUpShown, ReferralShown, Sent, StageShown, StepShown, TellShown
from safeforms.summaries.summary_shown import SummaryShown

GROUP: Final = re.compile(r' \(in ".*"\)$', re.DOTALL)
"""Where a part stands, which the heading above says already."""


def referral(found: ReferralShown | None) -> Section | None:
    """Whether a referral was made, what is recorded of it, and each stage of the loop."""
    if found is None:
        return None
    blocks: list[Block] = [Paragraph(text=found.words, strong=True)]
    if found.not_made_reason:
        blocks.append(Quote(text=found.not_made_reason, of="Why not"))
    if found.stages:
        blocks.append(Facts(facts=tuple(Fact(name=stage.text, value=_stage(stage)) for stage in found.stages)))
    if found.facts:
        facts = tuple(Fact(name=GROUP.sub("", item.question), value=item.answer) for item in found.facts)
        blocks.append(Section(title="What is recorded of it", blocks=(Facts(facts=facts),)))
    return Section(title="Referral", blocks=tuple(blocks))


def _stage(stage: StageShown) -> str:
    due = f": {stage.within}{by_when(stage.due)}" if stage.within else ""
    words = f". {stage.words}" if stage.words else ""
    match stage.state:
        case "done":
            return (f"Done, {moment_in_words(stage.at)}" if stage.at else "Done") + words
        case "open":
            return f"{'Overdue' if stage.overdue else 'Open'}{due}{words}{_steps(stage)}"
        case "waiting":
            return f"{'Overdue' if stage.overdue else 'Waits for an earlier step'}{due}{words}"
        case "not_needed":
            return f"Not needed{words}"


def _steps(stage: StageShown) -> str:
    """What to do about a disagreement; what follows on other stages stands below, with what is still open."""
    return "".join(f". {_step(step).text}" for step in stage.steps) if stage.id == "agreed" else ""


def telling(summary: SummaryShown) -> Section | None:
    """Who must be told, who might have to be, and who was told beside what the form asks."""
    blocks: list[Block] = []
    if summary.tell:
        numbers = {finding.indicator: number for number, finding in enumerate(summary.findings, start=1)}
        rows = tuple(
            (tell.name, f"{tell.within}{by_when(tell.due)}", _told(tell), _why(tell, numbers)) for tell in summary.tell
        )
        blocks.append(Table(title="To be told", head=("Who", "By when", "Told?", "Why"), rows=rows))
    if summary.tell_if:
        items = tuple(
            Item(text=f"{one.name}: {one.within}, if", items=tuple(Item(text=text) for text in one.turns_out))
            for one in summary.tell_if
        )
        blocks.append(Section(title="To be told, if it turns out", blocks=(Items(items=items),)))
    if summary.sent_beside:
        items = tuple(Item(text=f"{one.name}: {' '.join(_sent(one.sent))}") for one in summary.sent_beside)
        withdrawn = summary.status == "entered_in_error"
        title = (
            "Recorded as told, before it was withdrawn" if withdrawn else "Told, though this form does not ask for it"
        )
        blocks.append(Section(title=title, blocks=(Items(items=items),)))
    return Section(title="Whom to tell", blocks=tuple(blocks)) if blocks else None


def _told(tell: TellShown) -> str:
    """What the record says of telling somebody; where it does not settle it, that first."""
    states = {"open": "Not recorded as told", "failed": "Not recorded as told", "sent": "", "not_sent": ""}
    state = states[tell.state]
    open_yet = [f"{state}{_late(tell.overdue)}."] if state else []
    return " ".join([*open_yet, *_sent(tell.sent), *([tell.still_open] if tell.still_open else [])])


def _sent(rows: tuple[Sent, ...]) -> Iterator[str]:
    for row in rows:
        by = f", by {row.sent_by}" if row.sent_by else ""
        basis = f" ({row.consent_basis})" if row.consent_basis else ""
        if row.sent_at:
            how = f", {row.method}" if row.method else ", how is not recorded"
            at = moment_in_words(datetime.fromisoformat(row.sent_at))
            yield f"{'Tried' if row.failed else 'Sent'} {at}{how}{by}{basis}."
        if row.failed:
            yield f"Failed: {_sentence(row.failed)}"
        if row.not_sent_reason:
            yield f"Not sent: {_sentence(row.not_sent_reason)}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _why(tell: TellShown, numbers: Mapping[str, int]) -> str:
    """The findings by their numbers, as they stand above, and the routine rules in their own words."""
    found = sorted(numbers[name] for name in tell.why if name in numbers)
    named = f"{'Finding' if len(found) == 1 else 'Findings'} {', '.join(map(str, found))}" if found else ""
    whys = [why.removesuffix(".") for why in (named, *tell.news) if why] or tell.why
    return " ".join([*(f"{why}." for why in whys), *([tell.due_note] if tell.due_note else [])])


def open_later(summary: SummaryShown) -> tuple[FollowUpShown, ...]:
    """What may come later and has not; who is not told yet stands with those who must be told."""
    told = {f"Tell: {tell.name}" for tell in summary.tell}
    return tuple(item for item in summary.follow_up if item.question not in told)


def still_open(summary: SummaryShown) -> Section | None:
    """What may come later and has not come yet, since when, and by when."""
    items = tuple(map(_still_open, open_later(summary)))
    return Section(title="Still open", blocks=(Items(items=items),)) if items else None


def _still_open(item: FollowUpShown) -> Item:
    since = f", open since {moment_in_words(item.since)}" if item.since else ""
    note = f" {item.due_note}" if item.due_note else ""
    text = f"{before_value(item.question)} {item.within}{by_when(item.due)}{since}{_late(item.overdue)}.{note}"
    return Item(text=text, items=tuple(map(_step, item.steps)))


def _step(step: StepShown) -> Item:
    return Item(text=f"If not, {step.within}{by_when(step.due)}{_late(step.overdue)}: {step.text}")


def _late(overdue: bool) -> str:
    return ": overdue" if overdue else ""
