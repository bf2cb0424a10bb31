"""The README is executable: its commands print what it shows, and its Python runs."""

import re
import shlex
from pathlib import Path

import pytest

from safeforms.cli import commands, run

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n\$ safeforms (.*?)\n(.*?)```", README, flags=re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), CONSOLE, ids=[command for command, _ in CONSOLE])
def test_a_command_prints_what_the_readme_shows(
    command: str, shown: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    run(shlex.split(command))

    printed = capsys.readouterr().out
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n"
        for line in shown.splitlines()
    )
    assert re.fullmatch(pattern, printed), printed


def _pattern(line: str) -> str:
    """A line of the README as a pattern: three dots stand for any lines, or for any text in a line."""
    return r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n"


@pytest.mark.parametrize("code", PYTHON)
def test_the_python_of_the_readme_runs(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})


def test_the_form_of_the_readme_is_the_example() -> None:
    shown = re.findall(r"```yaml\n(form: .*?)```", README, flags=re.DOTALL)[0]

    assert shown in (ROOT / "examples" / "triage.yaml").read_text(encoding="utf-8")


def test_every_command_and_every_option_is_in_the_readme_and_has_help() -> None:
    for name, command in commands.commands.items():
        assert f"`safeforms {name} " in README or f"`safeforms {name}`" in README, name
        assert command.help, name
        for parameter in command.params:
            names = [option for option in parameter.opts if option.startswith("--")]
            assert all(option in README for option in names), (name, names)
