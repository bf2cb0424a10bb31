"""The whole workbook of a form, blank or with one record in it: the same bytes each time."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from safeforms.definition import Form
from safeforms.entry_sheet.columns import Layout, layout_of
from safeforms.entry_sheet.data_sheet import FIRST, SHRUNK, DataSheet
from safeforms.entry_sheet.guide_sheet import write_guide
from safeforms.entry_sheet.limits import MESSAGE, cut, words
from safeforms.entry_sheet.looks import BANDS, BLUE, FONT, Looks
from safeforms.entry_sheet.naming import names_of
from safeforms.entry_sheet.placing import Texts, placed
from safeforms.entry_sheet.questions_sheet import write_lists, write_questions
from safeforms.problems import UsageError
from safeforms.slots import RECORD_ID
from safeforms.wording.outline import CONFIDENTIAL, Outline, outline_of

OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
CREATED: Final = datetime(2000, 1, 1)
ROWS_WITH_IDS: Final = 5_000
A3, A4 = 8, 9
"""As Excel counts kinds of paper."""
MISSING: Final = (
    "To write Excel workbooks an extra is needed: pip install 'safeforms[office]'. Without it there is --to html."
)


def workbook(form: Form, texts: Texts) -> bytes:
    """The workbook with a record's texts by slot in it, none for a blank one. UsageError where the extra is missing."""
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError(MISSING) from None
    layout, outline = layout_of(form, slots=texts), outline_of(form)
    written = io.BytesIO()
    # By the digits of this font spreadsheets measure how wide a column is; XlsxWriter writes into what it is given.
    book = xlsxwriter.Workbook(written, {**OPTIONS, "default_format_properties": dict(FONT)})
    _properties(book, form, outline=outline)
    _sheets(book, form=form, layout=layout, outline=outline, texts=texts)
    book.close()
    return written.getvalue()


def _properties(book: Any, form: Form, *, outline: Outline) -> None:
    about = {
        "title": words(form.title),
        "subject": words(outline.version_line),
        "comments": CONFIDENTIAL,
        "created": CREATED,
    }
    book.set_properties({**about, "author": "", "company": ""})
    book.set_custom_property("form", words(form.id), "text")
    book.set_custom_property("form_version", cut(words(form.version), MESSAGE), "text")


def _sheets(book: Any, *, form: Form, layout: Layout, outline: Outline, texts: Texts) -> None:
    looks, names, lists, rows = Looks(book), names_of(layout), _lists(layout), placed(texts)
    guide = write_guide(book, looks, outline=outline, names=names, form=words(form.id))
    said: dict[str, Any] = {"form": form.id, "version": form.version, "lists": lists}
    records = DataSheet(
        name=names.records,
        heading="Records",
        columns=layout.records,
        rows=(rows.record,) if rows.record else (),
        **said,
    ).write(book, looks)
    tables = [
        DataSheet(
            name=names.tables[table.entry.slot],
            heading="Rows",
            band=words(table.entry.text),
            columns=table.columns,
            ids=_ids(names.records),
            rows=tuple(_with_id(row, rows.record) for row in rows.tables.get(table.entry.slot, ())),
            **said,
        ).write(book, looks)
        for table in layout.tables
    ]
    questions = write_questions(book, looks, outline=outline, layout=layout, names=names)
    write_lists(book, looks, names=names, lists=lists)
    for sheet in (guide, records, *tables, questions):
        _on_paper(sheet, outline=outline, wide=sheet is records)
    for sheet, colour in ((guide, BLUE), (records, BANDS[1]), *((sheet, BANDS[2]) for sheet in tables)):
        sheet.set_tab_color(colour)
    if rows.record:
        records.activate()


def _lists(layout: Layout) -> Mapping[tuple[str, ...], str]:
    """A name for each list of texts; questions with the same texts share one."""
    choices = {tuple(column.choices.values()): "" for column in layout.every() if column.choices}
    return {texts: f"list_{number}" for number, texts in enumerate(choices, start=1)}


def _ids(records: str) -> str:
    """The record ids that are there, as many as there are."""
    start, whole = f"'{records}'!$A${FIRST + 1}", f"'{records}'!$A${FIRST + 1}:$A${ROWS_WITH_IDS}"
    return f"=OFFSET({start},0,0,MAX(1,COUNTA({whole})),1)"


def _with_id(row: Texts, record: Texts) -> Texts:
    """A row of a table with the id of its record, by which it is known."""
    return {**row, RECORD_ID: record[RECORD_ID]} if RECORD_ID in record else row


def _on_paper(sheet: Any, *, outline: Outline, wide: bool) -> None:
    """On its side, with the form and that it is confidential on each page: all columns on A4, or many on A3."""
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    about = cut(words(outline.version_line).replace("&", "&&"), 120)
    sheet.set_footer(f'&L&8{about}&C&8&"Arial,Bold"{CONFIDENTIAL}&R&8Page &P of &N')
    sheet.print_across()
    if wide:
        sheet.set_paper(A3)
        sheet.set_print_scale(SHRUNK)
    else:
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
