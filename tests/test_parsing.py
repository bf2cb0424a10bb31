"""A definition becomes a form of plain values, or every problem in it is told at once."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from safeforms.conditions import Always, Compare, Is, Name, Number, Truth, Years
from safeforms.definition import Check, Derived, Form, Indicator, Notify, Setting, Tell
from safeforms.language.parsing import parse_definition, parse_form, parse_part
from safeforms.language.yaml_text import YamlText, read_yaml
from safeforms.phrases import USUAL_STOCK_PHRASES
from safeforms.problems import FormError, UsageError
from safeforms.questions import (
    AnswerType,
    Choice,
    Choices,
    Code,
    DateTimeType,
    DateType,
    FollowUp,
    Group,
    Integer,
    NhsNumber,
    OfferedReason,
    Option,
    Override,
    Question,
    Range,
    Reason,
    Table,
    Text,
    YesNo,
)
from safeforms.summary_parts import SummaryParts

ROOT = Path(__file__).parents[1]
SCHEMA: dict[str, object] = json.loads((ROOT / "schemas/form.schema.json").read_text(encoding="utf-8"))
HEAD = "form: f\nversion: 1.0.0\ntitle: F\n"
LISTS = "options: {ages: {young: Young, old: Old}}\nrecipients: {gp: The GP}\n"
TRUTH = Is(Name("b"), "yes")
AGE = Question(id="age", text="Age", type=Integer())
YES = Option(id="yes", text="Yes")
NO = Option(id="no", text="No")


def parsed(definition: str, parts: Mapping[str, str] | None = None, *, shape: bool = True) -> Form:
    def read(name: str) -> YamlText:
        if name not in (parts or {}):
            raise UsageError(f"There is no part {name}.")
        return read_yaml((parts or {})[name], file=name)

    return parse_form(read_yaml(definition, file="f.yaml"), read_part=read, schema=SCHEMA if shape else None)


def told(definition: str, parts: Mapping[str, str] | None = None, *, shape: bool = True) -> list[str]:
    """Place, code and sentence of each problem."""
    with pytest.raises(FormError) as refused:
        parsed(definition, parts, shape=shape)
    return [str(problem) for problem in refused.value.problems]


def with_question(entry: str, *, lists: str = LISTS) -> str:
    return f"{HEAD}{lists}sections: {{s: {{title: S, questions: {{q: {entry}}}}}}}\n"


def question(entry: str) -> Question:
    return parsed(with_question(entry)).questions["q"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("type: yes_no", YesNo(options={"yes": YES, "no": NO})),
        (
            "type: yes_no, options: {no: {note: required}, yes: Oh yes}",
            YesNo(
                options={"yes": Option(id="yes", text="Oh yes"), "no": Option(id="no", text="No", note=Always())},
            ),
        ),
        ("type: choice, options: {a: A}", Choice(options={"a": Option(id="a", text="A")})),
        (
            "type: choices, options: {a: A, none: {text: None, exclusive: true, note: b is yes}}",
            Choices(
                options={
                    "a": Option(id="a", text="A"),
                    "none": Option(id="none", text="None", exclusive=True, note=TRUTH),
                }
            ),
        ),
        (
            "type: choice, options: ages",
            Choice(options={"young": Option(id="young", text="Young"), "old": Option(id="old", text="Old")}),
        ),
        ("type: choice, options: recipients", Choice(options={"gp": Option(id="gp", text="The GP")})),
        ("type: text", Text()),
        (
            "type: text, min_length: 10, max_length: 20, refuse_phrases: [' For   Information ']",
            Text(
                min_length=10,
                max_length=20,
                stock_phrases=frozenset({*USUAL_STOCK_PHRASES, "for information"}),
            ),
        ),
        ("type: integer, range: {from: 0, to: 9}, unit: weeks", Integer(limits=Range(start=0, end=9), unit="weeks")),
        ("type: date, range: {from: other, to: today}", DateType(limits=Range(start="other", end="today"))),
        ("type: datetime, range: {to: now}", DateTimeType(limits=Range(end="now"))),
        ("type: nhs_number", NhsNumber()),
        (
            "type: group, questions: {age: {text: Age, type: integer}}, require: b is yes",
            Group(questions=(AGE,), require=TRUTH),
        ),
        ("type: table, questions: {age: {text: Age, type: integer}}", Table(questions=(AGE,))),
        (
            "type: table, rows: {from: 0, to: 3}, require: b is yes, questions: {age: {text: Age, type: integer}}",
            Table(questions=(AGE,), fewest=0, most=3, require=TRUTH),
        ),
        ("type: override, questions: {age: {text: Age, type: integer}}", Override(questions=(AGE,))),
    ],
)
def test_each_type_of_question_becomes_its_value(entry: str, expected: AnswerType) -> None:
    assert question(f"{{text: Q, {entry}}}").type == expected


def test_yes_stands_before_no_whatever_the_order_of_the_file() -> None:
    assert list(question("{text: Q, type: yes_no, options: {no: {note: required}}}").options) == ["yes", "no"]


def test_a_list_of_options_named_recipients_comes_before_the_recipients() -> None:
    lists = "options: {recipients: {a: A}}\nrecipients: {gp: The GP}\n"
    form = parsed(with_question("{text: Q, type: choice, options: recipients}", lists=lists))
    assert list(form.questions["q"].options) == ["a"]


def test_a_question_without_more_is_always_asked_and_must_be_answered() -> None:
    assert question("{text: Q, type: date}") == Question(id="q", text="Q", type=DateType())


def test_every_key_of_a_question_is_kept() -> None:
    code = Code(system="s", code="1", display="d")
    keys = (
        "{text: Q, type: date, help: H, when: b is yes, optional: true,"
        " follow_up: {within: 24 hours, of: b, escalate: {2 days: Ring}},"
        " screening: true, sensitive: true, source: cqc 1, code: {system: s, code: '1', display: d}}"
    )
    assert question(keys) == Question(
        id="q",
        text="Q",
        type=DateType(),
        help="H",
        when=TRUTH,
        optional=True,
        follow_up=FollowUp(within="24 hours", of="b", escalate={"2 days": "Ring"}),
        screening=True,
        sensitive=True,
        source=("cqc 1",),
        code=code,
    )


def test_the_reasons_that_a_question_accepts_say_when_they_settle() -> None:
    entry = "{text: Q, type: date, unanswered: [a, {b: {settles: always}}, {c: {settles: b is yes, note: required}}]}"
    assert list(question(entry).unanswered.values()) == [
        OfferedReason(id="a"),
        OfferedReason(id="b", settles=Always()),
        OfferedReason(id="c", settles=TRUTH, note_required=True),
    ]


WHOLE = """
form: whole
version: 2.0.1
title: >
  A whole
  form
purpose: For tests
filled_in_by: A nurse
sources: {CQC: A report}
reasons: {declined: {text: Declined}, unable: {text: Unable, note: required}}
recipients: {gp: The GP, school: The school}
settings: {limit: {text: Limit, default: 11, unit: years, source: [CQC 1]}}
sections:
  one: {title: One, questions: {born: {text: Born, type: date}}}
  two: {title: Two, questions: {b: {text: B, type: yes_no}}}
derived:
  age: years(born, today)
  child: {is: age < 18, text: is a child}
  other: child
checks: {c: {never: child, at: born, message: Never., source: CQC 1}}
indicators:
  grave: {level: red, when: child, concern: C, actions: [Go], tell: [gp, {school: b is yes}], within: limit, hard: true}
  slight: {level: info, when: child, concern: C, within: same day}
notify:
  news: {text: News, tell: gp, within: 1 working day}
summary: {assessed_at: born, statement: b, words: [b], override: born, sent: b}
"""


def test_a_whole_form_becomes_plain_values() -> None:
    form = parsed(WHOLE)
    assert (form.id, form.version, form.title, form.file) == ("whole", "2.0.1", "A whole form", "f.yaml")
    assert (form.purpose, form.filled_in_by, form.sources) == ("For tests", "A nurse", {"CQC": "A report"})
    assert form.reasons == {
        "declined": Reason(id="declined", text="Declined"),
        "unable": Reason(id="unable", text="Unable", note_required=True),
    }
    assert form.recipients == {"gp": "The GP", "school": "The school"}
    assert form.settings == {"limit": Setting(name="limit", text="Limit", default=11, unit="years", source=("CQC 1",))}
    assert [(section.id, section.title) for section in form.sections] == [("one", "One"), ("two", "Two")]
    assert form.summary == SummaryParts(assessed_at="born", statement="b", words=("b",), override="born", sent="b")


def test_derived_values_are_values_or_truths() -> None:
    """A bare name stays a name: what it stands for is known only beside the form."""
    assert parsed(WHOLE).derived == {
        "age": Derived(name="age", meaning=Years(Name("born"), Name("today"))),
        "child": Derived(name="child", meaning=Compare(Name("age"), "<", Number(18)), text="is a child"),
        "other": Derived(name="other", meaning=Name("child")),
    }


def test_checks_indicators_and_news_become_values() -> None:
    form = parsed(WHOLE)
    assert form.checks == (Check(id="c", never=Truth("child"), at="born", message="Never.", source=("CQC 1",)),)
    assert form.indicators["grave"] == Indicator(
        id="grave",
        level="red",
        when=Truth("child"),
        concern="C",
        actions=("Go",),
        tell=(Tell(recipient="gp"), Tell(recipient="school", when=TRUTH)),
        within="limit",
        hard=True,
    )
    assert form.indicators["slight"].tell == ()
    news = Notify(id="news", text="News", tell=(Tell(recipient="gp"),), when=Always(), within="1 working day")
    assert form.notify == (news,)


def test_things_know_the_place_of_their_key() -> None:
    form = parsed(WHOLE)
    places = [
        *(form.questions["born"].place, form.derived["child"].place, form.checks[0].place),
        *(form.indicators["grave"].place, form.notify[0].place),
    ]
    lines = ["f.yaml:14:33", "f.yaml:18:3", "f.yaml:20:10", "f.yaml:22:3", "f.yaml:25:3"]
    assert [str(place) for place in places] == lines


def test_a_definition_says_the_same_form_again() -> None:
    form = parsed(WHOLE)
    assert parse_definition(form.definition) == form
    assert parse_definition(form.definition).definition == form.definition


def test_a_definition_keeps_the_order_of_the_file_and_its_letters() -> None:
    form = parsed(with_question("{text: Née?, type: choice, options: {z: Z, a: A}}"))
    assert '"q":{"text":"Née?","type":"choice","options":{"z":"Z","a":"A"}}' in form.definition


def test_parts_are_in_the_definition() -> None:
    part = "part: p\nquestions: {a: {text: A, type: date}}\nderived: {d: answered(a)}\n"
    entry = "sections: {s: {title: S, questions: {r: {include: p.yaml, change: {a: {text: Other}}}}}}"
    form = parsed(f"{HEAD}{entry}\n", {"p.yaml": part})
    again = parse_definition(form.definition)
    assert again == form
    assert (again.questions["a"].text, list(again.derived)) == ("Other", ["d"])


@pytest.mark.parametrize("path", sorted((ROOT / "forms").glob("*.yaml")), ids=lambda path: str(path.stem))
def test_every_bundled_form_has_its_shape_and_says_itself_again(path: Path) -> None:
    """Its definition alone, without its parts, gives the same form."""
    form = parse_form(read_yaml(path.read_text(encoding="utf-8"), file=path.name), read_part=bundled, schema=SCHEMA)
    assert parse_definition(form.definition) == form


@pytest.mark.parametrize("path", sorted((ROOT / "forms/common").glob("*.yaml")), ids=lambda path: str(path.stem))
def test_every_bundled_part_can_be_parsed_alone(path: Path) -> None:
    parse_part(read_yaml(path.read_text(encoding="utf-8"), file=path.name), read_part=bundled, schema=SCHEMA)


def bundled(name: str) -> YamlText:
    return read_yaml((ROOT / "forms" / name).read_text(encoding="utf-8"), file=name)


def test_a_condition_that_cannot_be_read_is_told_with_carets() -> None:
    entry = "{text: Q, type: date, when: b is yes or or, unanswered: [{a: {settles: b b}}]}"
    assert told(with_question(entry)) == [
        "f.yaml:6:69: form.condition: A name is missing here.\n    b is yes or or\n                ^^",
        "f.yaml:6:112: form.condition: This was not expected here.\n    b b\n      ^",
    ]


@pytest.mark.parametrize(
    ("addition", "column"),
    [
        ("derived: {d: a b}", 14),
        ("derived: {d: {is: a b}}", 19),
        ("checks: {c: {never: a b, at: q, message: M}}", 21),
        ("indicators: {i: {level: red, when: a b, concern: C, within: same day}}", 36),
        ("indicators: {i: {level: red, when: a, tell: [{gp: a b}], concern: C, within: same day}}", 51),
        ("notify: {n: {text: N, tell: gp, when: a b, within: same day}}", 39),
        ("options: {nobody_names_it: {a: {text: A, note: a b}}}", 48),
    ],
)
def test_a_condition_is_told_where_it_stands(addition: str, column: int) -> None:
    (only,) = told(with_question("{text: Q, type: date}", lists=f"{addition}\n"))
    assert only.startswith(f"f.yaml:4:{column}: form.condition: ")


def test_a_condition_of_a_part_is_told_in_the_file_of_the_part() -> None:
    """Of a question, and of what the part lists besides."""
    part = "part: p\nquestions:\n  a: {text: A, type: date, when: b b}\nderived: {d: b b}\n"
    problems = told(f"{HEAD}sections: {{s: {{title: S, questions: {{r: {{include: p.yaml}}}}}}}}\n", {"p.yaml": part})
    assert [problem.split(" ")[0] for problem in problems] == ["p.yaml:3:34:", "p.yaml:4:14:"]


def test_an_unknown_list_of_options_is_told_with_a_suggestion() -> None:
    (only,) = told(with_question("{text: Q, type: choice, options: agse}"))
    assert only.endswith("form.unknown_name: There is no list of options 'agse': did you mean 'ages'?")


def test_a_reason_accepted_twice_is_a_clash() -> None:
    (only,) = told(with_question("{text: Q, type: date, unanswered: [a, {a: {note: required}}]}"))
    assert only.endswith("form.clash: 'a' stands twice here: take one out.")


def test_a_reason_that_nobody_declared_is_kept_for_the_checks() -> None:
    assert list(question("{text: Q, type: date, unanswered: [nowhere]}").unanswered) == ["nowhere"]


def test_the_shape_of_all_files_is_told_together_and_nothing_that_follows() -> None:
    """Neither the condition of the form, nor the name that the broken part would have brought."""
    definition = (
        f"{HEAD}include: [good.yaml, bad.yaml]\npurpos: P\n"
        "sections: {s: {title: S, questions: {q: {text: Q, type: choice, options: ages, when: b b}}}}\n"
    )
    parts = {"bad.yaml": "part: bad\nnedes: [x]\noptions: {ages: {a: A}}\n", "good.yaml": "part: good\nneeds: [gone]\n"}
    assert told(definition, parts) == [
        "f.yaml:5:1: form.shape: 'purpos' is not a key of a form: did you mean 'purpose'?",
        "bad.yaml:2:1: form.shape: 'nedes' is not a key of a part: did you mean 'needs'?",
    ]


def test_a_name_is_not_told_as_missing_where_the_shape_may_have_hidden_it() -> None:
    definition = f"{HEAD}include: [p.yaml]\nderivd: {{came: always}}\nsections: {{s: {{include: s.yaml}}}}\n"
    parts = {
        "p.yaml": "part: p\nneeds: [came]\n",
        "s.yaml": "part: s\ntitle: S\nquestions: {q: {text: Q, type: date}}\n",
    }
    (only,) = told(definition, parts)
    assert only.endswith("'derivd' is not a key of a form: did you mean 'derived'?")


def test_where_a_part_is_missing_what_may_follow_from_it_is_not_told() -> None:
    definition = with_question("{text: Q, type: choice, options: gone, when: b b}", lists="include: [x.yaml]\n")
    problems = told(definition)
    assert [problem.split(": ")[1] for problem in problems] == ["form.include", "form.condition"]


def test_problems_come_in_the_order_of_the_files() -> None:
    part = "part: p\nneeds: [gone]\nquestions: {q: {text: Q, type: date, when: b b}}\n"
    definition = (
        f"{HEAD}derived: {{x: a a}}\n"
        "sections: {s: {title: S, questions: {q: {text: Q, type: date}, r: {include: p.yaml}}}}\n"
    )
    places = [problem.split(": ")[:2] for problem in told(definition, {"p.yaml": part})]
    assert places == [
        ["f.yaml:4:14", "form.condition"],
        ["p.yaml:2:9", "form.needs"],
        ["p.yaml:3:13", "form.clash"],
        ["p.yaml:3:44", "form.condition"],
    ]


def test_without_a_schema_a_value_of_a_wrong_kind_is_told_and_not_a_crash() -> None:
    definition = (
        "form: f\nversion: 1.0\nsections:\n  s:\n    title: S\n    questions:\n      q: {type: yesno, text: Q}\n"
        "indicators: {i: {level: red, hard: 1, tell: {a: b}}}\nsettings: {a: {default: 1.5}}\n"
    )
    assert [problem.removeprefix("f.yaml:") for problem in told(definition, shape=False)] == [
        "2:10: form.shape: 'version' must be a text.",
        "7:17: form.unknown_name: 'yesno' is not a type: did you mean 'yes_no'?",
        "8:36: form.shape: 'hard' must be true or false.",
        "9:25: form.shape: 'default' must be a whole number.",
    ]


@pytest.mark.parametrize("definition", ["", "[]", "sections: 3", "sections: {s: {questions: {q: 3}}}", "form: {}"])
def test_without_a_schema_nothing_crashes(definition: str) -> None:
    """A form comes back, or a FormError."""
    try:
        assert isinstance(parsed(definition, shape=False), Form)
    except FormError as error:
        assert error.problems


def test_a_part_is_no_form_and_a_form_is_no_part() -> None:
    assert told("part: p\n") == [
        "f.yaml:1:1: form.shape: This file is a part, not a form: forms take it in by 'include'."
    ]
    with pytest.raises(FormError, match="This file is no part"):
        parse_part(read_yaml(WHOLE, file="f.yaml"), read_part=bundled, schema=SCHEMA)


def test_a_part_alone_is_a_form_of_one_section_and_the_names_it_needs() -> None:
    text = "part: p\ntitle: Person\nneeds: [came]\nquestions: {a: {text: A, type: date, when: came}}\n"
    form, needs = parse_part(read_yaml(text, file="p.yaml"), read_part=bundled, schema=SCHEMA)
    assert needs == {"came"}
    assert [(section.id, section.title) for section in form.sections] == [("p", "Person")]
    assert form.questions["a"].when == Truth("came")
    assert str(form.questions["a"].place) == "p.yaml:4:13"
    assert (form.id, form.file) == ("p", "p.yaml")


def test_a_part_of_lists_is_a_form_without_sections() -> None:
    form, needs = parse_part(
        read_yaml("part: p\nrecipients: {gp: GP}\n", file="p.yaml"), read_part=bundled, schema=SCHEMA
    )
    assert (form.sections, form.recipients, needs) == ((), {"gp": "GP"}, frozenset())
