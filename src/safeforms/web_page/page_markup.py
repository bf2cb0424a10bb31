"""A form as one web page: the frame, its policy, the form itself, the panel beside it.

Every id and class that the script looks for is made here and in `question_markup`; what the form says, in `outline`.
Without a script the page is the form on paper: `html` has the class `paper`, which the script changes to `live`.
"""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from safeforms.definition import Form
from safeforms.documents.document_html import NAMED
from safeforms.web_page.page_style import page_style
from safeforms.web_page.question_markup import question_markup
from safeforms.web_page.tags import LINE, NOTHING, SPACE, Html, element, joined, text
from safeforms.wording.outline import CONFIDENTIAL, JUDGEMENT, RECORD_NUMBER, Chapter, Outline, outline_of

NO_SCRIPT: Final = (
    "This is the form on paper: print it and write on it. To fill it in on a screen, open it in a browser that lets "
    "the page run its script."
)
DOCTYPE: Final = Html("<!doctype html>\n")


def page(form: Form, *, script: str, record: str = "") -> str:
    """The whole page; write it as UTF-8. The script is ours and must not hold what would end it.

    A record in JSON stands in it as data, which the script opens and nothing runs.
    """
    outline = outline_of(form)
    style = page_style(outline)
    refuse_what_would_end_it(script)
    head = element("head", *_head(outline, script=script, style=style), LINE)
    body = element("body", *_body(outline), _given(record), Html(f"<script>{script}</script>\n"))
    whole = element("html", LINE, head, LINE, body, LINE, lang="en-GB", dir="ltr", translate="no", class_="paper")
    return joined(DOCTYPE, whole, LINE)


def _given(record: str) -> Html:
    held = record.replace("<", "\\u003c")  # which JSON has in texts alone, and no element ends in it
    return Html(f'<script type="application/json" id="given-record">{held}</script>\n') if record else NOTHING


def refuse_what_would_end_it(script: str) -> None:
    """ValueError where a script holds what would end its element, or keep it from ending."""
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("the script of the page holds what HTML takes for its end")


def policy(*, script: str, style: str) -> str:
    """What the page may do: run its own script, look as its own sheet says, and nothing else."""
    return (
        f"default-src 'none'; script-src '{_known_by(script)}'; style-src '{_known_by(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _known_by(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _head(outline: Outline, *, script: str, style: str) -> Iterator[Html]:
    yield element("meta", charset="utf-8")
    yield Html(f'<meta http-equiv="Content-Security-Policy" content="{policy(script=script, style=style)}">')
    yield from (element("meta", name=name, content=content) for name, content in NAMED.items())
    yield element("title", text(outline.title))
    yield Html(f"<style>{style}</style>")


def _body(outline: Outline) -> Iterator[Html]:
    yield element("a", text("Skip to the form"), class_="skip", href="#p-main")
    yield LINE
    yield _header(outline)
    yield LINE
    yield element("div", _bar(), LINE, element("main", *_main(outline), id="p-main"), LINE, _panel(), id="p-page")
    yield LINE
    yield element("div", id="p-live", class_="visually-hidden", aria_live="polite")
    yield element("footer", element("p", text(f"{outline.version_line}. {outline.standing}")))
    yield LINE


def _header(outline: Outline) -> Html:
    return element(
        "header",
        element("p", text(CONFIDENTIAL)),
        element("h1", text(outline.title)),
        element("p", text(f"{outline.version_line}. {JUDGEMENT}")),
    )


def _bar() -> Html:
    """How far along one is, and what can be done with the record."""
    return element(
        "section",
        element("p", element("span", id="progress-words"), _progress(), class_="how-far"),
        element("label", text(RECORD_NUMBER), element("input", id="record-id", autocomplete="off")),
        element("label", element("input", type="checkbox", id="show-all"), text("Show every question"), class_="tick"),
        element(
            "div",
            element("input", type="file", id="open-file", accept=".json,application/json", class_="visually-hidden"),
            element("label", text("Open a record"), id="p-open", for_="open-file", class_="button quiet"),
            _button("Check", id_="p-check", kind="quiet"),
            _button("Save draft", id_="save-draft", kind="quiet"),
            _button("Save as complete", id_="save-complete", kind=""),
            class_="buttons",
        ),
        id="p-bar",
        aria_label="This record",
    )


def _progress() -> Html:
    return element("progress", id="p-progress", max="100", value="0", aria_labelledby="progress-words")


def _button(said: str, *, id_: str, kind: str) -> Html:
    return element("button", text(said), type="button", id=id_, class_=f"button {kind}".rstrip())


def _main(outline: Outline) -> Iterator[Html]:
    errors = joined(element("h2", text("There is a problem")), element("ul"))
    yield element("p", text(NO_SCRIPT), class_="no-script")
    yield element("div", errors, id="p-errors", class_="errors", tabindex="-1", hidden=True)
    yield element("div", id="p-notice", role="status")
    for said in (outline.purpose, outline.filled_in_by and f"Filled in by: {outline.filled_in_by}"):
        if said:
            yield element("p", text(said), class_="lead")
    yield element("form", LINE, *map(_section, outline.chapters), id="p-form", novalidate=True, autocomplete="off")


def _section(chapter: Chapter) -> Html:
    questions = (joined(question_markup(entry), LINE) for entry in chapter.entries)
    heading = element("h2", element("span", text(f"{chapter.number}")), SPACE, text(chapter.title))
    return joined(element("section", heading, LINE, *questions, id=f"s-{chapter.id}"), LINE)


def _panel() -> Html:
    """The summary while the form is filled in; the script writes what stands in it."""
    return element(
        "aside",
        element("h2", text("Summary so far")),
        element("p", id="p-level"),
        *(element("div", id=f"p-{name}") for name in ("findings", "undetermined", "tell", "unanswered")),
        id="p-summary",
        aria_label="Summary so far",
    )
