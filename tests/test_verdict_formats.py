"""The reports of `validate`: what each format holds, that it does no harm, and that a file is whole or not there."""

import csv
import errno
import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from safeforms.cli import INTERRUPTED, NOBODY_READS, run
from safeforms.commands import side_by_side
from safeforms.commands.exports import judged
from safeforms.commands.reports import Done, Tally
from safeforms.judgement.assessment import Verdict
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import Reading, ndjson
from safeforms.reading import CHANGED
from safeforms.verdict_formats import WRITERS, Asked, Judged
from safeforms.verdict_formats.kinds import MOST_KINDS, Kinds
from safeforms.verdict_formats.rows import safe

ROOT = Path(__file__).parents[1]
FORM = """\
form: own
version: 1.0.0
title: A form of our own
sections:
  visit:
    title: The visit
    questions:
      seen: {text: "Was the child seen?", type: yes_no}
      why: {text: "Why, in a few words?", type: text, min_length: 5}
      people:
        text: Who came?
        type: table
        questions:
          name: {text: "What is their name?", type: text}
          age: {text: "How old are they?", type: integer}
"""


def record(number: object, /, status: str = "completed", **answers: object) -> str:
    whole = {"seen": True, "why": "A fall from a wall", "people": [{"name": "A B", "age": 4}]}
    return json.dumps({"form": "own", "record_id": f"R-{number}", "status": status, "answers": {**whole, **answers}})


def many() -> Iterator[str]:
    """A record for each way one can end, and twenty that lack the same answer in different rows."""
    yield record("good")
    yield record("draft", status="in_progress", why=None)
    yield record("gone", status="entered_in_error", why=None)
    yield '{"form": "other", "answers": {}}'
    yield '{"broken": '
    yield json.dumps({**json.loads(record("warned")), "form_version": "0.9.0"})
    for number in range(20):
        rows = [{"name": "A B", "age": 4}, {"name": None, "age": 3}][number % 2 :]
        yield record(number, seen="Kimberley", people=rows)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One export of many records, one of a good record; we stand in their folder, with the form."""
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "own.yaml").write_text(FORM)
    (tmp_path / "many.ndjson").write_text("\n".join(many()) + "\n")
    (tmp_path / "good.ndjson").write_text(record(1))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAFEFORMS_FORMS_DIR", "forms")
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *line: str) -> str:
    run(["validate", *line])
    return capsys.readouterr().out


def names() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


# The text.


def test_many_records_are_grouped_by_problem_then_listed_then_counted(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "many.ndjson").splitlines()
    by_record = lines.index("By record")

    assert lines[0] == "By problem"
    grouped = lines[1 : by_record - 1]
    assert grouped[0].startswith('  - 20 records: "Was the child seen?"')
    assert '  - 20 records: "What is their name?" (a row of "Who came?") is not answered.' in grouped[1]
    assert grouped[-1].startswith('  - 1 record: Left to do: "Why, in a few words?"')
    assert not any("R-good" in line for line in lines)
    assert lines[-1] == "2 of 26 complete, 20 incomplete, 1 in progress, 1 entered in error, 1 unreadable, 1 not judged"


def test_what_is_left_out_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    limited = printed(capsys, "many.ndjson", "--max-problems", "6").splitlines()
    shown = limited[limited.index("By record") :]

    assert sum(line.startswith("  - ") for line in shown) == 6
    assert "  ... and 1 more problem here" in shown
    assert "... and 38 more problems in 19 more records: --max-problems 0 shows all" in shown


def test_all_of_it_is_every_record_and_the_groups_after_them(capsys: pytest.CaptureFixture[str]) -> None:
    whole = printed(capsys, "many.ndjson", "--max-problems", "0")

    assert whole.startswith("many.ndjson:1 (R-good): complete\n")
    assert whole.count("\nmany.ndjson:") == 25
    assert whole.index("By problem") > whole.index("\nmany.ndjson:26")
    assert " (first at many.ndjson:" in whole and " (at many.ndjson:" in whole
    assert "..." not in whole


def test_a_handful_of_records_is_not_grouped(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "good.ndjson").splitlines() == [
        "good.ndjson:1 (R-1): complete",
        "1 of 1 complete, 0 incomplete, 0 unreadable",
    ]


def test_kinds_are_bounded_and_the_rest_is_counted() -> None:
    kinds = Kinds()
    for number in range(MOST_KINDS + 5):
        kinds.add(Verdict(form="own", problems=(Problem(code="x", message=str(number)),)))

    assert len(list(kinds.counted())) == MOST_KINDS
    assert kinds.others == 5


# Exit codes.


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ([record(1)], (0, 0, 0)),
        ([record(1, people=None)], (1, 1, 0)),
        ([json.dumps({**json.loads(record(1)), "form_version": "0.9.0"})], (0, 1, 0)),
        ([record(1, status="in_progress", why=None)], (0, 0, 0)),
        ([record(1, status="entered_in_error", why=None)], (0, 0, 0)),
        ([record(1), "7"], (2, 2, 2)),
        ([], (2, 2, 2)),
    ],
)
def test_fail_on_says_what_ends_with_one(lines: list[str], codes: tuple[int, int, int]) -> None:
    Path("some.ndjson").write_text("\n".join(lines))

    found = tuple(run(["validate", "some.ndjson", "--fail-on", level]) for level in ("error", "warning", "never"))
    assert found == codes


# Formats for machines.


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'=1"),
        ("\x00=1", "'=1"),
        ("  =1", "'  =1"),
        ("\x1b=1", "'=1"),
        ("\uff1d1", "'\uff1d1"),
        ("x" * 40_000, "x" * 16_000 + "..."),
        ("a=1", "a=1"),
        ("", ""),
        (None, ""),
    ],
)
def test_no_cell_becomes_a_formula(text: str | None, cell: str) -> None:
    assert safe(text) == cell


HOSTILE = '=HYPERLINK("http://x";"y")\r\n::error::\x00]]></failure>\ufffe,%0A'


def test_csv_has_a_row_for_each_problem(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("hostile.ndjson").write_text(json.dumps({**json.loads(record(1, why=None)), "record_id": HOSTILE}))
    run(["validate", "hostile.ndjson", "many.ndjson", "--format", "csv"])
    content = capsysbinary.readouterr().out
    header, first, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))

    assert content.startswith(b"\xef\xbb\xbf")
    assert header == ["record_id", "file", "line", "header", "question", "question_text", "code", "severity", "message"]
    assert first[0].startswith("'=HYPERLINK")
    assert first[1:3] + first[4:8] == ["hostile.ndjson", "1", "why", "Why, in a few words?", "missing_answer", "error"]
    assert len(rows) == 45


def test_csv_has_the_column_of_an_export() -> None:
    problem = Problem(code="x", message="m", place=Place("e.csv", 14), header="=DOB")
    found = [(Verdict(form="own", problems=(problem,), place=Place("e.csv", 2)), None)]
    text = b"".join(WRITERS["csv"](found, asked=Asked(tally=Tally()))).decode("utf-8-sig")

    assert next(csv.DictReader(io.StringIO(text)))["header"] == "'=DOB"
    assert '"e.csv",14,' in text


def test_a_workbook_has_four_sheets_of_texts() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    Path("hostile.ndjson").write_text(json.dumps({**json.loads(record(1, why=None)), "record_id": HOSTILE}))
    assert run(["validate", "hostile.ndjson", "many.ndjson", "-f", "xlsx", "-o", "report.xlsx", "--show-values"]) == 2
    book = openpyxl.load_workbook("report.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert book.sheetnames == ["Summary", "By question", "Records", "Problems"]
    assert book["Summary"]["A2"].value.startswith("2 of 27 complete")
    assert [book[name].max_row for name in book.sheetnames[2:]] == [28, 47]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert '"Kimberley"' in [cell.value for cell in cells]


def test_a_missing_extra_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    assert run(["validate", "good.ndjson", "-f", "xlsx", "-o", "report.xlsx"]) == 2
    assert 'pip install "safeforms[office]"' in capsys.readouterr().err
    assert "report.xlsx" not in names()


SARIF: dict[str, Any] = {  # what consumers rely on, of the schema of SARIF 2.1.0
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "items": {
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {"rules": {"uniqueItems": True, "items": {"required": ["id"]}}},
                            }
                        },
                    },
                    "results": {
                        "items": {
                            "required": ["message", "ruleId"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"], "properties": {"text": {"type": "string"}}},
                                "properties": {"type": "object"},
                                "locations": {
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "properties": {"uri": {"pattern": "^[!-~]+$"}}
                                                    },
                                                    "region": {
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        }
                                                    },
                                                },
                                            }
                                        }
                                    }
                                },
                            },
                        }
                    },
                },
            }
        },
    },
}


def test_sarif_is_what_services_take(capsys: pytest.CaptureFixture[str]) -> None:
    from jsonschema import Draft202012Validator

    Path("a file.json").write_text(f"[{record(1, why=None)}]")
    log = json.loads(printed(capsys, "a file.json", "many.ndjson", "-f", "sarif"))
    (only,) = log["runs"]

    Draft202012Validator(SARIF).validate(log)
    first = only["results"][0]["locations"][0]["physicalLocation"]
    assert first == {"artifactLocation": {"uri": "a%20file.json"}}
    assert {result["level"] for result in only["results"]} == {"error", "warning", "note"}
    assert {result["ruleId"] for result in only["results"]} == {rule["id"] for rule in only["tool"]["driver"]["rules"]}


def test_junit_has_a_case_for_each_record(capsys: pytest.CaptureFixture[str]) -> None:
    Path("hostile.ndjson").write_text(json.dumps({**json.loads(record(1, why=None)), "record_id": HOSTILE}))
    text = printed(capsys, "hostile.ndjson", "many.ndjson", "-f", "junit")
    (suite,) = ElementTree.fromstring(text)

    outcomes = [child.tag for case in suite for child in case if child.tag != "system-out"]
    assert suite.attrib == {"name": "safeforms", "tests": "27", "failures": "21", "errors": "2", "skipped": "2"}
    assert [outcomes.count(tag) for tag in ("failure", "error", "skipped")] == [21, 2, 2]
    assert len(suite) == 27
    assert suite[1].attrib == {"classname": "own", "name": "R-good (many.ndjson:1)"}  # no other stands Jenkins


def test_github_has_a_command_for_each_problem(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a,b.ndjson").write_text(json.dumps({**json.loads(record(1, why=None)), "record_id": HOSTILE}))
    first, *lines = printed(capsys, "a,b.ndjson", "many.ndjson", "-f", "github").splitlines()

    assert first.startswith('::error file=a%2Cb.ndjson,line=1,title=missing_answer (=HYPERLINK("http%3A')
    assert first.endswith('::"Why, in a few words?" is not answered. Answer it.')
    assert len(lines) == 45
    assert all(re.match(r"::(error|warning|notice) file=many\.ndjson,line=\d+,(col=\d+,)?title=", x) for x in lines)


def test_values_are_in_a_spreadsheet_only_where_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Kimberley" not in printed(capsys, "many.ndjson", "-f", "csv")
    assert '"""Kimberley"""' in printed(capsys, "many.ndjson", "-f", "csv", "--show-values")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("-f sarif --show-values", "Answers never go into sarif"),
        ("-f junit --show-values", "Answers never go into junit"),
        ("-f csv --max-problems 3", "csv holds every problem"),
        ("-f json -o good.ndjson", "good.ndjson is what is being read"),
        (". -f csv -o good.ndjson", "good.ndjson is what is being read"),
        ("-f json -o nowhere/report.json", "nowhere/report.json cannot be written: No such file or directory."),
    ],
)
def test_what_does_not_go_together_gets_a_sentence(line: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "good.ndjson", *line.split()]) == 2
    told = capsys.readouterr()

    assert said in told.err
    assert told.out == ""
    assert Path("good.ndjson").read_text() == record(1)


# Files, whole or not there.


@pytest.mark.parametrize("style", WRITERS)
def test_a_file_holds_what_would_be_printed(style: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code = run(["validate", "many.ndjson", "-f", style])
    on_output = capsysbinary.readouterr().out

    assert run(["validate", "many.ndjson", "-f", style, "-o", "report"]) == code == 2
    told = capsysbinary.readouterr()
    if style != "xlsx":  # it holds the time
        assert Path("report").read_bytes() == on_output
    assert told.out == b""
    assert told.err.splitlines()[0] == b"safeforms: The report was written to report."
    assert told.err.splitlines()[1].startswith(b"2 of 26 complete")


def test_without_a_record_no_file_is_made() -> None:
    Path("empty.ndjson").write_text("")
    Path("old.json").write_text("old")

    for name in ("report.json", "old.json"):
        assert run(["validate", "empty.ndjson", "-f", "json", "-o", name]) == 2
    assert "report.json" not in names()
    assert Path("old.json").read_text() == "old"


def test_a_file_that_changes_while_it_is_read_is_not_passed_over() -> None:
    lines = (f"{record(number)}\n" for number in range(2_000))
    Path("log.ndjson").write_text("".join(lines))
    found = judged(["log.ndjson"], form=None, now=None, tally=Tally())
    next(found)
    with Path("log.ndjson").open("r+") as log:
        log.truncate(400_000)
    *_, (last, _) = found

    assert [problem.message for problem in last.problems] == [CHANGED]
    assert last.form is None


def started(*line: str, **options: Any) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "safeforms", "validate", *line]
    return subprocess.Popen(command, stderr=subprocess.PIPE, env=env, **options)


def test_a_full_disk_leaves_the_old_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")  # or compiled modules are cut off, and kept
    Path("old.csv").write_text("old")
    before = names()

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))

    child = started("many.ndjson", "-f", "csv", "-o", "old.csv", preexec_fn=full)
    _, told = child.communicate(timeout=30)

    assert child.returncode == 2
    assert told == b"safeforms: old.csv cannot be written: File too large.\n"
    assert Path("old.csv").read_text() == "old"
    assert names() == before


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no /dev/full here")
@pytest.mark.parametrize("style", ["csv", "junit"])
def test_a_full_device_gets_a_sentence(style: str) -> None:
    with Path("/dev/full").open("wb") as full:
        child = started("many.ndjson", "-f", style, stdout=full)
        _, told = child.communicate(timeout=30)

    assert child.returncode == 2
    assert told.splitlines()[-1] == b"safeforms: The output cannot be written: No space left on device."
    assert b"Traceback" not in told


@pytest.mark.parametrize(
    ("sent", "code", "told"),
    [(signal.SIGINT, INTERRUPTED, b"Interrupted."), (signal.SIGTERM, 143, b"")],
    ids=["interrupt", "scheduler"],
)
def test_whoever_ends_it_leaves_nothing_half_written(sent: int, code: int, told: bytes) -> None:
    before = names()
    child = started("-", "-f", "csv", "-o", "report.csv", stdin=subprocess.PIPE)
    assert child.stdin and child.stderr
    line = (record(1, why=None) + "\n").encode()
    child.stdin.write(line * (300_000 // len(line)))  # more than a pipe holds: now it is reading
    child.stdin.flush()
    child.send_signal(sent)

    assert child.wait(timeout=30) == code
    assert child.stderr.read().strip() == told
    assert names() == before
    child.stdin.close()
    child.stderr.close()


def test_a_reader_that_leaves_ends_it_quietly() -> None:
    child = started("-", "-f", "csv", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin and child.stdout and child.stderr
    feeder = threading.Thread(target=_feed, args=(child.stdin,))
    feeder.start()
    assert child.stdout.readline().startswith(b"\xef\xbb\xbf")
    child.stdout.close()

    assert child.wait(timeout=30) == NOBODY_READS
    assert child.stderr.read() == b""
    feeder.join()
    child.stderr.close()


def _feed(pipe: Any) -> None:
    line = (record(1, why=None) + "\n").encode()
    try:
        for _ in range(20_000):
            pipe.write(line)
    except BrokenPipeError:
        pass
    with suppress(BrokenPipeError):  # what it still holds goes nowhere
        pipe.close()


@pytest.mark.parametrize("style", ["text", "csv", "sarif", "junit"])
def test_little_is_kept_of_many_records(style: str) -> None:
    """What is held after ten thousand problems is no more than after a thousand."""
    import tracemalloc

    problem = Problem(code="missing_answer", message='"A question" is not answered.', question="a", path=("a",))

    def peak(number: int) -> int:
        found: Iterator[Judged] = (
            (Verdict(form="own", record_id=f"R-{n}", problems=(problem,), place=Place("x", n)), {"answers": {}})
            for n in range(number)
        )
        tracemalloc.start()
        for _ in WRITERS[style](found, asked=Asked(tally=Tally(complete=number))):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(50)
    allowed = 3_000_000 if style == "junit" else 50_000  # which waits in memory up to a few megabytes
    assert peak(6_000) - peak(600) < allowed


# Several processes.


def test_several_processes_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    alone = printed(capsys, "many.ndjson", "good.ndjson", "-f", "json", "--show-values")

    assert printed(capsys, "many.ndjson", "good.ndjson", "-f", "json", "--show-values", "--jobs", "2") == alone
    assert alone.count("Kimberley") == 20


class Here:
    """Stands for the processes: what they are sent is done here, at once."""

    def submit(self, task: Callable[[], list[object]]) -> Future[list[object]]:
        done = Future[list[object]]()
        done.set_result(task())
        return done


def test_what_was_read_before_a_file_breaks_off_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of lines and of records; with so few as here all of it is still on its way then."""
    brief = side_by_side.Brief(form=None, library=None, now=None, show_values=False)
    monkeypatch.setattr(side_by_side, "_BRIEFS", [brief])
    monkeypatch.setattr(side_by_side, "BATCH", 2)
    judges = side_by_side.Judges(brief, jobs=2)
    monkeypatch.setattr(judges, "_pool", Here())

    def breaking() -> Iterator[Reading]:
        yield from ndjson.read_ndjson(io.BytesIO((record(1) + "\n").encode() * 3), name="x")
        raise OSError(errno.EIO, "gone")

    def pieces(_: object) -> Iterator[tuple[int, bytes]]:
        yield 1, (record(1) + "\n").encode() * 3
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(side_by_side, "pieces", pieces)
    for found in (judges.of_records(breaking()), judges.of_lines(io.BytesIO(), name="x")):
        assert [str(one.verdict.place) for one in islice(found, 3) if isinstance(one, Done)] == ["x:1", "x:2", "x:3"]
        with pytest.raises(OSError, match="gone"):
            next(found)


@pytest.mark.parametrize("piece", [1, 7, 30, 10_000])
def test_a_file_is_cut_between_lines(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, value in ((side_by_side, "PIECE", piece), (side_by_side, "LONGEST", 20), (ndjson, "LONGEST", 20)):
        monkeypatch.setattr(module, name, value)
    content = b'{"a": 1}\n\n{"b"\n' + b"x" * 90 + b'\n{"c": 2}\r\n' + b"y" * 20 + b"\n" + b"y" * 21 + b'\n{"d": 3}'

    def read(stream: io.BytesIO, first: int = 1) -> list[object]:
        return list(ndjson.read_ndjson(stream, name="x", first=first))

    cut = list(side_by_side.pieces(io.BytesIO(content)))
    assert [found for first, part in cut for found in read(io.BytesIO(part), first)] == read(io.BytesIO(content))
    assert max(len(part) for _, part in cut) <= piece + 21


@pytest.mark.parametrize(
    ("sent", "code", "told"),
    [(signal.SIGINT, INTERRUPTED, b"Interrupted."), (signal.SIGKILL, -signal.SIGKILL, b"")],
    ids=["interrupt", "kill"],
)
def test_all_processes_end_with_the_one_that_reads(sent: int, code: int, told: bytes) -> None:
    before = names()
    child = started("-", "--jobs", "2", "-f", "csv", "-o", "report.csv", stdin=subprocess.PIPE, start_new_session=True)
    assert child.stdin and child.stderr
    line = (record(1, why=None) + "\n").encode()
    child.stdin.write(line * (3_000_000 // len(line)))
    child.stdin.flush()
    if sent == signal.SIGKILL:
        child.kill()  # it alone: nobody tells the others
    else:
        os.killpg(child.pid, sent)  # as a terminal does

    assert child.wait(timeout=30) == code
    assert told in child.stderr.read()  # at its end: nobody else holds the pipe any more
    assert sent == signal.SIGKILL or names() == before
    child.stdin.close()
    child.stderr.close()
