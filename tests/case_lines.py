"""Files of lines: one complete record, and what a single change makes of it, a line for each change.

Three kinds of file lie beside the bases of a form. In `reasons` a line leaves one question with one reason (`left`), in
`options` it chooses one option (`chosen`), in `birthdays` the assessment moves from the day before a birthday to the
day. A file names its `base`, what differs from that (`with`), and what is found in the record that it starts from
(`start`); `given` holds what is answered wherever something more is asked. Under a question, `each` is what its lines
share, and choices of which the same is expected may stand together (`raised, high`), a line for each all the same. A
`note` is one that the reason or the option needs: without it the record is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from safeforms import load_form, validate
from safeforms.problems import Path
from safeforms.questions import Choices
from tests.records import Case, base_of, cases, without_rows

Answers = dict[str, Any]
KINDS: Final = ("reasons", "options", "birthdays")
MOST_WAVES: Final = 5
"""An answer that is given may ask for more, and that for more again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is found in the record that lines start from, whole. `refused` are the questions at which a check fails."""

    level: str | None = "green"
    finds: list[str] = field(default_factory=list)
    in_doubt: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a line expects: what differs from the record that it starts from; `level` is None where that does not.

    `asks` is asked now and was not, `closes` was answered and is no longer asked; `in_doubt` are the indicators that
    can no longer be ruled out, `no_doubt` those that again can. `settled`: here the reason closes the matter; `reopens`
    are questions whose reason did so before. `refused` are the questions at which checks fail.
    """

    level: str | None = None
    asks: list[str] = field(default_factory=list)
    closes: list[str] = field(default_factory=list)
    finds: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    in_doubt: list[str] = field(default_factory=list)
    no_doubt: list[str] = field(default_factory=list)
    tells: dict[str, str] = field(default_factory=dict)
    tells_no_more: list[str] = field(default_factory=list)
    settled: bool = False
    reopens: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Start:
    """A record that lines start from, and the moment at which it is looked at. `written` is without what is given."""

    name: str
    form: str
    now: datetime
    written: Answers
    given: Answers
    found: Found

    def __repr__(self) -> str:
        return self.name

    @property
    def answers(self) -> Answers:
        """The whole record."""
        return _answers_of(self)

    def completed(self, answers: Answers) -> Answers:
        """Answers, with what is given wherever something more is asked, and without what is no longer asked."""
        for _ in range(MOST_WAVES):
            problems = validate(answers, form=self.form, now=self.now).problems
            asked = {str(problem.path[0]) for problem in problems if problem.code == "missing_answer"}
            more = {name: answer for name, answer in self.given.items() if name in asked and name not in answers}
            closed = [problem.path for problem in problems if problem.code == "not_asked"]
            if not more and not closed:
                break
            answers = _without(closed, answers) | more
        return answers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Line:
    """One change to a start, with what goes with it, and what is expected.

    At `path` the question is left with a `reason`, or answered with an `option`; on a birthday with neither.
    """

    name: str
    start: Start
    path: str
    reason: str | None = None
    option: str | None = None
    note: str | None = None
    changes: Mapping[str, object]
    outcome: Outcome

    def __repr__(self) -> str:
        return self.name

    @property
    def without_note(self) -> Answers:
        """The record after the change, without the note that the reason or the option needs."""
        answers = _changed(self.start.answers, self.changes)
        if self.reason:
            return put(answers, self.path, {"unanswered": self.reason})
        question = load_form(self.start.form).question_at(self.path) if self.option else None
        if question is None:
            return answers
        return put(answers, self.path, [self.option] if isinstance(question.type, Choices) else self.option)

    @property
    def answers(self) -> Answers:
        """The record after the change."""
        if self.note is None:
            return self.without_note
        if self.reason:
            return put(self.without_note, self.path, {"unanswered": self.reason, "note": self.note})
        return put(self.without_note, f"{self.path}_note", self.note)

    @property
    def stands(self) -> bool:
        """Whether nothing is refused, or only what the change closes and the record still holds."""
        return bool(self.outcome.closes) or not self.outcome.refused

    def completed(self) -> Answers:
        """The record with everything answered that the change asks, and without what it closes."""
        return _completed(self)


@cache
def lines_of(kind: str, *, form: str | None = None) -> tuple[Line, ...]:
    """Every line of a kind, of one form or of every form."""
    read = _birthdays if kind == "birthdays" else _choices
    return tuple(line for case in cases(kind, form=form) for line in read(case, f"{case.form} {kind}/{case.name}"))


def put(answers: Answers, path: str, answer: object) -> Answers:
    """The answers with one of them put at a path: in a table, into its first row. None takes it out."""
    outer, _, inner = path.partition(".")
    if inner:
        held = answers[outer]
        new: object = [put(held[0], inner, answer), *held[1:]] if isinstance(held, list) else put(held, inner, answer)
        return {**answers, outer: new}
    without = {name: held for name, held in answers.items() if name != path}
    return without if answer is None else {**without, path: answer}


def _choices(case: Case, name: str) -> Iterator[Line]:
    """The lines of a file of reasons or of options."""
    data: Any = case.data
    kind, file = ("reason", "left") if "left" in data else ("option", "chosen")
    start = _start(case, name=name, changes=data.get("with", {}), found=data.get("start", {}))
    for path, choices in data[file].items():
        expected = [(choice, of) for together, of in choices.items() for choice in together.split(", ")]
        for choice, of in expected:
            if choice == "each":
                continue
            line = {**choices.get("each", {}), **of}
            yield Line(
                name=f"{name}: {path} {choice}",
                start=start,
                path=path,
                note=line.pop("note", None),
                changes=line.pop("with", {}),
                outcome=Outcome(**line),
                **{kind: choice},
            )


def _birthdays(case: Case, name: str) -> Iterator[Line]:
    """The lines of a file of birthdays, each from the day before."""
    data: Any = case.data
    for listed in data["birthdays"]:
        line = dict(listed)
        whose, turns, born = line.pop("whose", "date_of_birth"), line.pop("turns"), line.pop("born")
        on = datetime.fromisoformat(line.pop("on", str(base_of(case).answers["assessed_at"])))
        changes = {**data.get("with", {}), **line.pop("with", {}), whose: born}
        before = {**changes, "assessed_at": (on - timedelta(days=1)).isoformat()}
        start = _start(case, name=f"{name}: {whose} {born}", changes=before, found=line.pop("before", {}))
        yield Line(
            name=f"{start.name} is {turns}",
            start=start,
            path=whose,
            changes={"assessed_at": on.isoformat()},
            outcome=Outcome(**line),
        )


def _start(case: Case, *, name: str, changes: Mapping[str, object], found: Answers) -> Start:
    base, given = base_of(case), case.data.get("given", {})
    assert isinstance(given, dict)
    written = _changed(base.answers, changes)
    return Start(name=name, form=case.form, now=base.now, written=written, given=given, found=Found(**found))


@cache
def _answers_of(start: Start) -> Answers:
    return start.completed(start.written)


@cache
def _completed(line: Line) -> Answers:
    return line.start.completed(line.answers)


def _changed(answers: Answers, changes: Mapping[str, object]) -> Answers:
    for path, answer in changes.items():
        answers = put(answers, path, answer)
    return answers


def _without(paths: Iterable[Path], answers: Answers) -> Answers:
    """The answers without some of them and their notes."""
    for path in paths:
        answers = put(put(answers, without_rows(path), None), f"{without_rows(path)}_note", None)
    return answers
