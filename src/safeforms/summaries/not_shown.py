"""The questions that a record was not asked, and why: together where the same kept them from being asked."""

from collections.abc import Iterator

from safeforms.conditions import Condition
from safeforms.explanations.because import because
from safeforms.judgement.evaluating import Evaluation
from safeforms.language.prerequisites import needed_before
from safeforms.questions import Question
from safeforms.summaries.summary_items import NotShown
from safeforms.wording.words import in_words


def not_shown_of(evaluation: Evaluation) -> tuple[NotShown, ...]:
    """The questions outside groups that were not asked, and hold nothing, in form order.

    One that waits for another which was not asked either stands below that.
    """
    form = evaluation.form
    groups: dict[Condition, tuple[list[str], list[str]]] = {}
    first: dict[str, Condition] = {}
    for question in _unasked(evaluation):
        needed = needed_before(form)[question.id]
        before = next((name for name in first if name in needed), None)
        if before:
            first[question.id] = first[before]
            groups[first[before]][1].append(question.short or question.text)
            continue
        first[question.id] = because(question.when, evaluation=evaluation)
        groups.setdefault(first[question.id], ([], []))[0].append(question.short or question.text)
    return tuple(
        NotShown(why=in_words(condition, form=form), questions=tuple(own), following=tuple(following))
        for condition, (own, following) in groups.items()
    )


def _unasked(evaluation: Evaluation) -> Iterator[Question]:
    for question in evaluation.form.questions.values():
        path = (question.id,)
        if evaluation.contents.at(path).kind == "blank" and evaluation.asked(path).truth is False:
            yield question
