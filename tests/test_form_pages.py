"""docs/forms holds a page of each bundled form, made from its definition; `pytest --renew tests/test_form_pages.py`.

Codes are those that a source confirms, and no others: tests/cases/codes.tsv says where each was seen.
"""

import csv
import re
from pathlib import Path
from typing import Final

import pytest

from safeforms import list_forms, load_form
from safeforms.cli import run
from safeforms.commands.form_lines import form_lines
from safeforms.conditions import Always
from safeforms.definition import Form, Indicator, Section, Setting
from safeforms.language.tracing import citations
from safeforms.questions import Choice, Code, Option, Question, Range
from safeforms.wording.form_page import form_page
from safeforms.wording.form_words import CHECK_CODE, codes, setting_in_words

ROOT: Final = Path(__file__).parents[1]
PAGES: Final = ROOT / "docs" / "forms"
CODES: Final = ROOT / "tests" / "cases" / "codes.tsv"
BUNDLED: Final = [form.id for form in list_forms()]
RENEW: Final = "renew it with `pytest --renew tests/test_form_pages.py`"


def own_form(text: str = "A text", **more: object) -> Form:
    code = Code(system="http://snomed.info/sct", code="1", display=text)
    question = Question(id="q", text=text, type=Choice(options={"a": Option(id="a", text=text, code=code)}), help=text)
    sections = (Section(id="s", title=text, questions=(question,)),)
    return Form(id="own", version="1.0.0", title=text, purpose=text, sections=sections, **more)  # type: ignore[arg-type]


def index() -> str:
    """The page that lists the pages, one line a form."""
    lines = [
        "# The bundled forms",
        "",
        "Each page is made from its form, and says all that the form holds: what is asked and when, what is refused, "
        "what is found and who is told, what it rests on, and what nobody has yet reviewed. What each line of the "
        "report led to is in [traceability.md](../traceability.md). `safeforms show FORM --markdown` prints such a "
        "page of a form of your own.",
        "",
        "| form | version | questions | concerns | checks | settings |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for form in map(load_form, BUNDLED):
        counts = (form.questions, form.indicators, form.checks, form.settings)
        cells = (f"[{form.title}]({form.id}.md)", form.version, *(str(len(each)) for each in counts))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


@pytest.mark.parametrize("name", [*BUNDLED, "README"])
def test_a_page_is_what_its_form_says(name: str, pytestconfig: pytest.Config) -> None:
    page = index() if name == "README" else form_page(load_form(name))
    path = PAGES / f"{name}.md"

    if pytestconfig.getoption("renew"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(page, encoding="utf-8")
        return
    assert path.is_file() and path.read_text(encoding="utf-8") == page, RENEW


def test_no_page_is_left_of_a_form_that_is_gone() -> None:
    assert {path.stem for path in PAGES.iterdir()} == {*BUNDLED, "README"}


@pytest.mark.parametrize("name", BUNDLED)
def test_a_page_holds_all_that_a_form_defines(name: str) -> None:
    form = load_form(name)
    page = form_page(form).replace("\\", "")

    texts = [question.text for _, question in form.walk()]
    texts += [option.text for _, question in form.walk() for option in question.options.values()]
    texts += [form.reasons[reason].text for _, question in form.walk() for reason in question.unanswered]
    texts += [each.concern for each in form.indicators.values()] + [each.message for each in form.checks]
    texts += [each.text for each in form.notify] + [each.text for each in form.settings.values()]
    texts += [action for each in form.indicators.values() for action in each.actions]
    texts += [citation.text for citation in citations(form)]
    assert [text for text in texts if " ".join(text.split()) not in page] == []
    rules = [*(check.id for check in form.checks), *(news.id for news in form.notify)]
    names = [*form.questions, *form.indicators, *form.settings, *rules]
    assert [each for each in names if f"`{each}`" not in page] == []


@pytest.mark.parametrize("name", BUNDLED)
def test_a_page_of_a_bundled_form_says_that_nothing_was_reviewed_and_lists_what_no_source_confirms(name: str) -> None:
    form = load_form(name)
    page = form_page(form)
    _, _, unreviewed = page.partition("## What no clinician has yet reviewed")

    assert "Nothing in this form has been reviewed by a clinician" in unreviewed
    unverified = {each.name for each in citations(form) if each.source in ("design", "general_knowledge")}
    assert unverified
    assert [each for each in unverified if f"`{each}`: " not in unreviewed] == []


def test_of_a_form_of_your_own_nothing_is_said_that_is_not_known() -> None:
    page = form_page(own_form())

    assert "has been reviewed by a clinician" not in page
    assert "does not say who has reviewed it" in page


def test_a_hostile_text_cannot_break_out_of_a_page() -> None:
    text = "# *Bold* [link](x) <script> | `code` \n- item"
    concern = Indicator(id="i", level="red", when=Always(), concern=text, within="same day", actions=(text,))

    page = form_page(own_form(text, indicators={"i": concern}, filled_in_by=text))

    for sign in ("*Bold", "[link", "<script", "| \\`code", "`code"):
        assert page.count(sign) == page.count(f"\\{sign}"), sign
    assert "\n- item" not in page


def test_show_prints_the_page_of_a_form(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["show", "miu", "--markdown"]) == 0

    assert capsysbinary.readouterr().out.decode() == form_page(load_form("miu"))


@pytest.mark.parametrize("name", BUNDLED)
def test_every_code_of_a_form_was_seen_in_a_source_and_is_marked_to_be_checked(name: str) -> None:
    with CODES.open(encoding="utf-8", newline="") as file:
        seen = {row["code"]: row["term"] for row in csv.DictReader(file, delimiter="\t")}
    used = [code for _, _, code in codes(load_form(name))]

    assert used
    assert {(code.system, code.code, code.display) for code in used} <= {
        ("http://snomed.info/sct", code, term) for code, term in seen.items()
    }
    rows = re.findall(r"\| SNOMED CT (\d+) \|.*\| (.*) \|\n", form_page(load_form(name)))
    assert rows == [(code.code, CHECK_CODE) for code in used]


@pytest.mark.parametrize(
    ("limits", "local", "said"),
    [
        (Range(), None, "1 day"),
        (Range(), 3, "3 days here (the form has 1)"),
        (Range(start=1, end=28), None, "1 day; a site may set 1 to 28"),
        (Range(start=1), 2, "2 days here (the form has 1); a site may set 1 or more"),
        (Range(end=28), None, "1 day; a site may set 28 or less"),
    ],
)
def test_a_setting_says_what_counts_here_and_what_a_site_may_set(limits: Range, local: int | None, said: str) -> None:
    setting = Setting(name="s", text="Longest time", default=1, unit="days", limits=limits, local=local)

    assert setting_in_words(setting) == said


def test_show_and_the_page_say_who_may_lower_a_level_what_a_site_may_set_and_that_codes_are_to_be_checked() -> None:
    setting = Setting(name="most", text="Longest time", default=1, unit="days", limits=Range(start=1, end=28))
    common = {"when": Always(), "concern": "A concern.", "within": "same day"}
    hard = Indicator(id="hard", level="red", hard=True, **common)  # type: ignore[arg-type]
    lowered = Indicator(id="lowered", level="red", lowest="amber", **common)  # type: ignore[arg-type]
    form = own_form(indicators={"hard": hard, "lowered": lowered}, settings={"most": setting})

    shown = "\n".join(line.text for line in form_lines(form))
    for text in (shown, form_page(form)):
        assert text.count("No override may lower it.") == 1
        assert text.count("A site may set it as low as amber.") == 1
        assert "1 day; a site may set 1 to 28" in text
        assert CHECK_CODE in text and "SNOMED CT 1" in text
