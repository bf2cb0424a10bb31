"""Form -> a web page that stands alone: filled in and judged without a network; without its script, a form on paper.

How the page is written stands in `safeforms.web_page`. What it leaves to the library is what needs more than one
record and its moment, and what is made of a record once it is saved.
"""

import json
from typing import Final

from safeforms.definition import Form
from safeforms.judgement.envelope import Envelope
from safeforms.problems import UsageError
from safeforms.questions import Integer
from safeforms.web_page.page_markup import page
from safeforms.web_page.script import page_script
from safeforms.wording.shortcomings import of_later

LARGEST: Final = 500_000
"""What is longer is no record that a page opens: LARGEST in behaviour/saving.js."""
TOO_LONG: Final = "The record is too long for a web page: use --to json."
ALWAYS: Final = (
    "The day by which something is due: the page says how soon, not by which day.",
    "The summary as a document, letters of referral, notifications and explanations: make them from the saved record.",
    "What was sent, failed or is overdue: the page says who must be told, not what became of it.",
)
COPIES: Final = "Copies for others, with what each may see: make them from the saved record."
SOURCES: Final = "The texts of the sources: a question names them by their ids."
NUMBERS: Final = (
    "Numbers as they were written: a browser reads 3.0 as 3, and loses digits of whole numbers beyond 9007199254740991."
)


def render(form: Form) -> bytes:
    """The page in UTF-8, a line feed last; the same bytes each time."""
    return page(form, script=page_script(form)).encode()


def recorded(form: Form, *, record: Envelope) -> bytes:
    """The page that opens with a record in it, as it stands. Without its script it is a blank form on paper."""
    given = json.dumps({**record.as_record(), "form": form.id}, default=str)
    if len(given) > LARGEST:
        raise UsageError(TOO_LONG)
    return page(form, script=page_script(form), record=given).encode()


def losses(form: Form) -> tuple[str, ...]:
    """What the page does not do or hold, though the library does."""
    questions = [question for _, question in form.walk()]
    return (
        *ALWAYS,
        *([COPIES] if form.copies else []),
        *of_later(form),
        *([SOURCES] if any(question.source for question in questions) else []),
        *([NUMBERS] if any(isinstance(question.type, Integer) for question in questions) else []),
    )
