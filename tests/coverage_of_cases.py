"""How far the case files of a form reach: the questions, reasons, options and birthdays that none of its records tries.

Each gap is a sentence that names what a case is missing for. A record counts whether it is complete or not: what is
expected of it, its case says. A derived value counts only where something reads it that is not derived itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final

from safeforms import load_form
from safeforms.conditions import (
    Always,
    Both,
    Condition,
    Either,
    In,
    Includes,
    Is,
    Name,
    Part,
    Truth,
    Value,
)
from safeforms.definition import Form
from safeforms.judgement.contents import Contents, read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.language.condition_types import Scope
from safeforms.language.condition_walks import names_of
from safeforms.language.drafts import Draft, Written
from safeforms.problems import Path
from safeforms.questions import Table
from tests.birthdays import DAY, Birthday, birthdays_of, dates_of
from tests.case_lines import KINDS, lines_of
from tests.records import base_of, cases, changed, without_rows

LEAP_AGES: Final = (13, 16, 18)
"""At these ages somebody is born on 29 February, for the law turns on them."""


@cache
def tried_in(name: str) -> tuple[Evaluation, ...]:
    """Every record that the cases of a bundled form give, as the plain interpreter sees it."""
    form = load_form(name)
    records = [(case.answers, case.now) for kind in ("bases", "") for case in cases(kind, form=name)]
    for kind, sides in (("pairs", ("fires", "near_miss")), ("checks", ("breaks",))):
        for case in cases(kind, form=name):
            base = base_of(case)
            records += [(changed(base, case.data[side]), base.now) for side in sides]
    lines = [line for kind in KINDS for line in lines_of(kind, form=name)]
    records += [(start.answers, start.now) for start in dict.fromkeys(line.start for line in lines)]
    records += [(line.completed(), line.start.now) for line in lines]
    return tuple(Evaluation(form, read_contents(form, answers, now=now), now=now) for answers, now in records)


def never_or_always_asked(form: Form, tried: Sequence[Evaluation]) -> Iterator[str]:
    """Questions that no record asks, or every record: a part without a `when` of its own counts with its group."""
    for path, question in form.walk():
        if _always(question.when, form=form):
            continue
        truths: set[bool | None] = set()
        for evaluation in tried:
            truths |= {evaluation.asked(place).truth for place in _places(evaluation, path)}
            if truths >= {True, False}:
                break
        if True not in truths:
            yield f"{form.id}: `{path}` is asked in no case"
        if False not in truths:
            yield f"{form.id}: no case leaves `{path}` unasked"


def unused_reasons(form: Form, tried: Sequence[Evaluation]) -> Iterator[str]:
    """Reasons that a question accepts, and that no record gives where the question is asked."""
    wanted = {(path, reason): None for path, question in form.walk() for reason in question.unanswered}
    for evaluation in tried:
        for at, content in evaluation.contents.by_path.items():
            given = (without_rows(at), str(content.reason))
            if content.kind == "reason" and given in wanted and evaluation.asked(at).truth:
                del wanted[given]
    for path, reason in wanted:
        yield f"{form.id}: nobody leaves `{path}` with `{reason}` in any case"


def unchosen_options(form: Form, tried: Sequence[Evaluation]) -> Iterator[str]:
    """Options that some condition names, and that no record answers."""
    answered = {chosen for evaluation in tried for chosen in _chosen(evaluation.contents)}
    for (path, option), what in dict(_options_named(form)).items():
        if (path, option) not in answered:
            yield f"{form.id}: nobody answers `{path}` with `{option}`, which {what} names, in any case"


def missed_birthdays(form: Form, tried: Sequence[Evaluation]) -> Iterator[str]:
    """Ages at which a condition turns, and that nobody reaches on the very day, or misses by one."""
    tests = [(test, scope) for _, test, scope in _tests(form)]
    dated = [dates_of(evaluation.contents) for evaluation in tried]
    for birthday in sorted(set(birthdays_of(tests, form=form))):
        spans = {(born, on) for dates in dated for born in dates[birthday.born] for on in dates[birthday.until]}
        yield from _missed(birthday, spans, form=form)
        if birthday.born == "date_of_birth" and birthday.age in LEAP_AGES:
            leap = {(born, on) for born, on in spans if (born.month, born.day) == (2, 29)}
            yield from _missed(birthday, leap, form=form, who=", born on 29 February,")


def _missed(birthday: Birthday, spans: set[tuple[date, date]], *, form: Form, who: str = "") -> Iterator[str]:
    if not any(birthday.falls_on(on, born=born) for born, on in spans):
        yield f"{form.id}: nobody{who} turns {birthday} on the day of the assessment in any case"
    if not any(birthday.falls_on(on + DAY, born=born) for born, on in spans):
        yield f"{form.id}: nobody{who} turns {birthday} the day after the assessment in any case"


def _always(condition: Condition, *, form: Form) -> bool:
    """Whether a condition holds in every record."""
    match condition:
        case Always():
            return True
        case Truth("to_tell"):
            return any(_always(Both((n.when, t.when)), form=form) for n in form.notify for t in n.tell)
        case Truth(name) if name in form.derived:
            meaning = form.derived[name].meaning
            return not isinstance(meaning, Value) and _always(meaning, form=form)
        case Both(parts):
            return all(_always(part, form=form) for part in parts)
        case Either(parts):
            return any(_always(part, form=form) for part in parts)
        case _:
            return False


def _places(evaluation: Evaluation, path: str) -> Iterator[Path]:
    """Where a record may hold an answer: of a part, in every row, or in the group if it was filled in."""
    outer, _, inner = path.partition(".")
    if not inner:
        yield (outer,)
    elif isinstance(evaluation.form.questions[outer].type, Table):
        yield from ((outer, row, inner) for row in evaluation.contents.rows((outer,)))
    elif evaluation.contents.at((outer,)).kind == "value":
        yield (outer, inner)


def _tests(form: Form) -> list[tuple[Written, Condition | Value, Scope]]:
    """Every single test that has a consequence, with the condition in which it is written and its scope."""
    tests = Draft(form=form).tests
    reads: dict[str, set[str]] = {}
    for written, test, _ in tests:
        names = {name.name for name in names_of(test) if isinstance(name, Name) and name.name in form.derived}
        reads.setdefault(written.owner if written.kind == "derived" else "", set()).update(names)
    read, waiting = set[str](), {""}
    while waiting:
        more = reads.get(waiting.pop(), set()) - read
        read |= more
        waiting |= more
    return [found for found in tests if found[0].kind != "derived" or found[0].owner in read]


def _options_named(form: Form) -> Iterator[tuple[tuple[str, str], str]]:
    """The path of a question and an option of it that a condition names, with the words for that condition."""
    for written, test, scope in _tests(form):
        for name, literals in _literals(test):
            meaning = scope.stands_for(name)
            question = form.question_at(meaning.path) if meaning and meaning.path else None
            if meaning and question and question.options:
                yield from (((meaning.path, str(literal)), written.what) for literal in literals)


def _literals(test: Condition | Value) -> Iterator[tuple[Name | Part, Iterable[object]]]:
    match test:
        case Is((Name() | Part()) as name, literal, _):
            yield name, (literal,)
        case In((Name() | Part()) as name, literals, _) | Includes(name, literals):
            yield name, literals


def _chosen(contents: Contents) -> Iterator[tuple[str, str]]:
    """Every option that a record chooses, with the path of its question."""
    for at, content in contents.by_path.items():
        if content.kind != "value":
            continue
        if isinstance(content.value, tuple):
            yield from ((without_rows(at), str(option)) for option in content.value)
        elif isinstance(content.value, bool):
            yield without_rows(at), "yes" if content.value else "no"
        else:
            yield without_rows(at), str(content.value)
