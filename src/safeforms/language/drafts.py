"""A form as the checks see it: every condition in it with the words for where it stands, and its scope.

A part is checked alone, as a form of its own; `needs` are the names that its host must define.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final, Literal

from safeforms.conditions import Condition, Value
from safeforms.definition import Form, Tell
from safeforms.language.condition_print import print_condition, print_value
from safeforms.language.condition_tokens import underline_word
from safeforms.language.condition_types import Scope
from safeforms.language.condition_walks import Reached, reached, tests_in
from safeforms.language.parts import PART_VERSION
from safeforms.places import Place
from safeforms.problems import Problem, Severity
from safeforms.questions import Group, Question, Table

Kind = Literal["when", "note", "settles", "require", "derived", "never", "indicator", "notify", "tell", "subject"]

MOST_REACHED: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One condition where it is written. `owner` is the id or the path of what it belongs to."""

    kind: Kind
    owner: str
    meaning: Condition | Value
    scope: Scope
    what: str
    place: Place | None
    question: str | None = None

    @property
    def subject(self) -> str:
        """What this is, as the beginning of a sentence."""
        return self.what[0].upper() + self.what[1:]

    def problem(
        self, code: str, message: str, *, test: Condition | Value, word: str, severity: Severity = "error"
    ) -> Problem:
        """A problem of one test in this condition, with carets under a word of it."""
        return Problem(
            code=code,
            message=message,
            place=self.place,
            question=self.question,
            severity=severity,
            excerpt=underline_word(printed(test), word),
        )

    def reached(self) -> Iterator[Reached]:
        """Every test that this condition rests on, through derived truths; the first of them in a form made endless."""
        return islice(reached(Reached(test=self.meaning, scope=self.scope)), MOST_REACHED)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A form that may have mistakes."""

    form: Form
    needs: frozenset[str] = frozenset()

    @property
    def is_part(self) -> bool:
        """Whether it is a part alone, of which the host uses what the part itself does not."""
        return bool(self.needs) or self.form.version == PART_VERSION

    @property
    def file(self) -> Place | None:
        """The place of what has none of its own."""
        return Place(self.form.file) if self.form.file else None

    @property
    def scope(self) -> Scope:
        """The scope of a condition outside groups and tables."""
        return Scope(form=self.form, needs=self.needs)

    @cached_property
    def asked(self) -> tuple[tuple[str, Question, Scope], ...]:
        """Every question by its path, with the scope of its conditions: that of the group or table around it."""
        return tuple(self._asked())

    @cached_property
    def written(self) -> tuple[Written, ...]:
        """Every condition of the form."""
        return tuple(self._written())

    @cached_property
    def tests(self) -> tuple[tuple[Written, Condition | Value, Scope], ...]:
        """Every single test in every condition, with its scope."""
        return tuple(
            (written, test, scope)
            for written in self.written
            for test, scope in tests_in(written.meaning, scope=written.scope)
        )

    def borrows(self, own: Iterable[str]) -> bool:
        """Whether a list that is empty here comes from the host."""
        return bool(self.needs) and not list(own)

    def _asked(self) -> Iterator[tuple[str, Question, Scope]]:
        for section in self.form.sections:
            for question in section.questions:
                yield question.id, question, self.scope
                inside = Scope(form=self.form, needs=self.needs, within=question)
                yield from ((f"{question.id}.{part.id}", part, inside) for part in question.parts)

    def _written(self) -> Iterator[Written]:
        for path, question, scope in self.asked:
            yield from self._of_question(question, path=path, scope=scope)
        for derived in self.form.derived.values():
            yield self._one("derived", derived.name, derived.meaning, what=f"'{derived.name}'", place=derived.place)
        for check in self.form.checks:
            what = f"'never' of the check '{check.id}'"
            yield self._one("never", check.id, check.never, what=what, place=check.place)
        for indicator in self.form.indicators.values():
            what = f"the indicator '{indicator.id}'"
            yield self._one("indicator", indicator.id, indicator.when, what=what, place=indicator.place)
            yield from self._tells(indicator.tell, owner=indicator.id, what=what, place=indicator.place)
        for notify in self.form.notify:
            what = f"the news '{notify.id}'"
            yield self._one("notify", notify.id, notify.when, what=what, place=notify.place)
            yield from self._tells(notify.tell, owner=notify.id, what=what, place=notify.place)
        for subject in self.form.summary.referral.subjects:
            what = f"the subject '{subject.id}' of a referral"
            yield self._one("subject", subject.id, subject.when, what=what, place=self.file)

    def _of_question(self, question: Question, *, path: str, scope: Scope) -> Iterator[Written]:
        def one(kind: Kind, meaning: Condition, what: str, scope: Scope = scope) -> Written:
            return Written(
                kind=kind,
                owner=path,
                meaning=meaning,
                scope=scope,
                what=f"{what} of '{path}'",
                place=question.place,
                question=path,
            )

        yield one("when", question.when, "'when'")
        for option in question.options.values():
            if option.note:
                yield one("note", option.note, f"the note of the option '{option.id}'")
        for reason in question.unanswered.values():
            if reason.settles:
                yield one("settles", reason.settles, f"'settles' of '{reason.id}'")
        if isinstance(question.type, Group | Table) and question.type.require:
            inside = Scope(form=self.form, needs=self.needs, within=question)
            yield one("require", question.type.require, "'require'", inside)

    def _tells(self, tells: Iterable[Tell], *, owner: str, what: str, place: Place | None) -> Iterator[Written]:
        for tell in tells:
            whom = f"'tell' {tell.recipient} of {what}"
            yield self._one("tell", owner, tell.when, what=whom, place=place)

    def _one(self, kind: Kind, owner: str, meaning: Condition | Value, *, what: str, place: Place | None) -> Written:
        return Written(kind=kind, owner=owner, meaning=meaning, scope=self.scope, what=what, place=place)


def printed(meaning: Condition | Value) -> str:
    """A condition or a value as its author could have written it."""
    return print_value(meaning) if isinstance(meaning, Value) else print_condition(meaning)
