"""Walks through conditions: their single tests, the names and values in a test, and what stands beside it.

A condition is always walked together with its scope, for the rows of an `any` have names of their own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
from safeforms.language.condition_types import FARTHEST, Scope

Fact = tuple[Condition, Scope]
"""A condition, and the scope of its names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One test as a condition reaches it, perhaps through derived truths.

    `beside` is all that stands with it in an `and` around it, `instead` its alternatives in an `or`. `denied` says
    whether a `not` turns it round. `through` names the derived truths on the way, outermost first.
    """

    test: Condition | Value
    scope: Scope
    beside: tuple[Fact, ...] = ()
    instead: tuple[Fact, ...] = ()
    denied: bool = False
    through: tuple[str, ...] = ()


def tests_in(meaning: Condition | Value, *, scope: Scope) -> Iterator[tuple[Condition | Value, Scope]]:
    """Every single test with its scope: whatever is not `and`, `or` and `not`; an any or all before its rows."""
    match meaning:
        case Not(inner):
            yield from tests_in(inner, scope=scope)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from tests_in(part, scope=scope)
        case AnyRow(table, row) | AllRows(table, row):
            yield meaning, scope
            yield from tests_in(row, scope=scope.rows_of(table))
        case _:
            yield meaning, scope


def names_of(test: Condition | Value) -> Iterator[Name | Part]:
    """The names in a test; of any and all the table alone, for their rows hold tests of their own."""
    match test:
        case Always() | Number() | Date():
            return
        case Name() | Part():
            yield test
        case Truth(name) | AnyRow(name, _) | AllRows(name, _):
            yield Name(name)
        case Is(value, _, _) | In(value, _, _):
            yield from names_of(value)
        case Includes(name, _) | Answered(name) | Unanswered(name, _) | Count(name):
            yield name
        case Compare(first, _, second) | Years(first, second) | Days(first, second) | Minus(first, second):
            yield from names_of(first)
            yield from names_of(second)
        case Not(inner):
            yield from names_of(inner)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from names_of(part)
        case _:
            assert_never(test)


def values_in(test: Condition | Value) -> Iterator[Value]:
    """Every value in a test, one made of others before those."""
    match test:
        case Is(value, _, _) | In(value, _, _):
            yield from values_in(value)
        case Compare(left, _, right):
            yield from values_in(left)
            yield from values_in(right)
        case Minus(left, right) | Years(left, right) | Days(left, right):
            yield test
            yield from values_in(left)
            yield from values_in(right)
        case Name() | Part() | Number() | Date() | Count():
            yield test
        case _:
            return


def reached(start: Reached) -> Iterator[Reached]:
    """Every test behind a condition, those of derived truths after their name."""
    waiting = [start]
    while waiting:
        found = waiting.pop()
        if not isinstance(found.test, Not | Both | Either):
            yield found
        waiting.extend(reversed(list(_next(found))))


def _next(found: Reached) -> Iterator[Reached]:
    """What stands directly inside or behind a condition."""
    test, scope = found.test, found.scope
    match test:
        case Not(inner):
            yield replace(found, test=inner, denied=not found.denied)
        case Both(parts):
            for part, others in _each(parts, scope=scope):
                yield replace(found, test=part, beside=found.beside + others)
        case Either(parts):
            for part, others in _each(parts, scope=scope):
                yield replace(found, test=part, instead=found.instead + others)
        case AnyRow(table, row) | AllRows(table, row):
            yield replace(found, test=row, scope=scope.rows_of(table))
        case Truth(name) | Name(name):
            derived = scope.derived(name) if len(found.through) < FARTHEST else None
            if derived and name not in found.through and not _renames_value(derived.meaning, scope=scope):
                yield replace(found, test=derived.meaning, scope=scope.outside(), through=(*found.through, name))


def facts_of(facts: Iterable[Fact], *, joined: type[Both] | type[Either]) -> Iterator[Fact]:
    """Some facts and all that they stand for: the parts of those joined so, and the meanings of derived truths."""
    waiting, seen = list(facts), set[tuple[str, bool]]()
    while waiting:
        condition, scope = fact = waiting.pop()
        yield fact
        if isinstance(condition, joined):
            waiting.extend((part, scope) for part in condition.parts)
            continue
        denied = isinstance(condition, Not)
        named = condition.inner if isinstance(condition, Not) else condition
        if isinstance(named, Truth) and (named.name, denied) not in seen:
            seen.add((named.name, denied))
            waiting.extend((meaning, scope.outside()) for meaning in _meaning(named.name, denied=denied, scope=scope))


def _each(parts: tuple[Condition, ...], *, scope: Scope) -> Iterator[tuple[Condition, tuple[Fact, ...]]]:
    """Each of some conditions with the others."""
    for position, part in enumerate(parts):
        yield part, tuple((other, scope) for other in (*parts[:position], *parts[position + 1 :]))


def _meaning(name: str, *, denied: bool, scope: Scope) -> Iterator[Condition]:
    """What a derived truth means, or what its denial means where `not` can stand before that."""
    derived = scope.derived(name)
    if derived is None:
        return
    meaning = Truth(derived.meaning.name) if isinstance(derived.meaning, Name) else derived.meaning
    if isinstance(meaning, Value):
        return
    if not denied:
        yield meaning
    elif isinstance(meaning, Truth | Answered | Unanswered | AnyRow | AllRows):
        yield Not(meaning)


def _renames_value(meaning: Condition | Value, *, scope: Scope) -> bool:
    """Whether a derived value is no truth, so that nothing behind it is tested."""
    if not isinstance(meaning, Name):
        return isinstance(meaning, Value)
    found = scope.outside().stands_for(meaning)
    return found is not None and found.sort not in ("truth", "anything")
