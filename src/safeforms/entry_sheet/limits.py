"""What Excel takes: how long texts, messages and names of sheets may be, and which signs.

Excel counts characters as UTF-16 does: a sign outside the basic plane counts twice.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from safeforms.lines import on_one_line

CELL: Final = 32_767
MESSAGE: Final = 255
TITLE: Final = 32
SHEET: Final = 31
COLUMNS: Final = 16_384
ROWS: Final = 1_048_576
CUT: Final = "…"
CUT_OFF: Final = " [cut off here: the text is too long for a cell]"
NO_SHEET: Final = re.compile(r"[\[\]:*?/\\]")
KEPT_NAMES: Final = frozenset({"", "history"})
TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Signs that turn the direction of what follows, and those that are none."""
NO_SIGN: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
AMBIGUOUS: Final = re.compile(r"_x[0-9A-Fa-f]{4}_|x005F_")
"""What a workbook writes in place of other signs: as a text of its own it cannot be told from those."""
STANDS_FOR: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def words(text: str) -> str:
    """A text of a form for a reader: on one line, and nothing in it turns or steers what stands around it."""
    return TURNING.sub("", on_one_line(text))


def size(text: str) -> int:
    """How many characters Excel counts."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def cut(text: str, most: int, *, end: str = CUT) -> str:
    """The text, or as much of its start as there is room for, and what says that it was cut."""
    if size(text) <= most:
        return text
    kept = text[: most - size(end)]
    while size(kept) + size(end) > most:
        kept = kept[:-1]
    return kept + end


def whole_words(text: str, most: int, *, end: str = "") -> str:
    """As many words of a text as there is room for; of a very long first word its start."""
    if size(text) <= most:
        return text
    start = cut(text, most - size(end), end="")
    return (start.rpartition(" ")[0].rstrip(" ,;.'") or start.rstrip("'") or start) + end


def holds(text: str) -> bool:
    """Whether a cell of a workbook holds a text as it is."""
    return size(text) <= CELL and not NO_SIGN.search(text) and not AMBIGUOUS.search(text)


def for_cell(text: str) -> str:
    """The text as a cell can hold it."""
    return cut(NO_SIGN.sub("\ufffd", text), CELL, end=CUT_OFF)


def from_cell(text: str) -> str:
    """The text that a cell holds: `_x000D_` stands for a sign that XML has no other way to write."""
    return STANDS_FOR.sub(lambda found: _sign(found[1]) or found[0], text) if "_x" in text else text


def sheet_names(texts: Iterable[str]) -> Iterator[str]:
    """A name for each sheet that is to be called so, no two the same."""
    taken = set(KEPT_NAMES)
    for number, text in enumerate(texts, start=1):
        wanted = " ".join(NO_SHEET.sub(" ", words(text)).split()).strip("'") or f"Sheet {number}"
        name, again = whole_words(wanted, SHEET), 1
        if name != wanted:  # better what comes before a comma than words that lead to nothing
            name = name.partition(", ")[0]
        while name.casefold() in taken:
            again += 1
            name = whole_words(wanted, SHEET - len(f" {again}")) + f" {again}"
        taken.add(name.casefold())
        yield name


def _sign(code: str) -> str:
    """The sign of a code of four hexadecimal digits, none where it is but half of one."""
    sign = chr(int(code, 16))
    return "" if NO_SIGN.match(sign) else sign
