"""An export file and its map -> raw records: what is to be joined is opened first, then the sheet that the map means.

Of a workbook the map names the sheets, else its first is read. A file that is to be joined lies beside the export.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from safeforms.definition import Form
from safeforms.maps.definition import ExportMap, JoinedMap, PartsMap
from safeforms.maps.found import Found
from safeforms.maps.joining import JoinedRows
from safeforms.maps.matching import ROW, in_row
from safeforms.maps.records import read_rows
from safeforms.maps.seen import IdsOfFiles
from safeforms.maps.sheets_meant import EVERY, SheetsMeant
from safeforms.maps.skipped import skipped_rows, skipping_of
from safeforms.places import Place
from safeforms.problems import Problem, UsageError
from safeforms.readers import Reading
from safeforms.sheets import Sheet, SheetOptions
from safeforms.sheets.opening import WORKBOOKS
from safeforms.unpacking.unread import unread_files


class OpenSheets(Protocol):
    """Opens the sheets of a file, lazily; the file may be read while its sheets are."""

    def __call__(self, stream: BinaryIO, *, name: str, suffix: str, options: SheetOptions) -> Iterator[Sheet]: ...


@dataclass(slots=True, kw_only=True)
class MappedExports:
    """Reads exports under one map; `founds` and `notes` grow with what was met and how it was read.

    `every` counts the cells of all columns, as `map check` needs. `passed_over` takes the files that nobody reads.
    """

    export_map: ExportMap
    form: Form
    open_sheets: OpenSheets
    every: bool = False
    founds: list[Found] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    ids: IdsOfFiles = field(default_factory=IdsOfFiles)

    def read(self, stream: BinaryIO, *, name: str, suffix: str, path: Path | None) -> Iterator[Reading]:
        """The records of one export, and the problems of its sheets. Ids are compared within it.

        `path` is None of standard input and of what lies in a zip: a UsageError where something is to be joined, for it
        cannot be read twice and has no neighbours.
        """
        joined: dict[str, JoinedRows] = {}
        for each in self.export_map.joined:
            rows = joined[each.question] = self._joined(each, name=name, suffix=suffix, path=path)
            yield from rows.problems
            if not rows.whole:
                return
        options = options_of(self.export_map)
        opened = self.open_sheets(stream, name=name, suffix=suffix, options=options)
        meant = SheetsMeant(self.export_map, suffix=suffix, place=Place(name))
        for sheet in meant.of(opened):
            if isinstance(sheet, Problem):
                yield sheet
                continue
            found = Found(sheet=meant.called(sheet), every=self.every)
            self.founds.append(found)
            self.notes.extend(sheet.notes)
            self.ids.next_file()
            yield from read_rows(
                sheet, export_map=self.export_map, form=self.form, name=name, found=found, joined=joined, ids=self.ids
            )
        yield from skipped_rows(options.skipping, where="the export", place=Place(name))
        for rows in joined.values():
            yield from rows.ending()
        yield from meant.not_read(opened)

    def ending(self) -> Iterator[Problem]:
        """What is to be said when all exports have been read: files passed over, and ids that came in two of them."""
        yield from unread_files(self.passed_over)
        if self.ids.again:
            yield self.ids.problem()

    def _joined(self, joined: JoinedMap, *, name: str, suffix: str, path: Path | None) -> JoinedRows:
        """The rows of a table from the sheet or the file that the map names, all of them read."""
        if path is None or (joined.file is None and path.suffix.lower() == ".gz"):
            message = f"The map joins '{joined.question}' from elsewhere: give a file, neither packed nor -."
            raise UsageError(message)
        if joined.file is None and suffix.lower() not in WORKBOOKS:
            raise UsageError(
                f"The map joins '{joined.question}' from a sheet, and {name} is no workbook: name a 'file'."
            )
        other = path if joined.file is None else path.with_name(joined.file)
        called = name if joined.file is None else str(Path(name).with_name(joined.file))
        found = Found(sheet=f"'{joined.sheet or joined.file}'", every=self.every)
        self.founds.append(found)
        headers = frozenset([joined.key, *(header for each in joined.answers for header in each.headers)])
        options = SheetOptions(
            sheet=joined.sheet,
            headers=headers,
            encoding=self.export_map.encoding,
            delimiter=self.export_map.delimiter,
            skipping=skipping_of(joined.skip_rows),
        )
        question = self.form.questions[joined.question]
        if not other.is_file():
            raise UsageError(f"The map joins '{joined.question}' from {called}, and there is no such file.")
        with other.open("rb") as stream:
            suffix = suffix if joined.file is None else other.suffix
            sheets = self.open_sheets(stream, name=called, suffix=suffix, options=options)
            sheet = next(sheets, None)
            if sheet is None:
                raise UsageError(f"There is no sheet '{joined.sheet}' in {called}.")
            rows = JoinedRows(joined, question, sheet=sheet, name=called, found=found, blank=self.export_map.blank)
        rows.problems.extend(skipped_rows(options.skipping, where=found.sheet, place=Place(called)))
        return rows


def options_of(export_map: ExportMap) -> SheetOptions:
    """What a map says of the sheet of the records."""
    return SheetOptions(
        encoding=export_map.encoding,
        delimiter=export_map.delimiter,
        sheet=export_map.sheets[0] if len(export_map.sheets) == 1 and export_map.sheets != EVERY else None,
        header_row=export_map.header_row,
        headers=frozenset(_headers(export_map)),
        skipping=skipping_of(export_map.skip_rows),
    )


def _headers(export_map: ExportMap) -> Iterator[str]:
    """The names that the header has if the export is the one that the map is for."""
    if export_map.long is not None:
        yield from (export_map.long.record, export_map.long.question, export_map.long.answer)
        return
    if export_map.record_id is not None:
        yield export_map.record_id
    for answer in export_map.answers():
        yield from (header for header in answer.headers if ROW not in header)
    for column in export_map.columns:
        if isinstance(column, PartsMap):
            for row in column.rows:
                yield from (in_row(header, row) for each in column.answers for header in each.headers)
