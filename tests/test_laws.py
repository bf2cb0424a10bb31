"""Laws: what holds for every record, whatever it holds. Each test is named by its law."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms.assessment import judge_answers
from safeforms.contents import read_contents
from safeforms.definition import Form, Question
from safeforms.evaluating import Evaluation
from safeforms.faults import WARNINGS, Fault
from safeforms.judging import in_form_order, judge
from safeforms.names import readers_of
from tests.records import complete_records
from tests.strategies import FORMS, NOW, form_named, nearly_complete, records, sensible

TRUTHS = {True: 3, None: 1, False: 0}


def _interpreted(form: Form, answers: dict[str, object], *, finished: bool = True) -> Evaluation:
    return Evaluation(form, read_contents(form, answers, now=NOW), now=NOW, finished=finished)


def _errors(form: Form, answers: dict[str, object]) -> list[Fault]:
    return [fault for fault in judge_answers(form, answers, now=NOW).faults if fault.code not in WARNINGS]


def _resting_on_outcome(form: Form) -> set[str]:
    """What depends on the findings, the gaps or whom to tell, however far."""
    return set().union(*(readers_of(form, node) | {node} for node in ("worst_finding", "gap", "to_tell")))


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=80)
@given(data=st.data(), finished=st.booleans())
def test_generated_rules_agree_with_the_interpreter(name: str, data: st.DataObject, finished: bool) -> None:
    _agree(form_named(name), data.draw(records(form_named(name))), finished=finished)


@settings(max_examples=250)
@given(answers=nearly_complete(form_named("miu")), finished=st.booleans())
def test_generated_rules_agree_with_the_interpreter_on_records_that_are_nearly_complete(
    answers: dict[str, object], finished: bool
) -> None:
    _agree(form_named("miu"), answers, finished=finished)


def _agree(form: Form, answers: dict[str, object], *, finished: bool) -> None:
    generated = judge_answers(form, answers, now=NOW, finished=finished)
    plain = _interpreted(form, answers, finished=finished)

    assert in_form_order(form, list(generated.faults)) == judge(plain)
    assert generated.truths == tuple(TRUTHS[plain.named(name).truth] for name in form.indicators)
    assert (generated.gap, generated.to_tell) == (
        TRUTHS[plain.named("gap").truth],
        TRUTHS[plain.named("to_tell").truth],
    )
    assert generated.worst == plain.worst_finding().value


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=80)
@given(data=st.data())
def test_filling_in_a_blank_never_overturns_a_verdict(name: str, data: st.DataObject) -> None:
    form = form_named(name)
    answers = data.draw(_with_blanks(form))
    before = _interpreted(form, answers)
    blanks = [q for q in form.questions.values() if not q.may_stay_open and before.contents.at((q.id,)).kind == "blank"]
    open_ = [question for question in blanks if before.asked((question.id,)).truth is not False]
    if not open_:
        return
    question = data.draw(st.sampled_from(open_))
    answer = data.draw(st.one_of(sensible(question), _reasons(question)))
    after = _interpreted(form, {**answers, question.id: answer})

    for indicator in set(form.indicators) - _resting_on_outcome(form):
        ruled = before.named(indicator).truth
        assert ruled is None or after.named(indicator).truth is ruled, indicator


def _with_blanks(form: Form) -> st.SearchStrategy[dict[str, object]]:
    """Records with blanks: for a form with cases, cases with a few answers drawn anew and many left out."""
    if form.id != "miu":
        return records(form)
    left_out = st.sets(st.sampled_from(list(form.questions)), max_size=30)
    return st.builds(
        lambda answers, out: {key: value for key, value in answers.items() if key not in out},
        nearly_complete(form),
        left_out,
    )


def _reasons(question: Question) -> st.SearchStrategy[object]:
    if not question.unanswered:
        return sensible(question)
    return st.sampled_from([{"unanswered": reason, "note": "Said why at length"} for reason in question.unanswered])


@st.composite
def completed(draw: st.DrawFn, form: Form, start: dict[str, object]) -> dict[str, object]:
    """A complete record: from a start, blanks are filled in and what is wrong is drawn anew until nothing is."""
    answers: dict[str, Any] = dict(start)
    for _ in range(120):
        errors = _errors(form, answers)
        if not errors:
            return answers
        _mend(draw, form, answers, errors[0])
    raise AssertionError("this record could not be completed")


def _mend(draw: st.DrawFn, form: Form, answers: dict[str, Any], fault: Fault) -> None:
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
    holder[key] = "A note that says enough" if is_note else draw(sensible(question))


@settings(max_examples=40)
@given(data=st.data())
def test_each_required_answer_removed_gives_exactly_one_error(data: st.DataObject) -> None:
    form = form_named("miu")
    start = data.draw(st.sampled_from([case.answers for case in complete_records()]))
    keys = [key for key in start if key in form.questions]
    shaken = {
        key: data.draw(sensible(form.questions[key])) for key in data.draw(st.sets(st.sampled_from(keys), max_size=4))
    }
    answers = data.draw(completed(form, {**start, **shaken}))
    outcome = _resting_on_outcome(form)
    plain = _interpreted(form, answers)

    for key in [key for key in answers if key in form.questions]:
        required = plain.asked((key,)).truth and not form.questions[key].may_stay_open
        if not required or plain.contents.at((key,)).kind == "blank":
            continue
        without = {other: answer for other, answer in answers.items() if other != key}
        errors = [fault for fault in _errors(form, without) if fault.path[0] == key or fault.path[0] not in outcome]
        assert errors == [Fault("missing_answer", (key,))], key


@pytest.mark.parametrize("case", list(complete_records()), ids=str)
def test_each_required_answer_of_each_complete_case_removed_gives_exactly_one_error(case: Any) -> None:
    form, outcome = form_named(case.form), _resting_on_outcome(form_named(case.form))
    plain = _interpreted(form, case.answers)

    for key in [key for key in case.answers if key in form.questions]:
        if plain.asked((key,)).truth and not form.questions[key].may_stay_open:
            without = {other: answer for other, answer in case.answers.items() if other != key}
            errors = [fault for fault in _errors(form, without) if fault.path[0] == key or fault.path[0] not in outcome]
            assert errors == [Fault("missing_answer", (key,))], key
