"""A document and its faces: each says all of it, and no text of a record can pass for anything but text.

The law of structure is put as: with an x in place of every text, a face is built the same.
"""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from safeforms.documents.document import Banner, Document, Fact, Facts, Item, Items, Paragraph, Quote, Section, Table
from safeforms.documents.document_html import document_fragment, document_html
from safeforms.documents.document_lines import document_lines
from safeforms.documents.document_markdown import document_markdown
from safeforms.documents.document_style import DARK, LIGHT, MARKS
from safeforms.lines import STEERING, Line, on_one_line, plain
from tests.document_strategies import documents, innocent, read
from tests.sample_document import SAMPLE

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
VOID = {"meta"}
HARMLESS = {"class", "dir", "scope", "data-head", "lang", "translate", "name", "content", "charset", "http-equiv"}
WHOLE = {"html": document_html, "fragment": document_fragment}


class Page(HTMLParser):
    """What a browser makes of a page: its elements, their texts and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[str] = []
        self.attributes: dict[str, list[str]] = {}
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.elements.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.elements.append(f"comment {data}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1], data))

    def shown(self) -> list[tuple[str, str]]:
        """The element and the text of each."""
        return [(tag, text) for tag, text in self.texts if tag not in {"style", "title"}]


def lines_text(document: Document) -> str:
    return "".join(line.whole() for line in document_lines(document))


FACES: dict[str, Callable[[Document], str]] = {"lines": lines_text, "markdown": document_markdown, **WHOLE}


few = settings(max_examples=60)


@pytest.mark.parametrize("face", WHOLE)
@given(document=documents)
@few
def test_a_page_shows_each_text_and_no_other_and_is_built_of_none(face: str, document: Document) -> None:
    page, bare = (Page(WHOLE[face](made)) for made in (document, innocent(document)))

    assert [on_one_line(text) for _, text in page.shown()] == [on_one_line(text) for text in read(document)]
    assert page.elements == bare.elements
    assert page.attributes.get("class") == bare.attributes.get("class")
    assert set(page.attributes) <= HARMLESS


@given(document=documents)
@few
def test_markdown_shows_every_text_in_order_and_is_built_of_none(document: Document) -> None:
    tokens = MARKDOWN.parse(document_markdown(document))

    assert_in_order(document, "\n".join(_words(tokens)))
    assert _built(tokens) == _built(MARKDOWN.parse(document_markdown(innocent(document))))


@given(document=documents)
@few
def test_lines_show_every_text_and_only_ours_stand_leftmost(document: Document) -> None:
    """A text of several lines is indented further than whatever it is found in."""
    lines = list(document_lines(document))
    squeezed = "".join(lines_text(document).split())

    assert [text for text in read(document) if "".join(plain(text).split()) not in squeezed] == []
    assert [_place(line) for line in lines] == [_place(line) for line in document_lines(innocent(document))]
    assert all(line.indent > 1 for line in lines if "\n" in plain(line.text).strip())


@given(document=documents)
@few
def test_a_face_is_the_same_each_time_and_can_be_written(document: Document) -> None:
    for face in FACES.values():
        written = face(document)
        assert written == face(document)
        assert written.encode()
        assert not STEERING.search(written)


def assert_in_order(document: Document, shown: str) -> None:
    at, squeezed = 0, "".join(shown.split())
    for text in read(document):
        wanted = "".join(plain(text).split())
        at = squeezed.find(wanted, at)
        assert at >= 0, text
        at += len(wanted)


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        for child in token.children or []:
            yield "\n" if child.type == "hardbreak" else child.content


def _built(tokens: list[Token]) -> list[str]:
    whole = [one.type for token in tokens for one in (token, *(token.children or []))]
    return [kind for kind in whole if kind != "text"]


def _place(line: Line) -> tuple[object, ...]:
    return line.indent, line.bullet, line.style, plain(line.text).strip().count("\n")


def one(*blocks: Paragraph | Quote | Facts | Items | Table | Banner | Section) -> Document:
    return Document(title="T", blocks=blocks, last="L.")


SEVERAL = "She fell.\r\n\r\n# Then\n  1. more"
LINE_ENDS = {
    "lines": "    She fell.\n\n    # Then\n      1. more\n",
    "markdown": "She fell.\n{0}\n{0}\\# Then\\\n{0}1\\. more\n",
    "html": ">She fell.\n\n# Then\n  1. more</",
    "fragment": ">She fell.\n\n# Then\n  1. more</",
}


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    ("block", "lead"), [(Quote(of="Who", text=SEVERAL), "> "), (Facts(facts=(Fact(name="What", value=SEVERAL),)), "  ")]
)
def test_line_ends_are_kept_in_quotes_and_answers(face: str, block: Quote | Facts, lead: str) -> None:
    wanted = LINE_ENDS[face].format(lead).replace("\n> \n", "\n>\n").replace("\n  \n", "\n\n")

    assert wanted in FACES[face](one(block))


TEXTS_AS_MARKDOWN = [
    ("1. no list", "1\\. no list"),
    ("10) no list", "10\\) no list"),
    ("1.5 hours", "1.5 hours"),
    ("- no list", "\\- no list"),
    ("+ no list", "\\+ no list"),
    ("# no heading", "\\# no heading"),
    ("> no quote", "\\> no quote"),
    ("a | b", "a \\| b"),
    ("=====", "\\====="),
    ("see https://x.example", "see https:\\//x.example"),
    ("see www.x.example", "see www\\.x.example"),
    ("a\n# b", "a \\# b"),
    ("\ta", "a"),
]


@pytest.mark.parametrize(("text", "written"), TEXTS_AS_MARKDOWN)
def test_no_sign_of_markdown_is_read_as_one(text: str, written: str) -> None:
    assert f"\n\n{written}\n\n" in document_markdown(one(Paragraph(text=text)))


def test_a_document_reads_well_as_lines() -> None:
    document = one(
        Banner(text="Level: Amber", mark="amber", below=("It could be red.",)),
        Facts(facts=(Fact(name="Record", value="A-1"),)),
        Section(
            tag="AMBER",
            title="Help was sought late.",
            mark="amber",
            blocks=(
                Facts(facts=(Fact(name="Was there a delay?", value="Yes"),)),
                Paragraph(text="To do, same day:"),
                Items(items=(Item(text="Ask why.", faint="On her own."),)),
            ),
        ),
        Table(title="Tell", head=("Who", "By when"), rows=(("GP", "2 November"),)),
    )
    wanted = """\
T
Level: Amber
It could be red.

Record: A-1

AMBER: Help was sought late.
  Was there a delay? Yes
  To do, same day:
    - Ask why.
      On her own.

Tell
  - Who: GP
    By when: 2 November

L.
"""

    assert lines_text(document) == wanted


def test_a_page_stands_alone() -> None:
    page = document_html(SAMPLE)

    assert not re.search(r"<script|<link|<img|://|url\(|@import| (?:src|href|on\w+|style|id)=", page)
    assert "default-src 'none'" in page


def test_what_a_page_says_of_itself_holds_no_record() -> None:
    secret = Document(title="Summary", running="Record A-1043", last="L.", blocks=(Paragraph(text="A-1043 is hurt."),))
    page = Page(document_html(secret))

    assert not [value for name in ("content", "name") for value in page.attributes[name] if "1043" in value]
    assert [text for tag, text in page.texts if tag == "title"] == ["Summary"]


def test_what_stands_on_every_printed_page_cannot_leave_its_quotes() -> None:
    hostile = '"; } </style> @import "x'
    [style] = [text for tag, text in Page(document_html(one_running(hostile))).texts if tag == "style"]
    [content] = re.findall(r"@top-left\{content:\"([^\"]*)\"", style)
    told = re.sub(r"\\([0-9a-f]+) ", lambda sign: chr(int(sign[1], 16)), content)

    assert told == hostile


def one_running(running: str) -> Document:
    return Document(title="T", blocks=(), last="L.", running=running)


@given(document=documents)
@few
def test_headings_are_nested_without_gaps(document: Document) -> None:
    levels = [int(tag[1]) for tag in Page(document_html(document)).elements if re.fullmatch(r"h[1-6]", tag)]

    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_stands_out_from_its_ground(colours: dict[str, str]) -> None:
    """4.5 to 1, as WCAG 2.2 AA asks; a coloured edge 3 to 1."""
    washes = [f"{mark}-wash" for mark in MARKS]
    pairs = [(ink, ground) for ink in ("ink", "soft") for ground in ("paper", "wash", *washes)]
    fills = [("on", mark) for mark in MARKS if mark != "amber"]

    for ink, ground in [*pairs, *fills, ("amber-on", "amber-fill")]:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for mark in MARKS:
        assert min(contrast(colours[mark], colours[ground]) for ground in ("paper", f"{mark}-wash")) >= 3, mark


def contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
