"""The path of an export map -> the map and its form, both free of errors."""

from pathlib import Path

from safeforms.bundled import map_schema
from safeforms.definition import Form
from safeforms.folders import text_of
from safeforms.language.shape import did_you_mean, quoted
from safeforms.language.yaml_text import read_yaml
from safeforms.library import Library
from safeforms.maps.checks import check_map, errors_of
from safeforms.maps.definition import ExportMap
from safeforms.maps.parsing import is_map, parse_map
from safeforms.problems import FormError, Problem, UsageError


def load_map(path: str | Path, *, library: Library) -> tuple[ExportMap, Form]:
    """The map in a file, and the form that it is for; warnings do not keep it from being used.

    FormError with every problem where something is wrong, UsageError where the file cannot be read or is no map.
    """
    export_map, form, problems = checked_map(path, library=library)
    errors = errors_of(problems)
    if errors:
        raise FormError(errors)
    return export_map, form


def checked_map(path: str | Path, *, library: Library) -> tuple[ExportMap, Form, list[Problem]]:
    """The same with everything that the checks say of it, errors and warnings.

    FormError where its shape is wrong, or where there is no such form.
    """
    text = read_yaml(text_of(Path(path)), file=str(path))
    if isinstance(text.data, dict) and not is_map(text):
        raise UsageError(f"{path} is no export map: those begin with 'map'. Make one with 'safeforms map init'.")
    export_map = parse_map(text, schema=map_schema())
    form = library.named(export_map.form)
    if form is None:
        hint = did_you_mean(export_map.form, library.ids) or ": say where your own forms are with --forms-dir."
        message = f"There is no form {quoted(export_map.form)}{hint}"
        raise FormError([Problem(code="map.unknown_form", message=message, place=text.place(("form",)))])
    return export_map, form, check_map(export_map, form=form)
