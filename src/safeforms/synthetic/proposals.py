"""Answers that may make one test True or False, the most promising first; whoever tries them keeps what helps."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from safeforms.conditions import Condition, In, Includes, Is, Unanswered
from safeforms.questions import Choice, Choices, DateTimeType, DateType, Integer, Question, Table
from safeforms.synthetic.ages import numbers_in
from safeforms.synthetic.drawing import Drawing

DRAWS: Final = 6
MOST_ROWS: Final = 6
MOST_DAYS: Final = 20_000


def proposals(
    drawing: Drawing, question: Question, test: Condition, *, path: str, here: object, days: list[date]
) -> Iterator[object]:
    """Answers to a question at a dotted path for the sake of a test.

    `here` is the answer that there is, `days` are those that the test compares with it.
    """
    match question.type:
        case Choice(options=options):
            yield from drawing.chance.mixed([option for option in _literals(test) if option in options])
        case Choices():
            yield from _choices(drawing, question.type, test, here=here)
        case Integer():
            yield from drawing.chance.mixed(_around(drawing, test))
        case DateType() | DateTimeType():
            yield from _days(drawing, question, test, path=path)
            yield from (_written(question, day + timedelta(step), drawing.seen) for day in days for step in (-1, 1, 0))
        case Table():
            yield from _resized(drawing, question, question.type, test, here=here)
        case _:
            pass
    if question.unanswered and isinstance(test, Unanswered):
        yield drawing.reason(question, among=tuple(name for name in test.reasons if name in question.unanswered))
    yield from (drawing.answer(question, path=path, reasons=False) for _ in range(DRAWS))
    if question.unanswered:
        yield drawing.reason(question)


def _literals(test: Condition) -> list[str]:
    match test:
        case Is(_, str() as literal):
            return [literal]
        case In(_, literals):
            return [literal for literal in literals if isinstance(literal, str)]
        case Includes(_, options):
            return list(options)
        case _:
            return []


def _choices(drawing: Drawing, kind: Choices, test: Condition, *, here: object) -> Iterator[list[str]]:
    """One of the options that are named, beside others or alone; then those there are without them; then more."""
    named, now = _literals(test), [str(option) for option in here] if isinstance(here, list) else []
    together = [option for option in now if option not in kind.exclusive]
    for option in drawing.chance.mixed(named):
        beside = together if option not in kind.exclusive else []
        yield [one for one in kind.options if one in beside or one == option]
        yield [option]
    without = [option for option in now if option not in named]
    if without and len(without) < len(now):
        yield without
    yield from ([option] for option in kind.options if option in kind.exclusive)
    free = [option for option in kind.options if option not in kind.exclusive]
    for count in range(2, len(free) + 1):
        chosen = drawing.chance.mixed(free)[:count]
        yield [option for option in free if option in chosen]


def _around(drawing: Drawing, test: Condition) -> list[int]:
    near = [number + step for number in numbers_in(drawing.form, test) for step in (-1, 0, 1, 2, 5)]
    ages = [18, 25, 33, 47]
    return list(dict.fromkeys([*near, *ages]))


def _days(drawing: Drawing, question: Question, test: Condition, *, path: str) -> Iterator[str]:
    """Days on both sides of the numbers that a test names: as ages of a birthday, after usual ones, else as days."""
    numbers = numbers_in(drawing.form, test)
    if path in drawing.ages:
        yield from (drawing.any_birthday(path) for _ in range(DRAWS))
        for number in drawing.chance.mixed(numbers):
            ages = [max(number - 1, 0), number, number + 1]
            yield from (drawing.birthday(age, age) for age in drawing.chance.mixed(ages))
            if number < MOST_DAYS:
                yield from (drawing.day_after(-number + step).isoformat() for step in (1, -1))
        return
    for number in (*numbers, 0):
        for days in (number, number + 1, number - 1, -number - 1, 1 - number):
            if abs(days) < MOST_DAYS:
                yield _written(question, drawing.day_after(days), drawing.seen)


def _written(question: Question, day: date, moment: datetime) -> str:
    if isinstance(question.type, DateType):
        return day.isoformat()
    return datetime.combine(day, (moment + timedelta(minutes=1)).time()).isoformat(timespec="minutes")


def _resized(drawing: Drawing, question: Question, table: Table, test: Condition, *, here: object) -> Iterator[object]:
    """The table with as many rows as a test may want; those there are stay first."""
    rows = here if isinstance(here, list) else []
    for number in drawing.chance.mixed([1, 2, *(n + step for n in numbers_in(drawing.form, test) for step in (0, 1))]):
        count = max(0, min(number, MOST_ROWS))
        yield [*rows, *drawing.rows(question, table, count=count)][:count] or None
