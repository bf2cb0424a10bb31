"""Files, folders, patterns and standard input -> open streams, in a settled order.

A folder stands for the files in it that a reader knows, a pattern for the files that match it; both sorted by name. A
name that stands for nothing is an error: nothing is passed over in silence.
"""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO, Final

from safeforms.problems import UsageError

STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing to read; `path` is None for standard input."""

    name: str
    suffix: str
    path: Path | None
    size: int | None = None


def find_inputs(names: Iterable[str], *, suffixes: Collection[str], standard_suffix: str) -> list[Input]:
    """What names stand for, each file once. UsageError where one stands for nothing."""
    found: dict[str, Input] = {}
    for name in names:
        if name == STANDARD_INPUT:
            found[name] = Input(name="standard input", suffix=standard_suffix, path=None)
            continue
        for path in _paths(name, suffixes=suffixes):
            found.setdefault(str(path), Input(name=str(path), suffix=path.suffix, path=path, size=path.stat().st_size))
    return list(found.values())


@contextmanager
def opened(source: Input) -> Iterator[BinaryIO]:
    """An input as a stream of bytes; UsageError where it cannot be opened."""
    if source.path is None:
        yield sys.stdin.buffer
        return
    try:
        stream = source.path.open("rb")
    except OSError as error:
        raise UsageError(f"{source.name} cannot be read: {error.strerror or 'unknown reason'}.") from None
    with stream:
        yield stream


@contextmanager
def no_progress(size: int) -> Iterator[Callable[[BinaryIO], None]]:
    """Shows nothing: for pipes and small files."""
    del size
    yield lambda _: None


def _paths(name: str, *, suffixes: Collection[str]) -> list[Path]:
    path = Path(name)
    if path.is_dir():
        inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in suffixes)
        if not inside:
            raise UsageError(f"The folder {name} holds no file ending in {', '.join(sorted(suffixes))}.")
        return inside
    if path.exists():
        return [path]
    matching = sorted(map(Path, glob(name, recursive=True))) if has_magic(name) else []  # noqa: PTH207 - absolute too
    if not matching:
        raise UsageError(f"There is no file {name}.")
    return [match for match in matching if match.is_file()]
