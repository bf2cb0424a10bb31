"""Texts by slot -> the rows that they stand in: one of records, and those of each table."""

from collections.abc import Iterator, Mapping

from safeforms.definition import Form
from safeforms.entry_sheet.cells import held
from safeforms.entry_sheet.columns import Layout, without_row
from safeforms.slots import RECORD_ID
from safeforms.slots.names import named
from safeforms.values import dataclass

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A record in rows, each of texts by slot, rows of tables with `#` and by the slot of the table."""

    record: Texts
    tables: Mapping[str, tuple[Texts, ...]]


def placed(texts: Texts) -> Placed:
    """The rows of a record. A blank row before others stays one."""
    record, tables = dict[str, str](), dict[str, dict[int, dict[str, str]]]()
    for slot, text in texts.items():
        inside, row = without_row(slot)
        if row is None:
            record[slot] = text
        else:
            tables.setdefault(inside.partition(".")[0], {}).setdefault(row, {})[inside] = text
    every = {table: tuple(rows.get(row, {}) for row in range(max(rows) + 1)) for table, rows in tables.items()}
    return Placed(record=record, tables=every)


def not_in_workbook(form: Form, layout: Layout, texts: Texts) -> Iterator[str]:
    """A sentence for each thing of a record that its rows do not give back; it may come twice."""
    columns = {column.slot: column for column in layout.every()}
    for slot, text in texts.items():
        inside, _ = without_row(slot)
        if inside not in columns:
            yield f"{named(form, slot)} holds something for which there is no column."
        elif not held(text, column=columns[inside]):
            yield (
                f"{named(form, slot)} holds what a cell cannot give back as it is: more than 32,767 characters, signs "
                "that no workbook has, or words that stand for another answer there."
            )
    rows = placed(texts)
    if rows.tables and not rows.record:
        yield "Beside rows of tables the record holds nothing: they belong to no row of the records."
    if RECORD_ID not in texts:
        yield from _lost_rows(form, layout, rows.tables)


def _lost_rows(form: Form, layout: Layout, tables: Mapping[str, tuple[Texts, ...]]) -> Iterator[str]:
    """A row is known by the record id in it; of a record without one, a row that holds nothing is none."""
    for table in layout.tables:
        if not all(tables.get(table.entry.slot, ())):
            said = named(form, table.entry.slot)
            yield f"{said} has a blank row before others: it is left out, for the record has no number."
