"""Conditions of every kind, drawn at random over the names of a form; well typed, and mostly absurd."""

import random
from typing import Final

from safeforms.conditions import (
    AllRows,
    Answered,
    AnyRow,
    Both,
    Compare,
    Condition,
    Count,
    Days,
    Either,
    In,
    Includes,
    Is,
    Name,
    Not,
    Number,
    Operator,
    Part,
    Truth,
    Unanswered,
)
from safeforms.definition import FINDING_LEVELS, Form
from safeforms.language.names import is_truth
from safeforms.questions import Choice, Choices, DateType, Group, Integer, Override, Question, Table, YesNo

OPERATORS: Final[tuple[Operator, ...]] = ("<", "<=", ">", ">=")
MOST_DEEP: Final = 3


def truths_of(form: Form) -> list[str]:
    """Every named truth of a form."""
    derived = [derived.name for derived in form.derived.values() if is_truth(form, derived.meaning)]
    return ["gap", "to_tell", *form.indicators, *derived]


def drawn(form: Form, draw: random.Random, *, outer: Question | None = None, deep: int = MOST_DEEP) -> Condition:
    """A condition of a form, or of the rows of one of its tables."""
    kind = draw.random()
    if deep and kind < 0.55:
        join = draw.choice((Both, Either))
        return join(tuple(drawn(form, draw, outer=outer, deep=deep - 1) for _ in range(draw.randint(2, 3))))
    tables = [question for question in form.questions.values() if isinstance(question.type, Table)]
    if tables and outer is None and kind < 0.7:
        table = draw.choice(tables)
        rows = draw.choice((AnyRow, AllRows))(table.id, drawn(form, draw, outer=table, deep=min(deep, 2)))
        return draw.choice((rows, Not(rows)))
    test = _test(form, draw, outer)
    return Not(test) if isinstance(test, Truth | Answered | Unanswered) and draw.random() < 0.4 else test


def _test(form: Form, draw: random.Random, outer: Question | None) -> Condition:
    if draw.random() < 0.15:
        return Truth(draw.choice(truths_of(form)))
    if draw.random() < 0.1:
        return In(Name("worst_finding"), tuple(draw.sample(FINDING_LEVELS, 2)), draw.random() < 0.5)
    name, question = draw.choice(_names(form, outer))
    if draw.random() < 0.4:
        reasons = draw.sample(list(question.unanswered), min(1, len(question.unanswered)))
        return draw.choice((Answered(name), Unanswered(name), Unanswered(name, tuple(reasons))))
    return _of_value(name, question, draw)


def _names(form: Form, outer: Question | None) -> list[tuple[Name | Part, Question]]:
    names: list[tuple[Name | Part, Question]] = [(Name(question.id), question) for question in form.questions.values()]
    for group in form.questions.values():
        if isinstance(group.type, Group | Override):
            names.extend((Part(group.id, part.id), part) for part in group.parts)
    own = [(Name(part.id), part) for part in outer.parts] if outer else []
    return [*names, *own * 8]


def _of_value(name: Name | Part, question: Question, draw: random.Random) -> Condition:
    operator = draw.choice(OPERATORS)
    match question.type:
        case YesNo() | Choice():
            options = list(question.options) or ["yes", "no"]
            some = tuple(draw.sample(options, min(len(options), draw.randint(1, 2))))
            return draw.choice((In(name, some, draw.random() < 0.4), Is(name, some[0], draw.random() < 0.4)))
        case Choices(options=offered):
            counted = Compare(Count(name), operator, Number(draw.choice((0, 1, 2, 1.5))))
            return draw.choice((Includes(name, (draw.choice(list(offered)),)), counted))
        case Integer():
            number = Number(draw.choice((0, 3, 7, 18, 2.5)))
            return draw.choice((Compare(name, operator, number), Compare(number, operator, name), Is(name, 1)))
        case Table():
            return Compare(Count(name), operator, Number(draw.choice((0, 1, 2))))
        case DateType():
            return Compare(Days(name, Name("today")), operator, Number(100))
        case _:
            return Answered(name)
