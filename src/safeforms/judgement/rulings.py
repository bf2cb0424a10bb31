"""Kleene's three truths with reasons, and values that may be missing.

Unknown is None. `because` holds the paths of the questions that made a ruling, or, of an Unknown one, those
that keep it open.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from safeforms.clock import as_day
from safeforms.conditions import Operator
from safeforms.judgement.answers import Answer, beyond
from safeforms.problems import Path

Because = frozenset[Path]
NOBODY: Because = frozenset()


class Ruling(NamedTuple):
    """What a condition is for one record, and the paths of the questions that decided it."""

    truth: bool | None
    because: Because = NOBODY


class Quantity(NamedTuple):
    """A value that tests compare. Where there is none, every test of it is `otherwise`: False or None."""

    value: Answer | float | None
    otherwise: Ruling


def both(rulings: Iterable[Ruling]) -> Ruling:
    """Kleene's and; True of none."""
    return _joined(list(rulings), deciding=False)


def either(rulings: Iterable[Ruling]) -> Ruling:
    """Kleene's or; False of none."""
    return _joined(list(rulings), deciding=True)


def denied(ruling: Ruling) -> Ruling:
    """Kleene's not."""
    return Ruling(None if ruling.truth is None else not ruling.truth, ruling.because)


def _joined(rulings: list[Ruling], *, deciding: bool) -> Ruling:
    truths = [ruling.truth for ruling in rulings]
    truth = deciding if deciding in truths else None if None in truths else not deciding
    return Ruling(truth, NOBODY.union(*[ruling.because for ruling in rulings if ruling.truth is truth]))


def combine(first: Quantity, second: Quantity, how: Callable[[object, object], int | float]) -> Quantity:
    """A quantity made of two; where a part has none it has none, Unknown if any part is."""
    if first.value is not None and second.value is not None:
        return Quantity(how(first.value, second.value), both([first.otherwise, second.otherwise]))
    without = [part.otherwise for part in (first, second) if part.value is None]
    unknown = [ruling for ruling in without if ruling.truth is None]
    because = NOBODY.union(*(ruling.because for ruling in unknown or without))
    return Quantity(None, Ruling(None if unknown else False, because))


def compare(left: Quantity, right: Quantity, *, operator: Operator) -> Ruling:
    """The test of one quantity against another."""
    compared = combine(left, right, lambda first, second: holds(first, second, operator=operator))
    if compared.value is None:
        return compared.otherwise
    return Ruling(bool(compared.value), compared.otherwise.because)


def holds(first: object, second: object, *, operator: Operator) -> bool:
    """Whether two values of one kind stand in an order; a date against a datetime compares days."""
    less, more = beyond(first, second, below=True), beyond(first, second, below=False)
    return {"<": less, "<=": not more, ">": more, ">=": not less}[operator]


def subtract(first: object, second: object) -> int | float:
    """A difference of numbers, or of dates in days."""
    if isinstance(first, date) and isinstance(second, date):
        return (as_day(first) - as_day(second)).days
    assert isinstance(first, int | float) and isinstance(second, int | float)
    return first - second
