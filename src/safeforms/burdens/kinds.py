"""The kinds of answer to one question: answers that no test of the form tells apart are of one kind.

Each kind is a content that stands for all of its kind. The first is always the blank; then come reasons, then values.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from safeforms.burdens.tests import OfAnswer
from safeforms.judgement.answers import BLANK, Answer, Content
from safeforms.questions import Choice, Choices, Question, YesNo

SOME_VALUE: Final = Content("value", True)
"""Of a question of which only matters whether it was answered; its number, days or rows are points of their own."""


def kinds_of(
    question: Question, *, tests: Sequence[OfAnswer], named: Sequence[tuple[str, ...]]
) -> tuple[tuple[Content, ...], int]:
    """The kinds of a question's answers, and how many of them are no values. `named`: the reasons that tests name."""
    reasons = dict[object, Content]()
    for offered in question.unanswered.values():
        alike = (offered.settles, *(offered.id in some for some in named))
        reasons.setdefault(alike, Content("reason", reason=offered.id))
    without = (BLANK, *reasons.values())
    return (*without, *_values(question, tests)), len(without)


def _values(question: Question, tests: Sequence[OfAnswer]) -> Iterable[Content]:
    match question.type:
        case YesNo():
            answers: Iterable[Answer] = (True, False)
        case Choice(options=options):
            answers = options
        case Choices():
            answers = _choices(question.type, tests)
        case _:
            return (SOME_VALUE,)
    found = dict[tuple[bool, ...], Content]()
    for answer in answers:
        found.setdefault(tuple(test.passes(answer) for test in tests), Content("value", answer))
    return found.values()


def _choices(kind: Choices, tests: Sequence[OfAnswer]) -> Iterator[tuple[str, ...]]:
    """Choices that stand for all that could be made; grown option by option, so that alike ones are met once."""
    named = [test.options for test in tests if test.options]
    enough = max((test.most for test in tests), default=0) + 1
    grown: dict[tuple[frozenset[int], int], tuple[str, ...]] = {(frozenset(), 0): ()}
    for option in kind.options:
        if option in kind.exclusive:
            yield (option,)
            continue
        met = frozenset(position for position, options in enumerate(named) if option in options)
        for (before, count), chosen in list(grown.items()):
            grown.setdefault((before | met, min(count + 1, enough)), (*chosen, option))
    yield from (chosen for chosen in grown.values() if chosen)
