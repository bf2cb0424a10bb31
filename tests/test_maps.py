"""Export maps: each mistake in a map has a case, and each habit of exports has one that a nurse could read.

The cases in tests/cases/maps are found, not listed. Those beside the folder `exports` are maps with one kind of
mistake; those in it have a map, an export as text, the answers that it holds, and what is told of it.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from safeforms.bundled import map_schema
from safeforms.cli import run
from safeforms.commands.exports import judged
from safeforms.commands.reports import Tally
from safeforms.judgement.answer_origin import in_its_terms
from safeforms.judgement.assessment import Verdict
from safeforms.library import library_of
from safeforms.maps.checks import MAP_CODES
from safeforms.maps.loading import checked_map, load_map
from safeforms.maps.opening import MappedExports
from safeforms.maps.pivoting import MOST_ANSWERS
from safeforms.problems import FormError, Problem, UsageError
from safeforms.readers import RawRecord
from safeforms.sheets.opening import open_sheets
from tests.records import Case, read_case
from tests.strategies import NOW
from tests.test_problem_json import refused
from tests.workbooks import workbook

CASES = Path(__file__).parent / "cases" / "maps"
WRONG = sorted(CASES.glob("*.yaml"))
EXPORTS = [read_case(path) for path in sorted((CASES / "exports").glob("*.yaml"))]
EXPECTATION = re.compile(r"# expect: (?P<code>[a-z_.]+) at line (?P<line>\d+)")
OF_EXPORTS = {
    "map.missing_column",
    "map.ambiguous_column",
    "map.unmapped_column",
    "map.unmapped_value",
    "map.unjoined_rows",
}
TOLD_OF_FILES = {"map.unread_sheet", "map.unread_file", "map.same_ids"}
"""What needs a workbook, or more files than one: below, and in test_map_commands.py."""
LIBRARY = library_of(None)


def problems_of(path: Path) -> list[Problem]:
    try:
        return checked_map(path, library=LIBRARY)[2]
    except FormError as error:
        return list(error.problems)


def expected_of(path: Path) -> list[tuple[str, int]]:
    return [(found["code"], int(found["line"])) for found in EXPECTATION.finditer(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_mistake_in_a_map_is_told_with_its_line(path: Path) -> None:
    codes = {code for code, _ in expected_of(path)}
    found = [
        (p.code, p.place.line) for p in problems_of(path) if p.place and (p.code in codes or p.severity == "error")
    ]

    told = list(dict.fromkeys(found)) if codes == {"map.no_column"} else found
    assert sorted(told) == sorted(expected_of(path))


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_sentence_about_a_map_ends_as_sentences_do(path: Path) -> None:
    for problem in problems_of(path):
        assert problem.message.endswith((".", "?")), problem.message
        assert refused(problem.as_dict()) == []


def test_every_code_of_a_map_has_a_case() -> None:
    covered = {code for path in WRONG for code, _ in expected_of(path)}
    covered |= {code for case in EXPORTS for code in MAP_CODES if f": {code}" in str(case.data["problems"])}

    assert covered | TOLD_OF_FILES == set(MAP_CODES)


def opened(case: Case, folder: Path) -> MappedExports:
    """The map of a case, its export and what is to be joined lying in a folder."""
    texts = {"map.yaml": case.data["map"], "export.csv": case.data["export"], **(case.data.get("files") or {})}  # type: ignore[dict-item]
    for name, text in texts.items():
        (folder / name).write_text(str(text), encoding="utf-8")
    export_map, form = load_map(folder / "map.yaml", library=LIBRARY)
    return MappedExports(export_map=export_map, form=form, open_sheets=open_sheets)


def readings(case: Case, folder: Path) -> Iterator[RawRecord | Problem]:
    path = folder / "export.csv"
    mapped = opened(case, folder)
    with path.open("rb") as stream:
        yield from mapped.read(stream, name="export.csv", suffix=".csv", path=path)


def told(case: Case, folder: Path) -> list[str]:
    """What is told of an export in its own terms, but for what the form itself says of the answers."""
    found: list[str] = []
    for reading in readings(case, folder):
        if isinstance(reading, Problem):
            found.append(f"{reading.where}: {reading.code}")
            continue
        assert reading.origin
        unread = [
            in_its_terms(Problem(code="-", message="-", path=path, place=reading.place), reading.origin)
            for path in reading.origin.unread
        ]
        found += [f"{problem.where}: {problem.code}" for problem in (*unread, *reading.warnings)]
    return found


@pytest.mark.parametrize("case", EXPORTS, ids=str)
def test_an_export_is_read_as_its_case_says(case: Case, tmp_path: Path) -> None:
    records = {
        str(r.data.get("record_id")): r.data["answers"] for r in readings(case, tmp_path) if isinstance(r, RawRecord)
    }

    assert records == case.data["records"]


@pytest.mark.parametrize("case", EXPORTS, ids=str)
def test_what_is_wrong_is_told_in_the_terms_of_the_export(case: Case, tmp_path: Path) -> None:
    assert sorted(told(case, tmp_path)) == sorted(map(str, case.data["problems"]))  # type: ignore[arg-type]


@pytest.mark.parametrize("case", EXPORTS, ids=str)
def test_a_cell_that_cannot_be_read_is_refused_where_it_stands(case: Case, tmp_path: Path) -> None:
    """Each is a problem of the verdict at its own path, so that no such answer can pass for a blank or for another."""
    records = [reading for reading in readings(case, tmp_path) if isinstance(reading, RawRecord)]
    verdicts = verdicts_on(case, tmp_path)
    assert records

    for record in records:
        assert record.origin
        verdict = next(v for v in verdicts if v.place and v.form and v.place.line == record.place.line)
        told = {problem.path: problem.message for problem in verdict.problems}
        assert {path: told.get(path) for path in record.origin.unread} == {
            path: problem.message for path, problem in record.origin.unread.items()
        }


@pytest.mark.parametrize("case", EXPORTS, ids=str)
def test_every_problem_is_as_the_schema_says_and_names_its_column(case: Case, tmp_path: Path) -> None:
    for problem in [problem for verdict in verdicts_on(case, tmp_path) for problem in verdict.problems]:
        assert refused(json.loads(json.dumps(problem.as_dict()))) == []
        assert problem.header or problem.code in ("missing_answer", "unreadable"), problem


@pytest.mark.parametrize("case", [case for case in EXPORTS if "long:" not in str(case.data["map"])], ids=str)
def test_no_message_carries_a_cell(case: Case, tmp_path: Path) -> None:
    """An export whose every cell is a word that means nothing anywhere."""
    opened(case, tmp_path)
    for name in ("export.csv", *(case.data.get("files") or {})):  # type: ignore[misc]
        lines = (tmp_path / name).read_text(encoding="utf-8").splitlines()
        head = 3 if "header_row" in str(case.data["map"]) else 1
        cells = [
            ",".join(f"Zorbax{row}{number}" for number in range(lines[head - 1].count(",") + 1)) for row in range(3)
        ]
        (tmp_path / name).write_text("\n".join([*lines[:head], *cells]), encoding="utf-8")
    export_map, form = load_map(tmp_path / "map.yaml", library=LIBRARY)
    mapped = MappedExports(export_map=export_map, form=form, open_sheets=open_sheets)
    verdicts = [v for v, _ in judged([str(tmp_path / "export.csv")], form=None, now=NOW, tally=Tally(), mapped=mapped)]

    problems = [problem for verdict in verdicts for problem in verdict.problems]
    assert any(verdict.form for verdict in verdicts)
    assert not [problem for problem in problems if "Zorbax" in json.dumps(problem.as_dict())]


def verdicts_on(case: Case, folder: Path) -> list[Verdict]:
    mapped = opened(case, folder)
    return [v for v, _ in judged([str(folder / "export.csv")], form=None, now=NOW, tally=Tally(), mapped=mapped)]


WORKBOOK = """map: trial
form: miu
record_id: Visit
columns:
  date_of_birth: DOB
  nhs_number: NHS No
  attendances_12m: Visits
  assessed_at: Seen
  account: History
  children: {sheet: Second, key: Visit, columns: {name: Child, born: Born}}
"""


def test_a_workbook_is_read_with_its_own_numbers_and_dates(tmp_path: Path) -> None:
    """Its numbers are floats and its dates dates; rows from another sheet belong to the record of the same number."""
    main: list[list[object]] = [
        ["Visit", "DOB", "NHS No", "Visits", "Seen", "History"],
        [101, date(2015, 3, 2), 9990000018.0, 3.0, datetime(2026, 3, 31, 14, 30), 12],
        [102, 42065, "=1/0", 2.5, date(2026, 3, 31), "=1/0"],
    ]
    children: list[list[object]] = [
        ["Visit", "Child", "Born"],
        ["101", "Ann", date(2020, 2, 1)],
        [102, "Bob", "1/2/20"],
    ]
    (tmp_path / "export.xlsx").write_bytes(workbook(main, children, [["Other"], ["x"]]))
    (tmp_path / "map.yaml").write_text(WORKBOOK, encoding="utf-8")
    export_map, form = load_map(tmp_path / "map.yaml", library=LIBRARY)
    mapped = MappedExports(export_map=export_map, form=form, open_sheets=open_sheets)
    path = tmp_path / "export.xlsx"
    with path.open("rb") as stream:
        found = list(mapped.read(stream, name="export.xlsx", suffix=".xlsx", path=path))

    first, second, *rest = found
    assert isinstance(first, RawRecord) and isinstance(second, RawRecord)
    assert first.data["record_id"] == "101"
    assert first.data["answers"] == {
        "date_of_birth": "2015-03-02",
        "nhs_number": "9990000018",
        "attendances_12m": 3,
        "assessed_at": "2026-03-31T14:30",
        "account": "12",
        "children": [{"name": "Ann", "born": "2020-02-01"}],
    }
    assert second.origin
    unread = {path[-1]: (problem.code, problem.header) for path, problem in second.origin.unread.items()}
    assert unread.pop("date_of_birth") == ("wrong_format", "DOB")
    assert unread.pop("attendances_12m") == ("wrong_type", "Visits")
    assert unread.pop("assessed_at")[0] == "wrong_format"
    assert unread.pop("born") == ("wrong_format", "Born")
    assert [problem.code for problem in rest if isinstance(problem, Problem)] == ["map.unread_sheet"]
    assert not [problem for problem in rest if isinstance(problem, Problem) and "Second" in problem.message]


def test_the_schema_of_maps_is_a_schema_and_every_example_fits_it() -> None:
    Draft202012Validator.check_schema(map_schema())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("form: miu\nversion: 1.0.0\n", "no export map"),
        ("map: trial\nform: miu\ncolumns: {}\n", "is empty"),
        ("map: trial\nform: miu\ncolums: {site: Site}\n", "did you mean 'columns'"),
        ("map: trial\nform: miu\ncolumns: {site: {colum: Site}}\n", "did you mean 'column'"),
        ("map: trial\nform: miu\ncolumns: {site: 3}\n", "must be a mapping"),
        ("map: trial\nform: miu\ncolumns: {sex: {column: Gender, split: ''}}\n", "is blank"),
    ],
)
def test_a_file_of_another_shape_gets_a_sentence(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises((FormError, UsageError), match=said):
        load_map(path, library=LIBRARY)


def test_a_row_of_answers_taken_for_the_header_is_named_in_no_message(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """An export that lost its header: what then stands first are somebody's answers."""
    exports = Path(__file__).parents[1] / "examples" / "exports"
    rows = (exports / "miu_visits.csv").read_bytes().split(b"\r\n")[4:]
    (tmp_path / "visits.csv").write_bytes(b"\r\n".join(rows))

    code = run(["validate", str(tmp_path / "visits.csv"), "--map", str(exports / "miu_map.yaml")])

    printed = "".join(capfd.readouterr())
    assert code == 2
    assert "columns that the map reads is in the export: is the header row right?" in printed
    for answer in ("MIU-4401", "02/11/2026", "A. Assessor", "Synthetic", "did you mean"):
        assert answer not in printed


def test_a_column_of_answers_taken_for_that_of_questions_is_quoted_in_no_message(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A map of a long extract that has the two the wrong way round."""
    exports = Path(__file__).parents[1] / "examples" / "exports"
    right = (exports / "cash_map.yaml").read_text(encoding="utf-8")
    wrong = right.replace("question: Question, answer: Answer", "question: Answer, answer: Question")
    assert wrong != right
    (tmp_path / "map.yaml").write_text(wrong, encoding="utf-8")

    run(["validate", str(exports / "cash_answers.tsv"), "--map", str(tmp_path / "map.yaml"), "--format", "ndjson"])

    printed = "".join(capfd.readouterr())
    assert "The map says nothing of 'most questions'" in printed
    for answer in ("A. Assessor", "CASH clinic", "02-Nov-2026"):
        assert answer not in printed


def test_an_id_that_never_changes_in_an_extract_does_not_fill_the_memory(tmp_path: Path) -> None:
    """A map that names the column of the site for that of the record."""
    (tmp_path / "map.yaml").write_text(
        "map: trial\nform: miu\nlong: {record: Site, question: Item, answer: Value}\ncolumns: {patient_name: Name}\n"
    )
    (tmp_path / "export.csv").write_text(
        "Site,Item,Value\n" + "North,Name,x\n" * (MOST_ANSWERS + 1) + "South,Name,Jo\n"
    )
    export_map, form = load_map(tmp_path / "map.yaml", library=LIBRARY)
    mapped = MappedExports(export_map=export_map, form=form, open_sheets=open_sheets)
    with (tmp_path / "export.csv").open("rb") as stream:
        found = list(mapped.read(stream, name="export.csv", suffix=".csv", path=None))

    assert [str(each.place) for each in found] == ["export.csv:2", f"export.csv:{MOST_ANSWERS + 3}"]
    assert isinstance(found[0], Problem) and "more than 10,000 answers" in found[0].message
