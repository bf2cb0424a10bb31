"""What is said of a column: in its header, beside a cell that somebody is in, and when an answer is not taken."""

from typing import Final

from safeforms.entry_sheet.columns import Column
from safeforms.entry_sheet.limits import CUT, MESSAGE, TITLE, cut, whole_words, words
from safeforms.wording.outline import RECORD_NUMBER

LONGEST_CONDITION: Final = 90
MORE: Final = "… More on the sheet Questions."
KINDS: Final = {
    "one": "Choose one",
    "line": "Text",
    "lines": "Text",
    "number": "A whole number",
    "day": "Day / month / year",
    "moment": "Day / month / year, time",
    "nhs_number": "Ten digits",
}
TITLES: Final = {
    "record_id": RECORD_NUMBER,
    "status": "How far the record is",
    "tick": "Tick with x",
    "note": "Say more",
    "reason": "If not answered: why?",
    "reason_note": "Say more on why not",
}
REFUSED: Final = {
    "list": ("Not on the list", "Choose one of the list. What you want to add goes into the column for it."),
    "tick": ("Neither x nor blank", "Type x to tick this option, or leave the cell blank."),
    "number": ("Not taken", "Type a whole number, without words."),
    "day": ("Not taken", "Type a day such as 02/03/2026."),
    "moment": ("Not taken", "Type a day and a time such as 02/03/2026 18:40."),
    "nhs_number": ("Not ten digits", "An NHS number has ten digits. If it is not known, say so in the column beside."),
}
RECORD_ID_SAID: Final = "Any name or number that is this record's alone. Rows on the other sheets belong to it by it."
ROW_OF_SAID: Final = "The number of the record that this row belongs to, as it stands on the sheet of the records."
STATUS_SAID: Final = "Completed: nothing more is to come. In progress: what is missing is not yet asked for."


def aside(column: Column, *, in_table: bool) -> str:
    """What stands over a column, under the question. `in_table`: rows there belong to records."""
    if column.role == "record_id":
        return "Of its record" if in_table else "One for each record"
    if column.role == "tick" and column.option:
        alone = f" ({column.option.aside})" if column.option.aside else ""
        return words(column.option.text + alone)
    if column.role == "note" and column.entry:
        return whole_words(words(column.entry.note_wanted), LONGEST_CONDITION, end=CUT)
    if column.role != "answer" or column.entry is None:
        return "Choose one" if column.role == "status" else TITLES[column.role]
    entry = column.entry
    kind = words(entry.unit).capitalize() if entry.kind == "number" and entry.unit else KINDS[entry.kind]
    said = ", ".join((kind, *map(words, entry.marks)))
    if not entry.only_if:
        return said
    return f"{said}. {whole_words(f'Only if {words(entry.only_if)}', LONGEST_CONDITION, end=CUT)}"


def title(column: Column) -> str:
    """What to do in a cell, in a few words."""
    return cut(TITLES.get(column.role) or KINDS[column.kind], TITLE)


def message(column: Column, *, in_table: bool) -> str:
    """What is asked, how to answer and when, as far as there is room."""
    if column.role == "record_id":
        return ROW_OF_SAID if in_table else RECORD_ID_SAID
    if column.entry is None:
        return STATUS_SAID
    entry = column.entry
    parts = [words(column.about)]
    if column.role == "tick" and column.option:
        parts.append(f"x for: {words(column.option.text)}")
    elif column.role == "note":
        parts.append(f"{words(entry.note_wanted)}.")
    elif column.role == "answer":
        parts.append(words(entry.hint))
    elif column.role == "reason":
        parts.append("Only where there is no answer: choose why.")
    if entry.only_if and column.role in ("answer", "tick"):
        parts.append(words(entry.condition))
    return cut("\n".join(filter(None, parts)), MESSAGE, end=MORE)


def refused(kind: str) -> tuple[str, str]:
    """The title and the sentence that somebody sees whose answer is not taken."""
    return REFUSED[kind]
