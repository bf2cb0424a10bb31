"""The guide for engineers is executable: its Python runs as one program, and what it names exists."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from safeforms.cli import commands

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "epr"
PAGE = ROOT / "docs" / "integrating.md"
GUIDE = PAGE.read_text(encoding="utf-8")
BLOCKS = [
    "\n" * GUIDE.count("\n", 0, found.start(1)) + found.group(1)  # so that what fails is told with its line
    for found in re.finditer(r"```python\n(.*?)```", GUIDE, re.DOTALL)
]
needs_fastapi = pytest.mark.skipif(find_spec("fastapi") is None, reason="FastAPI is no dependency of safeforms")


@needs_fastapi
def test_the_python_of_the_guide_runs_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    program: dict[str, Any] = {"__name__": "guide"}

    for block in BLOCKS:
        exec(compile(block, PAGE.name, "exec", dont_inherit=True), program)
    tests = [work for name, work in program.items() if name.startswith("test_")]

    assert len(BLOCKS) > 8
    assert tests
    for test in tests:
        test()


def test_the_guide_does_without_fastapi_until_it_speaks_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    program: dict[str, Any] = {"__name__": "guide"}

    for block in BLOCKS[: next(number for number, block in enumerate(BLOCKS) if "fastapi" in block)]:
        exec(compile(block, PAGE.name, "exec", dont_inherit=True), program)

    assert "early" in program


@pytest.mark.parametrize("page", [PAGE, EXAMPLE / "README.md"], ids=lambda page: page.parent.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))

    assert links
    for link in links:
        assert (page.parent / link).exists(), link


def test_every_command_of_the_guide_is_one() -> None:
    said = set(re.findall(r"^safeforms (\w+)|`safeforms (\w+)", GUIDE, re.MULTILINE))

    assert {first or second for first, second in said} > {"show", "codegen", "blank"}
    assert {first or second for first, second in said} <= set(commands.commands)


@pytest.mark.parametrize("path", sorted(EXAMPLE.glob("*.py")), ids=lambda path: path.name)
def test_the_example_takes_from_safeforms_what_is_there(path: Path) -> None:
    code = compile(path.read_text(encoding="utf-8"), path.name, "exec", dont_inherit=True)
    taken = re.findall(r"^from (safeforms[\w.]*) import (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)

    assert code
    assert taken
    for module, names in taken:
        for name in names.split(", "):
            assert hasattr(__import__(module, fromlist=[name]), name), (module, name)
