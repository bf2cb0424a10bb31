"""How much room a record takes, and what of it fields cannot carry: sentences that name questions, never answers."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from safeforms.outline import ROW, STATUS_BOXES, Entry, Outline
from safeforms.slots import STATUS

FEWEST, MOST = 3, 50
ACROSS, USUAL, A_PAGE = 46, 4, 55
"""How many letters go on a line, how many lines a blank form has for a text, and how many go on a page."""
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
    """How many lines each long text takes, by slot; in rows of tables, which have no room, letters are smaller."""
    slots = {slot for entry in outline.walk() for slot in (entry.slot, entry.note_slot, entry.reason_note_slot)}
    needed = {slot: sum(1 + len(line) // ACROSS for line in texts[slot].split("\n")) for slot in texts if slot in slots}
    roomy = {entry.slot for entry in outline.walk() if entry.kind == "lines"}
    return {slot: min(count, A_PAGE) for slot, count in needed.items() if count > (USUAL if slot in roomy else 1)}


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
