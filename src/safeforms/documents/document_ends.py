"""How every document that is made of a record begins on each page, and how it ends."""

from datetime import datetime
from typing import Final, Protocol

from safeforms.clock import moment_in_words

CONFIDENTIAL: Final = "Confidential: holds patient data"
WITHOUT_ID: Final = "without an id"


class OfAForm(Protocol):
    """What is made of a record under a form."""

    @property
    def form_title(self) -> str:
        """The title of the form."""

    @property
    def form_version(self) -> str:
        """The version of the form."""


class Made(OfAForm, Protocol):
    """What says by what it was made, when, and from what."""

    @property
    def standing_text(self) -> str:
        """The sentences on professional judgement."""

    @property
    def safeforms_version(self) -> str:
        """The version of this program."""

    @property
    def made_at(self) -> datetime:
        """The moment that it was made for."""

    @property
    def form(self) -> str:
        """The id of the form."""

    @property
    def form_hash(self) -> str:
        """What tells one content of the form from another."""


def running(made: OfAForm, *, record: str, what: str = "") -> str:
    """The line that runs over its pages: what it is, its form and its record, where it may be named."""
    named = (what, f"{made.form_title} {made.form_version}", f"record {record}" if record else "")
    return f"{', '.join(filter(None, named))}. {CONFIDENTIAL}"


def last_words(made: Made) -> str:
    """The standing text, then by what it was made, when, and from what."""
    by = f"Made by safeforms {made.safeforms_version} on {moment_in_words(made.made_at)}"
    return f"{made.standing_text} {by}, from content {made.form_hash} of {made.form} {made.form_version}."
