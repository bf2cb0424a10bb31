"""The law of the page: its script gives the verdict and the findings of the library, record for record, in Node.

`pytest tests/test_page_engine.py --hypothesis-profile=at_length` puts twenty times as many records to it, and more
neighbours of each case. Without Node these tests are skipped and say so.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from safeforms.definition import Form
from safeforms.examples import example_records
from safeforms.questions import Choices, Text
from safeforms.web_page.script import engine_script
from tests.form_strategies import forms
from tests.laws import examples
from tests.neighbours import neighbours, usual, worked
from tests.page_engine import NODE, Engine, Said, as_read, expected_of, page_agrees, read_by_the_library
from tests.strategies import FORMS, JUNK, NOW, form_named, nearly_complete, nearly_whole, records

STATUSES = ["completed", "in_progress", "amended", "entered_in_error"]
HOSTILE: list[object] = [
    *(
        "\x1c\x85\u3000",
        "\ufeff",
        "\u200b",
        "\ud83d",
        "ab\udc00cd",
        "😀😀😀😀",
        "\U0001f600" * 40,
        "Ｎ／Ａ",
        "- See\u2003NOTES ¡",
        "...",
    ),
    *(
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "2024-02-29",
        "2023-02-29",
        "2026-11-02 ",
        " 2026-11-02",
        "2026-11-02\n",
    ),
    *("0001-01-01T00:00+23:59", "9999-12-31T23:59:59.999999-23:59", "1847-11-30T23:58:45Z", "1969-06-01T12:00Z"),
    *(
        "2026-10-25T01:30",
        "2026-10-25T01:30+01:00",
        "2026-10-25T01:30Z",
        "2026-03-29T01:30",
        "2026-11-02T18:00:00.000001",
    ),
    *("2026-11-02T24:00", "2026-11-02T14:3Z", "2026-11-02t14:30", "999000001", "9990000018 ", "０９９９００００１８"),
    *(
        {"__proto__": 1},
        {"constructor": "x"},
        ["constructor"],
        "constructor",
        "__proto__",
        {"unanswered": "constructor"},
    ),
    *(
        {"unanswered": None},
        {"unanswered": [], "note": "Said why"},
        {"unanswered": "not_known", "note": "tbc", "more": 1},
    ),
    *(
        [[], {}, [None]],
        {"level": "green", "reason": "Long enough", "1": 2},
        [{}, None, "", [{}], {"x": 1}],
        [" "],
        [True],
    ),
    *(2**53, -0.0, 1e300, 10**15, False, 0.1),
    json.loads("[" * 400 + "]" * 400),
    json.loads("[" * 400 + "1" + "]" * 400),
]
ABSURD = [*HOSTILE, *JUNK]
NIGHTS = [
    "2026-03-29",
    "2026-10-25",
    "1941-05-04",
    "1968-10-27",
    "1971-10-31",
    "1847-12-01",
    "0001-01-01",
    "9999-12-31",
]
MOMENTS = st.one_of(
    st.builds(
        lambda day, time, offset: f"{day}{time}{offset}",
        st.one_of(
            st.dates().map(str), st.sampled_from(NIGHTS), st.sampled_from(["2026-02-30", "0000-01-01", "2026-1-1"])
        ),
        st.one_of(
            st.times().map(lambda time: f"T{time}"), st.sampled_from(["", "T24:00", "T01:30", "T00:30", "T02:00:00.5"])
        ),
        st.sampled_from(["", "", "Z", "+01:00", "-00:30", "+23:59", "-23:59", "+24:00", " "]),
    ),
    st.text(st.sampled_from("na/. \x1c\u3000\ufeffßẞſıİΣςǰᾳKÅ-…")),
)
WITHIN = [
    *("before the person leaves", "same day", "1 hour", "24 hours", "9999 hours", "1 day", "3 days", "9999 days"),
    *("1 working day", "2 working days", "5 working days", "260 working days"),
]
ENVELOPES: list[object] = [
    *(
        None,
        [],
        "record",
        3,
        {},
        {"answers": None},
        {"form": "ucc"},
        {"form": "another", "answers": {}},
        {"form": 3, "answers": {}},
    ),
    {"answers": {}, "form_version": "0.0.1", "record_id": 12, "status": None},
    {"answers": {}, "form_version": "\ud800", "record_id": True, "status": "done", "NAME": 1, "constructor": 2},
    {"answers": {}, "record_id": 10**18, "status": ["completed"]},
    {"answers": {"stranger": 1, "__proto__": {}, "toString": 2, "": 3}, "status": "entered_in_error", "x": 1},
    {"stranger": 1, "status": "in_progress"},
]

pytestmark = pytest.mark.skipif(NODE is None, reason="The law of the page needs Node (apt-get install nodejs).")


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    folder = tmp_path_factory.mktemp("engines")
    started = {name: Engine(form_named(name), folder) for name in FORMS}
    yield started
    for engine in started.values():
        engine.close()


def record_of(form: Form, answers: object, *, status: str = "completed") -> dict[str, object]:
    return {"form": form.id, "form_version": form.version, "status": status, "answers": answers}


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=examples(8))
@given(data=st.data(), status=st.sampled_from(STATUSES))
def test_the_page_agrees_with_the_library_on_records_of_any_kind(
    name: str, data: st.DataObject, status: str, engines: dict[str, Engine]
) -> None:
    form = form_named(name)
    for kind in (records, nearly_complete):
        page_agrees(engines[name], record_of(form, data.draw(kind(form)), status=status), now=NOW)


@pytest.mark.parametrize("name", FORMS)
def test_the_page_agrees_with_the_library_on_cases_their_neighbours_and_what_is_made_up(
    name: str, engines: dict[str, Engine]
) -> None:
    form = form_named(name)
    known = worked(form) if name != "everything" else []
    every = max(1, 100 // examples(1))
    beside = [near for one in known[:: max(1, len(known) // examples(1))] for near in neighbours(form, one)]
    made = example_records(form, number=examples(5), faults=2, now=NOW) if known else ()
    for number, answers in enumerate([*known[::9], *beside[::every], *(one.record["answers"] for one in made)]):
        page_agrees(engines[name], record_of(form, answers, status=STATUSES[number % 7 % 4]), now=NOW)


@pytest.mark.parametrize("at", range(0, len(ABSURD), 8))
def test_the_page_agrees_with_the_library_on_answers_that_nobody_would_give(
    at: int, engines: dict[str, Engine]
) -> None:
    form = form_named("everything")
    for number, raw in enumerate(ABSURD[at : at + 8]):
        for answers in absurd(form, raw):
            page_agrees(engines["everything"], record_of(form, answers, status=STATUSES[number % 2]), now=NOW)


def absurd(form: Form, raw: object) -> Iterator[dict[str, object]]:
    """Records that hold a raw value everywhere, in groups and rows, and as notes; the rest of them is usual."""
    whole = {question.id: usual(question) for question in form.questions.values()}
    yield dict.fromkeys(form.questions, raw)
    yield whole | {q.id: raw for q in form.questions.values() if isinstance(q.type, Text)} | notes_of(form, raw)
    for part in (lambda inside: inside, lambda inside: [inside, raw]):
        yield whole | {
            q.id: part(dict.fromkeys([p.id for p in q.parts], raw)) for q in form.questions.values() if q.parts
        }


def notes_of(form: Form, raw: object) -> dict[str, object]:
    """A raw value as each note, beside an option that asks for it."""
    asked = [question for question in form.questions.values() if question.note_id]
    chosen = {q.id: next(option.id for option in q.options.values() if option.note) for q in asked}
    several = {q.id: [chosen[q.id]] for q in asked if isinstance(q.type, Choices)}
    return {**chosen, **several, **{str(q.note_id): raw for q in asked}}


@settings(max_examples=examples(30))
@example(texts=[("2026-10-25T00:30-00:30", "1 hour"), ("2026-10-25T01:00", "1 hour")])  # the second 01:00 of that night
@given(texts=st.lists(st.tuples(MOMENTS, st.sampled_from(WITHIN)), min_size=9))
def test_the_page_reads_days_moments_and_phrases_and_counts_deadlines_as_the_library_does(
    engines: dict[str, Engine], texts: list[tuple[str, str]]
) -> None:
    assert engines["miu"].reads(texts) == read_by_the_library(texts)


@pytest.mark.parametrize("envelope", ENVELOPES, ids=repr)
def test_the_page_agrees_with_the_library_on_what_stands_around_the_answers(
    envelope: object, engines: dict[str, Engine]
) -> None:
    page_agrees(engines["ucc"], envelope, now=NOW)


@settings(max_examples=examples(5), phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(form=forms(), data=st.data())
def test_the_page_agrees_with_the_library_under_forms_that_nobody_wrote(
    form: Form, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    engine = Engine(form, tmp_path_factory.mktemp("drawn"))
    try:
        for answers in [records(form), *[nearly_whole(form)] * 7]:
            status = data.draw(st.sampled_from(STATUSES))
            page_agrees(engine, record_of(form, data.draw(answers), status=status), now=NOW)
    finally:
        engine.close()


@pytest.fixture(scope="module")
def known() -> list[tuple[str, object, Said]]:
    """Records with what the library says of them: cases at birthdays and as drafts, neighbours, and what is absurd."""
    ucc, everything, chosen = form_named("ucc"), form_named("everything"), list[tuple[Form, dict[str, object]]]()
    cases = worked(ucc)
    for age in (5, 11, 16, 18):
        chosen += [(ucc, {**cases[0], "date_of_birth": f"{2026 - age}-{day}"}) for day in ("11-01", "11-02", "11-03")]
    chosen += [(ucc, answers) for answers in [{}, *cases[::4], *list(neighbours(ucc, cases[0]))[::5]]]
    chosen += [(everything, answers) for raw in ABSURD[::2] for answers in absurd(everything, raw)]
    told = []
    for number, (form, answers) in enumerate(chosen):
        record = as_read(record_of(form, answers, status=STATUSES[number % 9 % 4]))
        told.append((form.id, record, expected_of(form, record, now=NOW)))
    return told


PLANTED = {
    "what is unknown is not": ("truths.includes(null) ? null : !deciding", "!deciding"),
    "a reason never settles": ("ruling(settles.truth ? false : null,", "ruling(null,"),
    "a birthday comes a day late": ("to.getUTCDate() < from", "to.getUTCDate() <= from"),
    "a draft is read as finished": ("this.finished && this.mayStayOpen(key)", "this.mayStayOpen(key)"),
    "at least is more than": ("!before(first, second)); }", "before(second, first)); }"),
    "an option that excludes all others counts": (" || !question.options[item].exclusive", " || true"),
    "a row speaks for its table": ("[...all.because, table]", "all.because"),
    "is not holds of a blank": (
        "return found.value === undefined ? found.otherwise : ruling(holds",
        "return found.value === undefined ? ruling(true) : ruling(holds",
    ),
    "other white space": ("\\\\x1c-\\\\x20", " "),
    "halves of characters count": ("length = [...text].length", "length = text.length"),
    "a draft is refused for a note": ('["missing_answer", "note_missing"].includes', '["missing_answer"].includes'),
    "parts warn beside their group": ("asked === false && outerAsked", "asked === false"),
    "the least that it could be": ("Math.max(...possible)", "Math.min(...possible)"),
    "a check opens no question": ("failed.has(key) ?", "false ?"),
    "who is told twice stands twice": ("[...new Set(pressing.map(ask => ask.to))]", "pressing.map(ask => ask.to)"),
    "Saturday is a working day": ("% 7 < 5", "% 7 < 6"),
}
"""Faults put into the script by hand: what stands there, and what stands there instead."""


def test_the_law_notices_each_fault_that_is_planted(known: list[tuple[str, object, Said]], tmp_path: Path) -> None:
    """One test, so that what the library says of all those records is asked for once; at length it is every fault."""
    planted = list(PLANTED)[:: 1 if examples(1) > 1 else 4]
    scripts = {name: engine_script(form_named(name)) for name in ("ucc", "everything")}
    assert [f for f, (right, _) in PLANTED.items() if any(one.count(right) != 1 for one in scripts.values())] == []
    overlooked = [fault for fault in planted if not _notices(fault, scripts, known=known, folder=tmp_path)]

    assert overlooked == []


def _notices(fault: str, scripts: dict[str, str], *, known: list[tuple[str, object, Said]], folder: Path) -> bool:
    right, wrong = PLANTED[fault]
    engines = {
        name: Engine(form_named(name), folder, script=script.replace(right, wrong)) for name, script in scripts.items()
    }
    texts = [("2026-10-30T10:00", "1 working day")]
    noticed = engines["ucc"].reads(texts) != read_by_the_library(texts) or any(
        engines[name].says(record, like=said, now=NOW) != said for name, record, said in known
    )
    for engine in engines.values():
        engine.close()
    return noticed
