"""A question that is a table: a row for each person or thing, with some blank ones, which Word adds to.

A table of few columns has a heading that every page repeats. One of many is a row of cells with several answers each,
every one under its own words, or it would be too narrow to write in.
"""

from collections.abc import Iterator
from typing import Final

from safeforms.slots import rows_in
from safeforms.word_form.boxes import boxes
from safeforms.word_form.controls import Controls
from safeforms.word_form.questions import asked, called, reasons
from safeforms.word_form.wording import FULL, NEXT, cell, paragraph, row, run, spaces, table
from safeforms.wording.outline import Entry
from safeforms.wording.paper_form import ACROSS, BLANK_ROWS, NOT_ANSWERED, beneath_rows, has_boxes, has_columns

TALL: Final = 620
ROOM: Final = '<w:spacing w:before="10" w:after="150"/>'
"""Below an answer with another under it, to write in by hand."""
HEAD: Final = '<w:shd w:val="clear" w:color="auto" w:fill="E8EDEE"/>'


def table_of(entry: Entry, controls: Controls) -> str:
    """The whole question, from its words to the reasons for no answer."""
    grid = has_columns(entry)
    widths = _widths(entry.parts) if grid else (FULL // ACROSS,) * ACROSS
    hint = paragraph(run(entry.hint), style="Hint", more=NEXT)
    head = row(_across(asked(entry, style="Heading2", more=NEXT) + hint, widths, shaded=True), heading=True)
    if grid:
        head += row(*map(_head, entry.parts, widths), heading=True)
    count = max(BLANK_ROWS, rows_in(controls.texts, entry.slot))
    item = _in_columns if grid else _in_stacks
    rows = "".join(_repeated(item(entry, controls, number=number, widths=widths)) for number in range(count))
    named = f'<w:alias w:val="Rows"/><w:tag w:val="{entry.slot}"/><w15:repeatingSection/>'
    section = f"<w:sdt><w:sdtPr>{named}</w:sdtPr><w:sdtContent>{rows}</w:sdtContent></w:sdt>"
    below = "".join(_beneath(entry)) + reasons(entry, controls)
    foot = row(_across(below, widths)) if below else ""
    return table(head + section + foot, style="Grid", widths=widths, title=entry.text)


def _across(content: str, widths: tuple[int, ...], *, shaded: bool = False) -> str:
    return cell(content, width=sum(widths), more=f'<w:gridSpan w:val="{len(widths)}"/>{HEAD if shaded else ""}')


def _repeated(rows: str) -> str:
    return f"<w:sdt><w:sdtPr><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>{rows}</w:sdtContent></w:sdt>"


def _widths(parts: tuple[Entry, ...]) -> tuple[int, ...]:
    """More room for boxes side by side and for what is written out, also for what is said of when to answer."""
    shares = [_share(part) for part in parts]
    return tuple(FULL * share // sum(shares) for share in shares)


def _share(part: Entry) -> int:
    if part.kind == "lines" or (part.kind == "one" and has_boxes(part)):
        return 4
    return 3 if part.kind in ("line", "one") or part.only_if else 2


def _head(part: Entry, width: int) -> str:
    return cell(asked(part, style="Label", more=NEXT), width=width, more=HEAD)


def _in_columns(entry: Entry, controls: Controls, *, number: int, widths: tuple[int, ...]) -> str:
    cells = (
        cell("".join(_answer(part.in_row(number), controls, width=width)), width=width)
        for part, width in zip(entry.parts, widths, strict=True)
    )
    return row(*cells, height=TALL, holds=controls.length(f"{entry.slot}.{number}."))


def _in_stacks(entry: Entry, controls: Controls, *, number: int, widths: tuple[int, ...]) -> str:
    """Cells filled from the top; the first ones hold one answer more where they do not come out even."""
    cells, left = list[str](), list(entry.parts)
    for at, width in enumerate(widths):
        here = -(-len(left) // (len(widths) - at))
        stacked = (
            paragraph(called(part), style="Label") + "".join(_answer(part.in_row(number), controls, width=width))
            for part in left[:here]
        )
        cells.append(cell("".join(stacked) or paragraph("", style="Entry"), width=width))
        del left[:here]
    return row(*cells, height=TALL, holds=controls.length(f"{entry.slot}.{number}."))


def _answer(part: Entry, controls: Controls, *, width: int) -> Iterator[str]:
    slot, known = part.slot, {"", *(option.value for option in part.options)}
    match part.kind:
        case "many":
            yield from boxes(part, slot, controls, width=width)
        case "one" if has_boxes(part) and controls.texts.get(slot, "") in known:
            yield from boxes(part, slot, controls, width=width)
        case "one":
            yield paragraph(controls.one(slot, part.options, called=part.text), style="Entry", more=ROOM)
        case "day":
            yield paragraph(controls.day(slot, called=part.text), style="Entry", more=ROOM)
        case "moment":
            yield paragraph(controls.moment(slot, called=part.text), style="Entry", more=ROOM)
        case "lines":
            yield paragraph(controls.lines(slot, called=part.text), style="Entry", more=ROOM)
        case _:
            unit = spaces(1) + run(part.unit, style="Quiet") if part.unit else ""
            yield paragraph(controls.line(slot, called=part.text, width=10) + unit, style="Entry", more=ROOM)
    if part.note_slot:
        note = controls.line(part.note_slot, called=f"Note: {part.text}", width=10)
        yield paragraph(run("Note:", style="Beside") + spaces(1) + note, style="Entry")
    if part.reasons:
        why = controls.one(part.reason_slot, part.reasons, called=f"{NOT_ANSWERED}: {part.text}")
        note = controls.line(part.reason_note_slot, called=f"Note on the reason: {part.text}", width=10)
        say_more = run("Note:", style="Beside") + spaces(1) + note
        yield paragraph(run("Or, if not:", style="Beside") + spaces(1) + why + spaces(2) + say_more, style="Reason")


def _beneath(entry: Entry) -> Iterator[str]:
    """What the rows leave no room for, in small print."""
    for name, said in beneath_rows(entry, headed=has_columns(entry), boxes=True):
        yield paragraph(run(name, style="Strong") + spaces(1) + run(said), style="Small")
