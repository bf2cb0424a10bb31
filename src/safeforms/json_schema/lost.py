"""What no schema can see of a form's records, and the faults that it therefore overlooks.

The law: what the model accepts the schema accepts, and what the schema accepts and the model refuses is refused for
these faults only.
"""

from collections.abc import Iterator, Mapping

from safeforms.definition import Form
from safeforms.json_schema.claiming import Claims
from safeforms.json_schema.rules import rules_of, spots_of
from safeforms.json_schema.single import HALF, SingleAnswers, hidden
from safeforms.json_schema.spots import Spot
from safeforms.json_schema.terms import Definitions

Faults = frozenset[tuple[str, str]]
"""Dotted paths of questions or notes, rows left out, each with the code of a fault."""


def overlooked(form: Form) -> Mapping[str, Faults]:
    """What cannot be seen, in words -> the faults that are overlooked for it."""
    definitions = Definitions()
    singles, claims = SingleAnswers(definitions), Claims(form, definitions)
    found: dict[str, set[tuple[str, str]]] = {}
    for question in form.questions.values():
        for spot in spots_of(question):
            for what, fault in _of_answer(spot):
                found.setdefault(what, set()).add(fault)
    for rule in rules_of(form, claims, singles):
        for what in sorted(rule.when.lost):
            found.setdefault(what, set()).update((rule.path, code) for code in rule.codes)
    return {what: frozenset(faults) for what, faults in found.items()}


def sentences(form: Form) -> Iterator[str]:
    """The same as sentences that name the questions, in form order."""
    order = [path for path, _ in form.walk()]
    for what, faults in overlooked(form).items():
        if what == HALF:
            yield f"JSON Schema cannot see {HALF}, in any text or note."
            continue
        paths = sorted({_question(path, order) for path, _ in faults}, key=order.index)
        yield f"JSON Schema cannot see {what}, so that it may overlook what is wrong with {', '.join(paths)}."


def _question(path: str, order: list[str]) -> str:
    """The question of a path, which may be that of its note."""
    return path if path in order else path.removesuffix("_note")


def _of_answer(spot: Spot) -> Iterator[tuple[str, tuple[str, str]]]:
    question = spot.question
    for code, what in hidden(question):
        yield what, (spot.path, code)
    if question.note_id:
        yield HALF, (f"{spot.path}_note", "wrong_format")
    if question.unanswered:
        yield HALF, (f"{spot.path}.note", "wrong_format")
