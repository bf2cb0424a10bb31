"""Form -> its pydantic model: an honest class whose instances are assessments.

One typed field per question, nested models for groups and rows. A `wrap` validator runs the form's rules on
the raw answers first and raises one standard `ValidationError` with every problem, our codes as `type`, the
question path as `loc` and None as `input`; only a record without errors reaches pydantic's own types. The
class pickles by its form's definition, so that it opens in a fresh process.

A subclass may add fields and validators; its `before` validators see the answers after the rules did.
"""

import copyreg
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Final, Literal, Self, assert_never

from pydantic import (
    AliasChoices,
    AliasPath,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    create_model,
    model_validator,
)

from safeforms.answers import is_blank
from safeforms.clock import as_london, london_now
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
from safeforms.faults import WARNINGS
from safeforms.generating import Judgement, Rules, generate_rules
from safeforms.parsing import parse_definition
from safeforms.problems import UsageError
from safeforms.proven import in_python
from safeforms.refusing import Refused, of_faults, of_pydantic, refusal

CONFIG = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
DEEPEST: Final = 4
"""How deep answers go: question, row, part, reason."""

_MODELS: dict[str, type["Assessment"]] = {}

Note = Annotated[str | None, BeforeValidator(lambda raw: None if is_blank(raw) else raw)]


class Unanswered(BaseModel):
    """A question that was asked and left without a value, with the reason why."""

    model_config = CONFIG
    unanswered: str
    note: Note = None


class _Compiled(type(BaseModel)):  # type: ignore[misc]
    """Classes made from a form; they pickle by its definition."""


class FormPart(BaseModel, metaclass=_Compiled):
    """A group or a row of a table. The form's rules speak of whole records: they do not run here."""

    model_config = CONFIG
    made_from: ClassVar[tuple[str, str]] = ("", "")


def _no_rules(_answers: dict[str, object], _now: datetime, _finished: bool) -> Judgement:
    raise UsageError("Assessment is what the models of all forms share: take one from load_model.")


class Assessment(BaseModel, metaclass=_Compiled):
    """A record that is proven complete and consistent."""

    model_config = CONFIG
    made_from: ClassVar[tuple[str, str]] = ("", "")
    form: ClassVar[Form]
    rules: ClassVar[Rules] = _no_rules
    part_models: ClassVar[dict[str, type[FormPart]]] = {}
    _own_keys: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        """Learns which keys are of fields that somebody added to the model of a form."""
        super().__pydantic_init_subclass__(**options)
        if cls.made_from[0]:
            asked = {key for question in cls.form.questions.values() for key in (question.id, question.note_id)}
            added = (name for name in cls.model_fields if name not in asked)
            cls._own_keys = frozenset(
                key for name in added for key in _keys(name, cls.model_fields[name].validation_alias)
            )

    @model_validator(mode="wrap")
    @classmethod
    def _judge(cls, data: Any, handler: Callable[[Any], Self], info: ValidationInfo) -> Self:
        if isinstance(data, cls):
            return handler(data)
        if not isinstance(data, Mapping):
            raise refusal(cls.__name__, [("wrong_type", "The answers must be given by question id.", ())])
        given = data if data.__class__ is dict else dict(data)
        own = {key: given[key] for key in given if key in cls._own_keys} if cls._own_keys else {}
        answers = {key: given[key] for key in given if key not in own} if own else given
        now = _now(info.context)
        judgement = cls.rules(answers, now, True)
        if any(fault.code == "wrong_type" for fault in judgement.faults):
            answers = _without_instances(answers)
            given = {**answers, **own}
            judgement = cls.rules(answers, now, True)
        errors = [fault for fault in judgement.faults if fault.code not in WARNINGS]
        if errors:
            raise refusal(cls.__name__, [*of_faults(cls.form, errors), *cls._own_errors(given, handler)])
        if not judgement.blanks:
            try:
                return handler(given)
            except ValidationError:
                pass  # an unusual spelling, pydantic's strict mode, or a field that somebody added
        try:
            return handler({**in_python(cls.form.questions.values(), answers), **own})
        except ValidationError as error:
            refused = of_pydantic(error)
        raise refusal(cls.__name__, refused)

    @classmethod
    def _own_errors(cls, given: dict[str, object], handler: Callable[[Any], Self]) -> list[Refused]:
        """What pydantic says of the fields that somebody added, beside errors of the form's own."""
        if not cls._own_keys:
            return []
        try:
            handler(given)
        except ValidationError as error:
            return [refused for refused in of_pydantic(error) if refused[2] and refused[2][0] in cls._own_keys]
        return []

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """As pydantic's; text that is not JSON is `unreadable`, and is not repeated in the error."""
        try:
            return super().model_validate_json(json_data, **options)
        except ValidationError as error:
            first = error.errors(include_input=False)[0]
            if first["loc"] or first["type"] not in ("json_invalid", "json_type"):
                raise
        raise refusal(cls.__name__, [("unreadable", "The record is not JSON.", ())])


def compile_model(form: Form) -> type[Assessment]:
    """The class of a form that is free of problems; the same class each time in one process."""
    if form.definition not in _MODELS:
        _MODELS.setdefault(form.definition, _build(form))  # of two threads, the first one's holds
    return _MODELS[form.definition]


def model_from_definition(definition: str) -> type[Assessment]:
    """The class of a form's definition."""
    return _MODELS.get(definition) or compile_model(parse_definition(definition))


def _build(form: Form) -> type[Assessment]:
    prefix = _camel(form.id)
    parts = {q.id: _part_model(form, q, prefix=prefix) for q in form.questions.values() if q.parts}
    fields = {}
    for question in form.questions.values():
        fields.update(_fields(question, parts=parts, asked=True))
    model = create_model(f"{prefix}Assessment", __base__=Assessment, __doc__=form.title, **fields)  # type: ignore[call-overload]
    model.form, model.rules, model.part_models = form, generate_rules(form), parts
    model.made_from = (form.definition, "")
    compiled: type[Assessment] = model
    return compiled


def _fields(question: Question, *, parts: Mapping[str, type[FormPart]], asked: bool) -> dict[str, tuple[Any, Any]]:
    """The field of a question, and of its note if it may need one. `asked`: what is around it is always asked."""
    must = asked and isinstance(question.when, Always) and not question.may_stay_open
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
    asked = isinstance(question.when, Always) and question.follow_up is None
    for part in question.parts:
        fields.update(_fields(part, parts={}, asked=asked))
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


def _keys(name: str, alias: str | AliasPath | AliasChoices | None) -> Iterator[str]:
    """The keys by which a record may give a field."""
    yield name
    for choice in alias.choices if isinstance(alias, AliasChoices) else [alias]:
        if choice is not None:
            yield str(choice.path[0]) if isinstance(choice, AliasPath) else choice


def _without_instances(raw: Any, *, levels: int = DEEPEST) -> Any:
    """Answers with every instance of our own models as the mapping that it stands for."""
    if not levels:
        return raw
    if isinstance(raw, Mapping | Unanswered | FormPart):
        return {key: _without_instances(value, levels=levels - 1) for key, value in dict(raw).items()}
    if isinstance(raw, list | tuple):
        return [_without_instances(item, levels=levels - 1) for item in raw]
    return raw


def _now(context: Any) -> datetime:
    now = context.get("now") if isinstance(context, Mapping) else None
    if now is None:
        return london_now()
    if not isinstance(now, datetime):
        raise UsageError("`now` in the context must be a datetime.")
    return as_london(now)
