"""Where a record is open: the questions that want an answer, and the places at which one can be put in.

A question is open where tests of it are, for want of an answer that can be used: not where it was never asked, nor
where a reason has closed the matter. Of a group that is blank each question can be answered, and the group itself be
left with a reason that it accepts; a table that is blank is filled in whole.
"""

from collections.abc import Iterator

from safeforms.conditions import Name, Part
from safeforms.judgement.evaluating import Evaluation
from safeforms.problems import Path
from safeforms.questions import Group, Override, Table
from safeforms.ways.resting import Resting


def open_at(evaluation: Evaluation, path: Path) -> bool:
    """Whether a question is open."""
    name = Name(str(path[-1])) if len(path) != 2 else Part(str(path[0]), str(path[1]))
    found = evaluation.quantity(name, scope=path[:-1] if len(path) > 2 else ())
    return found.value is None and found.otherwise.truth is None


def places_for(evaluation: Evaluation, path: Path) -> Iterator[Path]:
    """Where answers can be put in that change what a test of a question says."""
    contents, form = evaluation.contents, evaluation.form
    outer = form.questions[str(path[0])]
    if isinstance(outer.type, Group | Override) and contents.at(path[:1]).kind != "value":
        yield path[:1]
        yield from ((outer.id, part.id) for part in outer.parts)
    elif len(path) > 1 and isinstance(path[1], int) and contents.at(path[:2]).kind != "value":
        yield from ((*path[:2], part.id) for part in outer.parts)
    else:
        yield path


def paths_among(evaluation: Evaluation, resting: Resting) -> Iterator[Path]:
    """The paths of all questions that something rests on, in form order, in every row."""
    for dotted in sorted(resting.questions, key=evaluation.form.positions.__getitem__):
        outer, _, inner = dotted.partition(".")
        if not inner:
            yield (outer,)
        elif isinstance(evaluation.form.questions[outer].type, Table):
            yield from ((outer, row, inner) for row in evaluation.contents.rows((outer,)))
        else:
            yield (outer, inner)
