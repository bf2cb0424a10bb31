"""The stages of a referral, and what a record holds of each: what is there, what is missing, and the clock of that.

A form has a stage where it has a question for it. What is recorded counts, also where it was not asked.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final, Literal

from safeforms.judgement.answers import read_note
from safeforms.judgement.evaluating import Evaluation
from safeforms.problems import Path
from safeforms.questions import Question
from safeforms.summaries.answers_shown import AnswersShown
from safeforms.summaries.follow_ups import Clock, clock_of, follow_up_inside
from safeforms.summaries.summary_items import StageShown
from safeforms.values import dataclass

StageId = Literal["made", "written", "acknowledged", "decided", "agreed"]
State = Literal["done", "open", "waiting", "not_needed"]

PHRASES: Final[Mapping[str, str]] = {"received_by": "received by {}", "told_by": "told by {}"}
AGREE: Final = "agree"
NO_FURTHER_ACTION: Final = "no_further_action"
EARLY_HELP: Final = "Is early help offered?"
ESCALATION: Final = "to whom and when it was escalated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of any referral: the questions that must be answered, and those beside them that say something of it.

    `lacking` says what it is to lack an answer.
    """

    id: StageId
    text: str
    of_outcome: bool = False
    parts: tuple[str, ...]
    beside: tuple[str, ...] = ()
    lacking: str


STAGES: Final[tuple[Stage, ...]] = (
    Stage(
        id="made",
        text="Referral made",
        parts=("made_at",),
        beside=("method", "received_by"),
        lacking="it is not recorded when it was made",
    ),
    Stage(
        id="written",
        text="Written copy sent",
        parts=("written_sent_at",),
        lacking="no written copy is on the record",
    ),
    Stage(
        id="acknowledged",
        text="Acknowledged",
        of_outcome=True,
        parts=("acknowledged_at",),
        lacking="no acknowledgement is on the record",
    ),
    Stage(
        id="decided",
        text="Decided",
        of_outcome=True,
        parts=("decision", "decided_at", "told_by"),
        lacking="the decision is not on the record, or not in full",
    ),
    Stage(
        id="agreed",
        text="Agreed, or escalated",
        of_outcome=True,
        parts=(AGREE,),
        lacking=f"it is not recorded whether the decision is agreed with, or else {ESCALATION}",
    ),
)


class StageInRecord:
    """A stage as one record has it. `start` is when the assessment was made."""

    def __init__(self, stage: Stage, evaluation: Evaluation, shown: AnswersShown, *, start: datetime | None) -> None:
        self.stage, self.evaluation, self.contents = stage, evaluation, evaluation.contents
        self._shown, self._start = shown, start
        referral = evaluation.form.summary.referral
        name = referral.outcome if stage.of_outcome else referral.details
        self._group = evaluation.form.questions[name] if name else None
        parts = self._group.parts if self._group else ()
        self._parts = {part.id: part for part in parts}

    @property
    def is_shown(self) -> bool:
        """Whether the form asks for anything of it; that a referral was made is shown in any case."""
        return self.stage.id == "made" or any(name in self._parts for name in self.stage.parts)

    @property
    def missing(self) -> tuple[Question, ...]:
        """The questions that are still to be answered."""
        return tuple(part for part in self._wanted() if not self._is_settled(part))

    @property
    def at(self) -> datetime | None:
        """When it was reached, as far as that is recorded."""
        return next((moment for name in self.stage.parts if (moment := self._moment(name))), None)

    def clock(self) -> Clock | None:
        """The clock of the first that is missing; None where nothing is, or it has none."""
        missing = self.missing
        follow_up = follow_up_inside(self._group, missing[0]) if self._group and missing else None
        if self._group is None or follow_up is None:
            return None
        return clock_of(self.evaluation, follow_up, scope=(self._group.id,), start=self._start)

    def as_shown(self, *, earlier_done: bool) -> StageShown:
        """The stage as a summary shows it; it is the open one where all earlier are done."""
        clock, state = self.clock(), self._state(earlier_done=earlier_done)
        has_begun = state == "open" or (clock is not None and clock.due.start is not None)
        return StageShown(
            id=self.stage.id,
            text=self.stage.text,
            state=state,
            at=self.at,
            words=" ".join(self._words()),
            within=clock.due.words if clock else "",
            due=clock.due.by if clock else None,
            due_note=clock.due.note if clock else "",
            overdue=clock.overdue if clock else False,
            steps=clock.steps if clock and has_begun else (),
        )

    def _state(self, *, earlier_done: bool) -> State:
        if self.missing:
            return "open" if earlier_done else "waiting"
        return "done" if self.stage.id == "made" or any(self._wanted()) else "not_needed"

    def _wanted(self) -> Iterator[Question]:
        """The questions that are answered, or to be answered: that the whole group was not asked does not count."""
        for name in self.stage.parts:
            part = self._parts.get(name)
            if part is None:
                continue
            blank = self.contents.at(self._path(name)).kind == "blank"
            if not blank or self.evaluation.rule(part.when, scope=self._path(name)[:-1]).truth is not False:
                yield part

    def _is_settled(self, part: Question) -> bool:
        """Whether a question is answered; a disagreement only if it says to whom and when it was escalated."""
        path = self._path(part.id)
        value = self.contents.at(path).value
        if part.id == AGREE and value not in (True, "yes"):
            return value is not None and not read_note(self.contents.notes.get(path), path=path, required=True)
        return value is not None

    def _words(self) -> Iterator[str]:
        """What is recorded of it beside its moment, what of it is not, and what a decision makes one ask."""
        said = [self._said(name) for name in (*self.stage.beside, *self.stage.parts) if name in self._parts]
        words = "; ".join(text for text in said if text)
        if words:
            yield f"{words[0].upper()}{words[1:]}."
        if self.missing and (words or self.at):
            yield f"Not recorded: {', '.join(self._name_of_missing(part) for part in self.missing)}."
        if self.stage.id == "decided" and self.contents.at(self._path("decision")).value == NO_FURTHER_ACTION:
            yield EARLY_HELP

    def _said(self, name: str) -> str:
        path = self._path(name)
        value = self.contents.at(path).value
        if value is None or self._moment(name):
            return ""
        if name == AGREE:
            note = self.contents.notes.get(path)
            escalated = f"; escalated: {note.strip()}" if isinstance(note, str) and note.strip() else ""
            return "agreed" if value in (True, "yes") else f"not agreed{escalated}".removesuffix(".")
        return PHRASES.get(name, "{}").format(self._shown.at(path).answer).removesuffix(".")

    def _name_of_missing(self, part: Question) -> str:
        return ESCALATION if part.id == AGREE else f"'{part.text}'"

    def _path(self, name: str) -> Path:
        return (self._group.id if self._group else "", name)

    def _moment(self, name: str) -> datetime | None:
        return self.contents.moment(self._path(name))
