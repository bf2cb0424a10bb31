"""Chromium for the tests that need one, and the sentence that says why they are skipped where there is none."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources, util
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM: Final = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))), None
)
TOOLS: Final = all(map(util.find_spec, ("playwright", "axe_playwright_python", "pypdf")))
FLAGS: Final = [  # no sandbox within a container, and no talk with its maker
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

needs_browser: Final = pytest.mark.skipif(
    not (CHROMIUM and TOOLS),
    reason="The browser tests need Chromium (apt-get install chromium) and: pip install --group browser",
)


@contextmanager
def chromium() -> "Iterator[Browser]":
    """A browser, closed when it is done with; keep it within a module, for it brings a running event loop."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def axe_script() -> str:
    """What a page runs so that it can be asked for what keeps somebody from using it."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def named(found: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """The rules of axe, each with the elements it found."""
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
