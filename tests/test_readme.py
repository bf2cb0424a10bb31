"""The READMEs and three guides of docs/ are executable: their commands print what they show, and their Python runs."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from safeforms.cli import commands, run
from safeforms.language.yaml_text import read_yaml

ROOT = Path(__file__).parents[1]
OWN_FORM = ROOT / "examples" / "own-form"
TEXTS = {folder: (folder / "README.md").read_text(encoding="utf-8") for folder in (ROOT, OWN_FORM)}
README = TEXTS[ROOT]
GUIDES = [ROOT / "docs" / "summaries.md", ROOT / "docs" / "exports.md", ROOT / "docs" / "blank-forms.md"]
PAGES = [*TEXTS.items(), *((ROOT, guide.read_text(encoding="utf-8")) for guide in GUIDES)]
CONSOLE = [
    (folder, command, shown)
    for folder, text in PAGES
    for command, shown in re.findall(r"```console\n\$ safeforms (.*?)\n(.*?)```", text, flags=re.DOTALL)
]
PYTHON = [(folder, code) for folder, text in PAGES for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL)]


@pytest.mark.parametrize(("folder", "command", "shown"), CONSOLE, ids=[command for _, command, _ in CONSOLE])
def test_a_command_prints_what_its_readme_shows(
    folder: Path, command: str, shown: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    run(shlex.split(command))

    printed = capfd.readouterr().out
    assert re.fullmatch("".join(map(_pattern, shown.splitlines())), printed), printed


def _pattern(line: str) -> str:
    """A line of the README as a pattern: three dots stand for any lines, or for any text in a line."""
    return r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n"


@pytest.mark.parametrize(("folder", "code"), PYTHON)
def test_the_python_of_a_readme_runs(folder: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)

    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})


def test_the_form_of_the_readme_is_the_example() -> None:
    shown = re.findall(r"```yaml\n(form: .*?)```", README, flags=re.DOTALL)[0]

    assert shown in (ROOT / "examples" / "triage.yaml").read_text(encoding="utf-8")


def test_what_the_readme_of_an_own_form_shows_stands_in_its_files() -> None:
    files = "".join(path.read_text(encoding="utf-8") for path in sorted(OWN_FORM.rglob("*.yaml")))
    shown = re.findall(r"```yaml\n(.*?)```", TEXTS[OWN_FORM], flags=re.DOTALL)

    assert shown
    assert [text for text in shown if text not in files] == []


def test_the_readme_of_an_own_form_says_what_its_parts_leave_to_it() -> None:
    definition = (OWN_FORM / "my-forms" / "first_visit.yaml").read_text(encoding="utf-8")
    derived = _definition(definition)["derived"]
    taken_in = re.findall(r"include: (common/\w+\.yaml)", definition)
    needs = {
        name: _definition((ROOT / "forms" / name).read_text(encoding="utf-8")).get("needs", ()) for name in taken_in
    }
    left = {name: [need for need in names if need in derived] for name, names in needs.items()}
    rows = re.findall(r"^\| `(common/\S+)` \| (.*) \|$", TEXTS[OWN_FORM], flags=re.MULTILINE)

    assert {name: re.findall(r"`(\w+)`", names) for name, names in rows} == {k: v for k, v in left.items() if v}


def _definition(text: str) -> dict[str, Any]:
    data = read_yaml(text, file="definition.yaml").data
    assert isinstance(data, dict)
    return dict(data)


def test_every_command_and_every_option_is_in_the_readme_and_has_help() -> None:
    for name, command in commands.commands.items():
        assert f"`safeforms {name} " in README or f"`safeforms {name}`" in README, name
        assert command.help, name
        for parameter in command.params:
            names = [option for option in parameter.opts if option.startswith("--")]
            assert all(option in README for option in names), (name, names)
