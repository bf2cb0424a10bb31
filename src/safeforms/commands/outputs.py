"""Results to standard output as they come, or to a file whole.

A full disk leaves no half-written file, and the exit is quiet where nobody reads on.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from safeforms.problems import UsageError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from safeforms.lines import Line

HALF: Final = re.compile("[\ud800-\udfff]")
"""Half of a character, which JSON may carry and nothing can write as it is."""


def print_data(rows: Iterable[object], *, style: str) -> None:
    """Rows as one JSON list, or as a line each where the style is `ndjson`."""
    for text in data_text(rows, style=style):
        sys.stdout.write(text)


def print_pieces(pieces: Iterable[str]) -> None:
    """A text in pieces as they come, in UTF-8 wherever it goes: a page says of itself that it is."""
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode())


def data_text(rows: Iterable[object], *, style: str) -> Iterator[str]:
    """The text of rows in pieces: one JSON list, or a line each where the style is `ndjson`."""
    if style == "ndjson":
        for row in rows:
            yield _json(row) + "\n"
        return
    first = True
    for row in rows:
        yield ("[\n" if first else ",\n") + _json(row, indent=2)
        first = False
    yield "[]\n" if first else "\n]\n"


def print_plain(lines: "Iterable[Line]") -> None:
    """Lines as they come, for a pipe or a file: plain, none folded, so that they can be searched and compared."""
    for line in lines:
        sys.stdout.write(line.whole())


def print_no_more() -> None:
    """Sends what is still to be printed nowhere, so that the exit is quiet."""
    with suppress(OSError, ValueError):  # ValueError: a stream that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def give(content: bytes, output: str | None) -> None:
    """Bytes to standard output, or whole to a file of this name; UsageError where that cannot be written."""
    from pathlib import Path

    if output is None:
        sys.stdout.buffer.write(content)
    else:
        write_whole(Path(output), content)


def write_whole(path: "Path", content: bytes) -> None:
    """Writes a file whole, then gives it its name; a device or a pipe is written as it is.

    UsageError where it cannot be written; what was there before is then untouched.
    """
    with writing(path) as stream:
        stream.write(content)


@contextmanager
def writing(path: "Path") -> "Iterator[BinaryIO]":
    """A file to be written piece by piece, which gets its name when all is written; otherwise as `write_whole`."""
    import shutil

    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                yield stream
            return
        with part.open("wb") as stream:
            yield stream
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or 'unknown reason'}.") from None
    finally:
        part.unlink(missing_ok=True)


def _json(row: object, *, indent: int | None = None) -> str:
    import json

    text = json.dumps(row, ensure_ascii=False, indent=indent)
    return json.dumps(row, indent=indent) if HALF.search(text) else text
