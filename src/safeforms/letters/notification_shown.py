"""A notification: news of a contact for one recipient. It is no referral, and says plainly what it says of a concern.

What it holds is what a copy for that recipient may carry. Who is not told of a finding learns nothing of it here.
`notification.Notification` is this with its faces.
"""

from datetime import date, datetime
from typing import Final, Literal

from safeforms.summaries.summary_items import AnswerShown, Finding, Frozen

NOTIFICATION_TEXT: Final = (
    "This notification states a part of what was asked and recorded at the time above. It does not diagnose abuse and "
    "does not rule it out. Professional judgement comes first."
)
NO_REFERRAL: Final = "This is a notification, not a referral. A referral, where one is made, is a document of its own."
NONE: Final = "This notification carries no concern about this visit or contact."
INFORMATION: Final = "For information only: this notification says nothing either way on whether there is a concern."


class NotificationFields(Frozen):
    """What one recipient is told. `concern`: it carries one; it carries none; or it says nothing either way.

    `concern_basis` says what "none" rests on, and is empty otherwise. `findings` are those that the form tells this
    recipient, without what others have to do. `statement`, `words` and `family` are there only where it carries a
    concern and the recipient may read them; so is `safe_contact`. `left_out` is the same for every record.
    `on_the_whole` says, to whoever may read the whole record, which other level was given and what is not complete.
    """

    recipient: str
    recipient_name: str
    concern: Literal["carried", "none", "not_said"]
    concern_words: str
    concern_basis: str
    news: tuple[str, ...]
    findings: tuple[Finding, ...]
    statement: str | None
    words: tuple[AnswerShown, ...]
    family: tuple[AnswerShown, ...]
    safe_contact: AnswerShown | None = None
    on_the_whole: tuple[str, ...] = ()
    person: tuple[AnswerShown, ...]
    seen: tuple[AnswerShown, ...]
    call_back: str | None
    asked: str
    within: str
    due: date | datetime | None
    left_out: tuple[str, ...]
    form: str
    form_title: str
    form_version: str
    form_hash: str
    safeforms_version: str
    record_id: str | None
    assessed_at: datetime | None
    made_at: datetime
    standing_text: str = NOTIFICATION_TEXT
