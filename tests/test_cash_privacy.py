"""Sexual health keeps a confidence: unless something is red, nobody outside the service is told who was not agreed to.

An entry in `tell` is an instruction to pass something on. Amber and routine rules are put to every answer that a young
person may give to "Who may be told about this visit?", and to a blank.
"""

from collections.abc import Iterable
from typing import Any, Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from safeforms import load_form, summarise
from safeforms.conditions import Always
from safeforms.definition import Indicator
from safeforms.summaries.summary import Summary
from tests.laws import examples
from tests.records import Case, base_of, cases, changed
from tests.strategies import NOW, nearly_complete

FORM: Final = load_form("cash")
INSIDE: Final = {"named_professional", "senior_clinician"}
A_PROFESSIONAL: Final = {"gp", "school_nurse", "social_worker"}
AGREED_BY: Final = {
    "gp": {"gp"},
    "school_nurse": {"school_nurse"},
    "social_worker": {"social_worker"},
    "looked_after_nurse": {"social_worker"},
    **dict.fromkeys(("camhs", "sarc", "yp_substance_service"), A_PROFESSIONAL),
}
"""Which answers to "Who may be told?" agree to each recipient outside; nothing agrees to any other."""
CONSENTS: Final[list[list[str] | None]] = [
    *(None, ["nobody"], ["gp"], ["school_nurse"], ["social_worker"], ["parent_or_carer"]),
    *(["nobody", "gp"], ["gp", "school_nurse", "social_worker", "parent_or_carer"]),
]
PAIRS: Final = cases("pairs", form="cash")


def indicator_of(pair: Case) -> Indicator:
    return FORM.indicators[str(pair.data["indicator"])]


def fired(pair: Case) -> dict[str, Any]:
    """The answers under which the indicator of a pair holds."""
    return changed(base_of(pair), pair.data["fires"])


def told(summary: Summary) -> set[str]:
    return {tell.recipient for tell in summary.tell}


def is_red(summary: Summary) -> bool:
    return any(finding.level == "red" for finding in summary.findings)


def agreed_to(recipients: Iterable[str], consent: list[str] | None) -> set[str]:
    """Those among recipients of whom an answer to "Who may be told?" lets somebody tell."""
    answer = set() if consent is None or "nobody" in consent else set(consent)
    return {name for name in recipients if name in INSIDE or AGREED_BY.get(name, set()) & answer}


def with_consent(answers: dict[str, Any], consent: list[str] | None) -> Summary:
    return summarise({**answers, "share_consent": consent}, form=FORM, now=NOW)


@settings(max_examples=examples(50))
@given(answers=nearly_complete(FORM), consent=st.sampled_from(CONSENTS))
def test_nobody_outside_is_told_without_agreement_unless_red(
    answers: dict[str, Any], consent: list[str] | None
) -> None:
    summary = with_consent(answers, consent)
    assume(not is_red(summary))

    assert told(summary) == agreed_to(told(summary), consent)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_no_indicator_but_a_red_one_tells_anybody_outside_without_agreement(pair: Case) -> None:
    for consent in CONSENTS:
        summary = with_consent(fired(pair), consent)
        if not is_red(summary):
            assert told(summary) == agreed_to(told(summary), consent), consent


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if indicator_of(pair).level == "red"], ids=str)
def test_a_red_indicator_tells_whom_it_names_although_nobody_was_agreed_to(pair: Case) -> None:
    named = {tell.recipient for tell in indicator_of(pair).tell if tell.when == Always()}

    assert named
    assert told(with_consent(fired(pair), ["nobody"])) >= named
