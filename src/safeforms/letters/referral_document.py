"""Referral -> Document: the risk of harm first, word for word; fact, words of others and opinion each under its own.

What is missing is printed, with a line to fill in where a person must. The title names nobody: browsers remember it.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from safeforms.clock import moment_in_words
from safeforms.documents.document import (
    Banner,
    Block,
    Document,
    Fact,
    Facts,
    Item,
    Items,
    Paragraph,
    Quote,
    Section,
    before_value,
)
from safeforms.documents.document_ends import WITHOUT_ID, last_words, running
from safeforms.letters.referral_shown import ReferralFields
from safeforms.lines import by_when
from safeforms.summaries.summary_found import ROW, answers
from safeforms.summaries.summary_head import GRAVITY, own_level
from safeforms.summaries.summary_items import AnswerShown, Finding, StageShown, SubjectShown, TellShown
from safeforms.summaries.summary_told import GROUP

TO_FILL_IN: Final = "______________________________"
CALL_BACK: Final = f"{TO_FILL_IN} (not recorded: write it in before this is sent)"
NOT_TOLD_OF_FAMILY: Final = "It is not recorded whether the family was told of this referral, nor why not."
NO_LOOP: Final = (
    "It is not recorded when and how this referral was made: record it, for what is expected counts from then."
)
AS_ASKED: Final = Paragraph(text='Questions stand as they were asked: "you" is whoever recorded this.', faint=True)
JUDGED: Final = "The level comes from the answers. The reason for this referral is the risk of harm stated first."


def referral_document(referral: ReferralFields) -> Document:
    """The whole referral for people."""
    return Document(
        title=f"Referral to: {referral.recipient_name}",
        blocks=tuple(_blocks(referral)),
        last=last_words(referral),
        running=running(
            referral,
            record=referral.record_id or WITHOUT_ID,
            what=f"Referral {referral.number} of {referral.count}",
        ),
    )


def _blocks(referral: ReferralFields) -> Iterator[Block]:
    yield Section(title="Risk of harm, in the words of the referrer", blocks=(Quote(text=referral.statement),))
    yield _subject(referral)
    yield _referrer(referral)
    yield _findings(referral)
    yield _facts(referral)
    nobody = "Nothing that anybody said is recorded here."
    yield _answers("What was said, and by whom", referral.said, nothing=nobody)
    yield _answers("Professional opinion", referral.opinions, nothing="No opinion is recorded but the statement above.")
    yield _answers("What the family was told", referral.family_told, nothing=NOT_TOLD_OF_FAMILY)
    yield _answers("Discussed, decided and done", referral.done, nothing="Nothing is recorded.")
    yield _told(referral.tell)
    yield _not_known(referral)
    yield _made(referral)
    yield _assessment(referral)


def _subject(referral: ReferralFields) -> Section:
    """Who it is about; of a child who is not the patient also of whom the assessment was made."""
    subject, person = referral.subject, {item.path for item in referral.person}
    name = subject.name or f"{TO_FILL_IN} (no name is recorded)"
    own = [item for item in subject.facts if item.path not in person and item.answer != subject.name]
    is_patient = bool(subject.facts) and any(item.path in person for item in subject.facts)
    blocks: list[Block] = []
    if not subject.certain:
        blocks.append(
            Banner(
                text="Open: whether this child is at risk",
                below=("The record does not settle who is at risk. Each child that it names is referred.",),
            )
        )
    identity = [Fact(name="Referred", value=subject.text)]
    identity += [] if is_patient else [Fact(name="Name", value=name)]
    identity += [Fact(name=ROW.sub("", item.question), value=item.answer) for item in own]
    patient = tuple(Fact(name=item.question, value=item.answer) for item in referral.person)
    blocks.append(Facts(facts=(*identity, *patient) if is_patient else tuple(identity)))
    if patient and not is_patient:
        blocks.append(Section(title="The person who was assessed", blocks=(Facts(facts=patient),)))
    if referral.others:
        items = tuple(map(_other, referral.others))
        blocks.append(
            Section(title="Referred at the same time, each with a referral of its own", blocks=(Items(items=items),))
        )
    return Section(title="Who this referral is about", blocks=tuple(blocks))


def _other(subject: SubjectShown) -> Item:
    name = f": {subject.name}" if subject.name else ", no name recorded"
    return Item(text=f"{subject.text}{name}{'' if subject.certain else ' (open whether at risk)'}")


def _referrer(referral: ReferralFields) -> Section:
    facts = [Fact(name=item.question, value=item.answer) for item in referral.referrer]
    facts.append(Fact(name="Call back on", value=referral.call_back or CALL_BACK))
    if referral.safe_contact:
        facts.append(Fact(name=referral.safe_contact.question, value=referral.safe_contact.answer))
    else:
        facts.append(Fact(name="Safe way to contact the family", value="Not recorded. Ask the referrer first."))
    return Section(title="Who refers, and whom to call back", blocks=(Facts(facts=tuple(facts)), AS_ASKED))


def _findings(referral: ReferralFields) -> Section:
    """Both levels, in the colour of the graver, and each finding with what of its rule holds."""
    own, below = referral.override, [JUDGED]
    level = f"Level: {referral.level_words}"
    if own:
        level = f"{level} (computed). The professional's own level: {own.level.capitalize()}."
        below[:0] = own_level(own, findings=referral.findings)
    if referral.possible_level and referral.possible_level != referral.level:
        below.insert(0, f"It could be {referral.possible_level}: see what was not asked, declined or not known.")
    graver = min([referral.level, *([own.level] if own else [])], key=GRAVITY.index)
    banner = Banner(text=level, mark=graver or "", below=tuple(below))
    return Section(title="What was found", blocks=(banner, *map(_finding, referral.findings)))


def _finding(finding: Finding) -> Section:
    because = Paragraph(text=f"Because {finding.because}.") if finding.because else Paragraph(text=finding.indicator)
    return Section(title=finding.concern, tag=finding.level.upper(), mark=finding.level, blocks=(because,))


def _facts(referral: ReferralFields) -> Section:
    blocks: list[Block] = [answers(referral.facts)] if referral.facts else []
    lists = (
        ("Who came, and how they were seen", referral.company),
        ("Family and home", referral.family),
        ("Known to social care", referral.social_care),
    )
    blocks += [_answers(title, items, nothing="Nothing is recorded.") for title, items in lists]
    return Section(title="Recorded as fact", blocks=tuple(blocks))


def _answers(title: str, items: tuple[AnswerShown, ...], *, nothing: str) -> Section:
    """Answers under a heading, or a sentence: no heading is left out because nothing was recorded."""
    if not items:
        return Section(title=title, blocks=(Paragraph(text=nothing),))
    facts = tuple(Fact(name=GROUP.sub("", item.question), value=item.answer) for item in items)
    return Section(title=title, blocks=(Facts(facts=facts),))


def _told(tell: tuple[TellShown, ...]) -> Section:
    states = {"open": "not yet recorded as told", "failed": "sending failed", "sent": "told", "not_sent": "not told"}
    items = tuple(Item(text=f"{one.name}: {states[one.state]}") for one in tell)
    blocks: tuple[Block, ...] = (
        (Items(items=items),) if items else (Paragraph(text="The form asks to tell nobody else."),)
    )
    return Section(title="Who else is told", blocks=blocks)


def _not_known(referral: ReferralFields) -> Section:
    blocks: list[Block] = []
    unanswered = [
        Item(text=f"{before_value(item.question)} {item.reason_text}{f' ({item.note})' if item.note else ''}")
        for item in referral.unanswered
    ]
    blocks.append(Items(items=tuple(unanswered)) if unanswered else Paragraph(text=referral.unanswered_words))
    open_items = tuple(
        Item(
            text=f"{before_value(item.question)} {item.why}",
            items=tuple(Item(text=f"{one.level.capitalize()}, if it holds: {one.concern}") for one in item.indicators),
        )
        for item in referral.undetermined
    )
    if open_items:
        blocks.append(Section(title="Could not be determined", blocks=(Items(items=open_items),)))
    wrong = tuple(Item(text=p.message) for p in referral.problems if p.severity == "error" or not referral.complete)
    if wrong:
        blocks.append(Section(title="Missing or wrong in the record", blocks=(Items(items=wrong),)))
    if referral.not_shown:
        many = f"{referral.not_shown} more question{'s are' if referral.not_shown > 1 else ' is'}"
        blocks.append(
            Paragraph(text=f"{many} asked only of others, and not of this record. The summary lists them.", faint=True)
        )
    return Section(title="What was not asked, declined or not known", blocks=tuple(blocks))


def _made(referral: ReferralFields) -> Section:
    loop, told = referral.loop, {item.path for item in referral.family_told}
    if loop is None:
        return Section(title="How this was made, and what is expected", blocks=(Paragraph(text=NO_LOOP),))
    blocks: list[Block] = [Paragraph(text=loop.words)] if loop.words else []
    if loop.not_made_reason:
        blocks.append(Quote(text=loop.not_made_reason, of="Recorded as why no referral was made"))
    recorded = tuple(item for item in loop.facts if item.path not in told)
    facts = [Fact(name=GROUP.sub("", item.question), value=item.answer) for item in recorded]
    blocks += [Facts(facts=tuple(facts))] if facts else [Paragraph(text=NO_LOOP)]
    expected = tuple(_expected(loop.stages))
    if expected:
        blocks.append(Section(title="What is expected, and by when", blocks=(Items(items=expected),)))
    return Section(title="How this was made, and what is expected", blocks=tuple(blocks))


def _expected(stages: Iterable[StageShown]) -> Iterator[Item]:
    for stage in stages:
        if stage.state in ("open", "waiting"):
            when = f": {stage.within}{by_when(stage.due)}" if stage.within else ""
            yield Item(text=f"{stage.text}{when}{', overdue' if stage.overdue else ''}")


def _assessment(referral: ReferralFields) -> Section:
    """The assessment behind it: an incomplete one never keeps a child from being referred, and is never hidden."""
    states = {"in_progress": "still in progress", "completed": "marked completed", "amended": "marked amended"}
    whole = "Complete" if referral.complete else "Not complete: what is missing is listed above"
    assessed = moment_in_words(referral.assessed_at) if referral.assessed_at else "(not recorded)"
    facts = (
        Fact(name="Form", value=f"{referral.form_title} ({referral.form} {referral.form_version})"),
        Fact(name="Record", value=f"{referral.record_id or WITHOUT_ID}, {states[referral.status]}"),
        Fact(name="Assessed", value=assessed),
        Fact(name="State", value=whole),
    )
    return Section(title="The assessment behind this referral", blocks=(Facts(facts=facts),))
