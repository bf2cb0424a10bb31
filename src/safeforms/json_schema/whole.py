"""All that a schema says of a form's answers: each answer in itself, and the rules between them.

Rules with the same condition are joined, so that a condition is written once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from safeforms.definition import Form
from safeforms.json_schema.claiming import Claims
from safeforms.json_schema.rules import Rule, always_required, rules_of, spots_of
from safeforms.json_schema.single import FILLED, REASON, SingleAnswers
from safeforms.json_schema.spots import Spot
from safeforms.json_schema.terms import Definitions, Schema, all_of, key_of, negated
from safeforms.questions import Question, Table


@dataclass(slots=True)
class _Inside:
    """What is demanded inside a group, or in each row of a table that is so."""

    outer: Question
    rows: dict[str, tuple[Schema, dict[str, Schema]]] = field(default_factory=dict)


@dataclass(slots=True)
class _Demand:
    """What is demanded under one condition: of keys of the record, and inside groups and rows."""

    condition: Schema
    says: list[str] = field(default_factory=list)
    then: dict[str, Schema] = field(default_factory=dict)
    inside: dict[str, _Inside] = field(default_factory=dict)


def answers_schema(form: Form, definitions: Definitions) -> dict[str, object]:
    """The schema of the answers of one form."""
    singles, claims = SingleAnswers(definitions), Claims(form, definitions)
    rules = _rules(rules_of(form, claims, singles))
    whole = _mapping([Spot(question=question) for question in form.questions.values()], singles)
    return {**whole, "allOf": rules} if rules else whole


def _mapping(spots: list[Spot], singles: SingleAnswers) -> dict[str, object]:
    """The schema of answers by question id, notes of options among them; unknown keys are refused."""
    properties: dict[str, Schema] = {}
    for spot in spots:
        question = spot.question
        inside = _mapping(spots_of(question)[1:], singles) if question.parts else True
        value = singles.value(question, inside=inside)
        properties[question.id] = singles.answer(question, value=value, must=always_required(spot))
        if question.note_id:
            properties[question.note_id] = singles.loose_note
    required = [spot.question.id for spot in spots if always_required(spot)]
    schema: dict[str, object] = {"type": "object", "properties": properties}
    return {**schema, **({"required": required} if required else {}), "additionalProperties": False}


def _rules(rules: Iterable[Rule]) -> list[dict[str, object]]:
    demands: dict[str, _Demand] = {}
    for position, rule in enumerate(rules):
        for record, row in rule.when.spread:
            apart = f"{position} " if rule.apart else ""
            demand = demands.setdefault(apart + key_of(record), _Demand(condition=record))
            if rule.says and rule.says not in demand.says:
                demand.says.append(rule.says)
            _add(rule, row, demand)
    return [_written(demand) for demand in demands.values()]


def _add(rule: Rule, row: Schema, demand: _Demand) -> None:
    if rule.inside is None:
        demand.then.update(rule.then)
        return
    inside = demand.inside.setdefault(rule.inside.id, _Inside(rule.inside))
    inside.rows.setdefault(key_of(row), (row, {}))[1].update(rule.then)


def _inside(inside: _Inside) -> Schema:
    """The same as a schema of the group or the table. Of a blank or a reason it says nothing."""
    is_table = isinstance(inside.outer.type, Table)
    reason = negated(REASON) if inside.outer.unanswered and not is_table else True
    demands: list[Schema] = [
        {"if": all_of(FILLED, reason, row), "then": _has(then)} for row, then in inside.rows.values()
    ]
    if not is_table:
        return all_of(*demands)
    return {"if": {"type": "array"}, "then": {"type": "array", "items": all_of(*demands)}}


def _has(then: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": dict(then), "required": list(then)}


def _written(demand: _Demand) -> dict[str, object]:
    keys = dict.fromkeys([*demand.then, *demand.inside])
    properties = {
        key: all_of(demand.then.get(key, True), _inside(demand.inside[key]) if key in demand.inside else True)
        for key in keys
    }
    then: dict[str, object] = {"type": "object", "properties": properties}
    if demand.then:
        then["required"] = list(demand.then)
    comment = {"$comment": ". ".join(demand.says)} if demand.says else {}
    return {**comment, **(then if demand.condition is True else {"if": demand.condition, "then": then})}
