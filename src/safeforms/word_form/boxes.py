"""The options of a question: boxes in columns where there are few, a list to choose from where there are many.

Under a list stands what it holds, for whoever fills the form in by hand. An answer that is none of the options is
written into a list, whatever their number: a box could not show it.
"""

from collections.abc import Iterator
from typing import Final

from safeforms.word_form.controls import Controls
from safeforms.word_form.wording import paragraph, run, spaces, tab
from safeforms.wording.outline import Box, Entry, listed

MOST_BOXES: Final = 9
CHARACTER: Final = 84
"""About how wide one character is."""
BOX: Final = 330
"""How wide a box is, with the space around it."""
MOST_COLUMNS: Final = 4


def answer_by_options(entry: Entry, slot: str, controls: Controls, *, width: int) -> Iterator[str]:
    """The paragraphs in which an answer is chosen, and the note that an option may need."""
    value = controls.texts.get(slot, "")
    known = not value or value in {option.value for option in entry.options}
    if entry.kind == "many" or (known and len(entry.options) <= MOST_BOXES):
        yield from boxes(entry, slot, controls, width=width)
    else:
        yield paragraph(controls.one(slot, entry.options, called=entry.text), style="Field", more=_narrow(entry, width))
        yield paragraph(run(listed(entry.options)), style="Small")


def boxes(entry: Entry, slot: str, controls: Controls, *, width: int) -> Iterator[str]:
    """A box for each option, read from left to right."""
    count = _columns(entry.options, width)
    stops = "".join(f'<w:tab w:val="left" w:pos="{width * column // count}"/>' for column in range(1, count))
    more = f"<w:tabs>{stops}</w:tabs>" if stops else ""
    write = controls.box_of_many if entry.kind == "many" else controls.box_of_one
    for line in _lines(entry.options, count=count, width=width):
        shown = [write(slot, option, called=option.text) + spaces(1) + _shown(option) for option in line]
        yield paragraph(tab().join(shown), style="Option", more=more)


def _narrow(entry: Entry, width: int) -> str:
    longest = max((len(option.text) for option in entry.options), default=0)
    return f'<w:ind w:left="80" w:right="{max(120, width - longest * CHARACTER - 300)}"/>'


def _columns(options: tuple[Box, ...], width: int) -> int:
    """As many as the longest option leaves room for, but two where most of many fit and the rest take whole lines."""
    widths = [_wide(option) for option in options] or [width]
    fit = width // max(widths)
    if fit < 2 and len(options) > 4 and sum(wide <= width // 2 for wide in widths) * 3 >= len(options) * 2:
        return 2
    return max(1, min(fit, MOST_COLUMNS, len(options)))


def _lines(options: tuple[Box, ...], *, count: int, width: int) -> Iterator[list[Box]]:
    """The options in order, as many on a line as there are columns; one too wide for a column has a line for itself."""
    line = list[Box]()
    for option in options:
        wide = count > 1 and _wide(option) > width // count
        if line and (wide or len(line) == count):
            yield line
            line = []
        line.append(option)
        if wide:
            yield line
            line = []
    if line:
        yield line


def _wide(option: Box) -> int:
    return BOX + len(option.in_words) * CHARACTER


def _shown(option: Box) -> str:
    return run(option.text) + (spaces(1) + run(f"({option.asides})", style="Quiet") if option.asides else "")
