"""Worked cases: records that a clinician can read, with the verdict and the summary expected of them."""

from collections import Counter

import pytest

from safeforms import list_forms, load_form, summarise, validate
from tests.records import Case, base_of, cases, changed


def _codes(problems: object, *, severity: str = "error") -> dict[str, str]:
    found = [problem for problem in problems if problem.severity == severity]  # type: ignore[attr-defined]
    return {".".join(map(str, problem.path)): problem.code for problem in found}


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_worked_case_has_the_problems_that_it_says(case: Case) -> None:
    verdict = validate(case.answers, form=case.form, now=case.now)

    assert _codes(verdict.problems) == case.expected["problems"]
    assert verdict.complete is case.expected["complete"]


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_worked_case_has_the_summary_that_it_says(case: Case) -> None:
    summary = summarise(case.answers, form=case.form, now=case.now)

    assert summary.level == case.expected["level"]
    assert Counter(finding.indicator for finding in summary.findings) == Counter(case.expected["findings"])  # type: ignore[arg-type]
    assert {".".join(map(str, item.path)): item.reason for item in summary.unanswered} == case.expected["unanswered"]
    assert {tell.recipient: tell.within for tell in summary.tell} == case.expected["tell"]


@pytest.mark.parametrize("base", cases("bases"), ids=str)
def test_a_base_is_complete_and_nothing_is_found_in_it(base: Case) -> None:
    verdict = validate(base.answers, form=base.form, now=base.now)
    summary = summarise(base.answers, form=base.form, now=base.now)

    assert (verdict.problems, verdict.complete) == ((), True)
    assert (summary.level, summary.undetermined) == ("green", ())


@pytest.mark.parametrize("pair", cases("pairs"), ids=str)
def test_an_indicator_holds_and_just_does_not(pair: Case) -> None:
    base, name = base_of(pair), pair.data["indicator"]

    def held(changes: object) -> set[str]:
        summary = summarise(changed(base, changes), form=base.form, now=base.now)  # type: ignore[arg-type]
        return {finding.indicator for finding in summary.findings}

    assert name in held(pair.data["fires"])
    assert name not in held(pair.data["near_miss"])


@pytest.mark.parametrize("case", cases("checks"), ids=str)
def test_a_record_that_breaks_one_check_fails_that_check_alone(case: Case) -> None:
    base = base_of(case)

    verdict = validate(changed(base, case.data["breaks"]), form=base.form, now=base.now)

    failed = [problem for problem in verdict.errors if problem.code == "check_failed"]
    assert [".".join(map(str, problem.path)) for problem in failed] == [case.data["at"]]
    check = next(check for check in load_form(base.form).checks if check.id == case.data["check"])
    assert failed[0].message == check.message


@pytest.mark.parametrize("name", [form.id for form in list_forms()])
def test_every_indicator_and_every_check_of_a_bundled_form_has_its_case(name: str) -> None:
    form = load_form(name)

    assert {pair.data["indicator"] for pair in cases("pairs", form=name)} == set(form.indicators)
    assert {case.data["check"] for case in cases("checks", form=name)} == {check.id for check in form.checks}
