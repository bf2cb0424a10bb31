"""One believable answer to a question, drawn by chance; what is usual comes more often than what is not.

Authors put the usual option first, so that it comes first here too. A yes_no is mostly "no". Limits that rest on other
answers are not looked at: whoever builds a record mends them.
"""

from datetime import date, datetime, timedelta
from typing import Final, assert_never

from safeforms.clock import as_day
from safeforms.conditions import Always
from safeforms.definition import Form
from safeforms.judgement.answers import fixed_bound
from safeforms.questions import (
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
from safeforms.synthetic.ages import birthdays
from safeforms.synthetic.chance import Chance
from safeforms.synthetic.words import nhs_number, note_for, text_for

USUALLY: Final = 0.6
NO: Final = 0.75
LEFT: Final = 0.03
FEW: Final = 5
MANY: Final = 24
LONGEST_AGO: Final = 14 * 24 * 60
OLDEST: Final = 64
ADULT: Final = 0.35
SMALL: Final = 10
NEARLY: Final = 2
YEAR: Final = 365.2425
Answers = dict[str, object]


class Drawing:
    """Answers of one record. `seen` is the moment around which its dates lie."""

    def __init__(self, form: Form, *, now: datetime, chance: Chance) -> None:
        self.form, self.now, self.chance = form, now, chance
        self.ages = birthdays(form)
        self.seen = now.replace(second=0, microsecond=0) - timedelta(minutes=chance.between(60, LONGEST_AGO))

    def answer(self, question: Question, *, path: str, reasons: bool = True) -> object:
        """An answer to a question at a dotted path; with `reasons` seldom a reason instead."""
        if reasons and question.unanswered and self.chance.likely(0 if question.screening else LEFT):
            return self.reason(question)
        match question.type:
            case YesNo():
                return not self.chance.likely(NO)
            case Choice(options=options):
                return self._usual(list(options))
            case Choices():
                return self.choices(question.type)
            case Text():
                return text_for(question, self.chance)
            case Integer(limits=limits):
                return self._number(limits)
            case DateType(limits=limits):
                return self.any_birthday(path) if path in self.ages else self._day(limits).isoformat()
            case DateTimeType(limits=limits):
                return self._moment(limits).isoformat(timespec="minutes")
            case NhsNumber():
                return nhs_number(self.chance)
            case Group() | Override():
                return self._parts(question)
            case Table():
                return self.rows(question, question.type, count=1 if self.chance.likely(USUALLY) else 2)
            case _:
                assert_never(question.type)

    def reason(self, question: Question, *, among: tuple[str, ...] = ()) -> Answers:
        """A reason that the question accepts, with a note; of some ids where they are given."""
        offered = [reason for reason in question.unanswered.values() if not among or reason.id in among]
        reason = self.chance.pick(offered)
        note = {"note": note_for(self.chance)} if reason.note_required or self.chance.likely(NO) else {}
        return {"unanswered": reason.id, **note}

    def rows(self, question: Question, table: Table, *, count: int) -> list[Answers]:
        """As many rows as that, within the limits of the table."""
        most = table.most if table.most is not None else count
        return [self._parts(question) for _ in range(max(table.fewest, min(count, most), 1))]

    def choices(self, kind: Choices) -> list[str]:
        """Some options that go together, in the order of the form."""
        alone = [option for option in kind.options if option in kind.exclusive]
        others = [option for option in kind.options if option not in kind.exclusive]
        if alone and (not others or self.chance.likely(USUALLY)):
            return [self.chance.pick(alone)]
        chosen = self.chance.mixed(others)[: self.chance.between(1, 2)]
        return [option for option in others if option in chosen]

    def birthday(self, first: int, last: int) -> str:
        """A day on which somebody was born who was of an age between two, both included, when seen."""
        days = self.chance.between(round(first * YEAR) + 1, round((last + 1) * YEAR) - 2)
        return date.fromordinal(self.seen.toordinal() - days).isoformat()

    def any_birthday(self, path: str) -> str:
        """A birthday of an age between two that make a difference; above all of them in a third of all draws.

        Where a form makes no difference among small children, the patient is none.
        """
        ages = self.ages[path]
        youngest = ages[0] - NEARLY if ages[0] > SMALL and "." not in path else 0
        edges = [youngest, *ages, OLDEST]
        band = len(ages) if self.chance.likely(ADULT) else self.chance.below(len(ages))
        return self.birthday(edges[band], edges[band + 1] - 1)

    def day_after(self, days: int) -> date:
        """The day so many days after the one that the record is about."""
        return self.seen.date() + timedelta(days=days)

    def _usual(self, options: list[str]) -> str:
        return options[0] if self.chance.likely(USUALLY) else self.chance.pick(options)

    def _parts(self, question: Question) -> Answers:
        """A group or row in which all is answered that is always asked; never empty."""
        asked = [part for part in question.parts if isinstance(part.when, Always) and not part.may_stay_open]
        return {part.id: self.answer(part, path=f"{question.id}.{part.id}") for part in asked or question.parts[:1]}

    def _number(self, limits: Range) -> int:
        first = limits.start if isinstance(limits.start, int) else None
        last = limits.end if isinstance(limits.end, int) else None
        if first is None:
            first = 0 if last is None or last >= 0 else last - 20
        if last is None:
            last = first + 20
        return self.chance.between(first, min(last, first + (FEW if self.chance.likely(USUALLY) else MANY)))

    def _moment(self, limits: Range) -> datetime:
        """A moment soon after the record begins, and not beyond limits that are known."""
        start, end = fixed_bound(limits.start, now=self.now), fixed_bound(limits.end, now=self.now)
        moment = self.seen + timedelta(minutes=self.chance.between(0, 55))
        if isinstance(start, date) and as_day(start) >= moment.date():
            moment = self.now + timedelta(hours=self.chance.between(1, 72))
        return min(moment, end) if isinstance(end, datetime) else moment

    def _day(self, limits: Range) -> date:
        start, end = fixed_bound(limits.start, now=self.now), fixed_bound(limits.end, now=self.now)
        to_come = limits.start is not None and end is None
        day = self.day_after(self.chance.between(1, 10)) if to_come else self.day_after(-self.chance.between(0, 20))
        return max(day, as_day(start)) if isinstance(start, date) else day
