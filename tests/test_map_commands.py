"""The commands for export maps, from an unknown export to a check, as whoever runs them meets them."""

import json
import zipfile
from pathlib import Path

import pytest

from safeforms import (
    Place,
    Problem,
    RawRecord,
    RecordError,
    UsageError,
    assess,
    check,
    load_form,
    read_export,
    validate,
)
from safeforms.cli import run
from safeforms.examples import example_records
from safeforms.library import library_of
from safeforms.maps.likeness import ENOUGH, likeness
from safeforms.maps.loading import checked_map
from tests.strategies import NOW
from tests.test_map_laws import FORMS, as_csv, map_of, row_of
from tests.workbooks import workbook

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

    _, verdict, _ = said(capsys, "validate export.csv --map map.yaml --show-values")

    assert "'Maybe' (1)" in shown
    assert '[recorded: "Maybe"]' in verdict
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
    summaries = json.loads(out)
    assert [summary.get("record_id") for summary in summaries[:3]] == ["V1", "V2", "V3"]
    shown = next(problem for problem in summaries[1]["problems"] if problem["path"] == ["accompanied"])
    assert all(shown[key] == maybe[key] for key in ("code", "message", "place", "header"))

    code, out, _ = said(capsys, "summarise export.csv --map map.yaml --format markdown")
    assert r'\[export.csv:3\] \[column "Accompanied?"\]' in out
    assert "# The export as a whole" in out and "without a summary" not in out


@pytest.mark.parametrize(
    ("command", "records", "code", "told"),
    [
        ("refer", 1, 1, 'export.csv:3, column "Harm": missing_answer: No referral is written without a risk statement'),
        ("notify", 0, 1, 'export.csv, column "Triage": map.unmapped_column'),
        ("explain --indicator child_protection_plan", 3, 1, 'export.csv, column "Triage": map.unmapped_column'),
    ],
)
def test_documents_are_written_of_an_export_by_its_map(
    command: str, records: int, code: int, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    statement = "He hit her belly twice this week, she said so today. I fear for the baby."
    at_risk = "risk_statement: Harm\n  who_at_risk: {column: Risk, values: {Bump: unborn_baby}}\nignore"
    (folder / "map.yaml").write_text(MAP.replace("ignore", f"  {at_risk}"), encoding="utf-8")
    rows = f'V1,Jo Zorbax,Y,"{statement}",Bump,\nV2,Al Zorbax,N,,Bump,Red\nV3,Al Zorbax,N,,,\n'
    (folder / "export.csv").write_text(f"Visit,Patient,Accompanied?,Harm\x1b,Risk,Triage\n{rows}", encoding="utf-8")
    found, out, err = said(capsys, f"{command} export.csv --map map.yaml --format json")

    assert (found, len(json.loads(out))) == (code, records)
    assert told in err
    assert "safeforms: Cells are separated by commas." in err and "Zorbax" not in err
    assert "\x1b" not in err


def test_an_export_is_read_in_python_one_record_after_another(folder: Path) -> None:
    (folder / "export.csv").write_text(EXPORT.replace("V3", "V2"), encoding="utf-8")
    read = read_export("export.csv", map=folder / "map.yaml")
    first = next(read)

    assert isinstance(first, RawRecord)
    assert (str(first.place), first.data["record_id"]) == ("export.csv:2", "V1")
    second, third, *others = read
    verdict = validate(second)
    assert [(p.code, str(p.place), p.header) for p in verdict.problems if p.question == "accompanied"] == [
        ("not_an_option", "export.csv:3", "Accompanied?")
    ]
    assert (verdict.record_id, verdict.place) == ("V2", Place("export.csv", 3))
    with pytest.raises(RecordError, match=r'export.csv:3, column "Accompanied\?"'):
        assess(second)
    assert isinstance(third, Problem) and (third.code, str(third.place)) == ("unreadable", "export.csv:4")
    assert [problem.code for problem in others if isinstance(problem, Problem)] == [
        "map.unmapped_column",
        "map.unmapped_value",
    ]


def test_what_cannot_be_read_at_all_is_said_before_the_first_record(folder: Path) -> None:
    for export, map_file in (("gone.csv", "map.yaml"), ("export.csv", "gone.yaml")):
        with pytest.raises(UsageError, match="gone"):
            read_export(folder / export, map=map_file)


def test_several_processes_say_the_same_of_an_export(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"V{n},Jo Zorbax,{'YNX'[n % 3]},,\n" for n in range(1_200))
    (folder / "export.csv").write_text(EXPORT.splitlines()[0] + "\n" + rows + "V1,again,Y,,\n", encoding="utf-8")
    line = "validate export.csv --map map.yaml --format ndjson"

    alone = said(capsys, line)
    assert said(capsys, f"{line} --jobs 2") == alone
    assert alone[1].count("\n") == 1_202


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


LONG = """map: trial
form: miu
long: {record: Visit, question: Question, answer: Answer}
columns: {patient_name: Patient, sex: Sex, school: School, departure: Left}
"""


def test_questions_of_an_extract_are_named_only_where_some_of_the_map_were_met(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The wrong way round, answers stand in the column of questions; the right way, most may be unknown to the map."""
    known = [("Patient", "Jo Zorbax"), ("Sex", "Female"), ("School", "Zorbax High")]
    rows = [*known, *((f"Triage {number}", "Zorbax") for number in range(9)), ("07700 900123", "x")]
    lines = ["Visit,Question,Answer", *(f"V1,{question},{answer}" for question, answer in rows)]
    (folder / "long.csv").write_text("\n".join(lines), encoding="utf-8")
    (folder / "right.yaml").write_text(LONG, encoding="utf-8")
    swapped = LONG.replace("question: Question, answer: Answer", "question: Answer, answer: Question")
    (folder / "wrong.yaml").write_text(swapped, encoding="utf-8")

    for command in ("map check right.yaml long.csv", "validate long.csv --map right.yaml"):
        for style in ("text", "json"):
            out = said(capsys, f"{command} --format {style}")[1]
            assert "Triage 8" in out and "07700" not in out and "Zorbax" not in out
    for command in ("map check wrong.yaml long.csv", "validate long.csv --map wrong.yaml"):
        for style in ("text", "json"):
            out = said(capsys, f"{command} --format {style}")[1]
            assert "most questions" in out and "Zorbax" not in out and "Female" not in out


@pytest.mark.parametrize(
    "export",
    [
        "Jo Zorbax,Female,Zorbax House\nAl Zorbax,Male,Zorbax Road\n",
        "V1,02/11/2026 14:30,Jo Zorbax,9990000018,F\nV2,03/11/2026 14:30,Al Zorbax,9990000026,F\n",
        "School,Zorbax,02/11/2026\nSchool,Zorbax,03/11/2026\n",
    ],
)
def test_answers_in_the_place_of_names_of_columns_are_not_shown(
    export: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "lost.csv").write_text(export, encoding="utf-8")
    code, out, err = said(capsys, "map init lost.csv --form miu")

    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and "Row 1 of lost.csv may hold answers" in err
    assert "Zorbax" not in err
    assert run(["map", "init", "lost.csv", "--form", "miu", "--header-row", "1"]) == 0


def test_a_proposal_shows_no_word_that_is_like_no_option(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Among words that are those of options one may be somebody's name."""
    known = ("Alone", "Alone?", "With someone", "With some one", "Professional only", "Professionals only")
    words = (*known, "X", "Jo Zorbax")
    rows = [f"V{number},{word}" for number, word in enumerate(words)]
    (folder / "export.csv").write_text("\n".join(["Visit,Accompanied", *rows]), encoding="utf-8")
    out = said(capsys, "map init export.csv --form miu --header-row 1")[1]

    assert "# X: ?" in out and "# and 1 word more, not shown" in out and "Zorbax" not in out


def test_one_file_of_several_is_tried_and_the_others_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "several").mkdir()
    for name in ("a.csv", "b.csv"):
        (folder / "several" / name).write_text(EXPORT, encoding="utf-8")
    with zipfile.ZipFile(folder / "several.zip", "w") as archive:
        for name in ("a.csv", "b.csv"):
            archive.writestr(name, EXPORT)

    for given, first, second in (
        ("several", "a.csv", "several/b.csv"),
        ("several.zip", "[a.csv]", "several.zip[b.csv]"),
    ):
        for line in (f"map init {given} --form miu", f"map check map.yaml {given}"):
            out = said(capsys, line)[1]
            assert f"It is the first of 2 files: '{second}' was not read." in out
            assert first in out.splitlines()[0]


@pytest.mark.parametrize("name", ["export.txt", "export.001", "export", "EXPORT.RPT"])
def test_an_export_may_end_in_anything(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / name).write_text(EXPORT.replace(",", "|"), encoding="utf-8")

    assert said(capsys, f"validate {name} --map map.yaml")[1].endswith("0 of 3 complete, 3 incomplete, 0 unreadable\n")
    assert said(capsys, f"map check map.yaml {name}")[0] == 1
    assert "patient_name: Patient" in said(capsys, f"map init {name} --form miu")[1]


def test_sheets_that_are_not_read_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main: list[list[object]] = [["Visit", "Patient name"], [1, "Jo"]]
    (folder / "export.xlsx").write_bytes(workbook(main, [["Visit", "Child"], [1, "Al"]]))

    assert "# Other sheets were not read: 'Second'.\n" in said(capsys, "map init export.xlsx --form miu")[1]
    assert "'Second' not: name those" in said(capsys, "map check map.yaml export.xlsx")[1]


def test_totals_are_proposed_as_rows_to_skip_and_skipped_only_where_the_map_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "export.csv").write_text(f"{EXPORT}Total,3,,,\nEnd of report\n", encoding="utf-8")
    proposed = said(capsys, "map init export.csv --form miu")[1]
    before = said(capsys, "map check map.yaml export.csv")[1]
    skipping = f"{MAP}skip_rows: {{where: Visit, is: [Total, End*]}}\n"
    (folder / "map.yaml").write_text(skipping, encoding="utf-8")

    assert "\n# skip_rows: {where: Visit, is: [Total]}" in proposed
    assert "\n# Rows that could not be read: 1;" in proposed
    assert "0 of 5 complete, 4 incomplete, 1 unreadable." in before
    for line in ("map check map.yaml export.csv", "validate export.csv --map map.yaml"):
        out = said(capsys, line)[1]
        assert "2 rows of the export were passed over, as the map says under 'skip_rows'." in out
        assert "0 of 3 complete, 3 incomplete, 0 unreadable" in out
    (folder / "map.yaml").write_text(skipping.replace("where: Visit", "where: Visits"), encoding="utf-8")
    assert "'Visits', which the export does not have: did you mean 'Visit'?" in said(capsys, line)[1]


@pytest.mark.parametrize(
    ("header", "question"),
    [
        ("SEX", "sex"),
        *((short, "") for short in ("No", "A&E", "Seen", "Plan", "Is it", "Ref", "Tel")),
        ("DOB", "date_of_birth"),
        ("GP", "gp_practice"),
        ("Sites", "site"),
        ("Patient name", "patient_name"),
        ("Why", ""),
    ],
)
def test_a_short_header_is_likened_only_to_what_has_its_name(header: str, question: str) -> None:
    found = [q.id for q in load_form("miu").questions.values() if not q.parts and likeness(header, q) >= ENOUGH]

    assert found[:1] == ([question] if question else [])


def test_a_map_that_answers_every_question_has_nothing_wrong(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(map_of(load_form("miu")), encoding="utf-8")

    assert check(tmp_path / "map.yaml") == []


def test_the_map_in_the_guide_has_nothing_wrong_but_what_it_leaves_out(tmp_path: Path) -> None:
    guide = (Path(__file__).parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
    (tmp_path / "map.yaml").write_text(guide.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")

    codes = {problem.code for problem in check(tmp_path / "map.yaml")}
    assert codes - {"map.used_twice"} == {"map.no_column"}  # the guide reads one column for two questions, and means it


def test_words_that_no_answer_takes_are_an_error_that_is_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said_by_child = "  child_disclosure: {column: Told, values: {N: no}, reasons: {U: unable}, note: Told more}\n"
    noted = MAP.replace("columns:\n", f"columns:\n{said_by_child}")
    (folder / "export.csv").write_text("Visit,Patient,Told,Told more\nV1,Jo,N,Qxwords\n", encoding="utf-8")
    for text, code in ((noted, True), (noted.replace("Patient\n", "{join: [Patient, Told more]}\n"), False)):
        (folder / "map.yaml").write_text(text, encoding="utf-8")
        for line in ("validate export.csv --map map.yaml", "summarise export.csv --map map.yaml"):
            printed = "".join(said(capsys, line)[1:])
            assert ("has words in 1 row that no answer there takes" in printed) is code
        out = said(capsys, "validate export.csv --map map.yaml")[1]
        assert ("[map.words_left_out at child_disclosure" in out) is code
        assert "Qxwords" not in out
        assert ("left out of 1 record" in said(capsys, "map check map.yaml export.csv")[1]) is code


def test_sheets_are_read_alike_or_it_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet: list[list[object]] = [["Visit", "Patient", "Accompanied?"], ["V1", "Jo", "Y"]]
    (folder / "export.xlsx").write_bytes(workbook(sheet, [sheet[0], ["V2", "Al", "N"]]))
    first = "validate export.xlsx --map map.yaml --fail-on error"

    assert "Only the first sheet is read, and 'Second' not" in said(capsys, first)[1]
    for names, records in (("'*'", 2), ("[Second]", 1), ("Nowhere", 1)):
        (folder / "map.yaml").write_text(f"{MAP}sheet: {names}\n", encoding="utf-8")
        out = said(capsys, first)[1]
        assert f"0 of {records} complete" in out
        assert "unread_sheet" not in out
    assert said(capsys, "validate export.csv --map map.yaml")[0] == 2  # no workbook, and the map names a sheet


def test_files_that_nobody_reads_and_ids_in_two_files_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = folder / "in"
    inside.mkdir()
    for name in ("jan.csv", "feb.csv", "apr.dat", "may.csv.bak", "notes.md"):
        (inside / name).write_text(EXPORT, encoding="utf-8")
    with zipfile.ZipFile(folder / "in.zip", "w") as archive:
        for path in inside.iterdir():
            archive.write(path, path.name)

    for name in ("in", "in.zip"):
        out = said(capsys, f"validate {name} --map map.yaml")[1]
        assert "2 files were passed over" in out
        assert "apr.dat" in out and "may.csv.bak" in out and "notes.md" not in out
        assert "3 records have the id of one read before" in out
        assert "0 of 6 complete" in out


def test_no_output_replaces_what_a_map_joins_or_a_form_of_ones_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    joined = "  children: {file: kids.csv, key: Visit, columns: {name: Child}}\n"
    (folder / "map.yaml").write_text(MAP.replace("ignore", f"{joined}ignore"), encoding="utf-8")
    (folder / "kids.csv").write_text("Visit,Child\n", encoding="utf-8")

    code, _, err = said(capsys, "validate export.csv --map map.yaml -o kids.csv")
    assert (code, "kids.csv is what is being read" in err) == (2, True)


def test_a_summary_shows_an_unreadable_cell_as_it_stands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = MAP.replace("columns:\n", "columns:\n  sex: {column: Triage, values: {F: female}}\n")
    (folder / "map.yaml").write_text(asked, encoding="utf-8")

    assert 'Sex: "Red" (cannot be used)' in said(capsys, "summarise export.csv --map map.yaml")[1]


def test_guesses_look_at_what_the_cells_hold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "E/1,05/06/2019,05/06/2026 10:00,F,unborn_baby + patient\nE/2,NK,06/06/2026 11:00,M,patient\n"
    (folder / "export.csv").write_text(f"Episode,Birth date,Site,Sex (M/F),Risk to\n{rows}", encoding="utf-8")
    out = said(capsys, "map init export.csv --form miu")[1]

    assert "record_id: Episode" in out
    assert "date_of_birth: {column: Birth date, dates: [dd/mm/yyyy]}" in out
    assert "# reasons: {...}  # 1 word that is no date" in out
    assert "  site:" not in out
    assert "    column: Sex (M/F)" in out and "column: Risk to" in out


def test_an_export_as_a_whole_counts_as_no_record(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "export.csv").write_text(EXPORT + "".join(f"W{n},Jo,Y,,\n" for n in range(20)), encoding="utf-8")
    *records, whole = json.loads(said(capsys, "validate export.csv --map map.yaml --format json")[1])

    assert (whole["kind"], {"kind" in record for record in records}) == ("export", {False})
    out = said(capsys, "validate export.csv --map map.yaml")[1]
    assert "  - 1 export: The map says nothing of the column 'Triage'" in out


def test_an_encoding_that_makes_other_text_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for encoding in ("unicode_escape", "utf-7", "raw-unicode-escape"):
        (folder / "map.yaml").write_text(f"{MAP}encoding: {encoding}\n", encoding="utf-8")
        assert "There is no encoding" in said(capsys, "validate export.csv --map map.yaml")[2]
