"""Records for the laws: drawn from a form, from sensible to absurd."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from safeforms import load_form
from safeforms.definition import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Form,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)
from safeforms.library import part_reader
from safeforms.parsing import parse_form
from safeforms.yaml_text import read_yaml
from tests.records import complete_records

NOW = datetime(2026, 11, 2, 18, 0)
FORMS = [*sorted(path.stem for path in (Path(__file__).parents[1] / "forms").glob("*.yaml")), "everything"]
"""Every bundled form, and the one that uses all of the language."""
CASED = sorted({case.form for case in complete_records()} & set(FORMS))
"""The forms that have complete cases."""
RECENT = [NOW - timedelta(minutes=minutes) for minutes in (0, 1, 60, 18 * 60, 24 * 60, 2 * 24 * 60, 4 * 24 * 60)]
JUNK: list[object] = [
    *("", "   ", [], {}, 0, 1, -1, 3.5, True, "x", "n/a", "See  notes", "maybe", "yes", "no", "2026-02-30", "20240101"),
    *(
        "2026-11-03",
        "2026-11-02T18:01",
        "2026-11-02T14:30Z",
        "1704067200",
        "٩٩٩٠٠٠٠٠١٨",
        "9990000019",
        "\ud800",
        "a\x00b",
    ),
    *(
        [""],
        ["x"],
        ["nothing", "pale"],
        [1],
        [None],
        [[]],
        {"unanswered": "declined"},
        {"unanswered": "not_known", "note": "-"},
    ),
    *(
        {"unanswered": "unable"},
        {"unanswered": ""},
        {"unanswered": 1, "x": 2},
        {"name": "x"},
        [{}],
        [{"name": ""}],
        [3],
    ),
    *({"unanswered": "unable", "note": "too young"}, 10**30, float("nan"), ["none", "none"], "ä" * 70, "word " * 30),
]


@cache
def form_named(name: str) -> Form:
    """A bundled form, or one of tests/forms, which is not checked."""
    if name != "everything":
        return load_form(name)
    path = Path(__file__).parent / "forms" / f"{name}.yaml"
    return parse_form(read_yaml(path.read_text(encoding="utf-8"), file=path.name), read_part=part_reader())


def records(form: Form) -> st.SearchStrategy[dict[str, object]]:
    """Answers to a form: mostly sensible, some blank, some left with a reason, some absurd, some unknown keys."""
    fields = {key: value for question in form.questions.values() for key, value in _fields(question).items()}
    answers = st.fixed_dictionaries({}, optional=fields)
    strangers = st.dictionaries(st.sampled_from(["stranger", "Jane Doe"]), st.just(1), max_size=1)
    return st.builds(lambda known, unknown: {**known, **unknown}, answers, st.one_of(st.just({}), strangers))


def nearly_complete(form: Form) -> st.SearchStrategy[dict[str, object]]:
    """A complete case of the form with a few answers drawn anew: other routes, one thing wrong."""
    complete = [case.answers for case in complete_records(form.id)] if form.id in CASED else []
    if not complete:
        return nearly_whole(form)
    changes = st.lists(st.sampled_from(list(form.questions.values())).flatmap(_drawn), max_size=5).map(dict)
    return st.builds(lambda answers, changed: {**answers, **changed}, st.sampled_from(complete), changes)


def nearly_whole(form: Form) -> st.SearchStrategy[dict[str, object]]:
    """A record of a form that may have no cases: all answered, then some answers drawn anew or left out."""
    questions = list(form.questions.values())
    fields = {question.id: whole(question) for question in questions}
    notes = {question.note_id: st.just("A note that says enough") for question in questions if question.note_id}
    changes = st.lists(st.sampled_from(questions).flatmap(_drawn), max_size=3).map(dict)
    left_out = st.sets(st.sampled_from(questions).map(lambda question: question.id), max_size=2)
    return st.builds(
        lambda answers, changed, out: {key: value for key, value in {**answers, **changed}.items() if key not in out},
        st.fixed_dictionaries({**fields, **notes}),
        changes,
        left_out,
    )


def _drawn(question: Question) -> st.SearchStrategy[tuple[str, object]]:
    return st.tuples(st.just(question.id), anything(question))


def sensible(question: Question) -> st.SearchStrategy[object]:
    """Answers that are valid in themselves; parts of a group or table may be missing."""
    match question.type:
        case YesNo():
            return st.booleans()
        case Choice(options=options):
            return st.sampled_from(list(options))
        case Choices() as kind:
            return _choices(kind)
        case Text(min_length=shortest):
            return st.sampled_from(
                ["Said by the mother, who saw it happen in the kitchen this morning.", "Quite a long word"]
            ).map(lambda text: (text + "." * shortest)[: max(shortest, 30)])
        case Integer(limits=limits):
            start = limits.start if isinstance(limits.start, int) else 0
            end = limits.end if isinstance(limits.end, int) else start + 30
            return st.one_of(st.integers(start, min(end, start + 5)), st.integers(start, end))
        case DateType():
            return _days().map(lambda moment: moment.date().isoformat())
        case DateTimeType():
            return _days().map(lambda moment: moment.isoformat(timespec="minutes"))
        case NhsNumber():
            return st.just("9990000018")
        case Group() | Override():
            return st.fixed_dictionaries({}, optional=_fields(question, of_parts=sensible))
        case Table():
            row = st.fixed_dictionaries({}, optional=_fields(question, of_parts=sensible))
            return st.lists(row, min_size=1, max_size=3)


def whole(question: Question) -> st.SearchStrategy[object]:
    """Answers that are valid in themselves; a group has all its parts, and each row of a table."""
    parts = {part.id: whole(part) for part in question.parts}
    parts |= {part.note_id: st.just("A note that says enough") for part in question.parts if part.note_id}
    if not parts:
        return sensible(question)
    filled = st.fixed_dictionaries(parts)
    return st.lists(filled, min_size=1, max_size=3) if isinstance(question.type, Table) else filled


def anything(question: Question) -> st.SearchStrategy[object]:
    """Sensible answers, reasons, and absurd ones."""
    reasons = st.builds(
        lambda reason, note: {"unanswered": reason, "note": note},
        st.sampled_from([*question.unanswered, "no_such_reason"]),
        st.sampled_from(["Because of this", "", None, "short", "-"]),
    )
    parts = _fields(question, of_parts=anything)
    whole: st.SearchStrategy[object] = st.fixed_dictionaries({}, optional=parts)
    nested = st.lists(whole, max_size=3) if isinstance(question.type, Table) else whole
    ordinary = st.one_of(sensible(question), nested) if parts else sensible(question)
    return st.one_of(ordinary, ordinary, ordinary, reasons, st.none(), st.sampled_from(JUNK))


def _fields(
    question: Question, *, of_parts: Callable[[Question], st.SearchStrategy[object]] | None = None
) -> dict[str, st.SearchStrategy[object]]:
    asked = question.parts if of_parts else (question,)
    draw = of_parts or anything
    fields = {part.id: draw(part) for part in asked}
    notes = st.sampled_from(["A note that says enough", "", "tbc", "abc", None, 5])
    return fields | {part.note_id: notes for part in asked if part.note_id}


def _choices(kind: Choices) -> st.SearchStrategy[object]:
    together = st.lists(st.sampled_from([o for o in kind.options if o not in kind.exclusive]), min_size=1, unique=True)
    alone = [st.sampled_from(sorted(kind.exclusive)).map(lambda option: [option])] if kind.exclusive else []
    return st.one_of(together, *alone)


def _days() -> st.SearchStrategy[datetime]:
    """Moments before now, birthdays of 1, 2, 5, 10, 11, 13, 16 and 18 years among them."""
    birthdays = [
        NOW.replace(year=NOW.year - age) + timedelta(days=days)
        for age in (1, 2, 5, 10, 11, 13, 16, 18)
        for days in (-1, 0, 1)
    ]
    past = st.integers(0, 20_000).map(lambda days: NOW - timedelta(days=days))
    return st.one_of(st.sampled_from(birthdays), past, st.sampled_from(RECENT), st.sampled_from(RECENT))
