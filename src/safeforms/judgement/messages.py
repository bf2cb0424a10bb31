"""Faults in words: one plain sentence that says what is wrong, then what to do.

A sentence names the question and never the answer, nor an unknown key.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from safeforms.conditions import Both
from safeforms.definition import Form
from safeforms.judgement.faults import WARNINGS, Fault
from safeforms.judgement.judging import in_form_order
from safeforms.places import Place
from safeforms.problems import Path, Problem, SectionName
from safeforms.questions import (
    SHORTEST_NOTE,
    Bound,
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Range,
    Table,
    Text,
    YesNo,
)
from safeforms.wording.asking_words import asked_in_words
from safeforms.wording.words import in_words

MANY = 12
_SAID: dict[str, dict[Fault, Problem]] = {}
"""The problems of each definition that were put into words already."""
Asked = tuple[SectionName | None, str | None]
_ASKED: dict[str, dict[tuple[str, ...], Asked]] = {}
"""Where and when the questions of each definition are asked, of those that had a problem."""


def problems_of(form: Form, faults: Iterable[Fault], *, place: Place | None = None) -> list[Problem]:
    """The problems that faults are, in form order."""
    return [problem_of(fault, form=form, place=place) for fault in in_form_order(form, list(faults))]


def problem_of(fault: Fault, *, form: Form, place: Place | None = None) -> Problem:
    """The problem that a fault is, with its sentence; one that names no row is put into words once a process."""
    said = _SAID.setdefault(form.definition, {}) if form.definition and len(fault.path) < 2 else {}
    problem = said.get(fault)
    if problem is None:
        problem = said[fault] = _put_into_words(fault, form=form)
    return replace(problem, place=place) if place else problem


def _put_into_words(fault: Fault, *, form: Form) -> Problem:
    names = [step for step in fault.path if isinstance(step, str)]
    question = _question(form, names)
    section, asked_when = _asked(form, tuple(names))
    return Problem(
        code=fault.code,
        message=_sentence(fault, question, form=form),
        question=".".join(names) or None,
        severity="warning" if fault.code in WARNINGS else "error",
        path=fault.path,
        question_text=heading(form, fault.path) or None,
        section=section,
        asked_when=asked_when,
    )


def _asked(form: Form, names: tuple[str, ...]) -> Asked:
    known = _ASKED.setdefault(form.definition, {}) if form.definition else {}
    if names not in known:
        known[names] = _section(form, names), _asked_when(form, names)
    return known[names]


def _section(form: Form, names: tuple[str, ...]) -> SectionName | None:
    outer = _question(form, list(names[:1]))
    found = next((section for section in form.sections if outer in section.questions), None) if outer else None
    return SectionName(found.id, found.title) if found else None


def _asked_when(form: Form, names: tuple[str, ...]) -> str | None:
    """When a question is asked; of a part, when both it and what is around it are."""
    outer, question = _question(form, list(names[:1])), _question(form, list(names))
    if outer is None or question is None:
        return None
    if question is outer:
        return asked_in_words(question, form=form) or None
    both = [part for when in (outer.when, question.when) for part in (when.parts if isinstance(when, Both) else [when])]
    return asked_in_words(replace(question, when=Both(tuple(both))), form=form, parts=outer.parts) or None


def label(form: Form, path: Path) -> str:
    """How a message names a question: its text in quotes, and the row and table it stands in."""
    text, within = _named(form, path)
    return f'"{text}"{within}' if text else "The record"


def heading(form: Form, path: Path) -> str:
    """The same without quotes, to stand alone in a list."""
    text, within = _named(form, path)
    return f"{text}{within}"


def _named(form: Form, path: Path) -> tuple[str, str]:
    """The text of a question, and where it stands if that is inside a group or a table."""
    names = [step for step in path if isinstance(step, str)]
    question = _question(form, names)
    if question is None:
        return "", ""
    row = next((step for step in path if isinstance(step, int)), None)
    outer = form.questions.get(names[0])
    if outer is None or not outer.parts:
        return question.text, ""
    if question is outer:
        return question.text, f" (row {row + 1})" if row is not None else ""
    return question.text, f' (row {row + 1} of "{outer.text}")' if row is not None else f' (in "{outer.text}")'


def _question(form: Form, names: list[str]) -> Question | None:
    """The question of a path; of a note the question that it belongs to."""
    if not names:
        return None
    outer = form.questions.get(names[0]) or form.questions.get(names[0].removesuffix("_note"))
    if outer is None or len(names) == 1 or not outer.parts:
        return outer
    return next((part for part in outer.parts if names[1] in (part.id, part.note_id)), outer)


def _sentence(fault: Fault, question: Question | None, *, form: Form) -> str:
    if question is None:
        return "The record holds something that the form does not ask. Its name is not shown: it may be a patient's."
    name = label(form, fault.path)
    match fault.code:
        case "missing_answer" if fault.detail == "require":
            return f"{name} is not enough: {_requirement(question, form=form)}."
        case "missing_answer":
            return f"{name} is not answered. {_what_to_do(question, form=form)}"
        case "not_an_option":
            return f"{name} has an answer that it does not offer. {_offers(question)}"
        case "wrong_type":
            return f"{name} is of the wrong kind. It must be {_kind(fault, question)}."
        case "wrong_format":
            return f"{name} is not written as it must be. It must be {_kind(fault, question)}."
        case "out_of_range":
            return f"{name} is outside its limits. {_limits(fault, question, form=form)}"
        case "too_short":
            return f"{name} is too short. Write at least {_shortest(fault, question)} characters."
        case "too_long":
            assert isinstance(question.type, Text)
            return f"{name} is too long. Write at most {question.type.max_length} characters."
        case "stock_phrase":
            return f"{name} holds a phrase that says nothing. {_what_to_do(question, form=form)}"
        case "reason_not_offered":
            return f"{name} {_no_reason(fault, question, form=form)}"
        case "note_missing":
            return f"{name} needs a note with the answer or reason chosen. Write at least {SHORTEST_NOTE} characters."
        case "exclusive_option":
            return f"{name} joins an option that excludes all others with another. Choose the one or the others."
        case "check_failed":
            return _check(fault, name, form=form)
        case "unknown_question":
            return f"{name} holds something that the form does not ask. Its name is not shown: it may be a patient's."
        case "not_asked":
            what = f"A note on {name}" if _is_note(fault, question) else name
            return f"{what} was recorded although the form did not ask for it here. It is kept and it counts."
        case _:
            raise ValueError(f"no sentence for {fault.code}")


def _no_reason(fault: Fault, question: Question, *, form: Form) -> str:
    if fault.detail and question.unanswered:
        return f"takes the id of one reason under `unanswered`: {', '.join(question.unanswered)}."
    return f"cannot be left for this reason. {_what_to_do(question, form=form)}"


def _what_to_do(question: Question, *, form: Form) -> str:
    if not question.unanswered:
        return "Answer it."
    reasons = "; ".join(form.reasons[reason].text for reason in question.unanswered if reason in form.reasons)
    return f"Answer it, or record why not ({reasons})."


def _requirement(question: Question, *, form: Form) -> str:
    assert isinstance(question.type, Group | Table) and question.type.require is not None
    return f"it needs that {in_words(question.type.require, form=form, parts=question.parts)}"


def _offers(question: Question) -> str:
    options = [f'"{option.text}"' for option in question.options.values()]
    shown = ", ".join(options[:MANY]) + (f" and {len(options) - MANY} more" if len(options) > MANY else "")
    return f"It offers {shown}."


def _is_note(fault: Fault, question: Question) -> bool:
    return fault.path[-1] in ("note", question.note_id)


def _kind(fault: Fault, question: Question) -> str:
    if _is_note(fault, question):
        return "a note: text, every character of it whole"
    match question.type:
        case YesNo():
            return "yes or no (true or false)"
        case Choice():
            return "the id of one option"
        case Choices():
            return "a list of option ids, each once"
        case Text():
            return "text, every character of it whole"
        case Integer():
            return "a whole number"
        case DateType():
            return "a day that exists, written like 2026-03-31"
        case DateTimeType():
            return "a date and time that exist, written like 2026-03-31T14:30"
        case NhsNumber():
            return "an NHS number: ten digits without blanks, the check digit right"
        case Group() | Override():
            return "a set of answers"
        case Table():
            return "a list of rows, each a set of answers"
        case _:
            assert_never(question.type)


def _shortest(fault: Fault, question: Question) -> int:
    is_text = isinstance(question.type, Text) and not _is_note(fault, question)
    return question.type.min_length if is_text and isinstance(question.type, Text) else SHORTEST_NOTE


def _limits(fault: Fault, question: Question, *, form: Form) -> str:
    if isinstance(question.type, Table):
        fewest, most = question.type.fewest, question.type.most
        return f"It takes {fewest} to {most} rows." if most else f"It takes {fewest} rows or more."
    assert isinstance(question.type, Integer | DateType | DateTimeType)
    limits: Range = question.type.limits
    start = f"from {_bound(limits.start, fault, form=form)}" if limits.start is not None else ""
    end = f"up to {_bound(limits.end, fault, form=form)}" if limits.end is not None else ""
    return f"It must lie {' '.join(filter(None, [start, end]))}."


def _bound(bound: Bound | None, fault: Fault, *, form: Form) -> str:
    if not isinstance(bound, str):
        return str(bound)
    if bound in ("today", "now"):
        return {"today": "today", "now": "this moment"}[bound]
    own = form.question_at(f"{fault.path[0]}.{bound}") or form.question_at(bound)
    return f'"{own.text}"' if own else bound


def _check(fault: Fault, name: str, *, form: Form) -> str:
    if fault.detail == "hard":
        return f"{name} cannot lower this level: a finding holds that no judgement may downgrade."
    return next(check.message for check in form.checks if check.id == fault.detail)
