"""Documents of every block, drawn with texts that would be Markdown, HTML, CSS or orders to a terminal if read as such."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Final

from hypothesis import strategies as st

from safeforms.document import (
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

HOSTILE: Final = """
<script>alert(1)</script>|<!--|-->|]]>|</style>|</title>|<img src=x onerror=alert(1)>|&lt;b&gt;|&#0;|&amp|"' onload="x
# Heading|1. one|2) two|- point|+ point|* point|> quote|===|---|***|___|```|~~~|    code|\\|`code`|**bold**|_it_|~~no~~
[a](http://x.example)|![a](b)|<http://x.example>|http://x.example|www.x.example|[^1]: note|[a]: /b|a\\|:-|-:|:-:
RED: Level|Level: Green|"; } @import url(http://x.example); a { b: "|\\22 |*/|\\a|</article>|</blockquote>|\t| - | |
""".replace("\n", "|").split("|")
SIGNS: Final = ["\u202e", "\x00", "\x1b[31m", "\ud800", "\u2028", "\x85", "\r\n", "\r", "\u00a0", "\u200f", "|", "é", "م"]
WORDS: Final = ["the child", "is quiet", "Asked?", "5", "1.5 hours", "a very long sentence about what was seen"]
READ: Final[dict[type, tuple[str, ...]]] = {
    Document: ("running", "title", "blocks", "last"),
    Section: ("tag", "title", "blocks"),
    Quote: ("of", "text"),
}
"""In which order people read a block, where that is not the order of its fields."""

pieces = st.one_of(st.sampled_from(HOSTILE), st.sampled_from(SIGNS), st.sampled_from(WORDS), st.text(max_size=6))
texts = st.lists(pieces, min_size=1, max_size=4).flatmap(lambda some: st.sampled_from([" ", "\n", ""]).map(some_joined(some)))


def some_joined(some: list[str]) -> Callable[[str], str]:
    return lambda between: between.join(some)
