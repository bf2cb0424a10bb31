"""A form printed as YAML: read again it is the same form, and an author would like to read it."""

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import UsageError, check, print_form
from safeforms.bundled import form_schema
from safeforms.cli import run
from safeforms.definition import Form, Section
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_print import WIDTH, Clauses, print_yaml
from safeforms.language.yaml_text import Plain, read_yaml
from safeforms.library import load_form, part_reader
from tests.form_strategies import forms
from tests.laws import examples
from tests.strategies import FORMS, form_named

ROOT = Path(__file__).parents[1]
SMALL = """
form: small
version: 1.0.0
title: Small
sections:
  one:
    title: One
    questions:
      home:
        type: choice
        source: [us 1, us 2]
        text: {text}
        when: |
          always   and
            (always or always)
        options: {{"no": "No", stays: "Yes: she stays"}}
sources: {{us: Ours}}
"""

HOSTILE = [
    *(
        "no",
        "Yes",
        "null",
        "~",
        "true",
        "012",
        "1.0",
        "1e3",
        "0x1f",
        "12:30",
        "2026-11-02",
        "=",
        "<<",
        ".5",
        "-",
        "---",
    ),
    *(
        "Who: what",
        "ends with:",
        "a #b",
        "#b",
        "it's",
        'say "no"',
        "both ' and \"",
        "back\\slash",
        "[so]",
        "{so}",
        "a, b",
    ),
    *("& a", "* a", "! a", "| a", "> a", "% a", "@ a", "` a", "? a", ": a", "- a", "...", "=a", "a\tb", "a  b"),
    *(
        " leads",
        "trails ",
        "\nleads",
        "one\ntwo",
        "one\n\n  two\n# three",
        "one \ntwo",
        "\u2028",
        "a\u2028b",
        "\u00a0b",
    ),
    *("☃ 🧸", "Ärger", "\ufeffx", "a\ufffeb", "word " * 100, "x" * 500, "a:" * 200, "it's " * 50 + ": #", ", " * 90),
]


def read(text: str) -> Form:
    return parse_form(read_yaml(text, file="printed.yaml"), read_part=part_reader(), schema=form_schema())


def in_order(value: object) -> object:
    """A form as nested lists, so that the order of mappings counts, and places do not."""
    if is_dataclass(value):
        return [in_order(getattr(value, field.name)) for field in fields(value) if field.compare]
    if isinstance(value, dict):
        return [(key, in_order(inner)) for key, inner in value.items()]
    return [in_order(item) for item in value] if isinstance(value, list | tuple) else value


def is_printed_well(form: Form) -> None:
    printed = print_form(form)
    again = read(printed)

    assert again == form
    assert in_order(again) == in_order(form)
    assert print_form(again) == printed
    assert read(print_form(again)).definition == again.definition


@pytest.mark.parametrize("name", FORMS)
def test_a_printed_form_is_read_as_the_same_form(name: str) -> None:
    is_printed_well(form_named(name))


@settings(max_examples=examples(20))
@given(form=forms())
def test_any_printed_form_is_read_as_the_same_form(form: Form) -> None:
    is_printed_well(form)


@pytest.mark.parametrize("name", [*FORMS[:-1], str(ROOT / "examples" / "triage.yaml")])
def test_a_form_that_passes_the_check_passes_it_printed_and_needs_no_other_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / "printed.yaml"
    path.write_text(print_form(load_form(name)), encoding="utf-8")

    assert [problem for problem in check(path) if problem.severity == "error"] == []
    assert "include:" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMS)
def test_a_printed_form_is_no_wider_than_a_page(name: str) -> None:
    assert max(map(len, print_form(form_named(name)).splitlines())) <= WIDTH


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_survives(text: str) -> None:
    spoken = text if text.strip() else f"{text} ?"
    form = read(SMALL.format(text=json.dumps(spoken, ensure_ascii=max(spoken) < "\U00010000")))

    is_printed_well(form)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_read_as_it_was_wherever_it_stands(text: str) -> None:
    data: dict[str, Plain] = {"a": text, "b": [text], "c": {"d": text, "e": [{"f": text}]}, "g": Clauses(text)}
    data["h"] = [text, {"i": [text]}]
    printed = print_yaml(data)

    assert read_yaml(printed, file="printed.yaml").data == data
    assert yaml.safe_load(printed) == data  # nor does the reader of YAML 1.1 take it for anything else


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), st.text(max_size=150), max_size=4))
def test_any_text_that_a_form_may_hold_is_read_as_it_was(data: dict[str, str]) -> None:
    kept = {key: text for key, text in data.items() if _may_stand_in_a_form(text)}

    assert read_yaml(print_yaml(dict(kept)), file="printed.yaml").data == (kept or None)


def _may_stand_in_a_form(text: str) -> bool:
    try:
        return read_yaml(json.dumps([text]), file="").data == [text]
    except Exception:
        return False


def test_keys_stand_in_the_order_of_the_documents_and_conditions_are_spelt_in_one_way() -> None:
    printed = print_form(read(SMALL.format(text="'Where will she go?'")))

    assert printed == (
        "form: small\nversion: 1.0.0\ntitle: Small\n\nsources:\n  us: Ours\n\nsections:\n  one:\n    title: One\n"
        "    questions:\n      home:\n        text: Where will she go?\n        type: choice\n"
        "        when: always and (always or always)\n        options:\n"
        '          "no": "No"\n          stays: "Yes: she stays"\n        source: [us 1, us 2]\n'
    )


def test_a_long_condition_is_folded_before_and_and_or_outside_of_parentheses_first() -> None:
    first, second = "(answered(born) and age < 16 and not old)", "(unanswered(born) and apparent in [one, two])"
    printed = print_yaml({"when": Clauses(f"{first} or {second} or third is yes or fourth is no")})

    assert printed.splitlines() == ["when: >-", f"  {first} or {second} or third is yes", "  or fourth is no"]


def test_a_condition_that_becomes_too_long_when_spelt_out_stays_as_it_is() -> None:
    squeezed = "(" + " or ".join(["days(today,now)<1"] * 94) + ")"
    text = (
        SMALL.format(text="What?")
        .replace("        when: |\n", f"        when: {squeezed}\n")
        .replace("          always   and\n            (always or always)\n", "")
    )

    is_printed_well(read(text))


def test_a_form_made_in_python_has_no_definition_to_print() -> None:
    with pytest.raises(UsageError, match="not read from a definition"):
        print_form(Form(id="mine", version="1.0.0", title="Mine", sections=(Section(id="a", title="A", questions=()),)))


def test_the_command_prints_it(capfdbinary: pytest.CaptureFixture[Any]) -> None:
    assert run(["show", "miu", "--yaml"]) == 0

    assert capfdbinary.readouterr().out.decode() == print_form(load_form("miu"))
