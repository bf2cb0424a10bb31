"""Form -> a PDF to fill in on a screen or with a pen, whose fields are read back.

Section -> a band; question -> a row that no page cuts; group -> a band with rows; table -> numbered rows. How it is
typeset stands in `safeforms.pdf_form`. It is tagged and says PDF/UA-1 of itself; nobody has certified that.
"""

from typing import Final

from safeforms.definition import Form
from safeforms.pdf_form.held import not_carried
from safeforms.pdf_form.typesetting import typeset, written
from safeforms.questions import Table
from safeforms.slots import Filled
from safeforms.wording.shortcomings import NOT_BY_HAND, NOT_CHECKED, NOT_WORKED_OUT, of_later

CLEARED: Final = (
    "Where only one box may be ticked, some programs cannot clear it again: they can only tick another instead."
)
ROWS: Final = "A table has as many rows as it was made with: nobody can add one."


def render(form: Form) -> bytes:
    """The blank form, the same bytes each time on one machine. UsageError where the extra or Pango is missing."""
    return filled_in(form, filled=Filled(texts={}))


def filled_in(form: Form, *, filled: Filled) -> bytes:
    """The form with a record written into its fields; tables and lines have the room that it takes."""
    return written(typeset(form, texts=filled.texts), form, texts=filled.texts)


def losses(form: Form) -> tuple[str, ...]:
    """What a PDF does not do: check, hide, clear, grow, read all that is written, work out, follow up."""
    tables = any(isinstance(question.type, Table) for question in form.questions.values())
    return (NOT_CHECKED, CLEARED, *([ROWS] if tables else []), NOT_BY_HAND, NOT_WORKED_OUT, *of_later(form))


def not_held(form: Form, *, filled: Filled) -> tuple[str, ...]:
    """What of one record would not be read back as it was written, by question."""
    return tuple(not_carried(form, filled.texts))
