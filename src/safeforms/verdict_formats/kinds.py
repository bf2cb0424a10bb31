"""Problems of many records, counted by kind: the same question and code is one kind, whatever the row of a table.

A bounded number of kinds is kept, so that an export cannot fill the memory with problems that are all different;
what does not fit is counted.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from safeforms.commands.reports import is_left_to_do
from safeforms.judgement.assessment import Verdict
from safeforms.problems import Problem

Grade = Literal["error", "warning", "left to do"]
GRADES: Final[tuple[Grade, ...]] = ("error", "warning", "left to do")
MOST_KINDS: Final = 2_000
ROW: Final = re.compile(r" \(row \d+(?= of |\))")


class Kind(NamedTuple):
    """What problems have in common; `message` names no row."""

    grade: Grade
    code: str
    question: str | None
    message: str


@dataclass(slots=True)
class Count:
    """How many problems are of a kind, in how many records; `text` is that of the question, `first` where it began."""

    text: str = ""
    first: str = ""
    records: int = 0
    problems: int = 0


class Kinds:
    """The kinds of problems seen so far."""

    def __init__(self) -> None:
        self._counts: dict[Kind, Count] = {}
        self.others = 0
        """Problems that were not sorted, for there were too many kinds."""

    def add(self, verdict: Verdict) -> None:
        """Counts the problems of one record."""
        seen = set[Kind]()
        for problem in verdict.problems:
            kind = kind_of(problem, verdict=verdict)
            count = self._counts.get(kind)
            if count is None:
                if len(self._counts) >= MOST_KINDS:
                    self.others += 1
                    continue
                text = _without_row(problem.question_text or "", problem)
                count = self._counts[kind] = Count(text=text, first=str(problem.place or verdict.place or ""))
            count.problems += 1
            count.records += kind not in seen
            seen.add(kind)

    def counted(self) -> Iterable[tuple[Kind, Count]]:
        """All kinds: errors first, then what most records have."""
        return sorted(self._counts.items(), key=lambda item: (GRADES.index(item[0].grade), -item[1].records))


def kind_of(problem: Problem, *, verdict: Verdict) -> Kind:
    """The kind that a problem of a record is of."""
    left = is_left_to_do(problem, verdict=verdict)
    grade: Grade = "left to do" if left else problem.severity
    return Kind(grade, problem.code, problem.question, _without_row(problem.message, problem))


def _without_row(text: str, problem: Problem) -> str:
    in_a_row = any(isinstance(step, int) for step in problem.path)
    return ROW.sub(" (a row", text) if in_a_row else text
