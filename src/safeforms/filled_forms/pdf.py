"""A filled PDF form -> what its fields hold, whichever program filled them in.

Programs differ: a radio group may say its option by name or by number, a text may be in UTF-16, have other line ends
or stand in a stream, a list may hold the words instead of the id. Nothing in the file is run, and pages are not read:
what was only drawn on them, as by a pen tool or by "print to PDF", is no answer; that a pen or a note was used is told.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

from safeforms.filled_forms import FilledForm
from safeforms.places import Place
from safeforms.problems import Problem, UsageError
from safeforms.readers import unreadable
from safeforms.streams import Broken, first_bytes, random_access

if TYPE_CHECKING:
    from pypdf import PdfReader

LARGEST: Final = 10_000_000
MISSING: Final = (
    "To read PDF forms an extra is needed: pip install 'safeforms[pdf]'. Without it forms filled in as Word (.docx) or "
    "CSV are read."
)
NO_PDF: Final = "This is no PDF, whatever its name says."
TOO_LARGE: Final = f"The PDF is larger than {LARGEST // 1_000_000} MB: no filled form is."
LOCKED: Final = "The PDF is encrypted: save it without a password, with changes allowed."
UNPACKS: Final = "What is in the PDF unpacks to far more than a filled form is: nothing of it is read."
DAMAGED: Final = "The PDF is damaged or cut off: get it again."
FLAT: Final = "The PDF has no fields: it was printed, scanned or flattened, so fill in the form itself and save that."
XFA: Final = "The PDF is an XFA form, which keeps its answers elsewhere: fill in the blank form of this program."
BESIDE: Final = "What is typed, drawn or noted beside the fields is not read: write answers into fields. Page {}."
SCRIPTS: Final = "The PDF holds scripts (JavaScript), which a blank form never does: fill in the blank form itself."
PDF_STARTS: Final = b"%PDF-"
PDF_ENDS: Final = b"%%EOF"
OBJECT: Final = b" obj"
MENDINGS: Final = 100
"""How much of a file may be out of order."""
ROOTS: Final = 20
"""How many objects are tried where a file does not say which is the first."""
WITHIN: Final = 1024
"""How far from its start a file may begin to be a PDF."""


def read(stream: BinaryIO, *, name: str) -> Iterator[FilledForm | Problem]:
    """The one form that a PDF is, or the problem that stands for it. UsageError where the extra is missing."""
    try:
        yield _form(random_access(stream, largest=LARGEST), name=name)
    except Broken as broken:
        yield unreadable(broken.message, place=Place(name))


def _form(stream: BinaryIO, *, name: str) -> FilledForm:
    """The form; Broken where it is none."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import LimitReachedError
    except ImportError:
        raise UsageError(MISSING) from None
    _refuse_what_is_no_pdf(stream)
    _refuse_what_was_cut_off(stream)
    with _heard_by(_Patience()):
        try:
            return _held(PdfReader(stream, root_object_recovery_limit=ROOTS), name=name)
        except Broken:
            raise
        except (LimitReachedError, MemoryError) as error:
            raise Broken(DAMAGED if "Root" in str(error) else UNPACKS) from None
        except Exception:  # damage makes pypdf raise whatever comes, and its words may hold an answer
            raise Broken(DAMAGED) from None


def _refuse_what_is_no_pdf(stream: BinaryIO) -> None:
    head = first_bytes(stream, size=WITHIN)
    if PDF_STARTS not in head:
        raise Broken(NO_PDF)
    stream.seek(0, 2)
    if stream.tell() > LARGEST:
        raise Broken(TOO_LARGE)
    stream.seek(0)


def _refuse_what_was_cut_off(stream: BinaryIO) -> None:
    """Programs add what was filled in at the end: cut off there, a file would be read as it was before."""
    *_, rest = stream.read().rpartition(PDF_ENDS)
    if OBJECT in rest:
        raise Broken(DAMAGED)
    stream.seek(0)


def _held(reader: "PdfReader", *, name: str) -> FilledForm:
    from safeforms.filled_forms.pdf_beside import has_scripts, is_xfa, pages_written_on
    from safeforms.filled_forms.pdf_fields import fields_of, form_named, several_in, texts_of

    if reader.is_encrypted:
        raise Broken(LOCKED)
    fields = fields_of(reader)
    if has_scripts(reader, [field for _, field in fields]):
        raise Broken(SCRIPTS)
    texts = texts_of(fields)
    form, version = form_named(reader, texts)
    if form is None and is_xfa(reader):
        raise Broken(XFA)
    if not fields:
        raise Broken(FLAT)
    beside = tuple(_beside(pages_written_on(reader), place=Place(name)))
    several = several_in(fields)
    return FilledForm(form=form, version=version, texts=texts, place=Place(name), problems=beside, several=several)


def _beside(pages: list[int], *, place: Place) -> Iterator[Problem]:
    """A warning for what lies on these pages."""
    if pages:
        message = BESIDE.format(", ".join(map(str, pages)))
        yield Problem(code="unreadable", message=message, severity="warning", place=place)


class _Patience(logging.Handler):
    """Hears what pypdf has to mend, tells nobody, for it may quote an answer, and stops a file that needs too much.

    Each mending looks through the whole file: a small one that is made for it would keep us for hours.
    """

    def __init__(self) -> None:
        super().__init__()
        self.mended = 0

    def emit(self, _: logging.LogRecord) -> None:
        self.mended += 1
        if self.mended > MENDINGS:
            raise Broken(DAMAGED)


@contextmanager
def _heard_by(handler: logging.Handler) -> Iterator[None]:
    """What pypdf says meanwhile goes to this handler and no further."""
    logger = logging.getLogger("pypdf")
    before, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = before
