"""A .json file: one record, or a list of them.

The whole file is held in memory, so its size is bounded: what is larger belongs in .ndjson, which is read
line by line. Records of a list are named by their position, which is no line: `export.json[3]`.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final

from safeforms.places import Place
from safeforms.readers import Reading, record_at, unreadable
from safeforms.readers.json_text import Unreadable, read_json
from safeforms.streams import Broken

LARGEST: Final = 200_000_000


def read_json_file(stream: BinaryIO, *, name: str) -> Iterator[Reading]:
    """The records of a file in its order, positions counting from 1; one problem if it cannot be read."""
    try:
        text = stream.read(LARGEST + 1)
    except Broken as error:
        yield unreadable(error.message, place=Place(name))
        return
    if len(text) > LARGEST:
        message = f"The file is larger than {LARGEST // 1_000_000} MB: give it as .ndjson, one record a line."
        yield unreadable(message, place=Place(name))
        return
    try:
        data = read_json(text)
    except Unreadable as error:
        yield unreadable(error.message, place=Place(name, error.line, error.column))
        return
    del text
    if not isinstance(data, list):
        yield record_at(data, place=Place(name))
        return
    for position, item in enumerate(data, start=1):
        yield record_at(item, place=Place(f"{name}[{position}]"))
