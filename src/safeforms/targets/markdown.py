"""Form -> a blank form on paper, as Markdown, or one with a record written in.

Section -> heading; question -> a paragraph, its options as boxes to tick, its reasons as boxes after "Or, if not
answered"; `when` -> "Answer only if ..." in words; group -> its questions indented; table -> a table with empty
rows. Nothing from a form or a record is taken for Markdown: its signs are escaped. What is blank has lines for a pen.
"""

from collections.abc import Collection, Iterator
from typing import Final, assert_never

from safeforms.definition import Form
from safeforms.markdown_text import escaped, line_of, written
from safeforms.outline import ROW, STATUS_BOXES, Box, Entry, outline_of
from safeforms.slots import RECORD_ID, STATUS, Filled, rows_in

SPACE: Final = "_" * 30
"""A place to write beside words: with blanks around it no sign of Markdown."""
LINE: Final = "_" * 72
"""A line to write on: by itself Markdown draws it across the page."""
DAY: Final = "__ / __ / ____"
MOMENT: Final = f"{DAY} __ : __"
EMPTY_ROWS: Final = 3


def render(form: Form) -> bytes:
    """The form as Markdown in UTF-8, the same bytes each time."""
    return filled_in(form, filled=Filled(texts={}))


def filled_in(form: Form, *, filled: Filled) -> bytes:
    """The form with a record written in; tables have as many rows as it takes."""
    return ("\n".join(_Paper(filled).form(form)) + "\n").encode()


def losses(form: Form) -> tuple[str, ...]:
    """What paper cannot do: check, compute, follow up, be read back."""
    lost = [
        "Answers are not checked while they are written, and nothing reads them back.",
        "Indicators and levels are not computed.",
    ]
    if any(question.follow_up for _, question in form.walk()):
        lost.append("What may come later has no clock.")
    return tuple(lost)


def not_held(form: Form, *, filled: Filled) -> tuple[str, ...]:
    """What of one record is written otherwise than it was recorded."""
    del form
    if any("\n" in text.strip() for text in filled.texts.values()):
        return ("Where lines end within an answer: it is written as one.",)
    return ()


class _Paper:
    """Writes a form with the texts of a record, each taken from its slot."""

    def __init__(self, filled: Filled) -> None:
        self.texts = filled.texts

    def form(self, form: Form) -> Iterator[str]:
        outline = outline_of(form)
        yield f"# {escaped(outline.title)}"
        yield ""
        yield f"{outline.version_line}. {outline.standing}"
        for line in (outline.purpose, outline.filled_in_by and f"Filled in by: {outline.filled_in_by}"):
            if line:
                yield ""
                yield escaped(line)
        yield from self.record()
        for chapter in outline.chapters:
            yield ""
            yield f"## {escaped(chapter.title)}"
            for entry in chapter.entries:
                yield from self.entry(entry, within=False)

    def record(self) -> Iterator[str]:
        """Which record it is, and what it is marked as."""
        status = self.texts.get(STATUS, "")
        yield ""
        yield f"Record number: {written(self.texts.get(RECORD_ID, '')) or SPACE}"
        yield ""
        yield "Status:"
        yield ""
        yield from _boxes(STATUS_BOXES, ticked=(status,), note="")

    def entry(self, entry: Entry, *, within: bool) -> Iterator[str]:
        indent = "  " if within else ""
        mark = "- " if within else ""
        aside = f" ({escaped(', '.join(entry.marks))})" if entry.marks else ""
        yield ""
        yield f"{mark}**{escaped(entry.text)}**{aside}"
        if entry.help:
            yield f"{indent}*{escaped(entry.help)}*"
        if entry.only_if:
            yield ""
            yield f"{indent}*Answer only if {escaped(entry.only_if)}.*"
        if entry.hint:
            yield ""
            yield indent + escaped(entry.hint)
        yield ""
        yield from (indent + line if line else "" for line in self.answer(entry))
        if entry.reasons:
            yield ""
            yield f"{indent}Or, if not answered:"
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
        heads = [escaped(part.text) for part in entry.parts]
        yield f"| {' | '.join(heads)} |"
        yield f"|{' --- |' * len(heads)}"
        for row in range(max(EMPTY_ROWS, rows_in(self.texts, entry.slot))):
            yield f"|{''.join(f' {self.cell(part, row=row)} |' for part in entry.parts)}"
        for part in entry.parts:
            if part.options:
                yield ""
                yield f"{escaped(part.text)}: {'; '.join(escaped(option.text) for option in part.options)}."

    def cell(self, part: Entry, *, row: int) -> str:
        """All that a row says of one question."""

        def held(slot: str | None) -> str:
            return self.texts.get(slot.replace(f".{ROW}.", f".{row}.", 1), "") if slot else ""

        options = {option.value: option.text for option in part.options}
        answer = held(part.slot)
        ticked = [text for value, text in options.items() if held(f"{part.slot}={value}")]
        reasons = {reason.value: reason.text for reason in part.reasons}
        reason = held(part.reason_slot)
        said = [options.get(answer, answer), *ticked, held(part.note_slot), reasons.get(reason, reason)]
        return written("; ".join(text for text in (*said, held(part.reason_note_slot)) if text))


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
