"""Form -> a Word document to type in or to print, whose answers are read back.

Section -> heading 1; question -> a row with its words and its controls; group -> a band with rows; table -> a table
that Word adds rows to. It needs no library: the document is written as XML.
"""

from typing import Final

from safeforms.definition import Form
from safeforms.slots import Filled
from safeforms.word_form.controls import Controls
from safeforms.word_form.held import not_carried
from safeforms.word_form.package import document
from safeforms.word_form.pages import body_of
from safeforms.wording.outline import outline_of
from safeforms.wording.shortcomings import NOT_BY_HAND, NOT_CHECKED, NOT_WORKED_OUT, of_later

ONE_BOX: Final = "Where only one box may be ticked, several can be: that is found when the form is read back."
BESIDE: Final = "What is typed outside the boxes is not read back; on the line of a box it is told of."


def render(form: Form) -> bytes:
    """The blank form, the same bytes each time."""
    return filled_in(form, filled=Filled(texts={}))


def filled_in(form: Form, *, filled: Filled) -> bytes:
    """The form with a record written into it; tables have as many rows as it takes."""
    outline, controls = outline_of(form), Controls(filled.texts)
    body = body_of(outline, controls)
    return document(form, outline, body=body, names=controls.names)


def losses(form: Form) -> tuple[str, ...]:
    """What a Word document does not do: check, hide, read all that is written, work out, follow up."""
    return (NOT_CHECKED, ONE_BOX, BESIDE, NOT_BY_HAND, NOT_WORKED_OUT, *of_later(form))


def not_held(form: Form, *, filled: Filled) -> tuple[str, ...]:
    """What of one record would not be read back as it was written, by question."""
    return tuple(not_carried(form, filled.texts))
