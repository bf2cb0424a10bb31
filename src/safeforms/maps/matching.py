"""How headers and words of an export are compared with those of a map.

Headers are compared by letters and digits alone, words by all but case and white space: "Y?" is not "Y".
"""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Final

from safeforms.sheets import Cell, CellError
from safeforms.sheets.names import header_key

ERRORS: Final = frozenset(("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))
ROW: Final = "{row}"


def word_key(word: str) -> str:
    """A word as words are compared: in small letters, white space as single blanks."""
    return " ".join(word.casefold().split())


def word_of(cell: Cell) -> str:
    """A cell as a word of text; empty of an empty cell. A whole number has no decimals, a midnight no hour."""
    match cell:
        case str():
            return cell.strip()
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.isoformat(sep=" ").removesuffix(" 00:00:00")
        case date():
            return cell.isoformat()
        case CellError(text):
            return text
        case _:
            return str(cell)


def is_error(cell: Cell) -> bool:
    """Whether a cell holds an error of a spreadsheet, also as text in a file that one has written."""
    return isinstance(cell, CellError) or (isinstance(cell, str) and cell.strip() in ERRORS)


def id_of(cell: Cell, *, blank: Collection[str]) -> str:
    """The id of a record in a cell; empty of a blank one, of a word that says so, and of an error."""
    word = "" if is_error(cell) else word_of(cell)
    return "" if word_key(word) in blank else word


def in_row(header: str, row: str) -> str:
    """A header of repeated columns as it is called in one row."""
    return header.replace(ROW, row)


def pattern_of(patterns: Iterable[str]) -> "re.Pattern[str] | None":
    """What the keys of headers match that any of some patterns means, `*` standing for anything; None of no pattern."""
    each = ["".join(".*" if part == "*" else re.escape(header_key(part)) for part in _parts(p)) for p in patterns]
    return re.compile("|".join(f"(?:{one})" for one in each)) if each else None


def word_pattern(words: Iterable[str]) -> "re.Pattern[str]":
    """What the keys of words match that any of some words means, `*` standing for anything."""
    each = ["".join(".*" if part == "*" else re.escape(part) for part in _parts(word_key(word))) for word in words]
    return re.compile("|".join(f"(?:{one})" for one in each))


def says_something(pattern: str) -> bool:
    """Whether a pattern has anything but stars: one without would pass over whatever there is."""
    return any(header_key(part) for part in _parts(pattern) if part != "*")


def _parts(pattern: str) -> list[str]:
    return [part for part in re.split(r"(\*)", pattern) if part]
