"""One JSON text -> plain data, strictly.

What Python's own reader lets through is refused here: repeated keys (the last would win in silence), NaN,
Infinity, numbers too large to hold, nesting that would break whoever walks it. A message never quotes the
text, not even a key: it may be a name.
"""

import json
import math
from typing import Final, Never

from safeforms.problems import SafeformsError

BOM: Final = b"\xef\xbb\xbf"
DEEPEST: Final = 64
TOO_DEEP: Final = f"This is nested more than {DEEPEST} deep: no record is."


class Unreadable(SafeformsError):  # noqa: N818 - says what the text is
    """A text is not JSON that we accept; `line` and `column` say where, if that is known."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line, self.column = line, column


def read_json(text: bytes) -> object:
    """The plain data of one JSON text in UTF-8, with or without a byte order mark; Unreadable otherwise."""
    try:
        data = _DECODER.decode(_decoded(text))
    except json.JSONDecodeError as error:
        raise Unreadable(_said(error), line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Unreadable(TOO_DEEP) from None
    except ValueError:  # int() refuses thousands of digits
        raise Unreadable("A number here has far too many digits.") from None
    if text.count(b"[") + text.count(b"{") > DEEPEST and _is_too_deep(data):
        raise Unreadable(TOO_DEEP)
    return data


def _decoded(text: bytes) -> str:
    try:
        return str(memoryview(text)[len(BOM) :] if text.startswith(BOM) else text, "utf-8")
    except UnicodeDecodeError:
        raise Unreadable("The text is not in UTF-8: save it in that encoding.") from None


def _is_too_deep(data: object) -> bool:
    """Level by level, so that depth costs no stack."""
    level = [data]
    for _ in range(DEEPEST):
        level = [container for item in level for container in _containers(item)]
        if not level:
            return False
    return True


def _containers(item: object) -> list[object]:
    inside = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
    return [child for child in inside if isinstance(child, dict | list)]


def _said(error: json.JSONDecodeError) -> str:
    if not error.doc.strip():
        return "There is nothing here: a record is missing."
    if error.msg == "Extra data":
        return "More follows here after the end of the JSON: several records stand in a list, or one a line."
    return "This is not JSON: it cannot be read from here on."


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("A key stands twice in the same object: only one of the two can be meant.")
    return found


def _constant(_: str) -> Never:
    raise Unreadable("NaN and Infinity are no numbers in JSON.")


def _decimal(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise Unreadable("A number here is too large.")
    return number


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant, parse_float=_decimal)
