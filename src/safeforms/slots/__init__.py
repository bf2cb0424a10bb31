"""A record <-> flat texts by slot: what a filled form of any format holds, and what a record made of them says.

A slot is named by its question's path with rows counted from 0: `companions.0.name`; an option that can be ticked
beside others is `injuries=burn`, the reason for no answer `seen_alone?` and its note `seen_alone?note`, an option's
note `presentation_note`; of the record itself `@record_id` and `@status`. A blank has no slot. Texts are as people
write them: days as 02/03/2026. Ticks have no order. What slots cannot hold is listed by question, never by answer.
"""

import re
from collections.abc import Mapping
from typing import Final

from safeforms.definition import Form
from safeforms.judgement.answers import REASON_KEYS, exact, is_blank
from safeforms.judgement.envelope import Envelope
from safeforms.judgement.messages import label
from safeforms.problems import Path
from safeforms.questions import Choices, Group, Override, Question, Table
from safeforms.slots.texts import read_as, written_as
from safeforms.values import dataclass

TICK: Final = "x"
RECORD_ID: Final = "@record_id"
STATUS: Final = "@status"
ROW: Final = re.compile(r"[0-9]{1,4}")
"""The number of a row. A larger one would make as many rows before it: it is a slot that no form has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The texts of a record by slot, in form order, and a sentence for each thing that no slot holds."""

    texts: Mapping[str, str]
    lost: tuple[str, ...] = ()


def slots_of(form: Form, envelope: Envelope) -> Filled:
    """A record as texts by slot; answers as they were recorded, whether or not the form asked for them."""
    writer = _Writer(form)
    if envelope.record_id is not None:
        writer.texts[RECORD_ID] = envelope.record_id
    writer.texts[STATUS] = envelope.status
    writer.questions(tuple(form.questions.values()), envelope.answers, at=())
    return Filled(texts=writer.texts, lost=tuple(dict.fromkeys(writer.lost)))


def record_of(form: Form, texts: Mapping[str, str], *, status: str = "completed") -> dict[str, object]:
    """The record that a filled form holds, ready to be judged; `status` where the form says none.

    A text that is no number, day or option is kept as it is, so that judging says what is wrong with it. Where a
    question has both an answer and a reason for none, the record holds the answer: see `answered_twice`. Slots that the
    form has not are left out.
    """
    filled = {slot: text for slot, text in texts.items() if text.strip()}
    record: dict[str, object] = {"form": form.id, "form_version": form.version}
    if RECORD_ID in filled:
        record["record_id"] = filled[RECORD_ID].strip()
    record["status"] = filled.get(STATUS, status).strip()
    record["answers"] = _answers(tuple(form.questions.values()), filled, at="")
    return record


def rows_in(texts: Mapping[str, str], table: str) -> int:
    """How many rows of a table hold something, with the blank ones before the last."""
    inside = f"{table}."
    found = [name.removeprefix(inside).partition(".")[0] for name in texts if name.startswith(inside)]
    return max((int(row) for row in found if ROW.fullmatch(row)), default=-1) + 1


class _Writer:
    """Collects texts and losses."""

    def __init__(self, form: Form) -> None:
        self.form, self.texts, self.lost = form, dict[str, str](), list[str]()

    def questions(self, questions: tuple[Question, ...], raw: Mapping[str, object], *, at: Path) -> None:
        """All answers of a record, a group or a row."""
        known = set[str]()
        for question in questions:
            path = (*at, question.id)
            known.add(question.id)
            self.answer(question, raw.get(question.id), path=path)
            if question.note_id:
                known.add(question.note_id)
                self.text(raw.get(question.note_id), slot=_slot((*at, question.note_id)), path=path)
        if any(key not in known and not is_blank(value) for key, value in raw.items()):
            where = f"{self.name(at)} holds" if at else "The record holds"
            self.lost.append(f"{where} something that the form does not ask.")

    def answer(self, question: Question, raw: object, *, path: Path) -> None:
        """One answer, or the reason for none."""
        if is_blank(raw):
            return
        match question.type:
            case _ if isinstance(raw, Mapping) and "unanswered" in raw:
                self.reason(question, raw, path=path)
            case Group() | Override() if isinstance(raw, Mapping):
                self.questions(question.parts, raw, at=path)
            case Table() if isinstance(raw, list | tuple):
                self.rows(question, raw, path=path)
            case Choices(options=options) if isinstance(raw, list | tuple):
                self.choices(options, raw, path=path)
            case Group() | Override() | Table() | Choices():
                self.lose(path)
            case _:
                self.text(raw, slot=_slot(path), path=path, question=question)

    def reason(self, question: Question, raw: Mapping[str, object], *, path: Path) -> None:
        """The reason for no answer, with its note."""
        reason = raw["unanswered"]
        if isinstance(reason, str) and reason in question.unanswered:
            self.texts[f"{_slot(path)}?"] = exact(reason)
        elif not is_blank(reason):
            self.lose(path)
            return
        self.text(raw.get("note"), slot=f"{_slot(path)}?note", path=path)
        if any(key not in REASON_KEYS for key in raw):
            self.lose(path)

    def rows(self, table: Question, raw: "list[object] | tuple[object, ...]", *, path: Path) -> None:
        """The rows of a table. A blank row between others stays one; what is no row cannot be held."""
        for position, row in enumerate(raw):
            if isinstance(row, Mapping):
                self.questions(table.parts, row, at=(*path, position))
            elif not is_blank(row):
                self.lose(path)

    def choices(self, options: Mapping[str, object], raw: "list[object] | tuple[object, ...]", *, path: Path) -> None:
        """Each option chosen, as a tick."""
        chosen = [item for item in raw if isinstance(item, str) and item in options]
        self.texts.update({f"{_slot(path)}={exact(option)}": TICK for option in options if option in chosen})
        if len(set(chosen)) < len(raw):
            self.lose(path)

    def text(self, raw: object, *, slot: str, path: Path, question: Question | None = None) -> None:
        """One text; of a number, a day or a moment as people write it."""
        written = None if is_blank(raw) else written_as(raw, question)
        if written is not None:
            self.texts[slot] = written
        elif not is_blank(raw):
            self.lose(path)

    def lose(self, path: Path) -> None:
        """What is recorded here has no slot."""
        self.lost.append(f"{self.name(path)} holds something that cannot be written into a form.")

    def name(self, path: Path) -> str:
        return label(self.form, path)


def _slot(path: Path) -> str:
    return ".".join(map(str, path))


def _answers(questions: tuple[Question, ...], texts: Mapping[str, str], *, at: str) -> dict[str, object]:
    """The answers of a record, a group or a row; blanks are left out."""
    answers = dict[str, object]()
    for question in questions:
        slot = f"{at}{question.id}"
        answer = _answer(question, texts, slot=slot)
        answer = _reason(texts, slot=slot) if answer is None else answer
        if answer is not None:
            answers[question.id] = answer
        if question.note_id and f"{at}{question.note_id}" in texts:
            answers[question.note_id] = texts[f"{at}{question.note_id}"]
    return answers


def _reason(texts: Mapping[str, str], *, slot: str) -> dict[str, object] | None:
    """The reason for no answer. A note without one is kept, for judging to say that the reason is missing."""
    reason, note = texts.get(f"{slot}?"), texts.get(f"{slot}?note")
    if reason is None and note is None:
        return None
    given: dict[str, object] = {"unanswered": None if reason is None else reason.strip()}
    return given if note is None else {**given, "note": note}


def _answer(question: Question, texts: Mapping[str, str], *, slot: str) -> object:
    match question.type:
        case Choices(options=options):
            return [option for option in options if f"{slot}={option}" in texts] or None
        case Group() | Override():
            return _answers(question.parts, texts, at=f"{slot}.") or None
        case Table():
            return [_answers(question.parts, texts, at=f"{slot}.{row}.") for row in range(rows_in(texts, slot))] or None
        case _:
            return read_as(texts[slot], question) if slot in texts else None
