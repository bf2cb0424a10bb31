"""What generated rules call where a quick test is not enough."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from safeforms.clock import parse_date, parse_datetime, years_between
from safeforms.judgement.answers import beyond, is_blank, is_nhs_number, read_answer, read_note, stray_note
from safeforms.judgement.faults import WARNINGS, Fault, paths_above
from safeforms.judgement.overriding import cannot_be_rated, override_faults
from safeforms.problems import Path
from safeforms.questions import DateTimeType, Question
from safeforms.rules.fast_tests import chosen

Facets = tuple[object, tuple[object, ...], bool, bool, str | None]
"""The variables x, c, o, m and r of a question: see condition_code."""


Run = tuple[datetime, bool, list[Fault], list[int], dict[str, object], list[str]]
"""What all questions of one record share.

Now; whether optional blanks may still be filled in; the faults and the blanks so far; the answers in Python's own
types; the ids of those that are reasons.
"""


def read(
    question: Question, raw: object, path: Path, asked: object, maybe: object, outer: object, must: bool, run: Run
) -> Facets:
    """An answer that the quick test refused. It is certainly `asked`, or `maybe`, as what is around it is `outer`."""
    now, open_, faults, blanks, fields, left = run
    whole = len(path) == 1
    if maybe and raw.__class__ is dict:
        reason = _usual_reason(question, raw)
        if reason:
            if whole:
                left.append(question.id)
            return None, (), True, False, reason
    reading = read_answer(question, raw, path=path, now=now)
    content = reading.content
    faults.extend(reading.faults)
    if content.kind == "blank":
        blanks.append(1)
        if must and asked:
            faults.append(Fault("missing_answer", path))
        may = bool(maybe) and (must or open_)
        return None, (), may, may, None
    if not maybe and outer and content.kind != "invalid":
        faults.append(Fault("not_asked", path))
    chosen = content.value if isinstance(content.value, tuple) else ()
    if content.kind == "value":
        if whole:
            fields[question.id] = _as_given(raw) if isinstance(question.type, DateTimeType) else content.value
        return content.value, chosen, False, False, None
    if content.kind == "reason":
        if whole:
            left.append(question.id)
        return None, (), bool(maybe), False, content.reason
    return None, chosen, True, bool(maybe), None


def _as_given(raw: object) -> object:
    """A moment with the offset that it was given with: conditions look at the clock in London, an instance need not."""
    return parse_datetime(raw) if isinstance(raw, str) else raw


def _usual_reason(question: Question, raw: dict[str, object]) -> str | None:
    """The reason of an answer that is nothing but an offered one which needs no note."""
    name = raw.get("unanswered")
    offered = question.unanswered.get(name) if len(raw) == 1 and name.__class__ is str else None
    return offered.id if offered and not offered.note_required else None


def without_strangers(answers: dict[str, object], known: Mapping[str, None], path: Path, faults: list[Fault]) -> None:
    """Takes unknown keys away; a fault for each, which is never named."""
    for key in [key for key in answers if key not in known]:
        faults.append(Fault("unknown_question", path))
        del answers[key]


def plain(raw: object) -> object:
    """Mappings as dicts and sequences as lists, so that the rules need to know no others."""
    if isinstance(raw, Mapping):
        return dict(raw)
    return list(raw) if isinstance(raw, tuple) else raw


def note(answered: bool, raw: object, path: Path, needed: bool, faults: list[Fault], blanks: list[int]) -> None:
    """The note of an option, or one that stands without an answer; an unusual one counts as a blank."""
    faults.extend(read_note(raw, path=path, required=bool(needed)) if answered else stray_note(raw, path=path))
    if raw.__class__ is not str or not raw.strip():
        blanks.append(1)


def troubled(faults: list[Fault]) -> set[Path]:
    """Every path at or below which something is wrong."""
    return paths_above(fault.path for fault in faults if fault.code not in WARNINGS)


def override(
    question: str,
    level: object,
    agreed: object,
    indicators: tuple[tuple[str, bool], ...],
    truths: tuple[int, ...],
    gap: bool,
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
            cannot_rate=not refused and cannot_be_rated(gap_possible=gap, doubtful=doubtful),
        )
    )


NAMESPACE: Final[dict[str, Callable[..., object] | type]] = {
    "Fault": Fault,
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
    "troubled": troubled,
    "read": read,
    "without_strangers": without_strangers,
    "years_between": years_between,
}
