"""What all the conditions of a form read: which answers, and where their tests tell one answer from another."""

from dataclasses import dataclass, field

from safeforms.burdens.measures import Measure, leaves, path_of
from safeforms.burdens.tests import (
    OfAnswer,
    OfNumber,
    SingleTest,
    every_condition,
    read_test,
    single_tests,
)
from safeforms.conditions import AllRows, Answered, AnyRow, Compare, Condition, In, Includes, Is, Name, Part, Unanswered
from safeforms.definition import Form
from safeforms.problems import Path
from safeforms.questions import Group


@dataclass(frozen=True, slots=True)
class Reading:
    """`single` has each test of a value as it was read, by the identity of its node and where it stands.

    `paths` are all answers that anything rests on, in form order, a group before its parts.
    """

    single: dict[tuple[int, Path], SingleTest] = field(default_factory=dict)
    paths: dict[Path, None] = field(default_factory=dict)
    tests: dict[Path, list[OfAnswer]] = field(default_factory=dict)
    reasons: dict[Path, list[tuple[str, ...]]] = field(default_factory=dict)
    cuts: dict[Measure, set[float]] = field(default_factory=dict)
    rows: dict[AnyRow | AllRows, None] = field(default_factory=dict)


def read_form(form: Form) -> Reading:
    """Everything that the conditions of a form read."""
    reading = Reading()
    for question in form.questions.values():
        if question.screening or (isinstance(question.type, Group) and question.type.require is not None):
            reading.paths[(question.id,)] = None
    for condition, scope in every_condition(form):
        for test, within in single_tests(condition, scope=scope):
            _read(form, test, scope=within, into=reading)
    for path in [path for path in reading.paths if len(path) > 1]:
        reading.paths[path[:1]] = None
    ordered = sorted(reading.paths, key=lambda path: form.positions[".".join(map(str, (path[0], *path[1:][-1:])))])
    reading.paths.clear()
    reading.paths.update(dict.fromkeys(ordered))
    return reading


def _read(form: Form, test: Condition, *, scope: Path, into: Reading) -> None:
    match test:
        case Is() | In() | Includes() | Compare():
            single = into.single[id(test), scope] = read_test(form, test, scope=scope)
            _read_single(single, into=into)
        case Answered(name):
            into.paths[_path(form, name, scope=scope)] = None
        case Unanswered(name, reasons):
            path = _path(form, name, scope=scope)
            into.paths[path] = None
            into.reasons.setdefault(path, []).append(reasons)
        case AnyRow(table, _) | AllRows(table, _):
            into.paths[(table,)] = None
            into.rows[test] = None
        case _:
            return


def _read_single(test: SingleTest, *, into: Reading) -> None:
    if isinstance(test, OfAnswer):
        into.paths[test.path] = None
        into.tests.setdefault(test.path, []).append(test)
    elif isinstance(test, OfNumber):
        into.cuts.setdefault(test.measure, set()).update(test.cuts)
        into.paths.update(dict.fromkeys(leaf.path for leaf in leaves(test.measure)))


def _path(form: Form, name: Name | Part, *, scope: Path) -> Path:
    path = path_of(form, name, scope=scope)
    assert path is not None, f"{name} is not a question: the form was not checked"
    return path
