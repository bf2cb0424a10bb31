"""Why a record is not an assessment, or a definition not a form.

    SafeformsError
    ├── FormError      the definition is wrong; carries every Problem found in it
    ├── RecordError    the record is refused; carries every Problem found in it
    └── UsageError     asked for something that does not exist: a form, a file, a target

A message is one sentence in plain words. A message about a record names the question and never
carries the answer. Codes are stable: docs/problems.md has a line for each, the tests a case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from safeforms.places import Place

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, and what to do about it.

    `path` leads to the answer (rows count from 0) or to the key of a definition. `excerpt` shows the
    words of a definition with carets under them; it is empty for records.
    """

    code: str
    message: str
    place: Place | None = None
    question: str | None = None
    severity: Severity = "error"
    path: Path = ()
    excerpt: str = ""

    def __str__(self) -> str:
        head = f"{self.place}: {self.code}: {self.message}" if self.place else f"{self.code}: {self.message}"
        return f"{head}\n{self.excerpt}" if self.excerpt else head


RECORD_CODES: dict[str, str] = {
    "missing_answer": "A question was asked and left blank, without an answer or a reason.",
    "not_an_option": "The answer is not one of the options that the question offers.",
    "wrong_type": "The answer is of another kind than the question asks for.",
    "out_of_range": "A number, a date or the number of rows lies outside the limits.",
    "wrong_format": "The answer is of the right kind but not written as it must be.",
    "too_short": "The text is shorter than the question needs.",
    "too_long": "The text is longer than the question allows.",
    "stock_phrase": "The text is a phrase that says nothing, such as 'n/a' or 'see notes'.",
    "reason_not_offered": "The reason for not answering is not one that this question accepts.",
    "note_missing": "An option or a reason was chosen that needs a note.",
    "exclusive_option": "An option that excludes all others was chosen together with another.",
    "check_failed": "Answers contradict each other, or a rule of the form is broken.",
    "unknown_question": "The record holds something that the form does not ask.",
    "not_asked": "An answer was recorded although the form did not ask for it (a warning).",
    "wrong_form": "The record names another form, or one that is not known or cannot be used.",
    "wrong_version": "The record was made with another version of the form (a warning).",
    "unreadable": "The record could not be read at all.",
}
"""The codes of problems in records, each with the sentence that explains it."""


class SafeformsError(Exception):
    """Base of every exception that safeforms raises on purpose."""


class UsageError(SafeformsError):
    """What was asked for does not exist; the message is one sentence for the user."""


class FormError(SafeformsError):
    """A definition is not a form; `problems` says why, all of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class RecordError(SafeformsError):
    """A record is not an assessment; `problems` says why, all of them, warnings included."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
