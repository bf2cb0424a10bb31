"""HTML written piece by piece: whatever is not `Html` already is escaped on its way in.

`Html` is a str that only this module makes from a plain one, so a text of a form that was forgotten is an error of
types and not a hole in the page. End tags that HTML lets go, and quotes that it does not need, are left out.
"""

import re
from html import escape
from typing import Final, NewType

from safeforms.lines import on_one_line

Html = NewType("Html", str)
Attribute = str | int | bool | None

NOTHING: Final = Html("")
SPACE: Final = Html(" ")
LINE: Final = Html("\n")
END_OF_PARAGRAPH: Final = Html("</p>")
ENDLESS: Final = frozenset({"input", "meta", "li", "td", "th", "tr", "thead", "tbody"})
"""Elements without an end tag: they hold nothing, or end where the next of their kind or what is around them does."""
BARE: Final = re.compile(r"[A-Za-z0-9_.:#?+-]+")


def text(said: str) -> Html:
    """A text on one line, to stand between elements; nothing in it is HTML, nor turns the line round."""
    return Html(escape(on_one_line(said), quote=False))


def element(name: str, /, *inside: Html, **attributes: Attribute) -> Html:
    """An element; attributes as `class_`, `data_path`. True is an attribute alone, False and None are left out."""
    said = "".join(_attribute(name, value) for name, value in attributes.items())
    end = "" if name in ENDLESS else f"</{name}>"
    return Html(f"<{name}{said}>{''.join(inside)}{end}")


def unclosed(name: str, /, *inside: Html, **attributes: Attribute) -> Html:
    """An element without an end tag, to stand where the next of its kind or the end of what is around it ends it."""
    return Html(f"<{name}{''.join(_attribute(*said) for said in attributes.items())}>{''.join(inside)}")


def joined(*pieces: Html) -> Html:
    """Pieces one after another."""
    return Html("".join(pieces))


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    shown = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {shown}"
    said = on_one_line(str(value))
    return f" {shown}={said}" if BARE.fullmatch(said) else f' {shown}="{escape(said)}"'
