"""What the models of all forms share: how a record becomes an instance, or one `ValidationError`.

A `wrap` validator runs the form's rules on the raw answers first; only a record without errors reaches
pydantic's own types. Every error has our code as `type`, the question path as `loc` and None as `input`. A
subclass may add fields and validators; its `before` validators see the answers after the rules did.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Generic, Self

from pydantic import (
    AliasChoices,
    AliasPath,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import from_json

from safeforms.clock import as_london, london_now
from safeforms.compiled.proven import in_python
from safeforms.compiled.refusing import Refused, of_faults, of_pydantic, refusal
from safeforms.definition import Form
from safeforms.judgement.answers import is_blank
from safeforms.judgement.faults import Fault, errors_among
from safeforms.problems import UsageError
from safeforms.questions import Table
from safeforms.rules.generating import Judgement, Rules

if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass as _OfModels
    from typing_extensions import TypeVar

    Reason = TypeVar("Reason", bound=str, default=str, covariant=True)
else:
    from typing import TypeVar

    _OfModels = type(BaseModel)  # so that nothing private is imported
    Reason = TypeVar("Reason")

CONFIG = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
NO_MAPPING: Final = "The answers must be given by question id."
DEEPEST: Final = 4
"""How deep answers go: question, row, part, reason."""

Note = Annotated[str | None, BeforeValidator(lambda raw: None if is_blank(raw) else raw)]


class Unanswered(BaseModel, Generic[Reason]):
    """A question that was asked and left without a value, with the reason why."""

    model_config = CONFIG
    if TYPE_CHECKING:
        unanswered: Reason
    else:
        unanswered: str
    note: Note = None

    def __class_getitem__(cls, _: Any) -> "type[Unanswered]":
        return cls  # which reasons a question accepts is for the form's rules to say, and for type checkers to know


_UNANSWERED: Final = Unanswered.__pydantic_validator__


class Compiled(_OfModels):
    """Classes made from a form; they pickle by its definition."""


class FormPart(BaseModel, metaclass=Compiled):
    """A group or a row of a table. The form's rules speak of whole records: they do not run here."""

    model_config = CONFIG
    made_from: ClassVar[tuple[str, str]] = ("", "")


def _no_rules(_answers: dict[str, object], _now: datetime, _finished: bool, _rated: bool = False) -> Judgement:
    raise UsageError("Assessment is what the models of all forms share: take one from load_model.")


class Assessment(BaseModel, metaclass=Compiled):
    """A record that is proven complete and consistent."""

    model_config = CONFIG
    made_from: ClassVar[tuple[str, str]] = ("", "")
    form: ClassVar[Form]
    rules: ClassVar[Rules] = _no_rules
    part_models: ClassVar[dict[str, type[FormPart]]] = {}
    _part_validators: ClassVar[dict[str, tuple[Callable[[object], FormPart], bool]]] = {}
    _as_made: ClassVar[bool] = False
    _asked: ClassVar[frozenset[str]] = frozenset()
    _own_keys: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        """Learns which keys are of fields that somebody added to the model of a form."""
        super().__pydantic_init_subclass__(**options)
        cls._as_made = False
        if cls._asked:
            added = (name for name in cls.model_fields if name not in cls._asked)
            cls._own_keys = frozenset(
                key for name in added for key in _keys(name, cls.model_fields[name].validation_alias)
            )

    @classmethod
    def _is_made(cls) -> None:
        """Its fields are those of a form, all of them and nothing else."""
        cls._as_made, cls._asked = True, frozenset(cls.model_fields)

    @classmethod
    def _stands_for(cls, form: Form, rules: Rules) -> None:
        """From now on its records are judged by these rules; whoever asks for them finds the rest in its place."""
        cls.form = form
        cls._part_validators = {
            name: (part.__pydantic_validator__.validate_python, isinstance(form.questions[name].type, Table))
            for name, part in cls.part_models.items()
        }
        cls.rules = rules

    @model_validator(mode="wrap")
    @classmethod
    def _judge(cls, data: Any, handler: Callable[[Any], Self], info: ValidationInfo) -> Self:
        if isinstance(data, cls):
            return handler(data)
        if not isinstance(data, Mapping):
            raise refusal(cls.__name__, [("wrong_type", NO_MAPPING, ())])
        given = data if data.__class__ is dict else dict(data)
        own = {key: given[key] for key in given if key in cls._own_keys} if cls._own_keys else {}
        answers = {key: given[key] for key in given if key not in own} if own else given
        now = _now(info.context)
        judgement = cls.rules(answers, now, True)
        if any(fault.code == "wrong_type" for fault in judgement.faults):
            answers = without_instances(answers)
            given = {**answers, **own}
            judgement = cls.rules(answers, now, True)
        errors = errors_among(judgement.faults)
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
    def model_validate(cls, obj: Any, *, context: Any | None = None, **options: Any) -> Self:
        """As pydantic's; plain answers become an instance of the form's own class without a second reading."""
        if cls._as_made and obj.__class__ is dict and not options:
            judged = cls._judged(obj, context, of_json=False)
            if isinstance(judged, list):
                raise refusal(cls.__name__, of_faults(cls.form, judged))
            if judged is not None:
                return judged
        return super().model_validate(obj, context=context, **options)

    @classmethod
    def _judged(cls, answers: dict[str, object], context: Any, *, of_json: bool) -> "Self | list[Fault] | None":
        """The instance, or the errors; None where pydantic must read the answers itself."""
        judgement = cls.rules(answers, _now(context), True)
        errors = errors_among(judgement.faults)
        if errors:
            unread = not of_json and any(fault.code == "wrong_type" for fault in errors) and holds_instances(answers)
            return None if unread else errors
        return cls._made_of(judgement, answers)

    @classmethod
    def _made_of(cls, judgement: Judgement, given: Mapping[str, object]) -> Self | None:
        """The instance of a record that the rules have passed; None where pydantic must read the answers itself."""
        if judgement.blanks:
            return None
        fields = judgement.fields
        try:
            for question in judgement.left:
                fields[question] = _UNANSWERED.validate_python(fields[question])
            for question, (part, many) in cls._part_validators.items():
                raw = fields[question]
                if raw is not None and raw.__class__ is not Unanswered:
                    fields[question] = tuple(map(part, raw)) if many else part(raw)  # type: ignore[call-overload]
        except ValidationError:  # an unusual spelling inside a group or a row
            return None
        instance = cls.__new__(cls)
        put = object.__setattr__  # the instance is frozen
        put(instance, "__dict__", fields)
        put(instance, "__pydantic_fields_set__", {*given})
        put(instance, "__pydantic_extra__", None)
        put(instance, "__pydantic_private__", None)
        return instance

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
    def model_validate_json(
        cls, json_data: str | bytes | bytearray, *, context: Any | None = None, **options: Any
    ) -> Self:
        """As pydantic's; text that is not JSON is `unreadable`, and is not repeated in the error."""
        try:
            read = from_json(json_data, cache_strings="keys")  # no answer is kept
        except (ValueError, TypeError):
            read = cls  # nothing that JSON could hold
        if read is cls:
            raise refusal(cls.__name__, [("unreadable", "The record is not JSON.", ())])
        if options or not cls._as_made:
            return super().model_validate_json(json_data, context=context, **options)
        judged = cls._judged(read, context, of_json=True) if read.__class__ is dict else None
        if isinstance(judged, list):
            raise refusal(cls.__name__, of_faults(cls.form, judged))
        if judged is not None:
            return judged
        return super().model_validate(read, context=context)


def _keys(name: str, alias: str | AliasPath | AliasChoices | None) -> Iterator[str]:
    """The keys by which a record may give a field."""
    yield name
    for choice in alias.choices if isinstance(alias, AliasChoices) else [alias]:
        if choice is not None:
            yield str(choice.path[0]) if isinstance(choice, AliasPath) else choice


def holds_instances(raw: object, *, levels: int = DEEPEST) -> bool:
    """Whether answers hold an instance of our own models, as somebody may give them who builds on other records."""
    kind = raw.__class__
    if kind is dict or kind is list or kind is tuple:
        inside: Any = raw.values() if kind is dict else raw  # type: ignore[attr-defined]
        return levels > 0 and any(holds_instances(item, levels=levels - 1) for item in inside)
    return kind is not str and isinstance(raw, Unanswered | FormPart | Mapping)


def without_instances(raw: Any, *, levels: int = DEEPEST) -> Any:
    """Answers with every instance of our own models as the mapping that it stands for."""
    if not levels:
        return raw
    if isinstance(raw, Mapping | Unanswered | FormPart):
        return {key: without_instances(value, levels=levels - 1) for key, value in dict(raw).items()}
    if isinstance(raw, list | tuple):
        return [without_instances(item, levels=levels - 1) for item in raw]
    return raw


def _now(context: Any) -> datetime:
    now = context.get("now") if context.__class__ is dict or isinstance(context, Mapping) else None
    if now is None:
        return london_now()
    if not isinstance(now, datetime):
        raise UsageError("`now` in the context must be a datetime.")
    return as_london(now)
