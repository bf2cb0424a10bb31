"""A zip file -> the files in it that a reader knows, each read as a stream."""

import io
import struct
import zlib
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, Final, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipExtFile, ZipFile, ZipInfo

from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.streams import LARGEST, RATIO, RATIO_FROM, Broken, Unpacked, random_access
from safeforms.unpacking import ARCHIVES, NESTED, Part

MOST: Final = 10_000
IN_MEMORY: Final = 500_000_000
BUFFER: Final = 1 << 16
DAMAGE: Final = (
    *(EOFError, zlib.error, BadZipFile, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),  # of a list of contents that makes no sense
)
DAMAGED: Final = "The zip file is damaged or cut off: get it again."
LOCKED: Final = "This is locked with a password: unpack it first."
UNUSUAL: Final = "This is packed in an unusual way: unpack it first."
TOO_LARGE: Final = "The archive unpacks to far more than an export is: nothing of it is read."
FROM_A_MAC: Final = "__MACOSX/"


def unzipped(
    stream: BinaryIO, *, name: str, suffixes: Collection[str], left: list[str] | None = None
) -> Iterator[Part | Problem]:
    """The files in it, sorted by name; a problem stands for one that cannot be read, or for all of them.

    `left` takes the names of those that no reader knows.
    """
    try:
        archive = ZipFile(random_access(stream, largest=IN_MEMORY))
    except (*DAMAGE, Broken) as error:
        yield unreadable(error.message if isinstance(error, Broken) else DAMAGED, place=Place(name))
        return
    with archive:
        members = sorted(archive.infolist(), key=lambda member: member.filename)
        wanted = [member for member in members if _suffix(member) in (*suffixes, *ARCHIVES)]
        if len(members) > MOST or sum(member.file_size for member in wanted) > LARGEST:
            yield unreadable(TOO_LARGE, place=Place(name))
            return
        if not wanted:
            yield unreadable(f"It holds no file ending in {', '.join(sorted(suffixes))}.", place=Place(name))
        if left is not None:
            left.extend(f"{name}[{member.filename}]" for member in members if _is_left(member, suffixes=suffixes))
        for member in wanted:
            yield from _member(archive, member, name=f"{name}[{member.filename}]")


def _member(archive: ZipFile, member: ZipInfo, *, name: str) -> Iterator[Part | Problem]:
    if refused := _refused(member):
        yield unreadable(refused, place=Place(name))
        return
    try:
        inner = archive.open(member)
    except (*DAMAGE, KeyError):
        yield unreadable(DAMAGED, place=Place(name))
        return
    with inner:
        plain = Unpacked(cast("ZipExtFile", inner), packed=lambda: member.compress_size, damage=DAMAGE, again=True)
        yield Part(name=name, suffix=_suffix(member), stream=io.BufferedReader(plain, BUFFER))


def _refused(member: ZipInfo) -> str | None:
    """Why a file is not to be unpacked. Its size is as declared: no more of it is ever unpacked than that."""
    if _suffix(member) in ARCHIVES:
        return NESTED
    if member.flag_bits & 1:
        return LOCKED
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return UNUSUAL
    if member.file_size > RATIO_FROM and member.file_size > RATIO * member.compress_size:
        return TOO_LARGE
    return None


def _suffix(member: ZipInfo) -> str:
    """What chooses the reader; empty for folders and for what a Mac adds of its own."""
    if member.is_dir() or member.filename.startswith(FROM_A_MAC):
        return ""
    return PurePosixPath(member.filename).suffix.lower()


def _is_left(member: ZipInfo, *, suffixes: Collection[str]) -> bool:
    """Whether a file is passed over that may be an export; what a Mac adds and hidden files are none."""
    if member.is_dir() or member.filename.startswith(FROM_A_MAC) or PurePosixPath(member.filename).name[:1] == ".":
        return False
    return _suffix(member) not in (*suffixes, *ARCHIVES)
