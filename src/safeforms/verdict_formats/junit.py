"""JUnit XML, for build servers: a test case for each record.

A refused record is a failure, one that could not be read or judged an error; one in progress or entered in error is
skipped. The counts stand before the cases, so these wait in a file for the time being. Where a record stands is told
in the name of its case: the schema by which Jenkins reads such files knows no file and no line of a case.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from safeforms.commands.verdict_lines import dotted, state
from safeforms.judgement.assessment import Verdict
from safeforms.lines import on_one_line
from safeforms.problems import Problem
from safeforms.verdict_formats import Asked, Judged
from safeforms.verdict_formats.spots import whose

NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
IN_MEMORY: Final = 4_000_000
PIECE: Final = 1 << 16


def write_junit(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    """The whole file; no answer is in it, whatever was asked."""
    del asked
    counts = Counter[str]()
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as waiting:
        for verdict, _ in found:
            outcome = _outcome(verdict)
            counts.update(("tests", outcome))
            waiting.write(_case(verdict, outcome=outcome).encode())
        names = {"tests": "tests", "failures": "failure", "errors": "error", "skipped": "skipped"}
        totals = " ".join(f'{name}="{counts[key]}"' for name, key in names.items())
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite name="safeforms" {totals}>\n'.encode()
        waiting.seek(0)
        while piece := waiting.read(PIECE):
            yield piece
        yield b"</testsuite>\n</testsuites>\n"


def _outcome(verdict: Verdict) -> str:
    if verdict.form is None and not verdict.about_the_file:
        return "error"
    if not verdict.accepted:
        return "failure"
    return "passed" if verdict.complete else "skipped"


def _case(verdict: Verdict, *, outcome: str) -> str:
    head = f"<testcase classname={_value(verdict.form or 'safeforms')} name={_value(_name(verdict))}"
    said = escape("\n".join(map(_said, verdict.problems)))
    match outcome:
        case "passed" if not said:
            return f"{head}/>\n"
        case "passed":
            return f"{head}><system-out>{said}</system-out></testcase>\n"
        case "skipped":
            out = f"<system-out>{said}</system-out>" if said else ""
            return f"{head}><skipped message={_value(state(verdict))}/>{out}</testcase>\n"
    kind = _value(verdict.errors[0].code)
    return f"{head}><{outcome} message={_value(state(verdict))} type={kind}>{said}</{outcome}></testcase>\n"


def _name(verdict: Verdict) -> str:
    """The record, and where it stands: ids may be missing, or stand twice."""
    who = whose(verdict)
    return f"{who} ({verdict.place})" if verdict.place and verdict.record_id else who


def _said(problem: Problem) -> str:
    where = f" at {dotted(problem.path)}" if problem.path else ""
    column = f', column "{problem.header}"' if problem.header is not None else ""
    return _clean(f"{problem.severity}: {problem.message} [{problem.code}{where}{column}]")


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("\ufffd", on_one_line(text))


def _value(text: str) -> str:
    return quoteattr(_clean(text))
