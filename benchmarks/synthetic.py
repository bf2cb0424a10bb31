"""Forms of any size for measuring how long compiling takes: the mix of fields and rules is that of our own forms.

Of 45 fields 18 are asked under a condition; there are 12 checks and 20 indicators; larger forms have as many of each
to a field.
"""

import json
from typing import Final

from safeforms.definition import Form
from safeforms.language.parsing import parse_form
from safeforms.language.yaml_text import YamlText, read_yaml

OF: Final = 45
CONDITIONAL: Final = 18
CHECKS: Final = 12
INDICATORS: Final = 20
REASONS: Final = ["declined", "not_known"]


def synthetic_form(fields: int) -> Form:
    """A form of so many questions."""
    questions = {f"q{n}": _question(n, conditional=n * CONDITIONAL % OF < CONDITIONAL) for n in range(fields)}
    definition = {
        "form": f"synthetic_{fields}",
        "version": "1.0.0",
        "title": f"{fields} questions",
        "purpose": "Measuring",
        "filled_in_by": "Nobody",
        "sources": {"us": "Ourselves"},
        "recipients": {"nurse": "The nurse"},
        "reasons": {reason: {"text": reason} for reason in REASONS},
        "sections": {"all": {"title": "All", "questions": questions}},
        "derived": {"young": {"is": "q0 < 18", "text": "under 18"}},
        "checks": {f"c{n}": _check(n, fields=fields) for n in range(fields * CHECKS // OF)},
        "indicators": {f"i{n}": _indicator(n, fields=fields) for n in range(fields * INDICATORS // OF)},
    }
    return parse_form(read_yaml(json.dumps(definition), file="synthetic.yaml"), read_part=_no_part)


def _question(number: int, *, conditional: bool) -> dict[str, object]:
    question: dict[str, object] = {"text": f"Question {number}", "source": "us", **_type(number)}
    if conditional and number > 3:
        question["when"] = f"young and q{(number - 4) // 4 * 4 + 1} in [one, two]"
    return question


def _type(number: int) -> dict[str, object]:
    match number % 4:
        case 0:
            return {"type": "integer", "range": {"from": 0, "to": 120}}
        case 1:
            return {"type": "choice", "options": {"one": "1", "two": "2", "three": "3"}, "unanswered": REASONS}
        case 2:
            return {"type": "text", "min_length": 5}
        case _:
            return {"type": "yes_no", "unanswered": REASONS, "screening": True}


def _check(number: int, *, fields: int) -> dict[str, object]:
    first, other = number * 4 % fields // 4 * 4, (number * 4 + 3) % fields // 4 * 4
    return {"never": f"q{first} > 100 and q{other + 1} is three", "at": f"q{first}", "message": "It cannot be so."}


def _indicator(number: int, *, fields: int) -> dict[str, object]:
    chosen = number * 4 % (fields - 4) // 4 * 4
    return {
        "level": ("red", "amber", "info")[number % 3],
        "when": f"young and (q{chosen + 1} is one or q{chosen + 3} is yes)",
        "concern": "Something is so.",
        "actions": ["Do something."],
        "tell": ["nurse"],
        "within": "same day",
        "source": "us",
    }


def _no_part(name: str) -> YamlText:
    raise LookupError(name)
