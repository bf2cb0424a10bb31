"""A form as a web page: it holds all that the form asks, may do nothing but run its own script, and stays light."""

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Final

import pytest

from safeforms import blank, losses
from safeforms.conditions import Answered, Name
from safeforms.definition import Form, Section
from safeforms.lines import on_one_line
from safeforms.questions import Choices, Group, OfferedReason, Option, Question, Reason, Table, Text
from safeforms.web_page.page_markup import page
from safeforms.web_page.page_style import page_style
from safeforms.web_page.script import DATA, SQUEEZED, first_line, whole_source
from safeforms.wording.asking_words import asked_in_words
from safeforms.wording.outline import outline_of
from tests.document_strategies import HOSTILE, SIGNS
from tests.page_tree import Element, tree
from tests.strategies import FORMS, form_named

MARKUP_KB: Final = 63
STYLE_KB: Final = 12.5
WHOLE_KB: Final = 150
"""What a page may weigh, in thousands of bytes: its markup, its sheet, and all of it with its script."""


@cache
def page_of(name: str) -> str:
    return blank(form_named(name), to="html").decode()


@cache
def tree_of(name: str) -> Element:
    return tree(page_of(name))


def asked_on(page_tree: Element) -> dict[str, Element]:
    """The questions on a page by their paths; of a table those of the pattern of a row."""
    questions = page_tree.all("div", "fieldset", of="question")
    return {e.attributes["id"].removeprefix("q-").replace(".#.", "."): e for e in questions}


def own(question: Element, inside: str) -> list[Element]:
    """The boxes of a question itself, not of its parts."""
    return [
        box
        for child in question.children
        if isinstance(child, Element) and inside in child.attributes.get("class", "").split()
        for box in child.all("p")
    ]


def box(label: Element) -> str:
    """The value that a box to tick stands for."""
    return label.attributes["data-v"]


def said_more(label: Element) -> bool:
    return bool(label.all("i"))


def test_no_question_can_have_the_id_of_something_else_on_the_page() -> None:
    around = tree_of("miu").walk()
    ours = {e.attributes["id"] for e in around if "id" in e.attributes} - set(form_named("miu").questions)

    assert {"p-errors", "p-level", "q-site", "record-id"} <= ours
    assert all(set("-.#") & set(id_) for id_ in ours), "an id of a question is of letters, digits and _"


@pytest.mark.parametrize("name", FORMS)
def test_every_question_option_and_reason_stands_on_the_page_in_form_order(name: str) -> None:
    form, shown = form_named(name), asked_on(tree_of(name))

    assert list(shown) == [path for path, _ in form.walk()]
    for path, question in form.walk():
        heading = next(child for child in shown[path].all("legend", "label") if child)
        assert heading.text.startswith(on_one_line(question.text))
        options, reasons = own(shown[path], "options"), own(shown[path], "reasons")
        assert [box(label) for label in options] == list(question.options)
        assert [said_more(label) for label in options] == [
            option.note is not None for option in question.options.values()
        ]
        assert [box(label) for label in reasons] == [f"?{reason}" for reason in question.unanswered]
        assert [said_more(label) for label in reasons] == [r.note_required for r in question.unanswered.values()]
        for label, text in zip(
            [*options, *reasons],
            [option.text for option in question.options.values()] + [form.reasons[r].text for r in question.unanswered],
            strict=True,
        ):
            assert label.text.startswith(on_one_line(text))


@pytest.mark.parametrize("name", FORMS)
def test_paper_says_in_words_when_a_question_is_asked(name: str) -> None:
    form, shown = form_named(name), asked_on(tree_of(name))

    for path, question in form.walk():
        outer = form.questions[path.partition(".")[0]]
        when = asked_in_words(question, form=form, parts=() if outer is question else outer.parts)
        said = [
            e.text for e in shown[path].children if isinstance(e, Element) and e.attributes.get("class") == "only-if"
        ]
        assert said == [f"Answer only if {on_one_line(when)}."] * bool(when), path


@pytest.mark.parametrize("name", FORMS)
def test_what_the_page_says_of_a_question_is_what_every_blank_form_says(name: str) -> None:
    shown = asked_on(tree_of(name))

    for entry in outline_of(form_named(name)).walk():
        question = shown[entry.slot.replace(".#.", ".")]
        heading = next(child for child in question.all("legend", "label") if child)
        hints = [e.text for e in question.children if isinstance(e, Element) and e.attributes.get("class") == "hint"]
        boxes = (*own(question, "options"), *own(question, "reasons"))
        notes = [one.text for each in boxes for one in each.all("i")]
        assert [one.text for one in heading.all("small")] == [f"({', '.join(entry.marks)})"] * bool(entry.marks)
        assert hints == [on_one_line(f"{entry.help} {entry.hint}".strip())] * bool(entry.help or entry.hint)
        assert notes == [on_one_line(f"{one.note}:") for one in (*entry.options, *entry.reasons) if one.note]


@pytest.mark.parametrize("name", FORMS)
def test_a_table_has_empty_rows_on_paper_and_says_what_its_columns_offer(name: str) -> None:
    form, shown = form_named(name), asked_on(tree_of(name))

    for path, question in form.walk():
        if isinstance(question.type, Table):
            (paper,) = shown[path].all("div", of="on-paper")
            assert len(paper.all("th")) == len(question.parts)
            assert len(paper.all("td")) >= 3 * len(question.parts)
            assert all(on_one_line(o.text) in paper.text for part in question.parts for o in part.options.values())


@pytest.mark.parametrize("name", FORMS)
def test_every_id_stands_once_and_every_label_names_a_control(name: str) -> None:
    elements = list(tree_of(name).walk())
    ids = [e.attributes["id"] for e in elements if "id" in e.attributes]
    controls = {e.attributes.get("id") for e in elements if e.tag in ("input", "textarea")}

    assert len(set(ids)) == len(ids)
    for label in (e for e in elements if e.tag == "label"):
        assert label.attributes.get("for") in controls if "for" in label.attributes else len(label.all("input")) == 1
    named = {e.attributes["for"] for e in elements if "for" in e.attributes}
    assert {e.attributes.get("id") for e in tree_of(name).all("textarea")} <= named


@pytest.mark.parametrize("name", FORMS)
def test_the_page_may_run_its_own_script_under_its_own_sheet_and_nothing_else(name: str) -> None:
    whole = tree_of(name)
    (policy,) = (e.attributes["content"] for e in whole.all("meta") if "http-equiv" in e.attributes)
    (script,), (style,) = whole.all("script"), whole.all("style")

    assert policy.startswith("default-src 'none'; ")
    for kind, element in (("script", script), ("style", style)):
        known = b64encode(sha256(element.text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{known}'" in policy and not element.attributes
    assert_nothing_else_runs(whole)


def assert_nothing_else_runs(whole: Element) -> None:
    """No handler, no style of its own, nothing that is fetched, no element but those that the page writes."""
    for element in whole.walk():
        names = set(element.attributes)
        assert not {name for name in names if name.startswith("on")} | names & {"style", "src", "srcset", "action"}
        assert element.attributes.get("href", "#").startswith("#")
        assert element.tag not in {"img", "link", "iframe", "object", "embed", "base", "b", "svg"}
    assert [len(whole.all(tag)) for tag in ("script", "style", "title", "form", "main")] == [1, 1, 1, 1, 1]
    assert "url(" not in whole.all("style")[0].text and "@import" not in whole.all("style")[0].text


@pytest.mark.parametrize("name", FORMS)
def test_a_page_is_light(name: str) -> None:
    whole = tree_of(name)
    script, style = (len(whole.all(tag)[0].text.encode()) for tag in ("script", "style"))
    size = len(page_of(name).encode())

    assert size - script - style < MARKUP_KB * 1024
    assert style < STYLE_KB * 1024
    assert size < WHOLE_KB * 1024


def test_the_squeezed_script_is_made_of_the_sources_as_they_are() -> None:
    squeezed = resources.files("safeforms.web_page").joinpath(SQUEEZED).read_text(encoding="utf-8")

    assert squeezed.startswith(first_line(whole_source())), "run: make page-script"
    assert squeezed.count(DATA) == whole_source().count(DATA) == 1


@pytest.mark.parametrize("text", [*HOSTILE, *SIGNS, "".join(HOSTILE), "".join(SIGNS), "</textarea>", "</template>"])
def test_hostile_texts_cannot_break_out(text: str) -> None:
    form = hostile(f"x{text}")
    whole = tree(page(form, script=""))

    assert_nothing_else_runs(whole)
    assert list(asked_on(whole)) == [path for path, _ in form.walk()]
    assert on_one_line(form.title) == whole.all("title")[0].text == whole.all("h1")[0].text
    shown = asked_on(whole)["a"]
    assert shown.all("legend")[0].text == on_one_line(form.title)
    assert [e.attributes["data-v"] for e in shown.all("p") if "data-v" in e.attributes] == [
        on_one_line(form.title),
        "?" + on_one_line(form.title),
    ]
    style = page_style(outline_of(form))
    assert style.count("{") == page_style(outline_of(hostile("x"))).count("{") and "</" not in style
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", whole.text)


def hostile(text: str) -> Form:
    """A form whose every text is this one."""
    options = {text: Option(id=text, text=text)}
    part = Question(id="p", text=text, help=text, type=Text(), when=Answered(Name("a")), source=(text,))
    questions = (
        Question(
            id="a",
            text=text,
            type=Choices(options=options),
            unanswered={text: OfferedReason(id=text, note_required=False)},
            source=(text,),
        ),
        Question(id="t", text=text, type=Table(questions=(part,))),
        Question(id="g", text=text, type=Group(questions=(part,))),
    )
    reasons: Mapping[str, Reason] = {text: Reason(id=text, text=text)}
    section = Section(id="s", title=text, questions=questions)
    return Form(
        id=text, version=text, title=text, purpose=text, filled_in_by=text, sections=(section,), reasons=reasons
    )


@pytest.mark.parametrize("script", ["x = '</script>'", "x = '</SCRIPT '", "x = '<!--'"])
def test_a_script_that_would_end_its_element_is_refused(script: str) -> None:
    with pytest.raises(ValueError, match="takes for its end"):
        page(form_named("miu"), script=script)


@pytest.mark.parametrize("name", FORMS)
def test_each_printed_page_says_what_it_is(name: str) -> None:
    form, style = form_named(name), tree_of(name).all("style")[0].text
    edges = re.sub(r"\\([0-9a-f]+) ", lambda sign: chr(int(sign[1], 16)), style[style.index("@page{") :])

    assert f'"Form {form.id}, version {form.version}"' in edges and '"Confidential when completed"' in edges
    assert 'counter(page) " of " counter(pages)' in edges
    assert '.reasons::before{content:"Or, if not answered:"}' in style[: style.index("@media screen{")]  # on paper too
    assert "Confidential when completed" in tree_of(name).all("footer")[0].text


def test_the_page_says_what_it_leaves_to_the_library() -> None:
    assert any("due" in loss for loss in losses("miu", to="html"))
