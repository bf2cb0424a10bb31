"""Condition -> text that parses to the same condition."""

from datetime import date
from decimal import Decimal
from typing import assert_never

from safeforms.conditions import (
    AllRows,
    Always,
    Answered,
    AnyRow,
    Both,
    Compare,
    Condition,
    Count,
    Date,
    Days,
    Either,
    In,
    Includes,
    Is,
    Minus,
    Name,
    Not,
    Number,
    Part,
    Truth,
    Unanswered,
    Value,
    Years,
)

Literal = str | int | float | date


def print_condition(condition: Condition) -> str:
    """Text that parses to the same condition."""
    match condition:
        case Always():
            return "always"
        case Truth(name):
            return name
        case Not(inner):
            return f"not {print_condition(inner)}"
        case Is(value, literal, negated):
            return f"{print_value(value)} is {'not ' if negated else ''}{_literal(literal)}"
        case In(value, literals, negated):
            return f"{print_value(value)} {'not ' if negated else ''}in {_list(literals)}"
        case Includes(name, (option,)):
            return f"{print_value(name)} includes {option}"
        case Includes(name, options):
            return f"{print_value(name)} includes any {_list(options)}"
        case Compare(left, operator, right):
            return f"{print_value(left)} {operator} {print_value(right)}"
        case Answered(name):
            return f"answered({print_value(name)})"
        case Unanswered(name, ()):
            return f"unanswered({print_value(name)})"
        case Unanswered(name, (reason,)):
            return f"unanswered({print_value(name)}, {reason})"
        case Unanswered(name, reasons):
            return f"unanswered({print_value(name)}, {_list(reasons)})"
        case AnyRow(table, row):
            return f"any({table}, {print_condition(row)})"
        case AllRows(table, row):
            return f"all({table}, {print_condition(row)})"
        case Both(parts):
            return " and ".join(map(_enclosed, parts))
        case Either(parts):
            return " or ".join(map(_enclosed, parts))
        case _:
            assert_never(condition)


def print_value(value: Value) -> str:
    """Text that parses to the same value."""
    match value:
        case Name(name):
            return name
        case Part(group, name):
            return f"{group}.{name}"
        case Number(number):
            return _number(number)
        case Date(day):
            return day.isoformat()
        case Years(start, end):
            return f"years({print_value(start)}, {print_value(end)})"
        case Days(start, end):
            return f"days({print_value(start)}, {print_value(end)})"
        case Count(name):
            return f"count({print_value(name)})"
        case Minus(left, right):
            return f"{print_value(left)} - {print_value(right)}"
        case _:
            assert_never(value)


def _enclosed(part: Condition) -> str:
    return f"({print_condition(part)})" if isinstance(part, Both | Either) else print_condition(part)


def _literal(literal: Literal) -> str:
    if isinstance(literal, date):
        return literal.isoformat()
    return literal if isinstance(literal, str) else _number(literal)


def _number(number: int | float) -> str:
    """A number in plain decimals: Python writes 0.00001 with an exponent, which no condition has."""
    return str(number) if isinstance(number, int) else f"{Decimal(repr(number)):f}"


def _list(literals: tuple[Literal, ...]) -> str:
    return f"[{', '.join(map(_literal, literals))}]"
