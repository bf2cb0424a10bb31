"""Files of records -> verdicts and summaries one by one; memory does not grow with the files.

A file or a line that cannot be read is one problem in its place, and the rest is judged.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO, Final, TypedDict, TypeVar

from safeforms import api
from safeforms.answer_origin import in_its_terms
from safeforms.assessment import Verdict
from safeforms.definition import Form
from safeforms.inputs import Input, find_inputs, no_progress, opened, suffix_of
from safeforms.library import Library
from safeforms.places import Place
from safeforms.problems import Problem, RecordError
from safeforms.readers import READERS, RawRecord, Reading, read_records, unreadable
from safeforms.reports import Done, Tally
from safeforms.sheets.opening import SHEETS
from safeforms.summary_parts import HOME
from safeforms.unpacking import ARCHIVES, unpacked

if TYPE_CHECKING:
    from safeforms.maps.opening import MappedExports
    from safeforms.side_by_side import Judges
    from safeforms.summary import Summary

LARGE: Final = 1_000_000
CHANGED: Final = "The file changed while it was read, so some of it may be missing here: judge it again."
NOT_JUDGED: Final = ("unreadable", "wrong_form")
NDJSON: Final = (".ndjson", ".jsonl")
Letter = TypeVar("Letter")
Found = TypeVar("Found")


class _Given(TypedDict):
    """What every summary is made by."""

    form: Form | None
    forms_dir: Library | None
    now: datetime | None
    place: Place | None


def judged(
    files: Iterable[str],
    *,
    form: Form | None,
    library: Library | None = None,
    now: datetime | None,
    tally: Tally,
    mapped: "MappedExports | None" = None,
    printing: bool = True,
    judges: "Judges | None" = None,
) -> Iterator[tuple[Verdict, object]]:
    """The verdict on each record, with the record, counted as they come. UsageError where there is no such file.

    `printing`: whether verdicts go to standard output meanwhile, so that a terminal has no room for progress.
    `judges`: other processes, which judge NDJSON without a map; the record is then only there to show its answers.

    With `mapped` the files are exports as somebody's system writes them, and problems name their columns; what is wrong
    with an export as a whole comes as a verdict on no record.
    """
    read = partial(_records, mapped=mapped) if judges is None or mapped else partial(_judged_or_read, judges=judges)
    for reading in _told_together(_found(files, read, mapped=mapped is not None, printing=printing)):
        if isinstance(reading, Done):
            verdict, record = reading.verdict, reading.record
        elif isinstance(reading, tuple):
            verdict, record = Verdict(form=None, problems=reading, place=reading[0].place), None
        else:
            record = reading.data
            verdict = api.validate(record, form=form, forms_dir=library, now=now, place=reading.place)
            verdict = _in_its_terms(verdict, reading)
        tally.add(verdict)
        yield verdict, record


def summarised(
    files: Iterable[str],
    *,
    form: Form | None,
    library: Library | None = None,
    now: datetime | None,
    codes: list[int],
    copy_for: str | None = None,
    by_safe_contact: bool = False,
    mapped: "MappedExports | None" = None,
) -> "Iterator[tuple[Summary | RecordError, Place | None]]":
    """The summary of each record and its place, or why there is none; `codes` takes an exit code for each.

    With `copy_for` the copy for that recipient. One that could reach the home has no place: a file may be named
    after what nobody there may know. `mapped` as for `judged`.
    """
    of_files: list[int] = []
    for reading in _readings(files, mapped=mapped):
        given: _Given = {"form": form, "forms_dir": library, "now": now, "place": reading.place}
        try:
            if isinstance(reading, Problem):
                raise RecordError([reading])
            if copy_for is None:
                summary = api.summarise(reading.data, **given)
            else:
                summary = api.copy_for(reading.data, copy_for, by_safe_contact=by_safe_contact, **given)
        except RecordError as error:
            (of_files if _is_of_a_file(reading) else codes).append(
                2 if any(p.code in NOT_JUDGED for p in error.problems) else 1
            )
            yield error, reading.place
            continue
        codes.append(1 if any(problem.severity == "error" for problem in summary.problems) else 0)
        yield summary, None if copy_for == HOME else reading.place
    codes.extend(of_files if codes else ())  # without a record there is nothing that they could be about


def written(
    files: Iterable[str], *, write: Callable[[RawRecord], Iterable[Letter]], codes: list[int]
) -> Iterator[Letter | RecordError]:
    """All that is written of each record, or why nothing is; `codes` takes an exit code for each record."""
    for reading in _readings(files):
        try:
            if isinstance(reading, Problem):
                raise RecordError([reading])
            letters = tuple(write(reading))
        except RecordError as error:
            codes.append(2 if any(p.code in NOT_JUDGED for p in error.problems) else 1)
            yield error
            continue
        codes.append(0)
        yield from letters


def _told_together(readings: Iterator[Reading | Done]) -> Iterator[RawRecord | Done | tuple[Problem, ...]]:
    """Records, and problems each alone; those of an export as a whole that come one after another as one."""
    for of_file, several in groupby(readings, key=_is_of_a_file):
        if of_file:
            yield tuple(problem for problem in several if isinstance(problem, Problem))
        else:
            yield from ((reading,) if isinstance(reading, Problem) else reading for reading in several)


def _is_of_a_file(reading: Reading | Done) -> str:
    """The file that a problem is about as a whole; empty of a record, and of what stands in the place of one."""
    if isinstance(reading, Problem) and reading.code.startswith("map."):
        return reading.place.file if reading.place else "?"
    return ""


def _in_its_terms(verdict: Verdict, reading: RawRecord) -> Verdict:
    """A verdict whose problems name the row and the column of the export."""
    if reading.origin is None or not (verdict.problems or reading.warnings):
        return verdict
    origin = reading.origin
    problems = [in_its_terms(problem, origin) for problem in verdict.problems]
    return replace(verdict, problems=(*problems, *reading.warnings))


def _readings(files: Iterable[str], *, mapped: "MappedExports | None" = None) -> Iterator[Reading]:
    """The records of all inputs."""
    return _found(files, partial(_records, mapped=mapped), mapped=mapped is not None, printing=True)


def _found(
    files: Iterable[str], read: Callable[[Input, BinaryIO], Iterator[Found]], *, mapped: bool, printing: bool
) -> Iterator[Found | Problem]:
    """What is read in all inputs, with progress where a terminal has room for it."""
    inputs = find_inputs(files, suffixes=(*(SHEETS if mapped else READERS), *ARCHIVES))
    size = sum(source.size for source in inputs)
    progress = no_progress
    if sys.stderr.isatty() and not (printing and sys.stdout.isatty()) and size > LARGE:
        from safeforms.console import progress
    with progress(size) as advance:
        for source in inputs:
            try:
                with opened(source) as stream:
                    before = _as_it_is(source, stream)
                    for reading in read(source, stream):
                        advance(stream)
                        yield reading
                    if _as_it_is(source, stream) != before:
                        yield unreadable(CHANGED, place=Place(source.name))
            except OSError as error:
                reason = error.strerror or "unknown reason"
                yield unreadable(f"The file cannot be read: {reason}.", place=Place(source.name))


def _as_it_is(source: Input, stream: BinaryIO) -> tuple[int, int] | None:
    """The size of a file and when it was last written; None of a pipe, which has neither."""
    if not source.size:
        return None
    found = os.fstat(stream.fileno())
    return found.st_size, found.st_mtime_ns


def _judged_or_read(source: Input, stream: BinaryIO, *, judges: "Judges") -> Iterator[Reading | Done]:
    """Verdicts of other processes where lines can be cut apart, else records."""
    if suffix_of(source, stream).lower() in NDJSON:
        return judges.judged(stream, name=source.name)
    return _records(source, stream, mapped=None)


def _records(source: Input, stream: BinaryIO, *, mapped: "MappedExports | None") -> Iterator[Reading]:
    """The records of an input, or of each file in it where it is an archive."""
    suffixes = tuple(SHEETS if mapped else READERS)
    whole = suffix_of(source, stream)
    for part in unpacked(stream, name=source.name, suffix=whole, suffixes=suffixes):
        if isinstance(part, Problem):
            yield part
            continue
        inside = Input(name=part.name, suffix=part.suffix, path=None)
        suffix = part.suffix or suffix_of(inside, part.stream)
        if mapped is None:
            yield from read_records(part.stream, name=part.name, suffix=suffix)
        else:
            suffix = suffix if suffix.lower() in SHEETS else ".csv"  # a title on the first line looks like nothing
            path = source.path if part.name == source.name else None  # what lies in a zip has no neighbours
            yield from mapped.read(part.stream, name=part.name, suffix=suffix, path=path)
