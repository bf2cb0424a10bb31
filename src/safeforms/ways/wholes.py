"""The kinds of answer that are made of several: the options of a choices question, the rows of a table.

Tests see of them which named options are among them, how many there are, and what an `any` or `all` says of the rows.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from safeforms.burdens.tests import OfAnswer, OfNumber, read_test
from safeforms.conditions import AllRows, AnyRow, Compare, Condition, Count, In, Includes, Is, Name, Number, Part
from safeforms.definition import Form
from safeforms.judgement.contents import Contents, read_again
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.rulings import Ruling, both, either
from safeforms.problems import Path
from safeforms.questions import Choices, Question
from safeforms.ways.kinds import Kind
from safeforms.ways.resting import Test, values_behind

MOST_ROWS: Final = 400
"""So many kinds of one row are looked at."""
MOST_TABLES: Final = 400
MANY: Final = 8
"""Up to so many are told apart where a test compares one number of rows with another."""
Said = tuple[bool | None, ...]
RowTest = AnyRow | AllRows


def choices_of(kind: Choices, path: Path, *, form: Form, tests: Sequence[Test]) -> Iterator[Kind]:
    """The kinds of choice: by which named options are among them, and by how many there are where that is tested."""
    named = list(dict.fromkeys(frozenset(test.options) for test, _ in tests if isinstance(test, Includes)))
    enough = counted(form, tests, most=len(kind.options))
    alone: dict[frozenset[int], str] = {}
    grown: dict[tuple[frozenset[int], int], tuple[str, ...]] = {(frozenset(), 0): ()}
    for option in kind.options:
        met = frozenset(place for place, options in enumerate(named) if option in options)
        if option in kind.exclusive:
            alone.setdefault(met, option)
            continue
        for (before, count), chosen in list(grown.items()):
            grown.setdefault((before | met, min(count + 1, enough)), (*chosen, option))
    name = Part(str(path[0]), str(path[1])) if len(path) == 2 else Name(str(path[-1]))
    of_name = [Includes(name, tuple(option for option in kind.options if option in options)) for options in named]
    several = [(met, count, chosen) for (met, count), chosen in grown.items() if chosen]
    for met, count, chosen in (*several, *((met, 0, (option,)) for met, option in alone.items())):
        included = [(test, place in met) for place, test in enumerate(of_name)]
        yield Kind(raw=list(chosen), facts=(*_numbers(name, count, range(1, enough + 1)), *included))


def tables_of(
    table: Question, parts: Sequence[Sequence[object]], *, evaluation: Evaluation, tests: Sequence[Test]
) -> tuple[list[Kind], bool]:
    """The kinds of a table, and whether they are all.

    `parts` has for each question of a row the answers that make a difference there, None for a blank one.
    """
    of_rows = list(dict.fromkeys(test for test, _ in tests if isinstance(test, RowTest)))
    rows, whole = _rows(table, parts, evaluation=evaluation, tests=of_rows)
    enough = counted(evaluation.form, tests, most=MANY)
    met: dict[tuple[Said, int], list[Said]] = {}
    waiting: list[list[Said]] = [[]]
    for before in waiting:
        for said in rows:
            grown = [*before, said]
            key = _joined(of_rows, grown), min(len(grown), enough)
            if key not in met and len(met) < MOST_TABLES:
                met[key] = grown
                waiting.append(grown)
    kinds = [
        Kind(
            raw=[rows[said] for said in made],
            facts=(*_numbers(Name(table.id), count, range(2, enough + 1)), *zip(of_rows, truths, strict=True)),
        )
        for (truths, count), made in met.items()
    ]
    return kinds, whole and len(met) < MOST_TABLES


def counted(form: Form, tests: Sequence[Test], *, most: int) -> int:
    """From how many on no test tells a number from a greater one."""
    enough = 1
    for test, within in tests:
        if isinstance(test, Is | In | Compare) and any(isinstance(v, Count) for v in values_behind(form, test)):
            read = read_test(form, test, scope=(within, 0) if within else ())
            if isinstance(read, OfAnswer):
                enough = max(enough, read.most + 1)
            elif isinstance(read, OfNumber):
                alone = read.measure.kind == "count"
                enough = max(enough, *(int(cut) + 1 for cut in read.cuts)) if alone else max(enough, most)
    return enough


def _numbers(name: Name | Part, count: int, numbers: range) -> tuple[tuple[Condition, bool], ...]:
    return tuple((Compare(Count(name), ">=", Number(number)), count >= number) for number in numbers)


def _rows(
    table: Question, parts: Sequence[Sequence[object]], *, evaluation: Evaluation, tests: Sequence[RowTest]
) -> tuple[dict[Said, object], bool]:
    """One row for all that the conditions of the tests can say of a row, and whether every row was looked at."""
    rows: dict[Said, object] = {}
    looked_at = 0
    for answers in product(*parts):
        looked_at += 1
        if looked_at > MOST_ROWS:
            return rows, False
        row = {part.id: raw for part, raw in zip(table.parts, answers, strict=True) if raw is not None}
        if not row:
            continue
        contents = Contents(by_path=dict(evaluation.contents.by_path), notes=dict(evaluation.contents.notes))
        read_again(contents, table, {table.id: [row]}, now=evaluation.now)
        tried = Evaluation(evaluation.form, contents, now=evaluation.now, finished=evaluation.finished)
        said = tuple(tried.rule(test.condition, scope=(table.id, 0)).truth for test in tests)
        rows.setdefault(said, row)
    return rows, True


def _joined(tests: Sequence[RowTest], rows: Sequence[Said]) -> Said:
    """What each any or all is, from what its condition is in each row."""
    return tuple(
        (either if isinstance(test, AnyRow) else both)(Ruling(said[place]) for said in rows).truth
        for place, test in enumerate(tests)
    )
