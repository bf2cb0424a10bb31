"""How the form looks on paper: the sheet `paper.css`, and the edges of its pages."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from safeforms.documents.document_style import quoted
from safeforms.lines import on_one_line
from safeforms.wording.outline import CONFIDENTIAL, Outline

LINE: Final = 3.6
"""How high a line of an answer is, in millimetres."""
WHOSE: Final = "Name or number: ______________________________"
"""A sheet that comes loose from the others must say whose it is."""


def print_style(outline: Outline, *, lines: Mapping[str, int]) -> str:
    """The whole sheet; texts of the form are quoted, every sign of CSS and HTML in them a number.

    `lines` are how many the text in a slot takes, where they are more than a blank form has.
    """
    return f"""{_sheet()}{"".join(_taller(slot, count) for slot, count in lines.items())}
@page{{@top-left{{content:{quoted(on_one_line(outline.title))}}}
@top-right{{content:"{WHOSE}"}}
@bottom-left{{content:{quoted(on_one_line(outline.version_line))}}}
@bottom-center{{content:"{CONFIDENTIAL}";font-weight:700}}
@bottom-right{{content:"Page " counter(page) " of " counter(pages)}}}}
"""


def _taller(slot: str, lines: int) -> str:
    return f'body [name="{slot}"]{{display:block;width:100%;height:{lines * LINE + 2:.1f}mm}}'


@cache
def _sheet() -> str:
    """`paper.css` without its comments."""
    sheet = (resources.files("safeforms.pdf_form") / "paper.css").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL).replace("</", "")
