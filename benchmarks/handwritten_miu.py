"""The minor injuries form as one would write it by hand in pydantic: a yardstick of speed, and a second reading.

Written from the text of the form and importing nothing of safeforms, so that where the two disagree about a record
one of them has misread the form. It decides one thing only: whether a finished record is accepted. So its conditions
know True and False alone: in a record that is otherwise in order, an answer left with a reason makes nothing asked for
and nothing found. The one exception is an override to green, for which `_undetermined` looks. Who is told is left out,
for that never refuses a record.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, ClassVar, Final, Generic, Literal, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)

LONDON: Final = ZoneInfo("Europe/London")
MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]"
    r"(?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?"
).fullmatch
USUAL_PHRASES: Final = r"n/?a|-{1,2}|\.{1,3}|none|nil|tbc|xx|see\s+notes"
NO_STATEMENT: Final = r"safeguarding\s+concerns?|DV|domestic\s+violence|for\s+information"

NOBODY_KNOWS: Final = r"(?:not\s+known|unknown|nobody\s+knows|don't\s+know)\.?"

Flaws = list[str]


# --- answers: what is blank, what is text, which day is one


def _only_blank(raw: object) -> None:
    """Null, white space, or only blanks inside; anything else is refused."""
    inside = [raw]
    while inside:
        item = inside.pop()
        if isinstance(item, str) and not item.strip():
            continue
        if isinstance(item, list | tuple):
            inside.extend(item)
        elif isinstance(item, Mapping):
            inside.extend(item.values())
        elif item is not None:
            raise ValueError("not blank")


def _text(shortest: int = 1, *, refused: str = USUAL_PHRASES) -> AfterValidator:
    stock = re.compile(rf"\s*(?:{refused})\s*", re.IGNORECASE).fullmatch

    def check(text: str) -> str:
        if len(text.strip()) < shortest or stock(text):
            raise ValueError("says too little")
        return text if text.isascii() else _whole(text)

    return AfterValidator(check)


def _whole(text: str) -> str:
    text.encode()  # half of a character is a ValueError
    return text


def _exact_day(raw: object) -> object:
    if isinstance(raw, str):
        if len(raw) != 10 or raw[7] != "-":
            raise ValueError("not YYYY-MM-DD")
        return date.fromisoformat(raw)
    if isinstance(raw, datetime) or not isinstance(raw, date):
        raise ValueError("not a day")
    return raw


def _exact_moment(raw: object) -> datetime:
    if isinstance(raw, str):
        if not MOMENT(raw):
            raise ValueError("not YYYY-MM-DDTHH:MM")
        raw = datetime.fromisoformat(raw)
    if not isinstance(raw, datetime):
        raise ValueError("not a moment")
    return raw if raw.tzinfo is None else _in_london(raw)


def _in_london(moment: datetime) -> datetime:
    try:
        return moment.astimezone(LONDON).replace(tzinfo=None)
    except OverflowError:  # the first and the last day of the calendar
        return moment.replace(tzinfo=None)


def _nhs_number(text: str) -> str:
    if len(text) != 10 or not (text.isascii() and text.isdigit()) or text == text[0] * 10:
        raise ValueError("not ten digits")
    total = sum(int(digit) * weight for digit, weight in zip(text, range(10, 1, -1), strict=False))
    if -total % 11 != int(text[9]):
        raise ValueError("wrong check digit")
    return text


def _options(*, alone: str = "") -> AfterValidator:
    """Each once, and an option that excludes the others on its own."""

    def check(options: tuple[str, ...]) -> tuple[str, ...]:
        if not options or len(set(options)) != len(options) or (alone in options and len(options) > 1):
            raise ValueError("chosen twice, or beside the option that excludes it")
        return options

    return AfterValidator(check)


LEFT_TO_RIGHT: Final = Field(union_mode="left_to_right")
Blank = Annotated[None, BeforeValidator(_only_blank)] | None
TextLine = Annotated[str, Field(strict=True)]
Words = Annotated[TextLine, _text()]
Sentence10 = Annotated[TextLine, _text(10)]
Sentence15 = Annotated[TextLine, _text(15)]
Sentence20 = Annotated[TextLine, _text(20)]
WhyAbsent = Annotated[TextLine, _text(10, refused=f"{USUAL_PHRASES}|{NOBODY_KNOWS}")]
WithWhom = Annotated[TextLine, _text(refused=rf"{USUAL_PHRASES}|{NOBODY_KNOWS}|\?")]
Statement = Annotated[TextLine, _text(40, refused=f"{USUAL_PHRASES}|{NO_STATEMENT}")]
Day = Annotated[date, BeforeValidator(_exact_day)]
Moment = Annotated[datetime, BeforeValidator(_exact_moment)]
NhsNumber = Annotated[TextLine, AfterValidator(_nhs_number)]
YesNo = Annotated[bool, Field(strict=True)] | Literal["yes", "no"]  # Literal[True] would take 1
ChildAge = Annotated[int, Field(strict=True, ge=0, le=17)]
Kind = TypeVar("Kind")
Given = Annotated[Kind, LEFT_TO_RIGHT]
Maybe = Annotated[Kind | Blank, LEFT_TO_RIGHT]
"""Either may also take the classes of its reasons; what may be blank is None then."""
Note = Maybe[Annotated[TextLine, AfterValidator(_whole)]]

YES: Final = (True, "yes")
NO: Final = (False, "no")


class Part(BaseModel):
    """A group, a row, or a reason. Where all of its answers are blank, it is blank itself."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @property
    def blank(self) -> bool:
        return all(answer is None for answer in self.__dict__.values())


# --- reasons: why a question that was asked has no answer

Reasons = TypeVar("Reasons")
NOTED: Final = frozenset({"not_asked_urgent", "not_asked_other", "system_unavailable", "unable"})
_note = re.compile(rf"\s*(?:{USUAL_PHRASES})\s*", re.IGNORECASE).fullmatch


def _needs_note(note: str | None) -> bool:
    return note is None or len(note.strip()) < 5 or bool(_note(note))


class Unanswered(Part, Generic[Reasons]):
    """A reason that the question accepts, and its note where it needs one."""

    needs_note: ClassVar[frozenset[str]] = NOTED
    unanswered: Reasons
    note: Note = None

    @model_validator(mode="after")
    def _noted(self) -> Self:
        if self.unanswered in self.needs_note and _needs_note(self.note):
            raise ValueError("this reason needs a note")
        return self


NotKnown = Unanswered[Literal["not_known"]]
Declined = Unanswered[Literal["declined"]]
NotKnownOrDeclined = Unanswered[Literal["not_known", "declined"]]
Unavailable = Unanswered[Literal["system_unavailable"]]
Urgent = Unanswered[Literal["not_asked_urgent"]]
OtherReason = Unanswered[Literal["not_asked_other"]]
NameLeft = Unanswered[Literal["not_known", "withheld_by_choice"]]
NumberLeft = Unanswered[Literal["not_known", "not_registered", "withheld_by_choice"]]
AddressLeft = Unanswered[Literal["not_known", "not_registered", "withheld_by_choice", "declined"]]
AlertLeft = Unanswered[Literal["system_unavailable", "not_asked_other"]]
AlertReasonLeft = Unanswered[Literal["system_unavailable", "not_known"]]
SocialCareLeft = Unanswered[Literal["not_known", "declined", "not_asked_urgent", "not_asked_other"]]
ChildLeft = Unanswered[Literal["unable", "declined", "not_asked_urgent", "not_asked_other"]]
AloneLeft = Unanswered[Literal["unable", "not_asked_urgent", "not_asked_other"]]
ChildrenLeft = Unanswered[Literal["unable", "declined", "not_known", "not_asked_urgent", "not_asked_other"]]
AbuseLeft = Unanswered[
    Literal[
        "not_asked_not_private", "not_asked_no_interpreter", "not_asked_urgent", "not_asked_other", "declined", "unable"
    ]
]


class SchoolLeft(Unanswered[Literal["not_registered", "not_known"]]):
    """No school: the note says under school age, home educated, or not in education."""

    needs_note: ClassVar[frozenset[str]] = frozenset({"not_registered"})


class DashLeft(Unanswered[Literal["not_asked_other", "not_asked_urgent", "declined"]]):
    """Not completed: the note says who will do it."""

    needs_note: ClassVar[frozenset[str]] = NOTED | {"declined"}


# --- options

YesNoNotKnown = Literal["yes", "no", "not_known"]
YesNoUnsure = Literal["yes", "no", "unsure"]
AgeGroup = Literal["under_1", "age_1_4", "age_5_12", "age_13_15", "age_16_17", "adult_certain", "unsure"]
Relationship = Literal[
    "mother",
    "father",
    "step_parent",
    "legal_guardian",
    "foster_or_residential_carer",
    "grandparent",
    "brother_or_sister",
    "other_family",
    "partner",
    "ex_partner",
    "friend",
    "childminder_or_school",
    "professional",
    "other",
    "not_known",
]
Household = Literal[
    "parent_or_parents",
    "relative",
    "foster_or_residential",
    "non_relative_under_28_days",
    "non_relative_28_days_or_more",
    "supported_accommodation",
    "alone_or_homeless",
]
Interpreter = Literal[
    "not_needed", "professional", "unrelated_staff_member", "family_or_friend", "child", "needed_not_available"
]
AlertType = Literal[
    "child_protection_plan",
    "unborn_child_protection_plan",
    "looked_after",
    "child_in_need",
    "notify_all_attendances",
    "domestic_abuse_or_marac",
    "other",
]
SocialCare = Literal["none", "child_protection_plan", "looked_after", "child_in_need", "past_only"]
Presentation = Literal[
    "illness",
    "injury",
    "burn_scald_poisoning",
    "assault",
    "sexual_assault_alleged",
    "genital_or_sexual_health_problem",
    "self_harm_or_mental_health",
    "alcohol_or_drugs",
    "other",
]
InjuryFeature = Literal[
    "none_visible",
    "bruise_or_mark",
    "several_or_clustered",
    "shape_of_hand_object_bite_or_ligature",
    "burn_or_scald",
    "fracture",
    "head_injury",
    "mouth_ear_or_genital_injury",
    "other",
]
ExploitationSign = Literal[
    "none_seen_or_told",
    "older_or_controlling_person",
    "unexplained_money_gifts_or_phone",
    "missing_or_found_far_from_home",
    "found_with_unknown_adults_or_gang",
    "drugs_or_weapon_carrying",
    "sex_for_something",
    "images_shared_or_threatened",
    "repeat_sti_or_pregnancy",
]
Trigger = Literal["none", "violence_or_abuse", "self_harm_or_mental_health", "alcohol_or_drugs", "other_worry"]
AbuseFeature = Literal[
    "physical",
    "sexual",
    "controlling_or_coercive",
    "economic_or_psychological",
    "stalking_or_harassment",
    "threats_to_kill",
    "strangulation_or_choking",
    "weapon_used_or_threatened",
    "honour_based_or_forced_marriage",
    "getting_worse_or_more_often",
    "recent_or_planned_separation",
]
Departure = Literal["home", "admitted", "transferred", "place_of_safety", "left_before_complete"]
Police = Literal[
    "not_needed", "informed_999", "informed_101_or_online", "informed_by_other_agency", "patient_does_not_want"
]
AlertRequest = Literal["not_needed", "own_record", "gp_record", "special_note_or_governance", "maternity_record"]
Recipient = Literal[
    "gp",
    "health_visitor",
    "school_nurse",
    "social_worker",
    "childrens_social_care",
    "police",
    "marac_idva",
    "named_professional",
    "midwifery",
    "fnp",
    "perinatal_mental_health",
    "adult_substance_service",
    "yp_substance_service",
    "camhs",
    "sarc",
    "lado",
    "adult_safeguarding",
    "looked_after_nurse",
    "ward_team",
    "consultant_paediatrician",
    "senior_clinician",
]


# --- groups and rows; a part that may be blank is None there


class Companion(Part):
    name: Maybe[Words] = None
    relationship: Maybe[Relationship] = None
    age_group: Maybe[Literal["adult", "age_16_17", "under_16", "not_known"]] = None
    age_years: Maybe[ChildAge] = None
    has_parental_responsibility: Maybe[YesNoNotKnown] = None


class Child(Part):
    name: Maybe[Words] = None
    born: Maybe[Day] = None
    age: Maybe[ChildAge] = None
    where_now: Maybe[Words] = None
    with_whom: Maybe[Words] = None
    safe_now: Maybe[YesNoNotKnown] = None
    school_or_health_visitor: Maybe[Words] = None


class Discussion(Part):
    role: Maybe[
        Literal[
            "named_nurse_or_midwife",
            "named_doctor",
            "senior_on_shift",
            "consultant_paediatrician",
            "social_care_advice",
        ]
    ] = None
    name: Maybe[Words] = None
    at: Maybe[Moment] = None
    advice: Maybe[Words] = None


class Referral(Part):
    about: Maybe[Words] = None
    made_at: Maybe[Moment] = None
    method: Maybe[Literal["phone", "online", "secure_email", "in_person"]] = None
    received_by: Maybe[Words] = None
    written_sent_at: Maybe[Moment] = None
    family_told: Maybe[Literal["told_agreed", "told_disagreed", "not_told"]] = None
    not_told_reason: Maybe[Words] = None


class ReferralOutcome(Part):
    acknowledged_at: Maybe[Moment] = None
    decision: Maybe[
        Literal[
            "section_47",
            "section_17_assessment",
            "early_help",
            "no_further_action",
            "already_open_passed_to_social_worker",
        ]
    ] = None
    decided_at: Maybe[Moment] = None
    told_by: Maybe[Words] = None
    agree: Maybe[Literal["yes", "no_escalated_to"]] = None
    agree_note: Note = None


class Notification(Part):
    recipient: Maybe[Recipient] = None
    purpose: Maybe[Literal["information_only", "concern", "copy_of_referral"]] = None
    method: Maybe[Words] = None
    sent_at: Maybe[Moment] = None
    sent_by: Maybe[Words] = None
    consent_basis: Maybe[Words] = None
    failed: Maybe[Words] = None
    not_sent_reason: Maybe[Words] = None


class LevelOverride(Part):
    level: Maybe[Literal["red", "amber", "green"]] = None
    reason: Maybe[Sentence20] = None
    agreed_by: Maybe[Words] = None


# --- the form


class MinorInjuries(BaseModel):
    """A finished record that is complete and consistent."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    # the person and this assessment
    assessed_at: Moment
    site: Words
    assessor_name: Words
    assessor_role: Words
    patient_name: Given[Words | NameLeft]
    nhs_number: Given[NhsNumber | NumberLeft]
    date_of_birth: Given[Day | NameLeft]
    apparent_age_group: Maybe[AgeGroup] = None
    sex: Literal["female", "male", "not_known"]
    usual_address: Given[Words | AddressLeft]
    gp_practice: Given[Words | NumberLeft]

    # arrival and who is here
    accompanied: Literal["alone", "with_someone", "professional_only"]
    companions: Maybe[tuple[Maybe[Companion], ...]] = None
    parent_absent_reason: Maybe[WhyAbsent | NotKnown] = None
    lives_with: Maybe[Household | NotKnownOrDeclined] = None
    school: Maybe[Words | SchoolLeft] = None
    interpreter: Interpreter

    # checks
    alert_check: Given[Literal["none_found", "found"] | AlertLeft]
    alert_types: Maybe[Annotated[tuple[AlertType, ...], _options()]] = None
    alert_reason: Maybe[Words | AlertReasonLeft] = None
    social_care_asked: Maybe[SocialCare | SocialCareLeft] = None
    social_worker: Maybe[Words | NotKnown] = None
    attendances_12m: Maybe[Annotated[int, Field(strict=True, ge=1, le=200)] | Unavailable] = None
    pattern_concern: Maybe[YesNo | Unavailable] = None

    # what happened
    presentation: Presentation
    account: Maybe[Sentence20 | Urgent] = None
    account_consistent: Maybe[YesNoUnsure | Urgent] = None
    delay: Maybe[Literal["no", "yes_explained", "yes_unexplained"] | Urgent] = None
    fits_development: Maybe[YesNoUnsure | Urgent] = None
    independently_mobile: Maybe[YesNo] = None
    injury_features: Maybe[Annotated[tuple[InjuryFeature, ...], _options(alone="none_visible")] | Urgent] = None

    # the child
    interaction: Maybe[Literal["as_expected", "concern", "no_adult_present"]] = None
    observations: Maybe[Sentence15] = None
    care_concern: Maybe[YesNo | Urgent] = None
    child_disclosure: Maybe[YesNo | ChildLeft] = None
    spoken_alone: Maybe[Literal["yes_spoke_alone", "offered_declined", "not_offered"] | AloneLeft] = None
    spoken_alone_note: Note = None
    exploitation_signs: Maybe[
        Annotated[tuple[ExploitationSign, ...], _options(alone="none_seen_or_told")] | ChildLeft
    ] = None
    fgm: Maybe[Literal["not_raised", "girl_told_me", "signs_seen", "worried_about_risk"]] = None

    # adult patient: think family
    adult_triggers: Maybe[Annotated[tuple[Trigger, ...], _options(alone="none")] | AloneLeft] = None
    pregnant: Maybe[Literal["no", "yes", "not_applicable"] | NotKnownOrDeclined] = None
    children_at_home: Maybe[YesNo | ChildrenLeft] = None
    children: Maybe[tuple[Maybe[Child], ...] | Declined] = None
    seen_alone: Maybe[Literal["yes_whole", "yes_part", "no"]] = None
    domestic_abuse: Maybe[Literal["none_disclosed", "yes_now", "yes_past"] | AbuseLeft] = None
    da_features: Maybe[Annotated[tuple[AbuseFeature, ...], _options()] | Declined] = None
    da_unsafe_today: Maybe[Literal["safe", "not_safe"] | NotKnownOrDeclined] = None
    dash_score: Maybe[Annotated[int, Field(strict=True, ge=0, le=24)] | DashLeft] = None
    marac_12m: Maybe[Literal["yes", "no"] | NotKnownOrDeclined] = None
    children_exposed: Maybe[Literal["yes", "no", "no_children"] | NotKnownOrDeclined] = None
    safe_contact: Maybe[Words | Declined] = None

    # leaving
    departure: Departure
    leaving_with: Maybe[WithWhom | NotKnown] = None
    senior_review: Maybe[YesNo | OtherReason] = None
    senior_review_note: Note = None

    # judgement, actions and follow-up
    clinician_concern: Literal["no_concern_from_what_was_asked", "some_concern", "serious_concern"]
    who_at_risk: Maybe[
        Annotated[tuple[Literal["patient", "unborn_baby", "other_children", "adult_at_risk"], ...], _options()]
    ] = None
    risk_statement: Maybe[Statement] = None
    child_view: Maybe[Words | ChildLeft] = None
    discussion: Maybe[Discussion | OtherReason] = None
    early_help: Maybe[
        Literal["offered_accepted", "offered_declined", "already_in_place", "not_appropriate"] | OtherReason
    ] = None
    early_help_note: Note = None
    csc_referral_made: Maybe[YesNo] = None
    csc_no_referral_reason: Maybe[Sentence20] = None
    referral: Maybe[Referral] = None
    referral_outcome: Maybe[ReferralOutcome] = None
    police: Maybe[Police | OtherReason] = None
    notifications: Maybe[tuple[Maybe[Notification], ...]] = None
    alert_request: Maybe[Annotated[tuple[AlertRequest, ...], _options(alone="not_needed")]] = None
    level_override: Maybe[LevelOverride] = None
    gaps_plan: Maybe[Sentence10] = None

    @model_validator(mode="after")
    def _complete_and_consistent(self, info: ValidationInfo) -> Self:
        """One error with everything that is missing or contradicts itself. The context may say what `now` is."""
        now = info.context.get("now") if info.context else None
        flaws = _flaws(self, now or datetime.now(LONDON).replace(tzinfo=None))
        if flaws:
            raise ValueError("; ".join(flaws))
        return self


# --- the rules

APPARENT_AGE: Final = {
    "under_1": 0,
    "age_1_4": 4,
    "age_5_12": 12,
    "age_13_15": 15,
    "unsure": 15,
    "age_16_17": 17,
    "adult_certain": 18,
}
"""The oldest in a group: one is under an age only where the whole group is. Somebody unsure is under 16."""
CARERS: Final = frozenset({"mother", "father", "step_parent", "legal_guardian", "foster_or_residential_carer"})
AGES: Final = {"under_16": range(16), "age_16_17": range(16, 18), "adult": range(18, 18)}
"""What a companion's age in years may be beside a group; of an adult no age is asked."""
OPEN_CASE: Final = frozenset({"child_protection_plan", "looked_after", "child_in_need"})
INJURED: Final = frozenset({"injury", "burn_scald_poisoning", "assault"})
TO_BE_TICKED: Final = {
    "assault": "violence_or_abuse",
    "sexual_assault_alleged": "violence_or_abuse",
    "self_harm_or_mental_health": "self_harm_or_mental_health",
    "alcohol_or_drugs": "alcohol_or_drugs",
}
"""What an adult's reason for attending is called among the triggers."""
INTIMATE: Final = frozenset({"sexual_assault_alleged", "genital_or_sexual_health_problem"})
PRIVATE: Final = frozenset({"self_harm_or_mental_health", "alcohol_or_drugs", "assault"}) | INTIMATE
IN_CRISIS: Final = frozenset({"violence_or_abuse", "self_harm_or_mental_health", "alcohol_or_drugs"})
TRUSTED: Final = frozenset({"not_needed", "professional", "unrelated_staff_member"})
GRAVE_ABUSE: Final = frozenset(
    {
        "strangulation_or_choking",
        "threats_to_kill",
        "honour_based_or_forced_marriage",
        "weapon_used_or_threatened",
    }
)
VIOLENT: Final = frozenset(
    {"physical", "sexual", "threats_to_kill", "strangulation_or_choking", "weapon_used_or_threatened"}
)
COMMERCIAL: Final = frozenset({"sex_for_something", "images_shared_or_threatened"})
CUT: Final = ("girl_told_me", "signs_seen")

ASKED_OF_A_CHILD: Final = (
    *("school", "social_care_asked", "attendances_12m", "interaction", "observations", "care_concern"),
    "child_disclosure",
)
ASKED_OF_AN_INJURY: Final = ("account", "account_consistent", "delay", "fits_development")
ASKED_OF_AN_ADULT: Final = ("observations", "pregnant", "children_at_home")
ASKED_ON_ABUSE: Final = ("da_features", "da_unsafe_today", "children_exposed", "safe_contact")
ASKED_ON_CONCERN: Final = ("who_at_risk", "risk_statement", "discussion", "alert_request")
GRAVITY: Final = {"green": 0, "grey": 1, "amber": 2, "red": 3}


def _flaws(form: MinorInjuries, now: datetime) -> Flaws:
    """What is missing, and what contradicts itself."""
    flaws: Flaws = []
    born = form.date_of_birth if form.date_of_birth.__class__ is date else None
    age = _age(form, born, now, flaws)
    parent = _who_came(form, age, flaws)
    _earlier(form, age, flaws)
    if age < 18:
        _injury(form, age, born, flaws)
        _the_child(form, age, flaws)
    in_crisis, da_route = _family(form, age, flaws)
    _abuse(form, age, da_route, flaws)
    red = _red(form, age)
    amber = red or _amber(form, age, parent)
    _leaving(form, age, red, flaws)
    gap = _gap(form, age, in_crisis, da_route)
    if gap and form.gaps_plan is None:
        flaws.append("gaps_plan")
    _outcome(form, age, red, amber, flaws)
    if form.clinician_concern == "no_concern_from_what_was_asked":
        if _worry_of_a_child(form) if age >= 18 else _worry_of_an_adult(form, age):
            flaws.append("clinician_concern: what is worrying is recorded of somebody of another age")
        if not amber and _risk_told(form) and not _undetermined(form, age, parent):
            flaws.append("clinician_concern: who is at risk, how, or a referral is recorded")
    _moments(form, born, now, flaws)
    if form.level_override is not None and not form.level_override.blank:
        level = "red" if red else "amber" if amber else ""
        _override(form, form.level_override, level, lambda: gap or _undetermined(form, age, parent), flaws)
    return flaws


def _ask(form: MinorInjuries, questions: Iterable[str], flaws: Flaws) -> None:
    answers = form.__dict__
    for question in questions:
        if answers[question] is None:
            flaws.append(question)


def _age(form: MinorInjuries, born: date | None, now: datetime, flaws: Flaws) -> int:
    """In whole years; the oldest that the patient appears to be where the date of birth is not known."""
    if form.assessed_at > now:
        flaws.append("assessed_at: in the future")
    if born is None:
        if form.apparent_age_group is None:
            flaws.append("apparent_age_group")
        return APPARENT_AGE[form.apparent_age_group or "unsure"]
    day = form.assessed_at.date()
    age = _years(born, day)
    if born > now.date() or born > day or age > 120:
        flaws.append("date_of_birth: in the future, after the assessment, or too long ago")
    if age >= 18 and form.apparent_age_group not in (None, "adult_certain"):
        flaws.append("date_of_birth: an adult who appears to be a child")
    if form.independently_mobile in YES and (day - born).days < 90:
        flaws.append("independently_mobile: no baby of that age is")
    return age


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _who_came(form: MinorInjuries, age: int, flaws: Flaws) -> bool:
    """Whether a parent or carer is here."""
    companions = [row for row in form.companions or () if row is not None and not row.blank]
    if (form.accompanied != "alone") is not bool(companions):
        flaws.append("companions: somebody came and is not listed, or nobody came and is")
    for who in companions:
        if who.name is None or who.relationship is None or who.age_group is None:
            flaws.append("companions: a name, relationship or age group")
        if age < 18 and who.has_parental_responsibility is None:
            flaws.append("companions: parental responsibility")
        if who.age_years is not None and who.age_group in AGES and who.age_years not in AGES[who.age_group]:
            flaws.append("companions: two ages that do not agree")
    parent = any(who.relationship in CARERS for who in companions)
    if age < 16 and not parent and form.parent_absent_reason is None:
        flaws.append("parent_absent_reason")
    if age < 18 and not parent and form.lives_with is None:
        flaws.append("lives_with")
    return parent


def _earlier(form: MinorInjuries, age: int, flaws: Flaws) -> None:
    """What is asked of alerts and earlier attendances."""
    if form.alert_check == "found":
        _ask(form, ("alert_types", "alert_reason"), flaws)
    known = form.social_care_asked in OPEN_CASE or not OPEN_CASE.isdisjoint(form.alert_types or ())
    if known and form.social_worker is None:
        flaws.append("social_worker")
    attended = form.attendances_12m
    if age < 18 and isinstance(attended, int) and attended >= 2 and form.pattern_concern is None:
        flaws.append("pattern_concern")


def _injury(form: MinorInjuries, age: int, born: date | None, flaws: Flaws) -> None:
    """What is asked of a child who came with an injury, or on whom one was seen."""
    if form.presentation in INJURED and form.injury_features is None:
        flaws.append("injury_features")
    if _injured(form):
        _ask(form, ASKED_OF_AN_INJURY, flaws)
        if form.independently_mobile is None and (age < 2 or born is None):
            flaws.append("independently_mobile")


def _injured(form: MinorInjuries) -> bool:
    return form.presentation in INJURED or _injury_seen(form)


def _injury_seen(form: MinorInjuries) -> bool:
    return isinstance(form.injury_features, tuple) and "none_visible" not in form.injury_features


def _the_child(form: MinorInjuries, age: int, flaws: Flaws) -> None:
    _ask(form, ASKED_OF_A_CHILD, flaws)
    private = form.presentation in PRIVATE
    if form.spoken_alone is None and form.accompanied != "alone" and (age >= 11 or (private and age >= 5)):
        flaws.append("spoken_alone")
    if private and age >= 10 and form.exploitation_signs is None:
        flaws.append("exploitation_signs")
    if form.fgm is None and form.sex == "female" and form.presentation in INTIMATE:
        flaws.append("fgm")


def _family(form: MinorInjuries, age: int, flaws: Flaws) -> tuple[bool, bool]:
    """What is asked of an adult; whether one is in crisis, and whether abuse is asked about."""
    triggers = form.adult_triggers if isinstance(form.adult_triggers, tuple) else ()
    if age < 18:
        da_route, in_crisis = age >= 16 and form.presentation == "assault", False
    else:
        da_route, in_crisis = "violence_or_abuse" in triggers, bool(triggers) and "none" not in triggers
        if form.adult_triggers is None:
            flaws.append("adult_triggers")
        if triggers and TO_BE_TICKED.get(form.presentation, triggers[0]) not in triggers:
            flaws.append("adult_triggers: the reason for attending is not ticked")
    if in_crisis:
        _ask(form, ASKED_OF_AN_ADULT, flaws)
    if (in_crisis or da_route) and form.seen_alone is None:
        flaws.append("seen_alone")
    if da_route and form.domestic_abuse is None:
        flaws.append("domestic_abuse")
    if form.children_at_home in YES:
        _children(form, flaws)
    listed = any(not child.blank for child in _listed(form))
    if listed and (form.children_at_home in NO or isinstance(form.children_at_home, Unanswered)):
        flaws.append("children_at_home: children are listed")
    if form.children_exposed == "no_children" and (listed or form.children_at_home in YES):
        flaws.append("children_exposed: there are children")
    return in_crisis, da_route


def _children(form: MinorInjuries, flaws: Flaws) -> None:
    if isinstance(form.children, Unanswered):
        return
    children = [row for row in form.children or () if row is not None and not row.blank]
    if not children:
        flaws.append("children")
    for child in children:
        if None in (child.name, child.where_now, child.with_whom, child.safe_now):
            flaws.append("children: a name, where they are, with whom, or whether they are safe")
        if child.born is None and child.age is None:
            flaws.append("children: a date of birth or an age")


def _abuse(form: MinorInjuries, age: int, da_route: bool, flaws: Flaws) -> None:
    if form.domestic_abuse == "none_disclosed" and (
        form.seen_alone not in ("yes_whole", "yes_part") or form.interpreter not in TRUSTED
    ):
        flaws.append("domestic_abuse: nothing disclosed stands only where the person was seen alone")
    if form.domestic_abuse == "yes_now":
        _ask(form, ASKED_ON_ABUSE, flaws)
        if age >= 16:
            _ask(form, ("dash_score", "marac_12m"), flaws)
    elif _described(form):
        left = da_route or (age >= 18 and isinstance(form.adult_triggers, Unanswered))
        if form.domestic_abuse is not None or not left:  # where it may be asked, a blank may yet be filled in
            flaws.append("domestic_abuse: described, and not recorded as happening now")


def _described(form: MinorInjuries) -> bool:
    return (
        isinstance(form.da_features, tuple)
        or form.da_unsafe_today == "not_safe"
        or isinstance(form.dash_score, int)
        or form.marac_12m == "yes"
        or form.children_exposed == "yes"
    )


def _leaving(form: MinorInjuries, age: int, red: bool, flaws: Flaws) -> None:
    if age < 16 and form.departure == "home" and form.leaving_with is None:
        flaws.append("leaving_with")
    if age < 18 and red and form.senior_review is None:
        flaws.append("senior_review")
    if form.senior_review in NO and _needs_note(form.senior_review_note):
        flaws.append("senior_review_note")
    if form.spoken_alone == "not_offered" and _needs_note(form.spoken_alone_note):
        flaws.append("spoken_alone_note")


def _red(form: MinorInjuries, age: int) -> bool:
    """Whether a red indicator holds."""
    signs = form.exploitation_signs if isinstance(form.exploitation_signs, tuple) else ()
    seen = form.injury_features if isinstance(form.injury_features, tuple) else ()
    if age < 18 and (
        form.presentation == "sexual_assault_alleged"
        or form.child_disclosure in YES
        or (form.independently_mobile in NO and _injury_seen(form))
        or "shape_of_hand_object_bite_or_ligature" in seen
        or form.fits_development == "no"
        or form.account_consistent == "no"
        or (age < 1 and ("fracture" in seen or "head_injury" in seen))
        or form.lives_with == "alone_or_homeless"
        or (len(signs) >= 2 or not COMMERCIAL.isdisjoint(signs))
        or form.fgm in CUT
        or form.fgm == "worried_about_risk"
        or (form.departure == "left_before_complete" and _at_high_risk(form, age, seen))
        or _with_nobody_known(form, age)
    ):
        return True
    return (
        form.clinician_concern == "serious_concern"
        or form.da_unsafe_today == "not_safe"
        or _hard_abuse(form)
        or (form.domestic_abuse == "yes_now" and _violence(form))
        or any(child.safe_now == "no" for child in _listed(form))
    )


def _amber(form: MinorInjuries, age: int, parent: bool) -> bool:
    """Whether an amber indicator holds."""
    alerts = form.alert_types or ()
    companions = [row for row in form.companions or () if row is not None and not row.blank]
    if age < 18 and (
        form.presentation in ("self_harm_or_mental_health", "alcohol_or_drugs")
        or (age < 13 and form.presentation == "genital_or_sexual_health_problem")
        or form.fits_development == "unsure"
        or form.account_consistent == "unsure"
        or form.delay == "yes_unexplained"
        or "child_protection_plan" in alerts
        or form.social_care_asked == "child_protection_plan"
        or form.pattern_concern in YES
        or form.interaction == "concern"
        or form.care_concern in YES
        or (isinstance(form.exploitation_signs, tuple) and "none_seen_or_told" not in form.exploitation_signs)
        or form.departure == "left_before_complete"
    ):
        return True
    if age < 16 and (
        form.accompanied == "alone"
        or (bool(companions) and all(who.age_group != "adult" for who in companions))
        or (not parent and isinstance(form.parent_absent_reason, Unanswered))
        or form.lives_with == "non_relative_28_days_or_more"
        or (form.departure == "home" and isinstance(form.leaving_with, Unanswered))
    ):
        return True
    return (
        form.clinician_concern == "some_concern"
        or form.domestic_abuse == "yes_now"
        or "unborn_child_protection_plan" in alerts
        or any(child.safe_now == "not_known" for child in _listed(form))
        or (age >= 18 and _adult_in_crisis(form))
    )


def _at_high_risk(form: MinorInjuries, age: int, seen: tuple[str, ...]) -> bool:
    known = ("child_protection_plan", "looked_after")
    return (
        age < 1
        or "head_injury" in seen
        or form.social_care_asked in known
        or not {*known}.isdisjoint(form.alert_types or ())
    )


def _with_nobody_known(form: MinorInjuries, age: int) -> bool:
    """Nobody knows who brought the child, nor who took them."""
    return (
        age < 16
        and form.departure == "home"
        and isinstance(form.leaving_with, Unanswered)
        and isinstance(form.parent_absent_reason, Unanswered)
        and not any(who.relationship in CARERS for who in form.companions or () if who is not None)
    )


def _hard_abuse(form: MinorInjuries) -> bool:
    """Abuse of a level that no judgement may lower."""
    score = form.dash_score
    again = form.domestic_abuse == "yes_now" and form.marac_12m == "yes"
    return again or (isinstance(score, int) and score >= 14)


def _violence(form: MinorInjuries) -> bool:
    features = form.da_features if isinstance(form.da_features, tuple) else ()
    witnessed = form.children_exposed == "yes" and not VIOLENT.isdisjoint(features)
    return witnessed or not GRAVE_ABUSE.isdisjoint(features)


def _adult_in_crisis(form: MinorInjuries) -> bool:
    """An adult in crisis with children at home, or pregnant."""
    triggers = form.adult_triggers if isinstance(form.adult_triggers, tuple) else ()
    at_home = bool(triggers) and "none" not in triggers and form.children_at_home in YES
    return at_home or (form.pregnant == "yes" and not IN_CRISIS.isdisjoint(triggers))


def _listed(form: MinorInjuries) -> list[Child]:
    rows = form.children if isinstance(form.children, tuple) else ()
    return [row for row in rows if row is not None]


def _gap(form: MinorInjuries, age: int, in_crisis: bool, da_route: bool) -> bool:
    """Whether a screening question was asked and left with a reason that does not settle."""
    if isinstance(form.alert_check, Unanswered):
        return True
    if age >= 18:
        left = (form.adult_triggers, in_crisis and form.children_at_home, da_route and form.domestic_abuse)
        return any(isinstance(answer, Unanswered) for answer in left)
    told = form.child_disclosure
    if isinstance(told, Unanswered) and not (told.unanswered == "unable" and age < 5):
        return True
    if form.presentation in PRIVATE and age >= 10 and isinstance(form.exploitation_signs, Unanswered):
        return True
    return isinstance(form.social_care_asked, Unanswered) or (da_route and isinstance(form.domestic_abuse, Unanswered))


def _outcome(form: MinorInjuries, age: int, red: bool, amber: bool, flaws: Flaws) -> None:
    if amber:
        _ask(form, ASKED_ON_CONCERN, flaws)
        if age < 18 and form.child_view is None:
            flaws.append("child_view")
    discussion = form.discussion
    if isinstance(discussion, Discussion) and amber:
        if discussion.blank:
            flaws.append("discussion")
        elif None in discussion.__dict__.values():
            flaws.append("discussion: role, name, time or advice")
    if form.csc_referral_made in NO and amber and isinstance(discussion, Unanswered):
        flaws.append("discussion: where no referral was made, somebody must have agreed")
    if form.police == "patient_does_not_want" and age < 18 and form.fgm in CUT:
        flaws.append("police: the report is a duty")
    if red and form.police is None:
        flaws.append("police")
    involved = age < 18 or _children_involved(form)
    if involved and red and form.csc_referral_made is None:
        flaws.append("csc_referral_made")
    if involved and amber and not red and form.csc_referral_made not in YES and form.early_help is None:
        flaws.append("early_help")
    if form.early_help == "not_appropriate" and _needs_note(form.early_help_note):
        flaws.append("early_help_note")
    _referral(form, flaws)


def _worry_of_a_child(form: MinorInjuries) -> bool:
    signs = form.exploitation_signs
    return (
        form.child_disclosure in YES
        or form.care_concern in YES
        or form.interaction == "concern"
        or (isinstance(signs, tuple) and "none_seen_or_told" not in signs)
        or form.fgm == "worried_about_risk"
        or form.fits_development == "no"
        or form.account_consistent == "no"
        or form.delay == "yes_unexplained"
        or (isinstance(form.injury_features, tuple) and "shape_of_hand_object_bite_or_ligature" in form.injury_features)
    )


def _worry_of_an_adult(form: MinorInjuries, age: int) -> bool:
    triggers = form.adult_triggers if isinstance(form.adult_triggers, tuple) else ()
    return bool({*triggers} - {"none"}) or (age < 16 and form.pregnant == "yes")


def _risk_told(form: MinorInjuries) -> bool:
    referred = form.csc_referral_made in YES or (form.referral is not None and not form.referral.blank)
    told = any(row is not None and row.purpose in ("concern", "copy_of_referral") for row in form.notifications or ())
    return (
        referred
        or told
        or bool(form.who_at_risk)
        or form.risk_statement is not None
        or form.csc_no_referral_reason is not None
    )


def _children_involved(form: MinorInjuries) -> bool:
    return (
        form.children_at_home in YES
        or form.children_exposed in ("yes", "no")
        or form.pregnant == "yes"
        or not {"unborn_baby", "other_children"}.isdisjoint(form.who_at_risk or ())
    )


def _referral(form: MinorInjuries, flaws: Flaws) -> None:
    if form.csc_referral_made in NO and form.csc_no_referral_reason is None:
        flaws.append("csc_no_referral_reason")
    outcome, referral = form.referral_outcome, form.referral
    if outcome is not None and outcome.agree == "no_escalated_to" and _needs_note(outcome.agree_note):
        flaws.append("referral_outcome: to whom it was escalated")
    if form.csc_referral_made not in YES:
        return
    if referral is None or None in (
        referral.about,
        referral.made_at,
        referral.method,
        referral.received_by,
        referral.family_told,
    ):
        flaws.append("referral: about whom, when, how, to whom, or whether the family was told")
    elif referral.family_told == "not_told" and referral.not_told_reason is None:
        flaws.append("referral: why the family was not told")


def _moments(form: MinorInjuries, born: date | None, now: datetime, flaws: Flaws) -> None:
    """What was done lies between the date of birth and now."""
    moments: list[datetime | None] = []
    if isinstance(form.discussion, Discussion):
        moments.append(form.discussion.at)
    if form.referral is not None:
        made, sent = form.referral.made_at, form.referral.written_sent_at
        moments.append(made)
        if sent is not None and (sent > now or (made is not None and sent < made)):
            flaws.append("referral: written copy before the referral, or in the future")
    if form.referral_outcome is not None:
        moments += [form.referral_outcome.acknowledged_at, form.referral_outcome.decided_at]
    for row in form.notifications or ():
        moments.append(row.sent_at if row is not None else None)
    if any(when is not None and (when > now or (born is not None and when.date() < born)) for when in moments):
        flaws.append("a moment before the date of birth, or in the future")
    for child in _listed(form):
        if child.born is not None and (child.born > now.date() or _years(child.born, form.assessed_at.date()) >= 18):
            flaws.append("children: born in the future, or no child")


def _override(
    form: MinorInjuries, override: LevelOverride, level: str, cannot_rate: Callable[[], bool], flaws: Flaws
) -> None:
    """Raised freely, lowered with a senior, never below a hard finding."""
    if override.level is None or override.reason is None:
        flaws.append("level_override: a level and a reason")
        return
    hard = _hard_abuse(form) or (level == "red" and form.fgm in CUT)
    if hard and override.level != "red":
        flaws.append("level_override: lowers a hard finding")
    computed = level or ("grey" if cannot_rate() else "green")
    if override.agreed_by is None and GRAVITY[override.level] < GRAVITY[computed]:
        flaws.append("level_override: the senior who agreed")


def _undetermined(form: MinorInjuries, age: int, parent: bool) -> bool:
    """Whether an answer left with a reason could still make a red or amber finding, where nothing else did."""
    if form.children_at_home in YES and isinstance(form.children, Unanswered):
        return True
    if age >= 18:
        triggers = form.adult_triggers if isinstance(form.adult_triggers, tuple) else ()
        return isinstance(form.pregnant, Unanswered) and not IN_CRISIS.isdisjoint(triggers)
    left: list[object] = [form.care_concern]
    if _injured(form):
        left += [form.account_consistent, form.delay, form.fits_development, form.injury_features]
    if not parent:
        left.append(form.lives_with)
    if any(isinstance(answer, Unanswered) for answer in left):
        return True
    unseen = isinstance(form.attendances_12m, Unanswered) and form.pattern_concern is None
    return unseen or (isinstance(form.pattern_concern, Unanswered) and form.attendances_12m != 1)
