"""What every blank form says beside a question: how it is answered, between which limits, whether it may be left.

Words are plain text; `parts` are the questions of the group or row that the question stands in.
"""

from collections.abc import Iterator
from typing import assert_never

from safeforms.definition import Form
from safeforms.questions import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Range,
    Table,
    Text,
    YesNo,
)
from safeforms.wording.form_words import BUILT_IN_BOUNDS, bound_in_words, limits_in_words, within_in_words


def hint_in_words(question: Question, *, form: Form, parts: tuple[Question, ...]) -> str:
    """How the question is answered, as a sentence; empty where its boxes say it."""
    match question.type:
        case Choices():
            return "Tick all that apply."
        case Text(min_length=fewest, max_length=most):
            least = f"at least {fewest} characters" if fewest > 1 else ""
            limits = [least, f"at most {most} characters" if most is not None else ""]
            return _sentence(" and ".join(filter(None, limits)))
        case Integer(limits=limits):
            return _sentence(limits_in_words(limits, form=form, parts=parts))
        case DateType(limits=limits):
            return _sentence(_dated("day, month, year", limits, form=form, parts=parts))
        case DateTimeType(limits=limits):
            return _sentence(_dated("day, month, year and time (24 hours)", limits, form=form, parts=parts))
        case NhsNumber():
            return "Ten digits."
        case Table(fewest=fewest, most=most):
            return f"A row each, {fewest} to {most}." if most else f"A row each, {fewest} or more."
        case YesNo() | Choice() | Group() | Override():
            return ""
        case _:
            assert_never(question.type)


def _dated(written: str, limits: Range, *, form: Form, parts: tuple[Question, ...]) -> str:
    """How a day is written, and between which days it lies."""
    start = "" if limits.start is None else f"not before {bound_in_words(form, limits.start, parts)}"
    end = "" if limits.end is None else f"not after {bound_in_words(form, limits.end, parts)}"
    if limits.end in BUILT_IN_BOUNDS:
        end = "not in the future"
    return "; ".join(filter(None, (written, ", ".join(filter(None, (start, end))))))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def marks_in_words(question: Question, *, form: Form) -> Iterator[str]:
    """What stands behind the question in brackets: whether it may be left, or come later."""
    if question.follow_up:
        yield f"may follow later, within {within_in_words(question.follow_up.within, form=form)}"
    elif question.optional:
        yield "optional"
