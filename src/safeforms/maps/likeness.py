"""How alike a header of an export and a question are, from 0 to 1, by difflib; words of the column speak for options.

It proposes and never decides: a score is shown beside every guess.
"""

import re
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from typing import Final

from safeforms.maps.cells import own_words
from safeforms.maps.dates import PATTERNS, read_day
from safeforms.maps.found import MOST
from safeforms.maps.matching import word_key
from safeforms.questions import Choice, Choices, DateTimeType, DateType, Question, Text, YesNo
from safeforms.sheets.names import header_key

USUAL_NAMES: Final = {
    "dob": "dateofbirth",
    "gp": "gppractice",
    "nhsno": "nhsnumber",
    "gender": "sex",
    "address": "usualaddress",
    "clinician": "assessorname",
    "complaint": "presentation",
    "presentingcomplaint": "presentation",
    "riskto": "whoatrisk",
    "atrisk": "whoatrisk",
}
"""What systems call some things, by the key of the header, and what forms call them."""
ENOUGH: Final = 0.62
SHORT, SHORTISH, CLOSE = 3, 5, 0.85
"""Names of three letters must be the same, those of up to five this much alike."""
OWN_WORDS: Final = 0.75
"""How much of a column's words must be like options for its words to be shown at all: other words may be names."""
TRIED: Final = (
    *("iso", "yyyy-mm-dd hh:mm", "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd hh:mm:ss.fff", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"),
    *("dd/mm/yyyy hh:mm:ss", "d/m/yyyy", "d/m/yyyy hh:mm", "d/m/yyyy h:mm"),
)
SEPARATORS: Final = (";", "|", "\n", "+")
OFFERED: Final = re.compile(r"\(\w{1,3}(?:/\w{1,3})+\)")
"""What a header says of its words, such as (M/F): it is no part of the name."""
MOSTLY: Final = 0.8
LONGEST_CHOICE: Final = 60
TOKEN: Final = re.compile(r"[a-z0-9]+")


def likeness(header: str, question: Question, *, around: str = "") -> float:
    """How alike a header is to the names of a question; `around` names the group or table that it stands in."""
    header = OFFERED.sub("", header) or header
    key = USUAL_NAMES.get(header_key(header), header_key(header))
    names = {question.id, question.short, question.text}
    if around:
        names = {f"{around} {name}" for name in names if name} | {f"{around.rstrip('s')} {question.id}"}
    best = max((_named_alike(key, header_key(name)) for name in names if name), default=0.0)
    return max(best, _shared(header, question.text) if not around else 0.0)


def pieces_of(words: Collection[str], question: Question) -> tuple[str, list[str]]:
    """What stands between several choices in one cell, empty where nothing does; and the words, taken apart by it."""
    several = isinstance(question.type, Choices)
    separator = next((sign for sign in SEPARATORS if several and any(sign in word for word in words)), "")
    apart = [part.strip() for word in words for part in (word.split(separator) if separator else [word])]
    return separator, [word for word in dict.fromkeys(apart) if word]


def speaks_for(words: Collection[str], question: Question) -> float:
    """How much of the distinct words of a column are those of the options of a question; 0 for other questions."""
    if not isinstance(question.type, YesNo | Choice | Choices) or not words or len(words) >= MOST:
        return 0.0
    alike = [option_like(word, question)[1] for word in words]
    return sum(score >= ENOUGH for score in alike) / len(alike)


def option_like(word: str, question: Question) -> tuple[str, float]:
    """The option that a word is most like, and how much; 1 where it is its id or text."""
    exact = own_words(question).get(word_key(word))
    if exact is not None:
        return str(exact), 1.0
    scores = {
        option.id: max(_ratio(header_key(word), header_key(name)) for name in (option.id, option.text))
        for option in question.options.values()
    }
    best = max(scores, key=lambda id_: scores[id_], default="")
    return best, scores.get(best, 0.0)


def patterns_like(words: Iterable[str], question: Question) -> tuple[str, ...]:
    """The pattern of dates by which the words of a column are read, the usual ones first; empty where there is none.

    Words without a digit, such as NK, are no dates: they are reasons, and say nothing of a pattern.
    """
    several = [word for word in words if any(sign.isdigit() for sign in word)]
    if not several or not isinstance(question.type, DateType | DateTimeType):
        return ()
    for pattern in dict.fromkeys((*TRIED, *PATTERNS)):
        if all(read_day(word, patterns=(pattern,)) for word in several):
            return (pattern,)
    return ()


def contradicted(words: Collection[str], question: Question) -> bool:
    """Whether the words of a column plainly are no answers to a question: dates for a text, sentences for a choice."""
    match question.type:
        case Text() | YesNo() | Choice() | Choices():
            if words and sum(map(_is_day, words)) >= MOSTLY * len(words):
                return True
            return not isinstance(question.type, Text) and any(len(word) > LONGEST_CHOICE for word in words)
        case DateType() | DateTimeType():
            return bool(words) and not any(sign.isdigit() for word in words for sign in word)
    return False


def _is_day(word: str) -> bool:
    return word[:1].isdigit() and read_day(word, patterns=TRIED) is not None


def _named_alike(key: str, name: str) -> float:
    """How alike two names are: short ones share letters by chance, and the shortest must be the same."""
    ratio, shorter = _ratio(key, name), min(len(key), len(name))
    needed = 1.0 if shorter <= SHORT else CLOSE if shorter <= SHORTISH else ENOUGH
    return ratio if ratio >= needed else 0.0


def _ratio(first: str, second: str) -> float:
    if not first or not second:
        return 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < ENOUGH or matcher.quick_ratio() < ENOUGH:
        return 0.0
    return matcher.ratio()


def _shared(header: str, text: str) -> float:
    """How alike, where all words of a header stand in the text of a question, two of them long enough to tell."""
    asked, said = set(TOKEN.findall(text.casefold())), set(TOKEN.findall(header.casefold()))
    telling = [word for word in said if len(word) > SHORT]
    if len(telling) < 2 or not said <= asked:
        return 0.0
    return ENOUGH + 0.3 * len(said) / len(asked)
