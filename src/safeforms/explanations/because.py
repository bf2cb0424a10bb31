"""What of a condition made it what it is for one record: of a true `or` what holds, of a false `and` what fails.

What is left is a condition itself, and as true, false or unknown of the record as the whole. A named truth with a text
of its own stays a name; any other is opened, unless its names would mean something else where it is used.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from safeforms.conditions import (
    AllRows,
    Answered,
    AnyRow,
    Both,
    Compare,
    Condition,
    Either,
    In,
    Includes,
    Is,
    Name,
    Not,
    Truth,
    Unanswered,
)
from safeforms.definition import Form
from safeforms.explanations.kept_from import OPPOSITE, failing, unknown
from safeforms.judgement.evaluating import Evaluation
from safeforms.language.names import names_in
from safeforms.problems import Path
from safeforms.wording.words import in_words, spelt_out


def because(condition: Condition, *, evaluation: Evaluation, scope: Path = ()) -> Condition:
    """The part of a condition that makes it what it is; `scope` is the path of the group or row that it stands in."""
    return _Trimming(evaluation).trimmed(condition, (scope,))


class _Trimming:
    """Trims for several rows at once: what is left is as true of each of them as the whole was."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation

    def trimmed(self, condition: Condition, scopes: Sequence[Path]) -> Condition:
        match condition:
            case Both(parts):
                return joined(Both, [self.trimmed(part, scopes) for part in self._kept(parts, scopes, deciding=False)])
            case Either(parts):
                return joined(Either, [self.trimmed(part, scopes) for part in self._kept(parts, scopes, deciding=True)])
            case AnyRow() | AllRows():
                return self._rows(condition, scopes)
            case Truth(name):
                meaning = opened(self._evaluation.form, name, scope=scopes[0])
                return self.trimmed(meaning, scopes) if meaning else condition
            case Not(inner):
                return self._denied(inner, scopes)
            case In(value, literals):
                met = tuple(one for one in literals if self._holds(In(value, (one,)), scopes))
                return replace(condition, literals=met or literals)
            case Includes(name, options):
                chosen = tuple(one for one in options if self._holds(Includes(name, (one,)), scopes))
                return Includes(name, chosen or options)
            case _:
                return condition

    def _holds(self, condition: Condition, scopes: Sequence[Path]) -> bool:
        """Whether a condition is true in any of the rows."""
        return any(self._evaluation.rule(condition, scope=scope).truth for scope in scopes)

    def _kept(self, parts: tuple[Condition, ...], scopes: Sequence[Path], *, deciding: bool) -> list[Condition]:
        """The parts that make an `and` or an `or` what it is, in one row or another; `deciding` decides it alone."""
        kept: set[int] = set()
        for scope in scopes:
            truths = [self._evaluation.rule(part, scope=scope).truth for part in parts]
            whole = deciding if deciding in truths else None if None in truths else not deciding
            kept |= {place for place, truth in enumerate(truths) if truth is whole}
        return [part for place, part in enumerate(parts) if place in kept]

    def _rows(self, condition: AnyRow | AllRows, scopes: Sequence[Path]) -> AnyRow | AllRows:
        rows = self._deciding_rows(condition, scopes)
        return replace(condition, condition=self.trimmed(condition.condition, rows)) if rows else condition

    def _deciding_rows(self, condition: AnyRow | AllRows, scopes: Sequence[Path]) -> list[Path]:
        """The rows that alone decide an `any` or an `all`; all that can be read where no row does."""
        deciding = isinstance(condition, AnyRow)
        whole = {self._evaluation.rule(condition, scope=scope).truth for scope in scopes}
        contents = self._evaluation.contents
        rows: list[Path] = [(condition.table, row) for row in contents.rows((condition.table,))]
        rows = [row for row in rows if contents.at(row).kind == "value"]
        if whole != {deciding}:
            return rows
        return [row for row in rows if self._evaluation.rule(condition.condition, scope=row).truth is deciding]

    def _denied(self, inner: Truth | Answered | Unanswered | AnyRow | AllRows, scopes: Sequence[Path]) -> Condition:
        if isinstance(inner, AnyRow | AllRows):
            return Not(self._rows(inner, scopes))
        trimmed = self.trimmed(inner, scopes)
        return Not(inner) if trimmed == inner else self._otherwise(trimmed, scopes) or Not(inner)

    def _otherwise(self, condition: Condition, scopes: Sequence[Path]) -> Condition | None:
        """A condition that is true where this is false, and unknown where it is; None where the language has none."""
        match condition:
            case Both(parts):
                return self._each_otherwise(parts, scopes, how=Either)
            case Either(parts):
                return self._each_otherwise(parts, scopes, how=Both)
            case Not(inner):
                return inner
            case Truth() | Answered() | Unanswered() | AnyRow() | AllRows():
                return Not(condition)
            case Is() | In() if self._has_values(condition, scopes):
                return replace(condition, negated=not condition.negated)
            case Compare(left, operator, right) if self._has_values(condition, scopes):
                return Compare(left, OPPOSITE[operator], right)
            case _:
                return None

    def _each_otherwise(
        self, parts: Iterable[Condition], scopes: Sequence[Path], *, how: type[Both] | type[Either]
    ) -> Condition | None:
        each = [self._otherwise(part, scopes) for part in parts]
        known = [part for part in each if part is not None]
        return joined(how, known) if len(known) == len(each) else None

    def _has_values(self, test: Is | In | Compare, scopes: Sequence[Path]) -> bool:
        """Whether the opposite test is the opposite of this one: both are False where there is nothing to test."""
        return not any(
            self._evaluation.rule(test, scope=scope).truth is False and lacks_values(test, self._evaluation, scope)
            for scope in scopes
        )


def lacks_values(test: Is | In | Compare, evaluation: Evaluation, scope: Path) -> bool:
    """Whether a test of values has nothing to test."""
    values = (test.left, test.right) if isinstance(test, Compare) else (test.value,)
    return any(evaluation.quantity(value, scope=scope).value is None for value in values)


def because_in_words(indicator: str, *, evaluation: Evaluation) -> str:
    """What made an indicator what it is, as a phrase to follow "because"; for whoever holds the record.

    Of one that holds, what of its rule holds; of one that does not, all that keeps it from holding; of one that is not
    known, what is not known.
    """
    form, truth = evaluation.form, evaluation.named(indicator).truth
    kept = because(form.indicators[indicator].when, evaluation=evaluation)
    if truth is None:
        whether = [f"whether {phrase}" for phrase in dict.fromkeys(unknown(kept, evaluation=evaluation))]
        return f"it is not known {spelt_out(whether, joined_by='and')}"
    if truth is False:
        return spelt_out(list(dict.fromkeys(failing(kept, evaluation=evaluation))), joined_by="and")
    parts = kept.parts if isinstance(kept, Both | Either) else (kept,)
    joined_by = "or" if isinstance(kept, Either) else "and"
    return spelt_out([in_words(part, form=form) for part in parts], joined_by=joined_by)


def opened(form: Form, name: str, *, scope: Path) -> Condition | None:
    """What a named truth means; None where it has words of its own, or where its names are taken by the row."""
    derived = form.derived.get(name)
    if derived is None or derived.text:
        return None
    own = {part.id for part in form.questions[str(scope[0])].parts} if scope else set()
    if own.intersection(names_in(derived.meaning)):
        return None
    meaning = Truth(derived.meaning.name) if isinstance(derived.meaning, Name) else derived.meaning
    assert isinstance(meaning, Condition), f"{name} is no truth: the form was not checked"
    return meaning


def joined(how: type[Both] | type[Either], parts: Sequence[Condition]) -> Condition:
    """Parts in an `and` or an `or`, each once and without another of the same kind inside; one part stands alone."""
    flat: dict[Condition, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, how) else (part,)))
    return next(iter(flat)) if len(flat) == 1 else how(tuple(flat))
