"""A filled Word form -> what its controls hold, whatever Word or LibreOffice made of them since.

A control is known by its tag, or by the bookmark around it where its tag is gone; a row by where it stands, since
people add and take out rows. What is typed outside the controls is not read. Two ticks where one is allowed are both
given, so that judging finds them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element

from safeforms.filled_forms import FilledForm
from safeforms.filled_forms.word_parts import DAMAGED, Parts, opened
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.slots import TICK
from safeforms.streams import Broken
from safeforms.word_form.marks import ANCHOR, IN_ROW, ONE_OF, cleared

NOT_READ: Final = {"sdtPr", "sdtEndPr", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "del", "moveFrom", "Fallback"}
SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
TICKED: Final = ("\u2612", "\u2611", "\u2713", "\u2714")
PROMPTS: Final = (
    *("Click or tap here to enter text.", "Click here to enter text.", "Choose an item."),
    *("Click or tap to enter a date.", "Click here to enter a date."),
)
"""What Word puts into a control that was emptied."""
TAG: Final = re.compile(r"@?[a-z0-9_.#=:?]{1,400}")
COPIED: Final = re.compile(r"_Copy_[0-9]+$")
MOST_OPEN: Final = 20
"""So many controls at most may stand in each other: ours stand in none."""
NO_FORM: Final = "None of the boxes of a form is in it any more: fill in the blank form itself, in Word or LibreOffice."
BARE_ROW: Final = (
    "A row was added to a table without its boxes: copy a whole row, or use the + at the end of one in Word."
)


def read(stream: BinaryIO, *, name: str) -> Iterator[FilledForm | Problem]:
    """The one form that a document is, or the problem that stands for it."""
    try:
        parts = opened(stream)
        reader = _Reader(parts)
        reader.read(parts.document, row=None, around=None)
        if not reader.held:
            raise Broken(NO_FORM)
    except Broken as broken:
        yield unreadable(broken.message, place=Place(name))
        return
    yield FilledForm(form=parts.form, version=parts.version, texts=reader.texts(), place=Place(name))


class _Held:
    """What one control holds, as it is read; `row` is the element of the row that it stands in."""

    def __init__(self, name: str, *, tagged: bool, row: Element | None, properties: Element | None) -> None:
        self.name, self.tagged, self.row, self.properties = name, tagged, row, properties
        self.pieces = list[str]()

    @property
    def general(self) -> str:
        """The name that all of its kind in other rows have too."""
        return IN_ROW.sub(r"\1.#.", self.name)

    def shown(self) -> dict[str, str]:
        """The options of a list by the text that it shows; empty where this is none."""
        items = self.properties.find("dropDownList") if self.properties is not None else None
        found = () if items is None else items
        return {item.get("displayText", item.get("value", "")): item.get("value", "") for item in found}

    def text(self, shown: Mapping[str, str]) -> str:
        """The text or the id of an option; a tick for a box. Empty where nothing is filled in."""
        written = "".join(self.pieces).removesuffix("\n")
        if "=" in self.name or ONE_OF in self.name:
            return TICK if self._is("checked", within="checkbox") or written.strip().startswith(TICKED) else ""
        if self.properties is not None and self.properties.find("showingPlcHdr") is not None and written in PROMPTS:
            return ""
        if shown:
            chosen = cleared(written, listed=True)
            return shown.get(chosen, shown.get(chosen.strip(), chosen))
        return cleared(written)

    def _is(self, what: str, *, within: str) -> bool:
        found = self.properties.find(f"{within}/{what}") if self.properties is not None else None
        return found is not None and found.get("val", "1") in ("1", "true", "on")


class _Reader:
    """Walks the document and collects what is held."""

    def __init__(self, parts: Parts) -> None:
        self.names = parts.names
        self.held = list[_Held]()
        self.marks = dict[str, _Held]()
        self.open = list[_Held]()
        self.rows = set[int]()

    def read(self, element: Element, *, row: Element | None, around: Element | None) -> None:
        """One element; `around` are the properties of the control without a tag that it stands in."""
        kind = element.tag
        if kind in NOT_READ:
            return
        if kind == "t":
            self._add(element.text or "")
        elif kind in SIGNS:
            self._add(SIGNS[kind])
        elif kind == "bookmarkStart":
            self._begin(element, row=row, around=around)
        elif kind == "bookmarkEnd":
            self._finish(element)
        elif kind == "sdt":
            self._control(element, row=row, around=around)
        else:
            self._inside(element, row=element if kind == "tr" else row, around=around)
            if kind == "p":
                self._add("\n")
            elif kind == "tbl":
                self._no_bare_rows(element)

    def texts(self) -> dict[str, str]:
        """All that is filled in, by slot, rows counted from 0 as they stand."""
        rows = self._rows()
        slots = [_slot(held, rows) for held in self.held]
        tagged = {slot for slot, held in zip(slots, self.held, strict=True) if held.tagged}
        lists = {held.general: shown for held in self.held if (shown := held.shown())}  # LibreOffice copies no lists
        found = dict[str, list[str]]()
        for slot, held in zip(slots, self.held, strict=True):
            if (text := held.text(lists.get(held.general, {}))) and (held.tagged or slot not in tagged):
                slot, _, option = slot.partition(ONE_OF)
                said = found.setdefault(slot, [])
                if (option or text) not in said:
                    said.append(option or text)
        return {slot: "\n".join(said) for slot, said in found.items()}

    def _rows(self) -> dict[int, int]:
        """The number of each row of a table of the form, by its element."""
        numbers, counts = dict[int, int](), Counter[str]()
        for held in self.held:
            inside = IN_ROW.match(held.name)
            if inside and held.row is not None and id(held.row) not in numbers:
                numbers[id(held.row)] = counts[inside[1]]
                counts[inside[1]] += 1
        return numbers

    def _inside(self, element: Element, *, row: Element | None, around: Element | None) -> None:
        for part in element:
            self.read(part, row=row, around=around)

    def _add(self, text: str) -> None:
        for held in self.open:
            held.pieces.append(text)

    def _begin(self, element: Element, *, row: Element | None, around: Element | None) -> None:
        """A bookmark; a row that was copied has names of its own for them."""
        name = self.names.get(COPIED.sub("", element.get("name", "")))
        if name is not None:
            held = self.marks[element.get("id", "")] = _Held(name, tagged=False, row=row, properties=around)
            self._hold(held)

    def _finish(self, element: Element) -> None:
        held = self.marks.pop(element.get("id", ""), None)
        if held is not None:
            self.open.remove(held)

    def _control(self, element: Element, *, row: Element | None, around: Element | None) -> None:
        properties = element.find("sdtPr")
        for held in self.marks.values():
            held.properties = properties if held.properties is None else held.properties
        tag = properties.find("tag") if properties is not None else None
        name = tag.get("val", "") if tag is not None else ""
        name = self.names.get(name, name)
        if not TAG.fullmatch(name) or name.startswith(ANCHOR):
            self._inside(element, row=row, around=properties if tag is None else around)
            return
        if properties is not None and properties.find("repeatingSection") is not None:
            self._inside(element, row=row, around=around)
            return
        held = _Held(name, tagged=True, row=row, properties=properties)
        self._hold(held)
        self._inside(element, row=row, around=None)
        self.open.remove(held)

    def _hold(self, held: _Held) -> None:
        self.held.append(held)
        self.open.append(held)
        if len(self.open) > MOST_OPEN:
            raise Broken(DAMAGED)
        if held.row is not None and IN_ROW.match(held.name):
            self.rows.add(id(held.row))

    def _no_bare_rows(self, table: Element) -> None:
        """Broken where a row of a table of the form holds text, but no control that would say what it is."""
        width = None
        for row in table.iter("tr"):
            cells = sum(1 for cell in row if cell.tag in ("tc", "sdt"))
            if id(row) in self.rows:
                width = cells
            elif cells == width and "".join(piece.text or "" for piece in row.iter("t")).strip():
                raise Broken(BARE_ROW)


def _slot(held: _Held, rows: dict[int, int]) -> str:
    """The slot of what is held, or of one of its options, with the number of the row where it stands now."""
    number = rows.get(id(held.row))
    name = held.name if number is None else IN_ROW.sub(rf"\g<1>.{number}.", held.name)
    return name.replace(".#.", ".0.")
