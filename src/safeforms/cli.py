"""The command line: each command is one call of its public twin, then one view of the result.

Results go to standard output, talk to standard error. Exit 0: nothing wrong; 1: problems found; 2: used wrongly or
unreadable; 130: interrupted; 141: nobody reads on. Heavy rooms are imported by the command that needs them.
"""

import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, Final

import click

from safeforms import document_commands, map_commands, options
from safeforms.command_output import ended, show_lines, talk
from safeforms.options import FILES, FORM, FORMAT, FORMS_DIR, NOW
from safeforms.outputs import print_data, print_no_more, print_pieces, write_whole
from safeforms.problems import FormError, Problem, SafeformsError, UsageError
from safeforms.version import VERSION

if TYPE_CHECKING:
    from datetime import datetime

    from safeforms.definition import Form
    from safeforms.library import Library
    from safeforms.reports import FailOn
    from safeforms.side_by_side import Judges

INTERRUPTED: Final = 130
NOBODY_READS: Final = 141


class _Commands(click.Group):
    """The commands; click would end with 1, as if a record were refused, where nobody reads on."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            print_no_more()
            return NOBODY_READS


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, "--version", message="safeforms %(version)s")
def commands() -> None:
    """Safeguarding forms: refuse incomplete assessments, and say what the risk is.

    It supports professional judgement and never replaces it. No command opens a network connection.

    \b
    Begin with:
      safeforms show miu
      safeforms validate export.ndjson
      safeforms summarise export.ndjson
    """


@commands.command("list")
@FORMAT
@FORMS_DIR
def list_command(style: str, library: "Library") -> int:
    """List the forms: the bundled ones, and your own."""
    from safeforms.library import list_forms

    forms = list_forms(forms_dir=library)
    if style == "text":
        from safeforms.list_lines import list_lines

        show_lines(list_lines(forms))
    else:
        from safeforms.reports import list_report

        print_data(map(list_report, forms), style=style)
    return 1 if any(form.problems for form in forms) else 0


@commands.command()
@click.argument("form")
@click.option(
    "--yaml", "as_yaml", is_flag=True, help="Print its definition, with all parts merged in, as one YAML file."
)
@click.option("--markdown", "as_page", is_flag=True, help="Print a page of all that it holds, with what it rests on.")
@click.option("--burden", is_flag=True, help="Print the fewest and the most questions that one record can be asked.")
@options.library
def show(form: str, as_yaml: bool, as_page: bool, burden: bool, library: "Library") -> int:
    """Show a FORM in words: what it asks, when, and what matters.

    FORM is an id or the path of your own.
    """
    if as_yaml:
        from safeforms.printing import print_form

        sys.stdout.buffer.write(print_form(library.load(form)).encode())
        return 0
    if as_page:
        from safeforms.form_page import form_page

        sys.stdout.buffer.write(form_page(library.load(form)).encode())
        return 0
    if burden:
        from safeforms.burden_lines import burden_lines
        from safeforms.burdens.routes import burden as burden_of

        definition = library.load(form)
        show_lines(burden_lines(definition, burden_of(definition)))
        return 0
    from safeforms.form_lines import form_lines

    show_lines(form_lines(library.load(form)))
    return 0


@commands.command()
@click.argument("files", nargs=-1, metavar="[FILES...]")
@FORMAT
@FORMS_DIR
def check(files: tuple[str, ...], style: str, library: "Library") -> int:
    """Check definitions: what is wrong with forms and parts.

    FILES are YAML files, folders, patterns, or ids of forms; without them, all of --forms-dir is checked.
    """
    from safeforms.checking import check as check_definition
    from safeforms.checking import definitions_of

    if not (files or library.folders):
        raise click.UsageError("Missing argument 'FILES...'.", click.get_current_context())
    names, problems, unreadable = definitions_of(files, library=library), dict[Problem, None](), 0
    for name in names:
        try:  # what a form says of its part, the part may have said of itself
            problems.update(dict.fromkeys(check_definition(name, forms_dir=library)))
        except UsageError as error:
            talk(str(error))
            unreadable += 1
    if style == "text":
        from safeforms.verdict_lines import checked_lines

        show_lines(checked_lines(problems, checked=len(names) - unreadable))
    else:
        print_data((problem.as_dict() for problem in problems), style=style)
    if unreadable:
        return 2
    return 1 if any(problem.severity == "error" for problem in problems) else 0


@commands.command()
@FILES
@FORM
@options.verdict_output
@NOW
@options.MAP
@options.library
def validate(
    files: tuple[str, ...],
    form: str | None,
    map_file: str | None,
    style: str,
    output: str | None,
    show_values: bool,
    most: int | None,
    fail_on: "FailOn",
    jobs: int,
    now: "datetime | None",
    library: "Library",
) -> int:
    """Say which records are complete, which are not, and exactly why.

    FILES are JSON or NDJSON files, folders, patterns, or - for standard input; with --map exports as they are.
    """
    from safeforms.exports import judged
    from safeforms.verdict_output import opened_report

    report = opened_report(style=style, output=output, show_values=show_values, most=most, files=files)
    mapped = map_commands.mapped(map_file, form=form, library=library)
    definition = mapped.form if mapped else _form(form, library=library)
    tally, printing = report.asked.tally, report.prints_as_it_reads
    with _judges(jobs, form=definition, library=library, now=now, show_values=show_values) as judges:
        report.write(
            judged(
                files,
                form=definition,
                library=library,
                now=now,
                tally=tally,
                mapped=mapped,
                printing=printing,
                judges=judges,
            )
        )
    map_commands.tell_how_read(mapped)
    if tally.total and not report.ends_with_the_total:
        click.echo(str(tally), err=True)
    return ended(tally.total, tally.exit_code_on(fail_on))


@commands.command()
@FILES
@FORM
@options.DOCUMENT_FORMAT
@click.option("--output", "-o", metavar="PATH", help="Write to this file, or with folder/ a file for each record.")
@click.option(
    "--copy-for", metavar="RECIPIENT", help="Print the copy for them, such as gp; home: it could be read there."
)
@click.option("--by-safe-contact", is_flag=True, help="Confirm that a copy for home goes by the recorded safe way.")
@NOW
@options.MAP
@options.library
def summarise(
    files: tuple[str, ...],
    form: str | None,
    map_file: str | None,
    style: str,
    output: str | None,
    copy_for: str | None,
    by_safe_contact: bool,
    now: "datetime | None",
    library: "Library",
) -> int:
    """Print the risk summary of each record, complete or not.

    Summaries hold what was recorded: keep them as you keep the record. FILES as for validate.
    """
    from safeforms.exports import summarised
    from safeforms.summary_output import summaries_lines, summaries_text, write_summaries

    if by_safe_contact and copy_for is None:
        raise click.UsageError(
            "--by-safe-contact says how a copy goes: give --copy-for too.", click.get_current_context()
        )
    codes: list[int] = []
    mapped = map_commands.mapped(map_file, form=form, library=library)
    summaries = summarised(
        files,
        form=mapped.form if mapped else _form(form, library=library),
        library=library,
        now=now,
        codes=codes,
        copy_for=copy_for,
        by_safe_contact=by_safe_contact,
        mapped=mapped,
    )
    if output is not None:
        write_summaries(summaries, style=style, output=output, talk=talk)
    elif style == "text":
        show_lines(summaries_lines(summaries))
    else:
        print_pieces(summaries_text(summaries, style=style))
    if copy_for is not None and any(code < 2 for code in codes):
        talk("Read a copy before it goes: it carries words as they were written, and nobody has read them for you.")
    return ended(len(codes), max(codes, default=2))


@commands.command()
@click.argument("form")
@click.option("--to", metavar="TARGET", default="markdown", show_default=True, help="markdown or json.")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file.")
@options.library
def blank(form: str, to: str, output: str | None, library: "Library") -> int:
    """Print a blank FORM: on paper, or as a record to fill in.

    Markdown is for paper, json a record. What the target cannot carry is listed on standard error.
    """
    from pathlib import Path

    from safeforms.api import blank as blank_form
    from safeforms.api import losses

    content = blank_form(form, to=to, forms_dir=library)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        write_whole(Path(output), content)
    for loss in losses(form, to=to, forms_dir=library):
        click.echo(f"Not carried: {loss}", err=True)
    return 0


@commands.command()
@click.argument("form")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file.")
@FORMS_DIR
def codegen(form: str, output: str | None, library: "Library") -> int:
    """Write the typed Python classes of a FORM, for editors and mypy.

    Those of the bundled forms are there already: safeforms.models.miu and so on.
    """
    from pathlib import Path

    from safeforms.api import codegen as module_of

    content = module_of(form, forms_dir=library).encode()
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        write_whole(Path(output), content)
    return 0


@commands.command()
@click.argument("form")
@click.option("--number", "-n", type=click.IntRange(min=1), default=1, show_default=True, help="How many records.")
@click.option("--first", type=click.IntRange(min=1), default=1, help="The number of the first one: streams can be cut.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, other records.")
@click.option("--incomplete", is_flag=True, help="Records with one known fault each.")
@click.option("--faults", type=click.IntRange(min=0), default=0, help="Records with so many known faults each.")
@click.option("--expected", type=click.Path(dir_okay=False), help="Write what is wrong with each to this file.")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write the records to this file.")
@click.option("--format", "-f", "style", type=click.Choice(("ndjson", "json")), default="ndjson", show_default=True)
@NOW
@options.library
def example(
    form: str,
    number: int,
    first: int,
    seed: int,
    incomplete: bool,
    faults: int,
    expected: str | None,
    output: str | None,
    style: str,
    now: "datetime | None",
    library: "Library",
) -> int:
    """Print synthetic records of a FORM, whole or with faults.

    Nobody real is in them. The same seed, clock and number always give the same record.
    """
    from safeforms.example_output import write_examples
    from safeforms.examples import example_records

    faults = max(faults, int(incomplete))
    found = example_records(form, number=number, first=first, seed=seed, faults=faults, now=now, forms_dir=library)
    write_examples(found, style=style, output=output, expected=expected)
    return 0


commands.add_command(document_commands.explain)
commands.add_command(document_commands.refer)
commands.add_command(document_commands.notify)
commands.add_command(map_commands.map_group)


def run(arguments: list[str] | None = None) -> int:
    """The exit code of a command line; whatever goes wrong is one sentence on standard error."""
    try:
        result = commands.main(args=arguments, prog_name="safeforms", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
    except FormError as error:
        click.echo(f"This cannot be used:\n{error}", err=True)
    except SafeformsError as error:
        talk(str(error))
    except BrokenPipeError:
        print_no_more()
        return NOBODY_READS
    except OSError as error:
        print_no_more()
        what = f"{error.filename} cannot be read" if error.filename else "The output cannot be written"
        talk(f"{what}: {error.strerror or 'unknown reason'}.")
    except Exception as error:  # a defect of ours: its words may hold an answer
        talk(f"A defect of safeforms stopped this: {_where(error)}. Please report it; this line holds no answer.")
    return 2


def _form(form: str | None, *, library: "Library") -> "Form | None":
    return library.load(form) if form else None


def _judges(
    jobs: int, *, form: "Form | None", library: "Library", now: "datetime | None", show_values: bool
) -> "AbstractContextManager[Judges | None]":
    """The processes that judge; none but this one where that was not asked for."""
    if jobs == 1:
        return nullcontext()
    from safeforms.side_by_side import Brief, Judges

    return Judges(Brief(form=form, library=library, now=now, show_values=show_values), jobs=jobs)


def _where(error: Exception) -> str:
    """The kind of an error and the line it came from, without its words."""
    from pathlib import Path

    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    line = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{line}"
