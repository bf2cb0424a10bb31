"""The command line: each command is one call of its public twin, then one view of the result.

Results go to standard output, talk to standard error. Exit 0: nothing wrong; 1: problems found; 2: used wrongly or
unreadable; 130: interrupted. Heavy rooms are imported by the command that needs them.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from safeforms.problems import FormError, Problem, RecordError, SafeformsError
from safeforms.version import VERSION

if TYPE_CHECKING:
    from safeforms.definition import Form
    from safeforms.readers import RawRecord

LARGE: Final = 1_000_000
FORMATS: Final = ("text", "json", "ndjson")
FILES = click.argument("files", nargs=-1, required=True, metavar="FILES...")
FORMAT = click.option(
    "--format",
    "-f",
    "style",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print results.",
)
FORM = click.option("--form", metavar="FORM", help="The form of bare answers: a bundled id, or the path of your own.")


class Moment(click.ParamType[datetime]):
    """A date and time as records write them."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        from safeforms.clock import parse_datetime

        moment = value if isinstance(value, datetime) else parse_datetime(str(value))
        if moment is None:
            self.fail("write it like 2026-03-31T14:30", param, ctx)
        return moment


NOW = click.option("--now", type=Moment(), metavar="MOMENT", help="Judge as of this London time [default: now].")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, "--version", message="safeforms %(version)s")
def commands() -> None:
    """Safeguarding forms: refuse incomplete assessments, and say what the risk is.

    It supports professional judgement and never replaces it. No command opens a network connection.
    """


@commands.command("list")
@click.option("--format", "-f", "style", type=click.Choice(FORMATS), default="text", help="How to print results.")
def list_command(style: str) -> int:
    """List the bundled forms."""
    from safeforms.library import list_forms

    rows = [{"form": form.id, "version": form.version, "title": form.title} for form in list_forms()]
    if style != "text":
        _print_data(iter(rows), style=style)
        return 0
    from safeforms.console import show_list

    show_list(rows)
    return 0


@commands.command()
@click.argument("form")
def show(form: str) -> int:
    """Show a FORM: its sections and questions, when each is asked in words, and what matters.

    FORM is a bundled id or the path of your own.
    """
    from safeforms.console import show_form
    from safeforms.library import load_form

    show_form(load_form(form))
    return 0


@commands.command()
@FILES
@FORMAT
def check(files: tuple[str, ...], style: str) -> int:
    """Check definitions: forms and parts in FILES, or the id of a bundled form."""
    from safeforms.library import check as check_definition
    from safeforms.library import definition_names
    from safeforms.reports import problem_report

    names = definition_names(files)
    problems = [problem for name in names for problem in check_definition(name)]
    if style == "text":
        from safeforms.console import show_problems

        show_problems(problems, checked=len(names))
    else:
        _print_data((problem_report(problem) for problem in problems), style=style)
    return 1 if any(problem.severity == "error" for problem in problems) else 0


@commands.command()
@FILES
@FORM
@FORMAT
@NOW
@click.option("--show-values", is_flag=True, help="Print the answers that are wrong beside the problems.")
def validate(files: tuple[str, ...], form: str | None, style: str, now: datetime | None, show_values: bool) -> int:
    """Say which records in FILES are complete, which are not, and exactly why.

    FILES are JSON or NDJSON files, folders, patterns, or - for NDJSON on standard input.
    """
    from safeforms.api import validate as validate_record
    from safeforms.assessment import Verdict
    from safeforms.reports import Tally, answers_in, verdict_report

    definition, tally = _own_form(form), Tally()

    def judged() -> Iterator[tuple[Verdict, object]]:
        for reading in _readings(files):
            if isinstance(reading, Problem):
                verdict, answers = Verdict(form=None, problems=(reading,), place=reading.place), None
            else:
                verdict = validate_record(reading.data, form=definition, now=now, place=reading.place)
                answers = answers_in(reading.data)
            tally.add(verdict)
            yield verdict, answers

    if style == "text":
        from safeforms.console import show_verdicts

        show_verdicts(judged(), show_values=show_values)
        click.echo(str(tally))
    else:
        reports = (verdict_report(verdict, answers=answers, show_values=show_values) for verdict, answers in judged())
        _print_data(reports, style=style)
    return _ended(tally.total, tally.exit_code)


@commands.command()
@FILES
@FORM
@FORMAT
@NOW
def summarise(files: tuple[str, ...], form: str | None, style: str, now: datetime | None) -> int:
    """Print the risk summary of each record in FILES, complete or not.

    Summaries hold what was recorded: keep them as you keep the record. FILES as for validate.
    """
    from safeforms.api import summarise as summarise_record
    from safeforms.reports import problem_report

    definition = _own_form(form)
    worst = records = 0

    def summaries() -> Iterator[Any]:
        nonlocal worst, records
        for reading in _readings(files):
            records += 1
            try:
                if isinstance(reading, Problem):
                    raise RecordError([reading])
                summary = summarise_record(reading.data, form=definition, now=now, place=reading.place)
            except RecordError as error:
                worst = 2
                yield error
                continue
            refused = any(problem.severity == "error" for problem in summary.problems)
            worst = max(worst, 1 if refused else 0)
            yield summary

    def reports() -> Iterator[dict[str, Any]]:
        for summary in summaries():
            if isinstance(summary, RecordError):
                yield {"problems": [problem_report(problem) for problem in summary.problems]}
            else:
                yield summary.model_dump(mode="json")

    if style == "text":
        from safeforms.console import show_summaries

        show_summaries(summaries())
    else:
        _print_data(reports(), style=style)
    return _ended(records, worst)


@commands.command()
@click.argument("form")
@click.option("--to", "to", metavar="TARGET", default="markdown", show_default=True, help="json or markdown.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to standard output."
)
def blank(form: str, to: str, output: Path | None) -> int:
    """Print a blank FORM, as a paper form in Markdown or as a JSON record to fill in.

    What the target cannot carry is listed on standard error.
    """
    from safeforms.api import blank as blank_form
    from safeforms.api import losses

    content = blank_form(form, to=to)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        _write_whole(output, content)
    for loss in losses(form, to=to):
        click.echo(f"Not carried: {loss}", err=True)
    return 0


def run(arguments: list[str] | None = None) -> int:
    """The exit code of a command line; every expected error is one sentence on standard error."""
    try:
        result = commands.main(args=arguments, prog_name="safeforms", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except FormError as error:
        click.echo(f"The form has problems:\n{error}", err=True)
        return 2
    except SafeformsError as error:
        click.echo(f"safeforms: {error}", err=True)
        return 2
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - so that the exit is quiet
        return 0
    except OSError as error:
        click.echo(f"safeforms: {error.strerror or 'something could not be read or written'}.", err=True)
        return 2


def _own_form(form: str | None) -> "Form | None":
    from safeforms.library import load_form

    return load_form(form) if form else None


def _readings(files: tuple[str, ...]) -> "Iterator[RawRecord | Problem]":
    """The records of all inputs, with progress on a terminal."""
    from safeforms.inputs import find_inputs, no_progress, opened
    from safeforms.readers import READERS, read_records

    inputs = find_inputs(files, suffixes=READERS, standard_suffix=".ndjson")
    size = sum(source.size or 0 for source in inputs)
    progress = no_progress
    if sys.stderr.isatty() and size > LARGE:
        from safeforms.console import progress
    with progress(size) as advance:
        for source in inputs:
            with opened(source) as stream:
                for reading in read_records(stream, name=source.name, suffix=source.suffix):
                    advance(stream)
                    yield reading


def _print_data(rows: Iterator[Any], *, style: str) -> None:
    """Rows as one JSON list or as a line each, written as they come."""
    if style == "ndjson":
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    first = True
    for row in rows:
        sys.stdout.write(("[\n" if first else ",\n") + json.dumps(row, ensure_ascii=False, indent=2))
        first = False
    sys.stdout.write("[]\n" if first else "\n]\n")


def _ended(records: int, code: int) -> int:
    if not records:
        click.echo("safeforms: there is no record in what was given.", err=True)
        return 2
    return code


def _write_whole(path: Path, content: bytes) -> None:
    """Writes a file whole, then gives it its name: no half-written file remains."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
