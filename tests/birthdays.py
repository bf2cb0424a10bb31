"""The ages at which something turns in a form, and the dates by which somebody reaches them in a record.

Ages are those at the assessment, in years or days, of whoever has a date of birth: other spans of time are no ages.
Whoever is born on 29 February turns on 1 March, in years that have no such day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from safeforms.clock import as_day, days_between, years_between
from safeforms.conditions import Compare, Condition, Days, Minus, Name, Number, Part, Value, Years
from safeforms.definition import Form
from safeforms.judgement.contents import Contents
from safeforms.language.condition_types import Scope
from tests.records import without_rows

DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Birthday:
    """An age at which some condition turns: the paths of both dates, and the years or days between them."""

    born: str
    until: str
    unit: Literal["years", "days"]
    age: int

    def __str__(self) -> str:
        return f"{self.age} {self.unit} old (`{self.born}`)"

    def falls_on(self, day: date, *, born: date) -> bool:
        """Whether that is the very day on which somebody reaches the age."""
        measure = years_between if self.unit == "years" else days_between
        return (measure(born, day - DAY), measure(born, day)) == (self.age - 1, self.age)


def birthdays_of(tests: Iterable[tuple[Condition | Value, Scope]], *, form: Form) -> Iterator[Birthday]:
    """The birthdays at which some tests of a form turn; one may come twice."""
    for test, scope in tests:
        if not isinstance(test, Compare):
            continue
        left, age = _meant(test.left, scope=scope), _number(test.right, form=form)
        if isinstance(left, Minus) and age is not None:  # `years(a, b) - 16 >= 5` turns at 21
            more = _number(left.right, form=form)
            left, age = _meant(left.left, scope=scope), None if more is None else age + more
        if not isinstance(left, Years | Days) or age is None:
            continue
        born, until = (_path(name, scope=scope) for name in (left.start, left.end))
        if until == form.summary.assessed_at:  # other spans of time are no ages
            unit: Literal["years", "days"] = "years" if isinstance(left, Years) else "days"
            yield Birthday(born=born, until=until, unit=unit, age=age + (test.operator in (">", "<=")))


def _meant(value: Value, *, scope: Scope) -> Value:
    """A value, or what a derived name of one means."""
    while isinstance(value, Name):
        derived = scope.derived(value.name)
        if derived is None or not isinstance(derived.meaning, Value):
            return value
        value = derived.meaning
    return value


def _number(value: Value, *, form: Form) -> int | None:
    """A number, or that of a setting."""
    if isinstance(value, Number):
        return int(value.value)
    setting = form.settings.get(value.name) if isinstance(value, Name) else None
    return setting.default if setting else None


def _path(name: Name | Part, *, scope: Scope) -> str:
    meaning = scope.stands_for(name)
    return meaning.path if meaning else ""


def dates_of(contents: Contents) -> Mapping[str, list[date]]:
    """The dates in a record by the path of their question: of a table, one for each row."""
    dates = defaultdict[str, list[date]](list)
    for at, content in contents.by_path.items():
        if isinstance(content.value, date):
            dates[without_rows(at)].append(as_day(content.value))
    return dates
