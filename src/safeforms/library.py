"""Names and paths of forms -> definitions and models; the only room that knows where forms/ and schemas/ live.

A bundled form is proven by the tests and loaded without checks, once a process. A form of your own is checked
whenever it is loaded: shape, then sense. Its parts are looked for in its own folder, then among the bundled ones.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safeforms.definition import Form
from safeforms.parsing import parse_form, parse_part
from safeforms.problems import FormError, Problem, UsageError
from safeforms.yaml_text import YamlText, read_yaml

if TYPE_CHECKING:
    from safeforms.compiling import Assessment

SUFFIXES: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormInfo:
    """A bundled form in a list: its id, version and title."""

    id: str
    version: str
    title: str


def list_forms() -> tuple[FormInfo, ...]:
    """The bundled forms by id."""
    forms = (load_form(name) for name in sorted(_bundled_ids()))
    return tuple(FormInfo(id=form.id, version=form.version, title=form.title) for form in forms)


def load_form(form: str | Path) -> Form:
    """The definition of a bundled form by id, or of your own by path.

    UsageError where there is none, FormError with every problem where it is not a form.
    """
    if isinstance(form, str) and form in _bundled_ids():
        return _bundled_form(form)
    path = Path(form)
    if not path.exists():
        raise UsageError(_no_form(str(form)))
    from safeforms.checks import check_form  # only a form of your own pays for them

    text = read_definition(path)
    parsed = parse_form(text, read_part=part_reader(path.parent), schema=form_schema())
    errors = [problem for problem in check_form(parsed) if problem.severity == "error"]
    if errors:
        raise FormError(errors)
    return parsed


def load_model(form: "str | Path | Form") -> "type[Assessment]":
    """The pydantic class of a form; the same class each time in one process. Raises as `load_form`."""
    from safeforms.compiling import compile_model

    return compile_model(form if isinstance(form, Form) else load_form(form))


def bundled_form(name: str) -> Form | None:
    """The bundled form of an id, or None; what a record names is never taken for a path."""
    return _bundled_form(name) if name in _bundled_ids() else None


def check(path: str | Path) -> list[Problem]:
    """Everything that is wrong with the definition or part in a file, warnings included; empty where nothing is.

    UsageError where the file cannot be read.
    """
    from safeforms.checks import check_form

    try:
        text, reader = _opened(path)
        if isinstance(text.data, dict) and "part" in text.data:
            part, needs = parse_part(text, read_part=reader, schema=form_schema())
            return check_form(part, needs=needs)
        return check_form(parse_form(text, read_part=reader, schema=form_schema()))
    except FormError as error:
        return list(error.problems)


def read_definition(path: Path) -> YamlText:
    """The YAML of a file; FormError where it is none, UsageError where it cannot be read."""
    name = str(path)
    try:
        return read_yaml(path.read_text(encoding="utf-8-sig"), file=name)
    except UnicodeDecodeError:
        raise UsageError(f"{name} is not text in UTF-8.") from None
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror or 'unknown reason'}.") from None


def part_reader(*folders: Path) -> Callable[[str], YamlText]:
    """Reads a part by its name: from these folders, then from the bundled parts."""

    def read(name: str) -> YamlText:
        for folder in folders:
            if (folder / name).is_file():
                return read_definition(folder / name)
        bundled = forms_folder().joinpath(*name.split("/"))
        if not bundled.is_file():
            raise UsageError(f"There is no part {name}, neither beside the form nor among the bundled parts.")
        return read_yaml(bundled.read_text(encoding="utf-8"), file=f"forms/{name}")

    return read


def forms_folder() -> Traversable:
    """Where the bundled forms live: in the checkout, or in the installed package."""
    return _folder("forms")


@cache
def form_schema() -> Mapping[str, object]:
    """The JSON Schema of definitions."""
    schema: Mapping[str, object] = json.loads(
        _folder("schemas").joinpath("form.schema.json").read_text(encoding="utf-8")
    )
    return schema


def _folder(name: str) -> Traversable:
    """The checkout's folder wins, for an editable install leaves a copy in the package that grows stale."""
    root = Path(__file__).parents[2]
    if (root / "pyproject.toml").is_file() and (root / name).is_dir():
        return root / name
    return files("safeforms") / name


@cache
def _bundled_ids() -> frozenset[str]:
    return frozenset(
        entry.name.removesuffix(".yaml") for entry in forms_folder().iterdir() if entry.name.endswith(".yaml")
    )


@cache
def _bundled_form(name: str) -> Form:
    return parse_form(_bundled_text(name), read_part=part_reader())


def _bundled_text(name: str) -> YamlText:
    text = (forms_folder() / f"{name}.yaml").read_text(encoding="utf-8")
    return read_yaml(text, file=f"forms/{name}.yaml")


def _opened(path: str | Path) -> tuple[YamlText, Callable[[str], YamlText]]:
    """The text of a definition, and the reader of its parts; a part may lie in a folder beside its forms."""
    if isinstance(path, str) and path in _bundled_ids():
        return _bundled_text(path), part_reader()
    own = Path(path)
    return read_definition(own), part_reader(own.parent, own.parent.parent)


def _no_form(name: str) -> str:
    if name.endswith(SUFFIXES) or "/" in name:
        return f"There is no file {name}."
    close = get_close_matches(name, _bundled_ids(), n=1)
    known = ", ".join(sorted(_bundled_ids()))
    return f"There is no form '{name}'" + (f": did you mean '{close[0]}'?" if close else f". There are: {known}.")
