"""Conditions for generated forms: of every node of the language, and well typed by construction.

What the checker of forms asks for is built in too: an age stands beside `answered(date)`, an `all` beside a row.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal, TypeVar

from hypothesis import strategies as st

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
from tests.strategies import NOW

Sort = Literal["yes_no", "choice", "choices", "text", "number", "date", "group", "table", "level", "truth"]
Item = TypeVar("Item")

OPERATORS: Final[tuple[Operator, ...]] = ("<", "<=", ">", ">=")
NUMBERS: Final = (0, 1, 2, 3, 5, 2.5, 18)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A name that a condition may use, as it is written there, and what it stands for.

    `asked`: it is a question. `firm`: it cannot be left blank. `countable`: years and days may be counted from it.
    `guards` are the dates that must be answered before it is tested. `rows` are the names in a row of a table.
    """

    name: str
    sort: Sort
    words: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    asked: bool = True
    firm: bool = True
    countable: bool = False
    guards: tuple[str, ...] = ()
    rows: tuple["Known", ...] = ()

    @property
    def node(self) -> Name | Part:
        group, _, part = self.name.partition(".")
        return Part(group, part) if part else Name(group)


BUILT_IN: Final = (
    Known(name="today", sort="date", asked=False, firm=False, countable=True),
    Known(name="now", sort="date", asked=False, firm=False, countable=True),
)
SETTINGS: Final = (Known(name="s0", sort="number", asked=False, firm=False),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a condition may speak of: the names of its own group or row, then those of the form."""

    own: tuple[Known, ...] = ()
    form: tuple[Known, ...] = ()
    in_rows: bool = False

    @property
    def names(self) -> tuple[Known, ...]:
        mine = {known.name for known in self.own}
        return self.own + tuple(known for known in self.form if known.name not in mine)

    def of(self, *sorts: Sort) -> list[Known]:
        """What a value may be compared with: names of a sort, what is built in too."""
        return [known for known in (*self.names, *SETTINGS, *BUILT_IN) if known.sort in sorts]


def conditions(draw: st.DrawFn, reach: Reach, *, depth: int = 2) -> tuple[Condition, bool]:
    """A condition, and whether something in it cannot be left blank."""
    if depth and draw(st.integers(0, 9)) > 5:
        parts = [conditions(draw, reach, depth=depth - 1) for _ in range(draw(st.integers(2, 3)))]
        joined = tuple(part for part, _ in parts)
        return Both(joined) if draw(st.booleans()) else Either(joined), any(firm for _, firm in parts)
    return _test(draw, reach)


def _test(draw: st.DrawFn, reach: Reach) -> tuple[Condition, bool]:
    able = [(known, kinds) for known in reach.names if (kinds := _kinds(known, reach))]
    if not able or draw(st.integers(0, 39)) == 20:
        return Always(), False
    known, kinds = draw(st.sampled_from(able))
    return draw(st.sampled_from(kinds))(draw, known, reach)


Kind = Callable[[st.DrawFn, Known, Reach], tuple[Condition, bool]]


def _kinds(known: Known, reach: Reach) -> tuple[Kind, ...]:
    """The tests that a name allows."""
    asked: tuple[Kind, ...] = (_answered,) if known.asked else ()
    asked += (_unanswered,) if known.reasons else ()
    match known.sort:
        case "yes_no" | "choice" | "level":
            return (_is, _is, _in, *asked)
        case "choices":
            return (_includes, _includes, _counted, *asked) if known.asked else ()
        case "number":
            return (_compared, _compared, _is_number, *asked)
        case "date":
            return (_dates_compared, *((_age, _age) if known.countable else ()), *asked)
        case "table":
            return (_counted, *((_rows, _rows, _rows) if known.rows and not reach.in_rows else ()), *asked)
        case "truth":
            return (_truth,)
        case _:
            return asked


def _answered(draw: st.DrawFn, known: Known, _: Reach) -> tuple[Condition, bool]:
    return _perhaps_not(draw, Answered(known.node)), known.firm


def _unanswered(draw: st.DrawFn, known: Known, _: Reach) -> tuple[Condition, bool]:
    some = draw(st.lists(st.sampled_from(known.reasons), max_size=2, unique=True))
    return _perhaps_not(draw, Unanswered(known.node, tuple(some))), known.firm


def _truth(draw: st.DrawFn, known: Known, _: Reach) -> tuple[Condition, bool]:
    return _perhaps_not(draw, Truth(known.name)), known.firm


def _perhaps_not(draw: st.DrawFn, test: Truth | Answered | Unanswered | AnyRow | AllRows) -> Condition:
    return Not(test) if draw(st.integers(0, 3)) == 3 else test


def _is(draw: st.DrawFn, known: Known, _: Reach) -> tuple[Condition, bool]:
    return Is(known.node, draw(st.sampled_from(known.words)), draw(st.booleans())), known.firm


def _in(draw: st.DrawFn, known: Known, _: Reach) -> tuple[Condition, bool]:
    return In(known.node, _some(draw, known.words), draw(st.booleans())), known.firm


def _includes(draw: st.DrawFn, known: Known, _: Reach) -> tuple[Condition, bool]:
    return Includes(known.node, _some(draw, known.words)), known.firm


def _counted(draw: st.DrawFn, known: Known, reach: Reach) -> tuple[Condition, bool]:
    return _number_test(draw, Count(known.node), reach), known.firm


def _compared(draw: st.DrawFn, known: Known, reach: Reach) -> tuple[Condition, bool]:
    value: Value = known.node
    guards = known.guards
    firm = known.firm
    if draw(st.integers(0, 3)) == 3:
        other = draw(st.sampled_from(reach.of("number")))
        value, guards, firm = Minus(known.node, other.node), guards + other.guards, firm or other.firm
    return _guarded(draw, _number_test(draw, value, reach, guardless=True), guards, reach), firm


def _is_number(draw: st.DrawFn, known: Known, reach: Reach) -> tuple[Condition, bool]:
    literals = st.sampled_from((*NUMBERS, -1))
    negated = draw(st.booleans())
    test: Condition = Is(known.node, draw(literals), negated)
    if draw(st.booleans()):
        test = In(known.node, tuple(draw(st.lists(literals, min_size=1, max_size=3))), negated)
    return _guarded(draw, test, known.guards, reach), known.firm


def _number_test(draw: st.DrawFn, value: Value, reach: Reach, *, guardless: bool = False) -> Condition:
    """A number against a literal, or against another that needs no guard."""
    others = [known for known in reach.of("number") if not known.guards]
    right: Value = Number(draw(st.sampled_from(NUMBERS)))
    if others and draw(st.integers(0, 2)) == 2:
        right = draw(st.sampled_from(others)).node
    if not guardless and draw(st.integers(0, 4)) == 4:
        return Is(value, draw(st.sampled_from(NUMBERS)), draw(st.booleans()))
    first, second = (right, value) if draw(st.integers(0, 4)) == 4 else (value, right)
    return Compare(first, draw(st.sampled_from(OPERATORS)), second)


def _dates_compared(draw: st.DrawFn, known: Known, reach: Reach) -> tuple[Condition, bool]:
    other = draw(st.sampled_from(reach.of("date")))
    right: Value = Date(draw(days())) if draw(st.integers(0, 2)) == 0 else other.node
    first, second = (right, known.node) if draw(st.booleans()) else (known.node, right)
    return Compare(first, draw(st.sampled_from(OPERATORS)), second), known.firm


def _age(draw: st.DrawFn, known: Known, reach: Reach) -> tuple[Condition, bool]:
    value, guards, firm = measured(draw, known, reach)
    return _guarded(draw, _number_test(draw, value, reach), guards, reach), firm


def measured(draw: st.DrawFn, known: Known, reach: Reach) -> tuple[Value, tuple[str, ...], bool]:
    """The years or days between a date and another, the dates to guard it by, whether one of them is firm."""
    other = draw(st.sampled_from([known for known in reach.of("date") if known.countable]))
    first, second = (known, other) if draw(st.booleans()) else (other, known)
    values: list[Value] = [measure(first.node, second.node) for measure in (Years, Days, Minus)]
    return draw(st.sampled_from(values)), known.guards + other.guards, known.firm or other.firm


def _rows(draw: st.DrawFn, known: Known, reach: Reach) -> tuple[Condition, bool]:
    inside = Reach(own=known.rows, form=reach.form, in_rows=True)
    row, firm = conditions(draw, inside, depth=1)
    if draw(st.booleans()):
        return _perhaps_not(draw, AnyRow(known.name, row)), firm
    has_row = Compare(Count(known.node), ">", Number(0)) if draw(st.booleans()) else Answered(known.node)
    return Both((has_row, _perhaps_not(draw, AllRows(known.name, row)))), firm or known.firm


def _guarded(draw: st.DrawFn, test: Condition, guards: tuple[str, ...], reach: Reach) -> Condition:
    """A test of an age beside `answered` of its dates; perhaps with what holds where there is none."""
    nodes = [Known(name=name, sort="date").node for name in dict.fromkeys(guards)]
    if not nodes:
        return test
    both = Both((*map(Answered, nodes), test))
    if draw(st.booleans()):
        return both
    otherwise: Condition = Unanswered(nodes[0])
    spoken = reach.of("yes_no", "choice")
    if len(spoken) > 0 and draw(st.booleans()):
        otherwise = Both((otherwise, _is(draw, draw(st.sampled_from(spoken)), reach)[0]))
    return Either((both, otherwise))


def _some(draw: st.DrawFn, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(draw(st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True)))


def days() -> st.SearchStrategy[date]:
    """Days about now, and birthdays."""
    about = [NOW.date() + timedelta(days=away) for away in (-30, -3, -1, 0, 1)]
    return st.sampled_from([*about, date(2021, 11, 2), date(2010, 11, 3), date(2008, 2, 29)])


def seen_from(known: Known, outside: str) -> Known:
    """A part of a group as the form names it."""
    return replace(known, name=f"{outside}.{known.name}", guards=tuple(f"{outside}.{guard}" for guard in known.guards))
