"""Files of records -> raw records one by one, or the problem that stands where a record should be.

A table from the suffix of a file to its reader. Every reader is a lazy generator in a module of its own,
imported when first used, and none imports another. A record that cannot be read is one problem; what
follows it is still read. Whether a record makes sense is not asked here.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final, Protocol

from safeforms.judgement.raw_record import RawRecord as RawRecord
from safeforms.places import Place
from safeforms.problems import Problem, UsageError

Reading = RawRecord | Problem


class Reader(Protocol):
    """Reads an open file; `name` is what places call it."""

    def __call__(self, stream: BinaryIO, *, name: str) -> Iterator[Reading]: ...


def read_records(stream: BinaryIO, *, name: str, suffix: str) -> Iterator[Reading]:
    """The records of an open file in its order; `name` is what places call it.

    The suffix chooses the reader, in any case. UsageError at once where no reader knows it; errors of the
    stream itself come through while reading.
    """
    reader = READERS.get(suffix.lower())
    if reader is None:
        raise UsageError(f"No reader for files ending in '{suffix}': use {', '.join(READERS)}.")
    return reader(stream, name=name)


def record_at(data: object, *, place: Place) -> Reading:
    """The raw record that a JSON value is, or a problem where it is something else than an object."""
    if isinstance(data, dict):
        return RawRecord(place=place, data=data)
    return unreadable("A record is a JSON object, between { and }: this is something else.", place=place)


def unreadable(message: str, *, place: Place) -> Problem:
    """The problem that stands where a record should be."""
    return Problem(code="unreadable", message=message, place=place)


def _json(stream: BinaryIO, *, name: str) -> Iterator[Reading]:
    from safeforms.readers.json_file import read_json_file

    return read_json_file(stream, name=name)


def _ndjson(stream: BinaryIO, *, name: str) -> Iterator[Reading]:
    from safeforms.readers.ndjson import read_ndjson

    return read_ndjson(stream, name=name)


READERS: Final[Mapping[str, Reader]] = {".json": _json, ".ndjson": _ndjson, ".jsonl": _ndjson}
"""The suffix of a file -> its reader."""
