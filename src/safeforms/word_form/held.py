"""What a record has that a Word form cannot carry back unchanged: sentences that name questions, never answers."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from safeforms.definition import Form
from safeforms.slots import STATUS
from safeforms.slots.names import named
from safeforms.word_form.controls import Controls, shown_texts
from safeforms.word_form.marks import CHOOSE, IN_ROW, LARGEST, MOST_ELEMENTS, cleared
from safeforms.word_form.pages import body_of
from safeforms.word_form.wording import NOT_XML
from safeforms.wording.outline import STATUS_BOXES, Box, Entry, Outline, outline_of

ELEMENT: Final = re.compile("<[a-z]")
TOO_MUCH: Final = "The record is too long for a Word form to be read back: print the form, or use another format."
SURELY_SHORT: Final = 20_000
"""A record with fewer characters and slots than this is never too long."""
ROUND: Final = 10_000
"""More bytes than stand around the body of the document."""


def not_carried(form: Form, texts: Mapping[str, str]) -> Iterator[str]:
    """In the order of the texts, one sentence for each that would be read as another."""
    outline = outline_of(form)
    entries = {entry.slot: entry for entry in outline.walk()}
    for slot, text in texts.items():
        entry = entries.get(IN_ROW.sub(r"\1.#.", slot).removesuffix("?"))
        if why := _why(_listed(entry, slot), text):
            yield f"{named(form, slot)} holds {why}."
    if _is_too_much(outline, texts):
        yield TOO_MUCH


def _listed(entry: Entry | None, slot: str) -> tuple[Box, ...]:
    """The options of the list that a slot has; empty where it has none."""
    if slot == STATUS:
        return STATUS_BOXES
    if entry is None:
        return ()
    return entry.reasons if slot.endswith("?") else entry.options if entry.kind == "one" else ()


def _why(options: tuple[Box, ...], text: str) -> str:
    """What is the matter with a text; empty where nothing is."""
    if NOT_XML.search(text):
        return "characters that no Word document can hold"
    if text in {option.value for option in options}:
        return ""
    if text != cleared(text, listed=bool(options)):
        return "what would be read as blank"
    if options and text.strip() in (CHOOSE, *shown_texts(options).values()):
        return "words that would be read as one of its options"
    return ""


def _is_too_much(outline: Outline, texts: Mapping[str, str]) -> bool:
    """Whether the reader would refuse the document."""
    if len(texts) + sum(map(len, texts.values())) < SURELY_SHORT:
        return False
    body = body_of(outline, Controls(texts))
    return len(ELEMENT.findall(body)) + ROUND // 100 > MOST_ELEMENTS or len(body.encode()) + ROUND > LARGEST
