"""Where a problem is, for services that show it beside the file."""

import re
from typing import Final
from urllib.parse import quote

from safeforms.judgement.assessment import Verdict
from safeforms.lines import on_one_line
from safeforms.places import Place
from safeforms.problems import Problem

POSITION: Final = re.compile(r"\[[^\[\]]*\]$")
"""The position of a record, which stands behind the name where a file has no lines of its own."""


def spot(problem: Problem, *, verdict: Verdict) -> Place | None:
    """The file, and the line where there is one."""
    place = problem.place or verdict.place
    return Place(POSITION.sub("", place.file), place.line, place.column) if place else None


def whose(verdict: Verdict) -> str:
    """The record as people would look for it: by its id, else where it stands."""
    return on_one_line(verdict.record_id or "") or (on_one_line(str(verdict.place)) if verdict.place else "record")


def uri(file: str) -> str:
    """A path as a relative reference."""
    return quote(file.replace("\\", "/").encode("utf-8", "replace"))
