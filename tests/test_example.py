"""`safeforms example`: records of nobody that are accepted, or whose faults are known; the same for the same seed."""

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from safeforms import Example, UsageError, example_records, load_form, validate
from safeforms.cli import run
from safeforms.definition import Form
from safeforms.examples import Maker
from safeforms.judgement.answers import is_nhs_number
from safeforms.judgement.assessment import judge_answers
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import read_yaml
from safeforms.library import part_reader
from safeforms.summaries.rating import level_of, undetermined_indicators
from safeforms.synthetic.words import FAMILY
from tests.form_strategies import forms
from tests.strategies import FORMS, NOW, form_named

ROOT = Path(__file__).parents[1]
AT = ["--now", NOW.isoformat(timespec="minutes")]


@cache
def complete(name: str) -> tuple[Example, ...]:
    """Examples of a form: one of each indicator in turn, which are every second, one with a gap, some with nothing."""
    maker, last = Maker(form_named(name), seed=1, faults=0, now=NOW), 2 * len(form_named(name).indicators)
    return tuple(maker.example(number) for number in (1, 3, 5, *range(2, last + 1, 2)))


@pytest.mark.parametrize("name", FORMS)
def test_every_example_is_complete(name: str) -> None:
    for example in complete(name):
        verdict = validate(example.record, form=form_named(name), now=NOW)

        assert verdict.complete, verdict.problems
        assert not (verdict.problems or example.problems)


@pytest.mark.parametrize("name", FORMS)
def test_every_indicator_fires_and_every_level_occurs(name: str) -> None:
    form, fired, levels = form_named(name), set[str](), Counter[str | None]()
    for example in complete(name):
        judgement = judge_answers(form, _answers(example), now=NOW, rated=True)
        fired |= {indicator for indicator, truth in zip(form.indicators, judgement.truths, strict=True) if truth == 3}
        doubtful = [form.indicators[one].level for one in undetermined_indicators(form, judgement, doubted=[])]
        levels[level_of(judgement, complete=True, doubtful=doubtful)] += 1

    assert fired == set(form.indicators)
    assert set(levels) == {"red", "amber", "grey", "green"}


@pytest.mark.parametrize("name", ["miu", "cash", "everything"])
def test_an_incomplete_example_has_exactly_the_faults_that_stand_beside_it(name: str) -> None:
    codes = Counter[str]()
    for example in example_records(form_named(name), number=30, seed=2, faults=2, now=NOW):
        verdict = validate(example.record, form=form_named(name), now=NOW)

        assert [(problem.code, problem.path) for problem in verdict.problems] == list(example.problems)
        assert len(verdict.errors) == 2
        codes.update(code for code, _ in example.problems)

    assert codes["check_failed"] == 6
    assert codes["missing_answer"] < sum(codes.values()) / 2
    assert len(codes) >= 8, codes


def test_a_run_has_every_kind_of_fault() -> None:
    found = example_records(form_named("everything"), number=150, seed=3, faults=3, now=NOW)
    codes = {code for example in found for code, _ in example.problems}

    assert codes >= {
        *("missing_answer", "stock_phrase", "too_short", "not_an_option", "out_of_range", "wrong_format", "wrong_type"),
        *("exclusive_option", "check_failed", "unknown_question", "note_missing"),
    }


def test_nobody_real_is_in_an_example() -> None:
    for example in complete("miu"):
        answers = _answers(example)
        if isinstance(answers["nhs_number"], str):
            assert answers["nhs_number"].startswith("999") and is_nhs_number(answers["nhs_number"])
        if isinstance(answers["patient_name"], str):
            assert answers["patient_name"].endswith(FAMILY)


def test_answers_stand_in_the_order_of_the_form() -> None:
    form = load_form("miu")
    for example in complete("miu"):
        asked = [key for key in _answers(example) if key in form.questions]

        assert asked == [name for name in form.questions if name in asked]


@pytest.mark.parametrize("faults", [0, 2])
def test_a_record_does_not_depend_on_those_before_it(faults: int) -> None:
    whole = list(example_records("miu", number=12, seed=5, faults=faults, now=NOW))

    assert [next(example_records("miu", first=n, seed=5, faults=faults, now=NOW)) for n in (12, 7)] == [
        whole[11],
        whole[6],
    ]
    assert whole != list(example_records("miu", number=12, seed=6, faults=faults, now=NOW))


def test_the_same_seed_gives_the_same_records_in_every_python() -> None:
    found = example_records(_form(SMALL), number=40, seed=1, faults=0, now=NOW)
    text = "\n".join(json.dumps(example.record) for example in found)

    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "46ba13ec2231bab1"


def test_the_order_of_sets_makes_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    program = "import sys; from safeforms.cli import run; run(sys.argv[1:])"
    line = ["example", "miu", "-n6", "--faults=1", *AT]
    other = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    environment = {**os.environ, "PYTHONHASHSEED": other}
    elsewhere = subprocess.run([sys.executable, "-c", program, *line], capture_output=True, check=True, env=environment)

    assert run(line) == 0
    printed = capsys.readouterr().out
    assert printed.encode() == elsewhere.stdout
    assert printed.count("\n") == 6


SMALL = """
form: small
version: 1.0.0
title: A small form
sources: {us: Written for the tests}
sections:
  one:
    title: One
    questions:
      born: {text: Born, type: date, range: {to: today}, source: us}
      kind: {text: Kind, type: choice, options: {plain: Plain, odd: Odd}, source: us}
      why: {text: Why, type: text, min_length: 20, when: kind is odd, source: us}
indicators:
  odd: {level: amber, when: kind is odd, concern: It is odd., within: same day, source: us}
  never: {level: red, when: kind is odd and kind is plain, concern: It cannot be., within: same day, source: us}
"""
CHECK = 'checks:\n  none: {never: "kind in [plain, odd]", at: kind, message: Nothing is right.}\n'
IMPOSSIBLE = SMALL.replace("indicators:", f"{CHECK}indicators:")


def _form(text: str) -> Form:
    return parse_form(read_yaml(text, file="small.yaml"), read_part=part_reader())


def test_an_indicator_that_cannot_fire_is_passed_over() -> None:
    found = list(example_records(_form(SMALL), number=40, now=NOW))
    kinds = Counter(_answers(example)["kind"] for example in found)

    assert kinds["odd"] == 10
    assert len(found) == 40


def test_a_form_without_a_complete_record_says_so() -> None:
    with pytest.raises(UsageError, match="No complete record of the form 'small' was found"):
        next(example_records(_form(IMPOSSIBLE), now=NOW))


@settings(max_examples=4)
@given(forms())
def test_a_form_that_is_drawn_gives_records_or_says_that_there_are_none(form: Form) -> None:
    for faults in (0, 1):
        try:
            for example in example_records(form, number=6, faults=faults, now=NOW):
                verdict = validate(example.record, form=form, now=NOW)

                assert [(problem.code, problem.path) for problem in verdict.problems] == list(example.problems)
                assert verdict.complete is not bool(faults)
        except UsageError as error:
            assert "No complete record" in str(error)


def test_without_a_number_there_is_no_end() -> None:
    assert len(list(islice(example_records(_form(SMALL), now=NOW), 300))) == 300


def test_the_command_prints_what_validate_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records, expected = tmp_path / "bad.ndjson", tmp_path / "faults.ndjson"
    written = ["-o", str(records), "--expected", str(expected)]

    assert run(["example", "miu", "-n", "8", "--seed", "4", "--faults", "2", *written, *AT]) == 0
    assert run(["validate", str(records), "--format", "ndjson", *AT]) == 1

    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert list(_lines(expected)) == [
        {
            "record_id": verdict["record_id"],
            "problems": [{key: problem[key] for key in ("code", "path")} for problem in verdict["problems"]],
        }
        for verdict in found
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.ndjson", "faults.ndjson"]


@pytest.mark.parametrize(
    ("options", "complete"), [([], True), (["--incomplete"], False), (["--format", "json", "--first", "3"], True)]
)
def test_the_command_without_a_file_prints_to_standard_output(
    options: list[str], complete: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["example", "miu", "-n", "2", *options, *AT]) == 0

    printed = capsys.readouterr().out
    records = json.loads(printed) if "json" in options else [json.loads(line) for line in printed.splitlines()]
    assert [validate(record, now=NOW).complete for record in records] == [complete] * 2
    assert list(records[0]) == ["form", "form_version", "record_id", "status", "answers"]


def test_a_form_of_your_own_has_examples_as_its_site_uses_it(capsys: pytest.CaptureFixture[str]) -> None:
    own = ["--forms-dir", str(ROOT / "examples" / "own-form" / "my-forms")]
    site = ["--settings", str(ROOT / "examples" / "trust.yaml")]

    assert run(["example", "first_visit", "-n", "5", *own, *site, *AT]) == 0

    for line in capsys.readouterr().out.splitlines():
        assert validate(json.loads(line), forms_dir=own[1], settings=site[1], now=NOW).complete


def test_a_file_that_cannot_be_written_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["example", "miu", "-o", str(tmp_path / "none" / "x.ndjson")]) == 2

    assert "cannot be written" in capsys.readouterr().err


def _answers(example: Example) -> dict[str, Any]:
    answers = example.record["answers"]
    assert isinstance(answers, dict)
    return answers


def _lines(path: Path) -> Iterator[object]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())
