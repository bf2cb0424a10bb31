"""Words for records of nobody: names, places and sentences that say of themselves that they are made up.

What a question is for is told from the words of its id, the last question of a path. NHS numbers come from the range
999, which is never issued; telephone numbers from those that are kept free for films and books.
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import Final

from safeforms.phrases import bare
from safeforms.questions import Question, Text
from safeforms.synthetic.chance import Chance

GIVEN: Final = ("Ann", "Ben", "Cara", "Dev", "Ella", "Finn", "Gita", "Hana", "Idris", "Jo", "Kim", "Lou", "Max", "Noor")
FAMILY: Final = ("Example", "Sample", "Specimen", "Synthetic", "Madeup", "Placeholder", "Fictitious", "Invented")
PEOPLE: Final = tuple(f"{given} {family}" for given, family in product(GIVEN, FAMILY))
STREETS: Final = ("Test Street", "Sample Road", "Example Lane", "Specimen Close", "Fictitious Avenue")
ADDRESSES: Final = tuple(f"{number} {street}, Exampletown" for number, street in product(range(1, 30), STREETS))

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "person": PEOPLE,
    "address": ADDRESSES,
    "phone": tuple(f"01632 9600{number}" for number in range(10, 100)),
    "contact": tuple(f"By phone on weekday mornings: 07700 9000{number}" for number in range(10, 100)),
    "gp": ("Example Surgery", "Sample Medical Centre", "Specimen Lane Practice", "Exampletown Health Centre"),
    "school": ("Example Primary School", "Sample Academy", "Specimen College", "Exampletown Nursery"),
    "site": ("Example Hospital", "Exampletown clinic", "Sample site, room 2", "Specimen Health Centre"),
    "role": ("Nurse practitioner", "Staff nurse", "Midwife", "Doctor on duty", "Sister in charge"),
    "worker": tuple(f"{person}, duty team, Exampleshire Council" for person in PEOPLE),
    "relation": ("Mother", "Father", "Aunt", "Family friend", "Foster carer"),
    "companion": tuple(f"{person}, {who}" for person, who in product(PEOPLE, ("mother", "father", "aunt", "carer"))),
    "place": ("At home, 1 Test Street", "At Example Primary School", "With a neighbour in Sample Road", "Here today"),
    "way": ("By phone", "By secure email", "By letter", "In person"),
    "reason": (
        "A made-up reason: on the way here, and reached by phone.",
        "A made-up reason, agreed with Ann Example, who is in charge today.",
        "Made up for testing: it was talked about, and another way was chosen with Ben Sample.",
    ),
    "plan": (
        "Made-up plan: asked again at the next visit, by the nurse on duty.",
        "Made-up plan: Cara Specimen phones tomorrow morning.",
        "Made-up plan: the named nurse arranges it within two working days.",
    ),
    "advice": (
        "Made-up advice: carry on as planned and talk again tomorrow.",
        "Made-up advice: speak again next week.",
    ),
    "anything": (
        "Made up for testing: nothing here was seen or said by a real person.",
        "A sentence of an invented record, which stands for what somebody would write here.",
        "Invented text. Whoever reads it learns how the form works, and nothing about anybody.",
        "Example words in place of an answer, long enough to be taken as one.",
        "This is a synthetic record, and this is the sentence that was written into it.",
    ),
}

KINDS: Final[Mapping[str, str]] = {
    "address": "address",
    "phone": "phone",
    "contact": "contact",
    "gp": "gp",
    "surgery": "gp",
    "school": "school",
    "nursery": "school",
    "site": "site",
    "role": "role",
    "relationship": "relation",
    "worker": "worker",
    "reason": "reason",
    "why": "reason",
    "plan": "plan",
    "advice": "advice",
    "leaving": "companion",
    "name": "person",
    "whom": "person",
    "by": "person",
    "who": "person",
    "shared": "person",
    "where": "place",
    "lives": "place",
    "method": "way",
    "how": "way",
}
"""Words of an id, the most telling first, and what they ask for."""
FILLER: Final = "More made-up words follow here. "


def text_for(question: Question, chance: Chance) -> str:
    """A text that answers a text question, whatever it asks: long enough, short enough and no stock phrase."""
    return chance.pick(texts_for(question))


def texts_for(question: Question) -> tuple[str, ...]:
    """All texts that a text question may be given; never none."""
    assert isinstance(question.type, Text)
    return _texts(question.id, question.type)


def note_for(chance: Chance) -> str:
    """What could stand in any note."""
    return chance.pick(WORDS["anything"])


def nhs_number(chance: Chance) -> str:
    """A number of the range 999 with the right check digit."""
    while True:
        digits = f"999{chance.below(1_000_000):06}"
        check = -sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"


@lru_cache(maxsize=1024)
def _texts(name: str, kind: Text) -> tuple[str, ...]:
    words = name.split("_")
    asked_for = next((KINDS[word] for word in KINDS if word in words), "anything")
    fitting = [text for text in WORDS[asked_for] if passes(text, kind)]
    general = [text for text in WORDS["anything"] if passes(text, kind)]
    return tuple(fitting or general or [_cut(kind)])


def passes(text: str, kind: Text) -> bool:
    """Whether a text question accepts a text."""
    longest = kind.max_length
    fits = len(text) >= kind.min_length and (longest is None or len(text) <= longest)
    return fits and bare(text) not in kind.stock_phrases


def _cut(kind: Text) -> str:
    """Words of the very length that is asked for."""
    length = max(kind.min_length, 1) if kind.max_length is None else kind.max_length
    whole = (FILLER * (length // len(FILLER) + 1))[:length]
    return whole.strip().ljust(kind.min_length, "x")
