"""Which of many combinations of facts come to a state, said in as few facts as will do."""

from collections.abc import Iterator, Sequence

from safeforms.conditions import Condition

Facts = tuple[tuple[Condition, bool | None], ...]


def rules_for(state: object, cases: Sequence[tuple[Facts, object]]) -> Iterator[Facts]:
    """Facts of which it is enough that all of one rule hold; together they take in every case of the state.

    A case of another state never satisfies a rule. One rule without any facts takes in everything.
    """
    left = [facts for facts, found in cases if found == state]
    others = [dict(facts) for facts, found in cases if found != state]
    while left:
        rule = dict(left[0])
        for test in list(rule):
            shorter = {kept: truth for kept, truth in rule.items() if kept != test}
            if not any(_satisfies(other, shorter) for other in others):
                rule = shorter
        yield tuple(rule.items())
        left = [facts for facts in left if not _satisfies(dict(facts), rule)]


def _satisfies(facts: dict[Condition, bool | None], rule: dict[Condition, bool | None]) -> bool:
    return all(facts[test] == truth for test, truth in rule.items())
