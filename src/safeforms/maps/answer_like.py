"""Whether a text that should name something looks like somebody's answer: a date, a number, a postcode, an e-mail.

Where a header was lost or columns were taken for one another, answers stand in the place of names. Names of people look
like names of columns: what looks like no answer may still be one.
"""

import re
from typing import Final

ANSWERS: Final = re.compile(
    r"""
      [-+£$]?\d[\d\s.,:/'-]*%?                                        # a number, a date, a time, a telephone number
    | \d{1,2}(?:st|nd|rd|th)?[-/.\s]+[a-z]{3,9}[-/.,\s]+\d{2,4}\b.*   # 2 Nov 2026
    | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T\s].*                          # a date and what follows it
    | [a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}                               # a postcode
    | \S+@\S+\.\S+
    | (?:true|false|yes|no|y|n|null|n/a|not\ (?:recorded|known)|male|female)
    """,
    re.IGNORECASE | re.VERBOSE,
)
LONGEST_NAME: Final = 200


def looks_like_an_answer(text: str) -> bool:
    """Whether it is more likely an answer than what a column or a question is called."""
    return len(text) > LONGEST_NAME or bool(ANSWERS.fullmatch(text.strip()))
