"""The published schema of summaries: made from the model, true of every summary, and no looser than it.

`pytest --renew tests/test_summary_schema.py` writes it anew.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from safeforms import Summary, list_forms, summarise
from tests.laws import examples
from tests.records import Case, cases
from tests.strategies import NOW, form_named, nearly_complete

FILE = Path(__file__).parents[1] / "schemas" / "summary.schema.json"
FORMS = [info.id for info in list_forms()]


def made() -> dict[str, Any]:
    """The schema that the model makes, with its name and what it is for."""
    model = Summary.model_json_schema(mode="serialization")
    about = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://safeforms.example/schemas/summary.schema.json",
        "title": "The summary of one record",
    }
    return {**about, **{key: value for key, value in model.items() if key != "title"}}


@cache
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def test_the_published_schema_is_that_of_the_model(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--renew"):
        FILE.write_text(json.dumps(made(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        schema.cache_clear()

    assert schema() == made(), "run: pytest --renew tests/test_summary_schema.py"


def test_it_is_a_schema_that_says_of_every_item_what_it_is() -> None:
    Draft202012Validator.check_schema(schema())

    for name, item in schema()["$defs"].items():
        assert item.get("description"), name
        assert item["additionalProperties"] is False, name


@pytest.mark.parametrize("case", cases(), ids=str)
def test_every_summary_of_a_case_is_as_the_schema_says(case: Case) -> None:
    summary = summarise(case.answers, form=case.form, now=case.now)

    assert _refused(summary.model_dump(mode="json")) == []
    assert Summary.model_validate_json(summary.model_dump_json()) == summary


@pytest.mark.parametrize("form", FORMS)
def test_every_summary_of_a_drawn_record_is_as_the_schema_says(form: str) -> None:
    @settings(max_examples=examples(8))
    @given(answers=nearly_complete(form_named(form)))
    def law(answers: dict[str, object]) -> None:
        assert _refused(summarise(answers, form=form, now=NOW).model_dump(mode="json")) == []

    law()


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("level", "safe", "level"),
        ("standing", "", "additionalProperties"),
        ("findings", [{"indicator": "x"}], "findings/0"),
        ("assessed_at", 4, "assessed_at"),
        ("statement", ["a"], "statement"),
    ],
)
def test_what_is_no_summary_is_refused_by_the_schema(key: str, value: object, fault: str) -> None:
    summary = summarise({}, form="miu", now=NOW).model_dump(mode="json")

    assert _refused(summary) == []
    assert fault in {part for error in _refused({**summary, key: value}) for part in (error, error.split(":")[0])}


def _refused(data: object) -> list[str]:
    validator = Draft202012Validator(schema())
    return ["/".join(map(str, error.absolute_path)) or str(error.validator) for error in validator.iter_errors(data)]
