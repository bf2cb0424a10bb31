"""Form -> a page for whoever answers for its content: what is asked and when, what is refused, what is found, and why.

Everything on it is read from the form, so that it cannot say anything else than the rules do. Nothing from a form is
taken for Markdown: its signs are escaped. For paper to fill in there is the target `markdown`.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from safeforms.conditions import Always, Condition, Name, Truth, Value
from safeforms.definition import Form, Indicator, Level
from safeforms.phrases import USUAL_STOCK_PHRASES
from safeforms.questions import Group, Question, Table, Text
from safeforms.wording.asking_words import asked_in_words
from safeforms.wording.form_copies import copies_lines, sensitive_in_words
from safeforms.wording.form_grounds import grounds_lines, review
from safeforms.wording.form_words import (
    LEVELS,
    answer_wanted,
    marks,
    may_be_lowered,
    reasons_accepted,
    setting_in_words,
    told_in_words,
    within_in_words,
)
from safeforms.wording.markdown_text import escaped
from safeforms.wording.words import in_words, value_in_words

LEVEL_TITLES: Final[dict[Level, str]] = {"red": "Red", "amber": "Amber", "info": "For information"}
HOW_TO_READ: Final = (
    "A name `like_this` is what records and rules call a question or a rule. A record is incomplete while a question "
    "that is asked has neither an answer nor one of the reasons that it accepts; what else makes it incomplete stands "
    'under "Refused". A text that says nothing, such as {phrases}, is no answer to any question. What is answered '
    "without being asked is kept, and counts."
)
SAY_NOTHING: Final = list(filter(None, USUAL_STOCK_PHRASES))


def form_page(form: Form) -> str:
    """The page as Markdown, the same each time, a line feed last."""
    blocks = [
        _head(form),
        *_asked(form),
        *_found(form),
        ["## What must never be", "", *_checks(form)] if form.checks else [],
        ["## Who is told in any case", "", *_news(form)] if form.notify else [],
        ["## Who may have a copy, and of what", "", *copies_lines(form)] if form.copies else [],
        ["## What a site may set for itself", "", *_settings(form)] if form.settings else [],
        ["## What the words mean", "", *_words(form)],
        grounds_lines(form),
    ]
    return "\n".join("\n".join([*block, ""]) for block in map(list, blocks) if block)


def _head(form: Form) -> Iterator[str]:
    yield f"# {escaped(form.title)}"
    yield ""
    yield f"Form `{form.id}`, version {form.version}{f', as set by {escaped(form.local.name)}' if form.local else ''}."
    for text in (form.purpose, form.filled_in_by and f"Filled in by: {form.filled_in_by}"):
        if text:
            yield from ("", escaped(text))
    yield from ("", review(form), "", HOW_TO_READ.format(phrases=_listed(SAY_NOTHING)))


def _asked(form: Form) -> Iterator[Iterable[str]]:
    yield ["## What is asked"]
    for number, section in enumerate(form.sections, start=1):
        yield [f"### {number}. {escaped(section.title)}"]
        yield from (_question(form, question) for question in section.questions)


def _question(form: Form, question: Question) -> Iterator[str]:
    yield f"#### {escaped(question.text)} `{question.id}`"
    yield ""
    if question.help:
        yield from (f"*{escaped(question.help)}*", "")
    when = asked_in_words(question, form=form)
    yield f"- Asked if {escaped(when)}." if when else "- Always asked."
    yield f"- Wanted: {escaped(answer_wanted(question, form=form))}"
    for part in question.parts:
        yield f"  - {_part(form, question, part)}"
    if question.unanswered:
        yield f"- Or why not: {escaped('; '.join(reasons_accepted(question, form=form)))}"
    yield from (f"- Refused: {refused}" for refused in _refused(form, question))
    aside = [
        *marks(question, form=form),
        *sensitive_in_words(question, form=form),
    ]
    if aside:
        yield f"- Also: {escaped('; '.join(aside))}"
    yield from _rests_on(question.source)


def _part(form: Form, around: Question, part: Question) -> str:
    """A question of a group or a table, on one line."""
    when = asked_in_words(part, form=form, parts=around.parts)
    said = [
        answer_wanted(part, form=form, parts=around.parts),
        *([f"asked if {when}"] if when else []),
        *(
            [f"or why not: {', '.join(reasons_accepted(part, form=form, parts=around.parts))}"]
            if part.unanswered
            else []
        ),
        *marks(part, form=form),
        *sensitive_in_words(part, form=form),
    ]
    aside = f" ({escaped(part.help)})" if part.help else ""
    return f"**{escaped(part.text)}** `{part.id}`{aside}: {escaped('; '.join(said))}"


def _refused(form: Form, question: Question) -> Iterator[str]:
    """What makes a record incomplete though the question has an answer of the right kind."""
    paths = {question.id, *(f"{question.id}.{part.id}" for part in question.parts)}
    for asked in (question, *question.parts):
        if isinstance(asked.type, Text):
            own = sorted(asked.type.stock_phrases.difference(USUAL_STOCK_PHRASES))
            if own:
                yield f"nothing but {_listed(own)}"
    if isinstance(question.type, Group | Table) and question.type.require:
        what = "a row" if isinstance(question.type, Table) else "answers"
        needed = in_words(question.type.require, form=form, parts=question.parts)
        yield f"{what} without this: {escaped(needed)}"
    yield from (f"`{check.id}`: {escaped(check.message)}" for check in form.checks if check.at in paths)


def _found(form: Form) -> Iterator[Iterable[str]]:
    if form.indicators:
        yield ["## What is found, and what is to be done"]
    for level in LEVELS:
        found = [indicator for indicator in form.indicators.values() if indicator.level == level]
        if found:
            yield [f"### {LEVEL_TITLES[level]}"]
        yield from (_indicator(form, indicator) for indicator in found)


def _indicator(form: Form, indicator: Indicator) -> Iterator[str]:
    within = within_in_words(indicator.within, form=form)
    yield f"#### {escaped(indicator.concern)} `{indicator.id}`"
    yield ""
    yield f"- If {escaped(in_words(indicator.when, form=form))}."
    if indicator.actions:
        yield f"- Do, {within}: {escaped(' '.join(indicator.actions))}"
    if indicator.tell:
        yield f"- Tell, {within}: {escaped(told_in_words(indicator.tell, form=form))}"
    if may_be_lowered(indicator):
        yield f"- {may_be_lowered(indicator)}"
    yield from _rests_on(indicator.source)


def _checks(form: Form) -> Iterator[str]:
    for check in form.checks:
        at = form.question_at(check.at)
        yield f"- `{check.id}`: {escaped(check.message)}"
        yield f"  - Refused if {escaped(in_words(check.never, form=form))}."
        yield f"  - Told at: {escaped(at.text if at else check.at)}"
        yield from (f"  {line}" for line in _rests_on(check.source))


def _news(form: Form) -> Iterator[str]:
    for news in form.notify:
        yield f"- `{news.id}`: {escaped(news.text)}"
        if not isinstance(news.when, Always):
            yield f"  - If {escaped(in_words(news.when, form=form))}."
        within = within_in_words(news.within, form=form)
        yield f"  - Tell, {within}: {escaped(told_in_words(news.tell, form=form))}"
        yield from (f"  {line}" for line in _rests_on(news.source))


def _settings(form: Form) -> Iterator[str]:
    for setting in form.settings.values():
        yield f"- `{setting.name}`: {escaped(setting.text)}: **{escaped(setting_in_words(setting))}**"
        yield from (f"  {line}" for line in _rests_on(setting.source))


def _words(form: Form) -> Iterator[str]:
    """The named truths that conditions above speak of, each with what it means; what always holds is passed over."""
    for derived in form.derived.values():
        if derived.text and not isinstance(derived.meaning, Always):
            yield f"- {escaped(derived.text)} (`{derived.name}`): {escaped(_meaning(derived.meaning, form=form))}"


def _meaning(meaning: Condition | Value, *, form: Form) -> str:
    if isinstance(meaning, Name):  # another name for a truth
        return in_words(Truth(meaning.name), form=form)
    return value_in_words(meaning, form=form) if isinstance(meaning, Value) else in_words(meaning, form=form)


def _listed(phrases: list[str]) -> str:
    """Phrases, at least one, each in quotes."""
    *most, last = (f'"{escaped(phrase)}"' for phrase in phrases)
    return f"{', '.join(most)} or {last}" if most else last


def _rests_on(source: tuple[str, ...]) -> Iterator[str]:
    if source:
        yield f"- Rests on: {escaped('; '.join(source))}"
