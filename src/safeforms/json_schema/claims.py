"""What a schema can say of a condition: when it is certainly True, and when it is certainly False.

A side of a claim is a `Spread`, because a condition in a row speaks of its row and of the whole record, and one
schema cannot look at both: it holds where for one of its pairs the first schema accepts the record and the second
the row. Outside tables the second is always `True`.

A side never promises too much. Where the schema cannot look it promises less, and `lost` says what it is that
cannot be seen; where `lost` is empty the side is exact. `shaky` are the things that a schema cannot see in
single answers that were read: they matter only where somebody asks what is *not* True.
"""

from dataclasses import dataclass, replace
from typing import Final

from safeforms.json_schema.terms import Schema, all_of, any_of, key_of, negated

Spread = tuple[tuple[Schema, Schema], ...]
NEVER: Final[Spread] = ()
ALWAYS: Final[Spread] = ((True, True),)
NOTHING: Final = frozenset[str]()
MOST_PAIRS: Final = 4
"""So many pairs are joined in every way inside `all`; of more, only the plain ways are tried."""
NOT_SO: Final = "that something is not so, where it cannot see all that would make it so"
TOO_MANY: Final = "what every row is, by a condition that speaks in many ways of the row and the form together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Where something certainly holds."""

    spread: Spread
    lost: frozenset[str] = NOTHING
    shaky: frozenset[str] = NOTHING

    @property
    def schema(self) -> Schema:
        """The schema of a side that speaks of no row."""
        assert all(row is True for _, row in self.spread)
        return any_of(*(record for record, _ in self.spread))


NO: Final = Side(spread=NEVER)
YES: Final = Side(spread=ALWAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A condition: where it is certainly True, and where certainly False."""

    true: Side
    false: Side

    @property
    def denied(self) -> "Claim":
        return Claim(true=self.false, false=self.true)

    @property
    def not_true(self) -> Side:
        """Where it is certainly False or Unknown."""
        return _outside(self.true, otherwise=self.false)

    @property
    def not_false(self) -> Side:
        """Where it is certainly True or Unknown."""
        return _outside(self.false, otherwise=self.true)


def both(*claims: Claim) -> Claim:
    """Kleene's and; True of none."""
    return Claim(true=every(*(claim.true for claim in claims)), false=some(*(claim.false for claim in claims)))


def either(*claims: Claim) -> Claim:
    """Kleene's or; False of none."""
    return Claim(true=some(*(claim.true for claim in claims)), false=every(*(claim.false for claim in claims)))


def certain(truth: bool) -> Claim:
    """A claim that no record changes."""
    return Claim(true=YES if truth else NO, false=NO if truth else YES)


def of_record(schema: Schema) -> Side:
    """A side that a schema of the whole record says exactly."""
    return Side(spread=((schema, True),) if schema is not False else NEVER)


def of_row(schema: Schema) -> Side:
    """A side that a schema of one row says exactly."""
    return Side(spread=((True, schema),) if schema is not False else NEVER)


def every(*sides: Side) -> Side:
    """Where all of them hold; everywhere, of none."""
    if any(side == NO for side in sides):
        return NO
    pairs: Spread = ALWAYS
    for side in sides:
        pairs = tuple((all_of(a, c), all_of(b, d)) for a, b in pairs for c, d in side.spread)
    return _made(pairs, sides)


def some(*sides: Side) -> Side:
    """Where at least one of them holds; nowhere, of none."""
    if any(side.spread == ALWAYS for side in sides):
        return YES
    return _made(tuple(pair for side in sides for pair in side.spread), sides)


def in_some_row(side: Side) -> Side:
    """A table in which some row is so: the second of each pair is then a schema of the table."""
    return replace(side, spread=tuple((record, {"type": "array", "contains": row}) for record, row in side.spread))


def in_all_rows(side: Side, *, blank: Schema) -> Side:
    """A table in which every row that is not blank is so: the second of each pair is then a schema of the table."""
    found: list[tuple[Schema, Schema]] = []
    for chosen in _choices(side.spread):
        record = all_of(*(record for record, _ in chosen))
        row = any_of(*(row for _, row in chosen), blank)
        found.append((record, True if row is True else {"type": "array", "items": row}))
    many = len(side.spread) > MOST_PAIRS
    return replace(side, spread=tuple(found), lost=side.lost | {TOO_MANY} if many else side.lost)


def _choices(pairs: Spread) -> list[Spread]:
    """The pairs of which each row may satisfy any, where the record satisfies the first half of all."""
    if len(pairs) > MOST_PAIRS:
        return [*((pair,) for pair in pairs), pairs]
    sets = range(1, 2 ** len(pairs))
    return [tuple(pair for bit, pair in enumerate(pairs) if chosen >> bit & 1) for chosen in sets]


def _outside(side: Side, *, otherwise: Side) -> Side:
    """Where a side does not hold: exactly, if it is exact; else where its opposite certainly does."""
    lost = side.lost | side.shaky
    records, rows = (any_of(*(pair[half] for pair in side.spread)) for half in (0, 1))
    of_records, of_rows = (all(pair[half] is True for pair in side.spread) for half in (1, 0))
    if side.lost or not (of_records or of_rows):
        return Side(spread=otherwise.spread, lost=lost or frozenset([NOT_SO]), shaky=side.shaky)
    outside = of_record(negated(records)) if of_records else of_row(negated(rows))
    return replace(outside, lost=lost, shaky=side.shaky)


def _made(pairs: Spread, sides: tuple[Side, ...]) -> Side:
    by_record: dict[str, tuple[Schema, list[Schema]]] = {}
    for record, row in pairs:
        if record is not False and row is not False:
            by_record.setdefault(key_of(record), (record, []))[1].append(row)
    by_row: dict[str, tuple[Schema, list[Schema]]] = {}
    for record, rows in by_record.values():
        row = any_of(*rows)
        by_row.setdefault(key_of(row), (row, []))[1].append(record)
    return Side(
        spread=tuple((any_of(*records), row) for row, records in by_row.values()),
        lost=NOTHING.union(*(side.lost for side in sides)),
        shaky=NOTHING.union(*(side.shaky for side in sides)),
    )
