"""Rows under a header of slots -> texts by slot: what workbooks and delimited files have in common.

A column that the form does not have, and a cell of which nobody can tell what it says, is one problem; the rest of the
row is read. Problems say where, never what.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from safeforms.entry_sheet.cells import Unclear
from safeforms.entry_sheet.columns import Column, with_row, without_row
from safeforms.outline import ROW
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.sheets import Cell, SheetRow
from safeforms.sheets.names import column_letters
from safeforms.values import dataclass

TextOf = Callable[[Cell, Column], str | None]
NAMED = 10
NAMELESS: Final = "without a name: what stands there is not read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands in the columns of a sheet: of each the column of the form, None where the form has none.

    `nameless` says what is wrong with a column without a name; `unnamed` are the positions of those, from 1.
    """

    columns: tuple[Column | None, ...]
    problems: tuple[Problem, ...]
    unnamed: frozenset[int]
    nameless: str


def head_of(
    names: Sequence[str],
    *,
    columns: Mapping[str, Column],
    place: Place,
    ignored: Iterable[str] = (),
    nameless: str = NAMELESS,
) -> Head:
    """The columns of a header, found by slot; names that say something else are `ignored`."""
    found, unknown, twice, passed = list[Column | None](), list[int](), list[int](), frozenset(ignored)
    taken = set[str]()
    for at, name in enumerate(names, start=1):
        column = _column(name, columns=columns)
        if name in taken:
            twice.append(at)
        elif column is None and name and name not in passed:
            unknown.append(at)
        found.append(None if name in taken else column)
        taken |= {name} - {""}
    problems = [
        *of_columns(unknown, "of no question of the form: what stands there is not read", place=place),
        *of_columns(twice, "there for the second time: what stands there is not read", place=place),
    ]
    unnamed = frozenset(at for at, name in enumerate(names, start=1) if not name)
    return Head(columns=tuple(found), problems=tuple(problems), unnamed=unnamed, nameless=nameless)


def texts_of(row: SheetRow, *, head: Head, text_of: TextOf) -> tuple[dict[str, str], list[Problem]]:
    """The texts of a row by slot, and a problem for each cell that cannot be read, one for all beyond the header."""
    texts, width = dict[str, str](), len(head.columns)
    beyond = [at for at, cell in enumerate(row.cells[width:], start=width + 1) if cell is not None]
    problems = [*of_columns(beyond, head.nameless, place=row.place)]
    for at, (cell, column) in enumerate(zip(row.cells[:width], head.columns, strict=True), start=1):
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


def nameless(row: SheetRow, *, head: Head, told: set[int]) -> Iterator[Problem]:
    """A problem where a row holds something in columns without a name of which none was `told` before; now they are."""
    held = [at for at in sorted(head.unnamed - told) if row.cells[at - 1] is not None]
    told.update(held)
    yield from of_columns(held, head.nameless, place=row.place)


def of_columns(columns: Sequence[int], what: str, *, place: Place) -> Iterator[Problem]:
    """One problem for some columns, which count from 1, of which something is to be said; none for none."""
    if not columns:
        return
    letters = ", ".join(map(column_letters, columns[:NAMED]))
    more = f" and {len(columns) - NAMED} more" if len(columns) > NAMED else ""
    many = f"{len(columns)} columns ({letters}{more}) are" if len(columns) > 1 else f"Column {letters} is"
    yield unreadable(f"{many} {what}.", place=place)


def _column(name: str, *, columns: Mapping[str, Column]) -> Column | None:
    """The column of a slot; of one with the number of a row, the column as it is in that row."""
    if name in columns:
        return columns[name]
    inside, row = without_row(name)
    if row is None or inside not in columns:
        return None
    return replace(columns[inside], slot=with_row(inside, row))
