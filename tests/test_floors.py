"""The house stands on its floors: a module imports only from rooms below its own, wherever in its text it does so.

Imports inside functions and for type checking count too. What is imported by a name in a table cannot be seen
here (`safeforms.__getattr__`, `targets.target`): such tables stand above what they name, or beside it.
"""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import safeforms

SOURCE = Path(safeforms.__file__).parent

HOUSE = """
    values places problems version cache phrases language language.yaml_text language.yaml_print language.origins
    language.shape conditions language.condition_tokens language.condition_text language.condition_print summary_parts
    questions definition once keeping language.tracing judgement judgement.answer_origin bank_holidays clock wording
    wording.words wording.asking_words wording.answer_words wording.form_words wording.outline_words
    wording.outline_room wording.outline wording.paper_form lines wording.markdown_text documents documents.document
    documents.document_ends documents.document_lines documents.document_markdown documents.document_style
    documents.document_html language.parts language.building language.building_summary language.site_rules
    language.parsing language.sites judgement.faults judgement.answers judgement.raw_record judgement.envelope
    language.condition_types language.condition_walks language.names language.grounds language.drafts checks.of_copies
    checks.of_grounds checks.of_guards checks.of_ids checks.of_keys checks.of_names checks.of_options
    checks.of_referrals checks.of_settings checks.of_texts checks.of_types checks wording.shortcomings
    judgement.contents language.prerequisites judgement.rulings judgement.evaluating judgement.overriding
    judgement.judging judgement.messages slots.texts slots slots.names explanations explanations.kept_from
    explanations.because rules rules.fast_tests rules.source_code rules.quantity_code rules.condition_code
    rules.question_code rules.rule_code rules.looking_on rules.generated_calls rules.generating compiled
    compiled.proven compiled.refusing compiled.model_base compiled.attempting compiled.class_names compiled.compiling
    judgement.assessment burdens burdens.truths burdens.measures burdens.tests burdens.kinds burdens.reading
    burdens.points burdens.held burdens.outlook burdens.complete burdens.search burdens.filling burdens.numbers
    burdens.rows burdens.witness burdens.routes summaries summaries.summary_items documents.for_people
    summaries.summary_shown summaries.summary_told summaries.summary_head summaries.summary_found
    summaries.summary_document summaries.answers_shown summaries.not_shown summaries.subjects summaries.follow_ups
    summaries.sendings letters letters.referral_stages letters.referral_loop summaries.summary summaries.rating
    summaries.telling summaries.local_changes summaries.summarising summaries.carrying summaries.copyist
    summaries.copying letters.referral_shown letters.referral_document letters.referral letters.notification_shown
    letters.notification_document letters.notification letters.bases letters.referring letters.notifying loading
    bundled folders library language.printing wording.form_copies wording.form_grounds wording.form_page written
    models models.cash models.ed models.midwifery models.miu models.ucc compiled.docstrings compiled.class_code
    json_schema json_schema.text json_schema.terms json_schema.patterns json_schema.single json_schema.numbers
    json_schema.claims json_schema.spots json_schema.answering json_schema.measures json_schema.claiming
    json_schema.rules json_schema.whole json_schema.lost web_page web_page.tags web_page.page_style
    web_page.controls_markup web_page.table_markup web_page.question_markup web_page.page_markup web_page.rules
    web_page.form_data web_page.script targets targets.html targets.json_schema targets.json_skeleton targets.markdown
    word_form.marks word_form.wording word_form.controls word_form.boxes word_form.questions word_form.tables
    word_form.pages word_form.styles word_form.package word_form.held word_form targets.docx pdf_form pdf_form.names
    pdf_form.controls pdf_form.questions pdf_form.tables pdf_form.pages pdf_form.print_style pdf_form.fields
    pdf_form.held pdf_form.typesetting targets.pdf synthetic synthetic.chance synthetic.words synthetic.ages
    synthetic.drawing synthetic.places synthetic.proposals synthetic.steering synthetic.building synthetic.varying
    synthetic.plan synthetic.faults ways ways.resting ways.open_questions ways.needing ways.kinds ways.spans
    ways.wholes ways.asking ways.trials ways.search ways.raising ways.rules explanations.explanation_shown
    explanations.answer_sets explanations.explanation_document explanations.explanation explanations.explaining
    filling judgement.opening api examples testing streams readers readers.json_text readers.json_file readers.ndjson
    unpacking unpacking.gzip_file unpacking.zip_file unpacking.unread sheets.names sheets sheets.encoding
    sheets.delimiter sheets.text_lines sheets.header sheets.under_header sheets.csv_rows sheets.xlsx_guard
    sheets.xlsx_rows sheets.parquet_rows sheets.opening entry_sheet entry_sheet.limits entry_sheet.choices
    entry_sheet.columns entry_sheet.cells entry_sheet.placing entry_sheet.lines_of_slots entry_sheet.naming
    entry_sheet.looks entry_sheet.messages entry_sheet.validation entry_sheet.writing entry_sheet.data_sheet
    entry_sheet.guide_sheet entry_sheet.questions_sheet entry_sheet.workbook targets.csv targets.xlsx filled_forms
    filled_forms.slot_rows filled_forms.table_rows filled_forms.sheet_again filled_forms.csv_file
    filled_forms.saved_lines filled_forms.workbook filled_forms.stated_form filled_forms.word_parts
    filled_forms.word_control filled_forms.word_rows filled_forms.word_walk filled_forms.word filled_forms.pdf_objects
    filled_forms.pdf_fields filled_forms.pdf_beside filled_forms.pdf filled_forms.answered_twice filled_forms.terms
    filled_forms.reading inputs commands commands.reports commands.outputs maps maps.dates maps.definition
    maps.matching maps.keys maps.parsing maps.checks_of_answers maps.checks_of_headers maps.checks maps.loading
    maps.seen maps.layout maps.answer_like maps.found maps.cells maps.met maps.answering maps.joining maps.tables
    maps.pivoting maps.skipped maps.sheets_meant maps.headers_read maps.records maps.opening maps.first_file
    maps.coverage maps.coverage_lines maps.sampling maps.likeness maps.proposing maps.header_doubts maps.proposal_text
    commands.form_lines commands.burden_lines commands.verdict_lines verdict_formats verdict_formats.kinds
    verdict_formats.spots verdict_formats.rows verdict_formats.text verdict_formats.csv_report
    verdict_formats.xlsx_report verdict_formats.sarif verdict_formats.junit verdict_formats.github documents.faces
    documents.document_files commands.summary_output commands.example_output commands.console reading
    commands.command_output commands.side_by_side commands.exports commands.verdict_output commands.referral_output
    commands.list_lines checking commands.given commands.options commands.blank_command commands.form_commands
    commands.records_commands commands.document_commands commands.map_commands cli __main__ __init__
"""
FLOORS = HOUSE.split()
"""Every room, the lowest first."""

SHARED_BY_READERS = "readers.json_text"

OUTSIDERS = {
    "click": {
        "commands.blank_command",
        "cli",
        "commands.command_output",
        "commands.document_commands",
        "commands.form_commands",
        "commands.map_commands",
        "commands.options",
        "commands.records_commands",
    },
    "hypothesis": {"testing"},
    "jsonschema": {"language.shape"},
    "openpyxl": {"sheets.xlsx_rows"},
    "pyarrow": {"sheets.parquet_rows"},
    "pydantic": {
        "compiled.model_base",
        "compiled.compiling",
        "compiled.refusing",
        "summaries.summary_items",
        "written",
    },
    "pydantic_core": {"compiled.model_base", "compiled.refusing", "written"},
    "pydyf": {"pdf_form.fields", "pdf_form.typesetting"},
    "pypdf": {"filled_forms.pdf", "filled_forms.pdf_objects", "filled_forms.pdf_fields", "filled_forms.pdf_beside"},
    "rich": {"commands.console"},
    "typing_extensions": {"compiled.model_base"},
    "weasyprint": {"pdf_form.typesetting"},
    "xlsxwriter": {"entry_sheet.workbook", "verdict_formats.xlsx_report"},
    "yaml": {"language.yaml_text"},
}
"""Which rooms may import what is not ours, and not Python's."""


def _room(path: Path) -> str:
    """`cli`, `readers.ndjson`; a package is called by its own name."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


ROOMS = {_room(path): path for path in SOURCE.rglob("*.py")}


@cache
def _imported(room: str) -> frozenset[str]:
    return frozenset(_names_imported(ast.parse(ROOMS[room].read_text(encoding="utf-8"))))


def _names_imported(tree: ast.AST) -> Iterator[str]:
    """Every dotted name that is imported: of `from a import b` both a and a.b, for b may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module and not node.level, "imports are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _rooms_below(room: str) -> set[str]:
    own = {name.removeprefix("safeforms.") for name in _imported(room) if name.startswith("safeforms.")}
    return own & set(ROOMS)


def _outsiders(room: str) -> set[str]:
    return {name.partition(".")[0] for name in _imported(room)} - {"safeforms"} - sys.stdlib_module_names


def test_every_room_stands_on_one_floor() -> None:
    assert sorted(FLOORS) == sorted(ROOMS)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_only_from_rooms_below(room: str) -> None:
    above = FLOORS[FLOORS.index(room) :]
    members = {name for name in ROOMS if name.startswith(f"{room}.")}  # a table names them, they take its types

    assert _rooms_below(room) & set(above) - members == set()


@pytest.mark.parametrize("family", ["targets", "readers"])
def test_targets_and_readers_know_nothing_of_each_other(family: str) -> None:
    members = {name for name in ROOMS if name.startswith(f"{family}.")} - {SHARED_BY_READERS}

    assert members
    for member in members:
        assert _rooms_below(member) & members == set(), member


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_what_is_not_ours_is_imported_only_where_it_belongs(room: str) -> None:
    allowed = {outsider for outsider, rooms in OUTSIDERS.items() if room in rooms}

    assert _outsiders(room) <= allowed


def test_every_permission_is_used() -> None:
    for outsider, rooms in OUTSIDERS.items():
        assert {room for room in ROOMS if outsider in _outsiders(room)} == rooms, outsider
