"""What a test in a condition rests on: the questions that it reads, and the dates that it counts from."""

from collections.abc import Iterable, Iterator

from safeforms.conditions import Condition, Days, Minus, Name, Part, Value, Years
from safeforms.language.condition_types import Scope
from safeforms.language.condition_walks import names_of, values_in


def paths_read(test: Condition | Value, scope: Scope) -> set[str]:
    """The paths of the questions that one test reads, through derived values.

    The path is empty of what no single question decides: an indicator, `gap`, a name that a host brings.
    """
    read = set[str]()
    for name, within in _names_behind(test, scope):
        meaning = within.stands_for(name)
        if meaning and (meaning.path or meaning.sort in ("level", "truth", "anything")):
            read.add(meaning.path)
    return read


def dates_counted(*tests: tuple[Condition | Value, Scope]) -> set[str]:
    """The paths of the date questions between which tests count years or days, through derived values."""
    dates = set[str]()
    for value, within in _values_behind(tests):
        if isinstance(value, Years | Days | Minus):
            ends = (value.start, value.end) if isinstance(value, Years | Days) else (value.left, value.right)
            for end in ends:
                meaning = within.stands_for(end) if isinstance(end, Name | Part) else None
                if meaning and meaning.path and meaning.sort in ("date", "datetime"):
                    dates.add(meaning.path)
    return dates


def _names_behind(test: Condition | Value, scope: Scope) -> Iterator[tuple[Name | Part, Scope]]:
    """The names in a test and in the derived values that it uses, those themselves left out."""
    waiting, seen = [(test, scope)], set[str]()
    while waiting:
        current, within = waiting.pop()
        for name in names_of(current):
            derived = within.derived(name.name) if isinstance(name, Name) else None
            if derived is None:
                yield name, within
            elif derived.name not in seen and isinstance(derived.meaning, Value):
                seen.add(derived.name)
                waiting.append((derived.meaning, within.outside()))


def _values_behind(tests: Iterable[tuple[Condition | Value, Scope]]) -> Iterator[tuple[Value, Scope]]:
    """The values in tests and in the derived values that they use, which are looked into once."""
    waiting, seen = list(tests), set[str]()
    while waiting:
        current, within = waiting.pop()
        for value in values_in(current):
            yield value, within
            derived = within.derived(value.name) if isinstance(value, Name) else None
            if derived and derived.name not in seen and isinstance(derived.meaning, Value):
                seen.add(derived.name)
                waiting.append((derived.meaning, within.outside()))
