"""How the writer and the reader of Word forms name a control, so that other programs cannot part it from its slot.

Word keeps tags and copies them with the rows that people add. LibreOffice before 7.5 drops every tag but keeps
bookmarks, and the list of what they name, which is a part of the file (`MAP_PART`). A tag may have 64 characters.
"""

import re
from typing import Final

LARGEST: Final = 20_000_000
MOST_ELEMENTS: Final = 250_000
"""How many bytes and elements the text of a document may have to be read back; a form of ours has some ten thousand."""
CHOOSE: Final = "Choose"
A_DAY: Final = "dd/mm/yyyy"
A_MOMENT: Final = "dd/mm/yyyy hh:mm"
EMPTY: Final = "\u00a0"
"""What stands in an empty line to be typed in: blank when read, also before and after what was typed into it."""
ANCHOR: Final = "_sf"
LONGEST_TAG: Final = 64
ONE_OF: Final = ":"
"""Between a slot and one of the options of which only one may be ticked; `=` where several may."""
MAP_PART: Final = "customXml/item1.xml"
MAP_NAMESPACE: Final = "urn:safeforms:slots"
FORM_PROPERTY, VERSION_PROPERTY = "safeforms form", "safeforms version"
PRINTED_PROPERTY: Final = "safeforms printed"
"""Says by which styles a file tells the words of its form from what people write beside them."""
TYPED_IN: Final = ("Field", "Entry", "Reason")
"""The styles of paragraphs with a control to type in, where nothing else is to be typed."""
OURS: Final = ("Beside", "Quiet")
"""The styles of the words of the form in them: a form lies on desks for years, so its file names its own."""
IN_ROW: Final = re.compile(r"^([a-z0-9_]+)\.(?:#|[0-9]+)\.")


def cleared(text: str, *, listed: bool = False) -> str:
    """What was typed, without what stood there before, which some type beside; empty where nothing was."""
    for prompt in (CHOOSE,) if listed else (A_MOMENT, A_DAY):
        text = text.removeprefix(prompt).removesuffix(prompt)
    text = text.lstrip(f"\n{EMPTY}") if text.startswith(EMPTY) else text
    return text.rstrip(f"\n{EMPTY}") if text.endswith(EMPTY) else text


def anchor(number: int) -> str:
    """The bookmark of the control of a number."""
    return f"{ANCHOR}{number}"


def tag(name: str, *, number: int) -> str:
    """The tag of a control: its name with `#` for its row, or its bookmark where that is too long."""
    general = IN_ROW.sub(r"\1.#.", name)
    return general if len(general) <= LONGEST_TAG else anchor(number)
