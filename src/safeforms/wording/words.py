"""Conditions in words that a nurse reads, taken from the form.

A condition is not translated word by word: "and" beside "or" would be misread, so whatever holds an "and",
an "or", a comma or a colon of its own stands in brackets inside another. Names are looked up among the
questions of the group or the row first, then in the form; a name that is nowhere is printed as it is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, assert_never

from safeforms.clock import day_in_words
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
from safeforms.questions import DateTimeType, DateType, Question, Table

DEEPEST: Final = 2
BUILT_IN_VALUES: Final = {"today": "today", "now": "now", "worst_finding": "the gravest finding"}
BUILT_IN_TRUTHS: Final = {
    "gap": "a screening question was left as a gap",
    "to_tell": "somebody must be told",
}
OF_NUMBERS: Final[Mapping[Operator, str]] = {
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}
OF_DAYS: Final[Mapping[Operator, str]] = {
    "<": "is before",
    "<=": "is on or before",
    ">": "is after",
    ">=": "is on or after",
}
JOINING: Final = re.compile(r" and | or |[,:;]")
QUOTED: Final = re.compile(r'"[^"]*"')
Literal = str | int | float | date


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """Where names are looked up; `depth` counts the derived names that were opened on the way."""

    form: Form
    parts: Sequence[Question]
    depth: int = 0

    def question(self, value: Value) -> Question | None:
        """The question that a value stands for, also through a derived name for it."""
        parts, seen = self.parts, set[Value]()
        while value not in seen:
            seen.add(value)
            if isinstance(value, Part):
                return self.form.question_at(f"{value.group}.{value.name}")
            if not isinstance(value, Name):
                return None
            found = _by_id(parts, value.name) or self.form.questions.get(value.name)
            derived = self.form.derived.get(value.name)
            if found or derived is None or not isinstance(derived.meaning, Name | Part):
                return found
            value, parts = derived.meaning, ()
        return None

    def deeper(self) -> "_Scope":
        return replace(self, depth=self.depth + 1)

    def inside(self, table: str) -> "_Scope":
        asked = self.question(Name(table))
        return replace(self, parts=asked.parts if asked else ())


def in_words(condition: Condition, *, form: Form, parts: Sequence[Question] = ()) -> str:
    """A condition as a phrase for "if ..."; `parts` are the questions of the group or row it stands in."""
    return _say(condition, _Scope(form=form, parts=parts))


def spelt_out(phrases: Sequence[str], *, joined_by: str) -> str:
    """Phrases as a sentence: "A and B", or "A; B; and C", so that no brackets are needed to tell where each ends."""
    if not any(JOINING.search(QUOTED.sub("", phrase)) for phrase in phrases):
        return _listed(phrases, joined_by=joined_by)
    return "".join(f"{phrase}; " for phrase in phrases[:-1]) + f"{joined_by} " * (len(phrases) > 1) + phrases[-1]


def value_in_words(value: Value, *, form: Form, parts: Sequence[Question] = ()) -> str:
    """A value as a noun phrase: the question in quotes, a derived value by its text or name, a number."""
    return _value(value, _Scope(form=form, parts=parts))


def _by_id(parts: Sequence[Question], name: str) -> Question | None:
    return next((part for part in parts if part.id == name), None)


def _say(condition: Condition, scope: _Scope) -> str:
    match condition:
        case Always():
            return "always"
        case Truth(name):
            return _truth(name, scope)
        case Not(inner):
            return f"it is not so that {_enclosed(inner, scope)}"
        case Is(value, literal, negated):
            return f"{_value(value, scope)} {'is not' if negated else 'is'} {_literal(literal, value, scope)}"
        case In(value, literals, negated):
            return f"{_value(value, scope)} {_one_of(literals, value, scope, negated=negated)}"
        case Includes(name, options):
            listed = _any_of(_literal(option, name, scope) for option in options)
            return f"{_value(name, scope)} includes {'any of ' if len(options) > 1 else ''}{listed}"
        case Compare(left, operator, right):
            return f"{_value(left, scope)} {_relation(operator, left, right, scope)} {_value(right, scope)}"
        case Answered(name):
            return f"{_value(name, scope)} is {'answered' if scope.question(name) else 'known'}"
        case Unanswered(name, reasons):
            because = _any_of(_reason(reason, scope) for reason in reasons)
            return f"{_value(name, scope)} was left unanswered{f' because: {because}' if reasons else ''}"
        case AnyRow(table, row):
            return f"in at least one row of {_value(Name(table), scope)}: {_say(row, scope.inside(table))}"
        case AllRows(table, row):
            return f"in every row of {_value(Name(table), scope)}: {_say(row, scope.inside(table))}"
        case Both(parts):
            return _listed([_enclosed(part, scope) for part in parts], joined_by="and")
        case Either(parts):
            return _listed([_enclosed(part, scope) for part in parts], joined_by="or")
        case _:
            assert_never(condition)


def _value(value: Value, scope: _Scope) -> str:
    match value:
        case Name(name):
            return _name(name, scope)
        case Part(group, name):
            asked, around = scope.question(value), scope.question(Name(group))
            if asked is None or around is None:
                return spaced(f"{name} of {group}")
            return f"{_quoted(asked.text)} in {_quoted(around.text)}"
        case Number(number):
            return str(number)
        case Date(day):
            return day_in_words(day)
        case Years(start, end):
            return f"the whole years from {_value(start, scope)} to {_value(end, scope)}"
        case Days(start, end):
            return f"the days from {_value(start, scope)} to {_value(end, scope)}"
        case Count(name):
            asked = scope.question(name)
            what = "rows of" if asked and isinstance(asked.type, Table) else "options chosen in"
            return f"the number of {what} {_value(name, scope)}"
        case Minus(left, right):
            return f"{_value(left, scope)} minus {_value(right, scope)}"
        case _:
            assert_never(value)


def _name(name: str, scope: _Scope) -> str:
    """A question in quotes; a setting as its number; a derived value by its text, else by its name."""
    if name in BUILT_IN_VALUES:
        return BUILT_IN_VALUES[name]
    asked = scope.question(Name(name))
    if asked:
        return _quoted(asked.text)
    setting = scope.form.settings.get(name)
    if setting:
        amount = f"{setting.value} {setting.unit}".rstrip()
        return f"{amount} ({tidy(setting.text)})"
    derived = scope.form.derived.get(name)
    return tidy(derived.text) if derived and derived.text else spaced(name)


def _truth(name: str, scope: _Scope) -> str:
    """A named truth in its own words; without any, its meaning is opened, but not without end."""
    if name in BUILT_IN_TRUTHS:
        return BUILT_IN_TRUTHS[name]
    if name in scope.form.indicators:
        return f'"{spaced(name)}" is a finding'
    derived = scope.form.derived.get(name)
    if derived and derived.text:
        return tidy(derived.text)
    if derived is None or scope.depth >= DEEPEST:
        return spaced(name)
    scope = replace(scope.deeper(), parts=())  # a derived name speaks of the form, wherever it is used
    match derived.meaning:
        case Name(other):  # another name for a truth
            return _truth(other, scope)
        case Part() | Number() | Date() | Years() | Days() | Count() | Minus():
            return spaced(name)
        case _:
            return _say(derived.meaning, scope)


def _enclosed(condition: Condition, scope: _Scope) -> str:
    """A condition inside another, in brackets where it could be misread there."""
    said = _say(condition, scope)
    return f"({said})" if JOINING.search(QUOTED.sub("", said)) else said


def _one_of(literals: tuple[Literal, ...], value: Value, scope: _Scope, *, negated: bool) -> str:
    listed = _any_of(_literal(literal, value, scope) for literal in literals)
    if len(literals) == 1:
        return f"{'is not' if negated else 'is'} {listed}"
    return f"{'is none of' if negated else 'is one of'} {listed}"


def _literal(literal: Literal, value: Value, scope: _Scope) -> str:
    """An option in quotes by its text; yes, no, numbers and levels as they are."""
    if isinstance(literal, date):
        return day_in_words(literal)
    asked = scope.question(value)
    option = asked.options.get(str(literal)) if asked else None
    if option is None or (literal in ("yes", "no") and option.text.lower() == literal):
        return spaced(str(literal))
    return _quoted(option.text)


def _relation(operator: Operator, left: Value, right: Value, scope: _Scope) -> str:
    return OF_DAYS[operator] if _is_dated(left, scope) or _is_dated(right, scope) else OF_NUMBERS[operator]


def _is_dated(value: Value, scope: _Scope) -> bool:
    asked = scope.question(value)
    if asked:
        return isinstance(asked.type, DateType | DateTimeType)
    return isinstance(value, Date) or value in (Name("today"), Name("now"))


def _reason(reason: str, scope: _Scope) -> str:
    declared = scope.form.reasons.get(reason)
    text = tidy(declared.text) if declared else spaced(reason)
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _any_of(items: Iterable[str]) -> str:
    return _listed(list(items), joined_by="or")


def _listed(items: Sequence[str], *, joined_by: str) -> str:
    """One; one and two; one, two and three."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joined_by} {items[-1]}"


def _quoted(text: str) -> str:
    return f'"{tidy(text)}"'


def tidy(text: str) -> str:
    """On one line, without a colon at the end, and with quotes that cannot close ours."""
    return " ".join(text.split()).replace('"', "'").rstrip(": ")


def sentence_case(text: str) -> str:
    """A phrase of ours as the beginning of a line; an id as words."""
    words = spaced(text) if text.isidentifier() else tidy(text)
    return words[:1].upper() + words[1:]


def spaced(name: str) -> str:
    """An id as words."""
    return name.replace("_", " ")
