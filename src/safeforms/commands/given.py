"""What a command that reads records was given: the files, and by what they are read and judged."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safeforms.commands.command_output import talk
from safeforms.definition import Form
from safeforms.filled_forms.reading import FILLED
from safeforms.folders import SUFFIXES
from safeforms.inputs import STANDARD_INPUT, expanded
from safeforms.library import Library
from safeforms.problems import UsageError
from safeforms.readers import READERS
from safeforms.sheets.opening import SHEETS
from safeforms.unpacking import ARCHIVES
from safeforms.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safeforms.maps.opening import MappedExports

FILES: Final = (*SHEETS, *READERS, *FILLED, *ARCHIVES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """`form` is None where records name their own, `mapped` where they are records in JSON already."""

    files: tuple[str, ...]
    form: Form | None
    mapped: "MappedExports | None"
    now: datetime | None
    library: Library
    map_file: str | None = None

    def spare(self, output: str | None, *, ending: str | None = None) -> None:
        """UsageError where a file that is read would be written over.

        `ending` is that of the files that are written if `output` is a folder.
        """
        if output is None or not (path := Path(output)).exists():
            return
        for read in self._read():
            if path.is_file() and path.samefile(read) and not output.endswith("/"):
                raise UsageError(f"{output} is what is being read: write to another file.")
            if path.is_dir() and path.samefile(read.parent) and read.suffix.lower() == f".{ending}":
                raise UsageError(f"{output} holds {read.name}, which is being read: write to another folder.")

    def _read(self) -> "Iterator[Path]":
        """All files that are read; names that stand for nothing are told of later."""
        for name in (*self.files, self.map_file or STANDARD_INPUT, *self._definitions()):
            with suppress(UsageError):
                yield from expanded(name, suffixes=FILES) if name != STANDARD_INPUT else ()
        yield from self._joined()

    def _definitions(self) -> "Iterator[str]":
        """The files of the site's settings and of its own forms."""
        if self.library.site is not None:
            yield self.library.site.file
        for folder in self.library.folders:
            yield from (str(path) for path in folder.rglob("*") if path.is_file() and path.suffix in SUFFIXES)

    def _joined(self) -> "Iterator[Path]":
        """The files that the map joins, which lie beside the exports."""
        names = [each.file for each in self.mapped.export_map.joined if each.file] if self.mapped else []
        for file in self.files if names else ():
            folder = Path(file) if Path(file).is_dir() else Path(file).parent
            yield from (folder / name for name in names if (folder / name).is_file())

    def tell_how_read(self) -> None:
        """Says how exports were read where that was a choice: the encoding, the delimiter, the row of the header."""
        for note in dict.fromkeys(self.mapped.notes if self.mapped else ()):
            talk(note)


def given_by(
    files: tuple[str, ...], *, form: str | None, map_file: str | None, now: datetime | None, library: Library
) -> Given:
    """What options say. UsageError or FormError where there is no such form or map, or something is wrong with it."""
    if map_file is None:
        definition = library.load(form) if form else None
        return Given(files=files, form=definition, mapped=None, now=now, library=library)
    if form is not None:
        raise UsageError("The map says which form the records are for: leave --form out.")
    from safeforms.reading import mapped_by

    mapped = mapped_by(map_file, library=library)
    return Given(files=files, form=mapped.form, mapped=mapped, now=now, library=library, map_file=map_file)
