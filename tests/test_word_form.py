"""Word forms: what is written into one is read back, whoever saved it in between, and nothing breaks out of it."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeforms import load_form, read_export, validate
from safeforms.definition import Form, Section
from safeforms.filled_forms import FilledForm
from safeforms.filled_forms.word import read
from safeforms.judgement.envelope import Envelope, open_record
from safeforms.problems import Problem
from safeforms.questions import Choice, Choices, Group, OfferedReason, Option, Question, Reason, Table, Text
from safeforms.slots import Filled, slots_of
from safeforms.targets import csv, pdf, xlsx
from safeforms.targets import docx as docx_target
from safeforms.targets.docx import filled_in, not_held, render
from safeforms.word_form.marks import LONGEST_TAG
from safeforms.wording.outline import outline_of
from tests.laws import examples
from tests.records import cases
from tests.strategies import FORMS, form_named, nearly_complete, records

MAIN = "word/document.xml"
HOSTILE = '</w:t><script>"&amp;\u202e]]> { HYPERLINK "http://x" }\x00\x0b\ud800 =1\r\n  two\t'
KEPT = HOSTILE.replace("\x00", "").replace("\x0b", "").replace("\ud800", "")


def texts_in(document: bytes) -> dict[str, str]:
    """What a document is read as holding."""
    (form,) = read(io.BytesIO(document), name="x.docx")
    assert isinstance(form, FilledForm), form
    return dict(form.texts)


def problems_in(document: bytes) -> tuple[Problem, ...]:
    """What of a document is told of because it cannot be read."""
    (form,) = read(io.BytesIO(document), name="x.docx")
    assert isinstance(form, FilledForm), form
    return form.problems


def changed(document: bytes, *, part: str = MAIN, change: Callable[[str], str]) -> bytes:
    """A document with one of its parts written anew."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(document)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == part else text)
    return packed.getvalue()


def zipped(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


def as_libreoffice_saves_it(text: str) -> str:
    """No tags, names and locks; no prompts in plain texts; bookmarks begin inside their controls; rows are plain."""
    text = re.sub(r"<w:(tag|alias|lock) [^>]*/>", "", text)
    text = text.replace("<w:showingPlcHdr/><w:text/>", "<w:text/>")
    text = re.sub(r"(<w:bookmarkStart[^>]*/>)(<w:sdt><w:sdtPr>.*?</w:sdtPr><w:sdtContent>)", r"\2\1<w:r></w:r>", text)
    return re.sub(
        r"<w:sdt><w:sdtPr><w15:repeating.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>(?=<w:sdt>|</w)", r"\1", text
    )


def complete(name: str) -> tuple[Form, Filled]:
    """A bundled form with the fullest of its worked cases."""
    form = load_form(name)
    filled = [written(form, dict(case.answers)) for case in cases("") if case.form == name]
    return form, max(filled, key=lambda one: len(one.texts))


def written(form: Form, answers: dict[str, object]) -> Filled:
    envelope = open_record({"form": form.id, "answers": answers})
    assert isinstance(envelope, Envelope)
    return slots_of(form, envelope)


def small(*questions: Question) -> Form:
    section = Section(id="a", title="A", questions=questions)
    reasons = {"not_known": Reason(id="not_known", text="Unknown")}
    return Form(id="small", version="1.0.0", title="Small", sections=(section,), reasons=reasons)


LONG = "An option that a column has no room for"
NOT_KNOWN = {"not_known": OfferedReason(id="not_known")}
ASKED = small(
    Question(id="q", text="Q", type=Text(), unanswered=NOT_KNOWN),
    Question(id="c", text="C", type=Choice(options={one: Option(id=one, text=f"{one} One") for one in "ab"})),
)


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=examples(3))
@given(data=st.data())
def test_any_record_written_into_the_form_is_read_back(name: str, data: st.DataObject) -> None:
    form = form_named(name)
    envelope = open_record(data.draw(st.one_of(records(form), nearly_complete(form))))
    assert isinstance(envelope, Envelope)
    filled = slots_of(form, envelope)
    found = texts_in(filled_in(form, filled=filled))

    assert not_held(form, filled=filled) or found == filled.texts


@pytest.mark.parametrize("name", ["cash", "miu", "midwifery"])
def test_a_form_saved_by_libreoffice_is_read_though_it_drops_the_tags(name: str) -> None:
    form, filled = complete(name)
    saved = changed(filled_in(form, filled=filled), change=as_libreoffice_saves_it)

    assert texts_in(saved) == filled.texts


@pytest.mark.parametrize(
    ("controls", "answer"),
    [
        (("שלום Kim", "שלוםשלום Kim", " שלום Kim", "Kimשלום Kim"), "שלום Kim"),
        (("Kim 日本, end", "日本Kim 日本, end", ", endKim 日本, end"), "Kim 日本, end"),
        (("日本", "日本日本", "日本"), "日本"),
        (("日本", "日本日本", "日本", "日本日本", "日本日本日本日本", "日本日本", "日本"), None),
        (("שלום Kim", "שלוםשלום Kim", " שלום Lee", "Kimשלום Kim"), None),
    ],
    ids=["Hebrew", "Chinese inside", "Chinese alone", "saved again", "one was changed"],
)
def test_an_answer_of_which_libreoffice_made_several_controls_is_read_once_or_not_at_all(
    controls: tuple[str, ...], answer: str | None
) -> None:
    def split(text: str) -> str:
        before, one, after = re.split(r"(<w:sdt>(?:(?!</w:sdt>).)*?MARK.*?</w:sdt>)", as_libreoffice_saves_it(text))
        begun = re.sub("<w:bookmarkStart[^>]*/>", "", one)
        others = [begun.replace("MARK", whole) for whole in controls[1:]]
        return before + one.replace("MARK", controls[0]) + "".join(others) + after

    saved = changed(filled_in(ASKED, filled=Filled(texts={"q": "MARK", "c": "a"})), change=split)

    assert texts_in(saved) == {"c": "a"} | ({"q": answer} if answer else {})
    told = [(problem.severity, problem.path, problem.message) for problem in problems_in(saved)]
    assert [(severity, path) for severity, path, _ in told] == ([] if answer else [("error", ("q",))])
    assert not any("Kim" in message or "日本" in message for _, _, message in told)


@pytest.mark.skipif(not shutil.which("soffice") or examples(1) == 1, reason="LibreOffice is started at length only")
def test_libreoffice_itself_opens_saves_and_loses_nothing(tmp_path: Path) -> None:
    form, filled = complete("ed")
    (tmp_path / "ed.docx").write_bytes(filled_in(form, filled=filled))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/home", "--convert-to", "docx"]
    subprocess.run(
        [*command, "--outdir", "saved", "ed.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120
    )

    saved = (tmp_path / "saved" / "ed.docx").read_bytes()
    assert texts_in(saved) == filled.texts and not problems_in(saved)


@pytest.mark.parametrize("name", FORMS)
def test_a_blank_form_holds_nothing_and_says_what_it_is_on_every_page(name: str) -> None:
    form = form_named(name)
    blank = render(form)
    (read_back,) = read(io.BytesIO(blank), name="x.docx")
    document = docx.Document(io.BytesIO(blank))
    footer = document.sections[0].footer.paragraphs[0]

    assert isinstance(read_back, FilledForm)
    assert (read_back.form, read_back.version, read_back.texts) == (form.id, form.version, {})
    assert not read_back.problems
    assert blank == render(form) and {part.date_time[0] for part in ZipFile(io.BytesIO(blank)).infolist()} == {1980}
    assert (document.core_properties.title, document.core_properties.language) == (form.title, "en-GB")
    assert document.sections[0].header.paragraphs[0].text.endswith("\tConfidential when completed")
    assert footer.text.startswith(f"Form {form.id}, version {form.version}") and "NUMPAGES" in footer._p.xml
    headings = [line.text for line in document.paragraphs if line.style and line.style.name == "Heading 1"]
    assert headings == [chapter.heading for chapter in outline_of(form).chapters]


def test_texts_of_a_form_or_an_answer_stay_texts() -> None:
    question = Question(id="q", text=HOSTILE, type=Text(min_length=50), help=HOSTILE)
    choice = Question(id="c", text="C", type=Choices(options={"a": Option(id="a", text=HOSTILE)}))
    form, filled = small(question, choice), Filled(texts={"q": HOSTILE, "@record_id": HOSTILE})
    document = filled_in(form, filled=filled)
    body = docx.Document(io.BytesIO(document)).element.body

    assert texts_in(document) == {"q": KEPT, "@record_id": KEPT}
    assert not body.xpath("//*[local-name()='script' or local-name()='instrText' or local-name()='hyperlink']")
    assert "\u202e" not in "".join(run.text or "" for run in body.xpath("//w:t[not(ancestor::w:sdtContent)]"))
    assert not_held(form, filled=filled) == (
        f'"{HOSTILE}" holds characters that no Word document can hold.',
        "The number (id) of the record holds characters that no Word document can hold.",
    )


def test_long_ids_have_tags_that_word_takes() -> None:
    long = "q" * 64
    part = Question(id=long, text="Q", type=Choices(options={long: Option(id=long, text="O")}))
    form = small(
        Question(id="g" * 64, text="G", type=Group(questions=(part,))),
        Question(id="t" * 64, text="T", type=Table(questions=(part,))),
    )
    filled = written(form, {"g" * 64: {long: [long]}, "t" * 64: [{}, {long: [long]}]})
    document = filled_in(form, filled=filled)
    tags = docx.Document(io.BytesIO(document)).element.body.xpath("//w:tag/@w:val")

    assert texts_in(document) == filled.texts and len(filled.texts) == 3
    assert max(map(len, tags)) <= LONGEST_TAG


BARE = "<w:tr><w:tc><w:p><w:r><w:t>Kim</w:t></w:r></w:p></w:tc></w:tr>"


def with_rows(rows: list[dict[str, str]], *, change: Callable[[list[str]], list[str]]) -> bytes:
    """A filled table whose rows, as texts of XML, were changed."""
    form = small(Question(id="t", text="T", type=Table(questions=(Question(id="n", text="N", type=Text()),))))

    def rewritten(text: str) -> str:
        found = re.findall(r"<w:sdt><w:sdtPr><w15:repeatingSectionItem/>.*?</w:tr></w:sdtContent></w:sdt>", text)
        return text.replace("".join(found), "".join(change(found)))

    return changed(filled_in(form, filled=written(form, {"t": list(rows)})), change=rewritten)


def test_rows_are_counted_as_they_stand() -> None:
    """Word copies a row with its tags; a row that was taken out leaves no hole."""
    document = with_rows(
        [{"n": "one"}, {"n": "two"}, {"n": "three"}],
        change=lambda rows: [rows[1], *rows[2:], rows[0].replace(">one<", ">four<"), rows[0]],
    )

    assert texts_in(document) == {
        "@status": "completed",
        "t.0.n": "two",
        "t.1.n": "three",
        "t.2.n": "four",
        "t.3.n": "one",
    }


def test_a_row_that_libreoffice_copied_is_read_too() -> None:
    """It gives the bookmarks of a copy names of their own, and copies the words chosen without the list."""
    form, filled = load_form("miu"), Filled(texts={"companions.0.relationship": "mother"})

    def copied(text: str) -> str:
        saved = as_libreoffice_saves_it(text)
        first = re.search(r"<w:tr>(?:(?!<w:tr>).)*>Mother<.*?</w:tr>", saved)
        assert first
        copy = re.sub(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", first[0])
        copy = re.sub(r'w:(id|name)="(\w+)"', r'w:\1="\2_Copy_1"', copy)
        return saved.replace(first[0], first[0] + copy)

    found = texts_in(changed(filled_in(form, filled=filled), change=copied))

    assert found == {"companions.0.relationship": "mother", "companions.1.relationship": "mother"}


@pytest.mark.parametrize("change", [lambda rows: [*rows, BARE], lambda rows: [BARE, *rows]])
def test_a_row_without_boxes_is_not_passed_over(change: Callable[[list[str]], list[str]]) -> None:
    (problem,) = read(io.BytesIO(with_rows([{"n": "one"}], change=change)), name="x.docx")

    assert isinstance(problem, Problem) and "without its boxes" in problem.message and "Kim" not in problem.message


def test_what_stands_below_the_rows_is_no_row_without_boxes() -> None:
    """In a table of one column what its list offers has as many cells as a row."""
    relation = Question(id="n", text="N", type=Choice(options={one: Option(id=one, text=LONG) for one in "ab"}))
    form = small(Question(id="t", text="T", type=Table(questions=(relation,)), unanswered=NOT_KNOWN))
    filled = Filled(texts={"t.0.n": "b", "t?": "not_known"})

    assert texts_in(filled_in(form, filled=filled)) == filled.texts


def test_options_that_look_alike_are_told_apart() -> None:
    texts = {"a": f"{LONG} (b)", "b": LONG, "c": LONG, "d": f"{LONG}\u202e"}
    options = {one: Option(id=one, text=text) for one, text in {**texts, "e": f"{LONG} (b)"}.items()}
    row = Table(questions=(Question(id="n", text="N", type=Choice(options=options)),))
    filled = Filled(texts={f"t.{number}.n": option for number, option in enumerate(options)})

    assert texts_in(filled_in(small(Question(id="t", text="T", type=row)), filled=filled)) == filled.texts


@pytest.mark.parametrize("text", ["Kim\n", "\nKim", "\n\n", "a\r\nb\r", " \u00adKim  Lee\t", "_x000D_]]>\u2028"])
def test_every_blank_and_line_of_an_answer_is_kept(text: str) -> None:
    filled = Filled(texts={"q": text, "@record_id": text})

    assert texts_in(filled_in(ASKED, filled=filled)) == filled.texts and not not_held(ASKED, filled=filled)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"c": "\na One"}, '"C" holds words that would be read as one of its options.'),
        ({"q?": "Unknown"}, '"Q" holds words that would be read as one of its options.'),
        ({"@status": "Completed"}, "The status of the record holds words that would be read"),
        ({"q": "a\n" * 130_000}, "The record is too long for a Word form"),
    ],
)
def test_what_would_be_read_as_something_else_is_said_beforehand(texts: dict[str, str], said: str) -> None:
    (sentence,) = not_held(ASKED, filled=Filled(texts=texts))
    (found,) = read(io.BytesIO(filled_in(ASKED, filled=Filled(texts=texts))), name="x.docx")

    assert sentence.startswith(said)
    assert isinstance(found, Problem) or found.texts != texts


def asked_and_changed(inside: str, *, tag: str = "q", after: str = "", styles: str = "</w:styles>") -> FilledForm:
    """The form ASKED with other XML in one of its controls and after it."""

    def written(text: str) -> str:
        control = f'(<w:tag w:val="{tag}"/>.*?<w:sdtContent>).*?(</w:sdtContent></w:sdt>)'
        return re.sub(control, lambda found: found[1] + inside + found[2] + after, text, count=1)

    document = changed(filled_in(ASKED, filled=Filled(texts={"c": "a"})), change=written)
    restyled = changed(document, part="word/styles.xml", change=lambda text: text.replace("</w:styles>", styles))
    (form,) = read(io.BytesIO(restyled), name="x.docx")
    assert isinstance(form, FilledForm)
    return form


PROMPT = '<w:style w:styleId="Tekst"><w:name w:val="Placeholder Text"/></w:style></w:styles>'


@pytest.mark.parametrize(
    ("inside", "answer"),
    [
        ("<w:del><w:r><w:delText>Jo</w:delText></w:r></w:del><w:ins><w:r><w:t>Kim</w:t></w:r></w:ins>", "Kim"),
        ('<w:r><w:t>K</w:t></w:r><w:proofErr w:type="x"/><w:smartTag><w:r><w:t>im</w:t></w:r></w:smartTag>', "Kim"),
        ('<w:hyperlink r:id="rId1"><w:r><w:t>Kim</w:t></w:r></w:hyperlink>', "Kim"),
        ("<w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>Kim</w:t></w:r>", "Kim"),
        ("<w:p><w:r><w:t>Kim</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>Lee</w:t></w:r></w:p>", "Kim\n\nLee"),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Ki</w:t></w:r></w:p><w:p><w:t>m</w:t></w:p>", "Kim"),
        (
            '<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_1"/></w:sdtPr><w:sdtContent><w:t>Kim</w:t></w:sdtContent></w:sdt>',
            "Kim",
        ),
        ('<w:r><w:t>a</w:t><w:softHyphen/><w:sym w:font="Symbol" w:char="F0B0"/></w:r>', "a\u00ad\uf0b0"),
        ('<w:r><w:rPr><w:rStyle w:val="Tekst"/></w:rPr><w:t>Kliknij tutaj.</w:t></w:r>', None),
        ("", None),
    ],
)
def test_what_word_makes_of_an_answer_is_read_as_it_is_seen(inside: str, answer: str | None) -> None:
    form = asked_and_changed(inside, styles=PROMPT)

    assert (form.texts.get("q"), form.problems) == (answer, ())


@pytest.mark.parametrize(
    ("sign", "ticked"),
    [
        ("<w:t>X</w:t>", True),
        ("<w:t>\u2610x</w:t>", True),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', True),
        ("<w:del><w:t>\u2610</w:t></w:del><w:ins><w:t>\u2612</w:t></w:ins>", True),
        ("<w:t>\u2612 she said</w:t>", True),
        ("<w:t> </w:t>", False),
    ],
)
def test_a_box_is_ticked_by_whatever_sign(sign: str, ticked: bool) -> None:
    assert asked_and_changed(sign, tag="c:b").texts["c"] == ("a\nb" if ticked else "a")


def test_a_tick_deleted_while_changes_are_tracked_is_none() -> None:
    assert asked_and_changed("<w:del><w:r><w:t>\u2612</w:t></w:r></w:del>", tag="c:a").texts == {}


def test_a_row_deleted_while_changes_are_tracked_is_none() -> None:
    document = with_rows(
        [{"n": "one"}, {"n": "two"}],
        change=lambda rows: [rows[0].replace("<w:trPr>", "<w:trPr><w:del/>"), *rows[1:]],
    )

    assert texts_in(document) == {"@status": "completed", "t.0.n": "two"}


COPY = '<w:sdt><w:sdtPr><w:tag w:val="q"/></w:sdtPr><w:sdtContent><w:t>{}</w:t></w:sdtContent></w:sdt>'


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"inside": f"<w:r><w:t>Kim</w:t></w:r>{COPY.format('Lee')}"}, "more than once"),
        ({"inside": "<w:t>Kim</w:t>", "after": COPY.format("Lee")}, "more than once"),
        ({"inside": "<w:r><w:drawing/></w:r>"}, "is no text, as a picture"),
        ({"inside": "<w:t>not him</w:t>", "tag": "c:b"}, "other than a tick"),
        ({"inside": "", "after": "<w:r><w:t>Kim</w:t></w:r>"}, "Beside the box"),
    ],
)
def test_what_is_not_read_is_told_of(change: dict[str, str], told: str) -> None:
    (problem,) = asked_and_changed(**change).problems

    assert told in problem.message and problem.path in (("q",), ("c",))
    assert problem.severity == ("warning" if told == "Beside the box" else "error")
    assert not any(name in problem.message for name in ("Kim", "Lee", "him"))


@pytest.mark.parametrize("target", [csv, docx_target, pdf, xlsx])
def test_every_format_names_a_question_with_what_it_stands_in(target: ModuleType) -> None:
    note = Question(id="n", text="N", type=Text())
    form = small(
        Question(id="g", text="G", type=Group(questions=(note,))),
        Question(id="t", text="T", type=Table(questions=(note,))),
    )
    told = target.not_held(
        form, filled=Filled(texts={"g.n": "\ud800", "t.0.n": "a", "t.1.n": "\ud800", "@record_id": "1"})
    )

    assert [sentence.partition(" holds ")[0] for sentence in told] == ['"N" (in "G")', '"N" (row 2 of "T")']


STYLED = re.compile('<w:rPr><w:rStyle w:val="(?:Beside|Quiet)"/></w:rPr>')
SAYS_ITS_STYLES = re.compile('<property [^>]*name="safeforms printed".*?</property>')


@pytest.mark.parametrize(
    ("words", "properties"),
    [
        (lambda text: text.replace(">Or, if not answered:<", ">Neu, os nad atebwyd:<"), str),
        (lambda text: text.replace('"Beside"', '"Aside"'), lambda text: text.replace(">Beside ", ">Aside ")),
        (lambda text: STYLED.sub("", text), lambda text: SAYS_ITS_STYLES.sub("", text)),
    ],
    ids=["reworded", "in other styles", "of before the file said"],
)
def test_what_a_form_of_another_day_prints_beside_its_boxes_is_not_taken_for_answers(
    words: Callable[[str], str], properties: Callable[[str], str]
) -> None:
    document = changed(changed(BLANK, change=words), part="docProps/custom.xml", change=properties)

    assert document != BLANK and not problems_in(document)


def test_two_ticks_where_one_may_be_are_one_problem_that_names_the_question(tmp_path: Path) -> None:
    def tick_all(text: str) -> str:
        return re.sub('<w:tag w:val="sex:.*?</w:sdt>', lambda box: box[0].replace("\u2610", "\u2612"), text)

    (tmp_path / "x.docx").write_bytes(changed(BLANK, change=tick_all))
    (record,) = read_export(tmp_path / "x.docx")
    (problem,) = [found for found in validate(record).problems if found.path == ("sex",)]

    assert problem.message.startswith('"Sex" has several boxes ticked, where only one may be')


def test_a_row_is_named_as_it_stands_on_the_page_and_the_blank_ones_before_it_lack_nothing(tmp_path: Path) -> None:
    texts = {"companions.2.relationship": "nobody"}
    (tmp_path / "x.docx").write_bytes(filled_in(form_named("miu"), filled=Filled(texts=texts)))
    (record,) = read_export(tmp_path / "x.docx")
    told = [found for found in validate(record).problems if found.path[0] == "companions"]

    assert {found.path[1] for found in told} == {2} and all("(row 3 of" in found.message for found in told)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('w14:val="0"/><w14:checkedState', 'w14:val="1"/><w14:checkedState', {"sex": "female\nmale\nnot_known"}),
        (">dd/mm/yyyy<", ">2/3/2018dd/mm/yyyy<", {"date_of_birth": "2/3/2018"}),
        (">dd/mm/yyyy<", ">Click or tap to enter a date.<", {}),
        (">Choose<", ">Asked or looked: not known<", {"date_of_birth?": "not_known"}),
        (">Choose<", ">Something else<", {"date_of_birth?": "Something else"}),
    ],
)
def test_what_a_person_does_is_read_as_meant(old: str, new: str, found: dict[str, str]) -> None:
    def typed(text: str) -> str:
        """The change, made to two questions only."""
        return re.sub(r'<w:tag w:val="(sex|date_of_birth).*?</w:sdt>', lambda one: one[0].replace(old, new), text)

    assert texts_in(changed(render(load_form("miu")), change=typed)) == found


BLANK = render(form_named("miu"))
BOMB = "<!DOCTYPE w [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
OUTSIDE = "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
NO_TEXT = "<w:document xmlns:w='x'/>"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"", "no Word document"),
        (b"%PDF-1.7", "no Word document"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "before 2007 or locked"),
        (BLANK[: len(BLANK) // 2], "damaged or cut off"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "no Word document"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "no Word document"),
        (changed(BLANK, change=lambda _: NO_TEXT), "None of the boxes"),
        (changed(BLANK, change=lambda text: text[:-40]), "damaged or cut off"),
        (changed(BLANK, change=lambda _: "<w>" * 500), "damaged or cut off"),
        (changed(BLANK, change=lambda _: "<?xml version='1.0' encoding='no-such'?><w/>"), "damaged or cut off"),
        (changed(BLANK, change=lambda _: f"{BOMB}<w>&b;</w>"), "entities of its own"),
        (changed(BLANK, part="customXml/item1.xml", change=lambda _: f"{OUTSIDE}<w>&x;</w>"), "entities of its own"),
        (changed(BLANK, change=lambda _: f"<w>{' ' * 20_000_000}</w>"), "unpacks to more than a form is"),
        (changed(BLANK, change=lambda _: f"<w>{'<p/>' * 250_000}</w>"), "unpacks to more than a form is"),
        (changed(BLANK, change=lambda text: re.sub("<w:bookmarkEnd[^>]*/>", "", text)), "damaged or cut off"),
        (
            changed(
                BLANK,
                part="[Content_Types].xml",
                change=lambda text: text.replace("ocument.main", "ocument.macroEnabled.main"),
            ),
            "macros",
        ),
        (zipped({"[Content_Types].xml": "<Types/>", "word/vbaProject.bin": "x"}), "macros"),
    ],
)
def test_a_hostile_or_broken_document_is_one_problem_with_a_sentence(document: bytes, said: str) -> None:
    (problem,) = read(io.BytesIO(document), name="x.docx")

    assert isinstance(problem, Problem) and problem.code == "unreadable"
    assert said in problem.message and str(problem.place) == "x.docx"
