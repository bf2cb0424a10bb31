"""The command line: each command is one call of its public twin, then one view of the result.

Results go to standard output, talk to standard error. Exit 0: nothing wrong; 1: problems found; 2: used wrongly or
unreadable; 130: interrupted; 141: nobody reads on. Heavy rooms are imported by the command that needs them.
"""

import sys
from typing import Any, Final

import click

from safeforms.commands import blank_command, document_commands, form_commands, map_commands, records_commands
from safeforms.commands.command_output import talk
from safeforms.commands.outputs import print_no_more
from safeforms.problems import FormError, SafeformsError
from safeforms.version import VERSION

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


for command in (
    form_commands.list_command,
    form_commands.show,
    form_commands.check,
    blank_command.blank,
    form_commands.codegen,
    form_commands.example,
    records_commands.validate,
    records_commands.summarise,
    document_commands.explain,
    document_commands.refer,
    document_commands.notify,
    map_commands.map_group,
):
    commands.add_command(command)


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
        from safeforms.lines import plain

        click.echo(f"This cannot be used:\n{plain(str(error))}", err=True)
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


def _where(error: Exception) -> str:
    """The kind of an error and the line it came from, without its words."""
    from pathlib import Path

    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    line = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{line}"
