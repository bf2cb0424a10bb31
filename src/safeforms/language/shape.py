"""The shape of a definition against its JSON Schema, in sentences of our own, each with its place.

The words come from the schema: its titles ("A question") say what a thing is called, its descriptions
what it must look like. jsonschema is imported when first used, for it is slow to load.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from safeforms.language.yaml_text import YamlText
from safeforms.problems import Path, Problem

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

KINDS: Final = {
    "string": "a text",
    "array": "a list, as in [a, b]",
    "object": "a mapping of keys to values",
    "integer": "a whole number",
    "boolean": "true or false",
}
CUT: Final = (
    "{} is left over without a value: YAML's comma cut a text or a condition in two. "
    "Put it in quotes, or on a line of its own."
)
LONGEST_QUOTE: Final = 60
LIKENESS: Final = 0.7


def shape_problems(text: YamlText, *, schema: Mapping[str, object]) -> list[Problem]:
    """What is wrong with the shape of a form or a part, in the order of the file; empty where nothing is.

    Of a word that a comma in braces left over, and of what the comma cut it from, only that is told.
    """
    from jsonschema import Draft202012Validator

    untold = _cut_and_before(text)
    told = [_problem("form.cut_in_two", CUT.format(quoted(path[-1])), path=path, text=text) for path in text.cut]
    for error in Draft202012Validator(schema).iter_errors(text.data):
        for path, message in _sentences(error):
            if path not in untold:
                told.append(_problem("form.shape", message, path=path, text=text))
    return sorted(dict.fromkeys(told), key=_order)


def did_you_mean(word: object, among: Collection[str]) -> str:
    """The end of a sentence that suggests the likeliest of some words; empty where none is like it."""
    from difflib import get_close_matches

    close = get_close_matches(str(word), sorted(among), n=1, cutoff=LIKENESS)
    return f": did you mean '{close[0]}'?" if close else ""


def quoted(value: object) -> str:
    """Words of a definition as a sentence shows them: in quotes, shortened where they are long."""
    words = " ".join(str(value).split())
    return f"'{words[:LONGEST_QUOTE]}…'" if len(words) > LONGEST_QUOTE else f"'{words}'"


def _sentences(error: "ValidationError") -> Iterator[tuple[Path, str]]:
    """The path and the sentence of each thing that one error of jsonschema stands for."""
    path = tuple(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        yield (*path, str(error.instance)), f"{quoted(error.instance)} {_unlike(error)}"
    elif error.validator == "additionalProperties":
        for key in _unknown(error):
            hint = did_you_mean(key, _schema(error)["properties"]) or ": take it out."
            yield (*path, key), f"{quoted(key)} is not a key of {_titled(error)}{hint}"
    elif error.validator == "required":
        for key in _missing(error):
            yield path, f"{_schema(error)['title']} needs '{key}', which is missing here."
    else:
        yield path, f"{_named(path)} {SENTENCES[str(error.validator)](error)}"


def _unknown(error: "ValidationError") -> list[str]:
    """The keys of a mapping that the schema does not know."""
    known = _schema(error).get("properties", {})
    return [key for key in _mapping(error) if key not in known]


def _missing(error: "ValidationError") -> list[str]:
    """The keys that a mapping must have and has not, nor a misspelling of them."""
    known = _schema(error).get("properties", {})
    meant = {did_you_mean(key, known) for key in _unknown(error)}
    missing = [key for key in _wanted(error) if key not in _mapping(error)]
    return [key for key in missing if did_you_mean(key, [key]) not in meant]


def _mapping(error: "ValidationError") -> Mapping[str, Any]:
    """The mapping that was found where the schema wants one."""
    return error.instance if isinstance(error.instance, Mapping) else {}


def _wanted(error: "ValidationError") -> list[str]:
    """The words that the broken keyword of the schema lists: types, keys or allowed words."""
    wanted = error.validator_value
    return list(wanted) if isinstance(wanted, list) else [str(wanted)]


def _wrong_type(error: "ValidationError") -> str:
    kinds = _wanted(error)
    words = " or ".join(KINDS[kind] for kind in kinds)
    if error.instance is None:
        return f"is left empty: it must be {words}."
    in_quotes = "string" in kinds and isinstance(error.instance, bool | int | float)
    return f"must be {words}{': put it in quotes' if in_quotes else ''}."


def _not_offered(error: "ValidationError") -> str:
    allowed = _wanted(error)
    hint = did_you_mean(error.instance, allowed) or "."
    return f"must be one of {', '.join(allowed)}, not {quoted(error.instance)}{hint}"


def _unlike(error: "ValidationError") -> str:
    """What something must look like, in the words of the schema."""
    if not str(error.instance).strip():
        return "is blank: write something, or take the key out."
    return f"is not {_titled(error)}: {_uncapital(str(_schema(error)['description']))}"


def _wrong_words(error: "ValidationError") -> str:
    return f"is {quoted(error.instance)}, which {_unlike(error)}" if str(error.instance).strip() else _unlike(error)


SENTENCES: Final[Mapping[str, Callable[["ValidationError"], str]]] = {
    "type": _wrong_type,
    "enum": _not_offered,
    "pattern": _wrong_words,
    "not": _wrong_words,
    "minItems": lambda _: "is empty: it needs at least one entry.",
    "minProperties": lambda _: "is empty: it needs at least one entry.",
    "maxProperties": lambda _: "has more than one key: make each an entry of its own.",
    "minimum": lambda error: f"must be at least {error.validator_value}.",
}
"""What is wrong with a value, by the word of JSON Schema that it breaks."""


def _schema(error: "ValidationError") -> Mapping[str, Any]:
    """The schema that was broken, for its titles, descriptions and keys."""
    return error.schema if isinstance(error.schema, Mapping) else {}


def _titled(error: "ValidationError") -> str:
    """What the schema calls the thing: "a question"."""
    return _uncapital(str(_schema(error).get("title", "a part of this")))


def _named(path: Path) -> str:
    """How a sentence begins about the value at a path."""
    if not path:
        return "The file"
    last = path[-1]
    return f"Entry {last + 1} of {quoted(path[-2])}" if isinstance(last, int) else quoted(last)


def _uncapital(words: str) -> str:
    return words[:1].lower() + words[1:]


def _cut_and_before(text: YamlText) -> set[Path]:
    """The words that a comma left over, and the entries they were cut from: those before them."""
    latest: dict[Path, Path] = {}
    found = set(text.cut)
    for path in text.keys:
        if path in text.cut:
            found.add(latest.get(path[:-1], path))
        latest[path[:-1]] = path
    return found


def _problem(code: str, message: str, *, path: Path, text: YamlText) -> Problem:
    return Problem(code=code, message=message, place=text.keys.get(path) or text.place(path), path=path)


def _order(problem: Problem) -> tuple[int, int, str]:
    place = problem.place
    return (place.line or 0, place.column or 0, problem.message) if place else (0, 0, problem.message)
