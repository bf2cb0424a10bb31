"""Checks of what an answer left with a reason does to the conditions that rest on it.

A test of a question that was left with a reason is Unknown, unless the reason settles. A guard beside the test -
`answered(q)` in an `and`, `unanswered(q)` in an `or` - makes the whole True or False all the same.
"""

from collections.abc import Iterable, Iterator

from safeforms.conditions import (
    AllRows,
    Always,
    Answered,
    AnyRow,
    Both,
    Compare,
    Condition,
    Count,
    Either,
    In,
    Includes,
    Is,
    Name,
    Not,
    Number,
    Part,
    Truth,
    Unanswered,
    Value,
)
from safeforms.language.condition_types import Scope
from safeforms.language.condition_walks import Fact, Reached, facts_of, names_of
from safeforms.language.drafts import Draft, Written, printed
from safeforms.language.grounds import dates_counted, paths_read
from safeforms.problems import Problem
from safeforms.questions import Question


def unguarded_ages(draft: Draft) -> Iterator[Problem]:
    """An age is tested without first asking whether there is a date: left with a reason, it makes all Unknown.

    Write `(answered(d) and age < 16) or (unanswered(d) and apparent_age_group in [...])`. The `answered` may stand in
    the same `and`, in one around it, or in a named truth beside it. A reason that always settles needs no guard.
    """
    for holder, found in _behind(draft, _roots(draft)):
        if holder.kind not in ("when", "indicator", "derived") or not isinstance(found.test, Is | In | Compare):
            continue
        for path in sorted(dates_counted((found.test, found.scope))):
            question = draft.form.question_at(path)
            if question and _open_reasons(question) and not _is_guarded(found, question, path=path):
                name = _as_written(path, found.scope)
                message = (
                    f"{holder.subject} tests an age, yet '{name}' may be left with a reason: put `answered({name})` "
                    f"beside the test, and say after `or` what holds where `unanswered({name})`."
                )
                yield holder.problem("form.unguarded_age", message, test=found.test, word=_first_name(found.test))


def unguarded_alls(draft: Draft) -> Iterator[Problem]:
    """An indicator says `all(table, ...)`, and all of no rows is true: ask first whether there is a row.

    Beside it, in the same `and` or one around it, stands `count(table) > 0`, `any(table, ...)` or `answered(table)`.
    """
    for holder, found in _behind(draft, (written for written in draft.written if written.kind == "indicator")):
        test = found.test
        if isinstance(test, AllRows) and not found.denied and not _has_a_row(found, test.table):
            message = (
                f"{holder.subject} says `all({test.table}, ...)`, which is true where there is no row, and an "
                f"indicator rests on it: write `count({test.table}) > 0 and all({test.table}, ...)`."
            )
            yield holder.problem("form.unguarded_all", message, test=test, word=test.table)


def never_asked(draft: Draft) -> Iterator[Problem]:
    """A question is asked *unless* something is so, and where that was left with a reason, it is never asked.

    `Unless` is `is not`, `not in`, or `not` before a named truth. Accepted: a question asked *because* something is
    so, for there is nothing to ask without it; `answered(q)` in an `and` beside the test, or `unanswered(q)` as its
    alternative; a reason that always settles; and a tested question marked `screening`, whose gap is told anyway.
    """
    for written in draft.written:
        for found in written.reached() if written.kind == "when" else ():
            if not _says_unless(found):
                continue
            of_ages = dates_counted((found.test, found.scope))  # told as form.unguarded_age
            for path in sorted(paths_read(found.test, found.scope) - of_ages):
                question = draft.form.question_at(path)
                if question and not question.screening and not _is_guarded(found, question, path=path):
                    yield from _may_never_be_asked(written, found, path=path, reasons=_open_reasons(question))


def _may_never_be_asked(written: Written, found: Reached, *, path: str, reasons: list[str]) -> Iterator[Problem]:
    test = Truth(found.through[0]) if found.through else found.test
    if reasons:
        message = (
            f"Where '{path}' is left as '{reasons[0]}', {written.what} is unknown, so that nobody need answer it: "
            f"say what holds there, with `unanswered({_as_written(path, found.scope)})` after `or`."
        )
        word = _first_name(test)
        yield written.problem("form.may_never_be_asked", message, test=test, word=word, severity="warning")


def _roots(draft: Draft) -> Iterator[Written]:
    """The conditions that nothing else rests on, for a guard may stand where a derived truth is used."""
    used = {name.name for _, test, _ in draft.tests for name in names_of(test)}
    return (written for written in draft.written if written.kind != "derived" or written.owner not in used)


def _behind(draft: Draft, roots: Iterable[Written]) -> Iterator[tuple[Written, Reached]]:
    """Every test that some conditions rest on, with the condition or derived truth that it is written in."""
    derived = {written.owner: written for written in draft.written if written.kind == "derived"}
    for root in roots:
        for found in root.reached():
            yield derived[found.through[-1]] if found.through else root, found


def _open_reasons(question: Question) -> list[str]:
    """The reasons that may leave a gap here."""
    return [reason.id for reason in question.unanswered.values() if reason.settles != Always()]


def _is_guarded(found: Reached, question: Question, *, path: str) -> bool:
    """Whether the whole is decided where a question was left with a reason, whatever the test then is."""
    for condition, scope in facts_of(found.beside, joined=Both):
        match condition:
            case Answered(name) | Not(Unanswered(name, ())) if _leads_to(name, path, scope):
                return True
    for condition, scope in facts_of(found.instead, joined=Either):
        match condition:
            case Not(Answered(name)) | Unanswered(name, ()) if _leads_to(name, path, scope):
                return True
            case Unanswered(name, reasons) if _leads_to(name, path, scope) and set(reasons) >= {
                *_open_reasons(question)
            }:
                return True
    return False


def _has_a_row(found: Reached, table: str) -> bool:
    """Whether something beside a test is true only where a table has a row."""
    return any(_needs_a_row(fact, table) for fact in facts_of(found.beside, joined=Both))


def _needs_a_row(fact: Fact, table: str) -> bool:
    condition, _ = fact
    match condition:
        case AnyRow(name, _) | Answered(Name(name)):
            return name == table
        case Compare(Count(Name(name)), ">", Number(fewest)) | Compare(Number(fewest), "<", Count(Name(name))):
            return name == table and fewest >= 0
        case Compare(Count(Name(name)), ">=", Number(fewest)) | Compare(Number(fewest), "<=", Count(Name(name))):
            return name == table and fewest > 0
        case _:
            return False


def _says_unless(found: Reached) -> bool:
    """Whether a test must fail for what rests on it to hold."""
    match found.test:
        case Is(_, _, negated) | In(_, _, negated):
            return negated is not found.denied
        case Includes() | Compare() | AnyRow() | AllRows():
            return found.denied
        case _:
            return False


def _leads_to(name: Name | Part, path: str, scope: Scope) -> bool:
    meaning = scope.stands_for(name)
    return meaning is not None and meaning.path == path


def _as_written(path: str, scope: Scope) -> str:
    """A path as a condition in a scope names it: inside its own group or table by its id alone."""
    return path.removeprefix(f"{scope.within.id}.") if scope.within else path


def _first_name(test: Condition | Value) -> str:
    return next((printed(name) for name in names_of(test)), "")
