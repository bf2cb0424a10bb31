"""Form -> a blank form on paper, as Markdown, or one with a record written in.

Section -> heading; question -> a paragraph, its options as boxes to tick, its reasons as boxes after "Or, if not
answered"; `when` -> "Answer only if ..." in words; group -> its questions indented; table -> a table with blank
rows. Nothing from a form or a record is taken for Markdown: its signs are escaped. What is blank has lines for a pen.
"""

from collections.abc import Collection, Iterator
from typing import Final, assert_never

from safeforms.definition import Form
from safeforms.slots import RECORD_ID, STATUS, Filled, rows_in
from safeforms.slots.names import named
from safeforms.wording.markdown_text import escaped, line_of, written
from safeforms.wording.outline import RECORD_NUMBER, STATUS_BOXES, Box, Entry, outline_of
from safeforms.wording.paper_form import BLANK_ROWS, HOW_TO_ANSWER, OR_NOT_ANSWERED, beneath_rows
from safeforms.wording.shortcomings import NOT_CHECKED, NOT_WORKED_OUT, of_later

SPACE: Final = "_" * 30
"""A place to write beside words: with blanks around it no sign of Markdown."""
LINE: Final = "_" * 72
"""A line to write on: by itself Markdown draws it across the page."""
DAY: Final = "__ / __ / ____"
MOMENT: Final = f"{DAY} __ : __"
CELL: Final = "_" * 8


def render(form: Form) -> bytes:
    """The form as Markdown in UTF-8, the same bytes each time."""
    return filled_in(form, filled=Filled(texts={}))


def filled_in(form: Form, *, filled: Filled) -> bytes:
    """The form with a record written in; tables have as many rows as it takes."""
    return ("\n".join(_Paper(filled).form(form)) + "\n").encode()


def losses(form: Form) -> tuple[str, ...]:
    """What paper cannot do: check, hide, be read back, work out, follow up."""
    return (NOT_CHECKED, "Nothing that is written is read back.", NOT_WORKED_OUT, *of_later(form))


def not_held(form: Form, *, filled: Filled) -> tuple[str, ...]:
    """What of one record is written otherwise than it was recorded, by question."""
    several = (slot for slot, text in filled.texts.items() if "\n" in text.strip())
    return tuple(f"{named(form, slot)} holds several lines: they are written as one." for slot in several)


class _Paper:
    """Writes a form with the texts of a record, each taken from its slot."""

    def __init__(self, filled: Filled) -> None:
        self.texts = filled.texts

    def form(self, form: Form) -> Iterator[str]:
        outline = outline_of(form)
        yield f"# {escaped(outline.title)}"
        yield ""
        yield escaped(f"{outline.version_line}. {outline.standing}")
        by = outline.filled_in_by and f"Filled in by: {outline.filled_in_by}"
        for line in filter(None, (outline.purpose, by, HOW_TO_ANSWER)):
            yield ""
            yield escaped(line)
        yield from self.record()
        for chapter in outline.chapters:
            yield ""
            yield f"## {escaped(chapter.heading)}"
            for entry in chapter.entries:
                yield from self.entry(entry, within=False)

    def record(self) -> Iterator[str]:
        """Which record it is, and what it is marked as."""
        status = self.texts.get(STATUS, "")
        yield ""
        yield f"{RECORD_NUMBER}: {written(self.texts.get(RECORD_ID, '')) or SPACE}"
        yield ""
        yield "Status:"
        yield ""
        yield from _boxes(STATUS_BOXES, ticked=(status,), note="")

    def entry(self, entry: Entry, *, within: bool) -> Iterator[str]:
        indent = "  " if within else ""
        mark = "- " if within else ""
        yield ""
        yield f"{mark}**{escaped(entry.text)}** {escaped(entry.marked)}".rstrip()
        if entry.help:
            yield f"{indent}*{escaped(entry.help)}*"
        if entry.condition:
            yield ""
            yield f"{indent}*{escaped(entry.condition)}*"
        if entry.hint:
            yield ""
            yield indent + escaped(entry.hint)
        yield ""
        yield from (indent + line if line else "" for line in self.answer(entry))
        if entry.reasons:
            yield ""
            yield indent + OR_NOT_ANSWERED
            yield ""
            reason, note = self.texts.get(entry.reason_slot), self.texts.get(entry.reason_note_slot, "")
            yield from (f"{indent}{line}" for line in _boxes(entry.reasons, ticked=(reason,), note=note))

    def answer(self, entry: Entry) -> Iterator[str]:
        text = self.texts.get(entry.slot, "")
        match entry.kind:
            case "one":
                yield from _boxes(entry.options, ticked=(text,), note=self.note(entry))
                if text and text not in {option.value for option in entry.options}:
                    yield ""
                    yield line_of(text)
            case "many":
                ticked = [box.value for box in entry.options if f"{entry.slot}={box.value}" in self.texts]
                yield from _boxes(entry.options, ticked=ticked, note=self.note(entry))
            case "line" | "nhs_number":
                yield line_of(text) or LINE
            case "lines":
                yield from [line_of(text)] if text else [LINE, *["", LINE] * (entry.lines - 1)]
            case "number":
                yield f"{line_of(text) or SPACE} {escaped(entry.unit)}".rstrip() if text or entry.unit else LINE
            case "day":
                yield line_of(text) or DAY
            case "moment":
                yield line_of(text) or MOMENT
            case "group":
                for part in entry.parts:
                    yield from self.entry(part, within=True)
            case "table":
                yield from self.table(entry)
            case _:
                assert_never(entry.kind)

    def note(self, entry: Entry) -> str:
        return self.texts.get(entry.note_slot, "") if entry.note_slot else ""

    def table(self, entry: Entry) -> Iterator[str]:
        heads = [escaped(f"{part.text} {part.marked}") for part in entry.parts]
        yield f"| {' | '.join(heads)} |"
        yield f"|{' --- |' * len(heads)}"
        for row in range(max(BLANK_ROWS, rows_in(self.texts, entry.slot))):
            yield f"|{''.join(f' {self.cell(part.in_row(row)) or CELL} |' for part in entry.parts)}"
        for name, said in beneath_rows(entry, headed=False, boxes=False):
            yield ""
            yield escaped(f"{name} {said}")

    def cell(self, part: Entry) -> str:
        """All that a row says of one question; empty where it says nothing."""
        options = {option.value: option.text for option in part.options}
        reasons = {reason.value: reason.text for reason in part.reasons}
        answer, reason = self.texts.get(part.slot, ""), self.texts.get(part.reason_slot, "")
        ticked = (text for value, text in options.items() if f"{part.slot}={value}" in self.texts)
        said = (options.get(answer, answer), *ticked, self.note(part), reasons.get(reason, reason))
        return written("; ".join(filter(None, (*said, self.texts.get(part.reason_note_slot, "")))))


def _boxes(boxes: tuple[Box, ...], *, ticked: Collection[str | None], note: str) -> Iterator[str]:
    """Boxes with those ticked that are chosen; a note stands at the first of them that takes one, else below."""
    taker = next((box for box in boxes if box.note and box.value in ticked), None)
    for box in boxes:
        yield f"- [{'x' if box.value in ticked else ' '}] {_box(box, note=note if box is taker else '')}"
    if note and taker is None:
        yield ""
        yield line_of(note)


def _box(box: Box, *, note: str) -> str:
    alone = f" ({escaped(box.aside)})" if box.aside else ""
    more = f" ({escaped(box.note)}: {written(note) or SPACE})" if box.note else ""
    return f"{escaped(box.text)}{alone}{more}"
