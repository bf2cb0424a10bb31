"""Explanation -> Document: what every face shows of why, why not, and what would change it."""

from collections.abc import Iterator, Sequence
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
    Mark,
    Paragraph,
    Section,
    before_value,
)
from safeforms.documents.document_ends import running
from safeforms.explanations.explanation_shown import (
    ExplanationShown,
    IndicatorExplained,
    MadeUp,
    Raise,
    Settled,
    State,
    Together,
)
from safeforms.summaries.summary_items import AnswerShown, OverrideShown

STATES: Final[dict[State, str]] = {
    "holds": "What was found, and why",
    "undetermined": "What could not be determined, and what would settle it",
    "does_not_hold": "What was not found, and why not",
}
WOULD: Final[dict[Settled, str]] = {"holds": "It would hold with", "does_not_hold": "It would not hold with"}
NONE_WOULD: Final[dict[Settled, str]] = {
    "holds": "No answer to what is open would make it hold.",
    "does_not_hold": "No answer to what is open would keep it from holding.",
}
CUT_SHORT: Final = "The search was cut short here: there may be other ways that are not listed."
MADE_UP: Final = "The answers below are made up: nobody gave them. They only show which answers would do it."


def explanation_document(explanation: ExplanationShown) -> Document:
    """The whole explanation for people."""
    return Document(
        title=f"Explanation of an assessment: {explanation.form_title}",
        blocks=tuple(_blocks(explanation)),
        last=explanation.standing_text,
        running=running(explanation, record=explanation.record_id or ""),
    )


def _blocks(explanation: ExplanationShown) -> Iterator[Block]:
    yield Facts(facts=tuple(_head(explanation)))
    if explanation.status == "entered_in_error":
        yield Banner(text="Withdrawn: this record was entered in error", below=("There is nothing to explain.",))
        return
    yield Banner(
        text=f"Level: {explanation.level_words}", mark=explanation.level or "", below=tuple(_below(explanation))
    )
    if explanation.asked_for is None:
        yield _raising(explanation)
    for state, title in STATES.items():
        found = tuple(_indicator(one) for one in explanation.indicators if one.state == state)
        if found:
            yield Section(title=title, blocks=found)


def _head(explanation: ExplanationShown) -> Iterator[Fact]:
    yield Fact(name="Form", value=f"{explanation.form_title} ({explanation.form} {explanation.form_version})")
    if explanation.record_id:
        yield Fact(name="Record", value=explanation.record_id)
    state = "Complete" if explanation.complete else "Not complete"
    yield Fact(name="State", value=f"{state}, marked {explanation.status.replace('_', ' ')}")
    if explanation.site:
        yield Fact(name="Site", value=explanation.site)
    yield Fact(name="Explained", value=moment_in_words(explanation.made_at))


def _below(explanation: ExplanationShown) -> Iterator[str]:
    if explanation.override:
        yield _own_level(explanation.override)
    if explanation.possible_level and explanation.possible_level != explanation.level:
        yield f"It could be {explanation.possible_level}."


def _own_level(own: OverrideShown) -> str:
    agreed = f", agreed by {own.agreed_by}" if own.agreed_by else ""
    reason = own.reason or "(no reason that can be used is recorded)"
    return f"The professional's own level: {own.level.capitalize()}{agreed}. Why: {reason}"


def _raising(explanation: ExplanationShown) -> Section:
    """The smallest sets of answers that would raise the level; that there is none is said too."""
    blocks: list[Block] = []
    for to in ("red", "amber"):
        found = [raised for raised in explanation.raises if raised.to == to]
        if found:
            blocks.append(Paragraph(text=f"To {to}, each of these by itself:", strong=True))
            blocks.append(Items(items=tuple(map(_raise, found))))
    if blocks:
        blocks.insert(0, Paragraph(text=MADE_UP, faint=True))
    elif explanation.level == "red":
        blocks.append(Paragraph(text="It is the highest level there is."))
    elif explanation.raises_whole:
        blocks.append(Paragraph(text="No answer to a question that is open would raise it."))
    if not explanation.raises_whole:
        blocks.append(Paragraph(text=CUT_SHORT, strong=True))
    return Section(title="What could raise the level", blocks=tuple(blocks))


def _raise(raised: Raise) -> Item:
    concerns = tuple(Item(text=one.concern, faint=f"[{one.indicator}]") for one in raised.indicators)
    return Item(text=_answered(raised.answers), items=concerns)


def _answered(answers: Sequence[MadeUp]) -> str:
    return "; and ".join(f"{before_value(one.question)} {one.answer}" for one in answers)


def _indicator(one: IndicatorExplained) -> Section:
    blocks: list[Block] = [Paragraph(text=f"{_because(one)}.")]
    if one.evidence:
        blocks.append(Facts(facts=tuple(map(_fact, one.evidence))))
    if one.contradictions:
        blocks.append(Paragraph(text="Answers contradict each other, which keeps it open:", strong=True))
        blocks.append(Items(items=tuple(Item(text=c.message, faint=c.question) for c in one.contradictions)))
    if one.state == "undetermined":
        blocks += _settling(one)
    hard = "No override may lower this. " if one.hard else ""
    sources = f"Source: {', '.join(one.source)}. " if one.source else ""
    blocks.append(Paragraph(text=f"The rule: if {one.rule}. {hard}{sources}[{one.indicator}]", faint=True))
    mark: Mark = one.level if one.state == "holds" else ""
    return Section(title=one.concern, tag=one.level.upper(), mark=mark, blocks=tuple(blocks))


def _because(one: IndicatorExplained) -> str:
    if one.state == "holds":
        return f"Found because {one.because}"
    if one.state == "does_not_hold":
        return f"Not found because {one.because}"
    said = one.because.removeprefix("it is not known ")
    return f"It is not known {said}" if said != one.because else f"Not certain. As it stands, {said}"


def _fact(item: AnswerShown) -> Fact:
    return Fact(name=item.question, value=item.answer)


def _settling(one: IndicatorExplained) -> Iterator[Block]:
    outcomes: tuple[Settled, ...] = ("holds", "does_not_hold")
    for outcome in outcomes:
        alone = [
            Item(text=f"{before_value(s.question)} {s.answers.words}") for s in one.settles if s.outcome == outcome
        ]
        several = [_together(way) for way in one.together if way.outcome == outcome]
        if alone or several:
            yield Paragraph(text=f"{WOULD[outcome]} one of these, all else as recorded:")
            yield Items(items=(*alone, *several))
        elif one.whole:
            yield Paragraph(text=NONE_WOULD[outcome])
    if not one.whole:
        yield Paragraph(text=CUT_SHORT, strong=True)


def _together(way: Together) -> Item:
    answers = tuple(Item(text=f"{before_value(one.question)} {one.answer}") for one in way.answers)
    return Item(text=f"These {len(answers)} questions together, for example:", items=answers)
