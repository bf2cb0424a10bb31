"""The laws under forms that nobody wrote: drawn small, of every part of the language, and free of errors.

A few forms, and many records of each, for compiling a form costs more than judging a record.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms.definition import Form
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import read_yaml
from safeforms.library import part_reader
from tests.form_strategies import forms
from tests.laws import (
    Answers,
    each_required_answer_removed_gives_one_error,
    errors_of,
    examples,
    filling_in_overturns_nothing,
    generated_rules_agree,
    messages_hold_no_answer,
    model_accepts_what_the_rules_pass,
    summary_says_what_was_ruled,
)
from tests.strategies import nearly_whole, records

MARK = "Zebedee-4711"


@pytest.fixture(autouse=True)
def _forgets_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was compiled of drawn forms is not kept for the tests that follow."""
    monkeypatch.setattr("safeforms.rules.generating._RULES", {})
    monkeypatch.setattr("safeforms.compiled.compiling._MODELS", {})


def drawn(data: st.DataObject, form: Form, *, several: int) -> Iterator[Answers]:
    """Some records of a form, most of them nearly complete."""
    whole = nearly_whole(form)
    for answers in [records(form), *[whole] * (several - 1)]:
        yield data.draw(answers, label="answers")


HEAD = (
    "form: small\nversion: 1.0.0\ntitle: Small\nrecipients: {gp: GP}\nsections: {one: {title: One, questions: %s}}\n%s"
)
FOUND: list[tuple[str, str, str, Answers]] = [
    (
        "an override without any indicator",
        """{own: {text: Own level, type: override, optional: true, questions: {
            level: {text: Level, type: choice, options: {red: Red, green: Green}},
            reason: {text: Why, type: text}, agreed_by: {text: Who, type: text, optional: true}}}}""",
        "summary: {override: own}",
        {"own": {"level": "green", "reason": "Seen by the senior nurse."}},
    ),
    (
        "a row that looks at the rows of another table",
        """{people: {text: Who came?, type: table, questions: {adult: {text: Adult?, type: yes_no}}},
            things: {text: What was found?, type: table, questions: {
              what: {text: What?, type: text, when: "any(people, adult is yes)"},
              where: {text: Where?, type: text}}}}""",
        "checks: {}",
        {"people": [{"adult": True}, {"adult": True}], "things": [{"where": "Upstairs"}]},
    ),
    (
        "an answer and its note that were not asked for",
        """{first: {text: First, type: yes_no}, second: {text: Second, type: choice, when: first is yes,
            options: {a: {text: A, note: required}, b: B}, unanswered: [declined]}}""",
        "reasons: {declined: {text: Would not say}}",
        {"first": False, "second": {"unanswered": "declined"}, "second_note": "A note that says enough"},
    ),
    (
        "a check of whom to tell",
        "{seen: {text: Seen, type: date}}",
        "checks: {c: {never: to_tell, at: seen, message: No.}}\nnotify: {n: {text: News, tell: [gp], within: 2 days}}",
        {"seen": "2026-11-01"},
    ),
    (
        "what not all and not any of the rows are",
        """{rows_: {text: Rows, type: table, optional: true, questions: {n: {text: N, type: integer}}},
            number: {text: Number, type: integer},
            first: {text: First, type: text, when: "answered(rows_) and not all(rows_, number <= 0)"},
            second: {text: Second, type: text, when: "not any(rows_, n > 3)"}}""",
        "checks: {}",
        {"number": 2, "rows_": [{"n": 5}]},
    ),
]
"""What the laws once found, made small: the questions, the rest of the form, and answers."""


@pytest.mark.parametrize(("questions", "rest", "answers"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
@pytest.mark.parametrize("finished", [True, False])
def test_what_was_found_once_is_not_found_again(questions: str, rest: str, answers: Answers, finished: bool) -> None:
    form = parse_form(read_yaml(HEAD % (questions, rest), file="small.yaml"), read_part=part_reader())

    generated_rules_agree(form, answers, finished=finished)


@settings(max_examples=examples(12))
@given(form=forms(), data=st.data())
def test_generated_rules_agree_with_the_interpreter(form: Form, data: st.DataObject) -> None:
    for answers in drawn(data, form, several=8):
        generated_rules_agree(form, answers, finished=data.draw(st.booleans()))


@settings(max_examples=examples(10))
@given(form=forms(), data=st.data())
def test_filling_in_a_blank_never_overturns_a_verdict(form: Form, data: st.DataObject) -> None:
    for answers in drawn(data, form, several=6):
        filling_in_overturns_nothing(form, answers, data, finished=data.draw(st.booleans()))


@settings(max_examples=examples(10))
@given(form=forms(), data=st.data())
def test_each_required_answer_removed_gives_exactly_one_error(form: Form, data: st.DataObject) -> None:
    for answers in drawn(data, form, several=12):
        if not errors_of(form, answers):
            each_required_answer_removed_gives_one_error(form, answers)


@settings(max_examples=examples(6))
@given(form=forms(), data=st.data())
def test_the_model_accepts_exactly_what_the_rules_pass(form: Form, data: st.DataObject) -> None:
    for answers in drawn(data, form, several=5):
        model_accepts_what_the_rules_pass(form, answers)


@settings(max_examples=examples(10))
@given(form=forms(), data=st.data())
def test_a_summary_hides_nothing_and_calls_nothing_green_that_is_not_complete(form: Form, data: st.DataObject) -> None:
    for answers in drawn(data, form, several=5):
        summary_says_what_was_ruled(form, answers, status=data.draw(st.sampled_from(["completed", "in_progress"])))


@settings(max_examples=examples(6))
@given(form=forms(), data=st.data())
def test_no_message_holds_an_answer(form: Form, data: st.DataObject) -> None:
    for answers in drawn(data, form, several=4):
        messages_hold_no_answer(form, _marked(answers), mark=MARK)


def _marked(raw: Any) -> Any:
    """Answers whose texts hold a mark, most of which are then wrong."""
    if isinstance(raw, dict):
        return {key: _marked(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_marked(item) for item in raw]
    return f"{raw} {MARK}" if isinstance(raw, str) else raw
