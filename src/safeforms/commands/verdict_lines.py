"""Verdicts on records and problems of definitions, as lines to read.

The sentence comes first, for the nurse; then the code and the path, for whoever mends the export.
"""

from collections.abc import Collection, Iterator
from typing import Final

from safeforms.commands.reports import is_left_to_do, is_unreadable, value_as_text
from safeforms.judgement.assessment import LEFT_TO_DO, Verdict
from safeforms.lines import Line, Style, counted, on_one_line
from safeforms.problems import Path, Problem

WIDEST: Final = 72


def verdict_lines(verdict: Verdict, *, record: object = None, show_values: bool = False) -> Iterator[Line]:
    """A line for the record, and one for each problem; with `show_values` the answer that is wrong stands beside it."""
    yield Line(f"{_whose(verdict)}: {state(verdict)}", _style(verdict))
    for problem in verdict.problems:
        left_to_do = is_left_to_do(problem, verdict=verdict)
        mark = "Warning: " if problem.severity == "warning" and not left_to_do else ""
        where = f" at {dotted(problem.path)}" if problem.path else ""
        where += _stands(problem, verdict=verdict)
        value = value_as_text(problem, record=record) if show_values else ""
        shown = f" [recorded: {value}]" if value else ""
        yield Line(f"{mark}{problem.message}{shown} [{problem.code}{where}]", indent=2, bullet=True)


def state(verdict: Verdict) -> str:
    """What became of a record, in a few words."""
    if verdict.about_the_file:
        return "the export as a whole"
    if verdict.form is None:
        return "unreadable" if is_unreadable(verdict) else "not judged"
    if verdict.status == "entered_in_error":
        return "entered in error"
    left = sum(problem.code in LEFT_TO_DO for problem in verdict.problems)
    errors, warnings = len(verdict.errors), len(verdict.problems) - len(verdict.errors)
    if verdict.status == "in_progress" and not verdict.complete:
        wrong = f", {counted(errors, 'problem')}" if errors else ""
        return f"in progress, {left} still to answer{wrong}"
    if verdict.complete:
        return f"complete, {counted(warnings, 'warning')}" if warnings else "complete"
    return f"incomplete, {counted(errors, 'problem')}" + (f", {counted(warnings, 'warning')}" if warnings else "")


def _stands(problem: Problem, *, verdict: Verdict) -> str:
    """In which column of an export, and in which row or sheet where that is not the record's own."""
    column = f', column "{on_one_line(problem.header)}"' if problem.header is not None else ""
    elsewhere = problem.place is not None and problem.place != verdict.place
    return f"{column} in {on_one_line(str(problem.place))}" if elsewhere else column


def checked_lines(problems: Collection[Problem], *, checked: int) -> Iterator[Line]:
    """The problems of definitions, then how many; nothing where none could be read."""
    for problem in problems:
        yield from _definition_problem(problem)
    if not checked:
        return
    warnings = sum(problem.severity == "warning" for problem in problems)
    errors = len(problems) - warnings
    found = counted(errors, "problem") if errors else "no problems"
    also = f", {counted(warnings, 'warning')}" if warnings else ""
    yield Line(f"{counted(checked, 'definition')} checked, {found}{also}.", "bad" if errors else "good")


def dotted(path: Path) -> str:
    """A path as text: `companions.0.age_group`."""
    return ".".join(str(step) for step in path)


def _definition_problem(problem: Problem) -> Iterator[Line]:
    """A problem of a definition as editors read it, `file:line:column: code: sentence`, with the words and carets."""
    warning = "warning: " if problem.severity == "warning" else ""
    where = f"{on_one_line(str(problem.place))}: " if problem.place else ""
    style: Style = "amber" if warning else ""
    yield Line(f"{where}{warning}{problem.code}: {on_one_line(problem.message)}", style)
    for text in _windowed(problem.excerpt):
        yield Line(text, "faint", kept=True)


def _whose(verdict: Verdict) -> str:
    place = on_one_line(str(verdict.place)) if verdict.place else ""
    record = on_one_line(verdict.record_id or "")
    return f"{place} ({record})" if place and record else place or record or "record"


def _style(verdict: Verdict) -> Style:
    if not verdict.accepted:
        return "bad"
    return "good" if verdict.complete else "heading"


def _windowed(excerpt: str) -> list[str]:
    """An excerpt cut to what a terminal shows on one line, the carets in view."""
    lines = excerpt.split("\n") if excerpt else []
    if len(lines) != 2 or len(lines[0]) <= WIDEST:
        return lines
    words, carets = lines
    start = max(4, min(carets.index("^") - WIDEST // 2, len(words) - WIDEST))
    end = start + WIDEST
    left, right = "..." if start > 4 else "", "..." if end < len(words) else ""
    return [f"    {left}{words[start:end]}{right}", f"    {' ' * len(left)}{carets[start:end]}"]
