"""The suite notices a fault in the generated rules: faults are planted, and the law of agreement breaks.

Whether `safeforms` refuses what it must refuse hangs on the statements that add a fault. Each is left out in turn, or
taken to hold always; on some record beside a worked case the rules must then part from the interpreter.
"""

import random
from unittest.mock import patch

import pytest

from safeforms.definition import Form
from safeforms.library import load_form
from safeforms.questions import Table
from safeforms.rules.generating import generate_rules
from tests.laws import Answers, examples, generated_rules_agree
from tests.neighbours import neighbours, worked
from tests.planting import Spot, outcomes, planted, spots
from tests.records import complete_records

SEVERAL = 8
"""How many faults are planted in every run; twenty times as many at length."""
BROKEN = (AssertionError, TypeError, KeyError, AttributeError, NameError)


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form("miu")


@pytest.fixture(scope="module")
def pool(form: Form) -> list[Answers]:
    """The worked cases, and all that lies beside the complete ones."""
    around = [other for case in complete_records(form.id) for other in neighbours(form, case.answers)]
    return [*worked(form), *around]


def unnoticeable(form: Form, spot: Spot) -> bool:
    """Whether nothing could show a fault: a table with answers has a row, and these tables ask for no more than that.

    A table without answers is blank, and told as such.
    """
    free = [
        q.id for q in form.questions.values() if isinstance(q.type, Table) and q.type.fewest <= 1 and not q.type.most
    ]
    return "out_of_range" in spot.line and any(f"('{name}',), 'rows'" in spot.line for name in free)


def test_planted_faults_are_noticed(form: Form, pool: list[Answers]) -> None:
    clean = list(outcomes(form, generate_rules(form), pool))
    able = [spot for spot in spots(form) if not unnoticeable(form, spot)]
    assert len(able) > 200

    for spot in random.Random(20261102).sample(able, min(examples(SEVERAL), len(able))):
        rules = planted(form, spot)
        said = zip(clean, outcomes(form, rules, pool), strict=True)
        witness = next((number for number, (wanted, found) in enumerate(said) if wanted != found), None)

        assert witness is not None, f"nobody notices this: {spot}"
        with patch("safeforms.judgement.assessment.rules_of", return_value=rules), pytest.raises(BROKEN):
            generated_rules_agree(form, pool[witness], finished=witness % 3 > 0)


def test_rules_without_a_fault_agree_on_those_records(form: Form, pool: list[Answers]) -> None:
    for number, answers in enumerate(pool[::31]):
        generated_rules_agree(form, answers, finished=number % 3 > 0)
