"""An explanation with its faces; its fields are in `explanation_shown.py`."""

from safeforms.document import Document
from safeforms.document_html import document_fragment
from safeforms.explanation_document import explanation_document
from safeforms.explanation_shown import ExplanationShown


class Explanation(ExplanationShown):
    """Why a record's indicators are what they are, and which answers would settle what is open or raise the level."""

    def document(self) -> Document:
        """This explanation for people, before any face shows it."""
        return explanation_document(self)

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        return document_fragment(self.document())
