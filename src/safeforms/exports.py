"""Files of records -> verdicts and summaries one by one; memory does not grow with the files.

A file or a line that cannot be read is one problem in its place, and the rest is judged.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypedDict, TypeVar

from safeforms import api
from safeforms.assessment import Verdict
from safeforms.definition import Form
from safeforms.inputs import find_inputs, no_progress, opened, suffix_of
from safeforms.library import Library
from safeforms.places import Place
from safeforms.problems import Problem, RecordError
from safeforms.readers import READERS, RawRecord, read_records, unreadable
from safeforms.reports import Tally
from safeforms.summary_parts import HOME

if TYPE_CHECKING:
    from safeforms.summary import Summary

LARGE: Final = 1_000_000
NOT_JUDGED: Final = ("unreadable", "wrong_form")
Letter = TypeVar("Letter")


class _Given(TypedDict):
    """What every summary is made by."""

    form: Form | None
    forms_dir: Library | None
    now: datetime | None
    place: Place | None


def judged(
    files: Iterable[str], *, form: Form | None, library: Library | None = None, now: datetime | None, tally: Tally
) -> Iterator[tuple[Verdict, object]]:
    """The verdict on each record, with the record, counted as they come. UsageError where there is no such file."""
    for reading in _readings(files):
        if isinstance(reading, Problem):
            verdict, record = Verdict(form=None, problems=(reading,), place=reading.place), None
        else:
            record = reading.data
            verdict = api.validate(record, form=form, forms_dir=library, now=now, place=reading.place)
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
) -> "Iterator[tuple[Summary | RecordError, Place | None]]":
    """The summary of each record and its place, or why there is none; `codes` takes an exit code for each.

    With `copy_for` the copy for that recipient. One that could reach the home has no place: a file may be named
    after what nobody there may know.
    """
    for reading in _readings(files):
        given: _Given = {"form": form, "forms_dir": library, "now": now, "place": reading.place}
        try:
            if isinstance(reading, Problem):
                raise RecordError([reading])
            if copy_for is None:
                summary = api.summarise(reading.data, **given)
            else:
                summary = api.copy_for(reading.data, copy_for, by_safe_contact=by_safe_contact, **given)
        except RecordError as error:
            codes.append(2 if any(p.code in NOT_JUDGED for p in error.problems) else 1)
            yield error, reading.place
            continue
        codes.append(1 if any(problem.severity == "error" for problem in summary.problems) else 0)
        yield summary, None if copy_for == HOME else reading.place


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


def _readings(files: Iterable[str]) -> Iterator[RawRecord | Problem]:
    """The records of all inputs, with progress where a terminal has room for it."""
    inputs = find_inputs(files, suffixes=READERS)
    size = sum(source.size for source in inputs)
    progress = no_progress
    if sys.stderr.isatty() and not sys.stdout.isatty() and size > LARGE:
        from safeforms.console import progress
    with progress(size) as advance:
        for source in inputs:
            try:
                with opened(source) as stream:
                    for reading in read_records(stream, name=source.name, suffix=suffix_of(source, stream)):
                        advance(stream)
                        yield reading
            except OSError as error:
                reason = error.strerror or "unknown reason"
                yield unreadable(f"The file cannot be read: {reason}.", place=Place(source.name))
