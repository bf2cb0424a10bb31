"""Which questions must have been asked before a condition can be true, whatever they are answered with.

One that every branch of an `or` needs is needed; one that a `not` speaks of is not.
"""

from collections.abc import Mapping
from typing import assert_never

from safeforms.conditions import (
    AllRows,
    Always,
    Answered,
    AnyRow,
    Both,
    Compare,
    Condition,
    Either,
    In,
    Includes,
    Is,
    Name,
    Not,
    Truth,
    Unanswered,
    Value,
)
from safeforms.definition import Form
from safeforms.language.names import names_in
from safeforms.once import once

NONE: frozenset[str] = frozenset()


@once
def needed_before(form: Form) -> Mapping[str, frozenset[str]]:
    """For each question outside groups, those without which it is never asked."""
    return {name: prerequisites(question.when, form=form) for name, question in form.questions.items()}


def prerequisites(condition: Condition, *, form: Form) -> frozenset[str]:
    """The ids of the questions outside groups without which a condition is never true."""
    match condition:
        case Always() | Not() | AllRows():
            return NONE
        case Truth(name):
            return _named(name, form)
        case Is(value, _, _) | In(value, _, _):
            return _measured(value, form)
        case Compare(left, _, right):
            return _measured(left, form) | _measured(right, form)
        case Includes(name, _) | Answered(name) | Unanswered(name, _):
            return _measured(name, form)
        case AnyRow(table, _):
            return frozenset({table})
        case Both(parts):
            return NONE.union(*(prerequisites(part, form=form) for part in parts))
        case Either(parts):
            first, *others = (prerequisites(part, form=form) for part in parts)
            return first.intersection(*others)
        case _:
            assert_never(condition)


def _named(name: str, form: Form) -> frozenset[str]:
    if name in form.indicators:
        return prerequisites(form.indicators[name].when, form=form)
    derived = form.derived.get(name)
    if derived is None:
        return NONE
    meaning = derived.meaning
    if isinstance(meaning, Name):
        return _named(meaning.name, form)
    return NONE if isinstance(meaning, Value) else prerequisites(meaning, form=form)


def _measured(value: Value, form: Form) -> frozenset[str]:
    """The questions that a value is made of."""
    found: frozenset[str] = NONE
    for name in names_in(value):
        derived = form.derived.get(name)
        if name in form.questions:
            found |= {name}
        elif derived is not None and isinstance(derived.meaning, Value):
            found |= _measured(derived.meaning, form)
    return found
