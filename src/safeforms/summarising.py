"""A record -> its Summary. The clock comes in as an argument: same record, same summary.

The generated rules say what holds; the plain interpreter then says why, for those indicators alone.
"""

from collections.abc import Iterable
from datetime import datetime

from safeforms.answer_words import answer_in_words
from safeforms.assessment import Verdict, judge_answers, verdict_from
from safeforms.contents import read_contents
from safeforms.definition import Form, Indicator
from safeforms.envelope import Envelope
from safeforms.evaluating import Evaluation
from safeforms.faults import Fault
from safeforms.generating import Judgement
from safeforms.messages import heading
from safeforms.names import readers_of
from safeforms.places import Place
from safeforms.problems import Path
from safeforms.rating import level_of, possible_level, undetermined_indicators
from safeforms.summary import (
    LEVEL_WORDS,
    UNFINISHED,
    WITHDRAWN,
    AnswerShown,
    Finding,
    Level,
    OpenIndicator,
    OverrideShown,
    ProblemShown,
    Summary,
    UnansweredShown,
    Undetermined,
)
from safeforms.telling import due_of, follow_ups_of, tells_of
from safeforms.version import VERSION


def summary_of(envelope: Envelope, *, form: Form, now: datetime, place: Place | None = None) -> Summary:
    """The summary of an opened record under a form that is free of problems."""
    summary = _summary(envelope, form=form, now=now, place=place)
    if form.local is None:
        return summary
    from safeforms.local_changes import influences

    named = influences(form, summary, again=lambda other: _summary(envelope, form=other, now=now, place=place))
    return summary.model_copy(update={"site": form.local.name, "local_settings": named})


def _summary(envelope: Envelope, *, form: Form, now: datetime, place: Place | None) -> Summary:
    judgement = judge_answers(form, envelope.answers, now=now, finished=envelope.finished, rated=True)
    verdict = verdict_from(judgement.faults, envelope, form=form, place=place)
    contents = read_contents(form, envelope.answers, now=now)
    evaluation = Evaluation(form, contents, now=now, finished=envelope.finished)
    return _Writer(evaluation, envelope, verdict, judgement).summary()


class _Writer:
    """Holds what all parts of one summary need."""

    def __init__(self, evaluation: Evaluation, envelope: Envelope, verdict: Verdict, judgement: Judgement) -> None:
        self.form, self.evaluation, self.contents = evaluation.form, evaluation, evaluation.contents
        self.envelope, self.verdict, self.judgement = envelope, verdict, judgement
        self.withdrawn = envelope.status == "entered_in_error"
        self.order = self.form.positions
        self.start = self._assessed_at()
        self.doubts = self._doubts(judgement.faults)

    def summary(self) -> Summary:
        form, verdict = self.form, self.verdict
        open_ids = undetermined_indicators(form, self.judgement, doubted=list(self.doubts.values()))
        doubtful = [form.indicators[name].level for name in open_ids]
        level = level_of(self.judgement, complete=verdict.complete, doubtful=doubtful)
        tell, tell_if = tells_of(self.evaluation, doubted=open_ids, start=self.start)
        unanswered = tuple(self._unanswered())
        shown = Summary(
            form=form.id,
            form_title=form.title,
            form_version=form.version,
            record_id=self.envelope.record_id,
            status=self.envelope.status,
            safeforms_version=VERSION,
            assessed_at=self.start,
            complete=verdict.complete,
            problems=tuple(
                ProblemShown(code=p.code, severity=p.severity, path=p.path, message=p.message) for p in verdict.problems
            ),
            level=level,
            level_words=UNFINISHED if level is None and not self.envelope.finished else LEVEL_WORDS[level],
            possible_level=possible_level(level, doubtful),
            override=self._override(level),
            statement=self._text(form.summary.statement),
            findings=self._findings(),
            undetermined=self._undetermined(open_ids),
            unanswered=unanswered,
            unanswered_words=self._nothing_unanswered() if not unanswered else "",
            not_asked=self._not_asked(),
            words=tuple(self._answer((name,)) for name in form.summary.words if self._text(name) is not None),
            tell=tell,
            tell_if=tell_if,
            follow_up=follow_ups_of(self.evaluation, tell, start=self.start),
        )
        return _withdrawn(shown) if self.withdrawn else shown

    def _assessed_at(self) -> datetime | None:
        name = self.form.summary.assessed_at
        value = self.contents.at((name,)).value if name else None
        return value if isinstance(value, datetime) else None

    def _text(self, name: str | None) -> str | None:
        value = self.contents.at((name,)).value if name else None
        return value if isinstance(value, str) else None

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
        because = sorted(self.evaluation.named(indicator.id).because, key=self._position)
        until = due_of(self.form, indicator.within, start=self.start)
        return Finding(
            indicator=indicator.id,
            level=indicator.level,
            hard=indicator.hard,
            concern=indicator.concern,
            evidence=tuple(self._answer(path) for path in because if not self._has_parts_in(path, because)),
            actions=indicator.actions,
            within=until.words,
            due=until.by,
            source=indicator.source,
        )

    def _has_parts_in(self, path: Path, because: list[Path]) -> bool:
        """Whether the parts of a group or table say more than it does itself."""
        return any(len(other) > len(path) and other[: len(path)] == path for other in because)

    def _undetermined(self, names: tuple[str, ...]) -> tuple[Undetermined, ...]:
        keeping: dict[Path, list[str]] = {}
        for name in names:
            ruling = self.evaluation.named(name)
            paths = ruling.because if ruling.truth is None else frozenset()
            for path in sorted(paths or self._doubted_by(name), key=self._position):
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
            for path in sorted(keeping, key=self._position)
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
        for path in sorted(self.contents.by_path, key=self._position):
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
        paths = [fault.path for fault in self.judgement.faults if fault.code == "not_asked"]
        return tuple(self._answer(path) for path in sorted(paths, key=self._position))

    def _answer(self, path: Path) -> AnswerShown:
        return AnswerShown(path=path, question=heading(self.form, path), answer=self._answer_and_note(path))

    def _answer_and_note(self, path: Path) -> str:
        """An answer with the note of its option; of the path of a note the note alone."""
        if not isinstance(path[-1], int) and self._is_note(path):
            return f"(note) {self.contents.notes[(*path[:-1], str(path[-1]).removesuffix('_note'))]}"
        note = self.contents.notes.get(path)
        said = self._answer_words(path)
        return f"{said} ({note.strip()})" if isinstance(note, str) and note.strip() else said

    def _is_note(self, path: Path) -> bool:
        names = [str(step) for step in path if not isinstance(step, int)]
        return self.form.question_at(".".join(names)) is None

    def _answer_words(self, path: Path) -> str:
        content, question = self.contents.at(path), self.evaluation.question(path)
        if content.kind == "reason":
            return self.form.reasons[str(content.reason)].text
        if content.kind == "blank":
            return "(not answered)"
        if question.parts and not isinstance(path[-1], int):
            return answer_in_words(question, self._raw(path))
        return answer_in_words(question, content.value)

    def _raw(self, path: Path) -> object:
        found: object = self.envelope.answers
        for step in path:
            found = found[step]  # type: ignore[index]
        return found

    def _position(self, path: Path) -> tuple[int, int, int]:
        outer = self.order.get(str(path[0]), len(self.order))
        row = next((step for step in path if isinstance(step, int)), -1)
        inner = self.order.get(f"{path[0]}.{path[-1]}", 0)
        return outer, row, inner

    def _override(self, computed: Level | None) -> OverrideShown | None:
        name = self.form.summary.override
        if name is None:
            return None
        level = self.contents.at((name, "level")).value
        if level not in ("red", "amber", "green"):
            return None
        reason, agreed = (self.contents.at((name, part)).value for part in ("reason", "agreed_by"))
        return OverrideShown(
            level=level,  # type: ignore[arg-type]
            computed=computed,
            reason=reason if isinstance(reason, str) else None,
            agreed_by=agreed if isinstance(agreed, str) else None,
        )


def _withdrawn(summary: Summary) -> Summary:
    """A record entered in error has no findings, no level, and nobody to tell."""
    return summary.model_copy(
        update={
            "level": None,
            "level_words": WITHDRAWN,
            "possible_level": None,
            "override": None,
            "findings": (),
            "undetermined": (),
            "tell": (),
            "tell_if": (),
            "follow_up": (),
        }
    )
