"""Questions as rows of two halves: what is asked on the left, what is filled in on the right.

Two short questions stand beside each other, each above its line. A group is a band with its questions under it. No
page cuts a question from what it is answered with.
"""

from collections.abc import Iterator
from typing import Final, assert_never

from safeforms.pdf_form.controls import any_of, aside, line, lines, one_of
from safeforms.web_page.tags import NOTHING, SPACE, Html, element, joined, text
from safeforms.wording.outline import SAY_MORE, Box, Entry
from safeforms.wording.paper_form import NONE_OF_GROUP, NOT_ANSWERED, OR_NOT_ANSWERED

HEIGHTS: Final = {2: "low", 5: "high"}
"""The class of a text that has room for so many lines; of others none. In a table all are low."""
SHORT: Final = frozenset({"line", "number", "day", "moment", "nhs_number"})
WIDEST: Final = {4: 9, 3: 15, 2: 28}
"""How many characters the longest option may have where so many stand beside each other."""
MANY: Final = 5
"""From so many options on, two columns are worth it if some take two lines."""
LONGEST: Final = 54
"""How many characters of an option go on two lines of such a column."""
DAY, MOMENT = "dd / mm / yyyy", "dd / mm / yyyy   hh : mm"


def rows_of(entries: tuple[Entry, ...]) -> Iterator[Html]:
    """The rows of questions none of which is a table."""
    left = list(entries)
    while left:
        entry = left.pop(0)
        if entry.kind == "group":
            yield _group(entry)
        elif left and _short(entry) and _short(left[0]):
            yield _pair(entry, left.pop(0))
        else:
            yield _row(asked(entry), answered(entry))


def asked(entry: Entry) -> Html:
    """What is asked, how, and when."""
    return joined(
        element("p", text(entry.text), aside(entry.marked), class_="asked"),
        _said(entry.help, "help"),
        _said(entry.condition, "only-if"),
        _said(entry.hint, "help"),
    )


def answered(entry: Entry) -> Html:
    """What is filled in: the answer, the note of an option, the reason for none."""
    return joined(_answer(entry), _note(entry), reasons(entry))


def reasons(entry: Entry) -> Html:
    """Why there is no answer, quiet, for it is the exception; and the note of the reason."""
    if not entry.reasons:
        return NOTHING
    called = f"{NOT_ANSWERED}: {entry.text}"
    boxes = (joined(one_of(entry.reason_slot, box, called=called), SPACE) for box in map(_saying_more, entry.reasons))
    note = line(entry.reason_note_slot, called=f"Note on the reason: {entry.text}")
    written = element("span", text("Note"), note, class_="note")
    return element("p", element("span", text(OR_NOT_ANSWERED)), SPACE, *boxes, written, class_="reasons")


def _saying_more(reason: Box) -> Box:
    return Box(value=reason.value, text=reason.text, aside=SAY_MORE if reason.note else "")


def options(entry: Entry, *, columns: int) -> Html:
    """A box for each option, read from left to right."""
    box_of = any_of if entry.kind == "many" else one_of
    boxes = (joined(box_of(entry.slot, box, called=entry.text), SPACE) for box in entry.options)
    return element("div", *boxes, class_=f"options in{columns}")


def _group(entry: Entry) -> Html:
    band = element("div", asked(entry), class_="band")
    none = _row(element("p", text(NONE_OF_GROUP), class_="asked"), reasons(entry)) if entry.reasons else NOTHING
    first, *others = [*rows_of(entry.parts), none]
    return element("div", element("div", band, first, class_="whole"), *others, class_="group")


def _row(left: Html, right: Html) -> Html:
    return element("div", element("div", left, class_="half"), element("div", right, class_="half"), class_="row")


def _pair(left: Entry, right: Entry) -> Html:
    """Two questions beside each other, their lines at one height, each read out before what it is answered with."""
    cells = (
        element("div", said, class_=f"{part} {side}")
        for side, entry in (("left", left), ("right", right))
        for part, said in (("over", asked(entry)), ("below", answered(entry)))
    )
    return element("div", *cells, class_="pair")


def _short(entry: Entry) -> bool:
    return entry.kind in SHORT and entry.note_slot is None


def _said(words: str, kind: str) -> Html:
    return element("p", text(words), class_=kind) if words else NOTHING


def _note(entry: Entry) -> Html:
    if entry.note_slot is None:
        return NOTHING
    field = lines(entry.note_slot, called=f"Note: {entry.text}", height="low")
    return element("p", text(f"{entry.note_wanted}:"), field, class_="more")


def _answer(entry: Entry) -> Html:
    slot, called = entry.slot, entry.text
    match entry.kind:
        case "one" | "many":
            return options(entry, columns=_columns(entry.options))
        case "lines":
            return lines(slot, called=called, height=HEIGHTS.get(entry.lines, ""))
        case "line":
            return line(slot, called=called)
        case "number":
            return joined(line(slot, called=called, width="number"), aside(entry.unit))
        case "nhs_number":
            return line(slot, called=called, width="ten")
        case "day":
            return joined(line(slot, called=called, width="day"), aside(DAY))
        case "moment":
            return joined(line(slot, called=called, width="moment"), aside(MOMENT))
        case "group" | "table":
            raise AssertionError(f"{slot} is laid out with what stands around it")
        case _:
            assert_never(entry.kind)


def _columns(boxes: tuple[Box, ...]) -> int:
    widths = [len(box.text) + len(box.aside) for box in boxes] or [0]
    otherwise = 2 if len(boxes) >= MANY and max(widths) <= LONGEST else 1
    return next((count for count, most in WIDEST.items() if max(widths) <= most), otherwise)
