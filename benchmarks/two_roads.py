"""Whether a form's model and its JSON Schema agree: `python -m benchmarks.two_roads --records 100000`, in a checkout.

Both come from the definition by roads of their own. The law: what the model accepts the schema accepts, and what only
the schema accepts is refused by the model for faults that `losses` names, and no others. Exit code 1 where it breaks.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import jsonschema_rs
from pydantic import ValidationError

from benchmarks.drawn_records import NOW, Answers, draw_records
from safeforms import list_forms, load_form, load_model
from safeforms.definition import Form
from safeforms.json_schema.lost import overlooked
from safeforms.judgement.assessment import judge_answers
from safeforms.judgement.faults import WARNINGS, Fault
from safeforms.targets.json_schema import schema_of
from tests.records import complete_records

SEED: Final = 20261102
SHOWN: Final = 3
Pair = tuple[str, str]


@dataclass(slots=True)
class Tally:
    """What became of the records of one form. `broken` has what breaks the law, by path and code only."""

    accepted: int = 0
    refused: int = 0
    model_alone: Counter[str] = field(default_factory=Counter)
    records_model_alone: int = 0
    broken: Counter[str] = field(default_factory=Counter)


def compare(form: Form, *, number: int, seed: int) -> Tally:
    """The tally of so many records."""
    model, accepts = load_model(form), schema_validator(form)
    unseen = frozenset[Pair]().union(*overlooked(form).values())
    complete = [case.answers for case in complete_records() if case.form == form.id]
    tally = Tally()
    for drawn in draw_records(form, complete, number=number, seed=seed):
        answers = json.loads(json.dumps(drawn))
        faults = [f for f in judge_answers(form, answers, now=NOW).faults if f.code not in WARNINGS]
        if _takes(model, answers) is bool(faults):
            tally.broken["the model and its verdict differ"] += 1
        _count(tally, {pair_of(fault) for fault in faults}, by_schema=accepts.is_valid(answers), unseen=unseen)
    return tally


def schema_validator(form: Form) -> Any:
    """A compiled validator of bare answers, by an implementation of JSON Schema that is not Python's."""
    return jsonschema_rs.validator_for(answers_alone(schema_of(form)))


def answers_alone(schema: dict[str, object]) -> dict[str, object]:
    """The part of a schema that takes bare answers only, as the model does."""
    return {"$schema": schema["$schema"], "$ref": "#/$defs/answers", "$defs": schema["$defs"]}


def pair_of(fault: Fault) -> Pair:
    """A fault as `overlooked` names it."""
    return ".".join(step for step in fault.path if isinstance(step, str)), fault.code


def _takes(model: Any, answers: Answers) -> bool:
    try:
        model.model_validate(answers, context={"now": NOW})
    except ValidationError:
        return False
    return True


def _count(tally: Tally, pairs: set[Pair], *, by_schema: bool, unseen: frozenset[Pair]) -> None:
    if not pairs and by_schema:
        tally.accepted += 1
    elif pairs and not by_schema:
        tally.refused += 1
    elif not pairs:
        tally.broken["refused by the schema alone"] += 1
    else:
        tally.records_model_alone += 1
        tally.model_alone.update(code for _, code in pairs)
        tally.broken.update(f"{path}: {code} is not among the losses" for path, code in pairs - unseen)


def _lines(form: Form, tally: Tally, seconds: float) -> Iterator[str]:
    yield f"{form.id} {form.version}: {seconds:.0f} s"
    yield f"  accepted by both          {tally.accepted:>8}"
    yield f"  refused by both           {tally.refused:>8}"
    yield f"  refused by the model alone{tally.records_model_alone:>8}, each for faults that losses names:"
    yield from (f"    {code:<24}{number:>8}" for code, number in tally.model_alone.most_common())
    yield f"  disagreements             {tally.broken.total():>8}"
    yield from (f"    {what}: {number}" for what, number in tally.broken.most_common(SHOWN))


def main() -> None:
    """Prints a tally for each form; exit code 1 where the law is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000, help="how many records of each form")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("forms", nargs="*", default=[], help="ids of bundled forms; all, where none is named")
    asked = parser.parse_args()
    broken = 0
    for name in asked.forms or [info.id for info in list_forms()]:
        form, start = load_form(name), time.perf_counter()
        tally = compare(form, number=asked.records, seed=asked.seed)
        sys.stdout.write("\n".join([*_lines(form, tally, time.perf_counter() - start), ""]))
        sys.stdout.flush()
        broken += tally.broken.total()
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
