"""HealthPartners ENTRY_197060, Botulinum toxins for Minnesota Health Care Programs: undated, read in part."""

from datetime import date

from priorauth.clinical.terms import Attested, Counting, DoseReached, LineOfBusiness, RequestKind
from priorauth.policy.criteria import (
    Age,
    AllOf,
    AnyOf,
    AttestedBy,
    HeadacheDays,
    ManualCheck,
    PrescriberIs,
    PreventiveTrials,
    Tried,
)
from priorauth.policy.model import Confidence, Policy, Source

NEUROLOGY = ("2084N0400X", "2084N0402X")
WHY = "the visible text is cut off before it"

ADULT = Age(clause="age.1", says="Patient must be at least 18 years of age", quoted=True, at_least=18)
NEUROLOGIST = PrescriberIs(
    clause="prescriber.1",
    says="Prescription must be written by, or in consultation with, a neurologist",
    quoted=True,
    taxonomies=NEUROLOGY,
    or_consulting=True,
    reading="not limited to first requests in the part that was seen, so asked of both kinds",
)
DOSE = ManualCheck(
    clause="dose.1",
    says="what is asked of dose, injection sites and interval, and of use together with a CGRP drug",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says=(
        "Botox for the treatment of chronic migraine headaches may be initially covered when all of the following "
        "criteria are met"
    ),
    quoted=True,
    criteria=(
        ADULT,
        NEUROLOGIST,
        HeadacheDays(
            clause="initial.1",
            says=(
                "chronic migraine, which is defined as ≥ 15 days per month with headache lasting 4 hours a day or "
                "longer as supported by clinical documentation"
            ),
            quoted=True,
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            reading="the 4 hours are asked of each of the 15 days",
        ),
        AllOf(
            clause="initial.2",
            says="preventives: one agent of each listed class, at the maximum or the highest tolerated daily dose",
            criteria=(
                PreventiveTrials(
                    clause="initial.2.a",
                    says="at maximum daily dosage or at highest tolerated daily dose",
                    quoted=True,
                    drugs_at_least=1,
                    counts_if=(Tried(dose=(DoseReached.MAXIMUM, DoseReached.HIGHEST_TOLERATED)),),
                    reading=(
                        "the list of classes was cut off: here one drug at such a dose is checked, the least that "
                        "any list asks; each class is checked by hand in initial.2.b"
                    ),
                ),
                ManualCheck(
                    clause="initial.2.b",
                    says=(
                        "at least one agent in each of the following therapeutic class (e.g., beta blockers or "
                        "antiepileptics)"
                    ),
                    quoted=True,
                    not_read=True,
                    why="the list of classes, the length of a trial and what failed means are beyond the visible text",
                ),
            ),
        ),
        AllOf(
            clause="initial.3",
            says="medication overuse is dealt with",
            criteria=(
                ManualCheck(
                    clause="initial.3.a",
                    says="a comprehensive review of all of patient’s current medications",
                    quoted=True,
                    why="a judgement on the note: whether the review takes in every medicine",
                ),
                AnyOf(
                    clause="initial.3.b",
                    says=(
                        "rebound headache risk mitigation strategies, which include the following, have been tried and "
                        "failed"
                    ),
                    quoted=True,
                    criteria=(
                        AttestedBy(
                            clause="initial.3.b.i",
                            says=(
                                "opioids or barbiturates tapered, and over- or under-use of triptans, ergots and "
                                "combination analgesics addressed; headaches persist"
                            ),
                            about=Attested.REBOUND_MITIGATION_TRIED,
                            reading=(
                                '"tried and failed" is said of the mitigation itself, so the headaches must persist '
                                'after it; the text joins the two with "or": both are asked for'
                            ),
                        ),
                        AttestedBy(
                            clause="initial.3.b.ii",
                            says="unless contraindicated or inappropriate in order to maintain stable function",
                            quoted=True,
                            about=Attested.REBOUND_MITIGATION_INAPPROPRIATE,
                        ),
                    ),
                ),
            ),
        ),
        DOSE,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="chronic migraine, continued treatment",
    criteria=(
        ADULT,
        NEUROLOGIST,
        ManualCheck(
            clause="continuation.1",
            says="what is asked of the response, when it is judged, and which criteria of a first request are repeated",
            not_read=True,
            why=WHY,
        ),
        DOSE,
    ),
)

POLICY = Policy(
    payer="healthpartners",
    payer_name="HealthPartners",
    names=("HealthPartners Minnesota Health Care Programs", "HealthPartners MHCP"),
    line_of_business=LineOfBusiness.MEDICAID,
    states=("MN",),
    effective=date(2026, 11, 23),
    undated=True,
    source=Source(
        number="ENTRY_197060",
        title="Botulinum toxins - Minnesota Health Care Programs (coverage criteria)",
        revision="undated",
        url="https://www.healthpartners.com/public/coverage-criteria/policy.html?contentid=ENTRY_197060",
        read_on="2026-11-26",
        read_from="the beginning of a stored copy of the page, up to criterion 5 of the first request",
        confidence=Confidence.MEDIUM,
        note="the payer's own page, cut off in the sentence on preventive classes",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=(
        "migraine days (in the part that was seen)",
        "months of disease (in the part that was seen)",
        "the criteria of a headache society (in the part that was seen)",
    ),
    not_read=(
        "the list of preventive classes",
        "length and failure of a trial, and how long ago it may lie",
        "whether intolerance or contraindication stands for a trial",
        "use together with a CGRP drug",
        "dose, injection sites and interval",
        "which toxins",
        "how long an authorization lasts",
        "renewal criteria",
        "conditions that are not covered",
        "documents to send",
        "codes",
        "medical or pharmacy benefit; it is handled by Pharmacy Administration",
        "how to submit",
    ),
    ambiguous=(
        '"tried and failed" is applied to the rebound mitigation: headaches persist after tapering',
        'the taper and the use of acute medicines are joined with "or": both are asked for here',
    ),
    notes=(
        "For members of Minnesota Health Care Programs; HealthPartners commercial plans have other criteria.",
        "Minnesota's own fee-for-service criteria are a different document, which was not read.",
        "On the page the criteria are 1 age, 2 prescriber, 3 diagnosis, 4 rebound headache, 5 preventives.",
        "Prior authorization is from HealthPartners Pharmacy Administration, for select indications.",
    ),
)
