"""What is made of a record for people to read: it has a document, and a notebook shows that."""

from abc import abstractmethod

from safeforms.documents.document import Document
from safeforms.summaries.summary_items import Frozen


class ForPeople(Frozen):
    """What every face can show."""

    @abstractmethod
    def document(self) -> Document:
        """This for people, before any face shows it."""

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        from safeforms.documents.document_html import document_fragment

        return document_fragment(self.document())
