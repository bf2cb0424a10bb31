"""Forms as web pages in a real browser: they judge as the library does, everybody can use them, nothing is lost.

Needs Chromium and what the dependency group `browser` holds; without them these tests are skipped and say so. With
`--hypothesis-profile=at_length` the law is put to many times as many records.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from safeforms import blank, summarise, validate
from tests.browsers import axe_script, chromium, named, needs_browser
from tests.form_pages import FormPage, Record, expected
from tests.keyboard import Keyboard
from tests.laws import examples
from tests.records import CASES, read_case
from tests.strategies import FORMS, form_named, nearly_complete, records

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BUNDLED = [name for name in FORMS if name != "everything"]
STATUSES = ["completed", "in_progress", "amended", "entered_in_error"]
SISTER = CASES / "miu" / "MI03-brought-by-her-sister-and-asked.yaml"

pytestmark = needs_browser


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def opened() -> dict[str, FormPage]:
    """The pages that were opened so far, each once for all tests of a process."""
    return {}


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: "Browser", opened: dict[str, FormPage], folder: Path) -> FormPage:
    """The page of the form that a test names, else of the minor injuries unit."""
    name = getattr(request, "param", "miu")
    if name not in opened:
        opened[name] = FormPage(browser, name).load(folder)
    return opened[name]


@pytest.mark.parametrize("name", BUNDLED)
def test_a_page_and_the_library_agree_on_every_record(
    name: str, browser: "Browser", opened: dict[str, FormPage], folder: Path
) -> None:
    """Asked questions, problems, findings, what is undetermined, the level; and what was opened is saved."""
    page = opened.setdefault(name, FormPage(browser, name).load(folder))
    drawn = st.one_of(records(form_named(name)), nearly_complete(form_named(name)), nearly_complete(form_named(name)))

    @settings(
        max_examples=200 if examples(1) > 1 else 3, phases=[Phase.generate]
    )  # to shrink in a browser would take minutes
    @given(answers=drawn, status=st.sampled_from(STATUSES))
    def law(answers: Record, status: str) -> None:
        record = as_json({"form": name, "form_version": page.form.version, "status": status, "answers": answers})
        page.open(record)
        page.press("p-check")
        assert page.seen() == expected(page.form, record)
        assert page.saved()["answers"] == record["answers"]
        assert page.told == []

    law()


def as_json(record: Record) -> Record:
    """A record as a file can hold it: JSON has no NaN."""
    read: Record = json.loads(json.dumps(record).replace("NaN", "null"))
    return read


STATES = ("empty", "wrong", "everything", "phone", "paper")
LOOKED_AT = {"miu": ("wrong",), "cash": ("everything",), "midwifery": ("paper",)}
"""The states in which pages are looked at in every run; at length it is each page in all of them."""


@pytest.mark.parametrize("page", BUNDLED if examples(1) > 1 else LOOKED_AT, indirect=True)
def test_everybody_can_use_a_page_empty_wrong_with_everything_shown_and_on_paper(page: FormPage) -> None:
    """axe finds nothing to mend, nor anything that it could not decide, such as a contrast; nothing is cut off."""
    states = STATES if examples(1) > 1 else LOOKED_AT.get(page.form.id, ())
    page.page.reload()
    page.page.evaluate(axe_script())
    found = {}
    for state in STATES:
        _bring_into(state, page)
        if state in states:
            found[state] = _axe(page)
    page.page.reload()

    assert {state: wrong for state, wrong in found.items() if wrong} == {}
    assert page.told == []


def _bring_into(state: str, page: FormPage) -> None:
    """One state after another: what the one before showed stays."""
    if state == "wrong":
        page.press("p-check")
    if state == "everything":
        page.press("show-all")
        page.page.evaluate("document.querySelectorAll('button.add').forEach(one => one.click())")
        page.page.evaluate(
            "document.querySelectorAll('.note, details').forEach(one => { one.hidden = false; one.open = true; })"
        )
    if state == "phone":
        for width in (640, 320):
            page.page.set_viewport_size({"width": width, "height": 900})
            assert page.page.evaluate("document.documentElement.scrollWidth") <= width
    if state == "paper":
        page.page.set_viewport_size({"width": 1280, "height": 900})
        page.page.evaluate("document.documentElement.className = 'paper'")


def _axe(page: FormPage) -> list[Any]:
    found = page.page.evaluate("axe.run(document, {resultTypes: ['violations', 'incomplete']})")
    return [*named(found["violations"]), *named(found["incomplete"])]


def test_the_visit_of_case_example_4_is_carried_through_by_keyboard_alone(
    browser: "Browser", folder: Path, tmp_path: Path
) -> None:
    """From a blank page; the sister's age is forgotten at first, so that the page refuses until it is asked."""
    case = read_case(SISTER, form="miu")
    page = FormPage(browser, "miu", now=case.now).load(folder)
    page.page.set_viewport_size({"width": 800, "height": 400})  # little to draw after each key
    keys = Keyboard(page.page, page.form)
    forgotten = ("companions.0.age_group", "companions.0.age_years")
    keys.answer(case.answers, skip=forgotten)
    keys.tab_to("save-complete-end")
    keys.press("Enter")
    refused = page.seen()["errors"]
    keys.press("Tab", "Enter")
    keys.choose("companions.0.age_group", "under_16")
    keys.answer({"companions": case.answers["companions"]}, only=forgotten[1:])
    keys.tab_to("save-complete-end")
    with page.page.expect_download() as download:
        keys.press("Enter")
    download.value.save_as(tmp_path / "visit.json")
    record = json.loads((tmp_path / "visit.json").read_text(encoding="utf-8"))
    verdict, summary = validate(record, now=case.now), summarise(record, now=case.now)

    assert len(refused) == 1 and "How old are they?" in refused[0]
    assert record["answers"] == {**case.answers, "care_concern": False, "child_disclosure": False}
    assert (verdict.complete, verdict.problems) == (True, ())
    assert summary.level == case.expected["level"]
    assert page.seen()["findings"] == [finding.indicator for finding in summary.findings]
    assert page.seen()["level"] == f"Level: {summary.level_words}"
    assert page.told == []
    page.context.close()


def test_a_draft_keeps_what_is_half_typed_unknown_or_cannot_be_used(page: FormPage) -> None:
    answers = {
        "assessed_at": "2026-11-T14:3",
        "date_of_birth": "-4-",
        "attendances_12m": "two or three",
        "sex": ["not", "one"],
        "injury_features": ["bruise_or_mark", "of another form"],
        "companions": [{"name": "Kim", "stranger": 3}, 7],
        "Jane Doe": {"left": "as it is"},
        "presentation": {"unanswered": "no such reason", "more": 3.0},
    }
    page.open({"form": "miu", "status": "in_progress", "answers": answers, "record_id": 17})
    page.page.fill("#site", "Example unit")
    record = page.saved()

    assert record["answers"] == {**answers, "site": "Example unit"}
    assert (record["record_id"], record["status"]) == (17, "in_progress")
    assert page.page.input_value("[id='date_of_birth:month']") == "4"
    assert "cannot be shown" in (page.page.text_content("#a-sex") or "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,age\nSynthetic Person,8", "not JSON"),
        ('{"form": "ed", "answers": {"patient_name": "Synthetic Person"}}', "another form"),
        ('{"form": "miu", "answers": ["Synthetic Person"]}', "no answers"),
        ('["Synthetic Person"]', "no record"),
        ('[{"patient_name": "Synthetic Person"}, {}]', "list of 2 records"),
        ('{"patient_name": "Synthetic Person"}\n{"patient_name": "Synthetic Person"}\n', "one on each line"),
        ('[{"patient_name": "Synthetic Person"}]', "is open"),
        ('{"form": "miu", "form_version": "0.1.0", "answers": {}}', "another version"),
        ('{"form": "miu", "status": "done", "answers": {}}', "none that there is"),
        pytest.param('{"form": "miu", "answers": {}}'.ljust(500_000), "is open", id="as large as a record may be"),
        pytest.param('{"form": "miu", "answers": {}}'.ljust(500_001), "too large", id="too large"),
    ],
)
def test_what_can_be_read_from_a_file_is_said_without_an_answer(page: FormPage, text: str, said: str) -> None:
    sentence = page.open(text)

    assert said in sentence
    assert "Synthetic" not in sentence


def test_a_page_that_came_with_a_record_has_it_open(page: FormPage, folder: Path) -> None:
    site = "</script><b>&'\u2028"
    record = {"form": "miu", "record_id": "R-1", "status": "amended", "answers": {"site": site}}
    (folder / "given.html").write_bytes(blank("miu", to="html", record=record))
    blank_page = page.page.url
    page.page.goto((folder / "given.html").as_uri())

    assert page.notice == "The record is open, marked amended."
    assert page.page.input_value("#site") == site
    assert page.saved() | {"status": "amended"} == record | {"form_version": None} and page.told == []
    page.page.goto(blank_page)


def test_saving_as_complete_marks_a_finished_record_that_was_changed_as_amended(page: FormPage) -> None:
    answers: dict[str, Any] = read_case(SISTER, form="miu").answers
    page.open({"form": "miu", "form_version": "1.0.0", "status": "completed", "answers": answers})
    as_it_was = page.saved("save-complete")["status"]
    page.press("p-check")
    told = page.notice
    page.page.fill("#site", "Another unit")
    draft, forgotten = page.saved()["status"], page.notice
    amended = page.saved("save-complete")
    page.open({"form": "miu", "status": "entered_in_error", "answers": {}})
    page.page.fill("#site", "Another unit")

    assert as_it_was == "completed"
    assert "complete" in told and "wrong" not in told  # which could be read of the child
    assert (amended["status"], amended["answers"]) == ("amended", {**answers, "site": "Another unit"})
    assert draft == "in_progress" and "does not say that it was complete" in forgotten
    assert page.saved("save-complete")["status"] == "entered_in_error"
    assert "entered in error" in page.notice


def test_a_skeleton_whose_reasons_are_blank_is_blank_can_be_answered_and_is_saved_as_it_came(page: FormPage) -> None:
    """Each reason that a question offers, none of them chosen, as `blank --to json` writes; a whole group so too."""
    whole = {name: {"unanswered": {"declined": None}, "note": None} for name in ("children", "discussion")}
    skeleton = {**json.loads(blank(page.form, to="json"))["answers"], **whole}
    page.open({"form": "miu", "status": "in_progress", "answers": skeleton})
    skeletal, untouched = page.seen(), page.saved()["answers"]
    notes = page.page.locator(".note:not([hidden])").count()
    page.page.fill("#patient_name", "Synthetic Person")
    page.page.check("[id='date_of_birth?not_known']")
    page.press("show-all")
    page.page.fill("[id='discussion.name']", "Synthetic Nurse")
    page.page.click("[data-add=children]")
    page.page.fill("[id='children.0.name']", "Kim")
    answered = page.saved()["answers"]
    page.press("show-all")
    page.open({"form": "miu", "status": "in_progress", "answers": {}})

    assert (page.seen(), notes) == (skeletal, 0)
    assert untouched == skeleton
    assert answered == {
        **skeleton,
        "patient_name": "Synthetic Person",
        "date_of_birth": {"unanswered": "not_known"},
        "children": [{"name": "Kim"}],
        "discussion": {"name": "Synthetic Nurse"},
    }


def test_many_rows_are_drawn_and_nobody_leaves_what_is_not_saved_unasked(page: FormPage) -> None:
    leaves = "dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    rows = [{"name": f"Person {number}"} for number in range(1_000 if examples(1) > 1 else 150)]
    last = f"[id='companions.{len(rows) - 1}.name']"
    page.open({"form": "miu", "status": "in_progress", "answers": {"companions": rows}})
    drawn, opened = page.page.input_value(last), page.page.evaluate(leaves)
    page.page.fill(last, "Kim")
    changed = page.page.evaluate(leaves)
    saved = page.saved()["answers"]["companions"]

    assert (drawn, opened, changed) == (rows[-1]["name"], True, False)
    assert saved == [*rows[:-1], {"name": "Kim"}]
    assert page.page.evaluate(leaves) is True
    page.open({"form": "miu", "status": "in_progress", "answers": {}})


def test_an_option_that_stands_alone_unticks_the_others_and_red_is_said_aloud(page: FormPage) -> None:
    page.open({"form": "miu", "status": "in_progress", "answers": {"date_of_birth": "2018-04-04"}})
    alone = next(o.id for o in page.form.questions["injury_features"].options.values() if o.exclusive)
    page.page.evaluate("document.getElementById('show-all').click()")
    page.page.check("[id='injury_features=bruise_or_mark']")
    page.page.check(f"[id='injury_features={alone}']")
    said = page.page.text_content("#p-live") or ""
    page.page.check("[id='clinician_concern=serious_concern']")

    assert not page.page.is_checked("[id='injury_features=bruise_or_mark']")
    assert said.startswith("No longer ticked: ")
    assert "Red" in (page.page.text_content("#p-live") or "")
    page.page.evaluate("document.getElementById('show-all').click()")
    assert page.page.is_visible("#p-findings .finding.red")


def test_a_row_goes_only_when_somebody_says_so_and_the_focus_is_never_lost(page: FormPage) -> None:
    companions = [{"name": "Kim"}, {"name": "Lee"}]
    page.open(
        {"form": "miu", "status": "in_progress", "answers": {"accompanied": "with_someone", "companions": companions}}
    )
    page.page.click("[data-rows=companions] button.remove >> nth=0")

    assert page.page.input_value("[id='companions.0.name']") == "Lee"
    assert page.page.evaluate("document.activeElement.id") == "companions.0.name"
    page.page.click("[data-rows=companions] button.remove")
    assert page.page.evaluate("document.activeElement.dataset.add") == "companions"
    assert "companions" not in page.saved()["answers"]


def test_a_reason_can_be_cleared_and_the_answer_that_it_replaced_comes_back(page: FormPage) -> None:
    page.open({"form": "miu", "status": "in_progress", "answers": {"patient_name": "Synthetic Person"}})
    page.page.check("[id='patient_name?not_known']")
    left = page.saved()["answers"]
    page.page.click("[data-clear=patient_name]")

    assert left == {"patient_name": {"unanswered": "not_known"}}
    assert page.saved()["answers"] == {"patient_name": "Synthetic Person"}
    assert page.page.evaluate("document.activeElement.id") == "patient_name"
