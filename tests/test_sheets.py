"""Sheets of delimited files, workbooks and Parquet: plain, odd, broken and hostile."""

import csv
import io
import struct
import subprocess
import sys
import tracemalloc
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms.problems import Problem, UsageError
from safeforms.sheets import Cell, CellError, Sheet, SheetOptions, SheetRow, text_lines, xlsx_guard
from safeforms.sheets import encoding as encodings
from safeforms.sheets.delimiter import find_delimiter, said_delimiter
from safeforms.sheets.header import find_header
from safeforms.sheets.names import column_letters, header_key
from safeforms.sheets.opening import SHEETS, open_sheets
from tests.workbooks import raw_workbook, workbook, zipped

SECRET = "Kimberley"
Told = tuple[str, tuple[Cell, ...]] | str


class Piped(io.BytesIO):
    """A pipe: nobody can go back in it."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def sheets(content: bytes | io.BytesIO, suffix: str = ".csv", **options: object) -> list[Sheet]:
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    return list(open_sheets(stream, name=f"x{suffix}", suffix=suffix, options=SheetOptions(**options)))  # type: ignore[arg-type]


def one(content: bytes | io.BytesIO, suffix: str = ".csv", **options: object) -> Sheet:
    (sheet,) = sheets(content, suffix, **options)
    return sheet


def told(sheet: Sheet) -> list[Told]:
    """Each row with its place, or the place alone of what could not be read."""
    found: list[Told] = []
    for row in sheet.rows:
        if isinstance(row, Problem):
            assert (row.code, row.message[-1]) == ("unreadable", ".")
            assert SECRET not in row.message
            found.append(str(row.place))
        else:
            found.append((str(row.place), row.cells))
    return found


def said(content: bytes | io.BytesIO, suffix: str = ".csv", **options: object) -> str:
    """All that is said of what cannot be read."""
    rows = [row for sheet in sheets(content, suffix, **options) for row in sheet.rows]
    return " ".join(row.message for row in rows if isinstance(row, Problem))


TEXT = "id;name\n1;Zoë\n2;–\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "UTF-8, which it fits"),
        (TEXT.encode("utf-8-sig"), "UTF-8, as its start says"),
        (TEXT.encode("utf-16"), "UTF-16, as its start says"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16, as its start says"),
        (TEXT.encode("utf-16-le"), "UTF-16, for every other byte is zero"),
        (TEXT.encode("utf-16-be"), "UTF-16, for every other byte is zero"),
        (TEXT.encode("cp1252"), "Windows-1252, for it is not UTF-8"),
    ],
)
@pytest.mark.parametrize("stream", [io.BytesIO, Piped])
def test_the_encoding_is_found_and_said(stream: type[io.BytesIO], content: bytes, encoding: str) -> None:
    sheet = one(stream(content))
    assert (sheet.name, sheet.header, sheet.header_row) == ("x.csv", ("id", "name"), 1)
    assert told(sheet) == [("x.csv:2", ("1", "Zoë")), ("x.csv:3", ("2", "–"))]
    assert sheet.notes[0] == f"Read in the encoding {encoding}."


@pytest.mark.parametrize("encoding", ["latin-1", "UTF8", "cp850"])
def test_the_encoding_that_somebody_says_wins(encoding: str) -> None:
    sheet = one("id,name\n1,Zoë\n".encode(encoding), encoding=encoding)
    assert told(sheet) == [("x.csv:2", ("1", "Zoë"))]
    assert "as was said" in sheet.notes[0]


@pytest.mark.parametrize("encoding", ["no such", "rot13", "idna", "base64", "utf-8\0"])
def test_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    with pytest.raises(UsageError, match="There is no encoding"):
        sheets(b"a,b\n1,2\n", encoding=encoding)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a,b\n1,\x81\n\xe9,2\n", ["x.csv:2:3", ("x.csv:3", ("é", "2"))]),  # Windows-1252 has no 81
        ("a,b\n1,é\n".encode() + b"2,\xff\n3,4\n", None),  # one against one: not UTF-8
        ("a,b\nö,é\n".encode() + b"2,\xff\n3,4\n", [("x.csv:2", ("ö", "é")), "x.csv:3:3", ("x.csv:4", ("3", "4"))]),
        (b'a,b\n1,"x\n\x00"\n3,4\n', ["x.csv:3:1", ("x.csv:4", ("3", "4"))]),
        (b"a,b\n1,2\n\x00\n3,4\n", [("x.csv:2", ("1", "2")), "x.csv:3:1", ("x.csv:4", ("3", "4"))]),
    ],
)
def test_bytes_that_are_no_text_cost_their_row(content: bytes, rows: list[Told] | None) -> None:
    sheet = one(content)
    assert "Windows-1252" in sheet.notes[0] if rows is None else told(sheet) == rows


def test_a_pipe_that_turns_out_not_to_be_utf_8_has_a_problem_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "HEAD", 10)
    content = b"a,b\n1,2\n3,4\n5,\xe9\n7,8\n"
    assert told(one(Piped(content)))[-2:] == ["x.csv:4:3", ("x.csv:5", ("7", "8"))]
    assert told(one(content))[-2:] == [("x.csv:4", ("5", "é")), ("x.csv:5", ("7", "8"))]


@pytest.mark.parametrize(
    ("lines", "headers", "sign"),
    [
        (["a,b,c", "1,2,3"], [], ","),
        (["a;b", "1,5;2,5", "Kimberley, or so;x"], [], ";"),
        (["a\tb", "x, y\tz"], [], "\t"),
        (["id|note", "1|a, b, c, d, e, f", "2|none", "3|g, h"], [], "|"),
        (["id|note", "1|a, b, c", "2|d, e, f"], ["Note", "ID"], "|"),
        (['"a,b";c', '"d,e,f";g'], [], ";"),
        (["Report, monthly, of May, for us", "", "a;b;c", "1;2;3", "1;2;3"], [], ";"),
        (["id", "1", "2"], [], None),
        (['"', "1,2"], [], None),
        ([], [], None),
    ],
)
def test_the_delimiter_is_the_sign_that_rows_agree_on(lines: list[str], headers: list[str], sign: str | None) -> None:
    assert find_delimiter([f"{line}\n" for line in lines], headers=headers) == sign


@pytest.mark.parametrize(
    ("content", "options", "cells"),
    [
        (b"a,x;b\n1,y;2\n", {}, ("1", "y;2")),
        (b"a,x;b\n1,y;2\n", {"delimiter": ";"}, ("1,y", "2")),
        (b"a,b\tc\n1,2\t3\n", {"delimiter": "tab"}, ("1,2", "3")),
        (b"sep=;\r\na,x;b\r\n1,y;2\r\n", {}, ("1,y", "2")),
        (b"\xef\xbb\xbfsep=;\na,x;b\n1,y;2\n", {}, ("1,y", "2")),
        (b"a:b\n1:2\n", {"delimiter": ":"}, ("1", "2")),
        (b"only\nthis\n", {}, ("this",)),
    ],
)
def test_a_delimiter_may_be_said_by_somebody_or_by_the_first_line(
    content: bytes, options: dict[str, str], cells: tuple[str, ...]
) -> None:
    assert [row[1] for row in told(one(content, delimiter=options.get("delimiter")))] == [cells]


def test_a_tsv_file_has_tabs_whatever_else_it_has() -> None:
    assert told(one(b"a,b\tc\n1,2\t3\n", ".tsv")) == [("x.tsv:2", ("1,2", "3"))]


@pytest.mark.parametrize("sign", ["", ",,", '"', "\n", "a", "none"])
def test_what_cannot_separate_cells_is_refused(sign: str) -> None:
    with pytest.raises(UsageError):
        said_delimiter(sign)


@pytest.mark.parametrize(
    ("rows", "headers", "position"),
    [
        ([("id", "seen"), ("1", "yes")], (), 0),
        ([("Report of May",), ("id", "seen", "note"), ("1", "yes", "x")], (), 1),
        ([("Report of May", None, None), ("id", "seen", "note"), ("1", "yes", "x")], (), 1),
        ([("Site", "Ward 5"), ("id", "seen", "note"), ("1", "y", "x"), ("2", "n", "y")], (), 1),
        ([("id", "note", "note", "seen", "by"), ("a", "b", "c", "d", "e")], (), 0),  # a name that stands twice
        ([("id", None, "note"), ("1", "2", "3")], (), 0),
        ([("1", "2"), ("3", "4")], (), None),
        ([(1, date(2026, 5, 1)), ("a", "b")], (), 1),
        ([("yes", "no"), ("CP-IS checked?", "Seen  ALONE"), ("yes", "no")], ("cpis checked", "seen_alone"), 1),
        ([("Seen", "x"), ("id", "b"), ("1", "2")], ("seen", "child"), 0),  # one match tells nothing: as names look
        ([("x", "y"), ("seen", "z")], ("Seen",), 1),
        ([], (), None),
    ],
)
def test_the_header_is_the_row_with_the_names(
    rows: list[tuple[Cell, ...]], headers: tuple[str, ...], position: int | None
) -> None:
    assert find_header(rows, headers=headers) == position


def test_names_are_compared_by_letters_and_digits() -> None:
    assert header_key("CP-IS checked (Y/N)") == header_key("cpis_Checked y n")
    assert header_key("№ 1") == header_key("no1")
    assert [column_letters(number) for number in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


PREAMBLE = b"Unit 7,,\n,,\nRun on Monday,,\nid,seen,\n1,yes,\n"


@pytest.mark.parametrize("row", [0, 4])
def test_rows_above_the_header_are_counted_and_not_read(row: int) -> None:
    sheet = one(PREAMBLE, header_row=row)
    assert (sheet.header, sheet.header_row) == (("id", "seen"), 4)
    assert told(sheet) == [("x.csv:5", ("1", "yes"))]
    assert "row 4, and the 2 rows above are not read" in sheet.notes[-1]


@pytest.mark.parametrize("row", [2, 60])
def test_a_header_that_is_not_there_is_a_problem(row: int) -> None:
    assert f"There is no row {row} for" in said(PREAMBLE, header_row=row)


def test_a_header_may_stand_further_down_than_anyone_looks() -> None:
    assert one(b"1,2\n" * 50 + b"a,b\n3,4\n", header_row=51).header == ("a", "b")


def test_names_that_are_missing_or_stand_twice_are_noted_by_column() -> None:
    sheet = one(b"id,Note,, note \n1,2,3,4\n")
    assert sheet.header == ("id", "Note", "", "note")
    assert sheet.notes[-2:] == ("Column C has no name.", "Columns B and D have the same name.")


def test_columns_without_a_name_at_the_end_are_kept_where_most_rows_have_them() -> None:
    sheet = one(b"id,note,,\n1,2,3,\n4,5,6,\n", headers=frozenset({"ID", "Note"}))
    assert (sheet.header, told(sheet)[0]) == (("id", "note", ""), ("x.csv:2", ("1", "2", "3")))


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ('1,"x\n\ny"\n2,z', [("x.csv:2", ("1", "x\n\ny")), ("x.csv:5", ("2", "z"))]),
        ("1,2\r3,4\r", [("x.csv:2", ("1", "2")), ("x.csv:3", ("3", "4"))]),
        ("\n,\n  , \n1,2\n", [("x.csv:5", ("1", "2"))]),
        (" 1 ,\t2\u00a0\n", [("x.csv:2", ("1", "2"))]),
        ('1,"say ""no"""\n', [("x.csv:2", ("1", 'say "no"'))]),
        ('1,5" tall\n', [("x.csv:2", ("1", '5" tall'))]),
        ("1\n3,4\n", ["x.csv:2", ("x.csv:3", ("3", "4"))]),
        ("1,Kimberley,3\n3,4,,\n", ["x.csv:2", ("x.csv:3", ("3", "4"))]),
        ('1,"Kimberley\n3,"4"\n5,6\n', ["x.csv:2", ("x.csv:3", ("3", "4")), ("x.csv:4", ("5", "6"))]),
        ('1,"Kimberley\n3,4\n5,6', ["x.csv:2", ("x.csv:3", ("3", "4")), ("x.csv:4", ("5", "6"))]),
        ('1,"a "Kimberley" b"\n5,6\n', ["x.csv:2", ("x.csv:3", ("5", "6"))]),
        ("a,b\n5,6\n", ["x.csv:2", ("x.csv:3", ("5", "6"))]),  # files were joined: the header again
        ("9990000018.0,٩٩٩٠٠٠٠٠١٨\n=1+1,#DIV/0!\n", [
            ("x.csv:2", ("9990000018.0", "٩٩٩٠٠٠٠٠١٨")),  # nothing is made a number here
            ("x.csv:3", ("=1+1", "#DIV/0!")),
        ]),
    ],
)  # fmt: skip
def test_rows_are_read_one_by_one_and_a_broken_one_costs_itself(content: str, rows: list[Told]) -> None:
    assert told(one(b"a,b\n" + content.encode())) == rows


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "nothing here"),
        (b"\n \n,,\n", "nothing here"),
        (b"1,2\n3,4\n", "No row among the first 30"),
        (b"PK\x03\x04Kimberley", "an Excel workbook or a zip"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x00" * 100, "zero byte"),
    ],
)
def test_a_file_in_which_there_are_no_rows_is_one_problem(content: bytes, words: str) -> None:
    sheet = one(content)
    assert (sheet.header, sheet.header_row) == ((), 0)
    assert words in said(content)
    assert told(sheet)


@pytest.mark.parametrize("long", ["x" * 300, "x" * 101 + "\r\n", '"' + "y\n" * 90])
def test_a_line_or_a_row_that_is_too_long_is_skipped_and_the_rest_is_read(
    long: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_lines, "LONGEST", 100)
    monkeypatch.setattr(text_lines, "PIECE", 7)
    found = told(one(b"a,b\n1,2\n" + long.strip().encode() + b"\r\n3,4\n"))
    assert found[:2] == [("x.csv:2", ("1", "2")), "x.csv:3"]
    assert isinstance(found[-1], tuple) and found[-1][1] == ("3", "4")
    assert all(isinstance(row, str) for row in found[2:-1])


def test_memory_does_not_grow_with_a_line_that_never_ends() -> None:
    content = io.BytesIO(b"a,b\n1,2\n" + b'"x' * 10_000_000 + b"\n3,4\n")
    tracemalloc.start()
    try:
        assert told(one(content))[1:] == ["x.csv:3", ("x.csv:4", ("3", "4"))]
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_quotation_marks_without_end_do_not_cost_an_afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_lines, "AGAIN", 100_000)
    assert "Too many quotation marks" in said(b"a,b\n" + b'x","y\n' * 20_000)


def test_memory_does_not_grow_with_the_file() -> None:
    row = b"1,yes,no,a few words\n"
    tracemalloc.start()
    try:
        sheet = one(b"id,seen,told,note\n" + row * 20_000)
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        assert sum(1 for _ in sheet.rows) == 20_000
        assert tracemalloc.get_traced_memory()[1] - before < 500_000
    finally:
        tracemalloc.stop()


def drawn_cells(encoding: str) -> st.SearchStrategy[str]:
    return st.text(st.characters(codec=encoding, exclude_characters="\0"), max_size=8) | st.sampled_from(
        ['"', ",", ";", "\t", "|", "\n", "\r\n", "é", "=1", "  "]
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_what_python_writes_is_read_back(encoding: str, delimiter: str, data: st.DataObject) -> None:
    codec = {"utf-8-sig": "utf-8", "utf-16": "utf-8"}.get(encoding, encoding)
    rows = data.draw(st.lists(st.tuples(*[drawn_cells(codec)] * 3), max_size=5))
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows([("Case id", "Seen alone", "Note"), *rows])
    sheet = one(
        written.getvalue().encode(encoding),
        encoding="cp1252" if encoding == "cp1252" else None,
        headers=frozenset({"case_id", "note"}),
    )
    cells = [tuple(cell.strip() or None for cell in row) for row in rows]
    assert sheet.header == ("Case id", "Seen alone", "Note")
    assert [row[1] for row in told(sheet)] == [row for row in cells if any(row)]


@pytest.mark.parametrize("suffix", SHEETS)
@settings(max_examples=15, deadline=None)
@given(content=st.binary(max_size=60) | st.text('",;\n\r\0aé', max_size=60).map(str.encode), start=st.booleans())
def test_any_bytes_are_read_or_refused(suffix: str, content: bytes, start: bool) -> None:
    content = (b"PAR1%bPAR1" if suffix == ".parquet" else b"PK\x03\x04%b") % content if start else content
    for sheet in sheets(content, suffix):
        told(sheet)


def test_an_unknown_suffix_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match=r"'\.docx': use \.csv, \.tsv"):
        open_sheets(io.BytesIO(), name="x.docx", suffix=".docx")


@pytest.mark.parametrize("suffix", [*SHEETS, ".CSV"])
def test_nothing_is_read_before_it_is_asked_for(suffix: str) -> None:
    stream = io.BytesIO(b"a,b\n1,2\n")
    open_sheets(stream, name="x", suffix=suffix)
    assert stream.tell() == 0


def test_a_stream_stays_open_for_whoever_opened_it() -> None:
    stream = io.BytesIO(b"a,b\n1,2\n")
    told(one(stream))
    assert not stream.closed


def test_reading_delimited_files_imports_nothing_heavy() -> None:
    code = """
import io, sys
from safeforms.sheets.opening import open_sheets
(sheet,) = open_sheets(io.BytesIO(b"a,b\\n1,2\\n"), name="x", suffix=".csv")
assert len(list(sheet.rows)) == 1
print(sorted({"pydantic", "click", "rich", "jsonschema", "yaml", "openpyxl", "pyarrow", "zipfile"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("suffix", "extra"), [(".xlsx", "office"), (".parquet", "parquet")])
def test_a_missing_extra_is_named_with_the_command_that_installs_it(
    suffix: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    content = {".xlsx": workbook([["a"]]), ".parquet": b"PAR1"}[suffix]
    with pytest.raises(UsageError, match=rf'pip install "safeforms\[{extra}\]"'):
        sheets(content, suffix)


NOW = datetime(2026, 3, 2, 14, 30)


@pytest.mark.parametrize("epoch", [{}, {"date_1904": True}], ids=["1900", "1904"])
def test_a_workbook_gives_its_own_numbers_dates_and_errors(epoch: dict[str, object]) -> None:
    cells: list[object] = [9990000018.0, 1.5, "٩٩٩", " x ", True, date(2026, 3, 2), NOW, time(14, 30), None, "007"]
    names = [f"column {number}" for number in range(len(cells))]
    sheet = one(workbook([["Report"], [], names, cells, [], [1]], default_date_format="dd/mm/yyyy", **epoch), ".xlsx")
    assert (sheet.name, sheet.header, sheet.header_row) == ("First", tuple(names), 3)
    assert told(sheet) == [
        ("x.xlsx[First]:4", (9990000018, 1.5, "٩٩٩", "x", True, date(2026, 3, 2), NOW, "14:30", None, "007")),
        ("x.xlsx[First]:6", (1, *[None] * 9)),
    ]


def test_errors_and_formulas_that_were_never_calculated_are_no_blanks() -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
    rows += '<row r="3"><c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B3"><f>A1</f></c></row>'
    rows += '<row r="4"><c r="A4"><f>1+1</f><v>2</v></c><c r="B4" t="str"><f>""</f><v></v></c></row>'
    sheet = one(raw_workbook(rows), ".xlsx")
    assert told(sheet) == [
        ("x.xlsx[First]:3", (CellError("#DIV/0!"), CellError("a formula without a result"))),
        ("x.xlsx[First]:4", (2, None)),
    ]
    assert sheet.notes[0].startswith("A formula holds no result")


def test_sheets_that_hold_anything_come_in_order_and_may_be_chosen() -> None:
    content = workbook([["a", "b"], [1, 2]], [], [["c", "d"], [3, 4]])
    assert [sheet.name for sheet in sheets(content, ".xlsx")] == ["First", "Third"]
    assert told(one(content, ".xlsx", sheet="Third")) == [("x.xlsx[Third]:2", (3, 4))]
    assert "nothing here" in said(content, ".xlsx", sheet="Second")
    assert "'First', 'Second', 'Third'" in said(content, ".xlsx", sheet="Fourth")


def test_hidden_sheets_come_last_and_they_and_merged_cells_are_noted() -> None:
    made = io.BytesIO()
    from openpyxl import Workbook

    book = Workbook()
    for row in (["id", "note", "seen"], [1, "x", "y"], [2, None, "z"]):
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("B2:B3")
    hidden = book.create_sheet("Kept back", 0)
    hidden.sheet_state = "veryHidden"
    hidden.append(["a", "b"])
    book.save(made)
    first, second = sheets(made.getvalue(), ".xlsx")
    assert "merged in one place" in first.notes[0]
    assert told(first)[1] == ("x.xlsx[Sheet]:3", (2, None, "z"))
    assert second.notes[0] == "The sheet is hidden."


def test_a_row_that_is_wider_than_the_header_is_a_problem_in_a_workbook_too() -> None:
    assert told(one(workbook([["a", "b"], [1, 2], [1, 2, 3], [4]]), ".xlsx")) == [
        ("x.xlsx[First]:2", (1, 2)),
        "x.xlsx[First]:3",
        ("x.xlsx[First]:4", (4, None)),
    ]


ENTITIES = f'<!DOCTYPE worksheet [<!ENTITY a "{SECRET}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WIDE_ROWS = "".join(f'<row r="{number}"><c r="XFD{number}"><v>1</v></c></row>' for number in range(1, 1_300))
PLAIN = workbook([["a", "b"], *[["x", "y"]] * 50])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (raw_workbook("&b;", before=ENTITIES), "declares entities"),
        (raw_workbook("&a;", before=EXTERNAL), "declares entities"),
        (raw_workbook('<row r="1048577"><c r="A1048577"/></row>'), "no report has any"),
        (raw_workbook('<row r="1"><c r="XFE1"/></row>'), "no report has any"),
        (raw_workbook('<row r="1"><c r="ÄÖ1"/></row>'), "no report has any"),
        (raw_workbook(WIDE_ROWS), "no report has any"),
        (raw_workbook('<row r="2"/><row r="1"/>'), "damaged"),
        (raw_workbook('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), "damaged"),
        (raw_workbook('<row r="one"/>'), "damaged"),
        (raw_workbook('<row r="1"><c r="A1"><v>Kimberley</v></c></row>'), "damaged"),
        (raw_workbook('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "damaged"),
        (raw_workbook(CELL, after="<x"), "damaged"),
        (raw_workbook("<a>" * 100_000), "damaged"),
        (raw_workbook(CELL, before='<?xml version="1.0" encoding="UTF-x"?>'), "damaged"),
        (raw_workbook(" " * 21_000_000), "unpacks to more"),
        (PLAIN[: len(PLAIN) // 2], "damaged"),
        (PLAIN[:-30], "damaged"),
        (PLAIN[:600] + b"\xff" * 50 + PLAIN[650:], "damaged"),
        (zipped({"a.csv": b"a,b"}), "no Excel workbook"),
        (zipped({"[Content_Types].xml": b"<x/>"}), "damaged"),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b""}), "no Excel workbook"),
        (b"<html><table>Kimberley", "no Excel workbook"),
        (b"id,name\n", "no Excel workbook"),
        (b"", "no Excel workbook"),
        (OLE, "locked with a password"),
    ],
)
def test_a_hostile_or_broken_workbook_gets_a_sentence(content: bytes, words: str) -> None:
    assert words in said(content, ".xlsx")
    assert SECRET not in said(content, ".xlsx")


def test_the_largest_workbook_is_bounded_by_what_it_unpacks_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_guard, "LARGEST", 2_000)
    assert "unpacks to more" in said(PLAIN, ".xlsx")


def test_a_cell_in_the_furthest_corner_costs_its_row_and_no_memory() -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    content = raw_workbook(rows + '<row r="50000"><c r="A50000"><v>2</v></c><c r="XFD50000"><v>1</v></c></row>')
    assert told(one(content, ".xlsx")) == [("x.xlsx[First]:2", (1,)), "x.xlsx[First]:50000"]


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is() -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    assert told(one(raw_workbook(rows, size="A1:XFD1048576"), ".xlsx")) == [("x.xlsx[First]:2", (1,))]


def parquet(table: pyarrow.Table, **options: object) -> bytes:
    made = io.BytesIO()
    pyarrow.parquet.write_table(table, made, **options)
    return made.getvalue()


def test_parquet_gives_typed_cells_and_rows_by_position() -> None:
    summer = datetime(2026, 7, 1, 12, tzinfo=UTC)
    columns: dict[str, list[object]] = {
        "text": [" x ", None, ""],
        "number": [1.0, None, float("nan")],
        "fraction": [Decimal("1.50"), None, None],
        "day": [date(2026, 3, 2), None, None],
        "moment": [summer, None, None],
        "hour": [time(9, 5), None, None],
        "several": [["a", "b"], None, []],
    }
    sheet = one(parquet(pyarrow.table(columns)), ".parquet")
    no_cell = CellError("a list, bytes or another thing that no cell holds")
    assert (sheet.header, sheet.header_row) == (tuple(columns), 0)
    assert told(sheet) == [
        ("x.parquet[1]", ("x", 1, 1.5, date(2026, 3, 2), datetime(2026, 7, 1, 13), "09:05", no_cell)),
        ("x.parquet[3]", (None, None, None, None, None, None, no_cell)),
    ]


def test_moments_of_parquet_may_be_finer_than_those_of_python() -> None:
    table = pyarrow.table({"moment": pyarrow.array([1_772_461_800_000_000_001], pyarrow.timestamp("ns"))})
    assert told(one(parquet(table), ".parquet")) == [("x.parquet[1]", (datetime(2026, 3, 2, 14, 30),))]


GOOD = parquet(pyarrow.table({"a": [str(number) * 40 for number in range(3_000)]}), row_group_size=1_000)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD[: len(GOOD) // 2], "damaged, cut off or locked"),
        (GOOD[:-8] + struct.pack("<I", 2**31) + b"PAR1", "damaged, cut off or locked"),
        (b"PAR1", "damaged, cut off or locked"),
        (b"", "damaged, cut off or locked"),
        (parquet(pyarrow.table({"a": pyarrow.array([], pyarrow.string())})), "nothing here"),
    ],
)
def test_broken_parquet_gets_a_sentence(content: bytes, words: str) -> None:
    assert words in said(content, ".parquet")


def test_parquet_that_is_damaged_in_the_middle_is_read_up_to_there() -> None:
    found = told(one(GOOD[: len(GOOD) // 2] + b"\xff" * 2_000 + GOOD[len(GOOD) // 2 + 2_000 :], ".parquet"))
    assert found[0] == ("x.parquet[1]", ("0" * 40,))
    assert isinstance(found[-1], str)


def test_text_that_stands_in_many_rows_of_parquet_is_held_once() -> None:
    rows = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 2_000, pyarrow.int32()), ["x" * 1_000_000])
    sheet = one(parquet(pyarrow.table({"a": rows})), ".parquet")
    tracemalloc.start()
    try:
        assert sum(1 for _ in sheet.rows) == 2_000
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("suffix", "content"), [(".xlsx", PLAIN), (".parquet", GOOD)])
def test_a_pipe_is_held_in_memory_where_one_must_jump_about(suffix: str, content: bytes) -> None:
    assert len(told(one(Piped(content), suffix))) in (50, 3_000)


def test_a_date_of_parquet_that_no_calendar_has_costs_its_own_cell() -> None:
    kinds = [pyarrow.timestamp("s"), pyarrow.date32()]
    far = {kind: pyarrow.array([2**40 if kind == kinds[0] else 2**30, 0], kind) for kind in kinds}
    table = pyarrow.table({"a": far[kinds[0]], "b": far[kinds[1]], "c": ["x", "y"]})

    first, second = one(parquet(table), ".parquet").rows
    assert isinstance(first, SheetRow) and isinstance(second, SheetRow)
    assert [type(cell) for cell in first.cells] == [CellError, CellError, str]
    assert second.cells == (datetime(1970, 1, 1), date(1970, 1, 1), "y")


def test_a_long_story_in_one_cell_is_read() -> None:
    story = "it was said, " * 30_000
    assert told(one(f'id,story\n1,"{story}"\n2,short\n'.encode())) == [
        ("x.csv:2", ("1", story.strip())),
        ("x.csv:3", ("2", "short")),
    ]
