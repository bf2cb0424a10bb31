"""Python source being written: lines at a depth, some of which fall away again where nobody reads what they set.

The variables of a question are named by a letter and its number, `o12`, and those of a part of it `o12_3`. What is
written once for all of them (the row that a table keeps, the defaults) is a place-holder until the end, when it is
known which of them are read.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, NamedTuple

IDENTIFIER: Final = re.compile(r"[a-z_]\w*")
NO_CODE: Final = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\#.*""")
"""Texts and comments: an id of a form in them is no variable, however much it looks like one."""


class Line(NamedTuple):
    """One line.

    `sets`: the variable for whose sake it is there; it falls away where nobody reads that. `names`: the pattern of
    the variables that `NAMES` stands for, each of which gets the `value`. `targets`: what the line assigns at once,
    as far as it is read. `unsettles`: the variables that may make something Unknown here; where one of them is read,
    something is in doubt from here on.
    """

    depth: int
    text: str
    sets: str = ""
    names: str = ""
    value: str = ""
    targets: tuple[str, ...] = ()
    unsettles: tuple[str, ...] = ()


@dataclass(slots=True)
class Source:
    """Lines of one function in the order in which they run."""

    lines: list[Line] = field(default_factory=list)
    depth: int = 1
    temporaries: int = 0
    sake: str = ""
    kept: dict[str, str] = field(default_factory=dict)

    def add(self, text: str, *, unsettles: tuple[str, ...] = ()) -> None:
        """A line that stays, unless it stands in a block written for the sake of a variable."""
        self.lines.append(Line(self.depth, text, self.sake, unsettles=unsettles))

    def let(self, name: str, value: str) -> None:
        """An assignment that stays only where the variable is read further down."""
        self.lines.append(Line(self.depth, f"{name} = {value}", name))

    def keep(self, variable: str, expression: str, *, note: str = "") -> str:
        """The variable that holds an expression: itself, one that has it already, or this one from now on."""
        if expression.isidentifier():
            return expression
        if expression in self.kept:
            return self.kept[expression]
        if self.depth == 1:
            self.kept[expression] = variable
        self.let(variable, f"{expression}  # {note}" if note else expression)
        return variable

    def unpack(self, targets: tuple[str, ...], value: str, *, unsettles: tuple[str, ...]) -> None:
        """An assignment of several at once, of which `_` takes what nobody reads."""
        self.lines.append(Line(self.depth, value, self.sake, targets=targets, unsettles=unsettles))

    def default(self, pattern: str, value: str) -> None:
        """The same value for all variables of a pattern that are read further down."""
        self.lines.append(Line(self.depth, "NAMES", self.sake, pattern, value))

    def names(self, text: str, pattern: str) -> None:
        """A line in which `NAMES` stands for the variables of this pattern that are read further down."""
        self.lines.append(Line(self.depth, text, self.sake, pattern))

    def temporary(self) -> str:
        """A new name."""
        self.temporaries += 1
        return f"t{self.temporaries}"

    @contextmanager
    def block(self, header: str, *, sake: str = "", names: str = "") -> Iterator[None]:
        """Lines one step deeper under a header. `sake`: all of it is there for this variable."""
        before, self.sake = self.sake, sake or self.sake
        self.lines.append(Line(self.depth, header, self.sake, names))
        self.depth += 1
        yield
        self.depth -= 1
        self.sake = before

    def text(self) -> str:
        """The source, without what nobody reads."""
        kept, found = _kept(self.lines)
        written = []
        for line, following in zip(kept, [*kept[1:], Line(0, "")], strict=True):
            text = _filled_in(line, found[line.names]) if line.names else line.text
            if text:
                written.append("    " * line.depth + text)
            if line.text.endswith(":") and following.depth <= line.depth:
                written.append("    " * (line.depth + 1) + "pass")
        return "\n".join(written) + "\n"


def is_variable(expression: str) -> bool:
    """Whether it is a variable of what is possible, or a constant; the outcome of a loop must be kept in one first."""
    return expression.isidentifier() and not (expression[0] == "t" and expression[1:].isdigit())


def _kept(lines: list[Line]) -> tuple[list[Line], dict[str, list[str]]]:
    """The lines to keep, and which names each place-holder stands for.

    From the last line to the first: what is read is known before the line that sets it. Of two place-holders of
    one pattern the upper one holds, for below it stands all that is read.
    """
    read: set[str] = set()
    found: dict[str, list[str]] = {}
    kept = []
    for line in reversed(lines):
        if line.sets and line.sets not in read:
            continue
        kept.append(line._replace(text=_completed(line, read)))
        if line.names:
            found[line.names] = sorted(filter(re.compile(line.names).fullmatch, read), key=_natural)
        read.update(IDENTIFIER.findall(NO_CODE.sub("", line.text)))
    return kept[::-1], found


def _filled_in(line: Line, names: list[str]) -> str:
    """A line with names for its place-holder; none where it is there for the names alone, and there are none."""
    if line.value:
        return f"{', '.join(names)} = {', '.join([line.value] * len(names))}" if names else ""
    return line.text.replace("NAMES", ", ".join(names))


def _completed(line: Line, read: set[str]) -> str:
    """A line as it must be where these variables are read further down."""
    targets = ", ".join(name if name in read else "_" for name in line.targets)
    assigned = f"{targets} = {line.text}" if targets else line.text
    return f"{assigned}; doubt = True" if not read.isdisjoint(line.unsettles) else assigned


def _natural(name: str) -> tuple[int, str]:
    return len(name), name
