"""What the names in a condition stand for, and what sort of value each value is.

Inside a group or a table a name is its own first, then the form's. Where nothing can be known - a name that the
host of a part brings, a circle of derived values - the sort is `anything`, which fits everywhere, so that one
mistake is told once.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, assert_never

from safeforms.conditions import Count, Date, Days, Minus, Name, Number, Part, Value, Years
from safeforms.definition import FINDING_LEVELS, Derived, Form
from safeforms.questions import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)

Sort = Literal[
    "number",
    "date",
    "datetime",
    "yes_no",
    "choice",
    "choices",
    "text",
    "group",
    "table",
    "level",
    "truth",
    "anything",
]
SORT_WORDS: Final[dict[Sort, str]] = {
    "number": "a number",
    "date": "a date",
    "datetime": "a date and time",
    "yes_no": "a yes or no",
    "choice": "a choice",
    "choices": "several choices",
    "text": "a text",
    "group": "a group",
    "table": "a table",
    "level": "a level",
    "truth": "a truth",
    "anything": "something",
}
DATES: Final = frozenset({"date", "datetime", "anything"})
NUMBERS: Final = frozenset({"number", "anything"})
FARTHEST: Final = 50
"""So many derived values may stand on each other; what is behind more of them is not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a name stands for: its sort, and the words that a test may compare it with.

    `path` is that of the question behind it, also where a derived value only renames one; `question` is None
    there, for nobody answers a derived value.
    """

    sort: Sort
    words: Collection[str] = ()
    path: str = ""
    question: Question | None = None


ANYTHING: Final = Meaning(sort="anything")
BUILT_IN: Final = {
    "today": Meaning(sort="date"),
    "now": Meaning(sort="datetime"),
    "worst_finding": Meaning(sort="level", words=FINDING_LEVELS),
    "gap": Meaning(sort="truth"),
    "to_tell": Meaning(sort="truth"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a condition is written: in which form, inside which group or table, inside the rows of an any or all.

    `needs` are names that may be used though the form has them not. In `open_rows` nothing is known of the
    table, so that any name may be one of its own.
    """

    form: Form
    needs: frozenset[str] = frozenset()
    within: Question | None = None
    in_rows: bool = False
    open_rows: bool = False

    def rows_of(self, table: str) -> "Scope":
        """The scope of the condition inside `any(table, ...)`."""
        question = self.form.questions.get(table)
        return replace(self, within=question, in_rows=True, open_rows=question is None or not question.parts)

    def stands_for(self, name: Name | Part, *, seen: frozenset[str] = frozenset()) -> Meaning | None:
        """What a name stands for; None where it is the name of nothing. `seen` are the derived values on the way."""
        if isinstance(name, Part):
            return self._part(name.group, name.name)
        own = self.own(name.name)
        if own and self.within:
            return meaning_of(own, path=f"{self.within.id}.{own.id}")
        form = self.form
        if name.name in form.questions:
            return meaning_of(form.questions[name.name], path=name.name)
        if name.name in form.derived:
            return self._derived(form.derived[name.name], seen=seen)
        if name.name in form.settings:
            return Meaning(sort="number")
        if name.name in form.indicators:
            return Meaning(sort="truth")
        if name.name in BUILT_IN:
            return BUILT_IN[name.name]
        return ANYTHING if name.name in self.needs or self.open_rows else None

    def own(self, name: str) -> Question | None:
        """The question of this group or table that has an id."""
        return next((part for part in self.within.parts if part.id == name), None) if self.within else None

    def derived(self, name: str) -> Derived | None:
        """The derived value that a bare name stands for here."""
        return None if self.own(name) or name in self.form.questions else self.form.derived.get(name)

    def names(self) -> Iterator[str]:
        """Every name that a condition here may use, its own first."""
        yield from (part.id for part in self.within.parts) if self.within else ()
        yield from self.form_names()
        yield from BUILT_IN
        for question in self.form.questions.values():
            if isinstance(question.type, Group | Override):
                yield from (f"{question.id}.{part.id}" for part in question.parts)

    def form_names(self) -> Iterator[str]:
        """The names that the form itself has, or needs of its host."""
        form = self.form
        for names in (form.questions, form.derived, form.indicators, form.settings, self.needs):
            yield from names

    def outside(self) -> "Scope":
        """The scope of a derived value: outside every group and table."""
        return Scope(form=self.form, needs=self.needs)

    def _part(self, group: str, name: str) -> Meaning | None:
        if group not in self.form.questions:
            return ANYTHING if group in self.needs else None
        part = self.form.question_at(f"{group}.{name}")
        return meaning_of(part, path=f"{group}.{name}") if part else None

    def _derived(self, derived: Derived, *, seen: frozenset[str]) -> Meaning:
        meaning = derived.meaning
        if not isinstance(meaning, Value):
            return Meaning(sort="truth")
        if derived.name in seen or len(seen) > FARTHEST:
            return ANYTHING
        if isinstance(meaning, Name | Part):
            found = self.outside().stands_for(meaning, seen=seen | {derived.name})
            return replace(found, question=None) if found else ANYTHING
        return Meaning(sort=sort_of(meaning, scope=self.outside()))


def sort_of(value: Value, *, scope: Scope) -> Sort:
    """What sort of value a value is; `anything` of a name that stands for nothing."""
    match value:
        case Number() | Years() | Days() | Count() | Minus():
            return "number"
        case Date():
            return "date"
        case Name() | Part():
            meaning = scope.stands_for(value)
            return meaning.sort if meaning else "anything"
        case _:
            assert_never(value)


def name_at(path: str) -> Name | Part:
    """The name that a path such as `referral.made_at` is."""
    group, _, part = path.partition(".")
    return Part(group, part) if part else Name(group)


def meaning_of(question: Question, *, path: str) -> Meaning:
    """What the name of a question stands for."""
    return Meaning(sort=question_sort(question), words=_words(question), path=path, question=question)


def question_sort(question: Question) -> Sort:
    """What sort of value a question asks for."""
    match question.type:
        case YesNo():
            return "yes_no"
        case Choice():
            return "choice"
        case Choices():
            return "choices"
        case Text() | NhsNumber():
            return "text"
        case Integer():
            return "number"
        case DateType():
            return "date"
        case DateTimeType():
            return "datetime"
        case Group() | Override():
            return "group"
        case Table():
            return "table"
        case _:
            assert_never(question.type)


def _words(question: Question) -> Collection[str]:
    return ("yes", "no") if isinstance(question.type, YesNo) else tuple(question.options)
