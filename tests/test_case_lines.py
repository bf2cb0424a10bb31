"""One change to a complete record, and what follows from it: each line of the files that case_lines.py tells of."""

from collections.abc import Iterable
from functools import cache

import pytest

from safeforms import Problem, summarise, validate
from safeforms.summaries.summary import Summary
from safeforms.summaries.summary_items import ProblemShown
from tests.case_lines import KINDS, Answers, Line, Start, lines_of
from tests.records import without_rows

LINES = [line for kind in KINDS for line in lines_of(kind)]
STARTS = dict.fromkeys(line.start for line in LINES)


@pytest.mark.parametrize("start", STARTS, ids=str)
def test_lines_start_from_a_record_in_which_is_found_what_their_file_says(start: Start) -> None:
    summary = _summary_of(start)

    assert _codes(summary.problems, severity="error") == dict.fromkeys(start.found.refused, "check_failed")
    assert summary.complete is not any(start.found.refused)
    assert summary.level == start.found.level
    assert _findings(summary) == set(start.found.finds)
    assert _doubts(summary) == set(start.found.in_doubt)


@pytest.mark.parametrize("line", LINES, ids=str)
def test_a_change_has_the_consequences_that_its_line_says(line: Line) -> None:
    _asks_and_closes(line)
    if line.note:
        _needs_its_note(line)
    if line.stands:
        _finds_and_tells(line)


def _asks_and_closes(line: Line) -> None:
    problems = _problems(line.answers, of=line)

    refused = dict.fromkeys(line.outcome.refused, "check_failed")
    assert _codes(problems, severity="error") == refused | dict.fromkeys(line.outcome.asks, "missing_answer")
    assert _codes(problems, severity="warning") == dict.fromkeys(line.outcome.closes, "not_asked")


def _needs_its_note(line: Line) -> None:
    noted = f"{line.path}.note" if line.reason else f"{line.path}_note"
    assert _codes(_problems(line.without_note, of=line), severity="error")[noted] == "note_missing"


def _finds_and_tells(line: Line) -> None:
    before, after = _summary_of(line.start), summarise(line.completed(), form=line.start.form, now=line.start.now)
    told_before, told = ({tell.recipient: tell.within for tell in summary.tell} for summary in (before, after))
    outcome = line.outcome

    assert (after.problems, after.complete) == ((), True)
    assert after.level == (outcome.level or line.start.found.level)
    assert _differences(_findings(before), _findings(after)) == (set(outcome.finds), set(outcome.ends))
    assert _differences(_doubts(before), _doubts(after)) == (set(outcome.in_doubt), set(outcome.no_doubt))
    assert dict(told.items() - told_before.items()) == outcome.tells
    assert told_before.keys() - told.keys() == set(outcome.tells_no_more)
    left = {without_rows(item.path): (item.reason, item.settled) for item in after.unanswered}
    assert line.reason is None or left[line.path] == (line.reason, outcome.settled)
    settled = {without_rows(item.path) for item in before.unanswered if item.settled}
    assert {path for path in settled & left.keys() if not left[path][1]} == set(outcome.reopens)


@cache
def _summary_of(start: Start) -> Summary:
    return summarise(start.answers, form=start.form, now=start.now)


def _problems(answers: Answers, *, of: Line) -> tuple[Problem, ...]:
    return validate(answers, form=of.start.form, now=of.start.now).problems


def _codes(problems: Iterable[Problem | ProblemShown], *, severity: str) -> dict[str, str]:
    return {without_rows(problem.path): problem.code for problem in problems if problem.severity == severity}


def _findings(summary: Summary) -> set[str]:
    return {finding.indicator for finding in summary.findings}


def _doubts(summary: Summary) -> set[str]:
    return {indicator.indicator for undetermined in summary.undetermined for indicator in undetermined.indicators}


def _differences(before: set[str], after: set[str]) -> tuple[set[str], set[str]]:
    """What was added, and what was taken away."""
    return after - before, before - after
