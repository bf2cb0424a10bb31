"""A workbook of four sheets: Summary, By question, Records and Problems.

Rows are written through to files for the time being, so memory does not grow. Texts stay texts: nothing becomes a
formula or a link. A sheet of Excel ends at some million rows; what does not fit is counted on the first sheet.
"""

import tempfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from safeforms.commands.verdict_lines import state
from safeforms.judgement.assessment import Verdict
from safeforms.problems import UsageError
from safeforms.verdict_formats import Asked, Judged
from safeforms.verdict_formats.kinds import Kinds
from safeforms.verdict_formats.rows import Cell, header, rows, safe
from safeforms.version import VERSION

if TYPE_CHECKING:
    from typing import BinaryIO

LAST_ROW: Final = 1_048_576
PIECE: Final = 1 << 16
OPTIONS: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
RECORDS: Final = ("record_id", "file", "line", "form", "form_version", "status", "state", "errors", "warnings")
BY_QUESTION: Final = ("question", "question_text", "code", "grade", "records", "problems", "message")
MISSING: Final = 'To write Excel workbooks an extra is needed: pip install "safeforms[office]".'


class _Sheet:
    """A sheet that is written row by row, until it is full."""

    def __init__(self, book: Any, name: str, *, columns: tuple[str, ...], bold: Any) -> None:
        self._sheet = book.add_worksheet(name)
        self._next = 0
        self.left_out = 0
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, len(columns) - 1, 22)
        self.add(columns, bold)

    def add(self, row: tuple[Cell, ...], style: Any = None) -> None:
        """One more row, counted where there is no room for it."""
        if self._next >= LAST_ROW:
            self.left_out += 1
            return
        for column, cell in enumerate(row):
            if cell is not None and cell != "":
                if isinstance(cell, str) and cell.startswith("<r>"):
                    cell = f" {cell}"  # its writer would take it for markup of its own
                write = self._sheet.write_number if isinstance(cell, int) else self._sheet.write_string
                write(self._next, column, cell, style)
        self._next += 1


def write_xlsx(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    """The whole workbook. UsageError where the extra is missing, or the disk is full on which it is put together."""
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError(MISSING) from None
    with tempfile.TemporaryFile() as file:
        try:
            book = xlsxwriter.Workbook(file, OPTIONS)
            _fill(book, found, asked=asked)
            book.close()
        except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
            reason = getattr(error, "strerror", None) or "unknown reason"
            raise UsageError(f"The workbook cannot be put together: {reason}.") from None
        yield from _pieces(file)


def _pieces(file: "BinaryIO") -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def _fill(book: Any, found: Iterable[Judged], *, asked: Asked) -> None:
    bold = book.add_format({"bold": True})
    summary = _Sheet(book, "Summary", columns=("safeforms validate", f"safeforms {VERSION}"), bold=bold)
    by_question = _Sheet(book, "By question", columns=BY_QUESTION, bold=bold)
    records = _Sheet(book, "Records", columns=RECORDS, bold=bold)
    problems = _Sheet(book, "Problems", columns=header(show_values=asked.show_values), bold=bold)
    kinds, forms, many = Kinds(), dict[str, int](), 0
    for verdict, record in found:
        kinds.add(verdict)
        many += len(verdict.problems)
        if verdict.form:
            name = f"{verdict.form} {verdict.form_version}"
            forms[name] = forms.get(name, 0) + 1
        records.add(_record(verdict))
        for row in rows(verdict, record=record, show_values=asked.show_values):
            problems.add(row)
    for kind, count in kinds.counted():
        about = safe(kind.question), safe(count.text), kind.code, kind.grade
        by_question.add((*about, count.records, count.problems, safe(kind.message)))
    summary.add((str(asked.tally),))
    counts = {**asked.tally.counts(), "problems": many, **{f"records of {name}": n for name, n in forms.items()}}
    if left_out := records.left_out + problems.left_out:
        counts["rows that do not fit into a sheet: use --format csv"] = left_out
    for name, number in counts.items():
        summary.add((safe(name), number))


def _record(verdict: Verdict) -> tuple[Cell, ...]:
    place, errors = verdict.place, len(verdict.errors)
    return (
        safe(verdict.record_id),
        safe(place.file if place else ""),
        place.line if place else None,
        safe(verdict.form),
        safe(verdict.form_version),
        verdict.status if verdict.form else "",
        safe(state(verdict)),
        errors,
        len(verdict.problems) - errors,
    )
