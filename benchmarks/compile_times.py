"""What compiling and summarising cost in one process: `python -m benchmarks.compile_times`.

Compiling: a form that is loaded, in a process that has compiled one before (pydantic loads some of itself late).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from statistics import median
from time import perf_counter, thread_time
from typing import Final

from benchmarks.miu_records import NOW, make_records
from benchmarks.synthetic import synthetic_form
from safeforms import explain, load_form, summarise, to_html, to_text
from safeforms.compiled.compiling import compile_model
from safeforms.definition import Form
from safeforms.judgement.assessment import judge_answers
from safeforms.judgement.contents import read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.rules.generating import generate_rules

COMPILATIONS: Final = 15
REPETITIONS: Final = 9
SIZES: Final = (45, 100, 250, 500, 1_000)
GOAL: Final = 20
"""Milliseconds for 45 fields, warm; 500 must be linear."""
_copies = count(1)


def compile_rows() -> Iterator[str]:
    """The best and the median time for forms of several sizes, and what a field costs."""
    forms = [load_form("miu"), load_form("midwifery"), *map(synthetic_form, SIZES)]
    compile_model(forms[0])
    yield f"{'compile, warm, ms':24}{'fields':>8}{'model':>8}{'median':>8}{'a field':>9}{'rules':>8}"
    for form in forms:
        fields = sum(1 for _ in form.walk())
        models, rules = _times(_compiled, form), _times(generate_rules, form)
        each = min(models) / fields
        yield f"{form.id:24}{fields:8}{min(models):8.1f}{median(models):8.1f}{each:9.3f}{min(rules):8.1f}"


def _compiled(form: Form) -> object:
    return compile_model(replace(form, definition=f"{form.definition}{' ' * next(_copies)}"))  # a form not met before


def _times(work: Callable[[Form], object], form: Form) -> list[float]:
    times = []
    for _ in range(max(3, COMPILATIONS * 100 // max(100, len(form.questions)))):
        start = perf_counter()
        work(form)
        times.append((perf_counter() - start) * 1_000)
    return times


def summary_rows() -> Iterator[str]:
    """What a record costs on the way to its summary; the truth of all indicators is what a rating adds."""
    form = load_form("miu")
    answers = [answers for answers, _ in make_records()][:300]
    ways: dict[str, Callable[[dict[str, object]], object]] = {
        "judged": lambda raw: judge_answers(form, raw, now=NOW),
        "judged and rated": lambda raw: judge_answers(form, raw, now=NOW, rated=True),
        "rated by the interpreter": lambda raw: _interpreted(form, raw),
        "summarised, whole": lambda raw: summarise(raw, form=form, now=NOW),
        "and as JSON": lambda raw: summarise(raw, form=form, now=NOW).model_dump_json(),
        "and as text": lambda raw: to_text(summarise(raw, form=form, now=NOW)),
        "and as a page": lambda raw: to_html(summarise(raw, form=form, now=NOW)),
        "explained, whole": lambda raw: explain(raw, form=form, now=NOW),
    }
    few = {"explained, whole": answers[:10]}
    best = {name: float("inf") for name in ways}
    for _ in range(REPETITIONS):
        for name, way in ways.items():
            given = few.get(name, answers)
            start = thread_time()
            for raw in given:
                way(raw)
            best[name] = min(best[name], (thread_time() - start) / len(given) * 1e6)
    yield f"{f'summary, us ({len(form.indicators)} indicators)':40}{'best':>8}"
    for name, took in best.items():
        yield f"{name:40}{took:8.1f}"
    yield f"{'rating alone: the difference':40}{best['judged and rated'] - best['judged']:8.1f}"
    yield f"{'summaries a second':40}{1e6 / best['summarised, whole']:8.0f}"


def _interpreted(form: Form, answers: dict[str, object]) -> list[bool | None]:
    evaluation = Evaluation(form, read_contents(form, answers, now=NOW), now=NOW)
    return [evaluation.named(name).truth for name in form.indicators]
