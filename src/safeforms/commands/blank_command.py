"""The command `blank`: a form to fill in, or one with a record in it.

What the format cannot carry is talked of on standard error, and before it what of the record is not written.
"""

import sys
from typing import TYPE_CHECKING, Final

import click

from safeforms.commands import options
from safeforms.commands.outputs import give
from safeforms.problems import UsageError

if TYPE_CHECKING:
    from safeforms.definition import Form
    from safeforms.judgement.raw_record import RawRecord
    from safeforms.library import Library

NO_TEXT: Final = ("docx", "pdf", "xlsx")
FORMATS: Final = {
    ".csv": ("csv",),
    ".docx": ("docx",),
    ".htm": ("html",),
    ".html": ("html",),
    ".json": ("json", "jsonschema"),
    ".md": ("markdown",),
    ".pdf": ("pdf",),
    ".xlsx": ("xlsx",),
}
"""What the name of a file promises, the likeliest format first."""
TEXTS: Final = ("", ".txt", ".text", ".markdown")
"""Names that promise no more than something to read."""


@click.command()
@click.argument("form")
@click.option(
    "--to",
    metavar="FORMAT",
    help="markdown, html, pdf, docx, xlsx, csv, json or jsonschema; else as the file is named, or markdown.",
)
@click.option("--with", "record", metavar="RECORD", help="Write this record in: a file with one, or - for JSON.")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file.")
@options.library
def blank(form: str, to: str | None, record: str | None, output: str | None, library: "Library") -> int:
    """Print a blank FORM, or one with a record in it.

    pdf and docx are to type in or to print, xlsx and csv for many records, html a page, markdown for paper, json a
    record. What the format cannot carry is listed on standard error. validate reads filled pdf, docx, xlsx and csv.
    """
    from safeforms.api import blank as blank_form
    from safeforms.api import losses

    definition, to = library.load(form), _format(to, output=output)
    if output is None and to in NO_TEXT and sys.stdout.isatty():
        raise UsageError(f"A form as {to} is no text: write it to a file with --output.")
    found = _record_in(record, form=definition, library=library, output=output)
    give(blank_form(definition, to=to, record=found, forms_dir=library), output)
    of_any = losses(definition, to=to, forms_dir=library)
    of_this = losses(definition, to=to, record=found, forms_dir=library)[len(of_any) :]
    for said, lost in (("Not written", of_this), ("Not carried", of_any)):
        for loss in lost:
            click.echo(f"{said}: {loss}", err=True)
    return 1 if of_this else 0


def _format(to: str | None, *, output: str | None) -> str:
    """The format that is asked for, or that the file is named for. UsageError where these are two."""
    from pathlib import Path

    ending = Path(output).suffix.lower() if output else ""
    promised = FORMATS.get(ending, ())
    if to is None and ending not in (*FORMATS, *TEXTS):
        raise UsageError(f"No format has files that end in {ending}: say by --to which one is meant.")
    if to is None:
        return promised[0] if promised else "markdown"
    if promised and to.lower() not in promised:
        raise UsageError(f"The file is named as {promised[0]}, and --to asks for another format: change one of them.")
    return to.lower()


def _record_in(name: str | None, *, form: "Form", library: "Library", output: str | None) -> "RawRecord | None":
    """The one record of a file. UsageError where there is none or several, RecordError where it cannot be read."""
    if name is None:
        return None
    from safeforms.commands.given import Given
    from safeforms.reading import record_in

    Given(files=(name,), form=form, mapped=None, now=None, library=library).spare(output)
    return record_in(name, form=form, library=library)
