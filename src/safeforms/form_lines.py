"""A form as lines to read: what is asked, when in words, which answers and reasons it takes; then what matters."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from safeforms.asking_words import asked_in_words
from safeforms.clock import parse_within, words_of
from safeforms.conditions import Always
from safeforms.definition import (
    Bound,
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Form,
    Group,
    Indicator,
    Integer,
    NhsNumber,
    Option,
    Override,
    Question,
    Range,
    Table,
    Tell,
    Text,
    YesNo,
)
from safeforms.lines import EMPTY, Line, Style, bullets, counted, paragraph
from safeforms.words import in_words

LEVELS = ("red", "amber", "info")
BUILT_IN_BOUNDS = {"today": "today", "now": "this moment"}


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


def _question(form: Form, question: Question, *, indent: int, within: Sequence[Question]) -> Iterator[Line]:
    below = indent + 4
    yield Line(f"{question.text} [{question.id}]", "heading", indent=indent)
    if question.help:
        yield Line(question.help, "aside", indent=below)
    when = asked_in_words(question, form=form, parts=within)
    if when:
        yield Line(f"asked when {when}", "condition", indent=below)
    yield Line("; ".join([*_marks(form, question), _answer(form, question, within)]), indent=below)
    if question.unanswered:
        yield Line(f"or why not: {'; '.join(_reasons(form, question))}", "faint", indent=below)
    for part in question.parts:
        yield from _question(form, part, indent=below, within=question.parts)


def _answer(form: Form, question: Question, within: Sequence[Question]) -> str:
    """What kind of answer is wanted, with its options and limits."""
    match question.type:
        case YesNo(options=options):
            plain = {option.text for option in options.values()} == {"Yes", "No"} and question.note_id is None
            return "yes or no" if plain else f"yes or no: {_options(form, options.values(), within)}"
        case Choice(options=options):
            return f"one of: {_options(form, options.values(), within)}"
        case Choices(options=options):
            return f"any of: {_options(form, options.values(), within)}"
        case Text(min_length=fewest, max_length=most):
            limits = [f"at least {fewest}"] * (fewest > 1) + [f"at most {most}"] * (most is not None)
            return f"text, {' and '.join(limits)} characters" if limits else "text"
        case Integer(limits=limits, unit=unit):
            return f"a whole number{_limits(form, limits, within)} {unit}".rstrip()
        case DateType(limits=limits):
            return f"a date{_limits(form, limits, within)}"
        case DateTimeType(limits=limits):
            return f"a date and time{_limits(form, limits, within)}"
        case NhsNumber():
            return "an NHS number, ten digits"
        case Group() | Override():
            return "these together"
        case Table(fewest=fewest, most=most):
            return f"a row each, {fewest} to {most}" if most else f"a row each, {fewest} or more"
        case _:
            assert_never(question.type)


def _options(form: Form, options: Iterable[Option], within: Sequence[Question]) -> str:
    return "; ".join(_option(form, option, within) for option in options)


def _option(form: Form, option: Option, within: Sequence[Question]) -> str:
    asides = ["and nothing else"] if option.exclusive else []
    if option.note is not None:
        always = isinstance(option.note, Always)
        asides.append("with a note" if always else f"with a note if {in_words(option.note, form=form, parts=within)}")
    return f"{option.text} ({', '.join(asides)})" if asides else option.text


def _limits(form: Form, limits: Range, within: Sequence[Question]) -> str:
    start = "" if limits.start is None else f" from {_bound(form, limits.start, within)}"
    end = "" if limits.end is None else f" up to {_bound(form, limits.end, within)}"
    return f"{start}{end}"


def _bound(form: Form, bound: Bound, within: Sequence[Question]) -> str:
    if not isinstance(bound, str):
        return str(bound)
    asked = next((part for part in within if part.id == bound), None) or form.questions.get(bound)
    return BUILT_IN_BOUNDS.get(bound) or (f'"{asked.text}"' if asked else bound)


def _marks(form: Form, question: Question) -> Iterator[str]:
    if question.optional:
        yield "optional"
    if question.screening:
        yield "screening (a gap here cannot be green)"
    if question.follow_up:
        yield f"may follow later, within {_within(form, question.follow_up.within)}"


def _reasons(form: Form, question: Question) -> Iterator[str]:
    for reason in question.unanswered.values():
        text = form.reasons[reason.id].text if reason.id in form.reasons else reason.id
        yield f"{text} (with a note)" if reason.note_required else text


def _indicator(form: Form, indicator: Indicator) -> Iterator[Line]:
    styles: dict[str, Style] = {"red": "red", "amber": "amber", "info": "info"}
    hard = " No override may lower it." if indicator.hard else ""
    within = _within(form, indicator.within)
    yield Line(f"{indicator.concern}{hard} [{indicator.id}]", styles[indicator.level], indent=2, bullet=True)
    yield Line(f"when {in_words(indicator.when, form=form)}", "condition", indent=6)
    if indicator.actions:
        yield Line(f"do, {within}: {' '.join(indicator.actions)}", indent=6)
    if indicator.tell:
        yield Line(f"tell, {within}: {_recipients(form, indicator.tell)}", indent=6)


def _routine(form: Form) -> Iterator[Line]:
    for news in form.notify:
        yield Line(f"{news.text} [{news.id}]", indent=2, bullet=True)
        if not isinstance(news.when, Always):
            yield Line(f"when {in_words(news.when, form=form)}", "condition", indent=6)
        yield Line(f"tell, {_within(form, news.within)}: {_recipients(form, news.tell)}", indent=6)


def _within(form: Form, within: str) -> str:
    """How soon, in words also where the name of a setting says it."""
    parsed = parse_within(within, settings=form.settings)
    assert parsed is not None, f"{within} is no time: the form was not checked"
    return words_of(parsed)


def _recipients(form: Form, tells: tuple[Tell, ...]) -> str:
    return "; ".join(_recipient(form, tell) for tell in tells)


def _recipient(form: Form, tell: Tell) -> str:
    name = form.recipients.get(tell.recipient, tell.recipient)
    return name if isinstance(tell.when, Always) else f"{name} (if {in_words(tell.when, form=form)})"
