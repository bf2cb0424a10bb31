"""Writes the copy of a part of a summary.

What a copy is made of is listed here, never what is taken away, so that nothing new in a summary gets into a copy by
itself. Its words come from the answers that are left once all others are taken out.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from safeforms.conditions import Name
from safeforms.definition import Form
from safeforms.judgement.envelope import Envelope
from safeforms.problems import Path
from safeforms.questions import Table
from safeforms.summaries.answers_shown import answers_of
from safeforms.summaries.carrying import answers_without, may_carry, rests_on
from safeforms.summaries.summary import Summary
from safeforms.summaries.summary_items import AnswerShown, CopyShown, Finding, ReferralShown, SubjectShown, TellShown
from safeforms.summaries.summary_shown import COPY_TEXT, NOT_IN_COPY
from safeforms.summary_parts import HOME, Copy
from safeforms.version import VERSION


class Copyist:
    """Writes one copy of a part. `shown` knows the answers that it may carry, and no other."""

    def __init__(self, envelope: Envelope, *, form: Form, copy: Copy, now: datetime, withheld: frozenset[str]) -> None:
        self.form, self.copy, self.envelope, self.now, self.withheld = form, copy, envelope, now, withheld
        left = answers_without(form, envelope.answers, withheld=withheld)
        self.shown = answers_of(form, left, now=now, finished=envelope.finished, blanks=False)

    def bare(self, copy: CopyShown) -> Summary:
        """Who, when, where, and the answers that may be carried: a function of these and of the form alone."""
        form, parts = self.form, self.form.summary
        placed = {*(name for names in parts.lists.values() for name in names), parts.assessed_at, parts.statement}
        safely = [parts.safe_contact] if parts.safe_contact else []
        return Summary(
            form=form.id,
            form_title=self.copy.title or form.title,
            form_version=form.version,
            record_id=None if self.copy.recipient == HOME else self.envelope.record_id,
            status=self.envelope.status,
            form_hash=form.content_hash,
            safeforms_version=VERSION,
            assessed_at=self.shown.moment(parts.assessed_at),
            made_at=self.now,
            copy_for=copy,
            **{key: self._listed(names) for key, names in parts.lists.items()},  # type: ignore[arg-type]
            safe_contact=next(iter(self._listed(safely)), None),
            answers=self._listed(name for name in form.questions if name not in (*placed, *safely)),
            complete=None,
            problems=(),
            level=None,
            level_words=NOT_IN_COPY,
            possible_level=None,
            override=None,
            statement=self.shown.text(parts.statement),
            at_risk=(),
            findings=(),
            undetermined=(),
            unanswered=(),
            unanswered_words="",
            not_shown=(),
            not_asked=(),
            referral=None,
            tell=(),
            tell_if=(),
            sent_beside=(),
            follow_up=(),
            standing_text=COPY_TEXT,
        )

    def part(self, whole: Summary, told: TellShown, copy: CopyShown) -> Summary:
        """The same, with what the form tells this recipient."""
        findings = [self._finding(finding, told) for finding in whole.findings if finding.indicator in told.why]
        bare = self.bare(copy)
        referral = self._referral(whole)
        return bare.model_copy(
            update={
                "findings": tuple(findings),
                "at_risk": tuple(self._at_risk(whole)),
                "referral": referral,
                "answers": tuple(one for one in bare.answers if not (referral and one.path[0] in self._of_referral())),
            }
        )

    def _listed(self, names: Iterable[str]) -> tuple[AnswerShown, ...]:
        """What was recorded for questions that are carried, of a table each row; blanks are passed over."""
        return tuple(self.shown.shortly(path) for name in names for path in self._recorded(name))

    def _recorded(self, name: str) -> Iterator[Path]:
        contents, evaluation = self.shown.contents, self.shown.evaluation
        if name in self.form.derived:
            if self._carries_all(rests_on(self.form, Name(name))) and evaluation.quantity(Name(name)).value is not None:
                yield (name,)
            return
        rows = contents.rows((name,)) if isinstance(self.form.questions[name].type, Table) else ()
        yield from ((name, row) for row in rows)
        if not rows and contents.at((name,)).kind != "blank":
            yield (name,)

    def _finding(self, finding: Finding, told: TellShown) -> Finding:
        """A finding that the form tells them, and of its grounds what they may read."""
        grounds = self._carries_all(rests_on(self.form, self.form.indicators[finding.indicator].when))
        return Finding(
            indicator=finding.indicator,
            level=finding.level,
            hard=finding.hard,
            concern=finding.concern,
            because=finding.because if grounds else "",
            rule=finding.rule if grounds else "",
            evidence=self._again(finding.evidence),
            actions=(),
            tell=(told.name,),
            within=finding.within,
            due=finding.due,
            source=finding.source,
        )

    def _at_risk(self, whole: Summary) -> Iterator[SubjectShown]:
        for subject in self.form.summary.referral.subjects:
            says_who = [*subject.who[:1], *(name for name in (subject.rows, subject.number) if name)]
            if not self._carries_all({*rests_on(self.form, subject.when), *says_who}):
                continue
            for one in whole.at_risk:
                if one.id.rpartition("_")[0] == subject.id:
                    yield one.model_copy(update={"facts": self._again(one.facts)})

    def _referral(self, whole: Summary) -> ReferralShown | None:
        return whole.referral if self._carries_all(self._of_referral()) else None

    def _of_referral(self) -> frozenset[str]:
        parts = self.form.summary.referral
        return frozenset(name for name in (parts.made, parts.not_made, parts.details, parts.outcome) if name)

    def _again(self, answers: Iterable[AnswerShown]) -> tuple[AnswerShown, ...]:
        """Answers of the whole summary said anew from what may be carried; the others are left out."""
        return tuple(self.shown.at(one.path) for one in answers if self._carries(one.path))

    def _carries(self, path: Path) -> bool:
        apart = (self.form.summary.sent, self.form.summary.override)
        return path[0] not in apart and may_carry(self.form, path, copy=self.copy)

    def _carries_all(self, questions: Iterable[str]) -> bool:
        """Whether all of these are carried with all of their parts."""
        outer = {name.partition(".")[0] for name in self.withheld}
        return outer.isdisjoint(questions)
