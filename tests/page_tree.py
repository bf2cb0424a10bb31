"""A page as a tree, read by Python's own parser: what a browser would take for markup, and what for text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

LEAVES: Final = frozenset({"input", "meta", "li", "td", "th", "tr"})
"""Elements that the page does not close: their text stands in what is around them."""


@dataclass(slots=True, kw_only=True, eq=False)
class Element:
    """An element with its attributes; those without a value have the empty one."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text inside."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def walk(self) -> Iterator["Element"]:
        """Every element inside, in order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, *tags: str, of: str = "") -> list["Element"]:
        """The elements inside with one of these tags, and of this class if one is named."""
        return [e for e in self.walk() if e.tag in tags and (not of or of in e.attributes.get("class", "").split())]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element(tag="")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice: {attrs}"
        if tag == "p":
            self._end_unclosed()
        new = Element(tag=tag, attributes={name: value or "" for name, value in attrs})
        self.open[-1].children.append(new)
        if tag not in LEAVES:
            self.open.append(new)

    def handle_endtag(self, tag: str) -> None:
        if tag != "p":
            self._end_unclosed()
        assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}>"
        self.open.pop()

    def _end_unclosed(self) -> None:
        """A paragraph ends where another begins, and with what is around it."""
        if self.open[-1].tag == "p":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def tree(page: str) -> Element:
    """The page; AssertionError where an end tag ends another element, or an attribute stands twice."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, f"not closed: {reader.open[-1].tag}"
    return reader.open[0]
