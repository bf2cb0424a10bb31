"""Conditions as text: what is read, printed back, and refused with carets under the words to blame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    Years,
)
from safeforms.language.condition_print import print_condition
from safeforms.language.condition_text import parse_condition, parse_derived
from safeforms.language.condition_tokens import ConditionError

NAMES = st.sampled_from(["age", "born", "seen_at", "companions", "x1"])
REFERENCES = st.one_of(st.builds(Name, NAMES), st.builds(Part, NAMES, NAMES))
LITERALS = st.one_of(NAMES, st.sampled_from(["yes", "no"]), st.integers(-99, 99), st.just(0.00001), st.dates())
TERMS = st.one_of(
    REFERENCES,
    st.builds(Number, st.one_of(st.integers(0, 99), st.sampled_from([2.5, 0.00001]))),
    st.builds(Date, st.dates()),
    st.builds(Years, REFERENCES, REFERENCES),
    st.builds(Days, REFERENCES, REFERENCES),
    st.builds(Count, REFERENCES),
)
VALUES = st.one_of(TERMS, st.builds(Minus, TERMS, TERMS))
LISTS = st.lists(LITERALS, min_size=1, max_size=3).map(tuple)
WORDS = st.lists(NAMES, min_size=1, max_size=3).map(tuple)
ASKING = st.one_of(st.builds(Answered, REFERENCES), st.builds(Unanswered, REFERENCES, st.one_of(st.just(()), WORDS)))
LEAVES: st.SearchStrategy[Condition] = st.one_of(
    st.just(Always()),
    st.builds(Truth, NAMES),
    st.builds(Not, st.one_of(st.builds(Truth, NAMES), ASKING)),
    st.builds(Is, VALUES, LITERALS, st.booleans()),
    st.builds(In, VALUES, LISTS, st.booleans()),
    st.builds(Includes, REFERENCES, WORDS),
    st.builds(Compare, VALUES, st.sampled_from(["<", "<=", ">", ">="]), VALUES),
    ASKING,
)


def _larger(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    rows = st.one_of(st.builds(AnyRow, NAMES, inner), st.builds(AllRows, NAMES, inner))
    return st.one_of(st.builds(Both, several), st.builds(Either, several), rows, st.builds(Not, rows))


@given(st.recursive(LEAVES, _larger, max_leaves=8))
def test_a_printed_condition_is_read_as_the_same_condition(condition: Condition) -> None:
    assert parse_condition(print_condition(condition)) == condition


@pytest.mark.parametrize(
    ("text", "says", "blamed"),
    [
        ("a and b or c", "misread", "a"),
        ("(a and b) and c or d", "misread", "("),
        ("a or b and c", "misread", "b"),
        ("not a is b", "`not` stands only before a named truth", "not"),
        ("not (a or b)", "`not` stands only before a named truth", "not"),
        ("a is", "missing", ""),
        ("a is is", "missing", "is"),
        ("age <", "A name is missing", ""),
        ("a £ b", "no meaning", "£"),
        ("born is 2026-02-30", "no such day", "2026-02-30"),
        ("(a", "`)` is missing", ""),
        ("a b", "not expected", "b"),
        ("years(a, b)", "comparison is missing", ""),
        ("age - 3 includes x", "`includes` stands after the name", "includes"),
        ("(" * 30 + "a" + ")" * 30, "nested", "("),
        ("a and " * 500 + "a", "at most", "a"),
        ("", "A name is missing", ""),
    ],
)
def test_a_text_that_is_no_condition_is_refused_with_the_words_to_blame(text: str, says: str, blamed: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_condition(text)

    error = caught.value
    assert says in error.message
    assert text[error.start : error.end] == blamed
    assert set(error.excerpt().split("\n")[1].strip()) == {"^"}


@given(st.text(alphabet="ab1 ()[],.<>=-_\n\"'andornotisin", max_size=60))
def test_no_text_makes_the_reader_crash(text: str) -> None:
    try:
        parse_condition(text)
    except ConditionError as error:
        assert error.message and error.excerpt()


def test_a_derived_text_is_a_value_or_a_truth() -> None:
    assert parse_derived("years(born, seen_at)") == Years(Name("born"), Name("seen_at"))
    assert parse_derived("age") == Name("age")
    assert parse_derived("age < 16") == Compare(Name("age"), "<", Number(16))


def test_a_long_condition_folds_over_lines() -> None:
    assert parse_condition("a\n  and b") == Both((Truth("a"), Truth("b")))
