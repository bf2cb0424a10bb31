"""The styles of the document: the colours and letters of our pages, on A4.

Sizes of letters are in half points, distances in twentieths of a point. The order of properties is that of the schema.
"""

from typing import Final

from safeforms.word_form.wording import FULL, NEXT

BLUE, DARK, GREY, RULE, PALE = "005EB8", "212B32", "4C6272", "768692", "D8DDE0"


def _border(side: str, *, colour: str, size: int = 4, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _paragraphs(
    name: str,
    *,
    size: int = 18,
    colour: str = DARK,
    bold: bool = False,
    space: tuple[int, int] = (0, 0),
    first: str = "",
    last: str = "",
    shown: str = "",
) -> str:
    """A style for paragraphs: `first` are properties before the space around it, `last` those after it."""
    before, after = space
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown or name}"/><w:basedOn w:val="Normal"/>'
        f'<w:qFormat/><w:pPr>{first}<w:spacing w:before="{before}" w:after="{after}"/>{last}</w:pPr>'
        f'<w:rPr>{"<w:b/>" * bold}<w:color w:val="{colour}"/><w:sz w:val="{size}"/></w:rPr></w:style>'
    )


def _letters(name: str, properties: str) -> str:
    head = f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{name}"/>'
    return f"{head}<w:rPr>{properties}</w:rPr></w:style>"


def _tables(name: str, *, borders: str, above: int, beside: int) -> str:
    margins = "".join(
        f'<w:{side} w:w="{wide}" w:type="dxa"/>'
        for side, wide in (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    )
    return (
        f'<w:style w:type="table" w:styleId="{name}"><w:name w:val="{name}"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )


BOXED: Final = "".join(_border(side, colour=RULE, size=6, space=3) for side in ("top", "left", "bottom", "right"))
BAND: Final = "".join(_border(side, colour=BLUE, size=12, space=4) for side in ("top", "left", "bottom", "right"))
EDGE: Final = f'<w:tabs><w:tab w:val="right" w:pos="{FULL}"/></w:tabs>'
RULED: Final = '<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="6366"/></w:tabs>'
"""What is left of a line, to write on by hand."""
SET_IN: Final = '<w:ind w:left="113" w:right="113"/>'
DEFAULTS: Final = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    f'<w:color w:val="{DARK}"/><w:sz w:val="18"/><w:szCs w:val="18"/><w:lang w:val="en-GB" w:eastAsia="en-GB" '
    'w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0"/></w:pPr></w:pPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:spacing w:after="80"/></w:pPr></w:style>'
)
HEADINGS: Final = (
    _paragraphs("Title", size=36, colour=BLUE, bold=True, space=(0, 80), first=NEXT),
    _paragraphs(
        "Heading1",
        shown="heading 1",
        size=26,
        colour="FFFFFF",
        bold=True,
        space=(280, 140),
        first=f'{NEXT}<w:pBdr>{BAND}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{BLUE}"/>',
        last=f'{SET_IN}<w:outlineLvl w:val="0"/>',
    ),
    _paragraphs(
        "Heading2",
        shown="heading 2",
        size=20,
        colour=BLUE,
        bold=True,
        space=(30, 10),
        first=NEXT,
        last='<w:outlineLvl w:val="1"/>',
    ),
)
WORDS: Final = (
    _paragraphs("Purpose", size=22, colour=DARK, space=(0, 100)),
    _paragraphs("Question", bold=True),
    _paragraphs("Label", size=15, colour=GREY, bold=True),
    _paragraphs("Help", size=16, colour=GREY, space=(10, 0)),
    _paragraphs("OnlyIf", size=15, colour=BLUE, space=(10, 0)),
    _paragraphs("Hint", size=16, colour=GREY, space=(0, 20)),
    _paragraphs("Reason", size=16, colour=GREY, space=(50, 0), first=RULED),
    _paragraphs("Small", size=14, colour=GREY, space=(10, 20)),
    _paragraphs("Gap", size=8),
    _paragraphs("Header", shown="header", size=15, colour=GREY, first=EDGE),
    _paragraphs("Footer", shown="footer", size=15, colour=GREY, first=EDGE),
)
ANSWERS: Final = (
    _paragraphs(
        "Field", size=19, first=f"<w:pBdr>{BOXED}</w:pBdr>", space=(50, 60), last='<w:ind w:left="80" w:right="120"/>'
    ),
    _paragraphs("Entry", size=18, space=(10, 20)),
    _paragraphs("Option", size=18, space=(0, 10), last='<w:ind w:left="300" w:hanging="300"/>'),
)
LETTERS: Final = (
    _letters("Strong", "<w:b/>"),
    _letters("Beside", f'<w:color w:val="{GREY}"/>'),
    _letters("Quiet", f'<w:b w:val="0"/><w:color w:val="{GREY}"/><w:sz w:val="15"/>'),
    _letters("Prompt", f'<w:color w:val="{RULE}"/>'),
    _letters("Answer", f'<w:color w:val="{DARK}"/>'),
    _letters("Box", '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic" w:cs="MS Gothic"/>'),
)
TABLES: Final = (
    _tables(
        "Questions", borders=_border("bottom", colour=PALE) + _border("insideH", colour=PALE), above=48, beside=113
    ),
    _tables(
        "Grid",
        above=40,
        beside=85,
        borders="".join(
            _border(side, colour=RULE) for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        ),
    ),
)


def styles() -> str:
    """All of them, in the order in which they are set out here."""
    return DEFAULTS + "".join((*HEADINGS, *WORDS, *ANSWERS, *LETTERS, *TABLES))
