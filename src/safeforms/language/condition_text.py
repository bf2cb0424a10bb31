"""Text -> condition: a small grammar, read by recursive descent.

Each parse function's docstring is its line of the grammar. `and` beside `or` is refused without
parentheses, because people misread it; `not` stands only before a named truth.
"""

from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

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
    Operator,
    Part,
    Term,
    Truth,
    Unanswered,
    Value,
    Years,
)
from safeforms.language.condition_tokens import ConditionError, Token, cut

DEEPEST: Final = 20
OPERATORS: Final[dict[str, Operator]] = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}
QUESTIONING: Final = frozenset({"answered", "unanswered", "any", "all"})
MEASURING: Final = frozenset({"years", "days", "count"})
JOINING: Final = frozenset({"and", "or", "not", "is", "in", "includes", "always", "yes", "no"})
KEYWORDS: Final = QUESTIONING | MEASURING | JOINING

Literal = str | int | float | date
T = TypeVar("T")


def parse_condition(text: str) -> Condition:
    """The condition that a text says; ConditionError with the words to blame otherwise."""
    return _Parser(text).whole(_Parser.condition)


def parse_derived(text: str) -> Condition | Value:
    """A named value or a named truth; a bare name comes back as a Name, whatever it stands for."""
    try:
        return _Parser(text).whole(_Parser.value)
    except ConditionError:
        return parse_condition(text)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = cut(text)
        self.at = 0
        self.depth = 0

    def whole(self, rule: "Callable[[_Parser], T]") -> T:
        parsed = rule(self)
        if self.peek().kind != "end":
            raise self.error("This was not expected here.")
        return parsed

    def condition(self) -> Condition:
        """condition = both ("or" both)*"""
        start = self.peek()
        alternatives = [self.both()]
        mixed = start if len(alternatives[0]) > 1 else None
        while self.take("or"):
            start = self.peek()
            alternatives.append(self.both())
            mixed = mixed or (start if len(alternatives[-1]) > 1 else None)
        if len(alternatives) == 1:
            parts = alternatives[0]
            return parts[0] if len(parts) == 1 else Both(parts)
        if mixed:
            raise self.error("`and` beside `or` is misread: put this part in parentheses.", mixed)
        return Either(tuple(part for (part,) in alternatives))

    def both(self) -> tuple[Condition, ...]:
        """both = denied ("and" denied)*"""
        parts = [self.denied()]
        while self.take("and"):
            parts.append(self.denied())
        return tuple(parts)

    def denied(self) -> Condition:
        """denied = "not" named | "(" condition ")" | test"""
        token = self.peek()
        if self.take("("):
            return self.inside(token)
        if not self.take("not"):
            return self.test()
        inner = None if self.peek().text == "(" else self.test()
        if isinstance(inner, Truth | Answered | Unanswered | AnyRow | AllRows):
            return Not(inner)
        raise self.error("`not` stands only before a named truth: of a question say `is not`.", token)

    def inside(self, opening: Token) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error(f"This is nested more than {DEEPEST} deep: name a part in `derived`.", opening)
        inner = self.condition()
        self.need(")")
        self.depth -= 1
        return inner

    def test(self) -> Condition:
        """test = "always" | asking | value relation | NAME of a truth"""
        if self.take("always"):
            return Always()
        if self.peek().text in QUESTIONING:
            return self.asking()
        value = self.value()
        relation = self.relation(value)
        if relation:
            return relation
        if isinstance(value, Name):
            return Truth(value.name)
        raise self.error("A comparison is missing here, such as `is yes` or `>= 3`.")

    def relation(self, value: Value) -> Condition | None:
        """relation = "is" ["not"] literal | ["not"] "in" literals | "includes" ... | operator value"""
        if self.take("is"):
            negated = self.take("not")
            return Is(value, self.literal(), negated)
        if self.take("in"):
            return In(value, self.literals())
        if self.peek().text == "not" and self.tokens[self.at + 1].text == "in":
            self.at += 2
            return In(value, self.literals(), negated=True)
        token = self.peek()
        if self.take("includes"):
            return self.includes(value, token)
        if operator := OPERATORS.get(token.text):
            self.at += 1
            return Compare(value, operator, self.value())
        return None

    def includes(self, value: Value, token: Token) -> Condition:
        """includes = NAME "includes" (literal | "any" "[" literals "]")"""
        if not isinstance(value, Name | Part):
            raise self.error("`includes` stands after the name of a choices question.", token)
        literals = self.literals() if self.take("any") else (self.literal(),)
        return Includes(value, tuple(str(literal) for literal in literals))

    def asking(self) -> Condition:
        """asking = "answered" "(" name ")" | "unanswered" "(" name reasons ")" | "any" or "all" with rows"""
        kind = self.advance()
        opening = self.peek()
        self.need("(")
        if kind.text == "answered":
            asked: Condition = Answered(self.name())
        elif kind.text == "unanswered":
            asked = Unanswered(self.name(), self.reasons())
        else:
            table = self.word()
            self.need(",")
            self.depth += 1
            if self.depth > DEEPEST:
                raise self.error(f"This is nested more than {DEEPEST} deep.", opening)
            row = self.condition()
            self.depth -= 1
            asked = AnyRow(table, row) if kind.text == "any" else AllRows(table, row)
        self.need(")")
        return asked

    def reasons(self) -> tuple[str, ...]:
        """reasons = ["," (NAME | "[" literals "]")]"""
        if not self.take(","):
            return ()
        return tuple(map(str, self.literals())) if self.peek().text == "[" else (self.word(),)

    def value(self) -> Value:
        """value = term ["-" term]"""
        left = self.term()
        return Minus(left, self.term()) if self.take("-") else left

    def term(self) -> Term:
        """term = NAME | NAME "." NAME | number | date | years(a, b) | days(a, b) | count(name)"""
        token = self.peek()
        if token.kind == "number":
            return Number(self.number(self.advance().text))
        if token.kind == "date":
            return Date(self.day())
        if token.text in MEASURING and self.tokens[self.at + 1].text == "(":
            self.at += 2
            first = self.name()
            if token.text != "count":
                self.need(",")
                second = self.name()
            self.need(")")
            if token.text == "count":
                return Count(first)
            return Years(first, second) if token.text == "years" else Days(first, second)
        return self.name()

    def name(self) -> Name | Part:
        first = self.word()
        return Part(first, self.word()) if self.take(".") else Name(first)

    def word(self) -> str:
        token = self.peek()
        if token.kind != "word" or token.text in KEYWORDS:
            raise self.error("A name is missing here.")
        return self.advance().text

    def literals(self) -> tuple[Literal, ...]:
        """literals = "[" literal ("," literal)* "]" """
        self.need("[")
        literals = [self.literal()]
        while self.take(","):
            literals.append(self.literal())
        self.need("]")
        return tuple(literals)

    def literal(self) -> Literal:
        """literal = option id | yes | no | ["-"] number | date"""
        token = self.peek()
        if token.kind == "date":
            return self.day()
        sign = -1 if self.take("-") else 1
        if self.peek().kind == "number":
            return sign * self.number(self.advance().text)
        if token.kind == "word" and token.text not in KEYWORDS - {"yes", "no"}:
            return self.advance().text
        raise self.error("An option, `yes`, `no`, a number or a date is missing here.")

    def number(self, text: str) -> int | float:
        return float(text) if "." in text else int(text)

    def day(self) -> date:
        token = self.advance()
        try:
            return date.fromisoformat(token.text)
        except ValueError:
            raise self.error("There is no such day.", token) from None

    def peek(self) -> Token:
        return self.tokens[self.at]

    def advance(self) -> Token:
        token = self.tokens[self.at]
        self.at += token.kind != "end"
        return token

    def take(self, text: str) -> bool:
        found = self.peek().text == text and self.peek().kind != "end"
        self.at += found
        return found

    def need(self, text: str) -> None:
        if not self.take(text):
            raise self.error(f"`{text}` is missing here.")

    def error(self, message: str, token: Token | None = None) -> ConditionError:
        token = token or self.peek()
        return ConditionError(message, text=self.text, start=token.start, end=token.end)
