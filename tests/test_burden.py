"""How many questions one record can be asked: held to the specification, cases, drawn records and brute force."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import Burden, burden, load_form, validate
from safeforms.burdens.filling import MOMENT
from safeforms.burdens.routes import Extreme, counted
from safeforms.cli import run
from safeforms.commands.burden_lines import burden_lines
from safeforms.definition import Form
from safeforms.judgement.assessment import judge_answers
from safeforms.judgement.contents import read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.faults import errors_among
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import read_yaml
from safeforms.library import part_reader
from tests.form_strategies import forms
from tests.laws import examples, interpreted
from tests.records import complete_records
from tests.strategies import NOW, form_named, nearly_whole, sensible
from tests.test_laws import completed

ROOT = Path(__file__).parents[1]
Counts = tuple[int, int, int, int]
"""Always asked, fewest, most, and most where answers are recorded that nobody asked for."""

COUNTS: Mapping[str, Mapping[str, Counts]] = {
    "cash": {"child": (16, 16, 48, 48), "adult": (10, 10, 31, 32)},
    "ed": {"child": (14, 16, 49, 50), "adult": (7, 7, 32, 33)},
    "midwifery": {
        "child": (26, 28, 50, 50),
        "child, in short": (17, 19, 36, 40),
        "adult": (20, 21, 49, 49),
        "adult, in short": (11, 12, 35, 39),
    },
    "miu": {"child": (13, 15, 47, 48), "adult": (7, 7, 32, 32)},
    "ucc": {"child": (16, 17, 49, 50), "adult": (9, 9, 35, 35)},
}
SPECIFIED: Mapping[tuple[str, str], tuple[int, int, int]] = {
    ("cash", "child"): (15, 18, 47),
    ("cash", "adult"): (10, 11, 31),
    ("ed", "child"): (14, 16, 48),
    ("ed", "adult"): (7, 7, 32),
    ("midwifery", "adult"): (20, 21, 49),
    ("miu", "child"): (13, 15, 46),
    ("miu", "adult"): (7, 7, 31),
    ("ucc", "child"): (16, 18, 48),
    ("ucc", "adult"): (9, 9, 34),
}
"""Core, shortest and most as the specification has them (FORMS.md, part C); docs/decisions/burden.md says what differs.

Of midwifery it has one row for all women.
"""
SHORTER_THAN_ITS_CASES = {("cash", "child"), ("cash", "adult"), ("ucc", "child")}
NOT_FOUND_BY_SAMPLING = {
    *(("cash", "child"), ("ed", "child"), ("miu", "child"), ("miu", "adult"), ("ucc", "child"), ("ucc", "adult")),
}
BUNDLED = sorted(path.stem for path in (ROOT / "forms").glob("*.yaml"))

TINY = """
form: tiny
version: 1.0.0
title: Tiny
reasons: {declined: {text: Would not say}, unable: {text: Could not}}
sections:
  person:
    title: Person
    questions:
      age: {text: Age, type: integer, range: {from: 0, to: 4}, unanswered: [declined]}
  rest:
    title: Rest
    questions:
      hurt: {text: Hurt, type: yes_no, screening: true, unanswered: [declined, {unable: {settles: young}}]}
      how:
        text: How
        type: choice
        when: hurt is yes and not young
        options: {fell: Fell, hit: Hit}
        unanswered: [declined]
      signs:
        text: Signs
        type: choices
        when: hurt is not no
        options: {none: {text: None, exclusive: true}, a: A, b: B}
      two: {text: Both, type: yes_no, when: count(signs) >= 2 and age - 1 >= 2}
      remark: {text: Remark, type: yes_no, optional: true, when: hurt is no}
      said: {text: Said, type: yes_no, when: remark is yes}
      calm: {text: Calm, type: yes_no, when: worst_finding is none, follow_up: {within: same day}}
      plan: {text: Plan, type: yes_no, when: gap}
derived:
  young: {is: answered(age) and age < 2, text: young}
checks:
  no_hit_without_signs: {never: how is hit and signs includes none, at: signs, message: It cannot be so.}
indicators:
  hit: {level: red, when: how is hit, concern: Hit., within: same day}
  marked: {level: amber, when: "signs includes any [a, b] and young", concern: Marks., within: same day}
"""


SHOWN_OF_TRIAGE = """\
Who brought this child? (triage 1.0.0)
How many questions one record can be asked. A group or a table counts as one; a follow-up counts, too.
Not counted: what is optional.

Every record: 1 to 3 questions, 1 of them always
  Exact: no complete record has fewer or more, and a record of each was made.
  The longest has, among others:
    - "Who came with the child?" A sister or brother
"""


def _parsed(text: str) -> Form:
    return parse_form(read_yaml(text, file="tiny.yaml"), read_part=part_reader())


def _counts(found: Burden) -> Counts:
    return len(found.always), found.fewest.bound, found.most.bound, found.most_told.bound


def _asked(form: Form, answers: Mapping[str, Any], *, now: datetime = NOW) -> int:
    plain = Evaluation(form, read_contents(form, answers, now=now), now=now)
    return sum(plain.asked((name,)).truth is True for name in counted(form))


def _shown(form: Form, extreme: Extreme, *, clean: bool) -> None:
    """What was made to show an extreme is a complete record that is asked so many questions."""
    assert extreme.answers is not None
    verdict = validate({"form": form.id, "answers": extreme.answers}, form=form, now=MOMENT)

    assert verdict.complete
    assert not (clean and verdict.problems)
    assert _asked(form, extreme.answers, now=MOMENT) == len(extreme.asked)


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_form_asks_as_many_questions_as_we_say_and_shows_it(name: str) -> None:
    form = load_form(name)

    found = burden(form)

    assert {one.route: _counts(one) for one in found} == COUNTS[name]
    for one in found:
        assert (one.fewest.exact, one.most.exact, one.most_told.exact) == (True, True, True), one.route
        assert set(one.always) <= set(one.fewest.asked) & set(one.most.asked)
        _shown(form, one.fewest, clean=False)
        _shown(form, one.most, clean=True)
        _shown(form, one.most_told, clean=False)


@pytest.mark.parametrize("route", SPECIFIED, ids=" ".join)
def test_the_counts_are_those_of_the_specification_where_it_could_know(route: tuple[str, str]) -> None:
    core, shortest, sampled = SPECIFIED[route]
    always, fewest, most, _ = COUNTS[route[0]][route[1]]

    assert always == core + (route == ("cash", "child"))
    assert fewest < shortest if route in SHORTER_THAN_ITS_CASES else fewest == shortest
    assert most == sampled + (route in NOT_FOUND_BY_SAMPLING)


def _within(name: str, answers: Mapping[str, Any]) -> None:
    """A complete record is asked no fewer and no more than its form says, on its route."""
    form = form_named(name)
    plain = interpreted(form, dict(answers))
    route = "child" if plain.named("is_child").truth else "adult"
    in_short = "in_full" in form.derived and not plain.named("in_full").truth
    _, fewest, most, most_told = COUNTS[name][f"{route}, in short" if in_short else route]
    unasked = validate({"form": name, "answers": answers}, form=form, now=NOW).problems

    assert fewest <= _asked(form, answers) <= (most_told if unasked else most)


@pytest.mark.parametrize("name", BUNDLED)
def test_no_complete_case_is_asked_fewer_or_more_than_we_say(name: str) -> None:
    cases = list(complete_records(name))

    assert cases
    for case in cases:
        _within(name, case.answers)


@pytest.mark.parametrize("name", BUNDLED)
@settings(max_examples=examples(5))
@given(data=st.data())
def test_no_complete_record_is_asked_fewer_or_more_than_we_say(name: str, data: st.DataObject) -> None:
    form = form_named(name)
    start = data.draw(st.sampled_from([case.answers for case in complete_records(name)]))
    drawn = data.draw(st.sets(st.sampled_from(list(form.questions)), max_size=12))
    shaken = {key: data.draw(sensible(form.questions[key])) for key in sorted(drawn)}

    _within(name, completed(data, form, {**start, **shaken}))


@settings(max_examples=examples(15))
@given(form=forms(), data=st.data())
def test_of_a_drawn_form_too_each_extreme_is_shown_and_no_record_goes_beyond(form: Form, data: st.DataObject) -> None:
    found = burden(form)
    for one in found:
        for extreme in (one.fewest, one.most, one.most_told):
            if extreme.exact:
                _shown(form, extreme, clean=extreme is one.most)
    answers = data.draw(nearly_whole(form))
    if validate({"form": form.id, "answers": answers}, form=form, now=NOW).complete:
        assert found
        assert min(one.fewest.bound for one in found) <= _asked(form, answers)
        assert _asked(form, answers) <= max(one.most_told.bound for one in found)


def _every_record() -> Iterator[dict[str, object]]:
    """Every record of the tiny form, but for answers that no condition tells from another."""
    declined, unable = {"unanswered": "declined"}, {"unanswered": "unable"}
    answers: dict[str, list[object]] = {
        "age": [None, 0, 2, 3, declined],
        "hurt": [None, "yes", "no", declined, unable],
        "how": [None, "fell", "hit", declined],
        "signs": [None, ["none"], ["a"], ["b"], ["a", "b"]],
        "two": [None, "no"],
        "remark": [None, "yes", "no"],
        "said": [None, "no"],
        "plan": [None, "no"],
    }
    for given_ in product(*answers.values()):
        yield {name: answer for name, answer in zip(answers, given_, strict=True) if answer is not None}


def test_brute_force_finds_the_same_of_a_tiny_form() -> None:
    form = _parsed(TINY)
    complete, as_asked = list[int](), list[int]()
    for answers in _every_record():
        faults = judge_answers(form, answers, now=NOW).faults
        if not errors_among(faults):
            complete.append(_asked(form, answers))
            as_asked += [] if faults else complete[-1:]

    (found,) = burden(form)

    assert (found.fewest.bound, found.most.bound, found.most_told.bound) == (
        min(complete),
        max(as_asked),
        max(complete),
    )
    assert found.fewest.exact and found.most.exact and found.most_told.exact
    assert found.always == ("hurt",)


def test_a_form_that_refuses_every_record_has_no_burden() -> None:
    form = _parsed(TINY.replace("how is hit and signs includes none", "always"))

    assert burden(form) == ()
    assert [line.text for line in burden_lines(form, ())][-1] == "No record of this form can be complete."


def test_what_was_not_reached_is_called_a_bound() -> None:
    form = _parsed(TINY)
    (found,) = burden(form)
    most = Extreme(bound=9, asked=found.most.asked, answers=found.most.answers)
    unsure = replace(found, fewest=Extreme(bound=1), most=most, most_told=most)

    told = " ".join(line.text for line in burden_lines(form, [unsure]))

    assert f"Every record: 1 at the very least to {len(most.asked)} (9 at the very most) questions" in told
    assert "not each number is known to be reached" in told
    assert "Exact" not in told


def test_the_command_prints_the_burden_of_a_form_of_our_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(ROOT / "examples" / "triage.yaml"), "--burden"]) == 0

    assert capsys.readouterr().out == SHOWN_OF_TRIAGE
