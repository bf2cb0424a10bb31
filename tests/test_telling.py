"""Whom to tell: due, sent, failed, or not sent and why; and what the record says of telling stands in the summary."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import load_form, summarise
from safeforms.judgement.contents import read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import read_yaml
from safeforms.library import part_reader
from safeforms.summaries.follow_ups import follow_ups_of
from safeforms.summaries.sendings import sendings
from safeforms.summaries.summary_items import Sent, TellShown
from safeforms.summaries.telling import sent_beside, tells_of
from tests.laws import examples
from tests.records import cases
from tests.strategies import NOW, anything

MIU = load_form("miu")
CHILD = next(base for base in cases("bases", form="miu") if base.name == "child_ill")
HURT = next(case for case in cases(form="miu") if case.name.startswith("MI04"))
START = datetime(2026, 11, 2, 14, 30)
SENT = {"sent_at": "2026-11-02T16:00", "method": "Secure email", "sent_by": "N. Nurse"}
FAILED = {"sent_at": "2026-11-02T16:00", "method": "Fax", "failed": "No tone; tried three times."}
NOT_SENT = {"not_sent_reason": "She asked us not to; agreed with the named nurse."}
FOR_INFORMATION = {**SENT, "purpose": "information_only"}


def told(rows: Sequence[object], *, base: Any = CHILD, recipient: str = "gp", now: datetime = NOW) -> TellShown:
    summary = summarise({**base.answers, "notifications": list(rows)}, form="miu", now=now)
    return next(tell for tell in summary.tell if tell.recipient == recipient)


@pytest.mark.parametrize(
    ("rows", "state", "still_open"),
    [
        ([], "open", ""),
        ([SENT], "sent", ""),
        ([{**SENT, "sent_by": None}], "sent", ""),
        ([FOR_INFORMATION], "sent", ""),
        ([NOT_SENT], "not_sent", ""),
        ([FAILED], "failed", "Sending failed, and nothing says that it was sent since."),
        ([{"failed": "The system was down."}], "failed", "Sending failed"),
        ([FAILED, SENT], "sent", ""),
        ([SENT, FAILED], "sent", ""),
        ([FAILED, NOT_SENT], "not_sent", ""),
        ([{**FAILED, **NOT_SENT}], "not_sent", ""),
        ([{}], "open", "It is not recorded when and how it was sent, nor why not."),
        ([{"sent_at": "2026-11-02T16:00"}], "open", "It is not recorded when and how"),
        (
            [{"method": "Phone"}, FAILED],
            "failed",
            "It is not recorded when and how it was sent, nor why not. Sending failed",
        ),
        ([{**SENT, "sent_at": "2026-10-02T16:00"}], "open", "It was sent before this assessment."),
        ([{**SENT, "sent_at": "not yet"}], "open", "It is not recorded when"),
    ],
)
def test_telling_ends_as_sent_or_as_not_sent_with_why(rows: list[dict[str, Any]], state: str, still_open: str) -> None:
    found = told([{"recipient": "gp", **row} for row in rows])

    assert found.state == state
    assert found.still_open.startswith(still_open) and bool(found.still_open) is bool(still_open)
    assert len(found.sent) == len(rows)


@pytest.mark.parametrize(
    ("rows", "state", "still_open"),
    [
        ([FOR_INFORMATION], "open", "Told for information only"),
        ([{**NOT_SENT, "purpose": "information_only"}], "open", "Told for information only"),
        ([FOR_INFORMATION, {**FAILED, "purpose": "concern"}], "failed", "Told for information only"),
        ([FOR_INFORMATION, {**SENT, "purpose": "concern"}], "sent", ""),
        ([{**SENT, "purpose": "copy_of_referral"}], "sent", ""),
        ([SENT], "sent", ""),
    ],
)
def test_information_without_a_concern_does_not_tell_of_a_finding(
    rows: list[dict[str, Any]], state: str, still_open: str
) -> None:
    found = told([{"recipient": "gp", **row} for row in rows], base=HURT)

    assert found.concerns
    assert found.state == state
    assert still_open in found.still_open


def test_what_is_recorded_of_sending_is_carried_unchanged() -> None:
    row = {**FAILED, "recipient": "gp", "purpose": "concern", "consent_basis": "Her mother agreed.", "sent_by": "N."}

    assert told([row]).sent == (
        Sent(
            sent_at="2026-11-02T16:00",
            method="Fax",
            purpose="concern",
            not_sent_reason=None,
            sent_by="N.",
            consent_basis="Her mother agreed.",
            failed="No tone; tried three times.",
        ),
    )


def test_a_recipient_has_the_findings_and_the_routine_news_that_ask_for_it_apart() -> None:
    routine, hurt = told([]), told([], base=HURT)

    assert (routine.concerns, len(routine.news)) == ((), 1)
    assert routine.why and not any(routine.news[0] == name for name in routine.why)
    assert "da_now" in hurt.concerns
    assert set(hurt.concerns) <= set(hurt.why)


@pytest.mark.parametrize(
    ("now", "rows", "overdue"),
    [
        ("2026-11-03T23:59", [], False),
        ("2026-11-04T00:00", [], True),
        ("2026-11-04T00:00", [FAILED], True),
        ("2026-11-04T00:00", [SENT], False),
        ("2026-11-04T00:00", [NOT_SENT], False),
    ],
)
def test_a_recipient_is_overdue_by_the_clock_that_is_given_while_nothing_settles_it(
    now: str, rows: list[dict[str, Any]], overdue: bool
) -> None:
    rows = [{"recipient": "gp", **row} for row in rows]
    summary = summarise({**CHILD.answers, "notifications": rows}, form="miu", now=datetime.fromisoformat(now))

    (gp,) = [tell for tell in summary.tell if tell.recipient == "gp"]
    reminders = [item for item in summary.follow_up if item.question == "Tell: GP practice"]
    assert gp.within == "1 working day"
    assert gp.overdue is overdue
    assert [(item.since, item.overdue, item.due) for item in reminders] == (
        [(START, overdue, gp.due)] if gp.state in ("open", "failed") else []
    )


@pytest.mark.parametrize(
    ("changes", "state", "sent"),
    [
        ({}, "sent", {"sent_at": "2026-11-02T15:40", "method": "By phone", "purpose": "referral"}),
        ({"referral": {"method": "phone"}}, "open", {"method": "By phone", "purpose": "referral"}),
        ({"referral": None}, "open", {"purpose": "referral"}),
        ({"csc_referral_made": "no", "csc_no_referral_reason": "Agreed with the named nurse."}, "open", {}),
        (
            {"csc_referral_made": "no", "csc_no_referral_reason": "Agreed with the named nurse.", "referral": None},
            "not_sent",
            {"not_sent_reason": "Agreed with the named nurse.", "purpose": "referral"},
        ),
        ({"csc_referral_made": "no", "referral": None}, "open", {}),
    ],
)
def test_a_referral_tells_its_recipient_and_why_there_is_none_settles_it(
    changes: Mapping[str, object], state: str, sent: dict[str, str]
) -> None:
    summary = summarise({**HURT.answers, **changes}, form="miu", now=HURT.now)

    tell = next(tell for tell in summary.tell if tell.recipient == "childrens_social_care")
    assert tell.state == state
    assert [item.model_dump(exclude_none=True) for item in tell.sent] == ([sent] if sent else [])
    assert "childrens_social_care" not in {beside.recipient for beside in summary.sent_beside}


def test_whoever_was_told_though_nothing_asks_for_it_is_shown_beside() -> None:
    rows = [{"recipient": "police", **SENT}, {**SENT, "method": "Letter"}, {"recipient": "lado", **FAILED}, {}]
    summary = summarise({**CHILD.answers, "notifications": rows}, form="miu", now=NOW)

    assert [(beside.recipient, beside.name, len(beside.sent)) for beside in summary.sent_beside] == [
        ("police", "Police", 1),
        ("lado", MIU.recipients["lado"], 1),
        ("", "(not recorded whom)", 1),
    ]


OWN = """
form: own
version: 1.0.0
title: Own
recipients: {nurse: The nurse}
sections:
  all:
    title: All
    questions:
      seen: {text: Seen, type: yes_no}
      when: {text: When, type: datetime}
      told:
        text: Who was told
        type: table
        optional: true
        questions:
          recipient: {text: Who, type: choice, options: {nurse: Nurse, aunt: An aunt}}
          sent_at: {text: When, type: datetime, optional: true}
          method:
            text: How
            type: choice
            optional: true
            options: {call: By a call, other: {text: Otherwise, note: required}}
          not_sent_reason: {text: Why not, type: choice, optional: true, options: {closed: They were closed}}
indicators: {unseen: {level: amber, when: seen is no, concern: Not seen., tell: [nurse], within: same day}}
summary: {assessed_at: when, sent: told}
"""


def test_options_are_said_in_words_in_a_form_of_somebodys_own() -> None:
    form = parse_form(read_yaml(OWN, file="own.yaml"), read_part=part_reader())
    rows = [
        {"recipient": "nurse", "method": "other", "method_note": "In the corridor", "sent_at": "2026-11-02T16:00"},
        {"recipient": "nurse", "not_sent_reason": "closed"},
        {"recipient": "aunt", "method": "call"},
    ]
    contents = read_contents(form, {"seen": "no", "told": rows}, now=NOW)
    evaluation = Evaluation(form, contents, now=NOW)

    tell, _ = tells_of(evaluation, doubted=(), start=None)
    beside = sent_beside(evaluation, tell)

    assert [(sent.method, sent.not_sent_reason) for told in tell for sent in told.sent] == [
        ("Otherwise (In the corridor)", None),
        (None, "They were closed"),
    ]
    assert [(item.name, item.sent[0].method) for item in beside] == [("An aunt", "By a call")]


@settings(max_examples=examples(40))
@given(rows=st.lists(anything(MIU.questions["notifications"]), max_size=3), base=st.sampled_from([CHILD, HURT]))
def test_whatever_was_sent_failed_or_was_not_sent_stands_in_the_summary(rows: list[object], base: Any) -> None:
    rows = [row for drawn in rows if isinstance(drawn, list) for row in drawn]
    contents = read_contents(MIU, {**base.answers, "notifications": rows}, now=NOW)
    evaluation = Evaluation(MIU, contents, now=NOW)

    tell, _ = tells_of(evaluation, doubted=(), start=START)
    beside = sent_beside(evaluation, tell)

    rows_of = {**{told.recipient: told.sent for told in tell}, **{other.recipient: other.sent for other in beside}}
    shown = [(who, sent) for who, found in rows_of.items() for sent in found if sent.purpose != "referral"]
    assert sorted(shown, key=repr) == sorted(sendings(evaluation), key=repr)
    for path, content in contents.by_path.items():
        if path[0] == "notifications" and path[-1] in (
            "method",
            "failed",
            "not_sent_reason",
            "sent_by",
            "consent_basis",
        ):
            assert content.value is None or any(getattr(sent, str(path[-1])) == content.value for _, sent in shown)
    open_names = {f"Tell: {told.name}" for told in tell if told.state in ("open", "failed")}
    reminders = {
        item.question for item in follow_ups_of(evaluation, tell, start=START) if item.path == ("notifications",)
    }
    assert reminders == open_names
