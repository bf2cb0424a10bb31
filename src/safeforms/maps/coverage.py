"""A map tried on the first records of an export: what of both is used, what is not, how many records are complete."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from safeforms import api
from safeforms.assessment import Verdict
from safeforms.definition import Form
from safeforms.inputs import find_inputs
from safeforms.maps.definition import ExportMap
from safeforms.maps.found import Found
from safeforms.maps.opening import MappedExports, first_file
from safeforms.problems import Problem, UsageError
from safeforms.readers import RawRecord, Reading
from safeforms.reports import Tally
from safeforms.sheets.opening import SHEETS, open_sheets
from safeforms.unpacking import ARCHIVES

TOLD: Final = ("map.missing_column", "map.ambiguous_column", "map.unread_sheet")
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
    inputs = find_inputs([export], suffixes=(*SHEETS, *ARCHIVES))
    if len(inputs) != 1:
        raise UsageError(f"{export} is several files: try the map on one of them.")
    source = inputs[0]
    mapped = MappedExports(export_map=export_map, form=form, open_sheets=open_sheets, every=True)
    tally, told, unread = Tally(), list(problems), list[Problem]()
    with first_file(source) as part:
        path = source.path if part.name == source.name else None
        readings = mapped.read(part.stream, name=part.name, suffix=part.suffix, path=path)
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
    return Coverage(
        name=source.name,
        export_map=export_map,
        problems=tuple(told),
        notes=tuple(mapped.notes),
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
