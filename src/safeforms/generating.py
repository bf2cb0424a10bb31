"""Form -> the Python source of one function that judges a record's answers, and the function itself.

It finds the same faults and truths as `judging.judge` does by interpretation, in one pass over a plain dict:
questions in the order in which they decide each other, a quick test for each usual answer, the plain reader
for all others. What only looks on (notes, limits, `require`, checks, the override) comes last.
"""

import linecache
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from safeforms import generated_calls
from safeforms.condition_code import DENIED
from safeforms.definition import Form
from safeforms.faults import Fault
from safeforms.looking_on import write_onlookers
from safeforms.rule_code import RuleCode


class Judgement(NamedTuple):
    """What the generated rules say of a record.

    `truths` has 3 (True), 1 (Unknown) or 0 (False) for each indicator in form order; `blanks` whether blanks
    other than null were given.
    """

    faults: tuple[Fault, ...]
    truths: tuple[int, ...]
    worst: str
    gap: int
    to_tell: int
    blanks: bool


Rules = Callable[[dict[str, object], datetime, bool], Judgement]
_RULES: dict[str, Rules] = {}


def rules_of(form: Form) -> Rules:
    """The compiled rules of a form, once a process for each definition."""
    if form.definition not in _RULES or not form.definition:
        _RULES[form.definition] = generate_rules(form)
    return _RULES[form.definition]


def generate_rules(form: Form) -> Rules:
    """The compiled rules of a form: (answers, now, finished) -> Judgement. The form must be free of problems."""
    source, constants = rules_source(form)
    name = f"<safeforms {form.id} {form.version}>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    namespace: dict[str, object] = {
        **generated_calls.NAMESPACE,
        "DENIED": DENIED,
        "Judgement": Judgement,
        **constants,
    }
    exec(compile(source, name, "exec"), namespace)  # our own source: a form enters it as checked ids only
    rules: Rules = namespace["judge"]  # type: ignore[assignment]
    return rules


def rules_source(form: Form) -> tuple[str, Mapping[str, object]]:
    """The source of the rules, and the constants that it uses."""
    everything = _written(form, used=None)  # written twice: first to learn which variables conditions read
    needed = _written(form, used=frozenset(everything.source.used))
    return "\n".join(needed.source.lines) + "\n", needed.constants


def _written(form: Form, *, used: frozenset[str] | None) -> RuleCode:
    rules = RuleCode(form, used=used)
    rules.source.lines.append("def judge(answers, now, finished):")
    rules.write()
    write_onlookers(rules)
    truths = "".join(f"{rules.conditions.named[name]}, " for name in form.indicators)
    rules.source.add(f"return Judgement(tuple(faults), ({truths}), worst, gap, to_tell, bool(blanks))")
    return rules
