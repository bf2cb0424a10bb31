"""Answers of a record by their paths: found, put in place, taken out. The record itself is changed.

Paths are those of problems: `("companions", 0, "age_group")`.
"""

from itertools import pairwise
from typing import Any

from safeforms.problems import Path
from safeforms.questions import Question

Answers = dict[str, object]


def dotted(path: Path) -> str:
    """A path without its rows: `companions.age_group`."""
    return ".".join(step for step in path if isinstance(step, str))


def found_at(answers: Answers, path: Path) -> object:
    """What stands at a path, None where nothing does."""
    found: Any = answers
    for step in path:
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found


def put(answers: Answers, path: Path, question: Question, answer: object) -> None:
    """Record an answer, None for nothing, without a note of its option; a group or row that is left empty goes too."""
    holder = _holder(answers, path)
    key = str(path[-1])
    if question.note_id:
        holder.pop(question.note_id, None)
    if answer is None:
        holder.pop(key, None)
        _tidy(answers, path)
    else:
        holder[key] = answer


def put_note(answers: Answers, path: Path, note: object) -> None:
    """Record a note, of an option or inside a reason, at its own path."""
    _holder(answers, path)[str(path[-1])] = note


def taken_out(answers: Answers, path: Path) -> None:
    """Take out what stands at a path, an answer or a note."""
    if isinstance(path[-1], int):
        rows = found_at(answers, path[:-1])
        assert isinstance(rows, list)
        del rows[path[-1]]
    else:
        _holder(answers, path).pop(path[-1], None)
    _tidy(answers, path)


def copied(answer: Any) -> Any:
    """A record or an answer that can be changed while the other stays as it is."""
    if isinstance(answer, dict):
        return {key: copied(value) for key, value in answer.items()}
    return [copied(item) for item in answer] if isinstance(answer, list) else answer


def _holder(answers: Answers, path: Path) -> dict[str, Any]:
    """The group, row or reason around a path; made where there is none."""
    holder: Any = answers
    for step, following in pairwise(path):
        inside: Any = holder.get(step) if isinstance(holder, dict) else holder[step]
        if isinstance(following, int):
            inside = inside if isinstance(inside, list) else []
            inside += [{} for _ in range(following + 1 - len(inside))]
        elif not isinstance(inside, dict) or (following != "note" and "unanswered" in inside):
            inside = {}
        holder[step] = inside
        holder = inside
    assert isinstance(holder, dict)
    return holder


def _tidy(answers: Answers, path: Path) -> None:
    """Take out the group, row or table around a path where nothing is left in it."""
    for length in range(len(path) - 1, 0, -1):
        around = found_at(answers, path[:length])
        if around:
            return
        outer, step = found_at(answers, path[: length - 1]), path[length - 1]
        if isinstance(outer, list) and isinstance(step, int) and step < len(outer):
            del outer[step]
        elif isinstance(outer, dict):
            outer.pop(step, None)
