"""What an object in a PDF says: a text as any program writes one, the items of an array, what lies on the pages.

A PDF may be made to lead in circles or to be endless: whatever is gone through here is bounded. References are
followed, and an object is the same Python object each time it is come by.
"""

import re
from collections.abc import Iterator
from typing import Final

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

from safeforms.streams import Broken

LONGEST_TEXT: Final = 1_000_000
MOST_ON_PAGES: Final = 50_000
"""Pages and what lies on them."""
TOO_LONG: Final = "A field of the PDF holds more than any answer: fill in the blank form itself."
TOO_MANY: Final = "The PDF has more fields than any form: fill in the blank form itself."
GONE: Final = "A field of the PDF is damaged: get it again."
LANGUAGE: Final = re.compile("\x1b[A-Za-z]{2,4}\x1b")
"""How a text may say which language follows."""
MARKS: Final = ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8"))


def said(found: object) -> str:
    """A text, a name or a number as text; of several, each after a comma; empty where there is nothing.

    Broken where it is too long for any answer, or is no text at all.
    """
    found = _resolved(found)
    if not isinstance(found, ArrayObject):
        return _one(found)
    texts, total = list[str](), 0
    for item in found:
        texts.append(_one(_resolved(item)))
        total += len(texts[-1]) + 2
        if total > LONGEST_TEXT:
            raise Broken(TOO_LONG)
    return ", ".join(texts)


def _one(found: object) -> str:
    match found:
        case StreamObject():
            return _decoded(found.get_data())
        case ByteStringObject():
            return _decoded(found)
        case NameObject():
            return str(found).removeprefix("/")
        case str():
            _refuse_long(found)
            return LANGUAGE.sub("", found)
        case None | NullObject():
            return ""
        case BooleanObject():
            return str(found.value).lower()
        case int() | float():
            return str(found)
        case _:
            raise Broken(GONE)


def _decoded(raw: bytes) -> str:
    """Bytes that say by their first few how they are written, or are written as most are."""
    _refuse_long(raw)
    for mark, coding in MARKS:
        if raw.startswith(mark):
            return LANGUAGE.sub("", raw.removeprefix(mark).decode(coding, "replace"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _refuse_long(text: str | bytes) -> None:
    if len(text) > LONGEST_TEXT:
        raise Broken(TOO_LONG)


def dictionary(found: object) -> DictionaryObject | None:
    """A dictionary, None where something else is there."""
    found = _resolved(found)
    return found if isinstance(found, DictionaryObject) else None


def items(found: object) -> list[object]:
    """What an array holds; nothing where there is none."""
    found = _resolved(found)
    return list(found) if isinstance(found, ArrayObject) else []


def annotations(reader: PdfReader) -> Iterator[tuple[int, DictionaryObject]]:
    """What lies on the pages, fields and all else, with the number of its page. Broken where there is too much."""
    met = 0
    for number, page in enumerate(_pages(reader), start=1):
        found = items(page.get("/Annots"))
        met += 1 + len(found)
        if met > MOST_ON_PAGES:
            raise Broken(TOO_MANY)
        yield from ((number, one) for one in map(dictionary, found) if one is not None)


def _pages(reader: PdfReader) -> Iterator[DictionaryObject]:
    """The pages in order, each once, however the tree that holds them is knotted."""
    seen, met = set[int](), 0
    left = [dictionary(reader.root_object.get("/Pages"))]
    while left:
        page = left.pop()
        if page is None or id(page) in seen:
            continue
        seen.add(id(page))
        if "/Kids" not in page:
            yield page
            continue
        kids = items(page["/Kids"])
        met += len(kids)
        if met > MOST_ON_PAGES:
            raise Broken(TOO_MANY)
        left.extend(dictionary(kid) for kid in reversed(kids))


def _resolved(found: object) -> object:
    return found.get_object() if isinstance(found, PdfObject) else found
