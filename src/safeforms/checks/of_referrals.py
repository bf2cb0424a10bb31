"""The check of questions that have a meaning by their id: those of a referral, and of the table of who was told.

Read as another type they would say nothing: a sending that failed would look like one that did not.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from safeforms.language.condition_types import SORT_WORDS, Sort, question_sort
from safeforms.language.drafts import Draft
from safeforms.problems import Problem

Sorts = tuple[Sort, ...]
MOMENT: Final[Sorts] = ("datetime",)
TEXT: Final[Sorts] = ("text",)
WORDS: Final[Sorts] = ("choice", "text")
OF_DETAILS: Final[Mapping[str, Sorts]] = {
    "made_at": MOMENT,
    "method": WORDS,
    "received_by": WORDS,
    "written_sent_at": MOMENT,
}
OF_AN_OUTCOME: Final[Mapping[str, Sorts]] = {
    "acknowledged_at": MOMENT,
    "decision": WORDS,
    "decided_at": MOMENT,
    "told_by": WORDS,
    "agree": ("choice", "yes_no"),
}
OF_SENT: Final[Mapping[str, Sorts]] = {
    "method": WORDS,
    "purpose": ("choice",),
    "sent_by": WORDS,
    "consent_basis": WORDS,
    "failed": TEXT,
}


def unfit_parts(draft: Draft) -> Iterator[Problem]:
    """A question of a referral, or of who was told, has a meaning by its id and is of a type that cannot say it."""
    summary = draft.form.summary
    around = (
        (summary.referral.details, OF_DETAILS),
        (summary.referral.outcome, OF_AN_OUTCOME),
        (summary.sent, OF_SENT),
    )
    for name, meanings in around:
        outer = draft.form.questions.get(name) if name else None
        for part in outer.parts if outer else ():
            wanted, sort = meanings.get(part.id), question_sort(part)
            if wanted is None or sort in wanted:
                continue
            needed = " or ".join(SORT_WORDS[each] for each in wanted)
            message = (
                f"'{name}.{part.id}' asks for {SORT_WORDS[sort]}, and must ask for {needed}: rename it, or change it."
            )
            yield Problem(code="form.does_not_fit", message=message, place=part.place, question=f"{name}.{part.id}")
