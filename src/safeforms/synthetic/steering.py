"""A record in the making is changed until a condition is as it is wanted: True or False.

One answer after another that stands in the way is drawn anew, until the plain interpreter says that the test is as it
should be. A question is first made one that is asked. Tries are bounded: what cannot be reached ends in False.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from safeforms.clock import as_day
from safeforms.conditions import AllRows, AnyRow, Both, Condition, Either, In, Is, Name, Not, Truth
from safeforms.definition import Form
from safeforms.judgement.contents import read_again, read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.problems import Path
from safeforms.questions import Question, Table
from safeforms.synthetic.ages import meaning_of, questions_in
from safeforms.synthetic.chance import Chance
from safeforms.synthetic.drawing import Drawing
from safeforms.synthetic.places import Answers, copied, dotted, found_at, put
from safeforms.synthetic.proposals import proposals

MOVES: Final = 30
DEEPEST: Final = 30
LAST_FIRST: Final = 0.8
BOLDLY: Final = 0.5
LEVELS: Final = ("red", "amber", "info", "none")


class Steering:
    """One record in the making. `pinned` are the paths that are not to be changed any more; `moved` those that were.

    `bold`: now and then answers a question that is not asked.
    """

    def __init__(self, form: Form, *, now: datetime, chance: Chance, bold: bool = False) -> None:
        self.form, self.now, self.chance, self.bold = form, now, chance, bold
        self.drawing = Drawing(form, now=now, chance=chance)
        self.answers: Answers = {}
        self.pinned: set[Path] = set()
        self.moved: set[Path] = set()
        self._doubt = False
        self._contents = read_contents(form, {}, now=now)
        self.evaluation = Evaluation(form, self._contents, now=now)

    def changed(self, path: Path) -> None:
        """To be called when the answer at a path was changed from outside: `evaluation` is the record as it is now."""
        name = str(path[0])
        question = self.form.questions.get(name) or self.form.questions[name.removesuffix("_note")]
        read_again(self._contents, question, self.answers, now=self.now)
        self.evaluation = Evaluation(self.form, self._contents, now=self.now)

    def pursue(self, condition: Condition, wanted: bool, *, scope: Path = (), doubt: bool = False) -> bool:
        """Whether the condition is now as wanted, or with `doubt` not known; where it is not, nothing was changed."""
        self._doubt, before = doubt, copied(self.answers)
        for _ in range(MOVES):
            if self._is(condition, wanted, scope):
                return True
            if not self._move(condition, wanted, scope, 0):
                break
        self.answers = before
        self._contents = read_contents(self.form, before, now=self.now)
        self.evaluation = Evaluation(self.form, self._contents, now=self.now)
        return False

    def _is(self, condition: Condition, wanted: bool, scope: Path) -> bool:
        truth = self.evaluation.rule(condition, scope=scope).truth
        return truth is wanted or (self._doubt and truth is None)

    def _move(self, condition: Condition, wanted: bool, scope: Path, depth: int) -> bool:
        """Change one answer towards what is wanted; False where none could be."""
        if depth > DEEPEST:
            return False
        match condition:
            case Not(inner):
                return self._move(inner, not wanted, scope, depth)
            case Both(parts) | Either(parts):
                open_ = [part for part in parts if not self._is(part, wanted, scope)]
                needed = open_ if isinstance(condition, Both) is wanted else self._one_of(open_, wanted)
                return any(self._move(part, wanted, scope, depth + 1) for part in needed)
            case Truth("gap"):
                return self._move_gap(wanted)
            case Truth("to_tell"):
                return self._move_level(LEVELS[:3] if wanted else LEVELS[3:], depth)
            case Truth(name):
                return self._move(meaning_of(self.form, name), wanted, (), depth + 1)
            case AnyRow(table, row) | AllRows(table, row):
                return self._move_rows(table, row, wanted, each=isinstance(condition, AllRows), depth=depth)
            case Is(Name("worst_finding")) | In(Name("worst_finding")):
                literals = condition.literals if isinstance(condition, In) else (condition.literal,)
                listed = wanted is not condition.negated
                return self._move_level(tuple(level for level in LEVELS if (level in literals) is listed), depth)
            case _:
                return self._settle(condition, wanted, scope, depth)

    def _one_of(self, parts: list[Condition], wanted: bool) -> list[Condition]:
        """Parts of which one is enough; what stands last is denied first, for authors begin with the route."""
        return parts[::-1] if not wanted and self.chance.likely(LAST_FIRST) else self.chance.mixed(parts)

    def _settle(self, test: Condition, wanted: bool, scope: Path, depth: int) -> bool:
        """Change an answer that a test names, so that the test is as wanted."""
        named = (self.evaluation.resolve(name, scope=scope) for name in questions_in(self.form, test))
        paths = list(dict.fromkeys(path for path in named if path is not None))
        for path in paths if len(paths) > 1 else ():
            if self.evaluation.contents.at(path).kind == "blank" and self.evaluation.asked(path).truth:
                self._fill(path)
        for path in self.chance.mixed(paths):
            if self.is_pinned(path):
                continue
            if self._is_to_be_asked(path):
                if self.ask(path, depth + 1):
                    return True
                continue
            others = [self.evaluation.contents.at(other).value for other in paths if other != path]
            if self._try(path, test, wanted, scope, days=[as_day(day) for day in others if isinstance(day, date)]):
                return True
        return False

    def _is_to_be_asked(self, path: Path) -> bool:
        """Whether a blank must first become one that is asked."""
        if self.evaluation.asked(path).truth is True or found_at(self.answers, path) is not None:
            return False
        return not (self.bold and self.chance.likely(BOLDLY))

    def ask(self, path: Path, depth: int = 0) -> bool:
        """Change something so that a question is sooner asked; False where it is, or nothing helps."""
        if len(path) > 1:
            if self.evaluation.asked(path[:1]).truth is not True:
                return self.ask(path[:1], depth)
            if self.evaluation.contents.at(path[:1]).kind != "value":
                return self._fill(path[:1])
        question = self.evaluation.question(path)
        return self._move(question.when, True, path[:-1], depth + 1)

    def is_pinned(self, path: Path) -> bool:
        """Whether a path, or what lies inside of it, is not to be changed."""
        return any(pinned[: len(path)] == path for pinned in self.pinned)

    def place(self, path: Path, answer: object) -> None:
        """Record an answer, None for nothing."""
        put(self.answers, path, self.evaluation.question(path), answer)
        self.changed(path)

    def _fill(self, path: Path) -> bool:
        if self.is_pinned(path):
            return False
        self.place(path, self.drawing.answer(self.evaluation.question(path), path=dotted(path), reasons=False))
        self.moved.add(path)
        return True

    def _try(self, path: Path, test: Condition, wanted: bool, scope: Path, *, days: list[date]) -> bool:
        question, outer = self.evaluation.question(path), self.form.questions[str(path[0])]
        keys = [key for key in (outer.id, outer.note_id) if key is not None and key in self.answers]
        before = {key: copied(self.answers[key]) for key in keys}
        for answer in self._proposals(question, path, test, days):
            self.place(path, answer)
            if self._is(test, wanted, scope):
                self.moved.add(path)
                return True
            put(self.answers, path[:1], outer, None)
            self.answers.update(copied(before))
            self.changed(path)
        return False

    def _proposals(self, question: Question, path: Path, test: Condition, days: list[date]) -> Iterator[object]:
        here = found_at(self.answers, path)
        if here is not None and (question.may_stay_open or self.evaluation.asked(path).truth is False):
            yield None
        yield from proposals(self.drawing, question, test, path=dotted(path), here=here, days=days)

    def _move_rows(self, name: str, row: Condition, wanted: bool, *, each: bool, depth: int) -> bool:
        path: Path = (name,)
        rows = self.evaluation.contents.rows(path)
        table = self.form.questions[name].type
        assert isinstance(table, Table)
        if not rows and self._is_to_be_asked(path):
            return self.ask(path, depth + 1)
        if not rows:
            return self._fill(path)
        open_ = [at for at in rows if not self._is(row, wanted, (*path, at))]
        needed = open_ if each is wanted else self.chance.mixed(open_)
        return any(self._move(row, wanted, (*path, at), depth + 1) for at in needed)

    def _move_gap(self, wanted: bool) -> bool:
        screening = [question for question in self.form.questions.values() if question.screening]
        for question in self.chance.mixed(screening):
            path: Path = (question.id,)
            if self.is_pinned(path) or self.evaluation.asked(path).truth is not True:
                continue
            if wanted and question.unanswered:
                self.place(path, self.drawing.reason(question))
            elif not wanted and self.evaluation.left_open(path).truth is not False:
                self.place(path, self.drawing.answer(question, path=dotted(path), reasons=False))
            else:
                continue
            self.moved.add(path)
            return True
        return False

    def _move_level(self, levels: tuple[str, ...], depth: int) -> bool:
        """Bring the worst finding to one of some levels."""
        worst = str(self.evaluation.worst_finding().value)
        graver = [level for level in levels if LEVELS.index(level) < LEVELS.index(worst)]
        if graver:
            able = [i for i in self.form.indicators.values() if i.level in graver]
            return any(self._move(i.when, True, (), depth + 1) for i in self.chance.mixed(able)[:3])
        held = [i for i in self.form.indicators.values() if i.level == worst and self.evaluation.named(i.id).truth]
        return worst not in levels and any(self._move(i.when, False, (), depth + 1) for i in held)
