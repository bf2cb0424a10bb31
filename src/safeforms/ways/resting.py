"""What an indicator rests on: every question that can make a difference to it, and every test that reads one.

Questions are dotted, `companions.age_group`: whatever holds of one row holds of all. A check that reads what the
indicator reads can put it in doubt, so that it rests on what the check rests on too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cached_property
from typing import Final

from safeforms.conditions import (
    AllRows,
    AnyRow,
    Both,
    Condition,
    Either,
    Name,
    Not,
    Part,
    Truth,
    Unanswered,
    Value,
)
from safeforms.definition import Check, Form
from safeforms.language.condition_walks import names_of, values_in
from safeforms.language.names import readers_of
from safeforms.questions import Question
from safeforms.values import dataclass

OUTCOMES: Final = frozenset({"worst_finding", "gap", "to_tell"})
Test = tuple[Condition, str]
"""A single test, and the id of the group or table that it stands in; empty outside of any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """`tests` has those of each question, `reasons` the reasons that tests of it name."""

    questions: frozenset[str]
    tests: dict[str, tuple[Test, ...]]
    reasons: dict[str, tuple[tuple[str, ...], ...]]


class Grounds:
    """What each indicator of a form rests on; each is looked at once. It holds nothing of a record."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._of_indicators: dict[tuple[str, bool], Resting] = {}
        self._of_outcomes: dict[str, Resting] = {}

    def of(self, indicator: str, *, doubts: bool) -> Resting:
        """What decides whether an indicator holds; with `doubts` also whether a check fails that puts it in doubt."""
        key = indicator, doubts
        if key not in self._of_indicators:
            nevers = [check.never for check in self.doubting(indicator)] if doubts else []
            hard = list(map(Truth, self._form.indicators)) if doubts and self.doubted_by_override(indicator) else []
            conditions = [self._form.indicators[indicator].when, *nevers, *hard]
            self._of_indicators[key] = _resting(self._form, conditions)
        return self._of_indicators[key]

    def outcome(self, name: str) -> Resting:
        """What the worst finding rests on, or a gap, or whether somebody must be told."""
        if name not in self._of_outcomes:
            self._of_outcomes[name] = _resting(self._form, [Truth(name)])
        return self._of_outcomes[name]

    def doubting(self, indicator: str) -> list[Check]:
        """The checks that stand at a question on which an indicator rests: one that fails puts it in doubt."""
        return [check for check in self._form.checks if indicator in self.readers[check.at.partition(".")[0]]]

    def doubted_by_override(self, indicator: str) -> bool:
        """Whether an indicator rests on the professional's own level, which what holds may refuse."""
        override = self._form.summary.override
        return override is not None and indicator in self.readers[override]

    @cached_property
    def readers(self) -> dict[str, frozenset[str]]:
        """What reads each question at which something may be found wrong with the record as a whole."""
        override = self._form.summary.override
        names = {check.at.partition(".")[0] for check in self._form.checks} | ({override} if override else set())
        return {name: readers_of(self._form, name) for name in sorted(names)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Met:
    """What was met on the way."""

    form: Form
    questions: dict[str, None] = field(default_factory=dict)
    tests: dict[str, dict[Test, None]] = field(default_factory=dict)
    reasons: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)


def _resting(form: Form, conditions: Iterable[Condition]) -> Resting:
    met = _Met(form=form)
    for condition in conditions:
        _visit(condition, "", met)
    return Resting(
        questions=frozenset(met.questions),
        tests={name: tuple(tests) for name, tests in met.tests.items()},
        reasons={name: tuple(reasons) for name, reasons in met.reasons.items()},
    )


def _visit(condition: Condition, within: str, met: _Met) -> None:
    match condition:
        case Not(inner):
            _visit(inner, within, met)
        case Both(parts) | Either(parts):
            for part in parts:
                _visit(part, within, met)
        case Truth(name):
            _visit_name(name, met)
        case AnyRow(table, row) | AllRows(table, row):
            _test(condition, (table,), within, met)
            _visit(row, table, met)
        case _:
            if isinstance(condition, Unanswered):
                for name in questions_read(met.form, condition, within=within):
                    met.reasons.setdefault(name, []).append(condition.reasons)
            _test(condition, questions_read(met.form, condition, within=within), within, met)
            if reads_worst_finding(met.form, condition):
                _visit_name("worst_finding", met)


def _test(test: Condition, read: Iterable[str], within: str, met: _Met) -> None:
    for dotted in read:
        met.tests.setdefault(dotted, {})[test, within] = None
        _visit_question(dotted, met)


def reads_worst_finding(form: Form, condition: Condition) -> bool:
    """Whether a single test reads the worst finding, also by another name for it."""
    return any(_is_worst_finding(form, name) for name in names_of(condition))


def _is_worst_finding(form: Form, name: Name | Part) -> bool:
    while isinstance(name, Name) and name.name in form.derived:
        meaning = form.derived[name.name].meaning
        if not isinstance(meaning, Name):
            return False
        name = meaning
    return name == Name("worst_finding")


def _visit_name(name: str, met: _Met) -> None:
    form = met.form
    if name in met.names:
        return
    met.names[name] = None
    if name == "worst_finding":
        _visit_all((indicator.when for indicator in form.indicators.values()), met)
    elif name == "gap":
        for question in form.questions.values():
            if question.screening:
                _test(Unanswered(Name(question.id)), (question.id,), "", met)
                met.reasons.setdefault(question.id, []).append(())
    elif name == "to_tell":
        _visit_all(conditions_of_telling(form), met)
    elif name in form.indicators:
        _visit(form.indicators[name].when, "", met)
    elif name in form.derived:
        meaning = form.derived[name].meaning
        if isinstance(meaning, Name):
            _visit_name(meaning.name, met)
        elif not isinstance(meaning, Value):
            _visit(meaning, "", met)


def conditions_of_telling(form: Form) -> Iterator[Condition]:
    """Every condition on which it rests whether somebody must be told."""
    for indicator in form.indicators.values():
        yield from (indicator.when, *(tell.when for tell in indicator.tell))
    for news in form.notify:
        yield from (news.when, *(tell.when for tell in news.tell))


def _visit_all(conditions: Iterable[Condition], met: _Met) -> None:
    for condition in conditions:
        _visit(condition, "", met)


def _visit_question(dotted: str, met: _Met) -> None:
    """A question, what is around it, and what decides whether it is asked or closed by a reason."""
    question = met.form.question_at(dotted)
    if question is None or dotted in met.questions:
        return
    outer, _, inner = dotted.partition(".")
    met.questions[dotted] = None
    within = outer if inner else ""
    if inner:
        _visit_question(outer, met)
    _visit(question.when, within, met)
    for offered in question.unanswered.values():
        if offered.settles is not None:
            _visit(offered.settles, within, met)


def questions_read(form: Form, meaning: Condition | Value, *, within: str) -> Iterator[str]:
    """The questions that a single test or a value reads itself, dotted, also by other names for them."""
    for name in names_of(meaning):
        if isinstance(name, Part):
            yield f"{name.group}.{name.name}"
        elif within and _has_part(form.questions[within], name.name):
            yield f"{within}.{name.name}"
        elif name.name in form.questions:
            yield name.name
        elif name.name in form.derived and isinstance(form.derived[name.name].meaning, Value):
            yield from questions_read(form, form.derived[name.name].meaning, within="")


def values_behind(form: Form, meaning: Condition | Value) -> Iterator[Value]:
    """Every value in a single test, those behind derived names too."""
    for value in values_in(meaning):
        yield value
        derived = form.derived.get(value.name) if isinstance(value, Name) and value.name not in form.questions else None
        if derived is not None and isinstance(derived.meaning, Value):
            yield from values_behind(form, derived.meaning)


def _has_part(question: Question, name: str) -> bool:
    return any(part.id == name for part in question.parts)
