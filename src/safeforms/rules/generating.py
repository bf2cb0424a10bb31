"""Form -> the Python source of one function that judges a record's answers, and the function itself.

It finds the same faults and truths as `judging.judge` does by interpretation, in one pass over a plain dict:
questions in the order in which they decide each other, a quick test for each usual answer, the plain reader
for all others. What only looks on (notes, limits, `require`, checks, the override) comes last.
"""

import linecache
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from safeforms.definition import Form
from safeforms.judgement.faults import Fault
from safeforms.keeping import Code, code_of
from safeforms.rules import generated_calls
from safeforms.rules.looking_on import write_onlookers
from safeforms.rules.rule_code import RuleCode


class Judgement(NamedTuple):
    """What the generated rules say of a record.

    `fields` has every question and note, answers in Python's own types but for reasons, whose ids are in `left`, and
    groups and tables, which are as they came. `blanks`: whether blanks other than null were given. The rest only where
    it was asked for: `truths` has 3 (True), 1 (Unknown) or 0 (False) for each indicator in form order, as `gap` and
    `to_tell` have.
    """

    faults: tuple[Fault, ...]
    fields: dict[str, object]
    left: list[str]
    blanks: bool
    truths: tuple[int, ...] = ()
    worst: str = "none"
    gap: int = 0
    to_tell: int = 0

    def __repr__(self) -> str:
        """No answers: what is printed may be kept in a log."""
        return f"Judgement({len(self.faults)} faults)"


class Rules(Protocol):
    """(answers, now, finished) -> Judgement; with the truth of the indicators where it is `rated`."""

    def __call__(
        self, answers: dict[str, object], now: datetime, finished: bool, rated: bool = ..., /
    ) -> Judgement: ...


_RULES: dict[str, Rules] = {}


def rules_of(form: Form) -> Rules:
    """The compiled rules of a form, once a process for each definition: forms of one definition are one form."""
    if form.definition not in _RULES or not form.definition:
        _RULES[form.definition] = _rules(code_of(form, write=_code))
    return _RULES[form.definition]


def generate_rules(form: Form) -> Rules:
    """The compiled rules of a form: (answers, now, finished) -> Judgement. The form must be free of problems."""
    return _rules(_code(form))


def _code(form: Form) -> Code:
    source, constants = rules_source(form)
    return Code(source, compile(source, f"<safeforms {form.id} {form.version}>", "exec"), constants)


def _rules(code: Code) -> Rules:
    source, name = code.source, code.compiled.co_filename
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    namespace: dict[str, object] = {
        **generated_calls.NAMESPACE,
        "Judgement": Judgement,
        "new": tuple.__new__,  # what Judgement(...) does, in half the time
        **code.constants,
    }
    exec(code.compiled, namespace)  # our own source: a form enters it as checked ids only
    rules: Rules = namespace["judge"]  # type: ignore[assignment]
    return rules


def rules_source(form: Form) -> tuple[str, Mapping[str, object]]:
    """The source of the rules, and the constants that it uses."""
    rules = RuleCode(form)
    rules.source.depth = 0
    with rules.source.block("def judge(answers, now, finished, rated=False):"):
        rules.write()
        write_onlookers(rules)
    return rules.source.text(), rules.constants
