"""What the names on a command line stand for."""

import io
import os
import sys
from pathlib import Path

import pytest

from safeforms.inputs import Input, expanded, find_inputs, opened, suffix_of
from safeforms.problems import UsageError

SUFFIXES = (".json", ".ndjson")
FILES = ("b.json", "a.ndjson", "notes.txt", "visits.csv", "deep/er/c.JSON", "odd[1].json", "plain/readme.md")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    (tmp_path / "same.json").symlink_to(tmp_path / "b.json")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*given: str) -> list[str]:
    return [source.name for source in find_inputs(given, suffixes=SUFFIXES)]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (["b.json"], ["b.json"]),
        (["b.json", "a.ndjson"], ["b.json", "a.ndjson"]),  # in the order in which they were named
        (["deep"], ["deep/er/c.JSON"]),
        (["."], ["a.ndjson", "b.json", "deep/er/c.JSON", "odd[1].json"]),  # same.json is b.json
        (["*.json"], ["b.json", "odd[1].json"]),
        (["*.json", "b.json", "./b.json", "."], ["b.json", "odd[1].json", "a.ndjson", "deep/er/c.JSON"]),
        (["**/*.JSON"], ["deep/er/c.JSON"]),
        (["de*"], ["deep/er/c.JSON"]),
        (["odd[1].json"], ["odd[1].json"]),  # a file of that very name wins over a pattern
        (["-", "b.json", "-"], ["standard input", "b.json"]),
    ],
)
def test_a_name_stands_for_files_each_once_in_a_settled_order(given: list[str], found: list[str]) -> None:
    assert names(*given) == found


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("missing.json", "There is no file missing.json."),
        ("x*.json", "There is no file x*.json."),
        ("plain", "The folder plain holds no file ending in .json, .ndjson."),
        ("pl*", "The folder plain holds no file ending in .json, .ndjson."),
        ("", "There is no file without a name."),
        ("notes.txt", "notes.txt holds no records: their files end in .json, .ndjson."),
        ("n*", "notes.txt holds no records: their files end in .json, .ndjson."),
        (
            "visits.csv",
            "visits.csv is an export with columns: give --map with a map of them; 'safeforms map init' proposes one.",
        ),
    ],
)
def test_a_name_that_stands_for_nothing_is_refused(given: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        find_inputs(["b.json", given], suffixes=SUFFIXES)
    assert str(refused.value) == said


def test_patterns_and_folders_serve_definitions_too() -> None:
    assert expanded("plain", suffixes=(".md",)) == [Path("plain/readme.md")]


def test_a_broken_link_is_no_file(folder: Path) -> None:
    (folder / "broken.json").symlink_to(folder / "gone.json")
    with pytest.raises(UsageError):
        find_inputs(["broken.json"], suffixes=SUFFIXES)


def test_sizes_are_known_for_files_only() -> None:
    assert [source.size for source in find_inputs(["b.json", "-"], suffixes=SUFFIXES)] == [2, 0]


def test_a_named_pipe_is_read_without_a_suffix(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert find_inputs(["pipe"], suffixes=SUFFIXES) == [Input(name="pipe", suffix="", path=Path("pipe"))]


@pytest.mark.parametrize(
    ("start", "suffix"),
    [
        (b'{"a": 1}\n{"b": 2}\n', ".ndjson"),
        (b'{"a": 1}', ".ndjson"),
        (b'{"a": "x,', ".ndjson"),  # the first line is longer than what can be seen of it
        (b'{"a": 1\n{"b": 2}\n', ".ndjson"),  # a broken line is a broken line
        (b"", ".ndjson"),
        (b"\xff\n", ".ndjson"),
        (b"{\n", ".json"),
        (b'{ "a": 1,\r\n  "b": 2 }', ".json"),
        (b'{"answers": {\n', ".json"),
        (b"[\n", ".json"),
        (b'[{"a": 1}]', ".json"),
        (b"\xef\xbb\xbf\n {\n", ".json"),
    ],
)
def test_what_has_no_suffix_is_told_by_its_first_line(start: bytes, suffix: str) -> None:
    stream = io.BufferedReader(io.BytesIO(start))
    assert suffix_of(Input(name="standard input", suffix="", path=None), stream) == suffix
    assert stream.read() == start


def test_a_suffix_is_believed() -> None:
    stream = io.BufferedReader(io.BytesIO(b"[]"))
    assert suffix_of(Input(name="a", suffix=".ndjson", path=Path("a")), stream) == ".ndjson"


def test_an_input_is_closed_after_use() -> None:
    (source,) = find_inputs(["b.json"], suffixes=SUFFIXES)
    with opened(source) as stream:
        assert stream.read() == b"{}"
    assert stream.closed


def test_standard_input_stays_open_and_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Input(name="standard input", suffix="", path=None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}")))
    with opened(source) as stream:
        assert stream.read() == b"{}"
    assert not stream.closed

    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UsageError, match="no standard input"), opened(source):
        pass
