"""Form -> its pydantic model: an honest class whose instances are assessments.

One typed field per question, nested models for groups and rows. A `wrap` validator runs the form's rules on
the raw answers first and raises one standard `ValidationError` with every problem, our codes as `type`, the
question path as `loc` and None as `input`; only a record without errors reaches pydantic's own types. The
class pickles by its form's definition, so that it opens in a fresh process.
"""

import copyreg
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, Self, assert_never

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, create_model, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from safeforms.answers import is_blank
from safeforms.clock import london_now
from safeforms.conditions import Always
from safeforms.definition import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Form,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)
from safeforms.faults import WARNINGS, Fault
from safeforms.generating import Rules, generate_rules
from safeforms.judging import in_form_order
from safeforms.messages import problem_of
from safeforms.parsing import parse_definition

CONFIG = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Unanswered(BaseModel):
    """A question that was asked and left without a value, with the reason why."""

    model_config = CONFIG
    unanswered: str
    note: str | None = None


class _Compiled(type(BaseModel)):  # type: ignore[misc]
    """Classes made from a form; they pickle by its definition."""


class FormPart(BaseModel, metaclass=_Compiled):
    """A group or a row of a table. The form's rules speak of whole records: they do not run here."""

    model_config = CONFIG
    made_from: ClassVar[tuple[str, str]] = ("", "")


class Assessment(BaseModel, metaclass=_Compiled):
    """A record that is proven complete and consistent."""

    model_config = CONFIG
    made_from: ClassVar[tuple[str, str]] = ("", "")
    form: ClassVar[Form]
    rules: ClassVar[Rules]
    part_models: ClassVar[dict[str, type[FormPart]]]

    @model_validator(mode="wrap")
    @classmethod
    def _judge(cls, data: Any, handler: Callable[[Any], Self], info: ValidationInfo) -> Self:
        if isinstance(data, cls):
            return handler(data)
        if not isinstance(data, Mapping):
            raise refusal(cls.__name__, [("wrong_type", "The answers must be given by question id.", ())])
        answers = data if data.__class__ is dict else dict(data)
        judgement = cls.rules(answers, _now(info.context), True)
        if judgement.faults:
            raise_faults(cls.form, judgement.faults, title=cls.__name__)
        return handler(without_blanks(answers) if judgement.blanks else answers)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """As pydantic's; text that is not JSON is `unreadable`, and is not repeated in the error."""
        try:
            return super().model_validate_json(json_data, **options)
        except ValidationError as error:
            if error.errors(include_input=False)[0]["type"] != "json_invalid":
                raise
        raise refusal(cls.__name__, [("unreadable", "The record is not JSON.", ())])


def raise_faults(form: Form, faults: tuple[Fault, ...], *, title: str) -> None:
    """Raises a ValidationError with every fault that is an error; returns where all are warnings."""
    errors = [fault for fault in faults if fault.code not in WARNINGS]
    if errors:
        problems = [problem_of(fault, form=form) for fault in in_form_order(form, errors)]
        raise refusal(title, [(problem.code, problem.message, problem.path) for problem in problems])


def refusal(title: str, errors: list[tuple[str, str, tuple[str | int, ...]]]) -> ValidationError:
    """A standard ValidationError of our own codes, sentences and paths; it holds no input."""
    details = [
        InitErrorDetails(type=PydanticCustomError(code, message), loc=path, input=None)
        for code, message, path in errors
    ]
    return ValidationError.from_exception_data(title, details, hide_input=True)


def without_blanks(raw: Any) -> Any:
    """The same answers without blanks of any kind; blank rows are left out."""
    if isinstance(raw, Mapping):
        return {key: without_blanks(value) for key, value in raw.items() if not is_blank(value)}
    if isinstance(raw, list | tuple):
        return [without_blanks(item) for item in raw if not is_blank(item)]
    return raw


@lru_cache(maxsize=64)
def model_from_definition(definition: str) -> type[Assessment]:
    """The class of a form's definition; the same class each time it is asked for in one process."""
    return _build(parse_definition(definition))


def compile_model(form: Form) -> type[Assessment]:
    """The class of a form that is free of problems."""
    return model_from_definition(form.definition)


def _build(form: Form) -> type[Assessment]:
    prefix = _camel(form.id)
    parts = {q.id: _part_model(form, q, prefix=prefix) for q in form.questions.values() if q.parts}
    fields = {}
    for question in form.questions.values():
        fields.update(_fields(question, parts=parts))
    model = create_model(f"{prefix}Assessment", __base__=Assessment, __doc__=form.title, **fields)  # type: ignore[call-overload]
    model.form, model.rules, model.made_from, model.part_models = (
        form,
        generate_rules(form),
        (form.definition, ""),
        parts,
    )
    compiled: type[Assessment] = model
    return compiled


def _fields(question: Question, *, parts: Mapping[str, type[FormPart]]) -> dict[str, tuple[Any, Any]]:
    """The field of a question, and of its note if it may need one."""
    kind = _python_type(question, parts=parts)
    members = [kind, Unanswered] if question.unanswered else [kind]
    always = isinstance(question.when, Always) and not question.may_stay_open
    if not always:
        members.append(None)
    annotation: Any = members[0]
    for member in members[1:]:
        annotation = annotation | member
    if len(members) > 1 and Unanswered in members:
        annotation = Annotated[annotation, Field(union_mode="left_to_right")]
    field = Field(default=... if always else None, title=question.text, description=question.help or None)
    fields: dict[str, tuple[Any, Any]] = {question.id: (annotation, field)}
    if question.note_id:
        fields[question.note_id] = (str | None, Field(default=None, title=f"Note: {question.text}"))
    return fields


def _python_type(question: Question, *, parts: Mapping[str, type[FormPart]]) -> Any:
    match question.type:
        case YesNo():
            return bool
        case Choice(options=options):
            return Literal[tuple(options)]
        case Choices(options=options):
            return list[Literal[tuple(options)]]  # type: ignore[misc]
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
            return list.__class_getitem__(parts[question.id])
        case _:
            assert_never(question.type)


def _part_model(form: Form, question: Question, *, prefix: str) -> type[FormPart]:
    fields: dict[str, tuple[Any, Any]] = {}
    for part in question.parts:
        fields.update(_fields(part, parts={}))
    model = create_model(f"{prefix}{_camel(question.id)}", __base__=FormPart, **fields)  # type: ignore[call-overload]
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


copyreg.pickle(_Compiled, _reduce)  # type: ignore[arg-type]


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _now(context: Any) -> datetime:
    now = context.get("now") if isinstance(context, Mapping) else None
    return now if isinstance(now, datetime) else london_now()
