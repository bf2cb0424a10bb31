"""A question that is a table: rows, each with a line for every part.

A table of few columns has a heading; one of many has rows of two lines or more, each answer under its own words, or it
would be too narrow to write in. What may be chosen from a list is printed below it for whoever writes with a pen.
"""

from collections.abc import Iterator

from safeforms.pdf_form.controls import any_of, aside, line, lines, one_listed, one_of
from safeforms.pdf_form.questions import DAY, MOMENT, asked, reasons
from safeforms.web_page.tags import NOTHING, SPACE, Html, element, joined, text
from safeforms.wording.outline import Entry
from safeforms.wording.paper_form import ACROSS, NOT_ANSWERED, beneath_rows, has_boxes, has_columns


def table_of(entry: Entry, *, rows: int) -> Html:
    """The whole question with so many rows."""
    heading = joined(asked(entry), reasons(entry))
    band = element("div", heading, class_="band")
    if has_columns(entry):
        return element("div", band, _grid(entry, rows), *_beneath(entry), class_="rows")
    first, *others = (_card(entry, number) for number in range(rows))
    return element("div", element("div", band, first, class_="whole"), *others, *_beneath(entry), class_="rows")


def _grid(entry: Entry, rows: int) -> Html:
    heads = (element("th", _head(part, headed=True), scope="col") for part in entry.parts)
    head = element("thead", element("tr", *heads))
    body = (
        element("tr", *(element("td", _answer(part.in_row(number), number=number)) for part in entry.parts))
        for number in range(rows)
    )
    return element("table", head, element("tbody", *body))


def _card(entry: Entry, number: int) -> Html:
    parts = [part.in_row(number) for part in entry.parts]
    strips = [parts[start : start + ACROSS] for start in range(0, len(parts), ACROSS)]
    return element("div", *(element("div", *_strip(strip, number), class_="strip") for strip in strips), class_="card")


def _strip(parts: list[Entry], number: int) -> Iterator[Html]:
    for part in parts:
        yield element("div", _head(part, headed=False), _answer(part, number=number), class_="part")
    for _ in range(ACROSS - len(parts)):
        yield element("div", class_="part")


def _head(part: Entry, *, headed: bool) -> Html:
    """A question over its answers: `headed` with its help and when to answer it, which else stand beneath the rows."""
    said = (*((part.help, part.condition) if headed else ()), {"day": DAY, "moment": MOMENT}.get(part.kind, ""))
    quiet = (element("small", text(words), class_="under") for words in said if words)
    return joined(text(part.text), aside(part.marked), *quiet)


def _answer(part: Entry, *, number: int) -> Html:
    called = f"{part.text}, row {number + 1}"
    return joined(_field(part, called=called), _note(part, called=called), _reason(part, called=called))


def _field(part: Entry, *, called: str) -> Html:
    match part.kind:
        case "many":
            boxes = (joined(any_of(part.slot, box, called=called), SPACE) for box in part.options)
            return element("div", *boxes, class_="options in1")
        case "one" if has_boxes(part):
            boxes = (joined(one_of(part.slot, box, called=called), SPACE) for box in part.options)
            return element("div", *boxes, class_="options beside")
        case "one":
            return one_listed(part.slot, part.options, called=called)
        case "lines":
            return lines(part.slot, called=called, height="low")
        case _:
            return joined(line(part.slot, called=called, width="number" if part.unit else ""), aside(part.unit))


def _note(part: Entry, *, called: str) -> Html:
    if part.note_slot is None:
        return NOTHING
    return element("span", text("Note"), line(part.note_slot, called=f"Note: {called}"), class_="note")


def _reason(part: Entry, *, called: str) -> Html:
    if not part.reasons:
        return NOTHING
    chosen = one_listed(part.reason_slot, part.reasons, called=f"{NOT_ANSWERED}: {called}")
    note = line(part.reason_note_slot, called=f"Note on the reason: {called}")
    return element("span", text("Or, if not:"), chosen, text("Note"), note, class_="note")


def _beneath(entry: Entry) -> Iterator[Html]:
    """What the rows leave no room for, in small print."""
    for name, said in beneath_rows(entry, headed=has_columns(entry), boxes=True):
        yield element("p", element("b", text(name)), SPACE, text(said), class_="list")
