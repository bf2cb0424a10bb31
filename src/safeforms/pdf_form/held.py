"""How much room a record takes, and what of it fields cannot carry: sentences that name questions, never answers."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from safeforms.outline import ROW, STATUS_BOXES, Entry, Outline
from safeforms.slots import STATUS

FEWEST, MOST = 3, 50
ACROSS, IN_CELL, USUAL, A_PAGE = 46, 20, 4, 55
"""How many letters go on a line, there and in a table, how many lines a blank form has for a text, and a page."""
CHOSEN: Final = frozenset({"one", "many", "group", "table"})
"""Kinds of questions whose slot holds no text of its own."""
IN_ROW: Final = re.compile(r"^([a-z0-9_]+)\.([0-9]+)\.")
STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
"""What a text in a field does not keep: signs that steer, line ends other than a line feed, halves of characters."""
HARD_TO_DRAW: Final = re.compile("[\u0590-\u1dff\u2e80-\ufdff\ufe10-\ufefc\U00010000-\U0010ffff]")
"""Scripts that the fonts of forms lack: a field keeps them, and many viewers leave them out."""


def rows_held(outline: Outline, texts: Mapping[str, str]) -> dict[str, int]:
    """How many rows each table has: as many as a record takes, some where it takes none."""
    taken = {entry.slot: FEWEST for entry in outline.walk() if entry.kind == "table"}
    for name in texts:
        found = IN_ROW.match(name)
        if found and found[1] in taken:
            taken[found[1]] = min(MOST, max(taken[found[1]], int(found[2]) + 1))
    return taken


def lines_held(outline: Outline, texts: Mapping[str, str]) -> dict[str, int]:
    """How many lines each text takes that is longer than a blank form has room for, by slot."""
    roomy = {entry.slot for entry in outline.walk() if entry.kind == "lines"}
    written = {slot for entry in outline.walk() for slot in _written_in(entry)}
    needed = {slot: _lines(slot, text) for slot, text in texts.items() if _general(slot) in written}
    return {slot: min(count, A_PAGE) for slot, count in needed.items() if count > (USUAL if slot in roomy else 1)}


def _written_in(entry: Entry) -> Iterator[str]:
    """The slots of a question in which words are written."""
    yield from filter(None, (entry.note_slot, entry.reason_note_slot))
    if entry.kind not in CHOSEN:
        yield entry.slot


def _lines(slot: str, text: str) -> int:
    across = IN_CELL if IN_ROW.match(slot) else ACROSS
    return sum(1 + len(line) // across for line in text.split("\n"))


def not_carried(outline: Outline, texts: Mapping[str, str]) -> Iterator[str]:
    """In the order of the texts, one sentence for each that would not be read back as it is."""
    entries = {entry.slot: entry for entry in outline.walk()}
    said = (
        f"{_name(slot, entries)} holds {why}." for slot, text in texts.items() if (why := _why(slot, text, entries))
    )
    yield from dict.fromkeys(said)


def _why(slot: str, text: str, entries: Mapping[str, Entry]) -> str:
    """What is the matter with a text; empty where nothing is."""
    if STEERING.search(text):
        return "characters that a field of a PDF does not keep"
    if (found := IN_ROW.match(slot)) and int(found[2]) >= MOST:
        return f"more than {MOST} rows"
    if HARD_TO_DRAW.search(text):
        return "letters that many viewers cannot draw in a field, though it keeps them"
    entry = entries.get(_general(slot))
    options = entry.options if entry and entry.kind == "one" else STATUS_BOXES if slot == STATUS else ()
    if options and text not in {option.value for option in options}:
        return "what is none of its options"
    return ""


def _general(slot: str) -> str:
    return IN_ROW.sub(rf"\1.{ROW}.", slot)


def _name(slot: str, entries: Mapping[str, Entry]) -> str:
    if slot.startswith("@"):
        return "The number or status of the record"
    around = _general(slot).partition("=")[0].partition("?")[0]
    found = next((entry for entry in entries.values() if around in (entry.slot, entry.note_slot)), None)
    return f'"{found.text}"' if found else "The record"
