"""What separates the cells of a line: found in the first lines of a file, or said by somebody.

Python's own guesser fails on semicolons, so we count: the sign that gives most cells in rows that agree on how many.
Signs inside quotation marks do not count. A first line `sep=;`, which Excel writes and obeys, decides.
"""

import csv
import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from safeforms.problems import UsageError
from safeforms.sheets.names import header_key

DELIMITERS: Final = (",", ";", "\t", "|")
LINES: Final = 20
WORDS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
SAID: Final = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
FIRST_LINE: Final = re.compile(r"\"?sep=(.)\"?[\r\n]*", re.IGNORECASE)


def find_delimiter(lines: Sequence[str], *, headers: Collection[str] = ()) -> str | None:
    """The sign that separates the cells of the first lines; None where a line is one cell.

    The one under which most of the `headers` stand in one row wins: text may hold more commas than a row has cells.
    """
    names = {header_key(name) for name in headers}
    rated = [(_rating(lines, delimiter=sign, names=names), sign) for sign in DELIMITERS]
    best, sign = max(rated, key=lambda pair: pair[0])
    return sign if best[1] else None


def said_delimiter(said: str) -> str:
    """The sign that somebody means, who may say `tab`. UsageError for what cannot separate cells."""
    sign = SAID.get(said.lower(), said)
    if len(sign) != 1 or sign in '"\r\n' or sign.isalnum():
        raise UsageError("A delimiter is one sign such as , or ; or the word tab.")
    return sign


def delimiter_of_first_line(line: str) -> str | None:
    """The sign that a line `sep=;` names, which is no row; None for any other line."""
    found = FIRST_LINE.fullmatch(line)
    return found[1] if found and found[1] in DELIMITERS else None


def in_words(sign: str | None) -> str:
    """The sign as a note names it."""
    return f"Cells are separated by {WORDS.get(sign, sign)}." if sign else "There is one cell in each line."


def _rating(lines: Sequence[str], *, delimiter: str, names: set[str]) -> tuple[int, int]:
    """How many names one row holds at most, and how well rows agree: on how many cells, and above all how many do."""
    named, counts = 0, Counter[int]()
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            named = max(named, len(names & {header_key(cell) for cell in row}) if names else 0)
            counts[len(row) - 1] += 1
    except csv.Error:  # whoever reads the rows will say where
        pass
    return named if named > 1 else 0, max((rows * rows * each for each, rows in counts.items() if each > 0), default=0)
