"""A table as markup: rows to write on for paper, and for the screen the pattern of one row.

On paper the columns are the questions of a row, and what they offer is listed beneath. On the screen each row is a
card with its questions, which the script makes from the `template`.
"""

from collections.abc import Iterator
from typing import Final

from safeforms.asking_words import asked_in_words
from safeforms.definition import Form, Question
from safeforms.web_page.tags import Html, element, joined, text
from safeforms.words import tidy

EMPTY_ROW: Final = "#"
"""What stands in a path for the number of the row."""
EMPTY_ROWS: Final = 4


def paper_table(form: Form, question: Question) -> Html:
    """A table with empty rows, and beneath it what is offered, and when a column is to be left."""
    heads = (element("th", text(part.text), scope="col") for part in question.parts)
    cells = joined(*(element("td") for _ in question.parts))
    lines = (element("tr", cells) for _ in range(EMPTY_ROWS))
    table = element("table", element("tr", *heads), *lines)
    return element("div", table, *_beneath(form, question), class_="on-paper")


def rows(question: Question, row: Html, *, path: str) -> Html:
    """Where the rows of the screen stand, the pattern of one, and the button for another."""
    remove = element("button", text("Remove this row"), type="button", class_="remove")
    heading = element("legend", text(tidy(question.short or question.text)))
    pattern = element("fieldset", heading, row, remove, class_="row")
    return joined(
        element("div", class_="rows", data_rows=path),
        element("template", pattern, data_row=path),
        element("button", text("Add a row"), type="button", class_="add", data_add=path),
    )


def _beneath(form: Form, question: Question) -> Iterator[Html]:
    for part in question.parts:
        said = list(_of_column(form, part, around=question))
        if said:
            name = tidy(part.text)
            yield element("p", text(f"{name}{'' if name.endswith('?') else ':'} {' '.join(said)}"))


def _of_column(form: Form, part: Question, *, around: Question) -> Iterator[str]:
    if part.options:
        yield f"{'; '.join(option.text for option in part.options.values())}."
    when = asked_in_words(part, form=form, parts=around.parts)
    if when:
        yield f"Only if {when}."
    if part.unanswered:
        why = (form.reasons[reason].text if reason in form.reasons else reason for reason in part.unanswered)
        yield f"Or, if not answered: {'; '.join(why)}."
