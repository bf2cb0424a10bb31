"""Each problem of a record has a case: a complete record, the change that spoils it, and what is said of it."""

from pathlib import Path

import pytest

from safeforms import Verdict, validate
from safeforms.problems import RECORD_CODES
from tests.records import Case, cases, changed, read_case
from tests.strategies import NOW, form_named

CASES = [read_case(path) for path in sorted((Path(__file__).parent / "cases" / "records").glob("*.yaml"))]


def verdict_on(case: Case) -> Verdict:
    """The verdict on the record of a case."""
    if "record" in case.data:
        return validate(case.data["record"], now=NOW)
    if "base" not in case.data:
        return validate(case.answers, form=form_named(case.form), now=NOW)
    base = next(base for base in cases("bases", form="miu") if base.name == case.data["base"])
    envelope = case.data.get("envelope", {})
    assert isinstance(envelope, dict)
    answers = changed(base, case.data.get("changes", {}))
    return validate({"form": base.form, **envelope, "answers": answers}, now=NOW)


def _by_path(verdict: Verdict, severity: str) -> dict[str, str]:
    return {".".join(map(str, p.path)): p.code for p in verdict.problems if p.severity == severity}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_spoilt_record_has_the_problems_that_its_case_says(case: Case) -> None:
    verdict, expected = verdict_on(case), case.data["problems"]
    assert isinstance(expected, dict)

    errors = _by_path(verdict, "error")
    alone = {path: code for path, code in errors.items() if code == case.data["code"] or "answers" not in case.data}

    assert alone == expected
    assert _by_path(verdict, "warning") == case.data.get("warnings", {})


def test_every_code_has_a_case_and_every_case_shows_its_code() -> None:
    assert {case.name for case in CASES} == set(RECORD_CODES)
    for case in CASES:
        assert case.data["code"] in {problem.code for problem in verdict_on(case).problems}, case


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_sentence_says_what_to_do_and_ends_with_a_full_stop(case: Case) -> None:
    for problem in verdict_on(case).problems:
        assert problem.message.endswith(".") and problem.message[0] in '"ABCDEFGHIJKLMNOPQRSTUVWXYZ', problem.message
