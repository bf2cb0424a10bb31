"""Summaries -> one stream in any format, or a file each in a folder.

A page of HTML with several records begins with a table of them. Records that have no summary are a sentence each.
"""

from collections.abc import Callable, Iterable, Iterator

from safeforms.commands.outputs import data_text
from safeforms.commands.reports import summary_report
from safeforms.documents.document import Block, Document, Item, Items, Paragraph, Section, Table
from safeforms.documents.document_ends import CONFIDENTIAL
from safeforms.documents.document_files import folder_of, write_file
from safeforms.documents.document_lines import document_lines
from safeforms.documents.faces import to_html, to_markdown
from safeforms.lines import Line, counted, on_one_line, ruled_off
from safeforms.places import Place
from safeforms.problems import RecordError
from safeforms.summaries.summary import Summary
from safeforms.summaries.summary_head import completeness, levels, record_name
from safeforms.summaries.summary_shown import STANDING_TEXT

Summarised = tuple[Summary | RecordError, Place | None]


def summaries_lines(summaries: Iterable[Summarised]) -> Iterator[Line]:
    """Summaries with a rule between them; what cannot be summarised says why."""
    return ruled_off(_lines(summary, place) for summary, place in summaries)


def _lines(summary: Summary | RecordError, place: Place | None) -> Iterator[Line]:
    if isinstance(summary, RecordError):
        return (Line(sentence, "bad") for sentence in _why_none(summary))
    return document_lines(summary.document(place=place))


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
    folder = folder_of(output, style=style)
    if folder is None:
        write_file(output, summaries_text(summaries, style=style))
        return
    for summary, place in summaries:
        if isinstance(summary, RecordError):
            for sentence in _why_none(summary):
                talk(sentence)
            continue
        pieces = summaries_text([(summary, place)], style=style)
        folder.write(pieces, record=record_name(summary, place=place))


def _document(summary: Summary | RecordError, place: Place | None) -> Document:
    """What is shown of one record, with or without a summary."""
    if isinstance(summary, Summary):
        return summary.document(place=place)
    sentences = Items(items=tuple(Item(text=sentence) for sentence in _why_none(summary)))
    title = "The export as a whole" if _is_of_a_file(summary) else "A record without a summary"
    return Document(title=title, blocks=(sentences,), last=STANDING_TEXT, running=CONFIDENTIAL)


def _page_of(summaries: list[Summarised]) -> Document:
    """One document of several records, each a section, after a table of them."""
    rows = tuple(_row(*found) for found in summaries if not _is_of_a_file(found[0]))
    table = Table(
        title="The records on this page, in order",
        head=("Record", "Form", "State", "Level"),
        rows=rows,
    )
    return Document(
        title=f"Safeguarding summaries of {counted(len(rows), 'record')}",
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


def _is_of_a_file(summary: Summary | RecordError) -> bool:
    """Whether it is no record that is spoken of, but all files together, or an export as a whole."""
    return isinstance(summary, RecordError) and all(p.code.startswith("map.") for p in summary.problems)


def _why_none(error: RecordError) -> Iterator[str]:
    return (on_one_line(str(problem)) for problem in error.problems)
