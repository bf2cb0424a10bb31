"""The exports of examples/exports: what real systems write, each with its map and what must be found in it."""

import gzip
import io
import json
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path
from typing import Any, Final

import pytest

from safeforms import check
from safeforms.cli import run
from safeforms.library import library_of
from safeforms.maps.loading import load_map
from safeforms.maps.opening import MappedExports
from safeforms.problems import Problem
from safeforms.readers import RawRecord
from safeforms.sheets.opening import open_sheets
from tests.records import cases

FOLDER: Final = Path(__file__).parents[1] / "examples" / "exports"
NOW: Final = "2026-11-02T18:00"
EXPORTS: Final = {
    "miu": ("miu_visits.csv", "MI01"),
    "ed": ("ed_extract.xlsx", "ED09"),
    "cash": ("cash_answers.tsv", "CA11"),
    "midwifery": ("bookings.csv", "MB05"),
    "ucc": ("ucc_calls.csv.gz", "UC04"),
}
"""The export of each form, and the scenario that its first record is."""


@pytest.fixture(params=EXPORTS)
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "ed" and find_spec("openpyxl") is None:
        pytest.skip("the workbook needs the extra 'office'")
    monkeypatch.chdir(FOLDER)
    return str(request.param)


def printed(capfd: pytest.CaptureFixture[str], *line: str) -> tuple[int, list[dict[str, Any]]]:
    code = run([*line, "--now", NOW, "--format", "json"])
    return code, json.loads(capfd.readouterr().out)


def expected_of(form: str) -> dict[str, Any]:
    return dict(json.loads((FOLDER / "expected" / f"{form}.json").read_text(encoding="utf-8")))


def found_in(verdict: dict[str, Any], *, level: str | None) -> dict[str, object]:
    """What the expected result says of a record, or of what stands in the place of one."""
    problems = [
        " ".join(filter(None, (p["code"], p["question"], p["header"] and f"[{p['header']}]")))
        for p in verdict["problems"]
    ]
    return {"complete": verdict["complete"], "level": level, "problems": problems}


def found_by(form: str, capfd: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What both commands find in the export of a form, in the shape of the expected results."""
    export = [EXPORTS[form][0], "--map", f"{form}_map.yaml"]
    code, verdicts = printed(capfd, "validate", *export)
    _, summaries = printed(capfd, "summarise", *export)
    levels = {summary["record_id"]: summary["level"] for summary in summaries if "level" in summary}
    records = {v["record_id"] or v["place"]: found_in(v, level=levels.get(v["record_id"])) for v in verdicts}
    return {"exit": code, "records": records}


def test_an_export_as_it_is_gives_the_expected_result(form: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert found_by(form, capfd) == expected_of(form)


def test_a_map_of_an_example_has_nothing_wrong(form: str) -> None:
    assert [problem for problem in check(f"{form}_map.yaml") if problem.severity == "error"] == []


def in_order(answers: object) -> dict[str, object]:
    """Answers with the choices of each question in order, for columns of their own have another."""
    assert isinstance(answers, dict)
    return {key: sorted(v, key=str) if isinstance(v, list) else v for key, v in answers.items()}


def test_the_first_record_of_an_export_is_a_scenario(form: str) -> None:
    export, name = EXPORTS[form]
    export_map, definition = load_map(f"{form}_map.yaml", library=library_of(None))
    mapped = MappedExports(export_map=export_map, form=definition, open_sheets=open_sheets)
    path = FOLDER / export
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        suffix = Path(export.removesuffix(".gz")).suffix
        first = next(iter(mapped.read(stream, name=export, suffix=suffix, path=path)))  # type: ignore[arg-type]

    scenario = next(case for case in cases(form=form) if case.name.startswith(name))
    assert isinstance(first, RawRecord)
    assert in_order(first.data["answers"]) == in_order(scenario.answers)
    assert scenario.expected["complete"] and scenario.expected["level"] in ("red", "amber")


def test_the_coverage_of_an_export_has_its_records_and_the_words_without_a_meaning(
    form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    _, (coverage,) = printed(capfd, "map", "check", f"{form}_map.yaml", EXPORTS[form][0])

    records = expected_of(form)["records"]
    told = [problem for record in records.values() for problem in record["problems"]]
    unmapped = {f"map.unmapped_value [{w['header']}]" for sheet in coverage["sheets"] for w in sheet["unmapped_values"]}
    assert unmapped == {problem for problem in told if problem.startswith("map.unmapped_value")}
    assert coverage["records"] == sum("map." not in "".join(record["problems"]) for record in records.values())


def test_a_map_is_proposed_for_every_export(form: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["map", "init", EXPORTS[form][0], "--form", form]) == 0
    assert "# guess: check" in capfd.readouterr().out


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("line", ["validate - --map miu_map.yaml", "map check miu_map.yaml -"])
def test_an_export_is_read_from_standard_input_by_its_content(
    line: str, packed: bool, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Also where its first line is a title, which looks like no kind of file."""
    data = (FOLDER / "miu_visits.csv").read_bytes()
    pipe = io.BufferedReader(io.BytesIO(gzip.compress(data) if packed else data))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(pipe))
    monkeypatch.chdir(FOLDER)

    assert run([*line.split(), "--now", NOW]) == 1
    assert "6 of 9 complete, 3 incomplete, 0 unreadable" in capfd.readouterr().out


def test_a_file_that_is_to_be_joined_and_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("ucc_calls.csv.gz", "ucc_map.yaml"):
        shutil.copy(FOLDER / name, tmp_path)
    monkeypatch.chdir(tmp_path)

    assert run(["validate", "ucc_calls.csv.gz", "--map", "ucc_map.yaml"]) == 2
    assert "ucc_companions.csv, and there is no such file" in capfd.readouterr().err


def test_the_workbook_is_what_its_script_makes(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("openpyxl")
    run_path(str(FOLDER / "make_ed_extract.py"))["make"](tmp_path / "made.xlsx")

    assert rows_of(tmp_path / "made.xlsx") == rows_of(FOLDER / "ed_extract.xlsx")


def rows_of(workbook: Path) -> list[list[object]]:
    with workbook.open("rb") as stream:
        sheets = open_sheets(stream, name=workbook.name, suffix=".xlsx")
        return [[row.cells for row in sheet.rows if not isinstance(row, Problem)] for sheet in sheets]
