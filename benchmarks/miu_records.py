"""Records of the minor injuries form for measuring: varied complete cases, and some of them with a fault or two.

The same ones each time. Both the form and the class by hand accept or refuse each of them; where they differ, drawing
stops.
"""

import random
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from pydantic import ValidationError

from benchmarks.handwritten_miu import MinorInjuries
from safeforms import load_form, validate
from safeforms.questions import YesNo
from tests.records import base_of, cases, changed, complete_records

Answers = dict[str, object]

NOW: Final = datetime(2026, 11, 2, 18, 0)
CLOCK: Final = {"now": NOW}
SEED: Final = 20261102
RECORDS: Final = 1_000
VALID_SHARE: Final = 0.7
YES_NO: Final = [key for key, question in load_form("miu").questions.items() if isinstance(question.type, YesNo)]


def make_records() -> list[tuple[Answers, bool]]:
    """Records in mixed order and whether each is valid; the same ones each time."""
    draw = random.Random(SEED)
    valid = [_varied(draw, answers) for answers in draw.choices(complete(), k=RECORDS)]
    wrong = valid[int(RECORDS * VALID_SHARE) :]
    records = [(answers, True) for answers in valid[: int(RECORDS * VALID_SHARE)]]
    records += [(_spoilt(draw, answers), False) for answers in wrong]
    draw.shuffle(records)
    return records


def complete() -> list[Answers]:
    """The complete case files, and what pairs make of them where that is complete too."""
    paired = (
        changed(base_of(pair), pair.data[side])
        for pair in cases("pairs", form="miu")
        for side in ("fires", "near_miss")
    )
    found = [*(case.answers for case in complete_records("miu")), *paired]
    return [answers for answers in found if _accepted(answers)]


def _varied(draw: random.Random, answers: Answers) -> Answers:
    """The same record of somebody else: other names, words and moments, on the same routes."""
    varied = {key: _other_words(draw, answer) for key, answer in answers.items()}
    if draw.random() < 0.5:  # half of them say yes and no as JSON does
        varied |= {key: answers[key] == "yes" for key in YES_NO if answers.get(key) in ("yes", "no")}
    born = answers["date_of_birth"]
    if isinstance(born, str):
        other = datetime.fromisoformat(born) - timedelta(days=draw.randrange(300))
        varied["date_of_birth"] = other.date().isoformat()
    return varied if _accepted(varied) else {**varied, "date_of_birth": born}


def _other_words(draw: random.Random, answer: object) -> object:
    if isinstance(answer, str) and " " in answer:
        return f"{answer} {draw.randrange(10_000)}"
    return dict(answer) if isinstance(answer, Mapping) else answer


def _spoilt(draw: random.Random, answers: Answers) -> Answers:
    """A record with one or two things wrong."""
    while True:
        spoilt = dict(answers)
        for _ in range(draw.choice((1, 2))):
            draw.choice(SPOILERS)(draw, spoilt)
        if not _accepted(spoilt):
            return spoilt


def _leave_out(draw: random.Random, answers: Answers) -> None:
    answers.pop(draw.choice(list(answers)))


def _leave_blank(draw: random.Random, answers: Answers) -> None:
    answers[draw.choice(list(answers))] = draw.choice(("", None, "  ", []))


def _misspell(draw: random.Random, answers: Answers) -> None:
    answers[draw.choice(("sex", "accompanied", "interpreter", "presentation", "departure"))] = "maybe"


def _say_nothing(draw: random.Random, answers: Answers) -> None:
    answers[draw.choice(("site", "assessor_name", "gp_practice", "usual_address"))] = draw.choice(("n/a", "TBC", "-"))


def _mistype(draw: random.Random, answers: Answers) -> None:
    answers[draw.choice(list(answers))] = draw.choice((7, True, ["x"], {"unanswered": "no_such_reason"}))


def _misdate(draw: random.Random, answers: Answers) -> None:
    answers["date_of_birth"] = draw.choice(("2030-01-01", "1990-02-30", "02/03/2015", "1880-01-01"))


def _misnumber(_draw: random.Random, answers: Answers) -> None:
    answers["nhs_number"] = "9990000019"


def _add_a_stranger(_draw: random.Random, answers: Answers) -> None:
    answers["stranger"] = "x"


def _reassure(_draw: random.Random, answers: Answers) -> None:
    answers["domestic_abuse"], answers["seen_alone"] = "none_disclosed", "no"


SPOILERS: Final = (
    *(_leave_out, _leave_out, _leave_out, _leave_blank, _leave_blank, _misspell, _misspell, _say_nothing),
    *(_mistype, _misdate, _misnumber, _add_a_stranger, _reassure),
)


def _accepted(answers: Answers) -> bool:
    """Whether a record is accepted, about which both sides must agree."""
    by_form = validate(answers, form="miu", now=NOW).accepted
    by_hand = False
    with suppress(ValidationError):
        by_hand = bool(MinorInjuries.model_validate(answers, context=CLOCK))
    assert by_form is by_hand, "the hand-written class and the form differ"
    return by_form
