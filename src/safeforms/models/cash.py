"""Contraception and sexual health safeguarding assessment (cash 1.0.0): what its records hold, as typed classes.

Written by `safeforms codegen cash`: do not edit it, write it again when the form changes. The classes know the types,
the installed form the rules; a form with another content is refused at the first record.
"""

from datetime import date, datetime
from typing import Literal

from safeforms.written import Edition, Note, Unanswered, WrittenAssessment, WrittenPart

EDITION = Edition(
    form="cash",
    version="1.0.0",
    content="9302fb72fd9765fb",
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


class CashCompanions(WrittenPart):
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
    """Do they have parental responsibility for the young person?

    Only if they say so. Nobody is asked about the young person behind their back.

    Asked if the patient is under 18, or may be.
    """


class CashFraser(WrittenPart):
    """Under-16 competence"""

    understands: bool | None = None
    """Do they understand the advice, and what it means?"""

    cannot_be_persuaded_to_tell_parent: Literal["yes", "no", "parent_already_knows"] | None = None
    """Is it true that they will neither tell a parent nor let you?"""

    likely_to_have_sex_anyway: bool | None = None
    """Are they likely to have sex anyway?"""

    health_would_suffer: bool | None = None
    """Would their health suffer without it?"""

    best_interests: bool | None = None
    """Is it in their best interests?"""

    met: bool | None = None
    """Overall, are the criteria met?"""


DiscussionRole = Literal[
    "named_nurse_or_midwife",
    "named_doctor",
    "senior_on_shift",
    "consultant_paediatrician",
    "social_care_advice",
]


class CashDiscussion(WrittenPart):
    """Who did you discuss this with, and what did they advise?"""

    role: DiscussionRole | None = None
    """Their role"""

    name: str | None = None
    """Their name"""

    at: datetime | None = None
    """When you spoke"""

    advice: str | None = None
    """What they advised"""


class CashReferral(WrittenPart):
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


class CashReferralOutcome(WrittenPart):
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


class CashNotifications(WrittenPart):
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


class CashLevelOverride(WrittenPart):
    """Do you disagree with the level shown?"""

    level: Literal["red", "amber", "green"]
    """The level you would give"""

    reason: str
    """Why"""

    agreed_by: str | None = None
    """Senior who agreed, when lowering"""


ApparentAgeGroup = Literal["under_1", "age_1_4", "age_5_12", "age_13_15", "age_16_17", "adult_certain", "unsure"]
VisitReason = Literal[
    "contraception",
    "emergency_contraception",
    "pregnancy_test",
    "termination_request",
    "sti_test",
    "symptoms",
    "advice_only",
    "other",
]
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
FamilySituationReason = Literal["declined", "not_asked_not_private", "not_asked_no_interpreter"]
SexuallyActive = Literal["no", "planning", "yes"]
SexuallyActiveReason = Literal["declined", "not_asked_not_private", "not_asked_no_interpreter"]
FreelyAgreed = Literal["yes", "unsure", "no"]
FreelyAgreedReason = Literal["declined", "not_asked_not_private", "not_asked_no_interpreter"]
PartnerAgeYearsReason = Literal["not_known", "declined", "not_asked_not_private", "not_asked_no_interpreter"]
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
KnownToSocialCare = Literal[
    "none",
    "child_protection_plan",
    "looked_after",
    "child_in_need",
    "care_leaver",
    "past_only",
]
KnownToSocialCareReason = Literal["not_known", "declined", "not_asked_other"]
ExploitationSigns = Literal[
    "none_seen_or_told",
    "gifts_money_drugs_or_somewhere_to_stay_for_sex",
    "passed_to_or_pressed_to_have_sex_with_others",
    "taken_to_places_or_parties_by_adults",
    "images_shared_or_threatened",
    "older_or_controlling_person",
    "unexplained_money_gifts_or_phone",
    "alcohol_or_drugs_before_sex",
    "gang_links",
]
ExploitationSignsReason = Literal["not_asked_not_private", "not_asked_no_interpreter", "declined"]
LivesWith = Literal[
    "parent_or_parents",
    "relative",
    "foster_or_residential",
    "partner_or_friends",
    "supported_accommodation",
    "alone_or_homeless",
]
Education = Literal["attending", "poor_attendance_or_excluded", "not_in_education_or_work"]
PartnerMet = Literal[
    "school_college_or_friends",
    "online",
    "through_an_adult_or_family_friend",
    "stranger_in_public",
    "other",
]
PartnerMetReason = Literal["declined", "not_asked_not_private", "not_asked_no_interpreter"]
PositionOfTrust = Literal["no", "yes"]
PositionOfTrustReason = Literal["not_known", "declined", "not_asked_not_private", "not_asked_no_interpreter"]
MissingEpisodes = Literal["no", "yes"]
MissingEpisodesReason = Literal["declined", "not_known", "not_asked_not_private", "not_asked_no_interpreter"]
Substances = Literal["none_or_experimental", "regular_or_worrying"]
SubstancesReason = Literal["declined", "not_asked_not_private", "not_asked_no_interpreter"]
Wellbeing = Literal["no_concern", "low_or_anxious", "self_harm", "thoughts_of_suicide"]
WellbeingReason = Literal["declined", "not_asked_not_private", "not_asked_no_interpreter"]
RepeatStiOrPregnancy = Literal["no", "yes"]
RepeatStiOrPregnancyReason = Literal["not_known", "declined", "not_asked_not_private", "not_asked_no_interpreter"]
Demeanour = Literal[
    "relaxed",
    "anxious",
    "withdrawn",
    "tearful",
    "fearful",
    "intoxicated",
    "visible_injury",
    "rehearsed_or_looks_to_companion",
    "unkempt",
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


class CashAssessment(WrittenAssessment):
    """Contraception and sexual health safeguarding assessment"""

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
    """Name, or clinic number"""

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

    Only used to open the question on FGM.
    """

    usual_address: str | Unanswered[Literal["not_registered", "not_known", "declined", "withheld_by_choice"]]
    """Usual address

    It decides which council receives a referral.
    """

    gp_practice: str | Unanswered[Literal["not_registered", "not_known", "withheld_by_choice"]]
    """GP practice"""

    # Welcome and privacy
    visit_reason: tuple[VisitReason, ...]
    """Reason for visit"""

    accompanied: Literal["no", "yes_in_room", "yes_waiting_nearby", "yes_on_phone_or_video"]
    """Did anyone come with them, including nearby or on the phone?"""

    companions: tuple[CashCompanions, ...] | None = None
    """Who came? (one entry per person)

    If someone will not give a name, write that they declined to say.

    Asked if somebody came with the patient, waits nearby or listens.
    """

    companion_behaviour: tuple[CompanionBehaviour, ...] | None = None
    """How did the companion behave?

    Asked if somebody came with the patient, waits nearby or listens.
    """

    seen_alone: Literal["yes_whole", "yes_part", "no"] | None = None
    """Was the person seen on their own, with nobody able to overhear?

    If not, record each private question as not asked, unless something was disclosed.
    """

    not_alone_reason: NotAloneReason | None = None
    """Why not seen alone?

    Asked if "Was the person seen on their own, with nobody able to overhear?" is no.
    """

    not_alone_reason_note: Note = None
    """Note: Why not seen alone?"""

    interpreter: Interpreter
    """Was an interpreter needed, and who interpreted?

    If family, a friend or a child interpreted, or nobody was available, record each private question as not asked,
    unless something was disclosed.
    """

    confidentiality_explained: bool
    """Explained what is confidential and when it would have to be shared

    For anyone under 18 a "no" needs a note that says why.
    """

    confidentiality_explained_note: Note = None
    """Note: Explained what is confidential and when it would have to be shared"""

    # Sex and relationships
    family_situation: str | Unanswered[FamilySituationReason] | None = None
    """Termination request: home and family situation, who knows, any pressure either way

    Asked if "Reason for visit" includes "Request for a termination".
    """

    sexually_active: SexuallyActive | Unanswered[SexuallyActiveReason]
    """Are they having, or have they had, any sexual contact?"""

    freely_agreed: FreelyAgreed | Unanswered[FreelyAgreedReason] | None = None
    """Was sex something they wanted and felt free to say no to, every time?

    What somebody tells you is always recorded, whether or not you could ask.

    Asked if "Are they having, or have they had, any sexual contact?" is yes.
    """

    partner_age_years: int | Unanswered[PartnerAgeYearsReason] | None = None
    """Partner's age (the oldest, if more than one)

    Asked if the patient is under 18, or may be; and "Are they having, or have they had, any sexual contact?" is yes.
    """

    domestic_abuse: DomesticAbuse | Unanswered[DomesticAbuseReason] | None = None
    """Asked in private: is a partner, ex-partner, relative or anyone else hurting, frightening or controlling you?

    What somebody tells you is always recorded, whether or not you could ask.
    """

    da_features: tuple[DaFeatures, ...] | Unanswered[Literal["declined"]] | None = None
    """What is happening?

    Asked if "Asked in private: is a partner, ex-partner, relative or anyone else hurting, frightening or controlling
    you?" is "Yes, now".
    """

    da_unsafe_today: Literal["safe", "not_safe"] | Unanswered[Literal["declined", "not_known"]] | None = None
    """Is it safe for them, and any children, to leave or go home today?

    Asked if "Asked in private: is a partner, ex-partner, relative or anyone else hurting, frightening or controlling
    you?" is "Yes, now".
    """

    dash_score: int | Unanswered[Literal["not_asked_other", "not_asked_urgent", "declined"]] | None = None
    """DASH score, if completed (number of 'yes' answers, 0-24)

    If it was not completed, say in the note who will do it.

    Asked if "Asked in private: is a partner, ex-partner, relative or anyone else hurting, frightening or controlling
    you?" is "Yes, now"; and it is not so that (the patient is under 16, or may be).
    """

    marac_12m: Literal["yes", "no"] | Unanswered[Literal["not_known", "declined"]] | None = None
    """Has this person been discussed at MARAC in the last 12 months?

    Asked if "Asked in private: is a partner, ex-partner, relative or anyone else hurting, frightening or controlling
    you?" is "Yes, now"; and it is not so that (the patient is under 16, or may be).
    """

    children_exposed: Literal["yes", "no", "no_children"] | Unanswered[Literal["declined", "not_known"]] | None = None
    """Have any children seen, heard or lived with it?

    Asked if "Asked in private: is a partner, ex-partner, relative or anyone else hurting, frightening or controlling
    you?" is "Yes, now".
    """

    safe_contact: str | Unanswered[Literal["declined"]] | None = None
    """Safe way and time to contact them

    Asked if "Asked in private: is a partner, ex-partner, relative or anyone else hurting, frightening or controlling
    you?" is "Yes, now".
    """

    # Young people under 18
    known_to_social_care: KnownToSocialCare | Unanswered[KnownToSocialCareReason] | None = None
    """Do they have a social worker: looked after, on a plan, care leaver?

    If more than one is true, choose the one that comes first here.

    Asked if the patient is under 18, or may be.
    """

    status_source: Literal["young_person_said", "record_or_cpis", "another_professional"] | None = None
    """How do you know?

    Asked if "Do they have a social worker: looked after, on a plan, care leaver?" is one of "On a child protection
    plan", "Looked after", "Child in need, with a social worker" or "Care leaver".
    """

    status_check: Literal["checked_none", "checked_found", "no_system_available", "not_checked"] | None = None
    """Checked status another way (CP-IS, shared record, social care)?

    Record whether a check was possible and what it showed. Whether to check is for the local partnership and its
    Caldicott Guardian: a check can itself tell others of this visit.

    Asked if the patient is under 18, or may be.
    """

    status_check_note: Note = None
    """Note: Checked status another way (CP-IS, shared record, social care)?"""

    exploitation_signs: tuple[ExploitationSigns, ...] | Unanswered[ExploitationSignsReason] | None = None
    """Signs of exploitation seen or told

    What you saw or were told is always recorded, whether or not you could ask.

    Asked if the patient is under 18, or may be.
    """

    lives_with: LivesWith | Unanswered[Literal["declined"]] | None = None
    """Who do they live with?

    Asked if the patient is under 18, or may be.
    """

    education: Education | Unanswered[Literal["declined"]] | None = None
    """School, college or work

    The name of the school is not asked for. It is only needed if they agree that the school nurse is told.

    Asked if the patient is under 18, or may be.
    """

    # Opens only for under-16s, or if something above needs more
    partner_met: PartnerMet | Unanswered[PartnerMetReason] | None = None
    """How did they meet?

    Asked if the young person is under 16, or an answer above needs more; and "Are they having, or have they had, any
    sexual contact?" is yes.
    """

    position_of_trust: PositionOfTrust | Unanswered[PositionOfTrustReason] | None = None
    """Is the partner someone in charge of them (teacher, coach, carer, worker, faith leader)?

    Asked if the young person is under 16, or an answer above needs more; and "Are they having, or have they had, any
    sexual contact?" is yes.
    """

    missing_episodes: MissingEpisodes | Unanswered[MissingEpisodesReason] | None = None
    """Gone missing or stayed out overnight without anyone knowing, last 12 months?

    Asked if the young person is under 16, or an answer above needs more.
    """

    substances: Substances | Unanswered[SubstancesReason] | None = None
    """Alcohol or drugs

    Asked if the young person is under 16, or an answer above needs more.
    """

    wellbeing: Wellbeing | Unanswered[WellbeingReason] | None = None
    """Mood and safety

    Asked if the young person is under 16, or an answer above needs more.
    """

    learning_need: Literal["no", "yes"] | Unanswered[Literal["not_known"]] | None = None
    """Learning disability or difficulty understanding?

    Asked if the young person is under 16, or an answer above needs more.
    """

    repeat_sti_or_pregnancy: RepeatStiOrPregnancy | Unanswered[RepeatStiOrPregnancyReason] | None = None
    """Repeat STI, pregnancy or emergency contraception in 12 months?

    Asked if the young person is under 16, or an answer above needs more.
    """

    # Under 16: competence, and FGM
    fraser: CashFraser | None = None
    """Under-16 competence

    Not for anyone under 13: there the law knows no consent. The decision is yours, on the five parts together.

    Asked if the patient is under 16, or may be; it is not so that the patient is under 13; and "Reason for visit"
    includes any of "Contraception", "Emergency contraception", "Request for a termination", "Test for a sexually
    transmitted infection" or "Symptoms".
    """

    fgm: Literal["not_raised", "told_me", "signs_seen", "worried_about_risk"] | None = None
    """Female genital mutilation

    This may be filled in for any patient at any time.

    Asked if "Sex" is "Female"; the patient is under 18, or may be; and "Reason for visit" includes "Symptoms".
    """

    # What you saw
    demeanour: tuple[Demeanour, ...]
    """How did they seem?"""

    observations: str
    """What you saw and heard that led you to say so (your words)

    More than the words ticked above.
    """

    share_consent: tuple[Literal["nobody", "gp", "school_nurse", "social_worker", "parent_or_carer"], ...] | None = None
    """Who may be told about this visit?

    Without agreement nobody outside the service is told, unless a concern is red. Say so, and say who.

    Asked if the patient is under 18, or may be.
    """

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

    Their own words, as near as you can.

    Asked if a red or amber indicator holds; and the patient is under 18, or may be.
    """

    discussion: CashDiscussion | Unanswered[Literal["not_asked_other"]] | None = None
    """Who did you discuss this with, and what did they advise?

    Asked if a red or amber indicator holds.
    """

    early_help: EarlyHelp | Unanswered[Literal["not_asked_other"]] | None = None
    """If this stays below the social care threshold: was early help offered?

    Asked if a child or an unborn baby is involved; an amber indicator holds, and no red one; and it is not so that a
    referral to children's social care was made.
    """

    early_help_note: Note = None
    """Note: If this stays below the social care threshold: was early help offered?"""

    csc_referral_made: bool | None = None
    """Have you referred to children's social care?

    Asked if a child or an unborn baby is involved; and a red indicator holds or "Having done this assessment, are you
    worried about any child (including an unborn baby) or about this person's safety?" is "Serious concern".
    """

    csc_no_referral_reason: str | None = None
    """Why not, and who agreed?

    Asked if "Have you referred to children's social care?" is no.
    """

    referral: CashReferral | None = None
    """Referral details

    Asked if "Have you referred to children's social care?" is yes.
    """

    referral_outcome: CashReferralOutcome | None = None
    """What did children's social care decide?

    It stays open until the decision, its date and who told you are recorded.

    Asked if "Have you referred to children's social care?" is yes.
    """

    police: Police | Unanswered[Literal["not_asked_other"]] | None = None
    """Police

    Asked if a red indicator holds.
    """

    notifications: tuple[CashNotifications, ...] | None = None
    """Who has been told, how, and when?

    Everyone who must be told ends here as sent (how and when), or as not sent (why).

    Asked if somebody must be told.
    """

    alert_request: tuple[AlertRequest, ...] | None = None
    """Should an alert be added to a record so the next clinician knows?

    Asked if a red or amber indicator holds.
    """

    level_override: CashLevelOverride | None = None
    """Do you disagree with the level shown?

    You may raise it freely. To lower it give a reason and the senior who agreed; some levels cannot be lowered.
    """

    gaps_plan: str | None = None
    """Questions not answered today: how, when and by whom will they be asked?

    Asked if a screening question was left as a gap.
    """
