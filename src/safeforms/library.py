"""Names and paths of forms -> definitions and models; the only room that knows where forms/ and schemas/ live.

A bundled form is proven by the tests and loaded without checks, once a process. A form of your own is checked
whenever it has changed: shape, then sense. Its parts are looked for in its own folder, then among the bundled ones.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safeforms.definition import Form
from safeforms.loading import loaded_form
from safeforms.problems import FormError, Problem, UsageError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from safeforms.compiling import Assessment
    from safeforms.yaml_text import YamlText

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
    part_text = partial(_part_text, folders=(path.parent,))
    return loaded_form(_text_of(path), file=str(path), part_text=part_text, schema=_schema_text())


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
    from safeforms.parsing import parse_form, parse_part

    try:
        text, reader = _opened(path)
        if isinstance(text.data, dict) and "part" in text.data:
            part, needs = parse_part(text, read_part=reader, schema=form_schema())
            return check_form(part, needs=needs)
        return check_form(parse_form(text, read_part=reader, schema=form_schema()))
    except FormError as error:
        return list(error.problems)


def read_definition(path: Path) -> "YamlText":
    """The YAML of a file; FormError where it is none, UsageError where it cannot be read."""
    from safeforms.yaml_text import read_yaml

    return read_yaml(_text_of(path), file=str(path))


def part_reader(*folders: Path) -> "Callable[[str], YamlText]":
    """Reads a part by its name: from these folders, then from the bundled parts."""
    from safeforms.yaml_text import read_yaml

    def read(name: str) -> "YamlText":
        file, text = _part_text(name, folders=folders)
        return read_yaml(text, file=file)

    return read


def forms_folder() -> "Traversable":
    """Where the bundled forms live: in the checkout, or in the installed package."""
    return _folder("forms")


@cache
def form_schema() -> Mapping[str, object]:
    """The JSON Schema of definitions."""
    import json

    schema: Mapping[str, object] = json.loads(_schema_text())
    return schema


@cache
def _folder(name: str) -> "Traversable":
    """The checkout's folder wins, for an editable install leaves a copy in the package that grows stale."""
    here = Path(__file__).parent
    root = here.parents[1]
    if (root / "pyproject.toml").is_file() and (root / name).is_dir():
        return root / name
    if (here / name).is_dir():
        return here / name
    from importlib.resources import files  # only where the package is no folder, as inside a zip

    return files("safeforms") / name


def _schema_text() -> str:
    return _folder("schemas").joinpath("form.schema.json").read_text(encoding="utf-8")


@cache
def _bundled_ids() -> frozenset[str]:
    return frozenset(
        entry.name.removesuffix(".yaml") for entry in forms_folder().iterdir() if entry.name.endswith(".yaml")
    )


@cache
def _bundled_form(name: str) -> Form:
    return loaded_form(_bundled_text(name), file=f"forms/{name}.yaml", part_text=partial(_part_text, folders=()))


def _bundled_text(name: str) -> str:
    return (forms_folder() / f"{name}.yaml").read_text(encoding="utf-8")


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not text in UTF-8.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or 'unknown reason'}.") from None


def _part_text(name: str, *, folders: tuple[Path, ...]) -> tuple[str, str]:
    """What places call a part, and its text."""
    for folder in folders:
        if (folder / name).is_file():
            return str(folder / name), _text_of(folder / name)
    bundled = forms_folder().joinpath(*name.split("/"))
    if not bundled.is_file():
        raise UsageError(f"There is no part {name}, neither beside the form nor among the bundled parts.")
    return f"forms/{name}", bundled.read_text(encoding="utf-8")


def _opened(path: str | Path) -> "tuple[YamlText, Callable[[str], YamlText]]":
    """The text of a definition, and the reader of its parts; a part may lie in a folder beside its forms."""
    if isinstance(path, str) and path in _bundled_ids():
        from safeforms.yaml_text import read_yaml

        return read_yaml(_bundled_text(path), file=f"forms/{path}.yaml"), part_reader()
    own = Path(path)
    return read_definition(own), part_reader(own.parent, own.parent.parent)


def _no_form(name: str) -> str:
    if name.endswith(SUFFIXES) or "/" in name:
        return f"There is no file {name}."
    from difflib import get_close_matches

    close = get_close_matches(name, _bundled_ids(), n=1)
    known = ", ".join(sorted(_bundled_ids()))
    return f"There is no form '{name}'" + (f": did you mean '{close[0]}'?" if close else f". There are: {known}.")
