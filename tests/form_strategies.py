"""Whole definitions, drawn: small, of every part of the language, and free of errors by construction.

What decides is drawn in the order in which it can be decided, so that there is no circle; the questions then stand
in the form in another order. A definition goes the real road: data, text, `parse_form`, `check_form`.
"""

import json
from dataclasses import dataclass, field, replace
from typing import Final

from hypothesis import strategies as st

from safeforms.bundled import form_schema
from safeforms.checks import check_form
from safeforms.definition import Form
from safeforms.language.condition_print import print_condition, print_value
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import read_yaml
from safeforms.library import part_reader
from tests.condition_strategies import Known, Reach, conditions, measured
from tests.question_strategies import Errand, Plain, leaf, outer_question, words, written

IDS: Final = (
    "q0",
    "self",
    "cls",
    "at",
    "faults",
    "row",
    "position",
    "x0",
    "merged",
    "x_note",
    "answer",
    "first_names",
    "values_",
)
"""Ids of questions, some of which are names in the generated rules too."""
TIMES: Final = ("before the person leaves", "same day", "24 hours", "3 days", "2 working days", "s0")
RECIPIENTS: Final = ("nurse", "doctor")
LEVELS: Final = ("red", "amber", "info")


@dataclass(slots=True)
class _Growing:
    """A definition as it grows: what it has, the names that may be used, what is still to be filled in."""

    questions: Plain = field(default_factory=dict)
    derived: Plain = field(default_factory=dict)
    indicators: Plain = field(default_factory=dict)
    names: tuple[Known, ...] = ()
    errands: list[Errand] = field(default_factory=list)

    @property
    def reach(self) -> Reach:
        return Reach(form=self.names)


@st.composite
def definitions(draw: st.DrawFn) -> Plain:
    """The data of a definition."""
    growing = _Growing()
    ids = draw(st.permutations(IDS))
    first = draw(st.integers(2, 6))
    for number in range(first):
        _decide(draw, growing, ids[number])
    telling = growing.reach
    _add_outcome(draw, growing, ids[first:])
    sent, override = _add_ending(draw, growing)
    for errand in growing.errands:
        errand.do(draw, _around(growing, errand))
    data = _head(draw, growing)
    checks = {f"c{number}": _check(draw, growing) for number in range(draw(st.integers(0, 2)))}
    for indicator in growing.indicators.values():
        indicator |= {"tell": tells} if (tells := _tells(draw, telling)) else {}
    notify = {f"n{n}": _news(draw, telling, f"n{n}") for n in range(draw(st.integers(0, 2)))}
    summary = _summary(draw, growing, sent=sent, override=override)
    for key, value in (
        ("derived", growing.derived),
        ("checks", checks),
        ("indicators", growing.indicators),
        ("notify", notify),
        ("summary", summary),
    ):
        if value:
            data[key] = value
    return data


def parsed(data: Plain) -> Form:
    """The form of a definition; a definition that was drawn must have no error."""
    text = read_yaml(json.dumps(data, ensure_ascii=False), file="drawn.yaml")
    form = parse_form(text, read_part=part_reader(), schema=form_schema())
    errors = [problem for problem in check_form(form) if problem.severity == "error"]
    assert not errors, errors
    return form


def forms() -> st.SearchStrategy[Form]:
    """Forms that check_form finds no error in."""
    return definitions().map(parsed)


def _decide(draw: st.DrawFn, growing: _Growing, name: str) -> None:
    """A question, then perhaps a derived value and an indicator that rest on what is there."""
    _ask(draw, growing, name)
    for _ in range(draw(st.integers(0, 2))):
        _derive(draw, growing)
    if draw(st.integers(0, 9)) > 3:
        _indicate(draw, growing)


def _ask(draw: st.DrawFn, growing: _Growing, name: str, *, outcome: bool = False) -> None:
    asked = outer_question(draw, name, growing.reach, outcome=outcome)
    growing.questions[name] = asked.data
    growing.names += asked.known
    growing.errands += asked.errands


def _derive(draw: st.DrawFn, growing: _Growing) -> None:
    name = f"d{len(growing.derived)}"
    known, meaning = _derived(draw, name, growing.reach)
    worded = draw(st.integers(0, 3)) == 3
    growing.derived[name] = {"is": meaning, "text": f"it is so that {name}"} if worded else meaning
    growing.names += (known,)


def _derived(draw: st.DrawFn, name: str, reach: Reach) -> tuple[Known, str]:
    """A derived name and what it means: a truth, another name for something, a number or a date."""
    kind = draw(st.sampled_from(("truth", "truth", "truth", "name", "number", "number", "truth", "truth", "constant")))
    renamed = reach.of("yes_no", "choice", "number", "date", "level", "truth")
    dates = [known for known in reach.names if known.sort == "date" and known.countable]
    if kind == "name" and renamed:
        known = draw(st.sampled_from(renamed))
        return replace(known, name=name, asked=False, reasons=()), known.name
    if kind == "number" and dates:
        value, guards, firm = measured(draw, draw(st.sampled_from(dates)), reach)
        return Known(name=name, sort="number", asked=False, firm=firm, guards=guards), print_value(value)
    counted = [known for known in reach.names if known.sort in ("choices", "table")]
    if kind == "number" and counted:
        known = draw(st.sampled_from(counted))
        return Known(name=name, sort="number", asked=False, firm=known.firm), f"count({known.name})"
    if kind == "constant":
        constant = draw(st.sampled_from(("3", "2026-10-30", "always")))
        sort = {"3": "number", "always": "truth"}.get(constant, "date")
        return Known(name=name, sort=sort, asked=False, firm=False, countable=sort == "date"), constant  # type: ignore[arg-type]
    condition, firm = conditions(draw, reach)
    return Known(name=name, sort="truth", asked=False, firm=firm), print_condition(condition)


def _indicate(draw: st.DrawFn, growing: _Growing) -> None:
    condition, firm = conditions(draw, growing.reach)
    level = draw(st.sampled_from(LEVELS)) if firm else "info"
    name = f"i{len(growing.indicators)}"
    indicator: Plain = {"level": level, "when": print_condition(condition), "concern": f"Something is so: {name}."}
    if draw(st.booleans()):
        indicator["actions"] = ["Ask: who else is there?"]
    indicator |= {"within": draw(st.sampled_from(TIMES)), "source": draw(st.sampled_from(("us", ["us 1.2"])))}
    if draw(st.integers(0, 2)) == 2:
        indicator["hard"] = True
    growing.indicators[name] = indicator
    growing.names += (Known(name=name, sort="truth", asked=False),)


def _add_outcome(draw: st.DrawFn, growing: _Growing, ids: list[str]) -> None:
    """What rests on gaps, findings and telling: it decides none of them."""
    for name in draw(st.sampled_from(((), ("gap",), ("gap", "worst_finding"), ("gap", "worst_finding", "to_tell")))):
        sort = "level" if name == "worst_finding" else "truth"
        levels = (*LEVELS, "none") if sort == "level" else ()
        growing.names += (Known(name=name, sort=sort, words=levels, asked=False),)  # type: ignore[arg-type]
    for name in ids[: draw(st.integers(0, 2))]:
        _ask(draw, growing, name, outcome=True)
        if draw(st.booleans()):
            _derive(draw, growing)


def _add_ending(draw: st.DrawFn, growing: _Growing) -> tuple[bool, bool]:
    """The table of what was sent and the override, which have their own shapes; whether each is there."""
    sent, override = draw(st.integers(0, 3)) == 3, draw(st.integers(0, 2)) == 2
    if sent:
        when = {"when": written(draw, growing.reach)} if draw(st.booleans()) else {}
        questions: Plain = {
            "recipient": {"text": "Whom", "type": "choice", "options": "recipients"},
            "sent_at": {"text": "When", "type": "datetime", "follow_up": {"within": "2 days"}},
            "method": {"text": "How", "type": "text", "optional": True},
            "not_sent_reason": {"text": "Why not", "type": "text", "optional": True},
        }
        growing.questions["told"] = {"text": "Told", "type": "table", "optional": True, **when, "questions": questions}
        growing.names += (Known(name="told", sort="table", firm=False),)
    if override:
        levels = draw(st.sampled_from((["red", "amber", "green"], ["green"], ["amber", "red"])))
        level: Plain = {"text": "Level", "type": "choice", "options": {name: name.title() for name in levels}}
        reason = leaf(draw, "reason", growing.reach, kind="text", screening=False).data
        agreed: Plain = {"text": "Agreed", "type": "text", "optional": True}
        questions = {"level": level, "reason": reason, "agreed_by": agreed}
        growing.questions["own_level"] = {"text": "Own", "type": "override", "optional": True, "questions": questions}
        growing.names += (Known(name="own_level.level", sort="choice", words=tuple(levels), firm=False),)
    return sent, override


def _around(growing: _Growing, errand: Errand) -> Reach:
    """All names for what only looks on; inside a table its rows cannot look at each other."""
    names = [replace(known, rows=()) if known.name == errand.outer else known for known in growing.names]
    return Reach(own=errand.own, form=tuple(names))


def _tells(draw: st.DrawFn, reach: Reach) -> list[object]:
    told = draw(st.lists(st.sampled_from(RECIPIENTS), max_size=2))
    return [{name: written(draw, reach, depth=1)} if draw(st.booleans()) else name for name in told]


def _news(draw: st.DrawFn, reach: Reach, name: str) -> Plain:
    tells = _tells(draw, reach) or ["nurse"]
    when = {"when": written(draw, reach, depth=1)} if draw(st.booleans()) else {}
    return {"text": f"News {name}", "tell": tells, **when, "within": draw(st.sampled_from(TIMES))}


def _check(draw: st.DrawFn, growing: _Growing) -> Plain:
    at = [name for name in growing.questions if name != "own_level"]
    return {"never": written(draw, growing.reach), "at": draw(st.sampled_from(at)), "message": "It cannot be so."}


def _head(draw: st.DrawFn, growing: _Growing) -> Plain:
    """All but what comes after the sections; the questions in an order of their own."""
    order = draw(st.permutations(list(growing.questions)))
    half = draw(st.integers(1, len(order)))
    sections = {
        section: {"title": words(draw, section), "questions": {name: growing.questions[name] for name in names}}
        for section, names in (("one", order[:half]), ("two", order[half:]))
        if names
    }
    reasons: Plain = {name: {"text": f"Reason {name}"} for name in ("unable", "declined", "not_known")}
    if draw(st.booleans()):
        reasons["unable"]["note"] = "required"
    return {
        "form": "drawn",
        "version": "1.0.0",
        "title": words(draw, "title"),
        "sources": {"us": "The tests"},
        "reasons": reasons,
        "recipients": {name: name.title() for name in RECIPIENTS},
        "options": {"shared": {"yes": "Yes", "no": "No", "unsure": {"text": "Unsure", "note": "required"}}},
        "settings": {"s0": {"text": "A number", "default": draw(st.sampled_from((1, 2, 3))), "unit": "days"}},
        "sections": sections,
    }


def _summary(draw: st.DrawFn, growing: _Growing, *, sent: bool, override: bool) -> Plain:
    def of(kind: str) -> list[str]:
        return [name for name, question in growing.questions.items() if question["type"] == kind]

    summary: Plain = {}
    for key, kind in (("assessed_at", "datetime"), ("statement", "text")):
        if of(kind):
            summary[key] = draw(st.sampled_from(of(kind)))
    if of("text"):
        summary["words"] = of("text")
    if sent:
        summary["sent"] = "told"
    if override and draw(st.integers(0, 3)) < 3:
        summary["override"] = "own_level"
    return summary
