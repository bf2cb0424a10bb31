"""Rows that a map says are no records: how they are known, and what is told of them.

They are counted and told whenever there are any: nothing is passed over in silence.
"""

from collections.abc import Iterator

from safeforms.maps.definition import SkipRows
from safeforms.maps.matching import word_key, word_of, word_pattern
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.sheets import Cell, Skipping


def skipping_of(skip_rows: SkipRows | None) -> Skipping | None:
    """What passes over the rows of one sheet and counts them; None where the map says nothing of any."""
    if skip_rows is None:
        return None
    pattern = word_pattern(skip_rows.words)

    def says(cell: Cell) -> bool:
        return cell is not None and bool(pattern.fullmatch(word_key(word_of(cell))))

    return Skipping(column=skip_rows.where, says=says)


def skipped_rows(skipping: Skipping | None, *, where: str, place: Place) -> Iterator[Problem]:
    """A warning that counts the rows that were passed over; nothing where none was."""
    if skipping is None or not skipping.skipped:
        return
    one = skipping.skipped == 1
    were = f"1 row of {where} was" if one else f"{skipping.skipped:,} rows of {where} were"
    message = f"{were} passed over, as the map says under 'skip_rows'."
    yield Problem(code="map.skipped_rows", message=message, place=place, severity="warning", header=skipping.column)
