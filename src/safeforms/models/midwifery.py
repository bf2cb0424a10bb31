"""Midwifery booking safeguarding assessment (midwifery 1.0.0): what its records hold, as typed classes.

Written by `safeforms codegen midwifery`: do not edit it, write it again when the form changes. The classes know the
types, the installed form the rules; a form with another content is refused at the first record.
"""

from datetime import date, datetime
from typing import Literal

from safeforms.written import Edition, Note, Unanswered, WrittenAssessment, WrittenPart

EDITION = Edition(
    form="midwifery",
    version="1.0.0",
    content="ff9e2f8441072036",
)


CompanionsRelationship = Literal[
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


class MidwiferyCompanions(WrittenPart):
    """Who came? (one entry per person)"""

    name: str | None = None
    """Name"""

    relationship: CompanionsRelationship | None = None
    """Who are they to the patient?"""

    age_group: Literal["adult", "age_16_17", "under_16", "not_known"] | None = None
    """How old are they?

    Not known is a valid answer.
    """

    age_years: int | None = None
    """Age in years, if under 18

    Asked if "How old are they?" is one of "16 or 17" or "Under 16".
    """

    has_parental_responsibility: Literal["yes", "no", "not_known"] | None = None
    """Do they have parental responsibility for her?

    For the mother, who is herself a child; not for the baby.

    Asked if the patient is under 18, or may be.
    """


class MidwiferyFatherDetails(WrittenPart):
    """Father's or partner's name, date of birth, address, other children"""

    name: str | None = None
    """Name"""

    date_of_birth: date | None = None
    """Date of birth"""

    age_years: int | Unanswered[Literal["not_known", "declined"]] | None = None
    """Age in years"""

    address: str | None = None
    """Address"""

    has_other_children: Literal["yes", "no", "not_known"] | None = None
    """Does he have other children?"""


class MidwiferyChildren(WrittenPart):
    """Other children (one entry each)"""

    name: str | None = None
    """Name"""

    born: date | None = None
    """Date of birth"""

    age: int | None = None
    """Age in years"""

    lives_with: str | None = None
    """Who do they live with?"""

    has_social_worker: Literal["yes", "no", "not_known"] | None = None
    """Do they have a social worker?"""


class MidwiferyPlanRole(WrittenPart):
    """Is the plan on this record, and what does it ask midwifery to do?"""

    on_record: Literal["yes", "requested"] | None = None
    """Is the plan on this record?"""

    our_part: str | None = None
    """What it asks midwifery to do"""


DiscussionRole = Literal[
    "named_nurse_or_midwife",
    "named_doctor",
    "senior_on_shift",
    "consultant_paediatrician",
    "social_care_advice",
]


class MidwiferyDiscussion(WrittenPart):
    """Who did you discuss this with, and what did they advise?"""

    role: DiscussionRole | None = None
    """Their role"""

    name: str | None = None
    """Their name"""

    at: datetime | None = None
    """When you spoke"""

    advice: str | None = None
    """What they advised"""


class MidwiferyReferral(WrittenPart):
    """Referral details"""

    about: str | None = None
    """Which child or children, one line each (unborn babies counted separately)"""

    made_at: datetime | None = None
    """When it was made"""

    method: Literal["phone", "online", "secure_email", "in_person"] | None = None
    """How it was made"""

    received_by: str | None = None
    """Name of the person who received it"""

    written_sent_at: datetime | None = None
    """When the written copy was sent"""

    family_told: Literal["told_agreed", "told_disagreed", "not_told"] | None = None
    """Was the family told?"""

    not_told_reason: str | None = None
    """Why the family was not told

    Asked if "Was the family told?" is "Not told".
    """


ReferralOutcomeDecision = Literal[
    "section_47",
    "section_17_assessment",
    "early_help",
    "no_further_action",
    "already_open_passed_to_social_worker",
]


class MidwiferyReferralOutcome(WrittenPart):
    """What did children's social care decide?"""

    acknowledged_at: datetime | None = None
    """When they acknowledged the referral"""

    decision: ReferralOutcomeDecision | None = None
    """What they decided"""

    decided_at: datetime | None = None
    """When they decided"""

    told_by: str | None = None
    """Name of the person who told you"""

    agree: Literal["yes", "no_escalated_to"] | None = None
    """Do you agree with the decision?"""

    agree_note: Note = None
    """Note: Do you agree with the decision?"""


NotificationsRecipient = Literal[
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


class MidwiferyNotifications(WrittenPart):
    """Who has been told, how, and when?"""

    recipient: NotificationsRecipient | None = None
    """Who"""

    purpose: Literal["information_only", "concern", "copy_of_referral"] | None = None
    """What for"""

    method: str | None = None
    """How"""

    sent_at: datetime | None = None
    """When it was sent"""

    sent_by: str | None = None
    """Who sent it"""

    consent_basis: str | None = None
    """Consent, or the basis for sharing without it"""

    failed: str | None = None
    """If sending failed, how

    It stays open until another row says that it was sent, or why not.
    """

    not_sent_reason: str | None = None
    """If not sent, why"""


class MidwiferyLevelOverride(WrittenPart):
    """Do you disagree with the level shown?"""

    level: Literal["red", "amber", "green"]
    """The level you would give"""

    reason: str
    """Why"""

    agreed_by: str | None = None
    """Senior who agreed, when lowering"""


ApparentAgeGroup = Literal["under_1", "age_1_4", "age_5_12", "age_13_15", "age_16_17", "adult_certain", "unsure"]
Accompanied = Literal["no", "yes_in_room", "yes_waiting_nearby", "yes_on_phone_or_video", "cannot_tell_remote_contact"]
CompanionBehaviour = Literal[
    "nothing_of_note",
    "speaks_for_the_patient",
    "will_not_leave",
    "watches_or_controls_phone_or_papers",
    "patient_checks_with_them_before_answering",
    "angry_or_intimidating",
    "older_or_relationship_unclear",
]
NotAloneReason = Literal[
    "companion_would_not_leave",
    "person_asked_companion_to_stay",
    "no_private_room",
    "telephone_or_video",
    "clinical_urgency",
    "child_could_not_be_left",
    "other",
]
Interpreter = Literal[
    "not_needed",
    "professional",
    "unrelated_staff_member",
    "family_or_friend",
    "child",
    "needed_not_available",
]
LateBookingReasonReason = Literal["declined", "not_asked_not_private", "not_asked_urgent"]
PregnancyConcealed = Literal["no", "yes"]
PregnancyConcealedReason = Literal["declined", "not_known", "not_asked_not_private"]
Father = Literal[
    "partner_lives_with_her",
    "partner_lives_elsewhere",
    "not_her_partner",
    "donor_or_none",
    "she_does_not_know",
]
FatherDetailsReason = Literal["declined", "not_known", "not_asked_not_private"]
PreviousChildConcern = Literal[
    "none",
    "removed_or_adopted",
    "child_protection_plan_now",
    "child_protection_plan_past",
    "serious_unexplained_injury",
    "unexpected_death_with_safeguarding_concern",
    "unexpected_death_no_concern",
    "household_member_known_risk_to_children",
]
PreviousChildConcernReason = Literal["declined", "not_known", "not_asked_not_private", "not_asked_no_interpreter"]
DomesticAbuse = Literal["none_disclosed", "yes_now", "yes_past"]
DomesticAbuseReason = Literal[
    "not_asked_not_private",
    "not_asked_no_interpreter",
    "not_asked_urgent",
    "not_asked_other",
    "declined",
    "unable",
]
DaFeatures = Literal[
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
Exploitation = Literal["none_disclosed", "yes"]
ExploitationReason = Literal[
    "not_asked_not_private",
    "not_asked_no_interpreter",
    "not_asked_urgent",
    "not_asked_other",
    "declined",
    "unable",
]
PregnancyUnwantedSex = Literal["none_disclosed", "yes"]
PregnancyUnwantedSexReason = Literal[
    "not_asked_not_private",
    "not_asked_no_interpreter",
    "not_asked_urgent",
    "not_asked_other",
    "declined",
    "unable",
]
Fgm = Literal["none_disclosed", "yes"]
FgmReason = Literal[
    "not_asked_not_private",
    "not_asked_no_interpreter",
    "not_asked_urgent",
    "not_asked_other",
    "declined",
    "unable",
]
FgmFamily = Literal["no_girls", "girls_no_pressure_found", "pressure_or_plans"]
MentalHealth = Literal["none_reported", "mild_or_moderate_now", "severe_or_specialist_care_now", "severe_in_past"]
MentalHealthReason = Literal["declined", "not_asked_other", "not_asked_no_interpreter"]
Substances = Literal["none_reported", "her_alcohol", "her_drugs", "partner_or_household"]
SubstancesReason = Literal["declined", "not_asked_not_private", "not_asked_other", "not_asked_no_interpreter"]
SocialFactors = Literal[
    "none_reported",
    "homeless_or_threat_of_eviction",
    "recent_migrant_or_asylum_seeker",
    "poverty_or_no_income",
    "care_leaver_or_looked_after",
    "partner_in_prison",
    "no_support",
    "not_in_education_or_work",
    "difficulty_reading_or_speaking_english",
]
KnownToSocialCare = Literal[
    "none",
    "unborn_child_protection_plan",
    "child_protection_plan_other_child",
    "child_in_need",
    "mother_looked_after",
    "child_looked_after",
    "past_only",
    "early_help",
]
EarlyHelp = Literal["offered_accepted", "offered_declined", "already_in_place", "not_appropriate"]
Police = Literal[
    "not_needed",
    "informed_999",
    "informed_101_or_online",
    "informed_by_other_agency",
    "patient_does_not_want",
]
AlertRequest = Literal["not_needed", "own_record", "gp_record", "special_note_or_governance", "maternity_record"]


class MidwiferyAssessment(WrittenAssessment):
    """Midwifery booking safeguarding assessment"""

    model_edition = EDITION

    # The person and this assessment
    assessed_at: datetime
    """Date and time of this assessment"""

    site: str
    """Where the person was seen"""

    assessor_name: str
    """Your name

    Whoever makes a referral must be identifiable.
    """

    assessor_role: str
    """Your role"""

    patient_name: str | Unanswered[Literal["withheld_by_choice", "not_known"]]
    """Name"""

    nhs_number: str | Unanswered[Literal["not_known", "not_registered", "withheld_by_choice"]]
    """NHS number"""

    date_of_birth: date | Unanswered[Literal["not_known", "withheld_by_choice"]]
    """Date of birth"""

    apparent_age_group: ApparentAgeGroup | None = None
    """If date of birth is not known: which age group do they appear to be in?

    If you are not sure, say so. The person is then treated as a child.

    Asked if "Date of birth" was left unanswered.
    """

    sex: Literal["female", "male", "not_known"]
    """Sex

    From registration. No question of this form depends on it.
    """

    usual_address: str | Unanswered[Literal["not_registered", "not_known", "declined", "withheld_by_choice"]]
    """Usual address

    It decides which council receives a referral.
    """

    gp_practice: str | Unanswered[Literal["not_registered", "not_known", "withheld_by_choice"]]
    """GP practice"""

    # Appointment and who is here
    appointment_type: Literal["booking", "later_contact_reask", "transfer_in", "unbooked_presentation"]
    """Type of appointment"""

    accompanied: Accompanied
    """Did anyone come with her today, including nearby or on the phone?

    Do not count a professional interpreter.
    """

    companions: tuple[MidwiferyCompanions, ...] | None = None
    """Who came? (one entry per person)

    If someone will not give a name, write that they declined to say.

    Asked if somebody came with the patient, waits nearby or listens.
    """

    companion_behaviour: tuple[CompanionBehaviour, ...] | None = None
    """How did the companion behave?

    Asked if somebody came with the patient, waits nearby or listens.
    """

    # Seen alone and understood
    seen_alone: Literal["yes_whole", "yes_part", "no"] | None = None
    """Was the person seen on their own, with nobody able to overhear?

    If not, record each private question as not asked, unless something was disclosed.
    """

    not_alone_reason: NotAloneReason | None = None
    """Why was she not seen alone?

    Asked if "Was the person seen on their own, with nobody able to overhear?" is no.
    """

    not_alone_reason_note: Note = None
    """Note: Why was she not seen alone?"""

    see_alone_by: date | None = None
    """Date by which she will be seen alone

    Asked if "Was the person seen on their own, with nobody able to overhear?" is no.
    """

    interpreter: Interpreter
    """Was an interpreter needed, and who interpreted?

    If family, a friend or a child interpreted, or nobody was available, record each private question as not asked,
    unless something was disclosed.
    """

    # This pregnancy
    gestation_weeks: int | Unanswered[Literal["not_known"]]
    """Weeks pregnant today"""

    late_booking_reason: str | Unanswered[LateBookingReasonReason] | None = None
    """She is booking late: what were the reasons?

    Asked if "Type of appointment" is "Booking" and "Weeks pregnant today" is at least 13 weeks (Weeks of pregnancy from
    which a woman who books is asked why so late); or "Type of appointment" is "Presents without having booked".
    """

    pregnancy_concealed: PregnancyConcealed | Unanswered[PregnancyConcealedReason] | None = None
    """Had she been hiding, or not recognised, the pregnancy?

    Asked if she books late, or presents without having booked.
    """

    expected_babies: Literal["one", "two", "three_or_more", "not_yet_known"] | None = None
    """How many babies?

    Each unborn baby is a subject of its own in a referral.

    Asked if this is not a later contact at which only the private questions are asked again.
    """

    # Father, household and other children
    father: Father | Unanswered[Literal["declined", "not_asked_not_private"]] | None = None
    """Who is the baby's father or the other parent?

    Asked if this is not a later contact at which only the private questions are asked again.
    """

    father_details: MidwiferyFatherDetails | Unanswered[FatherDetailsReason] | None = None
    """Father's or partner's name, date of birth, address, other children

    If the mother is under 18, his date of birth or age is needed, or the reason why it is not known. If she will not
    give his name, write that she declined to say, so that his age is not lost.

    Asked if "Who is the baby's father or the other parent?" is one of "Her partner, who lives with her", "Her partner,
    who lives elsewhere" or "Somebody who is not her partner".
    """

    children_has: bool | Unanswered[Literal["declined", "not_asked_other"]] | None = None
    """Do she or her partner have other children, living with them or elsewhere?

    Under 18. Grown-up children count only for the question about earlier concerns.

    Asked if this is not a later contact at which only the private questions are asked again, "Asked in private: is a
    partner, ex-partner or anyone in the family or household hurting, frightening or controlling you?" is "Yes, now" or
    "Asked in private: is anyone making her do things she does not want (sex, work, crime, handing over money), or
    controlling her papers or where she goes?" is yes.
    """

    children: tuple[MidwiferyChildren, ...] | Unanswered[Literal["declined"]] | None = None
    """Other children (one entry each)

    Give the date of birth, or the age if that is all that is known.

    Asked if "Do she or her partner have other children, living with them or elsewhere?" is yes.
    """

    previous_child_concern: tuple[PreviousChildConcern, ...] | Unanswered[PreviousChildConcernReason] | None = None
    """Has any child of hers or her partner's been removed, on a plan, seriously injured or died unexpectedly? Is anyone
    in the household known to be a risk to children?

    Asked if this is not a later contact at which only the private questions are asked again.
    """

    # Private questions (only when alone)
    domestic_abuse: DomesticAbuse | Unanswered[DomesticAbuseReason] | None = None
    """Asked in private: is a partner, ex-partner or anyone in the family or household hurting, frightening or
    controlling you?

    What somebody tells you is always recorded, whether or not you could ask.
    """

    da_features: tuple[DaFeatures, ...] | Unanswered[Literal["declined"]] | None = None
    """What is happening?

    Asked if "Asked in private: is a partner, ex-partner or anyone in the family or household hurting, frightening or
    controlling you?" is "Yes, now".
    """

    da_unsafe_today: Literal["safe", "not_safe"] | Unanswered[Literal["declined", "not_known"]] | None = None
    """Is it safe for them, and any children, to leave or go home today?

    Asked if "Asked in private: is a partner, ex-partner or anyone in the family or household hurting, frightening or
    controlling you?" is "Yes, now".
    """

    dash_score: int | Unanswered[Literal["not_asked_other", "not_asked_urgent", "declined"]] | None = None
    """DASH score, if completed (number of 'yes' answers, 0-24)

    If it was not completed, say in the note who will do it.

    Asked if "Asked in private: is a partner, ex-partner or anyone in the family or household hurting, frightening or
    controlling you?" is "Yes, now"; and it is not so that (the patient is under 16, or may be).
    """

    marac_12m: Literal["yes", "no"] | Unanswered[Literal["not_known", "declined"]] | None = None
    """Has this person been discussed at MARAC in the last 12 months?

    Asked if "Asked in private: is a partner, ex-partner or anyone in the family or household hurting, frightening or
    controlling you?" is "Yes, now"; and it is not so that (the patient is under 16, or may be).
    """

    children_exposed: Literal["yes", "no", "no_children"] | Unanswered[Literal["declined", "not_known"]] | None = None
    """Have any children seen, heard or lived with it?

    Asked if "Asked in private: is a partner, ex-partner or anyone in the family or household hurting, frightening or
    controlling you?" is "Yes, now".
    """

    safe_contact: str | Unanswered[Literal["declined"]] | None = None
    """Safe way and time to contact them

    Asked if "Asked in private: is a partner, ex-partner or anyone in the family or household hurting, frightening or
    controlling you?" is "Yes, now".
    """

    exploitation: Exploitation | Unanswered[ExploitationReason]
    """Asked in private: is anyone making her do things she does not want (sex, work, crime, handing over money), or
    controlling her papers or where she goes?

    What she tells you is always recorded, whether or not you could ask.
    """

    pregnancy_unwanted_sex: PregnancyUnwantedSex | Unanswered[PregnancyUnwantedSexReason] | None = None
    """Did this pregnancy come from sex she did not want or could not agree to?

    Asked if the patient is under 18, or may be; "Asked in private: is anyone making her do things she does not want
    (sex, work, crime, handing over money), or controlling her papers or where she goes?" is yes; or "What is
    happening?" includes "Sexual violence".
    """

    fgm: Fgm | Unanswered[FgmReason]
    """Asked in private: has she had female genital cutting (FGM)?"""

    fgm_family: FgmFamily | Unanswered[Literal["not_known", "declined"]] | None = None
    """Girls in the family, or pressure or plans for any girl (including this baby)?

    Asked if "Asked in private: has she had female genital cutting (FGM)?" is yes.
    """

    # Health that may affect parenting
    mental_health: MentalHealth | Unanswered[MentalHealthReason] | None = None
    """Mental health, now or in the past

    Asked if this is not a later contact at which only the private questions are asked again.
    """

    recovery_plan: Literal["none", "yes_may_share", "yes_not_to_share"] | Unanswered[Literal["not_known"]] | None = None
    """Is there a relapse or recovery plan (for example a WRAP), and may it be shared with midwife and health visitor?

    Asked if "Mental health, now or in the past" is one of "Severe illness or specialist care now" or "Severe illness in
    the past".
    """

    substances: tuple[Substances, ...] | Unanswered[SubstancesReason] | None = None
    """Alcohol or drug problems in the household

    Asked if this is not a later contact at which only the private questions are asked again.
    """

    learning_need: Literal["no", "yes"] | Unanswered[Literal["not_known", "declined"]] | None = None
    """Does she or her partner have a learning disability or other need that affects understanding or caring for a baby?

    Asked if this is not a later contact at which only the private questions are asked again.
    """

    # Circumstances and who is involved
    social_factors: tuple[SocialFactors, ...] | Unanswered[Literal["declined"]] | None = None
    """Circumstances

    Asked if this is not a later contact at which only the private questions are asked again.
    """

    alert_check: Literal["none_found", "found"] | Unanswered[Literal["system_unavailable", "not_asked_other"]]
    """Alerts and CP-IS / earlier records checked

    If it could not be checked, say which system and since when.
    """

    known_to_social_care: tuple[KnownToSocialCare, ...] | Unanswered[Literal["not_known", "declined"]] | None = None
    """Social care involvement now

    Asked if this is not a later contact at which only the private questions are asked again.
    """

    social_worker: str | Unanswered[Literal["not_known"]] | None = None
    """Social worker's name, team and council

    Asked if there is an open case with children's social care.
    """

    plan_role: MidwiferyPlanRole | Unanswered[Literal["not_known"]] | None = None
    """Is the plan on this record, and what does it ask midwifery to do?

    Asked if "Social care involvement now" includes any of "Child protection plan for the unborn baby", "Child
    protection plan for another child" or "Child in need".
    """

    observations: str
    """What you saw: her demeanour, how she and her companion behaved (your words)"""

    # Judgement, actions and follow-up
    clinician_concern: Literal["no_concern_from_what_was_asked", "some_concern", "serious_concern"]
    """Having done this assessment, are you worried about any child (including an unborn baby) or about this person's
    safety?
    """

    who_at_risk: tuple[Literal["patient", "unborn_baby", "other_children", "adult_at_risk"], ...] | None = None
    """Who is at risk?

    Asked if a red or amber indicator holds.
    """

    risk_statement: str | None = None
    """In plain words: what harm has happened or is likely, to whom, and what makes you think so? Say what is fact, what
    was said and by whom, and what is your opinion

    Name each child. This is printed first on any referral, word for word.

    Asked if a red or amber indicator holds.
    """

    child_view: str | Unanswered[Literal["unable", "declined", "not_asked_urgent", "not_asked_other"]] | None = None
    """The child's or young person's own words and wishes

    Of a mother under 18, who is herself a child. If she cannot answer, say why in the note.

    Asked if a red or amber indicator holds; and the patient is under 18, or may be.
    """

    discussion: MidwiferyDiscussion | Unanswered[Literal["not_asked_other"]] | None = None
    """Who did you discuss this with, and what did they advise?

    Asked if a red or amber indicator holds.
    """

    early_help: EarlyHelp | Unanswered[Literal["not_asked_other"]] | None = None
    """If this stays below the social care threshold: was early help offered?

    Asked if an amber indicator holds, and no red one; and it is not so that a referral to children's social care was
    made.
    """

    early_help_note: Note = None
    """Note: If this stays below the social care threshold: was early help offered?"""

    csc_referral_made: bool | None = None
    """Have you referred to children's social care?

    Asked if a red indicator holds or "Having done this assessment, are you worried about any child (including an unborn
    baby) or about this person's safety?" is "Serious concern".
    """

    csc_no_referral_reason: str | None = None
    """Why not, and who agreed?

    Asked if "Have you referred to children's social care?" is no.
    """

    referral: MidwiferyReferral | None = None
    """Referral details

    Asked if "Have you referred to children's social care?" is yes.
    """

    referral_outcome: MidwiferyReferralOutcome | None = None
    """What did children's social care decide?

    It stays open until the decision, its date and who told you are recorded.

    Asked if "Have you referred to children's social care?" is yes.
    """

    police: Police | Unanswered[Literal["not_asked_other"]] | None = None
    """Police

    Asked if a red indicator holds.
    """

    notifications: tuple[MidwiferyNotifications, ...] | None = None
    """Who has been told, how, and when?

    Everyone who must be told ends here as sent (how and when), or as not sent (why).

    Asked if somebody must be told.
    """

    alert_request: tuple[AlertRequest, ...] | None = None
    """Should an alert be added to a record so the next clinician knows?

    Asked if a red or amber indicator holds.
    """

    level_override: MidwiferyLevelOverride | None = None
    """Do you disagree with the level shown?

    You may raise it freely. To lower it give a reason and the senior who agreed; some levels cannot be lowered.
    """

    gaps_plan: str | None = None
    """Questions not answered today: how, when and by whom will they be asked?

    Asked if a screening question was left as a gap.
    """
