"""What a record decides, point by point, as far as the conditions of its form can tell: the space that is searched.

A point is an answer, a number that conditions compare, what an `any` or `all` says of the rows of a table, or the worst
finding; each has some kinds. What a record holds is one kind of each point, so that a set of records is a set of kinds
for each: the bits of a number. Points are taken for independent, so that some such sets hold no record at all; what is
proven of all of them is proven of all records. A point in a row stands for every row and is never narrowed.
"""

from collections.abc import Sequence
from math import inf

from safeforms.burdens.kinds import kinds_of
from safeforms.burdens.measures import ROW, Measure, Piece, leaves, limits_of, pieces, question_of
from safeforms.burdens.reading import Reading, read_form
from safeforms.burdens.tests import LEVEL_BITS, OfAnswer, OfNumber, SingleTest, Tested
from safeforms.burdens.truths import ANY
from safeforms.conditions import AllRows, AnyRow
from safeforms.definition import Form
from safeforms.judgement.answers import Content
from safeforms.problems import Path

Step = tuple[int, int]
"""A point, and the kinds that it may be narrowed to, or kept from."""


class Points:
    """The points of a form; `full` has all kinds of each.

    `answers`, `numbers`, `rows` and `worst` say which point is which, `contents` and `pieces` what their kinds are, and
    `values` which kinds of an answer are values.
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self.full: list[int] = []
        self.answers: dict[Path, int] = {}
        self.contents: dict[Path, Sequence[Content]] = {}
        self.values: dict[Path, int] = {}
        self.numbers: dict[Measure, int] = {}
        self.pieces: dict[Measure, Sequence[Piece]] = {}
        self.rows: dict[AnyRow | AllRows, int] = {}
        self.steps: list[Step] = []
        self._in_rows: set[int] = set()
        self._places: dict[Step, int] = {}
        self._passing: dict[int, int] = {}
        reading = read_form(form)
        self._single = reading.single
        for path in reading.paths:
            self._add_answer(path, reading)
        for measure, cuts in reading.cuts.items():
            self._add_number(measure, cuts)
        for rows in reading.rows:
            self.rows[rows] = self._add(ANY)
        self.worst = self._add(sum(LEVEL_BITS.values()))
        for test in self._single.values():
            self._find_passing(test)

    def single(self, test: Tested, *, scope: Path) -> SingleTest:
        """What a test of a value tests."""
        return self._single[id(test), scope]

    def passing(self, test: OfAnswer | OfNumber) -> int:
        """The kinds of a point that pass a test of it."""
        return self._passing[id(test)]

    def step(self, point: int, kinds: int) -> int:
        """The bit of the step that narrows a point to some kinds, or keeps it from them; none of a point in a row."""
        if point in self._in_rows:
            return 0
        place = self._places.setdefault((point, kinds), len(self.steps))
        if place == len(self.steps):
            self.steps.append((point, kinds))
        return 1 << place

    def _add(self, kinds: int) -> int:
        self.full.append(kinds)
        return len(self.full) - 1

    def _add_answer(self, path: Path, reading: Reading) -> None:
        tests, named = reading.tests.get(path, ()), reading.reasons.get(path, ())
        contents, without = kinds_of(question_of(self.form, path), tests=tests, named=named)
        full = (1 << len(contents)) - 1
        self.answers[path] = self._add(full)
        self.contents[path], self.values[path] = contents, full >> without << without
        if ROW in path:
            self._in_rows.add(self.answers[path])

    def _add_number(self, measure: Measure, cuts: set[float]) -> None:
        found = pieces(cuts, limits=limits_of(self.form, measure))
        self.numbers[measure] = self._add((1 << len(found)) - 1)
        self.pieces[measure] = found
        if any(ROW in leaf.path for leaf in leaves(measure)):
            self._in_rows.add(self.numbers[measure])

    def _find_passing(self, test: SingleTest) -> None:
        if isinstance(test, OfAnswer):
            kinds = [kind.value is not None and test.passes(kind.value) for kind in self.contents[test.path]]
        elif isinstance(test, OfNumber):
            kinds = [test.passes(low if low > -inf else high) for low, high in self.pieces[test.measure]]
        else:
            return
        self._passing[id(test)] = sum(1 << position for position, passes in enumerate(kinds) if passes)
