"""Whom a record says is at risk: the patient, each unborn baby, each other child, one of each.

Where it is open whether they are, whoever is recorded is shown, and said to be open: nobody is left out because a
tick was.
"""

from collections.abc import Iterator

from safeforms.judgement.evaluating import Evaluation
from safeforms.summaries.answers_shown import AnswersShown
from safeforms.summaries.summary_items import SubjectShown
from safeforms.summary_parts import Subject


def subjects_of(evaluation: Evaluation, shown: AnswersShown) -> tuple[SubjectShown, ...]:
    """The children at risk, in the order of the form, then of the rows."""
    return tuple(
        one for subject in evaluation.form.summary.referral.subjects for one in _subjects(subject, evaluation, shown)
    )


def _subjects(subject: Subject, evaluation: Evaluation, shown: AnswersShown) -> Iterator[SubjectShown]:
    truth = evaluation.rule(subject.when).truth
    if truth is False:
        return
    certain = truth is True
    if subject.rows:
        yield from _each_row(subject, subject.rows, evaluation, shown, certain=certain)
        return
    who = shown.listed((*subject.who, *([subject.number] if subject.number else [])))
    if not (who or certain):
        return
    count = _count(subject, evaluation)
    for number in range(1, count + 1):
        yield SubjectShown(
            id=_id(subject, number),
            text=f"{subject.text} {number} of {count}" if count > 1 else subject.text,
            name=shown.text(subject.who[0]) if subject.who else None,
            certain=certain,
            facts=who,
        )


def _each_row(
    subject: Subject, table: str, evaluation: Evaluation, shown: AnswersShown, *, certain: bool
) -> Iterator[SubjectShown]:
    rows = evaluation.contents.rows((table,))
    for row in rows:
        parts = [part.id for part in evaluation.form.questions[table].parts]
        facts = shown.of(
            (table, row, part) for part in parts if evaluation.contents.at((table, row, part)).kind != "blank"
        )
        name = evaluation.contents.text((table, row, parts[0]))
        text = f"{subject.text} (row {row + 1})" if len(rows) > 1 else subject.text
        yield SubjectShown(id=_id(subject, row + 1), text=text, name=name, certain=certain, facts=facts)
    if not rows and certain:
        yield SubjectShown(id=_id(subject, 1), text=subject.text, name=None, certain=certain, facts=())


def _count(subject: Subject, evaluation: Evaluation) -> int:
    answer = evaluation.contents.text((subject.number,)) if subject.number else None
    return subject.counts.get(answer, 1) if answer else 1


def _id(subject: Subject, number: int) -> str:
    return f"{subject.id}_{number}"
