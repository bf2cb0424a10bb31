"""A site's own settings: what they change, where they are refused, and that summaries name what made a difference.

The cases in tests/cases/sites are found, not listed: a record, a site's settings, and what differs from the form's own.
"""

import json
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import assess, blank, check, load_form, load_model, summarise, to_text, validate
from safeforms.bundled import form_schema
from safeforms.cli import commands, run
from safeforms.definition import Form
from safeforms.language.parsing import parse_data, parse_definition
from safeforms.language.printing import print_form
from safeforms.language.sites import check_site_shape, localised, names_of, unknown_names
from safeforms.language.yaml_print import print_yaml
from safeforms.language.yaml_text import read_yaml
from safeforms.library import library_of
from safeforms.problems import FormError, UsageError
from safeforms.summaries.local_changes import influences
from safeforms.summaries.summary import Summary
from tests.laws import examples, generated_rules_agree
from tests.records import Case, base_of, cases, changed, read_case
from tests.strategies import records

CASES = [read_case(path) for path in sorted((Path(__file__).parent / "cases" / "sites").glob("*.yaml"))]


def base(form: str, name: str) -> Case:
    return next(case for case in cases("bases", form=form) if case.name == name)


def as_set(form: str, text: str, *, beside: tuple[str, ...] = ()) -> Form:
    """A form under settings, at a site that uses no other form than this and those beside it."""
    site = read_yaml(text, file="trust.yaml")
    check_site_shape(site, schema=form_schema())
    unknown = list(unknown_names(site, among=names_of(map(load_form, (form, *beside)))))
    if unknown:
        raise FormError(unknown)
    return localised(load_form(form), site=site)


def problems_of(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(FormError) as refused:
        as_set("miu", text)
    return [(problem.code, problem.place.line if problem.place else None) for problem in refused.value.problems]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_site_changes_what_its_case_says_and_the_summary_names_it(case: Case) -> None:
    site = case.data["settings"]
    assert isinstance(site, dict)
    own, here = load_form(case.form), as_set(case.form, print_yaml(site))
    record = {"form": case.form, "answers": changed(base_of(case), case.data["answers"])}
    now = base_of(case).now
    before, after = (summarise(record, form=form, now=now) for form in (own, here))

    found = [{finding.indicator for finding in summary.findings} for summary in (before, after)]
    assert sorted(found[0] - found[1]) == case.expected["no_longer_found"]
    assert sorted(found[1] - found[0]) == case.expected["found_here"]
    assert [setting.id for setting in after.local_settings] == case.expected["named"]
    assert (before.site, before.local_settings, after.site) == (None, (), site["site"])
    assert after.level == case.expected.get("level", after.level)
    refused = [str(problem.path[0]) for problem in validate(record, form=here, now=now).errors if problem.path]
    assert case.expected.get("refused_here", "") in ("", *refused)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("site: A trust\nsettings: {writen_confirmation: 30}", [("form.unknown_name", 2)]),
        ("site: A trust\nsettings:\n  written_confirmation: 24.5", [("form.shape", 3)]),
        ("site: A trust\nsettings:\n  written_confirmation: '30'", [("form.shape", 3)]),
        ("site: A trust\nsettings:\n  written_confirmation: 0", [("form.not_local", 3)]),
        ("site: A trust\nsettings:\n  written_confirmation: 72", [("form.not_local", 3)]),
        ("site: A trust\nsettings:\n  time_alone_from: -1", [("form.not_local", 3)]),
        ("settings: {time_alone_from: 12}", [("form.shape", 1)]),
        ("site: A trust\nhard:\n  - da_now\n  - no_such_indicator", [("form.unknown_name", 4)]),
        ("site: A trust\nhard: [da_past]", [("form.not_local", 2)]),
        (
            "site: A trust\nhard: [injury_not_mobile]\nindicators: {injury_not_mobile: {level: info}}",
            [("form.not_local", 3)],
        ),
        ("site: A trust\nindicators:\n  da_now:\n    hard: false", [("form.shape", 4)]),
        ("site: A trust\nhard: [no_such_indicator]", [("form.unknown_name", 2)]),
        ("site: A trust\nindicators:\n  da_now: {level: info}", [("form.not_local", 3)]),
        ("site: A trust\nindicators:\n  fgm_under_18: {level: amber}", [("form.not_local", 3)]),
        ("site: A trust\nindicators:\n  injury_patterned: {within: 2 days}", [("form.not_local", 3)]),
        ("site: A trust\nnotify:\n  no_such_news: {within: same day}", [("form.unknown_name", 3)]),
        ("site: A trust\nindicators:\n  da_now: {within: written_confirmatoin}", [("form.within", 3)]),
        ("site: A trust\nrecipients: {school_nurs: Team}", [("form.unknown_name", 2)]),
        (
            "site: A trust\nsettings: {no_such: 1}\nrecipients: {nobody_such: X}",
            [("form.unknown_name", 2), ("form.unknown_name", 3)],
        ),
    ],
)
def test_what_a_site_may_not_set_is_a_problem_with_its_place(text: str, expected: list[tuple[str, int]]) -> None:
    assert problems_of(text) == expected


def test_a_level_may_be_raised_freely() -> None:
    form = as_set("miu", "site: A trust\nindicators: {da_now: {level: red}}")

    assert (load_form("miu").indicators["da_now"].level, form.indicators["da_now"].level) == ("amber", "red")


def test_what_a_site_sets_of_another_form_is_passed_over() -> None:
    text = "site: A trust\nsettings: {see_alone_within: 14}"

    assert as_set("miu", text, beside=("midwifery",)) is load_form("miu")


def test_a_recipient_is_called_by_its_local_name_wherever_it_is_named() -> None:
    form = as_set("miu", "site: A trust\nrecipients: {gp: The practice}")
    recipient = form.question_at("notifications.recipient")

    assert form.recipients["gp"] == "The practice"
    assert recipient and recipient.options["gp"].text == "The practice"


def test_a_form_with_its_site_prints_and_reads_as_an_equal_form() -> None:
    form = as_set("miu", "site: A trust\nsettings: {written_confirmation: 48}\nhard: [da_now]")
    again = localised_from(print_form(form))

    assert (again, parse_definition(form.definition)) == (form, form)
    assert again.settings["written_confirmation"].value == 48


def localised_from(text: str) -> Form:
    from safeforms.language.parsing import parse_form

    def no_parts(name: str) -> None:
        raise AssertionError(name)

    return parse_form(read_yaml(text, file="printed.yaml"), read_part=no_parts)  # type: ignore[arg-type]


HERE = as_set(
    "miu",
    "site: A trust\nsettings: {time_alone_from: 9, exploitation_signs_for_red: 1, school_nurse_from: 4}\n"
    "hard: [da_now]\nindicators: {alone_under_16: {level: red}, injury_not_mobile: {level: amber}}",
)


@settings(max_examples=examples(6))
@given(st.data())
def test_generated_rules_agree_with_the_interpreter_under_the_settings_of_a_site(data: st.DataObject) -> None:
    generated_rules_agree(HERE, data.draw(records(HERE)), finished=True)


TRUST = Path(__file__).parent.parent / "examples" / "trust.yaml"


def test_the_example_has_nothing_wrong() -> None:
    assert check(TRUST) == []


def test_every_function_takes_the_settings_of_a_site() -> None:
    booking = base("midwifery", "booking")
    late = {"gestation_weeks": 22, "late_booking_reason": "She was abroad.", "pregnancy_concealed": False}
    named = summarise({**booking.answers, **late}, form="midwifery", settings=TRUST, now=booking.now)

    assert [setting.id for setting in named.local_settings] == ["late_booking_from"]
    assert validate(booking.answers, form="midwifery", settings=TRUST, now=booking.now).complete
    assert assess(booking.answers, form="midwifery", settings=TRUST, now=booking.now).form.local
    assert load_form("midwifery", settings=TRUST).settings["late_booking_from"].value == 24
    assert b"Project 28" in blank("cash", settings=TRUST)


def test_a_model_under_settings_pickles_and_is_not_that_of_the_form() -> None:
    model = load_model("miu", settings=TRUST)
    again = pickle.loads(pickle.dumps(model))

    assert again.form == model.form != load_form("miu")
    assert load_model("miu", settings=TRUST) is model is not load_model("miu")


@pytest.mark.parametrize("command", [["validate", "-"], ["summarise", "-"], ["show", "miu"], ["blank", "miu"]], ids=str)
def test_a_wrong_settings_file_is_told_once_before_anything_is_judged(command: list[str], tmp_path: Path) -> None:
    wrong = tmp_path / "trust.yaml"
    wrong.write_text("site: A trust\nsettings: {writen_confirmation: 30}\n", encoding="utf-8")

    told = CliRunner().invoke(commands, [*command, "--settings", str(wrong)], input='{"form": "miu"}\n' * 3)

    assert isinstance(told.exception, FormError)
    assert [problem.code for problem in told.exception.problems] == ["form.unknown_name"]
    assert "did you mean 'written_confirmation'?" in str(told.exception)


def test_a_summary_in_words_names_the_site_and_both_values() -> None:
    case = next(case for case in CASES if case.name == "late-booking-from-sixteen-weeks")
    here = as_set("midwifery", print_yaml(case.data["settings"]))  # type: ignore[arg-type]
    summary = summarise(changed(base_of(case), case.data["answers"]), form=here, now=base_of(case).now)
    lines = to_text(summary).splitlines()

    heading = lines.index("Set locally by Example Trust")
    assert "16 weeks (the form has: 20 weeks) [late_booking_from]" in lines[heading + 1]


def written(folder: Path, text: str, *, name: str = "trust.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def named_in(text: str, answers: dict[str, object]) -> list[tuple[str, str]]:
    """What the summary of an adult abused now names under these settings: the ids, and the values here."""
    case = base("miu", "adult_without_trigger")
    record = {**case.answers, "domestic_abuse": "yes_now", **answers}
    summary = summarise(record, form=as_set("miu", text), now=case.now)
    return [(setting.id, setting.value) for setting in summary.local_settings]


LOWERED = {
    "level_override": {"level": "green", "reason": "She has left him and lives abroad now.", "agreed_by": "Dr Senior"}
}


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        (  # the clock of the indicator is a setting that the site has changed too
            "settings: {discussed_within: 2}\nindicators: {da_now: {level: red}}",
            {},
            [("discussed_within", "2 working days"), ("da_now", "red")],
        ),
        ("hard: [da_now, da_now]", LOWERED, [("da_now", "no override may lower it")]),
        ("settings: {discussed_within: 1}\nindicators: {da_now: {level: amber, within: 1 working day}}", {}, []),
    ],
)
def test_a_summary_names_all_that_it_rests_on(
    text: str, answers: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert named_in(f"site: A trust\n{text}", answers) == expected


def test_settings_that_only_together_make_a_difference_are_named_beside_one_that_does_alone() -> None:
    """Of two clocks that tell somebody as soon, each alone makes none."""
    here = as_set("miu", "site: A\nsettings: {discussed_within: 2, attendance_told: 2, open_case_told: 2}")
    case = base("miu", "adult_without_trigger")
    summary = summarise(case.answers, form="miu", now=case.now)

    def again(form: Form) -> Summary:
        alone, *two = (form.settings[name].local for name in ("discussed_within", "attendance_told", "open_case_told"))
        return summary.model_copy(update={"level_words": f"{alone} {any(two)}"})

    named = influences(here, again(here), again=again)
    assert [setting.id for setting in named] == ["discussed_within", "attendance_told", "open_case_told"]


def test_a_form_that_is_loaded_comes_under_settings_too(tmp_path: Path) -> None:
    """Given as an object rather than by its id: settings must never be passed over without a word."""
    trust = written(tmp_path, "site: A trust\nhard: [da_now]\n")
    case = base("miu", "adult_without_trigger")
    record = {**case.answers, "domestic_abuse": "yes_now", **LOWERED}
    form = load_form("miu")

    refused = [{p.path for p in validate(record, form=form, settings=s, now=case.now).errors} for s in (None, trust)]
    assert refused[1] - refused[0] == {("level_override",)}
    assert summarise(record, form=form, settings=trust, now=case.now).site == "A trust"
    here = load_model(form, settings=trust).form
    assert here.indicators["da_now"].hard
    assert load_model(here, settings=trust).form == here
    with pytest.raises(UsageError, match="settings"):
        load_form("miu", forms_dir=library_of(), settings=trust)
    with pytest.raises(UsageError, match="settings"):
        load_model(replace(form, definition=""), settings=trust)


def test_settings_never_take_the_place_of_others(tmp_path: Path) -> None:
    """A form printed as one site uses it keeps its hard findings, whatever is given with it later."""
    first = written(tmp_path, "site: First\nhard: [da_now]\n", name="first.yaml")
    other = written(tmp_path, "site: Other\nsettings: {time_alone_from: 9}\n", name="other.yaml")
    printed = written(tmp_path, print_form(load_form("miu", settings=first)), name="printed.yaml")

    assert load_form(printed, settings=first) == load_form(printed)
    with pytest.raises(FormError, match="holds settings already, those of 'First'"):
        load_form(printed, settings=other)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_form_as_a_site_uses_it_prints_as_one_without_problems(case: Case, tmp_path: Path) -> None:
    here = as_set(case.form, print_yaml(case.data["settings"]))  # type: ignore[arg-type]

    assert load_form(written(tmp_path, print_form(here))) == here


def test_a_level_set_to_the_lowest_and_made_hard_prints_without_problems(tmp_path: Path) -> None:
    text = "site: A trust\nhard: [injury_not_mobile]\nindicators: {injury_not_mobile: {level: amber}}"
    here = as_set("miu", text)

    assert load_form(written(tmp_path, print_form(here))) == here


def test_what_a_site_has_raised_can_be_hard() -> None:
    here = as_set("miu", "site: A trust\nhard: [da_past]\nindicators: {da_past: {level: amber}}")

    assert (here.indicators["da_past"].level, here.indicators["da_past"].hard) == ("amber", True)


def test_a_name_that_a_hand_has_written_under_local_alone_is_told() -> None:
    data = json.loads(load_form("miu").definition)
    with pytest.raises(FormError, match="'gp' is called otherwise"):
        parse_data({**data, "local": {"site": "A trust", "recipients": {"gp": "The practice"}}})


def test_a_slip_is_told_once_with_the_likeliest_name_of_any_form(tmp_path: Path) -> None:
    wrong = written(tmp_path, "site: A trust\nsettings: {late_bookin_from: 22}\n")

    (problem,) = check(wrong)
    assert problem.message.endswith("did you mean 'late_booking_from'?")


def test_a_settings_file_that_changes_is_read_again(tmp_path: Path) -> None:
    for hours in (48, 36):
        trust = written(tmp_path, f"site: A trust\nsettings: {{written_confirmation: {hours}}}\n")
        assert load_form("miu", settings=trust).settings["written_confirmation"].value == hours


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("show miu --settings miu.yaml", "miu.yaml:1:1: form.shape: This file is a form, not the settings of a site"),
        ("show miu --settings part.yaml", "part.yaml:1:1: form.shape: This file is a part, not the settings of a site"),
        ("show trust.yaml", "trust.yaml:1:1: form.shape: This file has the settings of a site, and is not a form"),
        ("validate - --form trust.yaml", "trust.yaml:1:1: form.shape: This file has the settings of a site, and is"),
        ("show miu --settings trust.yaml --settings part.yaml", "give one file, for it serves all forms"),
        ("show miu --settings gone.yaml", "safeforms: gone.yaml cannot be read: No such file or directory."),
        ("show miu --settings .", "safeforms: . cannot be read: Is a directory."),
        ("show miu --settings bytes.yaml", "safeforms: bytes.yaml is not text in UTF-8."),
        ("show miu --settings empty.yaml", "empty.yaml: form.shape: The file is left empty"),
        ("show miu --settings list.yaml", "list.yaml:1:1: form.shape: The file must be a mapping of keys to values."),
    ],
)
def test_another_file_than_settings_gets_a_sentence(
    line: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, print_form(load_form("miu")), name="miu.yaml")
    written(tmp_path, "part: words\nsite: A trust\n", name="part.yaml")
    written(tmp_path, "site: A trust\nhard: [da_now]\n")
    written(tmp_path, "", name="empty.yaml")
    written(tmp_path, "- site\n", name="list.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"site: \xff\n")

    assert run(line.split()) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert len(told.splitlines()) <= 4
