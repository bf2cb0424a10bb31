"""A record -> its Explanation. The clock comes in as an argument: same record, same explanation.

What holds and what does not is taken from the summary. What would settle or raise is found by trying answers, and
the work for one record is bounded: where the bound is reached, the explanation says so.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from safeforms.definition import Form, Indicator
from safeforms.explanations.answer_sets import answers_to, example_in_words
from safeforms.explanations.because import because_in_words
from safeforms.explanations.explanation import Explanation
from safeforms.explanations.explanation_shown import (
    Contradiction,
    IndicatorExplained,
    MadeUp,
    Raise,
    Settled,
    Settles,
    State,
    Together,
)
from safeforms.judgement.envelope import Envelope
from safeforms.judgement.messages import heading
from safeforms.language.shape import did_you_mean
from safeforms.places import Place
from safeforms.problems import Path, UsageError
from safeforms.summaries.answers_shown import AnswersShown
from safeforms.summaries.summarising import summary_of
from safeforms.summaries.summary import Summary
from safeforms.summaries.summary_items import OpenIndicator
from safeforms.ways.raising import Raising, raising
from safeforms.ways.resting import Grounds
from safeforms.ways.search import Put, Ways, ways_to
from safeforms.ways.trials import Trials
from safeforms.wording.words import in_words

ORDER: Final[tuple[State, ...]] = ("holds", "undetermined", "does_not_hold")
GRAVITY: Final = ("red", "amber", "info")
SHARE, LEAST = 8, 60
"""One search may take this part of the work that is left; and so much is done for each, however little is left."""


def explanation_of(
    envelope: Envelope, *, form: Form, now: datetime, indicator: str | None = None, place: Place | None = None
) -> Explanation:
    """The explanation of an opened record under a form that is free of problems; of one indicator where it is named.

    UsageError where the form has no such indicator.
    """
    if indicator is not None and indicator not in form.indicators:
        hint = did_you_mean(indicator, form.indicators) or "."
        raise UsageError(f"The form {form.id} has no indicator '{indicator}'{hint}")
    summary = summary_of(envelope, form=form, now=now, place=place)
    writer = _Writer(summary, envelope, form=form, now=now)
    withdrawn = envelope.status == "entered_in_error"
    names = [] if withdrawn else [indicator] if indicator else writer.names
    raised = writer.raising() if indicator is None and not withdrawn else Raising(ways=(), whole=True)
    return Explanation(
        form=form.id,
        form_title=form.title,
        form_version=form.version,
        record_id=summary.record_id,
        status=summary.status,
        safeforms_version=summary.safeforms_version,
        made_at=now,
        complete=bool(summary.complete),
        level=summary.level,
        level_words=summary.level_words,
        possible_level=summary.possible_level,
        override=summary.override,
        asked_for=indicator,
        indicators=tuple(writer.explained(form.indicators[name]) for name in names),
        raises=tuple(writer.raises(raised)),
        raises_whole=raised.whole,
        site=summary.site,
    )


class _Writer:
    """Holds what all parts of one explanation need."""

    def __init__(self, summary: Summary, envelope: Envelope, *, form: Form, now: datetime) -> None:
        self.form, self.summary, self.grounds = form, summary, Grounds(form)
        self.trials = Trials(form, envelope.answers, grounds=self.grounds, now=now, finished=envelope.finished)
        self.evaluation = self.trials.needs({}).evaluation
        self.shown = AnswersShown(self.evaluation, envelope.answers)
        self.states: Mapping[str, State] = self.trials.states({})
        self._ways: dict[tuple[str, Settled], Ways] = {}

    @property
    def names(self) -> list[str]:
        """The indicators: findings, what is open, then the rest, the gravest first."""

        def key(name: str) -> tuple[int, int]:
            return ORDER.index(self.states[name]), GRAVITY.index(self.form.indicators[name].level)

        return sorted(self.states, key=key)

    def ways(self, state: Settled, name: str) -> Ways:
        """How an indicator may come to a state; each is looked for once."""
        if (name, state) not in self._ways:
            patience = max(self.trials.left // SHARE, LEAST)
            self._ways[name, state] = ways_to(state, name, trials=self.trials, patience=patience)
        return self._ways[name, state]

    def raising(self) -> Raising:
        return raising(self.summary.level, trials=self.trials, ways=lambda name: self.ways("holds", name))

    def explained(self, indicator: Indicator) -> IndicatorExplained:
        state = self.states[indicator.id]
        settled: tuple[Settled, ...] = ("holds", "does_not_hold") if state == "undetermined" else ()
        because = self.evaluation.named(indicator.id).because
        return IndicatorExplained(
            indicator=indicator.id,
            level=indicator.level,
            hard=indicator.hard,
            concern=indicator.concern,
            state=state,
            because=because_in_words(indicator.id, evaluation=self.evaluation),
            rule=in_words(indicator.when, form=self.form),
            evidence=self.shown.of(path for path in because if not _has_parts_in(path, because)),
            contradictions=tuple(self._contradictions(indicator.id)) if settled else (),
            settles=tuple(one for outcome in settled for one in self._settles(outcome, indicator.id)),
            together=tuple(one for outcome in settled for one in self._together(outcome, indicator.id)),
            whole=all(self.ways(outcome, indicator.id).whole for outcome in settled),
            source=indicator.source,
        )

    def raises(self, found: Raising) -> Iterator[Raise]:
        for to, answers, names in found.ways:
            yield Raise(
                to=to,
                answers=self._made_up(answers),
                indicators=tuple(
                    OpenIndicator(
                        indicator=name,
                        level=self.form.indicators[name].level,
                        concern=self.form.indicators[name].concern,
                    )
                    for name in names
                ),
            )

    def _contradictions(self, name: str) -> Iterator[Contradiction]:
        """The rules that are broken where the indicator rests on what they are about."""
        for problem in self.summary.problems:
            if problem.code == "check_failed" and name in self.grounds.readers[str(problem.path[0])]:
                question = heading(self.form, problem.path)
                yield Contradiction(path=problem.path, question=question, message=problem.message)

    def _settles(self, outcome: Settled, name: str) -> Iterator[Settles]:
        tried = self.ways(outcome, name).alone
        for path in sorted(tried, key=self.shown.position):
            if any(state == outcome for _, state in tried[path]):
                asked = self.evaluation.question(path)
                answers = answers_to(outcome, tried[path], question=asked, form=self.form)
                yield Settles(path=path, question=heading(self.form, path), outcome=outcome, answers=answers)

    def _together(self, outcome: Settled, name: str) -> Iterator[Together]:
        for put in self.ways(outcome, name).ways:
            if len(put) > 1:
                yield Together(outcome=outcome, answers=self._made_up(put))

    def _made_up(self, put: Put) -> tuple[MadeUp, ...]:
        return tuple(
            MadeUp(
                path=path,
                question=heading(self.form, path),
                answer=example_in_words(put[path], question=self.evaluation.question(path), form=self.form),
                recorded=put[path].raw,
            )
            for path in sorted(put, key=self.shown.position)
        )


def _has_parts_in(path: Path, found: frozenset[Path]) -> bool:
    """Whether the parts of a group or table say more than it does itself."""
    return any(len(other) > len(path) and other[: len(path)] == path for other in found)
