"""The commands that say of every record what is wrong with it, and what was found: `validate` and `summarise`.

Results go to standard output or to files; how many records there were, and how exports were read, to standard error.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

import click

from safeforms.commands import options
from safeforms.commands.command_output import ended, show_lines, talk
from safeforms.commands.outputs import print_pieces

if TYPE_CHECKING:
    from safeforms.commands.given import Given
    from safeforms.commands.reports import FailOn
    from safeforms.commands.side_by_side import Judges
    from safeforms.commands.summary_output import Summarised


@click.command()
@options.records
@options.verdict_output
def validate(
    given: "Given",
    style: str,
    output: str | None,
    show_values: bool,
    most: int | None,
    fail_on: "FailOn",
    jobs: int,
) -> int:
    """Say which records are complete, which are not, and exactly why.

    FILES are JSON, NDJSON, forms filled in (docx, pdf, xlsx, csv), folders, patterns, or - for standard input; with
    --map exports as they are.
    """
    from safeforms.commands.exports import judged
    from safeforms.commands.verdict_output import opened_report

    given.spare(output)
    report = opened_report(style=style, output=output, show_values=show_values, most=most)
    tally = report.asked.tally
    with _judges(jobs, given=given, show_values=show_values) as judges:
        found = judged(
            given.files,
            form=given.form,
            library=given.library,
            now=given.now,
            tally=tally,
            mapped=given.mapped,
            printing=report.prints_as_it_reads,
            judges=judges,
        )
        report.write(found)
    given.tell_how_read()
    if tally.total and not report.ends_with_the_total:
        click.echo(str(tally), err=True)
    return ended(tally.total, tally.exit_code_on(fail_on))


def _judges(jobs: int, *, given: "Given", show_values: bool) -> "AbstractContextManager[Judges | None]":
    """The processes that judge; none but this one where that was not asked for."""
    if jobs == 1:
        return nullcontext()
    from safeforms.commands.side_by_side import Brief, Judges

    return Judges(Brief(form=given.form, library=given.library, now=given.now, show_values=show_values), jobs=jobs)


def _only_copies(summaries: "Iterable[Summarised]") -> "Iterator[Summarised]":
    """What may be sent; why there is no copy of a record, or what is wrong with a file, is only talked of."""
    from safeforms.problems import RecordError

    for summary, place in summaries:
        if not isinstance(summary, RecordError):
            yield summary, place
            continue
        for problem in summary.problems:
            talk(str(problem))


@click.command()
@options.records
@options.DOCUMENT_FORMAT
@click.option("--output", "-o", metavar="PATH", help="Write to this file, or with folder/ a file for each record.")
@click.option(
    "--copy-for", metavar="RECIPIENT", help="Print the copy for them, such as gp; home: it could be read there."
)
@click.option("--by-safe-contact", is_flag=True, help="Confirm that a copy for home goes by the recorded safe way.")
def summarise(given: "Given", style: str, output: str | None, copy_for: str | None, by_safe_contact: bool) -> int:
    """Print the risk summary of each record, complete or not.

    Summaries hold what was recorded: keep them as you keep the record. FILES as for validate.
    """
    from safeforms.commands.exports import summarised
    from safeforms.commands.summary_output import summaries_lines, summaries_text, write_summaries
    from safeforms.documents.document_files import ENDINGS

    if by_safe_contact and copy_for is None:
        raise click.UsageError(
            "--by-safe-contact says how a copy goes: give --copy-for too.", click.get_current_context()
        )
    given.spare(output, ending=ENDINGS[style])
    codes: list[int] = []
    summaries = summarised(
        given.files,
        form=given.form,
        library=given.library,
        now=given.now,
        codes=codes,
        copy_for=copy_for,
        by_safe_contact=by_safe_contact,
        mapped=given.mapped,
    )
    if copy_for is not None:
        summaries = _only_copies(summaries)
    if output is not None:
        write_summaries(summaries, style=style, output=output, talk=talk)
    elif style == "text":
        show_lines(summaries_lines(summaries))
    else:
        print_pieces(summaries_text(summaries, style=style))
    given.tell_how_read()
    if copy_for is not None and any(code < 2 for code in codes):
        talk("Read a copy before it goes: it carries words as they were written, and nobody has read them for you.")
    return ended(len(codes), max(codes, default=2))
