"""Form -> a record to fill in: every question by id in form order, all blank, in progress.

Question -> null, choices -> an empty list, group -> a mapping of its questions, table -> a list with one blank
row. It is a record already: `safeforms validate` reads it and tells what is left.
"""

import json

from safeforms.definition import Choices, Form, Question, Table


def render(form: Form) -> bytes:
    """The skeleton as indented JSON in UTF-8, a line feed last."""
    record = {
        "form": form.id,
        "form_version": form.version,
        "record_id": None,
        "status": "in_progress",
        "answers": _blanks(tuple(form.questions.values())),
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def losses(form: Form) -> tuple[str, ...]:
    """What a skeleton cannot say."""
    reasons = any(question.unanswered for _, question in form.walk())
    lost = (
        "The texts of questions and options.",
        "When each question is asked.",
        "Which kind and which limits an answer has.",
    )
    return (*lost, "Which reasons each question accepts.") if reasons else lost


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
    return [] if isinstance(question.type, Choices) else None
