"""The closed lists of words that cases and policies share. One concept, one word."""

from __future__ import annotations

from enum import StrEnum

from priorauth.clinical.translatable import translatable


class RequestKind(StrEnum):
    """What is asked of the payer. Policies have rules for the first two; the others are about one of those."""

    INITIAL = translatable("initial")
    CONTINUATION = translatable("continuation")
    APPEAL = translatable("appeal")
    RESUBMISSION = translatable("resubmission")
    STEP_THERAPY_EXCEPTION = "step_therapy_exception"

    @property
    def words(self) -> str:
        """The words that documents print."""
        return _EXCEPTION if self is RequestKind.STEP_THERAPY_EXCEPTION else self.value


_EXCEPTION = translatable("step-therapy exception")


class DenialKind(StrEnum):
    """What a refusal rests on."""

    ADMINISTRATIVE = "administrative"
    CLINICAL = "clinical"
    ELIGIBILITY = "eligibility"


class LineOfBusiness(StrEnum):
    """The kind of plan; the same payer often has different criteria in each."""

    COMMERCIAL = "commercial"
    MEDICARE = "medicare"
    MEDICARE_ADVANTAGE = "medicare_advantage"
    MEDICAID = "medicaid"
    WORKERS_COMPENSATION = "workers_compensation"
    FEDERAL = "federal"
    NATIONAL = "national"
    ANY = "any"


class PlaceOfService(StrEnum):
    """CMS place-of-service code of the injection visit."""

    OFFICE = "11"
    OFF_CAMPUS_OUTPATIENT_HOSPITAL = "19"
    ON_CAMPUS_OUTPATIENT_HOSPITAL = "22"
    AMBULATORY_SURGICAL_CENTER = "24"


class Benefit(StrEnum):
    """Which benefit pays for the drug."""

    MEDICAL = "medical"
    PHARMACY = "pharmacy"


class DrugSource(StrEnum):
    """Who buys the drug."""

    BUY_AND_BILL = "buy_and_bill"
    SPECIALTY_PHARMACY = "specialty_pharmacy"


class Counting(StrEnum):
    """What a count counts. These never convert into one another silently."""

    HEADACHE_DAY = "headache_day"
    MIGRAINE_DAY = "migraine_day"
    LONG_HEADACHE_DAY = "day_of_4_hours_or_more"
    ATTACK = "attack"

    @property
    def plural(self) -> str:
        """The words for several of them."""
        return _PLURALS[self]


_PLURALS = {
    Counting.HEADACHE_DAY: translatable("headache days"),
    Counting.MIGRAINE_DAY: translatable("migraine days"),
    Counting.LONG_HEADACHE_DAY: translatable("days with headache of 4 hours or more"),
    Counting.ATTACK: translatable("attacks"),
}


class Outcome(StrEnum):
    """How a preventive trial ended. A contraindication is not a trial."""

    INADEQUATE_RESPONSE = "inadequate_response"
    INTOLERANCE = "intolerance"
    EFFECTIVE = "effective"
    ONGOING = "ongoing"

    @property
    def words(self) -> str:
        """The words a letter uses."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.INADEQUATE_RESPONSE: "inadequate response",
    Outcome.INTOLERANCE: "not tolerated",
    Outcome.EFFECTIVE: "effective",
    Outcome.ONGOING: "ongoing",
}


class FailureSign(StrEnum):
    """What showed that a preventive did not work, where a policy asks for a particular sign."""

    NO_FEWER_MIGRAINE_DAYS = "no_fewer_migraine_days"
    EMERGENCY_OR_HOSPITAL = "emergency_or_hospital"


class DoseReached(StrEnum):
    """Which dose of a preventive the clinician documented as reached."""

    TARGET = "target"
    MAXIMUM = "maximum"
    HIGHEST_TOLERATED = "highest_tolerated"


class Toxin(StrEnum):
    """Botulinum toxin products; their units are not interchangeable."""

    BOTOX = "Botox"
    DYSPORT = "Dysport"
    MYOBLOC = "Myobloc"
    XEOMIN = "Xeomin"
    DAXXIFY = "Daxxify"


class Instrument(StrEnum):
    """Disability and impact scores."""

    MIDAS = "MIDAS"
    HIT_6 = "HIT-6"


class DocumentKind(StrEnum):
    """Kinds of documents attached to a case."""

    OFFICE_NOTE = "office_note"
    HEADACHE_DIARY = "headache_diary"
    INJECTION_RECORD = "injection_record"
    MEDICATION_RECORD = "medication_record"
    LETTER = "letter"
    IMAGING = "imaging"
    LABORATORY = "laboratory"
    FORM = "form"
    OTHER = "other"


class Attested(StrEnum):
    """What a named clinician can state, each an answer that no count in the chart can give."""

    LABEL_DOSING = "label_dosing"
    FIVE_MIGRAINE_ATTACKS = "five_migraine_attacks"
    NOT_BETTER_EXPLAINED = "not_better_explained"
    OVERUSE_ADDRESSED = "overuse_addressed"
    NO_LABEL_CONTRAINDICATION = "no_label_contraindication"
    TRAINED_IN_INJECTION = "trained_in_injection"
    CLINICAL_IMPROVEMENT = "clinical_improvement"
    CAUSED_BY_ACCEPTED_INJURY = "caused_by_accepted_injury"
    REBOUND_MITIGATION_TRIED = "rebound_mitigation_tried"
    REBOUND_MITIGATION_INAPPROPRIATE = "rebound_mitigation_inappropriate"

    @property
    def statement(self) -> str:
        """The statement, as the end of "The prescriber states that …"."""
        return _STATEMENTS[self]


_STATEMENTS = {
    Attested.LABEL_DOSING: "the dose and interval follow the FDA-approved label",
    Attested.FIVE_MIGRAINE_ATTACKS: "the patient has had at least five attacks of migraine",
    Attested.NOT_BETTER_EXPLAINED: "the headache is not better explained by another diagnosis",
    Attested.OVERUSE_ADDRESSED: "overuse of acute medicines has been looked for and addressed",
    Attested.NO_LABEL_CONTRAINDICATION: (
        "the patient has no allergy to a botulinum toxin or a component, and no infection at an injection site"
    ),
    Attested.TRAINED_IN_INJECTION: "the injector is trained in this injection technique",
    Attested.CLINICAL_IMPROVEMENT: "the patient has improved on this treatment",
    Attested.CAUSED_BY_ACCEPTED_INJURY: "the headache is caused by the accepted injury or occupational disease",
    Attested.REBOUND_MITIGATION_TRIED: "reducing acute medicines was tried and headaches persist",
    Attested.REBOUND_MITIGATION_INAPPROPRIATE: "reducing acute medicines is contraindicated or inappropriate",
}


class Whom(StrEnum):
    """Who can supply what is missing."""

    CLINICIAN = translatable("clinician")
    PATIENT = translatable("patient")
    PHARMACY = translatable("pharmacy")
    OFFICE = translatable("office")
    PAYER = translatable("payer")


class Mechanism(StrEnum):
    """How, and whether, a request reaches the payer."""

    PRIOR_AUTHORIZATION = "prior_authorization"
    CLAIM_ATTACHMENT = "claim_attachment"
    DIAGNOSIS_EDIT = "diagnosis_edit"
    EXEMPT = "exempt"
    VOLUNTARY = "voluntary"
    NONE = "none"

    @property
    def words(self) -> str:
        """The words an outline and a checklist print."""
        return {
            Mechanism.PRIOR_AUTHORIZATION: translatable("prior authorization"),
            Mechanism.CLAIM_ATTACHMENT: translatable("attached to the claim, no prior authorization"),
            Mechanism.DIAGNOSIS_EDIT: translatable("paid by diagnosis code, no prior authorization"),
            Mechanism.EXEMPT: translatable("exempt: do not send"),
            Mechanism.VOLUNTARY: translatable("voluntary prior authorization"),
            Mechanism.NONE: translatable("no prior authorization"),
        }[self]
