"""A form as the pages of every blank form lay it out: each question with its words, boxes and reasons, and its slots.

Sections and questions stand in form order, parts inside their group or table. Slots are those of `slots`; those inside
a table have `#` where the number of a row goes. Words are plain text: each target escapes them for itself.
"""

from collections.abc import Iterator
from typing import Final, Literal, assert_never

from safeforms.asking_words import asked_in_words
from safeforms.conditions import Always
from safeforms.definition import (
    SHORTEST_NOTE,
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Form,
    Group,
    Integer,
    NhsNumber,
    Option,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)
from safeforms.outline_words import hint_in_words, marks_in_words
from safeforms.values import dataclass
from safeforms.words import in_words

Kind = Literal["one", "many", "line", "lines", "number", "day", "moment", "nhs_number", "group", "table"]
"""One box of several, several boxes, a line or lines of text, a number, a day, a day and time, ten digits, parts, rows,
in that order."""
ROW: Final = "#"
CONFIDENTIAL: Final = "Confidential when completed"
JUDGEMENT: Final = "This form supports professional judgement and never replaces it."
STANDING: Final = f"{CONFIDENTIAL}. {JUDGEMENT}"
A_LINE: Final = 80
"""A text that may be no longer than this has one line."""
MANY_WORDS: Final = 40
"""A text that is asked for with more characters than this has two."""
A_STATEMENT: Final = 40
"""A text that may be no shorter than this has room to say what was seen, what was said and what is thought of it."""


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
    def in_words(self) -> str:
        """All that is to be known of it on one line: None of these (nothing else)."""
        asides = ", ".join(filter(None, (self.aside, self.note)))
        return f"{self.text} ({asides})" if asides else self.text


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
    def reason_slot(self) -> str:
        """Where the reason for no answer goes."""
        return f"{self.slot}?"

    @property
    def reason_note_slot(self) -> str:
        """Where the note of the reason goes."""
        return f"{self.slot}?note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One section of the form, numbered from 1."""

    id: str
    number: int
    title: str
    entries: tuple[Entry, ...]


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
        kind=_kind(question),
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
        lines=_lines(question),
    )


def _kind(question: Question) -> Kind:
    match question.type:
        case YesNo() | Choice():
            return "one"
        case Choices():
            return "many"
        case Text():
            return "line" if _lines(question) == 1 else "lines"
        case Integer():
            return "number"
        case DateType():
            return "day"
        case DateTimeType():
            return "moment"
        case NhsNumber():
            return "nhs_number"
        case Group() | Override():
            return "group"
        case Table():
            return "table"
        case _:
            assert_never(question.type)


def _lines(question: Question) -> int:
    """Names and places have one line, what takes many words to ask for two, what must be said at some length more."""
    if not isinstance(question.type, Text):
        return 0
    fewest, most = question.type.min_length, question.type.max_length
    if most is not None and most <= A_LINE:
        return 1
    if fewest >= A_STATEMENT:
        return 5
    if fewest > SHORTEST_NOTE or question.basis != "fact":
        return 3
    return 1 if most is None and len(question.text) <= MANY_WORDS else 2


def _option(option: Option, *, form: Form, parts: tuple[Question, ...]) -> Box:
    note = ""
    if option.note is not None:
        always = isinstance(option.note, Always)
        note = "say more" if always else f"say more if {in_words(option.note, form=form, parts=parts)}"
    return Box(value=option.id, text=option.text, aside="nothing else" if option.exclusive else "", note=note)


def _reasons(question: Question, *, form: Form) -> Iterator[Box]:
    for reason in question.unanswered.values():
        text = form.reasons[reason.id].text if reason.id in form.reasons else reason.id
        yield Box(value=reason.id, text=text, note="say more" if reason.note_required else "")
