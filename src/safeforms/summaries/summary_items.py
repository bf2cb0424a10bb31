"""What a summary shows, item by item; `summary.py` has the whole.

Texts are ready to print; `path` leads back to the record, rows counted from 0. The words of people are carried
unchanged.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

Level = Literal["red", "amber", "grey", "green"]
Path = tuple[str | int, ...]


class Frozen(BaseModel):
    """What all items share: nothing in them can be changed, and nothing be added."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AnswerShown(Frozen):
    """A question and what was recorded for it, in words."""

    path: Path
    question: str
    answer: str


class ProblemShown(Frozen):
    """Why the record is not complete; the message never carries the answer.

    `question` is what it is about and `section` the title of where it stands; both are empty for the record itself.
    `place` and `header` are the row and the column of an export that was read by a map; null for other records.
    """

    code: str
    severity: Literal["error", "warning"]
    path: Path
    message: str
    question: str = ""
    section: str = ""
    place: str | None = None
    header: str | None = None


class Finding(Frozen):
    """An indicator that holds, with the answers that made it hold, in form order.

    `because` says what of its rule holds for this record, `rule` the whole of it: phrases to follow "because" and "if".
    `tell` names who is told of it.
    """

    indicator: str
    level: Literal["red", "amber", "info"]
    hard: bool
    concern: str
    because: str
    rule: str
    evidence: tuple[AnswerShown, ...]
    actions: tuple[str, ...]
    tell: tuple[str, ...]
    within: str
    due: date | datetime | None
    source: tuple[str, ...]


class OpenIndicator(Frozen):
    """An indicator that may hold."""

    indicator: str
    level: Literal["red", "amber", "info"]
    concern: str


class Undetermined(Frozen):
    """A question that keeps indicators open, and why it does."""

    path: Path
    question: str
    why: str
    indicators: tuple[OpenIndicator, ...]


class UnansweredShown(Frozen):
    """An asked question with a reason instead of an answer. `settled`: here the reason closes the matter."""

    path: Path
    question: str
    reason: str
    reason_text: str
    note: str | None
    settled: bool


class Sent(Frozen):
    """What one row of the record says of telling a recipient; sending is done with a method and a time.

    `failed` says how sending failed. `purpose` is the id of what it was sent for; `referral`: it is a referral itself.
    """

    sent_at: str | None
    method: str | None
    purpose: str | None
    not_sent_reason: str | None
    sent_by: str | None = None
    consent_basis: str | None = None
    failed: str | None = None


class TellShown(Frozen):
    """Somebody who must be told. `why` has the ids of findings and routine rules; `due` the most pressing.

    `concerns` are those of them that are red or amber findings, `news` the texts of the routine rules. `state` is what
    the record says of it; `overdue`: it is open or failed, and was due before the clock that the summary was made by.
    `still_open` says why what is recorded does not settle it.
    """

    recipient: str
    name: str
    why: tuple[str, ...]
    within: str
    due: date | datetime | None
    due_note: str = ""
    sent: tuple[Sent, ...] = ()
    concerns: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    state: Literal["open", "sent", "failed", "not_sent"] = "open"
    overdue: bool = False
    still_open: str = ""


class TellIf(Frozen):
    """Somebody who must be told, if it turns out that one of these holds."""

    recipient: str
    name: str
    within: str
    turns_out: tuple[str, ...]


class StepShown(Frozen):
    """What is to be done by then if something does not come."""

    text: str
    within: str
    due: date | datetime | None
    overdue: bool = False


class FollowUpShown(Frozen):
    """What is still open, since when, and its clock. `steps` are for when it does not come."""

    path: Path
    question: str
    within: str
    due: date | datetime | None
    due_note: str = ""
    since: datetime | None = None
    overdue: bool = False
    steps: tuple[StepShown, ...] = ()


class OverrideShown(Frozen):
    """The professional's own level beside the computed one."""

    level: Level
    computed: Level | None
    reason: str | None
    agreed_by: str | None


class LocalSetting(Frozen):
    """Something that the site has set otherwise than the form, in words, and what the form has."""

    id: str
    text: str
    value: str
    standard: str


class NotShown(Frozen):
    """Questions that this record was not asked, and why: a phrase that says when they are asked.

    `following` are asked only on certain answers to these.
    """

    why: str
    questions: tuple[str, ...]
    following: tuple[str, ...] = ()


class SentBeside(Frozen):
    """Somebody whom the record says was told, though nothing in the form asks for it."""

    recipient: str
    name: str
    sent: tuple[Sent, ...]


class SubjectShown(Frozen):
    """A child, born or not, whom the record says is at risk. `name` is None where nobody recorded one.

    `certain` is False where it is open whether they are at risk. `facts` say who it is.
    """

    id: str
    text: str
    name: str | None
    certain: bool
    facts: tuple[AnswerShown, ...]


class StageShown(Frozen):
    """One stage of a referral. `at` is when it was reached, `words` what was recorded; `waiting`: on an earlier.

    The clock of a stage that waits runs all the same: it may be overdue. `steps` say who is chased or told by when.
    """

    id: Literal["made", "written", "acknowledged", "decided", "agreed"]
    text: str
    state: Literal["done", "open", "waiting", "not_needed"]
    at: datetime | None = None
    words: str = ""
    within: str = ""
    due: date | datetime | None = None
    due_note: str = ""
    overdue: bool = False
    steps: tuple[StepShown, ...] = ()


class ReferralShown(Frozen):
    """A referral and where it is in the loop; `made` None: it is not recorded whether one was made.

    `facts` are what is recorded of it. `closed` only where every stage is done or not needed, the decision among them;
    else `open_since` says since when the earliest open stage is open. Where none was made there are no stages.
    """

    made: bool | None
    words: str
    not_made_reason: str | None
    facts: tuple[AnswerShown, ...]
    stages: tuple[StageShown, ...]
    closed: bool
    open_since: datetime | None


class CopyShown(Frozen):
    """That this is a copy, for whom, and what kinds of things such a copy leaves out, whether or not there was any.

    `left_out` is the same for every record of the form, and empty only where the copy has everything. `news` says what
    the form tells them in any case, beside findings; `more` are further sentences on the copy itself.
    """

    recipient: str
    name: str
    words: str
    left_out: tuple[str, ...]
    news: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
