"""The parts of a Word document, zipped: the same bytes for the same form and texts, whatever the clock says.

Names, relationships and types of the parts have to agree with each other, which is why they all stand here.
"""

import io
from collections.abc import Mapping
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from safeforms.definition import Form
from safeforms.word_form.marks import (
    FORM_PROPERTY,
    MAP_NAMESPACE,
    MAP_PART,
    OURS,
    PRINTED_PROPERTY,
    VERSION_PROPERTY,
    anchor,
)
from safeforms.word_form.styles import styles
from safeforms.word_form.wording import paragraph, run, spaces, tab, words
from safeforms.wording.outline import CONFIDENTIAL, JUDGEMENT, Outline

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
SECTION: Final = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1130" w:right="850" w:bottom="960" w:left="850" w:header="480" '
    'w:footer="400" w:gutter="0"/></w:sectPr>'
)
SETTINGS: Final = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/>'
)
STAMP: Final = "2000-01-01T00:00:00Z"
MAP_ID: Final = "{5AFEF0A5-0000-4000-8000-000000000009}"
TYPES: Final = {
    "word/document.xml": f"{WORD}.document.main+xml",
    "word/styles.xml": f"{WORD}.styles+xml",
    "word/settings.xml": f"{WORD}.settings+xml",
    "word/header1.xml": f"{WORD}.header+xml",
    "word/footer1.xml": f"{WORD}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
}


def document(form: Form, outline: Outline, *, body: str, names: list[str]) -> bytes:
    """The whole file; `names` are those of the controls in the order of their numbers."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, text in _parts(form, outline, body=body, names=names).items():
            member = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            member.create_system = 3
            archive.writestr(member, (HEAD + text).encode())
    return packed.getvalue()


def _parts(form: Form, outline: Outline, *, body: str, names: list[str]) -> Mapping[str, str]:
    """The types come first, as Word wants it."""
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relationships(
            (f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
            (f"{OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
        ),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{SECTION}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            (f"{OFFICE}/relationships/styles", "styles.xml"),
            (f"{OFFICE}/relationships/settings", "settings.xml"),
            (f"{OFFICE}/relationships/header", "header1.xml"),
            (f"{OFFICE}/relationships/footer", "footer1.xml"),
            (f"{OFFICE}/relationships/customXml", f"../{MAP_PART}"),
        ),
        "word/styles.xml": f"<w:styles {NAMESPACES}>{styles()}</w:styles>",
        "word/settings.xml": f"<w:settings {NAMESPACES}>{SETTINGS}</w:settings>",
        "word/header1.xml": f"<w:hdr {NAMESPACES}>{_header(outline)}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {NAMESPACES}>{_footer(outline)}</w:ftr>",
        "docProps/core.xml": _core(form),
        "docProps/app.xml": (
            f'<Properties xmlns="{OFFICE}/extended-properties"><Application>safeforms</Application></Properties>'
        ),
        "docProps/custom.xml": _custom(
            {FORM_PROPERTY: form.id, VERSION_PROPERTY: form.version, PRINTED_PROPERTY: " ".join(OURS)}
        ),
        MAP_PART: _map(names),
        "customXml/_rels/item1.xml.rels": _relationships((f"{OFFICE}/relationships/customXmlProps", "itemProps1.xml")),
        "customXml/itemProps1.xml": (
            f'<ds:datastoreItem ds:itemID="{MAP_ID}" xmlns:ds="{OFFICE}/customXml"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{MAP_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ),
    }


def _types() -> str:
    parts = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in TYPES.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    plain = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{rels}{plain}{parts}</Types>'


def _relationships(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _header(outline: Outline) -> str:
    return paragraph(run(outline.title) + tab() + run(CONFIDENTIAL, style="Strong"), style="Header")


def _footer(outline: Outline) -> str:
    pages = run("Page") + spaces(1) + _field("PAGE") + spaces(1) + run("of") + spaces(1) + _field("NUMPAGES")
    line = paragraph(run(outline.version_line) + tab() + pages, style="Footer")
    return line + paragraph(run(JUDGEMENT), style="Footer")


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _core(form: Form) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{words(form.title)}</dc:title><dc:subject>Safeguarding form</dc:subject>"
        "<dc:creator>safeforms</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{STAMP}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{STAMP}</dcterms:modified>'
        f"<dc:language>en-GB</dc:language><cp:version>{words(form.version)}</cp:version></cp:coreProperties>"
    )


def _custom(properties: Mapping[str, str]) -> str:
    lines = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{words(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), start=2)
    )
    return f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">{lines}</Properties>'


def _map(names: list[str]) -> str:
    """What each bookmark stands around."""
    lines = "".join(
        f'<control bookmark="{anchor(number)}" name="{words(name)}"/>' for number, name in enumerate(names, start=1)
    )
    return f'<slots xmlns="{MAP_NAMESPACE}">{lines}</slots>'
