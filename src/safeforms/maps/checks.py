"""Does an export map fit its form? Everything that is wrong, warnings included, with places and the likeliest name.

What is wrong with an export under a map that fits is told while it is read. `MAP_CODES` explains the codes of both.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from safeforms.definition import Form
from safeforms.language.shape import did_you_mean, quoted
from safeforms.maps.checks_of_answers import answer_problems, constant_problems
from safeforms.maps.checks_of_headers import header_problems
from safeforms.maps.definition import AnswerMap, ColumnMap, ExportMap, JoinedMap, PartsMap
from safeforms.maps.matching import ROW
from safeforms.problems import Problem
from safeforms.questions import Group, Question, Table
from safeforms.sheets.names import header_key

TELLING: Final = frozenset(("nhs_number", "patient_name", "date_of_birth"))
TELLING_HEADER: Final = re.compile(r"(?i)nhs|surname|forename|name$|\bdob\b|birth|post ?code")
"""What columns are called that say who somebody is."""

MAP_CODES: Final[dict[str, str]] = {
    "map.unknown_form": "A map is for a form that there is not.",
    "map.unknown_question": "A map speaks of a question that the form does not ask there.",
    "map.unknown_option": "A word is mapped to an option that the question does not offer.",
    "map.unknown_reason": "A word is mapped to a reason that the question does not accept.",
    "map.no_note": "A column is given for a note that the question cannot take.",
    "map.does_not_fit": "A key of a map does not fit the question, or another key.",
    "map.date_pattern": "A pattern of dates is not on the list, or would be a guess.",
    "map.used_twice": "A column is read for two questions, a question is answered twice, or a word is mapped twice.",
    "map.no_column": "A question that is always asked has no column (a warning).",
    "map.missing_column": "The map reads a column that the export does not have.",
    "map.ambiguous_column": "Two columns of the export have the header that the map reads.",
    "map.unmapped_column": "The map says nothing of a column of the export that is not empty.",
    "map.unmapped_value": "The map says nothing of words that stand in a column of the export.",
    "map.words_left_out": "The export has a note or a reason that the answer there does not take: no record holds it.",
    "map.unread_sheet": "Sheets of a workbook that hold something are not read, for the map does not name them.",
    "map.unread_file": "Files of a folder or a zip are passed over, for nobody knows what is in them (a warning).",
    "map.same_ids": "Records have the id of one in another file that was read before (a warning).",
    "map.scattered_records": "The rows of a record in a long extract do not follow each other.",
    "map.telling_id": "The ids of records would tell who somebody is, and every message shows them (a warning).",
    "map.lost_rows": "Rows of another sheet or file could not be read: each record may lack some of them (a warning).",
    "map.skipped_rows": "Rows of the export are passed over, as the map says (a warning).",
    "map.unjoined_rows": "Rows of another sheet or file belong to no record of the export.",
}
"""The codes of problems with maps and with exports as a map reads them, each with the sentence that explains it."""


def check_map(export_map: ExportMap, *, form: Form) -> list[Problem]:
    """Everything that makes no sense in a map, by place; empty where nothing does."""
    found = [
        *_ids(export_map),
        *_telling_ids(export_map),
        *_columns(export_map, form=form),
        *constant_problems(export_map, form=form),
        *header_problems(export_map),
        *_without_column(export_map, form=form),
    ]
    return sorted(dict.fromkeys(found), key=_spot)


def _ids(export_map: ExportMap) -> Iterator[Problem]:
    """Whether there is one way, and no more, to tell records apart where that is needed."""
    if export_map.long is not None and export_map.record_id is not None:
        message = "'record_id' does not go with 'long', which has the column of the record: take it out."
        yield Problem(code="map.does_not_fit", message=message, place=export_map.places.get(("record_id",)))
    if export_map.long is None and export_map.record_id is None:
        for joined in export_map.joined:
            message = f"{quoted(joined.question)} is joined by the id of the record, and the map has no 'record_id'."
            yield Problem(code="map.does_not_fit", message=message, place=joined.place)


def _telling_ids(export_map: ExportMap) -> Iterator[Problem]:
    """A warning where ids are somebody's NHS number, name or day of birth: they stand in every message."""
    header = export_map.long.record if export_map.long else export_map.record_id
    if header is None:
        return
    own = [answer for answer in export_map.answers() if answer.question in TELLING]
    read = {header_key(name) for answer in own for name in answer.own_headers}
    if header_key(header) in read or TELLING_HEADER.search(header):
        message = (
            f"The ids of records would be taken from {quoted(header)}, and every message and file name shows them: "
            "take a column that does not tell who somebody is, or none."
        )
        place = export_map.places.get(("long", "record") if export_map.long else ("record_id",))
        yield Problem(code="map.telling_id", message=message, place=place, severity="warning")


def _columns(export_map: ExportMap, *, form: Form) -> Iterator[Problem]:
    for column in export_map.columns:
        question = form.questions.get(column.question)
        if question is None:
            yield _unknown(column, among=form.questions, what=f"a question of the form '{form.id}'")
        elif isinstance(column, AnswerMap):
            yield from _answer(column, question)
        else:
            yield from _parts(column, question)


def _answer(answer: AnswerMap, question: Question) -> Iterator[Problem]:
    if question.parts:
        kind = "table" if isinstance(question.type, Table) else "group"
        message = f"{quoted(answer.question)} is a {kind}: give the questions in it under 'columns'."
        yield Problem(code="map.does_not_fit", message=message, place=answer.place)
    else:
        yield from answer_problems(answer, question)


def _parts(column: PartsMap | JoinedMap, question: Question) -> Iterator[Problem]:
    if not question.parts:
        message = f"{quoted(column.question)} is neither a group nor a table: it has no 'columns' inside."
        yield Problem(code="map.does_not_fit", message=message, place=column.place)
        return
    yield from _file(column)
    yield from _rows(column, question)
    parts = {part.id: part for part in question.parts}
    for answer in column.answers:
        if answer.question in parts:
            yield from answer_problems(answer, parts[answer.question])
        else:
            yield _unknown(answer, among=parts, what=f"a question in '{question.id}'")
    if column.status is not None:
        yield from answer_problems(column.status, question)


def _file(column: PartsMap | JoinedMap) -> Iterator[Problem]:
    """What is wrong with the name of a file to be joined, which lies beside the export."""
    name = column.file if isinstance(column, JoinedMap) else None
    if name is not None and (name in (".", "..") or set(name) & set("/\\\0")):
        message = f"{quoted(name)} is no name of a file beside the export: give the name alone, and put the file there."
        yield Problem(code="map.does_not_fit", message=message, place=column.place)


def _rows(column: PartsMap | JoinedMap, question: Question) -> Iterator[Problem]:
    """What is wrong with how the rows of a table are told apart."""
    is_table = isinstance(question.type, Table)
    repeated = isinstance(column, PartsMap) and bool(column.rows)
    if not is_table and (repeated or isinstance(column, JoinedMap)):
        kind = "a group" if isinstance(question.type, Group) else "no table"
        message = f"{quoted(column.question)} is {kind} and has no rows: take out what tells them apart."
        yield Problem(code="map.does_not_fit", message=message, place=column.place)
        return
    if is_table and not (repeated or isinstance(column, JoinedMap)):
        message = f"{quoted(column.question)} is a table: say under 'rows' what {ROW} is in each of its rows."
        yield Problem(code="map.does_not_fit", message=message, place=column.place)
        return
    for answer in column.answers:
        for header in answer.headers:
            if repeated and ROW not in header:
                message = f"{quoted(header)} would be read for every row of {quoted(column.question)}: put {ROW} in it."
                yield Problem(code="map.does_not_fit", message=message, place=answer.place)
            if not repeated and ROW in header:
                message = f"{quoted(header)} has {ROW}, and there are no 'rows' here."
                yield Problem(code="map.does_not_fit", message=message, place=answer.place)


def _without_column(export_map: ExportMap, *, form: Form) -> Iterator[Problem]:
    """Questions that every complete record answers, and that nothing in the map does."""
    mapped = {column.question: column for column in export_map.columns}
    for question in form.questions.values():
        column = mapped.get(question.id)
        if column is None and question.id not in export_map.constants and question.always_settled:
            yield _no_column(export_map, question.id)
        elif isinstance(column, PartsMap | JoinedMap):
            own = {answer.question for answer in column.answers}
            for part in question.parts:
                if part.always_settled and part.id not in own:
                    yield _no_column(export_map, f"{question.id}.{part.id}")


def _no_column(export_map: ExportMap, path: str) -> Problem:
    message = f"{quoted(path)} is always asked, and no column answers it: every record will lack it."
    place = export_map.places.get(("columns",))
    return Problem(code="map.no_column", message=message, place=place, severity="warning", question=path)


def _unknown(column: ColumnMap, *, among: Collection[str], what: str) -> Problem:
    hint = did_you_mean(column.question, among) or ": take it out."
    message = f"{quoted(column.question)} is not {what}{hint}"
    return Problem(code="map.unknown_question", message=message, place=column.place)


def _spot(problem: Problem) -> tuple[int, int, str, str]:
    place = problem.place
    return (place.line or 0, place.column or 0, problem.code, problem.message) if place else (0, 0, "", "")


def errors_of(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that are errors: a map with one is not used."""
    return [problem for problem in problems if problem.severity == "error"]
