"""The summary of one record: what was found, what could not be determined, what was not asked, whom to tell.

Given for every readable record, complete or not: a red finding never hides behind a missing answer. Its items are in
`summary_items.py`. The words of the professional are carried unchanged.
"""

from datetime import datetime
from typing import Final, Literal

from safeforms.summary_items import (
    AnswerShown,
    CopyShown,
    Finding,
    FollowUpShown,
    Frozen,
    Level,
    LocalSetting,
    NotShown,
    OverrideShown,
    ProblemShown,
    ReferralShown,
    SentBeside,
    SubjectShown,
    TellIf,
    TellShown,
    UnansweredShown,
    Undetermined,
)

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


class Summary(Frozen):
    """Everything that part I of the specification asks for, in its order. Lists are empty where there is none.

    In a copy for somebody who gets a part of it, `complete` and `level` are None, and what it leaves out is empty.
    """

    form: str
    form_title: str
    form_version: str
    record_id: str | None
    status: Literal["in_progress", "completed", "amended", "entered_in_error"]
    form_hash: str
    safeforms_version: str
    assessed_at: datetime | None
    made_at: datetime
    copy_for: CopyShown | None = None
    seen: tuple[AnswerShown, ...]
    person: tuple[AnswerShown, ...]
    complete: bool | None
    problems: tuple[ProblemShown, ...]
    level: Level | None
    level_words: str
    possible_level: Level | None
    override: OverrideShown | None
    statement: str | None
    at_risk: tuple[SubjectShown, ...]
    findings: tuple[Finding, ...]
    undetermined: tuple[Undetermined, ...]
    unanswered: tuple[UnansweredShown, ...]
    unanswered_words: str
    not_shown: tuple[NotShown, ...]
    not_asked: tuple[AnswerShown, ...]
    company: tuple[AnswerShown, ...]
    words: tuple[AnswerShown, ...]
    social_care: tuple[AnswerShown, ...]
    family: tuple[AnswerShown, ...]
    referral: ReferralShown | None
    tell: tuple[TellShown, ...]
    tell_if: tuple[TellIf, ...]
    sent_beside: tuple[SentBeside, ...]
    follow_up: tuple[FollowUpShown, ...]
    site: str | None = None
    local_settings: tuple[LocalSetting, ...] = ()
    standing_text: str = STANDING_TEXT
