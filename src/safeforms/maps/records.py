"""A sheet of an export -> raw records, lazily, and then what the map did not know of the sheet.

What stands where a record should be is a problem `unreadable`; what is wrong with the sheet as a whole comes as
problems `map.…`: missing columns first, and at the end columns and words without a meaning, each once with its count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, get_args

from safeforms.definition import Form
from safeforms.judgement.answer_origin import Origin
from safeforms.judgement.envelope import Status
from safeforms.judgement.messages import label
from safeforms.maps.answering import AnswerReader
from safeforms.maps.definition import ExportMap
from safeforms.maps.found import Found
from safeforms.maps.headers_read import items_of, kept_by
from safeforms.maps.joining import JoinedRows
from safeforms.maps.layout import Layout
from safeforms.maps.met import Met
from safeforms.maps.pivoting import Pivot, Row, wide_rows
from safeforms.maps.seen import IdsOfFiles
from safeforms.maps.tables import ColumnReader, column_readers
from safeforms.places import Place
from safeforms.problems import Path, Problem
from safeforms.questions import Choice, Option, Question
from safeforms.readers import RawRecord, Reading, unreadable
from safeforms.sheets import Sheet
from safeforms.sheets.names import header_key

STRAY: Final = (
    "has a note or a reason in the export that the answer there does not take. It is left out: in the map, 'join' the "
    "column to a text that keeps it."
)
LOST: Final = "may lack rows: some of the sheet or file that it comes from could not be read."
STATUS: Final = Question(
    id="status",
    text="Status",
    type=Choice(options={name: Option(id=name, text=name.replace("_", " ")) for name in get_args(Status)}),
)


@dataclass(slots=True, kw_only=True)
class _Recording:
    """Makes the records of one sheet; `headers` has the column of each answer, `lacking` that of a table of
    which rows could not be read: each record is told, for they may be its own. `kept` has the columns, by their keys,
    whose words an answer holds: as a note they are not lost where no answer takes them.
    `elsewhere`: the tables of other sheets.
    """

    form: Form
    constants: Mapping[str, object]
    readers: list[ColumnReader]
    status: AnswerReader | None
    headers: Mapping[Path, str]
    spots: Mapping[Path, int]
    lacking: Mapping[Path, str]
    found: Found
    kept: frozenset[str]
    elsewhere: frozenset[str]

    def record(self, row: Row) -> RawRecord | None:
        """The record of a row; None where no column of the map has anything in it."""
        answers: dict[str, object] = {}
        met, rows = Met(), dict[Path, Place]()
        for reader in self.readers:
            reader.put(row.cells, answers, met, id_=row.id, rows=rows)
        around: dict[str, object] = {}
        if self.status is not None:
            self.status.put(row.cells, around, ("status",), met)
        if not (answers or around or row.id or met.stray):
            return None
        data: dict[str, object] = {"form": self.form.id, **({"record_id": row.id} if row.id else {}), **around}
        data["answers"] = {**self.constants, **answers}
        if row.places is not None:
            rows.update(self._places(row))
        origin = Origin(headers=self.headers, rows=rows, unread=self._unread(met))
        return RawRecord(place=row.place, data=data, origin=origin, warnings=self._warnings(met, row.place))

    def _places(self, row: Row) -> Iterator[tuple[Path, Place]]:
        for path, spot in self.spots.items():
            place = row.places[spot] if row.places else None
            if place is not None:
                yield path, place

    def _unread(self, met: Met) -> dict[Path, Problem]:
        return {
            path: Problem(code=why.code, message=f"{self._named(path)} {why.why}", path=path, header=header)
            for path, (why, header) in met.unread.items()
        }

    def _warnings(self, met: Met, place: Place) -> tuple[Problem, ...]:
        strays = [
            (path, header, "map.words_left_out", STRAY)
            for path, header in met.stray
            if header_key(header) not in self.kept or path[0] in self.elsewhere
        ]
        self.found.left_out.update(header for _, header, _, _ in strays)
        lacking = [(path, header, "map.lost_rows", LOST) for path, header in self.lacking.items()]
        return tuple(
            Problem(
                code=code,
                message=f"{self._named(path)} {said}",
                severity="error" if said is STRAY else "warning",
                path=path,
                question=".".join(step for step in path if isinstance(step, str)),
                question_text=None,
                place=place,
                header=header,
            )
            for path, header, code, said in (*strays, *lacking)
        )

    def _named(self, path: Path) -> str:
        return 'The "status" of the record' if path == ("status",) else label(self.form, path)


def read_rows(
    sheet: Sheet,
    *,
    export_map: ExportMap,
    form: Form,
    name: str,
    found: Found,
    joined: Mapping[str, JoinedRows],
    ids: IdsOfFiles,
) -> Iterator[Reading]:
    """The records of a sheet in its order, and the problems of the sheet as a whole before and after them.

    `found` takes what was met beside them, `ids` the ids of records; `name` is what places call the file.
    """
    outer = Layout(sheet.header)
    inner = Layout(items_of(export_map)) if export_map.long else outer
    if export_map.skip_rows is not None:
        outer.require(export_map.skip_rows.where)
    recording = _recording(export_map, form=form, layout=inner, found=found, joined=joined)
    if export_map.long:
        pivot = Pivot(export_map.long, sheet=outer, items=inner, ignored=export_map.ignore, blank=export_map.blank)
        yield from found.laid_out(outer, ignored=export_map.ignore, place=Place(name))
        yield from _records(pivot.rows(sheet, found=found), recording, ids=ids)
    else:
        position = outer.position(export_map.record_id) if export_map.record_id else None
        yield from found.laid_out(outer, ignored=export_map.ignore, place=Place(name))
        yield from _records(
            wide_rows(sheet, position=position, found=found, blank=export_map.blank), recording, ids=ids
        )
    yield from found.problems()


def _recording(
    export_map: ExportMap, *, form: Form, layout: Layout, found: Found, joined: Mapping[str, JoinedRows]
) -> _Recording:
    status = AnswerReader(export_map.status, STATUS, layout=layout, found=found) if export_map.status else None
    readers = column_readers(export_map, form=form, layout=layout, found=found, joined=joined)
    headers = {path: header for reader in readers for path, header in reader.columns().items()}
    if status is not None:
        headers["status",] = status.label
    spots = {path: spot for path, header in headers.items() if (spot := layout.find(header)) is not None}
    return _Recording(
        form=form,
        constants=export_map.constants,
        readers=readers,
        status=status,
        headers=headers,
        spots=spots,
        lacking={(question,): rows.joined.key for question, rows in joined.items() if rows.lacking},
        found=found,
        kept=frozenset(kept_by(export_map)),
        elsewhere=frozenset(joined),
    )


def _records(rows: Iterator[Row | Problem], recording: _Recording, *, ids: IdsOfFiles) -> Iterator[Reading]:
    """The record of each row, or the problem in its place; an id that comes again is one."""
    for number, row in enumerate(rows, start=1):
        if isinstance(row, Problem):
            yield row
            continue
        first = ids.first(row.id, row=_number_of(row.place) or number, place=row.place) if row.id else None
        if first is not None:
            message = f"The record has the same id as that in row {first}, and nobody can say which of the two holds."
            yield unreadable(message, place=row.place)
            continue
        record = recording.record(row)
        if record is not None:
            yield record


def _number_of(place: Place) -> int:
    """The number of a row as people count: its line, or what stands in brackets where a file has no lines; else 0."""
    bracketed = place.file.rpartition("[")[2].removesuffix("]")
    return place.line or (int(bracketed) if bracketed.isdecimal() else 0)
