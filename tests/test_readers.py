"""Files of records, whole, broken, hostile and without end."""

import io
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeforms.places import Place
from safeforms.problems import Problem, UsageError
from safeforms.readers import READERS, RawRecord, Reading, json_file, ndjson, read_records
from safeforms.readers.json_text import DEEPEST, Unreadable, read_json

SECRET = "Kimberley"
HEAVY = ("pydantic", "click", "rich", "jsonschema", "yaml")


class Endless(io.RawIOBase):
    """A file made while it is read, so that a test sees what the reader holds on to."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        self.left = self.left or next(self.pieces, b"")
        taken, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def read(text: bytes, suffix: str) -> list[Reading]:
    return list(read_records(io.BytesIO(text), name=f"export{suffix}", suffix=suffix))


def outcome(reading: Reading) -> str:
    """The place, and what was read there or `unreadable`."""
    if isinstance(reading, Problem):
        assert reading.severity == "error"
        return f"{reading.place} {reading.code}"
    return f"{reading.place} {json.dumps(reading.data)}"


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (b'{"a": 1}', {"a": 1}),
        (b'\xef\xbb\xbf{"a": 1}\r\n', {"a": 1}),
        ('["Zoë", 1.5, true, null]'.encode(), ["Zoë", 1.5, True, None]),
        (b"[" * DEEPEST + b"]" * DEEPEST, None),
        (b'{"a": "[[[[[["}', {"a": "[[[[[["}),
        (b"[%s]" % b",".join([b"{}"] * 1000), [{}] * 1000),
        (b"12345678901234567890123", 12345678901234567890123),
    ],
)
def test_plain_json_is_read(text: bytes, data: object) -> None:
    assert read_json(text) == data or data is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "nothing here"),
        (b" \n", "nothing here"),
        (b'{"Kimberley": 1, "Kimberley": 2}', "twice"),
        (b'[{"a": {"Kimberley": 1, "Kimberley": 1}}]', "twice"),
        (b'{"Kimberley": NaN}', "NaN"),
        (b'["Kimberley", -Infinity]', "NaN"),
        (b'{"Kimberley": 1e999}', "too large"),
        (b'{"Kimberley": -1e999}', "too large"),
        (b'["Kimberley", ' + b"9" * 5000 + b"]", "digits"),
        (b'{"Kimberley": ' + b"[" * DEEPEST + b"]" * DEEPEST + b"}", "deep"),
        (b"[" * 200_000, "deep"),
        (b'{"a":' * 100_000, "deep"),
        (b'{"Kimberley": \xff}', "UTF-8"),
        (b"\xff\xfe{\x00}\x00", "UTF-8"),
        (b'{"a": "\xed\xa0\x80"}', "UTF-8"),
        (b'{"a": 1} Kimberley', "More follows"),
        (b"{'Kimberley': 1}", "not JSON"),
        (b'{"a": "Kimberley\n"}', "not JSON"),
        (b'{"a": 1,}', "not JSON"),
        (b"\xef\xbb\xbf\xef\xbb\xbf{}", "not JSON"),
        (b'{"a": 01}', "not JSON"),
        (b'{"a": "Kimberley', "not JSON"),
    ],
)
def test_what_is_not_strict_json_is_refused_without_quoting_it(text: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_json(text)
    assert said in refused.value.message
    assert SECRET not in str(refused.value)
    assert "\n" not in refused.value.message
    assert refused.value.__cause__ is None


def test_a_syntax_error_has_its_line_and_column() -> None:
    with pytest.raises(Unreadable) as refused:
        read_json(b'{\n  "a": x}')
    assert (refused.value.line, refused.value.column) == (2, 8)


@given(st.binary(max_size=40) | st.text(alphabet='{}[]",:1e9-NaNtrue\\u d8', max_size=40).map(str.encode))
def test_any_bytes_are_read_or_refused(text: bytes) -> None:
    try:
        read_json(text)
    except Unreadable as refused:
        assert refused.message.endswith(".")


@pytest.mark.parametrize(
    ("suffix", "text", "outcomes"),
    [
        (".json", b'{"a": 1}', ['export.json {"a": 1}']),
        (".json", b'[{"a": 1}, {}]', ['export.json[1] {"a": 1}', "export.json[2] {}"]),
        (".json", b'[{}, 5, [{}], {"a": 2}]', [
            "export.json[1] {}",
            "export.json[2] unreadable",
            "export.json[3] unreadable",
            'export.json[4] {"a": 2}',
        ]),
        (".json", b"[]", []),
        (".json", b'"text"', ["export.json unreadable"]),
        (".json", b"", ["export.json:1:1 unreadable"]),
        (".json", b'[{},\n {"a" 1}]', ["export.json:2:7 unreadable"]),
        (".json", b'{"a": NaN}', ["export.json unreadable"]),
        (".JSON", b"{}", ["export.JSON {}"]),
        (".ndjson", b'{"a": 1}\n{"a": 2}\n', ['export.ndjson:1 {"a": 1}', 'export.ndjson:2 {"a": 2}']),
        (".jsonl", b'{"a": 1}\r\n\r\n  \n{"a": 2}', ['export.jsonl:1 {"a": 1}', 'export.jsonl:4 {"a": 2}']),
        (".ndjson", b"\xef\xbb\xbf{}\n\xef\xbb\xbf{}\n", ["export.ndjson:1 {}", "export.ndjson:2 {}"]),
        (".ndjson", b"\xef\xbb\xbf\n{}", ["export.ndjson:2 {}"]),
        (".ndjson", b"{}\n{]\n{}\n", ["export.ndjson:1 {}", "export.ndjson:2:2 unreadable", "export.ndjson:3 {}"]),
        (".ndjson", b"\xff\n[]\n{} {}\n{}", [
            "export.ndjson:1 unreadable",
            "export.ndjson:2 unreadable",
            "export.ndjson:3:4 unreadable",
            "export.ndjson:4 {}",
        ]),
        (".ndjson", b"[" * 100_000 + b"\n{}", ["export.ndjson:1 unreadable", "export.ndjson:2 {}"]),
        (".ndjson", b"", []),
    ],
)  # fmt: skip
def test_records_come_in_order_with_their_places(suffix: str, text: bytes, outcomes: list[str]) -> None:
    assert [outcome(reading) for reading in read(text, suffix)] == outcomes


def test_a_record_remembers_where_it_was_read() -> None:
    assert read(b'[{"a": 1}]', ".json") == [RawRecord(place=Place("export.json[1]"), data={"a": 1})]


def test_an_unknown_suffix_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match=r"'\.docx': use \.json, \.ndjson, \.jsonl"):
        read_records(io.BytesIO(b""), name="export.docx", suffix=".docx")


@pytest.mark.parametrize("suffix", READERS)
def test_nothing_is_read_before_it_is_asked_for(suffix: str) -> None:
    stream = io.BytesIO(b"{}\n{}")
    read_records(stream, name="export", suffix=suffix)
    assert stream.tell() == 0


def test_a_json_file_that_is_too_large_is_one_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "LARGEST", 10)
    assert [outcome(reading) for reading in read(b"[{},{},{}]", ".json")] == [
        "export.json[1] {}",
        "export.json[2] {}",
        "export.json[3] {}",
    ]
    (problem,) = read(b"[{},{},{} ]", ".json")
    assert isinstance(problem, Problem)
    assert ".ndjson" in problem.message


@pytest.mark.parametrize("line", [b"x" * 10, b"x" * 11, b"x" * 5_000, b'{"a": "0123456789"}'])
def test_a_line_that_is_too_long_is_one_problem_and_the_rest_is_read(
    line: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ndjson, "LONGEST", 10)
    monkeypatch.setattr(ndjson, "PIECE", 7)
    found = [outcome(reading) for reading in read(b"{}\n" + line + b"\n" + b'{"a": 123}' + b"\n{}", ".ndjson")]
    assert found == [
        "export.ndjson:1 {}",
        "export.ndjson:2 unreadable",
        "export.ndjson:3 unreadable",  # ten characters and the end of the line
        "export.ndjson:4 {}",
    ]


def peak(stream: BinaryIO) -> tuple[int, int]:
    """How many readings a stream gives, and the most memory that this took."""
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_records(stream, name="export.ndjson", suffix=".ndjson"))
        return count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("broken", [False, True])
def test_memory_does_not_grow_with_the_file(broken: bool) -> None:
    line = b'{"answers": {"words": "%s"%s}\n' % (b"x" * 1_000, b"" if broken else b"}")
    count, most = peak(io.BufferedReader(Endless(line for _ in range(20_000))))
    assert count == 20_000
    assert most < 500_000


def test_memory_does_not_grow_with_a_line_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ndjson, "LONGEST", 100_000)
    count, most = peak(io.BufferedReader(Endless(b"x" * 10_000 for _ in range(2_000))))
    assert count == 1
    assert most < 1_000_000


def test_reading_imports_nothing_heavy() -> None:
    code = f"""
import io, sys
from safeforms.readers import READERS, read_records
for suffix in READERS:
    list(read_records(io.BytesIO(b"{{}}"), name="a", suffix=suffix))
print(sorted(set({HEAVY}) & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
