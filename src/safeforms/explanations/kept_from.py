"""Why a condition does not hold, or cannot be known, in words: one phrase for each thing that stands in its way.

What a test says otherwise is said of what is recorded; of a question that has no answer is said that it has none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from safeforms.conditions import (
    AllRows,
    Answered,
    AnyRow,
    Both,
    Compare,
    Condition,
    Either,
    In,
    Includes,
    Is,
    Name,
    Not,
    Operator,
    Truth,
    Unanswered,
    Value,
)
from safeforms.definition import Form
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.messages import label
from safeforms.language.condition_walks import names_of
from safeforms.problems import Path
from safeforms.questions import Question
from safeforms.wording.words import in_words, value_in_words

OPPOSITE: Final[dict[Operator, Operator]] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def failing(condition: Condition, *, evaluation: Evaluation, scope: Path = ()) -> Iterator[str]:
    """What keeps a condition from holding that does not, all of it: phrases to be joined by "and"."""
    match condition:
        case Both(parts) | Either(parts):
            for part in parts:
                if evaluation.rule(part, scope=scope).truth is False:
                    yield from failing(part, evaluation=evaluation, scope=scope)
        case Not(inner):
            yield in_words(inner, form=evaluation.form, parts=_parts(evaluation, scope))
        case _:
            missing = list(_missing(condition, evaluation, scope))
            yield from missing or [otherwise(condition, form=evaluation.form, parts=_parts(evaluation, scope))]


def unknown(condition: Condition, *, evaluation: Evaluation, scope: Path = ()) -> Iterator[str]:
    """What keeps a condition from being known that is not, all of it: phrases to follow "whether"."""
    if isinstance(condition, Both | Either):
        for part in condition.parts:
            if evaluation.rule(part, scope=scope).truth is None:
                yield from unknown(part, evaluation=evaluation, scope=scope)
    elif isinstance(condition, Not) and isinstance(condition.inner, Truth):
        yield from unknown(condition.inner, evaluation=evaluation, scope=scope)
    else:
        yield in_words(condition, form=evaluation.form, parts=_parts(evaluation, scope))


def _missing(test: Condition, evaluation: Evaluation, scope: Path) -> Iterator[str]:
    """That there is nothing to test, where that is why a test fails."""
    values: tuple[Value, ...]
    match test:
        case Is(value) | In(value):
            values = (value,)
        case Compare(left, _, right):
            values = (left, right)
        case Includes(name) | Answered(name) | Unanswered(name):
            values = (name,)
        case AnyRow(table) | AllRows(table):
            values = (Name(table),)
        case _:
            return
    for value in values:
        if isinstance(test, Unanswered) or evaluation.quantity(value, scope=scope).value is None:
            for path in paths_read(value, evaluation=evaluation, scope=scope):
                yield from _without_answer(path, evaluation)


def _without_answer(path: Path, evaluation: Evaluation) -> Iterator[str]:
    """That a question has no answer, and how that is; nothing of one that has."""
    kind, named = evaluation.contents.at(path).kind, label(evaluation.form, path)
    if kind == "reason":
        reason = evaluation.form.reasons[str(evaluation.contents.at(path).reason)]
        yield f'{named} was left unanswered ("{reason.text}")'
    elif kind == "blank":
        yield f"{named} was not asked" if evaluation.asked(path).truth is False else f"{named} was left blank"
    elif kind == "invalid":
        yield f"{named} has an answer that cannot be used"


def otherwise(test: Condition, *, form: Form, parts: Sequence[Question] = ()) -> str:
    """What is so where a single test of an answer that was given fails."""
    match test:
        case Is() | In():
            return in_words(replace(test, negated=not test.negated), form=form, parts=parts)
        case Compare(left, operator, right):
            return in_words(Compare(left, OPPOSITE[operator], right), form=form, parts=parts)
        case Unanswered(name):
            return f"{value_in_words(name, form=form, parts=parts)} was answered"
        case Includes(name, options):
            named = value_in_words(name, form=form, parts=parts)
            listed = in_words(test, form=form, parts=parts).removeprefix(f"{named} includes ")
            if len(options) == 1:
                return f"{named} does not include {listed}"
            return f"{named} includes none of {listed.removeprefix('any of ')}"
        case AnyRow(table, row):
            said = in_words(row, form=form, parts=form.questions[table].parts)
            return f"in no row of {label(form, (table,))}: {said}"
        case AllRows(table, row):
            said = in_words(row, form=form, parts=form.questions[table].parts)
            return f"not in every row of {label(form, (table,))}: {said}"
        case _:
            return f"it is not so that {in_words(test, form=form, parts=parts)}"


def paths_read(meaning: Condition | Value, *, evaluation: Evaluation, scope: Path) -> Iterator[Path]:
    """The paths of the questions that a single test or a value reads itself, also by other names for them."""
    for name in names_of(meaning):
        path = evaluation.resolve(name, scope=scope)
        derived = evaluation.form.derived.get(name.name) if isinstance(name, Name) and path is None else None
        if path is not None:
            yield path
        elif derived is not None and isinstance(derived.meaning, Value):
            yield from paths_read(derived.meaning, evaluation=evaluation, scope=())


def _parts(evaluation: Evaluation, scope: Path) -> tuple[Question, ...]:
    return evaluation.form.questions[str(scope[0])].parts if scope else ()
