"""Rows for a table of a record that is to lie in a set: together they say what each `any` and `all` is to be.

Rows are tried until there are some whose truths add up; rows of which every condition says the same are met once.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, islice, product
from typing import Final

from safeforms.burdens.filling import MOMENT, answer_of, with_plain_parts, written
from safeforms.burdens.measures import ROW, Measure
from safeforms.burdens.numbers import beside_cuts
from safeforms.burdens.outlook import Outlook
from safeforms.burdens.truths import AS_SET, FALSE, OPEN, TRUE, Truths
from safeforms.conditions import AllRows, AnyRow
from safeforms.judgement.contents import read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.problems import Path
from safeforms.questions import DateTimeType, DateType, Integer, Question, Table

Row = dict[str, object]
Said = tuple[Truths, ...]
"""What the condition of each `any` and `all` is in one row."""
TRIED: Final = 500
TOGETHER: Final = 3


def rows_for(outlook: Outlook, table: Question, answers: Mapping[str, object], *, count: int) -> list[Row] | None:
    """Rows that suit the rest of a record, `count` of them or more; None where none were found among those tried."""
    wanted = {test: outlook.kinds[point] for test, point in outlook.points.rows.items() if test.table == table.id}
    met = dict[Said, Row]()
    for row in islice(_tried(outlook, table), TRIED):
        said = _said(outlook, table, row, answers=answers, tests=[*wanted])
        if said is None or said in met:
            continue
        for others in _some(met):
            if _suit(wanted, [said, *others]):
                rows = [row, *(met[other] for other in others)]
                return rows + [dict(row) for _ in range(count - len(rows))]
        met[said] = row
    return None


def _some(met: Iterable[Said]) -> Iterator[tuple[Said, ...]]:
    """None, one, then two of what was met before."""
    before = list(met)
    return (some for size in range(TOGETHER) for some in combinations(before, size))


def _suit(wanted: Mapping[AnyRow | AllRows, Truths], rows: list[Said]) -> bool:
    """Whether rows together say what is wanted of each any and all."""
    each = zip(wanted.items(), zip(*rows, strict=True), strict=True)
    return all(_joined(test, said) & kinds for (test, kinds), said in each)


def _tried(outlook: Outlook, table: Question) -> Iterator[Row]:
    """Rows of all that conditions read of them, with plain answers beside."""
    read = [part for part in table.parts if (table.id, ROW, part.id) in outlook.points.answers]
    for answers in product(*(list(_answers(outlook, part, (table.id, ROW, part.id))) for part in read)):
        said = {part.id: answer for part, answer in zip(read, answers, strict=True)}
        yield with_plain_parts(table, said)


def _answers(outlook: Outlook, part: Question, path: Path) -> Iterator[object]:
    """Every kind of answer to a question of a row; of a number or a day all that lie beside a cut."""
    for content in reversed(outlook.points.contents[path]):
        if content.kind == "value" and isinstance(part.type, Integer | DateType | DateTimeType):
            yield from map(written, beside_cuts(outlook, Measure("answer", path=path)))
        else:
            yield answer_of(part, content)


def _said(
    outlook: Outlook, table: Question, row: Row, *, answers: Mapping[str, object], tests: list[AnyRow | AllRows]
) -> Said | None:
    """What each condition is in a row; None of one that holds what is not asked, or does not satisfy what it must."""
    form, scope, parts = outlook.points.form, (table.id, ROW), {part.id for part in table.parts}
    evaluation = Evaluation(form, read_contents(form, {**answers, table.id: [row]}, now=MOMENT), now=MOMENT)
    asked = evaluation.asked((table.id,)).truth
    if asked and any(evaluation.asked((*scope, name)).truth is False for name in row if name in parts):
        return None
    require = table.type.require if isinstance(table.type, Table) else None
    if require is not None and not evaluation.rule(require, scope=scope).truth:
        return None
    return tuple(AS_SET[evaluation.rule(test.condition, scope=scope).truth] for test in tests)


def _joined(test: AnyRow | AllRows, said: Said) -> Truths:
    """What an any or all is, from what its condition is in each row."""
    order = (TRUE, OPEN, FALSE) if isinstance(test, AnyRow) else (FALSE, OPEN, TRUE)
    return next(truth for truth in order if truth in said)
