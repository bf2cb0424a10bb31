"""What generated rules call where a quick test is not enough."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import NoneType
from typing import Final, NamedTuple

from safeforms.answers import beyond, is_blank, is_nhs_number, read_answer, read_note, stray_note
from safeforms.clock import as_day, parse_date, parse_datetime, years_between
from safeforms.definition import Question
from safeforms.fast_tests import chosen
from safeforms.faults import WARNINGS, Fault
from safeforms.overriding import cannot_be_rated, override_faults
from safeforms.problems import Path

Facets = tuple[object, int, int, int, str | None]
"""The variables v, k, a, u and r of a question: see condition_code."""


class Run(NamedTuple):
    """What all questions of one record share. `open` is 1 while optional blanks may still be filled in, else 0."""

    now: datetime
    open: int
    faults: list[Fault]
    blanks: list[int]


def read(question: Question, raw: object, path: Path, asked: int, outer: int, must: bool, run: Run) -> Facets:
    """An answer that the quick test refused. `outer` says whether the group around it is asked."""
    reading = read_answer(question, raw, path=path, now=run.now)
    content = reading.content
    run.faults.extend(reading.faults)
    if content.kind == "blank":
        run.blanks.append(1)
        if must and asked == 3:
            run.faults.append(Fault("missing_answer", path))
        may = (1 if must else run.open) if asked else 0
        return None, may, may, may, None
    if not asked and outer and content.kind != "invalid":
        run.faults.append(Fault("not_asked", path))
    if content.kind == "value":
        return content.value, 0, 3, 0, None
    may = 1 if asked else 0
    if content.kind == "reason":
        return None, may, 0, 0, content.reason
    return content.value, 1, may, may, None


def without_strangers(
    merged: dict[str, object], known: Mapping[str, None], path: Path, faults: list[Fault]
) -> dict[str, object]:
    """The known keys alone; a fault for each unknown one, which is never named."""
    faults.extend(Fault("unknown_question", path) for _ in range(len(merged) - len(known)))
    return {key: merged[key] for key in known}


def plain(raw: object) -> object:
    """Mappings as dicts and sequences as lists, so that the rules need to know no others."""
    if isinstance(raw, Mapping):
        return dict(raw)
    return list(raw) if isinstance(raw, tuple) else raw


def note(raw: object, path: Path, required: bool, faults: list[Fault]) -> None:
    faults.extend(read_note(raw, path=path, required=required))


def quiet(path: Path, faults: list[Fault]) -> bool:
    """Whether nothing below a path is wrong yet."""
    return not any(fault.path[: len(path)] == path and fault.code not in WARNINGS for fault in faults)


def override(
    question: str,
    level: object,
    agreed: object,
    indicators: tuple[tuple[str, bool], ...],
    truths: tuple[int, ...],
    gap: int,
    faults: list[Fault],
) -> None:
    """The professional's own level against the findings; the level and hardness of each indicator are given."""
    ruled = list(zip(indicators, truths, strict=True))
    refused = any(fault.code not in WARNINGS for fault in faults)
    doubtful = [level for (level, _), truth in ruled if truth == 1]
    faults.extend(
        override_faults(
            question,
            level=level if isinstance(level, str) else None,
            agreed=not is_blank(agreed),
            held=[indicator for indicator, truth in ruled if truth == 3],
            cannot_rate=not refused and cannot_be_rated(gap_possible=gap != 0, doubtful=doubtful),
        )
    )


NAMESPACE: Final[dict[str, Callable[..., object] | type]] = {
    "Fault": Fault,
    "as_day": as_day,
    "beyond": beyond,
    "chosen": chosen,
    "date": date,
    "is_blank": is_blank,
    "is_nhs_number": is_nhs_number,
    "note": note,
    "override": override,
    "parse_date": parse_date,
    "parse_datetime": parse_datetime,
    "plain": plain,
    "NoneType": NoneType,
    "Run": Run,
    "quiet": quiet,
    "read": read,
    "stray_note": stray_note,
    "without_strangers": without_strangers,
    "years_between": years_between,
}
