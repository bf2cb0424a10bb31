"""Lines on a terminal: the only room that imports rich.

They are folded at its width and coloured; NO_COLOR is obeyed.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.text import Text

from safeforms.commands.outputs import print_plain
from safeforms.lines import Line, Style, plain

NARROWEST: Final = 20
STYLES: Final[dict[Style, str]] = {
    "": "",
    "heading": "bold",
    "faint": "dim",
    "aside": "italic",
    "condition": "cyan",
    "good": "green",
    "bad": "bold red",
    "red": "bold red",
    "amber": "bold yellow",
    "grey": "bold bright_black",
    "green": "green",
    "info": "cyan",
}


def print_lines(lines: Iterable[Line]) -> None:
    """Prints lines as they come, on standard output; plain where rich takes it for no terminal."""
    out = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
    if not out.is_terminal:
        print_plain(lines)
        return
    for line in lines:
        for text in _folded(line, out):
            out.print(text)


@contextmanager
def progress(size: int) -> Iterator[Callable[[BinaryIO], None]]:
    """A bar on standard error while records are read; call what it gives with the stream being read."""
    columns = (TextColumn("{task.description}"), BarColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=size)
        done = last = 0
        reading: BinaryIO | None = None

        def advance(stream: BinaryIO) -> None:
            nonlocal done, last, reading
            if stream is not reading:
                done, last, reading = done + last, 0, stream
            last = stream.tell() if stream.seekable() else last
            bar.update(task, completed=done + last)

        yield advance


def _folded(line: Line, out: Console) -> Iterator[Text]:
    """The same, folded at the width of the terminal."""
    lead = line.lead
    room = max(out.width - len(lead), NARROWEST)
    for written in plain(line.text).split("\n"):
        text = Text(written, style=STYLES[line.style])
        for piece in [text] if line.kept else text.wrap(out, room):
            piece.rstrip()
            yield Text(lead) + piece
            lead = " " * len(lead)
