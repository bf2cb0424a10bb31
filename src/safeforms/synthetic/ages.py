"""Which dates of a form are birthdays, and the ages that make a difference to what it asks and finds.

A birthday is a date from which the form counts years, or one whose id says so. Ages matter only where questions or
indicators rest on them: a form that asks nothing else of a baby is not tried with babies.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from safeforms.conditions import (
    AllRows,
    AnyRow,
    Both,
    Compare,
    Condition,
    Either,
    In,
    Is,
    Name,
    Not,
    Number,
    Part,
    Truth,
    Value,
    Years,
)
from safeforms.definition import Form
from safeforms.language.condition_walks import names_of, values_in
from safeforms.questions import DateTimeType, DateType

SAYS_SO: Final = frozenset({"birth", "birthday", "born", "dob"})
GROWN: Final = (18,)
"""The age that matters where a form says nothing."""


def birthdays(form: Form) -> Mapping[str, tuple[int, ...]]:
    """The dotted path of every question for a birthday, with the ages that matter for it, the youngest first."""
    ages: dict[str, set[int]] = {}
    for path, question in form.walk():
        if isinstance(question.type, DateType | DateTimeType) and SAYS_SO.intersection(question.id.split("_")):
            ages[path] = set()
    asked = (question.when for _, question in form.walk())
    met: set[str] = set()
    for condition in (*asked, *(indicator.when for indicator in form.indicators.values())):
        for test, table in _comparisons(form, condition, table="", met=met):
            for counted, number in _years_and_number(form, test):
                ages.setdefault(_dotted(form, counted.start, table=table), set()).add(number)
    return {path: tuple(sorted(known - {0})) or GROWN for path, known in ages.items()}


def numbers_in(form: Form, test: Condition | Value) -> list[int]:
    """The whole numbers that a test names, the values of its settings too, behind derived values as well."""
    found = [number for value in values_in(test) for number in _numbers(form, value)]
    if isinstance(test, Is | In):
        literals = test.literals if isinstance(test, In) else (test.literal,)
        found += [literal for literal in literals if isinstance(literal, int)]
    return list(dict.fromkeys(found))


def questions_in(form: Form, test: Condition | Value) -> list[Name | Part]:
    """The names in a test, those behind derived values in place of these."""
    found: list[Name | Part] = []
    for name in names_of(test):
        meaning = _derived_value(form, name)
        found += [name] if meaning is None else questions_in(form, meaning)
    return found


def meaning_of(form: Form, name: str) -> Condition:
    """What a derived truth or an indicator says."""
    if name in form.indicators:
        return form.indicators[name].when
    meaning = form.derived[name].meaning
    if isinstance(meaning, Name):
        return Truth(meaning.name)
    assert not isinstance(meaning, Value), f"{name} is no truth"
    return meaning


def _comparisons(form: Form, condition: Condition, *, table: str, met: set[str]) -> Iterator[tuple[Compare, str]]:
    """Every comparison that a condition rests on, with the table in whose rows it stands; named truths once."""
    match condition:
        case Compare():
            yield condition, table
        case Not(inner):
            yield from _comparisons(form, inner, table=table, met=met)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from _comparisons(form, part, table=table, met=met)
        case AnyRow(name, row) | AllRows(name, row):
            yield from _comparisons(form, row, table=name, met=met)
        case Truth(name) if name not in met and (name in form.derived or name in form.indicators):
            met.add(name)
            yield from _comparisons(form, meaning_of(form, name), table="", met=met)
        case _:
            return


def _years_and_number(form: Form, test: Compare) -> Iterator[tuple[Years, int]]:
    """The years that a test compares with a number, by themselves; not the difference of two ages."""
    sides = [_derived_value(form, side) or side for side in (test.left, test.right)]
    for counted, other in (sides, sides[::-1]):
        if isinstance(counted, Years):
            yield from ((counted, number) for number in _numbers(form, other))


def _numbers(form: Form, value: Value) -> Iterator[int]:
    if isinstance(value, Number):
        yield int(value.value)
    elif isinstance(value, Name) and value.name in form.settings:
        yield form.settings[value.name].value
    else:
        meaning = _derived_value(form, value)
        for inner in values_in(meaning) if meaning is not None else ():
            yield from _numbers(form, inner)


def _derived_value(form: Form, name: Value) -> Value | None:
    """What a name stands for that is no question of its own but a value made of others."""
    derived = form.derived.get(name.name) if isinstance(name, Name) else None
    return derived.meaning if derived is not None and isinstance(derived.meaning, Value) else None


def _dotted(form: Form, name: Name | Part, *, table: str) -> str:
    if isinstance(name, Part):
        return f"{name.group}.{name.name}"
    meaning = _derived_value(form, name)
    if isinstance(meaning, Name | Part):
        return _dotted(form, meaning, table="")
    inner = f"{table}.{name.name}"
    return inner if table and form.question_at(inner) else name.name
