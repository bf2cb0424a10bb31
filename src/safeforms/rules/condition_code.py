"""Condition -> Python source, for the generated rules.

A condition of three truths becomes two plain expressions: whether it is *certain* (True), and whether it is
*possible* (True or Unknown); `not` turns one into the other. Where nothing is in `doubt` the two are the same, so
that the second is looked at only where an answer is missing. Variables of question n: `x` its valid value or None;
`c` what was chosen, also beside wrong options; `o` whether its tests are open without a value; `m` whether it may
yet be answered; `r` the reason; `w` and `p` whether it is certainly and possibly asked. Texts of a form enter only
as `repr` of checked ids.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date
from typing import assert_never

from safeforms.conditions import (
    AllRows,
    Always,
    Answered,
    AnyRow,
    Both,
    Compare,
    Condition,
    Either,
    In,
    Includes,
    Is,
    Not,
    Truth,
    Unanswered,
)
from safeforms.definition import Form
from safeforms.questions import Question
from safeforms.rules.quantity_code import Quantity, QuantityCode, Sort
from safeforms.rules.source_code import Source

ROW = "[xcomrwpy]{}_[0-9]+"
"""The variables of the parts of a table, those that its rows keep."""


class ConditionCode(QuantityCode):
    """Writes the conditions of one form; loops over rows go before the expression that needs them."""

    def __init__(self, form: Form, source: Source) -> None:
        super().__init__(form, source)
        self.certain: dict[str, str] = {"gap": "gap", "to_tell": "to_tell"}
        self.possible: dict[str, str] = {"gap": "gap_possible", "to_tell": "to_tell_possible"}
        self.asked: dict[str, tuple[str, str]] = {}

    def truth(self, condition: Condition, *, within: Question | None = None, possible: bool = False) -> str:
        """An expression that is true where the condition certainly holds, or possibly.

        `within` is the group or table that the condition stands in.
        """
        match condition:
            case Always():
                return "True"
            case Truth(name):
                return (self.possible if possible else self.certain)[name]
            case Not(inner):
                return _denied(self.truth(inner, within=within, possible=not possible))
            case Is() | In():
                return self._membership(condition, within=within, possible=possible)
            case Includes(name, options):
                number = self.number(name, within=within)
                held = [f"{option!r} in c{number}" for option in options]
                return any_of([*held, f"o{number}"] if possible else held)
            case Compare(left, operator, right):
                first, second = self.quantity(left, within=within), self.quantity(right, within=within)
                return _comparison(first, operator, second, possible=possible)
            case Answered(name):
                number = self.number(name, within=within)
                return any_of([f"x{number} is not None", *([f"m{number}"] if possible else [])])
            case Unanswered(name, reasons):
                return self._unanswered(self.number(name, within=within), reasons, possible=possible)
            case AnyRow(table, row):
                assert within is None or within.id != table, "a row that asks about all rows makes a circle"
                return self._any_row(table, row, possible=possible)
            case AllRows(table, row):
                assert within is None or within.id != table, "a row that asks about all rows makes a circle"
                return self._every_row(table, row, possible=possible)
            case Both(parts):
                return all_of(self.truth(part, within=within, possible=possible) for part in parts)
            case Either(parts):
                return any_of(self.truth(part, within=within, possible=possible) for part in parts)
            case _:
                assert_never(condition)

    def _membership(self, test: Is | In, *, within: Question | None, possible: bool) -> str:
        quantity = self.quantity(test.value, within=within)
        literals = [test.literal] if isinstance(test, Is) else list(test.literals)
        among = [_literal(literal, quantity.sort) for literal in literals]
        if quantity.sort == "yes_no":
            found = any_of(f"{quantity.value} is {literal}" for literal in among)
            found = f"{quantity.value} is not {among[0]}" if test.negated and len(among) == 1 else _sign(test, found)
        elif len(among) == 1:
            found = f"{quantity.value} {'!=' if test.negated else '=='} {among[0]}"
        else:
            found = f"{quantity.value} {'not in' if test.negated else 'in'} ({', '.join(among)})"
        if test.negated:
            found = all_of([*_given(quantity), found])
        return any_of([found, *_open(quantity)]) if possible else found

    def _unanswered(self, number: str, reasons: tuple[str, ...], *, possible: bool) -> str:
        among = f"({', '.join(map(repr, reasons))},)"
        left = f"r{number} in {among}" if reasons else f"r{number} is not None"
        certainly, possibly = self.asked[number]
        return any_of([all_of([left, possibly]), f"m{number}"]) if possible else all_of([left, certainly])

    def _any_row(self, table: str, row: Condition, *, possible: bool) -> str:
        """A row that is no mapping leaves it open."""
        name, number = self.source.temporary(), self.numbers[table]
        with self._loop(table, name, start=f"o{number} or bad{number}" if possible else "False"):
            condition = self.truth(row, within=self.form.questions[table], possible=possible)
            self.source.add(f"if {condition}: {name} = True; break")
        return name

    def _every_row(self, table: str, row: Condition, *, possible: bool) -> str:
        name, number = self.source.temporary(), self.numbers[table]
        start = "True" if possible else f"not (o{number} or bad{number})"
        with self._loop(table, name, start=start):
            condition = self.truth(row, within=self.form.questions[table], possible=possible)
            self.source.add(f"if {_denied(condition)}: {name} = False; break")
        return name

    def _loop(self, table: str, name: str, *, start: str) -> AbstractContextManager[None]:
        self.source.let(name, start)
        return self.rows(table, at="_", sake=name)

    def rows(self, table: str, *, at: str, sake: str = "") -> AbstractContextManager[None]:
        """A loop over the rows of a table, with the variables of their parts; `at` gets the path of a row.

        A loop inside the reading of another table's row must leave the path of that alone.
        """
        number = self.numbers[table]
        return self.source.block(f"for {at}, NAMES in rows{number}:", sake=sake, names=ROW.format(number))


def any_of(parts: Iterable[str]) -> str:
    """An expression that is true where one of these is."""
    return _joined(parts, word="or", decides="True", silent="False")


def all_of(parts: Iterable[str]) -> str:
    """An expression that is true where all of these are."""
    return _joined(parts, word="and", decides="False", silent="True")


def _joined(parts: Iterable[str], *, word: str, decides: str, silent: str) -> str:
    needed = [part for part in dict.fromkeys(parts) if part != silent]
    if decides in needed:
        return decides
    return f"({f' {word} '.join(needed)})" if len(needed) > 1 else (needed[0] if needed else silent)


def _denied(expression: str) -> str:
    return {"True": "False", "False": "True"}.get(expression, f"(not {expression})")


def _sign(test: Is | In, found: str) -> str:
    return _denied(found) if test.negated else found


def _comparison(first: Quantity, operator: str, second: Quantity, *, possible: bool) -> str:
    left, right = first.value, second.value
    if {first.sort, second.sort} == {"date", "datetime"}:
        left, right = (f"{q.value}.date()" if q.sort == "datetime" else q.value for q in (first, second))
    held = all_of([*_given(first), *_given(second), f"{left} {operator} {right}"])
    return any_of([held, *_open(first), *_open(second)]) if possible else held


def _given(quantity: Quantity) -> list[str]:
    """The test that a value is there; of a constant there is nothing to test."""
    return [f"{quantity.value} is not None"] if quantity.open != "False" else []


def _open(quantity: Quantity) -> list[str]:
    return [] if quantity.open == "False" else [quantity.open]


def _literal(literal: str | int | float | date, sort: Sort) -> str:
    if sort == "yes_no":
        return repr(literal == "yes")
    if isinstance(literal, date):
        return f"date({literal.year}, {literal.month}, {literal.day})"
    return repr(literal)
