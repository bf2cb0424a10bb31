"""A notification with its faces; its fields are in `notification_shown.py`."""

from safeforms.documents.document import Document
from safeforms.documents.for_people import ForPeople
from safeforms.letters.notification_document import notification_document
from safeforms.letters.notification_shown import NotificationFields


class Notification(NotificationFields, ForPeople):
    """News of a contact for one recipient, which is no referral; it says plainly what it says of a concern."""

    def document(self) -> Document:
        """This notification for people, before any face shows it."""
        return notification_document(self)
