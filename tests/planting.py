"""Faults planted in the generated rules of a form, one at a time, to see that the laws notice them.

The rules are read as Python, so that their layout does not matter, and changed as text, which is quick. Only what adds
a fault is looked for: such a statement is left out, or its condition is always taken for true.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unittest.mock import patch

from safeforms.definition import Form
from safeforms.judgement.judging import in_form_order
from safeforms.rules.generating import Rules, generate_rules, rules_source
from tests.laws import Answers
from tests.strategies import NOW

ADDS = "faults.append("
NAMED = 90
Outcome = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a fault can be planted: what is done to which node of a walk through the rules."""

    kind: str
    position: int
    line: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.line}"


def spots(form: Form) -> list[Spot]:
    """Everywhere that a fault can be planted in the rules of a form."""
    nodes = ast.walk(ast.parse(rules_source(form)[0]))
    return [
        Spot(kind=kind, position=position, line=" ".join(ast.unparse(node).split())[:NAMED])
        for position, node in enumerate(nodes)
        for kind in _kinds(node)
    ]


def planted(form: Form, spot: Spot) -> Rules:
    """The rules of a form with one fault."""
    source, constants = rules_source(form)
    node = list(ast.walk(ast.parse(source)))[spot.position]
    assert isinstance(node, ast.Expr | ast.If)
    faulty = _instead(source, node.value, "None") if isinstance(node, ast.Expr) else _instead(source, node.test, "True")
    with patch("safeforms.rules.generating.rules_source", lambda _: (faulty, constants)):
        return generate_rules(form)


def _instead(source: str, node: ast.expr, text: str) -> str:
    """A source with a text in the place of a node; positions count bytes."""
    raw = source.encode()
    lines = raw.splitlines(keepends=True)
    assert node.end_lineno and node.end_col_offset
    start = len(b"".join(lines[: node.lineno - 1])) + node.col_offset
    end = len(b"".join(lines[: node.end_lineno - 1])) + node.end_col_offset
    return (raw[:start] + text.encode() + raw[end:]).decode()


def outcomes(form: Form, rules: Rules, records: Iterable[Answers]) -> Iterator[Outcome | None]:
    """What rules say of records, every third of them still in progress; None where they cannot go on."""
    for number, answers in enumerate(records):
        try:
            found = rules(answers, NOW, number % 3 > 0, True)
        except (TypeError, KeyError, AttributeError, NameError):
            yield None
        else:
            yield in_form_order(form, list(found.faults)), found.truths, found.gap, found.to_tell, found.worst


def _kinds(node: ast.AST) -> Iterator[str]:
    """What can be done to a statement of the rules."""
    match node:
        case ast.Expr() if ast.unparse(node).startswith(ADDS):
            yield "left out"
        case ast.If(body=[ast.Expr() as first, *_]) if ast.unparse(first).startswith(ADDS):
            yield "always"
