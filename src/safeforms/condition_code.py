"""Condition -> Python source, for the generated rules.

A truth is a small number whose bits say "possibly" and "certainly": True 3, Unknown 1, False 0, so that `&` is
Kleene's and, `|` his or. Of a question n the variables are: `v` its value or None; `k` what its tests are without
one (0 or 1; 0 beside a value); `a` whether it is answered; `u` whether it may yet be left; `r` the reason; `w`
whether it is asked; `s` whether the reason settles. Texts of a form enter only as `repr` of checked ids.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, assert_never

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
from safeforms.definition import Choices, DateTimeType, DateType, Form, Integer, Question, Table, YesNo

DENIED: Final = (3, 1, 1, 0)
BUILT_IN: Final = {"worst_finding": "worst", "today": "today", "now": "now"}

Sort = Literal["number", "date", "datetime", "word", "yes_no"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in code: an expression (None where there is none), its `k`, and what sort of value it is."""

    value: str
    otherwise: str
    sort: Sort


@dataclass(slots=True)
class Source:
    """Lines of Python being written. `used` collects the variables that conditions read."""

    lines: list[str] = field(default_factory=list)
    depth: int = 1
    temporaries: int = 0
    used: set[str] = field(default_factory=set)

    def add(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)

    def temporary(self) -> str:
        self.temporaries += 1
        return f"t{self.temporaries}"


class ConditionCode:
    """Writes the conditions of one form; loops over rows go before the expression that needs them."""

    def __init__(self, form: Form, source: Source) -> None:
        self.form, self.source = form, source
        self.numbers = {question.id: str(n) for n, question in enumerate(form.questions.values())}
        self.named = {name: f"d{n}" for n, name in enumerate(form.derived)}
        self.named |= {name: f"i{n}" for n, name in enumerate(form.indicators)}
        self.named |= {"gap": "gap", "to_tell": "to_tell"}

    def variable(self, letter: str, name: Name | Part, *, within: Question | None) -> str:
        """The variable of a question, own group or row first."""
        return self.use(letter, self.number(name, within=within))

    def use(self, letter: str, number: str) -> str:
        self.source.used.add(letter + number)
        return letter + number

    def number(self, name: Name | Part, *, within: Question | None) -> str:
        outer = self.form.questions[name.group] if isinstance(name, Part) else within
        for position, part in enumerate(outer.parts if outer else ()):
            if outer and part.id == name.name:
                return f"{self.numbers[outer.id]}_{position}"
        return self.numbers[name.name]

    def question(self, name: Name | Part, *, within: Question | None) -> Question | None:
        outer = self.form.questions[name.group] if isinstance(name, Part) else within
        own = next((part for part in outer.parts if part.id == name.name), None) if outer else None
        return own or self.form.questions.get(name.name)

    def expression(self, condition: Condition, *, within: Question | None = None) -> str:
        """An expression that is 3, 1 or 0. `within` is the group or table that the condition stands in."""
        match condition:
            case Always():
                return "3"
            case Truth(name):
                return self.named[name]
            case Not(inner):
                return f"DENIED[{self.expression(inner, within=within)}]"
            case Is() | In():
                return self._membership(condition, within=within)
            case Includes(name, options):
                value, otherwise = (self.variable(letter, name, within=within) for letter in "vk")
                any_of = " or ".join(f"{option!r} in {value}" for option in options)
                return f"(3 if {value} is not None and ({any_of}) else {otherwise})"
            case Compare(left, operator, right):
                first, second = self.quantity(left, within=within), self.quantity(right, within=within)
                return self._comparison(first, operator, second)
            case Answered(name):
                return self.variable("a", name, within=within)
            case Unanswered(name, reasons):
                reason, asked, may_be = (self.variable(letter, name, within=within) for letter in "rwu")
                given = f"{asked} if {reason} in {{{', '.join(map(repr, reasons))}}} else 0" if reasons else asked
                return f"(({given}) if {reason} is not None else {may_be})"
            case AnyRow(table, row):
                return self._rows(table, row, start="{k}", join="|=")
            case AllRows(table, row):
                return self._rows(table, row, start="(3, 1)[{k}]", join="&=")
            case Both(parts):
                return self._both([self.expression(part, within=within) for part in parts])
            case Either(parts):
                return f"({' | '.join(self.expression(part, within=within) for part in parts)})"
            case _:
                assert_never(condition)

    def quantity(self, value: Value, *, within: Question | None = None) -> Quantity:
        """A value in code; what is computed is put into a variable first."""
        match value:
            case Number(number):
                return Quantity(repr(number), "0", "number")
            case Date(day):
                return Quantity(f"date({day.year}, {day.month}, {day.day})", "0", "date")
            case Name() | Part():
                return self._named_quantity(value, within=within)
            case Years(start, end):
                return self._computed("years_between(as_day({}), as_day({}))", start, end, within=within)
            case Days(start, end):
                return self._computed("(as_day({1}) - as_day({0})).days", start, end, within=within)
            case Minus(left, right):
                dates = self.quantity(left, within=within).sort in ("date", "datetime")
                template = "(as_day({}) - as_day({})).days" if dates else "{} - {}"
                return self._computed(template, left, right, within=within)
            case Count(name):
                return self._count(name, within=within)
            case _:
                assert_never(value)

    def _both(self, parts: list[str]) -> str:
        """And; where the first part is a variable that is False, the others are not looked at."""
        needed = [part for part in parts if part != "3"] or ["3"]
        joined = " & ".join(needed)
        quick = len(needed) > 1 and needed[0].isidentifier()
        return f"({needed[0]} and {joined})" if quick else f"({joined})"

    def _named_quantity(self, name: Name | Part, *, within: Question | None) -> Quantity:
        question = self.question(name, within=within)
        if question:
            value, otherwise = (self.variable(letter, name, within=within) for letter in "vk")
            return Quantity(value, otherwise, _sort(question))
        if name.name in BUILT_IN:
            sort: dict[str, Sort] = {"today": "date", "now": "datetime"}
            return Quantity(BUILT_IN[name.name], "0", sort.get(name.name, "word"))
        if name.name in self.form.settings:
            return Quantity(repr(self.form.settings[name.name].default), "0", "number")
        meaning = self.form.derived[name.name].meaning
        variable = self.named[name.name]
        return Quantity(f"v{variable}", f"k{variable}", self.sort_of(meaning))

    def sort_of(self, meaning: Condition | Value) -> Sort:
        """What sort of value a derived value is."""
        if not isinstance(meaning, Name | Part):
            return "date" if isinstance(meaning, Date) else "number"
        question = self.question(meaning, within=None)
        if question:
            return _sort(question)
        if meaning.name in self.form.derived:
            return self.sort_of(self.form.derived[meaning.name].meaning)
        return {"today": "date", "now": "datetime"}.get(meaning.name, "number")  # type: ignore[return-value]

    def _computed(self, template: str, left: Value, right: Value, *, within: Question | None) -> Quantity:
        first, second = self.quantity(left, within=within), self.quantity(right, within=within)
        name = self.source.temporary()
        given = _given(first, second)
        self.source.add(f"v{name} = {template.format(first.value, second.value)} if {given} else None")
        self.source.add(f"k{name} = {first.otherwise} | {second.otherwise}")
        return Quantity(f"v{name}", f"k{name}", "number")

    def _count(self, name: Name | Part, *, within: Question | None) -> Quantity:
        question = self.question(name, within=within)
        value, otherwise, answered = (self.variable(letter, name, within=within) for letter in "vka")
        if question and isinstance(question.type, Table):
            return Quantity(f"({value} if {answered} == 3 else None if {otherwise} else 0)", otherwise, "number")
        left_out = sorted(question.type.exclusive) if question and isinstance(question.type, Choices) else []
        counted = f"len([1 for o in {value} if o not in {set(left_out)!r}])" if left_out else f"len({value})"
        return Quantity(f"({counted} if {answered} == 3 else None)", otherwise, "number")

    def _membership(self, test: Is | In, *, within: Question | None) -> str:
        quantity = self.quantity(test.value, within=within)
        literals = (test.literal,) if isinstance(test, Is) else test.literals
        among = ", ".join(_literal(literal, quantity.sort) for literal in literals)
        if not test.negated:
            return f"(3 if {quantity.value} in ({among},) else {quantity.otherwise})"
        found = f"{_given(quantity)} and {quantity.value} not in ({among},)"
        return f"(3 if {found} else {quantity.otherwise})"

    def _comparison(self, first: Quantity, operator: str, second: Quantity) -> str:
        left, right = first.value, second.value
        given = _given(first, second)
        if {first.sort, second.sort} == {"date", "datetime"}:
            left, right = f"as_day({left})", f"as_day({right})"
        otherwise = f"{first.otherwise} | {second.otherwise}"
        return f"((3 if {left} {operator} {right} else 0) if {given} else {otherwise})"

    def _rows(self, table: str, row: Condition, *, start: str, join: str) -> str:
        """Any and all: a loop before the expression. A row that is no mapping leaves it open."""
        question, name = self.form.questions[table], self.source.temporary()
        number, otherwise = self.numbers[table], self.variable("k", Name(table), within=None)
        self.source.add(f"{name} = {start.format(k=otherwise)}")
        self.source.add(f"for {self.row_variables(question)} in rows{number}:")
        self.source.depth += 1
        self.source.add(f"{name} {join} {self.expression(row, within=question)}")
        self.source.depth -= 1
        self.source.add(f"if bad{number}: {name} {join} 1")
        return name

    def row_variables(self, table: Question) -> str:
        """The variables of one row in the order in which `rows` keeps them; `at` is its path."""
        names = ["at"]
        for position, part in enumerate(table.parts):
            number = f"{self.numbers[table.id]}_{position}"
            names.extend(self.use(letter, number) for letter in "vkaurw")
            names.extend([f"y{number}"] if part.note_id else [])
        return ", ".join(names)


def _given(*quantities: Quantity) -> str:
    """The test that values are there; of a constant there is nothing to test."""
    tested = [f"{quantity.value} is not None" for quantity in quantities if quantity.otherwise != "0"]
    return " and ".join(tested) or "True"


def _sort(question: Question) -> Sort:
    match question.type:
        case YesNo():
            return "yes_no"
        case Integer():
            return "number"
        case DateType():
            return "date"
        case DateTimeType():
            return "datetime"
        case _:
            return "word"


def _literal(literal: str | int | float | date, sort: Sort) -> str:
    if sort == "yes_no":
        return repr(literal == "yes")
    if isinstance(literal, date):
        return f"date({literal.year}, {literal.month}, {literal.day})"
    return repr(literal)
