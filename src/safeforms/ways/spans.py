"""Numbers, days and moments in spans that no test tells apart, all other answers being as they are.

A test that reads one of them once turns at most once (a test for equality twice) on the way from the lowest to the
highest: where it turns is found by halving. Days count from the first of the calendar, moments in microseconds.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from safeforms.conditions import Compare, Condition, In, Is, Value, Years
from safeforms.definition import Form
from safeforms.explanations.kept_from import paths_read
from safeforms.judgement.answers import Content, beyond, fixed_bound
from safeforms.judgement.contents import Contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.rulings import Quantity
from safeforms.problems import Path
from safeforms.questions import DateTimeType, DateType, Integer, Question, Table
from safeforms.synthetic.places import dotted
from safeforms.ways.kinds import Kind, Span, written
from safeforms.ways.resting import Resting, Test, questions_read, values_behind

LARGEST: Final = 10**12
FIRST_MOMENT, LAST_MOMENT = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999_999)
TICK: Final = timedelta(microseconds=1)


class Turning:
    """From where on tests say something else, remembered for all records that differ in nothing that a test reads."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, Condition, Path, tuple[object, ...]], frozenset[int]] = {}

    def points(self, question: Question, path: Path, *, evaluation: Evaluation, tests: Sequence[Test]) -> set[int]:
        """The places from which on a test of a number or day says something else than just before."""
        found = (
            self._of(question, path, evaluation, test, scope)
            for test, within in tests
            for scope in scopes_of(evaluation, within, path)
        )
        return set().union(*found)

    def _of(
        self, question: Question, path: Path, evaluation: Evaluation, test: Condition, scope: Path
    ) -> frozenset[int]:
        others = tuple(evaluation.contents.at(other) for other in paths_read(test, evaluation=evaluation, scope=scope))
        key = path, test, scope, others
        if key not in self._known:
            low, high = _limits(question, now=evaluation.now)
            turns: set[int] = set()
            for step in _steps(test, scope):
                turns.update(_turns(_said(step, question, path, evaluation), low, high))
            self._known[key] = frozenset(turns)
        return self._known[key]


def spans_of(
    question: Question, path: Path, *, evaluation: Evaluation, resting: Resting, turning: Turning
) -> Iterator[Kind]:
    """The kinds of a number, a day or a moment, the lowest first; the one that is tried lies nearest to now."""
    low, high = _limits(question, now=evaluation.now)
    if low > high:
        return
    tests = resting.tests.get(dotted(path), ())
    turns = turning.points(question, path, evaluation=evaluation, tests=tests)
    for linked in _linked(path, evaluation=evaluation, resting=resting, turning=turning):
        turns |= turning.points(question, path, evaluation=linked, tests=tests)
    usual = min(max(_place(question, evaluation.now), low), high)
    starts = [low, *sorted(turn for turn in turns if low < turn <= high)]
    for start, following in zip(starts, [*starts[1:], high + 1], strict=True):
        end = following - 1
        span = Span(
            start=None if start == low else _value(question, start), end=None if end == high else _value(question, end)
        )
        yield Kind(raw=written(_value(question, min(max(usual, start), end))), span=span)


def partners(evaluation: Evaluation, name: str, tests: Sequence[Test]) -> list[str]:
    """The open numbers and days outside tables that some test compares with a question."""
    found: dict[str, None] = {}
    for test, within in tests:
        read = set(questions_read(evaluation.form, test, within=within))
        for other in sorted(read - {name}) if name in read else ():
            asked, path = evaluation.form.question_at(other), tuple(other.split("."))
            measured = asked is not None and isinstance(asked.type, Integer | DateType | DateTimeType)
            in_rows = isinstance(evaluation.form.questions[path[0]].type, Table)
            if measured and not in_rows and evaluation.contents.at(path).kind != "value":
                found[other] = None
    return list(found)


def _linked(path: Path, *, evaluation: Evaluation, resting: Resting, turning: Turning) -> Iterator[Evaluation]:
    """The record with days or numbers put in that tests compare with this one, and that are open: one of each span."""
    name = dotted(path)
    for partner in partners(evaluation, name, resting.tests.get(name, ())):
        other: Path = tuple(partner.split("."))
        asked, tests = evaluation.question(other), resting.tests.get(partner, ())
        low, high = _limits(asked, now=evaluation.now)
        turns = turning.points(asked, other, evaluation=evaluation, tests=tests)
        for place in sorted({low, high, *turns, *(turn - 1 for turn in turns if turn > low)}):
            yield with_value(evaluation, other, _value(asked, place))


def turns_once(form: Form, name: str, test: Test) -> bool:
    """Whether a test reads a number or day in such a way that its turning points are all found."""
    read = list(questions_read(form, test[0], within=test[1]))
    return read.count(name) < 2 or not any(isinstance(value, Years) for value in values_behind(form, test[0]))


def scopes_of(evaluation: Evaluation, within: str, path: Path) -> list[Path]:
    """The groups or rows in which a test of a question stands: its own, where it has one, else all that there are."""
    if not within:
        return [()]
    if path[0] == within:
        return [path[:-1]]
    rows: list[Path] = [(within, row) for row in evaluation.contents.rows((within,))]
    return rows or [(within,)]


def _steps(test: Condition, scope: Path) -> Iterator[Callable[[Evaluation], object]]:
    """What of a test may turn: a comparison itself; of an equality whether it was reached, and whether gone beyond."""
    match test:
        case Compare():
            yield lambda evaluation: evaluation.rule(test, scope=scope).truth
        case Is(value, literal):
            yield from _around(value, literal, scope)
        case In(value, literals):
            for literal in literals:
                yield from _around(value, literal, scope)
        case _:
            return


def _said(
    step: Callable[[Evaluation], object], question: Question, path: Path, evaluation: Evaluation
) -> Callable[[int], object]:
    """What a step says with the value at a place put in."""
    return lambda place: step(with_value(evaluation, path, _value(question, place)))


def _around(value: Value, literal: object, scope: Path) -> Iterator[Callable[[Evaluation], object]]:
    if isinstance(literal, str):
        return
    for below in (True, False):
        yield lambda evaluation, below=below: _beyond(evaluation.quantity(value, scope=scope), literal, below)  # type: ignore[misc]


def _beyond(quantity: Quantity, literal: object, below: bool) -> bool | None:
    return None if quantity.value is None else beyond(quantity.value, literal, below=below)


def _turns(says: Callable[[int], object], low: int, high: int) -> Iterator[int]:
    first = says(low)
    if first == says(high):
        return
    while high - low > 1:
        middle = (low + high) // 2
        if says(middle) == first:
            low = middle
        else:
            high = middle
    yield high


def with_value(evaluation: Evaluation, path: Path, value: object) -> Evaluation:
    """The record with one answer put in, already read; for a row of a blank table that row is made."""
    contents = evaluation.contents
    held = {**contents.by_path, path: Content("value", value)}  # type: ignore[arg-type]
    for length in range(1, len(path)):
        if contents.at(path[:length]).kind != "value":
            step = path[length]
            held[path[:length]] = Content("value", (step,) if isinstance(step, int) else True)
    changed = Contents(by_path=held, notes=contents.notes)
    return Evaluation(evaluation.form, changed, now=evaluation.now, finished=evaluation.finished)


def _limits(question: Question, *, now: datetime) -> tuple[int, int]:
    """The lowest and the highest place that a valid answer may have."""
    kind = question.type
    assert isinstance(kind, Integer | DateType | DateTimeType)
    start, end = fixed_bound(kind.limits.start, now=now), fixed_bound(kind.limits.end, now=now)
    if isinstance(kind, Integer):
        return (start if isinstance(start, int) else -LARGEST), (end if isinstance(end, int) else LARGEST)
    first, last = (date.min, date.max) if isinstance(kind, DateType) else (FIRST_MOMENT, LAST_MOMENT)
    low = _place(question, start if isinstance(start, date) else first)
    return low, _place(question, end if isinstance(end, date) else last, last=True)


def _place(question: Question, value: object, *, last: bool = False) -> int:
    """Where a value stands; of a day among moments its first, or its last."""
    if isinstance(question.type, DateType):
        assert isinstance(value, date)
        return value.toordinal()
    if isinstance(question.type, Integer):
        return 0 if isinstance(value, date) else int(str(value))
    assert isinstance(value, date)
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, *((23, 59, 59, 999_999) if last else ()))
    return (value - FIRST_MOMENT) // TICK


def _value(question: Question, place: int) -> int | date:
    if isinstance(question.type, Integer):
        return place
    return date.fromordinal(place) if isinstance(question.type, DateType) else FIRST_MOMENT + TICK * place
