"""A record -> its Summary. The clock comes in as an argument: same record, same summary.

The generated rules say what holds; the plain interpreter then says why, for those indicators alone.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from safeforms.definition import Form, Indicator
from safeforms.explanations.because import because_in_words
from safeforms.judgement.assessment import Verdict, judge_answers, verdict_from
from safeforms.judgement.envelope import Envelope
from safeforms.judgement.faults import Fault
from safeforms.judgement.messages import heading
from safeforms.language.names import readers_of
from safeforms.letters.referral_loop import referral_of
from safeforms.places import Place
from safeforms.problems import Path, Problem
from safeforms.rules.generating import Judgement
from safeforms.summaries.answers_shown import AnswersShown, answers_of, beside_the_statement
from safeforms.summaries.follow_ups import due_of, follow_ups_of
from safeforms.summaries.not_shown import not_shown_of
from safeforms.summaries.rating import level_of, possible_level, undetermined_indicators
from safeforms.summaries.subjects import subjects_of
from safeforms.summaries.summary import LEVEL_WORDS, UNFINISHED, WITHDRAWN, Summary
from safeforms.summaries.summary_items import (
    AnswerShown,
    Finding,
    Level,
    OpenIndicator,
    OverrideShown,
    ProblemShown,
    UnansweredShown,
    Undetermined,
)
from safeforms.summaries.telling import sent_beside, tells_of
from safeforms.version import VERSION
from safeforms.wording.words import in_words

OWN_LEVELS: Final[tuple[Level, ...]] = ("red", "amber", "green")
"""What a professional can set."""


def summary_of(envelope: Envelope, *, form: Form, now: datetime, place: Place | None = None) -> Summary:
    """The summary of an opened record under a form that is free of problems."""
    summary = _summary(envelope, form=form, now=now, place=place)
    if form.local is None:
        return summary
    from safeforms.summaries.local_changes import influences

    named = influences(form, summary, again=lambda other: _summary(envelope, form=other, now=now, place=place))
    return summary.model_copy(update={"site": form.local.name, "local_settings": named})


def _summary(envelope: Envelope, *, form: Form, now: datetime, place: Place | None) -> Summary:
    judgement = judge_answers(form, envelope.answers, now=now, finished=envelope.finished, rated=True)
    verdict = verdict_from(judgement.faults, envelope, form=form, place=place)
    shown = answers_of(form, envelope.answers, now=now, finished=envelope.finished)
    return _Writer(shown, envelope, verdict, judgement).summary()


class _Writer:
    """Holds what all parts of one summary need."""

    def __init__(self, shown: AnswersShown, envelope: Envelope, verdict: Verdict, judgement: Judgement) -> None:
        self.shown, self.form, self.evaluation, self.contents = shown, shown.form, shown.evaluation, shown.contents
        self.envelope, self.verdict, self.judgement = envelope, verdict, judgement
        self.withdrawn = envelope.status == "entered_in_error"
        self.now = self.evaluation.now
        self.start = self.shown.moment(self.form.summary.assessed_at)
        self.doubts = self._doubts(judgement.faults)

    def summary(self) -> Summary:
        form, verdict, shown = self.form, self.verdict, self.shown
        open_ids = undetermined_indicators(form, self.judgement, doubted=list(self.doubts.values()))
        doubtful = [form.indicators[name].level for name in open_ids]
        level = level_of(self.judgement, complete=verdict.complete, doubtful=doubtful)
        tell, tell_if = tells_of(self.evaluation, doubted=open_ids, start=self.start)
        unanswered = tuple(self._unanswered())
        parts = form.summary
        whole = Summary(
            form=form.id,
            form_title=form.title,
            form_version=form.version,
            form_hash=form.content_hash,
            record_id=self.envelope.record_id,
            status=self.envelope.status,
            safeforms_version=VERSION,
            assessed_at=self.start,
            made_at=self.now,
            seen=shown.listed(parts.seen),
            person=shown.listed(parts.person),
            complete=verdict.complete,
            problems=tuple(_problem(problem, exported=self._exported) for problem in verdict.problems),
            level=level,
            level_words=UNFINISHED if level is None and not self.envelope.finished else LEVEL_WORDS[level],
            possible_level=possible_level(level, doubtful),
            override=self._override(level),
            statement=shown.text(parts.statement),
            at_risk=subjects_of(self.evaluation, shown),
            findings=self._findings(),
            undetermined=self._undetermined(open_ids),
            unanswered=unanswered,
            unanswered_words=self._nothing_unanswered() if not unanswered else "",
            not_shown=not_shown_of(self.evaluation),
            not_asked=self._not_asked(),
            company=shown.listed(parts.company),
            words=tuple(shown.at((name,)) for name in parts.words if shown.text(name) is not None),
            social_care=shown.listed(parts.social_care),
            family=shown.listed(parts.family),
            safe_contact=shown.first(parts.safe_contact),
            done=shown.listed(self._done()),
            referral=referral_of(self.evaluation, shown),
            tell=tell,
            tell_if=tell_if,
            sent_beside=sent_beside(self.evaluation, tell, withdrawn=self.withdrawn),
            follow_up=follow_ups_of(self.evaluation, tell, start=self.start),
        )
        return _withdrawn(whole) if self.withdrawn else whole

    @property
    def _exported(self) -> bool:
        """Whether the record was a row among columns, which a reader finds by its place: a filled form is but one."""
        return self.envelope.origin is not None and bool(self.envelope.origin.headers)

    def _done(self) -> Iterator[str]:
        """The questions beside the statement that stand nowhere else: what was thought, discussed, decided and done."""
        parts = self.form.summary
        loop = parts.referral
        elsewhere = {*(name for names in parts.lists.values() for name in names), parts.statement, parts.override}
        elsewhere |= {parts.sent, parts.safe_contact, loop.made, loop.not_made, loop.details, loop.outcome}
        return (question.id for question in beside_the_statement(self.form) if question.id not in elsewhere)

    def _doubts(self, faults: Iterable[Fault]) -> dict[Path, frozenset[str]]:
        """For each question at which a check fails, what reads it."""
        failed = [fault.path for fault in faults if fault.code == "check_failed"]
        return {path: readers_of(self.form, str(path[0])) for path in failed}

    def _findings(self) -> tuple[Finding, ...]:
        ruled = zip(self.form.indicators.values(), self.judgement.truths, strict=True)
        held = [indicator for indicator, truth in ruled if truth == 3]
        gravity = {"red": 0, "amber": 1, "info": 2}
        return tuple(self._finding(indicator) for indicator in sorted(held, key=lambda i: gravity[i.level]))

    def _finding(self, indicator: Indicator) -> Finding:
        found = self.evaluation.named(indicator.id).because
        until = due_of(self.form, indicator.within, start=self.start)
        told = [tell for tell in indicator.tell if self.evaluation.rule(tell.when).truth]
        return Finding(
            indicator=indicator.id,
            level=indicator.level,
            hard=indicator.hard,
            concern=indicator.concern,
            because=because_in_words(indicator.id, evaluation=self.evaluation),
            rule=in_words(indicator.when, form=self.form),
            evidence=self.shown.of(path for path in found if not self._has_parts_in(path, found)),
            actions=indicator.actions,
            tell=tuple(self.form.recipients.get(tell.recipient, tell.recipient) for tell in told),
            within=until.words,
            due=until.by,
            source=indicator.source,
        )

    def _has_parts_in(self, path: Path, found: frozenset[Path]) -> bool:
        """Whether the parts of a group or table say more than it does itself."""
        return any(len(other) > len(path) and other[: len(path)] == path for other in found)

    def _undetermined(self, names: tuple[str, ...]) -> tuple[Undetermined, ...]:
        keeping: dict[Path, list[str]] = {}
        for name in names:
            ruling = self.evaluation.named(name)
            paths = ruling.because if ruling.truth is None else frozenset()
            for path in sorted(paths or self._doubted_by(name), key=self.shown.position):
                keeping.setdefault(path, []).append(name)
        return tuple(
            Undetermined(
                path=path,
                question=heading(self.form, path),
                why=self._why(path),
                indicators=tuple(
                    OpenIndicator(
                        indicator=name,
                        level=self.form.indicators[name].level,
                        concern=self.form.indicators[name].concern,
                    )
                    for name in keeping[path]
                ),
            )
            for path in sorted(keeping, key=self.shown.position)
        )

    def _doubted_by(self, name: str) -> frozenset[Path]:
        return frozenset(path for path, readers in self.doubts.items() if name in readers)

    def _why(self, path: Path) -> str:
        content = self.contents.at(path)
        if path in self.doubts:
            return "The answer contradicts another."
        match content.kind:
            case "blank":
                return "Not answered."
            case "reason":
                return f"{self.form.reasons[str(content.reason)].text}."
            case "invalid":
                return "The answer cannot be used."
            case "value":
                return "Parts of it are open."

    def _unanswered(self) -> Iterable[UnansweredShown]:
        for path in sorted(self.contents.by_path, key=self.shown.position):
            content = self.contents.by_path[path]
            if content.kind != "reason" or self.evaluation.asked(path).truth is False:
                continue
            yield UnansweredShown(
                path=path,
                question=heading(self.form, path),
                reason=str(content.reason),
                reason_text=self.form.reasons[str(content.reason)].text,
                note=content.note,
                settled=self.evaluation.settles(path).truth is True,
            )

    def _nothing_unanswered(self) -> str:
        left = {p.path for p in self.verdict.problems if p.path and p.code not in ("not_asked", "wrong_version")}
        if not left:
            return "Every question that was asked was answered."
        questions = "1 answer is" if len(left) == 1 else f"{len(left)} answers are"
        return f"Nothing was left with a reason; {questions} missing or cannot be used."

    def _not_asked(self) -> tuple[AnswerShown, ...]:
        return self.shown.of(fault.path for fault in self.judgement.faults if fault.code == "not_asked")

    def _override(self, computed: Level | None) -> OverrideShown | None:
        name = self.form.summary.override
        if name is None:
            return None
        chosen, reason, agreed = (self.contents.text((name, part)) for part in ("level", "reason", "agreed_by"))
        level = next((level for level in OWN_LEVELS if level == chosen), None)
        if level is None:
            return None
        return OverrideShown(level=level, computed=computed, reason=reason, agreed_by=agreed)


def _problem(problem: Problem, *, exported: bool) -> ProblemShown:
    return ProblemShown(
        code=problem.code,
        severity=problem.severity,
        path=problem.path,
        message=problem.message,
        question=problem.question_text or "",
        section=problem.section.title if problem.section else "",
        place=str(problem.place) if exported and problem.place else None,
        header=problem.header,
    )


def _withdrawn(summary: Summary) -> Summary:
    """A record entered in error has no findings, no level, and nobody to tell; who was told of it stays."""
    return summary.model_copy(
        update={
            "level": None,
            "level_words": WITHDRAWN,
            "possible_level": None,
            "override": None,
            "findings": (),
            "undetermined": (),
            "at_risk": (),
            "referral": None,
            "tell": (),
            "tell_if": (),
            "follow_up": (),
        }
    )
