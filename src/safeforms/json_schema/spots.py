"""Where a question stands - outside, in a group, in a row - and what a schema can say of the answer there.

A question inside a group is looked at through the group, from the whole record; one in a row from its row, which
is a mapping and not blank: whoever looks into rows sees to that.
"""

from dataclasses import dataclass

from safeforms.json_schema.claims import Side, of_record, of_row
from safeforms.json_schema.single import BLANK, NOT_BLANK, REASON, hidden
from safeforms.json_schema.terms import Definitions, Schema, all_of, holding, negated, one_of
from safeforms.questions import Question, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A question and the group or table that it is a part of. In a table, it is seen from its row."""

    question: Question
    outer: Question | None = None

    @property
    def path(self) -> str:
        """The dotted path of the question."""
        return f"{self.outer.id}.{self.question.id}" if self.outer else self.question.id

    @property
    def in_row(self) -> bool:
        return self.outer is not None and isinstance(self.outer.type, Table)

    @property
    def may_stay_open(self) -> bool:
        """Whether a blank never blocks: optional or follow-up, itself or what is around it."""
        return self.question.may_stay_open or (self.outer is not None and self.outer.follow_up is not None)

    @property
    def shaky(self) -> frozenset[str]:
        """What cannot be seen in a single answer here."""
        return frozenset(what for _, what in hidden(self.question))

    def side(self, schema: Schema, *, name: str, definitions: Definitions) -> Side:
        """What a schema of the mapping around the answer says, for the record or for the row."""
        if self.in_row:
            side = of_row(schema)
        else:
            seen = holding(self.outer.id, schema) if self.outer else schema
            side = of_record(definitions.named(f"{self.path}-{name}", seen))
        return Side(spread=side.spread, shaky=self.shaky)

    def given(self, value: Schema = True) -> Schema:
        """An answer with a value of some sort."""
        if value is not True:
            return holding(self.question.id, value)
        reason = negated(REASON) if self.question.unanswered else True
        return holding(self.question.id, all_of(NOT_BLANK, reason))

    def left_with(self, *reasons: str) -> Schema:
        """An answer that is one of these reasons."""
        return holding(self.question.id, holding("unanswered", one_of(reasons)))

    def blank(self) -> Schema:
        """Nothing, where what is around it holds something."""
        properties: dict[str, object] = {self.question.id: BLANK}
        if self.outer is None or self.in_row:
            return {"type": "object", "properties": properties}
        if self.outer.unanswered:
            properties["unanswered"] = False
        return all_of({"type": "object", "properties": properties}, NOT_BLANK)
