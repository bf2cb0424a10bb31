"""How a workbook looks: Arial, the blue of our pages, a colour for each section, and quiet grounds beside answers."""

from collections.abc import Iterable
from math import ceil
from typing import Any, Final

BANDS: Final = ("#005eb8", "#003087", "#006747", "#330072", "#7c2855", "#425563")
WASHES: Final = ("#e8f1fa", "#e6eaf3", "#e5f0ec", "#ece7f3", "#f4e9ef", "#eceff1")
BLUE, INK, SOFT, RULE, QUIET, WHITE = "#005eb8", "#212b32", "#4c6272", "#d8dde0", "#f3f5f6", "#ffffff"
DAY: Final = "[$-809]dd mmm yyyy"
"""With the name of the month: a day that a spreadsheet took for another is seen."""
MOMENT: Final = "[$-809]dd mmm yyyy hh:mm"
TEXT: Final = "@"
FONT: Final = {"font_name": "Arial", "font_size": 10}
BASE: Final = {**FONT, "font_color": INK, "valign": "top"}
WRAPPED: Final = {"text_wrap": True, "align": "left"}
PADDED: Final = {"indent": 1}
LINE: Final = 13.0
HIGHEST: Final = 409.0  # of a row of Excel
RULED: Final = {"border": 1, "border_color": RULE}


def height(texts: Iterable[tuple[str, float]], *, least: float = LINE + 3) -> float:
    """Room for the longest of some texts, each with the width of its column: not every program finds it out itself."""
    lines = (sum(ceil(max(1, len(line)) * 0.97 / width) for line in text.split("\n")) for text, width in texts)
    return min(max(least, max(lines, default=1) * LINE + 4), HIGHEST)


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, **properties: object) -> Any:
        """The format with these properties, besides our font."""
        wanted = {**BASE, **properties}
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]

    def wrapped(self, **properties: object) -> Any:
        """The same with its text on as many lines as it needs."""
        return self.of(**{**WRAPPED, **properties})

    def band(self, section: int) -> Any:
        """The title of a section, from 0, in its colour."""
        return self.of(bg_color=BANDS[section % len(BANDS)], font_color=WHITE, bold=True, valign="vcenter", indent=1)

    def band_again(self, section: int) -> Any:
        """The same title over the next questions, for whoever has scrolled past the first."""
        title = {"font_size": 8, "font_color": WASHES[section % len(WASHES)], "valign": "vcenter", "indent": 1}
        return self.of(bg_color=BANDS[section % len(BANDS)], **title)

    def question(self, section: int) -> Any:
        """The text of a question, over all its columns."""
        return self.wrapped(bg_color=WASHES[section % len(WASHES)], bold=True, **PADDED, **RULED)

    def aside(self, section: int, *, quiet: bool) -> Any:
        """What a column takes."""
        ground = QUIET if quiet else WASHES[section % len(WASHES)]
        return self.wrapped(bg_color=ground, font_size=8, font_color=SOFT, italic=quiet, **PADDED, **RULED)

    def answers(self, *, quiet: bool, written: str) -> Any:
        """The cells under a header; `written` is how numbers and dates are shown."""
        ground = {"bg_color": QUIET, "font_color": SOFT} if quiet else {}
        return self.wrapped(num_format=written, **PADDED, **RULED, **ground)
