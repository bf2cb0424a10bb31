"""Explanations checked from outside: what the plain judge says of a record, and whether an answer is in a listed set.

Nothing here uses the search that explanations come from.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import chain, combinations, product
from typing import Any

from safeforms.clock import parse_date, parse_datetime
from safeforms.condition_text import parse_condition
from safeforms.contents import read_contents
from safeforms.definition import Choices, DateTimeType, DateType, Form, Group, Integer, Override, Question, Table
from safeforms.evaluating import Evaluation
from safeforms.explanation_shown import AnswerSet
from safeforms.judging import judge
from safeforms.names import readers_of
from safeforms.problems import Path
from safeforms.synthetic.places import copied, put
from tests.strategies import NOW

Answers = dict[str, Any]


def interpreted(form: Form, answers: Answers, *, finished: bool = True, now: datetime = NOW) -> Evaluation:
    """A record as the plain interpreter sees it."""
    return Evaluation(form, read_contents(form, answers, now=now), now=now, finished=finished)


def states_of(form: Form, answers: Answers, *, finished: bool = True, now: datetime = NOW) -> dict[str, str]:
    """What the plain judge makes of each indicator."""
    evaluation = interpreted(form, answers, finished=finished, now=now)
    failed = [str(fault.path[0]) for fault in judge(evaluation) if fault.code == "check_failed"]
    doubted = frozenset[str]().union(*(readers_of(form, name) for name in failed))
    said = {True: "holds", None: "undetermined", False: "does_not_hold"}
    found = {name: said[evaluation.named(name).truth] for name in form.indicators}
    return {
        name: "undetermined" if state == "does_not_hold" and name in doubted else state for name, state in found.items()
    }


def with_answer(form: Form, answers: Mapping[str, Any], changes: Mapping[Path, object]) -> Answers:
    """A record with some answers put in."""
    changed: Answers = copied(dict(answers))
    for path, raw in changes.items():
        question = form.question_at(".".join(step for step in path if isinstance(step, str)))
        assert question is not None
        put(changed, path, question, copied(raw))
    return changed


def is_listed(listed: AnswerSet, path: Path, raw: object, *, evaluation: Evaluation) -> bool:
    """Whether an answer is in a set; `evaluation` is the record with it put in."""
    if isinstance(raw, dict) and "unanswered" in raw:
        return raw["unanswered"] in listed.reasons
    value = evaluation.contents.at(path).value
    return (
        listed.any_answer
        or raw in listed.options
        or any(_within(value, one.start, one.end) for one in listed.ranges)
        or any(all(_truth(test.condition, evaluation) is test.truth for test in rule) for rule in listed.tests)
    )


def _within(value: object, start: object, end: object) -> bool:
    assert isinstance(value, int | date)
    return not (start is not None and value < start) and not (end is not None and value > end)  # type: ignore[operator]


def _truth(condition: str, evaluation: Evaluation) -> bool | None:
    return evaluation.rule(parse_condition(condition)).truth


def open_places(evaluation: Evaluation) -> Iterator[Path]:
    """Every place where an answer can be put in for a question that is open."""
    for question in evaluation.form.questions.values():
        path: Path = (question.id,)
        held = evaluation.contents.at(path).kind == "value"
        if isinstance(question.type, Table) and held:
            for row in evaluation.contents.rows(path):
                broken = evaluation.contents.at((*path, row)).kind != "value"
                inside = [(*path, row, part.id) for part in question.parts]
                yield from (at for at in inside if broken or is_open(evaluation, at))
        elif isinstance(question.type, Group | Override):
            inside = [(question.id, part.id) for part in question.parts]
            if held:
                yield from (at for at in inside if is_open(evaluation, at))
            elif is_open(evaluation, path):
                yield from (path, *inside)
        elif is_open(evaluation, path):
            yield path


def is_open(evaluation: Evaluation, path: Path) -> bool:
    """Whether nothing usable was recorded for a question that is or may be asked, and nothing closes the matter."""
    content, asked = evaluation.contents.at(path), evaluation.asked(path).truth
    if content.kind == "invalid":
        return True
    if content.kind == "value" or asked is False:
        return False
    if content.kind == "reason":
        return evaluation.settles(path).truth is not True
    return not (evaluation.finished and evaluation.may_stay_open(path))


def answers_for(question: Question) -> list[object]:
    """Many answers to a question, and every reason that it accepts."""
    reasons: list[object] = [{"unanswered": name, "note": "A note that says enough"} for name in question.unanswered]
    return [*_values(question), *reasons]


def _values(question: Question) -> list[object]:
    match question.type:
        case Table():
            rows = list(_rows(question))[:12]
            return [[dict(row) for row in chosen] for count in (1, 2) for chosen in combinations(rows, count)]
        case Group() | Override():
            return []
        case Choices(options=options):
            names = list(options)
            some = chain.from_iterable(combinations(names, count) for count in range(1, min(len(names), 4) + 1))
            alone = question.type.exclusive
            return [list(chosen) for chosen in some if len(chosen) == 1 or not alone.intersection(chosen)][:40]
        case Integer():
            return list(range(-1, 24))
        case DateType():
            return [(NOW.date() + timedelta(days=step)).isoformat() for step in (-40_000, *_steps())]
        case DateTimeType():
            return [(NOW + timedelta(days=step)).isoformat() for step in _steps()]
        case _ if question.options:
            return list(question.options)
        case _:
            return ["Something that was said, in so many words, and at some length", "9990000018"]


def _steps() -> list[int]:
    return [-6600, -5900, -4000, -800, -300, -40, -3, -2, -1, 0, 1, 2, 3, 5, 40, 400]


def _rows(table: Question) -> Iterator[dict[str, object]]:
    pools = [[None, *answers_for(part)[:3]] for part in table.parts]
    for answers in product(*pools):
        row = {part.id: answer for part, answer in zip(table.parts, answers, strict=True) if answer is not None}
        if row:
            yield row


def is_valid(evaluation: Evaluation, path: Path) -> bool:
    """Whether what stands at a path could be read."""
    return evaluation.contents.at(path).kind in ("value", "reason")


def parsed(value: object) -> object:
    """A day or moment as the record means it."""
    return (parse_date(value) or parse_datetime(value)) if isinstance(value, str) else value
