"""Form -> a PDF to fill in on a screen or with a pen, whose fields are read back.

Section -> a band; question -> a row that no page cuts; group -> a band with rows; table -> numbered rows. How it is
typeset stands in `safeforms.pdf_form`. It is tagged and says PDF/UA-1 of itself; nobody has certified that.
"""

from typing import Final

from safeforms.definition import Form
from safeforms.outline import outline_of
from safeforms.pdf_form.held import not_carried
from safeforms.pdf_form.typesetting import typeset, written
from safeforms.slots import Filled

ALWAYS: Final = (
    "Answers are not checked while they are written, and questions that are not asked are not hidden.",
    "Where one box of several is ticked, some viewers let another be ticked instead, but none be cleared.",
    "Indicators and levels are not computed.",
)
ROWS: Final = "A table has as many rows as were made: nobody can add one."
LATER: Final = "What may come later has no clock."


def render(form: Form) -> bytes:
    """The blank form, the same bytes each time on one machine. UsageError where the extra or Pango is missing."""
    return filled_in(form, filled=Filled(texts={}))


def filled_in(form: Form, *, filled: Filled) -> bytes:
    """The form with a record written into its fields; tables and lines have the room that it takes."""
    return written(typeset(form, texts=filled.texts), form, texts=filled.texts)


def losses(form: Form) -> tuple[str, ...]:
    """What a PDF does not do: check, hide, compute, grow, follow up."""
    entries = list(outline_of(form).walk())
    return (
        *ALWAYS,
        *([ROWS] if any(entry.kind == "table" for entry in entries) else []),
        *([LATER] if any(entry.question.follow_up for entry in entries) else []),
    )


def not_held(form: Form, *, filled: Filled) -> tuple[str, ...]:
    """What of one record would not be read back as it was written, by question."""
    return tuple(not_carried(form, filled.texts))
