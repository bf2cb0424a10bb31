"""The questions of a section as rows of two cells: what is asked on the left, what is filled in on the right.

A group is a band with its questions under it, set in by a bar. A table is as wide as the page, so it ends the rows
before it and others begin after it.
"""

from collections.abc import Iterator
from typing import Final, assert_never

from safeforms.word_form.boxes import answer_by_options
from safeforms.word_form.controls import Controls
from safeforms.word_form.wording import FULL, NEXT, cell, paragraph, row, run, spaces, tab, table
from safeforms.wording.outline import Entry, listed
from safeforms.wording.paper_form import NONE_OF_GROUP, NOT_ANSWERED, OR_NOT_ANSWERED

ASKED: Final = 3560
FILLED: Final = FULL - ASKED
INSIDE: Final = FILLED - 280
"""What is left of the right cell within its margins."""
PLAIN: Final = '<w:ind w:left="80" w:right="{}"/>'
RIGHT: Final = {"number": INSIDE - 2200, "day": INSIDE - 2200, "moment": INSIDE - 2800, "nhs_number": INSIDE - 2800}
"""How far the box of a short answer stays from the right edge."""
BAND: Final = '<w:gridSpan w:val="2"/><w:shd w:val="clear" w:color="auto" w:fill="E8EDEE"/>'
BAR: Final = '<w:tcBorders><w:left w:val="single" w:sz="24" w:space="0" w:color="41B6E6"/></w:tcBorders>'


def rows_of(entries: tuple[Entry, ...], controls: Controls, *, title: str) -> str:
    """The questions of a section that are no tables, as one table of two columns."""
    return table("".join(_rows(entries, controls)), style="Questions", widths=(ASKED, FILLED), title=title)


def asked(entry: Entry, *, style: str, more: str = "") -> str:
    """What is asked, with how and when to answer it; `more` are properties of all its paragraphs."""
    only_if = paragraph(run(entry.condition), style="OnlyIf", more=more) if entry.condition else ""
    help_ = paragraph(run(entry.help), style="Help", more=more) if entry.help else ""
    return paragraph(called(entry), style=style, more=more) + help_ + only_if


def called(entry: Entry) -> str:
    """The question and, quiet behind it, whether it may be left."""
    return run(entry.text) + (spaces(1) + run(entry.marked, style="Quiet") if entry.marked else "")


def reasons(entry: Entry, controls: Controls) -> str:
    """Why there is no answer: quiet, for it is the exception."""
    if not entry.reasons:
        return ""
    chosen = controls.one(entry.reason_slot, entry.reasons, called=f"{NOT_ANSWERED}: {entry.text}")
    note = controls.line(entry.reason_note_slot, called=f"Note on the reason: {entry.text}", width=6)
    why = run(OR_NOT_ANSWERED, style="Beside") + spaces(1) + chosen
    say_more = run("Note:", style="Beside") + spaces(1) + note
    line = why + spaces(2) + say_more + tab()
    return paragraph(line, style="Reason") + paragraph(run(listed(entry.reasons)), style="Small")


def _rows(entries: tuple[Entry, ...], controls: Controls) -> Iterator[str]:
    for entry in entries:
        if entry.kind == "group":
            yield row(cell(asked(entry, style="Heading2", more=NEXT), width=FULL, more=BAND))
            yield from (_row(part, controls, bar=BAR) for part in entry.parts)
            if entry.reasons:
                none = paragraph(run(NONE_OF_GROUP), style="Question")
                yield row(cell(none, width=ASKED, more=BAR), cell(reasons(entry, controls), width=FILLED))
        else:
            yield _row(entry, controls)


def _row(entry: Entry, controls: Controls, *, bar: str = "") -> str:
    left = cell(asked(entry, style="Question"), width=ASKED, more=bar)
    return row(left, cell("".join(_filled(entry, controls)), width=FILLED), holds=controls.length(entry.slot))


def _filled(entry: Entry, controls: Controls) -> Iterator[str]:
    if entry.hint:
        yield paragraph(run(entry.hint), style="Hint")
    yield from _answer(entry, controls)
    if entry.note_slot:
        note = controls.lines(entry.note_slot, called=f"Note: {entry.text}")
        yield paragraph(run("Say more:", style="Beside") + spaces(1) + note, style="Field")
    yield reasons(entry, controls)


def _answer(entry: Entry, controls: Controls) -> Iterator[str]:
    more = PLAIN.format(RIGHT.get(entry.kind, 120))
    match entry.kind:
        case "one" | "many":
            yield from answer_by_options(entry, entry.slot, controls, width=INSIDE)
        case "line" | "nhs_number" | "number":
            unit = spaces(1) + run(entry.unit, style="Quiet") if entry.unit else ""
            yield paragraph(controls.line(entry.slot, called=entry.text) + unit, style="Field", more=more)
        case "lines":
            yield paragraph(controls.lines(entry.slot, called=entry.text, room=entry.lines), style="Field", more=more)
        case "day":
            yield paragraph(controls.day(entry.slot, called=entry.text), style="Field", more=more)
        case "moment":
            yield paragraph(controls.moment(entry.slot, called=entry.text), style="Field", more=more)
        case "group" | "table":
            raise AssertionError(f"{entry.slot} is laid out with what stands around it")
        case _:
            assert_never(entry.kind)
