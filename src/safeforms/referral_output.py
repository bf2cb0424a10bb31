"""Referrals, notifications and explanations -> one stream in any format, or a file each in a folder.

A page of HTML with several of them has each under a heading of its own. Why a record has none is talked of, never
written among them: what stands in the output is what may be sent.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from safeforms.document import Block, Document, Paragraph, Section
from safeforms.document_lines import document_lines
from safeforms.explanation import Explanation
from safeforms.faces import to_html, to_markdown
from safeforms.lines import EMPTY, RULE, Line
from safeforms.notification import Notification
from safeforms.outputs import data_text, print_pieces, write_whole, writing
from safeforms.problems import UsageError
from safeforms.referral import Referral
from safeforms.summary_output import ENDINGS, LONGEST, NOT_FOR_FILES

Letter = Referral | Notification | Explanation


def letters_text(letters: Iterable[Letter], *, style: str) -> Iterator[str]:
    """The whole output in pieces, as they come; HTML is one piece, and nothing where there is none of them."""
    if style == "text":
        yield from (line.whole() for line in _lines(letters))
    elif style == "markdown":
        for number, letter in enumerate(letters):
            yield ("\n" if number else "") + to_markdown(letter)
    elif style == "html":
        documents = [letter.document() for letter in letters]
        if documents:
            yield to_html(documents[0] if len(documents) == 1 else _page_of(documents))
    else:
        yield from data_text((letter.model_dump(mode="json") for letter in letters), style=style)


def write_letters(letters: Iterable[Letter], *, style: str, output: str | None) -> None:
    """To standard output; to one file; or a file each where `output` is a folder or ends like one.

    UsageError where something cannot be written.
    """
    if output is None and style == "text" and sys.stdout.isatty():
        from safeforms.console import print_lines

        print_lines(_lines(letters))
        return
    if output is None:
        print_pieces(letters_text(letters, style=style))
        return
    path = Path(output)
    if not (output.endswith(("/", os.sep)) or path.is_dir()):
        with writing(path) as stream:
            stream.writelines(text.encode() for text in letters_text(letters, style=style))
        return
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{output} cannot be made: {error.strerror or 'unknown reason'}.") from None
    for number, letter in enumerate(letters, start=1):
        content = "".join(letters_text([letter], style=style))
        write_whole(path / f"{_name(letter, number)}.{ENDINGS[style]}", content.encode())


def _lines(letters: Iterable[Letter]) -> Iterator[Line]:
    for number, letter in enumerate(letters):
        if number:
            yield from (EMPTY, Line(RULE, "faint"), EMPTY)
        yield from document_lines(letter.document())


def _name(letter: Letter, number: int) -> str:
    """Harmless in any folder, and no two alike: they are numbered throughout."""
    record = NOT_FOR_FILES.sub("_", letter.record_id or "").strip("._-")[:LONGEST] or "record"
    kind = f"notification-{letter.recipient}" if isinstance(letter, Notification) else type(letter).__name__.lower()
    return f"{record}-{kind}-{number}"


def _page_of(documents: list[Document]) -> Document:
    kind = documents[0].title.partition(" ")[0]
    sections = tuple(_section(number, document) for number, document in enumerate(documents, start=1))
    return Document(
        title=f"{kind}s: {len(documents)} on this page",
        blocks=sections,
        last=documents[0].last,
        running="Confidential: holds patient data",
    )


def _section(number: int, document: Document) -> Section:
    """One of several on a page; the line that runs over its pages and its last words stand under it."""
    under: tuple[Block, ...] = (Paragraph(text=document.running, faint=True), Paragraph(text=document.last, faint=True))
    return Section(title=f"{number}. {document.title}", blocks=(*document.blocks, *under))
