"""Records a second by many ways, each beside the class written by hand: `python -m benchmarks.speed`.

Read the ratios and not the rates: other work on the machine moves a rate by half, and the ratio of interleaved
repetitions hardly. Over 1 is faster than the hand-written class. A ratio is the median over the repetitions of a run,
and the best of three runs. The garbage collector is left on. All sides see the same records, but not all do as much:
the class by hand tells less of what is wrong, and the two by JSON Schema do not see what `losses` lists.
"""

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import median
from time import thread_time
from typing import Any, Final

import fastjsonschema
import jsonschema_rs
from fastjsonschema import JsonSchemaException
from pydantic import ValidationError
from pydantic_core import from_json

from benchmarks.handwritten_miu import MinorInjuries
from benchmarks.miu_records import CLOCK, NOW, Answers, make_records
from benchmarks.two_roads import answers_alone
from safeforms import attempt, load_model, validate
from safeforms.definition import Form
from safeforms.judgement.assessment import judge_answers
from safeforms.targets.json_schema import schema_of

Check = Callable[[Any], object]  # JSON or answers: raw data enters here

REPETITIONS: Final = 7
RUNS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One way to check a record; `takes` is what it takes."""

    name: str
    takes: str
    check: Check


def contenders(form: Form) -> list[Contender]:
    """The hand-written class first; each of the others is compared with it."""
    model, plain = load_model(form), answers_alone(schema_of(form))
    by_rust, by_python = jsonschema_rs.validator_for(plain), fastjsonschema.compile(plain)
    ways: list[tuple[str, str, Check]] = [
        ("by hand, model_validate_json", "json", lambda raw: MinorInjuries.model_validate_json(raw, context=CLOCK)),
        ("compiled, model_validate_json", "json", lambda raw: model.model_validate_json(raw, context=CLOCK)),
        ("parse, attempt: instance and problems", "json", lambda raw: attempt(parse(raw), model=model, now=NOW)),
        ("parse, judge_answers: codes and paths", "json", lambda raw: judge_answers(form, parse(raw), now=NOW)),
        ("parse, validate: verdict in sentences", "json", lambda raw: validate(parse(raw), form=form, now=NOW)),
        ("parse, jsonschema-rs, every error", "json", lambda raw: [*by_rust.iter_errors(parse(raw))]),
        ("parse, jsonschema-rs, yes or no", "json", lambda raw: by_rust.is_valid(parse(raw))),
        ("parse, fastjsonschema, first error", "json", lambda raw: by_python(parse(raw))),
        ("parse alone", "json", parse),
        ("by hand, model_validate", "dict", lambda raw: MinorInjuries.model_validate(raw, context=CLOCK)),
        ("compiled, model_validate", "dict", lambda raw: model.model_validate(raw, context=CLOCK)),
        ("attempt: instance and problems", "dict", lambda raw: attempt(raw, model=model, now=NOW)),
        ("judge_answers: codes and paths", "dict", lambda raw: judge_answers(form, raw, now=NOW)),
        ("validate: verdict in sentences", "dict", lambda raw: validate(raw, form=form, now=NOW)),
    ]
    return [Contender(name=name, takes=takes, check=check) for name, takes, check in ways]


def parse(raw: bytes) -> Any:
    """JSON as data, with no answer left behind in a cache of strings."""
    return from_json(raw, cache_strings="keys")


def _seconds(check: Check, records: Sequence[object]) -> float:
    """What a pass over the records costs, refusals included; time given to other processes does not count."""
    start = thread_time()
    for record in records:
        with suppress(ValidationError, JsonSchemaException):
            check(record)
    return thread_time() - start


def run(ways: Sequence[Contender], records: Sequence[Answers]) -> dict[str, tuple[float, float]]:
    """One run: the ratio to the hand-written way that takes the same, and records a second, by name."""
    given: dict[str, list[object]] = {
        "json": [json.dumps(answers).encode() for answers in records],
        "dict": list(records),
    }
    took: dict[str, list[float]] = {way.name: [] for way in ways}
    for _ in range(REPETITIONS):
        for way in ways:
            took[way.name].append(_seconds(way.check, given[way.takes]))
    by_hand = {way.takes: took[way.name] for way in reversed(ways) if way.name.startswith("by hand")}
    return {
        way.name: (
            median(hand / own for hand, own in zip(by_hand[way.takes], took[way.name], strict=True)),
            len(records) / min(took[way.name]),
        )
        for way in ways
    }


def speed_rows(form: Form) -> Iterator[str]:
    """A row for each way: ratios on valid, faulty and mixed records, the worst mixed one of the runs, and the rate."""
    records, ways = make_records(), contenders(form)
    sets = {
        "valid": [answers for answers, valid in records if valid],
        "faulty": [answers for answers, valid in records if not valid],
        "mixed": [answers for answers, _ in records],
    }
    gc.freeze()  # what stands around here is not looked through again and again at the cost of whoever is measured
    runs = {name: [run(ways, chosen) for _ in range(RUNS)] for name, chosen in sets.items()}
    yield f"{'records':40}{'valid':>8}{'faulty':>8}{'mixed':>8}{'worst':>8}{'mixed a second':>16}"
    for way in ways:
        best = [max(found[way.name][0] for found in runs[name]) for name in sets]
        worst = min(found[way.name][0] for found in runs["mixed"])
        rate = max(found[way.name][1] for found in runs["mixed"])
        yield f"{way.name:40}{best[0]:8.2f}{best[1]:8.2f}{best[2]:8.2f}{worst:8.2f}{rate:16,.0f}"
