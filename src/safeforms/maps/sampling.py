"""The first rows of an export, column by column: how many cells have something in them, and which words they are."""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from safeforms.definition import Form
from safeforms.language.shape import quoted
from safeforms.maps.first_file import first_file, left_in_words
from safeforms.maps.found import Words
from safeforms.maps.matching import word_of
from safeforms.problems import Problem, UsageError
from safeforms.sheets import SheetOptions, SheetRow
from safeforms.sheets.opening import open_sheets
from safeforms.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a sample: its header as it stands, and its words, blanks aside."""

    header: str
    words: Words
    native: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What was read of an export; columns without a name are left out.

    `header_row` is 0 where the names stand in no row. `unread` counts rows that could not be read, `left` says which
    other sheets and files there are.
    """

    name: str
    sheet: str
    header_row: int
    rows: int
    unread: int
    left: str
    columns: tuple[Column, ...]

    @property
    def called(self) -> str:
        """The file without its folder, in one line."""
        path, inside, member = self.name.partition("[")
        return " ".join(f"{PurePath(path).name}{inside}{member}".split())


def sample_of(export: str, *, sheet: str | None, header_row: int, rows: int, form: Form) -> Sample:
    """The first rows of an export. UsageError where it is no file that can be read, or has no columns."""
    options = SheetOptions(sheet=sheet, header_row=header_row, headers=frozenset(_names(form)))
    with first_file(export) as first:
        part = first.part
        sheets = open_sheets(part.stream, name=part.name, suffix=part.suffix, options=options)
        found = next(sheets, None)
        if found is None:
            raise UsageError(f"There is no sheet '{sheet}' in {part.name}.")
        columns = [Column(header=name, words=Words(), native=frozenset()) for name in found.header]
        read, unread, natives = 0, 0, [set[str]() for _ in columns]
        for row in islice(found.rows, rows):
            if isinstance(row, Problem):
                if not found.header:
                    raise UsageError(f"{part.name}: {row.message}")
                unread += 1
                continue
            read += 1
            _add(row, columns, natives)
        others = ", ".join(quoted(other.name) for other in sheets) if sheet is None else ""
        left = " ".join(
            filter(None, [others and f"Other sheets were not read: {others}.", left_in_words(first.left())])
        )
    named = [
        Column(header=column.header.strip(), words=column.words, native=frozenset(native))
        for column, native in zip(columns, natives, strict=True)
        if column.header.strip()
    ]
    return Sample(
        name=part.name,
        sheet=found.name,
        header_row=found.header_row,
        rows=read,
        unread=unread,
        left=left,
        columns=tuple(named),
    )


def _add(row: SheetRow, columns: list[Column], natives: list[set[str]]) -> None:
    for cell, column, native in zip(row.cells, columns, natives, strict=True):
        word = word_of(cell)
        if word:
            column.words.add(word)
            native.add(type(cell).__name__)


def _names(form: Form) -> Iterator[str]:
    """What columns may be called after: ids and texts of questions."""
    for _, question in form.walk():
        yield from filter(None, (question.id, question.short, question.text))
