"""Form -> a record to fill in: every question by id in form order, all blank, in progress; or one that is filled in.

Question -> null, choices -> an empty list, group -> a mapping of its questions, table -> a list with one blank
row; a question that may be left -> `{"unanswered": {REASON: null, ...}, "note": null}`, which shows its reasons and is
as blank as null, for nothing in it is more than a name. An answer stands in place of all of it, a reason in place of
the inner mapping. It is a record already: `safeforms validate` reads it and tells what is left.
"""

import json
from collections.abc import Iterator, Mapping

from safeforms.definition import Form
from safeforms.judgement.answers import is_blank
from safeforms.judgement.envelope import Envelope
from safeforms.lines import HALF
from safeforms.questions import Choices, Group, Override, Question, Table


def render(form: Form) -> bytes:
    """The skeleton as indented JSON in UTF-8, a line feed last."""
    return recorded(form, record=Envelope(status="in_progress"))


def recorded(form: Form, *, record: Envelope) -> bytes:
    """The skeleton with a record's answers in it as they were recorded; what the form does not ask stands last."""
    data = {
        **record.as_record(),
        "form": form.id,
        "form_version": record.form_version or form.version,
        "answers": _over(tuple(form.questions.values()), record.answers),
    }
    text = json.dumps(data, ensure_ascii=False, indent=2, default=str)  # a date as records have it
    return (HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text) + "\n").encode()


def losses(form: Form) -> tuple[str, ...]:
    """What a skeleton cannot say."""
    return tuple(_losses(form))


def _losses(form: Form) -> Iterator[str]:
    yield "The texts of questions, options and reasons."
    yield "When each question is asked."
    yield "Which kind, which options and which limits an answer has: --to jsonschema says them."
    left = [question for _, question in form.walk() if question.unanswered]
    if any(reason.note_required for question in left for reason in question.unanswered.values()):
        yield "Which reasons need a note."
    for whole in left:
        if whole.parts:  # beside blank parts or rows a mapping of reasons would be in the way of the answer
            yield f'Which reasons "{whole.text}" accepts.'


def _over(questions: tuple[Question, ...], answers: Mapping[str, object]) -> dict[str, object]:
    """Blanks for all questions, with answers over them."""
    found = {**_blanks(questions), **answers}
    return {**found, **{q.id: _answer(q, found[q.id]) for q in questions if q.id in answers}}


def _answer(question: Question, raw: object) -> object:
    """One answer as it was recorded; a group or a row has a blank for each question that was left out."""
    match question.type:
        case Group() | Override() if isinstance(raw, Mapping) and "unanswered" not in raw:
            return _over(question.parts, raw)
        case Table() if isinstance(raw, list | tuple):
            return [_over(question.parts, row) if isinstance(row, Mapping) else row for row in raw]
        case _:
            return _blank(question) if raw is None or (is_blank(raw) and not isinstance(raw, list | str)) else raw


def _blanks(questions: tuple[Question, ...]) -> dict[str, object]:
    blanks: dict[str, object] = {}
    for question in questions:
        blanks[question.id] = _blank(question)
        if question.note_id:
            blanks[question.note_id] = None
    return blanks


def _blank(question: Question) -> object:
    if isinstance(question.type, Table):
        return [_blanks(question.parts)]
    if question.parts:
        return _blanks(question.parts)
    if question.unanswered:
        return {"unanswered": dict.fromkeys(question.unanswered), "note": None}
    return [] if isinstance(question.type, Choices) else None
