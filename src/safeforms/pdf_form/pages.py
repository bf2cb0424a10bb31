"""The text of the form: title, what it is for, its record, then section after section."""

from collections.abc import Iterator, Mapping
from typing import Final

from safeforms.pdf_form.controls import line, one_of
from safeforms.pdf_form.questions import rows_of
from safeforms.pdf_form.tables import table_of
from safeforms.slots import RECORD_ID, STATUS
from safeforms.web_page.tags import NOTHING, SPACE, Html, element, joined, text
from safeforms.wording.outline import RECORD_NUMBER, RECORD_STATUS, STATUS_BOXES, Chapter, Outline
from safeforms.wording.paper_form import HOW_TO_ANSWER, stretches

HOW_TO: Final = f"Fill it in on a screen, or print it and use a pen. {HOW_TO_ANSWER}"


def pages(outline: Outline, *, style: str, rows: Mapping[str, int]) -> str:
    """The whole document as HTML; `rows` are how many each table has."""
    head = element("head", element("title", text(outline.title)), Html(f"<style>{style}</style>"))
    chapters = (_chapter(chapter, rows=rows) for chapter in outline.chapters)
    body = element("body", _top(outline), _record(), *chapters)
    return joined(Html("<!doctype html>"), element("html", head, body, lang="en-GB", dir="ltr"))


def _top(outline: Outline) -> Html:
    title = (element("h1", text(outline.title)), element("p", text(f"{outline.version_line}. {outline.standing}")))
    by = (
        joined(element("b", text("Filled in by:")), SPACE, text(outline.filled_in_by))
        if outline.filled_in_by
        else NOTHING
    )
    said = (text(outline.purpose), by, text(HOW_TO))
    return joined(element("div", *title, class_="top"), *(element("p", one, class_="lead") for one in said if one))


def _record() -> Html:
    number = element("p", text(RECORD_NUMBER), line(RECORD_ID, called=RECORD_NUMBER))
    boxes = (joined(one_of(STATUS, box, called=RECORD_STATUS), SPACE) for box in STATUS_BOXES)
    status = joined(element("p", text("Status")), element("div", *boxes, class_="options beside"))
    return element(
        "div", element("div", number, class_="half"), element("div", status, class_="half"), class_="record row"
    )


def _chapter(chapter: Chapter, *, rows: Mapping[str, int]) -> Html:
    band = element("h2", text(chapter.heading))
    return element("section", band, *_blocks(chapter, rows=rows))


def _blocks(chapter: Chapter, *, rows: Mapping[str, int]) -> Iterator[Html]:
    for is_table, entries in stretches(chapter):
        if is_table:
            yield from (table_of(entry, rows=rows[entry.slot]) for entry in entries)
        else:
            yield from rows_of(entries)
