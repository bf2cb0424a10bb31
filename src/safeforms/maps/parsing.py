"""The YAML of an export map -> the map as frozen values.

Its shape is checked against schemas/map.schema.json first, so that only whole values are read here. A column that is
written in a way that can mean nothing is told, all of them at once.
"""

from collections.abc import Iterator, Mapping

from safeforms.language.origins import Origin
from safeforms.language.shape import shape_problems
from safeforms.language.yaml_text import Plain, YamlText
from safeforms.maps.dates import USUAL
from safeforms.maps.definition import (
    TICKED,
    UNTICKED,
    USUAL_BLANKS,
    AnswerMap,
    ColumnMap,
    ExportMap,
    JoinedColumns,
    JoinedMap,
    Long,
    Meaning,
    OneColumn,
    PartsMap,
    SkipRows,
    Source,
    TickColumns,
)
from safeforms.maps.keys import misfits
from safeforms.maps.matching import word_key
from safeforms.problems import FormError


def parse_map(text: YamlText, *, schema: Mapping[str, object]) -> ExportMap:
    """The map that a text says; FormError with every problem of its shape otherwise."""
    problems = shape_problems(text, schema=schema)
    if not problems:
        problems = list(misfits(Origin(text, (), text.data).at("columns")))
    if problems:
        raise FormError(problems)
    return _export_map(Origin(text, (), text.data))


def is_map(text: YamlText) -> bool:
    """Whether a YAML file is an export map."""
    return isinstance(text.data, dict) and "map" in text.data


def _export_map(whole: Origin) -> ExportMap:
    reading = _Reading(whole)
    constants, long, header_row = whole.at("constants").value, whole.at("long"), whole.at("header_row").value
    return ExportMap(
        id=_words(whole.at("map")),
        form=_words(whole.at("form")),
        columns=tuple(reading.columns(whole.at("columns"))),
        record_id=_optional(whole.at("record_id")),
        status=reading.answer(whole.at("status"), id_="status") if whole.at("status").value else None,
        constants=dict(constants) if isinstance(constants, dict) else {},
        ignore=_texts(whole.at("ignore")),
        skip_rows=_skip_rows(whole.at("skip_rows")),
        blank=reading.blank,
        long=Long(**{key: _words(each) for key, each in long.entries().items()}) if long.value else None,
        sheets=_separators(whole.at("sheet")),
        header_row=header_row if isinstance(header_row, int) else 0,
        delimiter=_optional(whole.at("delimiter"), strip=False),
        encoding=_optional(whole.at("encoding")),
        file=whole.text.file,
        places={**whole.text.places, **whole.text.keys},
    )


class _Reading:
    """Columns as they are read, with what the whole map says of dates and blanks."""

    def __init__(self, whole: Origin) -> None:
        self.dates = _texts(whole.at("dates")) or USUAL
        blank = whole.at("blank")
        self.blank = frozenset(map(word_key, _texts(blank) if blank.value is not None else USUAL_BLANKS)) | {""}

    def columns(self, columns: Origin) -> Iterator[ColumnMap]:
        for id_, entry in columns.entries().items():
            yield self.column(entry, id_=id_)

    def column(self, entry: Origin, *, id_: str) -> ColumnMap:
        if entry.at("columns").value is None:
            return self.answer(entry, id_=id_)
        answers = tuple(self.answer(each, id_=part) for part, each in entry.at("columns").entries().items())
        status = self.answer(entry, id_=id_) if entry.at("column").value is not None else None
        sheet, file = _optional(entry.at("sheet")), _optional(entry.at("file"))
        if sheet is None and file is None:
            rows = _texts(entry.at("rows"))
            return PartsMap(question=id_, answers=answers, rows=rows, status=status, place=entry.place)
        return JoinedMap(
            question=id_,
            answers=answers,
            key=_words(entry.at("key")),
            sheet=sheet,
            file=file,
            ignore=_texts(entry.at("ignore")),
            skip_rows=_skip_rows(entry.at("skip_rows")),
            status=status,
            place=entry.place,
        )

    def answer(self, entry: Origin, *, id_: str) -> AnswerMap:
        return AnswerMap(
            question=id_,
            source=_source(entry),
            values={word_key(word): _meaning(each.value) for word, each in entry.at("values").entries().items()},
            reasons={word_key(word): _words(each) for word, each in entry.at("reasons").entries().items()},
            note=_optional(entry.at("note")),
            split=_separators(entry.at("split")),
            dates=_texts(entry.at("dates")) or self.dates,
            blank=self.blank | frozenset(map(word_key, _texts(entry.at("blank")))),
            place=entry.place,
        )


def _skip_rows(entry: Origin) -> SkipRows | None:
    if entry.value is None:
        return None
    return SkipRows(where=_words(entry.at("where")), words=_texts(entry.at("is")), place=entry.place)


def _source(entry: Origin) -> Source:
    if isinstance(entry.value, str):
        return OneColumn(header=entry.value.strip())
    if entry.at("join").value is not None:
        between = entry.at("with").value
        return JoinedColumns(headers=_texts(entry.at("join")), between=between if isinstance(between, str) else " ")
    if entry.at("each").value is not None:
        return TickColumns(
            options={header: _words(option) for header, option in entry.at("each").entries().items()},
            ticked=frozenset(map(word_key, _texts(entry.at("ticked")) or TICKED)),
            unticked=frozenset(map(word_key, _texts(entry.at("unticked")) or UNTICKED)),
            none=_optional(entry.at("none")),
        )
    return OneColumn(header=_words(entry.at("column")), time=_optional(entry.at("time")))


def _words(entry: Origin) -> str:
    """A text without white space around it; empty of anything else."""
    return entry.value.strip() if isinstance(entry.value, str) else ""


def _optional(entry: Origin, *, strip: bool = True) -> str | None:
    if not isinstance(entry.value, str):
        return None
    return entry.value.strip() if strip else entry.value


def _texts(entry: Origin) -> tuple[str, ...]:
    """The words of a list; numbers and truths as they are typed."""
    return tuple(_typed(each.value) for each in entry.items())


def _separators(entry: Origin) -> tuple[str, ...]:
    if isinstance(entry.value, str):
        return (entry.value,)
    return tuple(each for each in map(_typed, entry.value if isinstance(entry.value, list) else ()) if each)


def _typed(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _meaning(value: Plain) -> Meaning:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, int) else str(value).strip()
