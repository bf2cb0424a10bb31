"""One question -> the schema of its answer in itself: its value, its reasons, its note.

What a schema cannot see in a single answer is said by `hidden`. Whether the answer may be left blank here is not
this room's business, but that a blank is never wrong in itself is.
"""

from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from safeforms.json_schema import patterns
from safeforms.json_schema.terms import Definitions, Schema, all_of, any_of, holding, negated, one_of, ref
from safeforms.phrases import USUAL_STOCK_PHRASES
from safeforms.questions import (
    SHORTEST_NOTE,
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    OfferedReason,
    Override,
    Question,
    Range,
    Table,
    Text,
    YesNo,
)

BLANK: Final = ref("blank")
NOT_BLANK: Final = ref("not_blank")
FILLED: Final = ref("filled")
"""A mapping that holds something."""
REASON: Final = holding("unanswered", True)
"""Any reason at all; a blank one is none."""

NOTE: Final = Text(min_length=SHORTEST_NOTE)


class SingleAnswers:
    """Writes the schemas of single answers, and what they share into the definitions."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        definitions.schemas["blank"] = _blank()
        definitions.schemas["not_blank"] = {"not": BLANK}
        definitions.schemas["filled"] = {"type": "object", "not": BLANK}
        self.loose_note = definitions.named("note", any_of({"type": "string"}, BLANK))

    def answer(self, question: Question, *, value: Schema, must: bool) -> Schema:
        """A value, a reason that is offered, or a blank unless it `must` be answered; with the question's text."""
        reasons = [self.reasons(question.unanswered)] if question.unanswered else []
        schema = any_of(value, *reasons, *([] if must else [BLANK]))
        assert isinstance(schema, dict)
        words: dict[str, object] = {"title": question.text}
        if question.help:
            words["description"] = question.help
        return {**words, **schema}

    def value(self, question: Question, *, inside: Schema = True) -> Schema:
        """A value of a question; `inside` is the schema of a group or of one row."""
        match question.type:
            case YesNo():
                return {"enum": [True, False, "yes", "no"]}
            case Choice(options=options):
                return {"enum": list(options)}
            case Choices():
                return self._choices(question.type)
            case Text():
                return self.text(question.type)
            case Integer(limits=limits):
                return {"type": "integer", **_fixed(limits)}
            case DateType():
                return self.definitions.named("date", patterns.DATE)
            case DateTimeType():
                return self.definitions.named("date_and_time", patterns.DATE_TIME)
            case NhsNumber():
                return self.definitions.named("nhs_number", patterns.TEN_DIGITS)
            case Group() | Override():
                return {**inside, "not": BLANK} if isinstance(inside, dict) else NOT_BLANK
            case Table():
                return _table(question.type, inside)
            case _:
                assert_never(question.type)

    def text(self, kind: Text) -> Schema:
        """A text that says something, within its lengths."""
        usual = frozenset(USUAL_STOCK_PHRASES)
        schema: Schema = {"type": "string", "pattern": patterns.at_least(max(1, kind.min_length))}
        name = "text"
        if kind.min_length > 1:
            name = f"text-from_{kind.min_length}"
        if kind.min_length > patterns.LONGEST_COUNTED:
            schema = {"type": "string", "minLength": kind.min_length}
        if kind.max_length is not None and kind.max_length <= patterns.LONGEST_COUNTED:
            name = f"{name}-to_{kind.max_length}"
            schema = all_of(schema, negated({"type": "string", "pattern": patterns.at_least(kind.max_length + 1)}))
        for label, refused in (("stock_phrase", kind.stock_phrases & usual), ("refused", kind.stock_phrases - usual)):
            if refused:
                pattern = patterns.phrases(refused)
                named = self.definitions.named(label, {"type": "string", "pattern": pattern})
                schema = all_of(schema, negated(named))
        return self.definitions.named(name, schema)

    def reasons(self, offered: Mapping[str, OfferedReason]) -> Schema:
        """One of the reasons that a question offers, with a note where it needs one."""
        bare = [reason.id for reason in offered.values() if not reason.note_required]
        noted = [reason.id for reason in offered.values() if reason.note_required]
        ways = []
        for ids, note, required in (
            (bare, self.loose_note, ["unanswered"]),
            (noted, self.text(NOTE), ["unanswered", "note"]),
        ):
            if ids:
                inside = {"unanswered": {"enum": ids}, "note": note}
                way = {"type": "object", "properties": inside, "required": required, "additionalProperties": False}
                ways.append(way)
        names = [*bare, *(f"{reason}.noted" for reason in noted)]
        name = "-or-".join(names) if len(names) < 4 else f"{names[0]}-or-{len(names) - 1}_more"
        return self.definitions.named(f"unanswered-{name}", any_of(*ways))

    def _choices(self, kind: Choices) -> Schema:
        options: dict[str, object] = {
            "type": "array",
            "items": {"enum": list(kind.options)},
            "minItems": 1,
            "uniqueItems": True,
        }
        exclusive = sorted(kind.exclusive)
        if not exclusive:
            return options
        alone = {"type": "array", "contains": one_of(exclusive)}
        return {**options, "if": alone, "then": {"type": "array", "maxItems": 1}}


def hidden(question: Question) -> Iterator[tuple[str, str]]:
    """The faults of a single value that no schema sees: the code, and what it is that cannot be seen."""
    match question.type:
        case Integer(limits=limits):
            yield "wrong_type", "that 1.0 is written with a point, and so is no whole number here"
            yield from _hidden_limits(limits)
        case DateType(limits=limits) | DateTimeType(limits=limits):
            yield from _hidden_limits(limits)
        case NhsNumber():
            yield "wrong_format", "whether the check digit of an NHS number is right"
        case Text():
            yield from _hidden_in_text(question.type)
        case YesNo() | Choice() | Choices() | Group() | Override() | Table():
            return
        case _:
            assert_never(question.type)


HALF: Final = "half of a character, which JSON can write but no text holds"


def _hidden_limits(limits: Range) -> Iterator[tuple[str, str]]:
    for bound in (limits.start, limits.end):
        if isinstance(bound, str):
            against = "the clock" if bound in ("today", "now") else "another answer"
            yield "out_of_range", f"limits that rest on {against}"


def _hidden_in_text(kind: Text) -> Iterator[tuple[str, str]]:
    yield "wrong_format", HALF
    if not all(map(patterns.is_plain, kind.stock_phrases)):
        yield "stock_phrase", "every spelling of a phrase with letters beyond A to Z"
    if kind.min_length > patterns.LONGEST_COUNTED:
        yield "too_short", "the length of a very long text without the white space around it"
    if kind.max_length is not None and kind.max_length > patterns.LONGEST_COUNTED:
        yield "too_long", "the length of a very long text"


def _blank() -> dict[str, object]:
    rows: Schema = {"type": "array", "items": BLANK}
    inside: Schema = {"type": "object", "additionalProperties": BLANK}
    schema = any_of({"type": "null"}, patterns.BLANK_TEXT, rows, inside)
    assert isinstance(schema, dict)
    return {"description": "Nothing: null, white space, or only such inside.", **schema}


def _fixed(limits: Range) -> dict[str, object]:
    bounds = {"minimum": limits.start, "maximum": limits.end}
    return {keyword: bound for keyword, bound in bounds.items() if isinstance(bound, int)}


def _table(kind: Table, row: Schema) -> Schema:
    """Rows, of which blank ones count for nothing."""
    schema: dict[str, object] = {
        "type": "array",
        "items": any_of(row, BLANK),
        "contains": NOT_BLANK,
        "minContains": max(1, kind.fewest),
    }
    return schema if kind.most is None else {**schema, "maxContains": kind.most}
