"""What a screen may rely on: drafts are kept, problems stand beside fields, only what is complete can be signed."""

import logging
from datetime import datetime
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="FastAPI is no dependency of safeforms")

from app import create_app
from fastapi.testclient import TestClient

from safeforms import example_records, summarise

NOW = datetime(2026, 11, 2, 18, 0)
MARK = "Zq7Kimberley"


@pytest.fixture(name="epr")
def service() -> TestClient:
    return TestClient(create_app(clock=lambda: NOW))


def complete(form: str, *, now: datetime | None = NOW) -> dict[str, Any]:
    """The answers of a synthetic complete record."""
    answers = next(example_records(form, number=1, now=now)).record["answers"]
    assert isinstance(answers, dict)
    return answers


def begun(epr: TestClient, answers: dict[str, Any], form: str = "miu") -> str:
    told = epr.post(f"/assessments/{form}", json=answers)
    assert told.status_code == 201
    return str(told.json()["record_id"])


def test_a_draft_is_kept_and_what_is_missing_is_told_beside_its_field(epr: TestClient) -> None:
    answers = {"site": "Example unit", "accompanied": "with_someone", "companions": [{"relationship": "mother"}]}

    told = epr.post("/assessments/miu", json=answers).json()

    assert told["status"] == "in_progress"
    [problem] = told["problems"]["companions.0.age_group"]
    assert (problem["code"], problem["severity"]) == ("missing_answer", "warning")
    assert problem["question_text"].startswith("How old are they?")
    assert "site" not in told["problems"]
    assert epr.get(f"/assessments/miu/{told['record_id']}").json()["answers"] == answers


def test_a_draft_is_kept_with_a_wrong_answer_in_it(epr: TestClient) -> None:
    told = epr.post("/assessments/miu", json={"sex": MARK})

    assert told.status_code == 201
    assert told.json()["problems"]["sex"][0]["severity"] == "error"
    assert MARK not in told.text


@pytest.mark.parametrize("form", ["miu", "midwifery", "ed", "cash", "ucc"])
def test_what_is_complete_is_signed_once_and_its_summary_is_kept(epr: TestClient, form: str) -> None:
    answers = complete(form)
    address = f"/assessments/{form}/{begun(epr, {}, form)}"

    assert epr.put(address, json=answers).json()["problems"] == {}
    summary = epr.post(f"{address}/sign-off")

    assert summary.status_code == 200
    assert summary.json()["level"] == summarise(answers, form=form, now=NOW).level
    assert epr.get(f"{address}/summary").json() == summary.json()
    assert epr.get(address).json()["status"] == "completed"
    assert epr.put(address, json={}).status_code == 409
    assert epr.post(f"{address}/sign-off").status_code == 409


def test_what_is_incomplete_stays_a_draft_and_every_problem_is_told(epr: TestClient) -> None:
    answers = {key: answer for key, answer in complete("miu").items() if key not in ("site", "assessor_name")}
    address = f"/assessments/miu/{begun(epr, answers)}"

    told = epr.post(f"{address}/sign-off")

    assert told.status_code == 422
    assert {field: problems[0]["code"] for field, problems in told.json()["problems"].items()} == {
        "site": "missing_answer",
        "assessor_name": "missing_answer",
    }
    assert epr.get(address).json()["status"] == "in_progress"


def test_what_was_found_is_told_before_anybody_signs(epr: TestClient) -> None:
    known = {"alert_check": "found", "alert_types": ["child_protection_plan"]}
    record_id = begun(epr, {"assessed_at": "2026-11-02T14:30", "date_of_birth": "2018-04-04", **known})

    summary = epr.get(f"/assessments/miu/{record_id}/summary").json()

    assert not summary["complete"]
    assert "child_protection_plan" in [finding["indicator"] for finding in summary["findings"]]


@pytest.mark.parametrize("form", ["mui", "miu.yaml", "pyproject.toml"])
def test_only_the_id_of_a_form_is_looked_up(epr: TestClient, form: str) -> None:
    assert epr.post(f"/assessments/{form}", json={}).status_code == 404


def test_an_assessment_is_found_under_its_own_form_only(epr: TestClient) -> None:
    record_id = begun(epr, {})

    assert epr.get(f"/assessments/cash/{record_id}").status_code == 404
    assert epr.get("/assessments/miu/none").status_code == 404


def test_a_visit_is_taken_with_a_complete_assessment_only(epr: TestClient) -> None:
    answers = complete("miu", now=None)

    taken = epr.post("/visits", json={"number": 7, "assessment": answers})
    refused = epr.post("/visits", json={"number": "seven", "assessment": {**answers, "site": None}})

    assert (taken.status_code, taken.json()["number"]) == (201, 7)
    assert refused.status_code == 422
    problems = {tuple(problem["path"]): problem["code"] for problem in refused.json()["problems"]}
    assert problems == {("number",): "int_parsing", ("assessment", "site"): "missing_answer"}


@pytest.mark.parametrize(
    "sent",
    [
        {"assessment": {"site": MARK, "sex": MARK, MARK: MARK, "companions": [{MARK: MARK}]}},
        {"number": MARK, "assessment": MARK},
        [MARK],
    ],
)
def test_no_answer_comes_back_in_a_refusal_or_gets_into_a_log(
    epr: TestClient, sent: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    refused = epr.post("/visits", json=sent)
    address = f"/assessments/miu/{begun(epr, {'assessment': sent, 'site': MARK, 'sex': MARK, MARK: MARK})}"
    unsigned = epr.post(f"{address}/sign-off")

    assert (refused.status_code, unsigned.status_code) == (422, 422)
    assert MARK not in refused.text + unsigned.text
    assert "not_an_option" in caplog.text
    assert MARK not in caplog.text
