"""The columns of a sample and a form -> which question each may answer: guesses, each with its score.

The best guess is taken first, no column and no question twice. A header with a number in it may be a row of a table.
"""

import re
from collections.abc import Iterator
from typing import Final

from safeforms.definition import Form
from safeforms.maps.definition import USUAL_BLANKS, Long
from safeforms.maps.likeness import ENOUGH, contradicted, likeness, pieces_of, speaks_for
from safeforms.maps.matching import ROW, word_key
from safeforms.maps.sampling import Column, Sample
from safeforms.questions import Group, Question, Table
from safeforms.sheets.names import header_key
from safeforms.values import dataclass

NUMBER: Final = re.compile(r"\d+")
IDS: Final = re.compile(
    r"(?i)\b(attendance|record|episode|encounter|visit|case|spell|contact)[\s_]*(no|num|number|id|ref|reference)\b\.?"
    r"|^\W*(id|episode|attendance|encounter|spell|number|ref|reference)\W*$|\bid$"
)
NO_IDS: Final = re.compile(r"(?i)nhs|phone|mobile|\btel\b")
BLANKS: Final = frozenset(map(word_key, USUAL_BLANKS))
MOST_CANDIDATES: Final = 400
LONG: Final = (
    frozenset(("attendance", "visit", "record", "episode", "encounter", "case", "spell", "contact")),
    frozenset(("question", "item", "field", "observation", "questiontext", "itemname")),
    frozenset(("answer", "value", "response", "result", "answertext", "itemvalue")),
)
"""What an extract with one answer a row calls its three columns, by their keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """One column and the question that it may answer; `row` is what stands for {row} in a table, empty elsewhere."""

    column: Column
    question: Question
    around: str
    row: str
    score: float

    @property
    def header(self) -> str:
        """The header as a map names it."""
        if not self.row:
            return self.column.header
        before, after = self.column.header.split(self.row, 1)
        return f"{before}{ROW}{after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """All guesses, in the order of the form; columns that nothing was found for; the column of the record id.

    `long` has the three columns of what may be an extract with one answer a row, the first empty where none was found.
    """

    guesses: tuple[Guess, ...]
    left: tuple[Column, ...]
    record_id: Column | None
    long: Long | None


def propose(sample: Sample, *, form: Form) -> Proposal:
    """What a map for this export might say."""
    record_id = next((column for column in sample.columns if _is_id(column, rows=sample.rows)), None)
    columns = [column for column in sample.columns[:MOST_CANDIDATES] if column is not record_id]
    every = sorted(
        (guess for column in columns for guess in _guesses(column, form)),
        key=lambda guess: (-guess.score, guess.column.header, guess.question.id),
    )
    taken: dict[str, Guess] = {}
    answered: set[tuple[str, str, str]] = set()
    for guess in every:
        spot = (guess.around, guess.question.id, guess.row)
        if guess.column.header not in taken and spot not in answered:
            taken[guess.column.header] = guess
            answered.add(spot)
    order = form.positions
    guesses = sorted(taken.values(), key=lambda g: (order[_path(g)], g.row))
    left = tuple(column for column in sample.columns if column.header not in taken and column is not record_id)
    return Proposal(guesses=tuple(guesses), left=left, record_id=record_id, long=_long(sample.columns))


def _long(columns: tuple[Column, ...]) -> Long | None:
    named = [next((c.header for c in columns if header_key(c.header) in keys), "") for keys in LONG]
    record = named[0] or next((column.header for column in columns if IDS.search(column.header)), "")
    return Long(record=record, question=named[1], answer=named[2]) if named[1] and named[2] else None


def _path(guess: Guess) -> str:
    return f"{guess.around}.{guess.question.id}" if guess.around else guess.question.id


def _guesses(column: Column, form: Form) -> Iterator[Guess]:
    number = NUMBER.search(column.header)
    without = column.header.replace(number[0], " ", 1) if number else column.header
    for question in form.questions.values():
        if not question.parts:
            yield from _guess(column, question, header=column.header)
        elif isinstance(question.type, Table) and number:
            for part in question.parts:
                yield from _guess(column, part, header=without, around=question.id, row=number[0])
        elif isinstance(question.type, Group):
            for part in question.parts:
                yield from _guess(column, part, header=column.header, around=question.id)


def _guess(column: Column, question: Question, *, header: str, around: str = "", row: str = "") -> Iterator[Guess]:
    score = likeness(header, question, around=around)
    if score < ENOUGH / 2:
        return
    score = min(1.0, score + 0.2 * speaks_for(pieces_of(column.words.counts, question)[1], question))
    if score >= ENOUGH and not contradicted(_words(column), question):
        yield Guess(column=column, question=question, around=around, row=row, score=score)


def _words(column: Column) -> list[str]:
    """The words of a column that say something."""
    return [word for word in column.words.counts if word_key(word) not in BLANKS]


def _is_id(column: Column, *, rows: int) -> bool:
    """Whether a column is called as ids of records are, and every row has one of its own."""
    words = column.words
    own = words.cells == rows and (bool(words.more) or len(words.counts) == rows)
    return bool(rows and own and IDS.search(column.header) and not NO_IDS.search(column.header))
