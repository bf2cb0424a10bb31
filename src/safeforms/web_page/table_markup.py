"""A table as markup: rows to write on for paper, and for the screen the pattern of one row.

On paper the columns are the questions of a row, and what they offer is listed beneath. On the screen each row is a
card with its questions, which the script makes from the `template`.
"""

from collections.abc import Iterator
from typing import Final

from safeforms.outline import Entry
from safeforms.web_page.controls_markup import asked
from safeforms.web_page.tags import Html, element, joined, text, unclosed
from safeforms.words import tidy

EMPTY_ROWS: Final = 4


def paper_table(entry: Entry) -> Html:
    """A table with empty rows, and beneath it what is offered, and when a column is to be left."""
    heads = (element("th", asked(part)) for part in entry.parts)
    cells = joined(*(element("td") for _ in entry.parts))
    lines = (element("tr", cells) for _ in range(EMPTY_ROWS))
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
    for part in entry.parts:
        said = list(_of_column(part))
        if said:
            name = tidy(part.text)
            yield unclosed("p", text(f"{name}{'' if name.endswith('?') else ':'} {' '.join(said)}"))


def _of_column(part: Entry) -> Iterator[str]:
    if part.options:
        yield f"{'; '.join(option.in_words for option in part.options)}."
    if part.hint:
        yield part.hint
    if part.only_if:
        yield f"Only if {part.only_if}."
    if part.reasons:
        yield f"Or, if not answered: {'; '.join(reason.in_words for reason in part.reasons)}."
