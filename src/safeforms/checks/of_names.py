"""Checks of the names that conditions, limits and the summary use: that each is the name of one thing."""

from collections.abc import Iterator
from typing import Final

from safeforms.conditions import Count, Days, Minus, Name, Part, Years
from safeforms.language.condition_types import Scope, name_at
from safeforms.language.condition_walks import names_of, tests_in
from safeforms.language.drafts import Draft, printed
from safeforms.language.shape import did_you_mean
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.questions import DateTimeType, DateType, Integer

MEASURED: Final = (Count, Days, Minus, Years)
"""What a derived value is that a summary can print."""


def unknown_names(draft: Draft) -> Iterator[Problem]:
    """A condition uses a name that nothing has. Inside a group or table its own questions come first, then the form's.

    One question of a group is named with its group: `referral.made_at`.
    """
    for written, test, scope in draft.tests:
        for name in names_of(test):
            if scope.stands_for(name) is None:
                message = f"'{printed(name)}' in {written.what} is not the name of anything{_hint(name, scope)}"
                yield written.problem("form.unknown_name", message, test=test, word=printed(name))


def unknown_questions(draft: Draft) -> Iterator[Problem]:
    """A limit, `of`, `at` or the summary speaks of a question that the form does not have."""
    for what, name, scope, place in _references(draft):
        outer = name.partition(".")[0]
        found = scope.stands_for(name_at(name))
        if found is None or (found.question is None and outer not in draft.needs):
            hint = _hint(name_at(name), scope) if found is None else ": name the question itself."
            message = f"'{name}' in {what} is not the id of a question{hint}"
            yield Problem(code="form.unknown_name", message=message, place=place)


def ambiguous_names(draft: Draft) -> Iterator[Problem]:
    """Inside a group or table, a condition or limit uses a name that both it and the form have: readers would err."""
    for written, test, scope in draft.tests:
        for name in names_of(test):
            if isinstance(name, Name) and _is_ambiguous(name.name, scope):
                message = _ambiguous(name.name, scope, what=written.what)
                yield written.problem("form.ambiguous_name", message, test=test, word=name.name)
    for what, word, scope, place in _references(draft):
        if _is_ambiguous(word, scope):
            message = _ambiguous(word, scope, what=what)
            yield Problem(code="form.ambiguous_name", message=message, place=place)


def read_ahead(draft: Draft) -> Iterator[Problem]:
    """Inside a group or table, a question waits for itself or for one below it: it could not be decided in order."""
    for written in draft.written:
        scope = written.scope
        if scope.within is None or written.kind not in ("when", "settles"):
            continue
        order = [f"{scope.within.id}.{part.id}" for part in scope.within.parts]
        for test, reach in tests_in(written.meaning, scope=scope):
            for name in names_of(test) if reach == scope else ():  # the rows of another table have names of their own
                meaning = scope.stands_for(name) if isinstance(name, Name) and scope.own(name.name) else None
                if meaning and order.index(meaning.path) >= order.index(written.owner):
                    message = f"{written.subject} waits for '{name.name}', which is not above it: put that first."
                    yield written.problem("form.reads_ahead", message, test=test, word=name.name)


def _references(draft: Draft) -> Iterator[tuple[str, str, Scope, Place | None]]:
    """What names a question outside of conditions: the words for it, the name, its scope and place."""
    for path, question, scope in draft.asked:
        if isinstance(question.type, Integer | DateType | DateTimeType):
            for bound in (question.type.limits.start, question.type.limits.end):
                if isinstance(bound, str) and bound not in ("today", "now"):
                    yield f"'range' of '{path}'", bound, scope, question.place
        if question.follow_up and question.follow_up.of:
            yield f"'follow_up' of '{path}'", question.follow_up.of, scope, question.place
    for check in draft.form.checks:
        yield f"'at' of the check '{check.id}'", check.at, draft.scope, check.place
    summary, referral = draft.form.summary, draft.form.summary.referral
    alone = [summary.assessed_at, summary.statement, summary.override, summary.sent, summary.safe_contact]
    alone += [referral.made, referral.not_made, referral.details, referral.outcome]
    alone += [name for subject in referral.subjects for name in (subject.rows, subject.number)]
    listed = [name for names in summary.lists.values() for name in names]
    listed += [name for subject in referral.subjects for name in subject.who]
    values = {name for name, derived in draft.form.derived.items() if isinstance(derived.meaning, MEASURED)}
    for name in (*alone, *(name for name in listed if name not in values)):
        if name:
            yield "'summary'", name, draft.scope, draft.file


def _hint(name: Name | Part, scope: Scope) -> str:
    return did_you_mean(printed(name), set(scope.names())) or ": correct it, or define what it means."


def _is_ambiguous(name: str, scope: Scope) -> bool:
    return scope.own(name) is not None and name in set(scope.form_names())


def _ambiguous(name: str, scope: Scope, *, what: str) -> str:
    around = scope.within.id if scope.within else ""
    return f"'{name}' in {what} is a question of '{around}' and also a name of the form: rename one of the two."
