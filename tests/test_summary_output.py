"""Summaries of several records: one after another, on one page, or a file each."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from safeforms import summarise, to_html, to_markdown, to_text
from safeforms.cli import run
from safeforms.commands.summary_output import summaries_text, write_summaries
from safeforms.documents.document_files import ENDINGS
from safeforms.lines import RULE
from tests.records import cases

NOW = ["--now", "2026-11-02T18:00"]
SISTER = next(case for case in cases(form="miu") if case.name.startswith("MI02")).answers
MOTHER = next(case for case in cases(form="miu") if case.name.startswith("MI04")).answers


def record(record_id: str | None, answers: object = SISTER) -> dict[str, object]:
    return {"form": "miu", "record_id": record_id, "answers": answers}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an export of a red record, one that is none, and an amber one."""
    lines = [json.dumps(record("A-1", MOTHER)), "7", json.dumps(record("A-2"))]
    (tmp_path / "export.ndjson").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "one.json").write_text(json.dumps(record("A-2")), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(*arguments: str, capfd: pytest.CaptureFixture[str]) -> str:
    run(["summarise", *arguments, *NOW])
    return capfd.readouterr().out


@pytest.mark.parametrize("style", ["markdown", "html"])
def test_one_record_is_the_document_and_nothing_else(style: str, capfd: pytest.CaptureFixture[str]) -> None:
    text = printed("one.json", "--format", style, capfd=capfd)

    assert text.count("<h1>" if style == "html" else "\n# ") == 1
    assert text.startswith("<!doctype html>" if style == "html" else "*Minor injuries unit")


def test_several_records_are_one_text_after_another_with_a_rule_between(capfd: pytest.CaptureFixture[str]) -> None:
    first, none, last = printed("export.ndjson", capfd=capfd).split(f"\n{RULE}\n\n")

    assert "record A-1." in first and "record A-2." in last
    assert none.startswith("export.ndjson:2: ")


def test_several_records_are_one_markdown_after_another(capfd: pytest.CaptureFixture[str]) -> None:
    text = printed("export.ndjson", "--format", "markdown", capfd=capfd)

    assert len(re.findall(r"^# ", text, flags=re.MULTILINE)) == 3
    assert text.count("Professional judgement comes first") == 3


def test_several_records_are_one_page_that_begins_with_a_table_of_them(capfd: pytest.CaptureFixture[str]) -> None:
    page = printed("export.ndjson", "--format", "html", capfd=capfd)

    assert page.count("<h1>") == page.count("<html") == 1
    assert "<h1>Safeguarding summaries of 3 records</h1>" in page
    table = page[page.index("<table>") : page.index("</table>")]
    assert [name in table for name in ("A-1", "Red", "export.ndjson:2", "No summary", "A-2", "Amber")] == [True] * 6
    assert page.count("<h2>A-") == 2
    assert page.count("Professional judgement comes first") == 4


@pytest.mark.parametrize("style", ENDINGS)
def test_a_file_holds_what_would_be_printed(style: str, capfd: pytest.CaptureFixture[str]) -> None:
    shown = printed("export.ndjson", "--format", style, capfd=capfd)
    assert printed("export.ndjson", "--format", style, "--output", "all", capfd=capfd) == ""

    assert Path("all").read_text(encoding="utf-8") == shown


@pytest.mark.parametrize("style", ENDINGS)
@pytest.mark.parametrize("output", ["out/", "there"])
def test_a_folder_gets_a_file_for_each_record(output: str, style: str, capfd: pytest.CaptureFixture[str]) -> None:
    Path("there").mkdir()

    code = run(["summarise", "export.ndjson", "--format", style, "-o", output, *NOW])

    assert (code, capfd.readouterr().err.splitlines()[0][:26]) == (2, "safeforms: export.ndjson:2")
    files = sorted(path.name for path in Path(output).iterdir())
    assert files == [f"A-1.{ENDINGS[style]}", f"A-2.{ENDINGS[style]}"]
    assert "A-2" in (Path(output) / files[1]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (["A-1", "A-1", "a-1", "A-1-2"], ["A-1", "A-1-2", "a-1-3", "A-1-2-2"]),
        (["../../etc/passwd", "..", "a/b", "a\\b", ""], ["etc_passwd", "record", "a_b", "a_b-2", "record-2"]),
        (["Zoë 1", "\x00", "x" * 500], ["Zo_1", "record", "x" * 80]),
    ],
)
def test_the_id_of_a_record_is_harmless_as_the_name_of_a_file(ids: list[str], names: list[str]) -> None:
    found = [(summarise(record(one), now=datetime(2026, 11, 2, 18, 0)), None) for one in ids]
    write_summaries(found, style="text", output="out/", talk=print)

    assert {path.name for path in Path("out").iterdir()} == {f"{name}.txt" for name in names}


def test_no_records_are_no_page() -> None:
    assert list(summaries_text([], style="html")) == []


def test_every_face_is_one_format() -> None:
    summary = summarise(record("A-2"), now=datetime(2026, 11, 2, 18, 0))
    for style, face in {"text": to_text, "markdown": to_markdown, "html": to_html}.items():
        assert "".join(summaries_text([(summary, None)], style=style)) == face(summary)


@pytest.mark.parametrize(
    "line",
    [
        "summarise export.ndjson -o export.ndjson",
        "summarise . -o one.json",
        "summarise *.ndjson -o . -f ndjson",
        "explain one.json -o one.json",
    ],
)
def test_nothing_is_written_over_the_records_that_are_read(line: str, capfd: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in Path().iterdir()}

    assert run(line.split()) == 2
    assert "being read: write to another" in capfd.readouterr().err
    assert {path: path.read_bytes() for path in Path().iterdir()} == before
