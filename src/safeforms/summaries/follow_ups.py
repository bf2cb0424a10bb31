"""What may come later and has not come: since when it is open, by when it is due, and what to do if it does not come.

A part of a group that has no clock of its own has that of the group. A clock whose start is not recorded runs to no
date, and is not overdue.
"""

from collections.abc import Iterator
from datetime import datetime

from safeforms.clock import Due, due, is_overdue, parse_within
from safeforms.definition import Form
from safeforms.judgement.evaluating import Evaluation
from safeforms.problems import Path
from safeforms.questions import FollowUp, Question, Table
from safeforms.summaries.summary_items import FollowUpShown, StepShown, TellShown
from safeforms.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """By when something is due, whether it is overdue, and what is to be done by when if it does not come."""

    due: Due
    overdue: bool
    steps: tuple[StepShown, ...]


def follow_ups_of(
    evaluation: Evaluation, tell: tuple[TellShown, ...], *, start: datetime | None
) -> tuple[FollowUpShown, ...]:
    """What may come later and has not come yet, in form order; a recipient not yet told has a line of its own."""
    shown: list[FollowUpShown] = []
    for question in evaluation.form.questions.values():
        if question.id == evaluation.form.summary.sent:
            shown.extend(_not_told_yet(question, tell, start=start))
        else:
            shown.extend(_open(evaluation, question, start=start))
    return tuple(shown)


def clock_of(evaluation: Evaluation, follow_up: FollowUp, *, scope: Path, start: datetime | None) -> Clock:
    """The clock of what may come later; `scope` is the path of the group or row that it stands in."""
    since = _moment(evaluation, follow_up.of, scope=scope) if follow_up.of else start
    until = due_of(evaluation.form, follow_up.within, start=since)
    steps = tuple(_step(evaluation, within, text, since=since) for within, text in follow_up.escalate.items())
    return Clock(due=until, overdue=is_overdue(until, now=evaluation.now), steps=steps)


def follow_up_inside(around: Question, part: Question) -> FollowUp | None:
    """The follow-up of a part of a group or table: its own, or that of what is around it."""
    return part.follow_up or (None if part.optional else around.follow_up)


def due_of(form: Form, within: str, *, start: datetime | None) -> Due:
    """By when a text of the form says, counted from a start; settings are looked up."""
    parsed = parse_within(within, settings=form.settings)
    assert parsed is not None, f"{within} is no time: the form was not checked"
    return due(parsed, start=start)


def _not_told_yet(
    question: Question, tell: tuple[TellShown, ...], *, start: datetime | None
) -> Iterator[FollowUpShown]:
    for told in tell:
        if told.state in ("open", "failed"):
            yield FollowUpShown(
                path=(question.id,),
                question=f"Tell: {told.name}",
                within=told.within,
                due=told.due,
                due_note=told.due_note,
                since=start,
                overdue=told.overdue,
            )


def _open(evaluation: Evaluation, question: Question, *, start: datetime | None) -> Iterator[FollowUpShown]:
    path: Path = (question.id,)
    if evaluation.contents.at(path).kind == "value" and question.parts:
        rows = [(*path, row) for row in evaluation.contents.rows(path)] if isinstance(question.type, Table) else [path]
        for at in rows:
            for part in question.parts:
                follow_up = follow_up_inside(question, part)
                yield from _open_at(evaluation, part, (*at, part.id), follow_up=follow_up, start=start)
        return
    yield from _open_at(evaluation, question, path, follow_up=question.follow_up, start=start)
    if evaluation.contents.at(path).kind == "blank" and evaluation.asked(path).truth and question.follow_up:
        for part in question.parts:
            if _has_begun_apart(part, question):
                yield from _open_at(evaluation, part, (*path, part.id), follow_up=part.follow_up, start=start)


def _has_begun_apart(part: Question, around: Question) -> bool:
    """Whether a part of a blank group has a clock that is not the group's, nor counts from another blank in it."""
    own, shared = part.follow_up, around.follow_up
    if own is None or own.of in {other.id for other in around.parts}:
        return False
    return shared is None or bool(own.escalate) or (own.within, own.of) != (shared.within, shared.of)


def _open_at(
    evaluation: Evaluation, question: Question, path: Path, *, follow_up: FollowUp | None, start: datetime | None
) -> Iterator[FollowUpShown]:
    if follow_up is None or evaluation.contents.at(path).kind == "value":
        return
    if evaluation.asked(path).truth is not True:
        return
    clock = clock_of(evaluation, follow_up, scope=path[:-1], start=start)
    yield FollowUpShown(
        path=path,
        question=question.text,
        within=clock.due.words,
        due=clock.due.by,
        due_note=clock.due.note,
        since=clock.due.start,
        overdue=clock.overdue,
        steps=clock.steps,
    )


def _step(evaluation: Evaluation, within: str, text: str, *, since: datetime | None) -> StepShown:
    until = due_of(evaluation.form, within, start=since)
    overdue = is_overdue(until, now=evaluation.now)
    return StepShown(text=text, within=until.words, due=until.by, overdue=overdue)


def _moment(evaluation: Evaluation, name: str, *, scope: Path) -> datetime | None:
    """The moment that a follow-up counts from: a question of the same group, or one named with its group."""
    return evaluation.contents.moment((*scope, name)) or evaluation.contents.moment(tuple(name.split(".")))
