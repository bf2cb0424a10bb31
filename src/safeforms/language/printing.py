"""Form -> the YAML text of one self-contained definition, as its author might have written it.

Its parts are merged in and nothing is left out, so that the text reads as an equal form; comments are not kept.
The schema leads the walk: it says in which order keys stand, and which texts are conditions.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from safeforms.bundled import form_schema
from safeforms.conditions import Value
from safeforms.definition import Form
from safeforms.language.condition_print import print_condition, print_value
from safeforms.language.condition_text import parse_derived
from safeforms.language.condition_tokens import LONGEST
from safeforms.language.yaml_print import Clauses, print_yaml
from safeforms.language.yaml_text import Plain
from safeforms.problems import UsageError

Schema = Mapping[str, Any]
CONDITION: Final = "#/$defs/condition"
FORM: Final = "#/$defs/form"


def print_form(form: Form) -> str:
    """The definition of a form as YAML text, from which an equal form is read.

    Conditions are spelt in one way, and white space around texts, which means nothing, is left out. UsageError
    where a form was made in Python and has no definition.
    """
    if not form.definition:
        raise UsageError(f"The form '{form.id}' was not read from a definition, so there is none to print.")
    definition: dict[str, Plain] = json.loads(form.definition)
    return print_yaml({key: _arranged(definition[key], schema) for key, schema in _ordered(definition, {"$ref": FORM})})


def _arranged(value: Plain, schema: Schema) -> Plain:
    """A value with the keys of every mapping in order, and its texts as they are to be printed."""
    if isinstance(value, dict):
        return {key: _arranged(value[key], inner) for key, inner in _ordered(value, schema)}
    if isinstance(value, list):
        return [_arranged(item, _meant(schema).get("items", {})) for item in value]
    if isinstance(value, float):
        return int(value)  # the language has whole numbers only; 2.0 is one of them
    if not isinstance(value, str):
        return value
    return Clauses(_spelt(value.strip())) if _is_condition(schema) else value.strip()


def _ordered(value: Mapping[str, Plain], schema: Schema) -> list[tuple[str, Schema]]:
    """The keys of a mapping as the schema orders them, each with its own schema; ids stay as they stand."""
    meant = _meant(schema)
    known, other = meant.get("properties", {}), meant.get("additionalProperties", {})
    keys = [*(key for key in known if key in value), *(key for key in value if key not in known)]
    return [(key, known.get(key, other)) for key in keys]


def _meant(schema: Schema) -> Schema:
    """The schema that a reference leads to; of two, the one for what is not taken in from a part."""
    while True:
        if "$ref" in schema:
            found: Any = form_schema()
            for step in schema["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            schema = found
        elif "then" in schema:
            schema = schema["else"]
        else:
            return schema


def _is_condition(schema: Schema) -> bool:
    """Whether a text under a schema is a condition, or stands for a mapping that needs nothing but one."""
    meant = _meant(schema)
    needed = meant.get("required", ())
    if len(needed) == 1 and needed[0] in meant.get("properties", {}):
        return _is_condition(meant["properties"][needed[0]])
    return meant is _meant({"$ref": CONDITION})


def _spelt(text: str) -> str:
    """A condition or an expression as we print it, on one line; as it stands where that makes it too long."""
    meaning = parse_derived(text)
    printed = print_value(meaning) if isinstance(meaning, Value) else print_condition(meaning)
    return printed if len(printed) <= LONGEST else text
