"""The text of the document: title, what the form is for, its record, then section after section."""

from collections.abc import Iterator
from typing import Final

from safeforms.slots import RECORD_ID, STATUS
from safeforms.word_form.controls import Controls
from safeforms.word_form.questions import rows_of
from safeforms.word_form.tables import table_of
from safeforms.word_form.wording import FULL, cell, paragraph, row, run, spaces, table
from safeforms.wording.outline import RECORD_NUMBER, RECORD_STATUS, STATUS_BOXES, Chapter, Outline
from safeforms.wording.paper_form import HOW_TO_ANSWER, stretches

HOW_TO: Final = f"Type in the boxes and tick with a click, or print it and use a pen. {HOW_TO_ANSWER}"


def body_of(outline: Outline, controls: Controls) -> str:
    """All that stands on the pages between their head and foot."""
    return "".join(_parts(outline, controls))


def _parts(outline: Outline, controls: Controls) -> Iterator[str]:
    yield paragraph(run(outline.title), style="Title")
    if outline.purpose:
        yield paragraph(run(outline.purpose), style="Purpose")
    if outline.filled_in_by:
        yield paragraph(run("Filled in by:", style="Strong") + spaces(1) + run(outline.filled_in_by), style="Normal")
    yield paragraph(run(HOW_TO), style="Normal")
    yield _record(controls)
    for chapter in outline.chapters:
        yield from _chapter(chapter, controls)


def _record(controls: Controls) -> str:
    number = controls.line(RECORD_ID, called=RECORD_NUMBER)
    status = controls.one(STATUS, STATUS_BOXES, called=RECORD_STATUS)
    cells = (
        cell(paragraph(run(RECORD_NUMBER), style="Label") + paragraph(number, style="Entry"), width=FULL // 2),
        cell(paragraph(run("Status"), style="Label") + paragraph(status, style="Entry"), width=FULL // 2),
    )
    return table(row(*cells), style="Grid", widths=(FULL // 2, FULL // 2), title="Record")


def _chapter(chapter: Chapter, controls: Controls) -> Iterator[str]:
    yield paragraph(run(chapter.heading), style="Heading1")
    for is_table, entries in stretches(chapter):
        tables = [table_of(entry, controls) for entry in entries] if is_table else []
        for text in tables or [rows_of(entries, controls, title=chapter.title)]:
            yield text + paragraph("", style="Gap")  # or Word would join it with the next
