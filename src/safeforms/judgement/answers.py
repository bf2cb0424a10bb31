"""What a record holds for one question: a value, a reason, nothing, or something that cannot be used.

Strict in JSON's types; from Python a `date` and a `datetime` count too. Limits that rest on another answer
are not looked at here: they are problems, but leave the answer valid.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, Literal, NamedTuple, assert_never

from safeforms.clock import as_day, as_london, parse_date, parse_datetime
from safeforms.judgement.faults import Fault
from safeforms.phrases import USUAL_STOCK_PHRASES, bare
from safeforms.problems import Path
from safeforms.questions import (
    SHORTEST_NOTE,
    Bound,
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Range,
    Table,
    Text,
    YesNo,
)

Answer = bool | int | str | date | datetime | tuple[str, ...] | tuple[int, ...]
Kind = Literal["value", "reason", "blank", "invalid"]
USUAL: Final = frozenset(USUAL_STOCK_PHRASES)
ZERO_DIGITS: Final = ord("0") * (sum(range(2, 11)) + 1)
REASON_KEYS: Final = frozenset({"unanswered", "note"})


class Content(NamedTuple):
    """One answer as conditions see it.

    `value`: a bool, an option id, a tuple of option ids, text, a number, a date, London wall time; of a group
    True; of a table the positions of its rows. `note` is the note of a reason. An invalid choices answer still has
    the options it did choose.
    """

    kind: Kind
    value: Answer | None = None
    reason: str | None = None
    note: str | None = None


BLANK: Final = Content("blank")
INVALID: Final = Content("invalid")


class Reading(NamedTuple):
    """A content, and what is wrong with it."""

    content: Content
    faults: tuple[Fault, ...] = ()


def is_blank(raw: object) -> bool:
    """Whether nothing was recorded: null, white space, or only blanks inside, however deep."""
    if raw is None or raw.__class__ is str:
        return not (raw and raw.strip())
    for row in raw if raw.__class__ is list else (raw,):
        if row.__class__ is not dict:
            break
        for value in row.values():  # the usual case, quickly: a text with a word in it
            if value.__class__ is str and value and not value.isspace():
                return False
    return _all_blank(raw)


def _all_blank(raw: object) -> bool:
    inside, met = [raw], set()
    while inside:
        item = inside.pop()
        if item is None or id(item) in met:
            continue
        if isinstance(item, str):
            if item.strip():
                return False
        elif isinstance(item, list | tuple | dict | Mapping):  # asking for dict first spares the slow question
            met.add(id(item))  # what holds itself, or is held many times, is looked at once
            inside.extend(item.values() if isinstance(item, dict | Mapping) else item)
        else:
            return False
    return True


def read_answer(question: Question, raw: object, *, path: Path, now: datetime) -> Reading:
    """One raw answer read: its content, and its faults in the order of their places."""
    if is_blank(raw):
        return Reading(BLANK)
    if isinstance(raw, Mapping) and "unanswered" in raw:
        return _read_reason(question, raw, path=path)
    match question.type:
        case YesNo():
            return _read_yes_no(raw, path=path)
        case Choice(options=options):
            if not isinstance(raw, str):
                return _wrong("wrong_type", path)
            return _value(exact(raw)) if raw in options else _wrong("not_an_option", path)
        case Choices():
            return _read_choices(question.type, raw, path=path)
        case Text():
            return _read_text(question.type, raw, path=path)
        case Integer(limits=limits):
            if not isinstance(raw, int) or isinstance(raw, bool):
                return _wrong("wrong_type", path)
            return _limited(int.__int__(raw), limits, path=path, now=now)
        case DateType(limits=limits):
            return _read_day(raw, limits, path=path, now=now)
        case DateTimeType(limits=limits):
            return _read_moment(raw, limits, path=path, now=now)
        case NhsNumber():
            if not isinstance(raw, str):
                return _wrong("wrong_type", path)
            return _value(exact(raw)) if is_nhs_number(raw) else _wrong("wrong_format", path)
        case Group() | Override():
            return _value(True) if isinstance(raw, Mapping) else _wrong("wrong_type", path)
        case Table():
            return _read_table(raw, path=path)
        case _:
            assert_never(question.type)


def read_note(raw: object, *, path: Path, required: bool) -> tuple[Fault, ...]:
    """What is wrong with a note: missing, no text, a stock phrase, too short."""
    if is_blank(raw):
        return (Fault("note_missing", path),) if required else ()
    if not isinstance(raw, str):
        return (Fault("wrong_type", path),)
    if not required:
        return () if is_unicode(raw) else (Fault("wrong_format", path),)
    return _read_text(Text(min_length=SHORTEST_NOTE), raw, path=path).faults


def stray_note(raw: object, *, path: Path) -> tuple[Fault, ...]:
    """What is wrong with an option's note where no option is chosen: kept, with a warning, if it is text."""
    if is_blank(raw):
        return ()
    return read_note(raw, path=path, required=False) or (Fault("not_asked", path),)


def exact(text: str) -> str:
    """The text itself, also of a subclass that prints as something else, such as a member of a (str, Enum)."""
    return str.__str__(text)


def is_nhs_number(text: str) -> bool:
    """Ten ASCII digits, not all the same, with the right check digit (modulus 11)."""
    if len(text) != 10 or not (text.isascii() and text.isdigit()) or text == text[0] * 10:
        return False
    a, b, c, d, e, f, g, h, i, check = text.encode()
    total = 10 * a + 9 * b + 8 * c + 7 * d + 6 * e + 5 * f + 4 * g + 3 * h + 2 * i + check
    return (total - ZERO_DIGITS) % 11 == 0


def beyond(value: object, limit: object, *, below: bool) -> bool:
    """Whether a value lies below (or above) a limit; a date against a datetime compares days."""
    if isinstance(value, datetime) and isinstance(limit, datetime):
        return value < limit if below else value > limit
    if isinstance(value, date) and isinstance(limit, date):
        value, limit = as_day(value).toordinal(), as_day(limit).toordinal()
    assert isinstance(value, int | float) and isinstance(limit, int | float)
    return value < limit if below else value > limit


def fixed_bound(bound: Bound | None, *, now: datetime) -> int | date | datetime | None:
    """A limit that rests on no other answer: a number, today or now; None for any other."""
    if bound == "today":
        return now.date()
    if bound == "now":
        return now
    return bound if isinstance(bound, int) else None


def _value(value: Answer) -> Reading:
    return Reading(Content("value", value))


def _wrong(code: str, path: Path) -> Reading:
    return Reading(INVALID, (Fault(code, path),))


def _read_reason(question: Question, raw: Mapping[str, object], *, path: Path) -> Reading:
    reason = raw["unanswered"]
    extra = tuple(Fault("unknown_question", path) for key in raw if key not in REASON_KEYS)
    offered = question.unanswered.get(reason) if isinstance(reason, str) else None
    if offered is None:
        return Reading(INVALID, (Fault("reason_not_offered", path, "" if isinstance(reason, str) else "ids"), *extra))
    note = read_note(raw.get("note"), path=(*path, "note"), required=offered.note_required)
    given = raw.get("note")
    text = given.strip() if isinstance(given, str) and given.strip() and is_unicode(given) else None
    return Reading(Content("reason", reason=offered.id, note=text), (*extra, *note))


def _read_yes_no(raw: object, *, path: Path) -> Reading:
    if isinstance(raw, bool):
        return _value(raw)
    if isinstance(raw, str):
        return _value(raw == "yes") if raw in ("yes", "no") else _wrong("not_an_option", path)
    return _wrong("wrong_type", path)


def _read_choices(kind: Choices, raw: object, *, path: Path) -> Reading:
    if not isinstance(raw, list | tuple):
        return _wrong("wrong_type", path)
    faults = [
        Fault("not_an_option" if isinstance(item, str) else "wrong_type", (*path, position))
        for position, item in enumerate(raw)
        if not (isinstance(item, str) and item in kind.options)
    ]
    chosen = tuple(exact(item) for item in raw if isinstance(item, str) and item in kind.options)
    if len(set(chosen)) < len(chosen):
        faults.append(Fault("wrong_format", path))
    if len(set(chosen)) > 1 and not kind.exclusive.isdisjoint(chosen):
        faults.append(Fault("exclusive_option", path))
    return Reading(Content("invalid" if faults else "value", chosen), tuple(faults))


def _read_text(kind: Text, raw: object, *, path: Path) -> Reading:
    if not isinstance(raw, str):
        return _wrong("wrong_type", path)
    if not is_unicode(raw):
        return _wrong("wrong_format", path)
    text = raw.strip()
    if bare(text) in kind.stock_phrases:
        return _wrong("stock_phrase", path)
    if len(text) < kind.min_length:
        return _wrong("too_short", path)
    if kind.max_length is not None and len(text) > kind.max_length:
        return _wrong("too_long", path)
    return _value(exact(raw))


def is_unicode(text: str) -> bool:
    """Whether it can be written at all: JSON may carry half of a character."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def _read_day(raw: object, limits: Range, *, path: Path, now: datetime) -> Reading:
    if isinstance(raw, str):
        day = parse_date(raw)
        return _limited(day, limits, path=path, now=now) if day else _wrong("wrong_format", path)
    if isinstance(raw, date) and not isinstance(raw, datetime) and raw == raw:
        return _limited(raw, limits, path=path, now=now)
    return _wrong("wrong_type", path)


def _read_moment(raw: object, limits: Range, *, path: Path, now: datetime) -> Reading:
    if isinstance(raw, str):
        moment = parse_datetime(raw)
        return _limited(as_london(moment), limits, path=path, now=now) if moment else _wrong("wrong_format", path)
    if isinstance(raw, datetime) and raw == raw:  # pandas' NaT calls itself a datetime
        return _limited(as_london(raw), limits, path=path, now=now)
    return _wrong("wrong_type", path)


def _limited(value: Answer, limits: Range, *, path: Path, now: datetime) -> Reading:
    start, end = fixed_bound(limits.start, now=now), fixed_bound(limits.end, now=now)
    if start is not None and beyond(value, start, below=True):
        return _wrong("out_of_range", path)
    if end is not None and beyond(value, end, below=False):
        return _wrong("out_of_range", path)
    return _value(value)


def _read_table(raw: object, *, path: Path) -> Reading:
    if not isinstance(raw, list | tuple):
        return _wrong("wrong_type", path)
    rows = tuple(position for position, row in enumerate(raw) if not is_blank(row))
    faults = tuple(Fault("wrong_type", (*path, row)) for row in rows if not isinstance(raw[row], Mapping))
    return Reading(Content("value", rows), faults)
