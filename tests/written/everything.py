"""Everything that the language can say (everything 0.1.0): what its records hold, as typed classes.

Written by `safeforms codegen everything`: do not edit it, write it again when the form changes. The classes know the
types, the installed form the rules; a form with another content is refused at the first record.
"""

from datetime import date, datetime
from typing import Literal

from safeforms.written import Edition, Note, Unanswered, WrittenAssessment, WrittenPart

EDITION = Edition(
    form="everything",
    version="0.1.0",
    content="19fd4829531a457a",
)


class EverythingVisit(WrittenPart):
    """Visit"""

    by_day: bool | None = None
    """By day"""

    by_night: Literal["yes", "no", "unsure"] | None = None
    """By night

    Asked if "Kind" is "Odd" or "By day" is no.
    """

    by_night_note: Note = None
    """Note: By night"""

    from_when: datetime | None = None
    """From"""

    to_when: datetime | Unanswered[Literal["not_known"]] | None = None
    """To

    Asked if "By day" is yes.
    """

    copied: date | None = None
    """Copy"""


class EverythingPeople(WrittenPart):
    """People"""

    name: str | Unanswered[Literal["not_known"]] | None = None
    """Name"""

    years_old: int | None = None
    """Years old"""

    birthday: date | None = None
    """Birthday

    Asked if age in years is at least 1.
    """

    here: Literal["yes", "no", "unsure"] | Unanswered[Literal["unable", "declined"]] | None = None
    """Here

    Asked if "Years old" is not 7.
    """

    here_note: Note = None
    """Note: Here"""


class EverythingThings(WrittenPart):
    """Things"""

    what: str
    """What"""

    sharp: bool | None = None
    """Sharp

    Asked if in at least one row of "People": "Years old" is at least 18 and "Here" is not no.
    """


class EverythingLater(WrittenPart):
    """Later"""

    decided_at: date | None = None
    """Decided at"""

    decision: str | None = None
    """Decision"""


class EverythingOwnLevel(WrittenPart):
    """Own level"""

    level: Literal["red", "amber", "green"]
    """Level"""

    reason: str
    """Why"""

    agreed_by: str | None = None
    """Who agreed"""


class EverythingAssessment(WrittenAssessment):
    """Everything that the language can say"""

    model_edition = EDITION

    # One
    seen_at: datetime
    """When seen"""

    born: date | Unanswered[Literal["not_known", "unable"]]
    """Born on"""

    kind: Literal["plain", "odd", "other"] | Unanswered[Literal["declined"]]
    """Kind"""

    kind_note: Note = None
    """Note: Kind"""

    asleep: bool | Unanswered[Literal["unable", "declined"]] | None = None
    """Asleep

    Asked if "Kind" is not "Plain".
    """

    asleep_note: Note = None
    """Note: Asleep"""

    signs: tuple[Literal["nothing", "pale", "hot", "wet"], ...] | Unanswered[Literal["not_known"]] | None = None
    """Signs

    Asked if "Asleep" is yes; or "Kind" is one of "Odd" or "Other".
    """

    how_many: int | None = None
    """How many"""

    at_most: int | None = None
    """At most"""

    remark: str | None = None
    """Remark"""

    # Two
    visit: EverythingVisit | Unanswered[Literal["declined"]] | None = None
    """Visit

    Asked if the number of options chosen in "Signs" is at least 1 or it is not so that the child is under five.
    """

    people: tuple[EverythingPeople, ...] | Unanswered[Literal["declined"]] | None = None
    """People

    Asked if "By day" in "Visit" is yes.
    """

    things: tuple[EverythingThings, ...] | None = None
    """Things"""

    later: EverythingLater | None = None
    """Later

    Asked if somebody must be told.
    """

    plan: str | None = None
    """Plan

    Asked if a screening question was left as a gap.
    """

    acted: bool | None = None
    """Acted

    Asked if the gravest finding is one of red or amber.
    """

    own_level: EverythingOwnLevel | None = None
    """Own level"""
