"""Verdicts and problems as plain data for machines; the answer is beside a problem only where it was asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from safeforms.judgement.answer_origin import as_it_stood
from safeforms.judgement.assessment import LEFT_TO_DO, Verdict
from safeforms.problems import Path, Problem, RecordError

if TYPE_CHECKING:
    from safeforms.library import FormInfo
    from safeforms.summaries.summary import Summary

LONGEST: Final = 200
FailOn = Literal["error", "warning", "never"]


@dataclass(frozen=True, slots=True)
class Done:
    """A verdict, and the record where its answers are to be shown."""

    verdict: Verdict
    record: object


ALWAYS_TOLD: Final = ("complete", "incomplete", "unreadable")
"""What the total says of all records, even where it is none of them."""


@dataclass(slots=True)
class Tally:
    """How many records were read, and what became of them."""

    complete: int = 0
    incomplete: int = 0
    in_progress: int = 0
    entered_in_error: int = 0
    unreadable: int = 0
    not_judged: int = 0
    refused: bool = False
    warned: bool = False

    def add(self, verdict: Verdict) -> None:
        """Counts one record; what is wrong with an export as a whole is no record, and refused all the same."""
        self.refused = self.refused or not verdict.accepted
        self.warned = self.warned or has_warnings(verdict)
        if verdict.about_the_file:
            return
        if is_unreadable(verdict):
            self.unreadable += 1
        elif verdict.form is None:
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
        return sum(self.counts().values())

    @property
    def exit_code(self) -> int:
        """0: nothing wrong; 1: a record is refused; 2: one could not be read or judged, or there was none."""
        return self.exit_code_on("error")

    def exit_code_on(self, fail_on: FailOn) -> int:
        """The same where warnings are wrong too, or no problem is; what could not be judged is 2 whatever is asked."""
        if self.unreadable or self.not_judged or not self.total:
            return 2
        wrong = {"error": self.refused, "warning": self.refused or self.warned, "never": False}
        return int(wrong[fail_on])

    def counts(self) -> dict[str, int]:
        """How many records ended in each way, in words."""
        return {
            "complete": self.complete,
            "incomplete": self.incomplete,
            "in progress": self.in_progress,
            "entered in error": self.entered_in_error,
            "unreadable": self.unreadable,
            "not judged": self.not_judged,
        }

    def __str__(self) -> str:
        rest = {what: count for what, count in self.counts().items() if count or what in ALWAYS_TOLD}
        del rest["complete"]
        others = ", ".join(f"{count} {what}" for what, count in rest.items())
        return f"{self.complete} of {self.total} complete, {others}"


def is_left_to_do(problem: Problem, *, verdict: Verdict) -> bool:
    """Whether it is no fault, but what somebody has still to fill in."""
    return verdict.status == "in_progress" and problem.code in LEFT_TO_DO


def is_unreadable(verdict: Verdict) -> bool:
    """Whether nothing could be read; one that was read may still have no form to be judged by."""
    return verdict.form is None and any(problem.code == "unreadable" for problem in verdict.problems)


def has_warnings(verdict: Verdict) -> bool:
    """Whether a record that stands has a warning; what is left to do in one in progress is none."""
    if verdict.status == "entered_in_error":
        return False
    return any(p.severity == "warning" and not is_left_to_do(p, verdict=verdict) for p in verdict.problems)


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
    return as_it_stood(_at(record["answers"] if about_answers else record, problem.path)) if problem.path else None


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
