"""Workbooks for tests: made whole by a library, or part by part to break a reader."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(*sheets: Sequence[Sequence[object]], **options: object) -> bytes:
    """A workbook of sheets called First, Second and so on; text stays text, dates are formatted as dates."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_numbers": False, **options})
    formats = {
        date: book.add_format({"num_format": "dd/mm/yyyy"}),
        datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        time: book.add_format({"num_format": "hh:mm"}),
    }
    for title, rows in zip(("First", "Second", "Third"), sheets, strict=False):
        sheet = book.add_worksheet(title)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell, *([formats[type(cell)]] if type(cell) in formats else []))
    book.close()
    return made.getvalue()


def raw_workbook(rows: str, *, before: str = "", after: str = "", size: str = "A1") -> bytes:
    """A workbook of one sheet whose rows are XML of one's own; `before` and `after` stand around the sheet's text."""
    data = f'<dimension ref="{size}"/><sheetData>{rows}</sheetData>'
    sheet = f'{before}<worksheet xmlns="{MAIN}">{data}</worksheet>{after}'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sheet.xml" ContentType="{TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="First" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="sheet.xml"/></Relationships>',
        "xl/sheet.xml": sheet,
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip file of some files."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()
