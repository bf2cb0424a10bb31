"""What was made of definitions, kept for the next process: a form once read, rules once compiled.

Nothing of a record comes here. An entry is code, so it is read only where nobody but its owner (and root) could have
put it. Whatever goes wrong means no entry: it is made again, and nobody is told. See docs/decisions/cache.md.
"""

import marshal
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Final

from safeforms.version import VERSION

Plain = str | bytes | CodeType | tuple["Plain", ...] | dict[str, "Plain"]
"""What is kept: `marshal` knows it, and so does no other version of Python."""

VARIABLE: Final = "SAFEFORMS_CACHE"
OFF: Final = frozenset({"off", "no", "none", "false", "0"})
MOST: Final = 64
"""How many entries are kept; a form of your own needs two."""
SUFFIX: Final = ".kept"
CHECKSUM: Final = 4
OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
HAS_OWNERS: Final = hasattr(os, "geteuid")
"""Windows has none that we can ask for: there the folder of the profile is kept from others by the system."""


def fetch(*about: str) -> object:
    """The value that was kept about these texts by this very program; None where there is none to be trusted."""
    folder = _folder()
    if folder is None:
        return None
    try:
        if not _is_ours(folder):
            return None
        whole = memoryview(_read(folder / _name(about)))
        if _checksum(whole[CHECKSUM:]) != whole[:CHECKSUM]:
            return None
        meant, value = marshal.loads(whole[CHECKSUM:])
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return value if meant == (_program(), *about) else None


def keep(value: Plain, *about: str) -> None:
    """Keeps a value about some texts, whole or not at all."""
    folder = _folder()
    if folder is None:
        return
    with suppress(OSError):
        content = marshal.dumps(((_program(), *about), value))
        name = _name(about)
        part = folder / f".{name}.{os.getpid()}.{os.urandom(4).hex()}"
        if not _is_made(folder):
            return
        try:
            _write(part, _checksum(content) + content)
            part.replace(folder / name)
        finally:
            part.unlink(missing_ok=True)
        _drop_oldest(folder)


def _folder() -> Path | None:
    """Where entries are kept; None where there are to be none."""
    chosen = os.environ.get(VARIABLE, "").strip()
    if chosen.lower() in OFF:
        return None
    with suppress(RuntimeError):  # nobody's home is known
        if chosen:
            return Path(chosen).expanduser().absolute()
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return Path(local) / "safeforms" / "cache" if local else None
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "safeforms"
        shared = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(shared) if shared.startswith("/") else Path.home() / ".cache") / "safeforms"
    return None


def _is_made(folder: Path) -> bool:
    """Makes the folder where there is none; whether it is there and ours."""
    if not folder.exists():
        around = next(step for step in folder.parents if step.exists())
        if not _is_out_of_reach(around):  # root must not leave a folder in the home of somebody else
            return False
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _is_ours(folder)


def _is_ours(folder: Path) -> bool:
    """Whether nobody else can put anything into a folder, nor another folder into its place."""
    facts = folder.stat()
    if not stat.S_ISDIR(facts.st_mode):
        return False
    own = not HAS_OWNERS or (facts.st_uid == os.geteuid() and not facts.st_mode & OTHERS_WRITE)
    return own and _is_out_of_reach(folder)


def _is_out_of_reach(folder: Path) -> bool:
    """Whether nobody else can change which folder a path leads to."""
    if not HAS_OWNERS:
        return True
    whole = folder.resolve()
    return all(_is_safe(step.lstat()) for step in {folder, whole, *folder.parents, *whole.parents})


def _is_safe(facts: os.stat_result) -> bool:
    """Whether a folder or a link on the way is kept from others: root's or ours, and what lies in it stays there."""
    own = facts.st_uid == os.geteuid()
    if not own and facts.st_uid != 0:
        return False
    if stat.S_ISLNK(facts.st_mode) or facts.st_mode & stat.S_ISVTX:
        return True
    return not facts.st_mode & (stat.S_IWOTH if own else OTHERS_WRITE)


def _read(path: Path) -> bytes:
    """An entry; OSError where it is not a plain file of our own that nobody else may write."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(file, "rb") as stream:
        facts = os.fstat(file)
        if not stat.S_ISREG(facts.st_mode):
            raise OSError("no plain file")
        if HAS_OWNERS and (facts.st_uid != os.geteuid() or facts.st_mode & OTHERS_WRITE):
            raise OSError("not ours alone")
        return stream.read()


def _write(path: Path, content: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(content)


def _name(about: tuple[str, ...]) -> str:
    """The file of an entry. Where two share a name they take turns: what an entry is about is compared whole."""
    number = 0
    for text in (_program(), *about):
        number = zlib.crc32(text.encode("utf-8", "surrogatepass"), number)
    return f"{number:08x}{SUFFIX}"


def _checksum(content: bytes | memoryview) -> bytes:
    """Against what a full disk or a broken one leaves: `marshal` must not see it."""
    return zlib.crc32(content).to_bytes(CHECKSUM, "big")


@cache
def _program() -> str:
    """What else an entry depends on: this version, its source as it lies here, and Python."""
    source = sorted(_source(str(Path(__file__).parent)))
    return "\n".join([VERSION, sys.version, str(sys.flags.optimize), *source])


def _source(folder: str, within: str = "") -> Iterator[str]:
    """Every module with its size and when it was last written."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.endswith(".py"):
                facts = entry.stat()
                yield f"{within}{entry.name} {facts.st_size} {facts.st_mtime_ns}"
            elif "_" not in entry.name[:1] and entry.is_dir():
                yield from _source(entry.path, f"{within}{entry.name}/")


def _drop_oldest(folder: Path) -> None:
    """Leaves the newest entries; what others may have left half-written counts too."""
    aged = sorted((entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(folder) if SUFFIX in entry.name)
    for _, path in aged[:-MOST]:
        Path(path).unlink(missing_ok=True)
