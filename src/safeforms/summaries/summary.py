"""The summary of one record: what was found, what could not be determined, what was not asked, whom to tell.

Given for every readable record, complete or not: a red finding never hides behind a missing answer. Its fields are in
`summary_shown.py`, their items in `summary_items.py`. The words of the professional are carried unchanged.
"""

from typing import TYPE_CHECKING, Final

from safeforms.documents.for_people import ForPeople
from safeforms.summaries.summary_items import Level
from safeforms.summaries.summary_shown import SummaryShown

if TYPE_CHECKING:
    from safeforms.documents.document import Document
    from safeforms.places import Place

LEVEL_WORDS: Final[dict[Level | None, str]] = {
    "red": "Red",
    "amber": "Amber",
    "grey": "Grey: cannot be rated",
    "green": "No indicators recorded from the questions asked",
    None: "Not rated: incomplete",
}
WITHDRAWN: Final = "Not rated: entered in error"
UNFINISHED: Final = "Not rated: still in progress"


class Summary(SummaryShown, ForPeople):
    """Everything that part I of the specification asks for, in its order. Lists are empty where there is none.

    In a copy for somebody who gets a part of it, `complete` and `level` are None, and what it leaves out is empty.
    """

    def document(self, *, place: "Place | None" = None) -> "Document":
        """This summary for people, before any face shows it; `place` names a record that has no id."""
        from safeforms.summaries.summary_document import summary_document

        return summary_document(self, place=place)
