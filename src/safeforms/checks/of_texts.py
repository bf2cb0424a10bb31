"""Checks of what a form says in words: its sources, recipients and times, and texts that mislead."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from safeforms.clock import parse_within
from safeforms.definition import Form, Indicator, Notify
from safeforms.language.drafts import Draft
from safeforms.language.shape import did_you_mean, quoted
from safeforms.language.tracing import Citing, citations
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.questions import Question

REASSURING: Final = re.compile(r"\b(?:no risk|low risk|nil concerns?)\b", re.IGNORECASE)
OF_A_SETTING: Final = "give it a number from 1 up, and hours, days or working days for its unit"
WHAT_CITES: Final[Mapping[Citing, str]] = {
    "question": "'{}'",
    "setting": "the setting '{}'",
    "check": "the check '{}'",
    "indicator": "the indicator '{}'",
    "news": "the news '{}'",
}
TIMES: Final = "write before the person leaves, same day, 24 hours, 2 days, 5 working days, or the id of a setting"


def unsourced(draft: Draft) -> Iterator[Problem]:
    """An indicator says nothing of where it comes from, or a question of a form that has sources does not."""
    form = draft.form
    if not form.sources and draft.is_part:
        return
    for indicator in form.indicators.values():
        if not indicator.source:
            message = f"The indicator '{indicator.id}' has no source: say what it rests on, such as [cqc 1.14]."
            yield Problem(code="form.no_source", message=message, place=indicator.place)
    for question in form.questions.values() if form.sources else ():
        if not question.source:
            message = f"'{question.id}' has no source: say why it is asked, such as [cqc 1.14]."
            yield Problem(
                code="form.no_source",
                message=message,
                place=question.place,
                question=question.id,
                severity="warning",
            )


def unknown_sources(draft: Draft) -> Iterator[Problem]:
    """A source begins with a word that is not the id of one of the form's sources."""
    sources = draft.form.sources
    if draft.borrows(sources):
        return
    for citation in citations(draft.form):
        if citation.source not in sources:
            hint = did_you_mean(citation.source, sources) or ": define it under 'sources'."
            which = WHAT_CITES[citation.by].format(citation.name)
            word = quoted(citation.source)
            message = f"'source' of {which} begins with {word}, which is not one of the form's sources{hint}"
            yield Problem(code="form.unknown_source", message=message, place=citation.place or draft.file)


def unknown_recipients(draft: Draft) -> Iterator[Problem]:
    """Somebody is to be told who is not one of the form's recipients."""
    recipients = draft.form.recipients
    if draft.borrows(recipients):
        return
    telling: list[Indicator | Notify] = [*draft.form.indicators.values(), *draft.form.notify]
    for each in telling:
        for tell in each.tell:
            if tell.recipient not in recipients:
                hint = did_you_mean(tell.recipient, recipients) or ": define it under 'recipients'."
                message = f"'{tell.recipient}', whom '{each.id}' tells, is not one of the form's recipients{hint}"
                yield Problem(code="form.unknown_recipient", message=message, place=each.place)


def unknown_times(draft: Draft) -> Iterator[Problem]:
    """A `within` is no time, or names a setting whose unit is not hours, days or working days."""
    settings = draft.form.settings
    for what, place, within in _times(draft):
        if within in draft.needs or parse_within(within, settings=settings):
            continue
        if within in settings:
            amount = quoted(f"{settings[within].default} {settings[within].unit}")
            message = f"'within' of {what} names the setting '{within}', which is {amount} and no time: {OF_A_SETTING}."
        else:
            hint = did_you_mean(within, settings) or f": {TIMES}."
            message = f"'within' of {what} is {quoted(within)}, which is no time{hint}"
        yield Problem(code="form.within", message=message, place=place)


def same_texts(draft: Draft) -> Iterator[Problem]:
    """Two options of a question, or two questions beside each other, have the same text: nobody can tell them."""
    for path, question, _ in draft.asked:
        for first, second in _alike((option.id, option.text) for option in question.options.values()):
            yield _same(f"The options '{first}' and '{second}' of '{path}'", question)
    beside = [section.questions for section in draft.form.sections]
    for questions in (*beside, *(question.parts for _, question, _ in draft.asked)):
        by_id = {question.id: question for question in questions}
        for first, second in _alike((question.id, question.text) for question in questions):
            yield _same(f"The questions '{first}' and '{second}'", by_id[second])


def reassuring_words(draft: Draft) -> Iterator[Problem]:
    """A text says "no risk", "low risk" or "nil concerns": no answer can prove that."""
    for what, place, text in _texts(draft.form):
        found = REASSURING.search(text)
        if found:
            message = (
                f"The words of {what} say {quoted(found[0])}, which no answer can prove: say what was found instead."
            )
            yield Problem(code="form.reassuring_words", message=message, place=place)


def _times(draft: Draft) -> Iterator[tuple[str, Place | None, str]]:
    for path, question, _ in draft.asked:
        if question.follow_up:
            for within in (question.follow_up.within, *question.follow_up.escalate):
                yield f"'{path}'", question.place, within
    for indicator in draft.form.indicators.values():
        yield f"the indicator '{indicator.id}'", indicator.place, indicator.within
    for notify in draft.form.notify:
        yield f"the news '{notify.id}'", notify.place, notify.within


def _texts(form: Form) -> Iterator[tuple[str, Place | None, str]]:
    for path, question in form.walk():
        steps = question.follow_up.escalate.values() if question.follow_up else ()
        yield from ((f"'{path}'", question.place, text) for text in (question.text, *steps))
    yield from ((f"the indicator '{each.id}'", each.place, each.concern) for each in form.indicators.values())
    yield from ((f"the check '{check.id}'", check.place, check.message) for check in form.checks)


def _alike(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The ids of each text that repeats an earlier one, that one's first; case and white space aside."""
    first: dict[str, str] = {}
    for name, text in texts:
        words = " ".join(text.casefold().split())
        if words in first:
            yield first[words], name
        first.setdefault(words, name)


def _same(which: str, question: Question) -> Problem:
    message = f"{which} have the same text: say what makes them differ."
    return Problem(
        code="form.same_text", message=message, place=question.place, question=question.id, severity="warning"
    )
