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
from typing import Literal, NamedTuple, TypedDict

from safeforms.places import Place

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]


class SectionName(NamedTuple):
    """The section that a question stands in."""

    id: str
    title: str


class SectionDict(TypedDict):
    """A section in JSON."""

    id: str
    title: str


class ProblemDict(TypedDict):
    """A problem in JSON, as schemas/problem.schema.json has it: every key is there, null where there is nothing."""

    code: str
    severity: Severity
    path: list[str | int]
    message: str
    question: str | None
    question_text: str | None
    section: SectionDict | None
    asked_when: str | None
    place: str | None
    file: str | None
    line: int | None
    column: int | None
    header: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, and what to do about it.

    `path` leads to the answer (rows count from 0) or to the key of a definition; `question` is the same without the
    rows. In a record, `question_text` names the question with the row and the table that it stands in, and `asked_when`
    says in words when it is asked, None where it always is; `header` is the column of an export that the answer stands
    in. `excerpt` shows the words of a definition with carets under them; it is empty for records.
    """

    code: str
    message: str
    place: Place | None = None
    question: str | None = None
    severity: Severity = "error"
    path: Path = ()
    excerpt: str = ""
    question_text: str | None = None
    section: SectionName | None = None
    asked_when: str | None = None
    header: str | None = None

    @property
    def where(self) -> str:
        """The place, and the column of an export: `export.csv:14, column "DOB"`; empty where neither is known."""
        column = f'column "{self.header}"' if self.header is not None else ""
        return ", ".join(filter(None, [str(self.place) if self.place else "", column]))

    def __str__(self) -> str:
        head = f"{self.where}: {self.code}: {self.message}" if self.where else f"{self.code}: {self.message}"
        return f"{head}\n{self.excerpt}" if self.excerpt else head

    def as_dict(self) -> ProblemDict:
        """For JSON: what the commands print with `--format json`. It holds words of the form, never an answer."""
        return ProblemDict(
            code=self.code,
            severity=self.severity,
            path=list(self.path),
            message=self.message,
            question=self.question,
            question_text=self.question_text,
            section=SectionDict(id=self.section.id, title=self.section.title) if self.section else None,
            asked_when=self.asked_when,
            place=str(self.place) if self.place else None,
            file=self.place.file if self.place else None,
            line=self.place.line if self.place else None,
            column=self.place.column if self.place else None,
            header=self.header,
        )


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
    "unreadable": "The record, or something that belongs to it, could not be read.",
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
