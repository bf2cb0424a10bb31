"""The body of a filled Word form -> its controls with what they hold, in the order in which they stand.

A control is known by its tag, or by the bookmark around it where its tag is gone. What was deleted while changes were
tracked is not there. Words on the line of a control that neither it nor the form holds are noticed, not read, where the
file says how to know them.
"""

import re
from typing import Final
from xml.etree.ElementTree import Element

from safeforms.filled_forms.word_control import Control
from safeforms.filled_forms.word_parts import DAMAGED, Parts, style_of
from safeforms.filled_forms.word_rows import no_bare_rows
from safeforms.streams import Broken
from safeforms.word_form.marks import ANCHOR, IN_ROW, TYPED_IN

NOT_READ: Final = {"sdtPr", "sdtEndPr", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "Fallback"}
TAKEN_OUT: Final = {"del", "moveFrom"}
SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
NO_TEXT: Final = {"drawing", "pict", "object", "footnoteReference", "endnoteReference"}
TAG: Final = re.compile(r"(?!goog_rdk_)@?[a-z0-9_.#=:?]{1,400}")
"""What the editor of Google puts around words is none of ours."""
COPIED: Final = re.compile(r"_Copy_[0-9]+$")
MOST_OPEN: Final = 20
"""So many controls at most may stand in each other: ours stand in none."""


def walked(parts: Parts) -> "Walk":
    """All that a document holds. Broken where it makes no sense."""
    walk = Walk(parts)
    walk.read(parts.document, row=None, around=None)
    if walk.marks and not walk.tagged:
        raise Broken(DAMAGED)
    return walk


class _Line:
    """A paragraph that controls stand in, and whether something is written beside them."""

    def __init__(self) -> None:
        self.controls = list[Control]()
        self.written = False


class Walk:
    """Goes through a document: `held` are its controls, `written_beside` those with something unread on their line."""

    def __init__(self, parts: Parts) -> None:
        self.names, self.printed, self.prompts = parts.names, parts.printed, parts.prompts
        self.tagged = any(TAG.fullmatch(tag.get("val", "")) for tag in parts.document.iter("tag"))
        self.held = list[Control]()
        self.marks = dict[str, Control]()
        self.open = list[Control]()
        self.line: _Line | None = None
        self.written_beside = list[Control]()
        self.rows = set[int]()

    def read(self, element: Element, *, row: Element | None, around: Element | None) -> None:
        """One element; `around` are the properties of the control without a tag that it stands in."""
        kind = element.tag
        if kind in NOT_READ:
            return
        if kind in TAKEN_OUT:
            for held in self.open:
                held.taken_out = True
        elif kind == "t":
            self._add(element.text or "")
        elif kind in SIGNS:
            self._add(SIGNS[kind])
        elif kind == "sym":
            self._add(_sign(element))
        elif kind == "bookmarkStart":
            self._begin(element, row=row, around=around)
        elif kind == "bookmarkEnd":
            self._finish(element)
        elif kind == "sdt":
            self._control(element, row=row, around=around)
        else:
            self._around(element, row=row, around=around)

    def _around(self, element: Element, *, row: Element | None, around: Element | None) -> None:
        """An element that other ones stand in."""
        kind = element.tag
        if kind == "p":
            self._paragraph(element, row=row, around=around)
        elif kind == "tr":
            if element.find("trPr/del") is None:
                self._inside(element, row=element, around=None)
        elif kind != "r" or not self._is_prompt(element):
            if kind in NO_TEXT:
                for held in self.open:
                    held.more = True
            self._inside(element, row=row, around=around)
            if kind == "tbl":
                no_bare_rows(element, ours=self.rows)

    def _paragraph(self, element: Element, *, row: Element | None, around: Element | None) -> None:
        watched = self.printed and style_of(element, "p") in TYPED_IN
        outer, self.line = self.line, _Line() if watched else None
        self._inside(element, row=row, around=around)
        if self.line is not None and self.line.written:
            self.written_beside += self.line.controls[-1:]
        self.line = outer
        if element.find("pPr/rPr/del") is None:
            for held in self.open:
                held.end_paragraph()

    def _inside(self, element: Element, *, row: Element | None, around: Element | None) -> None:
        loose = self.line is not None and element.tag == "r" and self._is_loose()
        for part in element:
            self.read(part, row=row, around=around)
        if loose and self.line is not None and style_of(element, "r") not in self.printed and _says(element):
            self.line.written = True

    def _is_loose(self) -> bool:
        """Whether no control holds what comes next; the bookmarks are none where there are tags."""
        return not any(held.tagged or not self.tagged for held in self.open)

    def _is_prompt(self, run: Element) -> bool:
        """Whether Word wrote it into a control that was emptied, in whatever language."""
        return style_of(run, "r") in self.prompts and any(held.prompts for held in self.open)

    def _add(self, text: str) -> None:
        for held in self.open:
            held.add(text)

    def _begin(self, element: Element, *, row: Element | None, around: Element | None) -> None:
        """A bookmark; a row that was copied has names of its own for them."""
        name = self.names.get(COPIED.sub("", element.get("name", "")))
        if name is not None:
            held = Control(name, tagged=False, row=row, properties=around)
            self._finish(element)
            self.marks[element.get("id", "")] = held
            self._hold(held)

    def _finish(self, element: Element) -> None:
        held = self.marks.pop(element.get("id", ""), None)
        if held is not None:
            self.open.remove(held)

    def _control(self, element: Element, *, row: Element | None, around: Element | None) -> None:
        properties = element.find("sdtPr")
        tag = properties.find("tag") if properties is not None else None
        for held in self.marks.values():
            if held.properties is None:
                held.properties = properties
            elif tag is None:
                held.begin_again()
        name = tag.get("val", "") if tag is not None else ""
        name = self.names.get(name, name)
        if not TAG.fullmatch(name) or name.startswith(ANCHOR):
            self._inside(element, row=row, around=properties if tag is None else around)
        elif properties is not None and properties.find("repeatingSection") is not None:
            self._inside(element, row=row, around=around)
        else:
            held = Control(name, tagged=True, row=row, properties=properties)
            self._hold(held)
            self._inside(element, row=row, around=None)
            self.open.remove(held)

    def _hold(self, held: Control) -> None:
        self.held.append(held)
        self.open.append(held)
        if len(self.open) > MOST_OPEN:
            raise Broken(DAMAGED)
        if held.row is not None and IN_ROW.match(held.name):
            self.rows.add(id(held.row))
        if self.line is not None:
            self.line.controls.append(held)


def _says(run: Element) -> bool:
    return any((part.text or "").strip() for part in run.findall("t"))


def _sign(element: Element) -> str:
    """A sign of a font of signs, by its number."""
    try:
        return chr(int(element.get("char", ""), 16))
    except (ValueError, OverflowError):
        return "\ufffd"
