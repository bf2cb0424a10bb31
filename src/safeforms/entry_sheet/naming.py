"""What the sheets of an entry workbook are called: for whoever writes one, and for whoever finds one changed."""

from collections.abc import Mapping
from typing import Final

from safeforms.entry_sheet.columns import Layout
from safeforms.entry_sheet.limits import sheet_names
from safeforms.values import dataclass

GUIDE, RECORDS, QUESTIONS, LISTS = "How to fill this in", "Records", "Questions", "Lists"
FORM: Final = "@form="
VERSION: Final = "@form_version="
"""How the names begin, in the hidden row of slots, that say which form it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the sheets are called; `tables` by slot."""

    guide: str
    records: str
    tables: Mapping[str, str]
    questions: str
    lists: str

    @property
    def explaining(self) -> frozenset[str]:
        """The sheets that nobody types into."""
        return frozenset({self.guide, self.questions, self.lists})


def names_of(layout: Layout) -> Names:
    """The names of all sheets of a form, no two the same; a table is called by its short text if it has one."""
    tables = [table.entry for table in layout.tables]
    named = [entry.question.short or entry.text for entry in tables]
    guide, records, questions, lists, *others = sheet_names((GUIDE, RECORDS, QUESTIONS, LISTS, *named))
    by_slot = {entry.slot: name for entry, name in zip(tables, others, strict=True)}
    return Names(guide=guide, records=records, tables=by_slot, questions=questions, lists=lists)
