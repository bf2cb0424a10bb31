"""Unknown is not No: conditions against records, with the questions that decide."""

from pathlib import Path

import pytest

from safeforms.judgement.contents import read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.rulings import Ruling, both, denied, either
from safeforms.language.condition_text import parse_condition
from safeforms.language.yaml_text import read_yaml
from tests.strategies import NOW, form_named

TABLE = read_yaml(
    (Path(__file__).parent / "cases" / "conditions.yaml").read_text(encoding="utf-8"), file="conditions"
).data
ROWS = [
    pytest.param(entry["condition"], case, id=f"{entry['condition']}: {case['why']}")  # type: ignore[index,call-overload]
    for entry in TABLE  # type: ignore[union-attr]
    for case in entry["cases"]  # type: ignore[index,call-overload,union-attr]
]
TRUTHS = {"true": True, "false": False, "unknown": None}


@pytest.mark.parametrize(("text", "case"), ROWS)
def test_a_condition_is_what_the_table_says(text: str, case: dict[str, object]) -> None:
    form, answers = form_named("everything"), case["answers"]
    assert isinstance(answers, dict)
    evaluation = Evaluation(form, read_contents(form, answers, now=NOW), now=NOW)

    ruling = evaluation.rule(parse_condition(text))

    assert ruling.truth is TRUTHS[str(case["is"])]
    assert {".".join(map(str, path)) for path in ruling.because} == set(case["because"])  # type: ignore[call-overload]


def test_a_record_in_progress_leaves_an_optional_blank_open() -> None:
    form = form_named("everything")
    evaluation = Evaluation(form, read_contents(form, {}, now=NOW), now=NOW, finished=False)

    assert evaluation.rule(parse_condition("how_many >= 3")).truth is None
    assert evaluation.rule(parse_condition("answered(how_many)")).truth is None


@pytest.mark.parametrize(
    ("first", "second", "and_", "or_"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, None, None, None),
    ],
)
def test_and_and_or_are_kleenes(first: bool | None, second: bool | None, and_: bool | None, or_: bool | None) -> None:
    for left, right in ((first, second), (second, first)):
        rulings = [Ruling(left), Ruling(right)]
        assert (both(rulings).truth, either(rulings).truth) == (and_, or_)
        assert denied(both(rulings)).truth is either([denied(ruling) for ruling in rulings]).truth
