"""The commands that make an export map and try it.

A map is made of headers and of words that look like options; what could be somebody's name is never printed.
"""

import sys
from typing import TYPE_CHECKING, Final

import click

from safeforms.commands import options
from safeforms.commands.command_output import show_lines, talk
from safeforms.commands.outputs import print_data, write_whole
from safeforms.problems import UsageError

if TYPE_CHECKING:
    from safeforms.library import Library

SAMPLE: Final = 1000


@click.group("map")
def map_group() -> None:
    """Make an export map, and try it on an export.

    It says how the columns of an export answer a form.

    \b
    From an unknown export to a check:
      safeforms map init export.csv --form miu -o miu_map.yaml
      safeforms map check miu_map.yaml export.csv
      safeforms validate export.csv --map miu_map.yaml
    """


@map_group.command("init")
@click.argument("export")
@click.option("--form", required=True, metavar="FORM", help="The form that the records are for.")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook; otherwise the first that is not hidden.")
@click.option("--header-row", type=click.IntRange(min=1), default=None, help="The row with the names of the columns.")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file, which must not exist yet.")
@options.library
def init(
    export: str, form: str, sheet: str | None, header_row: int | None, output: str | None, library: "Library"
) -> int:
    """Propose a map for an EXPORT, from its headers and words.

    Every guess is marked: check each. Columns that nothing was found for are listed for you to decide.
    """
    from pathlib import Path

    from safeforms.maps.header_doubts import header_doubt
    from safeforms.maps.proposal_text import proposal_text
    from safeforms.maps.proposing import propose
    from safeforms.maps.sampling import sample_of

    if output is not None and Path(output).exists():
        raise UsageError(f"{output} exists already: give another name, for somebody may have mended it.")
    definition = library.load(form)
    sample = sample_of(export, sheet=sheet, header_row=header_row or 0, rows=SAMPLE, form=definition)
    proposal = propose(sample, form=definition)
    if header_row is None and (doubt := header_doubt(sample, proposal)):
        raise UsageError(doubt)
    text = proposal_text(proposal, sample=sample, form=definition).encode()
    if output is None:
        sys.stdout.buffer.write(text)
    else:
        write_whole(Path(output), text)
        talk(f"A map was written to {output}: read it, then try it with 'safeforms map check'.")
    return 0


@map_group.command("check")
@click.argument("map_file", metavar="MAP")
@click.argument("export")
@click.option(
    "--rows", type=click.IntRange(min=1), default=SAMPLE, show_default=True, help="Read no more records than these."
)
@click.option("--show-values", is_flag=True, help="Print the words that the map does not know: they may be somebody's.")
@options.FORMAT
@options.NOW
@options.library
def check(map_file: str, export: str, rows: int, show_values: bool, style: str, now: object, library: "Library") -> int:
    """Try a MAP on an EXPORT: columns and words that it does not know, and how many records are complete."""
    from datetime import datetime

    from safeforms.maps.checks import errors_of
    from safeforms.maps.coverage import cover
    from safeforms.maps.coverage_lines import coverage_lines, coverage_report
    from safeforms.maps.loading import checked_map
    from safeforms.problems import FormError

    export_map, form, problems = checked_map(map_file, library=library)
    if errors_of(problems):
        raise FormError(problems)
    clock = now if isinstance(now, datetime) else None
    coverage = cover(export, export_map=export_map, form=form, problems=tuple(problems), rows=rows, now=clock)
    if style == "text":
        show_lines(coverage_lines(coverage, show_values=show_values))
    else:
        print_data([coverage_report(coverage, show_values=show_values)], style=style)
    if not coverage.tally.total:
        talk("There is no record in what was given.")
        return 2
    return 1 if coverage.gaps else 0
