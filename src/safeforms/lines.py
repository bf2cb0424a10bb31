"""What is printed, line by line, before anything knows whether a terminal or a pipe will show it.

Texts of forms and records are printed as they are, yet they cannot steer a terminal, nor pass for a line of ours:
what could is taken out by `plain`, and what they hold stays indented below its own heading.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import KW_ONLY
from datetime import date, datetime
from typing import Final, Literal

from safeforms.clock import day_in_words, moment_in_words
from safeforms.values import dataclass

Style = Literal["", "heading", "faint", "aside", "condition", "good", "bad", "red", "amber", "grey", "green", "info"]
STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
HALF: Final = re.compile("[\ud800-\udfff]")
RULE: Final = "-" * 72


@dataclass(frozen=True, slots=True)
class Line:
    """Some words, how they look, and where they begin.

    What is folded stays under its first word. `bullet` sets a dash before it; `kept` is never folded: carets
    stand below the words they mean.
    """

    text: str
    style: Style = ""
    _: KW_ONLY
    indent: int = 0
    bullet: bool = False
    kept: bool = False

    @property
    def lead(self) -> str:
        """What stands before the words."""
        return " " * self.indent + ("- " if self.bullet else "")

    def whole(self) -> str:
        """Plain and not folded, ready to be written: each line of its text, all under the first."""
        first, *rest = plain(self.text).split("\n")
        under = " " * len(self.lead)
        return "".join(f"{text.rstrip()}\n" for text in (self.lead + first, *(under + text for text in rest)))


EMPTY: Final = Line("")


def plain(text: str) -> str:
    """A text without characters that could steer a terminal, or that nothing can write; it may have several lines."""
    return HALF.sub("\ufffd", STEERING.sub("", text.replace("\r\n", "\n")))


def on_one_line(text: str) -> str:
    """A text that cannot begin a line of its own."""
    return " ".join(plain(text).split())


def ruled_off(texts: Iterable[Iterable[Line]]) -> Iterator[Line]:
    """Several texts one after another, with a rule between them."""
    for number, text in enumerate(texts):
        if number:
            yield from (EMPTY, Line(RULE, "faint"), EMPTY)
        yield from text


def paragraph(title: str, items: Iterable[Line], *, style: Style = "heading") -> Iterator[Line]:
    """A heading and what stands below it, a blank line before; nothing where there are no items."""
    below = list(items)
    if below:
        yield from (EMPTY, Line(title, style), *below)


def bullets(texts: Iterable[str], *, indent: int = 2, style: Style = "") -> Iterator[Line]:
    """A dash and a text each."""
    return (Line(text, style, indent=indent, bullet=True) for text in texts)


def counted(number: int, noun: str) -> str:
    """A number and its noun: 1 problem, 2 problems."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def by_when(due: date | datetime | None) -> str:
    """The due date in brackets; empty where there is none."""
    if due is None:
        return ""
    return f" (by {moment_in_words(due) if isinstance(due, datetime) else day_in_words(due)})"
