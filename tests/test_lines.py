"""What a person reads: forms, verdicts and summaries as lines, in a pipe and on a terminal of eighty columns."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from safeforms import load_form, summarise, to_text, validate
from safeforms.cli import run
from safeforms.commands.form_lines import form_lines
from safeforms.commands.reports import Tally
from safeforms.lines import Line, on_one_line, plain
from tests.records import Case, cases

ROOT = Path(__file__).parents[1]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def case(name: str) -> Case:
    return next(case for case in [*cases(form="miu"), *cases("bases", form="miu")] if case.name == name)


MOTHER = case("MI04-mother-hurt-in-front-of-her-children")
SISTER = case("MI02-brought-by-her-sister")


def summary_lines(answers: object, **envelope: object) -> list[str]:
    """The lines of a summary without what stands before their words."""
    record = {"form": "miu", "record_id": "A-1043", "answers": answers, **envelope}
    return [line.strip().removeprefix("- ") for line in to_text(summarise(record, now=MOTHER.now)).splitlines()]


def test_a_summary_of_what_cannot_be_determined_says_what_hangs_on_it() -> None:
    lines = summary_lines(SISTER.answers)

    age = lines.index('How old are they? (row 1 of "Who came? (one entry per person)"): Not answered.')
    assert lines[age + 1].startswith("Amber, if it holds: The child was brought by another child")
    assert "It could be red: see what could not be determined." in lines


def test_who_was_told_and_who_was_not_stands_beside_the_deadline() -> None:
    answers = {
        **SISTER.answers,
        "notifications": [
            {"recipient": "gp", "sent_at": "2026-11-02T16:05", "method": "Secure email"},
            {"recipient": "social_worker", "not_sent_reason": "No answer, will ring again"},
        ],
    }
    lines = summary_lines(answers)

    def told(name: str) -> list[str]:
        at = lines.index(f"Who: {name}")
        return lines[at + 1 : at + 3]

    sent = "Told? Sent 2 November 2026 16:05, Secure email."
    assert told("GP practice") == ["By when: 1 working day (by 3 November 2026)", sent]
    assert told("The social worker of an open case")[1].startswith("Told? Not sent: No answer, will ring again.")
    assert told("Named nurse, named midwife or child protection lead nurse")[1] == "Told? Not recorded as told."


@pytest.mark.parametrize(
    ("envelope", "said"),
    [
        ({"status": "entered_in_error"}, ["Withdrawn: this record was entered in error", "State: Withdrawn"]),
        ({"status": "in_progress"}, ["State: In progress: 15 answers missing", "Level: Amber"]),
        ({"form_version": "0.9.0"}, ["The record was made with another version of the form than 1.0.0."]),
        ({"record_id": None}, ["Record: marked completed", "Assessed: 2 November 2026 14:30"]),
    ],
)
def test_the_state_of_a_record_is_told(envelope: dict[str, object], said: list[str]) -> None:
    assert set(said) <= set(summary_lines(SISTER.answers, **envelope))


def test_a_green_summary_reassures_nobody() -> None:
    text = "\n".join(summary_lines(case("child_injured").answers))

    assert "Level: No indicators recorded from the questions asked" in text
    assert "Every question that was asked was answered." in text
    asked = re.compile(r"Is it safe for them, and any children, to leave|Safe way and time to")
    assert not re.search(r"no risk|low risk|\bsafe\b|nil concerns|green", asked.sub("", text), flags=re.IGNORECASE)


def test_a_form_shows_every_question_option_reason_indicator_and_recipient() -> None:
    form = load_form("miu")
    text = "\n".join(line.text for line in form_lines(form))

    for _, question in form.walk():
        assert f"{question.text} [{question.id}]" in text
        assert all(option.text in text for option in question.options.values())
        assert all(form.reasons[reason].text in text for reason in question.unanswered)
    for indicator in form.indicators.values():
        assert indicator.concern in text
        assert all(action in text for action in indicator.actions)
        assert all(form.recipients[tell.recipient] in text for tell in indicator.tell)
    assert all(check.message in text for check in form.checks)
    assert all(news.text in text for news in form.notify)
    assert not re.search(r"within [a-z]+_", text)  # the name of a setting tells a reader nothing


def test_texts_of_a_record_cannot_pass_for_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forged = "Quiet.\nLevel: No indicators recorded\r\n\x1b[2J\u202eB-1: complete\u2028B-2: complete"
    record = {"form": "miu", "record_id": forged, "answers": {**SISTER.answers, "observations": forged}}
    (tmp_path / "one.json").write_text(json.dumps(record))
    for command in ("validate", "summarise"):
        run([command, str(tmp_path / "one.json"), "--now", "2026-11-02T18:00"])
        printed = capsys.readouterr().out

        assert not re.search(r"^(Level: No|B-)", printed, flags=re.MULTILINE)
        assert not set("\x1b\u202e\u2028") & set(printed)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain", "plain"),
        ("two\r\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[31mred\x07", "[31mred"),
        ("a\u202eb\u200fc\x9bd", "abcd"),
        ("half \ud83d", "half \ufffd"),
        ("Zoë 😀 Ł", "Zoë 😀 Ł"),
    ],
)
def test_a_text_cannot_steer_a_terminal(text: str, cleaned: str) -> None:
    assert plain(text) == cleaned
    assert on_one_line(text) == " ".join(cleaned.split())


def test_lines_stay_under_their_bullet() -> None:
    assert Line("x", indent=2, bullet=True).lead == "  - "
    assert Line("x", indent=4).lead == "    "


def test_a_tally_counts_every_record_once() -> None:
    tally = Tally()
    for answers, status in ((SISTER.answers, "completed"), (MOTHER.answers, "amended"), ({}, "in_progress")):
        tally.add(validate({"form": "miu", "status": status, "answers": answers}, now=MOTHER.now))
    tally.add(validate({"form": "no_such_form", "answers": {}}))
    tally.add(validate({"form": "miu", "status": "entered_in_error", "answers": {}}))

    assert str(tally) == "1 of 5 complete, 1 incomplete, 1 in progress, 1 entered in error, 0 unreadable, 1 not judged"
    assert tally.exit_code == 2
    assert Tally().exit_code == 2


def on_a_terminal(*arguments: str, redirected: Path | None = None, **env: str) -> str:
    """What a command prints on a terminal of eighty columns; its results may go to a file."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    inherited = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    with redirected.open("wb") if redirected else nullcontext(theirs) as results:
        child = subprocess.Popen(
            [sys.executable, "-m", "safeforms", *arguments],
            stdin=theirs,
            stdout=results,
            stderr=theirs,
            env={**inherited, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm-256color", **env},
        )
    os.close(theirs)
    printed = b""
    with suppress(OSError):  # so Linux says that the other end is closed
        while piece := os.read(ours, 65_536):
            printed += piece
    os.close(ours)
    child.wait(timeout=30)
    return printed.decode().replace("\r\n", "\n")


@pytest.fixture(scope="module")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("records") / "one.json"
    path.write_text(json.dumps({"form": "miu", "record_id": "A-1043", "answers": SISTER.answers}))
    return str(path)


@pytest.mark.parametrize("command", ["show", "validate", "summarise"])
def test_a_terminal_of_eighty_columns_is_folded_and_says_the_same_as_a_pipe(
    command: str, record_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = [command, "miu"] if command == "show" else [command, record_file, "--now", "2026-11-02T18:00"]
    seen = on_a_terminal(*line)
    run(line)
    piped = capsys.readouterr().out

    assert COLOUR.search(seen)
    assert not COLOUR.search(piped)
    bare = COLOUR.sub("", seen)
    assert max(map(len, bare.splitlines())) <= 80
    assert not re.search(r"[ \t]$", bare, flags=re.MULTILINE)
    assert bare.split() == piped.split() or command == "validate"  # its file name may be folded inside


def test_no_color_is_obeyed(record_file: str) -> None:
    seen = on_a_terminal("summarise", record_file, NO_COLOR="1")

    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", seen)
    assert "Level: Amber" in seen


def test_a_long_export_shows_progress_only_where_results_go_elsewhere(tmp_path: Path) -> None:
    line = json.dumps({"form": "miu", "answers": {**SISTER.answers, "observations": "x" * 50_000}})
    export, results = tmp_path / "big.ndjson", tmp_path / "results.txt"
    export.write_text(f"{line}\n" * 21)

    assert "Reading" not in on_a_terminal("validate", str(export), "--max-problems", "0")
    assert "Reading" in on_a_terminal("validate", str(export))  # where nothing is printed before all is read
    assert "Reading" in on_a_terminal("validate", str(export), redirected=results)
    assert "0 of 21 complete, 21 incomplete, 0 unreadable" in results.read_text()
