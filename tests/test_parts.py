"""Parts are taken in once, at their place, changed openly; what clashes or is missing is told."""

from collections.abc import Mapping

import pytest

from safeforms.language.origins import Assembled
from safeforms.language.parts import ReadPart, assemble
from safeforms.language.yaml_text import YamlText, read_yaml
from safeforms.problems import FormError, Problem, UsageError

HEAD = "form: f\nversion: 1.0.0\ntitle: F\n"
RUN = "part: run\nquestions:\n  a: {text: A, type: date}\n  b: {text: B, type: date}\n"
SECTION = "part: person\ntitle: The person\nquestions:\n  name: {text: Name, type: text}\n"
TABLE = """part: t
questions:
  t:
    text: Who?
    type: table
    questions:
      age: {text: Age, type: integer}
"""
CHANGED = f"""{HEAD}sections:
  s:
    title: S
    questions:
      run:
        include: table.yaml
        change:
          t: {{text: Who came?, rows: {{to: 3}}}}
          t.age: {{text: null, type: text}}
"""


def reader(parts: Mapping[str, str]) -> ReadPart:
    def read(name: str) -> YamlText:
        if name not in parts:
            raise UsageError(f"There is no part {name}.")
        return read_yaml(parts[name], file=name)

    return read


def taken(definition: str, **parts: str) -> Assembled:
    """A definition with its parts, which are named without their .yaml."""
    texts = {f"{name}.yaml": text for name, text in parts.items()}
    return assemble(read_yaml(definition, file="f.yaml"), read_part=reader(texts))


def form(sections: str, **parts: str) -> Assembled:
    return taken(f"{HEAD}sections:\n{sections}", **parts)


def told(whole: Assembled) -> list[str]:
    return [str(problem) for problem in whole.problems]


def questions(whole: Assembled, section: str) -> dict[str, object]:
    sections = whole.data["sections"]
    assert isinstance(sections, dict)
    found = sections[section]
    assert isinstance(found, dict)
    inner = found["questions"]
    assert isinstance(inner, dict)
    return dict(inner)


def test_a_run_is_spliced_in_where_it_is_taken_in() -> None:
    """The id of the run is no name; the order of the page is kept."""
    whole = form(
        "  s:\n    title: S\n    questions:\n"
        "      first: {text: 1, type: date}\n      run: {include: run.yaml}\n      last: {text: L, type: date}\n",
        run=RUN,
    )
    assert list(questions(whole, "s")) == ["first", "a", "b", "last"]
    assert whole.problems == []


def test_a_section_takes_its_title_from_its_part_unless_it_has_one() -> None:
    whole = form("  p: {include: person.yaml}\n", person=SECTION)
    assert whole.data["sections"] == {
        "p": {"title": "The person", "questions": {"name": {"text": "Name", "type": "text"}}}
    }
    assert whole.place(("sections", "p", "title")).__str__() == "person.yaml:2:8"
    titled = form("  p: {include: person.yaml, title: Who}\n", person=SECTION)
    assert str(titled.data["sections"]).startswith("{'p': {'title': 'Who'")


def test_an_include_at_the_top_brings_only_lists() -> None:
    whole = taken(
        f"{HEAD}include: [run.yaml]\nsections: {{}}\n", run=f"{RUN}settings: {{n: {{text: N, default: 1}}}}\n"
    )
    assert whole.data["sections"] == {}
    assert whole.data["settings"] == {"n": {"text": "N", "default": 1}}


def test_lists_taken_in_by_several_files_count_once() -> None:
    lists = "part: lists\nreasons: {declined: {text: D}}\n"
    whole = taken(
        f"{HEAD}include: [lists.yaml, ./lists.yaml]\nsections:\n  p: {{include: person.yaml}}\n",
        lists=lists,
        person=f"include: [lists.yaml]\n{SECTION}",
    )
    assert told(whole) == []
    assert whole.data["reasons"] == {"declined": {"text": "D"}}


def test_what_a_file_includes_for_its_lists_stands_before_its_own() -> None:
    whole = taken(
        f"{HEAD}include: [lists.yaml]\nderived: {{own: b}}\nsections:\n  p: {{include: person.yaml}}\n",
        lists="part: lists\nderived: {shared: a}\n",
        person=f"{SECTION}derived: {{of_part: c}}\n",
    )
    assert whole.data["derived"] == {"shared": "a", "own": "b", "of_part": "c"}


def test_a_part_may_take_in_parts_of_its_own() -> None:
    """By its lists, by a run among its questions, and by a run inside a table."""
    whole = form(
        "  p: {include: person.yaml}\n",
        person=f"include: [lists.yaml]\n{SECTION}  run: {{include: table.yaml}}\n",
        table=f"{TABLE}      run: {{include: run.yaml}}\n",
        run=RUN,
        lists="part: lists\nrecipients: {gp: GP}\n",
    )
    assert told(whole) == []
    found = questions(whole, "p")
    assert list(found) == ["name", "t"]
    assert isinstance(table := found["t"], dict)
    assert list(table["questions"]) == ["age", "a", "b"]
    assert whole.data["recipients"] == {"gp": "GP"}
    assert str(whole.key_place(("sections", "p", "questions", "t", "questions", "b"))) == "run.yaml:4:3"


def test_places_lead_into_the_file_that_a_value_came_from() -> None:
    whole = form("  s: {title: S, questions: {r: {include: run.yaml}, c: {text: C, type: date}}}\n", run=RUN)
    at = ("sections", "s", "questions")
    assert str(whole.key_place((*at, "b"))) == "run.yaml:4:3"
    assert str(whole.place((*at, "b", "type"))) == "run.yaml:4:22"
    assert str(whole.key_place((*at, "c"))) == "f.yaml:5:53"
    assert str(whole.place((*at, "c", "type"))) == "f.yaml:5:72"


def test_change_replaces_keys_and_null_takes_them_out() -> None:
    part = read_yaml(TABLE, file="table.yaml")
    definition = read_yaml(CHANGED, file="f.yaml")
    whole = assemble(definition, read_part=lambda _: part)
    assert questions(whole, "s") == {
        "t": {"text": "Who came?", "type": "table", "rows": {"to": 3}, "questions": {"age": {"type": "text"}}}
    }
    assert str(whole.place(("sections", "s", "questions", "t", "text"))) == "f.yaml:11:21"
    assert str(whole.key_place(("sections", "s", "questions", "t", "questions", "age"))) == "table.yaml:7:7"
    assert part.data == read_yaml(TABLE, file="table.yaml").data, "a part is never altered"


def test_changed_questions_replace_those_of_a_table_runs_included() -> None:
    whole = form(
        "  s: {title: S, questions: {r: {include: table.yaml, change: {t: {questions: {x: {include: run.yaml}}}}}}}\n",
        table=TABLE,
        run=RUN,
    )
    assert isinstance(table := questions(whole, "s")["t"], dict)
    assert list(table["questions"]) == ["a", "b"]


def test_a_change_of_an_unknown_question_is_told_with_a_suggestion() -> None:
    whole = form("  s: {title: S, questions: {r: {include: t.yaml, change: {t.aeg: {text: X}}}}}\n", t=TABLE)
    assert told(whole) == [
        "f.yaml:5:59: form.unknown_name: There is no question 't.aeg' to change in this part: did you mean 't.age'?"
    ]


@pytest.mark.parametrize(
    ("kind", "word", "entry"),
    [
        ("sources", "source", "Same"),
        ("reasons", "reason", "{text: Same}"),
        ("recipients", "recipient", "Same"),
        ("options", "list of options", "{a: A}"),
        ("settings", "setting", "{text: S, default: 1}"),
        ("derived", "derived value", "a is b"),
        ("checks", "check", "{never: a, at: b, message: M}"),
        ("indicators", "indicator", "{level: red, when: a, concern: C, within: same day}"),
        ("notify", "piece of news", "{text: T, tell: gp, within: same day}"),
    ],
)
def test_an_id_that_two_files_define_is_a_clash_even_where_both_agree(kind: str, word: str, entry: str) -> None:
    whole = taken(
        f"{HEAD}include: [one.yaml]\n{kind}: {{x: {entry}}}\nsections: {{}}\n",
        one=f"part: one\n{kind}: {{x: {entry}}}\n",
    )
    column = len(kind) + 4
    assert told(whole) == [
        f"f.yaml:5:{column}: form.clash: The {word} 'x' is defined here and at one.yaml:2:{column}: "
        "keep one, or rename one."
    ]


def test_a_question_in_two_sections_is_a_clash() -> None:
    whole = form(
        "  s: {title: S, questions: {a: {text: A, type: date}}}\n"
        "  t: {title: T, questions: {r: {include: run.yaml}}}\n",
        run=RUN,
    )
    assert told(whole) == [
        "run.yaml:3:3: form.clash: The question 'a' is defined here and at f.yaml:5:29: keep one, or rename one."
    ]


def test_a_run_clashes_with_its_neighbours_but_not_with_the_inside_of_a_table() -> None:
    inside = form("  s: {title: S, questions: {age: {text: A, type: date}, r: {include: t.yaml}}}\n", t=TABLE)
    assert inside.problems == []
    beside = form("  s: {title: S, questions: {t: {text: A, type: date}, r: {include: t.yaml}}}\n", t=TABLE)
    assert [problem.code for problem in beside.problems] == ["form.clash"]


def test_questions_taken_in_twice_are_one_clash() -> None:
    """Not one for each question."""
    whole = form(
        "  s: {title: S, questions: {r: {include: run.yaml}}}\n  t: {title: T, questions: {r: {include: run.yaml}}}\n",
        run=RUN,
    )
    assert told(whole) == [
        "f.yaml:6:33: form.clash: The questions of run.yaml are taken in here and at f.yaml:5:33: "
        "keep one, or rename one."
    ]


def test_a_name_that_a_part_needs_must_be_defined() -> None:
    needy = f"needs: [is_child, came, limit, worry, at]\n{RUN}"
    defining = (
        f"{HEAD}derived: {{is_chidl: always}}\nsettings: {{limit: {{text: L, default: 1}}}}\n"
        "indicators: {worry: {}}\n"
        "sections: {s: {title: S, questions: {came: {text: C, type: yes_no}, r: {include: run.yaml}}}}\n"
    )
    assert told(taken(defining, run=needy)) == [
        "run.yaml:1:9: form.needs: run.yaml needs 'is_child', which nothing here defines: did you mean 'is_chidl'?",
        "run.yaml:1:39: form.needs: run.yaml needs 'at', which nothing here defines.",
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("../secret.yaml", "'../secret.yaml' leads out of the form's own folder"),
        ("a/../../b.yaml", "'a/../../b.yaml' leads out of the form's own folder"),
        ("/etc/x.yaml", "'/etc/x.yaml' leads out of the form's own folder"),
        ("a\\b.yaml", "'a\\b.yaml' has a backslash"),
        ("lists.json", "'lists.json' is not a part file: its name ends in .yaml."),
        ("lists", "'lists' is not a part file: its name ends in .yaml."),
        ("12", "'12' is not a part file: its name ends in .yaml."),
        ("gone.yaml", "There is no part gone.yaml."),
        ("other.yaml", "other.yaml is not a part, for it has no 'part' and its id"),
    ],
)
def test_a_part_that_cannot_be_taken_in_is_told_where_it_is_named(name: str, sentence: str) -> None:
    whole = taken(f"{HEAD}include: [{name}]\nsections: {{}}\n", other=f"{HEAD}sections: {{}}\n")
    (only,) = told(whole)
    assert only.startswith(f"f.yaml:4:11: form.include: {sentence}")
    assert not whole.whole


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        ("  s: {include: run.yaml}\n", "run.yaml has no title, so it is a run"),
        ("  s: {title: S, questions: {r: {include: person.yaml}}}\n", "person.yaml has a title, so it is a section"),
        ("  s: {title: S, questions: {r: {include: lists.yaml}}}\n", "lists.yaml has no questions"),
    ],
)
def test_a_part_taken_in_in_the_wrong_way_is_told(sections: str, message: str) -> None:
    (only,) = told(form(sections, run=RUN, person=SECTION, lists="part: lists\nrecipients: {gp: GP}\n"))
    assert message in only


@pytest.mark.parametrize(
    "includes",
    [
        {"a": "part: a\ninclude: [b.yaml]\n", "b": "part: b\ninclude: [a.yaml]\n"},
        {
            "a": "part: a\nquestions: {q: {text: Q, type: date}, r: {include: b.yaml}}\n",
            "b": "part: b\nquestions: {p: {text: Q, type: date}, r: {include: a.yaml}}\n",
        },
    ],
)
def test_a_circle_of_includes_names_the_files(includes: dict[str, str]) -> None:
    sections = "" if "include:" in includes["a"][:20] else "s: {title: S, questions: {r: {include: a.yaml}}}"
    top = "" if sections else "include: [a.yaml]\n"
    problems = told(taken(f"{HEAD}{top}sections: {{{sections}}}\n", **includes))
    assert len(problems) == 1
    assert "include each other in a circle: a.yaml -> b.yaml -> a.yaml." in problems[0]


def test_a_part_checked_alone_that_includes_itself_by_others_is_a_circle() -> None:
    a = "part: a\ninclude: [b.yaml]\nrecipients: {gp: GP}\n"
    host = read_yaml(a, file="a.yaml")
    whole = assemble(host, read_part=reader({"a.yaml": a, "b.yaml": "part: b\ninclude: [a.yaml]\n"}))
    (only,) = told(whole)
    assert "in a circle: a.yaml -> b.yaml -> a.yaml." in only


def test_a_chain_of_parts_ends_somewhere() -> None:
    parts = {f"p{number}": f"part: p\ninclude: [p{number + 1}.yaml]\n" for number in range(500)}
    (only,) = told(taken(f"{HEAD}include: [p0.yaml]\nsections: {{}}\n", **parts))
    assert "Parts include parts more than 20 deep here" in only


def test_problems_of_a_part_are_carried_on_once() -> None:
    broken = Problem(code="form.yaml", message="Broken.")

    def read(_: str) -> YamlText:
        raise FormError([broken])

    text = read_yaml(f"{HEAD}include: [x.yaml]\nsections: {{s: {{include: x.yaml}}}}\n", file="f.yaml")
    whole = assemble(text, read_part=read)
    assert whole.problems == [broken]
    assert not whole.whole


def test_a_part_alone_becomes_a_form_of_one_section() -> None:
    whole = taken(f"needs: [came]\n{RUN}")
    assert (whole.data["form"], whole.data["title"]) == ("run", "run")
    assert list(questions(whole, "run")) == ["a", "b"]
    assert str(whole.key_place(("sections", "run", "questions", "a"))) == "f.yaml:4:3"


def test_a_part_alone_leaves_to_its_host_what_it_needs_itself() -> None:
    inner = "part: inner\nneeds: [came]\nderived: {d: came}\n"
    assert told(taken("part: p\nneeds: [came]\ninclude: [inner.yaml]\n", inner=inner)) == []
    assert [problem.code for problem in taken("part: p\ninclude: [inner.yaml]\n", inner=inner).problems] == [
        "form.needs"
    ]
