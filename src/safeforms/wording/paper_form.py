"""What blank forms on paper have in common, whatever program made them: words, blank rows, and how a table is laid out.

A table of few columns has a heading over them. One of many has rows of several lines, each answer under its own words,
or it would be too narrow to write in; what there is no room for stands beneath its rows.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from safeforms.wording.outline import Chapter, Entry, listed

NOT_ANSWERED: Final = "If not answered"
OR_NOT_ANSWERED: Final = "Or, if not answered:"
NONE_OF_GROUP: Final = "If none of this is answered"
HOW_TO_ANSWER: Final = (
    'Where a question says "Answer only if", leave it blank when that is not so. Where an answer cannot be had, say '
    f'why beside "{OR_NOT_ANSWERED.removesuffix(":")}": a blank counts as missing.'
)
BLANK_ROWS: Final = 3
"""How many rows a table has that nobody has filled in."""
ACROSS: Final = 4
"""How many answers stand beside each other in a row of several lines."""
MOST_COLUMNS: Final = 5
FEW, SHORT = 3, 10


def stretches(chapter: Chapter) -> Iterator[tuple[bool, tuple[Entry, ...]]]:
    """The questions of a section in order, whether they are tables: those, as wide as a page, apart from the others."""
    for is_table, entries in groupby(chapter.entries, key=lambda entry: entry.kind == "table"):
        yield is_table, tuple(entries)


def has_columns(table: Entry) -> bool:
    """Whether each question of a row has a column, with a heading."""
    return len(table.parts) <= MOST_COLUMNS


def has_boxes(part: Entry) -> bool:
    """Whether the options of a question have boxes in a row; else they stand beneath the rows."""
    few = len(part.options) <= FEW and all(len(option.text) <= SHORT for option in part.options)
    return part.kind == "many" or (part.kind == "one" and few)


def beneath_rows(table: Entry, *, headed: bool, boxes: bool) -> Iterator[tuple[str, str]]:
    """Each question of a row and what there is no room for in it; none where there is nothing more to say.

    `headed`: the headings say help and conditions. `boxes`: rows have boxes for few options.
    """
    for part in table.parts:
        said = (
            listed(part.options) if part.options and not (boxes and has_boxes(part)) else "",
            "" if headed else part.help,
            part.hint,
            "" if headed else part.condition,
            f"{OR_NOT_ANSWERED} {listed(part.reasons)}" if part.reasons else "",
        )
        if words := " ".join(filter(None, said)):
            name = " ".join(part.text.split()).rstrip(":")
            yield name if name.endswith("?") else f"{name}:", words
