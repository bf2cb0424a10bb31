"""What is wrong with the shape of a definition is said in our own words, at its place."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from safeforms.language.shape import SENTENCES, did_you_mean, shape_problems
from safeforms.language.yaml_text import read_yaml

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "schemas/form.schema.json").read_text(encoding="utf-8")
)
HEAD = "form: f\nversion: 1.0.0\ntitle: A form\n"
TOLD_BY_KEY = {"additionalProperties", "required", "propertyNames"}
"""Keywords that have a sentence of their own for each key."""
ONLY_LEAD = {"$defs", "$id", "$ref", "$schema", "description", "else", "if", "items", "properties", "then", "title"}
"""Keywords that no value can break."""


def told(definition: str) -> list[str]:
    """Line, column and sentence of each problem, in order."""
    problems = shape_problems(read_yaml(definition, file="f.yaml"), schema=SCHEMA)
    return [f"{problem.place} {problem.message}".removeprefix("f.yaml:") for problem in problems]


def of_question(entry: str) -> list[str]:
    """What is told of one question, which begins on line 7."""
    return told(f"{HEAD}sections:\n  s:\n    title: S\n    questions:\n      {entry}\n")


def test_a_form_with_every_key_has_no_problem() -> None:
    """Every key of the language in every spelling that it allows."""
    assert told(EVERYTHING) == []


def test_a_part_may_hold_questions_or_only_lists() -> None:
    assert told("part: p\nneeds: [a]\nquestions: {q: {text: Q, type: yes_no}}\n") == []
    assert told("part: p\nreasons: {declined: {text: Chose not to answer}}\n") == []


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("q: {txt: Q, type: yes_no}", "8:11 'txt' is not a key of a question: did you mean 'text'?"),
        ("q: {colour: red, text: Q, type: yes_no}", "8:11 'colour' is not a key of a question: take it out."),
        ("q: {text: Q}", "8:7 A question needs 'type', which is missing here."),
        ("q: A question", "8:7 'q' must be a mapping of keys to values."),
        ("q:", "8:7 'q' is left empty: it must be a mapping of keys to values."),
        ("q: {text: 12, type: yes_no}", "8:11 'text' must be a text: put it in quotes."),
        ("q: {text: ' ', type: yes_no}", "8:11 'text' is blank: write something, or take the key out."),
        ("q: {text: Q, type: text, optional: yes}", "8:32 'optional' must be true or false."),
        ("q: {text: Q, type: text, min_length: 0}", "8:32 'min_length' must be at least 1."),
        ("q: {text: Q, type: text, min_length: 1.5}", "8:32 'min_length' must be a whole number."),
        ("q: {text: Q, type: text, refuse_phrases: nil}", "8:32 'refuse_phrases' must be a list, as in [a, b]."),
        ("q: {text: Q, type: text, source: []}", "8:32 'source' is empty: it needs at least one entry."),
        ("q: {text: Q, type: choice, options: {}}", "8:34 'options' is empty: it needs at least one entry."),
        (
            "q: {text: Q, type: choice, options: {a: {note: required}}}",
            "8:44 An option needs 'text', which is missing here.",
        ),
        (
            "q: {text: Q, type: text, unanswered: [{a: {note: required}, b: {note: required}}]}",
            "8:45 Entry 1 of 'unanswered' has more than one key: make each an entry of its own.",
        ),
        (
            "Q1: {text: Q, type: yes_no}",
            "8:7 'Q1' is not an id: small letters, digits and _, beginning with a letter; at most 64 characters.",
        ),
        (
            "q: {text: Q, type: date, range: {to: 2020-01-01}}",
            "8:40 'to' is '2020-01-01', which is not a limit: "
            "a whole number, today, now, or the id of another question.",
        ),
        (
            "q: {text: Q, type: text, follow_up: {within: 2 wks}}",
            "8:44 'within' is '2 wks', which is not a time limit: before the person leaves, same day, 24 hours, "
            "2 days, 5 working days, or the id of a setting.",
        ),
        (
            "q: {include: common/x.yaml, text: Q}",
            "8:35 'text' is not a key of a run of questions that is taken in: take it out.",
        ),
        (
            "q: {include: common/x.yaml, change: {a: {text: null}}}",
            "8:48 'text' is left empty: it must be a text.",
        ),
    ],
)
def test_a_question_of_a_wrong_shape_is_told_with_its_place(entry: str, sentence: str) -> None:
    assert of_question(entry) == [sentence]


def test_a_word_that_is_not_offered_is_told_with_the_words_that_are() -> None:
    (sentence,) = of_question("q: {text: Q, type: yesno}")
    assert sentence.startswith("8:20 'type' must be one of yes_no, choice, ")
    assert sentence.endswith("not 'yesno': did you mean 'yes_no'?")


def test_a_misspelt_key_is_not_told_again_as_missing() -> None:
    assert of_question("q: {text: Q, tpe: yes_no}") == ["8:20 'tpe' is not a key of a question: did you mean 'type'?"]


@pytest.mark.parametrize(
    "within",
    [
        *("before the person leaves", "same day", "1 hour", "24 hours", "1 day", "2 days", "1 working day"),
        *("10 working days", "first_visit"),
    ],
)
def test_each_time_limit_of_the_language_is_accepted(within: str) -> None:
    assert of_question(f"q: {{text: Q, type: text, follow_up: {{within: {within}}}}}") == []


def test_a_null_in_a_change_takes_a_key_out() -> None:
    assert of_question("q: {include: x.yaml, change: {a.b: {when: null, help: null}}}") == []


@pytest.mark.parametrize(
    ("entry", "left_over"),
    [
        ("q: {text: Q, type: yes_no, when: all(t, c is p)}", "8:47 'c is p)'"),
        ("q: {text: Safe now, or later, type: yes_no}", "8:27 'or later'"),
        ("q: {text: Q, type: text, follow_up: {within: same day, or so}}", "8:62 'or so'"),
        ("q: {text: Q, type: text, follow_up: {within: 24 hrs, or so}}", "8:60 'or so'"),
    ],
)
def test_a_text_cut_in_two_by_a_comma_is_one_problem(entry: str, left_over: str) -> None:
    """Neither the rest that is left over, nor the beginning it was cut from, is told besides."""
    assert of_question(entry) == [
        f"{left_over} is left over without a value: YAML's comma cut a text or a condition in two. "
        "Put it in quotes, or on a line of its own."
    ]


def test_a_cut_text_has_its_own_code() -> None:
    text = read_yaml("part: p\nquestions: {q: {text: Who, type: text}}\noptions: {l: {a: A, or B}}\n", file="f.yaml")
    assert [problem.code for problem in shape_problems(text, schema=SCHEMA)] == ["form.cut_in_two"]


@pytest.mark.parametrize(
    ("definition", "sentence"),
    [
        ("", " The file is left empty: it must be a mapping of keys to values."),
        ("- a", "1:1 The file must be a mapping of keys to values."),
        (
            "part: p\nversion: 1.0.0",
            "2:1 'version' is not a key of a part: take it out.",
        ),
        ("part: p\nneeds: [a.b]", "2:9 Entry 1 of 'needs' is 'a.b', which is not an id: small letters,"),
        ('part: "p\\n"', "1:1 'part' is 'p', which is not an id: small letters,"),
        ("part: p\nsources: {CQC: Report, 9x: Other}", "2:24 '9x' is not the id of a source: letters, digits and _,"),
    ],
)
def test_the_file_as_a_whole_and_its_ids_are_looked_at(definition: str, sentence: str) -> None:
    (only,) = told(definition)
    assert only.removeprefix("f.yaml").startswith(sentence)


def test_the_version_is_three_numbers() -> None:
    assert told(f"{HEAD}sections: {{s: {{include: x.yaml}}}}".replace("1.0.0", "1.0")) == [
        "2:1 'version' must be a text: put it in quotes."
    ]


def test_problems_come_in_the_order_of_the_file_and_once_each() -> None:
    sentences = told("form: F\nversion: one\nsections: {}\ntitle:\n")
    assert [sentence[:3] for sentence in sentences] == ["1:1", "2:1", "3:1", "4:1"]


def test_a_long_text_is_shortened_where_it_is_quoted() -> None:
    (sentence,) = of_question(f"q: {{text: Q, type: text, {'x' * 500}: 1}}")
    assert len(sentence) < 140


def test_a_suggestion_is_made_only_for_a_likely_word() -> None:
    assert did_you_mean("companoins", ["companions", "reasons"]) == ": did you mean 'companions'?"
    assert did_you_mean("companoins", ["a", "b"]) == ""


def test_the_schema_is_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_property_of_the_schema_explains_itself() -> None:
    """An editor shows title and description while an author types."""
    mute = [
        name
        for schema in schemas(SCHEMA)
        for name, inner in schema.get("properties", {}).items()
        if "title" in schema and not (inner.get("title") and inner.get("description"))
    ]
    assert mute == []


def test_every_mapping_of_the_schema_is_closed() -> None:
    """A key that is not known is always told."""
    assert [schema for schema in schemas(SCHEMA) if "properties" in schema and open_ended(schema)] == []


def test_every_keyword_of_the_schema_has_a_sentence() -> None:
    used = {keyword for schema in schemas(SCHEMA) for keyword in schema}
    assert used - set(SENTENCES) - TOLD_BY_KEY - ONLY_LEAD == set()


def test_a_question_may_change_in_every_key_it_has() -> None:
    definitions = SCHEMA["$defs"]
    assert list(definitions["changed_question"]["properties"]) == list(definitions["question"]["properties"])


def open_ended(schema: Mapping[str, Any]) -> bool:
    return schema.get("type") is not None and schema.get("additionalProperties") is not False


def schemas(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A schema and every schema inside it, but for those that only ask what another holds for."""
    yield schema
    for keyword, value in schema.items():
        if keyword in {"properties", "$defs"}:
            for inner in value.values():
                yield from schemas(inner)
        elif isinstance(value, dict) and keyword != "if":
            yield from schemas(value)


EVERYTHING = """
form: everything
version: 1.2.3
title: Everything
purpose: For tests
filled_in_by: A nurse
include: [common/lists.yaml]
sources: {CQC: A report}
reasons: {declined: {text: Chose not to answer}, unable: {text: Unable, note: required}}
recipients: {gp: The GP}
options: {who: {a: A, b: {text: B, exclusive: true, note: required, code: {system: s, code: "1", display: d}}}}
settings: {limit: {text: A limit, default: 11, unit: years, source: CQC 1}}
sections:
  person: {include: common/person.yaml, title: The person, change: {a.b: {text: Other, when: null}}}
  rest:
    title: Rest
    questions:
      run: {include: common/run.yaml, change: {a: {options: who, rows: null}}}
      yes: {text: Q, type: yes_no, options: {yes: {note: required}, no: "No"}, screening: true, sensitive: true}
      one: {text: Q, type: choice, options: who, help: A hint, when: yes is yes, source: [CQC 1, CQC 2]}
      many:
        text: Q
        type: choices
        options: {a: A}
        unanswered: [declined, {unable: {settles: always, note: required}}]
      words: {text: Q, type: text, min_length: 2, max_length: 9, refuse_phrases: [nothing], optional: true}
      number: {text: Q, type: integer, range: {from: 0, to: 9}, unit: weeks}
      day: {text: Q, type: date, range: {from: other, to: today}}
      time: {text: Q, type: datetime, range: {to: now}, follow_up: {within: 24 hours, of: day}}
      nhs: {text: Q, type: nhs_number, code: {system: s, code: c, display: d}}
      group: {text: Q, type: group, questions: {a: {text: A, type: date}}, require: answered(a)}
      table: {text: Q, type: table, rows: {from: 0, to: 3}, questions: {run: {include: common/run.yaml}}}
      level: {text: Q, type: override, questions: {level: {text: Level, type: choice, options: {red: Red}}}}
derived: {age: "years(day, time)", child: {is: age < 18, text: is a child}}
checks: {c: {never: child, at: group.a, message: Never, source: CQC 1}}
indicators:
  i: {level: red, when: child, concern: C, within: limit, actions: [Do], tell: [gp, {gp: child}], hard: true}
notify: {n: {text: News, tell: gp, when: child, within: 1 working day, source: [CQC 1]}}
summary: {assessed_at: time, statement: words, words: [words, group.a], override: level, sent: table}
"""
