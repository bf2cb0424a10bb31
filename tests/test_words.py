"""Conditions and answers in words, against a small form built by hand."""

from datetime import date, datetime

import pytest

from safeforms import load_form
from safeforms.conditions import Count, Date, Name, Part, Value
from safeforms.definition import Derived, Form, Indicator, Section, Setting
from safeforms.language.condition_text import parse_condition, parse_derived
from safeforms.questions import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    Option,
    Override,
    Question,
    Reason,
    Table,
    Text,
    YesNo,
)
from safeforms.wording.answer_words import answer_in_words
from safeforms.wording.asking_words import asked_in_words
from safeforms.wording.words import in_words, value_in_words


def options(**texts: str) -> dict[str, Option]:
    return {name: Option(id=name, text=text) for name, text in texts.items()}


YES_NO = YesNo(options=options(yes="Yes", no="No"))
AGE_GROUP = Question(
    id="age_group", text="Age group:", type=Choice(options=options(adult="Adult", under_16="Under 16"))
)
NAME = Question(id="name", text="Name", type=Text())
COMPANIONS = Question(id="companions", text="Who came?", type=Table(questions=(NAME, AGE_GROUP)))
MADE_AT = Question(id="made_at", text="When was it made?", type=DateTimeType())
OUTCOME = Question(
    id="outcome",
    text="Outcome",
    type=Choice(options={"other": Option(id="other", text="Other", note=parse_condition("always"))}),
)
REFERRAL = Question(id="referral", text="Referral", type=Group(questions=(MADE_AT, OUTCOME)))
REASON = Question(
    id="reason",
    text="Main reason for  attending:",
    type=Choice(options=options(injury="Injury", illness="Illness", self_harm="Self-harm, or overdose")),
)
KINDS = Question(id="kinds", text="Kinds of abuse", type=Choices(options=options(physical="Physical", sexual="Sexual")))
BORN = Question(id="born", text="Date of birth", type=DateType())
SEEN = Question(id="seen", text="Seen at", type=DateTimeType())
VISITS = Question(id="visits", text='Visits to "A&E" this year', type=Integer(unit="visits"))
SAFE = Question(id="safe", text="Safe now?", type=YES_NO)
NHS = Question(id="nhs", text="NHS number", type=NhsNumber())
VIEW = Question(id="view", text="Your view", type=Override(questions=(NAME,)))
QUESTIONS = (REASON, KINDS, BORN, SEEN, VISITS, SAFE, NHS, COMPANIONS, REFERRAL, VIEW)
DERIVED = {
    "age": "years(born, seen)",
    "alias": "reason",
    "under_16": "(answered(born) and age < 16) or unanswered(born)",
    "child": "under_16",
    "hurt": "reason is injury",
    "first": "second and safe is yes",
    "second": "third and safe is yes",
    "third": "fourth and safe is yes",
    "circle": "circle and safe is yes",
    "loop": "loop",
}
FORM = Form(
    id="small",
    version="1.0.0",
    title="Small",
    reasons={
        "not_known": Reason(id="not_known", text="Not known"),
        "declined": Reason(id="declined", text="Asked: chose not to answer"),
        "nhs_down": Reason(id="nhs_down", text="NHS system down"),
    },
    settings={
        "many": Setting(name="many", text="Visits that lead to a review", default=3),
        "alone": Setting(name="alone", text="Age to be seen alone", default=11, unit="years"),
    },
    sections=(Section(id="all", title="All", questions=QUESTIONS),),
    derived={
        **{name: Derived(name=name, meaning=parse_derived(text)) for name, text in DERIVED.items()},
        "worrying": Derived(name="worrying", meaning=parse_condition("hurt"), text="the injury is worrying"),
        "weight": Derived(name="weight", meaning=parse_derived("count(kinds)"), text="the number of worries"),
    },
    indicators={
        "came_alone": Indicator(
            id="came_alone", level="red", when=parse_condition("always"), concern="-", within="same day"
        )
    },
)
SAID = {
    "always": "always",
    "reason is injury": '"Main reason for attending" is "Injury"',
    "reason is not injury": '"Main reason for attending" is not "Injury"',
    "safe is yes": '"Safe now?" is yes',
    "reason in [injury]": '"Main reason for attending" is "Injury"',
    "reason in [injury, illness, self_harm]": (
        '"Main reason for attending" is one of "Injury", "Illness" or "Self-harm, or overdose"'
    ),
    "reason not in [injury, illness]": '"Main reason for attending" is none of "Injury" or "Illness"',
    "kinds includes physical": '"Kinds of abuse" includes "Physical"',
    "kinds includes any [physical, sexual]": '"Kinds of abuse" includes any of "Physical" or "Sexual"',
    "visits < 16": "\"Visits to 'A&E' this year\" is less than 16",
    "visits <= 16": "\"Visits to 'A&E' this year\" is at most 16",
    "visits > 1.5": "\"Visits to 'A&E' this year\" is more than 1.5",
    "visits >= many": "\"Visits to 'A&E' this year\" is at least 3 (Visits that lead to a review)",
    "age >= alone": "age is at least 11 years (Age to be seen alone)",
    "weight > 1": "the number of worries is more than 1",
    "years(born, seen) < 16": 'the whole years from "Date of birth" to "Seen at" is less than 16',
    "days(born, seen) > 3": 'the days from "Date of birth" to "Seen at" is more than 3',
    "visits - 2 > 1": "\"Visits to 'A&E' this year\" minus 2 is more than 1",
    "born > 2026-11-02": '"Date of birth" is after 2 November 2026',
    "born is 2026-11-02": '"Date of birth" is 2 November 2026',
    "born < today": '"Date of birth" is before today',
    "seen <= now": '"Seen at" is on or before now',
    "referral.made_at >= seen": '"When was it made?" in "Referral" is on or after "Seen at"',
    "referral.outcome is other": '"Outcome" in "Referral" is "Other"',
    "count(companions) > 2": 'the number of rows of "Who came?" is more than 2',
    "count(kinds) > 1": 'the number of options chosen in "Kinds of abuse" is more than 1',
    "answered(born)": '"Date of birth" is answered',
    "answered(age)": "age is known",
    "unanswered(born)": '"Date of birth" was left unanswered',
    "unanswered(born, not_known)": '"Date of birth" was left unanswered because: not known',
    "unanswered(born, [not_known, nhs_down])": (
        '"Date of birth" was left unanswered because: not known or NHS system down'
    ),
    "any(companions, age_group is adult)": 'in at least one row of "Who came?": "Age group" is "Adult"',
    "all(companions, age_group is adult and safe is yes)": (
        'in every row of "Who came?": "Age group" is "Adult" and "Safe now?" is yes'
    ),
    "worst_finding is red": "the gravest finding is red",
    "worst_finding in [red, amber]": "the gravest finding is one of red or amber",
    "gap": "a screening question was left as a gap",
    "to_tell": "somebody must be told",
    "came_alone": '"came alone" is a finding',
    "not gap": "it is not so that a screening question was left as a gap",
    "worrying": "the injury is worrying",
    "hurt": '"Main reason for attending" is "Injury"',
    "alias is injury": '"Main reason for attending" is "Injury"',
    "not answered(born)": 'it is not so that "Date of birth" is answered',
    "under_16": ('("Date of birth" is answered and age is less than 16) or "Date of birth" was left unanswered'),
    "not under_16": (
        'it is not so that (("Date of birth" is answered and age is less than 16) '
        'or "Date of birth" was left unanswered)'
    ),
    "child": '("Date of birth" is answered and age is less than 16) or "Date of birth" was left unanswered',
    "first": '(third and "Safe now?" is yes) and "Safe now?" is yes',
    "hurt and safe is yes": '"Main reason for attending" is "Injury" and "Safe now?" is yes',
    "hurt and gap and to_tell": (
        '"Main reason for attending" is "Injury", a screening question was left as a gap and somebody must be told'
    ),
    "hurt or gap": '"Main reason for attending" is "Injury" or a screening question was left as a gap',
    "reason is self_harm and gap": (
        '"Main reason for attending" is "Self-harm, or overdose" and a screening question was left as a gap'
    ),
    "(hurt or gap) and to_tell": (
        '("Main reason for attending" is "Injury" or a screening question was left as a gap) and somebody must be told'
    ),
    "reason in [injury, illness] or gap": (
        '("Main reason for attending" is one of "Injury" or "Illness") or a screening question was left as a gap'
    ),
    "any(companions, age_group is adult) and gap": (
        '(in at least one row of "Who came?": "Age group" is "Adult") and a screening question was left as a gap'
    ),
    "not under_16 and gap": (
        '(it is not so that (("Date of birth" is answered and age is less than 16) '
        'or "Date of birth" was left unanswered)) and a screening question was left as a gap'
    ),
    "nowhere_to_be_found": "nowhere to be found",
    "nowhere is some_option": "nowhere is some option",
}


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_a_condition_is_said_in_the_words_of_the_form(text: str, said: str) -> None:
    assert in_words(parse_condition(text), form=FORM) == said


def test_the_questions_of_a_row_are_looked_up_first() -> None:
    condition = parse_condition("age_group is adult and safe is yes")
    assert in_words(condition, form=FORM, parts=COMPANIONS.parts) == '"Age group" is "Adult" and "Safe now?" is yes'


@pytest.mark.parametrize("name", ["circle", "loop"])
def test_a_circle_of_names_comes_to_an_end(name: str) -> None:
    condition = parse_condition(f"{name} and {name} is yes")
    assert name in in_words(condition, form=FORM)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Count(Name("companions")), 'the number of rows of "Who came?"'),
        (Name("age"), "age"),
        (Part("referral", "made_at"), '"When was it made?" in "Referral"'),
        (Name("many"), "3 (Visits that lead to a review)"),
        (Part("nowhere", "at_all"), "at all of nowhere"),
        (Date(date(2026, 11, 2)), "2 November 2026"),
    ],
)
def test_a_value_is_said_as_a_noun(value: Value, said: str) -> None:
    assert value_in_words(value, form=FORM) == said


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        (REASON, "self_harm", "Self-harm, or overdose"),
        (REASON, "not_one", "not_one"),
        (KINDS, ["physical", "sexual"], "Physical; Sexual"),
        (KINDS, ("sexual",), "Sexual"),
        (SAFE, True, "Yes"),
        (SAFE, "no", "No"),
        (Question(id="q", text="Q", type=YesNo(options={})), False, "no"),
        (BORN, "2026-11-02", "2 November 2026"),
        (BORN, date(2026, 11, 2), "2 November 2026"),
        (BORN, "2 Nov", "2 Nov"),
        (SEEN, "2026-11-02T14:30:59", "2 November 2026 14:30"),
        (SEEN, "2026-07-02T14:30Z", "2 July 2026 15:30"),
        (SEEN, datetime(2026, 11, 2, 9, 5), "2 November 2026 09:05"),
        (VISITS, 3, "3 visits"),
        (VISITS, "three", "three"),
        (VISITS, True, "yes"),
        (NHS, "9434765919", "9434765919"),
        (NAME, "Zoë\tline one\r\nline two\rthree", "Zoë\tline one\nline two\nthree"),
        (NAME, "red\x1b[31m\x00\x7f\x9b alert\u202e", "red[31m alert"),
        (NAME, "half \ud800 a letter", "half \ufffd a letter"),
        (NAME, None, ""),
        (NAME, {"unanswered": "not_known", "note": "Left early"}, "left unanswered: not known (Left early)"),
        (NAME, {"unanswered": "declined"}, "left unanswered: declined"),
        (
            REFERRAL,
            {"outcome": "other", "outcome_note": "Moved away", "made_at": "2026-11-02T14:30", "more": 1},
            "When was it made? 2 November 2026 14:30; Outcome: Other (Moved away); more: 1",
        ),
        (
            COMPANIONS,
            [{"name": "Kim", "age_group": {"unanswered": "not_known"}}, {"age_group": "adult"}],
            "1: Name: Kim; Age group: left unanswered: not known; 2: Age group: Adult",
        ),
        (COMPANIONS, ["Kim"], "1: Kim"),
        (VIEW, {"name": "Dr Lee"}, "Name: Dr Lee"),
        (VIEW, "red", "red"),
    ],
)
def test_an_answer_is_printed_as_a_reader_sees_it(question: Question, value: object, said: str) -> None:
    assert answer_in_words(question, value) == said


def test_what_a_form_says_always_holds_is_no_condition_to_a_reader() -> None:
    """Every woman is asked about abuse in private: midwifery says so by a truth that the shared part needs."""
    form = load_form("midwifery")

    assert asked_in_words(form.questions["seen_alone"], form=form) == ""
    assert asked_in_words(form.questions["domestic_abuse"], form=form) == ""
    assert asked_in_words(form.questions["companion_behaviour"], form=form) != ""
