"""The minor injuries form read twice, by the engine and by hand in pydantic: both accept the same records.

They agree on accepted or refused, not on why. Where they differ, one has misread the form: find out which from what the
form is meant to do, and mend that one. A new rule of the form is written in both.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from benchmarks.handwritten_miu import MinorInjuries
from safeforms import validate
from safeforms.questions import Choice, Choices, DateType, Integer, Question, Text, YesNo
from tests.laws import examples
from tests.records import Case, base_of, cases, changed, complete_records
from tests.strategies import NOW, form_named, nearly_complete, sensible

MIU = form_named("miu")
COMPLETE = list(complete_records("miu"))
RULED = [
    *(
        (f"{pair}: {side}", base_of(pair), pair.data[side])
        for pair in cases("pairs", form="miu")
        for side in ("fires", "near_miss")
    ),
    *((str(check), base_of(check), check.data["breaks"]) for check in cases("checks", form="miu")),
]
BIRTHDAYS = [
    date(NOW.year - age, NOW.month, NOW.day) + timedelta(days=days)
    for age in (0, 1, 2, 5, 10, 11, 13, 16, 18, 121)
    for days in (0, 1)
]
TO_GREEN = {"level": "green", "reason": "Nothing here that needs a level at all."}


def accepted_by_hand(answers: Mapping[str, object], *, now: datetime = NOW) -> bool:
    try:
        MinorInjuries.model_validate(answers, context={"now": now})
    except ValidationError:
        return False
    return True


def accepted(answers: Mapping[str, object], *, now: datetime = NOW) -> bool:
    return validate(answers, form=MIU, now=now).accepted


@pytest.mark.parametrize("case", [*cases(form="miu"), *cases("bases", form="miu")], ids=str)
def test_a_worked_case_is_accepted_by_hand_where_the_form_accepts_it(case: Case) -> None:
    assert accepted_by_hand(case.answers, now=case.now) is accepted(case.answers, now=case.now)


@pytest.mark.parametrize(("base", "changes"), [ruled[1:] for ruled in RULED], ids=[ruled[0] for ruled in RULED])
def test_a_pair_or_a_check_is_accepted_by_hand_where_the_form_accepts_it(base: Case, changes: object) -> None:
    answers = changed(base, changes)  # type: ignore[arg-type]

    assert accepted_by_hand(answers, now=base.now) is accepted(answers, now=base.now)


def swaps(question: Question) -> Iterator[object]:
    """What a question could hold instead: nothing, each reason, each option, and values on both sides of a limit."""
    yield None
    yield from ({"unanswered": reason, "note": "Because of this."} for reason in question.unanswered)
    match question.type:
        case YesNo():
            yield from (True, False)
        case Choice(options=options):
            yield from options
        case Choices(options=options, exclusive=exclusive):
            yield from ([option] for option in options)
            yield [option for option in options if option not in exclusive][:2]
        case Text(min_length=shortest):
            yield from ("x" * length for length in (shortest - 1, shortest))
        case Integer():
            yield from (0, 1, 2, 3, 13, 14, 24, 25, 200, 201)
        case DateType():
            yield from (birthday.isoformat() for birthday in BIRTHDAYS)


RECORDS = {
    **{case.name: case.answers for case in COMPLETE},
    **{
        f"{base}, lowered to green": {**base.answers, "level_override": TO_GREEN} for base in cases("bases", form="miu")
    },
}


@pytest.mark.parametrize("answers", RECORDS.values(), ids=RECORDS)
def test_a_record_with_one_answer_swapped_is_accepted_by_hand_where_the_form_accepts_it(
    answers: dict[str, object],
) -> None:
    swapped = [{**answers, question.id: other} for question in MIU.questions.values() for other in swaps(question)]

    assert [other for other in swapped if accepted_by_hand(other) is not accepted(other)] == []


@pytest.mark.parametrize("case", COMPLETE, ids=str)
def test_a_complete_record_is_accepted_by_hand_as_json_too(case: Case) -> None:
    assert MinorInjuries.model_validate_json(json.dumps(case.answers), context={"now": case.now})


@settings(max_examples=examples(100))
@given(nearly_complete(MIU))
def test_a_record_with_anything_changed_is_accepted_by_hand_where_the_form_accepts_it(
    answers: dict[str, object],
) -> None:
    assert accepted_by_hand(answers) is accepted(answers)


OTHER_ANSWERS = st.lists(
    st.sampled_from(list(MIU.questions.values())).flatmap(
        lambda question: st.tuples(st.just(question.id), sensible(question))
    ),
    max_size=6,
)


@settings(max_examples=examples(100))
@given(st.sampled_from(COMPLETE), OTHER_ANSWERS)
def test_a_record_that_takes_another_route_is_accepted_by_hand_where_the_form_accepts_it(
    case: Case, others: list[tuple[str, object]]
) -> None:
    answers = {**case.answers, **dict(others)}
    assert accepted_by_hand(answers) is accepted(answers)
