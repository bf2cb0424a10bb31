"""Files of records -> verdicts and summaries one by one; memory does not grow with the files.

A file or a line that cannot be read is one problem in its place, and the rest is judged.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from safeforms import api
from safeforms.assessment import Verdict
from safeforms.definition import Form
from safeforms.inputs import find_inputs, no_progress, opened, suffix_of
from safeforms.library import Library
from safeforms.places import Place
from safeforms.problems import Problem, RecordError
from safeforms.readers import READERS, RawRecord, read_records, unreadable
from safeforms.reports import Tally

if TYPE_CHECKING:
    from safeforms.summary import Summary

LARGE: Final = 1_000_000


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
    files: Iterable[str], *, form: Form | None, library: Library | None = None, now: datetime | None, codes: list[int]
) -> "Iterator[tuple[Summary | RecordError, Place | None]]":
    """The summary of each record and its place, or why there is none; `codes` takes an exit code for each."""
    for reading in _readings(files):
        try:
            if isinstance(reading, Problem):
                raise RecordError([reading])
            summary = api.summarise(reading.data, form=form, forms_dir=library, now=now, place=reading.place)
        except RecordError as error:
            codes.append(2)
            yield error, reading.place
            continue
        codes.append(1 if any(problem.severity == "error" for problem in summary.problems) else 0)
        yield summary, reading.place


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
