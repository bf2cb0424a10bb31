"""Files that were made to break a reader, or came broken: each gets a sentence, none a crash."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from safeforms import load_form, load_model, validate
from safeforms.cli import run
from safeforms.readers import ndjson

NOW = datetime(2026, 11, 2, 18, 0)
SMALL = """\
form: small
version: 1.0.0
title: A small form
sections:
  visit:
    title: The visit
    questions:
      seen: {text: Was the child seen?, type: yes_no}
"""
SECRET = "Kimberley"


def small(old: str, new: str) -> str:
    """The small form with one thing changed."""
    assert old in SMALL
    return SMALL.replace(old, new)


def with_section(section: str) -> str:
    return small("sections:\n", f"sections:\n  other: {section}\n")


def with_condition(condition: str) -> str:
    return f'{SMALL}derived:\n  it: "{condition}"\n'


DEFINITIONS: dict[str, tuple[str, str]] = {
    "lists without end": ("[" * 100_000, "nested more than"),
    "lists in lists": ("form: " + "[" * 100_000 + "]" * 100_000, "nested more than"),
    "mappings in mappings": ("{a: " * 100_000, "nested more than"),
    "dashes": ("- " * 100_000, "nested more than"),
    "deep by indent": ("".join(f"{' ' * depth}a:\n" for depth in range(1_000)), "nested more than"),
    "keys that are lists": ("? [a]\n: b\n", "key is one word"),
    "keys in keys": ("? " * 100_000, "key is one word"),
    "an anchor": ("form: &a x\n", "Anchors and aliases"),
    "an alias": ("form: *a\n", "form.yaml"),
    "a billion laughs": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "Anchors and aliases"),
    "a merge": ("a: &a {x: 1}\nb: {<<: *a}\n", "Anchors and aliases"),
    "a tag": ("form: !!python/object/apply:os.system [ls]\n", "Tags (!)"),
    "a binary": ("!!binary aGk=", "Tags (!)"),
    "a key twice": (f"{SMALL}title: Another\n", "stands twice"),
    "a key twice, deep": (small("type: yes_no", "type: yes_no, type: text"), "stands twice"),
    "turned writing": (small("Was the", "Was \u202e the"), "turns the direction"),
    "isolated writing": (small("Was the", "Was \u2066 the"), "turns the direction"),
    "a megabyte": (f"{SMALL}purpose: {'x' * 1_100_000}\n", "larger than"),
    "too many values": (f"form: [{'1,' * 100_000}]", "holds more than"),
    "a NUL": (small("Was the", "Was \0 the"), "not YAML"),
    "half a character": (small("Was the child seen?", '"\\ud800"'), "not YAML"),
    "a tab": (small("    title: The", "\ttitle: The"), "not YAML"),
    "two documents": (f"{SMALL}---\n{SMALL}", "second document"),
    "another YAML": (f"%YAML 9.9\n---\n{SMALL}", "not YAML"),
    "nothing": ("", "empty"),
    "a comment": ("# nothing\n", "empty"),
    "a list at the top": ("- form: x\n", "mapping"),
    "a word": ("hello\n", "mapping"),
    "a number": ("42\n", "mapping"),
    "a form that is a list": (small("form: small", "form: [x]"), "'form' must be a text"),
    "a form that is a number": (small("form: small", "form: 5"), "'form' must be a text"),
    "a form that is nothing": (small("form: small", "form:"), "form.shape"),
    "a part that is a list": ("part: [x]\n", "'part' must be a text"),
    "a number as an id": (small("seen:", "5:"), "is not an id"),
    "nothing as an id": (small("seen:", "~:"), "is not an id"),
    "an id of Python": (small("seen:", "__class__:"), "is not an id"),
    "an endless id": (small("seen:", f"{'x' * 5_000}:"), "form."),
    "a number without end": (small("yes_no", "integer, range: {from: " + "9" * 5_000 + "}"), "not a limit"),
    "a version without end": (small("1.0.0", "1" * 5_000), "not a version"),
    "sections that are a list": (SMALL.split("sections:")[0] + "sections: [a]\n", "mapping"),
    "no sections": (SMALL.split("sections:")[0] + "sections: {}\n", "empty"),
    "a condition without end": (with_condition("(" * 5_000 + "seen is yes" + ")" * 5_000), "at most"),
    "brackets in brackets": (with_condition("(" * 900 + "seen is yes" + ")" * 900), "form.condition"),
    "not not not": (with_condition("not " * 400 + "seen"), "form.condition"),
    "a part outside": (with_section("{include: ../x.yaml}"), "own folder"),
    "a part outside, hidden": (with_section("{include: a/../../x.yaml}"), "own folder"),
    "an absolute part": (with_section("{include: /etc/passwd}"), "own folder"),
    "a part of Windows": (with_section("{include: 'C:\\x.yaml'}"), "backslash"),
    "absolute lists": (f"{SMALL}include: [/etc/passwd]\n", "own folder"),
    "a part that is not there": (with_section("{include: gone.yaml}"), "no part gone.yaml"),
    "a part that is a folder": (with_section("{include: .}"), "not a part file"),
    "a part that is a number": (with_section("{include: 5}"), "'include' must be a text"),
    "a part that is the form": (with_section("{include: hostile.yaml}"), "circle"),
    "a circle of parts": (with_section("{include: ring_1.yaml}"), "circle"),
    "a part that is not text": (with_section("{include: binary.yaml}"), "not text in UTF-8"),
}
RING_1 = "part: ring_1\ntitle: Ring\nquestions:\n  a: {include: ring_2.yaml}\n"
RING_2 = "part: ring_2\nquestions:\n  a: {include: ring_1.yaml}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "ring_1.yaml").write_text(RING_1)
    (tmp_path / "ring_2.yaml").write_text(RING_2)
    (tmp_path / "binary.yaml").write_bytes(bytes(range(256)))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("text", "said"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_a_hostile_definition_gets_a_sentence(
    text: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "hostile.yaml").write_text(text, encoding="utf-8")

    assert run(["check", "hostile.yaml"]) == 1
    checked = capsys.readouterr()
    assert said in checked.out
    assert checked.err == ""
    assert max(map(len, checked.out.splitlines())) < 400

    assert run(["show", "hostile.yaml"]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("This cannot be used:\n")
    assert shown.out == ""


@pytest.mark.parametrize(
    "content",
    [
        SMALL.replace("Was", "Wäs").encode("latin-1"),
        SMALL.encode("utf-16"),
        bytes(range(256)),
        os.urandom(2_000) + b"\xff",
    ],
    ids=["latin-1", "utf-16", "all bytes", "noise"],
)
def test_a_definition_that_is_not_utf_8_gets_a_sentence(
    content: bytes, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "hostile.yaml").write_bytes(content)

    assert run(["check", "hostile.yaml"]) == 2
    assert capsys.readouterr() == ("", "safeforms: hostile.yaml is not text in UTF-8.\n")


def test_the_small_form_itself_is_fine(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "small.yaml").write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())

    assert run(["check", "small.yaml"]) == 0
    assert capsys.readouterr().out == "1 definition checked, no problems.\n"


RECORDS: dict[str, tuple[str, bytes, str]] = {
    "nothing": (".json", b"", "nothing here"),
    "noise": (".json", bytes(range(256)), "not in UTF-8"),
    "lists without end": (".json", b"[" * 100_000, "nested more than"),
    "deep mappings": (".json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested more than"),
    "a deep answer": (".json", b'{"form":"miu","answers":{"site":' + b"[" * 99 + b"]" * 99 + b"}}", "nested more than"),
    "NaN": (".json", b'{"answers": {"Kimberley": NaN}}', "NaN"),
    "infinity": (".json", b'{"answers": {"Kimberley": -Infinity}}', "NaN"),
    "an endless decimal": (".json", b'{"answers": {"Kimberley": 1e99999}}', "too large"),
    "an endless number": (".json", b'{"answers": {"Kimberley": ' + b"9" * 100_000 + b"}}", "digits"),
    "a key twice": (".json", b'{"form": "miu", "answers": {"Kimberley": 1, "Kimberley": 2}}', "stands twice"),
    "a NUL": (".json", b'{"form": "miu", "answers": {"site": "Kimberley\0"}}', "not JSON"),
    "UTF-16": (".json", '{"form": "miu", "answers": {}}'.encode("utf-16"), "not in UTF-8"),
    "two marks of order": (".json", b"\xef\xbb\xbf\xef\xbb\xbf{}", "not JSON"),
    "more behind": (".json", b'{"form": "miu", "answers": {}} Kimberley', "More follows"),
    "a list of lists": (".json", b"[[[]]]", "something else"),
    "a word": (".json", b'"Kimberley"', "something else"),
    "no answers": (".json", b'{"form": "miu"}', "no answers"),
    "answers that are none": (".json", b'{"form": "miu", "answers": "Kimberley"}', "no answers"),
    "no form": (".json", b'{"Kimberley": 1}', "names no form"),
    "a form that is a path": (".json", b'{"form": "../../etc/Kimberley", "answers": {}}', "not known"),
    "a form that is a list": (".json", b'{"form": ["Kimberley"], "answers": {}}', "must be text"),
    "lines of noise": (".ndjson", b"\xff\xfe\n\0\n", "not in UTF-8"),
    "a deep line": (".ndjson", b"[" * 100_000 + b"\n", "nested more than"),
    "a line of something else": (".ndjson", b"7\n", "something else"),
}


@pytest.mark.parametrize("command", ["validate", "summarise"])
@pytest.mark.parametrize(("suffix", "content", "said"), RECORDS.values(), ids=RECORDS)
def test_a_hostile_record_gets_a_sentence(
    command: str, suffix: str, content: bytes, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / f"hostile{suffix}").write_bytes(content)

    assert run([command, f"hostile{suffix}"]) == 2
    printed = capsys.readouterr()
    assert said in printed.out
    assert printed.err == ""
    assert SECRET not in printed.out


ACCEPTED: dict[str, bytes] = {
    "a mark of order": b'\xef\xbb\xbf{"form": "miu", "answers": {}}',
    "half characters": b'{"form": "miu", "record_id": "\\ud83d", "answers": {"site": "\\ud800", "\\udfff": 1}}',
    "steering characters": b'{"form": "miu", "record_id": "\\u001b[31m\\u202e\\nA", "answers": {"site": "\\u001b]0"}}',
    "a huge number": b'{"form": "miu", "answers": {"attendances_12m": 99999999999999999999999999999999999999}}',
    "a number as an id": b'{"form": "miu", "record_id": 7, "answers": {}}',
    "sixty levels": b'{"form": "miu", "answers": {"site": ' + b"[" * 60 + b'"x"' + b"]" * 60 + b"}}",
}


@pytest.mark.parametrize("command", ["validate", "summarise"])
@pytest.mark.parametrize("style", ["text", "json", "ndjson"])
@pytest.mark.parametrize("content", ACCEPTED.values(), ids=ACCEPTED)
def test_what_is_odd_but_json_is_judged(
    command: str, style: str, content: bytes, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "odd.json").write_bytes(content)

    assert run([command, "odd.json", "--format", style, "--now", "2026-11-02T18:00"]) == 1
    printed = capsys.readouterr()
    assert "defect" not in printed.err
    if style == "text":
        assert not any(letter in printed.out for letter in "\x1b\u202e\ud800")
        assert printed.out.splitlines()[0].startswith(("odd.json", "Minor injuries"))


def test_a_line_without_end_is_one_problem_and_the_rest_is_judged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = b'{"form": "miu", "answers": {"site": "%s"}}\n' % (b"x" * ndjson.LONGEST)
    (folder / "long.ndjson").write_bytes(
        b'{"form": "miu", "answers": {}}\n' + line + b'{"form": "miu", "answers": {}}\n'
    )

    assert run(["validate", "long.ndjson"]) == 2
    printed = capsys.readouterr().out
    assert "long.ndjson:2: unreadable" in printed
    assert printed.splitlines()[-1] == "0 of 3 complete, 2 incomplete, 1 unreadable"


def nested(leaf: object, *, depth: int, wrap: Callable[[Any], object]) -> object:
    for _ in range(depth):
        leaf = wrap(leaf)
    return leaf


QUESTIONS = (
    "site",
    "sex",
    "companions",
    "discussion",
    "injury_features",
    "attendances_12m",
    "level_override",
    "no_question",
)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("leaf", ["", "x", None], ids=["blank", "text", "null"])
@pytest.mark.parametrize("wrap", [lambda inner: [inner], lambda inner: {"a": inner}], ids=["lists", "mappings"])
def test_an_answer_nested_without_end_from_python_is_judged(
    question: str, leaf: object, wrap: Callable[[Any], object]
) -> None:
    record = {"form": "miu", "answers": {question: nested(leaf, depth=10_000, wrap=wrap)}}

    assert validate(record, now=NOW).problems
    with pytest.raises(ValidationError):
        load_model("miu").model_validate(record["answers"])


def test_the_questions_above_are_of_the_form() -> None:
    assert set(QUESTIONS) - set(load_form("miu").questions) == {"no_question"}
