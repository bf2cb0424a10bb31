"""Streams of bytes that may break off, come out of an archive, or cannot be gone back in.

What is unpacked is counted as it comes out, so that a small file cannot become a large one unnoticed. A stream that
breaks off raises `Broken` at the break, after all that stands before it was handed out.
"""

import errno
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, Never, Protocol

LARGEST: Final = 10_000_000_000
RATIO: Final = 200
RATIO_FROM: Final = 50_000_000
PIECE: Final = 1 << 18
AT_ONCE: Final = 8_192  # what an unpacker loses where it meets damage
BREAKS_OFF: Final = "The archive is damaged or cut off here: get it again."
TOO_LARGE: Final = "The archive unpacks to far more than an export is: nothing is read from here on."


class Broken(OSError):  # noqa: N818 - says what the file is
    """What is being read cannot be read on; `message` is one sentence that says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(errno.EIO, message)
        self.message = message


class Packed(Protocol):
    """A file in an archive, as gzip and zipfile open it."""

    def read1(self, size: int, /) -> bytes: ...
    def seek(self, offset: int, /) -> int: ...


class Unpacked(io.RawIOBase):
    """What comes out of an archive, bounded: `packed` says how many bytes of the archive were taken for it so far.

    `damage` are the errors that mean that the archive is broken. Where `again`, one can go back to the start.
    """

    def __init__(
        self, inner: Packed, *, packed: Callable[[], int], damage: tuple[type[Exception], ...], again: bool
    ) -> None:
        self._inner = inner
        self._packed = packed
        self._damage = damage
        self._again = again
        self._at = 0
        self._broken = ""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._again

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """To the start or to where we are: what lies between costs unpacking all of it again."""
        if not self._again or whence != io.SEEK_SET or offset not in (0, self._at):
            raise io.UnsupportedOperation("an unpacked stream is read from its start")
        if offset != self._at:
            self._at = self._inner.seek(offset)
            self._broken = ""
        return self._at

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        if self._broken:
            raise Broken(self._broken)
        room = memoryview(buffer).cast("B")[:AT_ONCE]
        try:
            taken = self._inner.read1(len(room))
        except self._damage:
            return self._break(BREAKS_OFF)
        self._at += len(taken)
        if self._at > LARGEST or (self._at > RATIO_FROM and self._at > RATIO * self._packed()):
            return self._break(TOO_LARGE)
        room[: len(taken)] = taken
        return len(taken)

    def _break(self, message: str) -> Never:
        self._broken = message
        raise Broken(message)


class Kept(io.RawIOBase):
    """A stream with bytes put back before it; closing this leaves the stream open. `taken` counts what was read."""

    def __init__(self, stream: BinaryIO, *, head: bytes = b"") -> None:
        self._stream = stream
        self._head = memoryview(head)
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        room = memoryview(buffer).cast("B")
        taken = self._head[: len(room)] or memoryview(_some(self._stream, size=len(room)))
        self._head = self._head[len(taken) :]
        self.taken += len(taken)
        room[: len(taken)] = taken
        return len(taken)


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of a stream, piece by piece."""
    return iter(lambda: _some(stream, size=PIECE), b"")


def first_bytes(stream: BinaryIO, *, size: int) -> bytes:
    """The first bytes, fewer where the stream ends or breaks off before."""
    found = bytearray()
    try:
        while len(found) < size and (piece := _some(stream, size=size - len(found))):
            found += piece
    except Broken:  # whoever reads on comes to the break again
        pass
    return bytes(found)


def random_access(stream: BinaryIO, *, largest: int) -> BinaryIO:
    """The stream where one can jump about in it, else a copy in memory. Broken where that would be too large."""
    if stream.seekable() and not isinstance(getattr(stream, "raw", None), Unpacked):
        return stream
    held = stream.read(largest + 1)
    if len(held) > largest:
        raise Broken(f"The file is larger than {largest // 1_000_000} MB: give it unpacked, as a file, or as CSV.")
    return io.BytesIO(held)


def _some(stream: BinaryIO, *, size: int) -> bytes:
    """What can be had at once: reading on for more could meet a break and lose what came before it."""
    read1 = getattr(stream, "read1", None)
    return bytes(read1(size) if read1 else stream.read(size))
