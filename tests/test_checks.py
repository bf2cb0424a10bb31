"""Every check of a form has a case: a small form with one kind of mistake, which an author could read.

The cases in tests/cases/definitions are found, not listed. The first lines of each say what is expected:
`# expect: form.code at line 7`; without a line where only the file is known, and `of parts/x.yaml` where the mistake
lies in a part.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms.checks import CHECKS, DEFINITION_CODES, check_form
from safeforms.checks.of_ids import OF_PYDANTIC, OF_THE_MODEL
from safeforms.conditions import (
    AllRows,
    Always,
    Answered,
    AnyRow,
    Both,
    Compare,
    Condition,
    Count,
    Date,
    Days,
    Either,
    In,
    Includes,
    Is,
    Minus,
    Name,
    Not,
    Number,
    Part,
    Truth,
    Unanswered,
    Value,
    Years,
)
from safeforms.definition import Check, Derived, Form, Indicator, Notify, Section, Tell
from safeforms.judgement.contents import read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.language.condition_text import parse_condition
from safeforms.language.parsing import parse_form, parse_part
from safeforms.language.yaml_text import YamlText, read_yaml
from safeforms.maps.checks import MAP_CODES
from safeforms.problems import RECORD_CODES, FormError, Problem, UsageError
from safeforms.questions import (
    Choice,
    Choices,
    DateType,
    Integer,
    OfferedReason,
    Option,
    Question,
    Range,
    Reason,
    Table,
    YesNo,
)
from safeforms.rules.generating import generate_rules
from safeforms.summary_parts import SummaryParts

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases" / "definitions"
EXPECTATION = re.compile(r"# expect: (?P<code>form\.\w+)(?: at line (?P<line>\d+))?(?: of (?P<file>\S+))?")
SCHEMA = json.loads((ROOT / "schemas" / "form.schema.json").read_text(encoding="utf-8"))

Expected = tuple[str, str, int | None]
"""The code, the file and the line of a problem."""


def case_files() -> list[Path]:
    return sorted(CASES.glob("*.yaml"))


def read_part(name: str) -> YamlText:
    """A part beside the cases; its own name is its file."""
    path = CASES / name
    if not path.is_file():
        raise UsageError(f"There is no part {name}.")
    return read_yaml(path.read_text(encoding="utf-8"), file=name)


def problems_of(path: Path) -> list[Problem]:
    """What the whole chain says of a file, as `safeforms check` does."""
    try:
        text = read_yaml(path.read_text(encoding="utf-8"), file=path.name)
        if isinstance(text.data, dict) and "part" in text.data:
            part, needs = parse_part(text, read_part=read_part, schema=SCHEMA)
            return check_form(part, needs=needs)
        return check_form(parse_form(text, read_part=read_part, schema=SCHEMA))
    except FormError as error:
        return list(error.problems)


def expected_of(path: Path) -> Counter[Expected]:
    found = map(EXPECTATION.fullmatch, path.read_text(encoding="utf-8").splitlines())
    return Counter(
        (match["code"], match["file"] or path.name, int(match["line"]) if match["line"] else None)
        for match in found
        if match
    )


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_a_case_has_the_problems_that_it_expects_where_it_expects_them(path: Path) -> None:
    """Codes and lines are those of the `# expect` comments, no more and no fewer."""
    told = problems_of(path)

    found = Counter((p.code, p.place.file if p.place else "", p.place.line if p.place else None) for p in told)
    assert found == expected_of(path), "\n".join(map(str, told))


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_a_message_is_a_sentence_that_says_what_to_do(path: Path) -> None:
    """Each ends as a sentence does, and shows carets only under words that are there."""
    for problem in problems_of(path):
        assert problem.message.endswith((".", "?"))
        assert problem.code in DEFINITION_CODES
        assert not problem.excerpt or "^" in problem.excerpt


def test_every_code_has_a_case() -> None:
    """A code without a case is not proven; a file too large is made below, a file misplaced in test_forms_dir.py."""
    covered = {code for path in case_files() for code, _, _ in expected_of(path)}
    assert set(DEFINITION_CODES) - covered == {"form.too_large", "form.file"}


def test_every_code_in_the_source_has_a_sentence() -> None:
    """DEFINITION_CODES lists what the code can say, neither more nor less."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert set(re.findall(r'"(form\.[a-z_]+)"', source)) == set(DEFINITION_CODES)


def test_a_file_too_large_is_refused() -> None:
    """Before anything is built of it."""
    with pytest.raises(FormError) as refused:
        read_yaml("#" * 1_000_001, file="large.yaml")
    assert [problem.code for problem in refused.value.problems] == ["form.too_large"]


def test_the_page_of_problems_says_what_the_code_says() -> None:
    """docs/problems.md has a row for each code, in the same order and words."""
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z_.]+)` \| (.+) \|$", page, re.MULTILINE)
    assert rows == [*DEFINITION_CODES.items(), *MAP_CODES.items(), *RECORD_CODES.items()]


def test_every_check_explains_itself() -> None:
    """A check's docstring is what a form author reads."""
    assert all(check.__doc__ and check.__doc__.rstrip().endswith(".") for check in CHECKS)


def test_the_names_that_pydantic_has_taken_are_all_reserved() -> None:
    from pydantic import BaseModel

    names = {name for name in (*dir(BaseModel), *dir(type(BaseModel))) if not name.startswith(("_", "model_"))}
    assert {name for name in names if hasattr(BaseModel, name)} <= OF_PYDANTIC


def test_names_of_the_python_class_are_reserved() -> None:
    """What the class of a form has beside pydantic's own cannot be a question."""
    from pydantic import BaseModel

    from safeforms.compiled.compiling import Assessment

    own = {name for name in (*vars(Assessment), *Assessment.__annotations__) if not name.startswith("_")}
    assert own - set(dir(BaseModel)) - {"form"} <= OF_THE_MODEL


# What no file can say, for its shape would be refused first; and what only a look at the details shows.

SEEN = Question(id="seen", text="Seen?", type=YesNo(options={}))
REASON = Question(
    id="reason",
    text="Why?",
    type=Choice(options={name: Option(id=name, text=name.title()) for name in ("injury", "illness")}),
    unanswered={"declined": OfferedReason(id="declined")},
)


def form_of(*questions: Question, **more: object) -> Form:
    sections = (Section(id="visit", title="The visit", questions=questions),)
    reasons = {"declined": Reason(id="declined", text="Declined")}
    return Form(id="small", version="1.0.0", title="A small form", sections=sections, reasons=reasons, **more)  # type: ignore[arg-type]


def codes(form: Form) -> list[str]:
    return [problem.code for problem in check_form(form)]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (form_of(Question(id="empty", text="Which?", type=Choice(options={}))), "form.does_not_fit"),
        (form_of(SEEN, checks=(Check(id="silent", never=Always(), at="seen", message=" "),)), "form.does_not_fit"),
        (form_of(SEEN, SEEN), "form.name_clash"),
        (form_of(SEEN, summary=SummaryParts(words=("seen",))), "form.does_not_fit"),
        (form_of(Question(id="rows", text="Rows", type=Table(questions=(SEEN, SEEN)))), "form.name_clash"),
        (form_of(SEEN, derived={"old": Derived(name="old", meaning=Name("sen"))}), "form.unknown_name"),
    ],
)
def test_a_form_made_by_hand_is_checked_too(form: Form, code: str) -> None:
    assert code in codes(form)


def test_a_likely_name_is_suggested_with_carets_under_the_wrong_one() -> None:
    spoken = Question(id="spoken", text="Spoken?", type=YesNo(options={}), when=parse_condition("sean is yes"))
    (problem,) = check_form(form_of(SEEN, spoken))
    assert problem.message == "'sean' in 'when' of 'spoken' is not the name of anything: did you mean 'seen'?"
    assert problem.excerpt == "    sean is yes\n    ^^^^"


def test_a_circle_names_its_members_in_order_and_once() -> None:
    """Each waits for the next; two circles are two problems."""
    waits = {"a": "b is yes", "b": "c is yes", "c": "a is yes", "d": "d is yes"}
    asked = [
        Question(id=name, text=name, type=YesNo(options={}), when=parse_condition(when)) for name, when in waits.items()
    ]
    messages = [problem.message for problem in check_form(form_of(*asked)) if problem.code == "form.circle"]
    assert [message.partition(": ")[2].partition(".")[0] for message in messages] == ["a -> b -> c -> a", "d -> d"]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("reason is not injury", True),
        ("reason not in [injury]", True),
        ("not injured", True),
        ("seen is yes or reason is not injury", True),
        ("unanswered(reason) and reason is not injury", True),
        ("reason is injury", False),
        ("injured", False),
        ("answered(reason) and reason is not injury", False),
        ("not unanswered(reason) and reason is not injury", False),
        ("unanswered(reason) or reason is not injury", False),
        ("unanswered(reason, declined) or not injured", False),
        ("not answered(reason) or not injured", False),
        ("left or not injured", False),
        ("not left and not injured", False),
        ("answered(reason) and (seen is yes or not injured)", False),
    ],
)
def test_a_question_asked_unless_something_is_so_needs_a_guard(when: str, told: bool) -> None:
    """Where the reason leaves it unknown, nobody need answer it."""
    derived = {
        name: Derived(name=name, meaning=parse_condition(text))
        for name, text in {"injured": "reason is injury", "left": "unanswered(reason)"}.items()
    }
    asked = Question(id="asked", text="And?", type=YesNo(options={}), when=parse_condition(when))
    assert ("form.may_never_be_asked" in codes(form_of(SEEN, REASON, asked, derived=derived))) is told


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("all(rows, seen_here is no)", True),
        ("not all(rows, seen_here is no)", False),
        ("count(rows) >= 0 and all(rows, seen_here is no)", True),
        ("count(rows) > 0 and all(rows, seen_here is no)", False),
        ("0 < count(rows) and all(rows, seen_here is no)", False),
        ("count(rows) >= 1 and all(rows, seen_here is no)", False),
        ("answered(rows) and (seen is yes or all(rows, seen_here is no))", False),
        ("any(rows, seen_here is no) and all(rows, seen_here is no)", False),
        ("any(rows, seen_here is no) or all(rows, seen_here is no)", True),
    ],
)
def test_all_of_a_table_needs_a_row(when: str, told: bool) -> None:
    here = Question(id="seen_here", text="Seen?", type=YesNo(options={}))
    rows = Question(id="rows", text="Rows", type=Table(questions=(here,)))
    indicator = Indicator(id="found", level="info", when=parse_condition(when), concern="A concern.", within="same day")
    assert ("form.unguarded_all" in codes(form_of(SEEN, rows, indicators={"found": indicator}))) is told


NAMES = (
    "seen",
    "reason",
    "rows",
    "born",
    "marks",
    "here",
    "truth",
    "value",
    "loop",
    "found",
    "limit",
    "today",
    "gap",
    "nobody",
)


@cache
def conditions() -> st.SearchStrategy[Condition]:
    """Conditions of names that exist, of names that do not, and of names of the wrong kind."""
    words = st.sampled_from(NAMES)
    names = st.one_of(st.builds(Name, words), st.builds(Part, words, words))
    terms: st.SearchStrategy[Value] = st.one_of(
        names,
        st.builds(Number, st.integers(-9, 9)),
        st.builds(Date, st.just(date(2026, 1, 1))),
        st.builds(Years, names, names),
        st.builds(Days, names, names),
        st.builds(Count, names),
    )
    values = st.one_of(terms, st.builds(Minus, terms, terms))
    literals = st.sampled_from(["yes", "injury", "x", 3, 2.5, date(2026, 1, 1)])
    asking = st.one_of(
        st.builds(Truth, words),
        st.builds(Answered, names),
        st.builds(Unanswered, names, st.lists(words, max_size=2).map(tuple)),
    )
    tests: st.SearchStrategy[Condition] = st.one_of(
        st.just(Always()),
        asking,
        st.builds(Not, asking),
        st.builds(Is, values, literals, st.booleans()),
        st.builds(In, values, st.lists(literals, min_size=1, max_size=2).map(tuple), st.booleans()),
        st.builds(Includes, names, st.lists(words, min_size=1, max_size=2).map(tuple)),
        st.builds(Compare, values, st.sampled_from(["<", "<=", ">", ">="]), values),
    )
    return st.recursive(
        tests,
        lambda inner: st.one_of(
            st.builds(Both, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(Either, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(AnyRow, words, inner),
            st.builds(AllRows, words, inner),
        ),
        max_leaves=6,
    )


@st.composite
def mangled_forms(draw: st.DrawFn) -> Form:
    """Forms of one shape whose conditions, limits and names are anything."""
    meaning = conditions()
    path = st.sampled_from([*NAMES, "rows.here", "nobody.nothing"])
    offered = {"declined": OfferedReason(id="declined", settles=draw(st.none() | meaning))}
    here = Question(id="here", text="Here?", type=YesNo(options={}), when=draw(meaning))
    limit = Question(id="limit", text="Limit", type=Integer(limits=Range(start=draw(path), end=3)), unanswered=offered)
    rows = Question(id="rows", text="Rows", type=Table(questions=(here,), require=draw(meaning)), when=draw(meaning))
    tell = (Tell(recipient="gp", when=draw(meaning)),)
    names = st.sampled_from(NAMES).map(Name)
    derived = {name: Derived(name=name, meaning=draw(names | meaning)) for name in ("truth", "value", "loop")}
    return form_of(
        *(SEEN, REASON, rows, limit),
        derived=derived,
        checks=(Check(id="never", never=draw(meaning), at=draw(path), message="Correct it."),),
        indicators={
            "found": Indicator(id="found", level="red", when=draw(meaning), concern="A concern.", tell=tell, within="x")
        },
        notify=(Notify(id="news", text="News", tell=tell, when=draw(meaning), within="1 day"),),
        summary=SummaryParts(statement=draw(path), sent=draw(path), override=draw(path)),
    )


@settings(deadline=None)
@given(mangled_forms(), st.frozensets(st.sampled_from(NAMES), max_size=2))
def test_no_form_makes_a_check_fail(form: Form, needs: frozenset[str]) -> None:
    """Whatever a form says, it is told in problems."""
    problems = check_form(form, needs=needs)
    assert {problem.code for problem in problems} <= set(DEFINITION_CODES)


BORN = Question(id="born", text="Born", type=DateType())
MARKS = Question(id="marks", text="Marks?", type=Choices(options={"x": Option(id="x", text="X")}))
ROWS = Question(
    id="rows", text="Rows", type=Table(questions=(Question(id="here", text="Here?", type=YesNo(options={})),))
)
ANSWERS: dict[str, object] = {
    "seen": True,
    "reason": {"unanswered": "declined"},
    "marks": ["x"],
    "rows": [{"here": False}, {}],
    "born": "2020-02-29",
}
MEANINGS: dict[str, Condition | Value] = {
    "truth": Answered(Name("born")),
    "value": Name("born"),
    "counted": Count(Name("rows")),
}


def every_test() -> Iterator[Condition]:
    """Every kind of test of every name, most of them without sense."""
    names: list[Name | Part] = [*map(Name, (*NAMES, "counted")), Part("rows", "here")]
    for name in names:
        yield from (Answered(name), Unanswered(name), Unanswered(name, ("declined",)), Includes(name, ("x",)))
        yield from (Compare(name, "<", Number(3)), Compare(Count(name), ">", Number(0)), Is(Count(name), 2))
        for literal in ("yes", "injury", 3, date(2026, 1, 1)):
            yield from (Is(name, literal), In(name, (literal,), negated=True))
        for other in names:
            yield from (Compare(name, ">=", other), Compare(Years(name, other), "<", Number(16)))
            yield Compare(Minus(name, other), "<=", Number(28))
    yield from (Truth(name) for name in NAMES)
    yield from (Not(Truth(name)) for name in NAMES)


def test_a_condition_without_problems_can_be_ruled_on() -> None:
    """Whatever passes the checks has a meaning, the same to the interpreter and to the generated rules."""
    now, passed = datetime(2026, 3, 2, 12, 0), 0
    derived = {name: Derived(name=name, meaning=meaning) for name, meaning in MEANINGS.items()}
    for never in (*every_test(), *(AnyRow("rows", test) for test in every_test())):
        checks = (Check(id="never", never=never, at="seen", message="Correct it."),)
        form = form_of(SEEN, REASON, MARKS, ROWS, BORN, derived=derived, checks=checks)
        if any(problem.severity == "error" for problem in check_form(form)):
            continue
        passed += 1
        for answers in ({}, ANSWERS):
            ruling = Evaluation(form, read_contents(form, answers, now=now), now=now).rule(never)
            faults = generate_rules(form)(answers, now, True).faults
            assert (ruling.truth is True) is any(fault.code == "check_failed" for fault in faults), never
    assert passed > 100


def long_chains() -> Iterator[Form]:
    """Derived values on derived values: in a row, in a circle, and each twice on the one before."""
    for joined in ("d{0}", "not d{0}", "d{0} and d{0}", "(seen is yes and d{0}) or (reason is illness and d{0})"):
        derived = {
            f"d{number}": Derived(name=f"d{number}", meaning=parse_condition(joined.format(number - 1)))
            for number in range(1, 2_000)
        }
        yield form_of(SEEN, REASON, derived=derived | {"d0": Derived(name="d0", meaning=parse_condition("seen is no"))})
        yield form_of(SEEN, REASON, derived=derived | {"d0": Derived(name="d0", meaning=Name("d1999"))})
    names = {f"v{number}": Derived(name=f"v{number}", meaning=Name(f"v{number - 1}")) for number in range(1, 1_000)}
    yield form_of(SEEN, derived=names | {"v0": Derived(name="v0", meaning=Name("seen"))})


@pytest.mark.parametrize("form", list(long_chains()))
def test_a_form_made_to_be_endless_is_still_checked(form: Form) -> None:
    assert {problem.code for problem in check_form(form)} <= {"form.circle", "form.unused"}
