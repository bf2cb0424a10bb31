"""What room an answer takes in every blank form: which kind of boxes, lines or rows, and how many lines a text has."""

from typing import Final, Literal, assert_never

from safeforms.questions import (
    SHORTEST_NOTE,
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)

Kind = Literal["one", "many", "line", "lines", "number", "day", "moment", "nhs_number", "group", "table"]
"""One box of several, several boxes, a line or lines of text, a number, a day, a day and time, ten digits, parts, rows,
in that order."""
A_LINE: Final = 80
"""A text that may be no longer than this has one line."""
MANY_WORDS: Final = 40
"""A text that is asked for with more characters than this has two."""
A_STATEMENT: Final = 40
"""A text that may be no shorter than this has room to say what was seen, what was said and what is thought of it."""


def kind_of(question: Question) -> Kind:
    """Which kind of room its answer takes."""
    match question.type:
        case YesNo() | Choice():
            return "one"
        case Choices():
            return "many"
        case Text():
            return "line" if lines_of(question) == 1 else "lines"
        case Integer():
            return "number"
        case DateType():
            return "day"
        case DateTimeType():
            return "moment"
        case NhsNumber():
            return "nhs_number"
        case Group() | Override():
            return "group"
        case Table():
            return "table"
        case _:
            assert_never(question.type)


def lines_of(question: Question) -> int:
    """Names and places have one line, what takes many words to ask for two, what must be said at some length more."""
    if not isinstance(question.type, Text):
        return 0
    fewest, most = question.type.min_length, question.type.max_length
    if most is not None and most <= A_LINE:
        return 1
    if fewest >= A_STATEMENT:
        return 5
    if fewest > SHORTEST_NOTE or question.basis != "fact":
        return 3
    return 1 if most is None and len(question.text) <= MANY_WORDS else 2
