"""Forms of your own in a folder: found by id beside the bundled ones, in every command and in Python."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from safeforms import (
    FormError,
    UsageError,
    assess,
    blank,
    check,
    library,
    list_forms,
    load_form,
    load_model,
    losses,
    summarise,
    validate,
)
from safeforms.cli import run
from safeforms.folders import text_of
from safeforms.library import FormsDir

NOW = datetime(2026, 11, 2, 18, 0)
FORM = """\
form: {name}
version: 2.0.0
title: A visit
sections:
  visit:
    title: The visit
    questions:
      run: {{include: common/words.yaml}}
      who_interpreted: {{include: common/interpreter.yaml}}
"""
WORDS = "part: words\nquestions:\n  seen: {text: Was the child seen?, type: yes_no}\n"
ANSWERS = {"seen": True, "interpreter": "not_needed"}
RECORD = {"form": "walk_in", "record_id": "W-1", "answers": ANSWERS}


def written(folder: Path, *names: str, text: str = FORM) -> Path:
    """A folder with forms of these ids, each of which takes in a part of its own and a bundled one."""
    (folder / "common").mkdir(parents=True, exist_ok=True)
    (folder / "common" / "words.yaml").write_text(WORDS)
    for name in names:
        (folder / f"{name}.yaml").write_text(text.format(name=name))
    return folder


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `mine` with the form `walk_in` and a broken one, beside which we stand."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAFEFORMS_FORMS_DIR", raising=False)
    Path("record.json").write_text(json.dumps(RECORD))
    folder = written(Path("mine"), "walk_in", "broken")
    (folder / "broken.yaml").write_text((folder / "broken.yaml").read_text().replace("words.yaml", "gone.yaml"))
    return folder


@pytest.mark.parametrize("forms_dir", ["mine", Path("mine"), ["mine"], (Path("mine"), "more")], ids=str)
def test_python_finds_a_form_by_its_id(forms_dir: FormsDir) -> None:
    written(Path("more"), "visit")
    form = load_form("walk_in", forms_dir=forms_dir)

    assert (form.id, form.file, list(form.questions)) == ("walk_in", "mine/walk_in.yaml", ["seen", "interpreter"])
    assert load_form("walk_in", forms_dir=forms_dir) is form
    assert validate(RECORD, forms_dir=forms_dir, now=NOW).complete
    assert validate(ANSWERS, form="walk_in", forms_dir=forms_dir, now=NOW).complete
    assert summarise(RECORD, forms_dir=forms_dir, now=NOW).form_title == "A visit"
    model = load_model("walk_in", forms_dir=forms_dir)
    assert type(assess(RECORD, forms_dir=forms_dir, now=NOW)) is model
    assert b"Was the child seen?" in blank("walk_in", forms_dir=forms_dir)
    assert losses("walk_in", to="json", forms_dir=forms_dir)
    assert check("walk_in", forms_dir=forms_dir) == check("mine/walk_in.yaml")


LINES: dict[str, tuple[int, str]] = {
    "list": (1, "walk_in    2.0.0  A visit"),
    "show walk_in": (0, "A visit (walk_in 2.0.0)"),
    "show walk_in --yaml": (0, "form: walk_in"),
    "check walk_in": (0, "1 definition checked, no problems, "),
    "check": (1, "mine/broken.yaml:8:13: form.include: There is no part common/gone.yaml"),
    "validate record.json": (0, "record.json (W-1): complete"),
    "summarise record.json": (0, "A visit (walk_in 2.0.0)"),
    "blank walk_in": (0, "# A visit"),
    "blank miu --to json": (0, '"form": "miu"'),
}


@pytest.mark.parametrize(("line", "expected"), LINES.items(), ids=LINES)
@pytest.mark.parametrize("by", ["option", "variable"])
def test_every_command_finds_it_by_an_option_or_a_variable(
    line: str,
    expected: tuple[int, str],
    by: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    if by == "variable":
        monkeypatch.setenv("SAFEFORMS_FORMS_DIR", os.pathsep.join(["mine", str(written(Path("more"), "visit"))]))
    code = run([*line.split(), *(["--forms-dir", "mine"] if by == "option" else [])])

    assert (code, expected[1] in capfd.readouterr().out) == (expected[0], True)


@pytest.mark.parametrize("command", ["show walk_in", "validate record.json", "summarise record.json", "check walk_in"])
def test_without_its_folder_a_form_is_not_known(command: str) -> None:
    assert run(command.split()) == 2


def test_a_broken_form_is_told_where_it_is_used_and_stops_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    place = "mine/broken.yaml:8:13"
    Path("both.ndjson").write_text("\n".join(json.dumps({**RECORD, "form": name}) for name in ("broken", "walk_in")))

    assert run(["validate", "both.ndjson", "--forms-dir", "mine"]) == 2
    printed = capsys.readouterr().out
    assert f"cannot be used. Its problem: {place}: form.include: There is no part common/gone.yaml" in printed
    assert "both.ndjson:2 (W-1): complete" in printed
    assert run(["list", "--forms-dir", "mine"]) == 1
    assert "broken     cannot be used: 1 problem\n  - mine/broken.yaml:8:13: There is" in capsys.readouterr().out
    for command in ("show broken", "blank broken", "validate record.json --form broken"):
        assert run([*command.split(), "--forms-dir", "mine"]) == 2
        assert capsys.readouterr().err.startswith(f"This cannot be used:\n{place}: form.include: ")


def renamed(folder: Path) -> None:
    (folder / "walk_in.yaml").rename(folder / "drop_in.yaml")


WRONG: dict[str, tuple[Callable[[Path], object], str, str, str]] = {
    "the id of a bundled form": (
        lambda folder: written(folder, "miu"),
        "miu",
        "form.clash",
        "The form 'miu' has the id of a bundled form",
    ),
    "one id in two folders": (
        lambda _: written(Path("more"), "walk_in"),
        "walk_in",
        "form.clash",
        "The form 'walk_in' is defined here and at mine/walk_in.yaml",
    ),
    "one id in two files": (
        lambda folder: (folder / "walk_in.yml").write_text(FORM.format(name="walk_in")),
        "walk_in",
        "form.clash",
        "The form 'walk_in' is defined here and at mine/walk_in.yaml",
    ),
    "a file of another name": (
        renamed,
        "drop_in",
        "form.file",
        "The form here is 'walk_in': in a folder of forms, its file is walk_in.yaml.",
    ),
    "a folder": (lambda folder: (folder / "x.yaml").mkdir(), "x", "form.file", "mine/x.yaml is no file that can be"),
    "a link in a circle": (
        lambda folder: (folder / "x.yaml").symlink_to("x.yaml"),
        "x",
        "form.file",
        "mine/x.yaml is no file that can be read.",
    ),
    "a pipe": (lambda folder: os.mkfifo(folder / "x.yaml"), "x", "form.file", "mine/x.yaml is no file that can be"),
    "bytes": (
        lambda folder: (folder / "x.yaml").write_bytes(b"form: x\xff"),
        "x",
        "form.file",
        "mine/x.yaml is not text in UTF-8.",
    ),
    "nothing": (lambda folder: (folder / "x.yaml").touch(), "x", "form.shape", "The file is left empty"),
    "too much": (
        lambda folder: (folder / "x.yaml").write_bytes(b"#" * 5_000_000),
        "x",
        "form.too_large",
        "The file is larger than",
    ),
}


@pytest.mark.parametrize(("spoil", "name", "code", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_form_of_a_folder_is_told_and_the_others_stay(
    spoil: Callable[[Path], object], name: str, code: str, said: str, mine: Path
) -> None:
    spoil(mine)
    written(Path("more"), "visit")
    folders = ["mine", "more"]
    with pytest.raises(FormError) as refused:
        load_form(name, forms_dir=folders)
    (problem, *_) = refused.value.problems
    listed = {form.id: form for form in list_forms(forms_dir=folders)}
    verdict = validate({"form": name, "answers": {}}, forms_dir=folders)

    assert (problem.code, problem.message.startswith(said)) == (code, True), problem.message
    assert listed[name].problems == refused.value.problems
    assert [(told.code, said in told.message) for told in verdict.problems] == [("wrong_form", True)]
    assert load_form("visit", forms_dir=folders).id == "visit"
    try:
        assert problem in check(name, forms_dir=folders)
    except UsageError as error:
        assert str(error) == problem.message


FOLDERS: dict[str, tuple[str, str]] = {
    "none": ("gone", "There is no folder gone."),
    "a file": ("record.json", "record.json is not a folder."),
    "an empty one": ("empty", "The folder empty holds no form: the form ID is a file ID.yaml directly in it."),
    "one of parts": ("mine/common", "The folder mine/common holds no form"),
    "no name": ("", "There is no folder without a name."),
}


@pytest.mark.parametrize(("folder", "said"), FOLDERS.values(), ids=FOLDERS)
@pytest.mark.parametrize("command", ["list", "show miu", "check miu", "validate record.json", "blank miu"])
def test_a_folder_that_is_none_or_holds_no_form_gets_a_sentence(
    folder: str, said: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty").mkdir()

    assert run([*command.split(), "--forms-dir", folder]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"safeforms: {said}")
    with pytest.raises(UsageError, match=said.replace(".", r"\.")):
        list_forms(forms_dir=folder)


def test_check_without_files_or_a_folder_of_forms_is_used_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 2
    assert "Missing argument 'FILES...'" in capsys.readouterr().err


def test_check_without_files_looks_at_every_form_and_part_once(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mine / "broken.yaml").unlink()
    assert run(["check", "--forms-dir", "mine"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("2 definitions checked")


def test_parts_settings_and_hidden_files_are_no_forms(mine: Path) -> None:
    for name, text in {
        "words": WORDS,
        "a_map": "map: mine\nform: walk_in\ncolumns: {seen: Seen}\n",
        "site": "# ours\nsite: Northtown\n",
        ".hidden": "{",
    }.items():
        (mine / f"{name}.yaml").write_text(text)

    own = [form.id for form in list_forms(forms_dir="mine") if form.file]
    assert own == ["broken", "walk_in"]
    assert {problem.code for problem in check(mine / "a_map.yaml", forms_dir="mine")} <= {"map.no_column"}
    assert validate({"form": "words", "answers": {}}, forms_dir="mine").problems[0].code == "wrong_form"


@pytest.mark.parametrize("key", ["site: Northtown", "part: visit", "map: visits"])
def test_a_form_with_a_key_of_another_file_is_told_and_not_missed(key: str, mine: Path) -> None:
    (mine / "odd.yaml").write_text(f"{FORM.format(name='odd')}{key}\n")

    (odd,) = [form for form in list_forms(forms_dir="mine") if form.id == "odd"]
    assert [problem.code for problem in odd.problems] == ["form.shape"]
    assert {problem.code for problem in check("odd", forms_dir="mine")} == {"form.shape"}


@pytest.mark.parametrize(
    "name",
    ["../mine/walk_in", "./walk_in", "walk_in.yaml", "mine/walk_in.yaml", "WALK_IN", "common/words", "/etc/passwd"],
)
def test_what_a_record_names_never_becomes_a_path(name: str) -> None:
    (problem,) = validate({**RECORD, "form": name}, forms_dir="mine").problems
    assert (problem.code, name in problem.message) == ("wrong_form", False)
    assert "not known" in problem.message


@pytest.mark.parametrize(("wrong", "meant"), [("walkin", "walk_in"), ("mui", "miu")])
def test_a_slip_is_held_against_bundled_ids_and_own(wrong: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean '{meant}'"):
        load_form(wrong, forms_dir="mine")


def test_only_the_form_that_is_named_is_read(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are known by the names of their files."""
    read: list[Path] = []

    def noted(file: Path) -> str:
        read.append(file)
        return text_of(file)

    monkeypatch.setattr(library, "text_of", noted)

    assert validate(RECORD, forms_dir=mine, now=NOW).complete
    assert validate(RECORD, forms_dir=mine, now=NOW).complete
    assert read == [mine / "walk_in.yaml"]


def test_the_same_name_elsewhere_is_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_form("walk_in", forms_dir="mine").version == "2.0.0"
    written(tmp_path / "elsewhere" / "mine", "walk_in", text=FORM.replace("2.0.0", "3.0.0"))
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert load_form("walk_in", forms_dir="mine").version == "3.0.0"


def test_a_form_by_its_path_may_have_any_name(mine: Path) -> None:
    renamed(mine)
    assert load_form(mine / "drop_in.yaml", forms_dir="mine").id == "walk_in"
    assert load_form("mine/drop_in.yaml").id == "walk_in"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_lets_nobody_look_gets_a_sentence(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for mode, said in ((0o000, "The folder mine cannot be read: Permission denied."), (0o444, "no file that can be")):
        mine.chmod(mode)
        run(["list", "--forms-dir", "mine"])
        printed = capsys.readouterr()
        mine.chmod(0o755)
        assert said in printed.out + printed.err
        library._library.cache_clear()
