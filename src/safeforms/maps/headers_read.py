"""Which headers a map reads, and which of them an answer keeps."""

from collections.abc import Iterator

from safeforms.maps.definition import AnswerMap, ExportMap, PartsMap
from safeforms.maps.matching import ROW, in_row
from safeforms.sheets.names import header_key


def items_of(export_map: ExportMap) -> tuple[str, ...]:
    """What the map reads from the column of the question of a long extract, each once."""
    found: dict[str, None] = {}
    for column in export_map.columns:
        rows = column.rows if isinstance(column, PartsMap) else ()
        for answer in column.answers if isinstance(column, PartsMap) else ():
            for header in answer.headers:
                found.update(dict.fromkeys(in_row(header, row) for row in rows or ("",)))
    for answer in export_map.answers():
        found.update(dict.fromkeys(header for header in answer.headers if ROW not in header))
    return tuple(found)


def kept_by(export_map: ExportMap) -> Iterator[str]:
    """The columns, by their keys, whose words an answer holds; not those that say why there is no table or group."""
    reasons = {id(column.status) for column in export_map.columns if not isinstance(column, AnswerMap)}
    for answer in export_map.answers():
        if id(answer) not in reasons:
            yield from map(header_key, answer.own_headers)
