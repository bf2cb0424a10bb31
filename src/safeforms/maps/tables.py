"""The columns of a group or a table -> what a record holds for it.

Rows keep their numbers: where the second of three companions is blank, the third is still the third, so that a problem
names the right column.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from safeforms.definition import Form
from safeforms.maps.answering import AnswerReader
from safeforms.maps.definition import AnswerMap, ExportMap, JoinedMap, PartsMap
from safeforms.maps.found import Found
from safeforms.maps.joining import JoinedRows
from safeforms.maps.layout import Layout
from safeforms.maps.matching import in_row
from safeforms.maps.met import Cells, Met, together
from safeforms.places import Place
from safeforms.problems import Path
from safeforms.questions import Question


class ColumnReader(Protocol):
    """Reads the answer to one question of the form, a group and a table too."""

    def columns(self) -> Mapping[Path, str]:
        """The column of each answer by its path in a record."""
        ...

    def put(self, cells: Cells, into: dict[str, object], met: Met, *, id_: str, rows: dict[Path, Place]) -> None:
        """Puts the answer into the answers of a record; `rows` takes the places of what stands elsewhere."""
        ...


def column_readers(
    export_map: ExportMap, *, form: Form, layout: Layout, found: Found, joined: Mapping[str, JoinedRows]
) -> list[ColumnReader]:
    """A reader for each question that the map answers from a sheet of this layout, in the map's order."""
    readers: list[ColumnReader] = []
    for column in export_map.columns:
        question = form.questions[column.question]
        if isinstance(column, AnswerMap):
            readers.append(_Single(AnswerReader(column, question, layout=layout, found=found)))
        elif isinstance(column, PartsMap):
            readers.append(_Parts(column, question, layout=layout, found=found))
        else:
            status = _status(column, question, layout=layout, found=found)
            readers.append(_Joined(column, joined[column.question], status=status))
    return readers


class _Single:
    """The columns of one answer."""

    def __init__(self, reader: AnswerReader) -> None:
        self.reader = reader
        self.path: Path = (reader.question.id,)

    def columns(self) -> Mapping[Path, str]:
        return self.reader.columns(self.path)

    def put(self, cells: Cells, into: dict[str, object], met: Met, *, id_: str, rows: dict[Path, Place]) -> None:
        del id_, rows
        self.reader.put(cells, into, self.path, met)


class _Parts:
    """The columns of a group, or of the rows of a table that stand beside each other."""

    def __init__(self, parts: PartsMap, question: Question, *, layout: Layout, found: Found) -> None:
        self.question = question
        self.is_table = bool(parts.rows)
        inside = {part.id: part for part in question.parts}
        self.rows = [
            [AnswerReader(each, inside[each.question], layout=layout, found=found, row=row) for each in parts.answers]
            for row in _rows_of(parts, layout)
        ]
        self.status = _status(parts, question, layout=layout, found=found)

    def columns(self) -> Mapping[Path, str]:
        labels = [reader.label for readers in self.rows for reader in readers]
        found: dict[Path, str] = {(self.question.id,): together(labels)}
        for number, readers in enumerate(self.rows):
            around: Path = (self.question.id, number) if self.is_table else (self.question.id,)
            for reader in readers:
                found.update(reader.columns((*around, reader.question.id)))
        return {**found, **(self.status.columns((self.question.id,)) if self.status else {})}

    def put(self, cells: Cells, into: dict[str, object], met: Met, *, id_: str, rows: dict[Path, Place]) -> None:
        del id_, rows
        made: list[dict[str, object]] = []
        for number, readers in enumerate(self.rows):
            row: dict[str, object] = {}
            around: Path = (self.question.id, number) if self.is_table else (self.question.id,)
            for reader in readers:
                reader.put(cells, row, (*around, reader.question.id), met)
            made.append(row)
        while made and not made[-1]:
            made.pop()
        if made:
            into[self.question.id] = made if self.is_table else made[0]
        _put_status(self.status, cells, into, met, answered=bool(made))


def _rows_of(parts: PartsMap, layout: Layout) -> Iterator[str]:
    """The rows that the sheet has columns for, the first in any case: an export ends where no record had more.

    A column that is merely called otherwise is not lost by this: it is then one that the map does not know.
    """
    for number, row in enumerate(parts.rows or ("",)):
        headers = [in_row(header, row) for each in parts.answers for header in each.headers]
        if not number or any(map(layout.has, headers)):
            yield row


class _Joined:
    """The rows of a table that stand in another sheet or file."""

    def __init__(self, joined: JoinedMap, rows: JoinedRows, *, status: AnswerReader | None) -> None:
        self.question, self.rows, self.status = joined.question, rows, status

    def columns(self) -> Mapping[Path, str]:
        own = self.status.columns((self.question,)) if self.status else {}
        return {**self.rows.columns(self.question), **own}

    def put(self, cells: Cells, into: dict[str, object], met: Met, *, id_: str, rows: dict[Path, Place]) -> None:
        made: list[dict[str, object]] = []
        for number, (place, row) in enumerate(self.rows.taken(id_)):
            rows[self.question, number] = place
            made.append(self.rows.answers(row, (self.question, number), met))
        if any(made):
            into[self.question] = made
        _put_status(self.status, cells, into, met, answered=any(made))


def _status(column: PartsMap | JoinedMap, question: Question, *, layout: Layout, found: Found) -> AnswerReader | None:
    return AnswerReader(column.status, question, layout=layout, found=found) if column.status else None


def _put_status(
    status: AnswerReader | None, cells: Cells, into: dict[str, object], met: Met, *, answered: bool
) -> None:
    """Why there is no answer; where there is one, a reason beside it has no place in the record."""
    if status is None:
        return
    path: Path = (status.question.id,)
    if not answered:
        status.put(cells, into, path, met)
        return
    beside: dict[str, object] = {}
    status.put(cells, beside, path, Met())
    if beside:
        met.stray.append((path, status.label))
