"""Definitions, parts and export maps, by their paths or by ids -> everything that is wrong with them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from safeforms.bundled import bundled_ids, bundled_text, form_schema
from safeforms.checks import check_form
from safeforms.folders import SUFFIXES, misnamed, refuse_no_file, text_of
from safeforms.inputs import expanded
from safeforms.language.parsing import parse_form, parse_part
from safeforms.language.sites import check_site_shape, is_site
from safeforms.language.yaml_text import YamlText, read_yaml
from safeforms.library import FormsDir, Library, library_of, part_reader
from safeforms.maps.loading import checked_map
from safeforms.maps.parsing import is_map
from safeforms.places import Place
from safeforms.problems import FormError, Problem


def check(path: str | Path, *, forms_dir: FormsDir = None) -> list[Problem]:
    """Everything that is wrong with a definition, a part, a settings file or an export map; empty where nothing is.

    Warnings are told too. It is named by its path or by an id. Of a form in a folder of your own it is told too where
    its id is not the name of its file, or is that of another. UsageError where the file cannot be read.
    """
    library = library_of(forms_dir)
    files = library.own.get(path, ()) if isinstance(path, str) else ()
    return [problem for file in files or (path,) for problem in _wrong_with(file, library=library)]


def definitions_of(names: Sequence[str], *, library: Library) -> list[str]:
    """What names stand for: an id for itself, a folder for its files. Without names: all that the own folders hold.

    UsageError where a name stands for nothing.
    """
    if names:
        ids = library.ids
        named = [[name] if name in ids else map(str, expanded(name, suffixes=SUFFIXES)) for name in names]
        return [file for files in named for file in files]
    forms = {file for files in library.own.values() for file in files}
    inside = [file for folder in library.folders for file in expanded(str(folder), suffixes=SUFFIXES)]
    return [*library.own, *(str(file) for file in inside if file not in forms)]


def _wrong_with(path: str | Path, *, library: Library) -> list[Problem]:
    """What is wrong with a definition or part, and with its place in a folder of forms."""
    own = Path(path)
    listed = own in library.own.get(own.stem, ())
    if listed:
        refuse_no_file(own)
    misplaced = [problem for problem in library.clashes(own.stem) if listed and problem.place == Place(str(own))]
    try:
        text, reader = _opened(path)
        if is_site(text):
            check_site_shape(text, schema=form_schema())
            return Library(library.folders, site=text).site_problems()
        if is_map(text):
            return list(checked_map(path, library=library)[2])
        if isinstance(text.data, dict) and "part" in text.data:
            part, needs = parse_part(text, read_part=reader, schema=form_schema())
            return [*misplaced, *check_form(part, needs=needs)]
        form = parse_form(text, read_part=reader, schema=form_schema())
        return [*misplaced, *(misnamed(form.id, own) if listed else ()), *check_form(form)]
    except FormError as error:
        return [*misplaced, *error.problems]


def _opened(path: str | Path) -> tuple[YamlText, Callable[[str], YamlText]]:
    """The text of a definition, and the reader of its parts; those of a part may lie beside its own folder."""
    if isinstance(path, str) and path in bundled_ids():
        return read_yaml(bundled_text(path), file=f"forms/{path}.yaml"), part_reader()
    own = Path(path)
    text = read_yaml(text_of(own), file=str(own))
    is_part = isinstance(text.data, dict) and "part" in text.data
    return text, part_reader(own.parent, *([own.parent.parent] if is_part else []))
