"""Plain data -> the questions of a form, as frozen values.

Every constructor gives something, also where the definition is wrong: what is wrong is noted in the whole,
so that all of it is told at once. Whether names and types fit together is for the checks to say.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from safeforms.conditions import Always, Condition, Value
from safeforms.language.condition_text import parse_condition, parse_derived
from safeforms.language.condition_tokens import ConditionError
from safeforms.language.origins import Assembled
from safeforms.language.shape import did_you_mean, quoted
from safeforms.language.yaml_text import Plain
from safeforms.phrases import USUAL_STOCK_PHRASES, bare
from safeforms.places import Place
from safeforms.problems import Path, Problem
from safeforms.questions import (
    AnswerType,
    Bound,
    Choice,
    Choices,
    Code,
    DateTimeType,
    DateType,
    FollowUp,
    Group,
    Integer,
    NhsNumber,
    OfferedReason,
    Option,
    Override,
    Question,
    Range,
    Table,
    Text,
    YesNo,
)
from safeforms.summary_parts import Basis

BASES: Final[Mapping[str, Basis]] = {"fact": "fact", "said": "said", "opinion": "opinion"}
YES_NO: Final = {"yes": "Yes", "no": "No"}
Default = TypeVar("Default")
Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping of the whole, and getters that narrow what stands in it; a value of a wrong kind is noted."""

    whole: Assembled
    path: Path
    values: Mapping[str, Plain]

    @property
    def id(self) -> str:
        """The key that this mapping stands under."""
        return str(self.path[-1])

    def text(self, key: str, default: str = "") -> str:
        """A text without white space around it."""
        value = self.values.get(key)
        if isinstance(value, str):
            return value.strip()
        return default if value is None else self._wrong(key, "a text", default)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one alone."""
        value = self.values.get(key)
        values = value if isinstance(value, list) else [] if value is None else [value]
        if all(isinstance(text, str) for text in values):
            return tuple(str(text).strip() for text in values)
        return self._wrong(key, "a list of texts", ())

    def number(self, key: str, default: Default) -> int | Default:
        """A whole number."""
        value = self.values.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
            return int(value)
        return default if value is None else self._wrong(key, "a whole number", default)

    def flag(self, key: str) -> bool:
        """True or false; false where it is not given."""
        value = self.values.get(key)
        return value if isinstance(value, bool) else value is not None and self._wrong(key, "true or false", False)

    def inner(self, key: str) -> "Entry":
        """The mapping under a key; an empty one where it is not given."""
        value = self.values.get(key)
        if not isinstance(value, dict | None):
            self._wrong(key, "a mapping", None)
        return Entry(self.whole, (*self.path, key), value if isinstance(value, dict) else {})

    def entries(self, key: str) -> Iterator["Entry"]:
        """The mappings in the mapping under a key."""
        around = self.inner(key)
        return map(around.inner, around.values)

    def names(self, key: str) -> Iterator[tuple[str, "Entry"]]:
        """The names in a list, or one alone; each with the mapping that it is a key of, empty where it stands bare."""
        value = self.values.get(key)
        for number, item in enumerate(value if isinstance(value, list) else [] if value is None else [value]):
            around = Entry(self.whole, (*self.path, key, number), item if isinstance(item, dict) else {})
            yield from ((name, around) for name in around.values or [str(item)])

    def condition(self, key: str) -> Condition | None:
        """A condition; None where it is not given."""
        return self._meaning(key, parse_condition)

    def expression(self, key: str) -> Condition | Value | None:
        """A named value or a named truth; None where it is not given."""
        return self._meaning(key, parse_derived)

    def place(self) -> Place | None:
        """The place of the key that this mapping stands under."""
        return self.whole.key_place(self.path)

    def note(self, code: str, message: str, *, key: str, excerpt: str = "") -> None:
        """Notes what is wrong with the value under a key."""
        path = (*self.path, key)
        problem = Problem(code=code, message=message, place=self.whole.place(path), path=path, excerpt=excerpt)
        self.whole.problems.append(problem)

    def _meaning(self, key: str, parse: Callable[[str], Meaning]) -> Meaning | None:
        text = self.text(key)
        if not text:
            return None
        try:
            return parse(text)
        except ConditionError as error:
            self.note("form.condition", error.message, key=key, excerpt=error.excerpt())
            return None

    def _wrong(self, key: str, kind: str, default: Default) -> Default:
        self.note("form.shape", f"'{key}' must be {kind}.", key=key)
        return default


def questions(entry: Entry) -> tuple[Question, ...]:
    """The questions of a section, a group or a table, in their order."""
    return tuple(_question(question) for question in entry.entries("questions"))


def _question(entry: Entry) -> Question:
    kinds = () if isinstance(entry.values.get("sensitive"), bool) else entry.texts("sensitive")
    return Question(
        id=entry.id,
        text=entry.text("text"),
        type=_type(entry),
        when=entry.condition("when") or Always(),
        short=entry.text("short"),
        help=entry.text("help"),
        optional=entry.flag("optional"),
        follow_up=_follow_up(entry),
        unanswered=_offered_reasons(entry),
        screening=entry.flag("screening"),
        sensitive="sensitive" in entry.values and (bool(kinds) or entry.flag("sensitive")),
        kinds=frozenset(kinds),
        basis=BASES.get(entry.text("basis"), "fact"),
        source=entry.texts("source"),
        code=_code(entry),
        place=entry.place(),
    )


def _type(entry: Entry) -> AnswerType:
    name = entry.text("type")
    if name in TYPES:
        return TYPES[name](entry)
    entry.note("form.unknown_name", f"{quoted(name)} is not a type{did_you_mean(name, TYPES) or '.'}", key="type")
    return Text()


def _yes_no(entry: Entry) -> YesNo:
    given = _options(entry)
    usual = {key: Option(id=key, text=word) for key, word in YES_NO.items()}
    worded = {
        key: option if option.text else replace(option, text=YES_NO.get(key, key)) for key, option in given.items()
    }
    return YesNo(options=usual | worded)


def _text(entry: Entry) -> Text:
    refused = map(bare, entry.texts("refuse_phrases"))
    return Text(
        min_length=entry.number("min_length", 1),
        max_length=entry.number("max_length", None),
        stock_phrases=frozenset(USUAL_STOCK_PHRASES).union(refused),
    )


def _table(entry: Entry) -> Table:
    rows = entry.inner("rows")
    return Table(
        questions=questions(entry),
        fewest=rows.number("from", 1),
        most=rows.number("to", None),
        require=entry.condition("require"),
    )


TYPES: Final[Mapping[str, Callable[[Entry], AnswerType]]] = {
    "yes_no": _yes_no,
    "choice": lambda entry: Choice(options=_options(entry)),
    "choices": lambda entry: Choices(options=_options(entry)),
    "text": _text,
    "integer": lambda entry: Integer(limits=_limits(entry), unit=entry.text("unit")),
    "date": lambda entry: DateType(limits=_limits(entry)),
    "datetime": lambda entry: DateTimeType(limits=_limits(entry)),
    "nhs_number": lambda _: NhsNumber(),
    "group": lambda entry: Group(questions=questions(entry), require=entry.condition("require")),
    "table": _table,
    "override": lambda entry: Override(questions=questions(entry)),
}


def _options(entry: Entry) -> dict[str, Option]:
    """The options of a question, in place or by the name of a list."""
    name = entry.values.get("options")
    if not isinstance(name, str):
        return option_list(entry.inner("options"))
    top = Entry(entry.whole, (), entry.whole.data)
    lists = top.inner("options")
    if name not in lists.values and name == "recipients":
        return option_list(top.inner("recipients"))
    if name not in lists.values:
        hint = did_you_mean(name, [*lists.values, "recipients"]) or "."
        entry.note("form.unknown_name", f"There is no list of options {quoted(name)}{hint}", key="options")
        return {}
    return option_list(lists.inner(name))


def option_list(options: Entry) -> dict[str, Option]:
    """The options of a list by their ids."""
    return {key: _option(options, key) for key in options.values}


def _option(options: Entry, key: str) -> Option:
    if isinstance(options.values[key], str):
        return Option(id=key, text=options.text(key))
    entry = options.inner(key)
    note = Always() if entry.text("note") == "required" else entry.condition("note")
    return Option(id=key, text=entry.text("text"), note=note, exclusive=entry.flag("exclusive"), code=_code(entry))


def _offered_reasons(entry: Entry) -> dict[str, OfferedReason]:
    """The reasons that a question accepts; a note that the form's reason requires is required of each question."""
    declared = Entry(entry.whole, (), entry.whole.data).inner("reasons")
    offered: dict[str, OfferedReason] = {}
    for name, around in entry.names("unanswered"):
        reason = around.inner(name)
        if name in offered:
            entry.note("form.clash", f"'{name}' stands twice here: take one out.", key="unanswered")
        offered[name] = OfferedReason(
            id=name,
            settles=reason.condition("settles"),
            note_required=bool(reason.text("note") or declared.inner(name).text("note")),
        )
    return offered


def _limits(entry: Entry) -> Range:
    limits = entry.inner("range")
    return Range(start=_bound(limits, "from"), end=_bound(limits, "to"))


def _bound(limits: Entry, key: str) -> Bound | None:
    value = limits.values.get(key)
    return limits.text(key) if isinstance(value, str) else limits.number(key, None)


def _follow_up(entry: Entry) -> FollowUp | None:
    given = entry.inner("follow_up")
    if not given.values:
        return None
    steps = given.inner("escalate")
    return FollowUp(
        within=given.text("within"),
        of=given.text("of") or None,
        escalate={within: steps.text(within) for within in steps.values},
    )


def _code(entry: Entry) -> Code | None:
    given = entry.inner("code")
    if not given.values:
        return None
    return Code(system=given.text("system"), code=given.text("code"), display=given.text("display"))
