"""Whether a workbook may be opened at all, and what its reader passes over.

A few kilobytes can unpack to gigabytes, name a cell that makes a reader count to the end of the world, or declare
entities that grow without end. So every part is streamed through the parser once, before anybody builds anything of it.
A reader also cannot tell an empty cell from a formula that was never calculated, nor from the rest of a merged range,
and passes over cells and rows that stand in no order.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import BinaryIO, Final
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from safeforms.streams import PIECE, Broken
from safeforms.unpacking.zip_file import DAMAGE
from safeforms.values import dataclass

LARGEST: Final = 200_000_000
RATIO: Final = 150
RATIO_FROM: Final = 20_000_000
PARTS: Final = 5_000
ROWS, COLUMNS = 1_048_576, 16_384
AREA: Final = 20_000_000
DAMAGED: Final = "The workbook is damaged or cut off: get it again, or save it anew."
TOO_LARGE: Final = "The workbook unpacks to more than a report is: save the sheet as CSV."
TOO_WIDE: Final = "The sheet reaches out to cells where no report has any: copy what is needed into a new one."
NO_WORKBOOK: Final = "This is no Excel workbook, whatever its name says: save it as .xlsx or CSV."
WORD: Final = "This is a Word document, whatever its name says: let its name end in .docx."
LOCKED: Final = "The workbook is locked with a password, or of before 2007: save it as .xlsx without one."
IN_A_CELL: Final = frozenset({"v", "is", "t", "r", "rPr", "rPh", "phoneticPr"})
FIRST_ROW: Final = re.compile(r"\$?[A-Za-z]{1,3}\$?([0-9]{1,7})")
OLD: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts:
    """What only the text of a sheet says: where merged ranges begin, which formulas hold no result (row, column)."""

    merged: tuple[int, ...]
    uncalculated: frozenset[tuple[int, int]]


def guarded(stream: BinaryIO) -> Mapping[str, PartFacts]:
    """What was found in each part that is a sheet. Broken, with a sentence, where the workbook is not to be opened."""
    start = stream.read(4)
    stream.seek(0)
    if start == OLD:
        raise Broken(LOCKED)
    if start != b"PK\x03\x04":
        raise Broken(NO_WORKBOOK)
    try:
        with ZipFile(stream) as workbook:
            parts = workbook.infolist()
            _bounded(parts)
            return {part.filename: facts for part in parts if (facts := _facts(workbook, part)) is not None}
    except (*DAMAGE, LookupError):  # the latter for an encoding that nobody knows
        raise Broken(DAMAGED) from None


def _bounded(parts: list[ZipInfo]) -> None:
    """Sizes are as declared: the reader of Python unpacks no more of a part than that."""
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or "xl/workbook.bin" in names:
        raise Broken(NO_WORKBOOK)
    if "word/document.xml" in names and "xl/workbook.xml" not in names:
        raise Broken(WORD)
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or part.flag_bits & 1 for part in parts):
        raise Broken(DAMAGED)
    size, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > PARTS or size > LARGEST or (size > RATIO_FROM and size > RATIO * packed):
        raise Broken(TOO_LARGE)


def _facts(workbook: ZipFile, part: ZipInfo) -> PartFacts | None:
    """Reads a part to its end; None where it is no sheet. What is no XML at all is left to whoever needs it."""
    watch = _Watch()
    with workbook.open(part) as stream:
        try:
            while piece := stream.read(PIECE):
                watch.parser.Parse(piece, False)
        except expat.ExpatError:
            if watch.is_sheet:
                raise Broken(DAMAGED) from None
    return watch.facts()


class _Watch:
    """Follows the elements of one part as they are parsed."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._root
        self.is_sheet = False
        self._row = self._column = self._area = 0
        self._merged: list[int] = []
        self._formula = self._text = False
        self._uncalculated: set[tuple[int, int]] = set()

    def facts(self) -> PartFacts | None:
        """What was found; None where the part is no sheet."""
        if not self.is_sheet:
            return None
        self._settle()
        return PartFacts(merged=tuple(self._merged), uncalculated=frozenset(self._uncalculated))

    def _doctype(self, *_: object) -> None:
        raise Broken("The workbook declares entities of its own, which none from Excel does: it is not opened.")

    def _root(self, name: str, _: dict[str, str]) -> None:
        self.is_sheet = name.endswith("}worksheet")
        self.parser.StartElementHandler = self._element if self.is_sheet else None

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        kind = name[name.rfind("}") + 1 :]
        if kind == "c":
            self._settle()
            self._cell(attributes.get("r"))
            self._text = attributes.get("t") == "str"
        elif kind == "v" and self._text:
            self._formula = False
        elif kind == "v" and self._formula:  # programs write an empty one where they do not calculate
            self.parser.CharacterDataHandler = self._result
        elif kind == "f":
            self._formula = True
        elif kind == "row":
            self._settle()
            self._begin_row(attributes.get("r"))
        elif kind not in IN_A_CELL:  # what follows the last cell has texts of its own, such as a footer
            self._settle()
            if kind == "mergeCell":
                self._merged.append(_first_row(attributes.get("ref", "")))

    def _cell(self, reference: str | None) -> None:
        column = _column(reference.rstrip("0123456789")) if reference else self._column + 1
        if column <= self._column:
            raise Broken(DAMAGED)
        self._area += column - self._column
        self._column = column
        if column > COLUMNS or self._area > AREA:
            raise Broken(TOO_WIDE)

    def _begin_row(self, number: str | None) -> None:
        row = int(number) if number else self._row + 1
        if row <= self._row:
            raise Broken(DAMAGED)
        if row > ROWS:
            raise Broken(TOO_WIDE)
        self._row, self._column = row, 0

    def _result(self, text: str) -> None:
        if text.strip():
            self._formula = False
            self.parser.CharacterDataHandler = None

    def _settle(self) -> None:
        """The cell before is over: a formula without a result is noted."""
        if self._formula:
            self._formula = False
            self.parser.CharacterDataHandler = None
            self._uncalculated.add((self._row, self._column))


def _first_row(reference: str) -> int:
    """The row in which a range begins, 0 where it does not say."""
    found = FIRST_ROW.match(reference)
    return int(found[1]) if found else 0


@lru_cache(maxsize=COLUMNS)
def _column(letters: str) -> int:
    """The number of a column: 1 for A, 27 for AA; of anything else more than there are."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        return COLUMNS + 1
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
