"""A built record is a pattern: other names, words, numbers and days, now and then another option, the same findings.

Building one takes milliseconds, varying it a fraction of one. Days move together, and a birthday stays within its year
of age. Whatever is changed, the rules must say of it what they said of the pattern, or it is taken back.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from safeforms.clock import parse_datetime, years_between
from safeforms.definition import Form
from safeforms.judgement.assessment import judge_answers
from safeforms.questions import Choice, DateTimeType, DateType, NhsNumber, Question, Text, YesNo
from safeforms.synthetic.ages import birthdays
from safeforms.synthetic.building import Built
from safeforms.synthetic.chance import Chance
from safeforms.synthetic.drawing import OLDEST, YEAR
from safeforms.synthetic.places import Answers, copied
from safeforms.synthetic.words import nhs_number, texts_for

FARTHEST: Final = 27
OTHERS: Final = 3
GROWN: Final = 25
ADULT: Final = 19
Maker = Callable[[Chance, int], Any]
"""An answer for a record that lies so many days before the pattern."""


class Pattern:
    """One built record, from which many are made."""

    def __init__(self, form: Form, pattern: Built, *, now: datetime) -> None:
        self.form, self.built, self.now = form, pattern, now
        self._ages = frozenset(birthdays(form))
        self._makers = self._makers_of(tuple(form.questions.values()), pattern.answers, "")
        self._choosable = [
            (question.id, (True, False) if isinstance(question.type, YesNo) else tuple(question.options))
            for question in form.questions.values()
            if isinstance(question.type, YesNo | Choice) and isinstance(pattern.answers.get(question.id), str | bool)
        ]

    def varied(self, chance: Chance) -> Answers:
        """The answers of a record like the pattern, in form order."""
        days = chance.below(FARTHEST)
        answers = {key: make(chance, days) for key, make in self._makers}
        if not self._is_alike(answers):
            answers = copied(self.built.answers)
        for _ in range(OTHERS if self._choosable else 0):
            name, options = chance.pick(self._choosable)
            other = {**answers, name: chance.pick(options)}
            if self._is_alike(other):
                answers = other
        return answers

    def _is_alike(self, answers: Answers) -> bool:
        found, pattern = judge_answers(self.form, answers, now=self.now, rated=True), self.built.judgement
        same = found.truths == pattern.truths and found.gap == pattern.gap
        return same and (found.faults == pattern.faults or set(found.faults) == set(pattern.faults))

    def _makers_of(self, questions: tuple[Question, ...], answers: Answers, around: str) -> list[tuple[str, Maker]]:
        makers: list[tuple[str, Maker]] = []
        for question in questions:
            if question.id in answers:
                makers.append((question.id, self._maker(question, answers[question.id], f"{around}{question.id}")))
            if question.note_id in answers:
                makers.append((question.note_id, _same(answers[question.note_id])))
        return makers

    def _maker(self, question: Question, answer: Any, path: str) -> Maker:
        if isinstance(answer, dict) and "unanswered" in answer:
            return _same(answer)
        if isinstance(answer, dict):
            return _group(self._makers_of(question.parts, answer, f"{path}."))
        if isinstance(answer, list) and question.parts:
            return _rows([self._makers_of(question.parts, row, f"{path}.") for row in answer])
        match question.type:
            case Text():
                texts = texts_for(question)
                return lambda chance, _: chance.pick(texts)
            case NhsNumber():
                return lambda chance, _: nhs_number(chance)
            case DateType() if path in self._ages and isinstance(answer, str):
                return _birthday(date.fromisoformat(answer), self.now.date())
            case DateType() if isinstance(answer, str):
                day = date.fromisoformat(answer)
                return lambda _, days: (day - timedelta(days)).isoformat()
            case DateTimeType() if isinstance(answer, str):
                moment = parse_datetime(answer)
                assert moment is not None
                return lambda _, days: (moment - timedelta(days)).isoformat(timespec="minutes")
            case _:
                return _same(answer)


def _same(answer: Any) -> Maker:
    if isinstance(answer, dict | list):
        return lambda *_: copied(answer)
    return lambda *_: answer


def _group(makers: list[tuple[str, Maker]]) -> Maker:
    return lambda chance, days: {key: make(chance, days) for key, make in makers}


def _rows(rows: list[list[tuple[str, Maker]]]) -> Maker:
    return lambda chance, days: [{key: make(chance, days) for key, make in makers} for makers in rows]


def _birthday(born: date, today: date) -> Maker:
    """Another birthday of about the same age; of grown people any age of theirs."""
    if born > today:
        return _same(born.isoformat())
    age = years_between(born, today)
    first, last = (ADULT, max(age, OLDEST)) if age >= GROWN else (age, age)
    nearest, farthest = round(first * YEAR) + (FARTHEST if first else 0), round((last + 1) * YEAR) - FARTHEST - 2
    ordinal = today.toordinal()
    return lambda chance, days: date.fromordinal(ordinal - days - chance.between(nearest, farthest)).isoformat()
