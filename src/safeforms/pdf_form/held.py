"""How much room a record takes, and what of it fields cannot carry: sentences that name questions, never answers."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from safeforms.definition import Form
from safeforms.pdf_form.questions import HEIGHTS
from safeforms.slots import STATUS, rows_in
from safeforms.slots.names import named
from safeforms.wording.outline import ROW, STATUS_BOXES, Entry, Outline, outline_of
from safeforms.wording.paper_form import BLANK_ROWS

MOST: Final = 50
"""How many rows a table has at the most."""
ACROSS, IN_CELL, A_PAGE = 46, 20, 55
"""How many letters go on a line, there and in a table, and how many lines on a page."""
ROOM: Final = {"": 4, "low": 2, "high": 7}
"""How many lines a text of that height has room for."""
CHOSEN: Final = frozenset({"one", "many", "group", "table"})
"""Kinds of questions whose slot holds no text of its own."""
IN_ROW: Final = re.compile(r"^([a-z0-9_]+)\.([0-9]+)\.")
STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
"""What a text in a field does not keep: signs that steer, line ends other than a line feed, halves of characters."""
HARD_TO_DRAW: Final = re.compile("[\u0590-\u1dff\u2e80-\ufdff\ufe10-\ufefc\U00010000-\U0010ffff]")
"""Scripts that the fonts of forms lack: a field keeps them, and many viewers leave them out."""


def rows_held(outline: Outline, texts: Mapping[str, str]) -> dict[str, int]:
    """How many rows each table has: as many as a record takes, some where it takes none."""
    tables = [entry.slot for entry in outline.walk() if entry.kind == "table"]
    return {slot: min(MOST, max(BLANK_ROWS, rows_in(texts, slot))) for slot in tables}


def lines_held(outline: Outline, texts: Mapping[str, str]) -> dict[str, int]:
    """How many lines each text takes that is longer than a blank form has room for, by slot."""
    room = {slot: lines for entry in outline.walk() for slot, lines in _room(entry)}
    needed = {slot: _lines(slot, text) for slot, text in texts.items() if _general(slot) in room}
    return {slot: min(count, A_PAGE) for slot, count in needed.items() if count > room[_general(slot)]}


def _room(entry: Entry) -> Iterator[tuple[str, int]]:
    """The slots of a question in which words are written, and how many lines a blank form has for each."""
    in_table = ROW in entry.slot
    yield entry.reason_note_slot, 1
    if entry.note_slot:
        yield entry.note_slot, 1 if in_table else ROOM["low"]
    if entry.kind == "lines":
        yield entry.slot, ROOM["low" if in_table else HEIGHTS.get(entry.lines, "")]
    elif entry.kind not in CHOSEN:
        yield entry.slot, 1


def _lines(slot: str, text: str) -> int:
    across = IN_CELL if IN_ROW.match(slot) else ACROSS
    return sum(1 + len(line) // across for line in text.split("\n"))


def not_carried(form: Form, texts: Mapping[str, str]) -> Iterator[str]:
    """In the order of the texts, one sentence for each that would not be read back as it is, one for too many rows."""
    entries = {entry.slot: entry for entry in outline_of(form).walk()}
    said = dict[str, None]()
    for slot, text in texts.items():
        if (found := IN_ROW.match(slot)) and int(found[2]) >= MOST:
            said[f"{named(form, found[1])} holds more than {MOST} rows: those after them are left out."] = None
        elif why := _why(slot, text, entries):
            said[f"{named(form, slot)} holds {why}."] = None
    yield from said


def _why(slot: str, text: str, entries: Mapping[str, Entry]) -> str:
    """What is the matter with a text; empty where nothing is."""
    if STEERING.search(text):
        return "characters that a field of a PDF does not keep"
    if HARD_TO_DRAW.search(text):
        return "letters that many viewers cannot draw in a field, though it keeps them"
    entry = entries.get(_general(slot))
    options = entry.options if entry and entry.kind == "one" else STATUS_BOXES if slot == STATUS else ()
    if options and text not in {option.value for option in options}:
        return "what is none of its options"
    return ""


def _general(slot: str) -> str:
    return IN_ROW.sub(rf"\1.{ROW}.", slot)
