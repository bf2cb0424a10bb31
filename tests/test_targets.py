"""Blank forms: they hold every question, the same bytes each time, and say what they cannot carry."""

import json
from html import unescape
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from safeforms import UsageError, blank, load_form, losses, validate
from safeforms.compiled.compiling import compile_model
from safeforms.definition import Form, Section
from safeforms.examples import example_records
from safeforms.pdf_form.pages import pages
from safeforms.questions import Choice, Option, Question
from safeforms.targets import TARGETS
from safeforms.word_form.controls import Controls
from safeforms.word_form.pages import body_of
from safeforms.wording.outline import outline_of
from tests.strategies import FORMS, NOW, form_named

SCHEMAS = Path(__file__).parents[1] / "schemas"


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("to", sorted({*TARGETS} - {"pdf"}))  # which takes seconds: tests/test_pdf_form.py
def test_a_blank_form_is_the_same_each_time_and_ends_with_a_line_feed_where_it_is_text(name: str, to: str) -> None:
    form = form_named(name)
    written = blank(form, to=to)

    assert written == blank(form, to=to)
    assert written.endswith(b"\n") or written.startswith(b"PK\x03\x04")
    said = losses(form, to=to)
    assert all(loss.endswith(".") for loss in said) and len(set(said)) == len(said)


def test_a_paper_form_holds_every_question_option_and_reason_in_form_order() -> None:
    form = load_form("miu")
    paper = blank(form, to="markdown").decode().replace("\\", "")

    texts = [question.text for question in form.questions.values()]
    assert sorted(texts, key=paper.index) == texts
    for _, question in form.walk():
        assert " ".join(question.text.split()) in paper
        assert all(option.text in paper for option in question.options.values())
    assert "Answer only if" in paper and "Confidential when completed" in paper and form.version in paper


@pytest.mark.parametrize("name", FORMS)
def test_every_form_on_paper_says_all_that_belongs_to_a_question_of_a_row(name: str) -> None:
    form = form_named(name)
    outline = outline_of(form)
    tables = [entry for entry in outline.walk() if entry.kind == "table"]
    in_words = [blank(form, to=to).decode().replace("\\", "") for to in ("markdown", "html")]
    in_words += [body_of(outline, Controls({})), pages(outline, style="", rows={table.slot: 1 for table in tables})]

    for paper in (" ".join(unescape(written).split()) for written in in_words):
        for part in (part for table in tables for part in table.parts):
            assert all(said in paper for said in (part.text, part.help, part.hint, part.condition, *part.marks))
            assert all(box.text in paper for box in (*part.options, *part.reasons))


def test_hostile_texts_cannot_break_out_of_the_paper_form() -> None:
    text = "# *Bold* [link](x) <script> | `code` \n- item"
    question = Question(id="q", text=text, type=Choice(options={"a": Option(id="a", text=text)}))
    form = Form(id="f", version=text, title=text, sections=(Section(id="s", title=text, questions=(question,)),))

    paper = blank(form, to="markdown").decode()

    for sign in ("*Bold", "[link", "<script", "`code"):
        assert paper.count(sign) == paper.count(f"\\{sign}")
    assert "\n- item" not in paper


@pytest.mark.parametrize("name", FORMS)
def test_a_skeleton_is_a_record_in_progress_that_is_told_what_is_left(name: str) -> None:
    form = form_named(name)
    record = json.loads(blank(form, to="json"))

    verdict = validate(record, form=form, now=NOW)

    assert next(iter(record["answers"])) == next(iter(form.questions))
    assert {path.split(".")[0] for path, _ in form.walk()} <= set(record["answers"])
    assert (verdict.accepted, verdict.complete, verdict.errors) == (True, False, ())
    assert {problem.code for problem in verdict.problems} == {"missing_answer"}


@pytest.mark.parametrize("name", ["miu", "ucc"])
def test_the_reasons_in_a_skeleton_are_blanks_to_every_reader(name: str) -> None:
    form = form_named(name)
    (example,) = example_records(form, number=1, now=NOW)
    record = json.loads(blank(form, to="json", record={**example.record, "status": "completed"}))
    offered = [key for key, raw in record["answers"].items() if isinstance(raw, dict) and "unanswered" in raw]
    shown = [key for key in offered if isinstance(record["answers"][key]["unanswered"], dict)]

    assert all(list(record["answers"][key]["unanswered"]) == list(form.questions[key].unanswered) for key in shown)
    assert shown and validate(record, form=form, now=NOW).complete
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(record)
    assert compile_model(form).model_validate(record["answers"], context={"now": NOW})


def test_who_takes_a_skeleton_for_boxes_to_tick_is_told_what_it_takes() -> None:
    record = {"answers": {"nhs_number": {"unanswered": {"not_known": True, "declined": None}}}}
    (problem,) = [one for one in validate(record, form="miu", now=NOW).problems if one.path == ("nhs_number",)]

    assert problem.message.endswith("under `unanswered`: not_known, not_registered, withheld_by_choice.")


def test_a_mistyped_target_is_named_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match="did you mean 'markdown'"):
        blank("miu", to="markdwon")
