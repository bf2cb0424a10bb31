"""The summary of one record: what was found, what could not be determined, what was not asked, whom to tell.

Given for every readable record, complete or not: a red finding never hides behind a missing answer. Texts are
ready to print; `path` leads back to the record. The words of the professional are carried unchanged.
"""

from datetime import date, datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

Level = Literal["red", "amber", "grey", "green"]
Path = tuple[str | int, ...]

STANDING_TEXT: Final = (
    "This summary shows what was asked and recorded at the time above. It does not diagnose abuse and does not rule "
    "it out. Professional judgement comes first."
)
LEVEL_WORDS: Final[dict[Level | None, str]] = {
    "red": "Red",
    "amber": "Amber",
    "grey": "Grey: cannot be rated",
    "green": "No indicators recorded from the questions asked",
    None: "Not rated: incomplete",
}
WITHDRAWN: Final = "Not rated: entered in error"
UNFINISHED: Final = "Not rated: still in progress"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AnswerShown(_Frozen):
    """A question and what was recorded for it, in words."""

    path: Path
    question: str
    answer: str


class ProblemShown(_Frozen):
    """Why the record is not complete; the message never carries the answer."""

    code: str
    severity: Literal["error", "warning"]
    path: Path
    message: str


class Finding(_Frozen):
    """An indicator that holds, with the answers that made it hold, in form order."""

    indicator: str
    level: Literal["red", "amber", "info"]
    hard: bool
    concern: str
    evidence: tuple[AnswerShown, ...]
    actions: tuple[str, ...]
    within: str
    due: date | datetime | None
    source: tuple[str, ...]


class OpenIndicator(_Frozen):
    """An indicator that may hold."""

    indicator: str
    level: Literal["red", "amber", "info"]
    concern: str


class Undetermined(_Frozen):
    """A question that keeps indicators open, and why it does."""

    path: Path
    question: str
    why: str
    indicators: tuple[OpenIndicator, ...]


class UnansweredShown(_Frozen):
    """An asked question with a reason instead of an answer. `settled`: here the reason closes the matter."""

    path: Path
    question: str
    reason: str
    reason_text: str
    note: str | None
    settled: bool


class Sent(_Frozen):
    """What the record says of telling one recipient; sending is done with a method and a time."""

    sent_at: str | None
    method: str | None
    purpose: str | None
    not_sent_reason: str | None


class TellShown(_Frozen):
    """Somebody who must be told. `why` has the ids of findings and routine rules; `due` the most pressing."""

    recipient: str
    name: str
    why: tuple[str, ...]
    within: str
    due: date | datetime | None
    due_note: str = ""
    sent: tuple[Sent, ...] = ()


class TellIf(_Frozen):
    """Somebody who must be told, if it turns out that one of these holds."""

    recipient: str
    name: str
    within: str
    turns_out: tuple[str, ...]


class FollowUpShown(_Frozen):
    """What is still open, and its clock."""

    path: Path
    question: str
    within: str
    due: date | datetime | None


class OverrideShown(_Frozen):
    """The professional's own level beside the computed one."""

    level: Level
    computed: Level | None
    reason: str | None
    agreed_by: str | None


class LocalSetting(_Frozen):
    """Something that the site has set otherwise than the form, in words, and what the form has."""

    id: str
    text: str
    value: str
    standard: str


class Summary(_Frozen):
    """Everything that part I of the specification asks for, in its order. Lists are empty where there is none."""

    form: str
    form_title: str
    form_version: str
    record_id: str | None
    status: Literal["in_progress", "completed", "amended", "entered_in_error"]
    safeforms_version: str
    assessed_at: datetime | None
    complete: bool
    problems: tuple[ProblemShown, ...]
    level: Level | None
    level_words: str
    possible_level: Level | None
    override: OverrideShown | None
    statement: str | None
    findings: tuple[Finding, ...]
    undetermined: tuple[Undetermined, ...]
    unanswered: tuple[UnansweredShown, ...]
    unanswered_words: str
    not_asked: tuple[AnswerShown, ...]
    words: tuple[AnswerShown, ...]
    tell: tuple[TellShown, ...]
    tell_if: tuple[TellIf, ...]
    follow_up: tuple[FollowUpShown, ...]
    site: str | None = None
    local_settings: tuple[LocalSetting, ...] = ()
    standing_text: str = STANDING_TEXT
