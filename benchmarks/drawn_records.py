"""Records of a form drawn from a plain seeded generator: complete, nearly complete, spoilt in one place, and absurd.

Everything drawn can be written as JSON and read back the same. The same seed draws the same records.
"""

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from safeforms.definition import Form
from safeforms.judgement.assessment import judge_answers
from safeforms.judgement.faults import WARNINGS, Fault
from safeforms.questions import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)

Answers = dict[str, Any]  # raw data: that is the point
Spoil = Callable[[Form, Answers, random.Random], None]

NOW: Final = datetime(2026, 11, 2, 18, 0)
NHS_NUMBER: Final = "9990000018"
ENOUGH: Final = "Said by the mother, who saw it happen in the kitchen this morning."
OF_OTHERS: Final = frozenset({"check_failed", "out_of_range"})
"""Faults for which another answer may be to blame."""

ROUNDS: Final = 60
BLANKS: Final[tuple[object, ...]] = (
    None,
    "",
    " \t\u2003\n",
    [],
    {},
    [None, ""],
    {"name": " "},
    [{}, []],
    "\x1c\x85",
    "\u3000",
)
NO_BLANKS: Final = ("\u200b", "\ufeff", "\u180e", [[0]], {"a": False})
NEAR_DATES: Final = (
    *("2026-02-30", "2025-02-29", "2024-02-29", "2000-02-29", "1900-02-29", "0000-01-01", "0001-01-01", "9999-12-31"),
    *(
        "2026-13-01",
        "2026-1-01",
        "20260101",
        "2026-01-01\n",
        " 2026-01-01",
        "2026-01-01T10:00",
        "2026-W01-1",
        "٢٠٢٦-01-01",
    ),
    *("2026-01-01T24:00", "2026-01-01T10:00Z", "2026-01-01T10:00\n", "2026-01-01 10:00", "2026-01-01T10:00:60"),
    *("2026-01-01T10:00:30.123456", "2026-01-01T10:00:30.1234567", "2026-01-01T10:00+24:00", "2026-01-01T10:00-23:59"),
    *("2026-01-01t10:00", "2024-02-29T23:59:59.1+01:00", "2023-02-29T10:00", "0000-02-29T10:00", "2026-11-03T00:00"),
    *("2026-11-02", "2026-11-03", "2026-11-02T18:00", "2026-11-02T18:01", "2027-01-01", "1899-12-31", "1850-06-01"),
)
PHRASES: Final = (
    *(
        "n/a",
        " N/A ",
        "NIL",
        "tbc",
        "TB C",
        "see  notes",
        "\u017fee note\u017f",
        "See\u2003Notes\n",
        "none",
        "None.",
        "..",
        "-",
    ),
    *(
        "\u212a",
        "xx",
        "XX x",
        "whatever you \u017fay",
        "dome\ufb06ic violence",
        "DV",
        "dv.",
        "safeguarding\tconcern",
        "n\u2044a",
    ),
)
TEXTS: Final = (
    *(
        "x",
        "abcd",
        "abcde",
        " abcd ",
        "abcd\u0301",
        "\U0001f9d2" * 4,
        "\U0001f9d2" * 5,
        "\U0001f9d2" * 40,
        "a" + " " * 60 + "b",
    ),
    *(
        "word " * 30,
        "\u00e4" * 70,
        "a\x00bcdefghijkl",
        ENOUGH,
        f"\n{ENOUGH[:18]}\n",
        "</script>",
        "a" * 39,
        "a" * 40,
        "a" * 60 + "  ",
        "a" * 61,
    ),
)
NUMBERS: Final = (0, 1, -1, 1.0, 3.0, 3.5, 17, 18, 24, 25, 120, 121, 200, 10**30, 1e300, True, "1", -0.0)
ODDS: Final[tuple[object, ...]] = (
    *(
        True,
        False,
        "yes",
        "no",
        "Yes",
        0,
        1,
        "true",
        "unsure",
        "red",
        ["x"],
        [1],
        [None],
        [[]],
        [3],
        [{}],
        [{"name": ""}],
    ),
    *(
        {"unanswered": "declined"},
        {"unanswered": ""},
        {"unanswered": "unable"},
        {"unanswered": 1, "x": 2},
        {"name": "x"},
    ),
    *({"unanswered": "unable", "note": "n/a"}, {"unanswered": "not_known", "note": 5}, {"unanswered": ["not_known"]}),
    *({"Unanswered": "not_known"}, {"unanswered": "not_known ", "note": ""}, {"unanswered": None, "note": None}),
    *("9990000019", "99900000180", "٩٩٩٠٠٠٠٠١٨", "999 000 0018", NHS_NUMBER, "9990000018\n", "1111111111", 9990000018),
)
NOTES: Final[tuple[object, ...]] = (
    "A note that says enough",
    "",
    "tbc",
    "abc",
    None,
    5,
    ["x"],
    " abcde ",
    "  ",
    {},
    False,
    "\U0001f9d2" * 3,
)


def draw_records(form: Form, complete: Sequence[Answers], *, number: int, seed: int) -> Iterator[Answers]:
    """So many records: routes through the form, complete cases spoilt, and records that nobody would write."""
    draw = random.Random(seed)
    pool: list[Answers] = [dict(answers) for answers in complete]
    for position in range(number):
        if not pool or position % 5 == 0:
            start = draw.choice(pool) if pool and draw.random() < 0.7 else {}
            record = completed(form, _shaken(form, start, draw), draw)
            pool.append(record)
            pool = pool[-200:] if len(pool) > 400 else pool
        elif position % 20 == 1:
            record = _anything(form, draw)
        else:
            record = copy.deepcopy(draw.choice(pool))
            for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 5))):
                draw.choice(SPOILS)(form, record, draw)
            record = completed(form, record, draw, rounds=1) if draw.random() < 0.3 else record
        yield copy.deepcopy(record)


def completed(form: Form, start: Answers, draw: random.Random, *, rounds: int = ROUNDS) -> Answers:
    """A record in which what is missing or wrong is drawn anew until nothing is, or until the rounds are over."""
    answers = copy.deepcopy(start)
    for _ in range(rounds):
        errors = [f for f in judge_answers(form, answers, now=NOW).faults if f.code not in WARNINGS]
        if not errors:
            break
        for fault in errors:
            _mend(form, answers, fault, draw)
    return answers


def sensible(question: Question, draw: random.Random) -> object:
    """An answer that is valid in itself, or nearly; of groups and tables with most of their parts."""
    match question.type:
        case YesNo():
            return draw.choice((True, False, True, False, "yes", "no"))
        case Choice(options=options):
            return draw.choice(list(options))
        case Choices() as kind:
            return _choices(kind, draw)
        case Text(min_length=shortest, max_length=longest):
            text = (ENOUGH + "." * shortest)[: max(shortest, 30)]
            return text[:longest] if longest else text
        case Integer(limits=limits):
            start = limits.start if isinstance(limits.start, int) else 0
            return draw.randint(start, limits.end if isinstance(limits.end, int) else start + 30)
        case DateType():
            return _moment(draw).date().isoformat()
        case DateTimeType():
            return _moment(draw).isoformat(timespec="minutes")
        case NhsNumber():
            return NHS_NUMBER
        case Group() | Override():
            return _parts(question, draw)
        case Table():
            return [_parts(question, draw) for _ in range(draw.choice((1, 1, 2, 3)))]


def _parts(question: Question, draw: random.Random) -> Answers:
    answers: Answers = {}
    for part in question.parts:
        if draw.random() < 0.9:
            answers[part.id] = _reason(part, draw) if part.unanswered and draw.random() < 0.2 else sensible(part, draw)
        if part.note_id and draw.random() < 0.5:
            answers[part.note_id] = "A note that says enough"
    return answers


def _choices(kind: Choices, draw: random.Random) -> list[str]:
    together = [option for option in kind.options if option not in kind.exclusive]
    if kind.exclusive and (not together or draw.random() < 0.25):
        return [draw.choice(sorted(kind.exclusive))]
    return draw.sample(together, k=draw.randint(1, min(4, len(together))))


def _moment(draw: random.Random) -> datetime:
    """Before now: mostly lately, and about the birthdays that matter."""
    if draw.random() < 0.4:
        return NOW - timedelta(minutes=draw.randrange(60 * 24))
    age = draw.choice((0, 1, 2, 4, 5, 9, 10, 11, 13, 15, 16, 17, 18, 30, 50))
    return NOW.replace(year=NOW.year - age) - timedelta(days=draw.randrange(-1, 300))


def _reason(question: Question, draw: random.Random) -> object:
    return {"unanswered": draw.choice(list(question.unanswered)), "note": "Said why at length"}


def _drawn(question: Question, draw: random.Random) -> object:
    return _reason(question, draw) if question.unanswered and draw.random() < 0.25 else sensible(question, draw)


def _shaken(form: Form, start: Answers, draw: random.Random) -> Answers:
    """A start with several answers drawn anew: another route through the form."""
    answers = copy.deepcopy(start)
    for question in draw.sample(list(form.questions.values()), k=draw.randint(1, min(12, len(form.questions)))):
        answers[question.id] = _drawn(question, draw)
    return answers


def _anything(form: Form, draw: random.Random) -> Answers:
    answers = {q.id: _wild(q, draw) for q in form.questions.values() if draw.random() < 0.8}
    notes = {q.note_id: _one_of(NOTES, draw) for q in form.questions.values() if q.note_id and draw.random() < 0.3}
    return {**answers, **notes}


def _wild(question: Question, draw: random.Random) -> object:
    """Sensible, a reason, a blank, near the mark or wide of it."""
    pools: list[Sequence[object]] = [BLANKS, NO_BLANKS, ODDS, NEAR_DATES, PHRASES, TEXTS, NUMBERS]
    if draw.random() < 0.5:
        return _drawn(question, draw)
    if draw.random() < 0.5:
        return _one_of(_near(question), draw)
    return _one_of(draw.choice(pools), draw)


def _one_of(pool: Sequence[object], draw: random.Random) -> object:
    """One of a pool, copied: what is drawn may be changed later."""
    return copy.deepcopy(draw.choice(pool))


def _near(question: Question) -> Sequence[object]:
    match question.type:
        case DateType() | DateTimeType():
            return NEAR_DATES
        case Text():
            return (*PHRASES, *TEXTS)
        case Integer():
            return NUMBERS
        case Choices(options=options):
            some = list(options)
            return (some, some[:1] * 2, [*some[:1], ""], [*some[-1:], 1], some[0], some[:2], some[-2:], [some])
        case YesNo() | Choice() | NhsNumber() | Group() | Override() | Table():
            return (*ODDS, *BLANKS)


def _place(form: Form, answers: Answers, draw: random.Random) -> tuple[Answers, Question]:
    """A mapping and one of its questions: mostly of the record, else of a group or a row in it."""
    given = [question for question in form.questions.values() if question.id in answers]
    inside = [(part_of, q) for q in given if q.parts for part_of in _mappings(answers[q.id])]
    if inside and draw.random() < 0.4:
        holder, outer = draw.choice(inside)
        return holder, draw.choice(outer.parts)
    asked = given if given and draw.random() < 0.8 else list(form.questions.values())
    return answers, draw.choice(asked)


def _mappings(raw: object) -> list[Answers]:
    rows = raw if isinstance(raw, list) else [raw]
    return [row for row in rows if isinstance(row, dict)]


def _leave_out(form: Form, answers: Answers, draw: random.Random) -> None:
    holder, question = _place(form, answers, draw)
    holder.pop(question.id, None)


def _blank_out(form: Form, answers: Answers, draw: random.Random) -> None:
    holder, question = _place(form, answers, draw)
    holder[question.id] = _one_of((*BLANKS, *NO_BLANKS), draw)


def _draw_anew(form: Form, answers: Answers, draw: random.Random) -> None:
    holder, question = _place(form, answers, draw)
    holder[question.id] = _drawn(question, draw)


def _miss(form: Form, answers: Answers, draw: random.Random) -> None:
    holder, question = _place(form, answers, draw)
    holder[question.id] = _one_of(_near(question), draw)


def _go_wild(form: Form, answers: Answers, draw: random.Random) -> None:
    holder, question = _place(form, answers, draw)
    holder[question.id] = _wild(question, draw)


def _give_a_reason(form: Form, answers: Answers, draw: random.Random) -> None:
    holder, question = _place(form, answers, draw)
    reason = draw.choice([*question.unanswered, *form.reasons, "no_such_reason"])
    holder[question.id] = {"unanswered": reason, **draw.choice(({}, {"note": _one_of(NOTES, draw)}))}


def _annotate(form: Form, answers: Answers, draw: random.Random) -> None:
    holder, question = _place(form, answers, draw)
    holder[question.note_id or f"{question.id}_note"] = _one_of(NOTES, draw)


def _add_a_stranger(form: Form, answers: Answers, draw: random.Random) -> None:
    holder, question = _place(form, answers, draw)
    holder[draw.choice(("stranger", question.id.upper(), "unanswered"))] = draw.choice((None, 1, "", "declined"))


def _change_rows(form: Form, answers: Answers, draw: random.Random) -> None:
    tables = [q for q in form.questions.values() if isinstance(q.type, Table)]
    if tables:
        table = draw.choice(tables)
        rows = answers[table.id] if isinstance(answers.get(table.id), list) else []
        more = [
            draw.choice(({}, None, "", _parts(table, draw), _parts(table, draw), 3)) for _ in range(draw.randint(1, 4))
        ]
        answers[table.id] = [*rows, *more]


SPOILS: Final[tuple[Spoil, ...]] = (
    *(_leave_out, _leave_out, _blank_out, _draw_anew, _draw_anew, _miss, _go_wild, _give_a_reason),
    *(_annotate, _add_a_stranger, _change_rows),
)


def _mend(form: Form, answers: Answers, fault: Fault, draw: random.Random) -> None:
    """Draws what a fault names anew; takes out what is unknown, and often what only another answer forbids."""
    holder: Any = answers
    for step in fault.path[:-1]:
        keys = holder if isinstance(holder, dict) else range(len(holder))
        if step not in keys or not isinstance(holder[step], dict | list) or "unanswered" in holder[step]:
            break
        holder = holder[step]
    names = [step for step in fault.path if isinstance(step, str)]
    question = form.question_at(".".join(names[:2])) or form.questions.get(names[0]) if names else None
    last = fault.path[-1] if fault.path else None
    if fault.code == "unknown_question":
        _take_out_strangers(form, answers)
    elif isinstance(last, str) and last.endswith("_note") and isinstance(holder, dict) and question is None:
        holder[last] = "A note that says enough"
    elif question and isinstance(holder, dict) and (fault.code not in OF_OTHERS or draw.random() < 0.5):
        _renew(holder, question, names, draw)
    else:
        answers.pop(names[0], None)


def _renew(holder: Answers, question: Question, names: list[str], draw: random.Random) -> None:
    if question.note_id and names[-1] == question.note_id:
        holder[names[-1]] = "A note that says enough"
    elif question.id in names:
        holder[question.id] = _drawn(question, draw)
    else:
        holder.pop(names[0], None)


def _take_out_strangers(form: Form, answers: Answers) -> None:
    known = {key for question in form.questions.values() for key in (question.id, question.note_id)}
    for key in [key for key in answers if key not in known]:
        del answers[key]
    for question in form.questions.values():
        own = {key for part in question.parts for key in (part.id, part.note_id)}
        for inside in _mappings(answers.get(question.id)) if question.parts else []:
            for key in [key for key in inside if key not in own and "unanswered" not in inside]:
                del inside[key]
            if "unanswered" in inside:
                answers.pop(question.id, None)
