"""What a record has that a Word form cannot carry back unchanged: sentences that name questions, never answers."""

from collections.abc import Iterator, Mapping

from safeforms.outline import Entry, Outline
from safeforms.word_form.controls import shown_texts
from safeforms.word_form.marks import IN_ROW, cleared
from safeforms.word_form.wording import NOT_XML


def not_carried(outline: Outline, texts: Mapping[str, str]) -> Iterator[str]:
    """In the order of the texts, one sentence for each that would be read as another."""
    entries = {entry.slot: entry for entry in outline.walk()}
    for slot, text in texts.items():
        entry = entries.get(IN_ROW.sub(r"\1.#.", slot)) or entries.get(slot)
        if why := _why(entry, text, slot=slot):
            yield f"{_name(slot, entries)} holds {why}."


def _why(entry: Entry | None, text: str, *, slot: str) -> str:
    """What is the matter with a text; empty where nothing is."""
    if NOT_XML.search(text):
        return "characters that no Word document can hold"
    if text != cleared(text, listed=slot.endswith("?") or (entry is not None and entry.kind == "one")):
        return "what stands where nothing is filled in"
    if entry is not None and entry.kind == "one" and text not in {option.value for option in entry.options}:
        shown = shown_texts(entry.options).values()
        return "words that would be read as one of its options" if text in shown else ""
    return ""


def _name(slot: str, entries: Mapping[str, Entry]) -> str:
    if slot.startswith("@"):
        return "The number or status of the record"
    around = IN_ROW.sub(r"\1.#.", slot).partition("=")[0].partition("?")[0]
    found = next((entry for entry in entries.values() if around in (entry.slot, entry.note_slot)), None)
    return f'"{found.text}"' if found else "The record"
