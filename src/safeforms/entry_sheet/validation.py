"""What a cell takes, as the rules for data of a spreadsheet: lists, days, numbers, and what is said beside a cell.

They help whoever types; they prove nothing, for what is pasted passes by them. A limit that rests on another answer is
left to judging.
"""

from datetime import date, datetime
from typing import Any, Final

from safeforms.entry_sheet.cells import FIRST_DAY
from safeforms.entry_sheet.columns import Column
from safeforms.entry_sheet.messages import message, refused, title
from safeforms.questions import Bound, DateTimeType, DateType, Integer, Range
from safeforms.slots import TICK

MOST: Final = 10**15 - 1
LAST: Final = date(9999, 12, 31)
FORMULAS: Final = {"today": "=TODAY()", "now": "=NOW()"}


def validation(column: Column, *, cell: str, choices: str, ids: str) -> dict[str, Any]:
    """The rule of a column, as its writer takes it; `cell` is the first it holds for, `choices` what names its list.

    `ids` names the list of record ids that rows of a table may belong to; empty on the sheet of the records.
    """
    kind, rule = _rule(column, cell=cell, choices=choices)
    said: dict[str, Any] = {"input_title": title(column), "input_message": message(column, in_table=bool(ids))}
    if ids and column.role == "record_id":
        return {"validate": "list", "source": ids, "show_error": False, **said}
    if kind:
        error_title, error = refused(kind)
        said |= {"error_title": error_title, "error_message": error, "error_type": "stop"}
    return {**rule, **said}


def _rule(column: Column, *, cell: str, choices: str) -> tuple[str, dict[str, Any]]:
    if column.role == "tick":
        return "tick", {"validate": "list", "source": [TICK]}
    if column.choices:
        return "list", {"validate": "list", "source": choices}
    match column.entry.question.type if column.entry and column.role == "answer" else None:
        case Integer(limits=limits):
            return "number", {"validate": "integer", **_between(limits, fewest=-MOST, most=MOST)}
        case DateType(limits=limits):
            return "day", {"validate": "date", **_between(limits, fewest=FIRST_DAY, most=LAST)}
        case DateTimeType(limits=limits):
            fewest, most = (datetime(day.year, day.month, day.day) for day in (FIRST_DAY, LAST))
            return "moment", {"validate": "date", **_between(limits, fewest=fewest, most=most)}
    if column.kind == "nhs_number":
        digits = f'SUBSTITUTE({cell}," ","")'
        return "nhs_number", {"validate": "custom", "value": f"=AND(LEN({digits})=10,ISNUMBER(VALUE({digits})))"}
    return "", {"validate": "any"}


def _between(limits: Range, *, fewest: int | date, most: int | date) -> dict[str, Any]:
    return {
        "criteria": "between",
        "minimum": _bound(limits.start, otherwise=fewest),
        "maximum": _bound(limits.end, otherwise=most),
    }


def _bound(bound: Bound | None, *, otherwise: int | date) -> int | date | str:
    """A bound as a spreadsheet understands it."""
    if isinstance(bound, int):
        return max(-MOST, min(bound, MOST)) if isinstance(otherwise, int) else otherwise
    return FORMULAS.get(bound or "", otherwise)
