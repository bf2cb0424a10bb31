"""Single tests of a form's conditions, read once: what each one tests, and which answers or numbers pass it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from safeforms.burdens.measures import ROW, Measure, amount_of, comparison_of, path_of, question_of
from safeforms.burdens.truths import FALSE, TRUE, Truths
from safeforms.conditions import (
    AllRows,
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
    Part,
    Value,
)
from safeforms.definition import FINDING_LEVELS, Form
from safeforms.judgement.answers import Answer
from safeforms.judgement.rulings import holds
from safeforms.problems import Path
from safeforms.questions import Choice, Choices, Group, Table, YesNo
from safeforms.values import dataclass

LEVEL_BITS: Final = {level: 1 << position for position, level in enumerate(FINDING_LEVELS)}
Literal = str | int | float | date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAnswer:
    """A test of the options chosen. `most` is the greatest number of options that it tells from one more."""

    path: Path
    passes: Callable[[Answer], bool]
    options: frozenset[str] = frozenset()
    most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfNumber:
    """A test of a measure, which changes at its cuts only."""

    measure: Measure
    cuts: tuple[float, ...]
    passes: Callable[[float], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfLevel:
    """A test of the worst finding: the bits of the levels that pass."""

    levels: int


SingleTest = OfAnswer | OfNumber | OfLevel | Truths
"""What a single test tests; a truth where nothing of a record decides it."""
Tested = Is | In | Includes | Compare


def read_test(form: Form, test: Tested, *, scope: Path) -> SingleTest:
    """What a test of a value tests."""
    match test:
        case Is(value, literal, negated):
            return _matched(form, value, (literal,), negated=negated, scope=scope)
        case In(value, literals, negated):
            return _matched(form, value, literals, negated=negated, scope=scope)
        case Includes(name, options):
            path = path_of(form, name, scope=scope)
            assert path is not None, f"{name} is not a question: the form was not checked"
            some = frozenset(options)
            return OfAnswer(path=path, options=some, passes=lambda chosen: not some.isdisjoint(_chosen(chosen)))
        case Compare():
            measure, operator, limit = comparison_of(form, test, scope=scope)
            return _numbered(form, measure, (limit,), lambda number: holds(number, limit, operator=operator))


def every_condition(form: Form) -> Iterator[tuple[Condition, Path]]:
    """Every condition that decides what is asked, found or refused, with the path of the group or row it stands in."""
    for question in form.questions.values():
        inside: Path = (question.id, ROW) if isinstance(question.type, Table) else (question.id,)
        for asked, scope in ((question, ()), *((part, inside) for part in question.parts)):
            yield asked.when, scope
            yield from ((reason.settles, scope) for reason in asked.unanswered.values() if reason.settles is not None)
        if isinstance(question.type, Group | Table) and question.type.require is not None:
            yield question.type.require, inside
    yield from ((derived.meaning, ()) for derived in form.derived.values() if not isinstance(derived.meaning, Value))
    yield from ((check.never, ()) for check in form.checks)
    yield from ((indicator.when, ()) for indicator in form.indicators.values())
    yield from ((news.when, ()) for news in form.notify)
    told = (*(indicator.tell for indicator in form.indicators.values()), *(news.tell for news in form.notify))
    yield from ((tell.when, ()) for tells in told for tell in tells)


def single_tests(condition: Condition, *, scope: Path) -> Iterator[tuple[Condition, Path]]:
    """The tests in a condition: whatever is not `and`, `or` and `not`; an any or all before those of its rows."""
    match condition:
        case Not(inner):
            yield from single_tests(inner, scope=scope)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from single_tests(part, scope=scope)
        case AnyRow(table, row) | AllRows(table, row):
            yield condition, scope
            yield from single_tests(row, scope=(table, ROW))
        case _:
            yield condition, scope


def _matched(form: Form, value: Value, literals: tuple[Literal, ...], *, negated: bool, scope: Path) -> SingleTest:
    """`is` and `in`: of an option, a level or a number."""
    if _is_level(form, value):
        levels = sum(LEVEL_BITS[str(literal)] for literal in set(literals))
        return OfLevel(levels=sum(LEVEL_BITS.values()) - levels if negated else levels)
    path = path_of(form, value, scope=scope) if isinstance(value, Name | Part) else None
    if path and isinstance(question_of(form, path).type, YesNo | Choice):
        return OfAnswer(path=path, passes=lambda answer: (_plain(answer) in literals) is not negated)
    measure, added = amount_of(form, value, scope=scope)
    numbers = tuple(literal - added for literal in literals if isinstance(literal, int | float))
    return _numbered(form, measure, numbers, lambda number: (number in numbers) is not negated)


def _numbered(
    form: Form, measure: Measure | None, cuts: tuple[float, ...], passes: Callable[[float], bool]
) -> SingleTest:
    """A test of a number; the options of a choices question are counted where they are chosen."""
    if measure is None:
        return TRUE if passes(0) else FALSE
    asked = question_of(form, measure.path).type if measure.kind == "count" else None
    if not isinstance(asked, Choices):
        return OfNumber(measure=measure, cuts=cuts, passes=passes)
    alone = asked.exclusive
    return OfAnswer(
        path=measure.path,
        most=max(0, *map(int, cuts)),
        passes=lambda chosen: passes(len([option for option in _chosen(chosen) if option not in alone])),
    )


def _is_level(form: Form, value: Value) -> bool:
    if not isinstance(value, Name):
        return False
    meaning = form.derived[value.name].meaning if value.name in form.derived else None
    return value.name == "worst_finding" or (isinstance(meaning, Name) and _is_level(form, meaning))


def _chosen(answer: Answer) -> tuple[object, ...]:
    return answer if isinstance(answer, tuple) else ()


def _plain(answer: Answer) -> Answer:
    return ("yes" if answer else "no") if isinstance(answer, bool) else answer
