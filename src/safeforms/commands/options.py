"""The arguments and options that several commands share, and what each gives to its command."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Final, TypeVar

import click

if TYPE_CHECKING:
    from datetime import datetime

    from safeforms.library import Library

FORMATS: Final = ("text", "json", "ndjson")
VERDICT_FORMATS: Final = (*FORMATS, "csv", "xlsx", "sarif", "junit", "github")
DOCUMENT_FORMATS: Final = (*FORMATS, "markdown", "html")
SETTINGS: Final = "safeforms.settings"
MOST_JOBS: Final = 61
"""Windows waits for no more."""
Command = TypeVar("Command", bound=Callable[..., object])


def _moment(context: click.Context, option: click.Parameter, value: str | None) -> "datetime | None":
    """A date and time as records write them."""
    from safeforms.clock import parse_datetime

    moment = parse_datetime(value) if value is not None else None
    if value is not None and moment is None:
        raise click.BadParameter("write it like 2026-03-31T14:30", context, option)
    return moment


def _library(context: click.Context, _: click.Parameter, folders: tuple[str, ...]) -> "Library":
    """The forms that there are, as the site uses them whose settings were given."""
    from safeforms.library import library_of

    return library_of(folders, settings=context.meta.get(SETTINGS))


def _settings(context: click.Context, option: click.Parameter, files: tuple[str, ...]) -> None:
    """Of two files click would pass one over without a word."""
    if len(files) > 1:
        raise click.BadParameter("give one file, for it serves all forms", context, option)
    context.meta[SETTINGS] = files[0] if files else None


def library(command: Command) -> Command:
    """Both options that say which forms there are, and how a site uses them."""
    return SETTINGS_FILE(FORMS_DIR(command))


FILES = click.argument("files", nargs=-1, required=True, metavar="FILES...")


def _format(*formats: str) -> Callable[[Command], Command]:
    help_ = "How to print results."
    choice = click.Choice(formats)
    return click.option("--format", "-f", "style", type=choice, default="text", show_default=True, help=help_)


FORMAT = _format(*FORMATS)
VERDICT_FORMAT = _format(*VERDICT_FORMATS)
DOCUMENT_FORMAT = _format(*DOCUMENT_FORMATS)
FORM = click.option(
    "--form", metavar="FORM", help="The form of bare answers, or that was filled in: an id, or the path of your own."
)
MAP = click.option(
    "--map",
    "map_file",
    type=click.Path(readable=False),  # whoever reads it says so
    metavar="FILE",
    help="How the columns of an export answer the form: FILES are then CSV, Excel or Parquet.",
)
FORMS_DIR = click.option(
    "--forms-dir",
    "library",
    type=click.Path(readable=False),  # whoever reads it says so
    multiple=True,
    callback=_library,
    envvar="SAFEFORMS_FORMS_DIR",
    show_envvar=True,
    metavar="FOLDER",
    help="A folder of forms of your own beside the bundled ones; may be given again.",
)
SETTINGS_FILE = click.option(
    "--settings",
    type=click.Path(readable=False),
    multiple=True,
    callback=_settings,
    is_eager=True,
    expose_value=False,
    envvar="SAFEFORMS_SETTINGS",
    show_envvar=True,
    metavar="FILE",
    help="What a site has set for itself: numbers, clocks, names.",
)
NOW = click.option("--now", callback=_moment, metavar="MOMENT", help="Judge as of this London time [default: now].")
OUTPUT_FILE = click.option(
    "--output", "-o", type=click.Path(dir_okay=False), metavar="FILE", help="Write to this file, whole or not at all."
)
SHOW_VALUES = click.option("--show-values", is_flag=True, help="Print the answers that are wrong beside the problems.")
FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "never")),
    default="error",
    show_default=True,
    help="End with 1 for these; what cannot be read always ends with 2.",
)
MAX_PROBLEMS = click.option(
    "--max-problems",
    "most",
    type=click.IntRange(min=0),
    metavar="N",
    help="How many problems the text lists by record, 0 for all [default: 100].",
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1, max=MOST_JOBS),
    default=1,
    show_default=True,
    help="Judge in so many processes.",
)


def verdict_output(command: Command) -> Command:
    """What says how verdicts are printed, and which exit code they give."""
    return VERDICT_FORMAT(OUTPUT_FILE(SHOW_VALUES(MAX_PROBLEMS(FAIL_ON(JOBS(command))))))


def records(command: Callable[..., int]) -> Callable[..., int]:
    """What says which records are read, and by what: the command gets all of it as `given`."""

    @wraps(command)
    def with_what_is_given(
        *,
        files: tuple[str, ...],
        form: str | None,
        map_file: str | None,
        now: "datetime | None",
        library: "Library",
        **others: object,
    ) -> int:
        from safeforms.commands.given import given_by

        return command(given_by(files, form=form, map_file=map_file, now=now, library=library), **others)

    return FILES(FORM(MAP(NOW(library(with_what_is_given)))))
