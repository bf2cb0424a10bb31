"""A fault: what is wrong in a record, before it is put into words.

Judging finds faults and messages.py turns them into problems, so that a clean record pays for no
sentence. A fault holds codes and places only: never an answer, never an unknown key.
"""

from collections.abc import Iterable
from typing import NamedTuple

from safeforms.problems import Path

WARNINGS = frozenset({"not_asked", "wrong_version"})


class Fault(NamedTuple):
    """`path` leads to the answer. `detail` is the id of a check, a limit's name, or `ids` where a reason is no id."""

    code: str
    path: Path
    detail: str = ""


def paths_above(paths: Iterable[Path]) -> set[Path]:
    """These paths and every beginning of them."""
    return {path[:length] for path in paths for length in range(len(path) + 1)}


def errors_among(faults: tuple[Fault, ...]) -> list[Fault]:
    """The faults for which a record is refused."""
    return [fault for fault in faults if fault.code not in WARNINGS] if faults else []
