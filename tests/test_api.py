"""The public functions on everything that may be given to them: records, near-records, and what was never one."""

import copy
import enum
import math
import time
import types
from collections import OrderedDict, UserDict, defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import (
    Assessment,
    FormError,
    Place,
    Problem,
    RecordError,
    UsageError,
    Verdict,
    assess,
    list_forms,
    load_form,
    load_model,
    summarise,
    validate,
)
from tests.laws import examples
from tests.records import Case, cases, complete_records
from tests.strategies import FORMS, JUNK, NOW, form_named, nearly_complete, records

CHILD: Any = next(case for case in cases("bases", form="miu") if case.name == "child_injured").answers
RECORD: Any = {"form": "miu", "form_version": "1.0.0", "record_id": "A-1", "status": "completed", "answers": CHILD}
QUESTIONS = [*load_form("miu").questions, "early_help_note", "unanswered", "stranger"]
EACH_TYPE = [
    *{type(question.type): question.id for question in load_form("miu").questions.values()}.values(),
    "stranger",
]
ENVELOPE = ["form", "form_version", "record_id", "status", "answers", "stranger"]

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(JUNK)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(QUESTIONS) | st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)


class Odd(Mapping[object, object]):
    """A mapping of somebody's own making."""

    def __init__(self, inside: dict[object, object]) -> None:
        self.inside = inside

    def __getitem__(self, key: object) -> object:
        return self.inside[key]

    def __iter__(self) -> Iterator[object]:
        return iter(self.inside)

    def __len__(self) -> int:
        return len(self.inside)


class Came(str, enum.Enum):  # noqa: UP042 - the older way, whose `str()` is not the text
    WITH_SOMEONE = "with_someone"


ODD: list[object] = [
    *(object(), object, len, Ellipsis, NotImplemented, b"bytes", bytearray(b"x"), memoryview(b"x"), 1j, Decimal("1.5")),
    *(math.nan, math.inf, 10**400, -0.0, {1, 2}, frozenset(), (), (1, "x"), range(3), iter([1]), "\ud800", "\x00"),
    *({1: 2}, {None: None}, {(): []}, {"a": {2: 3}}, [{1: 2}], {True: "x", "answers": 5}, {b"site": "x"}),
    *(
        date(2026, 1, 1),
        datetime(2026, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59),
        date.min,
        timedelta(1),
        time.gmtime(0),
    ),
    *(Odd({}), Odd({1: 1}), Odd({"site": Odd({})}), types.MappingProxyType({"a": 1}), UserDict({"site": ""})),
    *(defaultdict(None, {"site": 1}), OrderedDict(site=1), Came.WITH_SOMEONE, Place("x"), ValueError("x")),
]
"""What JSON cannot hold and Python can."""


def codes(verdict: Verdict) -> list[tuple[str, tuple[str | int, ...], str]]:
    return [(problem.code, problem.path, problem.severity) for problem in verdict.problems]


def without(*names: str) -> dict[str, object]:
    return {name: answer for name, answer in CHILD.items() if name not in names}


def survives(record: object, *, form: Any = None) -> None:
    """Judging gives a verdict, summarising a summary or RecordError; and the two agree."""
    verdict = validate(record, form=form, now=NOW)
    assert isinstance(verdict, Verdict)
    try:
        assert summarise(record, form=form, now=NOW).complete is verdict.complete
    except RecordError as error:
        assert error.problems == verdict.problems
        assert not verdict.complete


# --- Nothing about a record raises ---


@settings(max_examples=examples(30))
@given(value=JSON)
def test_validate_never_raises_on_json_as_a_record(value: object) -> None:
    survives(value)
    survives(value, form="miu")


@settings(max_examples=examples(30))
@given(value=JSON, key=st.sampled_from(ENVELOPE))
def test_validate_never_raises_on_json_inside_a_record(value: object, key: str) -> None:
    survives({**RECORD, key: value})


@settings(max_examples=examples(30))
@given(value=JSON, question=st.sampled_from(QUESTIONS))
def test_validate_never_raises_on_json_as_an_answer(value: object, question: str) -> None:
    survives({**CHILD, question: value}, form="miu")


@pytest.mark.parametrize("value", ODD, ids=lambda value: type(value).__name__)
def test_validate_never_raises_on_odd_objects(value: object) -> None:
    survives(value)
    survives(value, form="miu")
    for key in ENVELOPE:
        survives({**RECORD, key: value})
    for question in EACH_TYPE:
        survives({**CHILD, question: value}, form="miu")
    survives({**CHILD, "companions": [value]}, form="miu")
    survives({**CHILD, "companions": [{**CHILD["companions"][0], "name": value, "age_years": value}]}, form="miu")
    survives({**CHILD, "school": {"unanswered": value, "note": value}}, form="miu")


def test_any_mapping_is_a_record() -> None:
    usual = validate(RECORD, now=NOW)

    for record in (Odd(RECORD), UserDict(RECORD), OrderedDict(RECORD), Odd({**RECORD, "answers": Odd(CHILD)})):
        assert validate(record, now=NOW) == usual
        assert assess(record, now=NOW) == assess(RECORD, now=NOW)
        assert summarise(record, now=NOW) == summarise(RECORD, now=NOW)


def test_a_text_of_another_class_is_the_text_that_it_is() -> None:
    assert validate({**RECORD, "answers": {**CHILD, "accompanied": Came.WITH_SOMEONE}}, now=NOW).complete


@pytest.mark.parametrize("key", ["record_id", "form", "form_version"])
def test_a_number_beyond_all_bounds_breaks_nothing(key: str) -> None:
    survives({**RECORD, key: 10**5_000})


@pytest.mark.parametrize("leaf", [1, None])
@pytest.mark.parametrize("question", ["site", "school", "companions", "stranger", "injury_features"])
def test_depth_breaks_nothing(leaf: object, question: str) -> None:
    lists, mappings = leaf, leaf
    for _ in range(20_000):
        lists, mappings = [lists], {"a": mappings}

    survives({**CHILD, question: lists}, form="miu")
    survives({**CHILD, question: mappings}, form="miu")


def test_depth_inside_a_group_breaks_nothing() -> None:
    deep: object = 1
    for _ in range(20_000):
        deep = {"a": deep}

    survives({**CHILD, "discussion": deep}, form="miu")


def test_what_holds_itself_breaks_nothing() -> None:
    itself: list[object] = []
    itself.append(itself)
    around: dict[str, object] = {}
    around["a"] = around

    for question in EACH_TYPE:
        for endless in (itself, around):
            survives({**CHILD, question: endless}, form="miu")
            survives({**CHILD, "companions": [{**CHILD["companions"][0], "name": endless}]}, form="miu")


def test_a_record_is_left_as_it_was() -> None:
    record = {**RECORD, "answers": {**CHILD, "companions": [{}, *CHILD["companions"], None], "gaps_plan": " "}}
    before = copy.deepcopy(record)

    assess(record, now=NOW)
    summarise(record, now=NOW)

    assert record == before


# --- Twins ---


def problems_of(record: object, *, form: Any) -> tuple[Problem, ...]:
    """What `assess` raises; nothing where it gives an instance of the form's model."""
    try:
        assert type(assess(record, form=form, now=NOW)) is load_model(form)
    except RecordError as error:
        return error.problems
    return ()


def agrees(record: object, *, form: Any) -> None:
    """`assess` gives an instance exactly where `validate` says complete, and else raises the same problems."""
    verdict = validate(record, form=form, now=NOW)

    assert problems_of(record, form=form) == (() if verdict.complete else verdict.problems)


@pytest.mark.parametrize("case", [*cases(), *cases("bases")], ids=str)
def test_assess_is_the_raising_twin_of_validate_on_worked_cases(case: Case) -> None:
    for status in ("completed", "amended"):
        agrees({"form": case.form, "status": status, "answers": case.answers}, form=load_form(case.form))


@pytest.mark.parametrize("status", ["in_progress", "entered_in_error"])
def test_a_record_that_does_not_stand_is_no_assessment_even_if_nothing_is_missing(status: str) -> None:
    found = problems_of({**RECORD, "status": status}, form="miu")

    assert [(problem.code, problem.path, problem.severity) for problem in found] == [
        ("check_failed", ("status",), "error")
    ]


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=examples(7))
@given(data=st.data())
def test_assess_is_the_raising_twin_of_validate_on_any_record(name: str, data: st.DataObject) -> None:
    agrees(data.draw(records(form_named(name))), form=form_named(name))


@settings(max_examples=examples(7))
@given(answers=nearly_complete(form_named("miu")))
def test_assess_is_the_raising_twin_of_validate_on_nearly_complete_records(answers: dict[str, object]) -> None:
    agrees(answers, form=form_named("miu"))


@pytest.mark.parametrize("record", [None, 5, "text", [RECORD], {"form": "miu"}, {"form": "miu", "answers": []}])
def test_an_unreadable_record_is_one_problem_for_each_function(record: object) -> None:
    verdict = validate(record, now=NOW)

    assert [(problem.code, problem.severity) for problem in verdict.problems] == [("unreadable", "error")]
    assert (verdict.form, verdict.complete, verdict.accepted) == (None, False, False)
    for function in (assess, summarise):
        with pytest.raises(RecordError) as caught:
            function(record, now=NOW)
        assert caught.value.problems == verdict.problems


def test_a_place_goes_with_every_problem() -> None:
    place = Place("export.ndjson", 7)

    for record in (None, {**RECORD, "form": "none"}, {**RECORD, "answers": {"stranger": 1}, "form_version": "0.0.1"}):
        verdict = validate(record, now=NOW, place=place)
        assert verdict.problems and {problem.place for problem in verdict.problems} == {place}


# --- Status ---


def test_an_unfinished_record_is_told_what_is_left_and_not_refused() -> None:
    record = {**RECORD, "status": "in_progress", "answers": without("observations", "leaving_with")}

    verdict, summary = validate(record, now=NOW), summarise(record, now=NOW)

    assert codes(verdict) == [
        ("missing_answer", ("observations",), "warning"),
        ("missing_answer", ("leaving_with",), "warning"),
    ]
    assert (verdict.accepted, verdict.complete, verdict.status) == (True, False, "in_progress")
    assert (summary.complete, summary.level, summary.level_words) == (False, None, "Not rated: still in progress")


def test_an_unfinished_record_is_never_green_even_if_nothing_is_missing() -> None:
    quiet, disclosed = ({**CHILD, **changes} for changes in ({}, {"child_disclosure": True}))

    assert summarise({**RECORD, "answers": quiet}, now=NOW).level == "green"
    assert summarise({**RECORD, "status": "in_progress", "answers": quiet}, now=NOW).level is None
    assert summarise({**RECORD, "status": "in_progress", "answers": disclosed}, now=NOW).level == "red"


def test_an_unfinished_record_is_still_refused_for_what_is_wrong_and_still_shows_red() -> None:
    answers = {**without("observations"), "sex": "x", "child_disclosure": True}

    verdict = validate({**RECORD, "status": "in_progress", "answers": answers}, now=NOW)
    summary = summarise({**RECORD, "status": "in_progress", "answers": answers}, now=NOW)

    assert ("not_an_option", ("sex",), "error") in codes(verdict)
    assert (verdict.accepted, summary.level, summary.complete) == (False, "red", False)


def test_a_record_entered_in_error_has_no_findings_no_level_and_nobody_to_tell() -> None:
    answers = {**without("observations"), "child_disclosure": True}

    verdict = validate({**RECORD, "status": "entered_in_error", "answers": answers}, now=NOW)
    summary = summarise({**RECORD, "status": "entered_in_error", "answers": answers}, now=NOW)

    assert verdict.accepted and not verdict.complete
    assert {severity for _, _, severity in codes(verdict)} == {"warning"}
    assert (summary.level, summary.possible_level, summary.findings, summary.tell, summary.tell_if) == (
        None,
        None,
        (),
        (),
        (),
    )
    assert summary.level_words == "Not rated: entered in error"


def test_an_amended_record_is_judged_as_a_completed_one() -> None:
    for answers in (CHILD, without("site")):
        amended = validate({**RECORD, "status": "amended", "answers": answers}, now=NOW)
        assert amended.problems == validate({**RECORD, "answers": answers}, now=NOW).problems
        assert amended.status == "amended"


@pytest.mark.parametrize("status", ["final", "", 5, True, ["completed"]])
def test_an_unknown_status_is_a_problem_and_the_record_is_judged_as_completed(status: object) -> None:
    verdict = validate({**RECORD, "status": status, "answers": without("site")}, now=NOW)

    assert codes(verdict) == [("not_an_option", ("status",), "error"), ("missing_answer", ("site",), "error")]


# --- Which form ---


@pytest.mark.parametrize(
    "form", ["none", "MIU", "miu.yaml", "forms/miu.yaml", "../forms/miu", "common/lists", "", "{path}"]
)
def test_a_record_names_a_form_by_its_id_alone(form: str, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("this is no form: [", encoding="utf-8")

    verdict = validate({**RECORD, "form": form.format(path=tmp_path / "own.yaml")}, now=NOW)

    assert codes(verdict) == [("wrong_form", ("form",), "error")]
    assert form == "" or form not in verdict.problems[0].message


def test_answers_alone_need_a_form_from_elsewhere() -> None:
    assert validate(CHILD, form="miu", now=NOW) == validate(CHILD, form=load_form("miu"), now=NOW)
    assert validate(CHILD, form="miu", now=NOW).complete
    assert codes(validate(CHILD, now=NOW)) == [("wrong_form", ("form",), "error")]


def test_a_record_of_another_form_is_refused() -> None:
    verdict = validate({**RECORD, "form": "everything"}, form="miu", now=NOW)

    assert codes(verdict) == [("wrong_form", ("form",), "error")]
    with pytest.raises(RecordError):
        summarise({**RECORD, "form": "everything"}, form="miu", now=NOW)


def test_another_version_is_a_warning_and_the_record_is_still_judged() -> None:
    verdict = validate({**RECORD, "form_version": "0.9.0", "answers": without("site")}, now=NOW)

    assert codes(verdict) == [("wrong_version", ("form_version",), "warning"), ("missing_answer", ("site",), "error")]
    assert validate({**RECORD, "form_version": "0.9.0"}, now=NOW).complete
    assert isinstance(assess({**RECORD, "form_version": "0.9.0"}, now=NOW), Assessment)


def test_what_is_wrong_around_the_answers_is_refused_and_the_answers_are_still_judged() -> None:
    verdict = validate({**RECORD, "record_id": [], "Jane Doe": 1, "answers": without("site")}, now=NOW)

    assert codes(verdict) == [
        ("wrong_type", ("record_id",), "error"),
        ("unknown_question", (), "error"),
        ("missing_answer", ("site",), "error"),
    ]
    assert "Jane" not in str(verdict)


def test_the_form_itself_must_be_one(tmp_path: Path) -> None:
    broken = tmp_path / "own.yaml"
    broken.write_text("form: own", encoding="utf-8")

    for function in (validate, assess, summarise):
        with pytest.raises(UsageError):
            function(CHILD, form="no_such_form")
        with pytest.raises(FormError):
            function(CHILD, form=broken)


# --- The clock ---


@pytest.mark.parametrize(
    ("wall", "aware"),
    [
        (datetime(2026, 7, 1, 18, 0), datetime(2026, 7, 1, 17, 0, tzinfo=UTC)),
        (datetime(2026, 12, 1, 18, 0), datetime(2026, 12, 1, 18, 0, tzinfo=UTC)),
        (datetime(2026, 7, 1, 18, 0), datetime(2026, 7, 1, 13, 0, tzinfo=timezone(timedelta(hours=-4)))),
    ],
)
def test_the_same_record_and_moment_give_the_same_summary(wall: datetime, aware: datetime) -> None:
    record = {
        **RECORD,
        "answers": {**CHILD, "assessed_at": wall.isoformat(timespec="minutes"), "lives_with": "alone_or_homeless"},
    }
    same_moment = {**record, "answers": {**record["answers"], "assessed_at": aware.isoformat(timespec="minutes")}}

    summary = summarise(record, now=wall)

    assert summary == summarise(record, now=wall) == summarise(record, now=aware) == summarise(same_moment, now=aware)
    assert validate(record, now=wall) == validate(same_moment, now=aware)
    assert summary.assessed_at == wall


def test_a_moment_after_now_is_out_of_range_by_the_clock_in_london() -> None:
    summer = datetime(2026, 7, 1, 16, 59, tzinfo=UTC)
    record = {**RECORD, "answers": {**CHILD, "assessed_at": "2026-07-01T18:00"}}

    assert codes(validate(record, now=summer)) == [("out_of_range", ("assessed_at",), "error")]
    assert validate(record, now=summer + timedelta(minutes=1)).complete


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its zone")
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "UTC"])
def test_the_zone_of_the_machine_changes_nothing(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = summarise(RECORD, now=NOW)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert summarise(RECORD, now=NOW) == usual
        assert validate({**RECORD, "answers": {**CHILD, "assessed_at": "2026-01-01T00:00"}}).complete
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("form", [info.id for info in list_forms()])
def test_an_assessment_is_summarised_as_the_record_that_it_was(form: str) -> None:
    complete = next(complete_records(form))
    assessment = assess(complete.answers, form=form, now=complete.now)

    assert summarise(assessment, now=complete.now) == summarise(complete.answers, form=form, now=complete.now)
    assert validate(assessment, now=complete.now).complete


def test_what_somebody_added_to_the_class_of_a_form_is_no_answer() -> None:
    complete = next(complete_records("miu"))

    class Own(load_model("miu")):  # type: ignore[misc]
        ward: str

    own = Own.model_validate({**complete.answers, "ward": "4"}, context={"now": complete.now})
    assert summarise(own, now=complete.now) == summarise(complete.answers, form="miu", now=complete.now)
