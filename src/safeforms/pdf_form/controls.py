"""What is filled in: boxes to tick, lines to write on, lists to choose from, each called by its slot.

A radio or check box is drawn by its border, its mark by the field. `title` is what a screen reader says of a field.
"""

from typing import Final

from safeforms.web_page.tags import NOTHING, SPACE, Html, element, joined, text, unclosed
from safeforms.wording.outline import Box

GLUE: Final = Html("&nbsp;")


def one_of(slot: str, box: Box, *, called: str) -> Html:
    """A box of which only one may be ticked, with its words."""
    return _box("radio", slot, box, value=box.value, called=called)


def any_of(slot: str, box: Box, *, called: str) -> Html:
    """A box that can be ticked beside others, with its words."""
    return _box("checkbox", f"{slot}={box.value}", box, value=None, called=called)


def line(slot: str, *, called: str, width: str = "") -> Html:
    """A line to write on; `width` is a class of the sheet."""
    return element("input", type="text", name=slot, title=called, class_=width or None)


def lines(slot: str, *, called: str, height: str = "") -> Html:
    """Several lines to write on; `height` is a class of the sheet."""
    return element("textarea", name=slot, title=called, class_=height or None)


def one_listed(slot: str, boxes: tuple[Box, ...], *, called: str) -> Html:
    """A list to choose one from; on paper, a line to write on. Its first choice is none."""
    choices = (element("option", text(box.text), value=box.value) for box in boxes)
    return element("select", unclosed("option", value=""), *choices, name=slot, title=called)


def aside(said: str) -> Html:
    """Quiet words beside a box or a line."""
    return joined(SPACE, element("small", text(said))) if said else NOTHING


def _box(kind: str, name: str, box: Box, *, value: str | None, called: str) -> Html:
    field = element("input", type=kind, name=name, value=value, title=f"{called}: {box.text}")
    quiet = f"({box.aside})" if box.aside else ""
    return element("span", field, GLUE, element("span", text(box.text)), aside(quiet), class_="box")
