"""Filled forms -> what they hold, by slot: one module for each format, imported when first used.

A reader here knows no question: which answer a text is, `slots` says. A file that is no such form is one problem.
"""

from collections.abc import Collection, Mapping
from typing import Final

from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.values import dataclass

NOTHING: Final = "Nothing is filled in here: there is no record."
OR_AN_EXPORT: Final = (
    "If it is an export with columns of its own, give --map with a map of them; 'safeforms map init' proposes one."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """What one filled form holds: texts by slot, and which form and version it says it is, None where it does not.

    `problems` are what is there of it and could not be read: a record that lacks them is not to pass for whole.
    `several` are slots of which only one box may be ticked and several are; their texts are no option.
    """

    form: str | None
    version: str | None
    texts: Mapping[str, str]
    place: Place
    problems: tuple[Problem, ...] = ()
    several: Collection[str] = ()
