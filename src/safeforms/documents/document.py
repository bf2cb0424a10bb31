"""A document before anything knows whether a terminal, Markdown or a web page will show it.

Summaries, copies, referrals and explanations are all made of these few blocks, and each face is one function of a
document: what one face says, all say. Texts are plain: a face takes out what could steer it, and changes no word.
Line ends count in a `Quote` and in the value of a `Fact`, and are spaces everywhere else.
"""

from typing import Literal

from safeforms.values import dataclass

Mark = Literal["", "red", "amber", "grey", "green", "info"]
"""The colour of a level; a face never says by colour alone what the words do not say too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A sentence or several. `faint`: said in passing, for whoever looks for it."""

    text: str
    strong: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Somebody's own words, word for word and with their line ends; `of` says whose they are or what was asked."""

    text: str
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A name or a question, and what is recorded for it. An answer may have several lines."""

    name: str
    value: str

    @property
    def label(self) -> str:
        """The name as it stands before its value on one line."""
        return before_value(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names with their values, in order; never empty."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A point of a list, and what stands below it. `faint` stands after or under its words."""

    text: str
    faint: str = ""
    items: "tuple[Item, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Points of a list; never empty."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings, as many cells each as there are headings; `title` names it. A cell may be empty."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """What must be seen first: a level, or what kind of document this is. `below` are further sentences."""

    text: str
    mark: Mark = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands below it; never empty. `mark` sets it apart as a finding of that level.

    `tag` is a word or two set before the title, such as the level: "AMBER: The explanation is not clear".
    """

    title: str
    blocks: "tuple[Block, ...]"
    mark: Mark = ""
    tag: str = ""


Block = Paragraph | Quote | Facts | Items | Table | Banner | Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One whole document. `title` is its first heading; `running` stands on every printed page; `last` ends it.

    `last` holds the standing text that professional judgement comes first. A document holds patient data unless it was
    made from a form alone.
    """

    title: str
    blocks: tuple[Block, ...]
    last: str
    running: str = ""


def before_value(name: str) -> str:
    """A name as it stands before a value on one line: with a colon, unless it ends in a sign of its own."""
    return name if name.rstrip().endswith(("?", ":")) else f"{name}:"
