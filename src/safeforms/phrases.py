"""Phrases that say nothing, such as "see notes", and how a text is compared with them.

Case, white space and punctuation around a text make no difference: "See notes!" is the phrase "see notes". A text
of nothing but punctuation is the empty phrase.
"""

from typing import Final

USUAL_STOCK_PHRASES: Final = ("", "n/a", "na", "none", "nil", "tbc", "xx", "see notes")
MARKS: Final = ".,;:!?…'\"()[]*_-–—"
"""What may stand around a phrase."""


def bare(text: str) -> str:
    """A text as stock phrases are compared: in small letters, white space as single blanks, no marks around it."""
    return " ".join(text.casefold().split()).strip(f"{MARKS} ")
