"""Summaries -> one stream in any format, or a file each in a folder.

A page of HTML with several records begins with a table of them. Records that have no summary are a sentence each.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from safeforms.document import Block, Document, Item, Items, Paragraph, Section, Table
from safeforms.document_lines import document_lines
from safeforms.faces import to_html, to_markdown
from safeforms.lines import EMPTY, RULE, Line, on_one_line
from safeforms.outputs import data_text, write_whole, writing
from safeforms.places import Place
from safeforms.problems import RecordError, UsageError
from safeforms.reports import summary_report
from safeforms.summary import Summary
from safeforms.summary_document import CONFIDENTIAL
from safeforms.summary_head import completeness, levels, record_name
from safeforms.summary_shown import STANDING_TEXT

Summarised = tuple[Summary | RecordError, Place | None]

ENDINGS: Final = {"text": "txt", "json": "json", "ndjson": "ndjson", "markdown": "md", "html": "html"}
"""The formats, each with how its files end."""
NOT_FOR_FILES: Final = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST: Final = 80


def summaries_lines(summaries: Iterable[Summarised]) -> Iterator[Line]:
    """Summaries with a rule between them; what cannot be summarised says why."""
    for number, (summary, place) in enumerate(summaries):
        if number:
            yield from (EMPTY, Line(RULE, "faint"), EMPTY)
        if isinstance(summary, RecordError):
            yield from (Line(sentence, "bad") for sentence in _why_none(summary))
        else:
            yield from document_lines(summary.document(place=place))


def summaries_text(summaries: Iterable[Summarised], *, style: str) -> Iterator[str]:
    """The whole output in pieces, as they come; HTML is one piece."""
    if style == "text":
        yield from (line.whole() for line in summaries_lines(summaries))
    elif style == "markdown":
        for number, (summary, place) in enumerate(summaries):
            yield ("\n" if number else "") + to_markdown(_document(summary, place))
    elif style == "html":
        found = list(summaries)
        if found:
            yield to_html(_document(*found[0]) if len(found) == 1 else _page_of(found))
    else:
        yield from data_text((summary_report(summary) for summary, _ in summaries), style=style)


def write_summaries(summaries: Iterable[Summarised], *, style: str, output: str, talk: Callable[[str], None]) -> None:
    """To one file; or a file each where `output` is a folder or ends like one: what has no summary is then talked of.

    UsageError where something cannot be written.
    """
    path = Path(output)
    if not (output.endswith(("/", os.sep)) or path.is_dir()):
        with writing(path) as stream:
            stream.writelines(text.encode() for text in summaries_text(summaries, style=style))
        return
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{output} cannot be made: {error.strerror or 'unknown reason'}.") from None
    names = _Names()
    for summary, place in summaries:
        if isinstance(summary, RecordError):
            for sentence in _why_none(summary):
                talk(sentence)
            continue
        name = names.new(record_name(summary, place=place))
        content = "".join(summaries_text([(summary, place)], style=style))
        write_whole(path / f"{name}.{ENDINGS[style]}", content.encode())


class _Names:
    """Names of files for records: harmless in any folder, and no two alike, in capitals or not."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, record: str) -> str:
        """The name of one more."""
        wanted = NOT_FOR_FILES.sub("_", record).strip("._-")[:LONGEST] or "record"
        name, number = wanted, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name.casefold())
        return name


def _document(summary: Summary | RecordError, place: Place | None) -> Document:
    """What is shown of one record, with or without a summary."""
    if isinstance(summary, Summary):
        return summary.document(place=place)
    sentences = Items(items=tuple(Item(text=sentence) for sentence in _why_none(summary)))
    return Document(title="A record without a summary", blocks=(sentences,), last=STANDING_TEXT, running=CONFIDENTIAL)


def _page_of(summaries: list[Summarised]) -> Document:
    """One document of several records, each a section, after a table of them."""
    table = Table(
        title="The records on this page, in order",
        head=("Record", "Form", "State", "Level"),
        rows=tuple(_row(*found) for found in summaries),
    )
    return Document(
        title=f"Safeguarding summaries of {len(summaries)} records",
        blocks=(table, *(_section(*found) for found in summaries)),
        last=STANDING_TEXT,
        running=CONFIDENTIAL,
    )


def _row(summary: Summary | RecordError, place: Place | None) -> tuple[str, ...]:
    if isinstance(summary, RecordError):
        return on_one_line(str(place or "")), "", "No summary", ""
    return record_name(summary, place=place), summary.form_title, completeness(summary), levels(summary)


def _section(summary: Summary | RecordError, place: Place | None) -> Section:
    document = _document(summary, place)
    record = on_one_line(str(place or "")) if isinstance(summary, RecordError) else record_name(summary, place=place)
    last: Block = Paragraph(text=document.last, faint=True)
    return Section(title=f"{record}: {document.title}" if record else document.title, blocks=(*document.blocks, last))


def _why_none(error: RecordError) -> Iterator[str]:
    return (on_one_line(str(problem)) for problem in error.problems)
