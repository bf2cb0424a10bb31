"""Which names a condition uses, and in which order a form's questions, values and indicators decide each other.

The nodes of the order are ids of questions (a group or table stands for its parts), names of derived values,
ids of indicators, and `worst_finding`, `gap` and `to_tell`. What only looks on (`tell`, `notify`, checks, notes,
limits) makes nothing wait, except that `to_tell` waits for the tells.
"""

from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
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
from safeforms.definition import Form
from safeforms.once import once
from safeforms.questions import Group, Question, Table


def names_in(meaning: Condition | Value) -> Iterator[str]:
    """Every name used, as written; of `referral.made_at` the group; of any and all the table, then the row's."""
    match meaning:
        case Always() | Number() | Date():
            return
        case Name(name) | Truth(name):
            yield name
        case Part(group, _):
            yield group
        case Not(inner):
            yield from names_in(inner)
        case Is(value, _, _) | In(value, _, _):
            yield from names_in(value)
        case Includes(name, _) | Answered(name) | Unanswered(name, _) | Count(name):
            yield from names_in(name)
        case Compare(first, _, second) | Years(first, second) | Days(first, second) | Minus(first, second):
            yield from names_in(first)
            yield from names_in(second)
        case AnyRow(table, row) | AllRows(table, row):
            yield table
            yield from names_in(row)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from names_in(part)
        case _:
            assert_never(meaning)


def dependencies(form: Form) -> dict[str, set[str]]:
    """What each node waits for. Names that the form does not have are left out, a row's own too."""
    nodes: dict[str, set[str]] = {
        "worst_finding": set(form.indicators),
        "gap": {question.id for question in form.questions.values() if question.screening},
        "to_tell": set(_names(tell.when for indicator in form.indicators.values() for tell in indicator.tell)),
    }
    nodes["to_tell"] |= set(form.indicators)
    for notify in form.notify:
        nodes["to_tell"] |= set(_names([notify.when, *(tell.when for tell in notify.tell)]))
    for question in form.questions.values():
        nodes[question.id] = set(_deciding(question))
    for derived in form.derived.values():
        nodes[derived.name] = set(names_in(derived.meaning))
    for indicator in form.indicators.values():
        nodes[indicator.id] = set(names_in(indicator.when))
    return {node: {name for name in names if name in nodes} for node, names in nodes.items()}


def evaluation_levels(form: Form) -> Iterator[tuple[str, ...]]:
    """Every node after all that it waits for, those together that can be decided at once; CycleError in a circle."""
    sorter = TopologicalSorter(dependencies(form))
    sorter.prepare()
    while ready := sorter.get_ready():
        yield ready
        sorter.done(*ready)


def readers_of(form: Form, *nodes: str) -> frozenset[str]:
    """Every other node that waits for any of these, however far."""
    waiting = _waiting(form)
    found = set(nodes)
    while grown := {name for name, waits_for in waiting.items() if waits_for & found} - found:
        found |= grown
    return frozenset(found.difference(nodes))


def dependents(form: Form, node: str) -> set[str]:
    """Every node that waits for this one itself."""
    return {name for name, waits_for in _waiting(form).items() if node in waits_for}


@once
def _waiting(form: Form) -> dict[str, set[str]]:
    return dependencies(form)


def names_in_conditions(form: Form) -> frozenset[str]:
    """The names that conditions of any kind speak of."""
    deciding = (_deciding(question) for question in form.questions.values())
    meanings = [*(d.meaning for d in form.derived.values()), *(i.when for i in form.indicators.values())]
    tells = [tell.when for indicator in form.indicators.values() for tell in indicator.tell]
    news = [when for notify in form.notify for when in (notify.when, *(tell.when for tell in notify.tell))]
    subjects = [subject.when for subject in form.summary.referral.subjects]
    named = (name for meaning in (*meanings, *tells, *news, *subjects) for name in names_in(meaning))
    return frozenset([*named, *(name for names in deciding for name in names)]) | names_looked_on(form)


def names_looked_on(form: Form) -> frozenset[str]:
    """The names in what only looks on: checks, notes of options, what a group or row must satisfy."""
    asked = [question for _, question in form.walk()]
    notes = (option.note for question in asked for option in question.options.values() if option.note is not None)
    requires = (q.type.require for q in asked if isinstance(q.type, Group | Table) and q.type.require is not None)
    return frozenset(_names([*(check.never for check in form.checks), *notes, *requires]))


def _deciding(question: Question) -> Iterator[str]:
    own = {part.id for part in question.parts}
    for asked in (question, *question.parts):
        yield from (name for name in names_in(asked.when) if asked is question or name not in own)
        for reason in asked.unanswered.values():
            if reason.settles is not None:
                yield from (name for name in names_in(reason.settles) if asked is question or name not in own)


def _names(conditions: Iterable[Condition]) -> Iterator[str]:
    for condition in conditions:
        yield from names_in(condition)


def is_truth(form: Form, meaning: Condition | Value) -> bool:
    """Whether a derived value is a named truth; a bare name is what it stands for."""
    match meaning:
        case Name(name) if name in form.derived:
            return is_truth(form, form.derived[name].meaning)
        case Name(name):
            return name in form.indicators or name in ("gap", "to_tell")
        case Part() | Number() | Date() | Years() | Days() | Count() | Minus():
            return False
        case _:
            return True
