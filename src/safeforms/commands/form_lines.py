"""A form as lines to read: what is asked, when in words, which answers and reasons it takes; then what matters."""

from collections.abc import Iterator, Sequence

from safeforms.conditions import Always
from safeforms.definition import Form, Indicator, Setting
from safeforms.lines import EMPTY, Line, Style, bullets, counted, paragraph
from safeforms.questions import Code, Question
from safeforms.wording.asking_words import asked_in_words
from safeforms.wording.form_words import (
    CHECK_CODE,
    LEVELS,
    answer_wanted,
    code_in_words,
    codes,
    marks,
    may_be_lowered,
    reasons_accepted,
    setting_in_words,
    told_in_words,
    within_in_words,
)
from safeforms.wording.words import in_words


def form_lines(form: Form) -> Iterator[Line]:
    """The whole form, in its own order; what matters is grouped by level."""
    yield Line(f"{form.title} ({form.id} {form.version})", "heading")
    for text in (form.purpose, form.filled_in_by and f"Filled in by: {form.filled_in_by}"):
        if text:
            yield Line(text)
    yield EMPTY
    for number, section in enumerate(form.sections, start=1):
        yield Line(f"{number}. {section.title}: {counted(len(section.questions), 'question')}", indent=2)
    for number, section in enumerate(form.sections, start=1):
        yield from (EMPTY, Line(f"{number}. {section.title}", "heading"))
        for question in section.questions:
            yield from _question(form, question, indent=2, within=())
    yield from paragraph("What must never be", bullets(f"{check.message} [{check.id}]" for check in form.checks))
    for level in LEVELS:
        matters = [line for i in form.indicators.values() if i.level == level for line in _indicator(form, i)]
        yield from paragraph(f"What matters: {level}", matters)
    yield from paragraph("Who is told in any case", _routine(form))
    yield from paragraph(_settings_title(form), bullets(map(_setting, form.settings.values())))
    yield from paragraph(f"Codes: {CHECK_CODE}", bullets(_code(*found) for found in codes(form)))


def _question(form: Form, question: Question, *, indent: int, within: Sequence[Question]) -> Iterator[Line]:
    below = indent + 4
    yield Line(f"{question.text} [{question.id}]", "heading", indent=indent)
    if question.help:
        yield Line(question.help, "aside", indent=below)
    when = asked_in_words(question, form=form, parts=within)
    if when:
        yield Line(f"asked when {when}", "condition", indent=below)
    yield Line("; ".join([*marks(question, form=form), answer_wanted(question, form=form, parts=within)]), indent=below)
    if question.unanswered:
        yield Line(
            f"or why not: {'; '.join(reasons_accepted(question, form=form, parts=within))}", "faint", indent=below
        )
    for part in question.parts:
        yield from _question(form, part, indent=below, within=question.parts)


def _indicator(form: Form, indicator: Indicator) -> Iterator[Line]:
    styles: dict[str, Style] = {"red": "red", "amber": "amber", "info": "info"}
    concern = " ".join(filter(None, (indicator.concern, may_be_lowered(indicator))))
    within = within_in_words(indicator.within, form=form)
    yield Line(f"{concern} [{indicator.id}]", styles[indicator.level], indent=2, bullet=True)
    yield Line(f"when {in_words(indicator.when, form=form)}", "condition", indent=6)
    if indicator.actions:
        yield Line(f"do, {within}: {' '.join(indicator.actions)}", indent=6)
    if indicator.tell:
        yield Line(f"tell, {within}: {told_in_words(indicator.tell, form=form)}", indent=6)


def _routine(form: Form) -> Iterator[Line]:
    for news in form.notify:
        yield Line(f"{news.text} [{news.id}]", indent=2, bullet=True)
        if not isinstance(news.when, Always):
            yield Line(f"when {in_words(news.when, form=form)}", "condition", indent=6)
        within = within_in_words(news.within, form=form)
        yield Line(f"tell, {within}: {told_in_words(news.tell, form=form)}", indent=6)


def _settings_title(form: Form) -> str:
    return f"As set by {form.local.name}" if form.local else "What a site may set for itself"


def _setting(setting: Setting) -> str:
    return f"{setting.text}: {setting_in_words(setting)} [{setting.name}]"


def _code(path: str, answer: str, code: Code) -> str:
    of = f'"{answer}" of {path}' if answer else path
    return f"{of}: {code_in_words(code)}, {code.display}"
