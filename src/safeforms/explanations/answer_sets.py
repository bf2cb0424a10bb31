"""Kinds of answer, as they were tried -> the set of answers that comes to one state, in words and exactly."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from safeforms.clock import day_in_words, moment_in_words
from safeforms.conditions import Condition
from safeforms.definition import Form
from safeforms.explanations.explanation_shown import AnswerSet, TestSays, ValueRange
from safeforms.explanations.kept_from import otherwise
from safeforms.language.condition_print import print_condition
from safeforms.questions import DateTimeType, DateType, Integer, Question
from safeforms.ways.kinds import Kind, Span
from safeforms.ways.rules import Facts, rules_for
from safeforms.ways.trials import State
from safeforms.wording.answer_words import answer_in_words
from safeforms.wording.words import in_words

TICK: Final = timedelta(microseconds=1)
ANY: Final = "any answer"
Tried = Sequence[tuple[Kind, State]]


def answers_to(state: State, tried: Tried, *, question: Question, form: Form) -> AnswerSet:
    """The answers to a question that come to a state; `tried` has every kind of answer to it."""
    values = [(kind, found) for kind, found in tried if not kind.reasons]
    reached = [kind for kind, found in values if found == state]
    reasons = tuple(reason for kind, found in tried if found == state for reason in kind.reasons)
    options = tuple(option for option in question.options if any(option in kind.options for kind in reached))
    ranges = tuple(_ranges(state, values))
    rules = list(rules_for(state, [(kind.facts, found) for kind, found in values if kind.facts]))
    everything = len(reached) == len(values) and bool(values)
    said = [ANY] if everything else [*_options(options, question), *_spans(ranges, question), *_rules(rules, form)]
    return AnswerSet(
        words="; or ".join([*said, *_reasons(reasons, form)]),
        any_answer=everything,
        options=options,
        ranges=() if everything else ranges,
        tests=() if everything else tuple(_says(rule) for rule in rules),
        reasons=reasons,
    )


def example_in_words(kind: Kind, *, question: Question, form: Form) -> str:
    """An answer that was tried, and those that no test tells from it where they are few."""
    if kind.reasons:
        return next(_reasons(kind.reasons, form))
    if kind.options:
        return next(_options(kind.options, question))
    if kind.facts or (kind.span and (kind.span.start or kind.span.end)):
        return answer_in_words(question, kind.raw)
    return ANY


def _ranges(state: State, values: Tried) -> Iterator[ValueRange]:
    """Spans that follow each other in one."""
    before: Span | None = None
    for kind, found in [*values, (Kind(raw=None), None)]:
        if kind.span and found == state:
            before = Span(start=before.start if before else kind.span.start, end=kind.span.end)
        elif before:
            yield ValueRange(start=before.start, end=before.end)
            before = None


def _says(rule: Facts) -> tuple[TestSays, ...]:
    return tuple(TestSays(condition=print_condition(test), truth=truth) for test, truth in rule)


def _options(options: Sequence[str], question: Question) -> Iterator[str]:
    texts = [answer_in_words(question, option) for option in options]
    quoted = [text.lower() if text.lower() in ("yes", "no") else f'"{text}"' for text in texts]
    if quoted:
        yield _or(quoted)


def _reasons(reasons: Sequence[str], form: Form) -> Iterator[str]:
    if reasons:
        texts = [f'"{form.reasons[reason].text}"' for reason in reasons]
        yield f"left unanswered: {_or(texts)}"


def _spans(ranges: Sequence[ValueRange], question: Question) -> Iterator[str]:
    for one in ranges:
        if isinstance(question.type, Integer):
            yield _numbers(one.start, one.end, unit=question.type.unit)
        elif isinstance(question.type, DateType | DateTimeType):
            yield _days(one.start, one.end)


def _numbers(start: object, end: object, *, unit: str) -> str:
    of_unit = f" {unit}" if unit else ""
    if start is None:
        return f"at most {end}{of_unit}"
    if end is None:
        return f"{start}{of_unit} or more"
    return f"{start}{of_unit}" if start == end else f"{start} to {end}{of_unit}"


def _days(start: object, end: object) -> str:
    first = _from(start) if isinstance(start, date) else ""
    last = _until(end) if isinstance(end, date) else ""
    if start == end and not isinstance(start, datetime):
        return first.removesuffix(" or later")
    return f"{first}, and {last}" if first and last else first or last


def _from(start: date) -> str:
    """A moment begins on the minute, or directly after one."""
    if isinstance(start, datetime) and start.microsecond == 1:
        return f"after {_moment(start - TICK)}"
    return f"{_moment(start)} or later"


def _until(end: date) -> str:
    if not isinstance(end, datetime):
        return f"before {_moment(end + timedelta(days=1))}"
    return f"up to {_moment(end)}" if end.microsecond == 0 else f"before {_moment(end + TICK)}"


def _moment(value: date) -> str:
    if not isinstance(value, datetime) or value.time() == time.min:
        return day_in_words(value)
    return moment_in_words(value)


def _rules(rules: Sequence[Facts], form: Form) -> Iterator[str]:
    for rule in rules:
        yield "; and ".join(_fact(test, truth, form) for test, truth in rule)


def _fact(test: Condition, truth: bool | None, form: Form) -> str:
    if truth is False:
        return otherwise(test, form=form)
    said = in_words(test, form=form)
    return said if truth else f"it is not known whether {said}"


def _or(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} or {texts[-1]}"
