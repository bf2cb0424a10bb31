"""An export map as frozen values: which column answers which question, and what its words mean.

Words are kept as `word_key` compares them, headers as they were written. Whether any of it fits the form is for the
checks to say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Final

from safeforms.places import Place
from safeforms.values import dataclass

USUAL_BLANKS: Final = ("", "NULL", "N/A", "-", "Not recorded")
TICKED: Final = ("Y", "Yes", "1", "true", "x")
UNTICKED: Final = ("N", "No", "0", "false")

Meaning = str | int
"""What a word of an export means: the id of an option, yes or no, or a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneColumn:
    """A column, and another with the time of day where that stands apart."""

    header: str
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedColumns:
    """Several columns that make one text, such as the lines of an address; empty ones are passed over."""

    headers: tuple[str, ...]
    between: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TickColumns:
    """A column for each option. `none` is the option that stands where every column says no."""

    options: Mapping[str, str]
    ticked: frozenset[str]
    unticked: frozenset[str]
    none: str | None = None


Source = OneColumn | JoinedColumns | TickColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMap:
    """Where the answer to one question stands. No `values`: words are the options' own ids or texts."""

    question: str
    source: Source
    values: Mapping[str, Meaning] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    note: str | None = None
    split: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    blank: frozenset[str] = frozenset()
    place: Place | None = field(default=None, compare=False)

    @property
    def headers(self) -> tuple[str, ...]:
        """Every column that is read for it, that of the note last."""
        return self.own_headers if self.note is None else (*self.own_headers, self.note)

    @property
    def own_headers(self) -> tuple[str, ...]:
        """The columns of the answer itself."""
        match self.source:
            case OneColumn(header=header, time=time):
                return (header,) if time is None else (header, time)
            case JoinedColumns(headers=headers):
                return headers
            case TickColumns(options=options):
                return tuple(options)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsMap:
    """A group, or a table from repeated columns: `rows` has what {row} is in each of its rows, empty of a group.

    `status` is a column that says why there is none.
    """

    question: str
    answers: tuple[AnswerMap, ...]
    rows: tuple[str, ...] = ()
    status: AnswerMap | None = None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipRows:
    """Rows that are no records: those where a column says one of some words, `*` in them standing for anything."""

    where: str
    words: tuple[str, ...]
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedMap:
    """A table whose rows stand in another sheet, or in another file beside the export, with the record id in `key`."""

    question: str
    answers: tuple[AnswerMap, ...]
    key: str
    sheet: str | None = None
    file: str | None = None
    ignore: tuple[str, ...] = ()
    skip_rows: SkipRows | None = None
    status: AnswerMap | None = None
    place: Place | None = field(default=None, compare=False)


ColumnMap = AnswerMap | PartsMap | JoinedMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Long:
    """An extract with a row for each answer: the columns of the record id, of the question and of the answer."""

    record: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportMap:
    """A whole map. `constants` are raw answers that every record of the export has.

    `sheets` are read alike, `*` means all; of none the first of a workbook is.
    """

    id: str
    form: str
    columns: tuple[ColumnMap, ...]
    record_id: str | None = None
    status: AnswerMap | None = None
    constants: Mapping[str, object] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    skip_rows: SkipRows | None = None
    blank: frozenset[str] = frozenset()
    long: Long | None = None
    sheets: tuple[str, ...] = ()
    header_row: int = 0
    delimiter: str | None = None
    encoding: str | None = None
    file: str = field(default="", compare=False)
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict, compare=False, repr=False)

    def answers(self) -> Iterator[AnswerMap]:
        """Each answer that is read from the main sheet, those of repeated columns once."""
        for column in self.columns:
            yield from _of_main(column)
        if self.status is not None:
            yield self.status

    @property
    def joined(self) -> tuple[JoinedMap, ...]:
        """The tables that stand in another sheet or file."""
        return tuple(column for column in self.columns if isinstance(column, JoinedMap))


def _of_main(column: ColumnMap) -> Iterator[AnswerMap]:
    if isinstance(column, AnswerMap):
        yield column
        return
    if isinstance(column, PartsMap):
        yield from column.answers
    if column.status is not None:
        yield column.status
