"""Every string that any face can produce, for every form and every case: nothing in it says that a child is safe.

"safe" and "no concern" may stand where the form asks for them or somebody wrote them; no sentence of ours has them
but of a notification that carries none. Each page ends with the sentence that professional judgement comes first.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pytest

from safeforms import RecordError, UsageError, copy_for, explain, list_forms, load_form, notify, refer, summarise
from safeforms.documents.faces import Documented, to_html, to_markdown, to_text
from safeforms.judgement.envelope import Envelope, open_record
from safeforms.lines import on_one_line
from safeforms.summaries.copying import copy_from
from safeforms.summary_parts import HOME
from safeforms.wording.form_page import form_page
from tests.laws import examples
from tests.records import Case, cases

NEVER = re.compile(r"\b(?:(?:no|low)[ -]+risk|nil[ -]+concerns?)\b", re.IGNORECASE)
CARRIES_NONE = "This notification carries no concern"
VERDICT = re.compile(r"\bsafe(?:ly|ty)?\b|\bno[ -]+concerns?\b", re.IGNORECASE)
FORMS = [info.id for info in list_forms()]
OUR_WORDS = ("by the way that the record says is safe", "Safe way to contact the family: Not recorded.", CARRIES_NONE)
"""Where a sentence of ours has such a word: of how somebody can be reached, and on a notification."""


def documents(case: Case, *, explained: bool = True) -> Iterator[Documented]:
    """Everything that can be made of a record for people; its explanation, the longest to make, where it is wanted."""
    given, form = {"form": case.form, "now": case.now}, load_form(case.form)
    summary = summarise(case.answers, **given)  # type: ignore[arg-type]
    yield summary
    if explained:
        yield explain(case.answers, **given)  # type: ignore[arg-type]
    yield from allowed(lambda: refer(case.answers, **given))  # type: ignore[arg-type]
    yield from allowed(lambda: notify(case.answers, **given))  # type: ignore[arg-type]
    yield from allowed(lambda: [copy_for(case.answers, HOME, **given)])  # type: ignore[arg-type]
    envelope = open_record(case.answers)
    assert isinstance(envelope, Envelope)
    yield from (copy_from(summary, told, envelope=envelope, form=form) for told in summary.tell)


def allowed(make: Callable[[], Iterable[Documented]]) -> list[Documented]:
    """What is made, or nothing where this record allows none."""
    try:
        return list(make())
    except (RecordError, UsageError):
        return []


def said_by_people(form: str, answers: object) -> list[str]:
    """The texts of a form and of a record in which the word stands, the longest first."""
    return sorted({*said_by_a_form(form), *with_a_verdict(answers)}, key=len, reverse=True)


@cache
def said_by_a_form(form: str) -> frozenset[str]:
    return with_a_verdict(json.loads(load_form(form).definition))


def with_a_verdict(value: object) -> frozenset[str]:
    return frozenset(on_one_line(text) for text in strings(value) if VERDICT.search(text))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def our_own_words(text: str, theirs: list[str]) -> str:
    """A text without what the form or the record says itself."""
    whole = on_one_line(text)
    for said in (*theirs, *OUR_WORDS):
        for spelling in (said, said.rstrip("?:. "), said[:1].lower() + said[1:]):
            whole = whole.replace(spelling, "")
    return whole


@pytest.mark.parametrize("form", FORMS)
def test_no_face_of_any_case_says_that_a_child_is_safe(form: str) -> None:
    for number, case in enumerate(cases(form=form)):
        theirs = said_by_people(form, case.answers)
        for shown in documents(case, explained=number % 3 == 0 or examples(1) > 1):
            page = to_text(shown)
            assert "Professional judgement comes first." in page, case
            assert not NEVER.search(page), (case, NEVER.search(page))
            ours = our_own_words(page, theirs)
            assert not VERDICT.search(ours), (case, VERDICT.search(ours))


@pytest.mark.parametrize("form", FORMS)
def test_the_other_faces_say_no_more_than_the_text(form: str) -> None:
    """Of every kind of document; that it is so of any document, test_document.py proves."""
    kinds = {type(shown).__name__: shown for case in cases(form=form)[-3:] for shown in documents(case)}

    assert {"Summary", "Explanation"} <= set(kinds)
    for shown in kinds.values():
        for page in (to_markdown(shown), to_html(shown)):
            assert "Professional judgement comes first." in page
            assert not NEVER.search(page), NEVER.search(page)


@pytest.mark.parametrize("form", FORMS)
def test_no_page_of_a_form_does(form: str) -> None:
    assert not NEVER.search(form_page(load_form(form)))


def test_the_sentence_that_there_is_no_concern_is_only_on_notifications() -> None:
    """CQC case 5: a notification that carries no concern must say so, and nothing else may."""
    for case in cases("bases", form="miu"):
        for shown in documents(case, explained=False):
            if CARRIES_NONE in to_text(shown):
                assert type(shown).__name__ == "Notification"


@pytest.mark.parametrize("sentence", ["There is no risk.", "Low risk", "NIL CONCERNS", "She is safe."])
def test_such_words_would_be_noticed(sentence: str) -> None:
    assert NEVER.search(sentence) or VERDICT.search(our_own_words(sentence, []))
