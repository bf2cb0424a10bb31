"""A .ndjson or .jsonl file: one record a line, read as a stream.

Memory does not grow with the file, nor with a line that never ends. Lines are counted as editors do, blank
ones too, although they are skipped. A byte order mark may begin any line: files get joined end to end.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from typing import BinaryIO, Final

from safeforms.places import Place
from safeforms.readers import Reading, record_at, unreadable
from safeforms.readers.json_text import BOM, Unreadable, read_json
from safeforms.streams import Broken

LONGEST: Final = 16_000_000
PIECE: Final = 65_536


def read_ndjson(stream: BinaryIO, *, name: str, first: int = 1) -> Iterator[Reading]:
    """The record of each line in order; a broken line is one problem, and the rest is still read.

    `first` is the number of the first line, where the stream is a piece of a file.
    """
    for number in count(first):
        try:
            line = stream.readline(LONGEST + 1)
        except Broken as error:
            yield unreadable(error.message, place=Place(name, number))
            return
        if not line:
            return
        if len(line) > LONGEST:
            _skip_rest(stream, line)
            message = f"The line is longer than {LONGEST // 1_000_000} MB: no record is."
            yield unreadable(message, place=Place(name, number))
        elif line.removeprefix(BOM).strip():
            yield _record(line, name=name, number=number)


def _record(line: bytes, *, name: str, number: int) -> Reading:
    try:
        data = read_json(line.rstrip(b"\r\n"))
    except Unreadable as error:
        return unreadable(error.message, place=Place(name, number, error.column))
    return record_at(data, place=Place(name, number))


def _skip_rest(stream: BinaryIO, line: bytes) -> None:
    """Reads on to the end of a line, piece by piece, or to where the stream breaks off: reading on says so."""
    with suppress(Broken):
        while line and not line.endswith(b"\n"):
            line = stream.readline(PIECE)
