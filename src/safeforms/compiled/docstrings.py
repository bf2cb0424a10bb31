"""Texts of a form as docstrings and comments of Python: whatever a text holds, it ends neither of them."""

import re
from collections.abc import Iterable
from textwrap import wrap
from typing import Final

INDENT: Final = "    "
WIDTH: Final = 120
JOINING: Final = re.compile(r'^"+|"+$|"{2,}')


def docstring(paragraphs: Iterable[str], *, indent: str) -> list[str]:
    """The lines of a docstring, as ruff formats it; empty paragraphs are left out."""
    texts = [*filter(None, map(_escaped, paragraphs))] or ["..."]
    lines = _wrapped(f'"""{texts[0]}', indent=indent)
    if len(texts) == 1 and len(lines) == 1 and len(lines[0]) <= WIDTH - len('"""'):
        return [f'{lines[0]}"""']
    for text in texts[1:]:
        lines += ["", *_wrapped(text, indent=indent)]
    return [*lines, f'{indent}"""']


def comment(text: str, *, indent: str) -> list[str]:
    """The lines of a comment."""
    return [f"{indent}# {line}" for line in wrap(_printable(text), WIDTH - len(indent) - 2)]


def _wrapped(text: str, *, indent: str) -> list[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,  # nor what escapes a quote from the quote
    )


def _escaped(text: str) -> str:
    """Text in which no quote joins those around it, nor two others."""
    return JOINING.sub(lambda found: '\\"' * len(found[0]), _printable(text).replace("\\", "\\\\"))


def _printable(text: str) -> str:
    """One line of what can be seen: no other sign may hide in a source."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
