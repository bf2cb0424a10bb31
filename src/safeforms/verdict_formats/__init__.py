"""Verdicts -> what `validate` prints, in each of its formats: a table from the name of a format to its writer.

Every writer takes verdicts as they come and gives bytes; what must stand before all else, but is only known at the end,
is kept small or in a file for the time being, so memory does not grow with the export. Writers are imported when first
used, and none imports another.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Protocol

from safeforms.commands.outputs import data_text
from safeforms.commands.reports import Tally, verdict_report
from safeforms.judgement.assessment import Verdict
from safeforms.values import dataclass

Judged = tuple[Verdict, object]
"""A verdict, and the record as it was read: None where there was none."""

MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked of a report. `tally` is whole when the verdicts have come to their end.

    `most`: how many problems the text lists by record, 0 for all of them; formats for machines hold all of them anyway.
    """

    tally: Tally
    show_values: bool = False
    most: int = MOST


class Writer(Protocol):
    """Writes verdicts in one format, piece by piece."""

    def __call__(self, found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]: ...


def _text(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    from safeforms.verdict_formats.text import report_lines

    return (line.whole().encode() for line in report_lines(found, asked=asked))


def _data(found: Iterable[Judged], *, asked: Asked, style: str) -> Iterator[bytes]:
    rows = (verdict_report(verdict, record=record, show_values=asked.show_values) for verdict, record in found)
    return (text.encode() for text in data_text(rows, style=style))


def _json(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    return _data(found, asked=asked, style="json")


def _ndjson(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    return _data(found, asked=asked, style="ndjson")


def _csv(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    from safeforms.verdict_formats.csv_report import write_csv

    return write_csv(found, asked=asked)


def _xlsx(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    from safeforms.verdict_formats.xlsx_report import write_xlsx

    return write_xlsx(found, asked=asked)


def _sarif(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    from safeforms.verdict_formats.sarif import write_sarif

    return write_sarif(found, asked=asked)


def _junit(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    from safeforms.verdict_formats.junit import write_junit

    return write_junit(found, asked=asked)


def _github(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    from safeforms.verdict_formats.github import write_github

    return write_github(found, asked=asked)


WRITERS: Final[Mapping[str, Writer]] = {
    "text": _text,
    "json": _json,
    "ndjson": _ndjson,
    "csv": _csv,
    "xlsx": _xlsx,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
}
"""The name of a format -> its writer."""

WITHOUT_VALUES: Final = frozenset({"sarif", "junit", "github"})
"""Formats that services store and show to many: they never hold an answer."""
