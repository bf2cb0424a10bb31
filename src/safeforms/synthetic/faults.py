"""Known faults put into a whole record, one after another; the rules must find each of them, and nothing else.

Most faults are one answer changed: taken out, too short, a phrase that says nothing, an option that is not offered, a
day to come, a wrong check digit. A change that has other consequences too is taken back, and another is tried.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from safeforms.definition import Form
from safeforms.judgement.assessment import judge_answers
from safeforms.judgement.faults import Fault, errors_among
from safeforms.problems import Path
from safeforms.questions import Choice, Choices, DateTimeType, DateType, Integer, NhsNumber, Question, Text, YesNo
from safeforms.synthetic.chance import Chance
from safeforms.synthetic.places import Answers, copied, put_note, taken_out
from safeforms.synthetic.words import FILLER

TRIES: Final = 40
PHRASES: Final = ("see notes", "tbc")
NO_OPTION: Final = "not_an_option_of_the_form"
NO_REASON: Final = "not_a_reason_of_the_form"
NO_QUESTION: Final = "not_a_question_of_the_form"
BLANK: Final = 0.3
Change = tuple[str, Path, Path, object]
"""The code of a fault, where it is found, and what is put where for it; None takes out."""


def with_faults(
    form: Form, answers: Answers, faults: tuple[Fault, ...], number: int, *, chance: Chance, now: datetime
) -> tuple[Answers, tuple[Fault, ...]]:
    """A record with so many faults, those included that it has; with fewer where no more can be found.

    Warnings do not count: a contradiction may need an answer that nobody asked for.
    """
    for _ in range(TRIES * number):
        if len(errors_among(faults)) >= number:
            break
        change = _drawn(form, answers, faults, chance=chance, now=now)
        if change is None:
            continue
        changed = _changed(answers, change)
        found = judge_answers(form, changed, now=now).faults
        if {(fault.code, fault.path) for fault in found} == {(f.code, f.path) for f in faults} | {change[:2]}:
            answers, faults = changed, found
    return answers, faults


def _changed(answers: Answers, change: Change) -> Answers:
    _, _, path, answer = change
    outer = str(path[0])
    changed = {**answers, outer: copied(answers[outer])} if outer in answers else dict(answers)
    if answer is None:
        taken_out(changed, path)
    else:
        put_note(changed, path, answer)
    return changed


def _drawn(form: Form, answers: Answers, faults: tuple[Fault, ...], *, chance: Chance, now: datetime) -> Change | None:
    """One change that should be a fault, of an answer that has none yet: mostly a blank, else each kind as often."""
    free = [place for place in _places(form, answers) if not _is_near(place[0], faults)]
    if free and chance.likely(BLANK):
        path, _, _ = chance.pick(free)
        return "missing_answer", path, path, None
    kinds: dict[str, list[Change]] = {}
    for path, question, answer in free:
        for change in _ways(question, path, answer, now):
            kinds.setdefault(change[0], []).append(change)
    if NO_QUESTION not in answers:
        kinds["unknown_question"] = [("unknown_question", (), (NO_QUESTION,), "made up")]
    return chance.pick(kinds[chance.pick(list(kinds))]) if kinds else None


def _is_near(path: Path, faults: tuple[Fault, ...]) -> bool:
    """Whether an answer, or what is around or inside of it, is wrong already."""
    paths = [fault.path for fault in faults if fault.path]
    return any(path[: len(wrong)] == wrong or wrong[: len(path)] == path for wrong in paths)


def _places(form: Form, answers: Answers) -> list[tuple[Path, Question, Any]]:
    """Every answer with its path."""
    places: list[tuple[Path, Question, Any]] = []
    for question in form.questions.values():
        answer: Any = answers.get(question.id)
        if answer is None:
            continue
        places.append(((question.id,), question, answer))
        rows = list(enumerate(answer)) if isinstance(answer, list) and question.parts else []
        holders: list[tuple[Path, Any]] = [((question.id, row), held) for row, held in rows]
        holders = holders or [((question.id,), answer)]
        for at, held in holders if question.parts else ():
            if isinstance(held, dict):
                parts = [part for part in question.parts if part.id in held]
                places += [((*at, part.id), part, held[part.id]) for part in parts]
    return places


def _ways(question: Question, path: Path, answer: Any, now: datetime) -> Iterator[Change]:
    """Every way in which an answer can be made wrong."""
    yield "reason_not_offered", path, path, {"unanswered": NO_REASON}
    if isinstance(answer, dict) and "unanswered" in answer:
        yield "note_missing", (*path, "note"), (*path, "note"), None
        return
    if question.note_id:
        note = (*path[:-1], question.note_id)
        yield "note_missing", note, note, None
        yield "stock_phrase", note, note, PHRASES[1]
    match question.type:
        case YesNo() | Choice():
            yield "not_an_option", path, path, NO_OPTION
        case Choices():
            yield from _wrong_choices(question.type, path, answer)
        case Text():
            yield from _wrong_texts(question.type, path, answer)
        case Integer(limits=limits):
            yield "wrong_type", path, path, str(answer)
            if isinstance(limits.end, int):
                yield "out_of_range", path, path, limits.end + 1
        case DateType(limits=limits):
            yield "wrong_format", path, path, date.fromisoformat(answer).strftime("%d/%m/%Y")
            if limits.end == "today":
                yield "out_of_range", path, path, (now.date() + timedelta(days=3)).isoformat()
        case DateTimeType(limits=limits):
            yield "wrong_format", path, path, answer.replace("T", " ")
            if limits.end == "now":
                yield "out_of_range", path, path, (now + timedelta(days=3)).isoformat(timespec="minutes")
        case NhsNumber():
            yield "wrong_format", path, path, f"{answer[:-1]}{(int(answer[-1]) + 1) % 10}"
        case _:
            yield "wrong_type", path, path, "yes"


def _wrong_choices(kind: Choices, path: Path, answer: list[str]) -> Iterator[Change]:
    yield "not_an_option", (*path, len(answer)), path, [*answer, NO_OPTION]
    alone = [option for option in kind.options if option in kind.exclusive]
    others = [option for option in kind.options if option not in kind.exclusive]
    if alone and others:
        yield "exclusive_option", path, path, [*answer, (others if answer[0] in alone else alone)[0]]


def _wrong_texts(kind: Text, path: Path, answer: str) -> Iterator[Change]:
    yield from (("stock_phrase", path, path, phrase) for phrase in PHRASES if phrase in kind.stock_phrases)
    if kind.min_length > 1:
        yield "too_short", path, path, answer[: kind.min_length - 1].strip()
    if kind.max_length is not None:
        yield "too_long", path, path, (FILLER * (kind.max_length // len(FILLER) + 1)).strip() + "."
