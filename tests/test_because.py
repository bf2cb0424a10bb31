"""What of a rule made it what it is: kept as true as the whole, and said in words that can be read."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import load_form
from safeforms.definition import Form
from safeforms.explanations.because import because, because_in_words
from safeforms.judgement.evaluating import Evaluation
from safeforms.language.condition_print import print_condition
from safeforms.language.condition_text import parse_condition
from tests.explanation_laws import Answers, interpreted
from tests.form_strategies import forms, parsed
from tests.laws import examples
from tests.records import Case, cases
from tests.strategies import FORMS, form_named, nearly_complete, nearly_whole, records

HEAD: dict[str, Any] = {
    "form": "small",
    "version": "1.0.0",
    "title": "Small",
    "sources": {"us": "The tests"},
    "reasons": {"declined": {"text": "Declined"}},
}
QUESTIONS: dict[str, Any] = {
    "came": {"text": "Who came", "type": "choice", "options": {"parent": "A parent", "friend": "A friend", "no": "No"}},
    "kinds": {"text": "Kinds", "type": "choices", "options": {"a": "Red", "b": "Blue", "c": "Green"}},
    "age": {"text": "Age", "type": "integer", "unit": "years", "unanswered": ["declined"]},
    "safe": {"text": "Safe now", "type": "yes_no", "when": "came is friend"},
    "spare": {"text": "Anything else", "type": "text", "optional": True},
    "people": {
        "text": "People",
        "type": "table",
        "optional": True,
        "questions": {
            "old": {"text": "How old", "type": "integer"},
            "kin": {"text": "Are they kin", "type": "yes_no"},
        },
    },
}
DERIVED: dict[str, Any] = {
    "young": {"is": "age < 16", "text": "the patient is under 16"},
    "alone": "came is no or came is friend",
    "odd": "kinds includes a and safe is no",
}


def small() -> Form:
    sections = {"all": {"title": "All", "questions": QUESTIONS}}
    return parsed({**HEAD, "sections": sections, "derived": DERIVED})


SMALL = small()
RECORD: Answers = {
    "came": "friend",
    "kinds": ["a", "c"],
    "age": 12,
    "safe": "yes",
    "people": [{"old": 9, "kin": "no"}, {"old": 40, "kin": "yes"}],
}
KEPT = {
    "young or came is parent": "young",
    "young and came is friend": "young and came is friend",
    "young and came is parent and safe is no": "came is parent and safe is no",
    "came in [friend, no]": "came in [friend]",
    "came not in [parent, no]": "came not in [parent, no]",
    "came not in [parent, friend]": "came not in [friend]",
    "kinds includes any [a, b, c]": "kinds includes any [a, c]",
    "kinds includes b": "kinds includes b",
    "alone": "came is friend",
    "odd": "safe is no",
    "not odd": "safe is not no",
    "not alone": "came is not friend",
    "not young": "not young",
    "any(people, old < 10 or kin is yes)": "any(people, old < 10 or kin is yes)",
    "any(people, old < 10 or kin is no)": "any(people, old < 10 or kin is no)",
    "any(people, old < 10 or old > 90)": "any(people, old < 10)",
    "any(people, old > 90 or kin is yes)": "any(people, kin is yes)",
    "all(people, old < 10 or old < 60)": "all(people, old < 10 or old < 60)",
    "all(people, old > 20 and old < 60)": "all(people, old > 20)",
    "any(people, old > 90 and old < 95)": "any(people, old > 90)",
    "any(people, young and old < 10)": "any(people, young and old < 10)",
    "any(people, alone and old < 10)": "any(people, came is friend and old < 10)",
    "answered(spare) or (answered(age) and young)": "answered(age) and young",
}
SAID = {
    "young and came is friend": 'the patient is under 16 and "Who came" is "A friend"',
    "young and (came is friend or safe is no) and kinds includes any [a, b]": (
        'the patient is under 16, "Who came" is "A friend" and "Kinds" includes "Red"'
    ),
    "(young or age > 90) and any(people, old < 10 and kin is no)": (
        'the patient is under 16; and in at least one row of "People": "How old" is less than 10 and "Are they kin" '
        "is no"
    ),
    "came is parent": '"Who came" is not "A parent"',
    "came in [parent, no] or age > 20": '"Who came" is none of "A parent" or no; and "Age" is at most 20',
    "not young": "the patient is under 16",
    "kinds includes b": '"Kinds" does not include "Blue"',
    "kinds includes b and young": '"Kinds" does not include "Blue"',
    "unanswered(age)": '"Age" was answered',
    "answered(spare)": '"Anything else" was left blank',
    "any(people, old > 90)": 'in no row of "People": "How old" is more than 90',
    "count(people) > 0 and all(people, old > 90)": 'not in every row of "People": "How old" is more than 90',
    "young and gap": "it is not so that a screening question was left as a gap",
}
SAID_OF_LESS = {
    "age < 16": 'it is not known whether "Age" is less than 16',
    "age < 16 and came is parent and young": (
        'it is not known whether "Age" is less than 16, whether "Who came" is "A parent" and whether the patient is '
        "under 16"
    ),
    "safe is no": 'it is not known whether "Safe now" is no',
    "not young": "it is not known whether the patient is under 16",
    "any(people, old > 90)": '"People" was left blank',
}


def ruled(evaluation: Evaluation, text: str) -> str:
    """What of an indicator with this rule is said."""
    form = parsed(
        {
            **HEAD,
            "sections": {"all": {"title": "All", "questions": QUESTIONS}},
            "derived": DERIVED,
            "indicators": {"it": {"level": "info", "when": text, "concern": "It.", "within": "3 days", "source": "us"}},
        }
    )
    of_it = Evaluation(form, evaluation.contents, now=evaluation.now, finished=evaluation.finished)
    return because_in_words("it", evaluation=of_it)


@pytest.mark.parametrize(("whole", "kept"), KEPT.items())
def test_what_decided_is_kept_and_nothing_else(whole: str, kept: str) -> None:
    found = because(parse_condition(whole), evaluation=interpreted(SMALL, RECORD))

    assert print_condition(found) == kept


@pytest.mark.parametrize(("whole", "said"), SAID.items())
def test_it_follows_the_word_because(whole: str, said: str) -> None:
    assert ruled(interpreted(SMALL, RECORD), whole) == said


@pytest.mark.parametrize(("whole", "said"), SAID_OF_LESS.items())
def test_of_what_is_not_known_it_says_what_that_is(whole: str, said: str) -> None:
    assert ruled(interpreted(SMALL, {}), whole) == said


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"age": {"unanswered": "declined"}, "came": "parent"}, '"Safe now" was not asked'),
        ({"came": "friend", "safe": "yes"}, '"Safe now" is not no'),
    ],
)
def test_what_fails_for_want_of_an_answer_says_so(answers: Answers, said: str) -> None:
    assert ruled(interpreted(SMALL, answers), "safe is no") == said


def test_the_record_of_the_readme_says_who_came_with_the_child() -> None:
    case = next(case for case in cases(form="miu") if case.name.startswith("MI03"))
    form = load_form("miu")
    evaluation = interpreted(form, case.answers)

    assert because_in_words("brought_by_child", evaluation=evaluation) == (
        "the patient is under 16, or may be; and everyone who came is under 18 or of an age that nobody knows"
    )


def as_true_as_the_whole(evaluation: Evaluation) -> None:
    """What is kept of each rule, and of when each question is asked, rules as the whole does, and rests on no more."""
    form = evaluation.form
    for condition in [*(i.when for i in form.indicators.values()), *(q.when for q in form.questions.values())]:
        whole, kept = evaluation.rule(condition), because(condition, evaluation=evaluation)
        again = evaluation.rule(kept)
        assert again.truth is whole.truth, (condition, kept)
        assert again.because <= whole.because, (condition, kept)
    for name in form.indicators:
        assert because_in_words(name, evaluation=evaluation)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_what_is_kept_of_the_rules_of_a_case_is_as_true_as_the_whole(case: Case) -> None:
    as_true_as_the_whole(interpreted(load_form(case.form), case.answers, now=case.now))


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=examples(6))
@given(data=st.data(), finished=st.booleans())
def test_what_is_kept_is_as_true_as_the_whole(name: str, data: st.DataObject, finished: bool) -> None:
    form = form_named(name)
    as_true_as_the_whole(interpreted(form, data.draw(nearly_complete(form)), finished=finished))


@settings(max_examples=examples(12))
@given(data=st.data(), form=forms(), finished=st.booleans())
def test_under_any_form_what_is_kept_is_as_true_as_the_whole(data: st.DataObject, form: Form, finished: bool) -> None:
    answers = data.draw(st.one_of(nearly_whole(form), records(form)))
    as_true_as_the_whole(interpreted(form, answers, finished=finished))
