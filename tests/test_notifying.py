"""Notifications: never a referral, and "no concern" only where nothing is open and the professional said so."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeforms import Notification, RecordError, UsageError, list_forms, load_form, notify, summarise, to_html, to_text
from safeforms.cli import run
from safeforms.letters.notifying import own_views
from tests.records import cases
from tests.strategies import CASED, NOW, form_named, nearly_complete, records
from tests.test_summary import REASSURING

CASES = {case.name[:4]: case for case in cases()}
TRIAGE = Path(__file__).parents[1] / "examples" / "triage.yaml"
SOCIAL_CARE = "childrens_social_care"
WORRIED: dict[str, Any] = {
    "clinician_concern": "some_concern",
    "who_at_risk": ["patient"],
    "risk_statement": "He flinched when his mother reached for him, and would not look at her. He may be hit.",
    "child_view": "He wants his grandmother to fetch him.",
    "early_help": "offered_accepted",
    "alert_request": ["not_needed"],
    "discussion": {"role": "named_doctor", "name": "D. Doctor", "at": "2026-11-02T15:10", "advice": "Ask his school."},
}


def _notify(name: str, *, to: str | None = None, otherwise: list[str] | None = None, **changes: Any) -> Any:
    answers = {key: value for key, value in (CASES[name].answers | changes).items() if value is not None}
    found = notify(answers, form=CASES[name].form, now=CASES[name].now, to=to, otherwise=otherwise)
    return {one.recipient: one for one in found}


def test_an_alert_that_asks_for_every_attendance_gets_a_notification_that_carries_no_concern() -> None:
    """CQC case 5: a notification was taken for a referral."""
    notice = _notify("ED01")[SOCIAL_CARE]

    text = to_text(notice)
    assert notice.concern == "none"
    assert "Notification (not a referral)" in text.splitlines()[1]
    assert "This notification carries no concern about this visit or contact" in text
    assert "the professional answered: No concern from what was asked." in text
    assert "This is a notification, not a referral." in text


def test_whoever_receives_referrals_hears_plainly_that_there_is_a_concern_though_none_was_for_them() -> None:
    found = _notify("ED01", **WORRIED)

    assert found[SOCIAL_CARE].concern == "carried"
    assert "This notification carries a concern: amber." in to_text(found[SOCIAL_CARE])
    assert found["gp"].concern == found["school_nurse"].concern == "not_said"


@pytest.mark.parametrize("recipient", ["gp", "school_nurse"])
def test_who_is_told_of_no_concern_learns_of_none(recipient: str) -> None:
    notice = _notify("ED01", **WORRIED)[recipient]

    held = notice.model_dump_json() + to_text(notice) + to_html(notice).partition("<body>")[2]
    marks = [
        "flinched",
        "grandmother",
        "Ask his school",
        "Named nurse",
        "not reached a firm view",
        "amber",
        "Some concern",
    ]
    assert [mark for mark in marks if mark.casefold() in held.casefold()] == []
    assert "says nothing either way on whether there is a concern" in held


def test_a_sexual_health_service_tells_the_gp_of_the_visit_and_of_nothing_else() -> None:
    found = _notify("CA26")

    assert (found["gp"].concern, found["camhs"].concern) == ("not_said", "carried")
    assert found["gp"].statement is None and not (found["gp"].findings or found["gp"].words)
    assert found["camhs"].statement is None, "a copy for them does not carry judgement"
    assert found["named_professional"].statement == CASES["CA26"].answers["risk_statement"]


def test_who_is_told_because_there_is_a_finding_hears_which() -> None:
    notice = _notify("CA22")["social_worker"]

    assert notice.concern == "carried"
    assert any("a red indicator" in news for news in notice.news)
    assert {finding.level for finding in notice.findings} >= {"red"}


def test_to_whom_a_referral_is_due_no_notification_goes_and_a_sentence_says_so() -> None:
    otherwise: list[str] = []

    assert SOCIAL_CARE not in _notify("MI04", otherwise=otherwise)
    assert otherwise == [
        "Children's social care (front door): a concern asks for them to be told. That takes a referral, which is "
        "another document."
    ]
    assert _notify("MI04", to=SOCIAL_CARE) == {}


def test_a_health_visitor_hears_which_children_and_not_of_the_abuse() -> None:
    notice = _notify("MI04")["health_visitor"]

    text = to_text(notice)
    assert "Child A" in text and "Child B" in text
    assert "hurting, frightening or controlling" not in notice.model_dump_json()
    assert str(CASES["MI04"].answers["risk_statement"]) not in notice.model_dump_json()
    assert "answers about abuse at home" in text


GAP = {"child_disclosure": {"unanswered": "declined"}, "gaps_plan": "The school nurse will ask him this week."}
RAISED = {"level_override": {"level": "amber", "reason": "Something about him was not right today."}}


@pytest.mark.parametrize("changes", [{"account": None}, GAP, RAISED, {"delay": "maybe"}, {"date_of_birth": None}])
def test_where_anything_is_open_no_notification_says_that_there_is_no_concern(changes: dict[str, Any]) -> None:
    found = _notify("ED01", **changes)

    assert found
    assert {one.concern for one in found.values()} == {"not_said"}


def test_a_record_in_progress_never_says_that_there_is_no_concern() -> None:
    record = {"form": "ed", "status": "in_progress", "answers": CASES["ED01"].answers}

    assert {one.concern for one in notify(record, now=NOW)} == {"not_said"}


@settings(max_examples=14, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), name=st.sampled_from(CASED))
def test_no_concern_is_only_said_of_a_complete_green_record_with_nothing_undetermined(
    data: st.DataObject, name: str
) -> None:
    form = form_named(name)
    answers = data.draw(st.one_of(nearly_complete(form), nearly_complete(form), records(form)))
    summary = summarise(answers, form=name, now=NOW)

    for notice in notify(answers, form=name, now=NOW):
        told = [f for f in summary.findings if notice.recipient_name in f.tell and f.level != "info"]
        assert (notice.concern == "carried") >= bool(told)
        assert (notice.statement is None and not notice.words) or notice.concern == "carried"
        if notice.concern == "none":
            assert summary.complete and summary.level == "green" and not summary.undetermined
            assert answers["clinician_concern"] == "no_concern_from_what_was_asked"
            assert {finding.level for finding in summary.findings} <= {"info"}
            assert summary.override is None or summary.override.level == "green"
        assert notice.recipient != SOCIAL_CARE or not told
        assert Notification.model_validate_json(notice.model_dump_json()) == notice


SAYS: dict[str, Any] = {"level_override": {"level": "red", "reason": "She is left alone each day and was hit before."}}


def test_whoever_may_read_all_hears_of_both_levels_and_of_what_is_open() -> None:
    found, raised = _notify("MI02"), _notify("MI03", **SAYS)

    whole = to_text(found["social_worker"])
    assert "State of the assessment: Incomplete: 15 answers missing." in whole
    assert "It could be red: something that was asked is still open." in whole
    assert "Level: Amber (computed). The professional's own level: Red." in to_text(raised["named_professional"])
    for part in (found["gp"], found["school_nurse"], raised["gp"], raised["school_nurse"]):
        assert part.on_the_whole == ()


def test_who_is_told_of_abuse_hears_how_to_reach_her_or_to_ask_first() -> None:
    found = _notify("MB05")

    way = "Text only, weekdays 10-12, her sister's phone"
    assert way in to_text(found["marac_idva"]) and way in to_text(found["police"])
    for part in ("gp", "health_visitor", "school_nurse"):
        assert way not in found[part].model_dump_json()
        assert "make sure of a way that puts nobody in danger" in to_text(found[part])


@pytest.mark.parametrize("form", [form.id for form in list_forms()])
def test_each_form_asks_everybody_for_a_concern_of_their_own(form: str) -> None:
    assert [(question.id, option) for question, option in own_views(load_form(form))] == [
        ("clinician_concern", "no_concern_from_what_was_asked")
    ]


def test_a_form_that_asks_for_no_concern_of_their_own_never_says_that_there_is_none() -> None:
    assert list(own_views(load_form(TRIAGE))) == []


@pytest.mark.parametrize("name", ["ED01", "MI04", "CA26", "MB05", "UC04", "ED09", "MI01"])
def test_no_notification_reassures_and_each_ends_with_professional_judgement(name: str) -> None:
    for notice in _notify(name).values():
        text = to_text(notice)
        assert not REASSURING.search(text)
        assert "Professional judgement comes first." in text.splitlines()[-1]
        assert "Synthetic Person" not in to_html(notice).partition("<body>")[0]


def test_what_was_entered_in_error_is_told_to_nobody() -> None:
    with pytest.raises(RecordError, match="entered in error"):
        notify({"form": "ed", "status": "entered_in_error", "answers": CASES["ED01"].answers}, now=NOW)


def test_a_recipient_that_a_form_does_not_know_is_named_with_a_hint() -> None:
    with pytest.raises(UsageError, match="'school_nurs' is not one of the recipients"):
        _notify("ED01", to="school_nurs")


def test_who_is_not_told_for_a_recorded_reason_gets_none() -> None:
    otherwise: list[str] = []
    rows = [{"recipient": "gp", "not_sent_reason": "He asked us not to, and the named nurse agreed."}]

    assert "gp" not in _notify("ED01", otherwise=otherwise, notifications=rows)
    assert otherwise == ["GP practice: the record says why they are not told."]


def test_the_command_writes_those_for_one_recipient_and_talks_of_the_others(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = [{"form": CASES[name].form, "record_id": name, "answers": CASES[name].answers} for name in ("ED01", "MI04")]
    path = tmp_path / "records.ndjson"
    path.write_text("\n".join(json.dumps(line, default=str) for line in lines), encoding="utf-8")

    code = run(["notify", str(path), "--to", SOCIAL_CARE, "--now", "2026-11-02T18:00", "--format", "ndjson"])
    printed = capfd.readouterr()
    assert code == 1
    assert [json.loads(line)["record_id"] for line in printed.out.splitlines()] == ["ED01"]
    assert "records.ndjson:2: Children's social care (front door): a concern asks" in printed.err

    page = tmp_path / "page.html"
    to_nobody = ["--to", "camhs", "-o", str(page), "--format", "html"]
    assert run(["notify", str(path), "--now", "2026-11-02T18:00", *to_nobody]) == 1
    assert "nothing in the record asks for them to be told" in capfd.readouterr().err
    assert not page.exists(), "an empty page would look like one that was written"

    assert run(["notify", str(path), "--now", "2026-11-02T18:00", "-o", f"{tmp_path}/out/", "--call-back", "b 7"]) == 0
    assert "ED01-notification-gp.txt" in {file.name for file in (tmp_path / "out").iterdir()}


def test_the_name_of_a_file_does_not_tell_how_many_others_were_told(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    record = {"form": "midwifery", "record_id": "../A 1", "answers": CASES["MB05"].answers}
    path.write_text(json.dumps([record, record], default=str), encoding="utf-8")

    assert run(["notify", str(path), "--now", "2026-11-02T18:00", "-o", f"{tmp_path}/out/", "--to", "gp"]) == 0
    assert run(["notify", str(path), "--now", "2026-11-02T18:00", "-o", f"{tmp_path}/all/"]) == 0
    named = {"A_1-notification-gp.txt", "A_1-notification-gp-2.txt"}
    assert {file.name for file in (tmp_path / "out").iterdir()} == named
    assert {file.name for file in (tmp_path / "all").iterdir() if "gp" in file.name} == named


def test_whether_somebody_must_be_told_may_still_be_open() -> None:
    otherwise: list[str] = []

    assert _notify("ED03", to="consultant_paediatrician", otherwise=otherwise) == {}
    assert otherwise == [
        "Consultant paediatrician: whether they must be told is still open. The summary says what it hangs on."
    ]
