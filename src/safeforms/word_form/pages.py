"""The text of the document: title, what the form is for, its record, then section after section."""

from collections.abc import Iterator
from itertools import groupby

from safeforms.outline import STATUS_BOXES, Chapter, Entry, Outline
from safeforms.slots import RECORD_ID, STATUS
from safeforms.word_form.controls import Controls
from safeforms.word_form.questions import rows_of
from safeforms.word_form.tables import table_of
from safeforms.word_form.wording import FULL, cell, paragraph, row, run, spaces, table

HOW_TO = (
    'Type in the boxes and tick with a click, or print it and use a pen. Where a question says "Answer only if", leave '
    'it blank when that is not so. Where an answer cannot be had, say why beside "Or, if not answered": a blank counts '
    "as missing."
)


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
    number = controls.line(RECORD_ID, called="Number of the record")
    status = controls.one(STATUS, STATUS_BOXES, called="Status of the record")
    cells = (
        cell(paragraph(run("Record number"), style="Label") + paragraph(number, style="Entry"), width=FULL // 2),
        cell(paragraph(run("Status"), style="Label") + paragraph(status, style="Entry"), width=FULL // 2),
    )
    return table(row(*cells), style="Grid", widths=(FULL // 2, FULL // 2), title="Record")


def _chapter(chapter: Chapter, controls: Controls) -> Iterator[str]:
    yield paragraph(run(f"{chapter.number}. {chapter.title}"), style="Heading1")
    for is_table, entries in groupby(chapter.entries, key=_is_table):
        questions = tuple(entries)
        tables = [table_of(entry, controls) for entry in questions] if is_table else []
        for text in tables or [rows_of(questions, controls, title=chapter.title)]:
            yield text + paragraph("", style="Gap")  # or Word would join it with the next


def _is_table(entry: Entry) -> bool:
    return entry.kind == "table"
