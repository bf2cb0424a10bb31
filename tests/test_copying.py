"""Copies: nobody reads more than the form lets them, and no copy tells what it leaves out."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import RecordError, UsageError, copy_for, load_form, summarise
from safeforms.cli import commands
from safeforms.conditions import Always
from safeforms.definition import Form, Section
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import read_yaml
from safeforms.library import part_reader
from safeforms.summaries.carrying import kinds_of, may_carry
from safeforms.summary_parts import HOME, Copy
from tests.laws import examples
from tests.marking import Answers, Marker, faces, marked, marks_in
from tests.records import Case, base_of, cases, changed
from tests.strategies import NOW, nearly_complete

FORMS: Final = ("miu", "ed", "ucc", "midwifery", "cash")
WITH_HOME: Final = [name for name in FORMS if HOME in load_form(name).copies]
NOT_SENSITIVE: Final = {
    *("assessed_at", "site", "assessor_name", "assessor_role", "patient_name", "nhs_number", "date_of_birth"),
    *("apparent_age_group", "sex", "confidentiality_explained"),
}
"""Who, when and where; and that somebody said what is kept in confidence, which only sexual health asks."""

SMALL: Final = """
form: small
version: 1.0.0
title: A small form
sources: {design: A choice of this project}
reasons: {declined: {text: Chose not to answer}}
recipients: {friend: A friendly service, stranger: A stranger, boss: The senior of all, quiet: A quiet service}
kinds: {home_life: life at home, health: health}
copies:
  friend: {carries: [home_life]}
  boss: {carries: everything}
  home: {by_safe_contact: [home_life]}
sections:
  visit:
    title: The visit
    questions:
      name: {text: Name, type: text, source: design}
      fear:
        text: Afraid of somebody?
        type: yes_no
        options: {yes: {text: "Yes", note: required}, no: "No"}
        sensitive: [home_life]
        unanswered: [declined]
        source: design
      told_police: {text: Were the police told?, type: yes_no, when: fear is yes, source: design}
      way: {text: Safe way to reach them, type: text, optional: true, source: design}
      ill: {text: Ill?, type: yes_no, sensitive: [health], source: design}
      secret: {text: What nobody may read, type: text, optional: true, sensitive: true, source: design}
      family:
        text: The family
        type: group
        optional: true
        sensitive: [home_life]
        questions:
          who: {text: Who they are, type: text}
          cough: {text: Who coughs, type: text, optional: true, sensitive: [health]}
        source: design
derived:
  count_of_worries: {is: fear is yes and ill is yes, text: they are worn out}
indicators:
  afraid:
    level: amber
    when: fear is yes and answered(ill)
    concern: They are afraid of somebody.
    actions: [Ask them what they need.]
    tell: [friend, stranger, boss]
    within: same day
    source: design
notify:
  attended: {text: Every visit is told, tell: [stranger, friend, boss], within: 1 working day, source: design}
summary:
  person: [name]
  safe_contact: way
"""
SMALL_FORM: Final = parse_form(read_yaml(SMALL, file="small.yaml"), read_part=part_reader())
FULL: Final[Answers] = {
    "name": "Ann Example",
    "fear": True,
    "told_police": False,
    "way": "Phone at noon",
    "ill": False,
    "secret": "Nobody may read this",
    "family": {"who": "A father and a mother", "cough": "The father coughs"},
}
STATUSES: Final = ("entered_in_error", "completed")
AGREED: Final = ["gp", "school_nurse", "social_worker"]


def in_copy(recipient: str, *, by_safe_contact: bool = False, **changes: object) -> dict[str, str]:
    """The answers of the full small record that stand in a copy of it, by question."""
    copy = copy_for({**FULL, **changes}, recipient, form=SMALL_FORM, now=NOW, by_safe_contact=by_safe_contact)
    safely = [copy.safe_contact] if copy.safe_contact else []
    return {str(item.path[0]): item.answer for item in (*copy.person, *safely, *copy.answers)}


@cache
def cases_telling(name: str) -> dict[str, tuple[Case, Answers]]:
    """For each recipient whom some pair of a form tells, such a pair's base and answers; the person agrees to all."""
    found: dict[str, tuple[Case, Answers]] = {}
    form = load_form(name)
    for pair in cases("pairs", form=name):
        if {tell.recipient for tell in form.indicators[str(pair.data["indicator"])].tell} - set(found):
            base = base_of(pair)
            agreed = {"share_consent": AGREED} if "share_consent" in form.questions else {}
            answers = {**changed(base, pair.data["fires"]), **agreed}
            for told in summarise(answers, form=form, now=base.now).tell:
                found.setdefault(told.recipient, (base, answers))
    return found


def parts_of(name: str) -> list[str]:
    """The recipients whose copy of a form has a part of it."""
    return [recipient for recipient, copy in load_form(name).copies.items() if copy.carries is not None]


def copied(form: Form, recipient: str, case: Case, answers: Answers) -> tuple[dict[str, str], Marker]:
    """The faces of a copy of a record that was marked, and its marks as the bundled form would have them carried."""
    marker = Marker(marked(case.form), load_form(case.form).copies[recipient])
    record = {"form": form.id, "record_id": "R-1", "answers": marker.record(answers)}
    return faces(copy_for(record, recipient, form=form, now=case.now)), marker


@pytest.mark.parametrize("name", FORMS)
def test_a_copy_has_what_its_recipient_may_read_and_nothing_else_in_every_face(name: str) -> None:
    told = dict(cases_telling(name))
    told[HOME] = next(iter(told.values()))
    recipients = set(told) & set(parts_of(name))

    assert len(recipients) > 6
    for recipient in recipients:
        texts, marker = copied(marked(name), recipient, *told[recipient])
        for face, text in texts.items():
            assert marks_in(text) & marker.withheld == set(), (recipient, face)
            assert marks_in(text) >= marker.carried, (recipient, face)


@pytest.mark.parametrize("forgotten", ["observations", "domestic_abuse", "leaving_with"])
def test_a_question_that_is_not_marked_would_be_found_in_every_face(forgotten: str) -> None:
    """The test above can fail: planted is a form that forgot to say that one question is sensitive."""
    form = marked("miu")
    planted = replace(form, sections=tuple(_forgetting(section, forgotten) for section in form.sections))
    case, answers = cases_telling("miu")["gp"]
    texts, marker = copied(planted, HOME, case, answers)

    for face, text in texts.items():
        assert marks_in(text) & marker.withheld, face


def _forgetting(section: Section, name: str) -> Section:
    forgot = (replace(q, sensitive=False, kinds=frozenset(), when=Always()) for q in section.questions if q.id == name)
    return replace(section, questions=(*(q for q in section.questions if q.id != name), *forgot))


@pytest.mark.parametrize("name", FORMS)
def test_only_who_when_and_where_may_be_read_by_anybody(name: str) -> None:
    """Whoever adds a question must say what kind it is of."""
    form = load_form(name)

    assert {question.id for question in form.questions.values() if not question.sensitive} <= NOT_SENSITIVE
    assert all(question.kinds for _, question in form.walk() if question.sensitive)


@settings(max_examples=examples(12))
@given(name=st.sampled_from(WITH_HOME), data=st.data())
def test_nothing_that_is_withheld_changes_the_copy_that_could_reach_the_home(name: str, data: st.DataObject) -> None:
    form = load_form(name)
    answers, others = (data.draw(nearly_complete(form), label=label) for label in ("answers", "others"))
    open_to_all = {key: value for key, value in answers.items() if key in NOT_SENSITIVE}
    withheld = {key: value for key, value in others.items() if key not in NOT_SENSITIVE}
    first, second = (copy_for(record, HOME, form=form, now=NOW) for record in (answers, {**withheld, **open_to_all}))

    assert first.model_dump_json() == second.model_dump_json()


@pytest.mark.parametrize("name", FORMS)
def test_what_a_copy_says_that_it_leaves_out_is_the_same_for_every_record(name: str) -> None:
    for recipient in sorted(set(cases_telling(name)) & set(parts_of(name)))[:3]:
        case, answers = cases_telling(name)[recipient]
        least = {key: answers[key] for key in answers if key != "observations"}
        copies = [copy_for(each, recipient, form=name, now=case.now).copy_for for each in (answers, least)]
        assert copies[0] == copies[1]
        assert copies[0] and copies[0].left_out


def test_a_copy_says_whose_it_is_and_what_it_never_has() -> None:
    copy = copy_for(FULL, "friend", form=SMALL_FORM, now=NOW)

    assert copy.copy_for and copy.copy_for.name == "A friendly service"
    assert copy.copy_for.left_out[:2] == ("answers about health", "answers about whatever else is sensitive")
    assert (copy.level, copy.level_words, copy.complete) == (None, "Not part of this copy", None)
    assert "Professional judgement comes first." in copy.standing_text


def test_whom_the_form_gives_everything_gets_the_whole_summary_marked_as_a_copy() -> None:
    copy = copy_for(FULL, "boss", form=SMALL_FORM, now=NOW)

    assert copy.copy_for and copy.copy_for.left_out == ()
    assert copy.model_copy(update={"copy_for": None}) == summarise(FULL, form=SMALL_FORM, now=NOW)


@pytest.mark.parametrize(
    ("recipient", "by_safe_contact", "carried"),
    [
        ("friend", False, {"name", "fear", "told_police", "way", "family"}),
        ("stranger", False, {"name", "told_police", "way"}),
        ("home", False, {"name"}),
        ("home", True, {"name", "fear", "told_police", "family"}),
    ],
)
def test_a_copy_carries_the_kinds_that_it_may(recipient: str, by_safe_contact: bool, carried: set[str]) -> None:
    """At home not even what was asked because of a withheld answer, and never the safe way itself."""
    assert set(in_copy(recipient, by_safe_contact=by_safe_contact)) == carried


def test_of_a_group_only_the_parts_stand_in_a_copy_that_it_may_carry() -> None:
    known_to_nobody = {"who": "A father", "cough": "He coughs", "uncle": "An uncle"}

    assert in_copy("friend", family=known_to_nobody)["family"] == "Who they are: A father"
    assert "family" not in in_copy("friend", family="A father who coughs")


def test_a_reason_with_its_note_stands_in_a_copy_as_an_answer() -> None:
    left = {"unanswered": "declined", "note": "She looked at her father"}

    assert in_copy("friend", fear=left)["fear"] == "Chose not to answer (She looked at her father)"


@pytest.mark.parametrize(
    "hidden", [{"unanswered": {"cough": "He coughs"}}, {"unanswered": "declined", "cough": "He coughs"}]
)
@pytest.mark.parametrize("note", ["He left", {"cough": "He coughs"}])
def test_in_the_reason_of_a_group_no_part_of_it_gets_into_a_copy(hidden: Answers, note: object) -> None:
    copy = copy_for({**FULL, "family": {**hidden, "note": note}}, "friend", form=SMALL_FORM, now=NOW)

    assert "coughs" not in str([answer.answer for answer in copy.answers])


def test_a_finding_is_told_with_what_of_its_grounds_may_be_read() -> None:
    """Its rule and what made it hold speak of an answer on health, which is left out."""
    (finding,) = copy_for(FULL, "friend", form=SMALL_FORM, now=NOW).findings

    assert (finding.concern, finding.tell) == ("They are afraid of somebody.", ("A friendly service",))
    assert (finding.because, finding.rule, finding.actions) == ("", "", ())
    assert [item.path for item in finding.evidence] == [("fear",)]


def test_a_finding_that_is_not_told_to_them_is_in_no_copy() -> None:
    case, answers = cases_telling("miu")["camhs"]
    whole = summarise(answers, form="miu", now=case.now)
    copy = copy_for(answers, "camhs", form="miu", now=case.now)
    told = next(told for told in whole.tell if told.recipient == "camhs")

    assert {finding.indicator for finding in copy.findings} == {f.indicator for f in whole.findings} & set(told.why)
    assert (copy.tell, copy.follow_up, copy.undetermined, copy.problems) == ((), (), (), ())


@pytest.mark.parametrize(
    ("recipient", "by_safe_contact", "sentence"),
    [
        ("freind", False, "'freind' is not one of the recipients of the form 'small': did you mean 'friend'?"),
        ("friend", True, "Only a copy that could reach the home can go by the safe contact."),
    ],
)
def test_a_copy_that_the_form_does_not_know_is_none(recipient: str, by_safe_contact: bool, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        copy_for(FULL, recipient, form=SMALL_FORM, now=NOW, by_safe_contact=by_safe_contact)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("answers", "recipient", "by_safe_contact", "sentence"),
    [
        (FULL, "quiet", False, "No copy is made for 'quiet' (A quiet service): nothing in the record asks"),
        ({**FULL, "way": None}, HOME, True, "No copy goes by the safe contact: the record has no safe way"),
        ({**FULL, "way": "n/a"}, HOME, True, "No copy goes by the safe contact: the record has no safe way"),
        ({"status": "entered_in_error", "form": "small", "answers": FULL}, "boss", False, "The record was entered in"),
        ({"status": "entered_in_error", "form": "small", "answers": FULL}, HOME, False, "The record was entered in"),
    ],
)
def test_a_copy_that_may_not_be_made_of_a_record_is_refused(
    answers: Answers, recipient: str, by_safe_contact: bool, sentence: str
) -> None:
    with pytest.raises(RecordError) as refused:
        copy_for(answers, recipient, form=SMALL_FORM, now=NOW, by_safe_contact=by_safe_contact)

    assert refused.value.problems[0].message.startswith(sentence)


def test_whom_the_record_says_why_not_to_tell_gets_no_copy() -> None:
    case, answers = cases_telling("miu")["gp"]
    row = {"recipient": "gp", "purpose": "concern", "not_sent_reason": "Not registered with a practice"}
    with pytest.raises(RecordError, match="the record says why they are not told"):
        copy_for({**answers, "notifications": [row]}, "gp", form="miu", now=case.now)


def test_a_visit_to_sexual_health_reaches_neither_the_home_nor_whom_the_person_did_not_agree_to() -> None:
    case, answers = cases_telling("cash")["yp_substance_service"]
    with pytest.raises(UsageError, match="allows no copy that could reach the home"):
        copy_for(answers, HOME, form="cash", now=case.now)
    for recipient in ("yp_substance_service", "gp", "social_worker"):
        with pytest.raises(RecordError, match="nothing in the record asks"):
            copy_for({**answers, "share_consent": ["nobody"]}, recipient, form="cash", now=case.now)


def test_the_number_of_a_record_is_not_on_a_copy_that_could_reach_the_home() -> None:
    record = {"form": "small", "record_id": "REFUGE-7", "answers": FULL}

    assert copy_for(record, HOME, form=SMALL_FORM, now=NOW).record_id is None
    assert copy_for(record, "friend", form=SMALL_FORM, now=NOW).record_id == "REFUGE-7"


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        (("name",), set()),
        (("fear",), {"home_life"}),
        (("fear_note",), {"home_life"}),
        (("family", "who"), {"home_life"}),
        (("family", "cough"), {"home_life", "health"}),
        (("secret",), None),
        (("nobody",), None),
        (("count_of_worries",), {"home_life", "health"}),
    ],
)
def test_a_part_is_of_the_kinds_of_its_group_too_and_a_derived_value_of_all_that_it_reads(
    path: tuple[str, ...], kinds: set[str] | None
) -> None:
    assert kinds_of(SMALL_FORM, path) == kinds
    assert may_carry(SMALL_FORM, path, copy=Copy(recipient="boss", carries=None))
    assert may_carry(SMALL_FORM, path, copy=Copy(recipient="friend")) is (kinds == set())


def test_the_command_prints_each_copy_and_tells_apart_why_there_is_none(tmp_path: Path) -> None:
    """A copy for the home names neither record nor file; one refusal does not keep others from their copies."""
    case, answers = cases_telling("miu")["gp"]
    records = [{"form": "miu", "record_id": "R-1", "status": status, "answers": answers} for status in STATUSES]
    file = tmp_path / "after-the-police.ndjson"
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    arguments = ["summarise", str(file), "--now", case.now.isoformat(), "--copy-for"]
    for_gp, for_home, for_nobody = (
        CliRunner().invoke(commands, [*arguments, who], standalone_mode=False) for who in ("gp", "home", "gpp")
    )

    assert (for_gp.return_value, for_home.return_value) == (1, 1)
    assert "This is a copy for: GP practice." in for_gp.stdout
    assert "entered in error" in for_gp.stderr and "entered in error" not in for_gp.stdout
    assert "R-1" not in for_home.stdout
    assert "after-the-police" not in for_home.stdout
    assert for_home.stderr.count("after-the-police") == 1, "where the refused one stands"
    assert "did you mean 'gp'?" in str(for_nobody.exception)
