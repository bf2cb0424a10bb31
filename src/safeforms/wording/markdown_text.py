"""Texts of a form or a record in Markdown: nothing in them is taken for a sign of it."""

import re
from typing import Final

from safeforms.lines import on_one_line

SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>#|!~&])")
LINK: Final = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
STARTS_A_BLOCK: Final = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+=:]))")
"""Where a line would begin a list, an underlined heading or the second line of a table."""


def escaped(text: str) -> str:
    """Text with every sign that Markdown would take for its own escaped, on one line."""
    return SIGNS.sub(r"\\\1", " ".join(text.split()))


def written(text: str) -> str:
    """A text that somebody wrote, on one line, without a sign of Markdown, a link, or what steers a terminal."""
    return LINK.sub(r"\\", escaped(on_one_line(text)))


def line_of(text: str) -> str:
    """The same where a line begins."""
    return STARTS_A_BLOCK.sub(r"\1\\", written(text))
