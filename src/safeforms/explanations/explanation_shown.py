"""Why a record's indicators are what they are, and which answers would settle what is open or raise the level.

Texts are ready to print; `path` leads back to the record, rows counted from 0. Answers that are put forward are made
up: they are nobody's, and say only which answer would do. What would settle something is said exactly: every answer
that is listed does it, and no other answer to that question alone does.
"""

from datetime import date, datetime
from typing import Final, Literal

from safeforms.summaries.summary_items import AnswerShown, Frozen, Level, OpenIndicator, OverrideShown, Path

State = Literal["holds", "does_not_hold", "undetermined"]
Settled = Literal["holds", "does_not_hold"]

EXPLANATION_TEXT: Final = (
    "This explanation shows how the rules of the form read what was recorded at the time above, and no more. It does "
    "not diagnose abuse and does not rule it out. Professional judgement comes first."
)


class ValueRange(Frozen):
    """Numbers, days or moments from one to another, inclusive; null is as far as the question itself allows."""

    start: datetime | date | int | None
    end: datetime | date | int | None


class TestSays(Frozen):
    """What a test of the whole answer must say: `condition` in the words of definitions, null where it is not known."""

    condition: str
    truth: bool | None


class AnswerSet(Frozen):
    """Answers to one question, in words and exactly.

    They are any valid answer where `any_answer`, else those with one of the `options`, in one of the `ranges`, or for
    which all of the tests in one of `tests` say what they must; and besides being left with one of the `reasons`.
    """

    words: str
    any_answer: bool = False
    options: tuple[str, ...] = ()
    ranges: tuple[ValueRange, ...] = ()
    tests: tuple[tuple[TestSays, ...], ...] = ()
    reasons: tuple[str, ...] = ()


class Settles(Frozen):
    """A question that settles an indicator by itself, and the answers that settle it so; all else as recorded."""

    path: Path
    question: str
    outcome: Settled
    answers: AnswerSet


class MadeUp(Frozen):
    """An answer that is put forward: in words, and as a record would hold it."""

    path: Path
    question: str
    answer: str
    recorded: object


class Together(Frozen):
    """Questions that settle an indicator together and no fewer of them do, with answers that do it."""

    outcome: Settled
    answers: tuple[MadeUp, ...]


class Contradiction(Frozen):
    """A rule that the answer to a question breaks, on which an indicator rests: it cannot be determined for that."""

    path: Path
    question: str
    message: str


class IndicatorExplained(Frozen):
    """One indicator. `because` and `rule` are phrases to follow "because" and "if"; evidence is in form order.

    `settles` and `together` are only there where it is undetermined. `whole`: they are all there are; else the search
    was cut short, and there may be others.
    """

    indicator: str
    level: Literal["red", "amber", "info"]
    hard: bool
    concern: str
    state: State
    because: str
    rule: str
    evidence: tuple[AnswerShown, ...]
    contradictions: tuple[Contradiction, ...] = ()
    settles: tuple[Settles, ...] = ()
    together: tuple[Together, ...] = ()
    whole: bool = True
    source: tuple[str, ...] = ()


class Raise(Frozen):
    """A smallest set of unanswered questions whose answers could raise the level, with answers that would.

    `indicators` would then hold. No smaller set of questions raises the level to this.
    """

    to: Level
    answers: tuple[MadeUp, ...]
    indicators: tuple[OpenIndicator, ...]


class ExplanationShown(Frozen):
    """The fields of an explanation. Of a record entered in error nothing is explained.

    `indicators` are in the order of the summary: findings, what is undetermined, what does not hold, the gravest first.
    `raises` begin with the gravest level; `raises_whole`: there are no others. Where one indicator was asked for, it is
    the only one, and there are no raises.
    """

    form: str
    form_title: str
    form_version: str
    record_id: str | None
    status: Literal["in_progress", "completed", "amended", "entered_in_error"]
    safeforms_version: str
    made_at: datetime
    complete: bool
    level: Level | None
    level_words: str
    possible_level: Level | None
    override: OverrideShown | None
    asked_for: str | None = None
    indicators: tuple[IndicatorExplained, ...]
    raises: tuple[Raise, ...]
    raises_whole: bool
    site: str | None = None
    standing_text: str = EXPLANATION_TEXT
