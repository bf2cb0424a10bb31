"""Form -> a workbook to enter records in, one row each: lists, days and numbers are looked at while somebody types.

How it is written stands in `safeforms.entry_sheet`. It reads back without a map. The same form gives the same bytes.
"""

from typing import Final

from safeforms.definition import Form
from safeforms.entry_sheet.columns import layout_of
from safeforms.entry_sheet.limits import COLUMNS, words
from safeforms.entry_sheet.placing import not_in_workbook
from safeforms.entry_sheet.workbook import workbook
from safeforms.slots import Filled
from safeforms.wording.shortcomings import NOT_WORKED_OUT, of_later

PASTED: Final = "What is pasted into a workbook is not checked, and limits that rest on other answers are not."
ALL_SHOWN: Final = "Questions that are not asked are not hidden: a workbook says when each is asked."


def render(form: Form) -> bytes:
    """The workbook with nothing filled in. UsageError where the extra is missing."""
    return workbook(form, {})


def filled_in(form: Form, *, filled: Filled) -> bytes:
    """The workbook with a record in its first row, and its tables on their sheets."""
    return workbook(form, filled.texts)


def losses(form: Form) -> tuple[str, ...]:
    """What a workbook cannot do, and for which questions it has no column."""
    lost = [PASTED, ALL_SHOWN, NOT_WORKED_OUT, *of_later(form)]
    if left_out := layout_of(form).left_out:
        first = words(left_out[0].about)
        lost.append(f'A sheet has {COLUMNS:,} columns: {len(left_out):,} from "{first}" on have none.')
    return tuple(lost)


def not_held(form: Form, *, filled: Filled) -> tuple[str, ...]:
    """What a record has that the workbook would not give back, by question."""
    layout = layout_of(form, slots=filled.texts)
    return tuple(dict.fromkeys(not_in_workbook(form, layout, filled.texts)))
