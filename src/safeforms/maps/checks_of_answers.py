"""Whether what a map says of one answer fits its question: options, reasons, notes, dates, several choices."""

from collections.abc import Iterator
from typing import Final

from safeforms.clock import london_now
from safeforms.definition import Form
from safeforms.judgement.answers import read_answer
from safeforms.language.shape import did_you_mean, quoted
from safeforms.maps.dates import USUAL, why_no_pattern
from safeforms.maps.definition import AnswerMap, ExportMap, JoinedColumns, OneColumn, TickColumns
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.questions import Choice, Choices, DateTimeType, DateType, Integer, Question, Text, YesNo

WITH_VALUES: Final = (YesNo, Choice, Choices, Integer)
"""The types whose words a map can give a meaning."""


def answer_problems(answer: AnswerMap, question: Question) -> Iterator[Problem]:
    """What does not fit between what a map says of an answer and its question."""
    for code, message in (
        *_sources(answer, question),
        *_values(answer, question),
        *_reasons(answer, question),
        *_notes(answer, question),
        *_dates(answer, question),
    ):
        yield _problem(code, message, answer.place)


def constant_problems(export_map: ExportMap, *, form: Form) -> Iterator[Problem]:
    """Constants that answer no question, or not as it must be answered; and patterns of dates for all columns."""
    for id_, raw in export_map.constants.items():
        place = export_map.places.get(("constants", id_))
        question = form.questions.get(id_)
        if question is None:
            hint = did_you_mean(id_, form.questions) or ": take it out."
            yield _problem("map.unknown_question", f"{quoted(id_)} is not a question of '{form.id}'{hint}", place)
        elif any(column.question == id_ for column in export_map.columns):
            yield _problem("map.used_twice", f"{quoted(id_)} has a column and a constant: keep one of the two.", place)
        elif question.parts or read_answer(question, raw, path=(id_,), now=london_now()).content.kind != "value":
            message = f"The constant for {quoted(id_)} is no answer to it: write it as a record holds it."
            yield _problem("map.does_not_fit", message, place)


def _sources(answer: AnswerMap, question: Question) -> Iterator[tuple[str, str]]:
    several = isinstance(question.type, Choices)
    if isinstance(answer.source, TickColumns):
        if not several:
            message = f"'each' is for several choices, and {quoted(question.id)} takes no more than one."
            yield "map.does_not_fit", message
            return
        none = [answer.source.none] if answer.source.none else []
        yield from (
            _no_option(option, question)
            for option in (*answer.source.options.values(), *none)
            if option not in question.options
        )
    if isinstance(answer.source, JoinedColumns) and not isinstance(question.type, Text):
        yield "map.does_not_fit", f"'join' makes a text, and {quoted(question.id)} is none."
    if answer.split and not several:
        yield "map.does_not_fit", f"'split' is for several choices, and {quoted(question.id)} takes no more than one."


def _values(answer: AnswerMap, question: Question) -> Iterator[tuple[str, str]]:
    if answer.values and not isinstance(question.type, WITH_VALUES):
        yield "map.does_not_fit", f"{quoted(question.id)} has no options that words could mean: take 'values' out."
        return
    for word, meaning in answer.values.items():
        if isinstance(question.type, Integer):
            if not isinstance(meaning, int):
                yield "map.does_not_fit", f"{quoted(word)} must mean a whole number, for {quoted(question.id)} is one."
        elif meaning not in question.options:
            yield _no_option(str(meaning), question)


def _no_option(option: str, question: Question) -> tuple[str, str]:
    offered = ", ".join(question.options)
    hint = did_you_mean(option, question.options) or f": it offers {offered}."
    return "map.unknown_option", f"{quoted(option)} is not an option of {quoted(question.id)}{hint}"


def _reasons(answer: AnswerMap, question: Question) -> Iterator[tuple[str, str]]:
    for word, reason in answer.reasons.items():
        if reason not in question.unanswered:
            accepted = ", ".join(question.unanswered) or "none"
            hint = did_you_mean(reason, question.unanswered) or f": it accepts {accepted}."
            yield "map.unknown_reason", f"{quoted(reason)} is no reason that {quoted(question.id)} accepts{hint}"
        if word in answer.values:
            yield "map.used_twice", f"{quoted(word)} is both a value and a reason of {quoted(question.id)}."


def _notes(answer: AnswerMap, question: Question) -> Iterator[tuple[str, str]]:
    if answer.note is not None and question.note_id is None and not answer.reasons:
        message = f"No answer to {quoted(question.id)} takes a note, and no reason is mapped: take 'note' out."
        yield "map.no_note", message


def _dates(answer: AnswerMap, question: Question) -> Iterator[tuple[str, str]]:
    dated = isinstance(question.type, DateType | DateTimeType)
    for pattern in answer.dates:
        why = why_no_pattern(pattern)
        if why and dated:
            yield "map.date_pattern", f"{quoted(pattern)} {why}."
    has_time = isinstance(answer.source, OneColumn) and answer.source.time is not None
    if has_time and not isinstance(question.type, DateTimeType):
        yield "map.does_not_fit", f"'time' is for a date with a time of day, and {quoted(question.id)} has none."
    own = answer.dates != USUAL
    if isinstance(question.type, DateTimeType) and own and not has_time and not _any_time(answer.dates):
        message = f"{quoted(question.id)} has a time of day, and no pattern of its dates does: add one, or 'time'."
        yield "map.does_not_fit", message


def _any_time(patterns: tuple[str, ...]) -> bool:
    return any(pattern == "iso" or ":mm" in pattern for pattern in patterns)


def _problem(code: str, message: str, place: Place | None) -> Problem:
    return Problem(code=code, message=message, place=place)
