"""The loop of a referral: where it stands, since when, who chases whom by when; and nothing recorded is lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import load_form
from safeforms.definition import Form
from safeforms.judgement.contents import read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import read_yaml
from safeforms.letters.referral_loop import referral_of
from safeforms.library import part_reader
from safeforms.summaries.answers_shown import AnswersShown
from safeforms.summaries.summary_items import ReferralShown, StageShown
from tests.laws import examples
from tests.strategies import anything

MIU = load_form("miu")
MONDAY = datetime(2026, 11, 2, 18)
MADE = {
    "about": "Child A (4); Child B (1)",
    "made_at": "2026-11-02T15:40",
    "method": "phone",
    "received_by": "Duty social worker B.",
    "family_told": "told_agreed",
}
WRITTEN = {**MADE, "written_sent_at": "2026-11-02T17:00"}
ACKNOWLEDGED = {"acknowledged_at": "2026-11-03T09:30"}
DECIDED = {**ACKNOWLEDGED, "decision": "section_47", "decided_at": "2026-11-05T10:00", "told_by": "S. Worker"}
NOT_AGREED = {**DECIDED, "agree": "no_escalated_to"}
ESCALATED = {**NOT_AGREED, "agree_note": "Team manager T., 6 November"}
NO_REASON: dict[str, object] = {"csc_referral_made": "no"}
REASON = "Agreed with the named nurse that the threshold is not met."

FILLING: tuple[tuple[str, str, object], ...] = (
    ("referral", "made_at", "2026-11-02T15:40"),
    ("referral", "written_sent_at", "2026-11-02T17:00"),
    ("referral_outcome", "acknowledged_at", "2026-11-03T09:30"),
    ("referral_outcome", "decision", "no_further_action"),
    ("referral_outcome", "decided_at", "2026-11-05T10:00"),
    ("referral_outcome", "told_by", "S. Worker"),
    ("referral_outcome", "agree", "yes"),
)
"""What the stages wait for, in the order of the loop."""


def loop(answers: Mapping[str, object], *, form: Form = MIU, now: datetime = MONDAY) -> ReferralShown | None:
    evaluation = Evaluation(form, read_contents(form, answers, now=now), now=now)
    return referral_of(evaluation, AnswersShown(evaluation, answers))


def made(
    details: Mapping[str, object] = WRITTEN, outcome: Mapping[str, object] | None = None, *, now: datetime = MONDAY
) -> ReferralShown:
    answers = {"assessed_at": "2026-11-02T14:30", "csc_referral_made": "yes", "referral": details}
    found = loop({**answers, "referral_outcome": outcome or {}}, now=now)
    assert found
    return found


def stage(referral: ReferralShown, name: str) -> StageShown:
    return next(stage for stage in referral.stages if stage.id == name)


def states(referral: ReferralShown) -> str:
    """The state of each stage by its first letter: d(one), o(pen), w(aiting), n(ot needed)."""
    return "".join(stage.state[0] for stage in referral.stages)


@pytest.mark.parametrize(
    ("details", "outcome", "expected", "since", "words"),
    [
        ({}, {}, "owwww", "2026-11-02 14:30:00", "it is not recorded when it was made"),
        (MADE, {}, "dowww", "2026-11-02 15:40:00", "no written copy is on the record; due by 3 November 2026 15:40"),
        (WRITTEN, {}, "ddoww", "2026-11-02 15:40:00", "no acknowledgement is on the record; due by 3 November 2026"),
        (WRITTEN, ACKNOWLEDGED, "dddow", "2026-11-02 15:40:00", "the decision is not on the record"),
        (WRITTEN, {**DECIDED, "told_by": None}, "dddow", "2026-11-02 15:40:00", "or not in full; due by 5 November"),
        (WRITTEN, DECIDED, "ddddo", "2026-11-05 10:00:00", "due by 9 November 2026"),
        (WRITTEN, NOT_AGREED, "ddddo", "2026-11-05 10:00:00", "to whom and when it was escalated"),
        (WRITTEN, {**NOT_AGREED, "agree_note": "?"}, "ddddo", "2026-11-05 10:00:00", "when it was escalated"),
        (WRITTEN, {**DECIDED, "agree": "yes"}, "ddddd", "None", "Closed: every stage is on the record."),
        (WRITTEN, ESCALATED, "ddddd", "None", "Closed: every stage is on the record."),
        (MADE, {**DECIDED, "agree": "yes"}, "doddd", "2026-11-02 15:40:00", "no written copy is on the record"),
        (WRITTEN, {"agree": "yes"}, "ddowd", "2026-11-02 15:40:00", "no acknowledgement is on the record"),
    ],
)
def test_a_referral_stands_at_the_first_stage_that_is_not_done(
    details: Mapping[str, object], outcome: Mapping[str, object], expected: str, since: str, words: str
) -> None:
    found = made(details, outcome, now=datetime(2026, 11, 5, 12))

    assert (states(found), str(found.open_since)) == (expected, since)
    assert words in found.words
    assert found.closed is (expected == "ddddd")


@pytest.mark.parametrize("method", ["phone", "online", "secure_email", "in_person"])
def test_a_written_copy_is_followed_however_the_referral_was_made(method: str) -> None:
    assert stage(made({**MADE, "method": method}), "written").state == "open"


@pytest.mark.parametrize(
    ("name", "details", "outcome", "words"),
    [
        ("made", WRITTEN, {}, "By phone; received by Duty social worker B."),
        ("written", WRITTEN, {}, ""),
        ("decided", WRITTEN, {}, ""),
        ("decided", WRITTEN, DECIDED, "Section 47 enquiry; told by S. Worker."),
        ("decided", WRITTEN, {"decision": "early_help"}, "Early help. Not recorded: 'When they decided', 'Name of"),
        ("decided", WRITTEN, {**DECIDED, "decision": "no_further_action"}, "Is early help offered?"),
        ("agreed", WRITTEN, {**DECIDED, "agree": "yes"}, "Agreed."),
        ("agreed", WRITTEN, NOT_AGREED, "Not agreed. Not recorded: to whom and when it was escalated."),
        ("agreed", WRITTEN, ESCALATED, "Not agreed; escalated: Team manager T., 6 November."),
    ],
)
def test_a_stage_says_what_is_recorded_of_it_and_what_is_not(
    name: str, details: Mapping[str, object], outcome: Mapping[str, object], words: str
) -> None:
    found = stage(made(details, outcome, now=datetime(2026, 11, 5, 12)), name).words

    assert words in found
    assert bool(words) is bool(found)


def test_it_is_asked_whether_early_help_is_offered_after_no_further_action_alone() -> None:
    assert "early help" not in stage(made(WRITTEN, DECIDED, now=datetime(2026, 11, 6)), "decided").words


@pytest.mark.parametrize(
    ("now", "outcome", "overdue", "steps"),
    [
        ("2026-11-03T23:59", {}, [], []),
        ("2026-11-04T09:00", {}, ["acknowledged"], []),
        ("2026-11-05T09:00", {}, ["acknowledged"], ["Ring"]),
        ("2026-11-06T09:00", {}, ["acknowledged", "decided"], ["Ring", "Tell the named professional"]),
        ("2026-11-10T09:00", {}, ["acknowledged", "decided"], ["Ring", "Tell the named", "Take it to the designated"]),
        ("2026-11-10T09:00", ACKNOWLEDGED, ["decided"], ["Tell the named", "Take it to the designated"]),
        ("2026-11-09T09:00", DECIDED, [], []),
        ("2026-11-10T09:00", NOT_AGREED, ["agreed"], ["If you do not agree: raise it"]),
        (
            "2026-11-13T09:00",
            DECIDED,
            ["agreed"],
            ["If you do not agree", "If it is not settled by then: take it to the"],
        ),
        ("2027-11-13T09:00", ESCALATED, [], []),
    ],
)
def test_whoever_must_be_chased_or_told_is_named_and_is_overdue_by_the_clock_that_is_given(
    now: str, outcome: Mapping[str, object], overdue: list[str], steps: list[str]
) -> None:
    found = made(WRITTEN, outcome, now=datetime.fromisoformat(now))

    late = [step for stage in found.stages for step in stage.steps if step.overdue]
    assert [stage.id for stage in found.stages if stage.overdue] == overdue
    assert len(late) == len(steps)
    assert all(step.text.startswith(words) for step, words in zip(late, steps, strict=True))
    assert ("overdue" in found.words) is bool(overdue)


def test_the_steps_of_a_stage_have_days_of_their_own() -> None:
    days = {step.within: str(step.due) for stage in made().stages for step in stage.steps}

    assert days == {"2 working days": "2026-11-04", "3 working days": "2026-11-05", "5 working days": "2026-11-09"}


@pytest.mark.parametrize(
    ("answers", "made", "words"),
    [
        (NO_REASON, False, "No referral was made, and why not is not recorded."),
        ({**NO_REASON, "csc_no_referral_reason": REASON}, False, "No referral was made."),
        ({"csc_referral_made": "perhaps"}, None, "It is not recorded whether a referral was made."),
        ({"csc_no_referral_reason": REASON}, None, "It is not recorded whether"),
        (
            {"referral": WRITTEN},
            None,
            "The record does not say whether a referral was made, and holds details of one. Op",
        ),
        (
            {**NO_REASON, "referral": WRITTEN},
            False,
            "says that no referral was made, and holds details of one. Open since",
        ),
        ({**NO_REASON, "referral_outcome": DECIDED}, False, "says that no referral was made, and holds details"),
        (
            {**NO_REASON, "referral": WRITTEN, "referral_outcome": ESCALATED},
            False,
            "holds details of one. Every stage is on",
        ),
        ({"csc_referral_made": "yes", "csc_no_referral_reason": REASON}, True, "also holds a reason why none was made"),
    ],
)
def test_a_referral_that_was_not_made_or_is_contradicted_says_so(
    answers: Mapping[str, object], made: bool | None, words: str
) -> None:
    found = loop(answers, now=datetime(2026, 11, 6))

    assert found
    assert (found.made, found.not_made_reason) == (made, answers.get("csc_no_referral_reason"))
    assert words in found.words
    assert bool(found.stages) is bool(made or answers.keys() & {"referral", "referral_outcome"})
    assert not found.closed


def test_where_none_was_asked_about_there_is_no_referral_and_where_one_was_its_absence_is_told() -> None:
    asked: dict[str, object] = {
        "assessed_at": "2026-11-02T14:30",
        "date_of_birth": "2018-03-03",
        "clinician_concern": "serious_concern",
    }
    found = loop(asked)

    assert loop({}) is None
    assert loop({"date_of_birth": "1990-03-03"}) is None
    assert found and (found.made, found.stages, found.closed) == (None, (), False)


SMALL = """
form: small
version: 1.0.0
title: Small
sections:
  all:
    title: All
    questions:
      sent: {text: Referral, type: group, questions: {QUESTIONS}}
      answer: {text: Answer, type: group, questions: {OUTCOME}}
summary: {referral: {details: sent, outcome: answer}}
"""
MADE_AT = "made_at: {text: When, type: datetime}"
METHOD = "method: {text: How, type: choice, options: {phone: Phone, letter: Letter}}"
COPY = "written_sent_at: {text: Copy, type: datetime, when: method is phone}"
DECISION = "decision: {text: Decision, type: text}"
NOTE = "remark: {text: Remark, type: text}"
AT = {"made_at": "2026-11-02T15:40"}


@pytest.mark.parametrize(
    ("questions", "outcome", "answers", "expected", "words"),
    [
        (MADE_AT, NOTE, {"sent": AT}, {"made": "done"}, "What became of it is not asked here."),
        (MADE_AT, DECISION, {"sent": AT}, {"made": "done", "decided": "open"}, "Open since 2 November 2026 15:40: the"),
        (MADE_AT, DECISION, {"sent": AT, "answer": {"decision": "Yes"}}, {"made": "done", "decided": "done"}, "Closed"),
        (NOTE, DECISION, {"sent": {"remark": "Sent."}}, {"made": "done", "decided": "open"}, "Open: the decision"),
        (
            f"{MADE_AT}, {METHOD}, {COPY}",
            DECISION,
            {"sent": {**AT, "method": "letter"}},
            {"made": "done", "written": "not_needed", "decided": "open"},
            "the decision is not on",
        ),
        (
            f"{MADE_AT}, {METHOD}, {COPY}",
            DECISION,
            {"sent": {**AT, "method": "phone"}},
            {"made": "done", "written": "open", "decided": "waiting"},
            "no written copy is",
        ),
        (
            f"{MADE_AT}, {METHOD}, {COPY}",
            DECISION,
            {"sent": {**AT, "method": "letter", "written_sent_at": "2026-11-02T17:00"}},
            {"made": "done", "written": "done", "decided": "open"},
            "the decision is not on",
        ),
    ],
)
def test_a_stage_that_a_form_of_somebodys_own_leaves_out_is_not_shown(
    questions: str, outcome: str, answers: Mapping[str, object], expected: dict[str, str], words: str
) -> None:
    text = SMALL.replace("QUESTIONS", questions).replace("OUTCOME", outcome)
    form = parse_form(read_yaml(text, file="small.yaml"), read_part=part_reader())

    found = loop(answers, form=form)

    assert loop({}, form=form) is None
    assert found and {stage.id: stage.state for stage in found.stages} == expected
    assert words in found.words
    assert found.closed is (words == "Closed")


def test_a_note_without_an_answer_and_a_group_that_cannot_be_used_are_shown() -> None:
    found = loop({"referral": "by phone, on Monday", "referral_outcome": {"agree_note": "Manager T. was told."}})

    assert found
    assert [fact.answer for fact in found.facts] == ["by phone, on Monday", "(note) Manager T. was told."]


def _filled(taken: set[int]) -> ReferralShown:
    answers: dict[str, Any] = {"csc_referral_made": "yes", "referral": {}, "referral_outcome": {}}
    for group, part, value in (FILLING[number] for number in sorted(taken)):
        answers[group][part] = value
    found = loop(answers, now=datetime(2026, 11, 6))
    assert found
    return found


@settings(max_examples=examples(60))
@given(taken=st.sets(st.integers(0, len(FILLING) - 1)))
def test_every_referral_is_in_exactly_one_place(taken: set[int]) -> None:
    found = _filled(taken)

    left = [stage for stage in found.stages if stage.state != "done"]
    assert [stage.state for stage in left] == ["open", "waiting", "waiting", "waiting", "waiting"][: len(left)]
    assert found.closed is (not left) is (len(taken) == len(FILLING))
    assert (found.open_since is None) is (found.closed or not (taken & {0}))
    assert {fact.path for fact in found.facts} == {FILLING[number][:2] for number in taken}


@settings(max_examples=examples(30))
@given(taken=st.sets(st.integers(0, len(FILLING) - 1)))
def test_filling_in_the_loop_in_its_order_never_reopens_an_earlier_stage(taken: set[int]) -> None:
    before: set[str] = set()
    for number in range(len(FILLING)):
        taken = taken | {number}
        done = {str(stage.id) for stage in _filled(taken).stages if stage.state == "done"}
        assert before <= done
        before = done
    assert _filled(taken).closed


@settings(max_examples=examples(60))
@given(data=st.data(), answer=st.sampled_from(["yes", "no", None, "perhaps"]))
def test_nothing_that_a_record_holds_of_a_referral_is_lost(data: st.DataObject, answer: str | None) -> None:
    groups = {name: data.draw(anything(MIU.questions[name])) for name in ("referral", "referral_outcome")}
    answers = {"csc_referral_made": answer, **groups}
    contents = read_contents(MIU, answers, now=MONDAY)
    held = {path for path, content in contents.by_path.items() if path[0] in groups and content.value is not True}

    found = loop(answers)

    shown = {fact.path for fact in found.facts} if found else set()
    assert held <= shown
    assert found is None or sum(stage.state == "open" for stage in found.stages) <= 1
