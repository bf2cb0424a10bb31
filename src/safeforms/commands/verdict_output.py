"""Where a report on records goes: to a terminal or a pipe as it comes, or to a file, whole or not at all.

A file is only made where there was something to report.
"""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from safeforms.commands.command_output import show_lines, talk
from safeforms.commands.outputs import writing
from safeforms.commands.reports import Tally
from safeforms.problems import UsageError
from safeforms.values import dataclass
from safeforms.verdict_formats import MOST, WITHOUT_VALUES, WRITERS, Asked, Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that was asked for, not written yet; `output` is None for standard output."""

    style: str
    output: Path | None
    asked: Asked

    @property
    def ends_with_the_total(self) -> bool:
        """Whether whoever looks on has seen the total by then."""
        return self.output is None and self.style == "text"

    @property
    def prints_as_it_reads(self) -> bool:
        """Whether results come on standard output before all is read."""
        return self.output is None and (self.style != "text" or not self.asked.most)

    def write(self, found: Iterator[Judged]) -> None:
        """All of it, as it comes. UsageError where it cannot be written; what was in the file before is then there."""
        if self.output is not None:
            self._to_file(self.output, found)
        elif self.style == "text":
            from safeforms.verdict_formats.text import report_lines

            show_lines(report_lines(found, asked=self.asked))
        else:
            sys.stdout.buffer.writelines(WRITERS[self.style](found, asked=self.asked))

    def _to_file(self, output: Path, found: Iterator[Judged]) -> None:
        first = next(found, None)
        if first is None:
            return
        with writing(output) as stream:
            stream.writelines(WRITERS[self.style](chain([first], found), asked=self.asked))
        talk(f"The report was written to {output}.")


def opened_report(*, style: str, output: str | None, show_values: bool, most: int | None) -> Report:
    """The report that was asked for. UsageError where what was asked does not go together."""
    if show_values and style in WITHOUT_VALUES:
        raise UsageError(f"Answers never go into {style}, which services store: leave --show-values out.")
    if most is not None and style != "text":
        raise UsageError(f"Only text is limited, {style} holds every problem: leave --max-problems out.")
    if style == "xlsx" and output is None and sys.stdout.isatty():
        raise UsageError("A workbook is nothing for a terminal: give --output report.xlsx.")
    path = Path(output) if output is not None else None
    asked = Asked(tally=Tally(), show_values=show_values, most=MOST if most is None else most)
    return Report(style=style, output=path, asked=asked)
