"""An explanation with its faces; its fields are in `explanation_shown.py`."""

from safeforms.documents.document import Document
from safeforms.documents.for_people import ForPeople
from safeforms.explanations.explanation_document import explanation_document
from safeforms.explanations.explanation_shown import ExplanationShown


class Explanation(ExplanationShown, ForPeople):
    """Why a record's indicators are what they are, and which answers would settle what is open or raise the level."""

    def document(self) -> Document:
        """This explanation for people, before any face shows it."""
        return explanation_document(self)
