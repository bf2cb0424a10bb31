"""How fast the compiled form is beside one written by hand: `python -m benchmarks.compare`, in a checkout.

Read the ratios and not the rates: other work on the machine moves a rate by half, and the ratio of interleaved
repetitions hardly. Over 1 is faster than the hand-written class. A ratio is the median over the repetitions of a run,
and the best of three runs. The garbage collector is left on. Both sides see the same records, which both accept or
both refuse, though the hand-written class tells less of what is wrong.
"""

import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any, Final

import pydantic
from pydantic import ValidationError
from pydantic_core import from_json
from tests.records import base_of, cases, changed, complete_records

import safeforms
from benchmarks.handwritten_miu import MinorInjuries
from safeforms import load_form, load_model, validate
from safeforms.assessment import judge_answers
from safeforms.compiling import compile_model
from safeforms.definition import Form, YesNo
from safeforms.generating import generate_rules, rules_of

Answers = dict[str, object]
Check = Callable[[Any], object]  # JSON or answers: raw data enters here

NOW: Final = datetime(2026, 11, 2, 18, 0)
CLOCK: Final = {"now": NOW}
SEED: Final = 20261102
RECORDS: Final = 1_000
VALID_SHARE: Final = 0.7
REPETITIONS: Final = 7
RUNS: Final = 3
STARTS: Final = 15
COMPILATIONS: Final = 7
YES_NO: Final = [key for key, question in load_form("miu").questions.items() if isinstance(question.type, YesNo)]


# --- records


def make_records() -> list[tuple[Answers, bool]]:
    """Records in mixed order and whether each is valid; the same ones each time."""
    draw = random.Random(SEED)
    valid = [_varied(draw, answers) for answers in draw.choices(_complete(), k=RECORDS)]
    wrong = valid[int(RECORDS * VALID_SHARE) :]
    records = [(answers, True) for answers in valid[: int(RECORDS * VALID_SHARE)]]
    records += [(_spoilt(draw, answers), False) for answers in wrong]
    draw.shuffle(records)
    return records


def _complete() -> list[Answers]:
    """The complete case files, and what pairs make of them where that is complete too."""
    paired = (changed(base_of(pair), pair.data[side]) for pair in cases("pairs") for side in ("fires", "near_miss"))
    found = [*(case.answers for case in complete_records()), *paired]
    return [answers for answers in found if _accepted(answers)]


def _varied(draw: random.Random, answers: Answers) -> Answers:
    """The same record of somebody else: other names, words and moments, on the same routes."""
    varied = {key: _other_words(draw, answer) for key, answer in answers.items()}
    if draw.random() < 0.5:  # half of them say yes and no as JSON does
        varied |= {key: answers[key] == "yes" for key in YES_NO if answers.get(key) in ("yes", "no")}
    born = answers["date_of_birth"]
    if isinstance(born, str):
        other = datetime.fromisoformat(born) - timedelta(days=draw.randrange(300))
        varied["date_of_birth"] = other.date().isoformat()
    return varied if _accepted(varied) else {**varied, "date_of_birth": born}


def _other_words(draw: random.Random, answer: object) -> object:
    if isinstance(answer, str) and " " in answer:
        return f"{answer} {draw.randrange(10_000)}"
    return dict(answer) if isinstance(answer, Mapping) else answer


def _spoilt(draw: random.Random, answers: Answers) -> Answers:
    """A record with one or two things wrong."""
    while True:
        spoilt = dict(answers)
        for _ in range(draw.choice((1, 2))):
            draw.choice(SPOILERS)(draw, spoilt)
        if not _accepted(spoilt):
            return spoilt


def _leave_out(draw: random.Random, answers: Answers) -> None:
    answers.pop(draw.choice(list(answers)))


def _leave_blank(draw: random.Random, answers: Answers) -> None:
    answers[draw.choice(list(answers))] = draw.choice(("", None, "  ", []))


def _misspell(draw: random.Random, answers: Answers) -> None:
    answers[draw.choice(("sex", "accompanied", "interpreter", "presentation", "departure"))] = "maybe"


def _say_nothing(draw: random.Random, answers: Answers) -> None:
    answers[draw.choice(("site", "assessor_name", "gp_practice", "usual_address"))] = draw.choice(("n/a", "TBC", "-"))


def _mistype(draw: random.Random, answers: Answers) -> None:
    answers[draw.choice(list(answers))] = draw.choice((7, True, ["x"], {"unanswered": "no_such_reason"}))


def _misdate(draw: random.Random, answers: Answers) -> None:
    answers["date_of_birth"] = draw.choice(("2030-01-01", "1990-02-30", "02/03/2015", "1880-01-01"))


def _misnumber(_draw: random.Random, answers: Answers) -> None:
    answers["nhs_number"] = "9990000019"


def _add_a_stranger(_draw: random.Random, answers: Answers) -> None:
    answers["stranger"] = "x"


def _reassure(_draw: random.Random, answers: Answers) -> None:
    answers["domestic_abuse"], answers["seen_alone"] = "none_disclosed", "no"


SPOILERS: Final = (
    *(_leave_out, _leave_out, _leave_out, _leave_blank, _leave_blank, _misspell, _misspell, _say_nothing),
    *(_mistype, _misdate, _misnumber, _add_a_stranger, _reassure),
)


def _accepted(answers: Answers) -> bool:
    """Whether a record is accepted, about which both sides must agree."""
    by_form = validate(answers, form="miu", now=NOW).accepted
    by_hand = False
    with suppress(ValidationError):
        by_hand = bool(MinorInjuries.model_validate(answers, context=CLOCK))
    assert by_form is by_hand, "the hand-written class and the form differ"
    return by_form


# --- records a second


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One way to check a record; `takes` is what it takes."""

    name: str
    takes: str
    check: Check


def contenders(form: Form) -> list[Contender]:
    """The hand-written class first; each of the others is compared with it."""
    model = load_model(form)
    ways: list[tuple[str, str, Check]] = [
        (
            "hand-written, model_validate_json",
            "json",
            lambda raw: MinorInjuries.model_validate_json(raw, context=CLOCK),
        ),
        ("compiled, model_validate_json", "json", lambda raw: model.model_validate_json(raw, context=CLOCK)),
        ("from_json, judge_answers", "json", lambda raw: judge_answers(form, from_json(raw), now=NOW)),
        ("from_json, validate (sentences)", "json", lambda raw: validate(from_json(raw), form=form, now=NOW)),
        ("from_json alone", "json", from_json),
        ("hand-written, model_validate", "dict", lambda raw: MinorInjuries.model_validate(raw, context=CLOCK)),
        ("compiled, model_validate", "dict", lambda raw: model.model_validate(raw, context=CLOCK)),
        ("judge_answers", "dict", lambda raw: judge_answers(form, raw, now=NOW)),
        ("validate (sentences)", "dict", lambda raw: validate(raw, form=form, now=NOW)),
    ]
    return [Contender(name=name, takes=takes, check=check) for name, takes, check in ways]


def _seconds(check: Check, records: Sequence[object]) -> float:
    """How long a pass over the records takes, refusals included."""
    start = time.perf_counter()
    for record in records:
        with suppress(ValidationError):
            check(record)
    return time.perf_counter() - start


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
    by_hand = {way.takes: took[way.name] for way in reversed(ways) if way.name.startswith("hand-written")}
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
    runs = {name: [run(ways, chosen) for _ in range(RUNS)] for name, chosen in sets.items()}
    yield f"{'records':40}{'valid':>8}{'faulty':>8}{'mixed':>8}{'worst':>8}{'mixed a second':>16}"
    for way in ways:
        best = [max(found[way.name][0] for found in runs[name]) for name in sets]
        worst = min(found[way.name][0] for found in runs["mixed"])
        rate = max(found[way.name][1] for found in runs["mixed"])
        yield f"{way.name:40}{best[0]:8.2f}{best[1]:8.2f}{best[2]:8.2f}{worst:8.2f}{rate:16,.0f}"


# --- milliseconds


def compile_rows(form: Form) -> Iterator[str]:
    """What it takes to compile a loaded form once pydantic is there."""
    compile_model(form)  # pydantic imports some of itself late
    own = [replace(form, definition=f"{form.definition}{' ' * n}") for n in range(1, COMPILATIONS + 1)]
    yield f"{'compile_model, warm':40}{median(map(_milliseconds(compile_model), own)):8.1f} ms"
    yield f"{'generate_rules alone':40}{median(map(_milliseconds(generate_rules), own)):8.1f} ms"


def _milliseconds(work: Callable[[Form], object]) -> Callable[[Form], float]:
    def measure(form: Form) -> float:
        start = time.perf_counter()
        work(form)
        return (time.perf_counter() - start) * 1_000

    return measure


def start_rows() -> Iterator[str]:
    """Whole processes, interleaved; their medians, and what they take beyond bare Python."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.json"
        record.write_text(json.dumps(_complete()[0]), encoding="utf-8")
        commands = {
            "python -c pass": ["-c", "pass"],
            "python -c 'import safeforms'": ["-c", "import safeforms"],
            "safeforms --help": ["-m", "safeforms", "--help"],
            "safeforms validate, one record": [
                "-m",
                "safeforms",
                "validate",
                str(record),
                "--form",
                "miu",
                "--now",
                "2026-11-02T18:00",
            ],
        }
        took: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(STARTS):
            for name, arguments in commands.items():
                took[name].append(_process(arguments))
    bare = median(took["python -c pass"])
    for name, times in took.items():
        yield f"{name:40}{median(times):8.1f} ms{median(times) - bare:8.1f} ms over bare Python"


def _process(arguments: Sequence[str]) -> float:
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(Path(safeforms.__file__).parents[1])}
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
    return (time.perf_counter() - start) * 1_000


def main() -> None:
    """Everything, to standard output; about a minute."""
    form = load_form("miu")
    rules_of(form)
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    _print(f"Python {platform.python_version()}, pydantic {pydantic.VERSION}, {os.cpu_count()} cores, load {load}")
    _print(f"{RECORDS} records, made from {len(_complete())} complete ones")
    for rows in (start_rows(), compile_rows(form), speed_rows(form)):
        _print("")
        for row in rows:
            _print(row)


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
