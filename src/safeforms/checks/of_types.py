"""The check of types: that each test in a condition speaks of values of sorts that fit together."""

from collections.abc import Iterator
from typing import Final, assert_never

from safeforms.conditions import (
    AllRows,
    Always,
    Answered,
    AnyRow,
    Both,
    Compare,
    Condition,
    Count,
    Date,
    Days,
    Either,
    In,
    Includes,
    Is,
    Minus,
    Name,
    Not,
    Number,
    Part,
    Truth,
    Unanswered,
    Value,
    Years,
)
from safeforms.language.condition_types import DATES, NUMBERS, SORT_WORDS, Meaning, Scope, Sort, sort_of
from safeforms.language.condition_walks import names_of, values_in
from safeforms.language.drafts import Draft, printed
from safeforms.language.shape import quoted
from safeforms.problems import Problem
from safeforms.questions import Question, Table

Complaint = tuple[str, str]
"""The word to underline, and the sentence."""

INSTEAD: Final[dict[Sort, str]] = {
    "date": "compare it with <, <=, > or >=, or ask `answered({})`",
    "datetime": "compare it with <, <=, > or >=, or ask `answered({})`",
    "text": "ask `answered({})` instead",
    "group": "test one of its questions, or ask `answered({})`",
    "table": "write `any({0}, ...)`, `all({0}, ...)` or `count({0})`",
    "choices": "write `{} includes ...`",
    "truth": "let it stand alone, as `{0}` or `not {0}`",
    "yes_no": "write `{} is yes`",
    "choice": "write `{} is ...` with one of its options",
    "level": "write `{} is red`",
    "number": "compare it with a number, as in `{} >= 1`",
}


def ill_typed_tests(draft: Draft) -> Iterator[Problem]:
    """A test that can have no meaning: of a text, of a date against a number, of a truth as if it were a value."""
    for written, test, scope in draft.tests:
        for word, message in _complaints(test, scope):
            yield written.problem("form.condition_type", f"In {written.what}: {message}", test=test, word=word)


def _complaints(test: Condition | Value, scope: Scope) -> Iterator[Complaint]:
    """What is wrong with the sorts in one test; its parts before the whole."""
    for used in names_of(test):
        yield from _column(used, scope)
    for value in values_in(test):
        yield from _value_complaints(value, scope)
    match test:
        case Truth(name):
            yield from _not_a_truth(name, scope)
        case Is(value, literal, _):
            yield from _not_to_be_matched(value, [literal], scope)
        case In(value, literals, _):
            yield from _not_to_be_matched(value, list(literals), scope)
        case Includes(name, _):
            yield from _not_several(name, scope)
        case Compare(left, _, right):
            yield from _not_in_order(left, right, scope, doing="compared")
        case Answered(name) | Unanswered(name, _):
            yield from _not_asked(name, scope)
        case AnyRow(table, _) | AllRows(table, _):
            yield from _not_rows(table, scope)
        case Name() | Part() | Number() | Date() | Years() | Days() | Count() | Minus():
            return
        case Always() | Not() | Both() | Either():
            return
        case _:
            assert_never(test)


def _value_complaints(value: Value, scope: Scope) -> Iterator[Complaint]:
    match value:
        case Years(start, end) | Days(start, end):
            for name in (start, end):
                sort = sort_of(name, scope=scope)
                if sort not in DATES:
                    message = f"'{printed(name)}' is {SORT_WORDS[sort]}: years and days are counted between two dates."
                    yield printed(name), message
        case Minus(left, right):
            yield from _not_in_order(left, right, scope, doing="subtracted")
        case Count(name):
            meaning = scope.stands_for(name)
            if meaning and meaning.sort != "anything" and not _counts(meaning):
                yield printed(name), f"'{printed(name)}' is {_described(meaning)}: count a table or several choices."
        case Name() | Part() | Number() | Date():
            return
        case _:
            assert_never(value)


def _counts(meaning: Meaning) -> bool:
    return meaning.question is not None and meaning.sort in ("table", "choices")


def _column(name: Name | Part, scope: Scope) -> Iterator[Complaint]:
    """A question of a table has an answer in each row: from outside it has none."""
    table = scope.form.questions.get(name.group) if isinstance(name, Part) else None
    if table and isinstance(name, Part) and isinstance(table.type, Table):
        inside = f"`any({table.id}, ...)` or `all({table.id}, ...)`"
        yield printed(name), f"'{printed(name)}' has an answer in each row: test '{name.name}' inside {inside}."


def _not_a_truth(name: str, scope: Scope) -> Iterator[Complaint]:
    meaning = scope.stands_for(Name(name))
    if meaning and meaning.sort not in ("truth", "anything"):
        yield name, f"'{name}' is {_described(meaning)}, and does not stand alone: {_instead(name, meaning.sort)}."


def _not_to_be_matched(value: Value, literals: list[object], scope: Scope) -> Iterator[Complaint]:
    """`is` and `in` are for words that the question offers, and for numbers."""
    sort, words = sort_of(value, scope=scope), printed(value)
    if sort == "number":
        for literal in literals:
            if not isinstance(literal, int | float):
                yield str(literal), f"'{words}' is a number: compare it with a number, not with {quoted(literal)}."
    elif sort not in ("yes_no", "choice", "level", "anything"):
        yield words, f"'{words}' is {SORT_WORDS[sort]}, which `is` and `in` do not test: {_instead(words, sort)}."


def _not_several(name: Name | Part, scope: Scope) -> Iterator[Complaint]:
    meaning, words = scope.stands_for(name), printed(name)
    if meaning is None or meaning.sort == "anything":
        return
    if meaning.sort != "choices":
        yield words, f"'{words}' is {_described(meaning)}, and includes nothing: {_instead(words, meaning.sort)}."
    elif meaning.question is None:
        yield words, f"'{words}' only renames a question: name the question itself before `includes`."


def _not_in_order(left: Value, right: Value, scope: Scope, *, doing: str) -> Iterator[Complaint]:
    """Numbers go with numbers, dates with dates; nothing else has an order."""
    first, second = sort_of(left, scope=scope), sort_of(right, scope=scope)
    for value, sort in ((left, first), (right, second)):
        if sort not in NUMBERS | DATES:
            words = printed(value)
            yield words, f"'{words}' is {SORT_WORDS[sort]}, which cannot be {doing}: {_instead(words, sort)}."
            return
    if not ({first, second} <= NUMBERS or {first, second} <= DATES):
        what = f"{SORT_WORDS[first]} and {SORT_WORDS[second]} cannot be {doing}"
        yield printed(left), f"{what}: of dates write `years(from, to)` or `days(from, to)`."


def _not_asked(name: Name | Part, scope: Scope) -> Iterator[Complaint]:
    meaning, words = scope.stands_for(name), printed(name)
    if meaning and meaning.question is None and meaning.sort != "anything":
        yield words, f"'{words}' is {_described(meaning)}, which nobody answers: name a question."


def _not_rows(table: str, scope: Scope) -> Iterator[Complaint]:
    """any and all speak of the rows of a table, one table at a time."""
    meaning = scope.stands_for(Name(table))
    if scope.in_rows:
        yield table, "`any` and `all` do not stand inside the rows of another: name the inner one in 'derived'."
    elif scope.within and scope.within.id == table:
        yield table, f"'{table}' is the table that this stands in: its rows cannot look at each other."
    elif meaning and meaning.sort != "anything" and not _is_table(meaning.question):
        yield table, f"'{table}' is {_described(meaning)}, and has no rows: `any` and `all` speak of a table."


def _is_table(question: Question | None) -> bool:
    return question is not None and isinstance(question.type, Table)


def _described(meaning: Meaning) -> str:
    """What something is, in a sentence."""
    if meaning.question is None:
        return SORT_WORDS[meaning.sort]
    return f"a question that asks for {SORT_WORDS[meaning.sort]}"


def _instead(words: str, sort: Sort) -> str:
    """What to write instead."""
    return INSTEAD.get(sort, "see docs/language.md").format(words)
