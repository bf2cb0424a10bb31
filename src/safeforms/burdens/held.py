"""What answers may be held by the records of a set, and what that says where there is no value to test.

The counterpart of `evaluating` for blanks and reasons. Every record that is looked at is complete: what is asked and
must be answered is not blank, and nothing in it is invalid.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from safeforms.burdens.measures import question_of
from safeforms.burdens.points import Points
from safeforms.burdens.truths import BOTH, DENIED, FALSE, NO_TRUTH, OPEN, SINGLE, TRUE, Truths, bits, truths
from safeforms.conditions import Condition
from safeforms.judgement.answers import Content
from safeforms.problems import Path

Key = tuple[str, str | Path]
"""What is kept of a set: ("asked", path), ("named", name), ("held", path), ("worst", "")."""
Taken = Mapping[Key, Truths]
"""What is taken for granted of all records that are looked at, such as their route."""
BLANK_KIND: Final = 1


class Kept(NamedTuple):
    """Something found; `raw` as it was before what is taken for granted. `read` has the points it rests on (bits)."""

    found: int
    raw: int
    read: int
    waits: int


class Held(ABC):
    """A set of records: `kinds` has what each point may still be. `told`: also what was not asked may be recorded.

    `waits` gathers the steps (bits) that what was ruled since it was emptied waits for.
    """

    def __init__(self, points: Points, *, kinds: Sequence[int], taken: Taken, told: bool) -> None:
        self.points, self.kinds, self.taken, self.told = points, kinds, taken, told
        self.waits = 0
        self.memo: dict[Key, Kept] = {}
        self._read = 0

    @abstractmethod
    def rule(self, condition: Condition, *, scope: Path = ()) -> Truths:
        """What a condition may be; `scope` is the path of the group or row that it is written in."""

    @abstractmethod
    def asked(self, path: Path) -> Truths:
        """Whether a question may be asked."""

    def kept(self, key: Key, find: Callable[[], int]) -> int:
        """What was found, kept until one of the points that it rests on is narrowed."""
        known = self.memo.get(key)
        if known is None:
            before = self._read, self.waits
            self._read = self.waits = 0
            raw = find()
            known = self.memo[key] = Kept(raw & self.taken.get(key, -1), raw, self._read, self.waits)
            self._read, self.waits = before
        found, _, read, waits = known
        self._read |= read
        if found not in SINGLE:
            self.waits |= waits
        return found

    def looked_at(self, point: int) -> int:
        """The kinds that a point may be; what is being found rests on it."""
        self._read |= 1 << point
        return self.kinds[point]

    def held(self, path: Path) -> int:
        """The kinds of content that a question may have."""
        return self.kept(("held", path), lambda: self._held(path))

    def may_hold(self, path: Path) -> int:
        """The kinds of value that a question may have."""
        return self.held(path) & self.points.values[path]

    def decided(self, found: Truths, *, waited: int) -> Truths:
        """A ruling that waits for nothing more where it is decided; `waited` is what was waited for before it."""
        if found in SINGLE:
            self.waits = waited
        return found

    def wait_for(self, path: Path, kinds: int) -> None:
        """What is being ruled differs between these kinds of content and the others, where a question may have both."""
        held = self.held(path)
        if held & kinds and held & ~kinds:
            self.waits |= self.points.step(self.points.answers[path], kinds)

    def without_value(self, path: Path) -> Truths:
        """What a test of a question may be where it has no value; nothing where it surely has one."""
        values = self.points.values[path]
        without = self.held(path) & ~values
        if not without:
            return NO_TRUTH
        self.wait_for(path, values)
        found = self._blank(path) | self._of_reasons(path, lambda reason: self._unsettled(path, reason))
        return found | (self.asked(path) & FALSE)

    def answered(self, path: Path) -> Truths:
        """Whether a question may be answered."""
        found, around = NO_TRUTH, _around(path)
        if around:
            found = self._not_answered(around)
            if not self.may_hold(around):
                return found
        return found | truths(holds=self.may_hold(path), fails=False) | self._not_answered(path)

    def unanswered(self, path: Path, reasons: tuple[str, ...]) -> Truths:
        """Whether a question may be asked and left with a reason, one of some where any are named."""
        found, around = NO_TRUTH, _around(path)
        if around:
            found = self._not_answered(around)
            if not self.may_hold(around):
                return found
        named = sum(kind for kind, reason in self._reasons(path) if not reasons or reason.reason in reasons)
        self.wait_for(path, named)
        found |= self._blank(path) | truths(holds=False, fails=self.held(path) & ~named & ~BLANK_KIND)
        return found | (self.asked(path) if named else NO_TRUTH)

    def left_open(self, path: Path) -> Truths:
        """Whether a screening question may be left as a gap."""
        waited, asked = self.waits, self.asked(path)
        self.wait_for(path, self.points.values[path])
        found = truths(holds=False, fails=self.may_hold(path)) | self._blank(path)
        found |= self._of_reasons(path, lambda reason: BOTH[asked][DENIED[self._settles(path, reason)]])
        return self.decided(found, waited=waited)

    def _held(self, path: Path) -> int:
        kinds = self.looked_at(self.points.answers[path])
        asked = self.asked(path)
        self.waits = 0
        if asked == TRUE and not self._may_stay_open(path):
            return kinds & ~BLANK_KIND
        if asked == FALSE and not self.told:
            return kinds & BLANK_KIND
        return kinds

    def _may_stay_open(self, path: Path) -> bool:
        form = self.points.form
        return question_of(form, path).may_stay_open or form.questions[str(path[0])].follow_up is not None

    def _blank(self, path: Path) -> Truths:
        """What is known of a question that may be blank."""
        if not self.held(path) & BLANK_KIND:
            return NO_TRUTH
        self.wait_for(path, BLANK_KIND)
        asked = self.asked(path)
        if self._may_stay_open(path):
            return FALSE
        return asked & (FALSE | OPEN)

    def _not_answered(self, path: Path) -> Truths:
        without = self.held(path) & ~self.points.values[path]
        if without:
            self.wait_for(path, self.points.values[path])
        return self._blank(path) | truths(holds=False, fails=without & ~BLANK_KIND)

    def _reasons(self, path: Path) -> list[tuple[int, Content]]:
        """The kinds of reason that a question may have been left with."""
        held, contents = self.held(path), self.points.contents[path]
        return [(1 << place, contents[place]) for place in bits(held) if contents[place].kind == "reason"]

    def _of_reasons(self, path: Path, rule: Callable[[Content], Truths]) -> Truths:
        found = NO_TRUTH
        for kind, reason in self._reasons(path):
            ruled = rule(reason)
            if found not in (NO_TRUTH, ruled):
                self.wait_for(path, kind)
            found |= ruled
        return found

    def _settles(self, path: Path, reason: Content) -> Truths:
        offered = question_of(self.points.form, path).unanswered[str(reason.reason)]
        return FALSE if offered.settles is None else self.rule(offered.settles, scope=path[:-1])

    def _unsettled(self, path: Path, reason: Content) -> Truths:
        """What a test may be of a question that was left with a reason, where it was or may have been asked."""
        if self.asked(path) == FALSE:
            return NO_TRUTH
        settles = self._settles(path, reason)
        return (OPEN if settles & ~TRUE else NO_TRUTH) | (FALSE if settles & TRUE else NO_TRUTH)


def _around(path: Path) -> Path:
    """The path of the group around a question; none in a row, for rows are looked at only where there are some."""
    return path[:1] if len(path) == 2 else ()
