"""An attempt gives the instance that the model gives, and the problems that a verdict has, and raises neither."""

from collections import defaultdict
from datetime import datetime
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from safeforms import Assessment, UsageError, attempt, load_model, validate
from tests.laws import examples
from tests.records import Case, complete_records
from tests.strategies import NOW, form_named, nearly_complete

BUNDLED = ("cash", "ed", "midwifery", "miu", "ucc")


@pytest.mark.parametrize("case", list(complete_records()), ids=str)
def test_a_complete_case_becomes_the_instance_that_pydantic_makes(case: Case) -> None:
    model = load_model(case.form)
    own = _derived(model)

    made = attempt(case.answers, model=model, now=case.now).assessment
    slowly = own.model_validate(case.answers, context={"now": case.now})

    assert made is not None
    assert made.model_dump() == slowly.model_dump()
    assert made.model_fields_set == slowly.model_fields_set
    assert made == model.model_validate(case.answers, context={"now": case.now})
    assert made == model(**made.model_dump(exclude_unset=True))


@pytest.mark.parametrize("name", BUNDLED)
@settings(max_examples=examples(10))
@given(data=st.data())
def test_it_says_what_the_verdict_says(name: str, data: st.DataObject) -> None:
    answers = data.draw(nearly_complete(form_named(name)))
    model = load_model(name)

    attempted, verdict = attempt(answers, model=model, now=NOW), validate(answers, form=name, now=NOW)

    assert attempted.problems == verdict.problems
    assert (attempted.assessment is not None) is verdict.accepted


@pytest.mark.parametrize("name", BUNDLED)
@settings(max_examples=examples(10))
@given(data=st.data())
def test_both_roads_to_an_instance_agree(name: str, data: st.DataObject) -> None:
    """Pydantic's own, by which a class goes that somebody derived, and the quick one."""
    answers = data.draw(nearly_complete(form_named(name)))
    model = load_model(name)
    own = _derived(model)

    assert _outcome(model, answers) == _outcome(own, answers)


def _derived(model: type[Assessment]) -> type[Assessment]:
    """A class that takes pydantic's own road, as each does that somebody derived."""
    return cast(type[Assessment], type("Own", (model,), {}))


def _outcome(model: type[Assessment], answers: dict[str, object]) -> object:
    try:
        return model.model_validate(answers, context={"now": NOW}).model_dump()
    except ValidationError as error:
        return [(line["type"], line["loc"], line["msg"]) for line in error.errors(include_input=False)]


def test_no_answer_is_in_what_an_attempt_prints() -> None:
    case = next(iter(complete_records("miu")))

    assert repr(attempt(case.answers, model=load_model("miu"), now=case.now)) == "Attempt(accepted, 0 problems)"


def test_a_derived_class_is_validated_by_itself() -> None:
    class Own(load_model("miu")):  # type: ignore[misc]
        ward: str

    with pytest.raises(UsageError, match="load_model"):
        attempt({}, model=Own, now=datetime(2026, 11, 2))


@pytest.mark.parametrize("answers", [None, "x", [], 7, b"{}"], ids=repr)
def test_what_is_no_mapping_is_refused_as_the_model_refuses_it(answers: object) -> None:
    refused = attempt(answers, model=load_model("miu"))

    assert refused.assessment is None
    assert [(problem.code, problem.path) for problem in refused.problems] == [("wrong_type", ())]
    with pytest.raises(ValidationError) as raised:
        load_model("miu").model_validate(answers)
    assert [error["type"] for error in raised.value.errors()] == ["wrong_type"]


def test_a_mapping_with_ways_of_its_own_is_taken_for_what_it_holds() -> None:
    """A defaultdict would make up an answer to whatever is looked for."""
    answers = next(complete_records("miu")).answers
    made_up = defaultdict(lambda: "yes", answers)
    model = load_model("miu")

    assert attempt(made_up, model=model, now=NOW) == attempt(answers, model=model, now=NOW)
    assert set(made_up) == set(answers)
