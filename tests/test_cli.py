"""The command line as its users meet it: an information team, a nurse, an author of forms."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from safeforms.cli import INTERRUPTED, NOBODY_READS, commands, run
from tests.records import Case, cases

ROOT = Path(__file__).parents[1]
NOW = ["--now", "2026-11-02T18:00"]
COMMAND = [sys.executable, "-m", "safeforms"]
OWN = """\
form: own
version: 2.0.0
title: A form of our own
sections:
  visit:
    title: The visit
    questions:
      seen: {text: Was the child seen?, type: yes_no}
      why_not: {text: Why not?, type: text, min_length: 10, when: seen is no}
"""
BROKEN_FORM = OWN.replace("seen is no", "sen is no")
WARNED_FORM = OWN + "options: {unused: {one: One, two: Two}}\n"


def case(name: str) -> Case:
    return next(case for case in [*cases(form="miu"), *cases("bases", form="miu")] if case.name == name)


GOOD = case("child_injured").answers
SISTER = case("MI02-brought-by-her-sister").answers


def record(answers: object, /, **envelope: object) -> str:
    return json.dumps({"form": "miu", "record_id": "A-1043", "answers": answers, **envelope})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one file of each kind, and we stand in it."""
    files = {
        "good.json": record(GOOD),
        "bad.json": record(SISTER, record_id="A-1044"),
        "wrong.json": record({**GOOD, "sex": "sallow", "companions": [{"name": "Al", "age_group": "elderly"}]}),
        "warned.json": record(GOOD, form_version="0.9.0"),
        "draft.json": record({**GOOD, "school": None, "delay": " "}, status="in_progress"),
        "withdrawn.json": record({}, status="entered_in_error"),
        "bare.json": json.dumps(GOOD),
        "own.json": '{"seen": false, "why_not": "Asleep in the waiting room"}',
        "unknown.json": record(GOOD, form="mio"),
        "list.json": f"[{record(GOOD)}, 7, {record(SISTER)}]",
        "empty.json": "[]",
        "empty.ndjson": "",
        "export.ndjson": "\n".join([record(GOOD), '{"broken": ', "", record(SISTER), record(GOOD)]),
        "own.yaml": OWN,
        "broken.yaml": BROKEN_FORM,
        "warned.yaml": WARNED_FORM,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "nothing").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names_in(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


CODES: dict[str, int] = {
    "list": 0,
    "--version": 0,
    "show miu": 0,
    "show own.yaml": 0,
    "show broken.yaml": 2,
    "show mui": 2,
    "show gone.yaml": 2,
    "check miu": 0,
    "check own.yaml": 0,
    "check warned.yaml": 0,
    "check broken.yaml": 1,
    "check .": 1,
    "check *.yaml": 1,
    "check own.yaml gone.yaml": 2,
    "check nothing": 2,
    "blank miu": 0,
    "blank own.yaml --to json": 0,
    "blank miu --to jsn": 2,
    "blank broken.yaml": 2,
    "validate good.json": 0,
    "validate warned.json": 0,
    "validate draft.json": 0,
    "validate withdrawn.json": 0,
    "validate bad.json": 1,
    "validate good.json bad.json": 1,
    "validate bare.json": 2,
    "validate bare.json --form miu": 0,
    "validate own.json --form own.yaml": 0,
    "validate good.json --form own.yaml": 2,
    "validate good.json --form broken.yaml": 2,
    "validate good.json --form mui": 2,
    "validate unknown.json": 2,
    "validate list.json": 2,
    "validate export.ndjson": 2,
    "validate empty.json": 2,
    "validate empty.ndjson": 2,
    "validate nothing": 2,
    "validate gone.json": 2,
    "validate own.yaml": 2,
    "validate good.json gone.json": 2,
    "validate": 2,
    "validate good.json --format csv": 0,
    "validate good.json --format yaml": 2,
    "validate good.json --now yesterday": 2,
    "validate good.json --nwo x": 2,
    "summarise good.json": 0,
    "summarise draft.json": 0,
    "summarise withdrawn.json": 0,
    "summarise bad.json": 1,
    "summarise export.ndjson": 2,
    "summarise unknown.json": 2,
    "summarise empty.json": 2,
    "summarise own.json --form own.yaml": 0,
    "summarise good.json --format html": 0,
    "summarise good.json bad.json --format markdown": 1,
    "summarise list.json --format html": 2,
    "summarise empty.json --format html": 2,
    "validate good.json --format html": 2,
    "frobnicate": 2,
}


@pytest.mark.parametrize(("line", "code"), CODES.items(), ids=CODES)
def test_the_exit_code_says_how_it_went(line: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    timed = NOW if line.startswith(("validate", "summarise")) and "--now" not in line else []

    assert run([*line.split(), *timed]) == code
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    assert "defect" not in printed.err
    assert printed.out + printed.err


TALK: dict[str, str] = {
    "show mui": "safeforms: There is no form 'mui': did you mean 'miu'?",
    "show nothing_like_it": "safeforms: There is no form 'nothing_like_it'. There are: cash, ed, midwifery, miu, ucc.",
    "show gone.yaml": "safeforms: There is no file gone.yaml.",
    "show broken.yaml": "did you mean 'seen'?",
    "blank miu --to jsn": "safeforms: There is no target 'jsn': did you mean 'json'?",
    "blank miu --to odt": "There is no target 'odt': there are csv, docx, html, json, jsonschema, markdown, pdf, xlsx.",
    "blank miu -o nowhere/form.md": "safeforms: nowhere/form.md cannot be written: No such file or directory.",
    "summarise good.json -o nowhere/one": "safeforms: nowhere/one cannot be written: No such file or directory.",
    "summarise good.json -o good.json/": "safeforms: good.json/ cannot be made: File exists.",
    "validate good.json --form mui": "safeforms: There is no form 'mui': did you mean 'miu'?",
    "validate good.json --now yesterday": "write it like 2026-03-31T14:30",
    "validate gone.json": "safeforms: There is no file gone.json.",
    "validate gone*.json": "safeforms: There is no file gone*.json.",
    "validate nothing": "safeforms: The folder nothing holds no file ending in .csv, .docx, ",
    "validate own.yaml": "safeforms: own.yaml holds no records: their files end in .csv, .docx, ",
    "validate empty.json": "safeforms: There is no record in what was given.",
    "summarise empty.ndjson": "safeforms: There is no record in what was given.",
    "check nothing": "safeforms: The folder nothing holds no file ending in .yaml, .yml.",
    "check gone.yaml": "safeforms: There is no file gone.yaml.",
    "sumarise good.json": "No such command 'sumarise'",
}


@pytest.mark.parametrize(("line", "said"), TALK.items(), ids=TALK)
def test_what_was_asked_wrongly_gets_a_sentence_on_standard_error(
    line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(line.split()) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err


@pytest.mark.parametrize("name", commands.commands)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help(name: str, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, option]) == 0
    usage, _, first, *_ = capsys.readouterr().out.splitlines()
    assert usage.startswith(f"Usage: safeforms {name}")
    assert 20 < len(first.strip()) < 80

    assert run([option]) == 0
    listed = capsys.readouterr().out
    assert re.search(rf"^  {name} +[A-Z].*[^.]\.$", listed, flags=re.MULTILINE)  # whole: what it is for, on one line


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert re.fullmatch(r"safeforms \S+\n", capsys.readouterr().out)


def rows(line: str, style: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What a command prints for machines."""
    run([*line.split(), "--format", style])
    text = capsys.readouterr().out
    found: list[dict[str, Any]] = json.loads(text) if style == "json" else [json.loads(x) for x in text.splitlines()]
    return found


def texts(row: Mapping[str, Any]) -> Iterator[str]:
    """What a person must find in the text of a verdict, a problem, a summary or a form."""
    yield from (str(row[key]) for key in ("place", "record_id", "code", "title", "level_words") if row.get(key))
    if "complete" not in row or "accepted" in row:  # a summary says what is wrong, not what to do about it
        yield from (problem["message"] for problem in row.get("problems", []))
    yield from (finding["concern"] for finding in row.get("findings", []))
    yield from (told["name"] for told in row.get("tell", []))
    if row.get("message"):
        yield row["message"]


@pytest.mark.parametrize(
    "line",
    [
        "list",
        "check miu",
        "check broken.yaml",
        "check . own.yaml",
        f"validate . {' '.join(NOW)}",
        f"summarise . {' '.join(NOW)}",
        f"summarise bad.json good.json {' '.join(NOW)}",
    ],
)
def test_every_format_holds_the_same_facts(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    as_list, as_lines = rows(line, "json", capsys), rows(line, "ndjson", capsys)
    run([*line.split(), *(["--max-problems", "0"] if line.startswith("validate") else [])])
    as_text = capsys.readouterr().out

    assert as_list == as_lines
    assert bool(as_list) is (line != "check miu")
    for text in (text for row in as_list for text in texts(row)):
        assert text in as_text


def test_a_verdict_says_where_the_record_is_and_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    run(["validate", "bad.json", *NOW])
    first, *problems, total = capsys.readouterr().out.splitlines()

    assert first == "bad.json (A-1044): incomplete, 15 problems"
    assert problems[0] == (
        '  - "How old are they?" (row 1 of "Who came? (one entry per person)") is not answered. Answer it. '
        "[missing_answer at companions.0.age_group]"
    )
    assert len(problems) == 15
    assert total == "0 of 1 complete, 1 incomplete, 0 unreadable"


@pytest.mark.parametrize(
    ("files", "states", "total"),
    [
        ("good.json", ["complete"], "1 of 1 complete, 0 incomplete, 0 unreadable"),
        ("warned.json", ["complete, 1 warning"], "1 of 1 complete, 0 incomplete, 0 unreadable"),
        (
            "draft.json",
            ["in progress, 2 still to answer"],
            "0 of 1 complete, 0 incomplete, 1 in progress, 0 unreadable",
        ),
        ("withdrawn.json", ["entered in error"], "0 of 1 complete, 0 incomplete, 1 entered in error, 0 unreadable"),
        ("unknown.json", ["not judged"], "0 of 1 complete, 0 incomplete, 0 unreadable, 1 not judged"),
        (
            "good.json bad.json list.json",
            ["complete", "incomplete, 15 problems", "complete", "unreadable", "incomplete, 15 problems"],
            "2 of 5 complete, 2 incomplete, 1 unreadable",
        ),
    ],
)
def test_each_record_has_a_line_and_the_total_comes_last(
    files: str, states: list[str], total: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["validate", *files.split(), *NOW])
    lines = capsys.readouterr().out.splitlines()

    assert [line.split(": ", 1)[1] for line in lines[:-1] if not line.startswith(" ")] == states
    assert lines[-1] == total


@pytest.mark.parametrize("style", ["json", "ndjson"])
def test_the_total_is_talk_where_machines_read(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["validate", "good.json", "bad.json", *NOW, "--format", style])
    printed = capsys.readouterr()

    assert printed.err == "1 of 2 complete, 1 incomplete, 0 unreadable\n"
    assert "of 2" not in printed.out


def test_a_broken_line_is_one_problem_and_the_rest_is_judged(capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = rows("validate export.ndjson " + " ".join(NOW), "ndjson", capsys)

    assert [verdict["place"].split(":")[1] for verdict in verdicts] == ["1", "2", "4", "5"]
    assert [verdict["complete"] for verdict in verdicts] == [True, False, False, True]
    assert [problem["code"] for problem in verdicts[1]["problems"]] == ["unreadable"]


def test_a_file_that_cannot_be_read_is_one_problem_and_the_rest_is_judged(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def refusing(path: Path, *given: Any, **options: Any) -> Any:
        if path.name == "bad.json":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *given, **options)

    monkeypatch.setattr(Path, "open", refusing)

    assert run(["validate", "bad.json", "good.json", *NOW]) == 2
    assert capsys.readouterr().out.splitlines() == [
        "bad.json: unreadable",
        "  - The file cannot be read: Permission denied. [unreadable]",
        "good.json (A-1043): complete",
        "1 of 2 complete, 0 incomplete, 1 unreadable",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("command", ["validate", "summarise", "check", "show"])
def test_a_file_without_permission_gets_a_sentence(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("good.json").chmod(0)
    Path("own.yaml").chmod(0)

    assert run([command, "good.json" if command in ("validate", "summarise") else "own.yaml"]) == 2
    printed = capsys.readouterr()
    assert "cannot be read: Permission denied." in printed.out + printed.err


@pytest.mark.parametrize("style", ["text", "json", "ndjson"])
def test_values_are_shown_only_where_asked(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["validate", "wrong.json", *NOW, "--format", style]
    run(line)
    assert "sallow" not in capsys.readouterr().out
    run([*line, "--show-values"])
    shown = capsys.readouterr().out

    assert '"sallow"' in shown
    assert '"elderly"' in shown
    assert ' [recorded: "sallow"] [not_an_option at sex]\n' in shown or style != "text"


def test_a_value_is_shown_on_one_line_and_not_too_long(capsys: pytest.CaptureFixture[str]) -> None:
    long = "\x1b[31mred\nbad.json: complete" + "x" * 5_000
    Path("long.json").write_text(record({**GOOD, "sex": long}))
    run(["validate", "long.json", "--show-values", *NOW])
    first, problem, total = capsys.readouterr().out.splitlines()

    assert "\x1b" not in problem
    assert len(problem) < 400
    assert first.startswith("long.json") and total.endswith("incomplete, 0 unreadable")


def test_now_is_the_clock_of_the_judgement(capsys: pytest.CaptureFixture[str]) -> None:
    def codes(now: str) -> list[str]:
        (verdict,) = rows(f"validate good.json --now {now}", "json", capsys)
        return [problem["code"] for problem in verdict["problems"]]

    assert codes("2026-11-02T14:29") == ["out_of_range"]  # the assessment was made at 14:30
    assert codes("2026-11-02T14:30") == []
    assert codes("2026-11-02T14:30Z") == []
    assert codes("2026-11-02T14:30+01:00") == ["out_of_range"]  # 13:30 in London


def test_a_form_is_named_for_bare_answers_by_id_or_by_path(capsys: pytest.CaptureFixture[str]) -> None:
    (bundled,) = rows("validate bare.json --form miu " + " ".join(NOW), "json", capsys)
    (own,) = rows("validate own.json --form own.yaml", "json", capsys)

    assert (bundled["form"], bundled["complete"]) == ("miu", True)
    assert (own["form"], own["form_version"], own["complete"]) == ("own", "2.0.0", True)


def test_folders_and_patterns_stand_for_their_files(capsys: pytest.CaptureFixture[str]) -> None:
    Path("more/deep").mkdir(parents=True)
    Path("more/deep/a.jsonl").write_text(f"{record(GOOD)}\n{record(GOOD)}\n")
    places = [row["place"] for row in rows("validate more b*d.json more/*/*.jsonl", "ndjson", capsys)]

    assert places == ["more/deep/a.jsonl:1", "more/deep/a.jsonl:2", "bad.json"]


def test_what_nobody_reads_in_a_folder_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    Path("ward/sister").mkdir(parents=True)
    for name in ("a.json", "~$a.docx", ".b.docx.swp", "sister/b.odt", "c.DOC", "forms.md"):
        Path("ward", name).write_text(record(GOOD))

    assert run(["validate", "ward", *NOW]) == 0
    printed = capsys.readouterr().out
    assert "Warning: 2 files were passed over" in printed and "sister/b.odt" in printed and "c.DOC" in printed


@pytest.mark.parametrize(
    ("options", "code", "begins"),
    [
        ("-o new.html", 0, "<!doctype html>"),
        ("-o NEW.JSON", 0, '{\n  "form"'),
        ("--to jsonschema -o new.json", 0, '{\n  "$schema"'),
        ("--to HTML -o new.txt", 0, "<!doctype html>"),
        ("-o new.txt", 0, "# Minor injuries unit"),
        ("--to html -o new.docx", 2, ""),
        ("-o new.doc", 2, ""),
    ],
)
def test_a_blank_form_is_what_its_file_is_named_for(options: str, code: int, begins: str) -> None:
    assert run(["blank", "miu", *options.split()]) == code
    new = Path(options.split()[-1])
    assert new.read_text(encoding="utf-8").startswith(begins) if begins else not new.exists()


def test_a_blank_record_is_a_record_in_progress(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["blank", "miu", "--to", "json", "-o", "new.json"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Not carried: " in printed.err

    assert run(["validate", "new.json"]) == 0
    assert "in progress" in capsys.readouterr().out


def test_a_blank_form_goes_to_standard_output_and_what_is_lost_to_standard_error(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert run(["blank", "miu"]) == 0
    printed = capsysbinary.readouterr()
    assert printed.out.startswith(b"# Minor injuries unit")
    assert printed.err.startswith(b"Not carried: ")


def test_writing_keeps_the_mode_of_a_file_and_follows_a_link(folder: Path) -> None:
    old = folder / "nothing" / "old.md"
    old.write_text("old")
    old.chmod(0o640)
    (folder / "link.md").symlink_to(old)

    assert run(["blank", "miu", "-o", "link.md"]) == 0
    assert (folder / "link.md").is_symlink()
    assert old.read_text().startswith("# Minor injuries unit")
    assert old.stat().st_mode & 0o777 == 0o640
    assert names_in("nothing") == ["old.md"]


def test_a_pipe_with_a_name_is_written_and_not_replaced() -> None:
    """As devices are, such as /dev/stdout: a test on one would cost it, were it ever replaced."""
    os.mkfifo("pipe")
    reading = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)

    assert run(["blank", "own.yaml", "-o", "pipe"]) == 0
    assert os.read(reading, 100_000).startswith(b"# A form of our own")
    assert Path("pipe").is_fifo()
    os.close(reading)


def test_warnings_alone_are_nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "warned.yaml"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("warned.yaml:10:11: warning: form.unused: ")
    assert printed[-1] == "1 definition checked, no problems, 1 warning."


def test_a_broken_form_shows_the_words_and_carets_under_them(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "broken.yaml"])
    assert capsys.readouterr().out.splitlines() == [
        "broken.yaml:9:7: form.unknown_name: 'sen' in 'when' of 'why_not' is not the name of anything: "
        "did you mean 'seen'?",
        "    sen is no",
        "    ^^^",
        "1 definition checked, 1 problem.",
    ]


def test_carets_stay_in_view_where_a_condition_is_long(capsys: pytest.CaptureFixture[str]) -> None:
    long = " or ".join(["seen is no"] * 20 + ["sen is no"])
    Path("long.yaml").write_text(OWN.replace("when: seen is no", f'when: "{long}"'))
    run(["check", "long.yaml"])
    _, words, carets, _ = capsys.readouterr().out.splitlines()

    assert len(words) < 80
    assert words[carets.index("^") : len(carets)] == "sen"


# What needs a process of its own.


def process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **options.pop("env", {})}
    return subprocess.run([*COMMAND, *arguments], capture_output=True, check=False, timeout=60, env=env, **options)


def started(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, env=env, **options)


@pytest.mark.parametrize("name", ["export.ndjson", "list.json", "bad.json"])
def test_standard_input_is_read_as_a_file_is(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    content = Path(name).read_bytes()
    if name == "bad.json":
        content = json.dumps(json.loads(content), indent=1).encode()
    done = process("validate", "-", *NOW, input=content)

    assert done.returncode == run(["validate", name, *NOW])
    assert done.stdout.decode() == capsys.readouterr().out.replace(name, "standard input")


def test_a_pipe_that_closes_early_ends_quietly() -> None:
    child = started("show", "miu", stdout=subprocess.PIPE)
    assert child.stdout and child.stderr
    assert child.stdout.readline().startswith(b"Minor injuries unit")
    child.stdout.close()

    assert child.wait(timeout=30) == NOBODY_READS
    assert child.stderr.read() == b""
    child.stderr.close()


def test_an_interrupt_is_one_line() -> None:
    child = started("validate", "-", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert child.stdin and child.stderr
    line = record(GOOD).encode() + b"\n"
    child.stdin.write(line * (1_000_000 // len(line)))  # more than a pipe holds: now it is reading
    child.stdin.flush()
    child.send_signal(signal.SIGINT)

    assert child.wait(timeout=30) == INTERRUPTED
    assert child.stderr.read().split(b"\n") in ([b"Interrupted.", b""], [b"", b"Interrupted.", b""])
    child.stdin.close()
    child.stderr.close()


def test_a_full_disk_leaves_the_old_file_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")  # or compiled modules are cut off, and kept
    Path("nothing/old.md").write_text("old")

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))

    done = process("blank", "miu", "-o", "nothing/old.md", preexec_fn=full)

    assert done.returncode == 2
    assert done.stderr == b"safeforms: nothing/old.md cannot be written: File too large.\n"
    assert names_in("nothing") == ["old.md"]
    assert Path("nothing/old.md").read_text() == "old"


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no /dev/full here")
@pytest.mark.parametrize("line", [["list"], ["validate", "bad.json", "--format", "json"]])
def test_output_that_cannot_be_written_gets_a_sentence(line: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        child = started(*line, stdout=full)
        _, told = child.communicate(timeout=30)

    assert child.returncode == 2
    assert told.splitlines()[-1] == b"safeforms: The output cannot be written: No space left on device."
    assert b"Traceback" not in told and b"Exception" not in told


@pytest.mark.parametrize(
    ("closing", "code", "told"),
    [
        (">&-", 2, b"safeforms: There is no standard output to write to.\n"),
        ("<&-", 2, b"safeforms: There is no standard input to read from.\n"),
        ("2>&-", 2, b""),
    ],
)
def test_a_stream_that_is_closed_gets_a_sentence(closing: str, code: int, told: bytes) -> None:
    line = f"'{sys.executable}' -m safeforms validate - {closing}"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False, env=env, input=b"", timeout=30)

    assert (done.returncode, done.stderr) == (code, told)


@pytest.mark.parametrize("style", ["text", "ndjson"])
def test_a_locale_without_unicode_changes_nothing(style: str) -> None:
    Path("bad.json").write_text(record(SISTER, record_id="Zoë Ł"), encoding="utf-8")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = process("validate", "bad.json", *NOW, "--format", style, env=plain)

    assert done.returncode == 1
    assert "Zoë Ł" in done.stdout.decode("utf-8")
    assert b"Traceback" not in done.stderr


def test_columns_that_are_no_number_change_nothing() -> None:
    assert process("list", env={"COLUMNS": "wide"}).returncode == 0


MEASURED = """
import sys
from pathlib import Path
from safeforms.cli import run
code = run(["validate", "-", "--now", "2026-11-02T18:00"])
status = Path("/proc/self/status").read_text().split()
print(code, status[status.index("VmHWM:") + 1], file=sys.stderr)
"""


def peak(*, megabytes: int) -> int:
    """The most memory in kilobytes that judging an export of a size took, read from standard input."""
    line = record({**GOOD, "observations": "Muddy kit. " * 2_000}).encode() + b"\n" + record(SISTER).encode() + b"\n"
    with Path("big.ndjson").open("wb") as big:
        big.writelines([line] * (megabytes * 1_000_000 // len(line)))
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with Path("big.ndjson").open("rb") as big:
        done = subprocess.run([sys.executable, "-c", MEASURED], stdin=big, capture_output=True, check=True, env=env)
    code, kilobytes = done.stderr.split()
    assert int(code) == 1
    assert b"complete" in done.stdout
    return int(kilobytes)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured with /proc")
def test_memory_does_not_grow_with_the_export() -> None:
    small, large = peak(megabytes=3), peak(megabytes=30)

    assert large < 120_000
    assert large < small * 1.1 + 2_000


def test_the_shell_can_complete() -> None:
    done = process(env={"_SAFEFORMS_COMPLETE": "bash_complete", "COMP_WORDS": "safeforms va", "COMP_CWORD": "1"})
    assert done.stdout == b"plain,validate\n"
