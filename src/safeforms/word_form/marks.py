"""How the writer and the reader of Word forms name a control, so that other programs cannot part it from its slot.

Word keeps tags and copies them with the rows that people add. LibreOffice before 7.5 drops every tag but keeps
bookmarks, and the list of what they name, which is a part of the file (`MAP_PART`). A tag may have 64 characters.
"""

import re
from typing import Final

CHOOSE: Final = "Choose"
A_DAY: Final = "dd/mm/yyyy"
A_MOMENT: Final = "dd/mm/yyyy hh:mm"
EMPTY: Final = "\u00a0"
"""What stands in an empty line to be typed in: blank when read."""
AROUND: Final = re.compile("^\u00a0[\n\u00a0]*|[\n\u00a0]*\u00a0$")
"""What is left of an empty line around an answer that was typed into it."""
ANCHOR: Final = "_sf"
LONGEST_TAG: Final = 64
ONE_OF: Final = ":"
"""Between a slot and one of the options of which only one may be ticked; `=` where several may."""
MAP_PART: Final = "customXml/item1.xml"
MAP_NAMESPACE: Final = "urn:safeforms:slots"
FORM_PROPERTY, VERSION_PROPERTY = "safeforms form", "safeforms version"
IN_ROW: Final = re.compile(r"^([a-z0-9_]+)\.(?:#|[0-9]+)\.")


def cleared(text: str, *, listed: bool = False) -> str:
    """What was typed, without what stood there before, which some type beside; empty where nothing was."""
    for prompt in (CHOOSE,) if listed else (A_MOMENT, A_DAY):
        text = text.removeprefix(prompt).removesuffix(prompt)
    return AROUND.sub("", text)


def anchor(number: int) -> str:
    """The bookmark of the control of a number."""
    return f"{ANCHOR}{number}"


def tag(name: str, *, number: int) -> str:
    """The tag of a control: its name with `#` for its row, or its bookmark where that is too long."""
    general = IN_ROW.sub(r"\1.#.", name)
    return general if len(general) <= LONGEST_TAG else anchor(number)
