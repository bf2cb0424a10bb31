"""Form -> its pydantic model: an honest class whose instances are assessments.

One typed field per question, nested models for groups and rows. The class pickles by its form's definition, so
that it opens in a fresh process.
"""

import copyreg
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, assert_never

from pydantic import BaseModel, Field, create_model

from safeforms.compiled.class_names import camel
from safeforms.compiled.model_base import Assessment, Compiled, FormPart, Note, Unanswered
from safeforms.definition import Form
from safeforms.language.parsing import parse_definition
from safeforms.questions import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)
from safeforms.rules.generating import rules_of

__all__ = ["Assessment", "Unanswered", "compile_model", "model_from_definition"]

_MODELS: dict[str, type[Assessment]] = {}


def compile_model(form: Form) -> type[Assessment]:
    """The class of a form that is free of problems; the same class each time in one process."""
    if form.definition not in _MODELS:
        _MODELS.setdefault(form.definition, _build(form))  # of two threads, the first one's holds
    return _MODELS[form.definition]


def model_from_definition(definition: str) -> type[Assessment]:
    """The class of a form's definition."""
    return _MODELS.get(definition) or compile_model(parse_definition(definition))


def _build(form: Form) -> type[Assessment]:
    prefix = camel(form.id)
    parts = {q.id: _part_model(form, q, prefix=prefix) for q in form.questions.values() if q.parts}
    fields = {}
    for question in form.questions.values():
        fields.update(_fields(question, parts=parts, asked=True))
    model = create_model(f"{prefix}Assessment", __base__=Assessment, __doc__=form.title, **fields)  # type: ignore[call-overload]
    compiled: type[Assessment] = model
    compiled.made_from, compiled.part_models = (form.definition, ""), parts
    compiled._is_made()
    compiled._stands_for(form, rules_of(form))
    return compiled


def _fields(question: Question, *, parts: Mapping[str, type[FormPart]], asked: bool) -> dict[str, tuple[Any, Any]]:
    """The field of a question, and of its note if it may need one. `asked`: what is around it is always asked."""
    must = asked and question.always_settled
    kind: Any = _python_type(question, parts=parts)
    if question.unanswered:
        kind |= Unanswered
    if not must:
        kind |= None
    if question.unanswered:
        kind = Annotated[kind, Field(union_mode="left_to_right")]
    field = Field(default=... if must else None, title=question.text, description=question.help or None)
    fields: dict[str, tuple[Any, Any]] = {question.id: (kind, field)}
    if question.note_id:
        fields[question.note_id] = (Note, Field(default=None, title=f"Note: {question.text}"))
    return fields


def _python_type(question: Question, *, parts: Mapping[str, type[FormPart]]) -> Any:
    match question.type:
        case YesNo():
            return bool
        case Choice(options=options):
            return Literal[tuple(options)]
        case Choices(options=options):
            option: Any = Literal[tuple(options)]
            return tuple[option, ...]
        case Text() | NhsNumber():
            return str
        case Integer():
            return int
        case DateType():
            return date
        case DateTimeType():
            return datetime
        case Group() | Override():
            return parts[question.id]
        case Table():
            row: Any = parts[question.id]
            return tuple[row, ...]
        case _:
            assert_never(question.type)


def _part_model(form: Form, question: Question, *, prefix: str) -> type[FormPart]:
    fields: dict[str, tuple[Any, Any]] = {}
    for part in question.parts:
        fields.update(_fields(part, parts={}, asked=question.parts_are_asked))
    name = f"{prefix}{camel(question.id)}"
    model = create_model(name, __base__=FormPart, __doc__=question.text, **fields)  # type: ignore[call-overload]
    model.made_from = (form.definition, question.id)
    part_model: type[FormPart] = model
    return part_model


def _class_of(definition: str, part: str) -> type[BaseModel]:
    model = model_from_definition(definition)
    return model.part_models[part] if part else model


def _reduce(model: type[BaseModel]) -> str | tuple[Callable[[str, str], type[BaseModel]], tuple[str, str]]:
    """How a class pickles: by definition if we made it, by name if it is written in somebody's module."""
    made_from = model.__dict__.get("made_from", ("", ""))
    return (_class_of, made_from) if made_from[0] else model.__qualname__


copyreg.pickle(Compiled, _reduce)  # type: ignore[arg-type]
