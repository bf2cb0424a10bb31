"""Laws under the bundled forms: what holds for every record, whatever it holds. Each test is named by its law."""

from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from safeforms.definition import Form
from safeforms.judgement.faults import Fault
from tests.laws import (
    each_required_answer_removed_gives_one_error,
    errors_of,
    examples,
    filling_in_overturns_nothing,
    generated_rules_agree,
)
from tests.records import complete_records
from tests.strategies import CASED, FORMS, form_named, nearly_complete, records, sensible


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=examples(9))
@given(data=st.data(), finished=st.booleans())
def test_generated_rules_agree_with_the_interpreter(name: str, data: st.DataObject, finished: bool) -> None:
    generated_rules_agree(form_named(name), data.draw(records(form_named(name))), finished=finished)


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=examples(18))
@given(data=st.data(), finished=st.booleans())
def test_generated_rules_agree_with_the_interpreter_on_records_that_are_nearly_complete(
    name: str, data: st.DataObject, finished: bool
) -> None:
    generated_rules_agree(form_named(name), data.draw(nearly_complete(form_named(name))), finished=finished)


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=examples(9))
@given(data=st.data())
def test_filling_in_a_blank_never_overturns_a_verdict(name: str, data: st.DataObject) -> None:
    form = form_named(name)
    filling_in_overturns_nothing(form, data.draw(_with_blanks(form)), data)


def _with_blanks(form: Form) -> st.SearchStrategy[dict[str, object]]:
    """Nearly complete records with many answers left out."""
    left_out = st.sets(st.sampled_from(list(form.questions)), max_size=30)
    return st.builds(
        lambda answers, out: {key: value for key, value in answers.items() if key not in out},
        nearly_complete(form),
        left_out,
    )


def completed(data: st.DataObject, form: Form, start: dict[str, object]) -> dict[str, object]:
    """A complete record: from a start, blanks are filled in and what is wrong is drawn anew until nothing is."""
    answers: dict[str, Any] = dict(start)
    for _ in range(120):
        errors = errors_of(form, answers)
        if not errors:
            return answers
        _mend(data, form, answers, errors[0])
    return reject()  # two answers that mend each other in turn: another record is drawn


def _mend(data: st.DataObject, form: Form, answers: dict[str, Any], fault: Fault) -> None:
    if not fault.path:
        for key in [key for key in answers if key not in form.questions and not key.endswith("_note")]:
            del answers[key]
        return
    outer, *inner = fault.path
    name = str(outer)
    if fault.code in ("check_failed", "out_of_range") or name not in form.questions:
        if name.removesuffix("_note") != name:
            answers[name] = "A note that says enough"
        else:
            answers.pop(name, None)
        return
    holder, key, question = answers, name, form.questions[name]
    for step in inner:
        if isinstance(step, int) and isinstance(holder.get(key), list):
            holder, key = holder[key], step  # type: ignore[assignment]
        elif isinstance(holder[key], dict) and step in ("note",):
            break
        elif isinstance(step, str):
            part = form.question_at(f"{name}.{step.removesuffix('_note')}")
            if part is None:
                break
            holder, key, question = holder[key], step, part
    is_note = isinstance(key, str) and key.endswith("_note")
    holder[key] = "A note that says enough" if is_note else data.draw(sensible(question))


@pytest.mark.parametrize("name", CASED)
@settings(max_examples=examples(5))
@given(data=st.data())
def test_each_required_answer_removed_gives_exactly_one_error(name: str, data: st.DataObject) -> None:
    form = form_named(name)
    start = data.draw(st.sampled_from([case.answers for case in complete_records(name)]))
    keys = [key for key in start if key in form.questions]
    shaken = {
        key: data.draw(sensible(form.questions[key])) for key in data.draw(st.sets(st.sampled_from(keys), max_size=4))
    }
    each_required_answer_removed_gives_one_error(form, completed(data, form, {**start, **shaken}))


@pytest.mark.parametrize("case", list(complete_records()), ids=str)
def test_each_required_answer_of_each_complete_case_removed_gives_exactly_one_error(case: Any) -> None:
    each_required_answer_removed_gives_one_error(form_named(case.form), case.answers)
