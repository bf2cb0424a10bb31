"""A table as markup: rows to write on for paper, and for the screen the pattern of one row.

On paper the columns are the questions of a row, and what they offer is listed beneath. On the screen each row is a
card with its questions, which the script makes from the `template`.
"""

from collections.abc import Iterator

from safeforms.web_page.controls_markup import asked
from safeforms.web_page.tags import Html, element, joined, text, unclosed
from safeforms.wording.outline import Entry
from safeforms.wording.paper_form import BLANK_ROWS, beneath_rows
from safeforms.wording.words import tidy


def paper_table(entry: Entry) -> Html:
    """A table with blank rows, and beneath it what is offered, and when a column is to be left."""
    heads = (element("th", asked(part)) for part in entry.parts)
    cells = joined(*(element("td") for _ in entry.parts))
    lines = (element("tr", cells) for _ in range(BLANK_ROWS))
    table = element("table", element("tr", *heads), *lines)
    return element("div", table, *_beneath(entry), class_="on-paper")


def rows(entry: Entry, row: Html) -> Html:
    """Where the rows of the screen stand, the pattern of one, and the button for another."""
    remove = element("button", text("Remove this row"), type="button", class_="remove")
    heading = element("legend", text(tidy(entry.question.short or entry.text)))
    pattern = element("fieldset", heading, row, remove, class_="row")
    return joined(
        element("div", class_="rows", data_rows=entry.slot),
        element("template", pattern, data_row=entry.slot),
        element("button", text("Add a row"), type="button", class_="add", data_add=entry.slot),
    )


def _beneath(entry: Entry) -> Iterator[Html]:
    for name, said in beneath_rows(entry, headed=False, boxes=False):
        yield unclosed("p", text(f"{name} {said}"))
