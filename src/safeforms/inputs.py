"""Files, folders, patterns and standard input -> open streams, in a settled order.

A folder stands for the files in it that a reader knows, a pattern for the files that match it; both sorted by name. A
name that stands for nothing is an error: nothing is passed over in silence.
"""

import io
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO, Final

from safeforms.problems import UsageError
from safeforms.values import dataclass

STANDARD_INPUT: Final = "-"
GZIP: Final = ".gz"
NEED_A_MAP: Final = (".csv", ".tsv", ".xlsx", ".parquet")
"""Suffixes of files that hold rows and columns, and no records of ours."""
NO_EXPORTS: Final = (
    *(".json", ".ndjson", ".jsonl", ".yaml", ".yml", ".xml", ".html", ".htm", ".md"),
    *(".pdf", ".doc", ".docx", ".ppt", ".pptx", ".ods", ".odt", ".rtf", ".zipx", ".7z", ".rar", ".tar", ".tgz", ".bz2"),
)
"""Suffixes of files that hold none: a file that is named and ends in anything else is told by its content."""
STARTS: Final = {
    b"\x1f\x8b": GZIP,
    b"PAR1": ".parquet",
    b"\xd0\xcf\x11\xe0": ".xls",
    b"\xff\xfe": ".csv",
    b"\xfe\xff": ".csv",
    b"PK\x03\x04": ".zip",
    b"%PDF-": ".pdf",
}
"""How files begin that are neither JSON nor plain text -> the suffix that they would have."""

OFFICE: Final = (b"[Content_Types].xml", b"_rels/", b"xl/", b"docProps/")
"""What the first file in a workbook is called, which is a zip file too; the name begins at the 31st byte."""
WORD: Final = b"word/"
"""What the name of a file in a Word document begins with, one of the first."""

DELIMITERS: Final = b",;\t|"
BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing to read. `path` is None for standard input; `suffix` is empty where only the content can tell."""

    name: str
    suffix: str
    path: Path | None
    size: int = 0


def find_inputs(names: Iterable[str], *, suffixes: Collection[str]) -> list[Input]:
    """What names stand for, each file once. UsageError where one stands for nothing that can be read."""
    found: dict[str, Input] = {}
    for name in names:
        if name == STANDARD_INPUT:
            found.setdefault(name, Input(name="standard input", suffix="", path=None))
            continue
        for path in expanded(name, suffixes=suffixes):
            found.setdefault(str(path.resolve()), _input(path, suffixes=suffixes))
    return list(found.values())


def expanded(name: str, *, suffixes: Collection[str]) -> list[Path]:
    """The files that a name stands for: itself, what a folder holds, what a pattern matches. UsageError where none."""
    path = Path(name)
    if not name:
        raise UsageError("There is no file without a name.")
    if path.is_dir():
        files = (file for file in path.rglob("*") if file.is_file() and not _is_aside(file))
        inside = sorted(file for file in files if suffix_in(file, suffixes=suffixes))
        if not inside:
            raise UsageError(f"The folder {name} holds no file ending in {', '.join(sorted(suffixes))}.")
        return inside
    if path.exists():
        return [path]
    matching = sorted(glob(name, recursive=True)) if has_magic(name) else []  # noqa: PTH207 - absolute too
    if not matching:
        raise UsageError(f"There is no file {name}.")
    return [file for match in matching for file in expanded(match, suffixes=suffixes)]


def passed_over(names: Iterable[str], *, suffixes: Collection[str]) -> list[str]:
    """The files in folders that are not read, for their names say nothing to a reader; hidden ones aside."""
    folders = [Path(name) for name in names if name and Path(name).is_dir()]
    inside = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    left = [path for path in inside if not (path.name.startswith(".") or _is_aside(path))]
    return sorted(str(path) for path in left if not suffix_in(path, suffixes=suffixes))


def _is_aside(path: Path) -> bool:
    """Whether an office program keeps it beside a file that somebody has open."""
    return path.name.startswith(("~$", ".~lock."))


def suffix_in(path: Path, *, suffixes: Collection[str]) -> str:
    """The suffix of a name as it stands if it is one of some, both of `export.csv.gz`; empty if it is none of them."""
    last = path.suffix
    if last.lower() not in suffixes:
        return ""
    if last.lower() != GZIP:
        return last
    inner = Path(path.stem).suffix
    return inner + last if inner.lower() in suffixes else ""


@contextmanager
def opened(source: Input) -> Iterator[BinaryIO]:
    """An input as a stream of bytes; OSError where it cannot be opened."""
    if source.path is None:
        if sys.stdin is None:
            raise UsageError("There is no standard input to read from.")
        yield sys.stdin.buffer
        return
    with source.path.open("rb") as stream:
        yield stream


def suffix_of(source: Input, stream: BinaryIO) -> str:
    """What an input is: by its suffix, else by how it begins; nothing of the stream is used up.

    Standard input is NDJSON, unless its first line cannot be one whole record: a list, or an object that goes on. A
    first line that is no JSON and has a delimiter is CSV; archives, workbooks and Parquet begin in ways of their own.
    """
    if source.suffix or not isinstance(stream, io.BufferedReader):
        return source.suffix or ".ndjson"
    start = stream.peek()
    suffix = next((suffix for sign, suffix in STARTS.items() if start.startswith(sign)), None)
    if suffix:
        if suffix == ".zip" and start[30:].startswith((*OFFICE, WORD)):
            return ".docx" if WORD in start else ".xlsx"
        return suffix
    first, end, _ = start.removeprefix(BOM).lstrip().partition(b"\n")
    if not first.startswith((b"{", b"[")) and any(sign in first for sign in DELIMITERS):
        return ".csv"
    goes_on = bool(end) and first.rstrip().endswith((b"{", b"[", b","))
    return ".json" if first.startswith(b"[") or goes_on else ".ndjson"


@contextmanager
def no_progress(size: int) -> Iterator[Callable[[BinaryIO], None]]:
    """Shows nothing: for pipes and small files."""
    del size
    yield lambda _: None


def _input(path: Path, *, suffixes: Collection[str]) -> Input:
    if suffix := suffix_in(path, suffixes=suffixes):
        return Input(name=str(path), suffix=suffix, path=path, size=path.stat().st_size)
    if path.is_file() and not (_are_exports(suffixes) and path.suffix.lower() not in NO_EXPORTS):
        raise UsageError(f"{path} {_why_not_read(path, suffixes=suffixes)}")
    size = path.stat().st_size if path.is_file() else 0  # of a pipe, such as <(zcat export.gz)
    return Input(name=str(path), suffix="", path=path, size=size)


def _are_exports(suffixes: Collection[str]) -> bool:
    """Whether exports are looked for, and not filled forms: systems end their names in whatever they like."""
    return set(NEED_A_MAP) <= set(suffixes)


def _why_not_read(path: Path, *, suffixes: Collection[str]) -> str:
    if path.suffix.lower() in NEED_A_MAP and not _are_exports(suffixes):
        return "is an export with columns: give --map with a map of them; 'safeforms map init' proposes one."
    return f"holds no records: their files end in {', '.join(sorted(suffixes))}."
