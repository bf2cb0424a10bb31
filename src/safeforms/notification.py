"""A notification with its faces; its fields are in `notification_shown.py`."""

from safeforms.document import Document
from safeforms.document_html import document_fragment
from safeforms.notification_document import notification_document
from safeforms.notification_shown import NotificationFields


class Notification(NotificationFields):
    """News of a contact for one recipient, which is no referral; it says plainly what it says of a concern."""

    def document(self) -> Document:
        """This notification for people, before any face shows it."""
        return notification_document(self)

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        return document_fragment(self.document())
