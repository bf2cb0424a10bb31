"""Rows under a header of slots -> texts by slot: what workbooks and delimited files have in common.

What stands in columns that the form does not have, and a cell of which nobody can tell what it says, is a problem of
its row; the rest of that is read. What stands in columns without a name is told of once. Problems say where, never
what.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from safeforms.entry_sheet.cells import Unclear
from safeforms.entry_sheet.columns import Column, without_row
from safeforms.places import Place
from safeforms.problems import Problem, Severity
from safeforms.sheets import Cell, SheetRow
from safeforms.sheets.names import column_letters
from safeforms.values import dataclass
from safeforms.wording.outline import ROW, with_row

TextOf = Callable[[Cell, Column], str | None]
NAMED = 10
NAMELESS: Final = "without a name: what stands there is not read"
UNKNOWN: Final = "of no question of the form: what stands there is not read"
AGAIN: Final = "there for the second time and does not say the same: what stands there is not read"
ALL_AGAIN: Final = "there for the second time and do not say the same: what stands there is not read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands in the columns of a sheet: of each the column of the form, None where nothing there is read.

    Positions count from 1: `unknown` are those of no question, `again` those whose name stood before, with where that
    was, `unnamed` those without a name, which `nameless` says of them.
    """

    columns: tuple[Column | None, ...]
    unknown: Collection[int]
    again: Mapping[int, int]
    unnamed: Collection[int]
    nameless: str


def head_of(
    names: Sequence[str],
    *,
    columns: Mapping[str, Column],
    ignored: Iterable[str] = (),
    nameless: str = NAMELESS,
) -> Head:
    """The columns of a header, found by slot; names that say something else are `ignored`."""
    first, again, passed = dict[str, int](), dict[int, int](), frozenset(ignored)
    for at, name in enumerate(names, start=1):
        if name and first.setdefault(name, at) != at:
            again[at] = first[name]
    found = {at: _column(name, columns=columns) for name, at in first.items()}
    return Head(
        columns=tuple(found.get(at) for at in range(1, len(names) + 1)),
        unknown=[at for name, at in first.items() if found[at] is None and name not in passed],
        again=again,
        unnamed=[at for at, name in enumerate(names, start=1) if not name],
        nameless=nameless,
    )


def texts_of(row: SheetRow, *, head: Head, text_of: TextOf) -> tuple[dict[str, str], list[Problem]]:
    """The texts of a row by slot, and a problem for each cell that cannot be read, one for all of no question."""
    texts = dict[str, str]()
    unknown = [at for at in head.unknown if row.cells[at - 1] is not None]
    again = [at for at, first in head.again.items() if row.cells[at - 1] not in (None, row.cells[first - 1])]
    problems = [
        *_of_columns(unknown, UNKNOWN, place=row.place, code="unknown_question"),
        *_of_columns(again, AGAIN if len(again) == 1 else ALL_AGAIN, place=row.place, code="check_failed"),
    ]
    for at, (cell, column) in enumerate(zip(row.cells, head.columns, strict=False), start=1):
        if column is None or cell is None:
            continue
        try:
            text = text_of(cell, column)
        except Unclear as error:
            problems.append(_not_clear(column, str(error), at=at, place=row.place))
            continue
        if text is not None:
            texts[column.slot] = text
    return texts, problems


def _not_clear(column: Column, why: str, *, at: int, place: Place) -> Problem:
    """The problem of a cell; in a row of a table its path has `#` for the row."""
    path = tuple(column.slot.rstrip("?").partition("=")[0].removesuffix("?note").split("."))
    return Problem(
        code="wrong_format",
        message=f'"{column.about}" {why}: it is not read.',
        place=place,
        path=tuple(int(step) if step.isdecimal() else step for step in path),
        question=".".join(step for step in path if step != ROW and not step.isdecimal()),
        header=column_letters(at),
    )


def noted_beside(row: SheetRow, *, head: Head, told: set[int]) -> tuple[Problem, ...]:
    """A warning where a row that is a record has something in columns without a name that were not `told` of yet."""
    held = [at for at in _nameless(row, head=head) if at not in told]
    told.update(held)
    return tuple(_of_columns(held, head.nameless, place=row.place, severity="warning"))


def gone_astray(row: SheetRow, *, head: Head) -> tuple[Problem, ...]:
    """A problem where a row has nothing but what stands in columns without a name: it may be a record gone astray."""
    return tuple(_of_columns(_nameless(row, head=head), head.nameless, place=row.place))


def _nameless(row: SheetRow, *, head: Head) -> list[int]:
    """The columns without a name in which a row holds something, those beyond the header as well."""
    columns = (*head.unnamed, *range(len(head.columns) + 1, len(row.cells) + 1))
    return [at for at in columns if row.cells[at - 1] is not None]


def _of_columns(
    columns: Sequence[int], what: str, *, place: Place, code: str = "unreadable", severity: Severity = "error"
) -> Iterator[Problem]:
    """One problem for some columns, which count from 1, of which something is to be said; none for none."""
    if not columns:
        return
    letters = ", ".join(map(column_letters, columns[:NAMED]))
    more = f" and {len(columns) - NAMED} more" if len(columns) > NAMED else ""
    many = f"{len(columns)} columns ({letters}{more}) are" if len(columns) > 1 else f"Column {letters} is"
    yield Problem(code=code, message=f"{many} {what}.", place=place, severity=severity)


def _column(name: str, *, columns: Mapping[str, Column]) -> Column | None:
    """The column of a slot; of one with the number of a row, the column as it is in that row."""
    if name in columns:
        return columns[name]
    inside, row = without_row(name)
    if row is None or inside not in columns:
        return None
    return replace(columns[inside], slot=with_row(inside, row))
