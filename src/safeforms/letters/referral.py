"""A referral with its faces; its fields are in `referral_shown.py`."""

from safeforms.documents.document import Document
from safeforms.documents.for_people import ForPeople
from safeforms.letters.referral_document import referral_document
from safeforms.letters.referral_shown import ReferralFields


class Referral(ReferralFields, ForPeople):
    """That one child is at risk of harm, and what is asked of whoever receives it: the statement comes first."""

    def document(self) -> Document:
        """This referral for people, before any face shows it."""
        return referral_document(self)
