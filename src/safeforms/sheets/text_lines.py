"""The lines of a text as they come, counted as editors do, and given back where a row turns out to be broken.

A row of a delimited file may run over several lines, so a quotation mark that was never closed swallows the lines after
it. Whoever reads a row marks where it begins; from the broken one, all lines but the first are read again as rows of
their own. That is bounded, as are lines and rows: nobody's memory or afternoon depends on a file.
"""

from collections import deque
from contextlib import suppress
from typing import Final, TextIO

from safeforms.sheets.encoding import MARK
from safeforms.streams import Broken

LONGEST: Final = 1_000_000
AGAIN: Final = 20_000_000
PIECE: Final = 65_536
TOO_LONG: Final = f"The row is longer than {LONGEST:,} characters: a quotation mark is not closed, or it is none."
ZERO: Final = "There is a zero byte here: the file is damaged, or no text."
NO_TEXT: Final = "There is a byte here that is no text in the encoding of the file: say which it is, or mend the row."


class Spoilt(Exception):  # noqa: N818 - says what the row is
    """The row that is being read is none; the message is one sentence."""


class TextLines:
    """An iterator over lines with their ends; `begins` is the line where the row began that is being read.

    `fault` is the line, the column and the sentence of what cannot be text in this row, None mostly.
    """

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._waiting: deque[str] = deque()
        self._row: list[str] = []
        self._size = 0
        self._number = 0
        self._again = 0
        self._cut = False
        self.begins = 0
        self.fault: tuple[int, int, str] | None = None

    def __iter__(self) -> "TextLines":
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._fresh()
        if not line:
            raise StopIteration
        self._number += 1
        self._row.append(line)
        self._size += len(line)
        if self._size > LONGEST:
            raise Spoilt(TOO_LONG)
        if "\0" in line or (not line.isascii() and MARK in line):
            self.fault = self.fault or self._fault_in(line)
        return line

    @property
    def next_number(self) -> int:
        """The number of the line that comes next."""
        return self._number + 1

    def begin(self) -> None:
        """What comes next begins a row."""
        self._row.clear()
        self._size = 0
        self.begins = self._number + 1
        self.fault = None

    def rewind(self) -> None:
        """Back to the second line of the row that is being read. Broken where that has been done too much."""
        again = self._row[1:]
        self._again += sum(len(line) for line in again)
        if self._again > AGAIN:
            raise Broken("Too many quotation marks are not closed: nothing is read from here on.")
        self._waiting.extendleft(reversed(again))
        self._number = self.begins

    def peek(self, count: int) -> list[str]:
        """The next lines, which are still to come; fewer where the text ends or breaks off before."""
        with suppress(Broken):
            while len(self._waiting) < count and (line := self._fresh()):
                self._waiting.append(line)
        return list(self._waiting)[:count]

    def _fresh(self) -> str:
        """The next line of the text; of one that is too long only the start, its rest is skipped."""
        line = self._text.readline(LONGEST + 1)
        if self._cut and line == "\n":  # the other half of the end of a line that was too long
            line = self._text.readline(LONGEST + 1)
        self._cut = len(line) > LONGEST
        rest = line
        while self._cut and rest and not rest.endswith(("\n", "\r")):
            rest = self._text.readline(PIECE)
        return line

    def _fault_in(self, line: str) -> tuple[int, int, str]:
        sign, said = ("\0", ZERO) if "\0" in line else (MARK, NO_TEXT)
        return self._number, line.index(sign) + 1, said
