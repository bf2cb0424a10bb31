"""What else a PDF holds beside its fields: a form in XML, something to run, words and drawings that lie on its pages.

Nothing of it is read. It is looked for so that people are told.
"""

from collections.abc import Iterable
from typing import Final

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from safeforms.filled_forms.pdf_objects import annotations, dictionary

OF_THE_PAGE: Final = frozenset({"/Widget", "/Link", "/Popup"})
"""What nobody writes or draws: fields, links, the windows of notes."""


def is_xfa(reader: PdfReader) -> bool:
    """Whether the file has its form in XML beside the fields."""
    return "/XFA" in (dictionary(reader.root_object.get("/AcroForm")) or ())


def has_scripts(reader: PdfReader, fields: Iterable[DictionaryObject]) -> bool:
    """Whether the document, or a field of it, has something to run."""
    root = reader.root_object
    names = dictionary(root.get("/Names"))
    opening = dictionary(root.get("/OpenAction"))
    return (
        "/AA" in root
        or (names is not None and "/JavaScript" in names)
        or (opening is not None and "/JS" in opening)
        or any("/AA" in field or "/A" in field for field in fields)
    )


def pages_written_on(reader: PdfReader) -> list[int]:
    """The numbers of the pages on which somebody typed, drew or noted something that is in no field."""
    return sorted({number for number, found in annotations(reader) if found.get("/Subtype") not in OF_THE_PAGE})
