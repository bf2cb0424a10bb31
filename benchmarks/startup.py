"""How long whole processes take to start and do one small thing: `python -m benchmarks.startup`, in a checkout.

Read the best of each: other work on the machine only ever adds. The commands take turns, so that what slows one slows
all. As in an installed package, the bytecode of every module is there; `first time` means that the cache of forms is
empty, `warm` that one process ran before. Nothing is written to the cache of whoever measures.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final, Never

import safeforms
from safeforms.definition import Form
from safeforms.keeping import code_of
from safeforms.library import load_form
from safeforms.rules.generating import generate_rules, rules_of
from tests.records import complete_records

REPETITIONS: Final = 25
COMPILATIONS: Final = 15
FORM: Final = "miu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One command; `goal` in milliseconds, beyond bare Python where `over_bare`."""

    name: str
    arguments: tuple[str, ...]
    goal: int | None = None
    over_bare: bool = False
    empty: bool = False


def starts(record: Path, *, now: str) -> list[Start]:
    """What is measured, bare Python first."""
    one = (str(record), "--now", now)
    return [
        Start(name="bare Python", arguments=("-c", "pass")),
        Start(name="import safeforms", arguments=("-c", "import safeforms"), goal=15, over_bare=True),
        Start(name="--help", arguments=_command("--help"), goal=60),
        Start(name="validate, first time", arguments=_command("validate", *one), goal=200, empty=True),
        Start(name="validate, warm", arguments=_command("validate", *one), goal=80),
        Start(name="summarise, warm", arguments=_command("summarise", *one)),
        Start(name="show, warm", arguments=_command("show", FORM)),
        Start(name="list, warm", arguments=_command("list")),
    ]


def measured(commands: list[Start], *, folder: Path) -> dict[str, list[float]]:
    """The milliseconds of every repetition by name."""
    caches = {start.name: folder / ("empty" if start.empty else "warm") for start in commands}
    took: dict[str, list[float]] = {start.name: [] for start in commands}
    for repetition in range(-1, REPETITIONS):  # the first one writes bytecode and caches, and does not count
        for start in commands:
            cache = caches[start.name]
            if start.empty:
                shutil.rmtree(cache, ignore_errors=True)
            milliseconds = _process(start.arguments, _environment(folder, cache=cache))
            if repetition >= 0:
                took[start.name].append(milliseconds)
    return took


def start_rows(folder: Path) -> Iterator[str]:
    """A row for each command: best, median, best beyond bare Python and as a multiple of it, and the goal."""
    case = next(iter(complete_records(FORM)))
    record = folder / "record.json"
    record.write_text(json.dumps({"form": FORM, "answers": case.answers}), encoding="utf-8")
    commands = starts(record, now=case.now.isoformat())
    took = measured(commands, folder=folder)
    bare = min(took[commands[0].name])
    yield f"{'process, ms':24}{'best':>8}{'median':>8}{'over bare':>11}{'x bare':>8}   goal"
    for start in commands:
        best = min(took[start.name])
        yield (
            f"{start.name:24}{best:8.1f}{median(took[start.name]):8.1f}{best - bare:11.1f}{best / bare:8.1f}   "
            f"{_goal(start, best=best, bare=bare)}"
        )


def rule_rows(folder: Path) -> Iterator[str]:
    """How long the rules of a loaded form take in one process: written and compiled, or kept."""
    os.environ["SAFEFORMS_CACHE"] = str(folder / "rules")
    form = load_form(FORM)
    rules_of(form)
    yield f"{'rules of ' + FORM + ', ms':24}{'best':>8}{'median':>8}"
    ways: dict[str, Callable[[Form], object]] = {"written, compiled": generate_rules, "kept": _kept}
    for name, way in ways.items():
        times = [_milliseconds(way, form) for _ in range(COMPILATIONS)]
        yield f"{name:24}{min(times):8.1f}{median(times):8.1f}"


def _kept(form: Form) -> object:
    return code_of(form, write=_never)


def _never(_: Form) -> Never:
    raise AssertionError("the rules were not kept")


def _goal(start: Start, *, best: float, bare: float) -> str:
    if start.goal is None:
        return ""
    met = (best - bare if start.over_bare else best) <= start.goal
    return f"{start.goal}{' over bare' if start.over_bare else ''}: {'met' if met else 'MISSED'}"


def _command(*arguments: str) -> tuple[str, ...]:
    return ("-m", "safeforms", *arguments)


def _environment(folder: Path, *, cache: Path) -> Mapping[str, str]:
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"PYTHONPATH": str(Path(safeforms.__file__).parents[1]), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    return {**given, **own, "SAFEFORMS_CACHE": str(cache)}


def _process(arguments: tuple[str, ...], environment: Mapping[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
    return (time.perf_counter() - start) * 1_000


def _milliseconds(work: Callable[[Form], object], form: Form) -> float:
    start = time.perf_counter()
    work(form)
    return (time.perf_counter() - start) * 1_000


def main() -> None:
    """Everything, to standard output; about half a minute."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    _print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}, best of {REPETITIONS}")
    with tempfile.TemporaryDirectory() as name:
        for rows in (start_rows(Path(name)), rule_rows(Path(name))):
            _print("")
            for row in rows:
                _print(row)


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
