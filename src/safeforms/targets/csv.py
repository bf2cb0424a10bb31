"""Form -> a delimited file to enter records in, one line each: its header names every answer, reason and note.

How it is written stands in `safeforms.entry_sheet`. It reads back without a map. Options are written as ids.
"""

from typing import Final

from safeforms.definition import Form
from safeforms.entry_sheet.lines_of_slots import delimited, not_in_line
from safeforms.slots import Filled
from safeforms.wording.shortcomings import NOT_CHECKED, NOT_WORKED_OUT, of_later

CHANGED: Final = "A spreadsheet program that opens it may drop leading zeros and take texts for days: there use xlsx."


def render(form: Form) -> bytes:
    """The header, in UTF-8 with the mark by which Excel knows it, a line feed last."""
    return delimited(form, {})


def filled_in(form: Form, *, filled: Filled) -> bytes:
    """The header and one line with the record."""
    return delimited(form, filled.texts)


def losses(form: Form) -> tuple[str, ...]:
    """What a line of names cannot say."""
    reasons = any(question.unanswered for _, question in form.walk())
    lost = [
        "The texts of questions and options: columns are named by question, options are written as ids.",
        "When each question is asked, and which kind and which limits an answer has.",
    ]
    if reasons:
        lost.append("Which reasons each question accepts.")
    return (*lost, NOT_CHECKED, NOT_WORKED_OUT, *of_later(form), CHANGED)


def not_held(form: Form, *, filled: Filled) -> tuple[str, ...]:
    """What a record has that the line would not give back, by question."""
    return tuple(dict.fromkeys(not_in_line(form, filled.texts)))
