"""UnitedHealthcare 2026D0017AN, Botulinum Toxins A and B (commercial): the revision in effect from 2026-01-01."""

from datetime import date

from priorauth.clinical.calendar import weeks
from priorauth.clinical.terms import Attested, Counting, LineOfBusiness, RequestKind, Toxin
from priorauth.policy.criteria import (
    AllOf,
    AttestedBy,
    DiagnosisCode,
    HeadacheDays,
    Interval,
    ProductIs,
)
from priorauth.policy.model import Confidence, Policy, Source

CODES = ("G43.701", "G43.709", "G43.711", "G43.719", "G43.E01", "G43.E09", "G43.E11", "G43.E19")
BEFORE_TREATMENT = (
    "the policy has no renewal criteria of its own, so its criteria are applied again; days are counted before the "
    "first treatment, since a response to treatment lowers them"
)
FOUR_HOURS = "the text attaches no number of days to the 4 hours; read as each of the 15 headache days"
FOUR_HOURS_BEFORE = (
    "the text attaches no number of days to the 4 hours; read as each of the 15 headache days, counted before the "
    "first treatment"
)

DIAGNOSIS = DiagnosisCode(
    clause="1",
    page=1,
    says="diagnosis (of chronic migraine, by an ICD-10-CM code listed on page 5)",
    any_of=CODES,
)
PRODUCT = ProductIs(
    clause="7",
    page=3,
    says="only Botox is proven for chronic migraine; Daxxify, Dysport, Myobloc and Xeomin are not",
    any_of=(Toxin.BOTOX,),
)
INTERVAL = Interval(
    clause="2",
    page=1,
    says="administration is no more frequent than every 12 weeks, regardless of diagnosis",
    quoted=True,
    at_least=weeks(12),
)
DOSING = AttestedBy(
    clause="3",
    page=1,
    says=(
        "Prescriber attests dosing is in accordance with the United States Food and Drug Administration (FDA) approved "
        "labeling"
    ),
    quoted=True,
    about=Attested.LABEL_DOSING,
    reading="the alternative, published evidence, is for uses without a label dose; chronic migraine has one",
)

INITIAL = AllOf(
    clause="all",
    says="every one of the general requirements and of the criteria for chronic migraine",
    criteria=(
        DIAGNOSIS,
        INTERVAL,
        DOSING,
        HeadacheDays(
            clause="4",
            page=2,
            says="Greater than or equal to 15 headache days per month",
            quoted=True,
            per_month_at_least=15,
        ),
        HeadacheDays(
            clause="5",
            page=2,
            says="Greater than or equal to 8 migraine days per month",
            quoted=True,
            counting=Counting.MIGRAINE_DAY,
            per_month_at_least=8,
        ),
        HeadacheDays(
            clause="6",
            page=2,
            says="Headaches last 4 hours per day or longer",
            quoted=True,
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            reading=FOUR_HOURS,
        ),
        PRODUCT,
    ),
)

CONTINUATION = AllOf(
    clause="all",
    says="no renewal criteria of its own: the same requirements again",
    reading=BEFORE_TREATMENT,
    criteria=(
        DIAGNOSIS,
        INTERVAL,
        DOSING,
        HeadacheDays(
            clause="4",
            page=2,
            says="Greater than or equal to 15 headache days per month",
            quoted=True,
            per_month_at_least=15,
            before_treatment=True,
            reading=BEFORE_TREATMENT,
        ),
        HeadacheDays(
            clause="5",
            page=2,
            says="Greater than or equal to 8 migraine days per month",
            quoted=True,
            counting=Counting.MIGRAINE_DAY,
            per_month_at_least=8,
            before_treatment=True,
            reading=BEFORE_TREATMENT,
        ),
        HeadacheDays(
            clause="6",
            page=2,
            says="Headaches last 4 hours per day or longer",
            quoted=True,
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            before_treatment=True,
            reading=FOUR_HOURS_BEFORE,
        ),
        PRODUCT,
    ),
)

POLICY = Policy(
    payer="unitedhealthcare",
    payer_name="UnitedHealthcare",
    names=(
        "UnitedHealthcare Commercial",
        "United Healthcare",
        "UHC",
        "United Health Care",
        "UnitedHealthcare Commercial Plans",
        "UHC Commercial",
    ),
    line_of_business=LineOfBusiness.COMMERCIAL,
    effective=date(2026, 1, 1),
    source=Source(
        number="2026D0017AN",
        title="Botulinum Toxins A and B (Commercial Medical Benefit Drug Policy)",
        revision="2026-01-01",
        url="https://github.com/spraka52/InnovationHacks2.0-PolicySync",
        read_on="2026-11-23",
        read_from="seed/uhc_botulinum_toxins_2026.pdf, a copy of the 28-page document",
        confidence=Confidence.HIGH,
        note="publisher's own site is uhcprovider.com; the exact address there was not verified",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=(
        "age",
        "prescriber specialty",
        "failed preventives",
        "duration in months",
        "medication overuse",
        "use together with a CGRP drug",
        "a cap on units",
        "how long an authorization lasts",
        "renewal criteria",
        "a list of documents to send",
        "the criteria of a headache society",
        "a diary",
        "the injection sites",
        "how to submit",
    ),
    ambiguous=(
        "whether 4 hours a day must hold on each of the 15 headache days",
        "whether a given plan reviews J0585 at all is plan-specific",
    ),
    not_covered_for=(
        "chronic daily headache",
        "tension-type headache",
        "trigeminal neuralgia",
        "temporomandibular disorders",
    ),
    notes=(
        "The member's own benefit document overrides the policy.",
        "Medicare requests are sent to the policy's CMS section (NCD, LCD), Medicaid to the Community Plan policy.",
        "Daxxify, Dysport, Myobloc and Xeomin are unproven for chronic migraine; Daxxify is typically excluded.",
        "No step through another toxin is asked for.",
        "Initial and renewal authorizations of 12 months were added on 2026-01-01 for Myobloc only, not for Botox.",
        "That no failed preventive is asked for is what the text says; verify it with the payer before relying on it.",
        "Since 2026-01-01 the general and the diagnosis-specific requirements must both be met.",
        "Seen in their beginnings only, so not held: 2022D0017AD (2022-07-01; a first request also needed records).",
        "Not held either: 2014D0017M (2014-02-01) and Oxford PHARMACY 105.35 T2 (2020-04-01).",
        "J0585 is listed; CPT 64615 is not listed anywhere in the document.",
    ),
)
