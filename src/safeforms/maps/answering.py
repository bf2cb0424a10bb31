"""The columns of one question -> what a record holds for it.

Words that mean nothing are counted, and stand in the record as something that no question accepts: an answer that could
not be read is never a blank one.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from safeforms.judgement.answer_origin import NOT_READ
from safeforms.maps.cells import AN_ERROR, NO_DAY, NO_TIME, TWICE, UNMAPPED, Unread, reader_of, with_time
from safeforms.maps.definition import AnswerMap, JoinedColumns, OneColumn, TickColumns
from safeforms.maps.found import Found
from safeforms.maps.layout import Layout
from safeforms.maps.matching import in_row, word_key, word_of
from safeforms.maps.met import Cells, Met, Several, together
from safeforms.problems import Path
from safeforms.questions import Choices, Question
from safeforms.sheets import Cell, CellError

MOST_KEPT: Final = 4096
"""Words whose meaning is kept for each column."""


class AnswerReader:
    """Reads the answer to one question from the rows of one sheet; what a word means is worked out once."""

    def __init__(self, answer: AnswerMap, question: Question, *, layout: Layout, found: Found, row: str = "") -> None:
        self.answer, self.question, self.found = answer, question, found
        asked = [in_row(header, row) for header in answer.headers]
        self.headers = tuple(map(layout.name, asked))
        self._positions = [layout.position(header) for header in asked]
        self._note = self._positions.pop() if answer.note is not None else None
        self._read = reader_of(answer, question)
        self._kept: dict[str, object] = {}
        self._several = isinstance(question.type, Choices)
        one = isinstance(answer.source, OneColumn) and answer.source.time is None
        self._alone = self._positions[0] if one else None

    @property
    def label(self) -> str:
        """The columns of the answer as a problem names them."""
        return together(self.headers[:-1] if self.answer.note is not None else self.headers)

    def columns(self, path: Path) -> Mapping[Path, str]:
        """The column of the answer and of its note, by their paths in a record."""
        if self.answer.note is None:
            return {path: self.label}
        note = self.headers[-1]
        return {path: self.label, (*path, "note"): note, (*path[:-1], f"{self.question.id}_note"): note}

    def put(self, cells: Cells, into: dict[str, object], path: Path, met: Met) -> None:
        """Puts the answer and its note into the answers of a record, or of a row of it; nothing of blank cells."""
        raw = self._raw(cells, path, met)
        if raw is not None:
            into[self.question.id] = raw
        note = None if self._note is None else cells[self._note]
        if note is not None:
            self._put_note(note, raw, into, path, met)

    def _put_note(self, note: "Cell | Several", raw: object, into: dict[str, object], path: Path, met: Met) -> None:
        """Puts a note beside the reason or the option that it explains; where there is none, it is stray."""
        words = "; ".join(map(word_of, note)) if isinstance(note, Several) else word_of(note)
        if word_key(words) in self.answer.blank:
            return
        text: object = {NOT_READ: words} if isinstance(note, CellError) else words
        if isinstance(raw, dict) and "unanswered" in raw:
            raw["note"] = text
        elif self.question.note_id is not None:
            into[self.question.note_id] = text
        else:
            met.stray.append((path, self.headers[-1]))

    def _cell(self, cells: Cells, position: int | None) -> "Cell | Several":
        return None if position is None else cells[position]

    def _raw(self, cells: Cells, path: Path, met: Met) -> object:
        """The raw answer; None of blank cells."""
        if self._alone is not None:  # the usual case, quickly
            cell = cells[self._alone]
            return None if cell is None else self._of_one(cell, path, met)
        match self.answer.source:
            case OneColumn(time=None):
                return self._of_one(self._cell(cells, self._positions[0]), path, met)
            case OneColumn():
                return self._of_two(cells, path, met)
            case JoinedColumns(between=between):
                return self._joined(cells, path, met, between=between)
            case TickColumns() as ticks:
                return self._ticked(cells, ticks, path, met)

    def _of_one(self, cell: "Cell | Several", path: Path, met: Met) -> object:
        if isinstance(cell, Several):
            return self._chosen(self._pieces(cell), path, met) if self._several else self._unread(TWICE, "", path, met)
        if cell is None:
            return None
        meaning = self._kept.get(cell, self) if cell.__class__ is str else self  # self: not worked out yet
        if meaning is self:
            meaning = self._meaning(cell)
        if meaning.__class__ is str:
            return [meaning] if self._several else meaning
        if self._several and (meaning is UNMAPPED and self.answer.split):
            return self._chosen(self._pieces([cell]), path, met)
        if isinstance(meaning, Unread):
            own = self._unread(meaning, word_of(cell), (*path, 0) if self._several else path, met)
            return [own] if self._several else own
        if isinstance(meaning, dict):
            return dict(meaning)
        return [meaning] if self._several and meaning is not None else meaning

    def _meaning(self, cell: Cell) -> object:
        """What a cell means: None of a blank one, a reason, a raw answer, or an Unread."""
        kept = cell if isinstance(cell, str) and len(cell) <= 64 else None
        if kept is not None and kept in self._kept:
            return self._kept[kept]
        word = word_key(word_of(cell))
        if word in self.answer.reasons:
            meaning: object = {"unanswered": self.answer.reasons[word]}
        elif word in self.answer.blank and word not in self.answer.values:
            meaning = None
        else:
            meaning = self._read(cell)
        if kept is not None and len(self._kept) < MOST_KEPT:
            self._kept[kept] = meaning
        return meaning

    def _pieces(self, cells: Sequence[Cell]) -> list[Cell]:
        """Cells, those that mean nothing as a whole taken apart."""
        pieces = list(cells)
        for separator in self.answer.split:
            apart = [
                [piece] if self._meaning(piece) is not UNMAPPED else word_of(piece).split(separator) for piece in pieces
            ]
            pieces = [part.strip() if isinstance(part, str) else part for parts in apart for part in parts]
        return pieces

    def _chosen(self, pieces: Sequence[Cell], path: Path, met: Met) -> object:
        """Several choices, each once; None where no piece says anything."""
        chosen: list[object] = []
        for piece in pieces:
            meaning = self._meaning(piece)
            if isinstance(meaning, Unread):
                chosen.append(self._unread(meaning, word_of(piece), (*path, len(chosen)), met))
            elif isinstance(meaning, dict):
                chosen.append(self._unread(UNMAPPED, word_of(piece), (*path, len(chosen)), met))
            elif meaning is not None and meaning not in chosen:
                chosen.append(meaning)
        return chosen or None

    def _of_two(self, cells: Cells, path: Path, met: Met) -> object:
        day, at = (self._cell(cells, position) for position in self._positions)
        if isinstance(day, Several) or isinstance(at, Several):
            return self._unread(TWICE, "", path, met)
        meaning = None if day is None else self._meaning(day)
        if isinstance(meaning, dict):
            return dict(meaning)
        if meaning is None:
            return None if word_key(word_of(at)) in self.answer.blank else self._unread(NO_DAY, word_of(at), path, met)
        if word_key(word_of(at)) in self.answer.blank:  # midnight is how systems write a day that has no time
            moment = NO_TIME if str(meaning).endswith("T00:00") else meaning
        else:
            moment = with_time(day, at, answer=self.answer)
        return self._unread(moment, word_of(day), path, met) if isinstance(moment, Unread) else moment

    def _joined(self, cells: Cells, path: Path, met: Met, *, between: str) -> object:
        texts = []
        for position in self._positions:
            cell = self._cell(cells, position)
            if isinstance(cell, Several):
                return self._unread(TWICE, "", path, met)
            meaning = None if cell is None else self._meaning(cell)
            if isinstance(meaning, Unread):
                return self._unread(meaning, "", path, met)
            if isinstance(meaning, dict):
                return dict(meaning)
            if meaning is not None:
                texts.append(str(meaning))
        return between.join(texts) or None

    def _ticked(self, cells: Cells, ticks: TickColumns, path: Path, met: Met) -> object:
        chosen: list[object] = []
        refused = 0
        for header, option, position in zip(self.headers, ticks.options.values(), self._positions, strict=False):
            cell = self._cell(cells, position)
            word = "" if isinstance(cell, Several) else word_key(word_of(cell))
            if isinstance(cell, Several | CellError) or (
                word not in ticks.ticked | ticks.unticked and word not in self.answer.blank
            ):
                why = TWICE if isinstance(cell, Several) else AN_ERROR if isinstance(cell, CellError) else UNMAPPED
                chosen.append(self._unread(why, word, (*path, len(chosen)), met, header=header))
            elif word in ticks.ticked and option not in chosen:
                chosen.append(option)
            refused += word in ticks.unticked
        if not chosen and ticks.none is not None and refused == len(self._positions):
            return [ticks.none]
        return chosen or None

    def _unread(self, why: Unread, word: str, path: Path, met: Met, *, header: str = "") -> object:
        """What stands in a record for a cell that cannot be read, which is noted; an unknown word is counted."""
        met.unread[path] = why, header or self.label
        if why is UNMAPPED:
            self.found.unknown_word(header or self.label, word)
        else:
            self.found.unreadable[header or self.label, why.why] += 1
        return {NOT_READ: word}
