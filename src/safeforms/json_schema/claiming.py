"""Condition -> claim: where a finished record makes it certainly True, and where certainly False.

One match over all nodes. What a schema cannot look at is claimed nowhere, so that a schema built from claims only
ever accepts too much. Claims suppose that each answer is valid in itself: a record with another is refused anyway.
"""

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
    Operator,
    Truth,
    Unanswered,
)
from safeforms.definition import FINDING_LEVELS, Form
from safeforms.json_schema import numbers
from safeforms.json_schema.answering import Answering
from safeforms.json_schema.claims import (
    YES,
    Claim,
    Side,
    both,
    certain,
    either,
    every,
    in_all_rows,
    in_some_row,
    of_record,
    some,
)
from safeforms.json_schema.measures import Measure, Within, measure
from safeforms.json_schema.numbers import Interval
from safeforms.json_schema.single import BLANK, NOT_BLANK
from safeforms.json_schema.spots import Spot
from safeforms.json_schema.terms import Definitions, Schema, all_of, holding
from safeforms.questions import Integer, Question, Table

FLIPPED: dict[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Claims:
    """The claims of one form; each name is looked into once, and what it says stands in the definitions."""

    def __init__(self, form: Form, definitions: Definitions) -> None:
        self.form, self.definitions = form, definitions
        self.answering = Answering(definitions, self.asked, self.of)
        self._named: dict[str, Claim] = {}
        self._asked: dict[str, Claim] = {}

    def of(self, condition: Condition, outer: Question | None = None) -> Claim:
        """The claim of a condition that is written in a form, or in one of its groups and tables."""
        within, answering = Within(form=self.form, outer=outer), self.answering
        match condition:
            case Always():
                return certain(True)
            case Truth(name):
                return self.named(name)
            case Not(inner):
                return self.of(inner, outer).denied
            case Is(value, literal, negated):
                return self._is_one_of(measure(value, within), (literal,), negated=negated)
            case In(value, literals, negated):
                return self._is_one_of(measure(value, within), literals, negated=negated)
            case Includes(name, options):
                return answering.includes(within.asked_for(name), options)
            case Compare(left, operator, right):
                return self._compare(measure(left, within), operator, measure(right, within))
            case Answered(name):
                return answering.answered(within.asked_for(name))
            case Unanswered(name, reasons):
                return answering.unanswered(within.asked_for(name), reasons)
            case AnyRow(table, row):
                return self._some_row(table, row, denied=False)
            case AllRows(table, row):
                return self._some_row(table, row, denied=True).denied
            case Both(parts):
                return both(*(self.of(part, outer) for part in parts))
            case Either(parts):
                return either(*(self.of(part, outer) for part in parts))
            case _:
                assert_never(condition)

    def asked(self, spot: Spot) -> Claim:
        """Whether a question is asked; a part is not, where what is around it is not."""
        if spot.path not in self._asked:
            own = self.of(spot.question.when, spot.outer)
            around = self.asked(Spot(question=spot.outer)) if spot.outer else certain(True)
            claim = both(around, own)
            names = f"{spot.path}-is_asked", f"{spot.path}-is_not_asked"
            self._asked[spot.path] = claim if spot.in_row else self._written(claim, names)
        return self._asked[spot.path]

    def named(self, name: str) -> Claim:
        """A derived truth, an indicator, `gap` or `to_tell`."""
        if name not in self._named:
            self._named[name] = self._written(self._truth(name), (f"{name}-is_true", f"{name}-is_false"))
        return self._named[name]

    def _written(self, claim: Claim, names: tuple[str, str]) -> Claim:
        """The same claim by reference, its schemas among the definitions."""
        sides = []
        for side, name in zip((claim.true, claim.false), names, strict=True):
            spread = of_record(self.definitions.named(name, side.schema)).spread
            sides.append(Side(spread=spread, lost=side.lost, shaky=side.shaky))
        return Claim(true=sides[0], false=sides[1])

    def _truth(self, name: str) -> Claim:
        form = self.form
        if name == "gap":
            screening = [Spot(question=question) for question in form.questions.values() if question.screening]
            return either(*map(self.answering.left_open, screening))
        if name == "to_tell":
            told = [both(self.named(i.id), self.of(t.when)) for i in form.indicators.values() for t in i.tell]
            news = [both(self.of(n.when), self.of(t.when)) for n in form.notify for t in n.tell]
            return either(*told, *news)
        if name in form.indicators:
            return self.of(form.indicators[name].when)
        meaning = form.derived[name].meaning
        return self.named(meaning.name) if isinstance(meaning, Name) else self.of(meaning)  # type: ignore[arg-type]

    def _is_one_of(self, found: Measure, literals: tuple[object, ...], *, negated: bool) -> Claim:
        """`negated`: it has a value, and otherwise."""
        if found.kind == "level":
            return self._worst([level for level in FINDING_LEVELS if (level in literals) is not negated])
        if found.spot and found.kind == "answer" and found.spot.question.options:
            options = [option for option in found.spot.question.options if (option in literals) is not negated]
            return self.answering.is_one_of(found.spot, options)
        these = numbers.these(literals)
        return self._number(found, numbers.all_others(these) if negated else these)

    def _compare(self, left: Measure, operator: Operator, right: Measure) -> Claim:
        if left.kind == "constant" and right.kind != "constant":
            return self._compare(right, FLIPPED[operator], left)
        if right.kind == "constant":
            return self._number(left, numbers.compared(operator, right.constant))
        return self._unseen(f"how {left.words} and {right.words} compare", (*left.leaves, *right.leaves))

    def _number(self, found: Measure, yes: tuple[Interval, ...]) -> Claim:
        """Whether a number lies in one of some intervals."""
        if found.kind == "constant" and found.constant == int(found.constant):
            return certain(numbers.contains(yes, int(found.constant)))
        if found.spot and found.kind == "count":
            return self.answering.count(found.spot, yes)
        if found.spot and isinstance(found.spot.question.type, Integer):
            return self.answering.number(found.spot, yes)
        return self._unseen(found.words, found.leaves)

    def _unseen(self, what: str, leaves: tuple[Spot, ...]) -> Claim:
        """A test that no schema can make: False where something it reads is certainly without a value."""
        lost, answering = frozenset([what]), self.answering
        read = {leaf.path: leaf for leaf in leaves if not isinstance(leaf.question.type, Table)}.values()
        absent = some(*map(answering.absent, read))
        known = every(absent, *(some(answering.given(leaf), answering.absent(leaf)) for leaf in read))
        return Claim(true=Side(spread=(), lost=lost), false=Side(spread=known.spread, lost=known.lost | lost))

    def _worst(self, levels: list[str]) -> Claim:
        """Whether the gravest finding is of one of these levels; what is undetermined is no finding."""
        others = [level for level in FINDING_LEVELS if level not in levels]
        return Claim(true=self._worst_side(levels), false=self._worst_side(others))

    def _worst_side(self, levels: list[str]) -> Side:
        ways, none_graver = [], YES
        for level in FINDING_LEVELS:
            held = [self.named(i.id) for i in self.form.indicators.values() if i.level == level]
            if level in levels:
                found = some(*(claim.true for claim in held)) if level != "none" else YES
                ways.append(every(none_graver, found))
            else:
                none_graver = every(none_graver, *(claim.not_true for claim in held))
        return some(*ways)

    def _some_row(self, table: str, condition: Condition, *, denied: bool) -> Claim:
        """`any` of a condition; with `denied`, `any` of its opposite, whose own opposite is `all`."""
        spot = Spot(question=self.form.questions[table])
        claim = self.of(condition, spot.question)
        row = claim.denied if denied else claim
        filled = every(row.true, Side(spread=((True, NOT_BLANK),)))
        is_false = some(_of_table(table, in_all_rows(row.false, blank=BLANK)), self.answering.absent(spot))
        return Claim(true=_of_table(table, in_some_row(filled)), false=is_false)


def _of_table(table: str, rows: Side) -> Side:
    """What is said of a table, said of the record."""
    filled: tuple[Schema, ...] = ({"type": "array"}, NOT_BLANK)
    held = [(all_of(record, holding(table, all_of(*filled, each))), True) for record, each in rows.spread]
    joined = some(*(Side(spread=(pair,)) for pair in held))
    return Side(spread=joined.spread, lost=rows.lost, shaky=rows.shaky)
