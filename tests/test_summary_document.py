"""What people see of a summary: all that must be seen, in the order of the specification, on every face.

`pytest --renew tests/test_summary_document.py` writes the whole texts of three summaries anew.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from safeforms import Place, Summary, refer, summarise, to_html, to_markdown, to_text
from safeforms.documents.document import Banner, Document, Fact, Facts, Section
from safeforms.lines import on_one_line
from safeforms.summaries.summary_items import CopyShown
from safeforms.summaries.summary_shown import NOT_IN_COPY
from tests.laws import examples
from tests.records import Case, cases, complete_records
from tests.strategies import NOW, form_named, nearly_complete

KEPT = Path(__file__).parent / "cases" / "summaries"
WHOLE = [
    "MI02-brought-by-her-sister",
    "MI03-brought-by-her-sister-and-asked",
    "MB05-hit-while-pregnant-and-her-children-saw-it",
]
FACES = {"txt": to_text, "md": to_markdown, "html": to_html}
ORDER = [  # part I of the specification
    "Missing or wrong",
    "Risk of harm, in the professional's own words",
    "What was found",
    "What was not asked, declined or not known",
    "Who came",
    "Family and home",
    "Seen and said, word for word",
    "Known to social care",
    "Discussed, decided and done",
    "Referral",
    "Whom to tell",
    "Still open",
]
faces = pytest.mark.parametrize("face", FACES.values(), ids=FACES)


def case(name: str) -> Case:
    return next(case for case in cases() if case.name.startswith(name))


def summary_of(case: Case, /, *, status: str = "completed", **answers: object) -> Summary:
    record = {"form": case.form, "record_id": "A-1043", "status": status, "answers": {**case.answers, **answers}}
    return summarise(record, now=case.now)


def words(summary: Summary) -> str:
    """All of its text on one line."""
    return on_one_line(to_text(summary))


def sections(document: Document) -> dict[str, Section]:
    return {block.title: block for block in document.blocks if isinstance(block, Section)}


def banner(document: Document) -> Banner:
    return next(block for block in document.blocks if isinstance(block, Banner) and block.text.startswith("Level: "))


def must_be_seen(summary: Summary) -> Iterator[str | None]:
    """Every text of a summary that a reader must find."""
    yield from (summary.form_title, summary.form_version, summary.record_id, summary.level_words, summary.statement)
    yield summary.standing_text
    shown = (*summary.seen, *summary.person, *summary.company, *summary.family, *summary.words, *summary.social_care)
    safely = [summary.safe_contact] if summary.safe_contact else []
    for answer in (*shown, *safely, *summary.done, *summary.not_asked):
        yield from (answer.question, answer.answer)
    yield from (problem.question for problem in summary.problems)
    if summary.override:
        yield from (summary.override.reason, summary.override.agreed_by)
    for subject in summary.at_risk:
        yield from (subject.text, subject.name, *(fact.answer for fact in subject.facts))
    for finding in summary.findings:
        yield from (finding.concern, finding.because, finding.indicator, finding.within, *finding.actions)
        yield from (*finding.tell, *finding.source)
        yield from (text for item in finding.evidence for text in (item.question, item.answer))
    for open_ in summary.undetermined:
        yield from (open_.question, open_.why, *(indicator.concern for indicator in open_.indicators))
    for unanswered in summary.unanswered:
        yield from (unanswered.question, unanswered.reason_text, unanswered.note)
    yield summary.unanswered_words
    for kept in summary.not_shown:
        yield from (kept.why, *kept.questions)
    for told in summary.tell:
        yield from (told.name, told.within, *(text.removesuffix(".") for text in told.news), told.still_open)
    for possible in summary.tell_if:
        yield from (possible.name, possible.within, *possible.turns_out)
    if summary.referral:
        yield from (summary.referral.words, summary.referral.not_made_reason)
        yield from (text for stage in summary.referral.stages for text in (stage.text, stage.words))
        yield from (fact.answer for fact in summary.referral.facts)
    for later in summary.follow_up:
        yield from (later.question.removeprefix("Tell: "), later.within, *(step.text for step in later.steps))


@pytest.mark.parametrize("case", cases(), ids=str)
def test_all_that_must_be_seen_of_a_case_is_seen(case: Case) -> None:
    summary = summary_of(case)
    seen = words(summary).lower()  # a sentence of ours may lower the "Yes" of an answer

    assert [text for text in must_be_seen(summary) if text and on_one_line(text).lower() not in seen] == []


@pytest.mark.parametrize("form", ["miu", "midwifery"])
def test_all_that_must_be_seen_of_a_drawn_record_is_seen(form: str) -> None:
    @settings(max_examples=examples(10))
    @given(answers=nearly_complete(form_named(form)))
    def law(answers: dict[str, object]) -> None:
        summary = summarise(answers, form=form, now=NOW)
        seen = words(summary).lower()
        assert [text for text in must_be_seen(summary) if text and on_one_line(text).lower() not in seen] == []

    law()


@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_sections_keep_the_order_of_the_specification(case: Case) -> None:
    document = summary_of(case).document()

    assert isinstance(document.blocks[0], Facts)
    assert document.blocks[1] == banner(document)
    titles = list(sections(document))
    assert titles == sorted(titles, key=ORDER.index)
    assert "What was not asked, declined or not known" in titles


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_document_ends_with_the_standing_text_and_its_title_is_of_nobody(case: Case) -> None:
    summary = summary_of(case)
    document = summary.document()

    assert document.last.startswith(summary.standing_text)
    assert document.title == f"Safeguarding summary: {summary.form_title}"
    assert "A-1043" in document.running and "Confidential" in document.running
    assert not any(answer.answer in document.running for answer in summary.person if len(answer.answer) > 2)


@faces
@pytest.mark.parametrize(("level", "mark"), [("red", "red"), ("green", "amber")])
def test_both_levels_of_an_override_are_on_every_face(face: Callable[[Summary], str], level: str, mark: str) -> None:
    own = {"level": level, "reason": "I have known this family for ten years.", "agreed_by": "Sister Lead"}
    summary = summary_of(case("MI12"), level_override=own)

    page = on_one_line(unescape(face(summary))).replace("\\", "")
    assert f"Level: Amber (computed). The professional's own level: {level.capitalize()}." in page
    assert f"Why {level.capitalize()}, agreed by Sister Lead: I have known this family for ten years." in page
    assert banner(summary.document()).mark == mark


@pytest.mark.parametrize(
    ("name", "own", "sentence"),
    [
        ("MB05", {"agreed_by": "Sister Lead"}, "That level does not stand: a finding below is one that no override"),
        ("MI12", {"agreed_by": None}, "That level does not stand: to lower it takes a reason and the senior"),
    ],
)
def test_a_level_that_may_not_be_lowered_so_far_is_said_not_to_stand(
    name: str, own: dict[str, Any], sentence: str
) -> None:
    lowered = {"level": "green", "reason": "I have known this family for ten years.", **own}

    assert sentence in words(summary_of(case(name), level_override=lowered))
    assert sentence in on_one_line(
        to_text(refer({**case(name).answers, "level_override": lowered}, form=case(name).form)[0])
    )
    assert "does not stand" not in words(summary_of(case("MI12")))


def test_what_is_not_rated_has_no_colour() -> None:
    summary = summary_of(case("UC30"), level_override={"level": "green", "reason": "Nothing to worry about."})

    assert (summary.level, summary.complete) == (None, False)
    assert banner(summary.document()).mark == ""
    assert banner(summary.document()).text.startswith("Level: Not rated: incomplete (computed).")


def test_what_is_most_pressing_stands_under_the_level() -> None:
    summary = summary_of(case("MI07"))
    first = "Tell first, before the person leaves: Named nurse, named midwife or child protection lead nurse."

    below = banner(summary.document()).below
    assert below[0].startswith("Do first, before the person leaves: ")
    assert below[1] == first
    assert len(below) == 2


def test_what_is_overdue_is_counted_under_the_level() -> None:
    late = summarise(case("MI07").answers, form="miu", now=case("MI07").now + timedelta(days=30))

    below = banner(late.document()).below
    assert below[-1] == f"Overdue: {sum(told.overdue for told in late.tell)} things to tell or to follow up."
    assert "Not recorded as told: overdue." in words(late)


def test_evidence_that_stands_in_the_head_is_named_but_not_shown_with_each_finding() -> None:
    found = sections(summary_of(case("MI07")).document())["What was found"]
    lists = [block for one in found.blocks if isinstance(one, Section) for block in one.blocks]
    shown = [fact.name for block in lists if isinstance(block, Facts) for fact in block.facts]

    assert "Date of birth" not in shown
    assert "Counted too: Date and time of this assessment; Date of birth." in words(summary_of(case("MI07")))


def test_how_to_reach_them_stands_in_the_head_and_what_was_discussed_and_done_in_a_section() -> None:
    """A call to the wrong phone tells the abuser; and who does not know that the police were told rings again."""
    document = summary_of(case("MB05")).document()

    assert isinstance(document.blocks[0], Facts)
    assert "Text only, weekdays 10-12, her sister's phone" in [fact.value for fact in document.blocks[0].facts]
    done = sections(document)["Discussed, decided and done"].blocks[0]
    assert isinstance(done, Facts)
    held = {fact.name: fact.value for fact in done.facts}
    assert held["Police"] == "Informed by 101 or online"
    assert held["Who is at risk?"] == "The patient; An unborn baby; Other children"
    assert any("N. Nurse" in value for value in held.values())
    assert "Re-ask partner's age at booked appointment 5 November." in words(summary_of(case("CA06")))


def test_a_blank_in_a_row_says_so() -> None:
    """CQC case 4: nobody asked how old the sister was, and nobody saw that nobody had."""
    who = "Brother or sister; Age group: (not answered); Parental responsibility: (not answered)"

    assert who in words(summary_of(case("MI02")))
    assert "(not answered)" not in words(summary_of(case("MI03")))


def test_a_blank_that_shows_its_reasons_is_not_shown_for_an_answer() -> None:
    father = {"name": "Jo", "age_years": {"unanswered": {"not_known": None}, "note": None}}
    record = {"form": "midwifery", "answers": {"father": "someone_else", "father_details": father}}

    assert "not_known" not in str(summarise(record, now=NOW)) and "'not known'" not in str(summarise(record, now=NOW))


def test_a_record_in_progress_with_nothing_missing_says_only_that() -> None:
    facts = summary_of(cases("bases", form="miu")[0], status="in_progress").document().blocks[0]

    assert isinstance(facts, Facts)
    assert Fact(name="State", value="In progress") in facts.facts


def test_where_there_is_a_concern_and_no_statement_it_says_so() -> None:
    said = "The record has no statement of the risk of harm."

    assert said in words(summary_of(case("MI02")))
    assert said not in words(summary_of(case("MI03")))
    assert said not in words(summary_of(case("MI06")))


def test_who_is_perhaps_at_risk_is_said_to_be_uncertain() -> None:
    assert "Not certain: the record does not say whether they are at risk." in words(summary_of(case("MI02")))
    assert "Not certain:" not in words(summary_of(case("MI03")))


def test_a_withdrawn_record_says_so_first() -> None:
    document = summary_of(case("MI02"), status="entered_in_error").document()

    withdrawn = Banner(text="Withdrawn: this record was entered in error", below=("Not rated: entered in error.",))
    assert document.blocks[0] == withdrawn
    assert not any(isinstance(block, Banner) for block in document.blocks[1:])
    assert "Missing or wrong" not in sections(document)


def test_who_was_told_of_what_was_withdrawn_stays_to_be_put_right() -> None:
    rows = [{"recipient": "gp", "purpose": "concern", "method": "Secure email", "sent_at": "2026-11-02T16:05"}]
    withdrawn = summary_of(case("MI04"), status="entered_in_error", notifications=rows)

    assert [one.recipient for one in withdrawn.sent_beside] == ["gp", "childrens_social_care"]
    assert "Recorded as told, before it was withdrawn - GP practice: Sent 2 November 2026 16:05" in words(withdrawn)


def test_what_failed_was_tried_and_not_sent() -> None:
    rows = [{"recipient": "gp", "method": "Email", "sent_at": "2026-11-02T16:05", "failed": "It came back"}]

    assert "Not recorded as told. Tried 2 November 2026 16:05, Email. Failed: It came back." in words(
        summary_of(case("MI04"), notifications=rows)
    )


def test_a_record_without_an_id_is_named_by_its_place() -> None:
    summary = summarise(case("MI02").answers, form="miu", now=case("MI02").now)

    assert "record export.ndjson:3." in summary.document(place=Place("export.ndjson", 3)).running
    assert "record" not in summary.document().running.lower()


def test_a_copy_says_first_that_it_is_one_and_has_no_section_of_what_it_leaves_out() -> None:
    whole = summary_of(case("MI03"))
    left_out = dict.fromkeys(
        ("problems", "findings", "undetermined", "unanswered", "not_shown", "tell", "follow_up", "done"), ()
    )
    copy = whole.model_copy(
        update={
            **left_out,
            "copy_for": CopyShown(
                recipient="gp", name="GP practice", words="A copy for: GP practice.", left_out=("x", "y")
            ),
            "level": None,
            "level_words": NOT_IN_COPY,
            "possible_level": None,
            "complete": None,
            "statement": None,
            "at_risk": (),
            "unanswered_words": "",
            "referral": None,
            "tell_if": (),
        }
    )
    document = copy.document()

    first = Banner(text="A copy for: GP practice.", below=("It leaves out, whether or not there is any: x; y.",))
    assert document.blocks[0] == first
    assert "State:" not in words(copy)
    assert "Level:" not in words(copy)
    assert list(sections(document)) == [
        "Who came",
        "Family and home",
        "Seen and said, word for word",
        "Known to social care",
    ]


def test_a_notebook_shows_it_and_a_face_takes_its_document() -> None:
    summary = summary_of(case("MI02"))

    assert summary._repr_html_().startswith("<article")
    assert "Level: Amber" in summary._repr_html_()
    assert to_text(summary.document()) == to_text(summary)


@pytest.mark.parametrize("record", list(complete_records("miu")), ids=str)
def test_a_complete_record_has_nothing_missing(record: Case) -> None:
    summary = summary_of(record)

    assert "State: Complete" in words(summary)
    assert "Missing or wrong" not in sections(summary.document())


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("ending", FACES)
def test_the_whole_text_of_a_summary(name: str, ending: str, pytestconfig: pytest.Config) -> None:
    """Kept to be read: a change of any word that a nurse sees is seen here. The style of a page is not part of it."""
    path = KEPT / f"{name}.{ending}"
    summary = summary_of(case(name)).model_copy(
        update={"form_hash": "(its hash)", "safeforms_version": "(its version)"}
    )
    page = FACES[ending](summary)
    text = page[page.index("<body>") :] if ending == "html" else page
    if pytestconfig.getoption("--renew"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == text, "run: pytest --renew tests/test_summary_document.py"
