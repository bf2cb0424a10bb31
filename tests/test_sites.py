"""A site's own settings: what they change, where they are refused, and that summaries name what made a difference.

The cases in tests/cases/sites are found, not listed: a record, a site's settings, and what differs from the form's own.
"""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import assess, blank, check, load_form, load_model, summarise, validate
from safeforms.bundled import form_schema
from safeforms.cli import commands
from safeforms.definition import Form
from safeforms.parsing import parse_definition
from safeforms.printing import print_form
from safeforms.problems import FormError
from safeforms.sites import Names, check_site_shape, localised, names_of
from safeforms.summary_lines import summary_lines
from safeforms.yaml_print import print_yaml
from safeforms.yaml_text import read_yaml
from tests.laws import examples, generated_rules_agree
from tests.records import Case, base_of, cases, changed, read_case
from tests.strategies import records

CASES = [read_case(path) for path in sorted((Path(__file__).parent / "cases" / "sites").glob("*.yaml"))]


def base(form: str, name: str) -> Case:
    return next(case for case in cases("bases", form=form) if case.name == name)


def nowhere() -> Names:
    return names_of([])


def as_set(form: str, text: str, *, elsewhere: Callable[[], Names] = nowhere) -> Form:
    site = read_yaml(text, file="trust.yaml")
    check_site_shape(site, schema=form_schema())
    return localised(load_form(form), site=site, elsewhere=elsewhere)


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
        ("site: A trust\nindicators:\n  da_now:\n    hard: false", [("form.shape", 4)]),
        ("site: A trust\nhard: [no_such_indicator]", [("form.unknown_name", 2)]),
        ("site: A trust\nindicators:\n  da_now: {level: info}", [("form.not_local", 3)]),
        ("site: A trust\nindicators:\n  fgm_under_18: {level: amber}", [("form.not_local", 3)]),
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

    assert as_set("miu", text, elsewhere=lambda: names_of([load_form("midwifery")])) is load_form("miu")


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
    from safeforms.parsing import parse_form

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
    lines = [line.text for line in summary_lines(summary)]

    heading = lines.index("Set locally by Example Trust")
    assert "16 weeks (the form has: 20 weeks) [late_booking_from]" in lines[heading + 1]
