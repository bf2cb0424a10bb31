"""Plain data -> YAML text that a person would like to read, and that yaml_text reads as the same data.

Mappings stand in block style, short lists of words in brackets. A text is quoted only where some reader of YAML,
ours or another's, would take it bare for something else: `no`, `012`, a date. A long text is folded, one of
several lines stands as it is.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from safeforms.language.yaml_text import Plain

WIDTH: Final = 120
LONGEST_WORD_IN_BRACKETS: Final = 40
STEP: Final = "  "

ODD: Final = re.compile("[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What must be written as an escape: what does not print, and what some readers take for the end of a line."""
MISREAD: Final = re.compile(
    r"""(?ix) \A (?:
        | true | false | yes | no | on | off | y | n | null | ~ | = | <<
        | [-+]? (?: [0-9][0-9_]* (?: \.[0-9_]* )? | \.[0-9_]+ ) (?: e [-+]? [0-9]+ )?
        | 0o [0-7]+ | [-+]? 0x [0-9a-f_]+ | [-+]? 0b [01_]+ | [-+]? \. (?: inf | nan )
        | [-+]? [0-9][0-9_]* (?: : [0-9]{1,2} )+ (?: \.[0-9_]* )?
        | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: [t\ ] .* )?
    ) \Z"""
)
"""Texts that YAML 1.1 or 1.2 reads as something else when they stand bare."""
SIGNS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
CUTTING: Final = re.compile(r":(?: |\Z)| #")
IN_BRACKETS: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_ ./-]*[A-Za-z0-9_])?")
SPACE: Final = re.compile(r"(?<! ) (?! )")
CLAUSE: Final = re.compile(r" (?=and |or )")
BRACKET_OR_CLAUSE: Final = re.compile(rf"[()]|{CLAUSE.pattern}")


class Clauses(str):
    """A text that is rather folded before `and` and `or` than at the end of a line."""

    __slots__ = ()


def print_yaml(data: Mapping[str, Plain]) -> str:
    """The text of a mapping, with a blank line around each mapping in it. Floats must be plain decimals."""
    lines: list[str] = []
    parted = True
    for key, value in data.items():
        apart = isinstance(value, dict) and bool(value)
        if not parted or (apart and lines):
            lines.append("")
        lines.extend(_entry(f"{_on_one_line(key)}:", value, margin=""))
        parted = not apart
    return "".join(f"{line}\n" for line in lines)


def _entry(head: str, value: Plain, *, margin: str) -> Iterator[str]:
    """The lines of a value after its key, or after the dash of a list."""
    inside = margin + STEP
    if isinstance(value, list) and value and not _fits_in_brackets(head, value, margin=margin):
        yield f"{margin}{head}"
        for item in value:
            yield from _item(item, margin=inside)
    elif isinstance(value, dict) and value:
        yield f"{margin}{head}"
        for key, inner in value.items():
            yield from _entry(f"{_on_one_line(key)}:", inner, margin=inside)
    elif isinstance(value, str):
        yield from _text(f"{margin}{head} ", value, margin=inside)
    else:
        yield f"{margin}{head} {_in_brackets(value) if isinstance(value, list) else json.dumps(value)}"


def _item(item: Plain, *, margin: str) -> Iterator[str]:
    """The lines of one thing in a list; a mapping begins beside the dash."""
    if not isinstance(item, dict) or not item:
        yield from _entry("-", item, margin=margin)
        return
    inside = margin + STEP
    lines = [line for key, inner in item.items() for line in _entry(f"{_on_one_line(key)}:", inner, margin=inside)]
    yield f"{margin}- {lines[0].removeprefix(inside)}"
    yield from lines[1:]


def _text(head: str, text: str, *, margin: str) -> Iterator[str]:
    """A text in the way that is easiest to read."""
    lines = text.split("\n")
    blockable = text == text.strip() and not any(map(ODD.search, lines))
    if blockable and len(lines) > 1:
        yield f"{head}|-"
        yield from (f"{margin}{line}" if line else "" for line in lines)
        return
    whole = _on_one_line(text)
    width = WIDTH - len(margin)
    folded = list(_folded(text, width=width)) if blockable and len(head) + len(whole) > WIDTH else []
    if len(folded) > 1 or (folded and len(text) <= width):
        yield f"{head}>-"
        yield from (f"{margin}{line}" for line in folded)
    else:
        yield f"{head}{whole}"


def _folded(text: str, *, width: int) -> Iterator[str]:
    """The lines of a text, broken at single blanks; a word may be longer than the width."""
    line = ""
    for piece in _pieces(text, width=width):
        if line and len(line) + 1 + len(piece) > width:
            yield line
            line = ""
        line = f"{line} {piece}" if line else piece
    yield line


def _pieces(text: str, *, width: int) -> Iterator[str]:
    """The pieces of a text that stay on one line: outer clauses that fit, else inner ones, else words."""
    for outer in _outer_clauses(text) if isinstance(text, Clauses) else [text]:
        for clause in [outer] if len(outer) <= width else CLAUSE.split(outer):
            yield from [clause] if len(clause) <= width and isinstance(text, Clauses) else SPACE.split(clause)


def _outer_clauses(text: str) -> Iterator[str]:
    """What `and` and `or` join outside of all parentheses."""
    start = depth = 0
    for found in BRACKET_OR_CLAUSE.finditer(text):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if found[0] == " " and not depth:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _on_one_line(text: str) -> str:
    """A text bare, or in quotes where it would be misread."""
    if ODD.search(text):
        return ODD.sub(_escaped, json.dumps(text, ensure_ascii=False))
    if _stands_bare(text):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _stands_bare(text: str) -> bool:
    return not (text != text.strip() or MISREAD.match(text) or text[0] in SIGNS or CUTTING.search(text))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _fits_in_brackets(head: str, items: list[Plain], *, margin: str) -> bool:
    """Whether a list is one of short words, which are easier to read side by side."""
    words = [item for item in items if isinstance(item, str) and len(item) <= LONGEST_WORD_IN_BRACKETS]
    whole = len(margin) + len(head) + 1 + len(_in_brackets(items))
    return len(words) == len(items) and all(map(IN_BRACKETS.fullmatch, words)) and whole <= WIDTH


def _in_brackets(items: list[Plain]) -> str:
    return f"[{', '.join(_on_one_line(str(item)) for item in items)}]"
