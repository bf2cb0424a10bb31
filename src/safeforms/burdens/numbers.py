"""Numbers, days and moments for a record that is to lie in a set: each measure in a piece that is left of it.

Values are tried, one answer after the other, and a measure is looked at as soon as all that it reads is there.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from math import inf
from typing import Final

from safeforms.burdens.filling import MOMENT
from safeforms.burdens.measures import Measure, Piece, leaves, limits_of, question_of
from safeforms.burdens.outlook import Outlook
from safeforms.burdens.truths import bits
from safeforms.clock import as_day, days_between, years_between
from safeforms.judgement.answers import beyond
from safeforms.problems import Path
from safeforms.questions import DateTimeType, DateType

Value = int | date
Wanted = Mapping[Measure, Sequence[Piece]]
OLDEST: Final = 121
SPAN: Final = 250
"""So many numbers of one answer are all tried; of more only those at a cut."""
TRIES: Final = 100_000


def numbers_for(outlook: Outlook, valued: Collection[Path]) -> dict[Measure, Value] | None:
    """A value of each answer or count that a narrowed measure rests on; None where none was found.

    `valued` are the paths of the answers that have a value in the record.
    """
    wanted = dict[Measure, Sequence[Piece]]()
    for measure, point in outlook.points.numbers.items():
        known, left = outlook.points.pieces[measure], outlook.pieces(measure)
        paths = {leaf.path for leaf in leaves(measure)}
        if paths and paths.issubset(valued) and left != outlook.points.full[point]:
            wanted[measure] = [known[place] for place in bits(left)]
    read = list(dict.fromkeys(leaf for measure in wanted for leaf in leaves(measure)))
    tries = {leaf: list(candidates(outlook, leaf)) for leaf in read}
    return _first(read, tries, wanted)


def candidates(outlook: Outlook, leaf: Measure) -> Iterator[Value]:
    """Values that an answer or a count may have: every age, every number of few, and those on either side of a cut."""
    asked = question_of(outlook.points.form, leaf.path)
    if isinstance(asked.type, DateType | DateTimeType):
        moments = (MOMENT.replace(year=MOMENT.year - years) for years in range(OLDEST))
        yield from moments if isinstance(asked.type, DateTimeType) else map(as_day, moments)
        yield from beside_cuts(outlook, leaf)
        return
    low, high = limits_of(outlook.points.form, leaf)
    yield from range(int(low), int(high) + 1) if high - low <= SPAN else beside_cuts(outlook, leaf)


def beside_cuts(outlook: Outlook, leaf: Measure) -> Iterator[Value]:
    """Values at, above and below each cut of the measures that read an answer or a count."""
    read = (known for measure, known in outlook.points.pieces.items() if leaf in leaves(measure))
    cuts = {int(edge) for known in read for piece in known for edge in piece if abs(edge) < inf} | {0}
    asked, (low, high) = question_of(outlook.points.form, leaf.path), limits_of(outlook.points.form, leaf)
    for number in sorted({near for cut in cuts for near in (cut - 1, cut, cut + 1)}, key=abs):
        if not isinstance(asked.type, DateType | DateTimeType):
            yield from [number] if low <= number <= high else ()
            continue
        moments = [MOMENT.replace(year=MOMENT.year - number)] if 0 <= number < OLDEST else []
        if abs(number) < SPAN * 10:
            moments += [MOMENT - timedelta(days=number), MOMENT + timedelta(days=number)]
        elif date.min.toordinal() < number < date.max.toordinal():
            moments.append(datetime.combine(date.fromordinal(number), MOMENT.time()))
        yield from moments if isinstance(asked.type, DateTimeType) else map(as_day, moments)


def _first(
    read: Sequence[Measure], tries: Mapping[Measure, Sequence[Value]], wanted: Wanted
) -> dict[Measure, Value] | None:
    """The first values of all leaves, in their order, that put every measure where it is wanted."""
    due = {leaf: [measure for measure in wanted if _last(measure, read) == leaf] for leaf in read}
    left = TRIES

    def go_on(place: int, values: dict[Measure, Value]) -> dict[Measure, Value] | None:
        nonlocal left
        if place == len(read):
            return values
        leaf = read[place]
        for value in tries[leaf]:
            left -= 1
            if left < 0:
                return None
            so_far = {**values, leaf: value}
            if all(_fits(measure, so_far, wanted[measure]) for measure in due[leaf]):
                found = go_on(place + 1, so_far)
                if found is not None:
                    return found
        return None

    return go_on(0, {})


def _last(measure: Measure, read: Sequence[Measure]) -> Measure:
    return max(leaves(measure), key=read.index)


def _fits(measure: Measure, values: Mapping[Measure, Value], pieces: Sequence[Piece]) -> bool:
    place = _number(_worth(measure, values))
    return any(low <= place <= high for low, high in pieces)


def _worth(measure: Measure, values: Mapping[Measure, Value]) -> Value:
    """What a measure is; True and False are numbers here."""
    if measure in values:
        return values[measure]
    if measure.kind in ("today", "now"):
        return MOMENT if measure.kind == "now" else MOMENT.date()
    if measure.kind == "day":
        return date.fromordinal(measure.day)
    worths = [_worth(part, values) for part in measure.parts]
    if measure.kind == "minus":
        first, *others = map(_number, worths)
        return first - sum(others) if others else -first
    earlier, later = worths
    if measure.kind == "order":
        return beyond(earlier, later, below=False) - beyond(earlier, later, below=True)
    assert isinstance(earlier, date) and isinstance(later, date)
    return (years_between if measure.kind == "years" else days_between)(as_day(earlier), as_day(later))


def _number(value: Value) -> int:
    return value.toordinal() if isinstance(value, date) else value
