"""What comes with safeforms: the only room that knows where forms/ and schemas/ live."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def bundled_ids() -> frozenset[str]:
    """The ids of the bundled forms: the names of their files."""
    return frozenset(
        entry.name.removesuffix(".yaml") for entry in forms_folder().iterdir() if entry.name.endswith(".yaml")
    )


def bundled_text(name: str) -> str:
    """The text of a bundled form."""
    return (forms_folder() / f"{name}.yaml").read_text(encoding="utf-8")


def forms_folder() -> "Traversable":
    """Where the bundled forms live: in the checkout, or in the installed package."""
    return _folder("forms")


@cache
def form_schema() -> Mapping[str, object]:
    """The JSON Schema of definitions."""
    import json

    schema: Mapping[str, object] = json.loads(schema_text())
    return schema


def schema_text() -> str:
    """The same as text."""
    return _folder("schemas").joinpath("form.schema.json").read_text(encoding="utf-8")


@cache
def map_schema() -> Mapping[str, object]:
    """The JSON Schema of export maps."""
    import json

    schema: Mapping[str, object] = json.loads(
        _folder("schemas").joinpath("map.schema.json").read_text(encoding="utf-8")
    )
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
