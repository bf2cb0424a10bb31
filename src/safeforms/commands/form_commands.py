"""The commands about forms, none of which reads a record: what there is, what it asks, what is wrong with it.

What cannot be read is talked of on standard error.
"""

import sys
from typing import TYPE_CHECKING

import click

from safeforms.commands import options
from safeforms.commands.command_output import show_lines, talk
from safeforms.commands.options import FORMAT, FORMS_DIR, NOW
from safeforms.commands.outputs import give, print_data
from safeforms.problems import Problem, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from safeforms.library import Library


@click.command("list")
@FORMAT
@FORMS_DIR
def list_command(style: str, library: "Library") -> int:
    """List the forms: the bundled ones, and your own."""
    from safeforms.library import list_forms

    forms = list_forms(forms_dir=library)
    if style == "text":
        from safeforms.commands.list_lines import list_lines

        show_lines(list_lines(forms))
    else:
        from safeforms.commands.reports import list_report

        print_data(map(list_report, forms), style=style)
    return 1 if any(form.problems for form in forms) else 0


@click.command()
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
        from safeforms.language.printing import print_form

        sys.stdout.buffer.write(print_form(library.load(form)).encode())
        return 0
    if as_page:
        from safeforms.wording.form_page import form_page

        sys.stdout.buffer.write(form_page(library.load(form)).encode())
        return 0
    if burden:
        from safeforms.burdens.routes import burden as burden_of
        from safeforms.commands.burden_lines import burden_lines

        definition = library.load(form)
        show_lines(burden_lines(definition, burden_of(definition)))
        return 0
    from safeforms.commands.form_lines import form_lines

    show_lines(form_lines(library.load(form)))
    return 0


@click.command()
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
        from safeforms.commands.verdict_lines import checked_lines

        show_lines(checked_lines(problems, checked=len(names) - unreadable))
    else:
        print_data((problem.as_dict() for problem in problems), style=style)
    if unreadable:
        return 2
    return 1 if any(problem.severity == "error" for problem in problems) else 0


@click.command()
@click.argument("form")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file.")
@FORMS_DIR
def codegen(form: str, output: str | None, library: "Library") -> int:
    """Write the typed Python classes of a FORM, for editors and mypy.

    Those of the bundled forms are there already: safeforms.models.miu and so on.
    """
    from safeforms.api import codegen as module_of

    give(module_of(form, forms_dir=library).encode(), output)
    return 0


@click.command()
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
    from safeforms.commands.example_output import write_examples
    from safeforms.examples import example_records

    faults = max(faults, int(incomplete))
    found = example_records(form, number=number, first=first, seed=seed, faults=faults, now=now, forms_dir=library)
    write_examples(found, style=style, output=output, expected=expected)
    return 0
