"""Condition x contents -> True, False or None (Unknown), with the questions that decided it.

This is the plain interpreter: it explains single records, and it is the oracle that generated rules are
tested against. Kleene's logic throughout; the table in docs/language.md says what a test of a question is.
`because` holds the paths that made a ruling, or, of an Unknown one, those that keep it open.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import assert_never

from safeforms.clock import as_day, days_between, years_between
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
from safeforms.definition import Form, Tell
from safeforms.judgement.contents import Contents
from safeforms.judgement.rulings import NOBODY, Quantity, Ruling, both, combine, compare, denied, either, subtract
from safeforms.problems import Path
from safeforms.questions import Choices, Question, Table


class Evaluation:
    """One record under one form. `finished` is False for a record still in progress: blanks stay open."""

    def __init__(self, form: Form, contents: Contents, *, now: datetime, finished: bool = True) -> None:
        self.form, self.contents, self.now, self.finished = form, contents, now, finished
        self._asked: dict[Path, Ruling] = {}
        self._truths: dict[str, Ruling] = {}

    def question(self, path: Path) -> Question:
        """The question of a path of names and rows."""
        outer = self.form.questions[str(path[0])]
        if len(path) == 1 or isinstance(path[-1], int):
            return outer
        return next(part for part in outer.parts if part.id == path[-1])

    def asked(self, path: Path) -> Ruling:
        """Whether a question is asked; parts of a group or row that was not asked are not."""
        if path not in self._asked:
            self._asked[path] = self._is_asked(path)
        return self._asked[path]

    def named(self, name: str) -> Ruling:
        """A derived truth, an indicator, `gap` or `to_tell`."""
        if name not in self._truths:
            self._truths[name] = self._rule_named(name)
        return self._truths[name]

    def settles(self, path: Path) -> Ruling:
        """Whether the reason that was given closes the matter."""
        question, reason = self.question(path), self.contents.at(path).reason
        offered = question.unanswered.get(reason) if reason else None
        if offered is None or offered.settles is None:
            return Ruling(False, frozenset([path]))
        ruling = self.rule(offered.settles, scope=path[:-1])
        return Ruling(ruling.truth, ruling.because | {path})

    def left_open(self, path: Path) -> Ruling:
        """Whether a screening question was left as a gap: with a reason that does not settle."""
        given = self._unanswered(path, ())
        return both([given, denied(self.settles(path))]) if self.contents.at(path).reason else given

    def tells(self) -> Iterator[tuple[Ruling, Tell]]:
        """Everybody who may have to be told, each beside the truth of the indicator or routine that says so."""
        for indicator in self.form.indicators.values():
            yield from ((self.named(indicator.id), tell) for tell in indicator.tell)
        for notify in self.form.notify:
            yield from ((self.rule(notify.when), tell) for tell in notify.tell)

    def may_stay_open(self, path: Path) -> bool:
        """Whether a blank never blocks: optional or follow-up, itself or the group around it."""
        outer = self.form.questions[str(path[0])]
        return self.question(path).may_stay_open or outer.follow_up is not None

    def resolve(self, name: Name | Part, *, scope: Path) -> Path | None:
        """The path of the question that a name stands for, own group or row first; None of anything else."""
        if isinstance(name, Part):
            return (name.group, name.name)
        if scope and any(part.id == name.name for part in self.form.questions[str(scope[0])].parts):
            return (*scope, name.name)
        return (name.name,) if name.name in self.form.questions else None

    def rule(self, condition: Condition, *, scope: Path = ()) -> Ruling:
        """What a condition is; `scope` is the path of the group or row that it is written in."""
        match condition:  # the most usual first
            case Is(value, literal, negated):
                return self._test(value, lambda found: (found == literal) is not negated, scope=scope)
            case Truth(name):
                return self.named(name)
            case Both(parts):
                return both(self.rule(part, scope=scope) for part in parts)
            case Either(parts):
                return either(self.rule(part, scope=scope) for part in parts)
            case Always():
                return Ruling(True)
            case Not(inner):
                return denied(self.rule(inner, scope=scope))
            case Includes(name, options):
                return self._includes(name, options, scope=scope)
            case In(value, literals, negated):
                return self._test(value, lambda found: (_plain(found) in literals) is not negated, scope=scope)
            case Compare(left, operator, right):
                first, second = self.quantity(left, scope=scope), self.quantity(right, scope=scope)
                return compare(first, second, operator=operator)
            case Answered(name):
                return self._answered(self._path(name, scope=scope))
            case Unanswered(name, reasons):
                return self._unanswered(self._path(name, scope=scope), reasons)
            case AnyRow(table, row):
                return self._rows(table, row, join=either)
            case AllRows(table, row):
                return self._rows(table, row, join=both)
            case _:
                assert_never(condition)

    def quantity(self, value: Value, *, scope: Path = ()) -> Quantity:
        """A value that tests compare, or what its tests are without one."""
        match value:
            case Name() | Part():
                return self._named_quantity(value, scope=scope)
            case Number(number):
                return Quantity(number, Ruling(True))
            case Date(day):
                return Quantity(day, Ruling(True))
            case Years(start, end):
                return self._measure(start, end, years_between, scope=scope)
            case Days(start, end):
                return self._measure(start, end, days_between, scope=scope)
            case Minus(left, right):
                first, second = self.quantity(left, scope=scope), self.quantity(right, scope=scope)
                return combine(first, second, subtract)
            case Count(name):
                return self._count(self._path(name, scope=scope))
            case _:
                assert_never(value)

    def _is_asked(self, path: Path) -> Ruling:
        when = self.question(path).when if not isinstance(path[-1], int) else Always()
        own = self.rule(when, scope=path[:-1])
        return own if len(path) == 1 else both([self.asked(path[:1]), own])

    def _rule_named(self, name: str) -> Ruling:
        if name == "gap":
            return either(self.left_open((q.id,)) for q in self.form.questions.values() if q.screening)
        if name == "to_tell":
            told = (both([self.named(i.id), self.rule(t.when)]) for i in self.form.indicators.values() for t in i.tell)
            news = (both([self.rule(n.when), self.rule(t.when)]) for n in self.form.notify for t in n.tell)
            return either([*told, *news])
        if name in self.form.indicators:
            return self.rule(self.form.indicators[name].when)
        meaning = self.form.derived[name].meaning
        if isinstance(meaning, Name):
            return self.named(meaning.name)
        assert not isinstance(meaning, Part | Number | Date | Years | Days | Count | Minus)
        return self.rule(meaning)

    def worst_finding(self) -> Quantity:
        """The gravest level among findings; what is undetermined does not count, so it is never Unknown."""
        held = [i for i in self.form.indicators.values() if self.named(i.id).truth]
        worst = next((level for level in ("red", "amber", "info") if any(i.level == level for i in held)), "none")
        because = NOBODY.union(*(self.named(i.id).because for i in held if i.level == worst))
        return Quantity(worst, Ruling(True, because))

    def _named_quantity(self, name: Name | Part, *, scope: Path) -> Quantity:
        path = self.resolve(name, scope=scope)
        if path:
            content = self.contents.at(path)
            if content.kind == "value" and content.value is not None:
                return Quantity(content.value, Ruling(True, frozenset([path])))
            return Quantity(None, self._without_value(path))
        assert isinstance(name, Name)
        if name.name == "worst_finding":
            return self.worst_finding()
        if name.name in ("today", "now"):
            return Quantity(self.now.date() if name.name == "today" else self.now, Ruling(True))
        if name.name in self.form.settings:
            return Quantity(self.form.settings[name.name].value, Ruling(True))
        meaning = self.form.derived[name.name].meaning
        assert isinstance(meaning, Name | Part | Number | Date | Years | Days | Count | Minus)
        return self.quantity(meaning)

    def _without_value(self, path: Path) -> Ruling:
        """What a test of a question is that has no valid value."""
        outer = path[:-1]
        if outer and self.contents.at(outer).kind != "value":
            return self._without_value(outer)
        content, asked = self.contents.at(path), self.asked(path)
        if content.kind == "invalid":
            return Ruling(None, frozenset([path]))
        if asked.truth is False:
            return asked
        if content.kind == "blank":
            return self._blank(path)
        settles = self.settles(path)
        return Ruling(False if settles.truth else None, settles.because if settles.truth is None else frozenset([path]))

    def _blank(self, path: Path) -> Ruling:
        """What is known of a blank that is, or may be, asked."""
        if self.finished and self.may_stay_open(path):
            return Ruling(False, frozenset([path]))
        asked = self.asked(path)
        return Ruling(None, asked.because if asked.truth is None and asked.because else frozenset([path]))

    def _answered(self, path: Path) -> Ruling:
        content, outer = self.contents.at(path), path[:-1]
        if outer and self.contents.at(outer).kind != "value":
            return self._answered(outer)
        if content.kind in ("value", "reason"):
            return Ruling(content.kind == "value", frozenset([path]))
        asked = self.asked(path)
        if asked.truth is False:
            return asked
        return Ruling(None, frozenset([path])) if content.kind == "invalid" else self._blank(path)

    def _unanswered(self, path: Path, reasons: tuple[str, ...]) -> Ruling:
        content, outer = self.contents.at(path), path[:-1]
        if outer and self.contents.at(outer).kind != "value":
            return self._answered(outer)
        if content.kind != "reason":
            return Ruling(False, frozenset([path])) if content.kind == "value" else self._answered(path)
        if reasons and content.reason not in reasons:
            return Ruling(False, frozenset([path]))
        asked = self.asked(path)
        return Ruling(asked.truth, asked.because | {path} if asked.truth is not False else asked.because)

    def _includes(self, name: Name | Part, options: tuple[str, ...], *, scope: Path) -> Ruling:
        path = self._path(name, scope=scope)
        content = self.contents.at(path)
        chosen = content.value if isinstance(content.value, tuple) else ()
        if any(option in chosen for option in options):
            return Ruling(True, frozenset([path]))
        return Ruling(False, frozenset([path])) if content.kind == "value" else self._without_value(path)

    def _rows(self, table: str, row: Condition, *, join: Callable[[Iterable[Ruling]], Ruling]) -> Ruling:
        path: Path = (table,)
        if self.contents.at(path).kind != "value":
            without = self._without_value(path)
            return without if without.truth is None else Ruling(join([]).truth, without.because)
        joined = join(self._row((*path, position), row) for position in self.contents.rows(path))
        own = NOBODY if joined.truth is None else frozenset([path])
        return Ruling(joined.truth, joined.because | own)

    def _row(self, path: Path, condition: Condition) -> Ruling:
        if self.contents.at(path).kind != "value":
            return Ruling(None, frozenset([path]))
        return self.rule(condition, scope=path)

    def _count(self, path: Path) -> Quantity:
        content, question = self.contents.at(path), self.question(path)
        if content.kind == "value" and isinstance(content.value, tuple):
            left_out = question.type.exclusive if isinstance(question.type, Choices) else frozenset()
            counted = [item for item in content.value if item not in left_out]
            return Quantity(len(counted), Ruling(True, frozenset([path])))
        without = self._without_value(path)
        if isinstance(question.type, Table) and without.truth is False:
            return Quantity(0, Ruling(True, without.because))
        return Quantity(None, without)

    def _measure(
        self, start: Name | Part, end: Name | Part, measure: Callable[[date, date], int], *, scope: Path
    ) -> Quantity:
        def days(first: object, last: object) -> int:
            assert isinstance(first, date) and isinstance(last, date)
            return measure(as_day(first), as_day(last))

        return combine(self.quantity(start, scope=scope), self.quantity(end, scope=scope), days)

    def _test(self, value: Value, test: Callable[[object], bool], *, scope: Path) -> Ruling:
        quantity = self.quantity(value, scope=scope)
        if quantity.value is None:
            return quantity.otherwise
        return Ruling(test(_plain(quantity.value)), quantity.otherwise.because)

    def _path(self, name: Name | Part, *, scope: Path) -> Path:
        path = self.resolve(name, scope=scope)
        assert path is not None, f"{name} is not a question: the form was not checked"
        return path


def _plain(value: object) -> object:
    """A value as literals are written: yes and no."""
    return ("yes" if value else "no") if isinstance(value, bool) else value
