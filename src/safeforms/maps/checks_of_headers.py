"""Whether a map reads each column once and means one thing by each word, as far as the map alone tells."""

from collections.abc import Iterator

from safeforms.language.shape import quoted
from safeforms.maps.definition import AnswerMap, ExportMap, PartsMap
from safeforms.maps.matching import in_row, says_something, word_key
from safeforms.places import Place
from safeforms.problems import Path, Problem
from safeforms.sheets.names import header_key

Use = tuple[str, str, Place | None, bool]
"""A header, what it is read for, where the map says so, and whether it is that of a note."""


def header_problems(export_map: ExportMap) -> Iterator[Problem]:
    """Columns that are read twice (a warning, for it may be meant), or ignored too; words that are mapped twice."""
    uses = list(_uses(export_map))
    yield from _read_twice(uses)
    for joined in export_map.joined:
        yield from _read_twice([(joined.key, "the key", joined.place, False), *_of(joined.answers, joined.question)])
    read = {header_key(header): what for header, what, _, _ in [*_places(export_map), *uses]}
    for number, pattern in enumerate(export_map.ignore):
        place = export_map.places.get(("ignore", number))
        if not says_something(pattern):
            message = f"{quoted(pattern)} would ignore every column: name those that nobody needs."
            yield Problem(code="map.does_not_fit", message=message, place=place)
        elif header_key(pattern) in read and "*" not in pattern:
            message = f"The column {quoted(pattern)} is ignored, and read for {read[header_key(pattern)]}."
            yield Problem(code="map.used_twice", message=message, place=place)
    yield from _words_twice(export_map)
    yield from _skipped_rows(export_map)


def _read_twice(uses: list[Use]) -> Iterator[Problem]:
    """Columns that are read twice; a note may be joined to a text too, which keeps it beside answers without notes."""
    first: dict[tuple[str, bool], str] = {}
    for header, what, place, is_note in uses:
        key = header_key(header), is_note
        if key in first:
            message = f"The column {quoted(header)} is read for {first[key]} and for {what}: leave it if you mean it."
            yield Problem(code="map.used_twice", message=message, place=place, severity="warning")
        first.setdefault(key, what)


def _uses(export_map: ExportMap) -> Iterator[Use]:
    """Every column of the main sheet that is read for an answer, repeated ones once for each row."""
    if export_map.status is not None:
        yield from _of((export_map.status,), "")
    for column in export_map.columns:
        if isinstance(column, AnswerMap):
            yield from _of((column,), "")
            continue
        if column.status is not None:
            yield from _of((column.status,), "")
        if isinstance(column, PartsMap):
            for row in column.rows or ("",):
                yield from _of(column.answers, column.question, row=row)


def _of(answers: tuple[AnswerMap, ...], around: str, *, row: str = "") -> Iterator[Use]:
    for answer in answers:
        what = f"'{around}.{answer.question}'" if around else f"'{answer.question}'"
        for header in answer.own_headers:
            yield in_row(header, row), what, answer.place, False
        if answer.note is not None:
            yield in_row(answer.note, row), what, answer.place, True


def _places(export_map: ExportMap) -> Iterator[Use]:
    """The columns that say whose answers they are."""
    if export_map.record_id is not None:
        yield export_map.record_id, "the record id", None, False
    if export_map.long is not None:
        yield export_map.long.record, "the record id", None, False
        yield export_map.long.question, "the question", None, False
        yield export_map.long.answer, "the answer", None, False


def _words_twice(export_map: ExportMap) -> Iterator[Problem]:
    seen: dict[tuple[Path, str], str] = {}
    for path, place in export_map.places.items():
        if len(path) < 2 or path[-2] not in ("values", "reasons") or path[0] not in ("columns", "status"):
            continue
        word = str(path[-1])
        first = seen.setdefault((path[:-1], word_key(word)), word)
        if first != word:
            message = f"{quoted(word)} and {quoted(first)} are the same word: case and blanks make no difference."
            yield Problem(code="map.used_twice", message=message, place=place)


def _skipped_rows(export_map: ExportMap) -> Iterator[Problem]:
    """Words that would pass over every row, or those in which nothing stands."""
    every = (export_map.skip_rows, *(joined.skip_rows for joined in export_map.joined))
    for skip_rows in (each for each in every if each is not None):
        for word in skip_rows.words:
            if not says_something(word):
                message = f"{quoted(word)} would pass over rows whatever they hold: write what stands in them."
                yield Problem(code="map.does_not_fit", message=message, place=skip_rows.place)
