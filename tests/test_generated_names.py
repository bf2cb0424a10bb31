"""Ids of a form that look like names in the generated rules do no harm; rules that name each other do not grow."""

from datetime import datetime, timedelta, timezone

import pytest
from pydantic import BaseModel, TypeAdapter

from safeforms import attempt, load_model, validate
from safeforms.definition import Form
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import YamlText, read_yaml
from safeforms.rules.generating import rules_source
from tests.laws import generated_rules_agree

NOW = datetime(2026, 11, 2, 18, 0)
HEAD = """
form: named
version: 1.0.0
title: Named
sources: {us: Ourselves}
reasons: {declined: {text: Declined}}
sections:
  all:
    title: All
    questions:
"""


def _form(questions: str, *, rest: str = "") -> Form:
    return parse_form(read_yaml(f"{HEAD}{questions}\n{rest}", file="named.yaml"), read_part=_no_part)


def _no_part(name: str) -> YamlText:
    raise LookupError(name)


@pytest.mark.parametrize("id_", ["first_names", "values", "names", "doubt", "x0", "o0", "rated", "missing_answer"])
@pytest.mark.parametrize("answers", [{}, {"later": "A few words"}])
def test_a_question_may_have_any_id(id_: str, answers: dict[str, object]) -> None:
    form = _form(
        f"      {id_}: {{text: Said, type: text, source: us}}\n"
        f'      later: {{text: Later, type: text, when: "answered({id_})", source: us}}'
    )

    for given in (answers, {**answers, id_: "A few words"}):
        generated_rules_agree(form, given, finished=True)


@pytest.mark.parametrize("option", ["x1_9", "w1_1", "o1_0", "t1", "doubt"])
def test_an_option_may_have_any_id(option: str) -> None:
    form = _form(
        f"      one: {{text: One, type: choice, options: {{{option}: A, other: B}}, source: us}}\n"
        "      rows_: {text: Rows, type: table, source: us, questions: {q: {text: Q, type: yes_no, optional: true}}}\n"
        f'      last: {{text: Last, type: text, when: "one is {option} and any(rows_, q is yes)", source: us}}'
    )

    for answers in ({}, {"one": option}, {"one": option, "rows_": [{"q": True}]}, {"one": option, "rows_": [3]}):
        generated_rules_agree(form, dict(answers), finished=True)


def test_the_rules_of_indicators_that_name_each_other_stay_small() -> None:
    """A chain: each is what the one before is, in two ways."""
    questions = (
        "      a: {text: A, type: yes_no, unanswered: [declined], source: us}\n"
        "      b: {text: B, type: yes_no, source: us}"
    )
    links = "\n".join(
        f"  i{n}: {{level: info, when: '{_link(n)}', concern: So., within: same day, source: us}}" for n in range(60)
    )
    form = _form(questions, rest=f"indicators:\n{links}")

    assert len(rules_source(form)[0]) < 60_000
    generated_rules_agree(form, {"a": {"unanswered": "declined"}, "b": True}, finished=True)


def _link(number: int) -> str:
    return f"(i{number - 1} and b is yes) or (i{number - 1} and a is no)" if number else "a is yes"


MOMENT = "2026-10-25T01:30Z"


def test_a_moment_keeps_its_offset_on_every_road_to_an_instance() -> None:
    """01:30Z and 01:30+01:00 are an hour apart, on the night when the clocks go back."""
    form = _form("      at_: {text: When, type: datetime, source: us}")
    model = load_model(form)
    answers: dict[str, object] = {"at_": MOMENT}

    class Visit(BaseModel):
        assessment: model  # type: ignore[valid-type]

    given = datetime(2026, 10, 25, 1, 30, tzinfo=timezone(timedelta()))
    found = [
        model.model_validate(answers, context={"now": NOW}),
        model.model_validate_json(f'{{"at_": "{MOMENT}"}}', context={"now": NOW}),
        attempt(answers, model=model, now=NOW).assessment,
        TypeAdapter(model).validate_python(answers, context={"now": NOW}),
        Visit.model_validate({"assessment": answers}, context={"now": NOW}).assessment,
    ]

    assert [instance.model_dump()["at_"] for instance in found if instance] == [given] * 5


def test_answers_in_a_mapping_of_its_own_kind_are_read_as_they_are() -> None:
    """One that joins with others in its own order must not shuffle them."""

    class Sorted(dict[str, object]):
        def __ror__(self, other: dict[str, object]) -> "Sorted":  # type: ignore[override]
            return Sorted(sorted({**other, **self}.items()))

    form = _form("      zulu: {text: Z, type: text, source: us}\n      alpha: {text: A, type: integer, source: us}")

    answers = Sorted(zulu="A few words", alpha=3)
    assert not validate(answers, form=form, now=NOW).problems
    assert attempt(answers, model=load_model(form), now=NOW).assessment is not None
