"""Verdicts and problems as plain data for machines; the answer is beside a problem only where it was asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from safeforms.assessment import Verdict
from safeforms.problems import Path, Problem, RecordError

if TYPE_CHECKING:
    from safeforms.library import FormInfo
    from safeforms.summary import Summary

LONGEST: Final = 200


@dataclass(slots=True)
class Tally:
    """How many records were read, and what became of them."""

    complete: int = 0
    incomplete: int = 0
    in_progress: int = 0
    entered_in_error: int = 0
    not_judged: int = 0
    refused: bool = False

    def add(self, verdict: Verdict) -> None:
        """Counts one record."""
        self.refused = self.refused or not verdict.accepted
        if verdict.form is None:
            self.not_judged += 1
        elif verdict.status == "entered_in_error":
            self.entered_in_error += 1
        elif verdict.complete:
            self.complete += 1
        elif verdict.status == "in_progress" and verdict.accepted:
            self.in_progress += 1
        else:
            self.incomplete += 1

    @property
    def total(self) -> int:
        """All records, those that could not be judged too."""
        return self.complete + self.incomplete + self.in_progress + self.entered_in_error + self.not_judged

    @property
    def exit_code(self) -> int:
        """0: nothing wrong; 1: a record is refused; 2: one could not be read or judged, or there was none."""
        if self.not_judged or not self.total:
            return 2
        return 1 if self.refused else 0

    def __str__(self) -> str:
        rest = {
            "in progress": self.in_progress,
            "entered in error": self.entered_in_error,
            "not judged": self.not_judged,
        }
        counts = [f"{self.incomplete} incomplete", *(f"{count} {what}" for what, count in rest.items() if count)]
        return f"{self.complete} of {self.total} complete, {', '.join(counts)}"


def list_report(form: "FormInfo") -> dict[str, object]:
    """A form in a list. A bundled one has no file; one of your own that cannot be used has its problems instead."""
    return {
        "form": form.id,
        "version": form.version or None,
        "title": form.title or None,
        "file": form.file or None,
        "problems": [problem.as_dict() for problem in form.problems],
    }


def verdict_report(verdict: Verdict, *, record: object = None, show_values: bool = False) -> Mapping[str, object]:
    """A verdict as plain data; with `show_values` each problem has the raw answer at its path, or null."""
    report = verdict.as_dict()
    if not show_values:
        return report
    problems = [{**problem.as_dict(), "value": value_of(problem, record=record)} for problem in verdict.problems]
    return {**report, "problems": problems}


def summary_report(summary: "Summary | RecordError") -> dict[str, Any]:
    """A summary as plain data, or the problems for which there is none."""
    if isinstance(summary, RecordError):
        return {"problems": [problem.as_dict() for problem in summary.problems]}
    return summary.model_dump(mode="json")


def value_of(problem: Problem, *, record: object) -> object:
    """What a record holds where the problem is; None where that is nothing, or no single answer."""
    if not isinstance(record, Mapping):
        return None
    about_answers = problem.question is not None and "answers" in record
    return _at(record["answers"] if about_answers else record, problem.path) if problem.path else None


def value_as_text(problem: Problem, *, record: object) -> str:
    """The same on one line and not too long; empty where there is none."""
    value = value_of(problem, record=record)
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _at(found: object, path: Path) -> object:
    for step in path:
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list | tuple) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found
