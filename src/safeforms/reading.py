"""Files -> the raw records in them, one by one; memory does not grow with the files.

A file or a line that cannot be read is one problem in its place, and the rest is read. What follows a problem of a
file as a whole, whose code begins with `map.`, is read too.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar

from safeforms.definition import Form
from safeforms.filled_forms.reading import FILLED, FilledForms
from safeforms.inputs import Input, find_inputs, no_progress, opened, passed_over, suffix_of
from safeforms.judgement.raw_record import RawRecord
from safeforms.library import FormsDir, Library, library_of
from safeforms.places import Place
from safeforms.problems import Problem, RecordError, UsageError
from safeforms.readers import READERS, Reading, read_records, unreadable
from safeforms.sheets.opening import SHEETS
from safeforms.unpacking import ARCHIVES, unpacked

if TYPE_CHECKING:
    from safeforms.maps.opening import MappedExports

LARGE: Final = 1_000_000
CHANGED: Final = "The file changed while it was read, so some of it may be missing here: judge it again."
Found = TypeVar("Found")


def read_export(
    export: str | Path,
    *,
    map: str | Path | None = None,  # noqa: A002 - what it is called everywhere
    form: str | Path | Form | None = None,
    forms_dir: FormsDir = None,
    settings: str | Path | None = None,
) -> Iterator[RawRecord | Problem]:
    """The records in an export, in its order, and in the place of what is none a Problem; read as they are asked for.

    `export` is a file, a folder or a pattern: JSON and NDJSON, forms that were filled in (Word, PDF, and the entry
    sheets as Excel and CSV), or with `map` what an export map says how to read. `form` is which form was filled in,
    where the file does not say. Each record can be judged, summarised and so on as it is; its `data` is the record in
    JSON. A Problem with the code `unreadable` or `wrong_form` stands where a record should be; those that begin with
    `map.` are of the file as a whole.

    At once UsageError where there is no such file, form or map, FormError where the form or map is wrong; while reading
    UsageError where an extra is missing or a file that the map joins is not there.
    """
    library = library_of(forms_dir, settings=settings)
    if map is not None and form is not None:
        raise UsageError("The map says which form the records are for: leave the form out.")
    mapped = mapped_by(map, library=library) if map is not None else None
    filled = FilledForms(form=library.load(form) if form is not None else None, library=library)
    inputs = inputs_of([str(export)], how=mapped or filled)
    return found_in(inputs, partial(records, mapped=mapped, filled=filled), how=mapped or filled)


def record_in(name: str, *, form: Form, library: Library) -> RawRecord:
    """The only record of a file. UsageError where it has none or several, RecordError where it cannot be read."""
    filled = FilledForms(form=form, library=library)
    inputs = inputs_of([name], how=filled)
    found = list(islice(found_in(inputs, partial(records, mapped=None, filled=filled), how=filled), 2))
    if problems := [problem for problem in found if isinstance(problem, Problem)]:
        raise RecordError(problems)
    if len(found) != 1:
        raise UsageError(f"{name} holds {'several records' if found else 'no record'}: a form takes one.")
    return next(record for record in found if isinstance(record, RawRecord))


def mapped_by(map_file: str | Path, *, library: Library) -> "MappedExports":
    """How exports are read by a map. FormError where it is wrong, UsageError where there is none."""
    from safeforms.maps.loading import load_map
    from safeforms.maps.opening import MappedExports
    from safeforms.sheets.opening import open_sheets

    export_map, form = load_map(map_file, library=library)
    return MappedExports(export_map=export_map, form=form, open_sheets=open_sheets)


def inputs_of(files: Iterable[str], *, how: "MappedExports | FilledForms") -> list[Input]:
    """The inputs that names stand for. UsageError where one stands for nothing that can be read."""
    suffixes = (*_suffixes(how), *ARCHIVES)
    names = list(files)
    how.passed_over.extend(passed_over(names, suffixes=suffixes))
    return find_inputs(names, suffixes=suffixes)


def found_in(
    inputs: Iterable[Input],
    read: Callable[[Input, BinaryIO], Iterator[Found]],
    *,
    how: "MappedExports | FilledForms",
    shown: bool = False,
) -> Iterator[Found | Problem]:
    """What is read in all inputs, and what is said at the end of them together.

    `shown`: with progress, where standard error is a terminal and there is much.
    """
    inputs = list(inputs)
    size = sum(source.size for source in inputs)
    progress = no_progress
    if shown and size > LARGE and sys.stderr.isatty():
        from safeforms.commands.console import progress
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
    yield from how.ending()


def _as_it_is(source: Input, stream: BinaryIO) -> tuple[int, int] | None:
    """The size of a file and when it was last written; None of a pipe, which has neither."""
    if not source.size:
        return None
    found = os.fstat(stream.fileno())
    return found.st_size, found.st_mtime_ns


def _suffixes(how: "MappedExports | FilledForms") -> tuple[str, ...]:
    """What the names of files end in that are read."""
    return (*READERS, *FILLED) if isinstance(how, FilledForms) else tuple(SHEETS)


def records(
    source: Input, stream: BinaryIO, *, mapped: "MappedExports | None", filled: FilledForms
) -> Iterator[Reading]:
    """The records of an input, or of each file in it where it is an archive; of forms filled in, unless by a map."""
    how, whole = mapped or filled, suffix_of(source, stream)
    for part in unpacked(stream, name=source.name, suffix=whole, suffixes=_suffixes(how), left=how.passed_over):
        if isinstance(part, Problem):
            yield part
            continue
        inside = Input(name=part.name, suffix=part.suffix, path=None)
        suffix = part.suffix or suffix_of(inside, part.stream)
        if mapped is None and suffix.lower() in FILLED:
            yield from filled.read(part.stream, name=part.name, suffix=suffix)
        elif mapped is None:
            yield from read_records(part.stream, name=part.name, suffix=suffix)
        else:
            suffix = suffix if suffix.lower() in SHEETS else ".csv"  # a title on the first line looks like nothing
            path = source.path if part.name == source.name else None  # what lies in a zip has no neighbours
            yield from mapped.read(part.stream, name=part.name, suffix=suffix, path=path)
