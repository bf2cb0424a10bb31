"""The JSON Schema of a form and its model come from the definition by two roads, and judge records alike.

The law: what the model accepts the schema accepts; what only the schema accepts, the model refuses for faults that
`losses` names. `pytest --renew tests/test_json_schema.py` writes the published schemas anew.
"""

import copy
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from benchmarks.drawn_records import draw_records
from benchmarks.two_roads import answers_alone
from safeforms import assess, blank, load_form, losses
from safeforms.conditions import Always, Condition, Is, Name, Truth
from safeforms.definition import Check, Form, Indicator, Level, Section
from safeforms.json_schema import patterns
from safeforms.json_schema.claiming import Claims
from safeforms.json_schema.lost import overlooked
from safeforms.json_schema.single import SingleAnswers
from safeforms.json_schema.terms import Definitions
from safeforms.judgement.contents import read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.faults import WARNINGS
from safeforms.judgement.judging import judge
from safeforms.language.condition_print import print_condition
from safeforms.language.condition_text import parse_condition
from safeforms.problems import RecordError
from safeforms.questions import Choice, Choices, Group, Integer, OfferedReason, Option, Override, Question, Text, YesNo
from safeforms.summary_parts import SummaryParts
from safeforms.targets.json_schema import schema_of
from tests.drawn_conditions import drawn, truths_of
from tests.form_strategies import forms
from tests.laws import examples
from tests.mutations import as_json, complete, errors, mutated
from tests.strategies import FORMS, NOW, form_named

BUNDLED = [name for name in FORMS if name != "everything"]
PUBLISHED = Path(__file__).parents[1] / "schemas"
ENVELOPE = {"form": "miu", "form_version": "1.0.0", "record_id": "A-1", "status": "completed"}


@cache
def schema_named(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(written(name))
    return schema


@cache
def written(name: str) -> bytes:
    return blank(form_named(name), to="jsonschema")


@cache
def python_validator(name: str) -> Validator:
    return Draft202012Validator(answers_alone(schema_named(name)))


@cache
def rust_validator(name: str) -> Any:
    return jsonschema_rs.validator_for(answers_alone(schema_named(name)))


@cache
def draft_7_validator(name: str) -> Any:
    draft_7 = {"$schema": "http://json-schema.org/draft-07/schema#"}
    return fastjsonschema.compile({**answers_alone(schema_named(name)), **draft_7})


@cache
def unseen(name: str) -> frozenset[tuple[str, str]]:
    return frozenset[tuple[str, str]]().union(*overlooked(form_named(name)).values())


# --- the published file


@pytest.mark.parametrize("name", BUNDLED)
def test_the_published_schema_is_current(name: str, pytestconfig: pytest.Config) -> None:
    path, current = PUBLISHED / f"{name}.schema.json", written(name)
    if pytestconfig.getoption("--renew"):
        path.write_bytes(current)

    assert path.read_bytes() == current, "run: pytest --renew tests/test_json_schema.py"


@pytest.mark.parametrize("name", FORMS)
def test_the_metaschema_accepts_every_schema_and_every_reference_leads_somewhere(name: str) -> None:
    schema = schema_named(name)
    text = json.dumps(schema)

    if name == "everything":  # the slow one, once
        Draft202012Validator.check_schema(schema)
    jsonschema_rs.meta.validate(schema)
    assert all(f'"#/$defs/{key}"' in text for key in schema["$defs"])


@pytest.mark.parametrize("name", FORMS)
def test_every_keyword_stands_beside_its_type_and_no_type_is_a_list(name: str) -> None:
    of_types = {
        "properties": "object",
        "required": "object",
        "items": "array",
        "contains": "array",
        "pattern": "string",
    }

    def walk(schema: Any) -> None:
        if isinstance(schema, dict):
            assert not isinstance(schema.get("type"), list)
            for keyword, kind in of_types.items():
                if keyword in schema and not isinstance(schema[keyword], dict if keyword == "type" else ()):
                    assert schema.get("type") == kind, schema
            assert set(schema.get("required", [])) <= set(schema.get("properties", {}))
            for keyword, inner in schema.items():
                inside = inner.values() if keyword in ("properties", "$defs") else [inner]
                for each in inside:
                    walk(each)
        elif isinstance(schema, list):
            for each in schema:
                walk(each)

    walk(schema_named(name))


# --- the law


@pytest.mark.parametrize("name", FORMS)
def test_complete_records_of_every_kind_are_accepted_by_both(name: str) -> None:
    for answers in complete(name):
        assert rust_validator(name).is_valid(answers)
    for answers in complete(name)[:2]:  # this one is slow
        assert errors(form_named(name), answers) == set()
        assert python_validator(name).is_valid(answers)


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=examples(21))
@given(data=st.data())
def test_what_the_model_accepts_the_schema_accepts_and_what_only_it_accepts_is_named(
    name: str, data: st.DataObject
) -> None:
    answers = data.draw(mutated(name))
    wrong, accepted = errors(form_named(name), answers), rust_validator(name).is_valid(answers)

    assert accepted or wrong, "refused by the schema alone"
    assert not accepted or wrong <= unseen(name), "accepted by the schema, for a fault that is not among the losses"


@settings(max_examples=examples(5))
@given(form=forms(), seed=st.integers(0, 2**32))
def test_the_law_holds_for_every_form(form: Form, seed: int) -> None:
    validator = jsonschema_rs.validator_for(answers_alone(schema_of(form)))
    lost = frozenset[tuple[str, str]]().union(*overlooked(form).values())
    for answers in map(as_json, draw_records(form, [], number=15, seed=seed)):
        wrong, accepted = errors(form, answers), validator.is_valid(answers)
        assert accepted or wrong, "refused by the schema alone"
        assert not accepted or wrong <= lost, "accepted by the schema, for a fault that is not among the losses"


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=examples(6))
@given(data=st.data())
def test_implementations_in_python_and_rust_judge_alike(name: str, data: st.DataObject) -> None:
    answers = data.draw(mutated(name))

    assert python_validator(name).is_valid(answers) == rust_validator(name).is_valid(answers)


@pytest.mark.parametrize("name", ["cash", "miu"])  # each takes most of a second to compile
@settings(max_examples=examples(5))
@given(data=st.data())
def test_a_reader_of_draft_7_judges_the_bundled_forms_alike(name: str, data: st.DataObject) -> None:
    """Many tools know no later draft. They would overlook `minContains`, which no bundled form needs."""
    answers = data.draw(mutated(name))
    try:
        accepted = bool(draft_7_validator(name)(answers))
    except fastjsonschema.JsonSchemaValueException:
        accepted = False

    assert accepted == rust_validator(name).is_valid(answers)


@pytest.mark.parametrize("name", FORMS)
def test_of_one_answer_spoilt_in_a_complete_record_the_schema_sees_most(name: str) -> None:
    """It would keep the law by accepting everything; it does not."""
    form, seen, wrong = form_named(name), 0, 0
    for answers in complete(name)[::3]:
        for key in answers:
            for spoilt in (None, "n/a", ["?"], {"unanswered": "because"}):
                record = {**answers, key: spoilt}
                if errors(form, record):
                    wrong += 1
                    seen += not rust_validator(name).is_valid(record)

    assert seen / wrong > 0.9


def _assert_claims(name: str, conditions: Sequence[Condition]) -> None:
    """Where nothing is lost, a claim is made wherever a condition is so; where something is, it is never wrong."""
    form, definitions = form_named(name), Definitions()
    SingleAnswers(definitions)
    claims = Claims(form, definitions)
    found = [(answers, Evaluation(form, read_contents(form, answers, now=NOW), now=NOW)) for answers in complete(name)]
    for condition in conditions:
        claim = claims.of(condition)
        rulings = [(answers, evaluation.rule(condition).truth) for answers, evaluation in found]
        for claimed, side in ((claim.true, True), (claim.false, False)):
            schema = {"$defs": definitions.used_by(claimed.schema), "allOf": [claimed.schema]}
            validator = jsonschema_rs.validator_for(schema)
            for answers, ruled in rulings:
                accepted = validator.is_valid(answers)
                assert not accepted or ruled is side, print_condition(condition)
                assert accepted or ruled is not side or claimed.lost, print_condition(condition)


@pytest.mark.parametrize("name", FORMS)
def test_a_claimed_truth_is_the_truth_in_every_accepted_record(name: str) -> None:
    _assert_claims(name, [Truth(truth) for truth in truths_of(form_named(name))])


@pytest.mark.parametrize("name", FORMS)
def test_what_is_claimed_of_any_condition_is_so_in_every_accepted_record(name: str) -> None:
    draw = random.Random(20261102)
    _assert_claims(name, [drawn(form_named(name), draw) for _ in range(10)])


@pytest.mark.parametrize("turned", ["3 < {0}|{0} > 3", "3 <= {0}|{0} >= 3", "3 > {0}|{0} < 3", "3 >= {0}|{0} <= 3"])
def test_a_number_may_stand_on_either_side(turned: str) -> None:
    form = form_named("everything")
    name = next(question.id for question in form.questions.values() if isinstance(question.type, Integer))
    definitions = Definitions()
    SingleAnswers(definitions)
    claims = Claims(form, definitions)
    left, right = (claims.of(parse_condition(text.format(name))) for text in turned.split("|"))

    assert left == right
    assert left.true.schema is not False


# --- what is said, each way once


def form_of(*questions: Question, **rest: Any) -> Form:
    return Form(id="f", version="1.0.0", title="F", sections=(Section(id="s", title="S", questions=questions),), **rest)


def accepts(form: Form, answers: object) -> bool:
    schema = json.loads(blank(form, to="jsonschema"))
    verdicts = {
        Draft202012Validator(schema).is_valid(answers),
        jsonschema_rs.validator_for(schema).is_valid(answers),
    }
    assert len(verdicts) == 1
    return verdicts.pop()


@pytest.mark.parametrize(
    ("text", "good"),
    [
        *(("abcde", True), (" abcde\n", True), ("abcd", False), (" abcd ", False), ("a   e", True)),
        *(("\U0001f9d2" * 5, True), ("\U0001f9d2" * 4, False), ("\u2003" * 9, False), ("", False), (None, False)),
        *(("see notes", False), ("SEE \u2003Notes ", False), ("\u017fee note\u017f\n", False), ("see  note", True)),
        *(("Asse\u00df n", True), ("gro\u00df es ding", False), ("GROSS ES DING", False), ("gross es dinge", True)),
        *(("x" * 20, True), (f" {'x' * 20} ", True), ("x" * 21, False), ("12345\n", True), (12345, False)),
    ],
)
def test_texts_are_measured_without_the_space_around_them_and_stock_phrases_found_in_any_spelling(
    text: object, good: bool
) -> None:
    usual = Text().stock_phrases
    kind = Text(min_length=5, max_length=20, stock_phrases=usual | {"gross es ding"})
    form = form_of(Question(id="q", text="Q", type=kind))

    assert accepts(form, {"q": text}) is good
    assert bool(errors(form, {"q": text})) is not good


def test_every_letter_that_folds_to_one_of_the_alphabet_is_known() -> None:
    letters = "".join(map(chr, range(0x110000)))
    folding = {x for x in letters if not x.isascii() and x.casefold().isascii()}

    assert folding == set("".join([patterns.FOLDED_TO["s"], patterns.FOLDED_TO["k"], *patterns.LIGATURES.values()]))


def test_white_space_is_what_python_strips() -> None:
    spaces = "".join(letter for letter in map(chr, range(0x110000)) if not letter.strip())

    validator = jsonschema_rs.validator_for(patterns.BLANK_TEXT)
    assert all(validator.is_valid(letter) for letter in spaces)
    others = [chr(code) for code in range(0x3100) if chr(code) not in spaces]
    assert not any(validator.is_valid(letter) for letter in others)
    assert not any(Draft202012Validator(patterns.BLANK_TEXT).is_valid(letter) for letter in others)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"alert_check": "found"}, "what an answer asks for"),
        ({"accompanied": "with_someone", "companions": None}, "a table"),
        ({"companions": [{"name": "Kim", "relationship": "friend"}]}, "a part of each row"),
        ({"accompanied": "alone", "companions": [{"name": "Kim"}]}, "a check"),
        ({"date_of_birth": {"unanswered": "not_known"}}, "where a reason was given"),
        ({"date_of_birth": {"unanswered": "unable", "note": "Too young"}}, "a reason not offered"),
        ({"clinician_concern": "serious_concern", "risk_statement": None}, "an indicator, through the worst finding"),
        ({"alert_check": {"unanswered": "system_unavailable"}}, "the note of a reason"),
        ({"stranger": 1}, "an unknown key"),
        ({"sex": "Female"}, "an option that is not offered"),
        ({"assessed_at": "2026-02-30T10:00"}, "a day that does not exist"),
    ],
)
def test_a_complete_record_so_changed_is_refused(changes: dict[str, object], where: str) -> None:
    answers = {**complete("miu")[0], **changes}

    assert errors(load_form("miu"), answers)
    assert not rust_validator("miu").is_valid(answers), where


SIGNS = {
    "none": Option(id="none", text="None", exclusive=True),
    "a": Option(id="a", text="A"),
    "b": Option(id="b", text="B"),
}
YES_NO = YesNo(options={word: Option(id=word, text=word) for word in ("yes", "no")})
HURT = Question(id="hurt", text="Hurt?", type=YES_NO, unanswered={"declined": OfferedReason(id="declined")})
TIRED = replace(HURT, id="tired", text="Tired?", unanswered={})
LEVELS = Choice(options={level: Option(id=level, text=level) for level in ("red", "amber", "green")})
OWN = Question(
    id="own",
    text="Own level",
    type=Override(
        questions=(
            Question(id="level", text="Level", type=LEVELS),
            Question(id="agreed_by", text="Who agreed", type=Text(), optional=True),
        )
    ),
    optional=True,
)
LEFT = {"unanswered": "declined"}


def _found(level: Level, name: str, *, hard: bool = False) -> Indicator:
    return Indicator(id=f"is_{name}", level=level, when=Is(Name(name), "yes"), concern="", within="", hard=hard)


def _judged(*indicators: Indicator, when: Condition | None = None) -> Form:
    plan = Question(id="plan", text="Plan", type=Text(), when=when or Always(), optional=when is None)
    found = {indicator.id: indicator for indicator in indicators}
    return form_of(HURT, TIRED, plan, OWN, indicators=found, summary=SummaryParts(override="own"))


RED, AMBER = _found("red", "hurt"), _found("amber", "tired")
HARD = replace(RED, hard=True)
IF_AMBER = Is(Name("worst_finding"), "amber")
BY_NIGHT = Question(id="night", text="By night?", type=YES_NO, optional=True)
VISIT = form_of(Question(id="visit", text="Visit", type=Group(questions=(BY_NIGHT,))))
SIGNS_ASKED = form_of(Question(id="q", text="Q", type=Choices(options=SIGNS)))


@pytest.mark.parametrize(
    ("form", "answers", "good"),
    [
        (SIGNS_ASKED, {"q": ["a", "b"]}, True),
        (SIGNS_ASKED, {"q": ["none"]}, True),
        (SIGNS_ASKED, {"q": ["a", "a"]}, False),
        (SIGNS_ASKED, {"q": ["none", "a"]}, False),
        (SIGNS_ASKED, {"q": []}, False),
        (VISIT, {"visit": {"night": False}}, True),
        (VISIT, {"visit": {"night": None}}, False),
        (VISIT, {"visit": {}}, False),
        (_judged(HARD), {"hurt": True, "tired": False, "own": {"level": "amber", "agreed_by": "Dr X"}}, False),
        (_judged(HARD), {"hurt": True, "tired": False, "own": {"level": "red"}}, True),
        (_judged(RED), {"hurt": True, "tired": False, "own": {"level": "amber", "agreed_by": "Dr X"}}, True),
        (_judged(RED), {"hurt": "yes", "tired": False, "own": {"level": "amber"}}, False),
        (_judged(RED), {"hurt": LEFT, "tired": False, "own": {"level": "green"}}, False),
        (_judged(RED), {"hurt": LEFT, "tired": False, "own": {"level": "green", "agreed_by": "Dr X"}}, True),
        (_judged(RED), {"hurt": False, "tired": True, "own": {"level": "green"}}, True),
        (_judged(RED, AMBER, when=IF_AMBER), {"hurt": LEFT, "tired": True}, False),
        (_judged(RED, AMBER, when=IF_AMBER), {"hurt": LEFT, "tired": True, "plan": "Rest and water"}, True),
        (_judged(RED, AMBER, when=IF_AMBER), {"hurt": True, "tired": True}, True),
    ],
)
def test_the_schema_and_the_interpreter_say_the_same_of(form: Form, answers: dict[str, Any], good: bool) -> None:
    faults = judge(Evaluation(form, read_contents(form, answers, now=NOW), now=NOW))

    assert all(fault.code in WARNINGS for fault in faults) is good
    assert accepts(form, answers) is good


# --- the envelope


@pytest.mark.parametrize(
    "around",
    [
        *({}, {"form": "miu"}, ENVELOPE, {**ENVELOPE, "status": "amended"}, {"status": None, "form": None}),
        *({**ENVELOPE, "status": "in_progress"}, {**ENVELOPE, "status": "entered_in_error"}, {"form": "midwifery"}),
        *({"record_id": 7}, {"record_id": 10**18}, {"record_id": True}, {"form_version": 1}, {"form_version": "9"}),
        *({"stranger": 1}, {"status": "done"}, {"form": ""}, {"record_id": -(10**18) + 1}),
    ],
    ids=str,
)
def test_the_schema_takes_a_record_in_its_envelope_where_it_is_an_assessment(around: dict[str, object]) -> None:
    answers = complete("miu")[0]
    record = {**around, "answers": answers}
    try:
        accepted = bool(assess(copy.deepcopy(record), form="miu", now=NOW))
    except RecordError:
        accepted = False

    assert jsonschema_rs.validator_for(schema_named("miu")).is_valid(record) is accepted


def test_the_schema_takes_bare_answers_and_nothing_that_is_no_record() -> None:
    validator = jsonschema_rs.validator_for(schema_named("miu"))
    answers = complete("miu")[0]
    strangers: list[object] = [{}, [], None, "miu", [answers], {"form": "miu"}, {"answers": []}]

    assert validator.is_valid(answers)
    assert not any(validator.is_valid(raw) for raw in strangers)


# --- losses, and texts that mean harm


@pytest.mark.parametrize("name", FORMS)
def test_losses_are_sentences_that_name_questions(name: str) -> None:
    form = form_named(name)
    for loss in losses(form, to="jsonschema"):
        assert loss.startswith("JSON Schema cannot see ") and loss.endswith(".")
        assert any(path in loss for path, _ in form.walk()) or "in any text or note" in loss
    assert {path.split(".")[0].removesuffix("_note") for path, _ in unseen(name)} <= set(form.questions)


def test_a_form_of_choices_alone_loses_nothing() -> None:
    options = {"a": Option(id="a", text="A"), "b": Option(id="b", text="B")}
    form = form_of(Question(id="q", text="Q", type=Choice(options=options)))

    assert losses(form, to="jsonschema") == ()
    assert [accepts(form, {"q": answer}) for answer in ("a", "b", "c", None, 1)] == [True, True, False, False, False]


def test_hostile_texts_of_a_form_come_out_as_json() -> None:
    text = 'Say "hello" \\ </script> \x00\x1f \u2028 \ud800 {"$ref": "#/$defs/nowhere"}'
    option = Option(id="a", text=text)
    form = form_of(
        Question(id="q", text=text, help=text, type=Choice(options={"a": option})),
        checks=(Check(id="c", never=Truth("i"), at="q", message=text),),
        indicators={"i": Indicator(id="i", level="red", when=Truth("gap"), concern=text, within="same day")},
    )
    written = blank(form, to="jsonschema")

    assert json.loads(written)["$defs"]["answers"]["properties"]["q"]["title"] == text.replace("\ud800", "?")
    assert accepts(form, {"q": "a"})
