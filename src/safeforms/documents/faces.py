"""The faces of what is shown to people: as text, as Markdown, as a web page; what one says, all say.

Each takes a document, or what has one, such as a summary.
"""

from typing import Protocol

from safeforms.documents.document import Document


class Documented(Protocol):
    """What can be shown to people."""

    def document(self) -> Document:
        """What every face shows of it."""


def to_text(shown: Document | Documented) -> str:
    """As plain text, each line whole, for a file or a message; a terminal folds it."""
    from safeforms.documents.document_lines import document_lines

    return "".join(line.whole() for line in document_lines(_document(shown)))


def to_markdown(shown: Document | Documented) -> str:
    """As Markdown: CommonMark, with the tables of GitHub."""
    from safeforms.documents.document_markdown import document_markdown

    return document_markdown(_document(shown))


def to_html(shown: Document | Documented) -> str:
    """As one page that stands alone, loads nothing and can be printed; write it as UTF-8."""
    from safeforms.documents.document_html import document_html

    return document_html(_document(shown))


def _document(shown: Document | Documented) -> Document:
    return shown if isinstance(shown, Document) else shown.document()
