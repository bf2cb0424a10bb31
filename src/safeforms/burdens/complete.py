"""Whether some record of a set may be complete: answered where it must be, on the route that is looked at, not refused.

What is not looked at, such as limits that rest on other answers, only leaves more records in than there are. The record
that is made in the end is validated, so that nothing is called reached that is not.
"""

from collections import Counter
from typing import Final

from safeforms.burdens.measures import ROW, leaves
from safeforms.burdens.outlook import Outlook
from safeforms.burdens.tests import LEVEL_BITS
from safeforms.burdens.truths import NO_TRUTH, TRUE, bits
from safeforms.conditions import Condition
from safeforms.problems import Path
from safeforms.questions import Group, Question

Waits = Counter[int]
"""How many open matters wait for each step."""
GRAVE: Final = 1_000
"""So much weighs what is taken for granted: it is settled first."""


def waits_of_completeness(outlook: Outlook) -> tuple[Waits, Waits] | None:
    """What is best settled first, and last; both empty where nothing is in the way, None where none can be complete."""
    first, last = Waits(), Waits()
    if not (_all_held(outlook) and _all_taken(outlook, first) and _worst_agrees(outlook, first)):
        return None
    form = outlook.points.form
    if not all(_never(outlook, check.never, last) for check in form.checks):
        return None
    groups = (question for question in form.questions.values() if isinstance(question.type, Group))
    return (first, last) if all(_whole(outlook, group, last) for group in groups) else None


def _all_held(outlook: Outlook) -> bool:
    """Whether each answer may be something, and each number that is surely there."""
    for path in outlook.points.answers:
        if ROW not in path and not outlook.held(path) and (len(path) == 1 or outlook.may_hold(path[:1])):
            return False
    for measure in outlook.points.numbers:
        if not outlook.pieces(measure) and all(_surely_there(outlook, leaf.path) for leaf in leaves(measure)):
            return False
    return True


def _surely_there(outlook: Outlook, path: Path) -> bool:
    """Whether a question surely has a value; of one in a row that is not known."""
    around = (path[:1], path) if len(path) == 2 else (path,)
    return ROW not in path and all(outlook.held(one) == outlook.may_hold(one) for one in around)


def _all_taken(outlook: Outlook, waits: Waits) -> bool:
    """Whether what is taken for granted may be so."""
    for key, allowed in outlook.taken.items():
        outlook.waits = 0
        kept = outlook.taken_as(key)
        if not kept.found:
            return False
        if kept.raw & ~allowed:
            waits.update(dict.fromkeys(bits(kept.waits), GRAVE))
    return True


def _worst_agrees(outlook: Outlook, waits: Waits) -> bool:
    """Whether the findings may add up to the level that the records are narrowed to."""
    form, allowed = outlook.points.form, outlook.worst()
    if not allowed:
        return False
    possible = outlook.memo[("worst", "")].found
    if not possible & ~outlook.kinds[outlook.points.worst]:
        return True
    for level in ("red", "amber", "info"):
        if not possible & LEVEL_BITS[level]:
            continue
        for indicator in form.indicators.values():
            outlook.waits = 0
            if indicator.level == level and outlook.named(indicator.id) & TRUE:
                waits.update(bits(outlook.waits))
        return True
    return True


def _never(outlook: Outlook, never: Condition, waits: Waits) -> bool:
    """Whether a check may pass."""
    outlook.waits = 0
    ruled = outlook.rule(never)
    if ruled in (TRUE, NO_TRUTH):
        return False
    if ruled & TRUE:
        waits.update(bits(outlook.waits))
    return True


def _whole(outlook: Outlook, group: Question, waits: Waits) -> bool:
    """Whether a group may satisfy what it must as a whole, or need not."""
    path: Path = (group.id,)
    require = group.type.require if isinstance(group.type, Group) else None
    outlook.waits = 0
    asked = outlook.asked(path)
    if require is None or not asked & TRUE or not outlook.may_hold(path):
        return True
    outlook.wait_for(path, outlook.points.values[path])
    bound = asked == TRUE and outlook.held(path) == outlook.may_hold(path)
    ruled = outlook.rule(require, scope=path)
    if bound and not ruled & TRUE:
        return False
    if ruled != TRUE:
        waits.update(bits(outlook.waits))
    return True
