"""Value -> Python source, for the generated rules: names, numbers, days, counts and differences.

What is computed is put into a variable first. Without a value an expression is None; `open` says whether its tests
are Unknown then, or False.
"""

from dataclasses import dataclass
from typing import Final, Literal, assert_never

from safeforms.conditions import Condition, Count, Date, Days, Minus, Name, Number, Part, Value, Years
from safeforms.definition import Form
from safeforms.questions import Choices, DateTimeType, DateType, Integer, Question, Table, YesNo
from safeforms.rules.source_code import Source

Sort = Literal["number", "date", "datetime", "word", "yes_no"]
BUILT_IN: Final = {"worst_finding": "worst", "today": "today", "now": "now"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in code: an expression (None where there is none), whether its tests are open then, and its sort.

    Of what always has a value `open` is "False".
    """

    value: str
    open: str
    sort: Sort


class QuantityCode:
    """Writes the values of one form."""

    def __init__(self, form: Form, source: Source) -> None:
        self.form, self.source = form, source
        self.numbers = {question.id: str(n) for n, question in enumerate(form.questions.values())}
        self.derived = {name: str(n) for n, name in enumerate(form.derived)}

    def number(self, name: Name | Part, *, within: Question | None) -> str:
        """The number of a question, own group or row first."""
        outer = self.form.questions[name.group] if isinstance(name, Part) else within
        for position, part in enumerate(outer.parts if outer else ()):
            if outer and part.id == name.name:
                return f"{self.numbers[outer.id]}_{position}"
        return self.numbers[name.name]

    def question(self, name: Name | Part, *, within: Question | None) -> Question | None:
        """The question of a name, own group or row first; None where it is no question."""
        outer = self.form.questions[name.group] if isinstance(name, Part) else within
        own = next((part for part in outer.parts if part.id == name.name), None) if outer else None
        return own or self.form.questions.get(name.name)

    def quantity(self, value: Value, *, within: Question | None = None) -> Quantity:
        """A value in code."""
        match value:
            case Number(number):
                return Quantity(repr(number), "False", "number")
            case Date(day):
                return Quantity(f"date({day.year}, {day.month}, {day.day})", "False", "date")
            case Name() | Part():
                return self._named(value, within=within)
            case Years(start, end):
                return self._computed("years_between({}, {})", start, end, within=within)
            case Days(start, end):
                return self._computed("({1} - {0}).days", start, end, within=within)
            case Minus(left, right):
                dates = self.quantity(left, within=within).sort in ("date", "datetime")
                return self._computed("({} - {}).days" if dates else "{} - {}", left, right, within=within)
            case Count(name):
                return self._count(name, within=within)
            case _:
                assert_never(value)

    def _named(self, name: Name | Part, *, within: Question | None) -> Quantity:
        question = self.question(name, within=within)
        if question:
            number = self.number(name, within=within)
            return Quantity(f"x{number}", f"o{number}", _sort(question))
        if name.name in BUILT_IN:
            sort: dict[str, Sort] = {"today": "date", "now": "datetime"}
            return Quantity(BUILT_IN[name.name], "False", sort.get(name.name, "word"))
        if name.name in self.form.settings:
            return Quantity(repr(self.form.settings[name.name].value), "False", "number")
        number = self.derived[name.name]
        return Quantity(f"e{number}", f"f{number}", self.sort_of(self.form.derived[name.name].meaning))

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
        terms = [f"{q.value}.date()" if q.sort == "datetime" else q.value for q in (first, second)]
        given = " and ".join(f"{q.value} is not None" for q in (first, second) if q.open != "False")
        computed = template.format(*terms)
        self.source.let(f"e{name}", f"{computed} if {given} else None" if given else computed)
        opens = [q.open for q in (first, second) if q.open != "False"]
        if opens:
            self.source.let(f"f{name}", " or ".join(opens))
        return Quantity(f"e{name}", f"f{name}" if opens else "False", "number")

    def _count(self, name: Name | Part, *, within: Question | None) -> Quantity:
        question, number = self.question(name, within=within), self.number(name, within=within)
        counted = self.source.temporary()
        if question and isinstance(question.type, Table):
            none = f"(None if o{number} else 0)"
            self.source.let(f"e{counted}", f"x{number} if x{number} is not None else {none}")
            return Quantity(f"e{counted}", f"o{number}", "number")
        left_out = sorted(question.type.exclusive) if question and isinstance(question.type, Choices) else []
        many = f"len([1 for o in x{number} if o not in {set(left_out)!r}])" if left_out else f"len(x{number})"
        self.source.let(f"e{counted}", f"{many} if x{number} is not None else None")
        return Quantity(f"e{counted}", f"o{number}", "number")


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
