"""Content controls: what a person fills in, each with the slot that it stands for.

A control is locked against deletion, but not in a row, which people may take out. Texts of several lines are rich text
controls: LibreOffice moves line breaks out of plain ones. An answer that no list holds stands in the control as it is.
"""

from collections.abc import Mapping
from typing import Final

from safeforms.word_form.marks import A_DAY, A_MOMENT, CHOOSE, EMPTY, IN_ROW, ONE_OF, anchor, tag
from safeforms.word_form.wording import exactly, plain, words
from safeforms.wording.outline import Box

LONGEST_NAME: Final = 60
DATE: Final = (
    '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
)
ONE_LINE: Final = "<w:text/>"
TICK_BOX: Final = (
    '<w14:checkbox><w14:checked w14:val="{}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)


class Controls:
    """Writes controls with the texts of a record in them, and remembers what each is named in `names`, from 1 on."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.names: list[str] = []

    def length(self, slot: str) -> int:
        """How many characters are filled in at a slot and below it."""
        return sum(len(text) for name, text in self.texts.items() if name.startswith(slot))

    def line(self, slot: str, *, called: str, width: int = 16) -> str:
        """A text on one line; `width` of it shows where it is empty."""
        text = self.texts.get(slot, "")
        kind = "" if "\n" in text else ONE_LINE
        return self._typed(slot, text, called=called, kind=kind, empty=EMPTY * width, style="Prompt")

    def lines(self, slot: str, *, called: str, room: int = 1) -> str:
        """A text of as many lines as it takes; `room` for so many where it is empty."""
        empty = "\n".join([EMPTY * 16] * room)
        return self._typed(slot, self.texts.get(slot, ""), called=called, kind="", empty=empty, style="Prompt")

    def day(self, slot: str, *, called: str) -> str:
        """A day, with a calendar."""
        return self._typed(slot, self.texts.get(slot, ""), called=called, kind=DATE, empty=A_DAY, style="Prompt")

    def moment(self, slot: str, *, called: str) -> str:
        """A day and time."""
        text = self.texts.get(slot, "")
        return self._typed(slot, text, called=called, kind="", empty=A_MOMENT, style="Prompt")

    def one(self, slot: str, options: tuple[Box, ...], *, called: str) -> str:
        """One of a list."""
        value = self.texts.get(slot, "")
        shown = shown_texts(options)
        items = "".join(
            f'<w:listItem w:displayText="{words(text)}" w:value="{words(option)}"/>' for option, text in shown.items()
        )
        kind = f'<w:dropDownList><w:listItem w:displayText="{CHOOSE}" w:value=""/>{items}</w:dropDownList>'
        return self._typed(slot, shown.get(value, value), called=called, kind=kind, empty=CHOOSE, style="Prompt")

    def box_of_one(self, slot: str, option: Box, *, called: str) -> str:
        """A box for one of the options of which only one may be ticked."""
        return self._box(f"{slot}{ONE_OF}{option.value}", ticked=self.texts.get(slot) == option.value, called=called)

    def box_of_many(self, slot: str, option: Box, *, called: str) -> str:
        """A box for one of the options of which several may be ticked."""
        name = f"{slot}={option.value}"
        return self._box(name, ticked=name in self.texts, called=called)

    def _box(self, name: str, *, ticked: bool, called: str) -> str:
        sign = exactly("\u2612" if ticked else "\u2610", style="Box")
        return self._control(name, called=called, kind=TICK_BOX.format(int(ticked)), content=sign)

    def _typed(self, name: str, text: str, *, called: str, kind: str, empty: str, style: str) -> str:
        if text:
            return self._control(name, called=called, kind=kind, content=exactly(text, style="Answer"))
        return self._control(name, called=called, kind=f"<w:showingPlcHdr/>{kind}", content=exactly(empty, style=style))

    def _control(self, name: str, *, called: str, kind: str, content: str) -> str:
        self.names.append(name)
        number = len(self.names)
        lock = "" if IN_ROW.match(name) else '<w:lock w:val="sdtLocked"/>'
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{anchor(number)}"/><w:sdt><w:sdtPr>'
            f'<w:alias w:val="{words(_short(called))}"/><w:tag w:val="{words(tag(name, number=number))}"/>'
            f'<w:id w:val="{number}"/>{lock}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )


def shown_texts(options: tuple[Box, ...]) -> dict[str, str]:
    """The text that a list shows for each option: no two alike, and none like the prompt."""
    shown, taken = dict[str, str](), {CHOOSE}
    for option in options:
        text = plain(option.text)
        while text in taken:
            text = f"{text} ({option.value})"
        shown[option.value] = text
        taken.add(text)
    return shown


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"
