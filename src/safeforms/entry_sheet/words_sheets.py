"""The sheets that nobody types into: how to fill in the others, every question with all that belongs to it, and lists.

The lists are hidden: cells choose from them by a name.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from safeforms.entry_sheet.columns import Layout
from safeforms.entry_sheet.limits import for_cell, words
from safeforms.entry_sheet.looks import BLUE, INK, QUIET, SOFT, WASHES, WHITE, Looks, height
from safeforms.outline import Box, Entry, Outline
from safeforms.sheets.names import column_letters
from safeforms.values import dataclass

HEADS: Final = (
    ("Column", 16),
    ("Section", 28),
    ("Question", 44),
    ("Help", 40),
    ("Answer only if", 34),
    ("Answers", 48),
    ("If not answered, one of", 34),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the sheets are called; `tables` by slot."""

    guide: str
    records: str
    tables: Mapping[str, str]
    questions: str
    lists: str


def write_guide(book: Any, looks: Looks, *, outline: Outline, names: Names, form: str) -> Any:
    """The sheet that explains, in plain words."""
    sheet = book.add_worksheet(names.guide)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 84)
    title = looks.of(bg_color=BLUE, font_color=WHITE, bold=True, font_size=18, valign="vcenter")
    sheet.set_row(0, 40)
    for at, text in enumerate(("", words(outline.title), "")):
        sheet.write_string(0, at, for_cell(text), title)
    row = 1
    about = (f"{outline.version_line}. {outline.standing}", outline.purpose)
    by = f"Filled in by: {outline.filled_in_by}" if outline.filled_in_by else ""
    for text in filter(None, (*about, by)):
        sheet.merge_range(row, 1, row, 2, "", looks.wrapped(font_color=SOFT, valign="vcenter"))
        sheet.write_string(row, 1, for_cell(words(text)), looks.wrapped(font_color=SOFT, valign="vcenter"))
        sheet.set_row(row, height([(text, 126)], least=20))
        row += 1
    row += 1
    for number, (head, text) in enumerate(_advice(names, outline=outline, form=form), start=1):
        ground = {"bg_color": WASHES[0] if number % 2 else WHITE}
        sheet.write_number(row, 0, number, looks.of(bold=True, font_color=BLUE, align="center", **ground))
        sheet.write_string(row, 1, head, looks.wrapped(bold=True, **ground))
        sheet.write_string(row, 2, for_cell(text), looks.wrapped(**ground))
        sheet.set_row(row, height([(text, 98)]) + 6)
        row += 1
    return sheet


def write_questions(book: Any, looks: Looks, *, outline: Outline, layout: Layout, names: Names) -> Any:
    """Every question with its help, its condition, its options and its reasons, and the column where it stands."""
    sheet = book.add_worksheet(names.questions)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(1, 3)
    sheet.set_row(0, 22)
    for at, (head, width) in enumerate(HEADS):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, head, looks.of(bg_color=BLUE, font_color=WHITE, bold=True, valign="vcenter"))
    places = _places(layout, names=names)
    for row, (chapter, entry, around) in enumerate(_entries(outline), start=1):
        ground = {"border": 1, "border_color": "#d8dde0", "bg_color": WASHES[(chapter.number - 1) % len(WASHES)]}
        cells = (
            places.get(entry.slot, ""),
            f"{chapter.number}  {chapter.title}",
            f"{around}{entry.text}",
            entry.help,
            entry.only_if[:1].upper() + entry.only_if[1:],
            _answers(entry),
            "; ".join(_box(reason) for reason in entry.reasons),
        )
        sheet.set_row(row, height(zip(map(words, cells), (width * 0.95 for _, width in HEADS), strict=True)))
        for at, text in enumerate(cells):
            plain = {} if at < 3 else {"bg_color": WHITE if at < 6 else QUIET}
            look = looks.wrapped(bold=at == 2, font_color=INK if at in (2, 5) else SOFT, **{**ground, **plain})
            sheet.write_string(row, at, for_cell(words(text)), look)
    return sheet


def write_lists(book: Any, *, names: Names, lists: Mapping[tuple[str, ...], str]) -> Any:
    """The lists that cells choose from, hidden, each with its name."""
    sheet = book.add_worksheet(names.lists)
    for at, (texts, name) in enumerate(lists.items()):
        sheet.write_string(0, at, name)
        for row, text in enumerate(texts, start=1):
            sheet.write_string(row, at, text)
        letters = column_letters(at + 1)
        book.define_name(name, f"='{names.lists}'!${letters}$2:${letters}${len(texts) + 1}")
    sheet.hide()
    return sheet


def _advice(names: Names, *, outline: Outline, form: str) -> Iterator[tuple[str, str]]:
    """What somebody has to know who sees this for the first time."""
    kinds = {entry.kind for entry in outline.walk()}
    yield "One row, one record", f'Each row of the sheet "{names.records}" is one record. Begin in the first white row.'
    yield (
        "The record id",
        "Give each record an id of its own, such as a number of your register. With several records, or with rows on "
        "other sheets, it is needed.",
    )
    yield (
        "Lists and ticks",
        "Where a cell has an arrow, choose one of the list. Where several answers may be right, each has a column: "
        "type x to tick it.",
    )
    if kinds & {"day", "moment"}:
        yield (
            "Days and times",
            "Type a day as 02/03/2026, a day and time as 02/03/2026 18:40. The sheet shows the month by its name: look "
            "whether it is the one that you meant.",
        )
    yield (
        "Only if ...",
        f'Some questions are asked only in some cases. The header says when, and "{names.questions}" says it in full. '
        "Leave the others blank.",
    )
    yield (
        "If you cannot answer",
        "Leave the answer blank and choose the reason in the grey column beside it. Nothing that is asked may be left "
        "without an answer or a reason.",
    )
    if names.tables:
        others = ", ".join(f'"{name}"' for name in names.tables.values())
        yield (
            "The other white sheets",
            f'{others}: one row for each, with the id of its record as on "{names.records}". A record may have as many '
            "as it needs.",
        )
    yield (
        "What to leave alone",
        "Columns may be made wider, rows sorted. Do not delete columns or the rows above the first record: by a hidden "
        "row the sheet is read back.",
    )
    yield (
        "What the sheet cannot do",
        "It stops slips while you type, not what is pasted. Whether a record is complete, and what was found, is said "
        f"by: safeforms validate FILE.xlsx --form {form}",
    )
    yield "Keep it safe", "It is confidential as soon as one record stands in it. Keep it where such records are kept."


def _entries(outline: Outline) -> Iterator[tuple[Any, Entry, str]]:
    for chapter in outline.chapters:
        for entry in chapter.entries:
            yield chapter, entry, ""
            yield from ((chapter, part, f"{entry.text}: ") for part in entry.parts)


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
    options = "; ".join(_box(option) for option in entry.options)
    unit = f"In {entry.unit}." if entry.unit else ""
    marks = f"({', '.join(entry.marks)})" if entry.marks else ""
    return " ".join(filter(None, (options, entry.hint, unit, marks)))


def _box(box: Box) -> str:
    asides = ", ".join(filter(None, (box.aside, box.note)))
    return f"{box.text} ({asides})" if asides else box.text
