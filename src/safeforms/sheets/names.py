"""Names of columns, as people tell them apart: case, spaces and punctuation aside."""

import re
import unicodedata
from typing import Final

ALPHABET: Final = 26
NO_LETTER: Final = re.compile(r"[\W_]+")


def header_key(name: str) -> str:
    """What two spellings of a name have in common: small letters and digits; of one without any, what stands there."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return NO_LETTER.sub("", folded) or " ".join(folded.split())


def column_letters(column: int) -> str:
    """What a spreadsheet calls a column that counts from 1: A, Z, AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, ALPHABET)
        found = chr(ord("A") + rest) + found
    return found
