"""The numbers that conditions compare, each in one spelling, so that two tests of one number are known to be of one.

A measure reads answers: the number or the day of one, a count, the years or days between two, a difference. What is
fixed (numbers, settings) is moved to the other side of the test: `partner_age - 13 >= 3` tests the partner's age
against 16. Days are counted as `date.toordinal` does.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import ceil, floor, inf
from typing import Final, Literal, NamedTuple

from safeforms.conditions import Compare, Count, Date, Days, Minus, Name, Number, Operator, Part, Value, Years
from safeforms.definition import Form
from safeforms.problems import Path
from safeforms.questions import Choices, DateTimeType, DateType, Integer, Question, Table

ROW: Final = 0
"""Stands for any row of a table, in the path of a question of it."""
TURNED: Final[dict[Operator, Operator]] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
Piece = tuple[float, float]
"""Whole numbers from one to another, inclusive, that no test tells apart."""


class Measure(NamedTuple):
    """`path` is that of an answer or a count, `day` a fixed one; `parts` are what all others are made of.

    `order` is 1 where the first moment is the later, 0 where both are one, else -1; a difference with one part is that
    part turned negative. All are whole numbers.
    """

    kind: Literal["answer", "count", "today", "now", "day", "years", "days", "order", "minus"]
    parts: tuple["Measure", ...] = ()
    path: Path = ()
    day: int = 0


Amount = tuple[Measure | None, float]
"""A measure and what is added to it; without a measure a fixed number."""


def question_of(form: Form, path: Path) -> Question:
    """The question of a path; also of one in any row."""
    outer = form.questions[str(path[0])]
    return outer if len(path) == 1 else next(part for part in outer.parts if part.id == path[-1])


def path_of(form: Form, name: Name | Part, *, scope: Path) -> Path | None:
    """The path of the question that a name stands for, also where a derived value only renames it."""
    if isinstance(name, Part):
        return (name.group, name.name)
    if scope and any(part.id == name.name for part in form.questions[str(scope[0])].parts):
        return (*scope, name.name)
    if name.name in form.questions:
        return (name.name,)
    meaning = form.derived[name.name].meaning if name.name in form.derived else None
    return path_of(form, meaning, scope=()) if isinstance(meaning, Name | Part) else None


def amount_of(form: Form, value: Value, *, scope: Path) -> Amount:
    """What a number or a date in a condition is."""
    match value:
        case Number(number):
            return None, number
        case Date(day):
            return None, day.toordinal()
        case Name() | Part():
            return _named(form, value, scope=scope)
        case Years(start, end) | Days(start, end):
            ends = tuple(_dated(form, name, scope=scope) for name in (start, end))
            return Measure("years" if isinstance(value, Years) else "days", ends), 0
        case Count(name):
            path = path_of(form, name, scope=scope)
            assert path is not None, f"{name} is not a question: the form was not checked"
            return Measure("count", path=path), 0
        case Minus(left, right):
            return _difference(form, amount_of(form, left, scope=scope), amount_of(form, right, scope=scope))


def comparison_of(form: Form, test: Compare, *, scope: Path) -> tuple[Measure | None, Operator, float]:
    """A comparison as a measure against a fixed number; without a measure, zero against it."""
    (left, added), (right, other) = (amount_of(form, value, scope=scope) for value in (test.left, test.right))
    if left is None and right is not None:
        return right, TURNED[test.operator], added - other
    if left is None or right is None:
        return left, test.operator, other - added
    if is_dated(form, left) and is_dated(form, right):
        return Measure("order", (left, right)), test.operator, 0
    return Measure("minus", (left, right)), test.operator, other - added


def leaves(measure: Measure) -> Iterator[Measure]:
    """The answers and counts that a measure reads."""
    if measure.path:
        yield measure
    for part in measure.parts:
        yield from leaves(part)


def is_dated(form: Form, measure: Measure) -> bool:
    """Whether a measure is a day or a moment itself."""
    if measure.kind != "answer":
        return measure.kind in ("today", "now", "day")
    return isinstance(question_of(form, measure.path).type, DateType | DateTimeType)


def limits_of(form: Form, measure: Measure) -> Piece:
    """The lowest and the highest that a measure may be, as far as its question says so in numbers."""
    asked = question_of(form, measure.path).type if measure.path else None
    if isinstance(asked, Table):
        return max(asked.fewest, 1), inf if asked.most is None else asked.most
    if isinstance(asked, Choices):
        return 0, len(asked.options)
    if not isinstance(asked, Integer):
        return -inf, inf
    start, end = asked.limits.start, asked.limits.end
    return start if isinstance(start, int) else -inf, end if isinstance(end, int) else inf


def pieces(cuts: Iterable[float], *, limits: Piece) -> tuple[Piece, ...]:
    """Every whole number within limits in pieces: each cut is one, and what lies between two."""
    edges = [-inf, *sorted(cuts), inf]
    found: list[Piece] = []
    for low, high in pairwise(edges):
        found.append((low if low == -inf else floor(low) + 1, high if high == inf else ceil(high) - 1))
        if high < inf and high == floor(high):
            found.append((high, high))
    inside = ((max(low, limits[0]), min(high, limits[1])) for low, high in found)
    return tuple((low, high) for low, high in inside if low <= high)


def _dated(form: Form, name: Name | Part, *, scope: Path) -> Measure:
    measure, day = _named(form, name, scope=scope)
    return measure or Measure("day", day=int(day))


def _named(form: Form, name: Name | Part, *, scope: Path) -> Amount:
    path = path_of(form, name, scope=scope)
    if path:
        return Measure("answer", path=path), 0
    assert isinstance(name, Name)
    if name.name == "today" or name.name == "now":
        return Measure("today" if name.name == "today" else "now"), 0
    if name.name in form.settings:
        return None, form.settings[name.name].value
    meaning = form.derived[name.name].meaning
    assert isinstance(meaning, Value), f"{name} is no value: the form was not checked"
    return amount_of(form, meaning, scope=())


def _difference(form: Form, left: Amount, right: Amount) -> Amount:
    (first, added), (second, other) = left, right
    if second is None:
        return first, added - other
    if first is None:
        return Measure("minus", (second,)), added - other
    if is_dated(form, first) and is_dated(form, second):
        return Measure("days", (second, first)), 0
    return Measure("minus", (first, second)), added - other
