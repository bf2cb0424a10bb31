"""Summaries: nothing missing looks settled, nothing found is hidden, and no word says that a child is safe."""

import json
import re
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import Summary, list_forms, load_form, summarise
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import read_yaml
from safeforms.library import part_reader
from tests.laws import examples
from tests.records import Case, cases, changed
from tests.strategies import NOW, form_named, nearly_complete, records

BASES = {base.name: base for base in cases("bases", form="miu")}
REASSURING = re.compile(r"no risk|low risk|nil concerns", re.IGNORECASE)
VERDICT = re.compile(REASSURING.pattern + r"|\bsafe\b", re.IGNORECASE)


def _summary(base: str, **changes: object) -> Summary:
    case = BASES[base]
    return summarise(changed(case, changes), form=case.form, now=case.now)  # type: ignore[arg-type]


def test_a_gap_in_a_screening_question_is_grey_and_never_green() -> None:
    asked_later = {"unanswered": "declined"}
    summary = _summary("child_ill", child_disclosure=asked_later, gaps_plan="The school nurse will ask her this week.")

    assert (summary.complete, summary.level, summary.possible_level) == (True, "grey", "red")
    assert summary.level_words == "Grey: cannot be rated"
    (item,) = summary.undetermined
    assert (item.path, [i.indicator for i in item.indicators]) == (("child_disclosure",), ["child_disclosed"])
    assert item.why == "Asked: chose not to answer."


def test_a_declined_age_is_one_worry_and_not_twenty() -> None:
    summary = _summary("child_ill", date_of_birth=None)

    (item,) = [item for item in summary.undetermined if item.path == ("date_of_birth",)]
    assert len(item.indicators) > 5


def test_an_incomplete_record_shows_red_but_never_green() -> None:
    without = _summary("child_ill", observations=None)
    disclosed = _summary("child_ill", observations=None, child_disclosure=True)

    assert (without.complete, without.level, without.level_words) == (False, None, "Not rated: incomplete")
    assert (disclosed.complete, disclosed.level) == (False, "red")
    assert disclosed.findings[0].indicator == "child_disclosed"


def test_the_evidence_of_a_finding_is_what_made_it_hold_in_form_order() -> None:
    summary = _summary("child_injured", fits_development="no")

    finding = next(f for f in summary.findings if f.indicator == "injury_explanation_unsuitable")
    shown = [(item.path[0], item.answer) for item in finding.evidence]
    assert shown == [
        ("assessed_at", "2 November 2026 14:30"),
        ("date_of_birth", "3 March 2018"),
        ("fits_development", "No"),
    ]


def test_an_answer_that_was_not_asked_for_counts_and_is_listed() -> None:
    summary = _summary("child_ill", exploitation_signs=["sex_for_something"])

    assert summary.level == "red"
    assert [item.path for item in summary.not_asked] == [("exploitation_signs",)]


def test_where_a_check_fails_what_reads_the_question_is_undetermined() -> None:
    changes = {
        "seen_alone": "no",
        "domestic_abuse": "none_disclosed",
        "not_alone_reason": None,
    }
    summary = _summary("adult_after_violence", **changes)

    assert not summary.complete
    (item,) = [item for item in summary.undetermined if item.path == ("domestic_abuse",)]
    assert {"da_now", "da_danger_now", "da_dash_14"} <= {i.indicator for i in item.indicators}
    assert item.why == "The answer contradicts another."


def test_each_recipient_stands_once_with_the_most_pressing_deadline() -> None:
    case = next(case for case in cases() if case.name.startswith("MI04"))
    summary = summarise(case.answers, form=case.form, now=case.now)

    recipients = [tell.recipient for tell in summary.tell]
    assert len(recipients) == len(set(recipients))
    named = next(tell for tell in summary.tell if tell.recipient == "named_professional")
    assert (named.within, str(named.due)) == ("same day", "2026-11-02")
    assert "da_now" in named.why


def test_what_was_sent_stands_beside_who_was_to_be_told() -> None:
    sent = [{"recipient": "gp", "purpose": "information_only", "method": "Secure email", "sent_at": "2026-11-02T16:00"}]
    summary = _summary("child_ill", notifications=sent)

    gp = next(tell for tell in summary.tell if tell.recipient == "gp")
    assert [item.sent_at for item in gp.sent] == ["2026-11-02T16:00"]
    assert "Tell: GP practice" not in [item.question for item in summary.follow_up]
    assert any(item.question.startswith("Tell: ") for item in summary.follow_up)


def test_a_question_that_waits_for_two_others_stands_below_the_first_of_them() -> None:
    """By the order of the form, whichever way a set of names is run through."""
    pairs = [(f"a{n}", f"b{n}", f"c{n}") for n in range(8)]
    yes_no = {"type": "yes_no", "source": "us"}
    questions: dict[str, object] = {"start": {"text": "Start?", **yes_no}, "go": {"text": "Go?", **yes_no}}
    for first, second, last in pairs:
        questions[first] = {"text": f"{first}?", "when": "start is yes", **yes_no}
        questions[second] = {"text": f"{second}?", "when": "go is yes", **yes_no}
        questions[last] = {"text": f"{last}?", "when": f"{second} is yes and {first} is yes", **yes_no}
    text = {"form": "waits", "version": "1.0.0", "title": "Waits", "sources": {"us": "Ours"}}
    sections = {"one": {"title": "One", "questions": questions}}
    form = parse_form(read_yaml(json.dumps({**text, "sections": sections}), file="waits.yaml"), read_part=part_reader())

    below, _ = summarise({"start": False, "go": False}, form=form, now=NOW).not_shown
    assert below.following == tuple(f"{last}?" for _, _, last in pairs)


def test_the_statement_and_the_words_are_carried_unchanged() -> None:
    case = next(case for case in cases() if case.name.startswith("MI01"))
    summary = summarise(case.answers, form=case.form, now=case.now)

    assert summary.statement == case.answers["risk_statement"]
    assert [item.answer for item in summary.words] == [
        case.answers[name] for name in ("account", "observations", "child_view")
    ]


def test_an_override_leaves_both_levels_visible() -> None:
    case = next(case for case in cases() if case.name.startswith("MI12"))
    summary = summarise(case.answers, form=case.form, now=case.now)

    assert summary.override is not None
    assert (summary.level, summary.override.computed, summary.override.level) == ("amber", "amber", "green")
    assert summary.override.agreed_by == "Senior nurse P. Lead"


@pytest.mark.parametrize(
    ("level", "agreed", "code"),
    [("green", None, "missing_answer"), ("green", "Senior nurse", "check_failed"), ("red", None, None)],
)
def test_a_level_is_lowered_only_with_a_senior_and_a_hard_finding_never(
    level: str, agreed: str | None, code: str | None
) -> None:
    hard = code == "check_failed"
    case = next(case for case in cases() if case.name.startswith("MI04" if hard else "MI07"))
    own = {"level": level, "reason": "Came straight from school, father reached.", "agreed_by": agreed}
    answers = {**case.answers, "level_override": own} | ({"dash_score": 16} if hard else {})

    summary = summarise(answers, form=case.form, now=case.now)

    found = [p.code for p in summary.problems if p.path[0] == "level_override"]
    assert found == ([code] if code else [])


def test_working_days_leave_out_weekends_and_bank_holidays() -> None:
    base = BASES["child_ill"]
    changes = {"assessed_at": "2026-12-24T19:00"}
    summary = summarise(changed(base, changes), form="miu", now=datetime(2026, 12, 24, 20))  # type: ignore[arg-type]

    assert str(next(tell for tell in summary.tell if tell.recipient == "gp").due) == "2026-12-29"


@settings(max_examples=examples(20))
@given(answers=st.one_of(records(form_named("miu")), nearly_complete(form_named("miu"))))
def test_no_summary_ever_says_that_there_is_no_risk(answers: dict[str, object]) -> None:
    summary = summarise(answers, form="miu", now=NOW)
    ours = [
        summary.level_words,
        summary.unanswered_words,
        summary.standing_text,
        *(i.why for i in summary.undetermined),
    ]

    assert not VERDICT.search(" ".join(ours))
    assert summary.complete or summary.level not in ("grey", "green")
    assert Summary.model_validate_json(summary.model_dump_json()) == summary
    assert summarise(answers, form="miu", now=NOW) == summary


@pytest.mark.parametrize("form", [form.id for form in list_forms()])
def test_no_text_of_a_bundled_form_says_that_there_is_no_risk(form: str) -> None:
    for indicator in load_form(form).indicators.values():
        assert not REASSURING.search(" ".join([indicator.concern, *indicator.actions]))


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_withdrawn_record_has_no_findings_no_level_and_nobody_to_tell(case: Case) -> None:
    record = {"form": case.form, "status": "entered_in_error", "answers": case.answers}

    summary = summarise(record, now=case.now)

    assert (summary.level, summary.possible_level, summary.findings, summary.tell) == (None, None, (), ())
    assert summary.level_words == "Not rated: entered in error"


def test_what_may_come_later_is_open_until_it_has_come_with_a_clock_of_its_own() -> None:
    case = next(case for case in cases() if case.name.startswith("MI04"))
    referral = {key: value for key, value in case.answers["referral"].items() if key != "written_sent_at"}  # type: ignore[attr-defined]
    outcome = {"acknowledged_at": "2026-11-02T16:30"}

    summary = summarise({**case.answers, "referral": referral, "referral_outcome": outcome}, form="miu", now=case.now)

    due = {
        ".".join(map(str, item.path)): str(item.due) for item in summary.follow_up if item.path[0] != "notifications"
    }
    assert summary.complete
    assert due["referral.written_sent_at"] == "2026-11-03 15:40:00"
    assert due["referral_outcome.decision"] == due["referral_outcome.told_by"] == "2026-11-05"
    assert "referral_outcome.acknowledged_at" not in due


def test_abuse_described_without_abuse_recorded_is_refused_and_may_be_red() -> None:
    summary = _summary("adult_without_trigger", da_features=["strangulation_or_choking"])

    assert (summary.complete, summary.level, summary.possible_level) == (False, None, "red")
    assert "marac_idva" in {item.recipient for item in summary.tell_if}


def test_a_blank_follow_up_shows_each_of_its_clocks() -> None:
    case = next(case for case in cases() if case.name.startswith("MI04"))
    summary = summarise(case.answers, form="miu", now=case.now)

    due = {".".join(map(str, item.path)): str(item.due) for item in summary.follow_up}
    assert due["referral_outcome"] == "2026-11-05"
    assert due["referral_outcome.acknowledged_at"] == "2026-11-03"


def test_what_is_open_is_what_decides_whom_to_tell_and_not_a_finding_that_holds() -> None:
    answers = changed(BASES["child_ill"], {"date_of_birth": None, "clinician_concern": "serious_concern"})
    summary = summarise(answers, form="miu", now=NOW)

    held = {finding.concern for finding in summary.findings}
    assert held and not any(words in held for item in summary.tell_if for words in item.turns_out)


def test_a_note_is_never_lost() -> None:
    stray = _summary("child_ill", early_help_note="She told me that she is hungry.")
    kept = _summary(
        "young_person_assaulted", spoken_alone="not_offered", spoken_alone_note="Her friend would not leave."
    )

    assert [item.answer for item in stray.not_asked] == ["(note) She told me that she is hungry."]
    assert stray.complete
    assert kept.complete


@pytest.mark.parametrize(
    ("row", "done"),
    [
        ({"sent_at": "2026-11-02T16:00", "method": "Phone"}, True),
        ({"sent_at": "2026-11-02T16:00"}, False),
        ({"sent_at": "2020-11-02T16:00", "method": "Phone"}, False),
        ({"not_sent_reason": "The practice is closed; tomorrow."}, True),
    ],
)
def test_telling_is_done_with_a_method_and_a_time_or_a_reason(row: dict[str, object], done: bool) -> None:
    summary = _summary("child_ill", notifications=[{"recipient": "gp", **row}])

    assert ("Tell: GP practice" in [item.question for item in summary.follow_up]) is not done


def test_an_answer_that_cannot_be_used_does_not_read_as_answered() -> None:
    summary = _summary("child_ill", child_disclosure="maybe")

    assert "missing or cannot be used" in summary.unanswered_words


def test_a_record_in_progress_is_never_complete_nor_green() -> None:
    record = {"form": "miu", "status": "in_progress", "answers": BASES["child_ill"].answers}
    summary = summarise(record, now=NOW)

    assert (summary.complete, summary.level, summary.level_words) == (False, None, "Not rated: still in progress")
