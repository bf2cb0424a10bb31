"""The words of a question and what it is answered with: boxes, fields and lines, by its kind.

The page as it is written is the form on paper: a box is a text that bears the value it stands for (`data-v`), which the
sheet gives a box to tick. `behaviour/naming.js` makes a radio button or a checkbox of it, and names it and every field
from the path, which stands once, at its question: so the page stays light.
"""

from typing import Final, assert_never

from safeforms.web_page.tags import NOTHING, SPACE, Html, element, joined, text, unclosed
from safeforms.wording.outline import Box, Entry

DATE_PARTS: Final = ("Day", "Month", "Year")


def asked(entry: Entry) -> Html:
    """The text of the question, and whether it may be left."""
    return joined(text(entry.text), SPACE, element("small", text(entry.marked))) if entry.marked else text(entry.text)


def controls(entry: Entry) -> Html:
    """What the answer is given with, and the note of an option; nothing of a group or a table."""
    match entry.kind:
        case "one" | "many":
            return element("div", *map(_box, entry.options), class_=f"options{_width(entry.options)}")
        case "line" | "lines":
            return element("textarea", id=entry.slot, class_="long" if entry.lines > 2 else None)
        case "number":
            return joined(_field(entry, class_="short"), SPACE, text(entry.unit))
        case "nhs_number":
            return _field(entry, class_="medium")
        case "day":
            return _date(*DATE_PARTS)
        case "moment":
            return _date(*DATE_PARTS, "Time")
        case "group" | "table":
            return NOTHING
        case _:
            assert_never(entry.kind)


def reasons(entry: Entry) -> Html:
    """Why the question may be left, as boxes beside its answer, and which of them need a note."""
    if not entry.reasons:
        return NOTHING
    boxes = (_box(reason, mark="?") for reason in entry.reasons)
    return element("div", *boxes, class_="reasons")  # what stands above them is in the style: it is there many times


def _width(options: tuple[Box, ...]) -> str:
    """Few short options stand beside each other, many short ones in columns."""
    longest = max(len(option.text) for option in options)
    if len(options) < 4 and longest < 12:
        return " inline"
    return " columns" if len(options) > 5 and longest < 48 else ""


def _box(box: Box, *, mark: str = "") -> Html:
    """A box with its words; where it may need a note, a line follows on paper, and the script makes a field for it."""
    alone = f" ({box.aside})" if box.aside else ""
    more = joined(SPACE, element("i", text(f"{box.note}:"))) if box.note else NOTHING
    return unclosed("p", text(f"{box.text}{alone}"), more, data_v=f"{mark}{box.value}")


def _field(entry: Entry, *, class_: str) -> Html:
    return element("input", id=entry.slot, class_=class_)


def _date(*parts: str) -> Html:
    return element("div", *(element("label", text(part), element("input")) for part in parts), class_="date")
