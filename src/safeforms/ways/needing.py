"""Where an answer must be put in for a condition to become what is wanted: at one of these places at least.

Of an `and` that is to hold, each part must come to hold that does not yet: what one of them needs is enough to say,
and the shortest is said. Of an `or` any part will do. Nothing at all means that no answer can bring it about.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from safeforms.conditions import AllRows, AnyRow, Both, Condition, Either, Name, Not, Truth
from safeforms.explanations.kept_from import paths_read
from safeforms.judgement.evaluating import Evaluation
from safeforms.problems import Path
from safeforms.ways.open_questions import open_at, paths_among, places_for
from safeforms.ways.resting import OUTCOMES, Grounds, Resting, reads_worst_finding

Truths = frozenset[bool | None]
"""What a condition may become; all these are wanted alike."""
TRUE: Final[Truths] = frozenset([True])
FALSE: Final[Truths] = frozenset([False])
NOT_TRUE: Final[Truths] = frozenset([False, None])
NOT_FALSE: Final[Truths] = frozenset([True, None])
OTHERWISE: Final = {TRUE: FALSE, FALSE: TRUE, NOT_TRUE: NOT_FALSE, NOT_FALSE: NOT_TRUE}
Places = frozenset[Path]
NOWHERE: Final[Places] = frozenset()


class Needs:
    """What conditions need in one record with some answers put in.

    `as_recorded` is the record without them: a question that was open there may still be answered, asked or not.
    """

    def __init__(self, evaluation: Evaluation, grounds: Grounds, *, as_recorded: Evaluation) -> None:
        self.evaluation, self._grounds, self._as_recorded = evaluation, grounds, as_recorded
        self._known: dict[tuple[int, Truths, Path], tuple[Condition, Places]] = {}

    def of(self, condition: Condition, wanted: Truths, *, scope: Path = ()) -> Places:
        """The places of which one at least must get an answer; the condition is not yet as wanted."""
        key = id(condition), wanted, scope  # a condition is kept beside what it needs, so that its id stays its own
        if key not in self._known:
            self._known[key] = condition, self._find(condition, wanted, scope)
        return self._known[key][1]

    def _find(self, condition: Condition, wanted: Truths, scope: Path) -> Places:
        match condition:
            case Not(inner):
                return self.of(inner, OTHERWISE[wanted], scope=scope)
            case Both(parts):
                return self._joined([(part, scope) for part in parts], wanted, every=True in wanted)
            case Either(parts):
                return self._joined([(part, scope) for part in parts], wanted, every=True not in wanted)
            case Truth(name):
                return self._named(name, wanted)
            case AnyRow(table, row) | AllRows(table, row):
                every = (True in wanted) is isinstance(condition, AllRows)
                return self._rows(table, row, wanted, every=every)
            case _ if reads_worst_finding(self.evaluation.form, condition):
                return self._anywhere("worst_finding")
            case _:
                read = paths_read(condition, evaluation=self.evaluation, scope=scope)
                return NOWHERE.union(*(self._question(path) for path in read))

    def _joined(self, parts: Iterable[tuple[Condition, Path]], wanted: Truths, *, every: bool) -> Places:
        """Parts of which every one must be as wanted, or one."""
        lacking = [(part, at) for part, at in parts if self.evaluation.rule(part, scope=at).truth not in wanted]
        needs = [self.of(part, wanted, scope=at) for part, at in lacking]
        return min(needs, key=len, default=NOWHERE) if every else NOWHERE.union(*needs)

    def _rows(self, table: str, row: Condition, wanted: Truths, *, every: bool) -> Places:
        contents = self.evaluation.contents
        if contents.at((table,)).kind != "value":
            return self._question((table,))
        rows: list[Path] = [(table, place) for place in contents.rows((table,))]
        broken = [path for path in rows if contents.at(path).kind != "value"]
        parts = [(row, path) for path in rows if path not in broken]
        if not broken:
            return self._joined(parts, wanted, every=every)
        mended = [frozenset(places_for(self.evaluation, path)) for path in broken]
        if every:
            return min([*mended, *self._lacking(parts, wanted)], key=len)
        return NOWHERE.union(*mended, *self._lacking(parts, wanted))

    def _lacking(self, parts: Iterable[tuple[Condition, Path]], wanted: Truths) -> Iterator[Places]:
        for part, at in parts:
            if self.evaluation.rule(part, scope=at).truth not in wanted:
                yield self.of(part, wanted, scope=at)

    def _named(self, name: str, wanted: Truths) -> Places:
        form = self.evaluation.form
        if name in OUTCOMES:
            return self._anywhere(name)
        if name in form.indicators:
            return self.of(form.indicators[name].when, wanted)
        meaning = form.derived[name].meaning
        meaning = Truth(meaning.name) if isinstance(meaning, Name) else meaning
        assert isinstance(meaning, Condition), f"{name} is no truth: the form was not checked"
        return self.of(meaning, wanted)

    def _anywhere(self, outcome: str) -> Places:
        """What comes of the whole record may change with any answer that it rests on."""
        return self.open_among(self._grounds.outcome(outcome))

    def open_among(self, resting: Resting) -> Places:
        """The places of all open questions that something rests on."""
        return frozenset(
            place
            for path in paths_among(self.evaluation, resting)
            if self._is_open(path)
            for place in places_for(self.evaluation, path)
        )

    def _is_open(self, path: Path) -> bool:
        if self.evaluation.contents.at(path).kind == "value":
            return False
        return open_at(self.evaluation, path) or open_at(self._as_recorded, path)

    def _question(self, path: Path) -> Places:
        """What changes the tests of a question that has no value: an answer, or that it is asked or no longer asked."""
        evaluation = self.evaluation
        outer, content = evaluation.contents.at(path[:1]), evaluation.contents.at(path)
        if len(path) == 2 and outer.kind != "value":
            return self._question(path[:1])
        never_missed = content.kind == "blank" and evaluation.finished and evaluation.may_stay_open(path)
        if content.kind == "value" or never_missed:
            return NOWHERE
        found = frozenset(places_for(evaluation, path)) if self._is_open(path) else NOWHERE
        wanted = NOT_FALSE if evaluation.asked(path).truth is False else FALSE
        for asked in dict.fromkeys((path[:1], path)):
            when, at = evaluation.question(asked).when, asked[:-1]
            if evaluation.rule(when, scope=at).truth not in wanted:
                found |= self.of(when, wanted, scope=at)
        return found | self._closing(path)

    def _closing(self, path: Path) -> Places:
        """What changes whether a reason that was given closes the matter."""
        evaluation = self.evaluation
        reason = evaluation.contents.at(path).reason
        offered = evaluation.question(path).unanswered.get(reason) if reason else None
        if offered is None or offered.settles is None:
            return NOWHERE
        settled = evaluation.rule(offered.settles, scope=path[:-1]).truth
        wanted = {True: [NOT_TRUE], False: [NOT_FALSE], None: [TRUE, FALSE]}[settled]
        return NOWHERE.union(*(self.of(offered.settles, truths, scope=path[:-1]) for truths in wanted))
