"""What is kept between processes: used only where nothing changed and nobody else could write, and never needed."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from safeforms import cache, keeping, library
from safeforms.bundled import schema_text
from safeforms.cli import run
from safeforms.definition import Form
from safeforms.keeping import Code, code_of
from safeforms.language import yaml_text
from safeforms.library import load_form
from safeforms.problems import FormError
from safeforms.rules import generating
from safeforms.rules.generating import Judgement, generate_rules
from safeforms.version import VERSION
from tests.records import complete_records

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 2, 18, 0)
PART = "part: words\nquestions:\n  said: {text: What was said, type: text, optional: true}\n"
OWN = """\
form: own
version: 1.0.0
title: Own form
sections:
  only:
    title: Only section
    questions:
      words: {include: words.yaml}
      seen: {text: "Was the child seen?", type: yes_no}
"""
owners = pytest.mark.skipif(not cache.HAS_OWNERS, reason="nobody owns a file here")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a cache of our own, which is empty."""
    folder = tmp_path / "kept"
    monkeypatch.setenv(cache.VARIABLE, str(folder))
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A form of our own, and a part beside it."""
    (tmp_path / "words.yaml").write_text(PART)
    path = tmp_path / "own.yaml"
    path.write_text(OWN)
    return path


def entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def must_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object, **__: object) -> None:
        raise AssertionError("the YAML was read again")

    monkeypatch.setattr(yaml_text, "read_yaml", read)


def must_not_write(_: Form) -> Code:
    raise AssertionError("the rules were written again")


def written(form: Form) -> Code:
    return generating._code(form)


# --- hit


def test_a_form_is_read_once_and_is_the_same_from_the_cache(
    kept: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_form(own)
    must_not_read(monkeypatch)
    second = load_form(own)

    assert second is not first
    assert (second, second.definition, second.file) == (first, first.definition, first.file)
    assert [q.place for q in second.questions.values()] == [q.place for q in first.questions.values()]
    assert len(entries(kept)) == 1


@pytest.mark.parametrize("form", [form.id for form in library.list_forms()])
def test_the_rules_of_a_bundled_form_are_kept_and_judge_as_fresh_ones_do(form: str, kept: Path) -> None:
    definition = load_form(form)
    before = entries(kept)  # the form itself, where no other test had loaded it
    assert code_of(definition, write=written).source
    again = code_of(definition, write=must_not_write)
    rules, fresh = generating._rules(again), generate_rules(definition)

    for answers in [{}, {"stranger": 1}, *(record.answers for record in complete_records())]:
        for finished in (True, False):
            assert judged(rules, answers, finished) == judged(fresh, answers, finished)
    assert len(entries(kept)) == len(before) + 1


def judged(rules: Callable[[dict[str, object], datetime, bool], Judgement], answers: object, finished: bool) -> object:
    assert isinstance(answers, dict)
    return rules(answers, NOW, finished)


def test_kept_rules_speak_of_the_questions_of_the_form_that_they_are_given(kept: Path) -> None:
    form = load_form("miu")
    code_of(form, write=written)
    again = code_of(form, write=must_not_write)

    asked = [value for value in again.constants.values() if isinstance(value, type(form.questions["sex"]))]
    ours = {id(question) for _, question in form.walk()}
    assert kept.is_dir()
    assert asked
    assert {id(question) for question in asked} <= ours


# --- miss


def _change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text().replace(old, new))


def test_a_change_of_the_form_counts(kept: Path, own: Path) -> None:
    load_form(own)
    _change(own, "Was the child seen?", "Was the child seen alone?")
    assert load_form(own).questions["seen"].text == "Was the child seen alone?"
    assert len(entries(kept)) == 2


def test_a_change_of_a_part_counts(kept: Path, own: Path) -> None:
    load_form(own)
    _change(own.with_name("words.yaml"), "What was said", "What the child said")
    assert load_form(own).questions["said"].text == "What the child said"
    own.with_name("words.yaml").unlink()
    with pytest.raises(FormError):
        load_form(own)
    assert len(entries(kept)) == 1


def test_a_change_of_the_program_or_of_python_counts(kept: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_form(own)
    monkeypatch.setattr(cache, "_program", lambda: "another")
    must_not_read(monkeypatch)
    with pytest.raises(AssertionError, match="read again"):
        load_form(own)
    assert len(entries(kept)) == 1


def test_what_an_entry_depends_on_names_the_version_python_and_every_module() -> None:
    program = cache._program()
    assert VERSION in program
    assert sys.version in program
    assert f"generating.py {Path(generating.__file__).stat().st_size} " in program


def test_a_form_with_problems_is_told_each_time_and_not_kept(kept: Path, own: Path) -> None:
    _change(own, "type: yes_no", "type: yes_no, when: no_such_name")
    for _ in range(2):
        with pytest.raises(FormError):
            load_form(own)
    assert entries(kept) == []


def test_the_rules_of_a_form_without_a_definition_are_not_kept(kept: Path) -> None:
    assert code_of(replace(load_form("miu"), definition=""), write=written).source
    assert entries(kept) == []


# --- broken


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda whole: whole[:3],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]),
        lambda whole: b"\0" * len(whole),
        lambda _: cache._checksum(b"no marshal") + b"no marshal",
        lambda _: cache._checksum(b"i\1\0\0\0") + b"i\1\0\0\0",
    ],
    ids=["empty", "no checksum", "half", "one bit", "zeros", "no marshal", "another value"],
)
def test_a_broken_entry_is_made_again(spoil: Callable[[bytes], bytes], kept: Path, own: Path) -> None:
    form = load_form(own)
    code_of(form, write=written)
    before = {path: path.read_bytes() for path in entries(kept)}
    for path, whole in before.items():
        path.write_bytes(spoil(whole))
    assert load_form(own) == form
    assert code_of(form, write=written).source
    assert {path: len(path.read_bytes()) for path in entries(kept)} == {p: len(b) for p, b in before.items()}


def test_one_wrong_letter_in_an_entry_is_noticed(kept: Path) -> None:
    cache.keep("quartz", "about")
    (entry,) = entries(kept)
    entry.write_bytes(entry.read_bytes().replace(b"quartz", b"quarts"))
    assert cache.fetch("about") is None


def test_an_entry_that_lies_under_the_name_of_another_is_not_used(kept: Path) -> None:
    cache.keep("one", "about one")
    cache.keep("two", "about two")
    one, two = (kept / cache._name((about,)) for about in ("about one", "about two"))
    two.write_bytes(one.read_bytes())
    assert cache.fetch("about one") == "one"
    assert cache.fetch("about two") is None


def test_a_pickle_that_does_not_fit_is_no_entry(kept: Path, own: Path) -> None:
    for content in (b"", b"no pickle", b"cno_such_module\nname\n."):
        assert keeping._unpickled(content) is None
    cache.keep(({}, b"no pickle"), "form", str(own), own.read_text(), schema_text())
    assert kept.is_dir()
    assert load_form(own).id == "own"


def test_constants_that_cannot_be_pickled_only_mean_that_nothing_is_kept(kept: Path, own: Path) -> None:
    form = load_form(own)

    def with_a_lambda(form: Form) -> Code:
        return written(form)._replace(constants={"F": lambda: 1})

    assert "F" in code_of(form, write=with_a_lambda).constants
    assert len(entries(kept)) == 1


# --- whose folder


def test_entries_are_for_nobody_else(kept: Path) -> None:
    cache.keep("value", "about")
    assert not cache.HAS_OWNERS or [path.stat().st_mode & 0o777 for path in (kept, *entries(kept))] == [0o700, 0o600]


@owners
@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
@pytest.mark.parametrize("which", ["the folder", "the entry"])
def test_what_others_may_write_is_never_read(which: str, mode: int, kept: Path) -> None:
    cache.keep("value", "about")
    (kept if which == "the folder" else entries(kept)[0]).chmod(mode)
    assert cache.fetch("about") is None


@owners
@pytest.mark.parametrize(("mode", "used"), [(0o777, False), (0o1777, True), (0o755, True), (0o775, True)])
def test_nobody_else_may_put_another_folder_in_its_place(
    mode: int, used: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = tmp_path / "around"
    monkeypatch.setenv(cache.VARIABLE, str(around / "kept"))
    cache.keep("value", "about")
    around.chmod(mode)
    assert cache.fetch("about") == ("value" if used else None)


@owners
@pytest.mark.parametrize(
    ("owner", "mode", "safe"),
    [
        ("ours", 0o040775, True),
        ("ours", 0o040757, False),
        ("root's", 0o040755, True),
        ("root's", 0o040775, False),  # a group shares it
        ("root's", 0o041777, True),  # /tmp
        ("root's", 0o120777, True),  # a link
        ("another's", 0o040755, False),
        ("another's", 0o041777, False),
        ("another's", 0o120777, False),
    ],
)
def test_a_step_on_the_way_is_safe(owner: str, mode: int, safe: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    ids = {"ours": 1000, "root's": 0, "another's": 1001}
    assert cache._is_safe(os.stat_result((mode, 0, 0, 0, ids[owner], 0, 0, 0, 0, 0))) is safe


@owners
def test_nothing_is_written_where_others_may_write(kept: Path) -> None:
    kept.mkdir()
    kept.chmod(0o777)
    cache.keep("value", "about")
    assert entries(kept) == []


@owners
def test_a_folder_of_somebody_else_is_not_used(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep("value", "about")
    monkeypatch.setattr(os, "geteuid", lambda: kept.stat().st_uid + 1)
    assert cache.fetch("about") is None
    cache.keep("value", "about something else")
    assert len(entries(kept)) == 1


@owners
def test_root_leaves_no_folder_in_the_home_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "home" / "kept"))
    (tmp_path / "home").mkdir()
    if os.geteuid() == 0:
        os.chown(tmp_path / "home", 12345, -1)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
    cache.keep("value", "about")
    assert entries(tmp_path / "home") == []


@owners
def test_an_entry_that_is_a_link_is_not_read(kept: Path, tmp_path: Path) -> None:
    cache.keep("value", "about")
    (entry,) = entries(kept)
    entry.rename(tmp_path / "elsewhere")
    entry.symlink_to(tmp_path / "elsewhere")
    assert cache.fetch("about") is None


@owners
def test_a_link_of_ours_to_the_folder_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "disk").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "disk")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "link" / "kept"))
    cache.keep("value", "about")
    assert cache.fetch("about") == "value"
    (tmp_path / "disk").chmod(0o777)
    assert cache.fetch("about") is None


# --- without a folder


@pytest.mark.parametrize("off", ["off", "OFF", "no", "0", " off "])
def test_it_can_be_turned_off(off: str, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, off)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    before = entries(tmp_path)
    assert load_form(own) == load_form(own)
    assert entries(tmp_path) == before


def test_a_folder_that_cannot_be_made_is_done_without(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    for beneath in ("file", "file/kept"):
        monkeypatch.setenv(cache.VARIABLE, str(tmp_path / beneath))
        assert load_form(own) == load_form(own)
    assert (tmp_path / "file").read_text() == "no folder"


def test_a_full_disk_leaves_nothing_half_written(kept: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        path.write_bytes(content[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cache, "_write", full)
    assert load_form(own) == load_form(own)
    assert entries(kept) == []


def test_a_package_that_is_no_folder_keeps_nothing(kept: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "__file__", str(own / "safeforms" / "cache.py"))
    cache._program.cache_clear()
    assert load_form(own) == load_form(own)
    assert entries(kept) == []


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {cache.VARIABLE: "~/here"}, "home/here"),
        ("linux", {}, "home/.cache/safeforms"),
        ("linux", {"XDG_CACHE_HOME": "/elsewhere"}, "/elsewhere/safeforms"),
        ("linux", {"XDG_CACHE_HOME": "not/absolute"}, "home/.cache/safeforms"),
        ("darwin", {"XDG_CACHE_HOME": "/elsewhere"}, "home/Library/Caches/safeforms"),
        ("win32", {"LOCALAPPDATA": "/profile"}, "/profile/safeforms/cache"),
        ("win32", {}, None),
    ],
)
def test_the_folder_is_the_one_of_the_platform(
    platform: str,
    environment: dict[str, str],
    folder: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in (cache.VARIABLE, "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": str(tmp_path / "home"), **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert cache._folder() == (tmp_path / folder if folder else None)


def test_nobody_without_a_home_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", homeless)
    assert cache._folder() is None
    assert cache.fetch("about") is None


# --- over time


def test_only_so_many_entries_are_kept_and_nothing_else_is_touched(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 3)
    cache.keep("value", "0")
    (kept / "notes.txt").write_text("of somebody")
    left = kept / f".0{cache.SUFFIX}.1.2"
    left.write_bytes(b"half")
    for path in entries(kept):
        os.utime(path, (0, 0))
    for number in range(1, 5):
        cache.keep("value", str(number))
        os.utime(kept / cache._name((str(number),)), (number, number))
    assert [cache.fetch(str(number)) for number in range(5)] == [None, None, "value", "value", "value"]
    assert not left.exists()
    assert (kept / "notes.txt").exists()


def test_processes_that_race_all_succeed(kept: Path, tmp_path: Path) -> None:
    record = _record(tmp_path, "A-1")
    line = [sys.executable, "-m", "safeforms", "validate", str(record), "--now", NOW.isoformat()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    racing = [subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = {process.communicate()[0] for process in racing}
    assert {process.returncode for process in racing} == {0}
    assert len(said) == 1
    assert [path.suffix for path in entries(kept)] == [cache.SUFFIX] * 2


def test_nothing_of_a_record_is_kept(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = _record(tmp_path, "Zebedee-Quux", site="Quagmire Walk-in", stranger="Zyzzyva")
    library._bundled_form.cache_clear()
    for command in ("validate", "summarise"):
        assert run([command, str(record), "--now", NOW.isoformat()]) == 1
    assert "Zebedee-Quux" in capsys.readouterr().out
    everything = b"".join(path.name.encode() + path.read_bytes() for path in entries(kept))
    assert b"Minor injuries" in everything  # what is kept can be read
    for secret in (b"Zebedee", b"Quagmire", b"Zyzzyva", str(record).encode()):
        assert secret not in everything


def _record(folder: Path, name: str, **answers: str) -> Path:
    """A file with one complete record, and perhaps other answers."""
    complete = next(case for case in complete_records() if case.form == "miu")
    path = folder / "record.json"
    record = {"form": "miu", "record_id": name, "answers": {**complete.answers, **answers}}
    path.write_text(json.dumps(record), encoding="utf-8")
    return path
