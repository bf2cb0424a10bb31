"""The quick test, in code, that accepts a usual answer; whatever it refuses goes to the plain reader.

It may refuse too much and never accept too much: then `read_answer` decides, and says why.
"""

import re
from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from safeforms.phrases import MARKS
from safeforms.questions import (
    Bound,
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Integer,
    NhsNumber,
    Question,
    Text,
    YesNo,
)

PADDING: Final = 2
"""The most that a text without double blanks may have around its words, if it begins and all but ends with one."""


class FastTest(NamedTuple):
    """`test` is an expression on the raw answer; `value` the value where it holds; `constants` what both need."""

    test: str
    value: str
    constants: Mapping[str, object]


def fast_test(question: Question, number: str) -> FastTest | None:
    """The quick test of a question, whose raw answer is in `x{number}`; None where there is none."""
    x = f"x{number}"
    match question.type:
        case YesNo():
            test = f'{x}.__class__ is bool or {x}.__class__ is str and {x} in ("yes", "no")'
            return FastTest(test, f'{x} is True or {x} == "yes"', {})
        case Choice(options=options):
            name = f"O{number}"
            return FastTest(f"{x}.__class__ is str and {x} in {name}", x, {name: frozenset(options)})
        case Choices() as kind:
            offered, alone = f"O{number}", f"E{number}"
            test = f"{x}.__class__ is list and (t := chosen({x}, {offered}, {alone})) is not None"
            return FastTest(test, "t", {offered: frozenset(kind.options), alone: kind.exclusive})
        case Text() as kind:
            return _text_test(kind, number)
        case Integer(limits=limits):
            bounds = [bound for bound in (limits.start, limits.end) if isinstance(bound, str)]
            if any(bound in ("today", "now") for bound in bounds):
                return None
            start = f"{limits.start} <= " if isinstance(limits.start, int) else ""
            end = f" <= {limits.end}" if isinstance(limits.end, int) else ""
            within = f" and {start}{x}{end}" if start or end else ""
            return FastTest(f"{x}.__class__ is int{within}", x, {})
        case DateType(limits=limits):
            test = f"{x}.__class__ is str and (t := parse_date({x})) is not None"
            return FastTest(test + _day_limits(limits.start, limits.end), "t", {})
        case DateTimeType(limits=limits):
            if "today" in (limits.start, limits.end):
                return None
            test = f"{x}.__class__ is str and (t := parse_datetime({x})) is not None and t.tzinfo is None"
            start = " and t >= now" if limits.start == "now" else ""
            end = " and t <= now" if limits.end == "now" else ""
            return FastTest(test + start + end, "t", {})
        case NhsNumber():
            return FastTest(f"{x}.__class__ is str and is_nhs_number({x})", x, {})
        case _:
            return None


def chosen(raw: list[object], options: frozenset[str], exclusive: frozenset[str]) -> tuple[str, ...] | None:
    """The options chosen, where all are offered, none twice, and an exclusive one stands alone."""
    if {*map(type, raw)} != {str}:
        return None
    different = set(raw)
    if len(different) != len(raw) or not different <= options:
        return None
    if len(different) > 1 and different & exclusive:
        return None
    return tuple(raw)  # type: ignore[arg-type]


def _text_test(kind: Text, number: str) -> FastTest:
    """A plain sentence that is longer than any stock phrase needs no further look."""
    x, stock = f"x{number}", f"S{number}"
    long = max([kind.min_length, *map(len, kind.stock_phrases)]) + PADDING
    plain = f'len({x}) > {long} and {x}.isprintable() and "  " not in {x} and {x}[0].isalnum() and {x}[-2].isalnum()'
    looked_at = f"{x}.isascii() and len({x}.strip()) >= {max(1, kind.min_length)} and {stock}({x}) is None"
    most = f" and len({x}) <= {kind.max_length}" if kind.max_length is not None else ""
    test = f"{x}.__class__ is str{most} and ({plain} or {looked_at})"
    return FastTest(test, x, {stock: stock_pattern(kind.stock_phrases).fullmatch})


def stock_pattern(phrases: Collection[str]) -> re.Pattern[str]:
    """Matches a text that is nothing but one of these phrases, in any case, with white space and marks around it."""
    around = rf"[\s{re.escape(MARKS)}]*"
    words = (r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases))
    return re.compile(rf"{around}(?:{'|'.join(words)}){around}", re.IGNORECASE)


def _day_limits(start: Bound | None, end: Bound | None) -> str:
    day = {"today": "today", "now": "today"}
    low = f" and t >= {day[start]}" if isinstance(start, str) and start in day else ""
    high = f" and t <= {day[end]}" if isinstance(end, str) and end in day else ""
    return low + high
