"""Entry sheets: what is written into a workbook or a delimited file is read back, whoever saved it in between."""

import csv as csv_files
import io
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from safeforms import UsageError, load_form, validate
from safeforms.definition import Form, Section
from safeforms.entry_sheet.data_sheet import SHRUNK
from safeforms.entry_sheet.limits import COLUMNS, cut, sheet_names, size
from safeforms.entry_sheet.workbook import A3, A4
from safeforms.filled_forms import FilledForm, csv_file
from safeforms.filled_forms import workbook as workbook_file
from safeforms.judgement.envelope import Envelope, open_record
from safeforms.problems import Problem
from safeforms.questions import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Integer,
    NhsNumber,
    OfferedReason,
    Option,
    Question,
    Reason,
    Table,
    Text,
    YesNo,
)
from safeforms.slots import Filled, record_of, slots_of
from safeforms.targets import csv, docx, xlsx
from tests.laws import examples
from tests.strategies import FORMS, NOW, form_named, nearly_complete, records
from tests.workbooks import raw_workbook, zipped

Format = tuple[Any, Callable[..., Iterator[FilledForm | Problem]], str]
WORKBOOK: Format = (xlsx, workbook_file.read, "x.xlsx")
DELIMITED: Format = (csv, csv_file.read, "x.csv")
FORMATS = pytest.mark.parametrize("target", [WORKBOOK, DELIMITED], ids=["xlsx", "csv"])
SECRET = "Kimberley"
HOSTILE = [
    "=HYPERLINK(1)",
    "+44 7700",
    "-1+1",
    "@x",
    "'=1",
    "''=1",
    " =1",
    "<r><t>x</t></r>",
    "a\r\n\tb ",
    "a\x1fb",
    "_x",
    "é😀\u202e",
]


def read(target: Format, content: bytes, *, form: Form) -> list[FilledForm | Problem]:
    _, reader, name = target
    return list(reader(io.BytesIO(content), name=name, form=form))


def only(found: list[FilledForm | Problem]) -> FilledForm:
    (filled,) = found
    assert isinstance(filled, FilledForm), filled
    return filled


def problems(found: list[FilledForm | Problem]) -> list[tuple[str, str]]:
    """Where each problem is, and what it says."""
    every = [one for one in found if isinstance(one, Problem)]
    every += [one for filled in found if isinstance(filled, FilledForm) for one in filled.problems]
    told = [(one.where, one.message) for one in every]
    assert not [message for _, message in told if SECRET in message or message[-1] != "."]
    return told


def options(*texts: str) -> dict[str, Option]:
    return {
        text.casefold().replace(" ", "_"): Option(id=text.casefold().replace(" ", "_"), text=text) for text in texts
    }


SMALL = Form(
    id="small",
    version="1",
    title="Small",
    reasons={"not_known": Reason(id="not_known", text="Not known")},
    sections=(
        Section(
            id="s",
            title="Section",
            questions=(
                Question(id="name", text="Name", type=Text(), unanswered={"not_known": OfferedReason(id="not_known")}),
                Question(id="born", text="Born", type=DateType()),
                Question(id="seen_at", text="Seen at", type=DateTimeType()),
                Question(id="many", text="How many", type=Integer()),
                Question(id="nhs_number", text="NHS number", type=NhsNumber()),
                Question(id="alone", text="Alone", type=YesNo(options=options("Yes", "No"))),
                Question(id="where", text="Where", type=Choice(options=options("At home", "At school"))),
                Question(id="signs", text="Signs", type=Choices(options=options("Burn", "Bruise"))),
                Question(id="came", text="Came", type=Table(questions=(Question(id="who", text="Who", type=Text()),))),
            ),
        ),
    ),
)


def slots_for(form: Form, record: dict[str, Any]) -> Filled:
    envelope = open_record({"form": form.id, **record})
    assert isinstance(envelope, Envelope)
    return slots_of(form, envelope)


def typed(change: Callable[[openpyxl.Workbook], None], *, texts: dict[str, str] | None = None) -> bytes:
    """A workbook of ours that another program has changed and saved."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx.filled_in(SMALL, filled=Filled(texts=texts or {}))))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def column(sheet: Any, slot: str) -> int:
    return next(at for at, cell in enumerate(sheet[4], start=1) if cell.value == slot)


def put(book: openpyxl.Workbook, slot: str, value: object, *, row: int = 5, sheet: str = "Records") -> None:
    cell = book[sheet].cell(row, column(book[sheet], slot))
    cell.value = value
    if isinstance(value, str) and cell.data_type == "f":
        cell.data_type = "s"


@FORMATS
@settings(max_examples=examples(5))
@given(data=st.data())
def test_any_record_is_read_back_and_judged_alike(target: Format, data: st.DataObject) -> None:
    form = form_named(data.draw(st.sampled_from(FORMS)))
    answers = data.draw(st.one_of(records(form), nearly_complete(form)))
    filled = slots_for(form, {"answers": answers, "record_id": data.draw(st.sampled_from(["A 1", None]))})
    module, _, _ = target
    assume(not filled.lost and not module.not_held(form, filled=filled))

    found = only(read(target, module.filled_in(form, filled=filled), form=form))

    assert (found.form, found.version, dict(found.texts)) == (form.id, form.version, dict(filled.texts))
    again = validate(record_of(form, found.texts), form=form, now=NOW)
    assert again.problems == validate(record_of(form, filled.texts), form=form, now=NOW).problems


@FORMATS
def test_hostile_answers_are_held_as_they_are(target: Format) -> None:
    form = form_named("miu")
    module, _, _ = target
    texts = {f"companions.{row}.name": text for row, text in enumerate(HOSTILE)} | {
        "@record_id": "=1",
        "@status": "completed",
    }
    filled = Filled(texts=texts)

    content = module.filled_in(form, filled=filled)

    assert module.not_held(form, filled=filled) == ()
    assert only(read(target, content, form=form)).texts == texts
    if target is WORKBOOK:
        assert {cell.data_type for row in openpyxl.load_workbook(io.BytesIO(content))["Who came"] for cell in row} <= {
            "s",
            "n",
        }
    else:
        cells = [cell for row in csv_files.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
        assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")]


@pytest.mark.parametrize(
    ("target", "slot", "text"),
    [
        (WORKBOOK, "patient_name", "x" * 32_768),
        (WORKBOOK, "patient_name", f"{SECRET} _x000D_"),
        (WORKBOOK, "patient_name", "\ud800"),
        (WORKBOOK, "pattern_concern", "YES"),
        (WORKBOOK, "alert_types=other", "maybe"),
        (WORKBOOK, "companions.1.name", SECRET),
        (WORKBOOK, "companions.12345.name", SECRET),
        (DELIMITED, "patient_name", "\0"),
        (DELIMITED, "patient_name", "x" * 1_000_001),
        (DELIMITED, "alert_types=other", "maybe"),
        (DELIMITED, "unheard_of", SECRET),
    ],
)
def test_what_a_format_does_not_give_back_is_said_without_the_answer(target: Format, slot: str, text: str) -> None:
    form, module = form_named("miu"), target[0]
    filled = Filled(texts={slot: text, "@status": "completed"})

    (sentence,) = module.not_held(form, filled=filled)

    assert sentence[-1] == "." and SECRET not in sentence
    read(target, module.filled_in(form, filled=filled), form=form)


@pytest.mark.parametrize("name", ["miu", "everything"])
@FORMATS
def test_a_blank_form_is_the_same_each_time_and_holds_no_record(target: Format, name: str) -> None:
    form, module = form_named(name), target[0]

    blank = module.render(form)

    assert blank == module.render(form) == module.filled_in(form, filled=Filled(texts={}))
    ((_, said),) = problems(read(target, blank, form=form))
    assert "no record" in said
    assert all(loss[-1] == "." for loss in module.losses(form))


def hostile_form() -> Form:
    """Texts as long and as odd as nobody writes them."""
    rich = "<r><t>x</t></r>"
    text = '=HYPERLINK(1) <script> & "\u202e\x07 ' + "very long " * 40
    same = {f"o{number}": Option(id=f"o{number}", text=text) for number in range(3)}
    parts = (Question(id="p", text=text, help=text, type=Text()),)
    questions = (
        Question(id="one", text=text, help=rich, type=Choice(options=same)),
        Question(id="two", text=rich, type=Choice(options={"o1": Option(id="o1", text=rich)})),
        Question(id="many", text=text, type=Choices(options=same)),
        Question(id="rows", text=text, short="History", type=Table(questions=parts)),
        Question(id="more", text="[a]:*?/\\" * 9, type=Table(questions=(Question(id="q", text="\x07", type=Text()),))),
    )
    return Form(
        id="f", version="1 & 2", title=rich, purpose=text, sections=(Section(id="s", title=rich, questions=questions),)
    )


@FORMATS
def test_texts_of_a_form_cannot_break_out_and_options_of_one_text_are_told_apart(target: Format) -> None:
    form, module = hostile_form(), target[0]
    texts = {"@status": "completed", "one": "o1", "two": "o1", "many=o2": "x", "rows.0.p": "a", "more.0.q": "b"}

    content = module.filled_in(form, filled=Filled(texts=texts))

    assert only(read(target, content, form=form)).texts == texts
    if target is WORKBOOK:
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f" or cell.hyperlink]
        assert (
            sum(str(cell.value).rstrip(".") == "<r><t>x</t></r>" for sheet in book for row in sheet for cell in row)
            == 7
        )
        for rule in (rule for sheet in book for rule in sheet.data_validations.dataValidation):
            assert size(rule.promptTitle) <= 32 and size(rule.prompt) <= 255 and size(rule.error or "") <= 255


def test_questions_for_which_excel_has_no_column_are_said() -> None:
    every = {f"o{number}": Option(id=f"o{number}", text=f"{number}") for number in range(COLUMNS)}
    question = Question(id="many", text="Many", type=Choices(options=every))
    form = Form(id="f", version="1", title="F", sections=(Section(id="s", title="S", questions=(question,)),))
    filled = Filled(texts={f"many=o{COLUMNS - 1}": "x"})

    assert any("16,384 columns" in loss for loss in xlsx.losses(form))
    assert "no column" in " ".join(xlsx.not_held(form, filled=filled))
    assert csv.not_held(form, filled=filled) == ()


def test_a_cell_says_what_is_asked_and_takes_only_what_it_should() -> None:
    form = form_named("miu")
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(form)))
    sheet = book["Records"]
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}

    def rule(slot: str) -> Any:
        return rules[sheet.cell(5, column(sheet, slot)).coordinate]

    assert book.sheetnames[:3] == ["How to fill this in", "Records", "Who came"]
    assert (sheet.row_dimensions[4].hidden, sheet.freeze_panes, book["Lists"].sheet_state) == (True, "B5", "hidden")
    assert (rule("assessed_at").type, rule("assessed_at").formula2) == ("date", "NOW()")
    assert (rule("nhs_number").type, rule("alert_types=other").formula1) == ("custom", '"x"')
    assert rule("alert_types=other").type == "list" and "Answer only if" in rule("alert_types=other").prompt
    noted = sheet.cell(3, column(sheet, "early_help_note")).value
    assert noted == 'Say more where the answer is "Not appropriate (say why)"'
    (cells,) = book.defined_names[rule("pattern_concern").formula1].destinations
    options = form.questions["pattern_concern"].options.values()
    assert [cell.value for (cell,) in book[cells[0]][cells[1]]] == [option.text for option in options]
    texts = {cell.value for row in book["Questions"] for cell in row}
    assert {question.text for question in form.questions.values()} <= texts
    bands = [sheet.cell(1, page.id + 1).value for page in sheet.col_breaks.brk]
    assert len(bands) > 9 and all(bands)  # each page says which section it is
    printed = {name: (book[name].page_setup.paperSize, book[name].page_setup.scale) for name in book.sheetnames[:3]}
    assert printed == {"How to fill this in": (A4, None), "Records": (A3, SHRUNK), "Who came": (A4, None)}


TYPED: list[tuple[str, object, str | None]] = [
    ("born", date(2018, 3, 2), "02/03/2018"),
    ("born", datetime(2018, 3, 2), "02/03/2018"),
    ("born", datetime(2018, 3, 2, 9), "02/03/2018 09:00"),
    ("born", "2/3/2018", "2/3/2018"),
    ("seen_at", datetime(2026, 3, 2, 18, 40, 0, 1), "02/03/2026 18:40"),
    ("seen_at", datetime(2026, 3, 2, 18, 39, 59, 999_999), "02/03/2026 18:40"),
    ("seen_at", datetime(2026, 3, 2), "02/03/2026 00:00"),
    ("many", 3.0, "3"),
    ("many", "3.0", "3"),
    ("many", 3.5, "3.5"),
    ("nhs_number", 9434765919, "9434765919"),
    ("nhs_number", 9434765919.0, "9434765919"),
    ("alone", True, "yes"),
    ("alone", "false", "no"),
    ("alone", "  YES ", "yes"),
    ("alone", "perhaps", "perhaps"),
    ("where", "at  HOME ", "at_home"),
    ("where", "at_home", "at_home"),
    ("name?", "NOT  KNOWN", "not_known"),
    ("name", 7, "7"),
    ("name", True, "TRUE"),
    ("name", "a_x000D_\nb", "a\r\nb"),
    ("signs=burn", "✓", "x"),
    ("signs=burn", "✔\ufe0f", "x"),
    ("signs=burn", True, "x"),
    ("signs=burn", "Burn", "x"),
    ("signs=burn", "no", None),
    ("@status", "in progress", "in_progress"),
]


def test_what_people_type_is_read_as_they_mean_it() -> None:
    def change(book: openpyxl.Workbook) -> None:
        for row, (slot, value, _) in enumerate(TYPED, start=5):
            put(book, "@record_id", row, row=row)
            put(book, slot, value, row=row)

    found = read(WORKBOOK, typed(change), form=SMALL)

    assert [one.texts for one in found if isinstance(one, FilledForm)] == [
        {"@record_id": str(row), **({slot: text} if text else {})} for row, (slot, _, text) in enumerate(TYPED, start=5)
    ]


def test_cells_that_nobody_can_read_are_problems_and_the_rest_of_the_row_is_read() -> None:
    def change(book: openpyxl.Workbook) -> None:
        put(book, "signs=burn", SECRET)
        put(book, "seen_at", 2_958_465.999_999_99)
        book["Records"].cell(5, column(book["Records"], "seen_at")).number_format = "dd/mm/yyyy hh:mm"
        put(book, "name", "Zoë")
        book["Records"].cell(5, column(book["Records"], "born")).value = "=1/0"

    found = read(WORKBOOK, typed(change), form=SMALL)

    formula, number, tick = problems(found)
    assert number[0] == 'x.xlsx[Records]:5, column "F"' and "a number that is shown as a day" in number[1]
    assert formula[0] == 'x.xlsx[Records]:5, column "E"' and "a formula without a result" in formula[1]
    assert tick[0] == 'x.xlsx[Records]:5, column "K"' and "neither a tick nor blank" in tick[1]
    assert [one.texts for one in found if isinstance(one, FilledForm)] == [{"name": "Zoë"}]


def rows(book: openpyxl.Workbook, *, ids: list[object], names: list[object]) -> None:
    """Records with these ids, and rows of a table that belong to them."""
    for row, record_id in enumerate(ids, start=5):
        put(book, "@record_id", record_id, row=row)
        put(book, "name", "A", row=row)
    for row, record_id in enumerate(names, start=5):
        put(book, "@record_id", record_id, row=row, sheet="Came")
        put(book, "came.#.who", SECRET, row=row, sheet="Came")


@pytest.mark.parametrize(
    ("ids", "names", "many", "said"),
    [
        ([None], [None, None], [2], ""),
        (["A", 7], ["7", "A", 7.0], [1, 2], ""),
        (["A"], [None], [0], "it has no record number"),
        ([None], ["A"], [0], "stands on no row of the records"),
        ([None, None], [None], [0, 0], "it has no record number"),
        (["A", "B"], ["C", "B"], [0, 1], "stands on no row of the records"),
        (["A", "A"], ["A"], [0, 0], "more than once"),
        ([], [None], [], "it has no record number"),
    ],
)
def test_rows_of_tables_belong_to_the_record_of_their_id(
    ids: list[object], names: list[object], many: list[int], said: str
) -> None:
    found = read(WORKBOOK, typed(lambda book: rows(book, ids=ids, names=names)), form=SMALL)

    filled = [one for one in found if isinstance(one, FilledForm)]
    assert [sum(slot.startswith("came") for slot in one.texts) for one in filled] == many
    assert [str(one.place) for one in filled] == [f"x.xlsx[Records]:{row}" for row in range(5, 5 + len(ids))]
    told = problems(found)
    assert len(told) == (2 if "more than once" in said else bool(said))
    assert all(where == "x.xlsx[Came]:5" and said in message for where, message in told)


def with_a_stray_cell(book: openpyxl.Workbook, *, row: int) -> None:
    book["Records"].cell(row, 20).value = SECRET


def with_a_formula_for_its_id(sheet: Any) -> None:
    sheet.cell(5, 1).value = "=1/0"


def with_a_record_above(book: openpyxl.Workbook, *, record_id: str) -> None:
    """Somebody has shown the row of slots, and typed before it."""
    book["Records"].insert_rows(4)
    book["Records"].cell(4, 1).value = record_id


AGAIN = "may belong to several records: its record number stands more than once"
LOST = "its record may be one that could not be read"


@pytest.mark.parametrize(
    ("ids", "change", "told"),
    [
        (
            ["A", "B", "C"],
            lambda book: with_a_stray_cell(book, row=5),
            [("[Records]:5", "Column T is without a name in the hidden row")],
        ),
        (
            ["A", "B"],
            lambda book: with_a_stray_cell(book, row=9),
            [("[Records]:9", "Column T is without a name in the hidden row")],
        ),
        (
            ["A", "B", "A"],
            lambda book: with_a_stray_cell(book, row=5),
            [("[Records]:5", "Column T is without a name"), ("[Came]:5", AGAIN), ("[Came]:5", AGAIN)],
        ),
        (
            ["B", "C"],
            lambda book: with_a_record_above(book, record_id="A"),
            [("[Records]:4", "stands above the row that says which column is which"), ("[Came]:5", LOST)],
        ),
        (
            ["A", "B"],
            lambda book: with_a_formula_for_its_id(book["Records"]),
            [("[Came]:5", LOST), ('[Records]:5, column "A"', "a formula without a result")],
        ),
        (
            ["A"],
            lambda book: with_a_formula_for_its_id(book["Came"]),
            [
                ("[Came]:5", "its record number could not be read"),
                ('[Came]:5, column "A"', "a formula without a result"),
            ],
        ),
    ],
)
def test_a_row_of_a_table_goes_to_no_record_that_may_not_be_its_own(
    ids: list[object], change: Callable[[openpyxl.Workbook], None], told: list[tuple[str, str]]
) -> None:
    def changed(book: openpyxl.Workbook) -> None:
        rows(book, ids=ids, names=["A"])
        change(book)

    every = read(WORKBOOK, typed(changed), form=SMALL)
    found = problems(every)

    assert len([one for one in every if isinstance(one, FilledForm)]) == len(ids)
    assert [(where, True) for where, _ in told] == [
        (place.removeprefix("x.xlsx"), said in message) for (place, message), (_, said) in zip(found, told, strict=True)
    ]


SWAPPED = "may have swapped"
AGAIN_IN_ROW = "there for the second time and does not say the same: what stands there is not read"


@pytest.mark.parametrize(
    ("days", "read_as"),
    [
        ([date(2018, 3, 2), date(2018, 3, 13)], ["02/03/2018", "13/03/2018"]),
        ([date(2018, 3, 2), "31/02/2018"], [None, "31/02/2018"]),
        ([date(2018, 2, 3), date(2018, 3, 14), "13/03/2018"], [None, "14/03/2018", "13/03/2018"]),
        ([date(2018, 2, 3), date(2018, 2, 2), "2/3/2018"], [None, "02/02/2018", "2/3/2018"]),
    ],
)
def test_lines_that_a_program_saved_as_a_workbook_are_read_but_no_day_that_may_be_swapped(
    days: list[object], read_as: list[str | None]
) -> None:
    texts = {"@record_id": "7", "name": "'=1", "came.1.who": "Zoë", "nhs_number": "9434765919", "signs=burn": "x"}
    content, book = csv.filled_in(SMALL, filled=Filled(texts=texts)), openpyxl.Workbook()
    for sheet, signs in ((book.active, "utf-8-sig"), (book.create_sheet("Taken for Windows' signs"), "cp1252")):
        header, line = csv_files.reader(io.StringIO(content.decode(signs)))
        sheet.append(header)
        for day in days:
            cells = [int(text) if text.isdecimal() else text or None for text in line]
            sheet.append([day if name == "born" else cell for name, cell in zip(header, cells, strict=True)])
    saved = io.BytesIO()
    book.save(saved)

    found = read(WORKBOOK, saved.getvalue(), form=SMALL)

    filled = [one for one in found if isinstance(one, FilledForm)]
    wanted = [texts | {"@status": "completed"} | ({"born": text} if text else {}) for text in read_as]
    assert [{"@status": "completed", **one.texts} for one in filled] == wanted * 2
    assert {(one.form, one.version) for one in filled} == {("small", "1")}
    told = problems(found)
    assert len(told) == 2 * read_as.count(None) and all(SWAPPED in message for _, message in told)


def without(slot: str, *, sheet: str = "Records") -> Callable[[openpyxl.Workbook], None]:
    return lambda book: book[sheet].delete_cols(column(book[sheet], slot))


def with_a_formula_last(book: openpyxl.Workbook) -> None:
    """The last cell of a sheet was never calculated; the texts of its footer follow."""
    book["Came"].cell(5, column(book["Came"], "came.#.who")).value = "=1/0"


FILLED = {"@record_id": "A", "@status": "completed", "name": "B", "came.0.who": SECRET}
NOT_THERE = "The hidden row that says which column is which is not on this sheet"


@pytest.mark.parametrize(
    ("change", "lost", "where", "said"),
    [
        (without("@status"), {"@status"}, "", ""),
        (without("@record_id"), {"@record_id", "came.0.who"}, "[Came]:5", "stands on no row"),
        (without("@record_id", sheet="Came"), {"came.0.who"}, "[Came]:5", "it has no record number"),
        (lambda book: book["Came"].delete_rows(4), {"came.0.who"}, "[Came]", NOT_THERE),
        (lambda book: book["Records"].delete_rows(4), set(FILLED), "[Records]", NOT_THERE),
        (lambda book: book.create_sheet("Ours").append(["x", "y"]), set(), "[Ours]", "is none of the form's"),
        (lambda book: put(book, "@form=small", "x"), set(), "[Records]:5", "Column M is without a name"),
        (lambda book: book["Records"].merge_cells("C5:C6"), set(), "[Records]:5", "Cells are merged here"),
        (with_a_formula_last, {"came.0.who"}, '[Came]:5, column "B"', "a formula without a result"),
    ],
)
def test_what_people_take_out_of_a_workbook_or_add_to_it_is_not_lost_in_silence(
    change: Callable[[openpyxl.Workbook], None], lost: set[str], where: str, said: str
) -> None:
    found = read(WORKBOOK, typed(change, texts=FILLED), form=SMALL)

    held = {slot: text for one in found if isinstance(one, FilledForm) for slot, text in one.texts.items()}
    assert held == {slot: text for slot, text in FILLED.items() if slot not in lost}
    told = problems(found)
    assert (f"x.xlsx{where}", True) in [(place, said in message) for place, message in told] if said else not told


def with_a_copy(book: openpyxl.Workbook, *, of: str, slot: str | None = None, says: str = "") -> None:
    """Somebody has copied a sheet, perhaps to change something on the copy."""
    copy = book.copy_worksheet(book[of])
    if slot:
        put(book, slot, says, sheet=copy.title)


BOTH_HOLD = 'The sheets "{0}" and "{0} Copy" hold a row with the same'


@pytest.mark.parametrize(
    ("change", "names", "children", "said"),
    [
        (lambda book: with_a_copy(book, of="Came"), ["B"], [SECRET], BOTH_HOLD.format("Came")),
        (lambda book: with_a_copy(book, of="Records"), ["B"], [SECRET], BOTH_HOLD.format("Records")),
        (
            lambda book: with_a_copy(book, of="Came", slot="came.#.who", says="Lee"),
            ["B"],
            [SECRET, "Lee"],
            'The sheets "Came" and "Came Copy" are both of one table: all rows of both are read',
        ),
        (lambda book: with_a_copy(book, of="Records", slot="@record_id", says="B"), ["B", "B"], [SECRET], ""),
    ],
    ids=["a table", "records", "a table changed", "other records"],
)
def test_what_stands_on_a_sheet_and_on_its_copy_is_read_once_and_said(
    change: Callable[[openpyxl.Workbook], None], names: list[str], children: list[str], said: str
) -> None:
    found = read(WORKBOOK, typed(change, texts=FILLED), form=SMALL)

    records = [one for one in found if isinstance(one, FilledForm)]
    assert [one.texts["name"] for one in records] == names
    assert [text for one in records for slot, text in one.texts.items() if slot.startswith("came")] == children
    told = [(one.severity, said in one.message) for one in found if isinstance(one, Problem)]
    assert told == ([("error", True)] if said else []) and len(problems(found)) == len(told)


def test_a_sheet_of_another_form_is_said_to_be_one() -> None:
    content = typed(lambda book: put(book, "@form=small", "@form=another", row=4), texts=FILLED)

    assert only(read(WORKBOOK, content, form=SMALL)).form == "another"


def test_a_sheet_that_people_rearranged_is_read_and_what_they_added_is_said() -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Records"]
        sheet.title = "Our patients"
        sheet.move_range("A4:A5", cols=19)
        sheet.cell(4, 22).value = sheet.cell(5, 22).value = SECRET
        sheet.cell(4, 23).value, sheet.cell(5, 23).value = "name", SECRET
        sheet.cell(4, 24).value, sheet.cell(5, 24).value = "name", "B"  # the same again is no loss

    found = read(WORKBOOK, typed(change, texts={"@record_id": "A", "name": "B"}), form=SMALL)

    assert [one.texts for one in found if isinstance(one, FilledForm)] == [{"@record_id": "A", "name": "B"}]
    assert problems(found) == [
        ("x.xlsx[Our patients]:5", "Column V is of no question of the form: what stands there is not read."),
        ("x.xlsx[Our patients]:5", f"Column W is {AGAIN_IN_ROW}."),
    ]


BOMB = zipped({"[Content_Types].xml": b"<Types/>", "xl/worksheets/sheet1.xml": bytes(30_000_000)})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no Excel workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "locked with a password"),
        (b"PK\x03\x04" + bytes(60), "damaged"),
        (BOMB, "unpacks to more"),
        (raw_workbook("<row r='1'><c r='A1'><v>1</v></c></row>"), "no entry sheet"),
        (raw_workbook("", before='<!DOCTYPE x [<!ENTITY a "b">]>'), "entities"),
        (xlsx.render(load_form("miu"))[:-400], "damaged"),
        (docx.render(SMALL), "This is a Word document"),
    ],
    ids=["empty", "locked", "cut", "bomb", "another", "entities", "broken off", "Word"],
)
def test_a_file_that_is_no_entry_sheet_is_one_problem(content: bytes, said: str) -> None:
    ((where, message),) = problems(read(WORKBOOK, content, form=form_named("miu")))

    assert (where, said in message) == ("x.xlsx", True)


def test_without_the_extra_a_sentence_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"pip install 'safeforms\[office\]'.*--to html"):
        xlsx.render(form_named("miu"))


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        ("record id,patient_name\nA,'=x\n", {"@record_id": "A", "patient_name": "=x"}),
        ("record id;patient_name\nA; 'x \n", {"@record_id": "A", "patient_name": " 'x "}),
        ("patient_name,companions.11.name\nA,B\n", {"patient_name": "A", "companions.11.name": "B"}),
        (
            "patient_name,alert_types=other,pattern_concern\nA,TRUE,YES\n",
            {"patient_name": "A", "alert_types=other": "x", "pattern_concern": "yes"},
        ),
        ("form id,patient_name\nmiu,A\n", {"patient_name": "A"}),
    ],
)
def test_lines_that_people_write_by_hand_are_read(lines: str, texts: dict[str, str]) -> None:
    assert only(read(DELIMITED, lines.encode(), form=form_named("miu"))).texts == texts


def test_columns_that_the_form_has_not_are_counted_where_they_hold_something_and_never_quoted() -> None:
    lines = f"record id,patient_name,{SECRET},companions.99999999.name\nA,B,{SECRET},C\nD,E,,\n"

    found = read(DELIMITED, lines.encode(), form=form_named("miu"))

    assert problems(found) == [
        ("x.csv:2", "2 columns (C, D) are of no question of the form: what stands there is not read.")
    ]
    assert [one.place.line for one in found if isinstance(one, FilledForm)] == [2, 3]


def test_a_column_without_a_name_is_told_of_once_and_of_no_record_as_one_that_may_be_lost() -> None:
    lines = f"record id,patient_name,\nA,B,{SECRET}\n,,{SECRET}\nC,D,{SECRET}\n"
    found = read(DELIMITED, lines.encode(), form=form_named("miu"))
    (beside,), astray = (one.problems for one in found[:1] if isinstance(one, FilledForm)), found[1]

    assert [one.severity for one in beside] == ["warning"] and isinstance(astray, Problem) and len(found) == 3
    assert {message for _, message in problems(found)} == {"Column C is without a name: what stands there is not read."}
    assert {where for where, _ in problems(found)} == {"x.csv:2", "x.csv:3"} and astray.severity == "error"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"PK\x03\x04", "Excel workbook"), (f"a,b\n{SECRET},2\n".encode(), "give --map")],
)
def test_a_file_without_slots_is_one_problem(content: bytes, said: str) -> None:
    ((_, message),) = problems(read(DELIMITED, content, form=form_named("miu")))

    assert said in message


def test_names_of_sheets_are_short_and_no_two_are_the_same() -> None:
    names = list(sheet_names(["History", "a/b", "A B", "", "x" * 40, "x" * 41, "'q'", "😀" * 20]))

    assert names[1:4] == ["a b", "A B 2", "Sheet 4"] and names[0] != "History"
    assert len({name.casefold() for name in names}) == len(names) and max(map(size, names)) <= 31
    assert size(cut("😀" * 20, 31)) <= 31


@pytest.mark.skipif(not shutil.which("soffice") or examples(1) == 1, reason="LibreOffice, with the profile at_length")
def test_libreoffice_saves_it_and_nothing_changes(tmp_path: Path) -> None:
    form = form_named("miu")
    texts = {"@record_id": "A", "@status": "completed", "date_of_birth": "02/03/2018", "nhs_number": "0123456789"}
    texts |= {"patient_name": "=1+1", "pattern_concern": "no", "companions.1.name": "'x ", "alert_types=other": "x"}
    (tmp_path / "x.xlsx").write_bytes(xlsx.filled_in(form, filled=Filled(texts=texts)))

    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/home", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", tmp_path / "saved", tmp_path / "x.xlsx"], check=True, capture_output=True)

    assert only(read(WORKBOOK, (tmp_path / "saved" / "x.xlsx").read_bytes(), form=form)).texts == texts
