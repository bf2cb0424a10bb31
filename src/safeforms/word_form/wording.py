"""Paragraphs, cells and rows of a Word document as XML text: all that a form or an answer says goes through here."""

import re
from typing import Final

NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BREAKS: Final = re.compile(r"([\n\t])")
BREAK: Final = {"\n": "<w:br/>", "\t": "<w:tab/>"}
NEXT: Final = "<w:keepNext/>"
"""On the page of what follows; of all paragraphs of a row it keeps the row there."""
LONG: Final = 1500
FULL: Final = 10206
"""The width of a line of text on the page, in twentieths of a point, as all widths are here."""


def quoted(text: str) -> str:
    """Text safe within an element or a quoted attribute; what XML cannot hold is left out."""
    text = NOT_XML.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\r", "&#13;")


def plain(text: str) -> str:
    """What a form says, on one line; it cannot turn the direction of what stands beside it."""
    return " ".join(NOT_XML.sub("", TURNING.sub("", text)).split())


def words(text: str) -> str:
    """What a form says, on one line, quoted."""
    return quoted(plain(text))


def run(text: str, *, style: str = "") -> str:
    """Words of a form in a style for characters."""
    return _run(f'<w:t xml:space="preserve">{words(text)}</w:t>', style=style) if text else ""


def spaces(count: int) -> str:
    """That many spaces."""
    return _run(f'<w:t xml:space="preserve">{" " * count}</w:t>', style="")


def tab() -> str:
    """On to the next tab stop."""
    return "<w:r><w:tab/></w:r>"


def exactly(text: str, *, style: str = "") -> str:
    """An answer as it is, line breaks and tabs too."""
    pieces = (
        BREAK.get(piece) or f'<w:t xml:space="preserve">{quoted(piece)}</w:t>' for piece in BREAKS.split(text) if piece
    )
    return _run("".join(pieces), style=style)


def paragraph(content: str, *, style: str, more: str = "") -> str:
    """A paragraph in a style; `more` are properties that follow the style in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def cell(content: str, *, width: int, more: str = "") -> str:
    """A cell, which must hold a paragraph at the end; `more` are properties that follow its width."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{content}</w:tc>'


def row(*cells: str, heading: bool = False, height: int = 0, holds: int = 0) -> str:
    """A row that no page cuts in two, unless it `holds` more characters than a page might; a heading is repeated."""
    whole = "<w:cantSplit/>" if holds < LONG else ""
    least = f'<w:trHeight w:val="{height}"/>' if height else ""
    again = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr>{whole}{least}{again}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: str, *, style: str, widths: tuple[int, ...], title: str) -> str:
    """A table of columns of fixed widths; its title is read out by screen readers."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/><w:tblCaption w:val="{words(title)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _run(content: str, *, style: str) -> str:
    looks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{looks}{content}</w:r>"
