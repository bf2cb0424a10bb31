"""Emergency department safeguarding assessment (ed 1.0.0): what its records hold, as typed classes.

Written by `safeforms codegen ed`: do not edit it, write it again when the form changes. The classes know the types, the
installed form the rules; a form with another content is refused at the first record.
"""

from datetime import date, datetime
from typing import Literal

from safeforms.written import Edition, Note, Unanswered, WrittenAssessment, WrittenPart

EDITION = Edition(
    form="ed",
    version="1.0.0",
    content="619eb1f3385f077e",
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


class EdCompanions(WrittenPart):
    """Who came? (one entry per person)"""

    name: str | None = None
    """Name"""

    relationship: CompanionsRelationship | None = None
    """Who are they to the patient?"""

    age_group: Literal["adult", "age_16_17", "under_16", "not_known"] | None = None
    """How old are they?

    Not known is a valid answer, but for a child it raises a concern.
    """

    age_years: int | None = None
    """Age in years, if under 18

    Asked if "How old are they?" is one of "16 or 17" or "Under 16".
    """

    has_parental_responsibility: Literal["yes", "no", "not_known"] | None = None
    """Do they have parental responsibility for the child?

    Asked if the patient is under 18, or may be.
    """


class EdAbscondPlan(WrittenPart):
    """Plan: description recorded, level of observation, who has been told (ward, CAMHS, security), when"""

    description_recorded: Literal["yes"] | None = None
    """Is a physical description on the record?"""

    observation: str | None = None
    """Level of observation"""

    shared_with: str | None = None
    """Who has been told (ward, CAMHS, security)"""

    shared_at: datetime | None = None
    """When they were told"""


class EdChildren(WrittenPart):
    """Children (one entry each)"""

    name: str | None = None
    """Name"""

    born: date | None = None
    """Date of birth"""

    age: int | None = None
    """Age in years"""

    where_now: str | None = None
    """Where are they now?"""

    with_whom: str | None = None
    """Who is with them?"""

    safe_now: Literal["yes", "no", "not_known"] | None = None
    """Are they safe now?"""

    school_or_health_visitor: str | None = None
    """School, or health visitor"""


DiscussionRole = Literal[
    "named_nurse_or_midwife",
    "named_doctor",
    "senior_on_shift",
    "consultant_paediatrician",
    "social_care_advice",
]


class EdDiscussion(WrittenPart):
    """Who did you discuss this with, and what did they advise?"""

    role: DiscussionRole | None = None
    """Their role"""

    name: str | None = None
    """Their name"""

    at: datetime | None = None
    """When you spoke"""

    advice: str | None = None
    """What they advised"""


class EdReferral(WrittenPart):
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


class EdReferralOutcome(WrittenPart):
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


class EdNotifications(WrittenPart):
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


class EdLevelOverride(WrittenPart):
    """Do you disagree with the level shown?"""

    level: Literal["red", "amber", "green"]
    """The level you would give"""

    reason: str
    """Why"""

    agreed_by: str | None = None
    """Senior who agreed, when lowering"""


ApparentAgeGroup = Literal["under_1", "age_1_4", "age_5_12", "age_13_15", "age_16_17", "adult_certain", "unsure"]
LivesWith = Literal[
    "parent_or_parents",
    "relative",
    "foster_or_residential",
    "non_relative_under_28_days",
    "non_relative_28_days_or_more",
    "supported_accommodation",
    "alone_or_homeless",
]
Interpreter = Literal[
    "not_needed",
    "professional",
    "unrelated_staff_member",
    "family_or_friend",
    "child",
    "needed_not_available",
]
AlertTypes = Literal[
    "child_protection_plan",
    "unborn_child_protection_plan",
    "looked_after",
    "child_in_need",
    "notify_all_attendances",
    "domestic_abuse_or_marac",
    "other",
]
SocialCareAsked = Literal["none", "child_protection_plan", "looked_after", "child_in_need", "past_only"]
SocialCareAskedReason = Literal["not_known", "declined", "not_asked_urgent", "not_asked_other"]
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
InjuryFeatures = Literal[
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
TopToToe = Literal["done_nothing_else_found", "done_other_injury_found"]
ChildDisclosureReason = Literal["unable", "not_asked_urgent", "not_asked_other", "declined"]
SpokenAlone = Literal["yes_spoke_alone", "offered_declined", "not_offered"]
ExploitationSigns = Literal[
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
ExploitationSignsReason = Literal["not_asked_urgent", "not_asked_other", "unable", "declined"]
AdultTriggers = Literal["none", "violence_or_abuse", "self_harm_or_mental_health", "alcohol_or_drugs", "other_worry"]
AdultTriggersReason = Literal["not_asked_urgent", "not_asked_other", "unable"]
ChildrenAtHomeReason = Literal["not_asked_urgent", "not_asked_other", "declined", "not_known", "unable"]
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
EarlyHelp = Literal["offered_accepted", "offered_declined", "already_in_place", "not_appropriate"]
Police = Literal[
    "not_needed",
    "informed_999",
    "informed_101_or_online",
    "informed_by_other_agency",
    "patient_does_not_want",
]
AlertRequest = Literal["not_needed", "own_record", "gp_record", "special_note_or_governance", "maternity_record"]


class EdAssessment(WrittenAssessment):
    """Emergency department safeguarding assessment"""

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
    """Name (or clinic number in CASH)"""

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

    Only used to open the questions on FGM and pregnancy.
    """

    usual_address: str | Unanswered[Literal["not_registered", "not_known", "declined", "withheld_by_choice"]]
    """Usual address

    It decides which council receives a referral.
    """

    gp_practice: str | Unanswered[Literal["not_registered", "not_known", "withheld_by_choice"]]
    """GP practice"""

    # Arrival and who is here
    accompanied: Literal["alone", "with_someone", "professional_only"]
    """Did anyone come with them?

    It can always be seen. For a phone contact record who is on the line.
    """

    companions: tuple[EdCompanions, ...] | None = None
    """Who came? (one entry per person)

    If someone will not give a name, write that they declined to say.

    Asked if somebody came with the patient.
    """

    parent_absent_reason: str | Unanswered[Literal["not_known"]] | None = None
    """No parent or guardian here: why, and have they been contacted?

    If nobody knows, say so. That raises a concern.

    Asked if the patient is under 16, or may be; and it is not so that (a parent, guardian or carer is here).
    """

    lives_with: LivesWith | Unanswered[Literal["not_known", "declined"]] | None = None
    """Who does the child live with?

    Asked if the patient is under 18, or may be.
    """

    school: str | Unanswered[Literal["not_registered", "not_known"]] | None = None
    """School, nursery or college

    If there is none, say which in the note: under school age, home educated, or not in education.

    Asked if the patient is under 18, or may be.
    """

    interpreter: Interpreter
    """Was an interpreter needed, and who interpreted?

    If family, a friend or a child interpreted, or nobody was available, record each private question as not asked,
    unless something was disclosed.
    """

    # Checks
    alert_check: Literal["none_found", "found"] | Unanswered[Literal["system_unavailable", "not_asked_other"]]
    """Alerts and CP-IS / earlier records checked

    If it could not be checked, say which system and since when.
    """

    alert_types: tuple[AlertTypes, ...] | None = None
    """What does the alert say?

    Asked if "Alerts and CP-IS / earlier records checked" is "Checked: found".
    """

    alert_reason: str | Unanswered[Literal["not_known", "system_unavailable"]] | None = None
    """Reason for the plan or alert, and any instruction on it

    Asked if "Alerts and CP-IS / earlier records checked" is "Checked: found".
    """

    social_care_asked: SocialCareAsked | Unanswered[SocialCareAskedReason] | None = None
    """Asked: does the child have a social worker, or are they looked after or on a plan?

    Asked if the patient is under 18, or may be.
    """

    social_worker: str | Unanswered[Literal["not_known"]] | None = None
    """Social worker's name, team and council

    Asked if there is an open case with children's social care.
    """

    attendances_12m: int | Unanswered[Literal["system_unavailable"]] | None = None
    """Attendances in the last 12 months, counting this one (all urgent care sites you can see)

    Asked if the patient is under 18, or may be.
    """

    pattern_concern: bool | Unanswered[Literal["system_unavailable"]] | None = None
    """Looking at the earlier attendances, is there a pattern that worries you?

    Asked if the patient is under 18, or may be; and "Attendances in the last 12 months, counting this one (all urgent
    care sites you can see)" is at least 2.
    """

    # What happened
    presentation: Presentation
    """Main reason for attending"""

    account: str | Unanswered[Literal["not_asked_urgent"]] | None = None
    """What happened, when, where and who saw it, in the words of the person telling you (say who)

    Asked if the patient is a child who comes with an injury, or on whom one was seen.
    """

    account_consistent: Literal["yes", "no", "unsure"] | Unanswered[Literal["not_asked_urgent"]] | None = None
    """Is the account the same from everyone and each time it is told?

    Asked if the patient is a child who comes with an injury, or on whom one was seen.
    """

    delay: Literal["no", "yes_explained", "yes_unexplained"] | Unanswered[Literal["not_asked_urgent"]] | None = None
    """Was there a delay in coming for help?

    Asked if the patient is a child who comes with an injury, or on whom one was seen.
    """

    fits_development: Literal["yes", "no", "unsure"] | Unanswered[Literal["not_asked_urgent"]] | None = None
    """Does the injury fit the account and what a child of this age and ability can do?

    Asked if the patient is a child who comes with an injury, or on whom one was seen.
    """

    independently_mobile: bool | None = None
    """Can the child move about alone (crawl, bottom-shuffle, cruise or walk)?

    Asked if the patient is a child who comes with an injury, or on whom one was seen; and the patient is under 2 or the
    date of birth is not known.
    """

    injury_features: tuple[InjuryFeatures, ...] | Unanswered[Literal["not_asked_urgent"]] | None = None
    """What did you see?

    An injury that you happen to see is recorded here too, whatever they came for.

    Asked if the patient is a child who comes with an injury.
    """

    top_to_toe: TopToToe | Unanswered[Literal["not_asked_urgent", "declined", "not_asked_other"]] | None = None
    """Head-to-toe examination

    Asked if the patient is a child who comes with an injury, or on whom one was seen; and the patient is under 5.
    """

    # The child
    interaction: Literal["as_expected", "concern", "no_adult_present"] | None = None
    """Do the child and adult behave together as you would expect?

    Asked if the patient is under 18, or may be.
    """

    observations: str | None = None
    """What you saw: demeanour, behaviour, clothing, state of care (your words)

    Asked if the patient is under 18, or may be; or the patient is an adult, and violence, self-harm, alcohol, drugs or
    another worry played a part.
    """

    care_concern: bool | Unanswered[Literal["not_asked_urgent"]] | None = None
    """Any sign that the child is not being properly looked after or supervised?

    Asked if the patient is under 18, or may be.
    """

    child_disclosure: bool | Unanswered[ChildDisclosureReason] | None = None
    """Did the child say or show anything that worries you?

    Asked if the patient is under 18, or may be.
    """

    spoken_alone: SpokenAlone | Unanswered[Literal["unable", "not_asked_urgent", "not_asked_other"]] | None = None
    """Was the young person offered time to talk without their companion, and did they take it?

    Asked if the patient is under 18, or may be; "Did anyone come with them?" is not "Nobody: they came alone"; and the
    young person is old enough to be offered time alone or (the reason for attending is one that a young person may only
    talk about alone and it is not so that the patient is under 5).
    """

    spoken_alone_note: Note = None
    """Note: Was the young person offered time to talk without their companion, and did they take it?"""

    exploitation_signs: tuple[ExploitationSigns, ...] | Unanswered[ExploitationSignsReason] | None = None
    """Signs of exploitation seen or told

    Asked if the patient is under 18, or may be; it is not so that the patient is under 10; and the reason for attending
    is one that a young person may only talk about alone.
    """

    fgm: Literal["not_raised", "girl_told_me", "signs_seen", "worried_about_risk"] | None = None
    """Female genital mutilation

    This may be filled in for any patient at any time.

    Asked if the patient is under 18, or may be; "Sex" is "Female"; and "Main reason for attending" is one of "Sexual
    assault or abuse, said or suspected" or "Genital or sexual health problem".
    """

    abscond_risk: Literal["low", "raised", "high"] | Unanswered[Literal["not_asked_urgent"]] | None = None
    """Risk of leaving or going missing

    Asked if the patient is under 18, or may be; and ("Main reason for attending" is one of "Self-harm or mental health"
    or "Alcohol or drugs"), "Did anyone come with them?" is "Nobody: they came alone" or the child is looked after.
    """

    abscond_plan: EdAbscondPlan | None = None
    """Plan: description recorded, level of observation, who has been told (ward, CAMHS, security), when

    A risk that nobody else knows of is not managed. Tell the ward, CAMHS and security before you record it.

    Asked if the risk of leaving or going missing is raised or high.
    """

    # Adult patient: think family
    adult_triggers: tuple[AdultTriggers, ...] | Unanswered[AdultTriggersReason] | None = None
    """Did any of these play a part in the attendance?

    Asked if the patient is an adult.
    """

    pregnant: Literal["no", "yes", "not_applicable"] | Unanswered[Literal["not_known", "declined"]] | None = None
    """Is the patient pregnant?

    Asked if the patient is an adult, and violence, self-harm, alcohol, drugs or another worry played a part.
    """

    children_at_home: bool | Unanswered[ChildrenAtHomeReason] | None = None
    """Does the patient have, live with or care for anyone under 18?

    Asked if the patient is an adult, and violence, self-harm, alcohol, drugs or another worry played a part.
    """

    children: tuple[EdChildren, ...] | Unanswered[Literal["declined"]] | None = None
    """Children (one entry each)

    Give the date of birth, or the age if that is all that is known.

    Asked if "Does the patient have, live with or care for anyone under 18?" is yes.
    """

    seen_alone: Literal["yes_whole", "yes_part", "no"] | None = None
    """Was the person seen on their own, with nobody able to overhear?

    If not, record each private question as not asked, unless something was disclosed.

    Asked if there are questions to be asked in private or "Asked in private: is a partner, ex-partner or anyone in the
    family or household hurting, frightening or controlling you?" is "Asked in private, nothing disclosed".
    """

    domestic_abuse: DomesticAbuse | Unanswered[DomesticAbuseReason] | None = None
    """Asked in private: is a partner, ex-partner or anyone in the family or household hurting, frightening or
    controlling you?

    What somebody tells you is always recorded, whether or not you could ask.

    Asked if an adult came after violence or abuse, or a young person of 16 or 17 after an assault.
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

    # Leaving
    departure: Literal["home", "admitted", "transferred", "place_of_safety", "left_before_complete"]
    """How did the attendance end?"""

    leaving_with: str | Unanswered[Literal["not_known"]] | None = None
    """Who is the child leaving with? (name, relationship)

    If nobody knows, say so. That raises a concern.

    Asked if the patient is under 16, or may be; and "How did the attendance end?" is "Went home".
    """

    senior_review: bool | Unanswered[Literal["not_asked_other"]] | None = None
    """Child with a red concern: seen by, or discussed with, a senior paediatric doctor before leaving?

    Asked if the patient is under 18, or may be; and a red indicator holds.
    """

    senior_review_note: Note = None
    """Note: Child with a red concern: seen by, or discussed with, a senior paediatric doctor before leaving?"""

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

    Of a child too young to speak say so, with their age in the note (for example 'aged 5 months').

    Asked if a red or amber indicator holds; and the patient is under 18, or may be.
    """

    discussion: EdDiscussion | Unanswered[Literal["not_asked_other"]] | None = None
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

    referral: EdReferral | None = None
    """Referral details

    Asked if "Have you referred to children's social care?" is yes.
    """

    referral_outcome: EdReferralOutcome | None = None
    """What did children's social care decide?

    It stays open until the decision, its date and who told you are recorded.

    Asked if "Have you referred to children's social care?" is yes.
    """

    police: Police | Unanswered[Literal["not_asked_other"]] | None = None
    """Police

    Asked if a red indicator holds.
    """

    notifications: tuple[EdNotifications, ...] | None = None
    """Who has been told, how, and when?

    Everyone who must be told ends here as sent (how and when), or as not sent (why).

    Asked if somebody must be told.
    """

    alert_request: tuple[AlertRequest, ...] | None = None
    """Should an alert be added to a record so the next clinician knows?

    Asked if a red or amber indicator holds.
    """

    level_override: EdLevelOverride | None = None
    """Do you disagree with the level shown?

    You may raise it freely. To lower it give a reason and the senior who agreed; some levels cannot be lowered.
    """

    gaps_plan: str | None = None
    """Questions not answered today: how, when and by whom will they be asked?

    Asked if a screening question was left as a gap.
    """
