"""A form as the pages of every blank form lay it out: each question with its words, boxes and reasons, and its slots.

Sections and questions stand in form order, parts inside their group or table. Slots are those of `slots`; those inside
a table have `#` where the number of a row goes. Words are plain text: each target escapes them for itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from safeforms.conditions import Always
from safeforms.definition import Form
from safeforms.questions import Integer, Option, Question, Table
from safeforms.values import dataclass
from safeforms.wording.asking_words import asked_in_words
from safeforms.wording.outline_room import Kind, kind_of, lines_of
from safeforms.wording.outline_words import hint_in_words, marks_in_words
from safeforms.wording.words import in_words

ROW: Final = "#"
SAY_MORE: Final = "say more"
CONFIDENTIAL: Final = "Confidential when completed"
JUDGEMENT: Final = "This form supports professional judgement and never replaces it."
STANDING: Final = f"{CONFIDENTIAL}. {JUDGEMENT}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One option or reason: `value` is its id, `aside` what is to be known of it, `note` when it needs one.

    `note` is empty where no note belongs to it, "say more" where it always does, else "say more if ...".
    """

    value: str
    text: str
    aside: str = ""
    note: str = ""

    @property
    def asides(self) -> str:
        """What stands behind it in brackets: nothing else, say more."""
        return ", ".join(filter(None, (self.aside, self.note)))

    @property
    def in_words(self) -> str:
        """All that is to be known of it on one line: None of these (nothing else)."""
        return f"{self.text} ({self.asides})" if self.asides else self.text


def listed(boxes: Iterable[Box]) -> str:
    """Options or reasons one after the other, with all that is to be known of each."""
    return f"{'; '.join(box.in_words for box in boxes)}."


RECORD_NUMBER, RECORD_STATUS = "Record number", "Status of the record"
STATUS_BOXES: Final = (
    Box(value="in_progress", text="In progress"),
    Box(value="completed", text="Completed"),
    Box(value="amended", text="Amended"),
    Box(value="entered_in_error", text="Entered in error"),
)
"""What a record can be, as every blank form says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question: `only_if` completes "Answer only if ..."; `marks` such as "optional"; `hint` how to answer.

    `note_slot` is where the note of an option goes; None where none needs one. `rows` are the fewest and the most rows
    of a table, `lines` the lines that a text has room for.
    """

    slot: str
    kind: Kind
    question: Question
    text: str
    help: str = ""
    hint: str = ""
    unit: str = ""
    only_if: str = ""
    marks: tuple[str, ...] = ()
    options: tuple[Box, ...] = ()
    note_slot: str | None = None
    reasons: tuple[Box, ...] = ()
    parts: tuple["Entry", ...] = ()
    rows: tuple[int, int | None] = (0, None)
    lines: int = 0

    @property
    def condition(self) -> str:
        """When it is to be answered, as a sentence; empty where that is always so."""
        return f"Answer only if {self.only_if}." if self.only_if else ""

    @property
    def marked(self) -> str:
        """What stands behind the question in brackets, with them; empty where nothing does."""
        return f"({', '.join(self.marks)})" if self.marks else ""

    @property
    def note_wanted(self) -> str:
        """When its note is to be written, for a note that stands apart from the options; empty where none needs one."""
        noted = [f'"{box.text}"{box.note.removeprefix(SAY_MORE)}' for box in self.options if box.note]
        return f"Say more where the answer is {'; '.join(noted)}" if noted else ""

    @property
    def reason_slot(self) -> str:
        """Where the reason for no answer goes."""
        return f"{self.slot}?"

    @property
    def reason_note_slot(self) -> str:
        """Where the note of the reason goes."""
        return f"{self.slot}?note"

    def in_row(self, number: int) -> "Entry":
        """A part of a table as it stands in the row of a number, from 0."""
        note = with_row(self.note_slot, number) if self.note_slot else None
        return replace(self, slot=with_row(self.slot, number), note_slot=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One section of the form, numbered from 1."""

    id: str
    number: int
    title: str
    entries: tuple[Entry, ...]

    @property
    def heading(self) -> str:
        """Its number and title."""
        return f"{self.number}. {self.title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A whole form. `version_line` and `standing` belong on every page."""

    title: str
    version_line: str
    purpose: str
    filled_in_by: str
    standing: str
    chapters: tuple[Chapter, ...]

    def walk(self) -> Iterator[Entry]:
        """Every entry in form order, a group or table before its parts."""
        for chapter in self.chapters:
            for entry in chapter.entries:
                yield entry
                yield from entry.parts


def with_row(slot: str, number: int) -> str:
    """The slot of a part of a table in the row of a number."""
    return slot.replace(f".{ROW}.", f".{number}.", 1)


def outline_of(form: Form) -> Outline:
    """The outline of a form that is free of problems."""
    return Outline(
        title=form.title,
        version_line=f"Form {form.id}, version {form.version}",
        purpose=form.purpose,
        filled_in_by=form.filled_in_by,
        standing=STANDING,
        chapters=tuple(
            Chapter(
                id=section.id,
                number=number,
                title=section.title,
                entries=tuple(_entry(question, form=form) for question in section.questions),
            )
            for number, section in enumerate(form.sections, start=1)
        ),
    )


def _entry(question: Question, *, form: Form, outer: Question | None = None) -> Entry:
    parts = outer.parts if outer else ()
    around = "" if outer is None else f"{outer.id}.{ROW}." if isinstance(outer.type, Table) else f"{outer.id}."
    table = question.type if isinstance(question.type, Table) else None
    return Entry(
        slot=f"{around}{question.id}",
        kind=kind_of(question),
        question=question,
        text=question.text,
        help=question.help,
        hint=hint_in_words(question, form=form, parts=parts),
        unit=question.type.unit if isinstance(question.type, Integer) else "",
        only_if=asked_in_words(question, form=form, parts=parts),
        marks=tuple(marks_in_words(question, form=form)),
        options=tuple(_option(option, form=form, parts=parts) for option in question.options.values()),
        note_slot=f"{around}{question.note_id}" if question.note_id else None,
        reasons=tuple(_reasons(question, form=form)),
        parts=tuple(_entry(part, form=form, outer=question) for part in question.parts),
        rows=(table.fewest, table.most) if table else (0, None),
        lines=lines_of(question),
    )


def _option(option: Option, *, form: Form, parts: tuple[Question, ...]) -> Box:
    note = ""
    if option.note is not None:
        always = isinstance(option.note, Always)
        note = SAY_MORE if always else f"{SAY_MORE} if {in_words(option.note, form=form, parts=parts)}"
    return Box(value=option.id, text=option.text, aside="nothing else" if option.exclusive else "", note=note)


def _reasons(question: Question, *, form: Form) -> Iterator[Box]:
    for reason in question.unanswered.values():
        text = form.reasons[reason.id].text if reason.id in form.reasons else reason.id
        yield Box(value=reason.id, text=text, note=SAY_MORE if reason.note_required else "")
