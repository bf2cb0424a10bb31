"""Where documents go that are not printed: all to one file, or each to a file of its own in a folder."""

import os
import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Final

from safeforms.commands.outputs import write_whole, writing
from safeforms.problems import UsageError

ENDINGS: Final = {"text": "txt", "json": "json", "ndjson": "ndjson", "markdown": "md", "html": "html"}
"""The formats, each with how its files end."""
NOT_FOR_FILES: Final = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST: Final = 80


class Folder:
    """A folder with a file for each document, named by its record: no name does harm, and no two are alike."""

    def __init__(self, path: Path, *, style: str) -> None:
        self._path, self._ending = path, ENDINGS[style]
        self._taken: set[str] = set()

    def write(self, pieces: Iterable[str], *, record: str, kind: str = "") -> None:
        """One more file; `kind` is said in its name behind the record. UsageError where it cannot be written."""
        write_whole(self._path / f"{self._new(record, kind)}.{self._ending}", "".join(pieces).encode())

    def _new(self, record: str, kind: str) -> str:
        """A name that no other has, in capitals or not."""
        wanted = (NOT_FOR_FILES.sub("_", record).strip("._-")[:LONGEST] or "record") + kind
        name, number = wanted, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name.casefold())
        return name


def folder_of(output: str, *, style: str) -> Folder | None:
    """The folder that is meant, made if it is not there; None where a file is. UsageError where it cannot be made."""
    path = Path(output)
    if not (output.endswith(("/", os.sep)) or path.is_dir()):
        return None
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{output} cannot be made: {error.strerror or 'unknown reason'}.") from None
    return Folder(path, style=style)


def write_file(output: str, pieces: Iterable[str]) -> None:
    """All of it to one file, piece by piece, as `outputs.writing` does.

    Where there is nothing, no file is made, for it would look like something; one that was there does not stay.
    """
    path, waiting = Path(output), iter(pieces)
    first = next(waiting, None)
    if first is None and not path.exists():
        return
    with writing(path) as stream:
        stream.writelines(text.encode() for text in chain([first or ""], waiting))
