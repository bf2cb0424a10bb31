"""Referrals, notifications and explanations -> one stream in any format, or a file each in a folder.

A page of HTML with several of them has each under a heading of its own. Why a record has none is talked of, never
written among them: what stands in the output is what may be sent.
"""

from collections.abc import Iterable, Iterator

from safeforms.commands.outputs import data_text
from safeforms.documents.document import Block, Document, Paragraph, Section
from safeforms.documents.document_ends import CONFIDENTIAL
from safeforms.documents.document_files import folder_of, write_file
from safeforms.documents.document_lines import document_lines
from safeforms.documents.faces import to_html, to_markdown
from safeforms.explanations.explanation import Explanation
from safeforms.letters.notification import Notification
from safeforms.letters.referral import Referral
from safeforms.lines import Line, ruled_off

Letter = Referral | Notification | Explanation


def letters_text(letters: Iterable[Letter], *, style: str) -> Iterator[str]:
    """The whole output in pieces, as they come; HTML is one piece, and nothing where there is none of them."""
    if style == "text":
        yield from (line.whole() for line in letters_lines(letters))
    elif style == "markdown":
        for number, letter in enumerate(letters):
            yield ("\n" if number else "") + to_markdown(letter)
    elif style == "html":
        documents = [letter.document() for letter in letters]
        if documents:
            yield to_html(documents[0] if len(documents) == 1 else _page_of(documents))
    else:
        yield from data_text((letter.model_dump(mode="json") for letter in letters), style=style)


def letters_lines(letters: Iterable[Letter]) -> Iterator[Line]:
    """The same as lines, with a rule between two of them."""
    return ruled_off(document_lines(letter.document()) for letter in letters)


def write_letters(letters: Iterable[Letter], *, style: str, output: str) -> None:
    """To one file; or a file each where `output` is a folder or ends like one.

    UsageError where something cannot be written.
    """
    folder = folder_of(output, style=style)
    if folder is None:
        write_file(output, letters_text(letters, style=style))
        return
    for letter in letters:
        folder.write(letters_text([letter], style=style), record=letter.record_id or "", kind=_kind(letter))


def _kind(letter: Letter) -> str:
    """What it is, a referral with its number; that of a notification would tell how many others got one."""
    match letter:
        case Notification():
            return f"-notification-{letter.recipient}"
        case Referral():
            return f"-referral-{letter.number}"
        case Explanation():
            return "-explanation"


def _page_of(documents: list[Document]) -> Document:
    kind = documents[0].title.partition(" ")[0]
    sections = tuple(_section(number, document) for number, document in enumerate(documents, start=1))
    return Document(
        title=f"{kind}s: {len(documents)} on this page",
        blocks=sections,
        last=documents[0].last,
        running=CONFIDENTIAL,
    )


def _section(number: int, document: Document) -> Section:
    """One of several on a page; the line that runs over its pages and its last words stand under it."""
    under: tuple[Block, ...] = (Paragraph(text=document.running, faint=True), Paragraph(text=document.last, faint=True))
    return Section(title=f"{number}. {document.title}", blocks=(*document.blocks, *under))
