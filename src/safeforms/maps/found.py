"""What was met in an export beside its records: columns and words that the map does not know, each counted.

Words are held to be counted, never to be told unless somebody asks for them; of one column no more than MOST are held.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from safeforms.language.shape import quoted
from safeforms.maps.answer_like import looks_like_an_answer
from safeforms.maps.layout import Layout
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.sheets.names import column_letters

MOST: Final = 200
LEAST_MET: Final = 2
CODE: Final = re.compile(r"[0-9]{1,7}")
"""What may be the number of a question: NHS numbers, telephone numbers and dates without signs are longer."""
NOT_NAMED: Final = "most questions"
NOT_NAMED_HERE: Final = "questions that are not named here"


@dataclass(slots=True)
class Words:
    """How often words stood in a column; `more` counts those that came after the first MOST."""

    counts: Counter[str] = field(default_factory=Counter)
    more: int = 0

    def add(self, word: str) -> None:
        """Counts a word."""
        if word in self.counts or len(self.counts) < MOST:
            self.counts[word] += 1
        else:
            self.more += 1

    @property
    def cells(self) -> int:
        """In how many cells they stood."""
        return self.counts.total() + self.more


@dataclass(slots=True)
class Found:
    """What one sheet has: cells with something in them by column, and words without a meaning by column.

    `unreadable` counts cells that are no answer for another cause, by column and cause; `left_out` words by column that
    no answer takes; `scattered` has where rows of records of a long extract came that were over, `record` the column
    of its ids; `items` answers to questions that the map does not know, `met` are those of its `asked` questions that
    were met. With `every` the cells of all columns are counted, else only of those that the map does not know: it is
    quicker.
    """

    sheet: str = "the export"
    every: bool = False
    place: Place = Place("")
    rows: int = 0
    names: dict[int, str] = field(default_factory=dict)
    filled: Counter[int] = field(default_factory=Counter)
    words: dict[str, Words] = field(default_factory=dict)
    unreadable: Counter[tuple[str, str]] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    items: Words = field(default_factory=Words)
    scattered: list[Place] = field(default_factory=list)
    record: str = ""
    asked: int = 0
    met: set[int] = field(default_factory=set)
    read: set[int] = field(default_factory=set)
    ignored: set[int] = field(default_factory=set)
    _counted: tuple[int, ...] = ()

    def laid_out(self, layout: Layout, *, ignored: Iterable[str], place: Place) -> list[Problem]:
        """Takes down which columns there are, and gives what the map reads and cannot find."""
        self.place, self.read = place, set(layout.read)
        self.names = {position: name.strip() for position, name in enumerate(layout.header)}
        for position, name, passed_over in layout.unread(ignored=ignored):
            self.names[position] = name if layout.is_known else f"column {column_letters(position + 1)}"
            if passed_over:
                self.ignored.add(position)
        self._counted = tuple(self.names if self.every else self.unknown)
        return list(layout.problems(place=place, sheet=self.sheet)) if layout.header else []

    @property
    def unknown(self) -> list[int]:
        """The columns that the map says nothing of."""
        return [position for position in self.names if position not in self.read | self.ignored]

    def row(self, cells: Sequence[object]) -> None:
        """Counts what a row has."""
        self.rows += 1
        for position in self._counted:
            if cells[position] is not None and cells[position] != "":
                self.filled[position] += 1

    def unknown_word(self, header: str, word: str) -> None:
        """Counts a word to which the map gives no meaning."""
        self.words.setdefault(header, Words()).add(word)

    def unknown_item(self, item: str) -> None:
        """Counts an answer of a long extract to a question that the map does not know."""
        self.items.add(item or "(no question)")

    def unknown_items(self) -> Iterator[tuple[str, int]]:
        """The questions of a long extract that the map does not know, and how often each was answered.

        Where hardly any question of the map was met, the column that it names may be one of answers: no name is told.
        """
        if len(self.met) < min(self.asked, max(LEAST_MET, self.asked / 4)):
            if self.items.cells:
                yield NOT_NAMED, self.items.cells
            return
        unnamed = self.items.more
        for item, count in self.items.counts.items():
            if looks_like_an_answer(item) and not CODE.fullmatch(item):
                unnamed += count
            else:
                yield item, count
        if unnamed:
            yield NOT_NAMED_HERE, unnamed

    def problems(self) -> Iterator[Problem]:
        """What the map says nothing of and that was not empty, each column once with its count."""
        for position in self.unknown:
            if self.filled[position]:
                yield _unmapped_column(self.names[position], self.filled[position], place=self.place, sheet=self.sheet)
        for item, count in self.unknown_items():
            yield _unmapped_item(item, count, place=self.place)
        for header, words in self.words.items():
            yield _unmapped_values(header, words, place=self.place)
        if self.scattered:
            yield _scattered(self.scattered, self.record)
        for header, count in self.left_out.items():
            yield _left_out(header, count, place=self.place)


def _unmapped_column(name: str, cells: int, *, place: Place, sheet: str) -> Problem:
    message = (
        f"The map says nothing of the column {quoted(name)} of {sheet}, which has something in {_rows(cells)}: "
        "map it, or put it under 'ignore'."
    )
    return Problem(code="map.unmapped_column", message=message, place=place, header=name)


def _unmapped_item(item: str, cells: int, *, place: Place) -> Problem:
    message = f"The map says nothing of {quoted(item)}, which is answered in {_rows(cells)}: map or ignore it."
    return Problem(code="map.unmapped_column", message=message, place=place, header=item)


def _unmapped_values(header: str, words: Words, *, place: Place) -> Problem:
    count = len(words.counts)
    what = f"{count} words" if count > 1 else "a word"
    if words.more:
        what = f"more than {MOST} words"
    met = f"{words.cells:,} times" if words.cells > 1 else "once"
    message = (
        f"The column {quoted(header)} has {what} that the map gives no meaning, met {met}: "
        "'map check --show-values' lists them."
    )
    return Problem(code="map.unmapped_value", message=message, place=place, header=header)


def _scattered(places: Sequence[Place], header: str) -> Problem:
    times = "" if len(places) == 1 else f" ({len(places):,} times, here for the first)"
    message = (
        f"The rows of this record do not follow each other{times}, and the later ones are not read: "
        f"sort the export by {quoted(header)}."
    )
    return Problem(code="map.scattered_records", message=message, place=places[0], header=header)


def _left_out(header: str, records: int, *, place: Place) -> Problem:
    message = (
        f"The column {quoted(header)} has words in {_rows(records)} that no answer there takes: no record holds them. "
        "In the map, 'join' the column to a text."
    )
    return Problem(code="map.words_left_out", message=message, place=place, header=header)


def _rows(count: int) -> str:
    return f"{count:,} rows" if count > 1 else "1 row"
