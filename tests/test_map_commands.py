"""The commands for export maps, from an unknown export to a check, as whoever runs them meets them."""

import json
from pathlib import Path

import pytest

from safeforms import check, load_form
from safeforms.cli import run
from safeforms.examples import example_records
from safeforms.library import library_of
from safeforms.maps.loading import checked_map
from tests.strategies import NOW
from tests.test_map_laws import FORMS, as_csv, map_of, row_of

MAP = """map: trial
form: miu
record_id: Visit
columns:
  patient_name: Patient
  accompanied: {column: "Accompanied?", values: {Y: with_someone, N: alone}}
ignore: [Ward*]
"""
UNREAD = ", 0 unreadable"
EXPORT = """Visit,Patient,Accompanied?,Ward clerk,Triage
V1,Jo Zorbax,Y,Sam,Red
V2,Al Zorbax,Maybe,Sam,
V3,Al Zorbax,Y,,
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "export.csv").write_text(EXPORT, encoding="utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], line: str) -> tuple[int, str, str]:
    code = run(line.split())
    out, err = capsys.readouterr()
    return code, out, err


def test_a_check_of_a_map_counts_what_it_does_not_know(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder
    code, out, _ = said(capsys, "map check map.yaml export.csv")

    assert code == 1
    assert "columns: 3 read, 1 ignored, 1 unknown" in out
    assert "Unknown: 'Triage', filled in 1 of 3 rows." in out
    assert "'Accompanied?': 1 word without a meaning, in 1 cell." in out
    assert "'site' is always asked, and no column answers it" in out
    assert out.splitlines()[-1] == "0 of 3 complete, 3 incomplete, 0 unreadable."
    assert "Maybe" not in out and "Zorbax" not in out


def test_words_are_shown_only_where_somebody_asks_for_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder
    _, shown, _ = said(capsys, "map check map.yaml export.csv --show-values")
    _, hidden, _ = said(capsys, "map check map.yaml export.csv --format json")
    _, words, _ = said(capsys, "map check map.yaml export.csv --format json --show-values")

    assert "'Maybe' (1)" in shown
    assert "Zorbax" not in shown
    assert "Maybe" not in hidden
    assert json.loads(words)[0]["sheets"][0]["unmapped_values"][0]["words"] == {"Maybe": 1}


def test_a_sample_is_as_large_as_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder
    _, out, _ = said(capsys, "map check map.yaml export.csv --rows 1")

    assert (
        out.splitlines()[-1]
        == "0 of 1 complete, 1 incomplete, 0 unreadable. There are more in the export, which were not read."
    )


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("map check gone.yaml export.csv", 2, "gone.yaml cannot be read"),
        ("map check map.yaml gone.csv", 2, "There is no file gone.csv."),
        ("map check export.csv export.csv", 2, "export.csv"),
        ("map init export.csv --form miu -o map.yaml", 2, "map.yaml exists already"),
        ("map init empty.csv --form miu", 2, "empty.csv"),
        ("map init export.csv --form mui", 2, "mui"),
        ("validate export.csv --map map.yaml --form miu", 2, "leave --form out"),
        ("validate export.csv --map wrong.yaml", 2, "wrong.yaml:4:3: map.unknown_question"),
        ("validate empty.csv --map map.yaml", 2, ""),
        ("validate map.yaml --map map.yaml", 2, "map.yaml holds no records"),
        ("check map.yaml", 0, "map.no_column"),
        ("check wrong.yaml", 1, "did you mean 'site'?"),
    ],
)
def test_what_cannot_be_used_gets_a_sentence(
    line: str, code: int, words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.csv").write_text("", encoding="utf-8")
    (folder / "wrong.yaml").write_text("map: trial\nform: miu\ncolumns:\n  sites: Site\n", encoding="utf-8")
    found, out, err = said(capsys, line)

    assert found == code
    assert words in out + err
    assert "Traceback" not in err


def test_an_export_is_validated_and_summarised_by_its_map(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder
    code, out, err = said(capsys, "validate export.csv --map map.yaml --format json")
    assert "safeforms: Cells are separated by commas.\n" in err
    verdicts = json.loads(out)
    problems = [p for verdict in verdicts for p in verdict["problems"]]
    maybe = next(p for p in problems if p["code"] == "not_an_option")

    assert code == 1
    assert (maybe["place"], maybe["header"], maybe["question"]) == ("export.csv:3", "Accompanied?", "accompanied")
    assert [v["record_id"] for v in verdicts] == ["V1", "V2", "V3", None]
    assert {p["code"] for p in verdicts[-1]["problems"]} == {"map.unmapped_column", "map.unmapped_value"}

    code, out, _ = said(capsys, "summarise export.csv --map map.yaml --format json")
    assert code == 1
    assert [summary.get("record_id") for summary in json.loads(out)[:3]] == ["V1", "V2", "V3"]


def test_the_text_of_a_verdict_names_the_column(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder
    _, out, _ = said(capsys, "validate export.csv --map map.yaml")

    assert '[not_an_option at accompanied, column "Accompanied?"]' in out
    assert "export.csv: the export as a whole" in out
    assert "0 of 3 complete, 3 incomplete" in out


@pytest.mark.parametrize("name", FORMS)
def test_a_proposed_map_is_one_that_can_be_used_as_it_is(name: str, tmp_path: Path) -> None:
    """Of an export whose columns are called by the ids of questions, with words of its own for options."""
    form = load_form(name)
    records = [example.record["answers"] for example in example_records(name, number=8, seed=3, now=NOW)]
    rows = [row_of(form, record) for record in records]
    (tmp_path / "export.csv").write_bytes(as_csv(rows).read())

    assert run(["map", "init", str(tmp_path / "export.csv"), "--form", name, "-o", str(tmp_path / "map.yaml")]) == 0
    text = (tmp_path / "map.yaml").read_text(encoding="utf-8")
    export_map, _, problems = checked_map(tmp_path / "map.yaml", library=library_of(None))

    assert [problem for problem in problems if problem.severity == "error"] == []
    always = {question.id for question in form.questions.values() if question.always_settled}
    assert {column.question for column in export_map.columns} >= always & {header for row in rows for header in row}
    assert text.count("# guess: check") >= len(export_map.columns)
    names = {name for row in rows for header, name in row.items() if header == "patient_name" and "Why not" not in name}
    assert names and not [each for each in names if each in text]


def test_a_map_that_answers_every_question_has_nothing_wrong(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(map_of(load_form("miu")), encoding="utf-8")

    assert check(tmp_path / "map.yaml") == []


def test_the_map_in_the_guide_has_nothing_wrong_but_what_it_leaves_out(tmp_path: Path) -> None:
    guide = (Path(__file__).parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
    (tmp_path / "map.yaml").write_text(guide.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")

    assert {problem.code for problem in check(tmp_path / "map.yaml")} == {"map.no_column"}
