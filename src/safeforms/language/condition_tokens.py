"""The text of a condition cut into words, and errors that show the words to blame."""

import re
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 2_000
TOKEN: Final = re.compile(
    r"\s*(?:(?P<date>\d{4}-\d{2}-\d{2})|(?P<number>\d+(?:\.\d+)?)|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign><=|>=|<|>|[()\[\],.\-]))",
    re.ASCII,
)


class ConditionError(Exception):
    """A text is not a condition; `start` and `end` span the words to blame."""

    def __init__(self, message: str, *, text: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.text, self.start, self.end = text, start, end

    def excerpt(self) -> str:
        """The line with carets under the words to blame."""
        return underline(self.text, start=self.start, end=self.end)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, date or sign; the last token of every text has the kind `end`."""

    kind: str
    text: str
    start: int
    end: int


def cut(text: str) -> tuple[Token, ...]:
    """The tokens of a text, an `end` token last; ConditionError at a character that no condition has."""
    if len(text) > LONGEST:
        message = f"A condition has at most {LONGEST:,} characters: name parts of it in `derived`."
        raise ConditionError(message, text=text, start=0, end=1)
    tokens = []
    at = 0
    stop = len(text.rstrip())
    while at < stop:
        found = TOKEN.match(text, at)
        if not found:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            message = "This character has no meaning in a condition."
            raise ConditionError(message, text=text, start=start, end=start + 1)
        kind = str(found.lastgroup)
        tokens.append(Token(kind, found[kind], found.start(kind), found.end(kind)))
        at = found.end()
    return (*tokens, Token("end", "", stop, stop + 1))


def underline(text: str, *, start: int, end: int) -> str:
    """The line of a text that a span begins in, indented, with carets under the span."""
    begin = text.rfind("\n", 0, start) + 1
    line = text[begin:].split("\n", 1)[0]
    width = max(1, min(end, begin + len(line)) - start)
    return f"    {line}\n    {' ' * (start - begin)}{'^' * width}"


def underline_word(text: str, word: str) -> str:
    """The line where a whole word first stands in a text, with carets under it; empty where it does not."""
    found = re.search(rf"(?<![A-Za-z0-9_]){re.escape(word)}(?![A-Za-z0-9_])", text)
    return underline(text, start=found.start(), end=found.end()) if found else ""
