"""What can be claimed of one question: that it has such a value, was left with a reason, or holds nothing.

The first line of docs/language.md that fits decides a test: a valid value, asked or not; nothing, and not asked or
not needed; a reason that settles. What fits none is Unknown, and is claimed on neither side.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from safeforms.conditions import Condition
from safeforms.json_schema import numbers
from safeforms.json_schema.claims import NO, YES, Claim, Side, both, certain, every, some
from safeforms.json_schema.numbers import Interval
from safeforms.json_schema.single import NOT_BLANK
from safeforms.json_schema.spots import Spot
from safeforms.json_schema.terms import Definitions, Schema, all_of, any_of, negated, one_of
from safeforms.questions import Choices, Question, YesNo


@dataclass(frozen=True, slots=True)
class Answering:
    """Claims of single questions. `asked` claims that one is asked, `rule` what a condition in its group says."""

    definitions: Definitions
    asked: Callable[[Spot], Claim]
    rule: Callable[[Condition, Question | None], Claim]

    def given(self, spot: Spot, value: Schema = True, *, name: str = "is_answered") -> Side:
        """Where a question has a value, of some sort."""
        return spot.side(spot.given(value), name=name, definitions=self.definitions) if value is not False else NO

    def left_with(self, spot: Spot, reasons: Collection[str]) -> Side:
        """Where a question was left with one of some reasons."""
        if not reasons:
            return NO
        name = f"left_with-{listed(reasons)}"
        return spot.side(spot.left_with(*reasons), name=name, definitions=self.definitions)

    def absent(self, spot: Spot) -> Side:
        """Where a question has no value in such a way that every test of it is False."""
        reasons = [self._done_with(spot, reason) for reason in spot.question.unanswered]
        return some(_around(spot, self.absent), self._needless(spot), *reasons)

    def value(self, spot: Spot, yes: Schema, no: Schema, *, names: tuple[str, str]) -> Claim:
        """A test of one answer: what its value is where the test is True, and where False."""
        true, false = (self.given(spot, test, name=name) for test, name in zip((yes, no), names, strict=True))
        return Claim(true=true, false=some(false, self.absent(spot)))

    def answered(self, spot: Spot) -> Claim:
        """`answered(q)`."""
        return Claim(true=self.given(spot), false=some(self._left(spot), self._blank_and_needless(spot)))

    def unanswered(self, spot: Spot, reasons: Collection[str]) -> Claim:
        """`unanswered(q, reasons)`, any where there are none. It is False of a part of a group that was left itself."""
        offered = list(spot.question.unanswered)
        named = [reason for reason in offered if not reasons or reason in reasons]
        left, asked = self.left_with(spot, named), self.asked(spot)
        is_false = some(
            self.given(spot),
            self.left_with(spot, [reason for reason in offered if reason not in named]),
            every(left, asked.false),
            _around(spot, self._left),
            self._blank_and_needless(spot),
        )
        return Claim(true=every(left, asked.true), false=is_false)

    def left_open(self, spot: Spot) -> Claim:
        """Whether a question was left with a reason that does not settle."""
        reasons = spot.question.unanswered
        open_ = [both(self.unanswered(spot, (reason,)), self._settled(spot, reason).denied).true for reason in reasons]
        closed = [self._done_with(spot, reason) for reason in reasons]
        return Claim(true=some(*open_), false=some(self.given(spot), self._blank_and_needless(spot), *closed))

    def includes(self, spot: Spot, options: Collection[str]) -> Claim:
        """`q includes ...`."""
        chosen: Schema = {"type": "array", "contains": one_of(options)}
        none = all_of({"type": "array"}, negated(chosen), NOT_BLANK)
        names = f"includes-{listed(options)}", f"includes_no-{listed(options)}"
        return self.value(spot, chosen, none, names=names)

    def is_one_of(self, spot: Spot, options: Collection[str]) -> Claim:
        """Whether the answer to a choice or a yes_no is one of some options."""
        yes = [option for option in spot.question.options if option in options]
        no = [option for option in spot.question.options if option not in options]
        return self.value(spot, _spelt(spot, yes), _spelt(spot, no), names=(_is(yes, no), _is(no, yes)))

    def chosen(self, spot: Spot, option: str) -> Side:
        """Where an option is the answer, or among the answers."""
        if isinstance(spot.question.type, Choices):
            return self.includes(spot, (option,)).true
        return self.is_one_of(spot, (option,)).true

    def number(self, spot: Spot, yes: tuple[Interval, ...]) -> Claim:
        """Whether a whole number lies in one of some intervals."""
        no = numbers.all_others(yes)
        names = f"is-{numbers.words(yes)}", f"is-{numbers.words(no)}"
        return self.value(spot, numbers.schema_of(yes), numbers.schema_of(no), names=names)

    def count(self, spot: Spot, yes: tuple[Interval, ...]) -> Claim:
        """Whether so many options are chosen, or a table has so many rows: one that is certainly absent has none."""
        no = numbers.all_others(yes)
        names = f"count-is-{numbers.words(yes)}", f"count-is-{numbers.words(no)}"
        if isinstance(spot.question.type, Choices):
            return self.value(spot, _so_many(spot.question.type, yes), _so_many(spot.question.type, no), names=names)

        def side(intervals: tuple[Interval, ...], name: str) -> Side:
            counted = self.given(spot, _rows(intervals), name=name)
            return some(counted, self.absent(spot)) if numbers.contains(intervals, 0) else counted

        return Claim(true=side(yes, names[0]), false=side(no, names[1]))

    def _settled(self, spot: Spot, reason: str) -> Claim:
        settles = spot.question.unanswered[reason].settles
        return self.rule(settles, spot.outer) if settles is not None else certain(False)

    def _done_with(self, spot: Spot, reason: str) -> Side:
        """Left with a reason that settles, or with any where it was not asked."""
        closed = some(self.asked(spot).false, self._settled(spot, reason).true)
        return every(self.left_with(spot, [reason]), closed)

    def _needless(self, spot: Spot) -> Side:
        """Blank where nothing was needed."""
        blank = spot.side(spot.blank(), name="is_blank", definitions=self.definitions)
        return every(blank, YES if spot.may_stay_open else self.asked(spot).false)

    def _blank_and_needless(self, spot: Spot) -> Side:
        """The same, here or around it."""
        return some(_around(spot, self._blank_and_needless), self._needless(spot))

    def _left(self, spot: Spot) -> Side:
        """Left with any reason, itself or what is around it."""
        return some(self.left_with(spot, spot.question.unanswered), _around(spot, self._left))


def listed(words: Collection[str]) -> str:
    """Words as a part of a name; of many, the first."""
    first, *others = words or ("nothing",)
    return "-or-".join(words) if len(words) < 4 else f"{first}-or-{len(others)}_more"


def _around(spot: Spot, what: Callable[[Spot], Side]) -> Side:
    """The same of the group around a question; a row is always there."""
    return what(Spot(question=spot.outer)) if spot.outer and not spot.in_row else NO


def _is(options: list[str], others: list[str]) -> str:
    """That one of some options is chosen, by whichever are fewer, these or the others."""
    return f"is-{listed(options)}" if len(options) <= len(others) or not others else f"is_not-{listed(others)}"


def _spelt(spot: Spot, options: list[str]) -> Schema:
    """One of some options, as a record may write them."""
    if not isinstance(spot.question.type, YesNo):
        return one_of(options)
    return one_of([spelling for option in options for spelling in (option == "yes", option)])


def _so_many(kind: Choices, intervals: tuple[Interval, ...]) -> Schema:
    """Lists with so many options chosen; those that exclude all others do not count."""
    alone: Schema = {"type": "array", "contains": one_of(sorted(kind.exclusive))} if kind.exclusive else False
    counted = numbers.items(intervals, least="minItems", most="maxItems", otherwise={"type": "array"})
    return any_of(all_of(counted, negated(alone), NOT_BLANK), alone if numbers.contains(intervals, 0) else False)


def _rows(intervals: tuple[Interval, ...]) -> Schema:
    rows: dict[str, object] = {"type": "array", "contains": NOT_BLANK}
    return numbers.items(intervals, least="minContains", most="maxContains", otherwise=rows)
