"""What holds for every explanation: each law as a function that fails where it is broken.

They put answers in, and look at what the plain judge then says of the record: nothing here uses the search that
explanations come from, nor the generated rules that it tries answers by.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, combinations, product
from random import Random
from typing import Any, Final

from safeforms.definition import Form
from safeforms.explanations.explaining import explanation_of
from safeforms.explanations.explanation import Explanation
from safeforms.explanations.explanation_shown import AnswerSet, IndicatorExplained
from safeforms.judgement.contents import read_contents
from safeforms.judgement.envelope import Envelope
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.judging import judge
from safeforms.language.condition_text import parse_condition
from safeforms.language.names import readers_of
from safeforms.problems import Path
from safeforms.questions import Choices, DateTimeType, DateType, Group, Integer, Override, Question, Table
from safeforms.synthetic.places import copied, put
from tests.strategies import NOW

Answers = dict[str, Any]
Settled = ("holds", "does_not_hold")
ABOVE: Final = {"red": (), "amber": ("red",)}
"""The levels above one; above all others both."""


def explained(form: Form, answers: Answers, *, finished: bool = True) -> Explanation:
    """The explanation of a record."""
    status: Any = "completed" if finished else "in_progress"
    return explanation_of(Envelope(form=form.id, answers=answers, status=status), form=form, now=NOW)


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


def is_listed(listed: AnswerSet, path: Path, raw: object, evaluation: Evaluation) -> bool:
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


def _values(question: Question) -> Sequence[object]:
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


def made_up_answers_do_it(form: Form, answers: Answers, explanation: Explanation) -> None:
    """The answers that are put forward raise the level, or settle the indicator, as is said of them."""
    finished = explanation.status != "in_progress"
    for raised in explanation.raises:
        put_in = with_answer(form, answers, {one.path: one.recorded for one in raised.answers})
        then = states_of(form, put_in, finished=finished)
        assert any(then[name] == "holds" and form.indicators[name].level == raised.to for name in then), raised
        assert all(then[one.indicator] == "holds" for one in raised.indicators), raised
    for indicator in explanation.indicators:
        for way in indicator.together:
            put_in = with_answer(form, answers, {one.path: one.recorded for one in way.answers})
            assert states_of(form, put_in, finished=finished)[indicator.indicator] == way.outcome, way


def one_answer_settles_exactly_as_listed(form: Form, answers: Answers, explanation: Explanation) -> None:
    """An answer that is listed settles an indicator so; one that is not leaves it open, or settles it otherwise."""
    finished = explanation.status != "in_progress"
    before = interpreted(form, answers, finished=finished)
    open_ones = [one for one in explanation.indicators if one.state == "undetermined" and one.whole]
    for path in open_places(before) if open_ones else ():
        for raw in answers_for(before.question(path)):
            put_in = with_answer(form, answers, {path: raw})
            after = interpreted(form, put_in, finished=finished)
            if not is_valid(after, path):
                continue
            states = states_of(form, put_in, finished=finished)
            for one in open_ones:
                listed = {s.outcome for s in one.settles if s.path == path and is_listed(s.answers, path, raw, after)}
                assert listed == {states[one.indicator]} - {"undetermined"}, (one.indicator, path, raw)


def sets_are_the_smallest(
    form: Form, answers: Answers, explanation: Explanation, *, random: Random, tries: int
) -> None:
    """Whatever answers are put in: where they settle or raise, a listed set is among them, and they are in no other."""
    finished = explanation.status != "in_progress"
    open_ones = [one for one in explanation.indicators if one.state == "undetermined" and one.whole]
    for _ in range(tries):
        for changes in _growing(form, answers, finished=finished, random=random):
            states = states_of(form, with_answer(form, answers, changes), finished=finished)
            _raised_as_listed(form, explanation, states, set(changes))
            for one in open_ones:
                _settled_as_listed(one, states[one.indicator], set(changes))


def _raised_as_listed(form: Form, explanation: Explanation, states: Mapping[str, str], questions: set[Path]) -> None:
    for to in ABOVE.get(str(explanation.level), ("red", "amber")):
        if not any(state == "holds" and form.indicators[name].level == to for name, state in states.items()):
            continue
        reaching = [{one.path for one in raised.answers} for raised in explanation.raises if raised.to in (to, "red")]
        own = [{one.path for one in raised.answers} for raised in explanation.raises if raised.to == to]
        assert not explanation.raises_whole or any(some <= questions for some in reaching), (to, questions)
        assert not any(questions < some for some in own), (to, questions)


def _settled_as_listed(one: IndicatorExplained, state: str, questions: set[Path]) -> None:
    if state not in Settled:
        return
    listed = [{settles.path} for settles in one.settles if settles.outcome == state]
    listed += [{answer.path for answer in way.answers} for way in one.together if way.outcome == state]
    assert any(some <= questions for some in listed), (one.indicator, state, questions)
    assert not any(questions < some for some in listed), (one.indicator, state, questions)


def _growing(form: Form, answers: Answers, *, finished: bool, random: Random) -> Iterator[dict[Path, object]]:
    """One open question after another, answered at random: those open from the start, or opened by the others."""
    start = set(open_places(interpreted(form, answers, finished=finished)))
    changes: dict[Path, object] = {}
    for _ in range(random.choice((1, 2, 2, 3, 3, 4))):
        now = interpreted(form, with_answer(form, answers, changes), finished=finished)
        places = sorted(({*open_places(now), *start} - set(changes)), key=str)
        places = [path for path in places if now.contents.at(path).kind != "value" and not _excluded(path, changes)]
        pool = answers_for(now.question(path)) if places and (path := random.choice(places)) else []
        if not pool:
            return
        grown = {**changes, path: random.choice(pool)}
        after = interpreted(form, with_answer(form, answers, grown), finished=finished)
        if is_valid(after, path) and _all_open(form, answers, grown, start, finished=finished):
            changes = grown
            yield changes


def _all_open(
    form: Form, answers: Answers, changes: Mapping[Path, object], start: set[Path], *, finished: bool
) -> bool:
    """Whether each question is open from the start, or with the answers to the others."""
    for path in set(changes) - start:
        others = {other: raw for other, raw in changes.items() if other != path}
        if path not in open_places(interpreted(form, with_answer(form, answers, others), finished=finished)):
            return False
    return True


def _excluded(path: Path, changes: Mapping[Path, object]) -> bool:
    """A group or table is answered as a whole, or question by question."""
    return any(path[: len(other)] == other or other[: len(path)] == path for other in changes)
