"""Two sheets of one table, or of the same records, in a filled workbook -> each row once, and an error that says so.

People copy a sheet to keep it or to have more room, and nobody can tell which. Rows that are not the same are all
read: a row that was changed on one of the sheets stands there twice, and only people can say so.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from safeforms.filled_forms.table_rows import Row
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable

SAME: Final = (
    'The sheets "{}" and "{}" hold {} with the same in them: that is read once, and all else of both. Leave the one '
    "sheet that is right."
)
TWO: Final = (
    'The sheets "{}" and "{}" are both of one table: all rows of both are read, and one that was changed on one of '
    "them counts twice. Put the right ones on one sheet."
)


class Sheets:
    """The sheets of one table, or those of records, as they come: `rows` are what is read of them."""

    def __init__(self, *, of_table: bool) -> None:
        self.of_table = of_table
        self.rows: list[Row] = []
        self._stands_on: dict[object, str] = {}

    def add(self, rows: Sequence[Row], *, name: str, place: Place) -> Iterator[Problem]:
        """Takes the rows of one more sheet, but for those that stand on an earlier one; an error if there are both.

        Nothing is taken until all problems are.
        """
        said = [_said(row) for row in rows]
        before = [self._stands_on.get(one) for one in said]
        self.rows += [row for row, sheet in zip(rows, before, strict=True) if sheet is None]
        same = [sheet for sheet in before if sheet is not None]
        if same:
            many = f"{len(same)} rows" if len(same) > 1 else "a row"
            yield unreadable(SAME.format(same[0], name, many), place=place)
        elif self.of_table and rows and self._stands_on:
            yield unreadable(TWO.format(next(iter(self._stands_on.values())), name), place=place)
        for one in said:
            self._stands_on.setdefault(one, name)


def _said(row: Row) -> object:
    """All that a row says, wherever it stands."""
    wrong = tuple((problem.message, problem.header) for problem in row.problems)
    return row.form, row.version, frozenset(row.texts.items()), wrong
