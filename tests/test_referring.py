"""Referrals: the risk of harm first, one for each child, fact and opinion apart, and none without a statement."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from safeforms import RecordError, Referral, load_form, refer, to_html, to_markdown, to_text
from safeforms.cli import run
from safeforms.problems import Path as AnswerPath
from safeforms.summaries.summary_items import AnswerShown
from tests.records import cases
from tests.test_summary import REASSURING

TRIAGE = Path(__file__).parents[1] / "examples" / "triage.yaml"
CASES = {case.name[:4]: case for case in cases()}
REFERRED = ["MI01", "MI03", "MI04", "MI12", "CA11", "CA22", "CA35", "MB05", "MB12", "ED09", "ED27", "UC04"]
FACTS = ("person", "company", "family", "social_care", "done", "facts")
APART = (*FACTS, "said", "opinions")


def _refer(name: str, **changes: object) -> tuple[Referral, ...]:
    return refer(_answers(name, **changes), form=CASES[name].form, now=CASES[name].now, call_back="01632 960001")


def _answers(name: str, **changes: object) -> dict[str, object]:
    return {key: value for key, value in (CASES[name].answers | changes).items() if value is not None}


def _as_text(name: str, **changes: object) -> str:
    return to_text(_refer(name, **changes)[0])


def test_a_mother_with_two_children_makes_a_referral_of_each() -> None:
    first, second = _refer("MI04")

    assert [(one.number, one.count, one.subject.name) for one in (first, second)] == [
        (1, 2, "Child A"),
        (2, 2, "Child B"),
    ]
    assert [other.name for other in first.others] == ["Child B"]
    assert [other.name for other in second.others] == ["Child A"]
    assert first.recipient == "childrens_social_care"
    assert "The person who was assessed" in to_text(second)


def test_unborn_twins_and_other_children_are_counted_one_by_one() -> None:
    found = _refer("MB05", expected_babies="two")

    assert [one.subject.text for one in found] == [
        "Unborn baby 1 of 2",
        "Unborn baby 2 of 2",
        "Another child (row 1)",
        "Another child (row 2)",
    ]
    assert "no name is recorded" in to_text(found[0])
    assert "Weeks pregnant today: 18 weeks" in to_text(found[1])
    assert len(found[0].others) == 3


def test_where_it_is_open_who_is_at_risk_each_recorded_child_is_referred_and_said_to_be_open() -> None:
    found = _refer("MI04", who_at_risk=None)

    assert [(one.subject.name, one.subject.certain) for one in found] == [("Child A", False), ("Child B", False)]
    assert "Open: whether this child is at risk" in to_text(found[0])
    assert not found[0].complete


@pytest.mark.parametrize(
    ("changes", "code", "sentence"),
    [
        ({"risk_statement": None}, "missing_answer", "No referral is written without a risk statement"),
        ({"risk_statement": "   "}, "missing_answer", "No referral is written without a risk statement"),
        ({"risk_statement": "See notes."}, "stock_phrase", "No referral is written without a risk statement"),
        ({"risk_statement": "Her partner hit her."}, "too_short", "No referral is written without a risk statement"),
        ({"who_at_risk": ["patient", "adult_at_risk"]}, "check_failed", "names no child, born or unborn, as at risk"),
    ],
)
def test_a_referral_is_refused_with_one_sentence_that_holds_no_answer(
    changes: dict[str, object], code: str, sentence: str
) -> None:
    with pytest.raises(RecordError) as refused:
        _refer("MI04", **changes)

    (problem,) = refused.value.problems
    assert problem.code == code
    assert sentence in problem.message
    assert "Her partner hit her" not in problem.message
    if code == "check_failed":
        assert "each child who lives with harm to an adult too" in problem.message


def test_what_was_entered_in_error_is_not_referred() -> None:
    record = {"form": "miu", "status": "entered_in_error", "answers": CASES["MI04"].answers}

    with pytest.raises(RecordError, match="entered in error"):
        refer(record, now=CASES["MI04"].now)


def test_a_form_without_a_referral_has_none() -> None:
    with pytest.raises(RecordError, match="does not say who receives one"):
        refer({"companion": "nobody"}, form=TRIAGE)


def test_an_incomplete_record_is_referred_and_says_so() -> None:
    (first, _) = _refer("MI04", police=None, observations="!")

    assert not first.complete
    text = to_text(first)
    assert "Not complete: what is missing is listed above" in text
    assert '"Police" is not answered' in text
    assert "! (cannot be used)" in text


def test_a_record_in_progress_is_referred() -> None:
    record = {"form": "miu", "status": "in_progress", "answers": CASES["MI04"].answers}

    assert "still in progress" in to_text(refer(record, now=CASES["MI04"].now)[0])


@pytest.mark.parametrize("name", REFERRED)
def test_facts_what_was_said_and_opinions_stand_apart_and_each_answer_once(name: str) -> None:
    referral, form = _refer(name)[0], load_form(CASES[name].form)

    def basis(answer: AnswerShown) -> str:
        name = str(answer.path[0])
        return form.questions[name].basis if name in form.questions else "fact"  # an age that was worked out

    answers = CASES[name].answers
    for facts in FACTS:
        recorded = [one for one in getattr(referral, facts) if "unanswered" not in str(answers.get(str(one.path[0])))]
        assert {basis(one) for one in recorded} <= {"fact"}, facts
    assert {basis(one) for one in referral.said} <= {"said"}
    assert {basis(one) for one in referral.opinions} <= {"opinion"}
    paths = [one.path for part in APART for one in getattr(referral, part)]
    assert [one for one in paths if sum(_inside(one, other) for other in paths) > 1] == []


@pytest.mark.parametrize("name", REFERRED)
def test_whatever_a_finding_rests_on_is_in_the_referral(name: str) -> None:
    referral = _refer(name)[0]
    printed = {one.path for part in (*APART, "referrer") for one in getattr(referral, part)}
    unanswered = {item.path for item in referral.unanswered}

    for finding in referral.findings:
        for one in finding.evidence:
            assert any(_inside(one.path, path) for path in printed | unanswered) or one.path == ("assessed_at",), one


def _inside(path: AnswerPath, other: AnswerPath) -> bool:
    return path[: len(other)] == other or other[: len(path)] == path


def test_what_no_finding_is_about_and_is_sensitive_stays_out() -> None:
    assert CASES["MI04"].answers["pregnant"] == "no"

    assert "pregnant" not in _paths(_refer("MI04")[0])
    assert "sexually_active" not in _paths(_refer("CA35")[0])
    assert "sexually_active" in _paths(_refer("CA22")[0])


def _paths(referral: Referral) -> set[object]:
    return {one.path[0] for part in APART for one in getattr(referral, part)}


def test_the_account_and_the_words_of_the_child_are_what_was_said() -> None:
    (referral,) = _refer("MI03")

    said = {one.path[0]: one.answer for one in referral.said}
    assert said["account"] == CASES["MI03"].answers["account"]
    assert said["child_view"] == CASES["MI03"].answers["child_view"]
    assert "fits_development" in {one.path[0] for one in referral.opinions}
    assert "observations" in {one.path[0] for one in referral.facts}


@pytest.mark.parametrize("name", ["MI04", "MB05", "CA22"])
def test_on_each_face_the_statement_stands_first_word_for_word(name: str) -> None:
    statement = " ".join(str(CASES[name].answers["risk_statement"]).split())
    heading = "Risk of harm, in the words of the referrer"
    for referral in _refer(name):
        body = re.sub(r"<[^>]+>", " ", to_html(referral).partition("<main>")[2])
        for face in (to_text(referral), to_markdown(referral).replace("> ", "").replace("\\", ""), body):
            after = " ".join(face.partition(heading)[2].split()).replace("&#x27;", "'").replace("&quot;", '"')
            assert after.startswith(statement)
            assert face.index(heading) < face.index("Who this referral is about")


def test_a_browser_remembers_no_name() -> None:
    assert "Synthetic Person" not in to_html(_refer("MI03")[0]).partition("<body>")[0]


def test_a_value_that_was_worked_out_may_stand_among_who_came() -> None:
    """A form of somebody's own may name one in any list of its summary."""
    form = load_form("miu")
    own = replace(form, summary=replace(form.summary, person=(), company=("patient_age",)))
    referral = refer(CASES["MI04"].answers, form=own, now=CASES["MI04"].now)[0]

    assert [answer.path for answer in referral.company] == [("patient_age",)]


def test_who_to_call_back_is_given_or_left_to_be_filled_in() -> None:
    without = refer(CASES["MI04"].answers, form="miu", now=CASES["MI04"].now)[0]

    assert "Call back on: 01632 960001" in _as_text("MI04")
    assert re.search("Call back on: _+ .*write it in before this is sent", to_text(without))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"family_told": "told_disagreed"}, ["Was the family told? Told, and they did not agree"]),
        (
            {"family_told": "not_told", "not_told_reason": "He reads her telephone."},
            ["Was the family told? Not told", "Why the family was not told: He reads her telephone."],
        ),
        (None, ["It is not recorded whether the family was told"]),
    ],
)
def test_what_the_family_was_told_is_always_there(told: dict[str, object] | None, words: list[str]) -> None:
    details: Any = CASES["MI04"].answers["referral"]
    text = _as_text("MI04", referral=details | told if told else None)

    assert [line for line in words if line not in text] == []


def test_what_is_expected_and_by_when_is_told() -> None:
    text = _as_text("MI04", referral={**CASES["MI04"].answers["referral"], "written_sent_at": None})  # type: ignore[dict-item]

    assert "Written copy sent: 24 hours (by 3 November 2026 15:40)" in text
    assert "Acknowledged: 1 working day (by 3 November 2026)" in text


def test_both_levels_stand_there_and_neither_is_the_reason() -> None:
    text = _as_text("MI12")

    assert "Level: Amber (computed). The professional's own level: Green." in text
    assert "agreed by Senior nurse P. Lead" in text
    assert "The reason for this referral is the risk of harm stated first." in text


def test_what_was_not_asked_or_known_is_always_printed() -> None:
    heading = "What was not asked, declined or not known"

    assert "MARAC in the last 12 months? Asked or looked: not known" in _as_text("MI04").partition(heading)[2]
    assert "Every question that was asked was answered." in _as_text("MI03").partition(heading)[2]


@pytest.mark.parametrize("name", REFERRED)
def test_no_referral_reassures_and_each_ends_with_professional_judgement(name: str) -> None:
    referral = _refer(name)[0]

    text = to_text(referral)
    assert not REASSURING.search(text)
    assert "Professional judgement comes first." in text.splitlines()[-1]
    assert Referral.model_validate_json(referral.model_dump_json()) == referral


def _file(folder: Path, names: Iterable[str], **changes: object) -> str:
    records = ({"form": CASES[name].form, "record_id": name, "answers": _answers(name, **changes)} for name in names)
    path = folder / "records.ndjson"
    path.write_text("".join(json.dumps(record, default=str) + "\n" for record in records), encoding="utf-8")
    return str(path)


def test_the_command_writes_a_file_for_each_child(tmp_path: Path) -> None:
    into = tmp_path / "out"
    command = ["refer", _file(tmp_path, ["MI04", "MI03"]), "--now", "2026-11-02T18:00", "--call-back", "bleep 7"]

    assert run([*command, "--format", "markdown", "--output", f"{into}/"]) == 0
    names = sorted(path.name for path in into.iterdir())
    assert names == ["MI03-referral-1.md", "MI04-referral-1.md", "MI04-referral-2.md"]
    assert all("bleep 7" in path.read_text(encoding="utf-8") for path in into.iterdir())


def test_several_on_one_page_have_a_heading_each(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code = run(["refer", _file(tmp_path, ["MI04"]), "--now", "2026-11-02T18:00", "--format", "html"])

    page = capfd.readouterr().out
    assert code == 0
    assert page.count("<h2>") == 2 and page.count("<h1>") == 1
    assert page.count("Professional judgement comes first.") == 3


def test_a_refused_referral_is_talked_of_and_the_others_are_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = run(["refer", _file(tmp_path, ["MI02", "MI03"]), "--now", "2026-11-02T18:00", "--format", "json"])

    printed = capfd.readouterr()
    assert code == 1
    assert [one["record_id"] for one in json.loads(printed.out)] == ["MI03"]
    assert "records.ndjson:1: missing_answer: No referral is written without a risk statement" in printed.err


def test_what_cannot_be_read_ends_with_2(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.json"
    path.write_text("{", encoding="utf-8")

    assert run(["refer", str(path)]) == run(["notify", str(path)]) == 2
    assert "unreadable" in capfd.readouterr().err


@pytest.mark.parametrize(("name", "told"), [("MI03", True), ("MI04", False)])
def test_whoever_refers_where_no_finding_asks_for_it_is_told_to_check_on_what_basis(
    name: str, told: bool, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """An amber visit to sexual health, say, is not to be shared without agreement."""
    assert run(["refer", _file(tmp_path, [name]), "--now", "2026-11-02T18:00"]) == 0

    assert ("Check before it goes on what basis it is shared" in capfd.readouterr().err) is told
