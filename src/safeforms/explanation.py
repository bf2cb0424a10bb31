"""An explanation with its faces; its fields are in `explanation_shown.py`."""

from safeforms.document import Document
from safeforms.explanation_document import explanation_document
from safeforms.explanation_shown import ExplanationShown
from safeforms.for_people import ForPeople


class Explanation(ExplanationShown, ForPeople):
    """Why a record's indicators are what they are, and which answers would settle what is open or raise the level."""

    def document(self) -> Document:
        """This explanation for people, before any face shows it."""
        return explanation_document(self)
