"""What a form rests on: its codes, what in it nobody has verified, and the sources that it cites.

A definition has no place for a clinical review, so that no form can claim one. Of the bundled forms it is known that
there was none.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from safeforms.bundled import bundled_ids
from safeforms.definition import Form
from safeforms.language.tracing import Citation, citations
from safeforms.questions import Code
from safeforms.wording.form_words import CHECK_CODE, code_in_words, codes
from safeforms.wording.markdown_text import escaped

UNVERIFIED: Final = frozenset({"design", "general_knowledge"})
"""The ids under which the bundled lists keep what no source confirms."""

NOBODY: Final = (
    "**Nothing in this form has been reviewed by a clinician**: not by a named nurse, a named midwife, a named doctor "
    "or a clinical safety officer. It must be before anyone uses it with a patient."
)
UNKNOWN: Final = "The definition of a form does not say who has reviewed it: take it that nobody has, until you know."
"""Of a form of somebody's own."""


def grounds_lines(form: Form) -> Iterator[str]:
    """The last part of a form's page, as Markdown."""
    yield from ("## What no clinician has yet reviewed", "", review(form), "")
    yield from _unverified(form)
    rows = [_row(*found) for found in codes(form)]
    if rows:
        yield from (
            "### Codes",
            "",
            "| question | answer | code | term | still to be done |",
            "| --- | --- | --- | --- | --- |",
        )
        yield from (*rows, "")
    yield from ("## Sources", "")
    cited = {citation.source for citation in citations(form)}
    yield from (f"- `{key}`: {escaped(text)}" for key, text in form.sources.items() if key in cited)


def review(form: Form) -> str:
    """What is known of a clinical review, as Markdown; of a bundled form also where a site has set something of it."""
    bundled = form.id in bundled_ids() and form.file == f"forms/{form.id}.yaml"
    return NOBODY if bundled else UNKNOWN


def _unverified(form: Form) -> Iterator[str]:
    by_name: dict[tuple[str, str], list[Citation]] = {}
    for citation in citations(form):
        by_name.setdefault((citation.by, citation.name), []).append(citation)
    alone = [cited for cited in by_name.values() if all(citation.source in UNVERIFIED for citation in cited)]
    partly = [c for c in by_name.values() if c not in alone and any(each.source in UNVERIFIED for each in c)]
    yield from _list("Rests on nothing but a choice made in this form, or on general knowledge:", alone, form)
    yield from _list("Rests in part on a choice made in this form, or on general knowledge:", partly, form)


def _list(title: str, things: Iterable[list[Citation]], form: Form) -> Iterator[str]:
    lines = [
        f"- {cited[0].by} `{cited[0].name}`: {escaped(_text(form, cited[0]))} "
        f"({escaped('; '.join(citation.text for citation in cited))})"
        for cited in things
    ]
    if lines:
        yield from (title, "", *lines, "")


def _text(form: Form, citation: Citation) -> str:
    """What is cited for, in its own words."""
    match citation.by:
        case "question":
            asked = form.question_at(citation.name)
            return asked.text if asked else ""
        case "setting":
            return form.settings[citation.name].text
        case "indicator":
            return form.indicators[citation.name].concern
        case "check":
            return next(check.message for check in form.checks if check.id == citation.name)
        case "news":
            return next(news.text for news in form.notify if news.id == citation.name)


def _row(path: str, answer: str, code: Code) -> str:
    told = (f"`{path}`", escaped(answer), escaped(code_in_words(code)), escaped(code.display), CHECK_CODE)
    return f"| {' | '.join(told)} |"
