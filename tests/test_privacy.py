"""The law that a message never carries the answer: a marker planted in a record comes out nowhere.

The id of a record is shown by design, so that a record can be found again; everything else is not. `summarise` and
`validate --show-values` print answers, for that is what they are asked for.
"""

import json
import logging
import traceback
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from safeforms import RecordError, Verdict, assess, load_form, load_model, validate
from safeforms.cli import run
from safeforms.compiled.compiling import Assessment
from tests.laws import examples
from tests.records import Case, cases

MARK = "Zq7Kimberley"
Planted = dict[str, Any]
Plant = Callable[[Any], Any]
PLANTS: dict[str, Plant] = {
    "text": lambda _: MARK,
    "long text": lambda _: f"{MARK} " * 400,
    "list": lambda _: [MARK, [MARK]],
    "mapping": lambda _: {MARK: MARK},
    "reason": lambda _: {"unanswered": MARK, "note": MARK},
    "reason and more": lambda _: {"unanswered": "not_known", MARK: MARK, "note": [MARK]},
    "reason of a wrong kind": lambda _: {"unanswered": [MARK], "note": {MARK: MARK}},
    "beside": lambda old: [*old, MARK] if isinstance(old, list) else [old, MARK],
    "inside": lambda old: {**old, MARK: MARK} if isinstance(old, dict) else {"unanswered": old, MARK: MARK},
}
ENVELOPES: list[Planted] = [
    {"form": MARK},
    {"form": [MARK]},
    {"form": {MARK: MARK}},
    {"form": f"/etc/{MARK}.yaml"},
    {"form_version": MARK},
    {"form_version": {MARK: MARK}},
    {"status": MARK},
    {"status": [MARK]},
    {"record_id": [MARK]},
    {"record_id": {MARK: MARK}},
    {"answers": MARK},
    {"answers": [MARK]},
    {MARK: MARK},
]
NOT_JSON = [f"{{{MARK}", MARK, f'"{MARK}', f'{{"a": "{MARK}"}} {MARK}', f'{{"{MARK}": NaN}}', f"[{MARK}"]


def base(name: str) -> Case:
    return next(case for case in [*cases(form="miu"), *cases("bases", form="miu")] if case.name == name)


RICH = base("MI04-mother-hurt-in-front-of-her-children")  # a table, a group, reasons and several choices
NOW = RICH.now


def planted(answers: Any, plant: Plant) -> Iterator[Any]:
    """Copies of nested answers, each with the marker in one value or in place of one key."""
    if isinstance(answers, dict):
        for key, value in answers.items():
            yield {**answers, key: plant(value)}
            yield {**{k: v for k, v in answers.items() if k != key}, MARK: value}
            yield from ({**answers, key: inner} for inner in planted(value, plant))
    elif isinstance(answers, list):
        for position, value in enumerate(answers):
            yield [*answers[:position], plant(value), *answers[position + 1 :]]
            yield from ([*answers[:position], inner, *answers[position + 1 :]] for inner in planted(value, plant))


def everywhere(answers: Any) -> Any:
    """The marker in place of every value."""
    if isinstance(answers, dict):
        return {key: everywhere(value) for key, value in answers.items()}
    return [everywhere(value) for value in answers] if isinstance(answers, list) else MARK


def wrapped(answers: object, /, **envelope: object) -> Planted:
    return {"form": "miu", "answers": answers, **envelope}


def said_by(verdict: Verdict) -> str:
    data = json.dumps(verdict.as_dict(), ensure_ascii=False)
    return "\n".join([repr(verdict), data, *(f"{p!r} {p} {p.message}" for p in verdict.problems)])


def raised_by(work: Callable[..., object], *args: object, **options: Any) -> str:
    """Everything that an exception and its traceback tell; nothing where none is raised."""
    try:
        work(*args, **options)
    except (RecordError, ValidationError) as error:
        told = [str(error), repr(error), repr(error.args), traceback.format_exc()]
        if isinstance(error, ValidationError):
            told += [str(error.errors()), error.json(), str(error.title)]
            assert all(line["input"] is None for line in error.errors())
        return "\n".join(told)
    return ""


def told_of(record: object) -> str:
    """All that is told of a record by the functions and by the model."""
    answers = record["answers"] if isinstance(record, dict) and "answers" in record else record
    model = load_model("miu")
    return "\n".join(
        [
            said_by(validate(record, now=NOW)),
            said_by(validate(record, form="miu", now=NOW)),
            raised_by(assess, record, form="miu", now=NOW),
            raised_by(model.model_validate, answers, context={"now": NOW}),
        ]
    )


@pytest.mark.parametrize("plant", PLANTS.values(), ids=PLANTS)
def test_no_value_and_no_key_is_told(plant: Plant, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    records = list(planted(RICH.answers, plant))
    assert len(records) > 60

    for answers in records:
        assert MARK in str(answers)
        assert MARK not in told_of(wrapped(answers))
    assert MARK not in caplog.text


def test_no_value_is_told_where_all_are_wrong() -> None:
    answers = everywhere(RICH.answers)
    told = told_of(wrapped(answers))

    assert told.count("not_an_option") > 10
    assert MARK not in told
    assert MARK not in told_of(wrapped({**answers, **{f"{MARK}{n}": {MARK: n} for n in range(5)}}))


@pytest.mark.parametrize("envelope", ENVELOPES, ids=str)
def test_nothing_around_the_answers_is_told(envelope: Planted) -> None:
    record = wrapped(RICH.answers, **envelope)

    assert validate(record, now=NOW).problems
    assert MARK not in said_by(validate(record, now=NOW))
    assert MARK not in said_by(validate(record, form="miu", now=NOW))
    assert MARK not in raised_by(assess, record, now=NOW)


@pytest.mark.parametrize("record", [MARK, [MARK], MARK.encode(), {MARK}, {MARK: MARK}, None, 7], ids=repr)
def test_what_is_no_record_is_not_told(record: object) -> None:
    assert validate(record, now=NOW).problems
    assert MARK not in told_of(record)


class Shy:
    """Something that JSON cannot hold, and that says the marker when it is asked."""

    def __repr__(self) -> str:
        return MARK

    __str__ = __repr__


@pytest.mark.parametrize(
    "value",
    [Shy(), [Shy()], {Shy(): Shy()}, {"unanswered": Shy()}, MARK.encode(), {MARK}, type(MARK, (), {}), float("nan")],
    ids=lambda value: type(value).__name__,
)
def test_python_values_that_are_no_json_are_refused_and_not_told(value: object) -> None:
    for question in ("site", "sex", "companions", "discussion", "adult_triggers", "assessed_at", "pregnant"):
        answers = {**RICH.answers, question: value}
        assert validate(answers, form="miu", now=NOW).errors
        assert MARK not in told_of(answers)


QUESTIONS = sorted(path.split(".")[-1] for path, _ in load_form("miu").walk())
JSON = st.recursive(
    st.sampled_from([MARK, MARK * 3, None, True, "yes", "other", "2026-11-02", 10**30, -1.5, ""])
    | st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(str),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from([MARK, "unanswered", "note", *QUESTIONS]), inside, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=examples(30))
@given(changes=st.dictionaries(st.sampled_from([MARK, *QUESTIONS]), JSON, min_size=1, max_size=5))
def test_nothing_of_any_record_is_told(changes: Planted) -> None:
    answers = {**RICH.answers, **changes}

    assert MARK not in told_of(wrapped(answers))
    assert MARK not in raised_by(load_model("miu").model_validate_json, json.dumps(answers))


@pytest.mark.parametrize("text", [*NOT_JSON, f'"{MARK}"', f'["{MARK}"]', f'{{"{MARK}": "{MARK}"}}'])
def test_json_that_the_model_refuses_is_not_told(text: str) -> None:
    told = raised_by(load_model("miu").model_validate_json, text)

    assert told
    assert MARK not in told
    assert MARK not in raised_by(load_model("miu").model_validate_json, text.encode())


def test_a_model_inside_another_model_tells_nothing_either() -> None:
    model: type[Assessment] = load_model("miu")

    class Visit(BaseModel):
        assessment: model  # type: ignore[valid-type]

    wrong = {"assessment": {**everywhere(RICH.answers), MARK: MARK}}
    for told in (
        raised_by(Visit.model_validate, wrong),
        raised_by(Visit.model_validate_json, json.dumps(wrong)),
        raised_by(TypeAdapter(list[model]).validate_python, [wrong["assessment"], MARK]),  # type: ignore[valid-type]
    ):
        assert "not_an_option" in told
        assert MARK not in told


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of planted record, a line each; lines that are no JSON; a file that is none."""
    folder = tmp_path_factory.mktemp("export")
    records: list[object] = [wrapped(answers) for plant in PLANTS.values() for answers in planted(RICH.answers, plant)]
    records += [wrapped(RICH.answers, **envelope) for envelope in ENVELOPES]
    records += [wrapped(everywhere(RICH.answers)), [MARK], MARK]
    lines = [json.dumps(record) for record in records] + NOT_JSON
    (folder / "all.ndjson").write_text("\n".join(lines), encoding="utf-8")
    (folder / "one.json").write_text(f"{{{MARK}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("style", ["text", "json", "ndjson", "csv", "sarif", "junit", "github"])
def test_validate_prints_no_answer(style: str, export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    all_of_it = ["--max-problems", "0"] if style == "text" else []
    code = run(["validate", str(export), "--now", f"{NOW:%Y-%m-%dT%H:%M}", "--format", style, *all_of_it])

    printed = capsys.readouterr()
    assert code == 2
    assert printed.out.count("not_an_option") > 50
    assert MARK not in printed.out + printed.err


def test_validate_prints_answers_only_where_asked(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["validate", str(export), "--show-values"])

    assert MARK in capsys.readouterr().out


def test_the_id_of_a_record_is_shown_by_design(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.json").write_text(json.dumps(wrapped(RICH.answers, record_id="A-1043")))
    run(["validate", str(tmp_path / "one.json")])

    assert "(A-1043)" in capsys.readouterr().out


@pytest.mark.parametrize("style", ["text", "json"])
def test_summarise_tells_why_there_is_no_summary_without_the_answers(
    style: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        json.dumps({"form": MARK, "answers": {MARK: MARK}}),
        json.dumps({"form": "miu", "answers": MARK}),
        *NOT_JSON,
    ]
    (tmp_path / "bad.ndjson").write_text("\n".join(lines))

    code = run(["summarise", str(tmp_path), "--format", style])

    printed = capsys.readouterr()
    assert code == 2
    assert printed.out.count("bad.ndjson:") == len(lines)
    assert MARK not in printed.out + printed.err


def test_a_defect_of_ours_tells_where_it_is_and_nothing_of_the_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(record: object, **_: object) -> None:
        raise KeyError(record)

    (tmp_path / "one.json").write_text(json.dumps(wrapped({MARK: MARK})))
    monkeypatch.setattr("safeforms.api.validate", broken)

    code = run(["validate", str(tmp_path / "one.json")])

    told = capsys.readouterr().err
    assert code == 2
    assert "KeyError at test_privacy.py:" in told
    assert MARK not in told
    assert len(told.splitlines()) == 1


def test_the_moment_of_the_case_is_fixed() -> None:
    """Guards the tests above: without a clock of their own they would depend on the day."""
    assert isinstance(NOW, datetime)
    assert validate(RICH.answers, form="miu", now=NOW).complete
