"""Where the answers of a record stood in the export or filled form that it was read from, and problems in its terms.

Nothing is kept of a record that came as JSON: its paths say it all.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Final

from safeforms.places import Place
from safeforms.problems import Path, Problem
from safeforms.values import dataclass

NOT_READ: Final = "not_read"
"""The only key of what a record has in place of a cell that could not be read: no question accepts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """`headers` has the column of an answer by its path, the same for all records of a sheet.

    Of a table from another sheet its paths have no rows. `rows` has the places of what does not stand in the row of
    the record itself: rows of such a table, answers of a long extract. `unread` has what the file holds and could not
    be read, as problems; the record has something in its place that no question accepts.
    """

    headers: Mapping[Path, str]
    rows: Mapping[Path, Place] = field(default_factory=dict)
    unread: Mapping[Path, Problem] = field(default_factory=dict)

    def header(self, path: Path) -> str | None:
        """The column of an answer, or of what it is a part of; None where no column is known."""
        for length in range(len(path), 0, -1):
            found = self.headers.get(path[:length])
            if found is not None:
                return found
        names = tuple(step for step in path if isinstance(step, str))
        return self.headers.get(names) if names != path else None

    def place(self, path: Path) -> Place | None:
        """The place of an answer where that is not the place of the record."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.rows:
                return self.rows[path[:length]]
        return None


def as_it_stood(raw: object) -> object:
    """A raw answer; of a cell that could not be read the words that stood there."""
    return raw[NOT_READ] if isinstance(raw, Mapping) and tuple(raw) == (NOT_READ,) else raw


def in_its_terms(problem: Problem, origin: Origin) -> Problem:
    """A problem of a record as the export has it: the column and the row, and why a cell could not be read.

    How grave it is stays as it was judged: in a record that was entered in error it is a warning.
    """
    unread = origin.unread.get(problem.path)
    if unread is not None and problem.code != "not_asked":
        problem = replace(problem, code=unread.code, message=unread.message, header=unread.header)
    return in_its_place(problem, origin)


def in_its_place(problem: Problem, origin: Origin) -> Problem:
    """The problem in its own words, with the column and the row of the export."""
    return replace(
        problem,
        header=problem.header or origin.header(problem.path),
        place=origin.place(problem.path) or problem.place,
    )
