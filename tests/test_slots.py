"""What a filled form holds: any record written into slots and read back is judged and summarised alike."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from safeforms import load_form, summarise, validate
from safeforms.definition import Form
from safeforms.judgement.envelope import Envelope, open_record
from safeforms.questions import Choices, Question
from safeforms.slots import Filled, record_of, slots_of
from tests.laws import examples
from tests.records import Case, cases
from tests.strategies import FORMS, NOW, form_named, nearly_complete, records


def written(form: Form, record: dict[str, Any]) -> Filled:
    """The slots of a record, or of bare answers."""
    envelope = open_record({"form": form.id, "answers": record} if "answers" not in record else record)
    assert isinstance(envelope, Envelope)
    return slots_of(form, envelope)


def ticked(questions: Iterable[Question], record: Any) -> Any:
    """A record with its choices in the order of the form, as ticks read."""
    changed = dict(record)
    for question in questions:
        answer = changed.get(question.id)
        if isinstance(question.type, Choices) and isinstance(answer, list):
            changed[question.id] = [option for option in question.options if option in answer]
        elif question.parts and isinstance(answer, dict):
            changed[question.id] = ticked(question.parts, answer)
        elif question.parts and isinstance(answer, list):
            changed[question.id] = [ticked(question.parts, row) if isinstance(row, dict) else row for row in answer]
    return changed


def alike(form: Form, record: dict[str, Any], again: dict[str, Any]) -> None:
    """Two records have the same verdict and the same summary."""
    answers = ticked(form.questions.values(), record)
    given = {"form": form.id, "form_version": form.version, "status": "completed", "answers": answers}

    assert validate(again, form=form, now=NOW).problems == validate(given, form=form, now=NOW).problems
    assert summarise(again, form=form, now=NOW) == summarise(given, form=form, now=NOW)


@pytest.mark.parametrize("case", cases(""), ids=str)
def test_a_worked_case_loses_nothing_and_is_judged_alike_when_read_back(case: Case) -> None:
    form = load_form(case.form)
    filled = written(form, dict(case.answers))

    assert not filled.lost
    alike(form, dict(case.answers), record_of(form, filled.texts))


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=examples(6))
@given(data=st.data())
def test_any_record_that_slots_hold_is_judged_alike_when_read_back(name: str, data: st.DataObject) -> None:
    form = form_named(name)
    record = data.draw(st.one_of(records(form), nearly_complete(form)))
    filled = written(form, record)
    assume(not filled.lost)

    alike(form, record, record_of(form, filled.texts))


@pytest.mark.parametrize(
    ("answer", "slots"),
    [
        ({"date_of_birth": "2018-03-02"}, {"date_of_birth": "02/03/2018"}),
        ({"date_of_birth": "2018-03"}, {"date_of_birth": "2018-03"}),
        ({"assessed_at": "2026-03-02T18:40"}, {"assessed_at": "02/03/2026 18:40"}),
        ({"nhs_number": {"unanswered": "not_known"}}, {"nhs_number?": "not_known"}),
        ({"nhs_number": {"unanswered": None, "note": "asked"}}, {"nhs_number?note": "asked"}),
        ({"companions": [{}, {"name": "Kim"}]}, {"companions.1.name": "Kim"}),
        ({"alert_types": ["other"]}, {"alert_types=other": "x"}),
    ],
)
def test_answers_are_written_as_people_write_them(answer: dict[str, Any], slots: dict[str, str]) -> None:
    form = load_form("miu")
    filled = written(form, answer)

    assert {slot: text for slot, text in filled.texts.items() if slot[0] != "@"} == slots
    assert record_of(form, filled.texts)["answers"] == answer


@pytest.mark.parametrize(
    "answer",
    [
        {"date_of_birth": 20180302},
        {"patient_name": True},
        {"companions": ["Kim"]},
        {"alert_types": ["a", 3]},
        {"x": "y"},
    ],
)
def test_what_no_slot_holds_is_listed_without_the_answer(answer: dict[str, Any]) -> None:
    (sentence,) = written(load_form("miu"), answer).lost

    assert "cannot be written into a form" in sentence or "does not ask" in sentence
    assert "Kim" not in sentence and "2018" not in sentence


def test_what_a_person_types_otherwise_is_kept_for_the_verdict() -> None:
    texts = {"date_of_birth": "March", "nhs_number": "943 476 5919", "assessed_at": "2/3/2026 9:05", "unheard_of": "x"}

    answers = record_of(load_form("miu"), texts)["answers"]

    assert answers == {"date_of_birth": "March", "nhs_number": "9434765919", "assessed_at": "2026-03-02T09:05"}
    texts = {"date_of_birth": " 2018-03-02\n", "assessed_at": "2026-03-02T18:40 "}
    assert record_of(load_form("miu"), texts)["answers"] == {slot: text.strip() for slot, text in texts.items()}
