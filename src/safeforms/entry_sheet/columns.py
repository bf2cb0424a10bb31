"""The columns of a form: one for each answer, note and reason, one for each option that can be ticked.

Records have one sheet, each table its own, where the column of the record id says to which record a row belongs. Slots
in a table have `#` for the number of the row. The note of a reason that needs none has a column only where a record
that is to be written in has such a note.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from typing import Final, Literal

from safeforms.definition import Form
from safeforms.entry_sheet.choices import choices_of
from safeforms.entry_sheet.limits import COLUMNS
from safeforms.questions import YesNo
from safeforms.slots import RECORD_ID, STATUS
from safeforms.values import dataclass
from safeforms.wording.outline import RECORD_NUMBER, ROW, STATUS_BOXES, Box, Chapter, Entry, outline_of

Role = Literal["record_id", "status", "answer", "tick", "note", "reason", "reason_note"]
STATUSES: Final = {box.value: box.text for box in STATUS_BOXES}
IN_A_TABLE: Final = re.compile(r"([^.]+)\.(0|[1-9][0-9]{0,3})\.(.+)", re.DOTALL)
"""Of a row as a slot names it: nobody has ten thousand, and a number without end would cost time without end."""
RESERVED: Final = 2  # columns that say which form it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `about` is the question as a message names it; `choices` are ids with the texts that are shown."""

    slot: str
    role: Role
    about: str
    entry: Entry | None = None
    chapter: Chapter | None = None
    option: Box | None = None
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Which kind of answer it takes; "text" where it takes none."""
        return self.entry.kind if self.role == "answer" and self.entry else "text"

    @property
    def is_yes_no(self) -> bool:
        """Whether TRUE and FALSE answer it."""
        return self.role == "answer" and self.entry is not None and isinstance(self.entry.question.type, YesNo)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumns:
    """The columns of one table; the first has the record id."""

    entry: Entry
    chapter: Chapter
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All columns of a form. `left_out` are those for which Excel has no room."""

    records: tuple[Column, ...]
    tables: tuple[TableColumns, ...]
    left_out: tuple[Column, ...] = ()

    def every(self) -> Iterator[Column]:
        """Each column that has a slot of its own: the record id of a table is none."""
        yield from self.records
        for table in self.tables:
            yield from table.columns[1:]


def layout_of(form: Form, *, slots: Collection[str] = (), room: int = COLUMNS - RESERVED) -> Layout:
    """The columns of a form, in its order, as many as a sheet has room for; `slots` are those that a record has."""
    wanted = {without_row(slot)[0] for slot in slots}
    records = [*record_columns()]
    tables, left_out = list[TableColumns](), list[Column]()
    for chapter in outline_of(form).chapters:
        into = _Into(chapter=chapter, wanted=wanted)
        for entry in chapter.entries:
            records += into.columns(entry)
            if entry.kind == "table":
                parts = [column for part in entry.parts for column in into.columns(part)]
                left_out += parts[room - 1 :]
                columns = (_record_id(), *parts[: room - 1])
                tables.append(TableColumns(entry=entry, chapter=chapter, columns=columns))
    return Layout(records=tuple(records[:room]), tables=tuple(tables), left_out=(*records[room:], *left_out))


def record_columns() -> tuple[Column, Column]:
    """What is said of a record itself."""
    return _record_id(), Column(slot=STATUS, role="status", about="Status", choices=STATUSES)


def without_row(slot: str) -> tuple[str, int | None]:
    """A slot with `#` for the number of its row, and that number; None outside tables, and where it is no number."""
    found = IN_A_TABLE.fullmatch(slot)
    return (f"{found[1]}.{ROW}.{found[3]}", int(found[2])) if found else (slot, None)


def before_parts(entry: Entry) -> str:
    """What stands before the text of a question that is part of a group or table."""
    return f"{entry.text} " if entry.text.endswith("?") else f"{entry.text}: "


def _record_id() -> Column:
    return Column(slot=RECORD_ID, role="record_id", about=RECORD_NUMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Into:
    """Makes the columns of the entries of one chapter; `around` names the group that they stand in."""

    chapter: Chapter
    wanted: Collection[str]
    around: str = ""

    def columns(self, entry: Entry) -> Iterator[Column]:
        """The columns of one entry in their order, the reason for no answer last."""
        match entry.kind:
            case "group":
                within = _Into(chapter=self.chapter, wanted=self.wanted, around=before_parts(entry))
                for part in entry.parts:
                    yield from within.columns(part)
            case "many":
                for option in entry.options:
                    yield self.column(entry, f"{entry.slot}={option.value}", "tick", option=option)
            case kind if kind != "table":
                yield self.column(entry, entry.slot, "answer", boxes=entry.options)
        if entry.note_slot:
            yield self.column(entry, entry.note_slot, "note")
        if entry.reasons:
            yield self.column(entry, entry.reason_slot, "reason", boxes=entry.reasons)
            if any(reason.note for reason in entry.reasons) or entry.reason_note_slot in self.wanted:
                yield self.column(entry, entry.reason_note_slot, "reason_note")

    def column(
        self, entry: Entry, slot: str, role: Role, *, boxes: tuple[Box, ...] = (), option: Box | None = None
    ) -> Column:
        """One column."""
        return Column(
            slot=slot,
            role=role,
            about=f"{self.around}{entry.text}",
            entry=entry,
            chapter=self.chapter,
            option=option,
            choices=choices_of(boxes),
        )
