"""Form -> a JSON Schema, draft 2020-12, of its complete records.

Question -> a property with its text as title; its answer -> a value, a reason that it offers, or a blank; a
question's `when`, a note, a check and what a group needs -> "if this is certainly so, then that" under `allOf`; a
named truth -> `$defs/NAME-is_true`, for who wants to read on. The root takes a record in its envelope, or bare
answers; `$defs/answers` is what `Model.model_validate` takes. Nothing here knows the model: each tests the other.
"""

from typing import Final

from safeforms.definition import Form
from safeforms.json_schema.lost import sentences
from safeforms.json_schema.terms import Definitions, Schema, any_of, holding, ref
from safeforms.json_schema.text import written
from safeforms.json_schema.whole import answers_schema

NOT_FILLED_IN: Final = "A schema says what records look like, and holds none: use --to json."


def render(form: Form) -> bytes:
    """The schema as indented JSON in UTF-8, a line feed last; the same bytes each time.

    Half of a character in a text of the form becomes a question mark: most readers of JSON refuse it.
    """
    return (written(schema_of(form)) + "\n").encode("utf-8", "replace")


def losses(form: Form) -> tuple[str, ...]:
    """What the schema accepts though it is wrong, a sentence each."""
    return tuple(sentences(form))


def schema_of(form: Form) -> dict[str, object]:
    """The schema as plain data."""
    definitions = Definitions()
    definitions.schemas["answers"] = answers_schema(form, definitions)
    definitions.schemas["record"] = _record(form)
    root: dict[str, object] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"Form {form.id}, version {form.version}. Written by safeforms; do not edit.",
        "title": form.title,
        "description": "A complete record of this form, in its envelope or as bare answers. " + form.purpose,
        "if": any_of(holding("answers", True), holding("form", True)),
        "then": ref("record"),
        "else": ref("answers"),
    }
    used = definitions.used_by(root)
    first = ("record", "answers")
    return {**root, "$defs": {name: used[name] for name in (*first, *(name for name in used if name not in first))}}


def _record(form: Form) -> dict[str, object]:
    """What stands around the answers of a record that is put forward as complete."""
    ids: Schema = {"type": "integer", "exclusiveMinimum": -(10**18), "exclusiveMaximum": 10**18}
    nothing: Schema = {"type": "null"}
    return {
        "type": "object",
        "properties": {
            "form": any_of({"const": form.id}, nothing),
            "form_version": any_of({"type": "string"}, nothing),
            "record_id": any_of({"type": "string"}, ids, nothing),
            "status": {"enum": ["completed", "amended", None]},
            "answers": ref("answers"),
        },
        "required": ["answers"],
        "additionalProperties": False,
    }
