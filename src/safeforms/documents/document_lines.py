"""Document -> lines, for a terminal or a pipe.

Section -> a heading, and all of it below, indented; table -> a point for each row, since terminals are narrow. What
has several lines never begins where a heading or a name of ours could stand, so that it passes for none.
"""

from collections.abc import Iterator
from typing import assert_never

from safeforms.documents.document import (
    Banner,
    Block,
    Document,
    Facts,
    Item,
    Items,
    Paragraph,
    Quote,
    Section,
    Table,
    before_value,
)
from safeforms.lines import EMPTY, Line, on_one_line, plain

STEP = 2
"""How much further in a line stands than what it belongs to."""


def document_lines(document: Document) -> Iterator[Line]:
    """The whole document; a blank line before and after each section and banner, none at either end."""
    if document.running:
        yield Line(on_one_line(document.running), "faint")
    yield Line(on_one_line(document.title), "heading")
    yield from _blocks(document.blocks, indent=0)
    yield EMPTY
    yield Line(on_one_line(document.last), "aside")


def _blocks(blocks: tuple[Block, ...], *, indent: int) -> Iterator[Line]:
    """Blocks below each other; a list stands further in than the sentence right above it."""
    for before, block in zip((None, *blocks), blocks, strict=False):
        apart = isinstance(before, Section | Banner) or (before is not None and isinstance(block, Banner))
        if apart and not isinstance(block, Section):
            yield EMPTY
        announced = isinstance(block, Items) and isinstance(before, Paragraph) and not before.faint
        yield from _block(block, indent=indent + STEP if announced else indent)


def _block(block: Block, *, indent: int) -> Iterator[Line]:
    match block:
        case Paragraph(text=text, strong=strong, faint=faint):
            yield Line(on_one_line(text), "heading" if strong else "faint" if faint else "", indent=indent)
        case Quote(text=text, of=of):
            if of:
                yield Line(on_one_line(of), indent=indent)
            yield Line(plain(text).strip(), indent=indent + STEP * (2 if of else 1))
        case Facts(facts=facts):
            for fact in facts:
                yield from _named(fact.label, fact.value, indent=indent)
        case Items(items=items):
            yield from _items(items, indent=indent)
        case Table():
            yield from _table(block, indent=indent)
        case Banner(text=text, mark=mark, below=below):
            yield Line(on_one_line(text), mark or "heading", indent=indent)
            yield from (Line(on_one_line(sentence), indent=indent) for sentence in below)
        case Section(title=title, blocks=blocks, mark=mark, tag=tag):
            yield EMPTY
            yield Line(on_one_line(f"{tag}: {title}" if tag else title), mark or "heading", indent=indent)
            yield from _blocks(blocks, indent=indent + STEP)
        case _:
            assert_never(block)


def _items(items: tuple[Item, ...], *, indent: int) -> Iterator[Line]:
    for item in items:
        yield Line(on_one_line(item.text), indent=indent, bullet=True)
        if item.faint:
            yield Line(on_one_line(item.faint), "faint", indent=indent + STEP)
        yield from _items(item.items, indent=indent + STEP)


def _table(table: Table, *, indent: int) -> Iterator[Line]:
    """Each row as a point: its first cell under its heading, and the others below, each under its own."""
    yield Line(on_one_line(table.title), "heading", indent=indent)
    labels = [before_value(on_one_line(head)) if head else "" for head in table.head]
    if not table.rows:
        yield Line(" ".join(labels), indent=indent + STEP)
    for row in table.rows:
        for number, (label, cell) in enumerate(zip(labels, row, strict=True)):
            text = f"{label} {on_one_line(cell)}".strip()
            yield Line(text, indent=indent + STEP * (2 if number else 1), bullet=not number)


def _named(label: str, value: str, *, indent: int) -> Iterator[Line]:
    """A name and its value; a value of several lines stands below its name."""
    kept = plain(value).strip()
    if "\n" not in kept:
        yield Line(on_one_line(f"{label} {kept}"), indent=indent)
        return
    yield Line(on_one_line(label), indent=indent)
    yield Line(kept, indent=indent + 2 * STEP)
