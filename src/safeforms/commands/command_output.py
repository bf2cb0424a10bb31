"""What a command says: lines on a terminal or in a pipe, and what is no result on standard error."""

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import click

from safeforms.commands.outputs import print_plain

if TYPE_CHECKING:
    from safeforms.lines import Line

TAKEN_FOR_A_TERMINAL: Final = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""What somebody sets who wants colour in a pipe; rich knows the rest."""


def show_lines(lines: "Iterable[Line]") -> None:
    """Lines as they come: folded and coloured on a terminal, plain elsewhere."""
    if not (sys.stdout.isatty() or any(map(os.environ.get, TAKEN_FOR_A_TERMINAL))):
        print_plain(lines)
        return
    from safeforms.commands.console import print_lines

    print_lines(lines)


def talk(sentence: str) -> None:
    """A sentence to whoever runs the command; nothing in it steers their terminal, or passes for a line of ours."""
    from safeforms.lines import plain

    click.echo(f"safeforms: {' '.join(plain(sentence).splitlines())}", err=True)


def ended(records: int, code: int) -> int:
    """The exit code after so many records; that there was none is talked of."""
    if not records:
        talk("There is no record in what was given.")
        return 2
    return code
