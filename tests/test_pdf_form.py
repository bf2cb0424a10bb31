"""PDF forms: what is written into one is read back, whichever program filled it in, and nothing breaks out of it."""

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from ctypes.util import find_library
from functools import cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from safeforms import UsageError
from safeforms.definition import Form, Section
from safeforms.filled_forms import FilledForm, pdf_fields
from safeforms.filled_forms.pdf import read
from safeforms.judgement.envelope import Envelope, open_record
from safeforms.pdf_form.held import lines_held, rows_held
from safeforms.pdf_form.typesetting import typeset, written
from safeforms.problems import Problem
from safeforms.questions import Choice, Choices, Group, Option, Question, Text, YesNo
from safeforms.slots import Filled, slots_of
from safeforms.targets.pdf import filled_in, not_held, render
from safeforms.wording.outline import outline_of
from tests.laws import examples
from tests.records import cases
from tests.strategies import form_named, nearly_complete, records

if TYPE_CHECKING:
    from weasyprint import Document

pytestmark = pytest.mark.skipif(find_library("pango-1.0") is None, reason="Pango is not here")

HOSTILE = '</style></title><script>x()</script><img src="file:///etc/passwd"><a href="http://x">=1+1 \u202eabc'
SECRET = "Kimberley"
TABLE = "people"
PATIENT = {"patient_name": "Łukasz (Zoë) \\ O'Neill", "nhs_number?": "not_known", "nhs_number?note": "two\nlines"}


def options(*ids: str) -> dict[str, Option]:
    return {one: Option(id=one, text=one.capitalize()) for one in ids}


VISIT = Group(questions=(Question(id="by_day", text="By day", type=YesNo(options=options("yes", "no"))),))
SMALL = Form(
    id="small",
    version="1.0.0",
    title="Small",
    sections=(
        Section(
            id="s",
            title="Section",
            questions=(
                Question(id="remark", text="Remark", type=Text()),
                Question(id="kind", text="Kind", type=Choice(options=options("plain", "odd", "other"))),
                Question(id="signs", text="Signs", type=Choices(options=options("pale", "hot"))),
                Question(id="visit", text="Visit", type=VISIT),
            ),
        ),
    ),
)


@cache
def small() -> bytes:
    """The blank PDF of a small form, made once."""
    return render(SMALL)


@cache
def filled(name: str) -> tuple[Filled, bytes]:
    """The texts of the largest base case of a form with more companions than a blank form has rows, and its PDF."""
    form = form_named(name)
    case = max(cases("bases", form=name), key=lambda case: len(case.answers))
    record = open_record({"form": name, "status": "completed", "record_id": "R-17", "answers": dict(case.answers)})
    assert isinstance(record, Envelope)
    texts = {**slots_of(form, record).texts, **PATIENT, "companions.4.name": SECRET}
    return Filled(texts=texts), filled_in(form, filled=Filled(texts=texts))


@cache
def pages_of(name: str, rows: int) -> "Document":
    """The pages of a form with so many rows in its first table, laid out once."""
    return typeset(form_named(name), texts={f"{TABLE}.{rows - 1}.x": ""})


def form_in(document: bytes) -> FilledForm:
    (form,) = read(io.BytesIO(document), name="x.pdf")
    assert isinstance(form, FilledForm), form
    return form


def refusal(document: bytes) -> str:
    """The sentence that stands for a document."""
    (problem,) = read(io.BytesIO(document), name="x.pdf")
    assert isinstance(problem, Problem) and problem.code == "unreadable" and str(problem.place) == "x.pdf"
    return problem.message


def changed(document: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    """A document with something of it changed by pypdf."""
    writer, saved = PdfWriter(clone_from=io.BytesIO(document)), io.BytesIO()
    change(writer)
    writer.write(saved)
    return saved.getvalue()


def field(writer: PdfWriter, name: str) -> DictionaryObject:
    """A field at the top of the form."""
    fields = [found.get_object() for found in fields_at_the_top(writer)]
    return next(found for found in fields if isinstance(found, DictionaryObject) and str(found["/T"]) == name)


def fields_at_the_top(writer: PdfWriter) -> ArrayObject:
    form = writer.root_object["/AcroForm"]
    assert isinstance(form, DictionaryObject)
    fields = form["/Fields"]
    assert isinstance(fields, ArrayObject)
    return fields


def test_a_whole_form_is_read_back_with_more_rows_than_a_blank_one_has() -> None:
    texts, document = filled("ed")

    form = form_in(document)

    assert (form.form, form.version) == ("ed", form_named("ed").version)
    assert dict(form.texts) == dict(texts.texts)
    assert not not_held(form_named("ed"), filled=texts)


def test_a_whole_form_has_few_pages_each_of_which_says_whose_and_which_form_it_is() -> None:
    pages = PdfReader(io.BytesIO(filled("ed")[1])).pages

    assert len(pages) <= 10
    for number in (1, len(pages)):
        words = pages[number - 1].extract_text()
        assert "Confidential when completed" in words and "Form ed, version" in words and "Name or number" in words
        assert f"Page {number} of {len(pages)}" in words
        assert not {"\u201c", "\u201d"} & set(words)


def test_the_lines_of_questions_beside_each_other_stand_at_one_height() -> None:
    widgets = [found.get_object() for found in PdfReader(io.BytesIO(filled("ed")[1])).pages[0].get("/Annots", ())]
    tops = {str(found.get("/T")): found["/Rect"][1] for found in widgets}

    assert tops["patient_name"] == tops["nhs_number"] and tops["usual_address"] == tops["gp_practice"]


def test_fields_are_called_by_their_slots_and_say_the_words_of_their_questions() -> None:
    outline = outline_of(form_named("ed"))
    fields = PdfReader(io.BytesIO(filled("ed")[1])).get_fields() or {}
    names = {name for name, found in fields.items() if "/FT" in found}

    for entry in outline.walk():
        slot = entry.slot.replace("#", "0")
        if entry.kind == "many":
            assert {f"{slot}={option.value}" for option in entry.options} <= names
        elif entry.kind not in ("group", "table"):
            assert slot in names
            assert " ".join(entry.text.split()) in fields[slot]["/TU"]
        if entry.reasons:
            states = [state for state in fields[f"{slot}?"]["/_States_"] if state != "/Off"]
            assert states == [f"/{reason.value}" for reason in entry.reasons]
            assert f"{slot}?note" in names
        assert entry.note_slot is None or entry.note_slot.replace("#", "0") in names


def test_it_is_tagged_speaks_english_and_names_its_form() -> None:
    reader = PdfReader(io.BytesIO(small()))

    root = reader.root_object
    assert "/StructTreeRoot" in root and str(root["/MarkInfo"]) == "{'/Marked': True}" and str(root["/Lang"]) == "en-GB"
    assert isinstance(root["/Metadata"], StreamObject) and b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert str(reader.metadata["/SafeformsContent"]) == SMALL.content_hash and reader.metadata.title == SMALL.title


def test_the_same_form_gives_the_same_bytes() -> None:
    assert render(SMALL) == small()


@settings(max_examples=examples(4))
@given(data=st.data())
def test_any_record_that_a_pdf_holds_is_read_back(data: st.DataObject) -> None:
    form = form_named("everything")
    record = open_record({"form": form.id, "answers": data.draw(st.one_of(records(form), nearly_complete(form)))})
    assert isinstance(record, Envelope)
    texts = slots_of(form, record)
    assume(not [sentence for sentence in not_held(form, filled=texts) if "though it keeps them" not in sentence])

    rows = rows_held(outline_of(form), texts.texts)[TABLE]
    document = written(pages_of(form.id, rows), form, texts=texts.texts)

    assert dict(form_in(document).texts) == dict(texts.texts)


def test_a_long_text_has_the_room_that_it_needs() -> None:
    texts = {
        "account": "word " * 200,
        "observations": "word " * 20,
        "risk_statement": "\n" * 6,
        "leaving_with": "\n" * 2,
        "notifications.0.consent_basis": "\n",
        "notifications.1.consent_basis": "\n" * 2,
        "site": "a\nb",
        "companions.0.name": "word " * 9,
        "sex": "x" * 99,
    }

    assert lines_held(outline_of(form_named("ed")), texts) == {
        "account": 22,
        "leaving_with": 3,
        "notifications.1.consent_basis": 3,
        "site": 2,
        "companions.0.name": 3,
    }


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not here")
def test_poppler_draws_what_is_filled_in(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(filled("ed")[1])
    shown = subprocess.run(["pdftotext", "-layout", tmp_path / "x.pdf", "-"], capture_output=True, check=True).stdout

    for words in (PATIENT["patient_name"], SECRET, "R-17"):
        assert words in shown.decode()


def test_what_pypdf_fills_in_is_read() -> None:
    values = {"remark": "Łukasz\r\nand\rsons", "kind": "/odd", "signs=pale": "/on", "visit.by_day": "/no"}

    def fill(writer: PdfWriter) -> None:
        for page in writer.pages:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)

    texts = form_in(changed(small(), fill)).texts

    assert texts == {"remark": "Łukasz\nand\nsons", "kind": "odd", "signs=pale": "x", "visit.by_day": "no"}


def _as_numbers(writer: PdfWriter) -> None:
    """A radio group as some programs write it: its states are numbers, its options stand beside."""
    group = field(writer, "kind")
    group[NameObject("/Opt")] = ArrayObject(TextStringObject(said) for said in ("plain", "odd", "other"))
    group[NameObject("/V")] = NameObject("/1")


def _as_picture(writer: PdfWriter) -> None:
    """A radio group of which only the box is on."""
    boxes = field(writer, "kind")["/Kids"]
    assert isinstance(boxes, ArrayObject)
    boxes[1].get_object()[NameObject("/AS")] = NameObject("/odd")


def _as_text(writer: PdfWriter) -> None:
    field(writer, "kind")[NameObject("/V")] = TextStringObject("odd")


def _without_properties(writer: PdfWriter) -> None:
    _as_text(writer)
    writer.metadata = None


@pytest.mark.parametrize("change", [_as_numbers, _as_picture, _as_text, _without_properties])
def test_programs_say_what_was_chosen_in_many_ways(change: Callable[[PdfWriter], None]) -> None:
    form = form_in(changed(small(), change))

    assert (form.form, form.texts) == ("small", {"kind": "odd"})


def _said(kind: type, *given: object) -> Callable[[PdfWriter], PdfObject]:
    return lambda _: kind(*given)


def _in_a_stream(writer: PdfWriter) -> PdfObject:
    stream = StreamObject()
    stream.set_data(b"\xfe\xff" + "Łé".encode("utf-16-be"))
    return writer._add_object(stream)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (_said(NumberObject, 7), "7"),
        (_said(NameObject, "/seven"), "seven"),
        (_said(ArrayObject, [TextStringObject("a"), TextStringObject("b")]), "a, b"),
        (_said(ByteStringObject, b"caf\xe9"), "café"),
        (_said(TextStringObject, "\x1ben\x1bHello"), "Hello"),
        (_in_a_stream, "Łé"),
    ],
)
def test_a_text_is_read_however_a_program_writes_it(value: Callable[[PdfWriter], PdfObject], said: str) -> None:
    def fill(writer: PdfWriter) -> None:
        field(writer, "remark")[NameObject("/V")] = value(writer)

    assert form_in(changed(small(), fill)).texts == {"remark": said}


def test_two_boxes_that_are_both_on_are_no_answer_of_one() -> None:
    def both(writer: PdfWriter) -> None:
        group = field(writer, "kind")
        del group["/V"]
        boxes = group["/Kids"]
        assert isinstance(boxes, ArrayObject)
        for box, state in zip(boxes, ("plain", "odd"), strict=False):
            box.get_object()[NameObject("/AS")] = NameObject(f"/{state}")

    found = form_in(changed(small(), both))
    assert (found.texts, found.several) == ({"kind": "plain, odd"}, {"kind"})


def _unlisted(writer: PdfWriter) -> None:
    """Pages copied into another file, whose form does not list their fields."""
    _as_text(writer)
    fields = fields_at_the_top(writer)
    for listed in list(fields)[3:]:
        fields.remove(listed)


def _without_a_form(writer: PdfWriter) -> None:
    _as_text(writer)
    del writer.root_object["/AcroForm"]


@pytest.mark.parametrize("change", [_unlisted, _without_a_form])
def test_fields_that_stand_only_on_pages_are_read(change: Callable[[PdfWriter], None]) -> None:
    form = form_in(changed(small(), change))

    assert (form.form, form.texts) == ("small", {"kind": "odd"})


def test_two_filled_forms_in_one_file_are_no_record() -> None:
    writer, saved = PdfWriter(), io.BytesIO()
    for document in (small(), changed(small(), _as_text)):
        writer.append(io.BytesIO(document))
    writer.write(saved)

    assert "there twice" in refusal(saved.getvalue())


def test_what_is_typed_or_drawn_beside_the_fields_is_told_of() -> None:
    def note(writer: PdfWriter) -> None:
        writer.add_annotation(0, FreeText(text=SECRET, rect=(0, 0, 90, 20)))

    (problem,) = form_in(changed(small(), note)).problems

    assert problem.severity == "warning" and "Page 1." in problem.message and SECRET not in str(problem)
    assert not form_in(small()).problems


def test_a_form_whose_answers_were_cut_off_is_not_read_as_it_was_before() -> None:
    writer, saved = PdfWriter(io.BytesIO(small()), incremental=True), io.BytesIO()
    _as_text(writer)
    writer.write(saved)
    whole = saved.getvalue()

    assert whole.startswith(small()) and form_in(whole).texts == {"kind": "odd"}
    assert "damaged" in refusal(whole[:-8])


@pytest.mark.parametrize("bound", ["MOST_FIELDS", "MOST_OPTIONS", "LONGEST", "LONGEST_RECORD"])
def test_what_is_gone_through_in_a_pdf_is_bounded(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def list_one(writer: PdfWriter) -> None:
        field(writer, "remark")[NameObject("/Opt")] = ArrayObject([TextStringObject("a")] * 3)

    monkeypatch.setattr(pdf_fields, bound, 2)

    assert "fill in the blank form itself" in refusal(changed(small(), list_one))


def _with_a_bomb(writer: PdfWriter) -> None:
    bomb = StreamObject()
    bomb.set_data(b"a" * 90_000_000)
    field(writer, "remark")[NameObject("/V")] = writer._add_object(bomb.flate_encode())


def _with_a_circle(writer: PdfWriter) -> None:
    fields = fields_at_the_top(writer)
    circle = DictionaryObject({NameObject("/T"): TextStringObject("a"), NameObject("/Kids"): fields})
    fields.append(writer._add_object(circle))


def _with_a_field_gone(writer: PdfWriter) -> None:
    fields = fields_at_the_top(writer)
    fields[3] = writer._add_object(NullObject())


def _flat(writer: PdfWriter) -> None:
    del writer.root_object["/AcroForm"]
    for page in writer.pages:
        del page["/Annots"]


def _xfa(writer: PdfWriter) -> None:
    form = DictionaryObject({NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): NumberObject(0)})
    _flat(writer)
    writer.root_object[NameObject("/AcroForm")] = form
    writer.metadata = None


def _with_a_script(writer: PdfWriter) -> None:
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    run = DictionaryObject({NameObject(key): said for key, said in script.items()})
    field(writer, "remark")[NameObject("/AA")] = DictionaryObject({NameObject("/K"): run})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_flat, "printed, scanned or flattened"),
        (_xfa, "XFA"),
        (_with_a_script, "JavaScript"),
        (lambda writer: writer.encrypt("x", algorithm="RC4-128"), "encrypted"),
        (_with_a_field_gone, "damaged"),
        (_with_a_bomb, "unpacks to far more"),
    ],
)
def test_a_pdf_that_is_no_filled_form_is_told_in_a_sentence(change: Callable[[PdfWriter], None], said: str) -> None:
    assert said in refusal(changed(small(), change))


NO_PDFS = [b"", b"PK\x03\x04", b"%PDF-1.7", b"%PDF-1.7\ntrailer<</Root 1 0 R>>", b"%PDF-1.7\n" + b"[" * 9999]


@pytest.mark.parametrize("document", NO_PDFS, ids=range(len(NO_PDFS)))
def test_what_is_no_pdf_is_told_in_a_sentence(document: bytes) -> None:
    assert refusal(document).startswith(("This is no PDF", "The PDF is damaged", "The PDF has no fields"))


def test_a_pdf_that_is_cut_off_is_told_wherever_it_ends(caplog: pytest.LogCaptureFixture) -> None:
    whole = small()

    for end in range(1000, len(whole), len(whole) // 12):
        assert refusal(whole[:end]).endswith(".")
    assert not caplog.records


def test_fields_that_lead_in_a_circle_are_read_once() -> None:
    assert form_in(changed(small(), _with_a_circle)).form == "small"


def test_hostile_words_of_a_form_are_only_words() -> None:
    options = {"a": Option(id="a", text=HOSTILE)}
    question = Question(id="q", text=HOSTILE, help=HOSTILE, type=Choice(options=options))
    part = Question(id="p", text=HOSTILE, type=Text())
    group = Question(id="g", text=HOSTILE, type=Group(questions=(part,)))
    section = Section(id="s", title=HOSTILE, questions=(question, group))
    form = Form(id="f", version=HOSTILE, title=HOSTILE, sections=(section,))

    reader = PdfReader(io.BytesIO(filled_in(form, filled=Filled(texts={"g.p": HOSTILE}))))

    annotations = [found.get_object() for page in reader.pages for found in page.get("/Annots", ())]
    assert {found["/Subtype"] for found in annotations} == {"/Widget"}
    assert not any({"/A", "/AA"} & set(found) for found in annotations)
    assert not any("\u202e" in str(found.get("/TU", "")) for found in (reader.get_fields() or {}).values())
    assert not {"/Names", "/OpenAction", "/AA"} & set(reader.root_object)
    assert "script" in reader.pages[0].extract_text() and "root:" not in reader.pages[0].extract_text()


def test_what_a_pdf_does_not_hold_is_told_by_question_without_the_answer() -> None:
    texts = {
        "remark": f"{SECRET}\x1b",
        "kind": SECRET,
        "visit.copied": f"زينب {SECRET}",
        "@record_id": f"{SECRET}\r",
    }
    told = not_held(form_named("everything"), filled=Filled(texts=texts))

    assert len(told) == len(texts) and not any(SECRET in sentence for sentence in told)
    assert told[0] == '"Remark" holds characters that a field of a PDF does not keep.'


def test_a_table_has_rows_for_a_record_up_to_a_limit() -> None:
    outline = outline_of(form_named("ed"))
    texts = {"companions.7.name": SECRET, "children.900.name": SECRET}

    rows = rows_held(outline, texts)

    assert (rows["companions"], rows["children"], rows["notifications"]) == (8, 50, 3)
    assert not_held(form_named("ed"), filled=Filled(texts=texts)) == (
        '"Children (one entry each)" holds more than 50 rows: those after them are left out.',
    )


class _Fails:
    """Finds no module of a name: importing it raises an error instead."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name == "weasyprint":
            raise self.error
        return None


@pytest.mark.parametrize(
    ("error", "said"),
    [(ImportError("no"), "pip install 'safeforms[pdf]'"), (OSError("libpango"), "apt-get install libpango-1.0-0")],
)
def test_what_the_machine_lacks_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Fails(error), *sys.meta_path])

    with pytest.raises(UsageError) as refused:
        typeset(form_named("everything"), texts={})

    assert said in str(refused.value) and "--to html" in str(refused.value)
