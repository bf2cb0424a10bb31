"""Checks of what a condition rests on: dates that must not settle, and indicators that a blank would silence."""

from collections.abc import Iterator

from safeforms.conditions import AllRows, AnyRow
from safeforms.language.condition_walks import Reached
from safeforms.language.drafts import Draft, Written
from safeforms.language.grounds import dates_counted, paths_read
from safeforms.language.names import names_in
from safeforms.problems import Problem


def settled_ages(draft: Draft) -> Iterator[Problem]:
    """A date that ages are counted from must not settle: every test of the age would then read as No."""
    counted = dates_counted(*((test, scope) for _, test, scope in draft.tests))
    for path, question, _ in draft.asked:
        settling = [reason.id for reason in question.unanswered.values() if reason.settles is not None]
        if path in counted and settling:
            message = f"Ages are counted from '{path}', so that '{settling[0]}' must not settle it: take 'settles' out."
            yield Problem(code="form.settled_age", message=message, place=question.place, question=path)


def optional_grounds(draft: Draft) -> Iterator[Problem]:
    """A red or amber indicator reads nothing but optional questions and follow-ups: left blank, they read as No."""
    for written in draft.written:
        if written.kind != "indicator" or draft.form.indicators[written.owner].level == "info":
            continue
        read = _read(written)
        if read and all(path and _may_stay_blank(draft, path) for path in read):
            paths = ", ".join(sorted(read))
            message = f"{written.subject} rests on nothing but what may be left blank ({paths}): require one of them."
            yield Problem(code="form.rests_on_optional", message=message, place=written.place)


def _read(written: Written) -> set[str]:
    return {
        path for found in written.reached() if not _reads_rows(found) for path in paths_read(found.test, found.scope)
    }


def _reads_rows(found: Reached) -> bool:
    """Whether a test is an any or all that looks at questions of its rows, which then are what it rests on."""
    if not isinstance(found.test, AnyRow | AllRows):
        return False
    rows = found.scope.rows_of(found.test.table)
    return any(rows.own(name) for name in names_in(found.test.condition))


def _may_stay_blank(draft: Draft, path: str) -> bool:
    """Whether a question, or the group or table around it, may be left blank."""
    around = draft.form.question_at(path.partition(".")[0])
    question = draft.form.question_at(path)
    return any(each is not None and each.may_stay_open for each in (around, question))
