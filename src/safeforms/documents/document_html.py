"""Document -> a web page that stands alone: nothing is loaded, nothing runs, and it can be printed.

Section -> `section` with its heading; facts -> `dl`; quote -> `blockquote`; table -> `table`; a level is a class and
its own words. Texts are plain and escaped. The page's policy allows its own style alone, known by its hash, so that
no text could load or send anything even if it came to be read as HTML.
"""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from typing import Final, assert_never

from safeforms.documents.document import (
    Banner,
    Block,
    Document,
    Fact,
    Facts,
    Item,
    Items,
    Paragraph,
    Quote,
    Section,
    Table,
    before_value,
)
from safeforms.documents.document_style import PAGE, STYLE, paper
from safeforms.lines import on_one_line, plain

DEEPEST: Final = 6
NAMED: Final = {
    "viewport": "width=device-width, initial-scale=1",
    "color-scheme": "light dark",
    "referrer": "no-referrer",
    "robots": "noindex, nofollow, noarchive",
    "google": "notranslate",
    "format-detection": "telephone=no, date=no, address=no, email=no",
    "generator": "safeforms",
}
"""What the page says of itself; "notranslate": no browser offers to send the record away for translation."""


def document_html(document: Document) -> str:
    """The whole page; write it as UTF-8. Only `document.title` stands in its title, as what a browser may remember."""
    style = "\n" + STYLE + PAGE + paper(running=on_one_line(document.running), title=on_one_line(document.title))
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en-GB" dir="ltr" translate="no">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">',
            *(f'<meta name="{name}" content="{content}">' for name, content in NAMED.items()),
            f"<title>{_text(document.title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            '<div class="safeforms">',
            *_head(document),
            "<main>",
            *_blocks(document.blocks, depth=2),
            "</main>",
            f"<footer><p>{_text(document.last)}</p></footer>",
            "</div>",
            "</body>",
            "</html>",
            "",
        ]
    )


def document_fragment(document: Document) -> str:
    """The document for a page of others, such as a notebook: with its style, without ids and landmarks of a page."""
    return "\n".join(
        [
            '<article class="safeforms" lang="en-GB" dir="ltr" translate="no">',
            f"<style>\n{STYLE}</style>",
            *_head(document),
            '<div class="main">',
            *_blocks(document.blocks, depth=2),
            "</div>",
            f"<footer><p>{_text(document.last)}</p></footer>",
            "</article>",
            "",
        ]
    )


def _policy(style: str) -> str:
    known = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"


def _head(document: Document) -> Iterator[str]:
    yield "<header>"
    if document.running:
        yield f'<p class="running">{_text(document.running)}</p>'
    yield f"<h1>{_text(document.title)}</h1>"
    yield "</header>"


def _blocks(blocks: tuple[Block, ...], *, depth: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, depth=depth)


def _block(block: Block, *, depth: int) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _paragraph(block)
        case Quote(text=text, of=of):
            yield "<figure>"
            if of:
                yield f"<figcaption>{_text(of)}</figcaption>"
            yield f'<blockquote dir="auto">{_kept(text)}</blockquote>'
            yield "</figure>"
        case Facts(facts=facts):
            yield from ("<dl>", *map(_fact, facts), "</dl>")
        case Items(items=items):
            yield from _items(items)
        case Table():
            yield from _table(block)
        case Banner(text=text, mark=mark, below=below):
            sentences = "".join(f"<p>{_text(sentence)}</p>" for sentence in (text, *below))
            yield f'<div class="banner {mark or "plain"}">{sentences}</div>'
        case Section():
            yield from _section(block, depth=depth)
        case _:
            assert_never(block)


def _paragraph(paragraph: Paragraph) -> str:
    text = _text(paragraph.text)
    if paragraph.faint:
        text = f"<small>{text}</small>"
    return f"<p><strong>{text}</strong></p>" if paragraph.strong else f"<p>{text}</p>"


def _section(section: Section, *, depth: int) -> Iterator[str]:
    heading = f"h{min(depth, DEEPEST)}"
    tag = f'<span class="tag">{_text(section.tag)}</span> ' if section.tag else ""
    yield f'<section class="card {section.mark}">' if section.mark else "<section>"
    yield f"<{heading}>{tag}{_text(section.title)}</{heading}>"
    yield from _blocks(section.blocks, depth=depth + 1)
    yield "</section>"


def _fact(fact: Fact) -> str:
    return f'<div><dt>{_text(fact.name)}</dt><dd dir="auto">{_kept(fact.value)}</dd></div>'


def _items(items: tuple[Item, ...]) -> Iterator[str]:
    yield "<ul>"
    for item in items:
        faint = f" <small>{_text(item.faint)}</small>" if item.faint else ""
        yield f"<li>{_text(item.text)}{faint}"
        if item.items:
            yield from _items(item.items)
        yield "</li>"
    yield "</ul>"


def _table(table: Table) -> Iterator[str]:
    yield f"<table><caption>{_text(table.title)}</caption>"
    heads = (f'<th scope="col">{_text(head)}</th>' if head else "<td></td>" for head in table.head)
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        cells = (
            _cell(cell, head=head, first=not n) for n, (head, cell) in enumerate(zip(table.head, row, strict=True))
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"


def _cell(cell: str, *, head: str, first: bool) -> str:
    """The first cell names its row. `data-head` stands before a cell where rows are too narrow for columns."""
    name = f' data-head="{_text(before_value(head))}"' if head else ""
    if first and cell:
        return f'<th scope="row" dir="auto"{name}>{_text(cell)}</th>'
    return f'<td dir="auto"{name}>{_text(cell)}</td>'


def _text(text: str) -> str:
    """A text on one line; nothing in it is HTML, between elements or as an attribute."""
    return escape(on_one_line(text))


def _kept(text: str) -> str:
    """A text with its line ends; those at its ends say nothing."""
    return escape(plain(text).strip())
