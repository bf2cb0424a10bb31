"""Regular expressions that mean the same to ECMA-262, Python and Rust, and the schemas of text made of them.

Without flags, look-around or classes whose members differ. White space is spelt out: it is what Python's `strip`
takes off. `$` stands only where a line feed before the end makes no difference, or where the length is fixed.
"""

from collections.abc import Iterable
from typing import Final

from safeforms.json_schema.terms import Schema
from safeforms.phrases import MARKS

SPACES: Final = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
INK: Final = f"[^{SPACES}]"
"""Any letter but white space."""

LONGEST_COUNTED: Final = 1_000
"""Beyond so many letters some engines refuse to build the expression: the length is then only looked at roughly."""

LEAP: Final = "(?:[0-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
DAY: Final = (
    "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{LEAP})"
)
CLOCK: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
MOMENT: Final = rf"{DAY}T{CLOCK}(?::[0-5][0-9](?:\.[0-9]{{1,6}})?)?(?:Z|[+-]{CLOCK})?"
NO_YEAR: Final[dict[str, object]] = {"not": {"type": "string", "pattern": "^0000"}}

BLANK_TEXT: Final[Schema] = {"type": "string", "not": {"type": "string", "pattern": INK}}
DATE: Final[Schema] = {"type": "string", "format": "date", "pattern": f"^{DAY}$", "maxLength": 10, **NO_YEAR}
DATE_TIME: Final[Schema] = {
    "type": "string",
    "pattern": f"^{MOMENT}$",
    "not": {"type": "string", "pattern": r"^0000|\n"},
}
TEN_DIGITS: Final[Schema] = {"type": "string", "pattern": "^[0-9]{10}$", "maxLength": 10}

FOLDED_TO: Final = {"s": "\u017f", "k": "\u212a", "\u00e5": "\u212b"}
"""Letters that fold to another though they are neither its capital nor its small form."""

LIGATURES: Final = {
    "ss": "\u00df\u1e9e",
    "ff": "\ufb00",
    "fi": "\ufb01",
    "fl": "\ufb02",
    "ffi": "\ufb03",
    "ffl": "\ufb04",
    "st": "\ufb05\ufb06",
}
"""Single letters that fold to several."""


def at_least(length: int) -> str:
    """Found in a text of at least so many characters, white space around it aside. `length` is 1 or more."""
    return INK if length == 1 else rf"{INK}[\s\S]{{{length - 2},}}{INK}"


def phrases(texts: Iterable[str]) -> str:
    """Found in a text that is one of these phrases in any case, however it is spaced, with any marks around it."""
    around = f"[{SPACES}{''.join(map(_escaped, MARKS))}]*"
    return f"^{around}(?:{'|'.join(map(_phrase, sorted(texts)))}){around}$"


def is_plain(text: str) -> bool:
    """Whether a phrase is recognised in whatever letters it is written: in ASCII, where case is a simple matter."""
    return text.isascii()


def _phrase(text: str) -> str:
    """All spellings that fold to a text."""
    if not text:
        return ""
    if text[0] == " ":
        return f"[{SPACES}]+{_phrase(text[1:])}"
    ways = [f"{_letter(text[0])}{_phrase(text[1:])}"]
    for letters, ligatures in LIGATURES.items():
        if text.startswith(letters):
            ways.append(f"[{ligatures}]{_phrase(text[len(letters) :])}")
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _letter(letter: str) -> str:
    others = {letter, letter.upper(), letter.title(), FOLDED_TO.get(letter, letter)}
    spellings = sorted(other for other in others if len(other) == 1 and other.casefold() == letter)
    return _escaped(letter) if len(spellings) < 2 else f"[{''.join(spellings)}]"


def _escaped(letter: str) -> str:
    return f"\\{letter}" if letter in "\\^$.|?*+()[]{}-" else letter
