"""Verdicts and problems as plain data for machines; the answer is beside a problem only where it was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from safeforms.assessment import Verdict
from safeforms.problems import Path, Problem

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(slots=True)
class Tally:
    """How many records were read, and what became of them."""

    complete: int = 0
    incomplete: int = 0
    in_progress: int = 0
    unreadable: int = 0
    refused: bool = field(default=False)

    def add(self, verdict: Verdict) -> None:
        """Counts one record."""
        self.refused = self.refused or not verdict.accepted
        if verdict.form is None:
            self.unreadable += 1
        elif verdict.complete:
            self.complete += 1
        elif verdict.status == "in_progress" and verdict.accepted:
            self.in_progress += 1
        else:
            self.incomplete += 1

    @property
    def total(self) -> int:
        """All records, those that could not be read too."""
        return self.complete + self.incomplete + self.in_progress + self.unreadable

    @property
    def exit_code(self) -> int:
        """0: nothing wrong; 1: a record is refused; 2: one could not be read, or there was none."""
        if self.unreadable or not self.total:
            return 2
        return 1 if self.refused else 0

    def __str__(self) -> str:
        drafts = f", {self.in_progress} in progress" if self.in_progress else ""
        counts = f"{self.incomplete} incomplete{drafts}, {self.unreadable} unreadable"
        return f"{self.complete} of {self.total} complete, {counts}"


def problem_report(problem: Problem) -> dict[str, Json]:
    """A problem as plain data."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": list(problem.path),
        "question": problem.question,
        "message": problem.message,
        "place": str(problem.place) if problem.place else None,
    }


def verdict_report(verdict: Verdict, *, answers: object = None, show_values: bool = False) -> dict[str, Json]:
    """A verdict as plain data; with `show_values` each problem has the raw answer at its path, as text."""
    problems: list[Json] = []
    for problem in verdict.problems:
        report = problem_report(problem)
        if show_values:
            report["value"] = value_at(answers, problem.path)
        problems.append(report)
    return {
        "place": str(verdict.place) if verdict.place else None,
        "record_id": verdict.record_id,
        "form": verdict.form,
        "form_version": verdict.form_version,
        "status": verdict.status,
        "complete": verdict.complete,
        "accepted": verdict.accepted,
        "problems": problems,
    }


def value_at(answers: object, path: Path) -> str | None:
    """The raw answer at a path as text; None where there is none, or the path leads to the whole record."""
    found = answers
    for step in path:
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list | tuple) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return None if found is None or found is answers else str(found)


def answers_in(record: object) -> object:
    """The answers of a record, whether they stand alone or in an envelope."""
    return record["answers"] if isinstance(record, Mapping) and "answers" in record else record
