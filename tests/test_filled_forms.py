"""Forms filled in, from the outside: what `blank` writes with a record in it is read back and judged as the record."""

import json
import shlex
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from safeforms import Problem, RawRecord, blank, load_form, losses, read_export, summarise, validate
from safeforms.cli import run
from safeforms.definition import Form
from safeforms.examples import example_records
from safeforms.filled_forms import NOTHING, FilledForm
from safeforms.filled_forms.reading import NO_FORM_OR_MAP, FilledForms
from safeforms.library import BUNDLED
from safeforms.places import Place
from safeforms.slots import record_of
from tests.strategies import FORMS, NOW, form_named
from tests.test_slots import ticked

READ_BACK = ("csv", "docx", "json", "xlsx")
SECRET = "Kimberley"
TRIAGE = Path(__file__).parents[1] / "examples" / "triage.yaml"
PDF = pytest.mark.skipif(find_library("pango-1.0") is None, reason="Pango is not here")


def one(path: Path, **given: Any) -> RawRecord | Problem:
    """The only thing that is read in a file."""
    (found,) = read_export(path, **given)
    return found


def filled(tmp_path: Path, *, to: str, record: dict[str, Any], form: str = "miu") -> Path:
    """A file with a record written into a form."""
    path = tmp_path / f"filled.{to}"
    path.write_bytes(blank(form, to=to, record=record))
    return path


def judged_alike(form: Form, record: dict[str, Any], again: dict[str, Any]) -> None:
    """Two records have the same verdict and the same summary; ticks have no order."""
    both = [{**one, "answers": ticked(form.questions.values(), one["answers"])} for one in (record, again)]
    first, second = (validate(one, form=form, now=NOW) for one in both)

    assert first.as_dict() == second.as_dict()
    assert summarise(both[0], form=form, now=NOW) == summarise(both[1], form=form, now=NOW)


def said(capsys: pytest.CaptureFixture[str], line: str) -> tuple[int, str, str]:
    """The exit code of a command, and what it printed and talked of."""
    return run(shlex.split(line)), *capsys.readouterr()


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("to", READ_BACK)
def test_a_record_written_into_a_form_is_judged_and_summarised_alike_when_read_back(
    name: str, to: str, tmp_path: Path
) -> None:
    form = form_named(name)
    for faults in (0, 2):
        (example,) = example_records(form, number=1, first=3, faults=faults, now=NOW)
        record = {**example.record, "record_id": "R-1"}
        if losses(form, to=to, record=record) != losses(form, to=to):
            continue
        (tmp_path / f"filled.{to}").write_bytes(blank(form, to=to, record=record))

        found = one(tmp_path / f"filled.{to}", form=form)

        assert isinstance(found, RawRecord) and found.data["record_id"] == "R-1"
        assert found.place.file.startswith(str(tmp_path))
        judged_alike(form, record, found.data)


@PDF
def test_a_record_written_into_a_pdf_is_judged_and_summarised_alike_when_read_back(tmp_path: Path) -> None:
    form = load_form(TRIAGE)
    (example,) = example_records(form, number=1, now=NOW)
    (tmp_path / "filled.pdf").write_bytes(blank(form, to="pdf", record=example.record))

    found = one(tmp_path / "filled.pdf", form=form)

    assert isinstance(found, RawRecord)
    judged_alike(form, example.record, found.data)


@pytest.mark.parametrize("to", READ_BACK)
def test_the_law_is_not_empty(to: str) -> None:
    (example,) = example_records("miu", number=1, first=3, now=NOW)

    assert losses("miu", to=to, record=example.record) == losses("miu", to=to)


def test_a_record_on_paper_shows_every_answer_and_breaks_out_of_nothing() -> None:
    answers = {
        "patient_name": "1. *Kim* | <script> http://x.example \x1b[1m",
        "nhs_number": {"unanswered": "not_known", "note": "- asked"},
        "sex": "female",
        "companions": [{}, {"name": "a | b", "relationship": "mother"}],
    }
    paper = blank("miu", record={"answers": answers, "record_id": "R-1", "status": "amended"}).decode()

    assert "\n1\\. \\*Kim\\* \\| \\<script\\> http:\\//x.example [1m".replace("[", "\\[") in paper
    assert "Record number: R-1\n" in paper and "- [x] Amended" in paper and "- [x] Female" in paper
    assert "- [x] Asked or looked: not known" in paper and "| a \\| b |" in paper
    assert paper.count("[x]") == 3 and "\x1b" not in paper
    lines = losses("miu", to="markdown", record={"answers": {"usual_address": "1 Example Lane\nExampletown"}})
    assert lines[-1] == '"Usual address" holds several lines: they are written as one.'


def test_json_keeps_what_no_form_has_room_for() -> None:
    answers = {"patient_name": 3, "x": ["y"], "companions": [{"name": "Kim"}, "z"], "alert_types": ["b", "a"]}
    record = json.loads(blank("miu", to="json", record={"answers": answers, "status": "in_progress"}))

    assert {key: record["answers"][key] for key in answers if key != "companions"} | {} == {
        key: value for key, value in answers.items() if key != "companions"
    }
    assert record["answers"]["companions"][0]["name"] == "Kim" and record["answers"]["companions"][1] == "z"
    assert (record["status"], record["answers"]["sex"]) == ("in_progress", None)


def test_what_a_record_has_beyond_a_format_is_talked_of_by_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = {"form": "miu", "form_version": "0.1", "answers": {"patient_name": f"{SECRET}\x00", "q": SECRET}}
    (tmp_path / "record.json").write_text(json.dumps(record), encoding="utf-8")
    code, _, talk = said(capsys, f"blank miu --to docx --with {tmp_path}/record.json --output {tmp_path}/form.docx")

    assert code == 1 and (tmp_path / "form.docx").exists()
    assert "Not written: The record holds something that the form does not ask." in talk
    assert "Not written: The version of the form that the record names" in talk
    assert 'Not written: "Name' in talk and SECRET not in talk
    assert talk.rindex("Not written") < talk.index("Not carried: The order in which several options")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("blank ed --with record.json", "names another form than 'ed'"),
        ("blank miu --to html --with long.json", "too long for a web page: use --to json"),
        ("blank miu --to jsonschema --with record.json", "use --to json"),
        ("blank miu --with two.ndjson", "holds several records: a form takes one."),
        ("blank miu --with record.json --output record.json", "what is being read"),
        ("blank miu --with broken.json", "unreadable"),
        ("blank miu --with gone.json", "There is no file gone.json."),
    ],
)
def test_what_cannot_be_written_in_is_refused_with_a_sentence(
    line: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    record = json.dumps({"form": "miu", "answers": {"patient_name": SECRET}})
    Path("record.json").write_text(record, encoding="utf-8")
    Path("long.json").write_text(record.replace(SECRET, SECRET * 60_000), encoding="utf-8")
    Path("two.ndjson").write_text(f"{record}\n{record}\n", encoding="utf-8")
    Path("broken.json").write_text("{", encoding="utf-8")

    code, printed, talk = said(capsys, line)

    assert (code, printed) == (2, "") and sentence in talk and SECRET not in talk


@pytest.mark.parametrize("to", ["csv", "docx", "xlsx"])
def test_a_form_that_was_filled_in_is_not_taken_for_another(to: str, tmp_path: Path) -> None:
    path = filled(tmp_path, to=to, record={"answers": {"patient_name": SECRET}})
    for another in ("ed", TRIAGE):  # which has some of its questions, and none
        found = one(path, form=another)
        assert isinstance(found, Problem) and found.code == "wrong_form" and SECRET not in str(found)


@pytest.mark.parametrize("to", ["csv", "docx", pytest.param("pdf", marks=PDF), "xlsx"])
def test_a_form_in_which_nothing_is_filled_in_is_no_record(to: str, tmp_path: Path) -> None:
    (tmp_path / f"blank.{to}").write_bytes(blank(TRIAGE, to=to))
    found = one(tmp_path / f"blank.{to}", form=TRIAGE)

    assert isinstance(found, Problem) and (found.code, found.message) == ("unreadable", NOTHING)


def test_which_form_was_filled_in_must_be_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "export.csv").write_text(f"Name,Seen\n{SECRET},2\n{SECRET},3\n", encoding="utf-8")
    code, printed, _ = said(capsys, f"validate {tmp_path}/export.csv")
    assert code == 2 and printed.count(NO_FORM_OR_MAP) == 1 and SECRET not in printed

    code, printed, _ = said(capsys, f"validate {tmp_path}/export.csv --form miu")
    assert code == 2 and printed.count("'safeforms map init' proposes one") == 1 and SECRET not in printed

    header = blank("ed", to="csv").decode("utf-8-sig").splitlines()[0]
    for cells in ("ed,1", header + ",,", '"ed'):
        (tmp_path / "export.csv").write_text(f"{header}\n{cells}\n", encoding="utf-8")
        problem = one(tmp_path / "export.csv")
        assert isinstance(problem, Problem) and problem.code == "unreadable" and problem.where.endswith(":2")


def test_what_a_filled_form_holds_of_no_question_is_told_of() -> None:
    texts = {"patient_name": "Jo", "old_question": SECRET, "companions.20000.name": "x", "alert_types=old": "x"}
    form = FilledForm(form="miu", version="1.0.0", texts=texts, place=Place("f.docx"))
    record = FilledForms(form=None, library=BUNDLED)._one(form)

    assert isinstance(record, RawRecord)
    unknown = [problem for problem in validate(record, now=NOW).problems if problem.code == "unknown_question"]
    assert len(unknown) == 3 and not any(SECRET in str(problem) for problem in unknown)


def test_what_a_filled_form_says_twice_is_not_lost_in_silence_when_it_becomes_another() -> None:
    texts = {"patient_name": "Jo", "patient_name?": "not_known"}
    record = FilledForms(form=None, library=BUNDLED)._one(
        FilledForm(form="miu", version="1.0.0", texts=texts, place=Place("f.docx"))
    )

    for to in ("json", "csv", "html"):
        assert any("a reason for none beside it" in lost for lost in losses("miu", to=to, record=record)), to


@pytest.mark.parametrize(
    ("slot", "beside", "code", "words"),
    [
        ("patient_name", "patient_name?", "check_failed", "has an answer, and a reason for none beside it"),
        ("patient_name", "patient_name?note", "check_failed", "words where the reason for none goes"),
        ("companions.1.age_years", "companions.1.age_years?note", "check_failed", "(row 2 of"),
        ("alert_types=other", "alert_types?", "check_failed", "has an answer, and a reason"),
        ("sex", "patient_name?note", "reason_not_offered", "and no reason: answer it"),
    ],
)
def test_an_answer_beside_a_reason_and_words_without_one_are_refused(
    slot: str, beside: str, code: str, words: str
) -> None:
    texts = {slot: "12", beside: SECRET if beside.endswith("note") else "not_known"}
    form = FilledForm(form="miu", version="1.0.0", texts=texts, place=Place("f.docx"))
    record = FilledForms(form=None, library=BUNDLED)._one(form)

    (problem,) = [one for one in validate(record, now=NOW).problems if one.code == code and words in one.message]
    assert problem.severity == "error" and problem.question == beside.partition("?")[0].replace(".1.", ".")
    assert SECRET not in str(problem)


@pytest.mark.parametrize(
    ("slot", "question", "code"),
    [
        ("@status", "status", "not_an_option"),
        ("sex", "sex", "not_an_option"),
        ("patient_name?", "patient_name", "reason_not_offered"),
    ],
)
def test_several_ticks_are_one_problem_whatever_they_are_of(slot: str, question: str, code: str) -> None:
    texts = {slot: SECRET}
    form = FilledForm(form="miu", version="1.0.0", texts=texts, place=Place("f.pdf"), several={slot})
    record = FilledForms(form=None, library=BUNDLED)._one(form)

    (problem,) = [one for one in validate(record, now=NOW).problems if one.path == (question,)]
    assert problem.code == code and "has several boxes ticked, where only one may be" in problem.message


def test_what_cannot_be_read_is_asked_for_as_the_form_asks_for_it() -> None:
    texts = {"@status": SECRET, "date_of_birth": "31/02/2018", "assessed_at": SECRET, "nhs_number": "943 476 5918"}
    form = FilledForm(form="miu", version="1.0.0", texts=texts, place=Place("f.docx"))
    record = FilledForms(form=None, library=BUNDLED)._one(form)

    wrong = {
        str(one.path[0]): one.message for one in validate(record, now=NOW).problems if one.code[:3] in ("wro", "not")
    }
    assert wrong["assessed_at"].endswith("written like 31/03/2026 14:30.")
    assert wrong["date_of_birth"].endswith("written like 31/03/2026.")
    assert wrong["nhs_number"].endswith("ten digits, the check digit right.")
    assert wrong["status"].startswith('What the record is marked as must be one of "In progress", "Completed"')


def test_a_record_of_which_a_cell_could_not_be_read_does_not_pass_for_whole(tmp_path: Path) -> None:
    (example,) = example_records("miu", number=1, now=NOW)
    book = openpyxl.load_workbook(filled(tmp_path, to="xlsx", record={**example.record, "record_id": "A"}))
    sheets = ("Records", "alert_types=other"), ("Who came", "companions.#.name")
    for name, slot in sheets:
        at = next(at for at, cell in enumerate(book[name][4], start=1) if cell.value == slot)
        book[name].cell(5, at).value = f"={SECRET}"  # never calculated
    book.save(tmp_path / "filled.xlsx")

    record = one(tmp_path / "filled.xlsx")
    assert isinstance(record, RawRecord)
    verdict, summary = validate(record, now=NOW), summarise(record, now=NOW)

    told = {problem.path for problem in verdict.problems if problem.code == "wrong_format"}
    assert told == {("alert_types",), ("companions", 0, "name")}
    assert not verdict.complete and summary.level is None and SECRET not in str(verdict.problems)


def test_the_number_of_a_row_makes_no_rows_without_end() -> None:
    texts = {"companions.²": "x", "companions.99999999.name": "x", "companions.1.name": "Kim"}

    assert record_of(load_form("miu"), texts)["answers"] == {"companions": [{}, {"name": "Kim"}]}
