"""Pages as a browser shows them: axe finds nothing to mend, nothing is wider than the screen, nothing is fetched.

Needs Chromium and what the dependency group `browser` holds; without them these tests are skipped and say so.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import pytest

from safeforms import summarise, to_html
from safeforms.documents.document import Document, Paragraph
from safeforms.documents.document_html import document_fragment, document_html
from tests.browsers import axe_script, chromium, named, needs_browser
from tests.document_strategies import HOSTILE
from tests.sample_document import SAMPLE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SISTER: Final = Path(__file__).parents[1] / "examples" / "brought_by_her_sister.json"
PAGES: Final = {
    "every_block": document_html(SAMPLE),
    "hostile_texts": document_html(
        Document(
            title=" ".join(HOSTILE),
            running=" ".join(HOSTILE),
            blocks=tuple(Paragraph(text=text) for text in HOSTILE),
            last=" ".join(HOSTILE),
        )
    ),
    "fragment": '<!doctype html><html lang="en-GB"><head><meta name="viewport" content="width=device-width">'
    f"<title>A notebook</title></head><body><main>{document_fragment(SAMPLE)}</main></body></html>",
    "case_example_4": to_html(summarise(json.loads(SISTER.read_text(encoding="utf-8")), now=datetime(2026, 11, 2, 18))),
}
"""Every page that is looked at: add yours here."""

pytestmark = needs_browser


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a page is looked at. A window half as wide is what zooming to 200 % leaves of a screen of 1280."""

    width: int = 1280
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"


LOOKS: Final = {
    "desktop": Look(),
    "zoomed": Look(width=640),
    "phone": Look(width=320),
    "dark": Look(scheme="dark"),
    "dark_phone": Look(width=320, scheme="dark"),
    "print": Look(width=670, media="print"),
    "print_in_the_dark": Look(width=670, scheme="dark", media="print"),
}

EVERY_KIND: Final = ("desktop", "dark_phone", "print_in_the_dark")
"""Looks that have between them all that a look can be: narrow and wide, light and dark, screen and paper."""
IN: Final = {"every_block": EVERY_KIND, "case_example_4": ("phone",)}
LOOKED_AT: Final = [(name, look) for name in PAGES for look in IN.get(name, ("dark_phone",))]
"""The page with every block in a look of every kind; the others, of the same blocks, in one or two."""


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def axe() -> str:
    return axe_script()


@pytest.mark.parametrize(("name", "look"), LOOKED_AT)
def test_everybody_can_read_a_page(name: str, look: str, browser: "Browser", axe: str, tmp_path: Path) -> None:
    with _opened(browser, name=name, look=LOOKS[look], folder=tmp_path) as page:
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations', 'incomplete']})")

    assert named(found["violations"]) == []
    if LOOKS[look].media == "screen":  # paper has no margins here, and a space at a line's end hangs over its edge
        assert named(found["incomplete"]) == []  # what axe could not decide, such as a contrast


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_screen_or_paper(name: str, browser: "Browser", tmp_path: Path) -> None:
    with _opened(browser, name=name, look=Look(), folder=tmp_path) as page:
        for look in LOOKS.values():
            page.set_viewport_size({"width": look.width, "height": 900})
            page.emulate_media(media=look.media, color_scheme=look.scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= look.width, look


@contextmanager
def _opened(browser: "Browser", *, name: str, look: Look, folder: Path) -> "Iterator[Page]":
    context = browser.new_context(viewport={"width": look.width, "height": 900}, color_scheme=look.scheme)
    page = context.new_page()
    page.emulate_media(media=look.media)
    page.goto(_file(name, folder=folder).as_uri())
    yield page
    context.close()


def _file(name: str, *, folder: Path) -> Path:
    file = folder / f"{name}.html"
    file.write_text(PAGES[name], encoding="utf-8")
    return file


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fetches_nothing_runs_nothing_and_its_own_style_is_allowed(
    name: str, browser: "Browser", tmp_path: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    address = _file(name, folder=tmp_path).as_uri()
    page.goto(address)

    assert asked == [address]
    assert told == []
    assert page.evaluate("getComputedStyle(document.querySelector('.safeforms')).maxWidth") != "none"
    context.close()


def test_every_printed_page_says_whose_it_is_and_its_number(browser: "Browser", tmp_path: Path) -> None:
    from pypdf import PdfReader

    with _opened(browser, name="every_block", look=Look(), folder=tmp_path) as page:
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    printed = [sheet.extract_text() for sheet in PdfReader(tmp_path / "page.pdf").pages]

    assert len(printed) > 1
    for number, text in enumerate(printed, start=1):
        assert text.count(SAMPLE.running) == 1
        assert f"Page {number} of {len(printed)}" in " ".join(text.split())
