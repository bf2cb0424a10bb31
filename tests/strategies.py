"""Records for the laws: drawn from a form, from sensible to absurd."""

from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path

from hypothesis import strategies as st

from safeforms import load_form
from safeforms.definition import Form
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import read_yaml
from safeforms.library import part_reader
from safeforms.questions import Question, Table
from safeforms.testing import JUNK, NOW, any_records
from safeforms.testing import answers as sensible
from safeforms.testing import any_answers as anything
from tests.records import complete_records

__all__ = ["CASED", "FORMS", "JUNK", "NOW", "anything", "form_named", "nearly_complete", "records", "sensible", "whole"]

Records = st.SearchStrategy[dict[str, object]]

FORMS = [*sorted(path.stem for path in (Path(__file__).parents[1] / "forms").glob("*.yaml")), "everything"]
"""Every bundled form, and the one that uses all of the language."""
CASED = sorted({case.form for case in complete_records()} & set(FORMS))
"""The forms that have complete cases."""


@cache
def form_named(name: str) -> Form:
    """A bundled form, or one of tests/forms, which is not checked."""
    if name != "everything":
        return load_form(name)
    path = Path(__file__).parent / "forms" / f"{name}.yaml"
    return parse_form(read_yaml(path.read_text(encoding="utf-8"), file=path.name), read_part=part_reader())


def kept(make: Callable[[Form], Records]) -> Callable[[Form], Records]:
    """The same strategy each time that the same form comes again: to build one takes longer than to draw from it."""
    found: dict[str, tuple[Form, Records]] = {}

    @wraps(make)
    def of(form: Form) -> Records:
        if form.id not in found or found[form.id][0] is not form:
            found[form.id] = form, make(form)
        return found[form.id][1]

    return of


@kept
def records(form: Form) -> Records:
    """Answers to a form: mostly sensible, some blank, some left with a reason, some absurd, some unknown keys."""
    return any_records(form).map(_answers)


def _answers(record: dict[str, object]) -> dict[str, object]:
    answers = record["answers"]
    assert isinstance(answers, dict)
    return dict(answers)


@kept
def nearly_complete(form: Form) -> Records:
    """A complete case of the form with a few answers drawn anew: other routes, one thing wrong."""
    complete = [case.answers for case in complete_records(form.id)] if form.id in CASED else []
    if not complete:
        return nearly_whole(form)
    changes = st.lists(_drawn(form), max_size=5).map(dict)
    return st.builds(lambda answers, changed: {**answers, **changed}, st.sampled_from(complete), changes)


@kept
def nearly_whole(form: Form) -> Records:
    """A record of a form that may have no cases: all answered, then some answers drawn anew or left out."""
    questions = list(form.questions.values())
    fields = {question.id: whole(question) for question in questions}
    notes = {question.note_id: st.just("A note that says enough") for question in questions if question.note_id}
    changes = st.lists(_drawn(form), max_size=3).map(dict)
    left_out = st.sets(st.sampled_from(questions).map(lambda question: question.id), max_size=2)
    return st.builds(
        lambda answers, changed, out: {key: value for key, value in {**answers, **changed}.items() if key not in out},
        st.fixed_dictionaries({**fields, **notes}),
        changes,
        left_out,
    )


def _drawn(form: Form) -> st.SearchStrategy[tuple[str, object]]:
    """One of the questions with some answer; what is drawn for a question is built where it is first needed."""
    of_question = cache(lambda name: st.tuples(st.just(name), anything(form.questions[name])))
    return st.sampled_from(list(form.questions)).flatmap(of_question)


def whole(question: Question) -> st.SearchStrategy[object]:
    """Answers that are valid in themselves; a group has all its parts, and each row of a table."""
    parts = {part.id: whole(part) for part in question.parts}
    parts |= {part.note_id: st.just("A note that says enough") for part in question.parts if part.note_id}
    if not parts:
        return sensible(question)
    filled = st.fixed_dictionaries(parts)
    return st.lists(filled, min_size=1, max_size=3) if isinstance(question.type, Table) else filled
