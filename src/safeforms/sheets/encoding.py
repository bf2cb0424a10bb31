"""Bytes of a text file -> text, lazily, and in which encoding.

A mark at the start decides; without one the whole file is looked through first, where one can go back to its start
(else its first eight megabytes): what is UTF-8 is read as that, what is not as Windows-1252, which Excel writes. A file
in which well-formed UTF-8 outweighs what is not is damaged UTF-8. Bytes that are no text never raise: `MARK` stands in
their place, which no text can hold, so that whoever reads the line can say where it is.
"""

import codecs
import io
from collections.abc import Iterable
from itertools import chain
from typing import BinaryIO, Final, TextIO

from safeforms.problems import UsageError
from safeforms.streams import Broken, Kept, first_bytes, pieces
from safeforms.values import dataclass

MARK: Final = "\ud800"
MARKED: Final = "safeforms.marked"
HEAD: Final = 8_000_000
ENOUGH: Final = 1_000
REFUSED: Final = frozenset(("unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape", "utf-7"))
"""Encodings of which Python makes other text than what stands there, such as a line end of \\n: nobody writes them."""
STARTS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
NAMES: Final = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file as text, its line ends as they are and without the mark at its start; `start` are its first bytes."""

    text: TextIO
    start: bytes
    note: str


def decoded(stream: BinaryIO, *, encoding: str | None = None) -> Decoded:
    """The text of a stream from where it stands; closing it leaves the stream open. UsageError for no encoding."""
    start = stream.tell() if stream.seekable() else None
    head = first_bytes(stream, size=4_096 if start is not None else HEAD)
    if encoding:
        codec, how = _known(encoding), "as was said"
    elif marked := next((codec for mark, codec in STARTS if head.startswith(mark)), None):
        codec, how = marked, "as its start says"
    elif unmarked := _without_mark(head):
        codec, how = unmarked, "for every other byte is zero"
    else:
        codec, how = _found(chain([head], pieces(stream) if start is not None else ()))
    if start is not None:
        stream.seek(start)
    skipped = next((len(mark) for mark, marked in STARTS if marked == codec and head.startswith(mark)), 0)
    kept = io.BufferedReader(Kept(stream, head=head if start is None else b""))
    kept.read(skipped)
    text = io.TextIOWrapper(kept, encoding=codec, errors=MARKED, newline="")
    note = f"Read in the encoding {NAMES.get(codec, codec)}, {how}."
    return Decoded(text=text, start=head[:8], note=note)


def _known(encoding: str) -> str:
    """An encoding of text that Python knows, by the name that Python gives it."""
    try:
        codec = codecs.lookup(encoding).name
        if codec in REFUSED:
            raise LookupError
        codecs.getincrementaldecoder(codec)(MARKED).decode(b"a\x81a\x00")
        io.TextIOWrapper(io.BytesIO(), encoding=codec)
    except (LookupError, ValueError, TypeError, AssertionError):
        raise UsageError(f"There is no encoding '{encoding}': use utf-8, cp1252 or utf-16.") from None
    return codec


def _without_mark(head: bytes) -> str | None:
    """UTF-16 of which the mark was lost: in Western text every other byte is zero, and text holds none."""
    first, second = head[0:4_096:2], head[1:4_096:2]
    if not second or min(first.count(0), second.count(0)):
        return None
    if second.count(0) > len(second) // 2:
        return "utf-16-le"
    return "utf-16-be" if first.count(0) > len(first) // 2 else None


def _found(parts: Iterable[bytes]) -> tuple[str, str]:
    """The encoding that the bytes fit, and how that is known."""
    decoder = codecs.getincrementaldecoder("utf-8")(MARKED)
    well = ill = 0
    try:
        for part in parts:
            text = decoder.decode(part)
            if text.isascii():
                continue
            wrong = text.count(MARK)
            ill += wrong
            well += len(text) - len(text.encode("ascii", "ignore")) - wrong
            if ill > max(ENOUGH, well):
                break
    except Broken:  # whoever reads the text comes to the break again, and says where it is
        pass
    if not ill:
        return "utf-8", "which it fits" if well else "though any would do"
    return ("utf-8", "although some of it is damaged") if well > ill else ("cp1252", "for it is not UTF-8")


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return MARK, error.end


codecs.register_error(MARKED, _mark)
