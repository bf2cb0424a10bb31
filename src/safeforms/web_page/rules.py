"""Condition -> JavaScript for the page: the same nodes in readable calls, `r.is("accompanied", "alone")`.

The engine's Evaluation (`engine/evaluating.js`) has a method for each kind of node. A name that begins with a dot is
the group's or the row's own, for whoever writes a rule knows where it stands; settings are written as the numbers
that count here.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, assert_never

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
    Operator,
    Part,
    Truth,
    Unanswered,
    Value,
    Years,
)
from safeforms.definition import Form
from safeforms.language.names import is_truth
from safeforms.questions import Question

BREAKS_OUT: Final = re.compile("[<\u2028\u2029\ud800-\udfff]")
"""What could end the script, or a line of it, or cannot be written as UTF-8."""
COMPARED: Final[Mapping[Operator, str]] = {"<": "below", "<=": "atMost", ">": "above", ">=": "atLeast"}
Literal = str | int | float | date


def quoted(text: str) -> str:
    """A text as a JavaScript string that is safe within a <script>."""
    plain = json.dumps(text, ensure_ascii=False)
    return BREAKS_OUT.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def rule(condition: Condition, *, form: Form, parts: Sequence[Question] = ()) -> str:
    """A condition as a JavaScript function; `parts` are the questions of the group or row that it stands in."""
    return "always" if isinstance(condition, Always) else f"r=>{_Writer(form, parts).ruling(condition)}"


def derived_rule(meaning: Condition | Value, *, form: Form) -> str:
    """What a derived name means: a function that gives a ruling, or, of a value, a quantity."""
    writer = _Writer(form, ())
    if isinstance(meaning, Name) and is_truth(form, meaning):
        return f"r=>r.so({quoted(meaning.name)})"
    if isinstance(meaning, Name | Part | Number | Date | Years | Days | Count | Minus):
        return f"r=>r.value({writer.value(meaning)})"
    return rule(meaning, form=form)


class _Writer:
    """Writes conditions in the scope of `parts`, the questions whose names come first."""

    def __init__(self, form: Form, parts: Sequence[Question]) -> None:
        self.form, self.parts, self.own = form, parts, {part.id for part in parts}

    def ruling(self, condition: Condition) -> str:
        match condition:
            case Always():
                return "r.always"
            case Truth(name):
                return _call("so", [quoted(name)])
            case Not(inner):
                return _call("not", [self.ruling(inner)])
            case Is(value, literal, negated):
                return _call("isNot" if negated else "is", [self.value(value), _literal(literal)])
            case In(value, literals, negated):
                return _call("notIn" if negated else "in", [self.value(value), *map(_literal, literals)])
            case Includes(name, options):
                return _call("includes", [self.name(name), *map(quoted, options)])
            case Compare(left, operator, right):
                return _call(COMPARED[operator], [self.value(left), self.value(right)])
            case Answered(name):
                return _call("answered", [self.name(name)])
            case Unanswered(name, reasons):
                return _call("unanswered", [self.name(name), *map(quoted, reasons)])
            case AnyRow(table, row):
                return _call("any", [quoted(table), self._within(table, row)])
            case AllRows(table, row):
                return _call("all", [quoted(table), self._within(table, row)])
            case Both(parts):
                return _call("and", map(self.ruling, parts))
            case Either(parts):
                return _call("or", map(self.ruling, parts))
            case _:
                assert_never(condition)

    def value(self, value: Value) -> str:
        """A name as a string, a number as it is, anything else as a call that gives a quantity."""
        match value:
            case Name(name) if name not in self.own and name in self.form.settings:
                return str(self.form.settings[name].value)
            case Name() | Part():
                return self.name(value)
            case Number(number):
                return _literal(number)
            case Date(day):
                return _literal(day)
            case Years(start, end):
                return _call("years", [self.value(start), self.value(end)])
            case Days(start, end):
                return _call("days", [self.value(start), self.value(end)])
            case Count(name):
                return _call("count", [self.name(name)])
            case Minus(left, right):
                return _call("minus", [self.value(left), self.value(right)])
            case _:
                assert_never(value)

    def name(self, name: Name | Part) -> str:
        if isinstance(name, Part):
            return quoted(f"{name.group}.{name.name}")
        return quoted(f".{name.name}" if name.name in self.own else name.name)

    def _within(self, table: str, row: Condition) -> str:
        return rule(row, form=self.form, parts=self.form.questions[table].parts)


def _call(method: str, arguments: Iterable[str]) -> str:
    return f"r.{method}({','.join(arguments)})"


def _literal(literal: Literal) -> str:
    if isinstance(literal, str):
        return quoted(literal)
    return f'day("{literal.isoformat()}")' if isinstance(literal, date) else repr(literal)
