"""All that a summary shows, in the order of part I of the specification.

`summary.Summary` is this with its faces; whatever makes a document or a part of one needs only this.
"""

from datetime import datetime
from typing import Final, Literal

from safeforms.summaries.summary_items import (
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

COPY_TEXT: Final = (
    "This copy shows a part of what was asked and recorded at the time above. It does not diagnose abuse and does not "
    "rule it out. Professional judgement comes first."
)
"""The standing text of a copy that does not have everything."""
PLAIN_TEXT: Final = (
    "This copy shows a part of what was asked and recorded at the time above. Professional judgement comes first."
)
"""The standing text of a copy that is in plain words, for it could be read by whoever must not know what is asked."""
NOT_IN_COPY: Final = "Not part of this copy"


class SummaryShown(Frozen):
    """The fields of a summary. Texts are ready to print, and lists are empty where there is none.

    A copy of a part has only what it carries: `answers` has what no other list has, in form order. `done` is what was
    discussed, decided and done beside what has a place of its own; `safe_contact` the way to reach the person.
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
    safe_contact: AnswerShown | None = None
    done: tuple[AnswerShown, ...] = ()
    answers: tuple[AnswerShown, ...] = ()
    referral: ReferralShown | None
    tell: tuple[TellShown, ...]
    tell_if: tuple[TellIf, ...]
    sent_beside: tuple[SentBeside, ...]
    follow_up: tuple[FollowUpShown, ...]
    site: str | None = None
    local_settings: tuple[LocalSetting, ...] = ()
    standing_text: str = STANDING_TEXT
