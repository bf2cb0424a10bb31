"""A file, or an archive of files -> each file in it as a stream, bounded.

A gzip file holds one file and keeps its name; those in a zip are called `export.zip[inside.csv]`, sorted by name. As in
a folder, what no reader knows is left. Where an archive breaks off, reading raises `Broken` after what stands before it
(a zip has its list of contents at the end, so of a cut one nothing is read). An archive inside an archive is refused.
"""

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.values import dataclass

ARCHIVES: Final = (".gz", ".zip")
"""Suffixes of archives; the files in them need one of their own."""

NESTED: Final = "This is an archive inside an archive, which is not read: unpack it first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file to read: what places call it, the suffix that chooses its reader, empty where only content can tell."""

    name: str
    suffix: str
    stream: BinaryIO


def unpacked(
    stream: BinaryIO, *, name: str, suffix: str, suffixes: Collection[str], left: list[str] | None = None
) -> Iterator[Part | Problem]:
    """The files in an open one, or itself where it is no archive; each is read before the next is asked for.

    `suffix` is both of `export.csv.gz`. A problem stands for what cannot be read. `suffixes` are those with readers;
    `left` takes the names of the files that none knows.
    """
    whole = PurePosixPath(f"x{suffix.lower()}")
    if whole.suffix == ".gz":
        inner = PurePosixPath(whole.stem).suffix
        if inner in (*ARCHIVES, ".tar"):
            yield unreadable(NESTED, place=Place(name))
            return
        from safeforms.unpacking.gzip_file import gunzipped

        yield Part(name=name, suffix=inner, stream=gunzipped(stream))
    elif whole.suffix == ".zip":
        from safeforms.unpacking.zip_file import unzipped

        yield from unzipped(stream, name=name, suffixes=suffixes, left=left)
    else:
        yield Part(name=name, suffix=suffix, stream=stream)
