"""What one control of a Word form holds -> its text, the id of the option that was chosen, or a tick.

What stood in it before anybody typed is blank, also where it is the prompt that Word puts into an emptied one.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from safeforms.slots import TICK
from safeforms.word_form.marks import IN_ROW, ONE_OF, cleared

LISTS: Final = ("dropDownList", "comboBox")
UNTICKED: Final = "\u2610"
TICKS: Final = frozenset(
    "xX\u2611\u2612\u2713\u2714\u2715\u2717\u2718\U0001f5f7\U0001f5f9"
    "\uf052\uf053\uf054\uf078\uf0fb\uf0fc\uf0fd\uf0fe"  # of Wingdings, whose signs have no numbers of their own
)
PLAIN_TICKS: Final = "\u2611\u2612\u2713\u2714"
"""What is a tick also where words follow it."""
PROMPTS: Final = (
    *("Click or tap here to enter text.", "Click here to enter text.", "Choose an item."),
    *("Click or tap to enter a date.", "Click here to enter a date."),
)
"""What Word puts into a control that was emptied, in English."""


class Control:
    """What one control holds, as it is read.

    `tagged` where its own tag named it, not a bookmark; `row` is the element of the row that it stands in; `taken_out`
    where something in it was deleted while changes were tracked; `more` where it holds what is no text, as a picture.
    """

    def __init__(self, name: str, *, tagged: bool, row: Element | None, properties: Element | None) -> None:
        self.name, self.tagged, self.row, self.properties = name, tagged, row, properties
        self.taken_out = self.more = False
        self._pieces = list[str]()
        self._began = [0]
        self._ended = False

    def add(self, text: str) -> None:
        """More of what it holds."""
        if self._ended:
            self._pieces.append("\n")
        self._ended = False
        self._pieces.append(text)

    def begin_again(self) -> None:
        """What is added next stands in one more control, which nothing but the bookmark around both of them names."""
        self._began.append(len(self._pieces))

    def end_paragraph(self) -> None:
        """What is added next stands on a line of its own; nothing more is no line more."""
        if self._ended:
            self._pieces.append("\n")
        self._ended = True

    @property
    def general(self) -> str:
        """The name that all of its kind in other rows have too."""
        return IN_ROW.sub(r"\1.#.", self.name)

    @property
    def called(self) -> str:
        """What people know it by."""
        alias = self.properties.find("alias") if self.properties is not None else None
        return (alias.get("val") if alias is not None else None) or self.name

    @property
    def prompts(self) -> bool:
        """Whether it says that what stands in it is a prompt; LibreOffice says so of answers too."""
        return self.properties is not None and self.properties.find("showingPlcHdr") is not None

    def shown(self) -> dict[str, str]:
        """The options of a list by the text that it shows; empty where this is none."""
        if self.properties is None:
            return {}
        items = (item for kind in LISTS for item in self.properties.findall(f"{kind}/listItem"))
        return {item.get("displayText", item.get("value", "")): item.get("value", "") for item in items}

    def text(self, shown: Mapping[str, str]) -> str:
        """The text or the id of an option; a tick for a box. Empty where nothing is filled in."""
        if self._is_box:
            return TICK if self._is_ticked else ""
        written = self._written or ""
        if self.prompts and written in PROMPTS:
            return ""
        if shown:
            chosen = cleared(written, listed=True)
            return shown.get(chosen, shown.get(chosen.strip(), chosen))
        return cleared(written)

    @property
    def is_garbled(self) -> bool:
        """Whether its answer was written more than once, so that nobody can tell what it was."""
        return not self._is_box and self._written is None

    @property
    def is_no_tick(self) -> bool:
        """Whether it is a box that holds something other than a tick."""
        return self._is_box and not TICKS.issuperset(self._sign)

    @property
    def _written(self) -> str | None:
        """What stands in it; None where it is garbled."""
        ends = (*self._began[1:], len(self._pieces))
        held = ("".join(self._pieces[start:end]) for start, end in zip(self._began, ends, strict=True))
        return _written_once([text for text in held if text])

    @property
    def _is_box(self) -> bool:
        return "=" in self.name or ONE_OF in self.name

    @property
    def _sign(self) -> str:
        """What is in a box; empty where it is not ticked."""
        return "".join(self._pieces).replace(UNTICKED, "").strip()

    @property
    def _is_ticked(self) -> bool:
        """By what is seen, or by what the box says of itself unless its sign was deleted."""
        if self._sign or (self.taken_out and not self._pieces):
            return self._sign != "" and (TICKS.issuperset(self._sign) or self._sign[0] in PLAIN_TICKS)
        found = self.properties.find("checkbox/checked") if self.properties is not None else None
        return found is not None and found.get("val", "1") in ("1", "true", "on")


def _written_once(controls: Sequence[str]) -> str | None:
    """The answer that several controls in a row hold the pieces of; None where that is not certain.

    LibreOffice 7.4 makes a control of each stretch of a script, as Hebrew or Chinese, and writes the whole answer
    into each: alone into the first, after its own stretch into those that follow.
    """
    whole, *others = controls or [""]
    stretches = "".join(text.removesuffix(whole) for text in others)
    certain = whole.endswith(stretches) and all(text.endswith(whole) for text in others)
    return whole if certain else None
