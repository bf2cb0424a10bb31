"""All answers of a record read once: path -> content, and the faults of the answers themselves.

Paths name rows by their position: `("companions", 0, "age_group")`. A blank has no entry. A row has an entry
of its own, a value where it is a mapping.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from safeforms.definition import Form
from safeforms.judgement.answers import BLANK, INVALID, Content, is_blank, read_answer
from safeforms.judgement.faults import Fault
from safeforms.problems import Path
from safeforms.questions import Group, Override, Question, Table


@dataclass(slots=True)
class Contents:
    """What a record holds. `notes` has the raw notes of options by the path of their question."""

    by_path: dict[Path, Content] = field(default_factory=dict)
    notes: dict[Path, object] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def at(self, path: Path) -> Content:
        """The content of a path, blank where nothing was recorded."""
        return self.by_path.get(path, BLANK)

    def text(self, path: Path) -> str | None:
        """The text that answers a question, or the id of the option; None where there is none."""
        value = self.at(path).value
        return value if isinstance(value, str) else None

    def moment(self, path: Path) -> datetime | None:
        """The date and time that answers a question, or None."""
        value = self.at(path).value
        return value if isinstance(value, datetime) else None

    def rows(self, path: Path) -> tuple[int, ...]:
        """The positions of the rows of a table that hold something."""
        value = self.at(path).value
        return tuple(row for row in value if isinstance(row, int)) if isinstance(value, tuple) else ()


def read_contents(form: Form, answers: Mapping[str, object], *, now: datetime) -> Contents:
    """The contents of a record's answers, with faults in form order, unknown keys last."""
    contents = Contents()
    _read_questions(tuple(form.questions.values()), answers, (), contents=contents, now=now)
    return contents


def read_again(contents: Contents, question: Question, answers: Mapping[str, object], *, now: datetime) -> None:
    """What an outermost question and its note hold, read anew into contents; its faults are not."""
    for held in (contents.by_path, contents.notes):
        for path in [path for path in held if path[0] == question.id]:
            del held[path]
    if question.note_id:
        contents.notes[(question.id,)] = answers.get(question.note_id)
    _read_question(question, answers.get(question.id), (question.id,), contents=contents, now=now)


def _read_questions(
    questions: tuple[Question, ...], raw: Mapping[str, object], at: Path, *, contents: Contents, now: datetime
) -> None:
    known = set()
    for question in questions:
        known.add(question.id)
        if question.note_id:
            known.add(question.note_id)
            contents.notes[(*at, question.id)] = raw.get(question.note_id)
        _read_question(question, raw.get(question.id), (*at, question.id), contents=contents, now=now)
    strangers = [key for key in raw if key not in known]
    contents.faults.extend(Fault("unknown_question", at) for _ in strangers)


def _read_question(question: Question, raw: object, path: Path, *, contents: Contents, now: datetime) -> None:
    reading = read_answer(question, raw, path=path, now=now)
    if reading.content.kind == "blank":
        return
    contents.by_path[path] = reading.content
    contents.faults.extend(reading.faults)
    if reading.content.kind != "value":
        return
    if isinstance(question.type, Group | Override) and isinstance(raw, Mapping):
        _read_questions(question.parts, raw, path, contents=contents, now=now)
    if isinstance(question.type, Table) and isinstance(raw, list | tuple):
        for position, row in enumerate(raw):
            if is_blank(row):
                continue
            at = (*path, position)
            contents.by_path[at] = Content("value", True) if isinstance(row, Mapping) else INVALID
            if isinstance(row, Mapping):
                _read_questions(question.parts, row, at, contents=contents, now=now)
