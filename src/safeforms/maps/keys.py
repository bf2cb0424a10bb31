"""Which keys of a column in a map can stand together: one of them says where the answer is."""

from collections.abc import Iterator, Mapping
from typing import Final

from safeforms.language.origins import Origin
from safeforms.language.shape import quoted
from safeforms.places import Place
from safeforms.problems import Problem

SOURCES: Final = ("column", "join", "each", "columns")
ONE: Final = "one of 'column', 'join', 'each' and 'columns' says where it stands"
FITTING: Final[Mapping[str, tuple[str, ...]]] = {
    "column": ("column", "time", "values", "reasons", "note", "split", "dates", "blank"),
    "join": ("join", "with", "reasons", "note", "blank"),
    "each": ("each", "ticked", "unticked", "none", "note", "blank"),
    "columns": ("columns", "column", "reasons", "note", "blank", "rows", "sheet", "file", "key", "ignore", "skip_rows"),
}
"""The keys that can stand together, by the one that says where an answer stands."""


def misfits(columns: Origin, *, around: str = "") -> Iterator[Problem]:
    """Columns whose keys do not fit together."""
    for id_, entry in columns.entries().items():
        if isinstance(entry.value, str):
            continue
        keys = list(entry.entries())
        kinds = [key for key in SOURCES if key in keys]
        kind = "columns" if "columns" in kinds else kinds[0] if len(kinds) == 1 else ""
        if not kind or (kind == "columns" and (around or set(kinds) - {"columns", "column"})):
            what = f"a column of {quoted(around)}" if around else "a column"
            yield _unfit(f"{quoted(id_)} must say once where its answer stands: of {what} {ONE}.", entry.place)
            continue
        for key in keys:
            if key not in FITTING[kind]:
                yield _unfit(f"'{key}' does not go with '{kind}': take one of the two out.", entry.at(key).place)
        if kind == "columns":
            yield from _table_misfits(entry, id_=id_)
            yield from misfits(entry.at("columns"), around=id_)


def _table_misfits(entry: Origin, *, id_: str) -> Iterator[Problem]:
    given = [key for key in ("rows", "sheet", "file") if entry.at(key).value is not None]
    if "rows" in given and len(given) > 1:
        message = (
            f"{quoted(id_)} has its rows either in repeated columns ('rows') or elsewhere ('{given[1]}'), not both."
        )
        yield _unfit(message, entry.at("rows").place)
    elsewhere = [key for key in given if key != "rows"]
    for key in ("key", "ignore", "skip_rows"):
        if entry.at(key).value is not None and not elsewhere:
            yield _unfit(f"'{key}' goes with 'sheet' or 'file', and here is neither.", entry.at(key).place)
    if elsewhere and entry.at("key").value is None:
        message = f"{quoted(id_)} needs 'key': the column of '{elsewhere[0]}' with the id of the record."
        yield _unfit(message, entry.place)


def _unfit(message: str, place: Place) -> Problem:
    return Problem(code="map.does_not_fit", message=message, place=place)
