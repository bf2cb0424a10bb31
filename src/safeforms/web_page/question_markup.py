"""A question as markup: its text, what to write, when it is asked, what it is answered with, why it may be left.

The id `q-SLOT` names the question; in the row of a table the number of the row is `#`. A question with one field is
a `div` with a label, any other a `fieldset` with a legend. All words are those of the outline.
"""

from typing import Final

from safeforms.web_page.controls_markup import asked, controls, reasons
from safeforms.web_page.table_markup import paper_table, rows
from safeforms.web_page.tags import END_OF_PARAGRAPH, NOTHING, Html, element, joined, text, unclosed
from safeforms.wording.outline import Entry

ONE_FIELD: Final = frozenset({"line", "lines", "number", "nhs_number"})


def question_markup(entry: Entry) -> Html:
    """The question with all that stands inside it."""
    inside = joined(_hints(entry), _inside(entry), reasons(entry))
    if entry.kind in ONE_FIELD:
        label = element("label", asked(entry), for_=entry.slot)
        return element("div", label, inside, class_="question", id=f"q-{entry.slot}")
    kind = "question group" if entry.parts else "question"
    return element("fieldset", element("legend", asked(entry)), inside, class_=kind, id=f"q-{entry.slot}")


def _inside(entry: Entry) -> Html:
    parts = joined(*map(question_markup, entry.parts))
    if entry.kind == "table":
        return joined(paper_table(entry), rows(entry, parts))
    return parts or controls(entry)


def _hints(entry: Entry) -> Html:
    """Paragraphs: what to write, when it is asked, where it comes from. Each ends where the next begins."""
    said = {
        "hint": " ".join(filter(None, (entry.help, entry.hint))),
        "only-if": entry.condition,
        "why": "; ".join(entry.question.source),
    }
    paragraphs = [unclosed("p", text(words), class_=kind) for kind, words in said.items() if words]
    return joined(*paragraphs, END_OF_PARAGRAPH) if paragraphs else NOTHING
