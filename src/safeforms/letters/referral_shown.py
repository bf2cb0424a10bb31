"""A referral: that a child is at risk of harm, and what is asked of whoever receives it. One for each child.

It is another document than a notification, which gives information. The statement of the professional comes first,
word for word; what is fact, what was said and what is opinion stand apart. `referral.Referral` is this with its faces.
"""

from datetime import datetime
from typing import Final, Literal

from safeforms.summaries.summary_items import (
    AnswerShown,
    Finding,
    Frozen,
    Level,
    OverrideShown,
    ProblemShown,
    ReferralShown,
    SubjectShown,
    TellShown,
    UnansweredShown,
    Undetermined,
)

REFERRAL_TEXT: Final = (
    "This referral states what was asked and recorded at the time above. It does not diagnose abuse and does not rule "
    "it out. Professional judgement comes first."
)


class ReferralFields(Frozen):
    """Everything that a referral of one child says. `number` of `count`: children referred at the same time.

    `person` is whom the assessment was made of, `others` are the other children referred. Each recorded answer stands
    once: facts in `person`, `company`, `family`, `social_care`, `facts` and `done`, words of others in `said`, the
    professional's view in `opinions`. What was left without an answer stays in its list whatever its basis.
    """

    statement: str
    recipient: str
    recipient_name: str
    subject: SubjectShown
    number: int
    count: int
    others: tuple[SubjectShown, ...]
    form: str
    form_title: str
    form_version: str
    form_hash: str
    safeforms_version: str
    record_id: str | None
    status: Literal["in_progress", "completed", "amended"]
    assessed_at: datetime | None
    made_at: datetime
    referrer: tuple[AnswerShown, ...]
    call_back: str | None
    safe_contact: AnswerShown | None
    person: tuple[AnswerShown, ...]
    level: Level | None
    level_words: str
    possible_level: Level | None
    override: OverrideShown | None
    findings: tuple[Finding, ...]
    facts: tuple[AnswerShown, ...]
    company: tuple[AnswerShown, ...]
    family: tuple[AnswerShown, ...]
    social_care: tuple[AnswerShown, ...]
    said: tuple[AnswerShown, ...]
    opinions: tuple[AnswerShown, ...]
    family_told: tuple[AnswerShown, ...]
    done: tuple[AnswerShown, ...]
    tell: tuple[TellShown, ...]
    complete: bool
    problems: tuple[ProblemShown, ...]
    undetermined: tuple[Undetermined, ...]
    unanswered: tuple[UnansweredShown, ...]
    unanswered_words: str
    not_shown: int
    loop: ReferralShown | None
    standing_text: str = REFERRAL_TEXT
