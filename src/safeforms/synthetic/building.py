"""One complete record, made for a purpose: nothing worrying, a gap, one indicator that holds, one check that fails.

What is asked is answered round by round, as the compiled rules ask for it. What contradicts, and what worries without
being the purpose, is steered away. The rules judge what comes out: only a record with no fault at all is complete.
"""

from datetime import datetime
from typing import Final

from safeforms.conditions import Condition, Truth
from safeforms.definition import Form, Indicator
from safeforms.judgement.assessment import judge_answers
from safeforms.judgement.faults import Fault
from safeforms.problems import Path
from safeforms.questions import Group, Override, Question, Table
from safeforms.rules.generating import Judgement
from safeforms.synthetic.chance import Chance
from safeforms.synthetic.places import Answers, dotted, found_at, put_note, taken_out
from safeforms.synthetic.steering import Steering
from safeforms.synthetic.words import note_for
from safeforms.values import dataclass

ROUNDS: Final = 50
ATTEMPTS: Final = 5
EXTRA: Final = 0.4
OWN_LEVEL: Final = 0.06
HUSHED: Final = 5
"""So often it is tried to steer one finding away."""
TRUE: Final = 3
OPEN: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a record is to show. With neither indicator nor check nor gap nothing is found; `loud`: whatever comes.

    `check`: the id of the one that fails.
    """

    indicator: str = ""
    check: str = ""
    gap: bool = False
    loud: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The answers of a record, and what the rules say of it: nothing wrong, or that one check fails."""

    answers: Answers
    judgement: Judgement


def built(form: Form, purpose: Purpose, *, now: datetime, seed: str) -> Built | None:
    """A record for a purpose, the same for the same seed; None where none was found in a bounded number of tries."""
    for attempt in range(ATTEMPTS):
        builder = _Builder(form, purpose, now=now, chance=Chance(seed, attempt))
        found = builder.build()
        if found is not None:
            return found
    return None


class _Builder:
    """One attempt."""

    def __init__(self, form: Form, purpose: Purpose, *, now: datetime, chance: Chance) -> None:
        self.form, self.purpose, self.now, self.chance = form, purpose, now, chance
        self.steering = Steering(form, now=now, chance=chance, bold=bool(purpose.check))
        self.check = next((check for check in form.checks if check.id == purpose.check), None)
        self.hushed: dict[str, int] = {}
        self.enriched = False

    def build(self) -> Built | None:
        goal = self._goal()
        if goal is not None and not self._reach(goal):
            return None
        for _ in range(ROUNDS):
            judgement = self._judged()
            faults = [fault for fault in judgement.faults if not self._meant(fault)]
            lost = goal is not None and not faults and self.steering.evaluation.rule(goal).truth is not True
            if lost and not (goal and self._reach(goal)):
                return None
            mended = lost or self._mend(faults, judgement)
            if mended is None:
                return None
            if not mended and not self._enrich():
                return Built(answers=self.steering.answers, judgement=judgement) if self._done(judgement) else None
        return None

    def _goal(self) -> Condition | None:
        if self.purpose.indicator:
            return self.form.indicators[self.purpose.indicator].when
        if self.check is not None:
            return self.check.never
        return Truth("gap") if self.purpose.gap else None

    def _reach(self, goal: Condition) -> bool:
        """Steer towards the purpose, and keep what was changed for it."""
        self.steering.moved.clear()
        reached = self.steering.pursue(goal, True)
        self.steering.pinned |= self.steering.moved
        return reached

    def _judged(self) -> Judgement:
        return judge_answers(self.form, self.steering.answers, now=self.now, rated=True)

    def _meant(self, fault: Fault) -> bool:
        """Whether this is the contradiction that is the purpose, or an answer that it needs though nobody asked."""
        if self.check is None:
            return False
        named = fault.code == "check_failed" and fault.detail == self.check.id
        return named or (fault.code == "not_asked" and self.steering.is_pinned(fault.path))

    def _done(self, judgement: Judgement) -> bool:
        return all(self._meant(fault) for fault in judgement.faults) and bool(judgement.faults) is bool(self.check)

    def _mend(self, faults: list[Fault], judgement: Judgement) -> bool | None:
        """One step nearer to a whole record; False where there is nothing left to do, None where nothing helps.

        What was not asked goes first, then contradictions and findings, so that little is asked in vain.
        """
        stray = [fault.path for fault in faults if fault.code == "not_asked"]
        for path in stray:
            taken_out(self.steering.answers, path)
            self.steering.changed(path)
        if stray:
            return True
        missing = [fault.path for fault in faults if fault.code == "missing_answer" and not fault.detail]
        wrong = [fault for fault in faults if fault.code != "missing_answer" or fault.detail]
        if wrong:
            return self._mend_one(min(wrong, key=lambda fault: (fault.code, str(fault.path)))) or None
        if self._hush(judgement, doubts=False):
            return True
        for path in sorted(missing, key=self._position):
            self._fill(path)
        return bool(missing) or self._hush(judgement, doubts=True)

    def _position(self, path: Path) -> tuple[int, str]:
        return self.form.positions.get(dotted(path), 0), str(path)

    def _fill(self, path: Path) -> None:
        question = self.steering.evaluation.question(path)
        self.steering.place(path, self.steering.drawing.answer(question, path=dotted(path)))

    def _mend_one(self, fault: Fault) -> bool:
        steering, path = self.steering, fault.path
        if fault.code == "missing_answer":  # `require` of a group or row, the only one with a detail
            question = self.form.questions[str(path[0])]
            assert isinstance(question.type, Group | Table) and question.type.require is not None
            return steering.pursue(question.type.require, True, scope=path)
        if fault.code == "check_failed":
            return self._agree(fault)
        if fault.code == "note_missing":
            put_note(steering.answers, path, note_for(self.chance))
            steering.changed(path)
            return True
        return self._redraw(path)

    def _agree(self, fault: Fault) -> bool:
        """Steer a contradiction away; an own level that is too low is taken back."""
        check = next((check for check in self.form.checks if check.id == fault.detail), None)
        if check is None:
            taken_out(self.steering.answers, fault.path)
            self.steering.changed(fault.path)
            return True
        return self.steering.pursue(check.never, False, doubt=True)

    def _redraw(self, path: Path) -> bool:
        """Another answer, until it lies within limits that rest on others; of an optional one none."""
        question = self.steering.evaluation.question(path)
        for _ in range(10):
            self.steering.place(path, self.steering.drawing.answer(question, path=dotted(path), reasons=False))
            if not any(fault.path == path for fault in self._judged().faults):
                return True
        for other in self._bounds(question, path):
            self.steering.place(path, other)
            if not any(fault.path == path for fault in self._judged().faults):
                return True
        if question.may_stay_open:
            self.steering.place(path, None)
        return question.may_stay_open

    def _bounds(self, question: Question, path: Path) -> list[object]:
        """The answers that are the limits of another."""
        limits = getattr(question.type, "limits", None)
        names = [bound for bound in (limits.start, limits.end) if isinstance(bound, str)] if limits else []
        paths = [found for name in names for found in ((*path[:-1], name), tuple(name.split(".")))]
        return [found for found in (found_at(self.steering.answers, at) for at in paths) if found is not None]

    def _hush(self, judgement: Judgement, *, doubts: bool) -> bool:
        """Steer away the findings that are not the purpose, or what keeps them in doubt; whether anything changed."""
        if self.purpose.loud:
            return False
        wanted = OPEN if doubts else TRUE
        truths = zip(self.form.indicators.values(), judgement.truths, strict=True)
        unwanted = [(one.id, one.when) for one, truth in truths if truth == wanted and self._is_unwanted(one)]
        if doubts and (self.purpose.gap or self.check):
            return False
        if doubts and judgement.gap:
            unwanted.append(("gap", Truth("gap")))
        changed = False
        for name, condition in unwanted:
            self.hushed[name] = self.hushed.get(name, 0) + 1
            changed |= self.hushed[name] <= HUSHED and self.steering.pursue(condition, False, doubt=not doubts)
        return changed

    def _is_unwanted(self, indicator: Indicator) -> bool:
        return indicator.level != "info" and indicator.id != self.purpose.indicator

    def _enrich(self) -> bool:
        """Once: answer some of what may be left blank. True where something was."""
        if self.enriched:
            return False
        self.enriched = True
        added = False
        for question in list(self.form.questions.values()):
            path: Path = (question.id,)
            if self._may_be_added(question, path):
                self._fill(path)
                added = True
            for inner in self._inside(question, path):
                part = self.steering.evaluation.question(inner)
                if self._may_be_added(part, inner):
                    self._fill(inner)
                    added = True
        return added

    def _inside(self, question: Question, path: Path) -> list[Path]:
        contents = self.steering.evaluation.contents
        if contents.at(path).kind != "value":
            return []
        rows = [(*path, row) for row in contents.rows(path)] if isinstance(question.type, Table) else [path]
        return [(*row, part.id) for row in rows for part in question.parts]

    def _may_be_added(self, question: Question, path: Path) -> bool:
        share = OWN_LEVEL if isinstance(question.type, Override) else EXTRA
        if not (question.may_stay_open and self.chance.likely(share)) or found_at(self.steering.answers, path):
            return False
        return self.steering.evaluation.asked(path).truth is True and not self.steering.is_pinned(path)
