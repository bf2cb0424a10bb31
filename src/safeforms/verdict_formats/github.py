"""Workflow commands of GitHub Actions: each problem becomes an annotation at its file and line."""

from collections.abc import Iterable, Iterator

from safeforms.commands.reports import is_left_to_do
from safeforms.judgement.assessment import Verdict
from safeforms.lines import on_one_line
from safeforms.problems import Problem
from safeforms.verdict_formats import Asked, Judged
from safeforms.verdict_formats.spots import spot, whose


def write_github(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    """A line for each problem; what a record in progress has left is a notice. No answer, whatever was asked."""
    del asked
    for verdict, _ in found:
        yield from (f"{_command(problem, verdict=verdict)}\n".encode() for problem in verdict.problems)


def _command(problem: Problem, *, verdict: Verdict) -> str:
    place = spot(problem, verdict=verdict)
    values = {
        "file": place.file if place else None,
        "line": place.line if place else None,
        "col": place.column if place else None,
        "title": f"{problem.code} ({whose(verdict)})",
    }
    named = ",".join(f"{key}={_escaped_value(str(value))}" for key, value in values.items() if value is not None)
    kind = "notice" if is_left_to_do(problem, verdict=verdict) else problem.severity
    return f"::{kind} {named}::{_escaped(problem.message)}"


def _escaped(text: str) -> str:
    """Nothing in a text may end the line, for the next could then be a command of its own."""
    return on_one_line(text).replace("%", "%25")


def _escaped_value(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
