"""Why, why not, and what would change it: tried on a small form, on every case, and on forms and records drawn."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import explain, load_form, summarise, to_html, to_markdown, to_text
from safeforms.cli import commands, run
from safeforms.definition import Form
from safeforms.explanations.explanation import Explanation
from safeforms.explanations.explanation_shown import IndicatorExplained
from safeforms.problems import RecordError, UsageError
from safeforms.ways import trials
from tests.explanation_laws import (
    Answers,
    explained,
    made_up_answers_do_it,
    one_answer_settles_exactly_as_listed,
    sets_are_the_smallest,
    states_of,
)
from tests.form_strategies import forms, parsed
from tests.laws import examples
from tests.records import Case, cases
from tests.strategies import FORMS, NOW, form_named, nearly_complete, nearly_whole, records

RECORD = "examples/brought_by_her_sister.json"
AT = "2026-11-02T18:00"


def rule(level: str, when: str) -> dict[str, Any]:
    return {"level": level, "when": when, "concern": f"It is so that {when}.", "within": "3 days", "source": "us"}


DEFINITION: dict[str, Any] = {
    "form": "small",
    "version": "1.0.0",
    "title": "Small",
    "sources": {"us": "The tests"},
    "reasons": {"declined": {"text": "Declined"}, "unable": {"text": "Unable", "note": "required"}},
    "sections": {
        "all": {
            "title": "All",
            "questions": {
                "seen": {"text": "Seen at", "type": "datetime", "range": {"to": "now"}},
                "born": {"text": "Born", "type": "date", "range": {"to": "today"}},
                "came": {
                    "text": "Who came",
                    "type": "choice",
                    "options": {"parent": "A parent", "friend": "A friend", "nobody": "Nobody"},
                    "unanswered": [{"declined": {"settles": "always"}}, "unable"],
                },
                "visits": {"text": "Visits", "type": "integer", "unit": "visits", "range": {"from": 0}},
                "kinds": {
                    "text": "Kinds",
                    "type": "choices",
                    "options": {"a": "Red", "b": "Blue", "c": "Green", "none": {"text": "None", "exclusive": True}},
                },
                "safe": {"text": "Safe now", "type": "yes_no", "when": "came is friend"},
                "said": {"text": "What was said", "type": "text", "min_length": 20, "unanswered": ["declined"]},
                "people": {
                    "text": "People",
                    "type": "table",
                    "questions": {
                        "old": {"text": "How old", "type": "integer", "range": {"from": 0}},
                        "kin": {"text": "Are they kin", "type": "yes_no"},
                    },
                },
            },
        }
    },
    "derived": {"age": "years(born, seen)"},
    "checks": {"c": {"never": "visits > 8 and came is parent", "at": "visits", "message": "It cannot be so."}},
    "indicators": {
        "young": rule("amber", "age < 16"),
        "alone": rule("red", "came is nobody"),
        "often": rule("red", "visits >= 3 and visits < 5"),
        "many": rule("info", "count(kinds) >= 2 and kinds includes a"),
        "worried": rule("info", "answered(said)"),
        "unsafe": rule("red", "safe is no and came is friend"),
        "strangers": rule("red", "any(people, old < 18 and kin is no)"),
        "orphan": rule("amber", "count(people) > 0 and all(people, old < 18)"),
    },
}
SMALL = parsed(DEFINITION)
NOTHING_OPEN: Answers = {
    "seen": "2026-11-02T09:00",
    "born": "1980-01-01",
    "came": "parent",
    "visits": 1,
    "kinds": ["none"],
    "said": {"unanswered": "declined"},
    "people": [{"old": 40, "kin": "yes"}],
}


def small(**changes: object) -> Explanation:
    answers = {key: value for key, value in {**NOTHING_OPEN, **changes}.items() if value is not None}
    return explained(SMALL, answers)


def one(explanation: Explanation, name: str) -> IndicatorExplained:
    return next(indicator for indicator in explanation.indicators if indicator.indicator == name)


def settling(indicator: IndicatorExplained) -> dict[tuple[str, str], str]:
    """In words, by the question and what comes of it."""
    return {(str(s.path[-1]), s.outcome): s.answers.words for s in indicator.settles}


@pytest.mark.parametrize(
    ("left_out", "name", "holds", "otherwise"),
    [
        ("came", "alone", '"Nobody"', '"A parent" or "A friend"; or left unanswered: "Declined"'),
        ("visits", "often", "3 to 4 visits", "at most 2 visits; or 5 to 8 visits"),
        ("born", "young", "3 November 2010 or later", "before 3 November 2010"),
        (
            "kinds",
            "many",
            'the number of options chosen in "Kinds" is at least 2; and "Kinds" includes "Red"',
            'the number of options chosen in "Kinds" is less than 2; or "Kinds" does not include "Red"',
        ),
        (
            "people",
            "strangers",
            'in at least one row of "People": "How old" is less than 18 and "Are they kin" is no',
            'in no row of "People": "How old" is less than 18 and "Are they kin" is no',
        ),
        (
            "people",
            "orphan",
            'in every row of "People": "How old" is less than 18',
            'not in every row of "People": "How old" is less than 18',
        ),
    ],
)
def test_all_answers_that_settle_it_are_said_in_words(left_out: str, name: str, holds: str, otherwise: str) -> None:
    found = one(small(**{left_out: None}), name)

    assert found.whole
    assert settling(found) == {(left_out, "holds"): holds, (left_out, "does_not_hold"): otherwise}


def test_a_text_is_settled_by_any_answer() -> None:
    found = one(small(said=None), "worried")

    assert settling(found) == {
        ("said", "holds"): "any answer",
        ("said", "does_not_hold"): 'left unanswered: "Declined"',
    }
    assert [s.answers.any_answer for s in found.settles] == [True, False]


def test_an_age_needs_both_days_and_the_days_put_forward_do_it() -> None:
    found = one(small(born=None, seen=None), "young")

    assert not found.settles
    assert [(way.outcome, [str(answer.path[0]) for answer in way.answers]) for way in found.together] == [
        ("holds", ["seen", "born"]),
        ("does_not_hold", ["seen", "born"]),
    ]


def test_a_moment_is_said_to_the_minute_where_it_must_be() -> None:
    definition = {**DEFINITION, "indicators": {"late": rule("amber", "seen >= made")}, "derived": {}}
    questions = {**DEFINITION["sections"]["all"]["questions"], "made": {"text": "Made at", "type": "datetime"}}
    form = parsed({**definition, "sections": {"all": {"title": "All", "questions": questions}}, "checks": {}})
    found = one(explained(form, {**NOTHING_OPEN, "seen": None, "made": "2026-11-01T10:30"}), "late")

    assert settling(found) == {
        ("seen", "holds"): "1 November 2026 10:30 or later",
        ("seen", "does_not_hold"): "before 1 November 2026 10:30",
    }


def test_a_contradiction_is_what_keeps_it_open() -> None:
    found = one(small(visits=9), "often")

    assert found.state == "undetermined"
    assert [(c.question, c.message) for c in found.contradictions] == [("Visits", "It cannot be so.")]
    assert not found.settles and not found.together and found.whole
    assert "contradict" in to_text(small(visits=9))


def test_what_was_found_and_what_was_not_have_their_evidence() -> None:
    found = small(came="nobody")
    holds, fails = one(found, "alone"), one(found, "strangers")

    assert (holds.state, holds.because) == ("holds", '"Who came" is "Nobody"')
    assert [(item.question, item.answer) for item in holds.evidence] == [("Who came", "Nobody")]
    assert fails.state == "does_not_hold"
    assert fails.because.startswith('in no row of "People"')
    assert not holds.settles and not fails.settles


@pytest.mark.parametrize(
    ("changes", "level", "raises"),
    [
        ({"came": None}, None, [("red", ["came"])]),
        ({"came": "nobody"}, "red", []),
        ({"born": "2020-01-01", "came": None}, "amber", [("red", ["came"])]),
        ({"came": {"unanswered": "unable", "note": "Asleep all day"}}, "grey", [("red", ["came"])]),
        ({"born": None}, None, [("amber", ["born"])]),
        ({"came": None, "people": None}, None, [("red", ["came"]), ("red", ["people"])]),
    ],
)
def test_the_level_is_raised_by_the_smallest_sets(
    changes: Answers, level: str | None, raises: list[tuple[str, list[str]]]
) -> None:
    found = small(**changes)

    assert found.level == level
    assert found.raises_whole
    assert [(r.to, [str(answer.path[0]) for answer in r.answers]) for r in found.raises] == raises


def test_a_question_that_another_opens_is_answered_with_it() -> None:
    """Whether they are safe is only asked where a friend came."""
    found = one(small(came=None), "unsafe")
    sets = [{str(answer.path[0]) for answer in way.answers} for way in found.together]

    assert sets == [{"came", "safe"}]
    assert settling(found) == {
        ("came", "does_not_hold"): '"A parent" or "Nobody"; or left unanswered: "Declined"',
        ("safe", "does_not_hold"): "yes",
    }


YES: dict[str, Any] = {"type": "yes_no"}
DECLINED: dict[str, Any] = {"unanswered": "declined"}
WHOLE: dict[str, Any] = {"type": "integer", "range": {"from": 0}}


def form_of(questions: dict[str, Any], when: str, **more: Any) -> Form:
    """A form of a few questions, each with its id for a text, and one red indicator."""
    asked = {name: {"text": name.capitalize(), **question} for name, question in questions.items()}
    sections = {"all": {"title": "All", "questions": asked}}
    return parsed(
        {
            **DEFINITION,
            "derived": {},
            "checks": {},
            "sections": sections,
            "indicators": {"it": rule("red", when)},
            **more,
        }
    )


def ways(indicator: IndicatorExplained) -> list[tuple[str, str]]:
    """Which answers alone and which questions together settle an indicator, in words."""
    alone = [(s.outcome, f"{s.path[-1]}: {s.answers.words}") for s in indicator.settles]
    return [*alone, *((w.outcome, " + ".join(str(a.path[-1]) for a in w.answers)) for w in indicator.together)]


@pytest.mark.parametrize(
    ("form", "answers", "found"),
    [
        pytest.param(
            form_of({"visits": WHOLE}, "visits is 4"),
            {},
            [("holds", "visits: 4"), ("does_not_hold", "visits: at most 3; or 5 or more")],
            id="a number that must be one of them",
        ),
        pytest.param(
            form_of(
                {"born": {"type": "date"}, "seen": {"type": "date"}},
                "born >= 1990-01-01 and born < 2001-01-01 and seen >= 1995-01-01 and seen < 1996-01-01 "
                "and years(born, seen) < 1 and years(born, seen) >= 0",
            ),
            {},
            [
                ("does_not_hold", "born: before 1 January 1990; or 1 January 2001 or later"),
                ("does_not_hold", "seen: before 1 January 1995; or 1 January 1996 or later"),
                ("holds", "born + seen"),
            ],
            id="two days that fit each other only in a narrow place",
        ),
        pytest.param(
            form_of({"said": {"type": "text", "unanswered": ["declined", "unable"]}}, "unanswered(said, declined)"),
            {},
            [
                ("holds", 'said: left unanswered: "Declined"'),
                ("does_not_hold", 'said: any answer; or left unanswered: "Unable"'),
            ],
            id="one reason and not another",
        ),
        pytest.param(
            form_of({"gate": YES, "self": {**YES, "when": "gate is yes"}}, "gate is yes or not answered(self)"),
            {},
            [("holds", "gate: any answer"), ("does_not_hold", "gate + self")],
            id="an answer that was given before it turned out not to be asked",
        ),
        pytest.param(
            form_of(
                {"visits": WHOLE, "safe": {**YES, "unanswered": [{"declined": {"settles": "visits > 3"}}]}},
                "safe is no",
            ),
            {"safe": DECLINED},
            [
                ("holds", "safe: no"),
                ("does_not_hold", "visits: 4 or more"),
                ("does_not_hold", "safe: yes"),
            ],
            id="a reason that another answer lets settle",
        ),
        pytest.param(
            form_of(
                {"people": {"type": "table", "questions": {"old": {"text": "Old", **WHOLE}}}}, "count(people) >= 2"
            ),
            {},
            [
                ("holds", 'people: the number of rows of "People" is at least 2'),
                ("does_not_hold", 'people: the number of rows of "People" is less than 2'),
            ],
            id="how many rows there are",
        ),
        pytest.param(
            form_of(
                {
                    "people": {
                        "type": "table",
                        "questions": {"old": {"text": "Old", **WHOLE}, "kin": {"text": "Kin", **YES}},
                    }
                },
                "any(people, old >= 0)",
            ),
            {},
            [("holds", 'people: in at least one row of "People": "Old" is at least 0')],
            id="a row that leaves it open",
        ),
        pytest.param(
            form_of(
                {
                    "talk": {
                        "type": "group",
                        "questions": {"told": {"text": "Told", **YES}, "who": {"text": "Who", "type": "text"}},
                        "unanswered": ["declined"],
                    }
                },
                "talk.told is no",
            ),
            {},
            [("holds", "told: no"), ("does_not_hold", "told: yes")],
            id="a group of which nothing is known",
        ),
        pytest.param(
            form_of(
                {"visits": WHOLE, "safe": {**YES, "unanswered": ["declined"]}},
                "visits is 1",
                checks={"c": {"never": "unanswered(safe) and visits > 5", "at": "visits", "message": "Not so."}},
            ),
            {"visits": 9, "safe": DECLINED},
            [("does_not_hold", "safe: any answer")],
            id="a contradiction that another answer would clear",
        ),
    ],
)
def test_in_a_corner_of_the_language_too(form: Form, answers: Answers, found: list[tuple[str, str]]) -> None:
    explanation = explained(form, answers)

    assert explanation.indicators[0].whole
    assert ways(explanation.indicators[0]) == found
    all_laws(form, answers, finished=True, random=Random(1), tries=10)


def test_what_does_not_hold_may_come_to_hold_where_a_reason_gives_way_to_an_answer() -> None:
    form = form_of(
        {"gate": {**YES, "unanswered": ["declined"]}, "safe": {**YES, "when": "answered(gate)"}}, "safe is no"
    )
    found = explained(form, {"gate": DECLINED})

    assert [i.state for i in found.indicators] == ["does_not_hold"]
    assert [{str(answer.path[0]) for answer in r.answers} for r in found.raises] == [{"gate", "safe"}]


def test_where_the_search_is_cut_short_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "MOST", 10)
    monkeypatch.setattr("safeforms.explanations.explaining.LEAST", 1)
    found = explained(load_form("miu"), {})

    assert not found.raises_whole
    assert any(not indicator.whole for indicator in found.indicators)
    assert to_text(found).count("cut short") > 1


def test_a_record_entered_in_error_has_nothing_to_explain() -> None:
    record = {"form": "small", "status": "entered_in_error", "answers": NOTHING_OPEN}
    found = explain(record, form=SMALL, now=NOW)

    assert (found.level, found.indicators, found.raises) == (None, (), ())
    assert "nothing to explain" in to_text(found)


def test_the_level_of_the_professional_is_shown_beside_the_computed_one() -> None:
    case = next(case for case in cases(form="miu") if case.name.startswith("MI12"))
    found = explain(case.answers, form="miu", now=case.now)

    assert found.override is not None
    assert "The professional's own level" in to_text(found)


def test_an_explanation_says_of_each_indicator_what_the_summary_says() -> None:
    form = load_form("miu")
    case = next(case for case in cases(form="miu") if case.name.startswith("MI02"))
    found, summary = explained(form, case.answers), summarise(case.answers, form=form, now=NOW)

    assert [i.indicator for i in found.indicators if i.state == "holds"] == [f.indicator for f in summary.findings]
    assert {i.indicator for i in found.indicators if i.state == "undetermined"} == {
        indicator.indicator for question in summary.undetermined for indicator in question.indicators
    }
    assert {f.indicator: (f.because, f.rule, f.evidence) for f in summary.findings} == {
        i.indicator: (i.because, i.rule, i.evidence) for i in found.indicators if i.state == "holds"
    }


@pytest.mark.parametrize("case", [case for case in cases() if not case.expected["complete"]], ids=str)
def test_answers_put_forward_for_a_case_that_is_not_complete_do_what_is_said(case: Case) -> None:
    form = load_form(case.form)
    found = explained(form, case.answers)

    assert found.raises_whole
    assert all(indicator.whole for indicator in found.indicators)
    made_up_answers_do_it(form, case.answers, found)


def all_laws(form: Form, answers: Answers, *, finished: bool, random: Random, tries: int) -> None:
    found = explained(form, answers, finished=finished)

    assert {i.indicator: i.state for i in found.indicators} == states_of(form, answers, finished=finished)
    made_up_answers_do_it(form, answers, found)
    one_answer_settles_exactly_as_listed(form, answers, found)
    sets_are_the_smallest(form, answers, found, random=random, tries=tries)


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=examples(3))
@given(data=st.data(), finished=st.booleans(), seed=st.integers(0, 10**6))
def test_every_answer_that_settles_is_listed_and_no_other(
    name: str, data: st.DataObject, finished: bool, seed: int
) -> None:
    form = form_named(name)
    all_laws(form, data.draw(nearly_complete(form)), finished=finished, random=Random(seed), tries=3)


@settings(max_examples=examples(20))
@given(data=st.data(), form=forms(), finished=st.booleans(), seed=st.integers(0, 10**6))
def test_under_any_form_every_answer_that_settles_is_listed_and_no_other(
    data: st.DataObject, form: Form, finished: bool, seed: int
) -> None:
    answers = data.draw(st.one_of(nearly_whole(form), records(form)))
    all_laws(form, answers, finished=finished, random=Random(seed), tries=8)


OPEN: Answers = {key: value for key, value in NOTHING_OPEN.items() if key not in ("came", "born", "visits", "people")}


def test_the_laws_hold_where_much_is_open() -> None:
    all_laws(SMALL, OPEN, finished=True, random=Random(1), tries=40)


def without_an_option(found: dict[str, Any]) -> None:
    of_alone(found)["settles"][1]["answers"]["options"].pop()


def with_an_option_more(found: dict[str, Any]) -> None:
    of_alone(found)["settles"][0]["answers"]["options"].append("friend")


def without_a_question(found: dict[str, Any]) -> None:
    of_alone(found)["settles"].clear()


def with_a_range_too_wide(found: dict[str, Any]) -> None:
    ranges = next(i for i in found["indicators"] if i["indicator"] == "often")["settles"][0]["answers"]["ranges"]
    ranges[0]["end"] += 1


def without_a_raise(found: dict[str, Any]) -> None:
    found["raises"].pop(0)


def with_a_set_too_large(found: dict[str, Any]) -> None:
    first, second = found["raises"][:2]
    first["answers"].append(second["answers"][0])


def with_another_answer(found: dict[str, Any]) -> None:
    next(r for r in found["raises"] if r["answers"][0]["path"] == ["came"])["answers"][0]["recorded"] = "parent"


def of_alone(found: dict[str, Any]) -> dict[str, Any]:
    return next(indicator for indicator in found["indicators"] if indicator["indicator"] == "alone")


@pytest.mark.parametrize(
    "plant",
    [
        without_an_option,
        with_an_option_more,
        without_a_question,
        with_a_range_too_wide,
        without_a_raise,
        with_a_set_too_large,
        with_another_answer,
    ],
)
def test_a_fault_planted_in_an_explanation_breaks_a_law(plant: Callable[[dict[str, Any]], None]) -> None:
    data = json.loads(explained(SMALL, OPEN).model_dump_json())
    plant(data)
    faulty = Explanation.model_validate_json(json.dumps(data))

    with pytest.raises(AssertionError):
        made_up_answers_do_it(SMALL, OPEN, faulty)
        one_answer_settles_exactly_as_listed(SMALL, OPEN, faulty)
        sets_are_the_smallest(SMALL, OPEN, faulty, random=Random(1), tries=40)


def test_the_faces_show_one_document() -> None:
    found = small(came=None)
    text, markdown, page = to_text(found), to_markdown(found), to_html(found)

    for face in (text, markdown, page):
        assert "What could raise the level" in face
        assert "Professional judgement comes first" in face
    assert found._repr_html_().strip() in page or "What could raise the level" in found._repr_html_()


def test_the_command_prints_what_the_function_gives() -> None:
    result = CliRunner().invoke(commands, ["explain", RECORD, "--now", AT, "--format", "json"])
    record = json.loads(Path(RECORD).read_text(encoding="utf-8"))

    assert result.exit_code == 0
    assert json.loads(result.stdout) == [explain(record, now=NOW).model_dump(mode="json")]


@pytest.mark.parametrize("style", ["text", "markdown", "html", "ndjson"])
def test_the_command_explains_one_indicator_in_every_format(style: str) -> None:
    arguments = ["explain", RECORD, "--now", AT, "--indicator", "brought_by_child", "--format", style]
    result = CliRunner().invoke(commands, arguments)

    assert result.exit_code == 0
    assert "brought by another child" in result.stdout
    assert "no adult looking after them" not in result.stdout


def test_an_indicator_that_the_form_has_not_is_named_with_the_likeliest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", RECORD, "--indicator", "brought_by_chid"]) == 2
    assert "has no indicator 'brought_by_chid': did you mean 'brought_by_child'?" in capsys.readouterr().err
    with pytest.raises(UsageError):
        explain({}, form=SMALL, indicator="nothing_like_it")


def test_what_is_no_record_has_no_explanation() -> None:
    with pytest.raises(RecordError):
        explain({"answers": {}}, now=NOW)
