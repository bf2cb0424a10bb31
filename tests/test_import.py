"""What is loaded when, and what the package offers: each question is put to a fresh process."""

import ast
import inspect
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import safeforms
from safeforms import api, problems
from tests.records import complete_records

HEAVY = {"pydantic", "pydantic_core", "click", "rich", "jsonschema", "yaml"}
ROOT = Path(__file__).parents[1]
RECORD = "examples/brought_by_her_sister.json"
COMMANDS = {
    "list": "list_forms",
    "show": "load_form",
    "check": "check",
    "validate": "validate",
    "summarise": "summarise",
    "explain": "explain",
    "blank": "blank",
    "codegen": "codegen",
    "example": "example_records",
    "refer": "refer",
    "notify": "notify",
    "map": "check",
}
"""Each command and the public function whose twin it is."""


def modules(program: str, **environment: str) -> set[str]:
    """The modules that a program loads beyond those of bare Python."""
    before, after = "import sys; before = set(sys.modules)", "print(*(set(sys.modules) - before), file=sys.stderr)"
    said = "\n".join([before, program, after])
    done = subprocess.run(
        [sys.executable, "-c", said],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        env={**os.environ, **environment},
    )
    return set(done.stderr.splitlines()[-1].split())


def loaded(program: str, **environment: str) -> set[str]:
    """The same by their top names."""
    return {name.partition(".")[0] for name in modules(program, **environment)}


def command(*arguments: str) -> str:
    """The program that a command line is, which must not be used wrongly."""
    return f"from safeforms.cli import run\nassert run({list(arguments)!r}) in (0, 1)"


def loaded_by_command(*arguments: str, **environment: str) -> set[str]:
    """What a command line loads, by top names."""
    return loaded(command(*arguments), **environment)


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
        (["validate", RECORD], {"click", "yaml"}),
        (["validate", RECORD, "--format", "json"], {"click", "yaml"}),
        (["validate", RECORD, "--format", "ndjson"], {"click", "yaml"}),
        (["list"], {"click", "yaml"}),
        (["show", "miu"], {"click", "yaml"}),
        (["check", "miu"], {"click", "yaml", "jsonschema"}),
        (["blank", "miu"], {"click", "yaml"}),
        (["codegen", "miu"], {"click", "yaml"}),
        (["summarise", RECORD, "--format", "json"], {"click", "yaml", "pydantic", "pydantic_core"}),
    ],
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], allowed: set[str]) -> None:
    assert loaded_by_command(*arguments) & HEAVY <= allowed


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["validate", "--help"]])
def test_help_loads_nothing_that_only_commands_need(arguments: list[str]) -> None:
    assert loaded_by_command(*arguments).isdisjoint({"pathlib", "json", "email", "zoneinfo", "pickle"})


@pytest.mark.parametrize(
    ("arguments", "outsiders"),
    [
        (["validate", RECORD], {"click"}),
        (["validate", RECORD, "--format", "json"], {"click"}),
        (["list"], {"click"}),
        (["show", "miu"], {"click"}),
        (["blank", "miu"], {"click"}),
        (["summarise", RECORD], {"click", "pydantic", "pydantic_core"}),
    ],
)
def test_with_a_warm_cache_no_definition_is_read(arguments: list[str], outsiders: set[str], tmp_path: Path) -> None:
    for _ in range(2):
        found = modules(command(*arguments), SAFEFORMS_CACHE=str(tmp_path / "cache"))
    assert {name.partition(".")[0] for name in found} & HEAVY == outsiders
    assert found.isdisjoint({"safeforms.language.parsing", "safeforms.language.yaml_text", "safeforms.checks"})


def test_only_a_record_with_faults_needs_words_for_them(tmp_path: Path) -> None:
    complete = next(iter(complete_records("miu")))
    record = tmp_path / "complete.json"
    record.write_text(json.dumps({"form": "miu", "answers": complete.answers}))
    words = {"safeforms.judgement.judging", "safeforms.judgement.messages", "safeforms.wording.words"}
    now = ["--now", complete.now.isoformat()]
    assert modules(command("validate", str(record), *now)).isdisjoint(words)
    assert modules(command("validate", RECORD, *now)) >= words


def test_only_a_terminal_needs_rich() -> None:
    assert "rich" in loaded_by_command("validate", RECORD, FORCE_COLOR="1")
    assert "rich" not in loaded_by_command("validate", RECORD, FORCE_COLOR="")


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert safeforms.__version__ == project["version"]


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
