"""Form -> the JavaScript `always=>({...})` that makes FORM: what the engine judges by and the page says.

What is usual is left out: no `when` where a question is always asked, no type of a choice. The page has the words of
questions and options, and lines for texts, in its markup, so that its script need not have them too:
`behaviour/wording.js` takes them from there. Only what the markup shows in another way, or an option that is more than
its text, stands here in any case.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from safeforms.bank_holidays import BANK_HOLIDAYS
from safeforms.clock import parse_within, words_of
from safeforms.conditions import Always, Condition
from safeforms.definition import Check, Form, Indicator, Notify, Tell
from safeforms.language.names import readers_of
from safeforms.lines import on_one_line
from safeforms.phrases import USUAL_STOCK_PHRASES
from safeforms.questions import (
    Bound,
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    OfferedReason,
    Option,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)
from safeforms.web_page.rules import derived_rule, quoted, rule
from safeforms.wording.words import in_words

PLAIN_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
Fields = dict[str, str]


def form_data(form: Form, *, worded: bool = True) -> str:
    """A function of the condition that always holds; without the words that the markup has where not `worded`."""
    questions = _Questions(form, worded)
    data = {
        "id": quoted(form.id),
        "version": quoted(form.version),
        "questions": _lines((q.id, questions.written(q)) for q in form.questions.values()),
        "reasons": _lines((reason.id, quoted(reason.text)) for reason in form.reasons.values()),
        "noted": _list(map(quoted, _noted(form))),
        "recipients": _lines((name, quoted(text)) for name, text in form.recipients.items()),
        "derived": _lines((d.name, derived_rule(d.meaning, form=form)) for d in form.derived.values()),
        "checks": _list((_check(check, form=form) for check in form.checks), joined_by=",\n"),
        "indicators": _lines((i.id, _indicator(i, form=form)) for i in form.indicators.values()),
        "notify": _list((_notify(notify, form=form) for notify in form.notify), joined_by=",\n"),
        "doubts": _object(dict(_doubts(form))),
        "holidays": _holidays(),
        "summary": _object(_summary(form)),
    }
    return f"(always=>({_object(data, joined_by=',' + chr(10))}))"


@dataclass(frozen=True, slots=True)
class _Questions:
    """Writes the questions of a form, with all their words or without those that the markup has."""

    form: Form
    worded: bool

    def written(self, question: Question, *, around: Sequence[Question] = ()) -> str:
        fields = {
            **self._text(question),
            **self._type(question),
            **_when(question.when, form=self.form, parts=around),
            **_true("optional", question.optional),
            **_true("later", question.follow_up is not None),
            **_true("screening", question.screening),
            **self._options(question, around),
            **self._reasons(question, around),
            **_limits(question),
        }
        if isinstance(question.type, Group | Table) and question.type.require is not None:
            fields["require"] = rule(question.type.require, form=self.form, parts=question.parts)
            fields["needs"] = quoted(in_words(question.type.require, form=self.form, parts=question.parts))
        if question.parts:
            parts = ((part.id, self.written(part, around=question.parts)) for part in question.parts)
            fields["parts"] = _lines(parts)
        return _object(fields)

    def _type(self, question: Question) -> Fields:
        """None of a choice; nor of a text where the markup has its lines."""
        usual = isinstance(question.type, Choice) or (isinstance(question.type, Text) and not self.worded)
        return {} if usual else {"type": quoted(_kind(question))}

    def _text(self, question: Question) -> Fields:
        return {"text": quoted(question.text)} if self._is_here(question.text) else {}

    def _is_here(self, text: str) -> bool:
        return self.worded or on_one_line(text) != text or text != text.strip()

    def _options(self, question: Question, around: Sequence[Question]) -> Fields:
        written = {
            option.id: _option(option, form=self.form, parts=around)
            for option in question.options.values()
            if option.exclusive or option.note is not None or self._is_here(option.text)
        }
        return {"options": _object(written)} if written else {}

    def _reasons(self, question: Question, around: Sequence[Question]) -> Fields:
        written = {
            reason.id: fields
            for reason in question.unanswered.values()
            if (fields := _reason(reason, form=self.form, parts=around, worded=self.worded)) != "{}" or self.worded
        }
        return {"reasons": _object(written)} if written else {}


def _kind(question: Question) -> str:
    match question.type:
        case YesNo():
            return "yes_no"
        case Choice():
            return "choice"
        case Choices():
            return "choices"
        case Text():
            return "text"
        case Integer():
            return "integer"
        case DateType():
            return "date"
        case DateTimeType():
            return "datetime"
        case NhsNumber():
            return "nhs_number"
        case Group():
            return "group"
        case Table():
            return "table"
        case Override():
            return "override"
        case _:
            assert_never(question.type)


def _limits(question: Question) -> Fields:
    match question.type:
        case Text(min_length=shortest, max_length=longest, stock_phrases=phrases):
            usual = phrases == frozenset(USUAL_STOCK_PHRASES)
            return {
                **({"minLength": str(shortest)} if shortest != 1 else {}),
                **({"maxLength": str(longest)} if longest is not None else {}),
                **({} if usual else {"phrases": _list(map(quoted, sorted(phrases)))}),
            }
        case Integer(limits=limits) | DateType(limits=limits) | DateTimeType(limits=limits):
            return {**_bound("from", limits.start), **_bound("to", limits.end)}
        case Table(fewest=fewest, most=most):
            return {
                **({"fewest": str(fewest)} if fewest != 1 else {}),
                **({"most": str(most)} if most is not None else {}),
            }
        case _:
            return {}


def _bound(key: str, bound: Bound | None) -> Fields:
    if bound is None:
        return {}
    return {key: quoted(bound) if isinstance(bound, str) else str(bound)}


def _option(option: Option, *, form: Form, parts: Sequence[Question]) -> str:
    fields = _true("exclusive", option.exclusive)
    if option.note is not None:
        fields["note"] = rule(option.note, form=form, parts=parts)
    return _object({"text": quoted(option.text), **fields}) if fields else quoted(option.text)


def _reason(reason: OfferedReason, *, form: Form, parts: Sequence[Question], worded: bool) -> str:
    """What sets a reason apart here; without words, from what is said of it once in `noted`."""
    usual = not worded and reason.id in _noted(form)
    fields = {"note": "true" if reason.note_required else "false"} if reason.note_required != usual else {}
    if reason.settles is not None:
        fields["settles"] = rule(reason.settles, form=form, parts=parts)
    return _object(fields)


def _noted(form: Form) -> list[str]:
    """The reasons that need a note wherever nothing else is said of them."""
    return [reason.id for reason in form.reasons.values() if reason.note_required]


def _check(check: Check, *, form: Form) -> str:
    """A list, which `unfolded` names: id, at, message, never."""
    return _list([*map(quoted, (check.id, check.at, check.message)), rule(check.never, form=form)])


def _indicator(indicator: Indicator, *, form: Form) -> str:
    """A list, which `unfolded` names: level, concern, actions, within, tell, when, and `true` if it is hard."""
    told = _telling(indicator, form=form)
    said = (quoted(indicator.level), quoted(indicator.concern), _list(map(quoted, indicator.actions)))
    return _list([*said, *told.values(), *_true("hard", indicator.hard).values()])


def _notify(notify: Notify, *, form: Form) -> str:
    return _object({"id": quoted(notify.id), **_telling(notify, form=form)})


def _telling(teller: Indicator | Notify, *, form: Form) -> Fields:
    """What an indicator and a routine rule have in common. How soon is said in words, a setting as what it is here."""
    within = parse_within(teller.within, settings=form.settings)
    assert within is not None, f"{teller.within} is no time: the form was not checked"
    return {
        "within": quoted(words_of(within)),
        "tell": _list(_tell(tell, form=form) for tell in teller.tell),
        "when": rule(teller.when, form=form),
    }


def _tell(tell: Tell, *, form: Form) -> str:
    """Who, and if it rests on a condition, that too."""
    if isinstance(tell.when, Always):
        return quoted(tell.recipient)
    return _object({"to": quoted(tell.recipient), "when": rule(tell.when, form=form)})


def _doubts(form: Form) -> Iterable[tuple[str, str]]:
    """For each question at which a check can fail, which indicators read it, however far: their numbers, from 0."""
    places = {check.at.partition(".")[0]: None for check in form.checks}
    if form.summary.override:
        places[form.summary.override] = None
    for place in places:
        readers = readers_of(form, place)
        numbers = [str(number) for number, name in enumerate(form.indicators) if name in readers]
        if numbers:
            yield place, _list(numbers)


def _summary(form: Form) -> Fields:
    named = {"assessedAt": form.summary.assessed_at, "override": form.summary.override}
    return {key: quoted(name) for key, name in named.items() if name is not None}


def _holidays() -> str:
    """The bank holidays of each year, month and day together: "0101 0403"."""
    years: dict[str, list[str]] = {}
    for day in sorted(BANK_HOLIDAYS):
        years.setdefault(str(day.year), []).append(f"{day:%m%d}")
    return _object({year: quoted(" ".join(days)) for year, days in years.items()})


def _when(condition: Condition, *, form: Form, parts: Sequence[Question]) -> Fields:
    return {} if isinstance(condition, Always) else {"when": rule(condition, form=form, parts=parts)}


def _true(key: str, holds: bool) -> Fields:
    return {key: "true"} if holds else {}


def _list(items: Iterable[str], *, joined_by: str = ",") -> str:
    return f"[{joined_by.join(items)}]"


def _lines(items: Iterable[tuple[str, str]]) -> str:
    """An object with a key a line."""
    return _object({key: f"{item}" for key, item in items}, joined_by=",\n")


def _object(fields: Mapping[str, str], *, joined_by: str = ",") -> str:
    """Keys are ids of the form or names of ours: none has a meaning of its own in a literal, as `__proto__` has."""
    return "{" + joined_by.join(f"{_key(key)}:{value}" for key, value in fields.items()) + "}"


def _key(name: str) -> str:
    return name if PLAIN_KEY.fullmatch(name) else quoted(name)
