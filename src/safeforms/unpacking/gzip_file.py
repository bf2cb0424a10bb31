"""A gzip file -> the file in it, read as a stream."""

import io
import zlib
from gzip import BadGzipFile, GzipFile
from typing import BinaryIO, Final

from safeforms.streams import Kept, Unpacked

BUFFER: Final = 1 << 16
DAMAGE: Final = (EOFError, zlib.error, BadGzipFile)


def gunzipped(stream: BinaryIO) -> BinaryIO:
    """What is in it, in as many pieces as there are; one can go back to the start where the stream can."""
    if stream.seekable():
        source, packed = stream, stream.tell
    else:
        kept = Kept(stream)
        source, packed = io.BufferedReader(kept, BUFFER), lambda: kept.taken
    inner = GzipFile(fileobj=source, mode="rb")
    return io.BufferedReader(Unpacked(inner, packed=packed, damage=DAMAGE, again=stream.seekable()), BUFFER)
