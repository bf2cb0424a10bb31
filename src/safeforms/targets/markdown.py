"""Form -> a blank form on paper, as Markdown.

Section -> heading; question -> a paragraph, its options as boxes to tick, its reasons as boxes after "Or, if not
answered"; `when` -> "Answer only if ..." in words; group -> its questions indented; table -> a table with empty
rows. Nothing from a form is taken for Markdown: its signs are escaped.
"""

from collections.abc import Iterator
from typing import Final, assert_never

from safeforms.asking_words import asked_in_words
from safeforms.definition import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Form,
    Group,
    Integer,
    NhsNumber,
    Option,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)
from safeforms.markdown_text import escaped

LINE: Final = "\\_" * 30
EMPTY_ROWS: Final = 3
STANDING: Final = "Confidential when completed. This form supports professional judgement and never replaces it."


def render(form: Form) -> bytes:
    """The form as Markdown in UTF-8, the same bytes each time."""
    return ("\n".join(_form(form)) + "\n").encode()


def losses(form: Form) -> tuple[str, ...]:
    """What paper cannot do: check, compute, follow up."""
    lost = ["Answers are not checked while they are written.", "Indicators and levels are not computed."]
    if any(question.follow_up for _, question in form.walk()):
        lost.append("What may come later has no clock.")
    return tuple(lost)


def _form(form: Form) -> Iterator[str]:
    yield f"# {escaped(form.title)}"
    yield ""
    yield f"Form {form.id}, version {form.version}. {STANDING}"
    for line in (form.purpose, form.filled_in_by and f"Filled in by: {form.filled_in_by}"):
        if line:
            yield ""
            yield escaped(line)
    for section in form.sections:
        yield ""
        yield f"## {escaped(section.title)}"
        for question in section.questions:
            yield from _question(form, question, within=())


def _question(form: Form, question: Question, *, within: tuple[Question, ...]) -> Iterator[str]:
    indent = "  " if within else ""
    mark = "- " if within else ""
    yield ""
    yield f"{mark}**{escaped(question.text)}**{_aside(question)}"
    if question.help:
        yield f"{indent}*{escaped(question.help)}*"
    when = asked_in_words(question, form=form, parts=within)
    if when:
        yield ""
        yield f"{indent}*Answer only if {escaped(when)}.*"
    yield ""
    yield from (indent + line if line else "" for line in _answer(form, question))
    if question.unanswered:
        yield ""
        yield f"{indent}Or, if not answered:"
        yield ""
        for reason in question.unanswered.values():
            note = f" (say more: {LINE})" if reason.note_required else ""
            text = form.reasons[reason.id].text if reason.id in form.reasons else reason.id
            yield f"{indent}- [ ] {escaped(text)}{note}"


def _answer(form: Form, question: Question) -> Iterator[str]:
    match question.type:
        case YesNo(options=options) | Choice(options=options):
            yield from (f"- [ ] {_option(option)}" for option in options.values())
        case Choices(options=options):
            yield "Tick all that apply."
            yield ""
            yield from (f"- [ ] {_option(option)}" for option in options.values())
        case Text() | NhsNumber():
            yield LINE
        case Integer(unit=unit):
            yield f"{LINE} {escaped(unit)}".rstrip()
        case DateType():
            yield "Date (day, month, year): \\_\\_ / \\_\\_ / \\_\\_\\_\\_"
        case DateTimeType():
            yield "Date and time (day, month, year, 24 hours): \\_\\_ / \\_\\_ / \\_\\_\\_\\_ \\_\\_ : \\_\\_"
        case Group() | Override():
            for part in question.parts:
                yield from _question(form, part, within=question.parts)
        case Table():
            yield from _table(question)
        case _:
            assert_never(question.type)


def _table(question: Question) -> Iterator[str]:
    heads = [escaped(part.text) for part in question.parts]
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for _ in range(EMPTY_ROWS):
        yield f"|{'  |' * len(heads)}"
    for part in question.parts:
        if part.options:
            yield ""
            yield f"{escaped(part.text)}: {'; '.join(escaped(option.text) for option in part.options.values())}."


def _option(option: Option) -> str:
    alone = " (nothing else)" if option.exclusive else ""
    note = f" (say more: {LINE})" if option.note else ""
    return f"{escaped(option.text)}{alone}{note}"


def _aside(question: Question) -> str:
    if question.follow_up:
        return " (may follow later)"
    return " (optional)" if question.optional else ""
