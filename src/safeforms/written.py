"""What modules of `safeforms codegen` stand on: their classes know the types, the installed form knows the rules.

Nothing is looked for before the first record: then the form of that id is found, and refused where it says anything
else than the form that the classes were written for. The words of the questions come from it, too.
"""

from typing import TYPE_CHECKING, Any, ClassVar, cast, get_args

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from safeforms.compiled.model_base import Assessment, FormPart, Note, Unanswered
from safeforms.definition import Form
from safeforms.library import BUNDLED
from safeforms.problems import UsageError
from safeforms.questions import Question
from safeforms.rules.generating import Rules, rules_of
from safeforms.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Edition", "Note", "Unanswered", "WrittenAssessment", "WrittenPart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The form that classes were written for; `content` is its `content_hash`."""

    form: str
    version: str
    content: str


class _OnFirstUse:
    """Finds the form of a class, whereupon the class has an attribute of its own in this place."""

    def __set_name__(self, _: type, name: str) -> None:
        self.name = name

    def __get__(self, _: object, owner: "type[WrittenAssessment]") -> object:
        owner._find_form()
        return getattr(owner, self.name)


class WrittenPart(FormPart):
    """A group or a row of a table in a module that was written."""

    _of: "ClassVar[tuple[type[WrittenAssessment], str]]"

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler, /) -> JsonSchemaValue:
        """With the words of the form."""
        whole, question = cls._of
        return _in_words(cls, whole.form.questions[question].parts, handler(core_schema), handler)


class WrittenAssessment(Assessment):
    """A record that is proven complete and consistent, by the rules of the form that its class was written for."""

    model_edition: ClassVar[Edition]
    form: ClassVar[Form] = cast(Form, _OnFirstUse())
    rules: ClassVar[Rules] = cast(Rules, _OnFirstUse())

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        """A class with an edition of its own is the class of a form; any other is derived from one."""
        super().__pydantic_init_subclass__(**options)
        if "model_edition" not in cls.__dict__:
            return
        cls.part_models = {}
        for name, field in cls.model_fields.items():
            part = _part_in(field.annotation)
            if part:
                part._of, cls.part_models[name] = (cls, name), part
        cls._is_made()

    @classmethod
    def model_bind(cls, form: Form) -> None:
        """From now on records are judged by this form: one of your own, or a bundled one as a site uses it.

        Call it once, before the first record. UsageError where the form is another one than the class was written
        for (what a site has set is no difference), or where the class is bound to other rules already.
        """
        _refuse_another(cls._of_a_form(), form)
        bound = cls.__dict__.get("form")
        if bound is not None and bound.definition != form.definition:
            raise UsageError(
                f"{cls.__name__} is bound already, and one process judges by one form: bind it before the first record."
            )
        cls._stands_for(form, rules_of(form))

    @classmethod
    def _find_form(cls) -> None:
        """Binds the class of the form, from which this one may be derived, to what is installed."""
        written = cls._of_a_form()
        form = BUNDLED.named(written.model_edition.form)
        if form is None:
            raise UsageError(
                f"No form '{written.model_edition.form}' comes with safeforms. Before the first record, say where it "
                f"is: {written.__name__}.model_bind(load_form(...))."
            )
        _refuse_another(written, form)
        written._stands_for(form, rules_of(form))

    @classmethod
    def _of_a_form(cls) -> "type[WrittenAssessment]":
        """The class that was written, from which this one may be derived."""
        for each in cls.__mro__:
            if "model_edition" in each.__dict__ and issubclass(each, WrittenAssessment):
                return each
        raise UsageError(f"{cls.__name__} is what all written models share: take one that safeforms codegen wrote.")

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler, /) -> JsonSchemaValue:
        """With the words of the form."""
        return _in_words(cls, cls.form.questions.values(), handler(core_schema), handler)


def _part_in(annotation: object) -> type[WrittenPart] | None:
    """The class of a group or a row in the type of a field."""
    if isinstance(annotation, type) and issubclass(annotation, WrittenPart):
        return annotation
    return next(filter(None, map(_part_in, get_args(annotation))), None)


def _refuse_another(model: type[WrittenAssessment], form: Form) -> None:
    edition = model.model_edition
    if form.id != edition.form:
        raise UsageError(f"{model.__name__} was written for the form '{edition.form}', not for '{form.id}'.")
    if form.content_hash != edition.content:
        raise UsageError(
            f"{model.__module__} was written for {edition.form} {edition.version} with the content {edition.content}; "
            f"the form is {form.id} {form.version} with {form.content_hash} now. "
            f"Write it again: safeforms codegen {edition.form} -o FILE"
        )


def _in_words(
    model: type[BaseModel], asked: "Iterable[Question]", schema: JsonSchemaValue, handler: GetJsonSchemaHandler
) -> JsonSchemaValue:
    """The schema of a class, each question with its text and its help unless somebody gave its field a title."""
    properties = handler.resolve_ref_schema(schema).get("properties", {})
    for question in asked:
        words = {question.id: {"title": question.text, "description": question.help}}
        words |= {question.note_id: {"title": f"Note: {question.text}"}} if question.note_id else {}
        for name, said in words.items():
            if name in properties and model.model_fields[name].title is None:
                properties[name] |= {key: text for key, text in said.items() if text}
    return schema
