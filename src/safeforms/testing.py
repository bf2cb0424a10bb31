"""Hypothesis strategies for records of any form, for tests of your own: `pip install "safeforms[testing]"`.

Every strategy gives whole records, with `form` and `answers`. Dates are drawn around NOW: judge the records at that
moment, or say another. What is drawn is nobody's. Only what is said here to be complete is accepted for certain.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from safeforms.definition import Form
from safeforms.examples import Maker
from safeforms.judgement.opening import AnyForm
from safeforms.library import load_form
from safeforms.questions import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)
from safeforms.synthetic.words import passes, texts_for

try:
    from hypothesis import strategies as st
except ModuleNotFoundError:
    raise ImportError('safeforms.testing needs Hypothesis: pip install "safeforms[testing]"') from None

__all__ = ["JUNK", "NOW", "answers", "any_answers", "any_records", "complete_records", "nearly_complete_records"]

NOW: Final = datetime(2026, 11, 2, 18, 0)
"""The moment around which dates are drawn."""
MOST: Final = 5_000
RECENT: Final = (0, 1, 60, 18 * 60, 24 * 60, 2 * 24 * 60, 4 * 24 * 60)
"""Minutes ago."""
Record = dict[str, object]

JUNK: Final[list[object]] = [
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
"""Answers that no question accepts, or hardly any."""
SAID: Final = ["Said by the mother, who saw it happen in the kitchen this morning.", "Quite a long word"]


def complete_records(form: AnyForm, *, now: datetime = NOW) -> st.SearchStrategy[Record]:
    """Records that are accepted at this moment, over routes, indicators and levels; the simplest finds nothing."""
    maker = Maker(_form(form), seed=0, faults=0, now=now)
    return st.integers(1, MOST).map(lambda number: maker.example(number).record)


def nearly_complete_records(form: AnyForm, *, now: datetime = NOW) -> st.SearchStrategy[Record]:
    """Complete records with a few answers drawn anew: other routes, one thing wrong, or still complete."""
    definition = _form(form)
    of_question = cache(lambda name: st.tuples(st.just(name), any_answers(definition.questions[name], now=now)))
    changes = st.lists(st.sampled_from(list(definition.questions)).flatmap(of_question), max_size=3).map(dict)
    return st.builds(_with_changes, complete_records(definition, now=now), changes)


def any_records(form: AnyForm, *, now: datetime = NOW) -> st.SearchStrategy[Record]:
    """Records of any kind: mostly sensible answers, some blank, some left with a reason, some absurd, unknown keys."""
    definition = _form(form)
    questions = definition.questions.values()
    fields = {key: value for question in questions for key, value in _fields((question,), any_answers, now).items()}
    known = st.fixed_dictionaries({}, optional=fields)
    strangers = st.dictionaries(st.sampled_from(["stranger", "Jane Doe"]), st.just(1), max_size=1)
    both = st.builds(lambda known, unknown: {**known, **unknown}, known, st.one_of(st.just({}), strangers))
    return both.map(lambda drawn: {"form": definition.id, "form_version": definition.version, "answers": drawn})


def answers(question: Question, *, now: datetime = NOW) -> st.SearchStrategy[object]:
    """Answers that are valid in themselves; parts of a group or table may be missing."""
    match question.type:
        case YesNo():
            return st.booleans()
        case Choice(options=options):
            return st.sampled_from(list(options))
        case Choices() as kind:
            return _choices(kind)
        case Text() as kind:
            long_enough = [(text + "." * kind.min_length)[: max(kind.min_length, 30)] for text in SAID]
            return st.sampled_from([text for text in long_enough if passes(text, kind)] or list(texts_for(question)))
        case Integer(limits=limits):
            start = limits.start if isinstance(limits.start, int) else 0
            end = limits.end if isinstance(limits.end, int) else start + 30
            return st.one_of(st.integers(start, min(end, start + 5)), st.integers(start, end))
        case DateType():
            return _days(now).map(lambda moment: moment.date().isoformat())
        case DateTimeType():
            return _days(now).map(lambda moment: moment.isoformat(timespec="minutes"))
        case NhsNumber():
            return st.just("9990000018")
        case Group() | Override():
            return st.fixed_dictionaries({}, optional=_fields(question.parts, answers, now))
        case Table():
            row = st.fixed_dictionaries({}, optional=_fields(question.parts, answers, now))
            return st.lists(row, min_size=1, max_size=3)


def any_answers(question: Question, *, now: datetime = NOW) -> st.SearchStrategy[object]:
    """Sensible answers, reasons, and absurd ones."""
    reasons = st.builds(
        lambda reason, note: {"unanswered": reason, "note": note},
        st.sampled_from([*question.unanswered, "no_such_reason"]),
        st.sampled_from(["Because of this", "", None, "short", "-"]),
    )
    parts = _fields(question.parts, any_answers, now)
    whole: st.SearchStrategy[object] = st.fixed_dictionaries({}, optional=parts)
    nested = st.lists(whole, max_size=3) if isinstance(question.type, Table) else whole
    ordinary = st.one_of(answers(question, now=now), nested) if parts else answers(question, now=now)
    return st.one_of(ordinary, ordinary, ordinary, reasons, st.none(), st.sampled_from(JUNK))


def _form(form: AnyForm) -> Form:
    return form if isinstance(form, Form) else load_form(form)


def _with_changes(record: Record, changes: dict[str, object]) -> Record:
    held = record["answers"]
    assert isinstance(held, dict)
    return {**record, "answers": {**held, **changes}}


def _fields(
    questions: tuple[Question, ...], draw: Callable[..., st.SearchStrategy[object]], now: datetime
) -> dict[str, st.SearchStrategy[object]]:
    """Answers and notes by their keys."""
    fields = {question.id: draw(question, now=now) for question in questions}
    notes = st.sampled_from(["A note that says enough", "", "tbc", "abc", None, 5])
    return fields | {question.note_id: notes for question in questions if question.note_id}


def _choices(kind: Choices) -> st.SearchStrategy[object]:
    others = [option for option in kind.options if option not in kind.exclusive]
    together = [st.lists(st.sampled_from(others), min_size=1, unique=True)] if others else []
    alone = [st.sampled_from(sorted(kind.exclusive)).map(lambda option: [option])] if kind.exclusive else []
    return st.one_of(*together, *alone)


def _days(now: datetime) -> st.SearchStrategy[datetime]:
    """Moments before now, birthdays of 1, 2, 5, 10, 11, 13, 16 and 18 years among them."""
    birthdays = [
        now.replace(year=now.year - age, day=min(now.day, 28)) + timedelta(days=days)
        for age in (1, 2, 5, 10, 11, 13, 16, 18)
        for days in (-1, 0, 1)
    ]
    past = st.integers(0, 20_000).map(lambda days: now - timedelta(days=days))
    recent = st.sampled_from([now - timedelta(minutes=minutes) for minutes in RECENT])
    return st.one_of(st.sampled_from(birthdays), past, recent, recent)
