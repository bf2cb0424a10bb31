"""How the form looks as a page and on paper: the sheet `page.css`, and the edges of the printed pages."""

import re
from functools import cache
from importlib import resources
from string import ascii_letters
from typing import Final

from safeforms.documents.document_style import quoted
from safeforms.lines import on_one_line
from safeforms.wording.outline import CONFIDENTIAL, Outline

WRITE_ON_EACH_PAGE: Final = "Name or number: ______________________________"
"""A sheet that comes loose from the others must say whose it is."""


def page_style(outline: Outline) -> str:
    """The whole sheet of the page of a form."""
    return f"\n{_sheet()}\n{_edges(outline)}"


@cache
def _sheet() -> str:
    """`page.css` without its comments and blanks that only its readers need."""
    lines = (resources.files("safeforms.web_page") / "page.css").read_text(encoding="utf-8").splitlines()
    kept = "\n".join(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("/*"))
    return _short_names(re.sub(r"\s*([{;}])\s*", r"\1", kept))


def _short_names(sheet: str) -> str:
    """Its own properties (`--canvas`) named by a letter each, in the order in which they come."""
    letters = dict(zip(dict.fromkeys(re.findall(r"--[a-z]+", sheet)), ascii_letters, strict=False))
    return re.sub(r"--[a-z]+", lambda name: f"--{letters[name[0]]}", sheet)


def _edges(outline: Outline) -> str:
    """What stands on each printed page; texts of the form are quoted, every sign of CSS and HTML in them a number."""
    return f"""\
@page{{size:A4;margin:17mm 15mm 16mm;font:8pt/1.3 Arial,"Liberation Sans",sans-serif;
@top-left{{content:{quoted(on_one_line(outline.title))};color:#333}}
@bottom-left{{content:{quoted(on_one_line(outline.version_line))};color:#333}}
@bottom-center{{content:"{CONFIDENTIAL}";color:#333;font-weight:700}}
@bottom-right{{content:"Page " counter(page) " of " counter(pages);color:#333}}}}
@page blank{{@top-right{{content:"{WRITE_ON_EACH_PAGE}";color:#333}}}}
"""
