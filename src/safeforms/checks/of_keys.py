"""The check of keys: that what a question says of itself fits its type, and that the summary names what it can print.

One code for all of them; each helper is one thought and gives the sentences about one question.
"""

from collections.abc import Iterator
from typing import Final

from safeforms.language.condition_types import DATES, NUMBERS, SORT_WORDS, Scope, Sort, name_at, question_sort
from safeforms.language.drafts import Draft
from safeforms.problems import Problem
from safeforms.questions import (
    Bound,
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Integer,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)

PARTS_OF_AN_OVERRIDE: Final = ("level", "reason", "agreed_by")
LEVELS_OF_AN_OVERRIDE: Final = frozenset({"red", "amber", "green"})
PARTS_OF_SENT: Final[dict[str, frozenset[Sort]]] = {
    "recipient": frozenset({"choice"}),
    "sent_at": frozenset({"datetime"}),
    "not_sent_reason": frozenset({"choice", "text"}),
}
OF_THE_SUMMARY: Final[dict[str, frozenset[Sort]]] = {
    "assessed_at": frozenset({"datetime"}),
    "statement": frozenset({"text"}),
    "words": frozenset({"text"}),
    "override": frozenset({"group"}),
    "sent": frozenset({"table"}),
    "safe_contact": frozenset({"text"}),
}
OF_A_REFERRAL: Final[dict[str, frozenset[Sort]]] = {
    "made": frozenset({"yes_no"}),
    "not_made": frozenset({"text"}),
    "details": frozenset({"group"}),
    "outcome": frozenset({"group"}),
}
OF_A_SUBJECT: Final[dict[str, frozenset[Sort]]] = {"rows": frozenset({"table"}), "number": frozenset({"choice"})}


def misfits(draft: Draft) -> Iterator[Problem]:
    """A key does not fit the type of its question, or two keys do not fit each other: one of them has no effect."""
    for path, question, scope in draft.asked:
        for sentence in (
            *_options(question),
            *_lengths(question),
            *_rows(question),
            *_limits(question, scope),
            *_inside(question, scope),
            *_left_open(question, scope),
            *_override(question),
        ):
            yield Problem(code="form.does_not_fit", message=f"'{path}' {sentence}", place=question.place, question=path)


def idle_screening(draft: Draft) -> Iterator[Problem]:
    """A question is marked `screening`, and accepts no reason, so that it can never be left as a gap."""
    for path, question, scope in draft.asked:
        if question.screening and not question.unanswered and scope.within is None:
            message = f"'{path}' is 'screening' and accepts no reason, so that it never leaves a gap: take one back."
            yield Problem(
                code="form.does_not_fit", message=message, place=question.place, question=path, severity="warning"
            )


def unfit_checks(draft: Draft) -> Iterator[Problem]:
    """A check points at one question of a table, of which there is one in each row, or says nothing."""
    for check in draft.form.checks:
        table = draft.form.questions.get(check.at.partition(".")[0])
        message = ""
        if not check.message.strip():
            message = f"The check '{check.id}' has no message: say what is wrong and what to do."
        elif "." in check.at and table and isinstance(table.type, Table):
            message = f"'at' of the check '{check.id}' is in each row of a table: point at '{table.id}' itself."
        if message:
            yield Problem(code="form.does_not_fit", message=message, place=check.place)


def unfit_summary(draft: Draft) -> Iterator[Problem]:
    """The summary names a question of a type that it cannot print there, or one inside a group."""
    summary = draft.form.summary
    named = [(key, getattr(summary, key), OF_THE_SUMMARY[key]) for key in OF_THE_SUMMARY if key != "words"]
    named += [("words", word, OF_THE_SUMMARY["words"]) for word in summary.words]
    named += [(key, getattr(summary.referral, key), sorts) for key, sorts in OF_A_REFERRAL.items()]
    for subject in summary.referral.subjects:
        named += [(key, getattr(subject, key), sorts) for key, sorts in OF_A_SUBJECT.items()]
    for key, name, sorts in named:
        question = draft.form.question_at(name) if name else None
        for sentence in _unfit_for_summary(question, key=key, name=name, sorts=sorts) if question else ():
            yield Problem(code="form.does_not_fit", message=f"'{key}' of 'summary': {sentence}", place=draft.file)
    for key, names in summary.lists.items():
        for name in names:
            if "." in name and key != "words":
                message = f"'{key}' of 'summary': '{name}' stands inside a group or table: name that."
                yield Problem(code="form.does_not_fit", message=message, place=draft.file)


def unfit_counts(draft: Draft) -> Iterator[Problem]:
    """A subject of a referral counts what its question does not offer, or counts without a question."""
    for subject in draft.form.summary.referral.subjects:
        question = draft.form.question_at(subject.number) if subject.number else None
        for option in subject.counts:
            if question is None or option not in question.options:
                message = f"'counts' of the subject '{subject.id}': '{option}' is no option of 'number': correct it."
                yield Problem(code="form.does_not_fit", message=message, place=draft.file)


def _options(question: Question) -> Iterator[str]:
    options = question.options.values()
    if isinstance(question.type, Choice | Choices) and not options:
        yield "offers nothing to choose: give it 'options'."
    if isinstance(question.type, YesNo):
        for option in options:
            if option.id not in ("yes", "no"):
                yield f"is a yes_no, which has no option '{option.id}': make it a choice, or take the option out."
    for option in options:
        if option.exclusive and not (isinstance(question.type, Choices) and len(options) > 1):
            yield f"has nothing else to choose that '{option.id}' could exclude: take 'exclusive' out."


def _lengths(question: Question) -> Iterator[str]:
    if isinstance(question.type, Text):
        longest = question.type.max_length
        if longest is not None and question.type.min_length > longest:
            yield f"has a 'min_length' above its 'max_length' of {longest}: no text is both."


def _rows(question: Question) -> Iterator[str]:
    most = question.type.most if isinstance(question.type, Table) else None
    if isinstance(question.type, Table) and most is not None and question.type.fewest > most:
        yield f"needs more rows than the {most} that it may have: turn 'from' and 'to' of 'rows' round."


def _limits(question: Question, scope: Scope) -> Iterator[str]:
    if not isinstance(question.type, Integer | DateType | DateTimeType):
        return
    start, end = question.type.limits.start, question.type.limits.end
    if isinstance(start, int) and isinstance(end, int) and start > end:
        yield f"has a 'range' from {start} to {end}, in which nothing lies: turn 'from' and 'to' round."
    sort = question_sort(question)
    for bound in (start, end):
        other = _bound_sort(bound, scope)
        if other and not ({sort, other} <= NUMBERS or {sort, other} <= DATES):
            limit = f"'{bound}' in its 'range' is {SORT_WORDS[other]}"
            yield f"asks for {SORT_WORDS[sort]}, and {limit}: give it a limit of its own kind."


def _bound_sort(bound: Bound | None, scope: Scope) -> Sort | None:
    if bound is None:
        return None
    if isinstance(bound, int):
        return "number"
    meaning = scope.stands_for(name_at(bound))
    return meaning.sort if meaning else None


def _inside(question: Question, scope: Scope) -> Iterator[str]:
    if scope.within is None:
        return
    if question.parts:
        yield f"stands inside '{scope.within.id}', where no group or table may stand: take its questions out of it."
    if question.screening:
        yield f"is 'screening' inside '{scope.within.id}', which has no effect: mark '{scope.within.id}' instead."


def _left_open(question: Question, scope: Scope) -> Iterator[str]:
    follow_up = question.follow_up
    if follow_up is None:
        return
    if question.optional:
        yield "is both 'optional' and 'follow_up': what may come later is not optional; take one out."
    meaning = scope.stands_for(name_at(follow_up.of)) if follow_up.of else None
    if meaning and meaning.question and meaning.sort != "datetime":
        yield f"counts from '{follow_up.of}', which is {SORT_WORDS[meaning.sort]}: count from a date and time."


def _override(question: Question) -> Iterator[str]:
    if not isinstance(question.type, Override):
        return
    parts = {part.id: part for part in question.parts}
    if set(parts) != set(PARTS_OF_AN_OVERRIDE) or len(parts) != len(question.parts):
        yield "is an override: its questions are level, reason and agreed_by, and no others."
    elif not isinstance(parts["level"].type, Choice) or not set(parts["level"].options) <= LEVELS_OF_AN_OVERRIDE:
        yield "is an override: its 'level' is a choice among red, amber and green, and nothing else."


def _unfit_for_summary(question: Question, *, key: str, name: str, sorts: frozenset[Sort]) -> Iterator[str]:
    sort = question_sort(question)
    if "." in name:
        yield f"'{name}' stands inside a group or table: name a question outside of them."
    elif sort not in sorts or (key == "override") is not isinstance(question.type, Override):
        wanted = "an override" if key == "override" else " or ".join(SORT_WORDS[each] for each in sorts)
        yield f"'{name}' asks for {SORT_WORDS[sort]}, and must ask for {wanted}: name another question."
    elif key == "sent":
        parts = {part.id: question_sort(part) for part in question.parts}
        if any(parts.get(part) not in wanted for part, wanted in PARTS_OF_SENT.items()):
            yield f"'{name}' needs a choice 'recipient', a date and time 'sent_at' and a text 'not_sent_reason'."
