"""Document -> Markdown: CommonMark, with the tables of GitHub.

Section -> heading; facts -> a list of bold names; quote -> a block quote; table -> a table; banner -> bold words. No
text is taken for Markdown: its signs are escaped, also those that count only where a line begins.
"""

from collections.abc import Iterable, Iterator
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
)
from safeforms.lines import on_one_line, plain
from safeforms.wording.markdown_text import line_of, written

DEEPEST: Final = 6
NEXT_LINE: Final = "\\"
"""At the end of a line: the next one begins a line, too."""


def document_markdown(document: Document) -> str:
    """The whole document, with a line end at its end."""
    head = [_leaning(document.running), ""] if document.running else []
    body = [line for block in document.blocks for line in _block(block, depth=2)]
    return "\n".join([*head, f"# {written(document.title)}", *body, "", "---", "", _leaning(document.last), ""])


def _block(block: Block, *, depth: int) -> Iterator[str]:
    """A blank line, and the block."""
    yield ""
    match block:
        case Paragraph(text=text, strong=strong, faint=faint):
            yield _bold(text) if strong else _leaning(text) if faint else line_of(text)
        case Quote(text=text, of=of):
            if of:
                yield from (line_of(of), "")
            yield from _indented(_lines(text), "> ")
        case Facts(facts=facts):
            for fact in facts:
                yield from _fact(fact)
        case Items(items=items):
            yield from _items(items)
        case Table(title=title, head=head, rows=rows):
            yield from (_bold(title), "", _row(head), f"|{' --- |' * len(head)}", *map(_row, rows))
        case Banner(text=text, below=below):
            yield from _broken([_bold(text), *map(line_of, below)])
        case Section(title=title, blocks=blocks, tag=tag):
            yield f"{'#' * min(depth, DEEPEST)} {written(f'{tag}: {title}' if tag else title)}"
            for inner in blocks:
                yield from _block(inner, depth=depth + 1)
        case _:
            assert_never(block)


def _fact(fact: Fact) -> Iterator[str]:
    first, *rest = _lines(fact.value)
    if not rest:
        yield f"- {_bold(fact.label)} {first}".rstrip()
        return
    yield f"- {_bold(fact.label)}{NEXT_LINE}"
    yield from _indented([first, *rest], "  ")


def _items(items: tuple[Item, ...]) -> Iterator[str]:
    """Points with a star: a list with a dash, of facts, may stand right above."""
    for item in items:
        first, *rest = _broken([line_of(item.text), *([_leaning(item.faint)] if item.faint else [])])
        yield f"* {first}"
        yield from _indented([*rest, *_items(item.items)], "  ")


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(written, cells))} |"


def _lines(text: str) -> list[str]:
    """A text line by line, each as its own; at least one. Empty lines at its ends say nothing."""
    return list(_broken(map(line_of, plain(text).strip().split("\n"))))


def _broken(lines: Iterable[str]) -> Iterator[str]:
    """Lines that stay lines; an empty one ends a paragraph."""
    last = ""
    for number, line in enumerate(lines):
        if number:
            yield last + NEXT_LINE if last and line else last
        last = line
    yield last


def _indented(lines: Iterable[str], lead: str) -> Iterator[str]:
    return ((lead + line).rstrip() for line in lines)


def _bold(text: str) -> str:
    return f"**{written(text)}**" if on_one_line(text) else ""


def _leaning(text: str) -> str:
    return f"*{written(text)}*" if on_one_line(text) else ""
