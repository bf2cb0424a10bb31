"""The answers that a referral needs, apart by what they rest on: fact, words of somebody, or opinion.

An answer stands once. A row of a table says its cells too, so that none of them is shown again.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from safeforms.definition import Form
from safeforms.problems import Path
from safeforms.summaries.answers_shown import AnswersShown, beside_the_statement
from safeforms.summaries.carrying import kinds_of, questions_along
from safeforms.summaries.summary import Summary
from safeforms.summaries.summary_items import AnswerShown
from safeforms.summary_parts import Basis

RECORDED: Final = ("value", "invalid")
LISTS: Final = ("company", "family", "social_care")


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """The answers that bear on the harm. The lists but `said` and `opinions` hold facts, and what was left open."""

    company: tuple[AnswerShown, ...]
    family: tuple[AnswerShown, ...]
    social_care: tuple[AnswerShown, ...]
    done: tuple[AnswerShown, ...]
    facts: tuple[AnswerShown, ...]
    said: tuple[AnswerShown, ...]
    opinions: tuple[AnswerShown, ...]


def basis_of(form: Form, path: Path) -> Basis:
    """What an answer rests on: a part of a group may say it itself, else the group does. A note is as its answer.

    A derived value is no fact where anything that it is worked out from is none.
    """
    inner_first = reversed(questions_along(form, path))
    return next((question.basis for question in inner_first if question.basis != "fact"), "fact")


def kept_apart(summary: Summary, *, form: Form, shown: AnswersShown) -> Apart:
    """What bears on the harm: what was found and why, who is there, what was seen, said, thought and done.

    Of what is sensitive it has the kinds alone that a finding, the statement, the words or the lists are of: sexual
    health is not told for a fall. What has a place of its own in a referral is not shown again.
    """
    taken = {answer.path for answer in (*summary.seen, *summary.person)} | set(_elsewhere(form))
    lists: dict[str, tuple[AnswerShown, ...]] = {}
    loose: list[AnswerShown] = []
    done = shown.listed(question.id for question in beside_the_statement(form))
    for name, answers in [*((name, getattr(summary, name)) for name in LISTS), ("done", done)]:
        left = [answer for answer in answers if not _covered(answer.path, taken)]
        lists[name] = tuple(answer for answer in left if _is_fact(answer, form=form, shown=shown))
        taken |= {answer.path for answer in lists[name]}
        loose += [answer for answer in left if answer not in lists[name]]
    printed = [answer.path for name in LISTS for answer in lists[name]]
    loose += _bearing(summary, form=form, shown=shown, printed=printed)
    apart: dict[Basis, list[AnswerShown]] = {"fact": [], "said": [], "opinion": []}
    for answer in sorted(loose, key=lambda answer: len(answer.path)):
        if not _covered(answer.path, taken):
            taken.add(answer.path)
            apart[basis_of(form, answer.path)].append(answer)
    facts, said, opinions = (_in_form_order(answers, shown=shown) for answers in apart.values())
    return Apart(
        company=lists["company"],
        family=lists["family"],
        social_care=lists["social_care"],
        done=lists["done"],
        facts=facts,
        said=said,
        opinions=opinions,
    )


def _bearing(summary: Summary, *, form: Form, shown: AnswersShown, printed: Iterable[Path]) -> Iterator[AnswerShown]:
    """What findings rest on, what was recorded though not asked for, and whatever is of the same kinds."""
    evidence = [
        answer
        for finding in summary.findings
        for answer in finding.evidence
        if shown.contents.at(answer.path).kind in RECORDED
    ]
    yield from evidence
    yield from summary.not_asked
    grounds = {form.summary.statement, *form.summary.words, *(str(answer.path[0]) for answer in evidence)}
    told = [kinds_of(form, (name,)) or frozenset() for name in grounds if name]
    told += [kinds for path in printed if (kinds := kinds_of(form, path)) and len(kinds) == 1]
    kinds = frozenset().union(*told)
    for name in form.questions:
        own = kinds_of(form, (name,))
        if own is not None and own <= kinds and shown.contents.at((name,)).kind in RECORDED:
            yield shown.at((name,))


def _elsewhere(form: Form) -> Iterator[Path]:
    """What has a place of its own in a referral."""
    parts = form.summary
    names = (parts.assessed_at, parts.statement, parts.override, parts.sent, parts.safe_contact)
    loop = (parts.referral.made, parts.referral.not_made, parts.referral.details, parts.referral.outcome)
    return ((name,) for name in (*names, *loop) if name)


def _is_fact(answer: AnswerShown, *, form: Form, shown: AnswersShown) -> bool:
    """Whether it belongs among facts: also that nothing was answered, whatever the answer would have been."""
    unanswered = answer.path[0] in form.questions and shown.contents.at(answer.path).kind not in RECORDED
    return unanswered or basis_of(form, answer.path) == "fact"


def _covered(path: Path, taken: Collection[Path]) -> bool:
    """Whether an answer is shown already, in whole or with the row or group around it, or cell by cell."""
    return any(path[: len(other)] == other or other[: len(path)] == path for other in taken)


def _in_form_order(answers: Iterable[AnswerShown], *, shown: AnswersShown) -> tuple[AnswerShown, ...]:
    return tuple(sorted(answers, key=lambda answer: shown.position(answer.path)))
