"""Problems for machines: what the commands print is what `as_dict` returns and what the published schema says."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from safeforms import FormError, Problem, RecordError, assess, attempt, check, load_form, load_model, validate
from safeforms.checks import DEFINITION_CODES
from safeforms.cli import run
from safeforms.maps.checks import MAP_CODES
from safeforms.problems import RECORD_CODES
from tests.records import Case
from tests.strategies import NOW
from tests.test_record_problems import CASES, verdict_on

ROOT = Path(__file__).parents[1]
SCHEMA: dict[str, Any] = json.loads((ROOT / "schemas" / "problem.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
DEFINITIONS = sorted((ROOT / "tests" / "cases" / "definitions").glob("*.yaml"))
SISTER = ROOT / "examples" / "brought_by_her_sister.json"
RECORD = json.loads(SISTER.read_text(encoding="utf-8"))


def printed(capfd: pytest.CaptureFixture[str], *line: str) -> Any:
    run([*line, "--format", "json"])
    return json.loads(capfd.readouterr().out)


def refused(data: object) -> list[str]:
    return ["/".join(map(str, error.absolute_path)) or error.validator for error in VALIDATOR.iter_errors(data)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_problem_of_a_record_is_as_the_schema_says(case: Case) -> None:
    verdict = verdict_on(case)

    assert verdict.problems
    for problem in verdict.problems:
        assert refused(json.loads(json.dumps(problem.as_dict()))) == []


def test_every_problem_of_a_definition_is_as_the_schema_says(capfd: pytest.CaptureFixture[str]) -> None:
    problems = printed(capfd, "check", *map(str, DEFINITIONS))

    assert {problem["code"] for problem in problems} > {"form.shape", "form.condition", "form.unused"}
    for problem in problems:
        assert refused(problem) == []
        assert problem["place"].startswith(problem["file"])
        assert problem["section"] is problem["asked_when"] is problem["question_text"] is None


def test_the_schema_is_a_schema_with_every_code_and_no_other() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$defs"]["record_code"]["enum"] == list(RECORD_CODES)
    assert SCHEMA["$defs"]["definition_code"]["enum"] == list(DEFINITION_CODES)
    assert SCHEMA["$defs"]["map_code"]["enum"] == list(MAP_CODES)
    assert set(SCHEMA["required"]) == set(Problem(code="unreadable", message="No.").as_dict())


OF_A_RECORD = validate(RECORD, now=NOW).problems[0].as_dict()
OF_A_DEFINITION = Problem(code="form.yaml", message="Broken.").as_dict()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({**OF_A_RECORD, "answer": "under_16"}, "additionalProperties"),
        ({**OF_A_RECORD, "code": "form.yaml"}, "oneOf"),
        ({**OF_A_RECORD, "code": "misspelt"}, "oneOf"),
        ({**OF_A_RECORD, "severity": "fatal"}, "severity"),
        ({**OF_A_RECORD, "path": ["companions", -1]}, "path/1"),
        ({**OF_A_RECORD, "section": {"id": "arrival"}}, "section"),
        ({**OF_A_DEFINITION, "asked_when": "always"}, "oneOf"),
        ({**OF_A_DEFINITION, "value": 1}, "oneOf"),
        ({key: value for key, value in OF_A_RECORD.items() if key != "asked_when"}, "required"),
    ],
)
def test_what_is_no_problem_is_refused_by_the_schema(data: object, fault: str) -> None:
    assert refused(data) == [fault]


def test_a_problem_says_which_question_it_is_where_it_stands_and_when_it_is_asked() -> None:
    said = {tuple(problem.path): problem.as_dict() for problem in validate(RECORD, now=NOW).problems}

    row = said["companions", 0, "has_parental_responsibility"]
    assert row["question"] == "companions.has_parental_responsibility"
    assert row["question_text"] == (
        'Do they have parental responsibility for the child? (row 1 of "Who came? (one entry per person)")'
    )
    assert row["section"] == {"id": "arrival", "title": "Arrival and who is here"}
    assert row["asked_when"] == "somebody came with the patient; and the patient is under 18, or may be"
    assert (row["code"], row["severity"]) == ("missing_answer", "error")
    assert (row["place"], row["file"], row["line"], row["column"]) == (None,) * 4


def test_of_a_question_that_is_always_asked_no_condition_is_told() -> None:
    answers = {key: value for key, value in RECORD["answers"].items() if key != "assessed_at"}

    problem = next(p for p in validate(answers, form="miu", now=NOW).problems if p.path == ("assessed_at",))

    assert problem.asked_when is None
    assert problem.question_text == load_form("miu").questions["assessed_at"].text


def test_a_note_is_told_with_the_question_that_it_belongs_to() -> None:
    case = next(case for case in CASES if case.name == "note_missing")

    problem = next(p for p in verdict_on(case).problems if p.code == "note_missing")

    assert problem.question_text
    assert problem.section


def test_what_is_wrong_with_the_record_as_a_whole_names_no_question() -> None:
    problem = validate({**RECORD, "form": "mui"}, now=NOW).problems[0].as_dict()

    assert problem["code"] == "wrong_form"
    assert [problem["question"], problem["question_text"], problem["section"], problem["asked_when"]] == [None] * 4


def test_the_library_gives_what_the_command_prints(capfd: pytest.CaptureFixture[str]) -> None:
    [verdict] = printed(capfd, "validate", str(SISTER), "--now", NOW.isoformat())
    file = {"place": str(SISTER), "file": str(SISTER)}

    own = validate(RECORD, now=NOW).as_dict()
    assert {**own, "place": str(SISTER), "problems": [{**p, **file} for p in own["problems"]]} == verdict
    model = load_model("miu")
    assert [p.as_dict() for p in attempt(RECORD["answers"], model=model, now=NOW).problems] == own["problems"]
    with pytest.raises(RecordError) as error:
        assess(RECORD, now=NOW)
    assert [p.as_dict() for p in error.value.problems] == own["problems"]


def test_a_definition_refused_by_the_library_has_the_place_of_each_problem() -> None:
    broken = ROOT / "tests" / "forms" / "broken.yaml"
    with pytest.raises(FormError) as error:
        load_form(broken)

    errors = [problem.as_dict() for problem in check(broken) if problem.severity == "error"]
    assert [problem.as_dict() for problem in error.value.problems if problem.severity == "error"] == errors
    assert {(problem["file"], problem["line"]) for problem in errors} >= {(str(broken), 15)}


def test_an_answer_is_beside_a_problem_only_where_it_was_asked_for(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    record = tmp_path / "record.json"
    record.write_text(json.dumps({**RECORD, "answers": {**RECORD["answers"], "sex": "sallow"}}), encoding="utf-8")

    [plain] = printed(capfd, "validate", str(record))
    [shown] = printed(capfd, "validate", str(record), "--show-values")

    assert all("value" not in problem for problem in plain["problems"])
    assert "sallow" in [problem["value"] for problem in shown["problems"]]
    assert [refused(problem) for problem in shown["problems"]] == [[]] * len(shown["problems"])


def test_two_rows_that_lack_the_same_answer_are_told_apart() -> None:
    companions = [{"name": "A", "relationship": "mother"}, {"name": "B", "relationship": "other"}]
    verdict = validate({**RECORD["answers"], "companions": companions}, form="miu", now=NOW)

    texts = [p.question_text or "" for p in verdict.problems if p.question == "companions.age_group"]
    assert [text.partition(" (row ")[2][0] for text in texts] == ["1", "2"]
