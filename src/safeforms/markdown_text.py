"""Texts of a form in Markdown: nothing in them is taken for a sign of it."""

import re
from typing import Final

SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>#|!~&])")


def escaped(text: str) -> str:
    """Text with every sign that Markdown would take for its own escaped, on one line."""
    return SIGNS.sub(r"\\\1", " ".join(text.split()))
