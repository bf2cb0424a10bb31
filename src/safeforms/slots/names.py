"""A slot -> the path of the question that it belongs to, and how a message names that question.

Every format names what it cannot hold by these words, so that the same loss reads the same wherever it is met.
"""

import re
from typing import Final

from safeforms.definition import Form
from safeforms.judgement.messages import label
from safeforms.problems import Path
from safeforms.slots import RECORD_ID, STATUS

OF_THE_RECORD: Final = {RECORD_ID: "The number (id) of the record", STATUS: "The status of the record"}
AFTER: Final = re.compile("[=?]")
"""Where an option or a reason is named after its question."""


def path_of(slot: str) -> Path:
    """The path of a question, row numbers as numbers; of a note beside an answer that of the note."""
    return tuple(int(step) if step.isdecimal() else step for step in AFTER.split(slot, maxsplit=1)[0].split("."))


def named(form: Form, slot: str) -> str:
    """The question of a slot at the start of a sentence, with the row and table or the group that it stands in."""
    return OF_THE_RECORD.get(slot) or label(form, path_of(slot))
