"""What is loaded when, and what the package offers: each question is put to a fresh process."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import safeforms
from safeforms import api, problems

HEAVY = {"pydantic", "pydantic_core", "click", "rich", "jsonschema", "yaml"}
ROOT = Path(__file__).parents[1]
RECORD = "examples/brought_by_her_sister.json"
COMMANDS = {
    "list": "list_forms",
    "show": "load_form",
    "check": "check",
    "validate": "validate",
    "summarise": "summarise",
    "blank": "blank",
}
"""Each command and the public function whose twin it is."""


def loaded(program: str) -> set[str]:
    """The top names of the modules that a program loads beyond those of bare Python."""
    before, after = "import sys; before = set(sys.modules)", "print(*(set(sys.modules) - before), file=sys.stderr)"
    said = "\n".join([before, program, after])
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, cwd=ROOT, check=True)
    return {name.partition(".")[0] for name in done.stderr.splitlines()[-1].split()}


def loaded_by_command(*arguments: str) -> set[str]:
    """The same for a command line, which must not be used wrongly."""
    return loaded(f"from safeforms.cli import run\nassert run({list(arguments)!r}) in (0, 1)")


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded("import safeforms").isdisjoint(HEAVY | {"dataclasses", "inspect", "re", "typing"})


@pytest.mark.parametrize(
    "program",
    [
        "import safeforms; safeforms.validate",
        "import safeforms; assert safeforms.validate({'form': 'miu', 'answers': {}}).problems",
        "import safeforms; assert safeforms.list_forms()",
    ],
)
def test_judging_a_record_needs_only_the_reader_of_yaml(program: str) -> None:
    assert loaded(program) & HEAVY <= {"yaml"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["validate", "--help"], ["summarise", "--help"]])
def test_help_loads_only_click(arguments: list[str]) -> None:
    assert loaded_by_command(*arguments) & HEAVY == {"click"}


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["validate", RECORD], {"click", "yaml", "rich"}),
        (["validate", RECORD, "--format", "json"], {"click", "yaml"}),
        (["validate", RECORD, "--format", "ndjson"], {"click", "yaml"}),
        (["list"], {"click", "yaml", "rich"}),
        (["blank", "miu"], {"click", "yaml"}),
        (["summarise", RECORD, "--format", "json"], {"click", "yaml", "pydantic", "pydantic_core"}),
    ],
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], allowed: set[str]) -> None:
    assert loaded_by_command(*arguments) & HEAVY <= allowed


def test_every_public_name_resolves() -> None:
    assert all(getattr(safeforms, name) is not None for name in safeforms.__all__)
    assert safeforms.__all__ == sorted(set(safeforms.__all__))
    assert set(safeforms.__all__) <= set(dir(safeforms))


def test_no_other_name_resolves() -> None:
    with pytest.raises(AttributeError, match="no_such_thing"):
        _ = safeforms.no_such_thing
    with pytest.raises(ImportError):
        exec("from safeforms import Any")


def test_type_checkers_see_the_names_that_there_are() -> None:
    tree = ast.parse(Path(safeforms.__file__).read_text(encoding="utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    seen = [
        alias.asname or alias.name
        for node in ast.walk(guarded)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]

    assert sorted(seen) == safeforms.__all__


def test_nothing_public_is_missing() -> None:
    functions = {
        name for name, value in vars(api).items() if inspect.isfunction(value) and value.__module__ == api.__name__
    }
    errors = {name for name, value in vars(problems).items() if inspect.isclass(value) and issubclass(value, Exception)}

    assert {name for name in functions | errors if not name.startswith("_")} <= set(safeforms.__all__)


def test_every_command_is_the_twin_of_a_public_function() -> None:
    from safeforms.cli import commands

    assert set(commands.commands) == set(COMMANDS)
    assert set(COMMANDS.values()) <= set(safeforms.__all__)
