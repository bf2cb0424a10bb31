"""Whole numbers that satisfy a test, as intervals; either end may be open."""

import math
from collections.abc import Iterable

from safeforms.conditions import Operator
from safeforms.json_schema.terms import Schema, any_of

Interval = tuple[int | None, int | None]


def compared(operator: Operator, number: float) -> tuple[Interval, ...]:
    """The whole numbers that are so beside a number: below, above, or equal too."""
    match operator:
        case "<":
            return ((None, math.ceil(number) - 1),)
        case "<=":
            return ((None, math.floor(number)),)
        case ">":
            return ((math.floor(number) + 1, None),)
        case ">=":
            return ((math.ceil(number), None),)


def these(numbers: Iterable[object]) -> tuple[Interval, ...]:
    """Those whole numbers themselves, in order."""
    whole = sorted({int(number) for number in numbers if isinstance(number, int | float) and number == int(number)})
    return tuple((number, number) for number in whole)


def all_others(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Every whole number outside intervals that are in order."""
    found: list[Interval] = []
    start: int | None = None
    for first, last in intervals:
        if first is not None and (start is None or start < first):
            found.append((start, first - 1))
        if last is None:
            return tuple(found)
        start = last + 1
    return (*found, (start, None))


def contains(intervals: Iterable[Interval], number: int) -> bool:
    """Whether one of the intervals has a number in it."""
    return any((first is None or first <= number) and (last is None or number <= last) for first, last in intervals)


def schema_of(intervals: Iterable[Interval]) -> Schema:
    """The whole numbers in some intervals."""
    return any_of(*({"type": "integer", **_bounds(each, "minimum", "maximum")} for each in intervals))


def items(intervals: Iterable[Interval], *, least: str, most: str, otherwise: dict[str, object]) -> Schema:
    """Lists of one thing or more, counted by two keywords."""
    counted = [(max(1, first or 1), last) for first, last in intervals if last is None or last >= 1]
    return any_of(*({**otherwise, **_bounds(each, least, most)} for each in counted))


def _bounds(interval: Interval, least: str, most: str) -> dict[str, object]:
    first, last = interval
    bounds = {least: first, most: last}
    return {keyword: bound for keyword, bound in bounds.items() if bound is not None}


def words(intervals: Iterable[Interval]) -> str:
    """Intervals as a part of a name."""
    return "-or-".join(map(_words, intervals)) or "nothing"


def _words(interval: Interval) -> str:
    first, last = interval
    if first == last:
        return str(first)
    ends = [f"from_{first}"] if first is not None else []
    return "-".join([*ends, *([f"to_{last}"] if last is not None else [])])
