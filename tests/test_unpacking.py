"""Archives of exports: gzip and zip, whole, cut off and hostile."""

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import streams
from safeforms.cli import run
from safeforms.inputs import Input, find_inputs, suffix_of
from safeforms.problems import Problem
from safeforms.readers import READERS, RawRecord, read_records
from safeforms.sheets import SheetRow
from safeforms.sheets.opening import SHEETS, open_sheets
from safeforms.streams import Broken
from safeforms.unpacking import ARCHIVES, unpacked, zip_file
from tests.test_sheets import Piped
from tests.workbooks import workbook, zipped

SUFFIXES = {*READERS, *SHEETS}
LINES = b"".join(b'{"id": %d, "words": "%x"}\n' % (number, number * 7_919**9) for number in range(2_000))
TABLE = b"id,words\n" + b"".join(b"%d,%x\n" % (number, number * 7_919**9) for number in range(2_000))


def outcomes(stream: BinaryIO, name: str) -> Iterator[str]:
    """All that a file gives, as a command would read it: what was read, and the place of each."""
    suffix = "".join(Path(name).suffixes)
    for part in unpacked(stream, name=name, suffix=suffix, suffixes=SUFFIXES):
        if isinstance(part, Problem):
            yield f"{part.place} {part.message}"
            continue
        if part.suffix in READERS:
            readings = list(read_records(part.stream, name=part.name, suffix=part.suffix))
            yield from (f"{at.place} {at.data if isinstance(at, RawRecord) else at.message}" for at in readings)
            continue
        for sheet in open_sheets(part.stream, name=part.name, suffix=part.suffix):
            yield from (f"{row.place} {row.cells if isinstance(row, SheetRow) else row.message}" for row in sheet.rows)


def read(content: bytes, name: str, *, stream: type[io.BytesIO] = io.BytesIO) -> list[str]:
    return list(outcomes(stream(content), name))


PLAIN = {
    "x.csv": (b"a,b\n1,y\n", "x.csv:2 ('1', 'y')"),
    "x.json": (b'{"a": 1}', "x.json {'a': 1}"),
    "x.ndjson": (b'{"a": 1}\n', "x.ndjson:1 {'a': 1}"),
    "x.xlsx": (workbook([["a", "b"], [1, "y"]]), "x.xlsx[First]:2 (1, 'y')"),
}


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("stream", [io.BytesIO, Piped])
def test_a_file_is_read_as_it_is_packed_or_not(name: str, stream: type[io.BytesIO]) -> None:
    content, outcome = PLAIN[name]
    assert read(content, name, stream=stream) == [outcome]
    assert read(gzip.compress(content), f"{name}.gz", stream=stream) == [outcome.replace(name, f"{name}.gz", 1)]
    assert read(zipped({name: content}), "y.zip", stream=stream) == [outcome.replace(name, f"y.zip[{name}]", 1)]


def test_files_in_a_zip_come_by_name_and_what_no_reader_knows_is_left() -> None:
    files = {"b.csv": b"a,b\n1,y\n", "deep/A.JSON": b"{}", "read me.md": b"x", "__MACOSX/._b.csv": b"x", "deep/": b""}
    assert read(zipped(files), "x.zip") == ["x.zip[b.csv]:2 ('1', 'y')", "x.zip[deep/A.JSON] {}"]


def test_a_gzip_file_may_have_been_made_in_pieces() -> None:
    assert read(gzip.compress(b"a,b\n1,y\n", mtime=0) + gzip.compress(b"2,n\n", mtime=0), "x.csv.gz") == [
        "x.csv.gz:2 ('1', 'y')",
        "x.csv.gz:3 ('2', 'n')",
    ]


def test_what_is_not_utf_8_is_found_in_an_archive_too() -> None:
    content = gzip.compress(b"a,b\n" + b"1,y\n" * 100_000 + b"2,\xe9\n")
    assert read(content, "x.csv.gz")[-1] == "x.csv.gz:100002 ('2', 'é')"


@pytest.mark.parametrize(("content", "name"), [(LINES, "x.ndjson"), (TABLE, "x.csv")])
@pytest.mark.parametrize("stream", [io.BytesIO, Piped])
@pytest.mark.parametrize("harm", ["cut", "checksum", "garbage", "after"])
def test_what_stands_before_the_break_of_a_gzip_file_is_kept(
    content: bytes, name: str, stream: type[io.BytesIO], harm: str
) -> None:
    whole, packed = read(content, name), gzip.compress(content)
    harmed = {
        "cut": packed[: len(packed) // 2],
        "checksum": packed[:-8] + b"\0" * 8,
        "garbage": packed[: len(packed) // 2] + b"\xff" * 500,
        "after": packed + b"rubbish",
    }[harm]
    *kept, broken = read(harmed, f"{name}.gz", stream=stream)
    assert len(kept) > 800 if harm in ("cut", "garbage") else len(kept) >= 1_999
    rest = [line.replace(name, f"{name}.gz", 1) for line in whole[: len(kept)]]
    if harm == "garbage":  # what is unpacked of it may be anything
        kept, rest = kept[:800], rest[:800]
    assert kept == rest
    assert "damaged or cut off here" in broken


@pytest.mark.parametrize("cut", [0, 1, 5, 12, 20])
def test_a_gzip_file_cut_near_its_start_is_one_problem(cut: int) -> None:
    for name in ("x.csv.gz", "x.ndjson.gz", "x.json.gz", "x.xlsx.gz"):
        found = read(gzip.compress(b'{"some": "thing"}\n')[:cut], name)
        assert len(found) <= 1
        assert not found or cut == 0 or "damaged or cut off" in found[0] or "nothing" in found[0]


GOOD = zipped({"a.csv": TABLE, "b.csv": b"a,b\n1,y\n"})


def locked() -> bytes:
    """A zip whose only file says that it is locked with a password."""
    content = bytearray(zipped({"a.csv": b"a,b\n"}))
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def unusual() -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_BZIP2) as archive:
        archive.writestr("a.csv", b"a,b\n")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (GOOD[:-40], "x.zip", "x.zip The zip file is damaged or cut off"),
        (b"", "x.zip", "x.zip The zip file is damaged or cut off"),
        (b"a,b\n1,2\n", "x.zip", "x.zip The zip file is damaged or cut off"),
        (b"a,b\n1,2\n", "x.csv.gz", "x.csv.gz:1 The archive is damaged"),
        (zipped({"a.log": b"x"}), "x.zip", "x.zip It holds no file ending in .csv, .json"),
        (zipped({"a.csv.gz": b"x"}), "x.zip", "x.zip[a.csv.gz] This is an archive inside an archive"),
        (zipped({"a.ZIP": b"x"}), "x.zip", "x.zip[a.ZIP] This is an archive inside an archive"),
        (b"x", "x.zip.gz", "x.zip.gz This is an archive inside an archive"),
        (b"x", "x.tar.gz", "x.tar.gz This is an archive inside an archive"),
        (locked(), "x.zip", "x.zip[a.csv] This is locked with a password"),
        (unusual(), "x.zip", "x.zip[a.csv] This is packed in an unusual way"),
    ],
)
def test_what_cannot_be_unpacked_is_one_problem(content: bytes, name: str, said: str) -> None:
    (found,) = read(content, name)
    assert found.startswith(said)


def test_a_file_that_is_damaged_inside_a_zip_costs_itself() -> None:
    content = bytearray(GOOD)
    content[len(GOOD) // 2] ^= 0xFF
    found = read(bytes(content), "x.zip")
    assert found[-1] == "x.zip[b.csv]:2 ('1', 'y')"
    assert sum("damaged or cut off here" in line for line in found) == 1


def test_a_bomb_is_left_where_it_grows_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (streams, zip_file):
        monkeypatch.setattr(module, "RATIO_FROM", 200_000)
    bomb = b"a,b\n" + b"1,y\n" * 200_000
    *kept, last = read(gzip.compress(bomb), "x.csv.gz")
    assert 10_000 < len(kept) < 100_000
    assert "unpacks to far more" in last
    assert [line for line in read(zipped({"a.csv": bomb}), "x.zip") if "unpacks to far more" not in line] == []


@pytest.mark.parametrize("limit", ["MOST", "LARGEST"])
def test_an_archive_of_too_much_is_refused_as_a_whole(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_file, limit, 1)
    assert [line[:30] for line in read(GOOD, "x.zip")] == ["x.zip The archive unpacks to f"]


def test_a_stream_that_broke_stays_broken_until_one_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LARGEST", 10)
    (part,) = unpacked(io.BytesIO(gzip.compress(b"x" * 20)), name="x", suffix=".csv.gz", suffixes=SUFFIXES)
    assert not isinstance(part, Problem)
    for _ in range(2):
        with pytest.raises(Broken):
            part.stream.read()
    monkeypatch.setattr(streams, "LARGEST", 100)
    part.stream.seek(0)
    assert part.stream.read() == b"x" * 20


@pytest.mark.parametrize("name", ["x.zip", "x.csv.gz", "x.ndjson.gz"])
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_harmed_archives_are_read_or_refused(name: str, data: st.DataObject) -> None:
    content = bytearray(zipped({"a.csv": b"a,b\n1,y\n", "b.json": b"{}"}) if name == "x.zip" else gzip.compress(TABLE))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(content[: data.draw(st.integers(0, len(content)))]), name)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.CSV.gz", "b.csv", "c.zip", "d.log.gz", "e.gz", "f.tar.gz"):
        (tmp_path / name).write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_archives_are_found_by_both_of_their_suffixes(folder: Path) -> None:
    assert folder.is_dir()
    found = find_inputs(["."], suffixes=[*SUFFIXES, *ARCHIVES])
    assert [(source.name, source.suffix) for source in found] == [
        ("a.CSV.gz", ".CSV.gz"),
        ("b.csv", ".csv"),
        ("c.zip", ".zip"),
    ]
    assert [source.name for source in find_inputs(["."], suffixes=SUFFIXES)] == ["b.csv"]


@pytest.mark.parametrize(
    ("start", "suffix"),
    [
        (gzip.compress(b"x", mtime=0), ".gz"),
        (zipped({"a.csv": b"x"}), ".zip"),
        (workbook([["a"]]), ".xlsx"),
        (b"PAR1", ".parquet"),
        (b"\xd0\xcf\x11\xe0", ".xls"),
        ("a,b".encode("utf-16"), ".csv"),
        (b"\xef\xbb\xbfid;seen\r\n", ".csv"),
        (b'"id","seen"\n', ".csv"),
        (b'{"a": 1, "b": 2}\n', ".ndjson"),
        (b"words\n", ".ndjson"),
    ],
)
def test_standard_input_is_told_by_how_it_begins(start: bytes, suffix: str) -> None:
    stream = io.BufferedReader(io.BytesIO(start))
    assert suffix_of(Input(name="standard input", suffix="", path=None), stream) == suffix
    assert stream.read() == start


def test_what_standard_input_unpacks_to_is_told_by_how_it_begins() -> None:
    (part,) = unpacked(
        Piped(gzip.compress(b"id,seen\n", mtime=0)), name="standard input", suffix=".gz", suffixes=SUFFIXES
    )
    assert not isinstance(part, Problem)
    assert part.suffix == ""
    assert suffix_of(Input(name=part.name, suffix="", path=None), part.stream) == ".csv"


@pytest.mark.parametrize("ending", [".ndjson.gz", ".zip"])
def test_a_packed_export_is_judged_as_the_export_is(
    ending: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    records = (Path(__file__).parents[1] / "examples" / "miu_export.ndjson").read_bytes()
    plain, packed = tmp_path / "export.ndjson", tmp_path / f"export{ending}"
    plain.write_bytes(records)
    packed.write_bytes(gzip.compress(records) if ending.endswith(".gz") else zipped({"export.ndjson": records}))

    codes, printed = [], []
    for path in (plain, packed):
        codes.append(run(["validate", str(path), "--now", "2026-11-02T18:00", "--format", "ndjson"]))
        printed.append([{**json.loads(line), "place": ""} for line in capfd.readouterr().out.splitlines()])

    assert codes == [1, 1]
    assert [len(each) for each in printed] == [9, 9]
    assert [each["record_id"] for each in printed[0]] == [each["record_id"] for each in printed[1]]
