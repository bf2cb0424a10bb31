"""Questions for generated forms: every type, with options, limits, reasons and notes.

What only looks on (notes under a condition, limits that are other questions, `require`) may speak of any name, and
is filled in when all names are known: a question leaves an `Errand` for it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from hypothesis import strategies as st

from safeforms.language.condition_print import print_condition
from tests.condition_strategies import Known, Reach, Sort, conditions, seen_from

Plain = dict[str, Any]
LEAVES: Final = ("yes_no", "choice", "choices", "text", "integer", "date", "datetime", "nhs_number")
LIKELY: Final = ("yes_no", "choice", "choices", "integer", "date", "datetime", *LEAVES)
SORTS: Final[dict[str, Sort]] = {"integer": "number", "datetime": "date", "nhs_number": "text"}
REASONS: Final = ("unable", "declined", "not_known")
SHARED: Final = ("yes", "no", "unsure")
TEXTS: Final = (
    "What",
    "Who: and when?",
    "# of them",
    'He said "no"',
    "no",
    "012",
    "- one",
    "Ärger ☃",
    "it's, [so]",
    " lead",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What is still to be filled in, given all names of the form. `own` are those of the group or row around it."""

    do: Callable[[st.DrawFn, Reach], None]
    own: tuple[Known, ...] = ()
    outer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of a definition, the names that it brings, and what is still to be filled in."""

    data: Plain
    known: tuple[Known, ...]
    errands: tuple[Errand, ...] = ()


def written(draw: st.DrawFn, reach: Reach, *, depth: int = 2) -> str:
    """A condition as text."""
    return print_condition(conditions(draw, reach, depth=depth)[0])


def words(draw: st.DrawFn, name: str) -> str:
    """A text that differs from all others, sometimes a hostile one."""
    return f"{draw(st.sampled_from(TEXTS))} {name}" if draw(st.integers(0, 4)) == 4 else f"Question {name}"


def outer_question(draw: st.DrawFn, name: str, reach: Reach, *, outcome: bool = False) -> Asked:
    """A question of a section. `outcome`: its `when` rests on findings, so that nothing may rest on it."""
    kind = draw(st.sampled_from((*LIKELY, "group", "table", "table")))
    if kind not in ("group", "table"):
        return leaf(draw, name, reach, kind=kind, screening=not outcome)
    data: Plain = {"text": words(draw, name), "type": kind, **_when(draw, reach)}
    reasons = _reasons(draw, data, reach, settling=True)
    blank = _may_stay_blank(draw, data)
    _screening(draw, data, allowed=not outcome)
    parts, known, errands = _parts(draw, name, reach)
    data["questions"] = parts
    errands += [Errand(do=_require(data), own=known, outer=name)] if draw(st.booleans()) else []
    whole = Known(name=name, sort="group", reasons=reasons, firm=not blank)
    if kind == "group":
        inner = tuple(seen_from(replace(part, firm=part.firm and not blank), name) for part in known)
        return Asked(data=data, known=(whole, *inner), errands=tuple(errands))
    if draw(st.booleans()):
        data["rows"] = draw(st.sampled_from(({"from": 0}, {"from": 1, "to": 2}, {"from": 2}, {"to": 3})))
    rows = tuple(replace(part, firm=part.firm and not blank) for part in known)
    return Asked(data=data, known=(replace(whole, sort="table", rows=rows),), errands=tuple(errands))


def _parts(draw: st.DrawFn, outer: str, reach: Reach) -> tuple[Plain, tuple[Known, ...], list[Errand]]:
    """The questions inside a group or table; each may speak of those above it."""
    parts: Plain = {}
    known: tuple[Known, ...] = ()
    errands: list[Errand] = []
    for number in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(LIKELY))
        part = leaf(draw, f"p{number}", replace(reach, own=known), kind=kind, screening=False)
        parts[f"p{number}"] = part.data
        known += part.known
        errands += part.errands
    return parts, known, [Errand(do=errand.do, own=known, outer=outer) for errand in errands]


def leaf(draw: st.DrawFn, name: str, reach: Reach, *, kind: str, screening: bool) -> Asked:
    """A question that is no group or table."""
    data: Plain = {"text": words(draw, name), "type": kind, **_when(draw, reach)}
    is_date = kind in ("date", "datetime")
    countable = is_date and draw(st.integers(0, 3)) > 0
    reasons = _reasons(draw, data, reach, settling=not countable)
    blank = _may_stay_blank(draw, data)
    _screening(draw, data, allowed=screening)
    errands: list[Errand] = []
    options: tuple[str, ...] = ()
    if kind in ("yes_no", "choice", "choices"):
        options = _options(draw, data, errands)
    elif kind == "text":
        data |= draw(st.sampled_from(({}, {}, {"min_length": 10}, {"max_length": 40, "refuse_phrases": ["As  said"]})))
    elif kind != "nhs_number":
        _limits(draw, data, errands)
    known = Known(
        name=name,
        sort=SORTS.get(kind, kind),  # type: ignore[arg-type]
        words=options,
        reasons=reasons,
        firm=not blank,
        countable=countable,
        guards=(name,) if countable and reasons else (),
    )
    return Asked(data=data, known=(known,), errands=tuple(errands))


def _when(draw: st.DrawFn, reach: Reach) -> Plain:
    return {"when": written(draw, reach)} if draw(st.integers(0, 9)) > 4 else {}


def _reasons(draw: st.DrawFn, data: Plain, reach: Reach, *, settling: bool) -> tuple[str, ...]:
    """Gives a question some reasons; their ids."""
    reasons = draw(st.lists(st.sampled_from(REASONS), max_size=2, unique=True)) if draw(st.booleans()) else []
    if not reasons:
        return ()
    offered: list[object] = []
    for reason in reasons:
        special: Plain = {}
        if settling and draw(st.booleans()):
            special["settles"] = "always" if draw(st.booleans()) else written(draw, reach, depth=1)
        if draw(st.integers(0, 3)) == 3:
            special["note"] = "required"
        offered.append({reason: special} if special else reason)
    data["unanswered"] = offered
    return tuple(reasons)


def _may_stay_blank(draw: st.DrawFn, data: Plain) -> bool:
    """Whether a question was made optional, or one to be followed up."""
    chance = draw(st.integers(0, 9))
    if chance > 7:
        data["optional"] = True
    elif chance == 7:
        data["follow_up"] = {"within": draw(st.sampled_from(("24 hours", "2 working days", "s0")))}
    return chance >= 7


def _screening(draw: st.DrawFn, data: Plain, *, allowed: bool) -> None:
    if allowed and "unanswered" in data and draw(st.booleans()):
        data["screening"] = True


def _options(draw: st.DrawFn, data: Plain, errands: list[Errand]) -> tuple[str, ...]:
    """Gives a question options of its own or a shared list; their ids."""
    if data["type"] != "yes_no" and draw(st.integers(0, 3)) == 3:
        data["options"] = "shared"
        return SHARED
    several, yes_no = data["type"] == "choices", data["type"] == "yes_no"
    ids = ("yes", "no") if yes_no else ("a", "x1_9", "w1_1", "none_of_these")[: draw(st.integers(2, 4))]
    options: Plain = {}
    for option in ids:
        spoken: Plain = {"text": f"Option {option}"}
        if several and option == ids[-1] and draw(st.booleans()):
            spoken["exclusive"] = True
        note = draw(st.integers(0, 7))
        if note == 6:
            spoken["note"] = "required"
        elif note == 7:
            errands.append(Errand(do=_note(spoken)))
        options[option] = spoken if len(spoken) > 1 or note == 7 else spoken["text"]
    if not yes_no or any(isinstance(option, dict) for option in options.values()):
        data["options"] = options
    return ids


def _note(spoken: Plain) -> Callable[[st.DrawFn, Reach], None]:
    def fill(draw: st.DrawFn, reach: Reach) -> None:
        spoken["note"] = written(draw, reach, depth=1)

    return fill


def _require(data: Plain) -> Callable[[st.DrawFn, Reach], None]:
    def fill(draw: st.DrawFn, reach: Reach) -> None:
        data["require"] = written(draw, reach, depth=1)

    return fill


def _limits(draw: st.DrawFn, data: Plain, errands: list[Errand]) -> None:
    chance = draw(st.integers(0, 5))
    if chance == 4 and data["type"] == "integer":
        data["range"] = draw(st.sampled_from(({"from": 0}, {"from": -1, "to": 9}, {"to": 5})))
    elif chance == 4:
        data["range"] = draw(st.sampled_from(({"to": "now"}, {"to": "today"}, {"from": "today"}, {"from": "now"})))
    elif chance == 5:
        errands.append(Errand(do=_bounds(data)))


def _bounds(data: Plain) -> Callable[[st.DrawFn, Reach], None]:
    """Limits that are other questions, of the same group or row or outside of all."""

    def fill(draw: st.DrawFn, reach: Reach) -> None:
        sort: Sort = "number" if data["type"] == "integer" else "date"
        others = [known.name for known in reach.of(sort) if known.asked and "." not in known.name]
        if others:
            ends = draw(st.sampled_from((("from",), ("to",), ("from", "to"))))
            data["range"] = {end: draw(st.sampled_from(others)) for end in ends}

    return fill
