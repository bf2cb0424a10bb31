"""A referral and where it is in the loop: made, written copy, acknowledged, decided, agreed or escalated.

The first stage that is not done is the open one, and those after it wait, though their clocks run. What is recorded
counts, also where it was not asked or contradicts whether a referral was made.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from safeforms.clock import day_in_words, moment_in_words
from safeforms.judgement.evaluating import Evaluation
from safeforms.letters.referral_stages import STAGES, StageInRecord
from safeforms.problems import Path
from safeforms.questions import Question
from safeforms.summaries.answers_shown import AnswersShown
from safeforms.summaries.summary_items import ReferralShown, StageShown

NOT_MADE: Final = "No referral was made."
NOT_SAID_WHY: Final = "No referral was made, and why not is not recorded."
NOT_SAID: Final = "It is not recorded whether a referral was made."
CONTRADICTED: Final = "The record says that no referral was made, and holds details of one."
ONLY_DETAILS: Final = "The record does not say whether a referral was made, and holds details of one."
REASON_TOO: Final = "The record also holds a reason why none was made."
CLOSED: Final = "Closed: every stage is on the record."
ALL_RECORDED: Final = "Every stage is on the record."
NOT_FOLLOWED: Final = "What became of it is not asked here."


def referral_of(evaluation: Evaluation, shown: AnswersShown) -> ReferralShown | None:
    """The referral of a record; None where the form has none, or where none was asked about and nothing is recorded."""
    return _Loop(evaluation, shown).referral()


class _Loop:
    """Holds what a record says of one referral."""

    def __init__(self, evaluation: Evaluation, shown: AnswersShown) -> None:
        self.evaluation, self.contents, self.shown = evaluation, evaluation.contents, shown
        self.parts = evaluation.form.summary.referral
        groups = [evaluation.form.questions[name] for name in (self.parts.details, self.parts.outcome) if name]
        self.recorded = tuple(path for group in groups for path in self._recorded(group))
        self.made, self.reason = self._made(), shown.text(self.parts.not_made)
        self.start = shown.moment(evaluation.form.summary.assessed_at)

    def referral(self) -> ReferralShown | None:
        if self.made is None and not self.recorded and self.reason is None and not self._is_asked():
            return None
        stages, since = self._stages() if self.made or self.recorded else ((), None)
        is_open = any(stage.state == "open" for stage in stages)
        closed = self.made is True and not is_open and any(stage.id == "decided" for stage in stages)
        return ReferralShown(
            made=self.made,
            words=" ".join(self._words(stages, since=since, closed=closed)),
            not_made_reason=self.reason,
            facts=self.shown.of(self.recorded),
            stages=stages,
            closed=closed,
            open_since=None if closed else since,
        )

    def _made(self) -> bool | None:
        """Whether one was made; where the form does not ask, what is recorded of one says that it was."""
        if self.parts.made is None:
            return True if self.recorded else None
        value = self.contents.at((self.parts.made,)).value
        return value if isinstance(value, bool) else None

    def _is_asked(self) -> bool:
        """Whether it had to be said if one was made, or something that is no answer was said of that."""
        if self.parts.made is None:
            return False
        path = (self.parts.made,)
        return self.contents.at(path).kind != "blank" or self.evaluation.asked(path).truth is True

    def _recorded(self, group: Question) -> Iterator[Path]:
        """The paths of everything that a group holds, notes without an answer too."""
        path: Path = (group.id,)
        if self.contents.at(path).kind in ("reason", "invalid"):
            yield path
        for part in group.parts:
            inner = (*path, part.id)
            if self.contents.at(inner).kind != "blank":
                yield inner
            elif self.contents.notes.get(inner):
                yield (*path, f"{part.id}_note")

    def _stages(self) -> tuple[tuple[StageShown, ...], datetime | None]:
        """The stages that the form has, and since when the earliest open one is open.

        That is since its clock runs, or else since the referral was made, or else since the assessment.
        """
        here = [StageInRecord(stage, self.evaluation, self.shown, start=self.start) for stage in STAGES]
        here = [stage for stage in here if stage.is_shown]
        first = next((stage for stage in here if stage.missing), None)
        clock = first.clock() if first else None
        since = (clock.due.start if clock else None) or here[0].at or self.start
        before = here.index(first) if first else len(here)
        return tuple(stage.as_shown(earlier_done=n <= before) for n, stage in enumerate(here)), since

    def _words(self, stages: tuple[StageShown, ...], *, since: datetime | None, closed: bool) -> Iterator[str]:
        if self.made is None:
            yield ONLY_DETAILS if self.recorded else NOT_SAID
        elif self.made is False and self.recorded:
            yield CONTRADICTED
        elif self.made is False:
            yield NOT_MADE if self.reason else NOT_SAID_WHY
        if stages:
            yield CLOSED if closed else _standing(stages, since=since)
        if self.made is not False and self.reason is not None:
            yield REASON_TOO


def _standing(stages: tuple[StageShown, ...], *, since: datetime | None) -> str:
    """Where a referral stands that is not closed: what is open, since when, by when, and what else is overdue."""
    current = next((stage for stage in stages if stage.state == "open"), None)
    if current is None:
        return ALL_RECORDED if any(stage.id == "decided" for stage in stages) else NOT_FOLLOWED
    lacking = next(stage.lacking for stage in STAGES if stage.id == current.id)
    when = f" since {moment_in_words(since)}" if since else ""
    due = f"; due by {_in_words(current.due)}{' (overdue)' if current.overdue else ''}" if current.due else ""
    others = ", ".join(f"'{stage.text}'" for stage in stages if stage.overdue and stage.state == "waiting")
    return f"Open{when}: {lacking}{due}{f'; also overdue: {others}' if others else ''}."


def _in_words(due: date | datetime) -> str:
    return moment_in_words(due) if isinstance(due, datetime) else day_in_words(due)
