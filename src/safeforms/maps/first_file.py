"""The one file of an export on which a map is proposed or tried: of a folder, a pattern or an archive the first.

Whoever reads it says which it was, and what was left.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from safeforms.inputs import find_inputs, opened, suffix_of
from safeforms.language.shape import quoted
from safeforms.problems import Problem, UsageError
from safeforms.sheets.opening import SHEETS
from safeforms.unpacking import ARCHIVES, Part, unpacked

NAMED: Final = 5


@dataclass(slots=True, kw_only=True)
class FirstFile:
    """An open file; `path` is None of standard input and of what lies in a zip."""

    part: Part
    path: Path | None
    _beside: tuple[str, ...]
    _inside: Iterator[Part | Problem] = field(repr=False)

    def left(self) -> tuple[str, ...]:
        """The names of the files that are not read; to be asked when the first has been read, for it closes that."""
        inside = [part.name if isinstance(part, Part) else str(part.place) for part in self._inside]
        return (*inside, *self._beside)


@contextmanager
def first_file(export: str) -> Iterator[FirstFile]:
    """The first file that a name stands for. UsageError where there is none, or it cannot be opened."""
    source, *others = find_inputs([export], suffixes=(*SHEETS, *ARCHIVES))
    with opened(source) as stream:
        parts = unpacked(stream, name=source.name, suffix=suffix_of(source, stream), suffixes=tuple(SHEETS))
        first = next(parts, None)  # what unpacks stays open: it closes the archive when it is let go
        if first is None:
            raise UsageError(f"{source.name} holds no file ending in {', '.join(SHEETS)}.")
        if isinstance(first, Problem):
            raise UsageError(f"{first.where}: {first.message}")
        yield FirstFile(
            part=replace(first, suffix=first.suffix if first.suffix.lower() in SHEETS else ".csv"),
            path=source.path if first.name == source.name else None,
            _beside=tuple(other.name for other in others),
            _inside=parts,
        )


def left_in_words(left: tuple[str, ...]) -> str:
    """That these files were not read, in one sentence; empty where there are none."""
    if not left:
        return ""
    more = f" and {len(left) - NAMED} more" if len(left) > NAMED else ""
    were = "was" if len(left) == 1 else "were"
    return f"It is the first of {len(left) + 1} files: {', '.join(map(quoted, left[:NAMED]))}{more} {were} not read."
