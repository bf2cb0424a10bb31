"""Documents of every block, drawn with texts that would be Markdown, HTML or orders to a terminal if read as such."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar, get_args

from hypothesis import strategies as st

from safeforms.documents.document import (
    Banner,
    Block,
    Document,
    Fact,
    Facts,
    Item,
    Items,
    Mark,
    Paragraph,
    Quote,
    Section,
    Table,
)
from safeforms.lines import on_one_line, plain

HOSTILE: Final = (
    """
<script>alert(1)</script>|<!--|-->|]]>|</style>|</title>|<img src=x onerror=alert(1)>|&lt;b&gt;|&#0;|&amp|"' onload="x
# Heading|1. one|2) two|- point|+ point|* point|> quote|===|---|***|___|```|~~~|    code|\\|`code`|**bold**|_it_|~~no~~
[a](http://x.example)|![a](b)|<http://x.example>|http://x.example|www.x.example|[^1]: note|[a]: /b|:-|-:|:-:|- - -|1.
RED: Level|Level: Green|"; } @import url(http://x.example); a { b: "|\\22 |*/|\\a|</article>|</blockquote>|\t| - | #
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
SIGNS: Final = [
    "\u202e",
    "\x00",
    "\x1b[31m",
    "\ud800",
    "\u2028",
    "\x85",
    "\r\n",
    "\r",
    "\u00a0",
    "\u200f",
    "|",
    "é",
    "م",
]
WORDS: Final = ["the child", "is quiet", "Asked?", "5", "1.5 hours", "a long sentence about what was seen"]
READ: Final[dict[type, tuple[str, ...]]] = {
    Document: ("running", "title", "blocks", "last"),
    Section: ("tag", "title", "blocks"),
    Quote: ("of", "text"),
}
"""In which order people read a block, where that is not the order of its fields."""

pieces = st.sampled_from([*HOSTILE, *SIGNS, *WORDS]) | st.text(max_size=6)
texts = st.builds(str.join, st.sampled_from([" ", "\n", ""]), st.lists(pieces, min_size=1, max_size=4)).filter(
    on_one_line
)
marks: st.SearchStrategy[Mark] = st.sampled_from(get_args(Mark))


T = TypeVar("T")


def _some(one: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, min_size=1, max_size=2).map(tuple)


def _maybe(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.just("") | text


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    wide = draw(st.integers(1, 3))
    row = st.lists(_maybe(texts), min_size=wide, max_size=wide).map(tuple)
    return Table(title=draw(texts), head=draw(row), rows=draw(st.lists(row, max_size=2).map(tuple)))


def _items(depth: int) -> st.SearchStrategy[tuple[Item, ...]]:
    below = st.just(()) | _items(depth - 1) if depth else st.just(())
    return _some(st.builds(Item, text=texts, faint=_maybe(texts), items=below))


def _blocks(depth: int) -> st.SearchStrategy[tuple[Block, ...]]:
    """One or two blocks; sections stand in sections down to a depth."""
    leaves: list[st.SearchStrategy[Block]] = [
        st.builds(Paragraph, text=texts, strong=st.booleans(), faint=st.booleans()),
        st.builds(Quote, text=texts, of=_maybe(texts)),
        st.builds(Facts, facts=_some(st.builds(Fact, name=texts, value=texts))),
        st.builds(Items, items=_items(2)),
        _tables(),
        st.builds(Banner, text=texts, mark=marks, below=st.just(()) | _some(texts)),
    ]
    if depth:
        sections = st.builds(Section, title=texts, blocks=_blocks(depth - 1), mark=marks, tag=_maybe(texts))
        leaves.insert(0, sections)
    return _some(st.one_of(leaves))


documents = st.builds(Document, title=texts, blocks=_blocks(2), last=texts, running=_maybe(texts))


def read(part: Any) -> Iterator[str]:
    """Every text of a document or of a part of it, as people read it; empty ones are none."""
    if isinstance(part, str) and on_one_line(part):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from read(one)
    elif is_dataclass(part):
        for name in READ.get(type(part), _names(part)):
            yield from read(getattr(part, name))


def innocent(part: Any) -> Any:
    """The same document with an x for every line of a text."""
    if isinstance(part, str):
        return "\n".join("x" if line.strip() else "" for line in plain(part).strip().split("\n"))
    if isinstance(part, tuple):
        return tuple(map(innocent, part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{name: innocent(getattr(part, name)) for name in _names(part)})
    return part


def _names(part: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(part) if field.name != "mark")
