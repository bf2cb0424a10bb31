"""Form -> a web page that stands alone: filled in and judged without a network; without its script, a form on paper.

How the page is written stands in `safeforms.web_page`. What it leaves to the library is what needs more than one
record and its moment, and what is made of a record once it is saved.
"""

from typing import Final

from safeforms.definition import Form, Integer
from safeforms.web_page.page_markup import page
from safeforms.web_page.script import page_script

NOT_FILLED_IN: Final = "The page opens a saved record itself: make it blank, and open the record in it."
ALWAYS: Final = (
    "The day by which something is due: the page says how soon, not by which day.",
    "The summary as a document, letters of referral, notifications and explanations: make them of the saved record.",
    "What was sent, failed or is overdue: the page says who must be told, not what became of it.",
)
COPIES: Final = "Copies for others, with what each may see: make them of the saved record."
LATER: Final = "What may come later has no clock."
SOURCES: Final = "The texts of the sources: a question names them by their ids."
NUMBERS: Final = (
    "Numbers as they were written: a browser reads 3.0 as 3, and loses digits of whole numbers beyond 9007199254740991."
)


def render(form: Form) -> bytes:
    """The page in UTF-8, a line feed last; the same bytes each time."""
    return page(form, script=page_script(form)).encode()


def losses(form: Form) -> tuple[str, ...]:
    """What the page does not do or hold, though the library does."""
    questions = [question for _, question in form.walk()]
    return (
        *ALWAYS,
        *([COPIES] if form.copies else []),
        *([LATER] if any(question.follow_up for question in questions) else []),
        *([SOURCES] if any(question.source for question in questions) else []),
        *([NUMBERS] if any(isinstance(question.type, Integer) for question in questions) else []),
    )
