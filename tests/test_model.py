"""The compiled model as an integrating engineer meets it: an honest pydantic class with the form's rules inside."""

import asyncio
import copy
import json
import pickle
import subprocess
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Optional, Union

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import (
    AliasChoices,
    AliasPath,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)

from safeforms import Assessment, Unanswered, UsageError, load_form, load_model, validate
from safeforms.definition import Form
from tests.laws import examples
from tests.records import cases, complete_records
from tests.strategies import FORMS, NOW, form_named, nearly_complete, records, sensible

if TYPE_CHECKING:
    MiuAssessment = Assessment
else:
    MiuAssessment = load_model("miu")

COMPANION: Any = MiuAssessment.part_models["companions"]
DISCUSSION: Any = MiuAssessment.part_models["discussion"]
CHILD: Any = next(case for case in cases("bases", form="miu") if case.name == "child_injured").answers
ADVICE: dict[str, object] = {
    "role": "named_nurse_or_midwife",
    "name": "N. Nurse",
    "at": "2026-11-02T15:10",
    "advice": "Agreed with the plan.",
}
MARK = "Zebedee-4711"

LATER = """
form: later
version: 1.0.0
title: A form with something to follow up
purpose: To see what may come in parts.
filled_in_by: Nobody
sources: {us: Written for the tests}
sections:
  one:
    title: One
    questions:
      outcome:
        text: What came of it?
        type: group
        follow_up: {within: 3 working days}
        source: us
        questions:
          decision: {text: What was decided?, type: text}
          told_by: {text: Who told you?, type: text}
"""

Found = list[tuple[str, tuple[str | int, ...]]]


class Row(Mapping[str, object]):
    """What a library may give for one record: a mapping that is no dict."""

    def __init__(self, answers: dict[str, object]) -> None:
        self.answers = answers

    def __getitem__(self, name: str) -> object:
        return self.answers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's clock stands still."""
    monkeypatch.setattr("safeforms.compiled.model_base.london_now", lambda: NOW)


def refused(read: Callable[[Any], object], raw: object) -> Found:
    """The code and path of every error; none may hold what was given."""
    with pytest.raises(ValidationError) as caught:
        read(raw)
    errors = caught.value.errors()
    assert all(error["input"] is None for error in errors)
    return [(error["type"], error["loc"]) for error in errors]


def outcome(model: type[BaseModel], answers: object) -> Found:
    """The same, or nothing where the answers pass."""
    try:
        model.model_validate(answers)
    except ValidationError as error:
        return [(line["type"], line["loc"]) for line in error.errors()]
    return []


def without(*names: str) -> dict[str, object]:
    return {name: answer for name, answer in CHILD.items() if name not in names}


# --- The class ---


def test_there_is_one_field_for_each_question_and_each_note_in_form_order() -> None:
    asked = [
        name for question in load_form("miu").questions.values() for name in (question.id, question.note_id) if name
    ]

    assert list(MiuAssessment.model_fields) == asked


@pytest.mark.parametrize(
    ("name", "annotation"),
    [
        ("assessed_at", datetime),
        ("site", str),
        ("nhs_number", str | Unanswered),
        ("date_of_birth", date | Unanswered),
        ("school", str | Unanswered | None),
        ("attendances_12m", int | Unanswered | None),
        ("pattern_concern", bool | Unanswered | None),
        ("accompanied", Literal["alone", "with_someone", "professional_only"]),
        ("seen_alone", Optional[Literal["yes_whole", "yes_part", "no"]]),  # noqa: UP045 - a Literal has no `|` in 3.11
        ("who_at_risk", tuple[Literal["patient", "unborn_baby", "other_children", "adult_at_risk"], ...] | None),
        ("companions", tuple[COMPANION, ...] | None),
        ("discussion", DISCUSSION | Unanswered | None),
        ("early_help_note", str | None),
    ],
)
def test_a_field_has_the_type_of_its_question(name: str, annotation: object) -> None:
    assert MiuAssessment.model_fields[name].annotation == annotation


def test_a_field_is_required_only_where_its_question_always_is() -> None:
    required = {name for name, field in MiuAssessment.model_fields.items() if field.is_required()}
    row = MiuAssessment.part_models["companions"].model_fields

    assert {"site", "patient_name", "clinician_concern"} <= required
    assert required.isdisjoint({"school", "companions", "fgm", "level_override"})
    assert not any(field.is_required() for field in row.values())  # a row that was not asked may be half empty


@pytest.mark.parametrize("form", FORMS)
def test_fields_carry_the_text_and_the_help_of_their_questions(form: str) -> None:
    model = load_model(form_named(form))

    for path, question in form_named(form).walk():
        outer, _, part = path.partition(".")
        field = model.part_models[outer].model_fields[part] if part else model.model_fields[outer]
        assert (field.title, field.description) == (question.text, question.help or None), path


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_json_schema_has_the_words_of_the_form(mode: Literal["validation", "serialization"]) -> None:
    schema = MiuAssessment.model_json_schema(mode=mode)
    companion = schema["$defs"]["MiuCompanions"]["properties"]["age_group"]

    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["accompanied"]["title"] == "Did anyone come with them?"
    assert schema["properties"]["gaps_plan"]["title"].startswith("Questions not answered today")
    assert companion["title"] == "How old are they?"
    assert companion["description"].startswith("Not known is a valid answer")
    assert schema["description"] == load_form("miu").title
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("case", [*complete_records()], ids=str)
def test_what_a_model_writes_it_reads_again_and_its_schema_accepts(case: Any) -> None:
    model = load_model(case.form)
    assessment = model.model_validate(case.answers, context={"now": case.now})
    written = assessment.model_dump_json()

    Draft202012Validator(model.model_json_schema()).validate(json.loads(written))
    assert model.model_validate_json(written, context={"now": case.now}) == assessment
    assert model.model_validate(assessment.model_dump(), context={"now": case.now}) == assessment


def test_a_form_has_one_class_in_a_process() -> None:
    assert load_model("miu") is load_model(load_form("miu")) is MiuAssessment
    assert (MiuAssessment.__name__, MiuAssessment.__doc__) == ("MiuAssessment", load_form("miu").title)


# --- Refusals ---


def test_all_problems_come_at_once_in_form_order_without_any_answer() -> None:
    spoilt = {
        **without("site", "sex"),
        "companions": [{"name": "Al"}, {**CHILD["companions"][0], "age_group": MARK}],
        "attendances_12m": MARK,
        "school": {"unanswered": MARK},
        "date_of_birth": 20180303,
        MARK: MARK,
    }

    with pytest.raises(ValidationError) as caught:
        MiuAssessment.model_validate(spoilt)

    assert [(error["type"], error["loc"]) for error in caught.value.errors()] == [
        ("missing_answer", ("site",)),
        ("wrong_type", ("date_of_birth",)),
        ("missing_answer", ("sex",)),
        ("missing_answer", ("companions", 0, "relationship")),
        ("missing_answer", ("companions", 0, "age_group")),
        ("not_an_option", ("companions", 1, "age_group")),
        ("reason_not_offered", ("school",)),
        ("wrong_type", ("attendances_12m",)),
        ("unknown_question", ()),
    ]
    assert MARK not in f"{caught.value}{caught.value!r}{caught.value.errors()}{caught.value.json()}"
    assert caught.value.title == "MiuAssessment"


@pytest.mark.parametrize(
    ("answers", "at"),
    [
        ({MARK: 1}, ()),
        ({"discussion": {**ADVICE, MARK: 1}}, ("discussion",)),
        ({"companions": [{**CHILD["companions"][0], MARK: 1}]}, ("companions", 0)),
        ({"school": {"unanswered": "not_registered", "note": "under school age", MARK: 1}}, ("school",)),
    ],
)
def test_an_unknown_key_is_named_by_what_it_lies_in(answers: dict[str, object], at: tuple[str | int, ...]) -> None:
    assert refused(MiuAssessment.model_validate, {**CHILD, **answers}) == [("unknown_question", at)]


@pytest.mark.parametrize("raw", [None, 5, "text", [], [CHILD], object(), b"{}"])
def test_what_is_no_mapping_is_one_error(raw: object) -> None:
    assert refused(MiuAssessment.model_validate, raw) == [("wrong_type", ())]


@pytest.mark.parametrize("raw", ['{"site": ' + MARK, "", b"\xff", MARK, "[" * 500, 5])
def test_text_that_is_not_json_is_one_error_that_does_not_repeat_it(raw: str | bytes) -> None:
    assert refused(MiuAssessment.model_validate_json, raw) == [("unreadable", ())]


def _agrees(form: Form, answers: dict[str, object]) -> None:
    verdict = validate(answers, form=form, now=NOW)

    assert outcome(load_model(form), answers) == [(problem.code, problem.path) for problem in verdict.errors]


@pytest.mark.parametrize("case", [*cases(), *cases("bases")], ids=str)
def test_the_model_and_validate_say_the_same_of_a_worked_case(case: Any) -> None:
    _agrees(load_form(case.form), case.answers)


@pytest.mark.parametrize("note", [5, ["x"], {"a": 1}])
def test_the_model_and_validate_say_the_same_of_a_note_without_its_answer(note: object) -> None:
    _agrees(load_form("miu"), {**CHILD, "spoken_alone_note": note})


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=examples(9))
@given(data=st.data())
def test_the_model_and_validate_say_the_same_of_any_record(name: str, data: st.DataObject) -> None:
    _agrees(form_named(name), data.draw(records(form_named(name))))


@settings(max_examples=examples(9))
@given(answers=nearly_complete(form_named("miu")))
def test_the_model_and_validate_say_the_same_of_a_record_that_is_nearly_complete(answers: dict[str, object]) -> None:
    _agrees(form_named("miu"), answers)


@settings(max_examples=examples(9))
@given(data=st.data())
def test_no_valid_answer_is_refused_by_a_type(data: st.DataObject) -> None:
    answers = {q.id: data.draw(sensible(q)) for q in form_named("everything").questions.values()}

    _agrees(form_named("everything"), answers)


# --- Spellings ---


@pytest.mark.parametrize("blank", [None, "", " \t", [], {}, [None, ""], {"unanswered": ""}, {"note": " "}])
@pytest.mark.parametrize("name", ["fgm", "notifications", "level_override", "gaps_plan", "early_help_note"])
def test_a_blank_of_any_kind_is_none(name: str, blank: object) -> None:
    assessment = MiuAssessment.model_validate({**CHILD, name: blank})

    assert getattr(assessment, name) is None


def test_blanks_inside_answers_are_left_out() -> None:
    companion = {**CHILD["companions"][0], "age_years": ""}
    answers = {
        **CHILD,
        "companions": [{}, companion, {"name": " "}, None],
        "gp_practice": {"unanswered": "not_known", "note": "  "},
    }

    assessment: Any = MiuAssessment.model_validate(answers)

    assert [row.age_years for row in assessment.companions] == [None]
    assert assessment.gp_practice == Unanswered(unanswered="not_known")


@pytest.mark.parametrize("options", [{}, {"strict": True}])
def test_json_and_python_give_the_same_assessment(options: Any) -> None:
    in_python = {**CHILD, "date_of_birth": date(2018, 3, 3), "assessed_at": datetime(2026, 11, 2, 14, 30)}
    usual: Any = MiuAssessment.model_validate(CHILD)

    assert MiuAssessment.model_validate(CHILD, **options) == usual
    assert MiuAssessment.model_validate(in_python, **options) == usual
    assert MiuAssessment.model_validate_json(json.dumps(CHILD), **options) == usual
    assert MiuAssessment.model_validate_json(json.dumps(CHILD).encode(), **options) == usual
    assert MiuAssessment(**CHILD) == usual
    assert (usual.date_of_birth, usual.care_concern) == (date(2018, 3, 3), False)


def test_any_mapping_and_any_sequence_will_do() -> None:
    companions = tuple(types.MappingProxyType(row) for row in CHILD["companions"])
    answers = types.MappingProxyType({**CHILD, "companions": companions, "injury_features": ("bruise_or_mark",)})

    assert MiuAssessment.model_validate(answers) == MiuAssessment.model_validate(CHILD)
    assert MiuAssessment.model_validate(Row(CHILD)) == MiuAssessment.model_validate(CHILD)


def test_answers_may_be_given_as_instances() -> None:
    row = MiuAssessment.part_models["companions"](**CHILD["companions"][0])
    reason = Unanswered(unanswered="not_registered", note="under school age")
    written = {**CHILD, "school": {"unanswered": "not_registered", "note": "under school age"}}

    given_so = MiuAssessment.model_validate({**CHILD, "companions": [row], "school": reason})

    assert given_so == MiuAssessment.model_validate(written)
    assert refused(MiuAssessment.model_validate, {**CHILD, "site": reason}) == [("reason_not_offered", ("site",))]


def test_a_half_filled_group_that_was_not_asked_is_kept() -> None:
    assessment: Any = MiuAssessment.model_validate({**CHILD, "discussion": {"name": "N. Nurse"}})

    assert (assessment.discussion.name, assessment.discussion.advice) == ("N. Nurse", None)


def test_a_half_filled_group_that_is_still_followed_up_is_kept(tmp_path: Path) -> None:
    (tmp_path / "later.yaml").write_text(LATER, encoding="utf-8")

    assessment: Any = load_model(tmp_path / "later.yaml").model_validate({"outcome": {"told_by": "S. Worker"}})

    assert (assessment.outcome.told_by, assessment.outcome.decision) == ("S. Worker", None)


def test_the_clock_comes_from_the_context_in_any_zone() -> None:
    later = {**CHILD, "assessed_at": (NOW + timedelta(hours=1)).isoformat()}
    in_two_hours = (NOW + timedelta(hours=2)).replace(tzinfo=UTC)

    assert refused(MiuAssessment.model_validate, later) == [("out_of_range", ("assessed_at",))]
    assert MiuAssessment.model_validate(later, context={"now": in_two_hours})
    with pytest.raises(UsageError, match="now"):
        MiuAssessment.model_validate(later, context={"now": "2026-11-02"})


# --- In somebody's own models ---


class Visit(BaseModel):
    assessment: MiuAssessment
    other: int


class Visits(BaseModel):
    several: list[MiuAssessment] = []
    perhaps: MiuAssessment | None = None
    one_of_two: Union[MiuAssessment, int] = 0  # noqa: UP007 - as people write it


class MiuVisit(MiuAssessment):
    """The form's model with what a service adds."""

    bay: int
    visit: str = Field(default="none", alias="visitId")
    origin: str = Field(default="none", validation_alias=AliasChoices("source", AliasPath("where", 0)))
    site: Literal["Example minor injuries unit", "Elsewhere"]

    @field_validator("bay")
    @classmethod
    def _there_are_nine(cls, bay: int) -> int:
        if bay > 9:
            raise ValueError("there are nine bays")
        return bay

    @model_validator(mode="after")
    def _bay_nine_is_closed(self) -> "MiuVisit":
        if self.bay == 9:
            raise ValueError("bay nine is closed")
        return self


def test_errors_in_a_model_of_ones_own_are_merged_under_its_field() -> None:
    with pytest.raises(ValidationError) as caught:
        Visit.model_validate({"assessment": {**without("site"), MARK: 1}, "other": "x"})

    assert [(error["type"], error["loc"]) for error in caught.value.errors()] == [
        ("missing_answer", ("assessment", "site")),
        ("unknown_question", ("assessment",)),
        ("int_parsing", ("other",)),
    ]
    assert [error["input"] for error in caught.value.errors()][:2] == [None, None]
    assert MARK not in str(caught.value)


@pytest.mark.parametrize(
    ("given_so", "at"),
    [
        ({"several": [CHILD, without("site")]}, ("several", 1, "site")),
        ({"perhaps": without("site")}, ("perhaps", "site")),
    ],
)
def test_errors_in_lists_and_optional_fields_have_their_place(given_so: object, at: tuple[str | int, ...]) -> None:
    assert refused(Visits.model_validate, given_so) == [("missing_answer", at)]
    assert refused(Visits.model_validate_json, json.dumps(given_so)) == [("missing_answer", at)]


def test_assessments_nest_in_models_lists_and_unions() -> None:
    visits = Visits.model_validate({"several": [CHILD, CHILD], "perhaps": CHILD, "one_of_two": CHILD})
    listed = TypeAdapter(list[MiuAssessment])

    assert visits.perhaps == visits.one_of_two == visits.several[1] == MiuAssessment(**CHILD)
    assert listed.validate_json(json.dumps([CHILD])) == [visits.perhaps]
    assert refused(listed.validate_python, [CHILD, without("site")]) == [("missing_answer", (1, "site"))]


def test_an_instance_is_taken_as_it_is() -> None:
    assessment = MiuAssessment.model_validate(CHILD)

    assert MiuAssessment.model_validate(assessment) is assessment
    assert Visit(assessment=assessment, other=1).assessment is assessment


def test_the_class_that_all_forms_share_takes_any_assessment_and_no_raw_record() -> None:
    shared = TypeAdapter(Assessment)
    assessment = MiuAssessment.model_validate(CHILD)

    assert shared.validate_python(assessment) is assessment
    with pytest.raises(UsageError, match="load_model"):
        shared.validate_python(CHILD)


def test_a_subclass_may_add_fields_and_validators() -> None:
    visit: Any = MiuVisit.model_validate({**CHILD, "bay": "3", "visitId": "V1", "where": ["GP"]})

    assert (visit.bay, visit.visit, visit.origin, visit.date_of_birth) == (3, "V1", "GP", date(2018, 3, 3))
    assert isinstance(visit, MiuAssessment)
    assert MiuVisit.model_validate(visit) is visit


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"bay": 12}, [("value_error", ("bay",))]),
        ({"bay": 9}, [("value_error", ())]),
        ({}, [("missing", ("bay",))]),
        ({"bay": 1, "site": "Nowhere at all"}, [("literal_error", ("site",))]),
        ({"bay": 1, "visitId": 5}, [("string_type", ("visitId",))]),
        ({"bay": 1, "unknown": 5}, [("unknown_question", ())]),
        ({"bay": MARK, "sex": MARK}, [("not_an_option", ("sex",)), ("int_parsing", ("bay",))]),
        ({"sex": None}, [("missing_answer", ("sex",)), ("missing", ("bay",))]),
    ],
)
def test_the_errors_of_a_subclass_come_with_those_of_the_form(changes: dict[str, object], found: Found) -> None:
    with pytest.raises(ValidationError) as caught:
        MiuVisit.model_validate({**CHILD, **changes})

    assert [(error["type"], error["loc"]) for error in caught.value.errors()] == found
    assert MARK not in str(caught.value.errors())


# --- Values ---


def test_an_assessment_is_frozen_through_and_through() -> None:
    assessment: Any = MiuAssessment.model_validate(CHILD)

    for frozen, name in [(assessment, "site"), (assessment.companions[0], "name")]:
        with pytest.raises(ValidationError):
            setattr(frozen, name, "changed")
    assert hash(assessment) == hash(MiuAssessment.model_validate(CHILD))


def test_copies_are_equal_and_others_are_not() -> None:
    assessment = MiuAssessment.model_validate({**CHILD, "discussion": ADVICE})

    for same in (copy.copy(assessment), copy.deepcopy(assessment), assessment.model_copy(deep=True)):
        assert same == assessment
        assert type(same) is MiuAssessment
    assert assessment.model_copy(update={"site": "Elsewhere"}) != assessment
    assert copy.deepcopy(MiuAssessment) is MiuAssessment


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_instances_and_classes_survive_pickling(protocol: int) -> None:
    assessment: Any = MiuAssessment.model_validate({**CHILD, "discussion": ADVICE})
    part = assessment.companions[0]

    for value in (assessment, part, Unanswered(unanswered="declined")):
        assert pickle.loads(pickle.dumps(value, protocol)) == value
    for model in (MiuAssessment, type(part), MiuVisit, Visit):
        assert pickle.loads(pickle.dumps(model, protocol)) is model


def test_pickles_open_in_a_fresh_process() -> None:
    assessment: Any = MiuAssessment.model_validate(CHILD)
    program = (
        "import pickle, sys\n"
        "assessment, model, part = pickle.load(sys.stdin.buffer)\n"
        "from safeforms import load_model\n"
        "assert type(assessment) is model is load_model('miu')\n"
        "assert part is type(assessment.companions[0]) is model.part_models['companions']\n"
        "print(assessment.companions[0].relationship, 'site' in model.model_fields)\n"
    )

    sent = pickle.dumps((assessment, MiuAssessment, type(assessment.companions[0])))
    opened = subprocess.run([sys.executable, "-c", program], input=sent, capture_output=True, check=False)

    assert (opened.stdout.decode().strip(), opened.stderr.decode()) == ("father True", "")


def test_a_subclass_pickles_by_its_own_name() -> None:
    sent = pickle.dumps(MiuVisit.model_validate({**CHILD, "bay": 1}))

    assert b"MiuVisit" in sent
    assert type(pickle.loads(sent)) is MiuVisit


# --- In a service ---


def _answers_of(service: FastAPI, *records: object) -> list[httpx.Response]:
    """What a service answers to records that are posted to it, then its page of itself."""

    async def asked() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=service), base_url="http://test") as client:
            answers = [await client.post("/assessments", json=record) for record in records]
            return [*answers, await client.get("/openapi.json")]

    return asyncio.run(asked())


def test_a_service_refuses_with_our_codes_and_without_answers() -> None:
    service = FastAPI()

    @service.post("/assessments")
    async def receive(record: MiuAssessment) -> MiuAssessment:
        return record

    accepted, answer, page = _answers_of(service, CHILD, {**without("site"), "sex": MARK, MARK: MARK})

    assert (accepted.status_code, accepted.json()["date_of_birth"]) == (200, "2018-03-03")
    assert answer.status_code == 422
    assert [(error["type"], error["loc"]) for error in answer.json()["detail"]] == [
        ("missing_answer", ["body", "site"]),
        ("not_an_option", ["body", "sex"]),
        ("unknown_question", ["body"]),
    ]
    assert MARK not in answer.text
    assert page.json()["components"]["schemas"]["MiuAssessment"]["properties"]["site"]["title"]


def test_a_model_of_ones_own_may_be_strict_and_forbid_extras() -> None:
    class Envelope(BaseModel):
        model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
        record: MiuAssessment

    assert Envelope.model_validate({"record": CHILD}).record == MiuAssessment.model_validate(CHILD)
