"""Records that are nearly right: complete ones with a few places changed, so that little else is wrong.

A place is a question of the form, of a group or of one row; what is put there is sensible, absent, blank in some way,
near the mark, of another kind, a reason, or a key that nobody asked for.
"""

import copy
import json
from functools import cache
from typing import Any

from hypothesis import strategies as st

from benchmarks.drawn_records import BLANKS, NEAR_DATES, NO_BLANKS, NOTES, NUMBERS, ODDS, PHRASES, TEXTS, draw_records
from benchmarks.two_roads import pair_of
from safeforms.definition import Form
from safeforms.judgement.assessment import judge_answers
from safeforms.judgement.faults import WARNINGS
from safeforms.questions import Question
from tests.records import complete_records
from tests.strategies import NOW, anything, form_named, sensible

POOLS = (BLANKS, NO_BLANKS, NEAR_DATES, NUMBERS, ODDS, PHRASES, TEXTS)
ABSENT = object()
DRAWN = 150
Change = tuple[str, str | None, object]
"""The id of an outer question, the key inside it or None for itself, and what is put there."""


@cache
def complete(name: str) -> list[dict[str, Any]]:
    """Complete records: the cases of a form, and what others lead to: more is answered there than was asked."""
    form = form_named(name)
    cases = [case.answers for case in complete_records() if case.form == form.id]
    drawn = (as_json(answers) for answers in draw_records(form, cases, number=DRAWN, seed=20261102))
    whole = [answers for answers in drawn if not errors(form, answers)]
    assert len(whole) > DRAWN / 5
    return [*cases, *whole]


def errors(form: Form, answers: dict[str, Any]) -> set[tuple[str, str]]:
    """What the model refuses in some answers: dotted paths and codes."""
    faults = judge_answers(form, answers, now=NOW).faults
    return {pair_of(fault) for fault in faults if fault.code not in WARNINGS}


@cache
def mutated(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Complete records with up to four changes, and with none."""
    changes = {question.id: _change(question) for question in form_named(name).questions.values()}  # built once
    drawn = st.lists(st.sampled_from(list(changes)).flatmap(changes.__getitem__), max_size=4)
    return st.builds(_changed, st.sampled_from(complete(name)), drawn).map(as_json)


def as_json(answers: dict[str, Any]) -> dict[str, Any]:
    """What JSON makes of a record; what it cannot write is left out."""
    try:
        text = json.dumps(answers, allow_nan=False, ensure_ascii=False)
        text.encode()
    except (UnicodeEncodeError, ValueError):
        return {}
    read: dict[str, Any] = json.loads(text)
    return read


def _change(question: Question) -> st.SearchStrategy[Change]:
    outer = st.tuples(st.just(question.id), st.none(), _put(question))
    note = st.tuples(st.just(question.note_id or f"{question.id}_note"), st.none(), st.sampled_from(NOTES))
    inner = [_inside(question, part) for part in question.parts]
    return st.one_of(outer, outer, note, *inner)


def _inside(question: Question, part: Question) -> st.SearchStrategy[Change]:
    keys = st.sampled_from([part.id, part.id, part.id, part.note_id or "stranger"])
    return st.tuples(st.just(question.id), keys, _put(part))


def _put(question: Question) -> st.SearchStrategy[object]:
    odd = [st.sampled_from(pool) for pool in POOLS]
    reasons = st.sampled_from(["unable", "declined", "not_known", *question.unanswered])
    noted = st.fixed_dictionaries({"unanswered": reasons}, optional={"note": st.sampled_from(NOTES)})
    return st.one_of(sensible(question), anything(question), st.just(ABSENT), noted, *odd)


def _changed(answers: dict[str, Any], changes: list[Change]) -> dict[str, Any]:
    record = copy.deepcopy(answers)
    for outer, key, value in changes:
        holders = [record] if key is None else _mappings(record.get(outer))
        for holder in holders[-1:]:
            holder.pop(key or outer, None)
            if value is not ABSENT:
                holder[key or outer] = copy.deepcopy(value)
    return record


def _mappings(raw: object) -> list[dict[str, Any]]:
    return [row for row in (raw if isinstance(raw, list) else [raw]) if isinstance(row, dict)]
