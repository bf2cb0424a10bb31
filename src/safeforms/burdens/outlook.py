"""What conditions may be, for every record of a set: `evaluating` over many records instead of one.

A ruling is the set of truths that it may be. It may be too large and is never too small: what every record of the set
is asked, and what none is, is certain.
"""

from collections.abc import Iterator
from math import inf

from safeforms.burdens.held import Held, Kept, Key
from safeforms.burdens.measures import ROW, Measure, Piece, leaves, limits_of, path_of, question_of
from safeforms.burdens.tests import LEVEL_BITS, OfAnswer, OfLevel, OfNumber, Tested
from safeforms.burdens.truths import BOTH, DENIED, EITHER, FALSE, NO_TRUTH, OPEN, TRUE, Truths, bits, truths
from safeforms.conditions import (
    AllRows,
    Always,
    Answered,
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
from safeforms.problems import Path
from safeforms.questions import Table


class Outlook(Held):
    """What a set of records may be asked, and what may be found of them."""

    def narrowed(self, point: int, kinds: int) -> "Outlook":
        """The records of this set that have some kinds of one point."""
        every = [*self.kinds]
        every[point] = kinds
        found = Outlook(self.points, kinds=every, taken=self.taken, told=self.told)
        place = 1 << point
        found.memo = {key: kept for key, kept in self.memo.items() if not kept[2] & place}
        return found

    def asked(self, path: Path) -> Truths:
        """Whether the question at a path may be asked, need not be, or may be either, of the records of this set."""
        return self.kept(("asked", path), lambda: self._asked(path))

    def named(self, name: str) -> Truths:
        """What a derived truth, an indicator, `gap` or `to_tell` may be."""
        return self.kept(("named", name), lambda: self._named(name))

    def taken_as(self, key: Key) -> Kept:
        """What was found of something that is taken for granted."""
        _, what = key
        self.named(what) if isinstance(what, str) else self.asked(what)
        return self.memo[key]

    def worst(self) -> int:
        """The levels (bits) that the worst finding may have."""
        waited = self.waits
        found = self.kept(("worst", ""), self._worst)
        self.waits = waited
        return found & self.looked_at(self.points.worst)

    def rule(self, condition: Condition, *, scope: Path = ()) -> Truths:
        """What a condition may be in a scope: never too few truths, now and then too many."""
        match condition:
            case Always():
                return TRUE
            case Truth(name):
                return self.named(name)
            case Not(inner):
                return DENIED[self.rule(inner, scope=scope)]
            case Both(parts):
                return self._both(self.rule(part, scope=scope) for part in parts)
            case Either(parts):
                return self._either(self.rule(part, scope=scope) for part in parts)
            case _:
                waited = self.waits
                return self.decided(self._test(condition, scope=scope), waited=waited)

    def pieces(self, measure: Measure) -> int:
        """The kinds of number that a measure may be; a difference never more than what it is made of allows."""
        kinds = self.looked_at(self.points.numbers[measure])
        if measure.kind != "minus":
            return kinds
        low, high = self._span(measure)
        known = self.points.pieces[measure]
        return sum(1 << place for place in bits(kinds) if known[place][1] >= low and known[place][0] <= high)

    def _both(self, rulings: Iterator[Truths]) -> Truths:
        found, waited = TRUE, self.waits
        for ruling in rulings:
            found = BOTH[found][ruling]
            if found == FALSE:
                break
        return self.decided(found, waited=waited)

    def _either(self, rulings: Iterator[Truths]) -> Truths:
        found, waited = FALSE, self.waits
        for ruling in rulings:
            found = EITHER[found][ruling]
            if found == TRUE:
                break
        return self.decided(found, waited=waited)

    def _asked(self, path: Path) -> Truths:
        own = self.rule(question_of(self.points.form, path).when, scope=path[:-1])
        return own if len(path) == 1 else BOTH[self.asked(path[:1])][own]

    def _named(self, name: str) -> Truths:
        form = self.points.form
        if name == "gap":
            return self._either(self.left_open((asked.id,)) for asked in form.questions.values() if asked.screening)
        if name == "to_tell":
            found = ((Truth(i.id), tell) for i in form.indicators.values() for tell in i.tell)
            news = ((routine.when, tell) for routine in form.notify for tell in routine.tell)
            return self._either(self.rule(Both((when, tell.when))) for some in (found, news) for when, tell in some)
        if name in form.indicators:
            return self.rule(form.indicators[name].when)
        meaning = form.derived[name].meaning
        if isinstance(meaning, Name):
            return self.named(meaning.name)
        assert not isinstance(meaning, Value), f"{name} is no truth: the form was not checked"
        return self.rule(meaning)

    def _worst(self) -> int:
        found = NO_TRUTH
        for level in ("red", "amber", "info"):
            ruled = [self.named(i.id) for i in self.points.form.indicators.values() if i.level == level]
            if any(ruling & TRUE for ruling in ruled):
                found |= LEVEL_BITS[level]
            if TRUE in ruled:
                return found
        return found | LEVEL_BITS["none"]

    def _test(self, test: Tested | Answered | Unanswered | AnyRow | AllRows, *, scope: Path) -> Truths:
        match test:
            case Answered(name):
                return self.answered(self._path(name, scope=scope))
            case Unanswered(name, reasons):
                return self.unanswered(self._path(name, scope=scope), reasons)
            case AnyRow() | AllRows():
                return self._rows(test)
            case _:
                return self._single(test, scope=scope)

    def _single(self, test: Tested, *, scope: Path) -> Truths:
        single = self.points.single(test, scope=scope)
        match single:
            case OfAnswer():
                return self._of_answer(single)
            case OfNumber():
                return self._of_number(single)
            case OfLevel(levels=levels):
                return self._split(self.points.worst, self.worst(), levels)
            case _:
                return single

    def _of_answer(self, test: OfAnswer) -> Truths:
        path, found = test.path, NO_TRUTH
        if len(path) == 2:
            found = self.without_value(path[:1])
            if not self.may_hold(path[:1]):
                return found
        values = self.may_hold(path)
        found |= self._split(self.points.answers[path], values, self.points.passing(test))
        return found | self.without_value(path)

    def _split(self, point: int, kinds: int, passing: int) -> Truths:
        """Whether the kinds that a point may be pass a test."""
        if kinds & passing and kinds & ~passing:
            self.waits |= self.points.step(point, passing)
        return truths(holds=kinds & passing, fails=kinds & ~passing)

    def _of_number(self, test: OfNumber) -> Truths:
        found, there = NO_TRUTH, True
        for leaf in leaves(test.measure):
            lacking, sure = self._lacking(leaf, test)
            found |= lacking
            there = there and not sure
        if not there:
            return found
        return found | self._split(
            self.points.numbers[test.measure], self.pieces(test.measure), self.points.passing(test)
        )

    def _lacking(self, leaf: Measure, test: OfNumber) -> tuple[Truths, bool]:
        """What a test may be where one of its answers is lacking, and whether it surely is."""
        path, found = leaf.path, NO_TRUTH
        if len(path) == 2:
            found = self.without_value(path[:1])
            if not self.may_hold(path[:1]):
                return found, True
        found |= self.without_value(path)
        if leaf.kind == "count" and found & FALSE and isinstance(question_of(self.points.form, path).type, Table):
            none = TRUE if test.passes(0) else FALSE  # a table that is not asked for has no rows, and that is a number
            found = found & ~FALSE | (none if leaf == test.measure else TRUE | FALSE)
        return found, not self.may_hold(path)

    def _span(self, measure: Measure) -> Piece:
        """From where to where a measure may go."""
        if measure.kind == "minus":
            (low, high), *second = (self._span(part) for part in measure.parts)
            return (low - second[0][1], high - second[0][0]) if second else (-high, -low)
        if measure not in self.points.numbers:
            return limits_of(self.points.form, measure)
        places = [*bits(self.pieces(measure))]
        known = self.points.pieces[measure]
        return (known[places[0]][0], known[places[-1]][1]) if places else (inf, -inf)

    def _rows(self, test: AnyRow | AllRows) -> Truths:
        path: Path = (test.table,)
        without = self.without_value(path)
        if isinstance(test, AllRows):  # of no rows, all are so
            without = without & OPEN | (TRUE if without & FALSE else NO_TRUTH)
        if not self.may_hold(path):
            return without
        waited = self.waits
        point = self.points.rows[test]
        row = self.rule(test.condition, scope=(test.table, ROW)) & self.looked_at(point)
        self.waits = waited
        if row & (row - 1):
            self.waits |= self.points.step(point, row & -row)
        return without | row

    def _path(self, name: Name | Part, *, scope: Path) -> Path:
        path = path_of(self.points.form, name, scope=scope)
        assert path is not None, f"{name} is not a question: the form was not checked"
        return path
