"""SARIF 2.1.0, for services that list what checkers found: one run, one result for each problem.

Results are written as they come. The rules stand behind them, for only then it is known which codes there were.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from safeforms.commands.reports import is_left_to_do
from safeforms.judgement.assessment import Verdict
from safeforms.lines import plain
from safeforms.places import Place
from safeforms.problems import RECORD_CODES, Problem
from safeforms.verdict_formats import Asked, Judged
from safeforms.verdict_formats.spots import spot, uri, whose
from safeforms.version import VERSION

HEAD: Final = (
    '{\n"$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n"version": "2.1.0",\n"runs": [{\n"results": ['
)


def write_sarif(found: Iterable[Judged], *, asked: Asked) -> Iterator[bytes]:
    """The whole log; no answer is in it, whatever was asked."""
    del asked
    codes = dict[str, None]()
    yield HEAD.encode()
    for verdict, _ in found:
        for problem in verdict.problems:
            text = json.dumps(_result(problem, verdict=verdict))
            yield f"{',' if codes else ''}\n{text}".encode()
            codes[problem.code] = None
    yield f'\n],\n"columnKind": "unicodeCodePoints",\n"tool": {json.dumps(_tool(codes))}\n}}]\n}}\n'.encode()


def _tool(codes: Iterable[str]) -> dict[str, object]:
    rules = [_rule(code) for code in codes]
    return {"driver": {"name": "safeforms", "version": VERSION, "rules": rules}}


def _rule(code: str) -> dict[str, object]:
    meaning = RECORD_CODES.get(code) or _map_codes().get(code)
    return {"id": code, **({"shortDescription": {"text": meaning}} if meaning else {})}


def _map_codes() -> Mapping[str, str]:
    from safeforms.maps.checks import MAP_CODES

    return MAP_CODES


def _result(problem: Problem, *, verdict: Verdict) -> dict[str, object]:
    place = spot(problem, verdict=verdict)
    about = {"record": whose(verdict), "question": problem.question, "header": problem.header}
    return {
        "ruleId": problem.code,
        "level": "note" if is_left_to_do(problem, verdict=verdict) else problem.severity,
        "message": {"text": plain(problem.message)},
        "locations": [_location(place, problem)] if place else [],
        "properties": {name: plain(text) for name, text in about.items() if text is not None},
    }


def _location(place: Place, problem: Problem) -> dict[str, object]:
    spot_in_file: dict[str, object] = {"artifactLocation": {"uri": uri(place.file)}}
    if place.line is not None:
        column = {"startColumn": place.column} if place.column is not None else {}
        spot_in_file["region"] = {"startLine": place.line, **column}
    path = ".".join(plain(str(step)) for step in problem.path)
    logical = {"logicalLocations": [{"fullyQualifiedName": path}]} if path else {}
    return {"physicalLocation": spot_in_file, **logical}
