"""One record, tried with other answers put in: what its summary would then say of each indicator.

The record itself is never changed. Work is counted: there is a bound to what is done for one record.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Final, Literal

from safeforms.definition import Form
from safeforms.judgement.assessment import judge_answers
from safeforms.judgement.contents import Contents, read_again, read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.problems import Path
from safeforms.rules.generating import Judgement
from safeforms.summaries.rating import undetermined_indicators
from safeforms.synthetic.places import Answers, copied, put
from safeforms.ways.needing import Needs
from safeforms.ways.resting import Grounds
from safeforms.ways.spans import Turning

State = Literal["holds", "does_not_hold", "undetermined"]
Changes = Mapping[Path, object]
"""Raw answers by the path of the question they are to, in the order in which they are put in."""
Key = frozenset[tuple[Path, str]]
MOST: Final = 10_000


class Trials:
    """`left` is how much more may be done; what was tried once is not tried again."""

    def __init__(
        self, form: Form, answers: Mapping[str, object], *, grounds: Grounds, now: datetime, finished: bool
    ) -> None:
        self.form, self.answers, self.grounds, self.now, self.finished = form, answers, grounds, now, finished
        self.left, self.turning = MOST, Turning()
        self._states: dict[Key, dict[str, State]] = {}
        self._needs: dict[Key, Needs] = {}

    @cached_property
    def _as_recorded(self) -> Evaluation:
        contents = read_contents(self.form, self.answers, now=self.now)
        return Evaluation(self.form, contents, now=self.now, finished=self.finished)

    def states(self, changes: Changes) -> Mapping[str, State]:
        """What would be said of each indicator with some answers put in."""
        key = _key(changes)
        if key not in self._states:
            judgement = judge_answers(
                self.form, self.with_answers(changes), now=self.now, finished=self.finished, rated=True
            )
            self._states[key] = self._said(judgement)
        return self._states[key]

    def needs(self, changes: Changes) -> Needs:
        """What conditions need with some answers put in; its `evaluation` is the record as it then is."""
        key = _key(changes)
        if key not in self._needs:
            self._needs[key] = Needs(self._evaluation(changes), self.grounds, as_recorded=self._as_recorded)
        return self._needs[key]

    def _evaluation(self, changes: Changes) -> Evaluation:
        answers, before = self.with_answers(changes), self._as_recorded.contents
        contents = Contents(by_path=dict(before.by_path), notes=dict(before.notes))
        for name in {str(path[0]) for path in changes}:
            read_again(contents, self.form.questions[name], answers, now=self.now)
        return Evaluation(self.form, contents, now=self.now, finished=self.finished)

    def with_answers(self, changes: Changes) -> Answers:
        """The answers of the record with others put in; what is not changed is shared with the record."""
        answers = dict(self.answers)
        for name in {str(path[0]) for path in changes}:
            answers[name] = copied(answers.get(name))
        for path, raw in changes.items():
            question = self.form.question_at(".".join(step for step in path if isinstance(step, str)))
            assert question is not None
            put(answers, path, question, copied(raw))
        return answers

    def _said(self, judgement: Judgement) -> dict[str, State]:
        failed = [str(fault.path[0]) for fault in judgement.faults if fault.code == "check_failed"]
        doubted = [self.grounds.readers[name] for name in failed]
        open_ids = undetermined_indicators(self.form, judgement, doubted=doubted)
        return {
            name: "holds" if truth == 3 else "undetermined" if name in open_ids else "does_not_hold"
            for name, truth in zip(self.form.indicators, judgement.truths, strict=True)
        }


def _key(changes: Changes) -> Key:
    return frozenset((path, repr(raw)) for path, raw in changes.items())
