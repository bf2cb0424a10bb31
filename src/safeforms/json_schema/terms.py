"""JSON Schemas as plain values, joined so that the trivial ones vanish, and the definitions that they share.

`True` is the schema that accepts everything, `False` the one that accepts nothing. Every keyword stands beside the
`type` that it speaks of, and no `type` is a list: ajv is strict about both.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

Schema = bool | dict[str, object]

OF_A_NAME: Final = re.compile(r"[^A-Za-z0-9_.-]")
LONGEST_NAME: Final = 72
ENCODER: Final = json.JSONEncoder(sort_keys=True)


def key_of(schema: Schema) -> str:
    """By what schemas are equal: in Python, unlike JSON, 1 is True."""
    return ENCODER.encode(schema)


def all_of(*schemas: Schema) -> Schema:
    """What all of them accept; True of none."""
    return _joined(schemas, keyword="allOf", nothing=True)


def any_of(*schemas: Schema) -> Schema:
    """What at least one of them accepts; False of none."""
    return _joined(schemas, keyword="anyOf", nothing=False)


def negated(schema: Schema) -> Schema:
    """What a schema refuses."""
    if isinstance(schema, bool):
        return not schema
    inner = schema.get("not")
    return inner if len(schema) == 1 and isinstance(inner, dict) else {"not": schema}


def holding(key: str, schema: Schema) -> Schema:
    """A mapping that has a key, and under it what a schema accepts."""
    if schema is False:
        return False
    return {"type": "object", "properties": {key: schema}, "required": [key]}


def one_of(words: Iterable[object]) -> Schema:
    """One of some literals; False of none."""
    offered = list(words)
    if not offered:
        return False
    return {"const": offered[0]} if len(offered) == 1 else {"enum": offered}


def _joined(schemas: Iterable[Schema], *, keyword: str, nothing: bool) -> Schema:
    met: list[dict[str, object]] = []
    for schema in _flat(schemas, keyword):
        if isinstance(schema, dict):
            met.append(schema)
        elif schema is not nothing:
            return schema
    if len(met) < 2:
        return met[0] if met else nothing
    parts = _needed(_distinct(met), opposite="anyOf" if keyword == "allOf" else "allOf")
    return next(iter(parts.values())) if len(parts) == 1 else {keyword: list(parts.values())}


def _distinct(schemas: Iterable[dict[str, object]]) -> dict[str, dict[str, object]]:
    parts: dict[str, dict[str, object]] = {}
    for schema in schemas:
        parts.setdefault(key_of(schema), schema)
    return parts


def _needed(parts: dict[str, dict[str, object]], *, opposite: str) -> dict[str, dict[str, object]]:
    """Without those that another makes needless: of `a or (a and b)` only a, of `a and (a or b)` too."""
    return {key: part for key, part in parts.items() if not any(key_of(one) in parts for one in _inner(part, opposite))}


def _inner(part: Schema, keyword: str) -> list[Schema]:
    inner = part.get(keyword) if isinstance(part, dict) and len(part) == 1 else None
    return inner if isinstance(inner, list) else []


def _flat(schemas: Iterable[Schema], keyword: str) -> Iterable[Schema]:
    for schema in schemas:
        yield from _inner(schema, keyword) or [schema]


@dataclass(slots=True)
class Definitions:
    """The named schemas of one form; what is said twice is written once."""

    schemas: dict[str, dict[str, object]] = field(default_factory=dict)

    def named(self, name: str, schema: Schema) -> Schema:
        """A reference to a schema under this name, or under the next free one like it; the trivial stay as they are."""
        if isinstance(schema, bool) or list(schema) == ["$ref"]:
            return schema
        wanted = OF_A_NAME.sub("_", name)[:LONGEST_NAME]
        free, number = wanted, 1
        while free in self.schemas and key_of(self.schemas[free]) != key_of(schema):
            number += 1
            free = f"{wanted}-{number}"
        self.schemas[free] = schema
        return ref(free)

    def used_by(self, schema: Schema) -> dict[str, dict[str, object]]:
        """The definitions that a schema needs, however far, by name."""
        found: set[str] = set()
        waiting = [schema]
        while waiting:
            names = set(re.findall(r'"\$ref": "#/\$defs/([^"]+)"', json.dumps(waiting.pop()))) - found
            found |= names
            waiting.extend(self.schemas[name] for name in names)
        return {name: self.schemas[name] for name in sorted(found)}


def ref(name: str) -> dict[str, object]:
    """A reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}
