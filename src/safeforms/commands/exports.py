"""Files of records -> verdicts, summaries and letters one by one, with the exit code that each asks for.

A file or a line that cannot be read is one problem in its place, and the rest is judged.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO, Final, TypedDict, TypeVar

from safeforms import api
from safeforms.commands.reports import Done, Tally
from safeforms.definition import Form
from safeforms.filled_forms.reading import FilledForms
from safeforms.inputs import Input, suffix_of
from safeforms.judgement.assessment import Verdict
from safeforms.judgement.raw_record import RawRecord
from safeforms.library import BUNDLED, Library
from safeforms.places import Place
from safeforms.problems import Problem, RecordError
from safeforms.readers import Reading
from safeforms.reading import found_in, inputs_of, records
from safeforms.summary_parts import HOME

if TYPE_CHECKING:
    from safeforms.commands.side_by_side import Judges
    from safeforms.maps.opening import MappedExports
    from safeforms.summaries.summary import Summary

NOT_JUDGED: Final = ("unreadable", "wrong_form")
NDJSON: Final = (".ndjson", ".jsonl")
Letter = TypeVar("Letter")


class _Given(TypedDict):
    """What every summary is made by."""

    form: Form | None
    forms_dir: Library | None
    now: datetime | None


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
    `judges`: other processes, which judge; the record is then only there to show its answers.

    With `mapped` the files are exports as somebody's system writes them, and problems name their columns; what is wrong
    with an export as a whole comes as a verdict on no record.
    """
    filled = FilledForms(form=form, library=library or BUNDLED)
    plain, how = partial(records, mapped=mapped, filled=filled), mapped or filled
    read = partial(_judged_by, judges=judges, plain=plain, lines=mapped is None) if judges else plain
    shown = not (printing and sys.stdout.isatty())
    for reading in _told_together(found_in(inputs_of(files, how=how), read, how=how, shown=shown)):
        if isinstance(reading, Done):
            verdict, record = reading.verdict, reading.record
        elif isinstance(reading, tuple):
            verdict, record = Verdict(form=None, problems=reading, place=reading[0].place), None
        else:
            record = reading.data
            verdict = api.validate(reading, form=form, forms_dir=library, now=now)
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
    given: _Given = {"form": form, "forms_dir": library, "now": now}

    def summary_of(reading: RawRecord) -> "tuple[Summary]":
        if copy_for is None:
            return (api.summarise(reading, **given),)
        return (api.copy_for(reading, copy_for, by_safe_contact=by_safe_contact, **given),)

    filled = FilledForms(form=form, library=library or BUNDLED)
    for found, reading in _made(files, make=summary_of, codes=codes, mapped=mapped, filled=filled):
        if isinstance(found, RecordError):
            yield found, reading.place
            continue
        codes[-1] = int(any(problem.severity == "error" for problem in found.problems))
        yield found, None if copy_for == HOME else reading.place


def written(
    files: Iterable[str],
    *,
    write: Callable[[RawRecord], Iterable[Letter]],
    form: Form | None,
    library: Library,
    codes: list[int],
    mapped: "MappedExports | None" = None,
) -> Iterator[Letter | RecordError]:
    """All that is written of each record, or why nothing is; `codes` takes an exit code for each record."""
    filled = FilledForms(form=form, library=library)
    return (found for found, _ in _made(files, make=write, codes=codes, mapped=mapped, filled=filled))


def _made(
    files: Iterable[str],
    *,
    make: Callable[[RawRecord], Iterable[Letter]],
    codes: list[int],
    mapped: "MappedExports | None",
    filled: FilledForms,
) -> Iterator[tuple[Letter | RecordError, Reading]]:
    """What is made of each record, each with the record, or why nothing is; `codes` as for `written`.

    What is wrong with a file as a whole has a code only where there is a record that it could be about.
    """
    of_files: list[int] = []
    shown = not sys.stdout.isatty()
    read, how = partial(records, mapped=mapped, filled=filled), mapped or filled
    for reading in found_in(inputs_of(files, how=how), read, how=how, shown=shown):
        try:
            if isinstance(reading, Problem):
                raise RecordError([reading])
            found = tuple(make(reading))
        except RecordError as error:
            (of_files if _is_of_a_file(reading) else codes).append(_code_of(error))
            yield error, reading
            continue
        codes.append(0)
        yield from ((each, reading) for each in found)
    codes.extend(of_files if codes else ())


def _code_of(error: RecordError) -> int:
    """2 where something could not be read or judged, 1 where it is refused; 0 of a warning about a file."""
    if any(problem.code in NOT_JUDGED for problem in error.problems):
        return 2
    return int(any(problem.severity == "error" for problem in error.problems))


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


def _judged_by(
    source: Input,
    stream: BinaryIO,
    *,
    judges: "Judges",
    plain: Callable[[Input, BinaryIO], Iterator[Reading]],
    lines: bool,
) -> Iterator[Reading | Done]:
    """Verdicts of other processes: they read lines that can be cut apart themselves, and are sent all other records."""
    if lines and suffix_of(source, stream).lower() in NDJSON:
        return judges.of_lines(stream, name=source.name)
    return judges.of_records(plain(source, stream))
