"""The first sheet of an entry workbook: how to fill in the others, for somebody who sees them for the first time."""

from collections.abc import Iterator
from typing import Any, Final

from safeforms.entry_sheet.limits import words
from safeforms.entry_sheet.looks import BLUE, SOFT, WASHES, WHITE, Looks, height
from safeforms.entry_sheet.naming import Names
from safeforms.entry_sheet.writing import put_across, put_text
from safeforms.wording.outline import Outline

Advice = tuple[str, str]
"""What it is about, and what to do."""

WIDTHS: Final = (4, 26, 84)
TICKS: Final = (
    "Lists and ticks",
    "Where a cell has an arrow, choose one of the list. Where several answers may be right, each has a column: "
    "type x to tick it.",
)
DAYS: Final = (
    "Days and times",
    "Type a day as 02/03/2026. The sheet shows the month by its name: look whether it is the one that you meant.",
)
TIMES: Final = "A day and time is 02/03/2026 18:40; a day without its time counts as midnight, 00:00."
REASONS: Final = (
    "If you cannot answer",
    "Leave the answer blank and choose the reason in the grey column beside it. Nothing that is asked may be left "
    "without an answer or a reason.",
)
LEFT_ALONE: Final = (
    "What to leave alone",
    "Columns may be made wider, rows sorted. Do not delete columns or the rows above the first record: by a hidden "
    "row the sheet is read back.",
)
KEPT_SAFE: Final = (
    "Keep it safe",
    "It is confidential as soon as one record stands in it. Keep it where such records are kept.",
)


def write_guide(book: Any, looks: Looks, *, outline: Outline, names: Names, form: str) -> Any:
    """Adds the sheet to a workbook and gives it back; `form` is how a command names the form."""
    sheet = book.add_worksheet(names.guide)
    sheet.hide_gridlines(2)
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_row(0, 40)
    title = looks.of(bg_color=BLUE, font_color=WHITE, bold=True, font_size=18, valign="vcenter")
    for at, text in enumerate(("", words(outline.title), "")):
        put_text(sheet, 0, at, text, look=title)
    row = 1
    for text in filter(None, _about(outline)):
        put_across(sheet, row, 1, 2, words(text), look=looks.wrapped(font_color=SOFT, valign="vcenter"))
        sheet.set_row(row, height([(text, 126)], least=20))
        row += 1
    for number, (head, text) in enumerate(_advice(names, outline=outline, form=form), start=1):
        ground = {"bg_color": WASHES[0] if number % 2 else WHITE}
        sheet.write_number(row + number, 0, number, looks.of(bold=True, font_color=BLUE, align="center", **ground))
        put_text(sheet, row + number, 1, head, look=looks.wrapped(bold=True, **ground))
        put_text(sheet, row + number, 2, text, look=looks.wrapped(**ground))
        sheet.set_row(row + number, height([(text, 98)]) + 6)
    return sheet


def _about(outline: Outline) -> tuple[str, ...]:
    """What the form is, a line each; blank where it does not say."""
    by = f"Filled in by: {outline.filled_in_by}" if outline.filled_in_by else ""
    return f"{outline.version_line}. {outline.standing}", outline.purpose, by


def _advice(names: Names, *, outline: Outline, form: str) -> Iterator[Advice]:
    """All that somebody has to know, in the order in which it is needed."""
    kinds = {entry.kind for entry in outline.walk()}
    yield from _records(names)
    yield TICKS
    if "moment" in kinds:
        yield DAYS[0], f"{DAYS[1]} {TIMES}"
    elif "day" in kinds:
        yield DAYS
    yield (
        "Only if ...",
        f'Some questions are asked only in some cases. The header says when, and "{names.questions}" says it in full. '
        "Leave the others blank.",
    )
    yield REASONS
    if names.tables:
        yield _tables(names)
    yield LEFT_ALONE
    yield (
        "What the sheet cannot do",
        "It stops slips while you type, not what is pasted. Whether a record is complete, and what was found, is said "
        f"by: safeforms validate FILE.xlsx --form {form}",
    )
    yield (
        "On paper",
        f'To fill in by hand take the form itself: safeforms blank {form} --to pdf. This sheet and "{names.questions}" '
        f'print on A4. "{names.records}" is for the screen: on paper it takes many sheets of A3, side by side.',
    )
    yield KEPT_SAFE


def _records(names: Names) -> Iterator[Advice]:
    yield "One row, one record", f'Each row of the sheet "{names.records}" is one record. Begin in the first white row.'
    yield (
        "The record number",
        "Give each record a number or name of its own, such as one of your register. With several records, or with "
        "rows on other sheets, it is needed.",
    )


def _tables(names: Names) -> Advice:
    others = ", ".join(f'"{name}"' for name in names.tables.values())
    return (
        "The other white sheets",
        f'{others}: one row for each, with the number of its record as on "{names.records}". A record may have as many '
        "as it needs.",
    )
