"""A map tried on the first records of an export: what of both is used, what is not, how many records are complete."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from safeforms import api
from safeforms.commands.reports import Tally
from safeforms.definition import Form
from safeforms.judgement.assessment import Verdict
from safeforms.maps.definition import ExportMap
from safeforms.maps.first_file import first_file, left_in_words
from safeforms.maps.found import Found
from safeforms.maps.opening import MappedExports
from safeforms.problems import Problem
from safeforms.readers import RawRecord, Reading
from safeforms.sheets.opening import open_sheets

TOLD: Final = (
    *("map.missing_column", "map.ambiguous_column", "map.unread_sheet", "map.skipped_rows"),
    "map.scattered_records",
)
"""What a reading tells that is not counted in what was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a map makes of an export. `problems` has warnings on the map, and what it reads and cannot find.

    `unread` are rows that are no record, each a problem; `sheets` has the sheet of the records last.
    """

    name: str
    export_map: ExportMap
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    sheets: tuple[Found, ...]
    unread: tuple[Problem, ...]
    tally: Tally
    whole: bool

    @property
    def gaps(self) -> bool:
        """Whether something of the export would be lost or refused for want of a word in the map."""
        return (
            bool(self.unread)
            or any(list(found.problems()) for found in self.sheets)
            or any(problem.severity == "error" for problem in self.problems)
        )


def cover(
    export: str,
    *,
    export_map: ExportMap,
    form: Form,
    problems: tuple[Problem, ...] = (),
    rows: int,
    now: datetime | None,
) -> Coverage:
    """A map tried on so many records of an export. UsageError where the export is no file that can be read by a map."""
    mapped = MappedExports(export_map=export_map, form=form, open_sheets=open_sheets, every=True)
    tally, told, unread = Tally(), list(problems), list[Problem]()
    with first_file(export) as first:
        name = first.part.name
        readings = mapped.read(first.part.stream, name=name, suffix=first.part.suffix, path=first.path)
        for reading in _first(readings, rows):
            if isinstance(reading, RawRecord):
                tally.add(api.validate(reading.data, form=form, now=now))
            elif reading.code in TOLD:
                told.append(reading)
            elif reading.code == "unreadable":
                unread.append(reading)
                tally.add(Verdict(form=None, problems=(reading,)))
        ending = list(_ending(readings))
        told.extend(problem for problem in ending if isinstance(problem, Problem) and problem.code in TOLD)
        left = left_in_words(first.left())
    return Coverage(
        name=name,
        export_map=export_map,
        problems=tuple(told),
        notes=(*([left] if left else []), *mapped.notes),
        sheets=tuple(mapped.founds),
        unread=tuple(unread),
        tally=tally,
        whole=not any(isinstance(reading, RawRecord) for reading in ending),
    )


def _ending(readings: Iterator[Reading]) -> Iterator[Reading]:
    """What follows the records that were asked for, up to the next of them."""
    for reading in readings:
        yield reading
        if isinstance(reading, RawRecord):
            return


def _first(readings: Iterator[Reading], rows: int) -> Iterator[Reading]:
    """Readings up to so many records."""
    records = 0
    while records < rows:
        reading = next(readings, None)
        if reading is None:
            return
        records += isinstance(reading, RawRecord)
        yield reading
