"""The sheet with every question and all that belongs to it, and the hidden one with the lists that cells choose from.

Nobody types into either. Cells choose from a list by its name.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from safeforms.entry_sheet.columns import Layout, before_parts
from safeforms.entry_sheet.limits import words
from safeforms.entry_sheet.looks import INK, PADDED, QUIET, RULED, SOFT, WASHES, WHITE, Looks, height
from safeforms.entry_sheet.naming import Names
from safeforms.entry_sheet.writing import put_text
from safeforms.sheets.names import column_letters
from safeforms.wording.outline import Chapter, Entry, Outline, listed

HEADS: Final = (
    ("Column", 14),
    ("Question", 42),
    ("Help", 38),
    ("Answer only if", 32),
    ("Answers", 44),
    ("If not answered, one of", 34),
)
SIGNS: Final = 1.05  # of a text in the width of a digit, less what stands free beside it
QUESTION, HELP, ANSWERS, REASONS = 1, 2, 4, 5


def write_questions(book: Any, looks: Looks, *, outline: Outline, layout: Layout, names: Names) -> Any:
    """Every question with its help, its condition, its options and its reasons, and the column where it stands."""
    sheet = book.add_worksheet(names.questions)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(1, HELP)
    sheet.repeat_rows(0)
    sheet.set_row(0, 22)
    for at, (head, width) in enumerate(HEADS):
        sheet.set_column(at, at, width)
        sheet.write_string(
            0, at, head, looks.of(bg_color=SOFT, font_color=WHITE, bold=True, valign="vcenter", **PADDED)
        )
    places, row = _places(layout, names=names), 1
    for chapter in outline.chapters:
        sheet.set_row(row, 20)
        for at, text in enumerate((chapter.heading, *[""] * REASONS)):
            put_text(sheet, row, at, words(text), look=looks.band(chapter.number - 1))
        for entry, around in _entries(chapter):
            row += 1
            cells = (places.get(entry.slot, ""), *_said(entry, around=around))
            _write_question(sheet, row, tuple(map(words, cells)), looks=looks, section=chapter.number - 1)
        row += 1
    return sheet


def _write_question(sheet: Any, row: int, cells: tuple[str, ...], *, looks: Looks, section: int) -> None:
    sheet.set_row(row, height(zip(cells, (width * SIGNS for _, width in HEADS), strict=True)))
    for at, text in enumerate(cells):
        ground = WASHES[section % len(WASHES)] if at < HELP else WHITE if at < REASONS else QUIET
        ink = INK if at in (QUESTION, ANSWERS) else SOFT
        look = looks.wrapped(bold=at == QUESTION, font_color=ink, bg_color=ground, **PADDED, **RULED)
        put_text(sheet, row, at, text, look=look)


def _said(entry: Entry, *, around: str) -> tuple[str, ...]:
    """What stands in the row of a question after its place; `around` names the group or table that it is in."""
    return (
        f"{around}{entry.text}",
        entry.help,
        entry.only_if[:1].upper() + entry.only_if[1:],
        _answers(entry),
        "; ".join(reason.in_words for reason in entry.reasons),
    )


def write_lists(book: Any, looks: Looks, *, names: Names, lists: Mapping[tuple[str, ...], str]) -> Any:
    """The lists that cells choose from, hidden, each with its name."""
    sheet = book.add_worksheet(names.lists)
    for at, (texts, name) in enumerate(lists.items()):
        sheet.write_string(0, at, name)
        for row, text in enumerate(texts, start=1):
            put_text(sheet, row, at, text, look=looks.of())
        letters = column_letters(at + 1)
        book.define_name(name, f"='{names.lists}'!${letters}$2:${letters}${len(texts) + 1}")
    sheet.hide()
    return sheet


def _entries(chapter: Chapter) -> Iterator[tuple[Entry, str]]:
    """The questions of a section, each with the words that name the group or table around it."""
    for entry in chapter.entries:
        yield entry, ""
        yield from ((part, before_parts(entry)) for part in entry.parts)


def _places(layout: Layout, *, names: Names) -> Mapping[str, str]:
    """Where the columns of a question begin: `F`, or the name of the sheet of a table."""
    places = {table.entry.slot: names.tables[table.entry.slot] for table in layout.tables}
    sheets = [
        ("", layout.records),
        *((f"{names.tables[table.entry.slot]}, ", table.columns) for table in layout.tables),
    ]
    for sheet, columns in sheets:
        for at, column in enumerate(columns, start=1):
            if column.entry is not None:
                place = f"{sheet}{column_letters(at)}"
                places.setdefault(column.entry.slot, place)
                places.setdefault(column.slot.partition(".")[0], place)  # of a group
    return places


def _answers(entry: Entry) -> str:
    options = listed(entry.options) if entry.options else ""
    unit = f"In {entry.unit}." if entry.unit else ""
    return " ".join(filter(None, (options, entry.hint, unit, entry.marked)))
