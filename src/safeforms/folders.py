"""Folders of forms of your own: which file is which form, told by their names without reading them as forms.

The form ID is the file ID.yaml that lies in the folder itself; folders inside it are for parts. What a record names
is looked up among these names, so that it never becomes a path.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from safeforms.bundled import forms_folder
from safeforms.places import Place
from safeforms.problems import Problem, UsageError

SUFFIXES: Final = (".yaml", ".yml")
ENOUGH: Final = 2_000_000
"""Characters that are read of a file at most: more than a definition may have, so that its reader says so."""
NO_FORM: Final = rb"""(?m)^(?:\xef\xbb\xbf)?["']?(?:part|site)["']?[ \t]*:"""
"""The key on which a part begins, or a site's settings. What is neither is meant to be a form, even if it is broken."""
A_FORM: Final = NO_FORM.replace(b"part|site", b"form")
"""What says that it is one, also beside such a key: its author must be told of that, not miss the form."""
A_MAP: Final = NO_FORM.replace(b"part|site", b"map")
"""The key on which an export map begins, which names its form as a form does itself; what has sections is a form."""
SECTIONS: Final = NO_FORM.replace(b"part|site", b"sections")


def forms_in(folders: Iterable[Path]) -> dict[str, tuple[Path, ...]]:
    """The files of each id, more than one where folders clash. UsageError where a folder holds no form, or is none."""
    found: dict[str, tuple[Path, ...]] = {}
    for folder in folders:
        files = [file for file in _definitions(folder) if not _is_no_form(file)]
        if not files:
            raise UsageError(f"The folder {folder} holds no form: the form ID is a file ID.yaml directly in it.")
        for file in files:
            found[file.stem] = (*found.get(file.stem, ()), file)
    return found


def text_of(file: Path) -> str:
    """The text of a definition. UsageError where it cannot be read."""
    try:
        with file.open(encoding="utf-8-sig") as stream:
            return stream.read(ENOUGH)
    except UnicodeDecodeError:
        raise UsageError(f"{file} is not text in UTF-8.") from None
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror or 'unknown reason'}.") from None


def part_text(name: str, *, folders: tuple[Path, ...]) -> tuple[str, str]:
    """What places call a part, and its text: from these folders, then from the bundled parts.

    UsageError where there is none.
    """
    for folder in folders:
        if _is_file(folder / name):
            return str(folder / name), text_of(folder / name)
    bundled = forms_folder().joinpath(*name.split("/"))
    if not bundled.is_file():
        raise UsageError(f"There is no part {name}, neither beside the form nor among the bundled parts.")
    return f"forms/{name}", bundled.read_text(encoding="utf-8")


def refuse_no_file(file: Path) -> None:
    """UsageError where a file of a folder is a folder, a pipe, or a link to nothing."""
    if not _is_file(file):
        raise UsageError(f"{file} is no file that can be read.")


def misnamed(name: str, file: Path) -> list[Problem]:
    """What is wrong where the file of an own form is not named by its id."""
    if name == file.stem:
        return []
    words = f"The form here is '{name}': in a folder of forms, its file is {name}{file.suffix}. Rename one of the two."
    return [misplaced("form.file", words, file)]


def misplaced(code: str, message: str, file: Path) -> Problem:
    """A problem with a file rather than with what stands in it."""
    return Problem(code=code, message=message, place=Place(str(file)))


def _definitions(folder: Path) -> list[Path]:
    """What is named as a definition, sorted by name; hidden files are left to the programs that hid them."""
    try:
        if not folder.is_dir():
            raise UsageError(f"{folder} is not a folder." if folder.exists() else f"There is no folder {folder}.")
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise UsageError(f"The folder {folder} cannot be read: {error.strerror or 'unknown reason'}.") from None
    return [file for file in inside if file.suffix.lower() in SUFFIXES and not file.name.startswith(".")]


def _is_no_form(file: Path) -> bool:
    """Whether a file is something else; of what cannot be read, whoever uses it is told."""
    if not _is_file(file):  # a pipe would keep us waiting
        return False
    try:
        with file.open("rb") as stream:
            text = stream.read(ENOUGH)
            if re.search(A_MAP, text) and not re.search(SECTIONS, text):
                return True
            return bool(re.search(NO_FORM, text)) and not re.search(A_FORM, text)
    except OSError:
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # its folder lets nobody look
        return False
