"""How many questions one record can be asked, fewest and most, by route: proven over the form's conditions, and shown.

A group or a table counts as one question. What registration fills in (the section `person`) and what is optional do not
count; what may follow later does. Each number has two halves. A search shows that no complete record goes beyond it; a
record that `validate` accepts shows that it is reached. Where the second half is missing, `exact` is False.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from typing import Final

from safeforms.burdens.filling import MOMENT
from safeforms.burdens.held import Taken
from safeforms.burdens.outlook import Outlook
from safeforms.burdens.points import Points
from safeforms.burdens.search import Goal, promises
from safeforms.burdens.truths import AS_SET, FALSE, OPEN, TRUE, Truths
from safeforms.burdens.witness import record_of
from safeforms.definition import Form
from safeforms.judgement.contents import read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.faults import errors_among
from safeforms.judgement.judging import judge
from safeforms.language.names import is_truth
from safeforms.values import dataclass

REGISTRATION: Final = "person"
ROUTES: Final[Mapping[str, Mapping[Truths, str]]] = {
    "is_child": {TRUE: "child", FALSE: "adult", OPEN: "of an age that nobody can tell"},
    "in_full": {TRUE: "", FALSE: "in short", OPEN: "in full or in short, nobody can tell"},
}
"""The derived truths that part the records of a form, where it has them; a route that no record takes is left out."""
TRIED: Final = 12
"""So many sets are tried for a record before a number is called a bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """The fewest or the most questions. `bound`: no record goes beyond it.

    `asked` are the ids that count of those which the record `answers` is asked, in form order; without a record, none.
    """

    bound: int
    asked: tuple[str, ...] = ()
    answers: Mapping[str, object] | None = None

    @property
    def exact(self) -> bool:
        """Whether a complete record reaches the bound."""
        return self.answers is not None and len(self.asked) == self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """What complete records of one route are asked. `route` is empty where a form has only one.

    `always` are the ids that every record must answer. `most` is of records that hold nothing that was not asked for;
    `most_told` of all: an answer that nobody asked for can open questions too. `fewest` is of all.
    """

    route: str
    always: tuple[str, ...]
    fewest: Extreme
    most: Extreme
    most_told: Extreme


def burden(form: Form) -> tuple[Burden, ...]:
    """The burden of a form by route. Takes seconds for a form of seventy questions."""
    points = Points(form)
    names = [name for name in ROUTES if name in form.derived and is_truth(form, form.derived[name].meaning)]
    found = []
    for truths in product(*(ROUTES[name] for name in names)):
        route = ", ".join(filter(None, (ROUTES[name][truth] for name, truth in zip(names, truths, strict=True))))
        taken: Taken = {("named", name): truth for name, truth in zip(names, truths, strict=True)}
        found.append(_of_route(points, route=route, taken=taken))
    return tuple(one for one in found if one)


def counted(form: Form) -> tuple[str, ...]:
    """The ids of the questions that count, in form order."""
    sections = (section for section in form.sections if section.id != REGISTRATION)
    return tuple(question.id for section in sections for question in section.questions if not question.optional)


def _of_route(points: Points, *, route: str, taken: Taken) -> Burden | None:
    """The burden of one route; None where no record takes it."""
    only_asked, told = (Outlook(points, kinds=points.full, taken=taken, told=told) for told in (False, True))
    fewest = _extreme(told, most=False, like=_extreme(only_asked, most=False))
    if fewest is None:
        return None
    most = _extreme(only_asked, most=True)
    most_told = _extreme(told, most=True, like=most)
    assert most_told is not None, "there are records, so that there is a most"
    always = tuple(_always(told, among=fewest.asked))
    return Burden(route=route, always=always, fewest=fewest, most=most or most_told, most_told=most_told)


def _extreme(start: Outlook, *, most: bool, like: Extreme | None = None) -> Extreme | None:
    """The bound of a set and a record that reaches it, that of `like` where it does. None of a set without records."""
    goal = Goal(
        counted=frozenset(counted(start.points.form)), most=most, known=like.bound if like and like.exact else None
    )
    bound: int | None = None
    for promise in islice(promises(start, goal), TRIED):
        bound = promise.number if bound is None else bound
        if like and bound == goal.known:
            return like
        answers = record_of(promise.outlook) if promise.outlook else None
        asked = _asked(start, answers) if answers else ()
        if len(asked) == promise.number:
            return Extreme(bound=bound, asked=asked, answers=answers)
    if bound is None:
        return None
    return Extreme(bound=bound, asked=like.asked, answers=like.answers) if like else Extreme(bound=bound)


def _asked(start: Outlook, answers: Mapping[str, object]) -> tuple[str, ...]:
    """The questions that count of those which a record of a set is asked; none of a record that is not in the set."""
    form = start.points.form
    evaluation = Evaluation(form, read_contents(form, answers, now=MOMENT), now=MOMENT)
    faults = judge(evaluation)
    if errors_among(faults) or (faults and not start.told):
        return ()
    for (_, name), truth in start.taken.items():
        if AS_SET[evaluation.named(str(name)).truth] != truth:
            return ()
    return tuple(name for name in counted(form) if evaluation.asked((name,)).truth)


def _always(start: Outlook, *, among: Iterable[str]) -> Iterator[str]:
    """Those of some questions which every record of a set must answer: none of them is complete without."""
    nothing = Goal(counted=frozenset(), most=False)
    for name in among:
        path = (name,)
        if start.points.form.questions[name].may_stay_open:
            continue
        without = Outlook(
            start.points, kinds=start.kinds, taken={**start.taken, ("asked", path): FALSE | OPEN}, told=start.told
        )
        if start.asked(path) == TRUE or next(promises(without, nothing), None) is None:
            yield name
