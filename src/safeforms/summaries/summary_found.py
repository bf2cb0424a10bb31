"""What a summary's document says of the risk: the professional's words, who is at risk, what was found, what is open.

Evidence that is in the head of the document is not shown again with every finding, but named.
"""

import re
from collections.abc import Iterator
from typing import Final

from safeforms.clock import moment_in_words
from safeforms.documents.document import Block, Fact, Facts, Item, Items, Paragraph, Quote, Section, before_value
from safeforms.lines import by_when
from safeforms.summaries.summary_items import (
    AnswerShown,
    Finding,
    NotShown,
    OpenIndicator,
    SubjectShown,
    UnansweredShown,
    Undetermined,
)
from safeforms.summaries.summary_shown import SummaryShown

ROW: Final = re.compile(r' \(row [0-9]+ of ".*"\)$', re.DOTALL)


def statement(summary: SummaryShown) -> Section | None:
    """The statement word for word, and who is at risk; that there is none only where there is a concern."""
    blocks: list[Block] = []
    if summary.statement:
        blocks.append(Quote(text=summary.statement))
    elif summary.level in ("red", "amber") or (summary.complete is False and summary.status != "entered_in_error"):
        blocks.append(Paragraph(text="The record has no statement of the risk of harm.", strong=True))
    if summary.at_risk:
        subjects = Items(items=tuple(map(_subject, summary.at_risk)))
        blocks.append(Section(title="Children at risk", blocks=(subjects,)))
    if not blocks:
        return None
    return Section(title="Risk of harm, in the professional's own words", blocks=tuple(blocks))


def _subject(subject: SubjectShown) -> Item:
    """One child, with what says who it is."""
    name = f": {subject.name}" if subject.name else ""
    facts = [fact for fact in subject.facts if fact.answer != subject.name]
    known = "; ".join(f"{before_value(ROW.sub('', fact.question))} {fact.answer}" for fact in facts)
    doubt = "" if subject.certain else "Not certain: the record does not say whether they are at risk."
    return Item(text=f"{subject.text}{name}", items=tuple(Item(text=text) for text in (doubt, known) if text))


def findings(summary: SummaryShown) -> Section | None:
    """Each finding as a section of its own, the gravest first."""
    if not summary.findings:
        return None
    numbered = enumerate(summary.findings, start=1)
    return Section(title="What was found", blocks=tuple(_finding(number, one, summary) for number, one in numbered))


def _finding(number: int, finding: Finding, summary: SummaryShown) -> Section:
    """A finding; whom to tell is said elsewhere, with its number."""
    in_head = {item.path for item in (*summary.seen, *summary.person)}
    assessed = moment_in_words(summary.assessed_at) if summary.assessed_at else None
    again = [item for item in finding.evidence if item.path in in_head or item.answer == assessed]
    rest = [item for item in finding.evidence if item not in again and not _stands_in(item, finding.because)]
    evidence = tuple(Fact(name=item.question, value=item.answer) for item in rest)
    blocks: list[Block] = [Paragraph(text=f"Because {finding.because}.")] if finding.because else []
    if evidence:
        blocks.append(Facts(facts=evidence))
    blocks += [*_what_to_do(finding)]
    if finding.hard:
        blocks.append(Paragraph(text="No override may lower this.", strong=True))
    sources = f"Source: {', '.join(finding.source)}. " if finding.source else ""
    counted_too = f"Counted too: {'; '.join(item.question for item in again)}. " if again else ""
    blocks.append(Paragraph(text=f"{counted_too}{sources}[{finding.indicator}]", faint=True))
    tag = f"{number}. {finding.level.upper()}"
    return Section(title=finding.concern, tag=tag, mark=finding.level, blocks=tuple(blocks))


def _stands_in(item: AnswerShown, because: str) -> bool:
    """Whether a sentence says this answer in full already: "Sex" is "Female"."""
    question, answer = f'"{item.question}" is', item.answer
    return f'{question} "{answer}"' in because or f"{question} {answer.lower()}" in because


def _what_to_do(finding: Finding) -> Iterator[Block]:
    when = f"{finding.within}{by_when(finding.due)}"
    if finding.actions:
        yield Paragraph(text=f"To do, {when}:", strong=True)
        yield Items(items=tuple(Item(text=action) for action in finding.actions))
    if finding.tell:
        name = "Who is told" if finding.actions else f"Who is told, {when}"
        yield Facts(facts=(Fact(name=name, value="; ".join(finding.tell)),))


def open_questions(summary: SummaryShown, *, before: Section | None = None) -> Section | None:
    """What is missing, could not be determined, was not answered or not asked: always there, except in a copy."""
    blocks: list[Block] = [before] if before else []
    if summary.undetermined:
        items = tuple(_undetermined(summary.undetermined))
        blocks.append(Section(title="Could not be determined", blocks=(Items(items=items),)))
    unanswered = tuple(map(_unanswered, summary.unanswered))
    if unanswered:
        blocks.append(Section(title="Asked and not answered", blocks=(Items(items=unanswered),)))
    elif summary.unanswered_words:
        blocks.append(Section(title="Asked and not answered", blocks=(Paragraph(text=summary.unanswered_words),)))
    if summary.not_asked:
        blocks.append(Section(title="Recorded though not asked for", blocks=(answers(summary.not_asked),)))
    if summary.not_shown:
        items = tuple(map(_not_shown, summary.not_shown))
        blocks.append(Section(title="Not asked of this record, and why", blocks=(Items(items=items),)))
    return Section(title="What was not asked, declined or not known", blocks=tuple(blocks)) if blocks else None


def answers(items: tuple[AnswerShown, ...]) -> Facts:
    """Questions and what was recorded for them."""
    return Facts(facts=tuple(Fact(name=item.question, value=item.answer) for item in items))


def _undetermined(items: tuple[Undetermined, ...]) -> Iterator[Item]:
    """Each question with what hangs on it; where the same hangs on two, the second names the first."""
    said: dict[tuple[OpenIndicator, ...], str] = {}
    for item in items:
        first = said.setdefault(item.indicators, item.question)
        if first == item.question:
            hanging = tuple(map(_hanging, item.indicators))
        else:
            hanging = (Item(text=f"The same hangs on it as on: {first}"),)
        yield Item(text=f"{before_value(item.question)} {item.why}", items=hanging)


def _not_shown(kept: NotShown) -> Item:
    following = f". Only on certain answers to that: {'; '.join(kept.following)}" if kept.following else ""
    return Item(text=f"Only asked if {kept.why}:", faint="; ".join(kept.questions) + following)


def _hanging(one: OpenIndicator) -> Item:
    return Item(text=f"{one.level.capitalize()}, if it holds: {one.concern} [{one.indicator}]")


def _unanswered(item: UnansweredShown) -> Item:
    note = f" ({item.note})" if item.note else ""
    settled = "; this settles it" if item.settled else ""
    return Item(text=f"{before_value(item.question)} {item.reason_text}{note}{settled}")
