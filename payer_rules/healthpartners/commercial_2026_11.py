"""HealthPartners AENTRY_045822, Botulinum toxins (commercial): version C, undated, the strictest of three versions."""

from datetime import date

from priorauth.clinical.calendar import weeks
from priorauth.clinical.terms import Attested, Counting, FailureSign, LineOfBusiness, Outcome, RequestKind, Toxin
from priorauth.policy.criteria import (
    AllOf,
    AttestedBy,
    ContraindicatedDrug,
    DrugClass,
    HeadacheDays,
    ManualCheck,
    NotTaking,
    PrescriberIs,
    PreventiveTrials,
    ProductIs,
    Tried,
)
from priorauth.policy.model import Confidence, Policy, Source

CLASSES = (
    DrugClass(
        name="beta blocker",
        drugs=("metoprolol", "propranolol", "timolol"),
        counted_as=("beta-blocker",),
        open_list=True,
    ),
    DrugClass(
        name="calcium channel blocker",
        drugs=("verapamil", "nifedipine"),
        counted_as=("calcium-channel blocker",),
        open_list=True,
    ),
    DrugClass(
        name="anticonvulsant",
        drugs=("topiramate", "divalproex sodium", "gabapentin"),
        counted_as=("anticonvulsant",),
        open_list=True,
    ),
    DrugClass(
        name="antidepressant",
        drugs=("amitriptyline", "nortriptyline", "doxepin", "venlafaxine"),
        counted_as=("antidepressant",),
        open_list=True,
    ),
)
ANTIBODIES = DrugClass(
    name="CGRP antibody (Aimovig, Ajovy or Emgality)",
    drugs=("erenumab", "fremanezumab", "galcanezumab"),
)
WHY = "only a part of the text could be seen"

SPECIALIST = PrescriberIs(
    clause="prescriber.1",
    says="a specialist",
    reading="version C names no specialty, versions A and B a headache specialist; a consultation is not mentioned",
)
TRAINED = AttestedBy(
    clause="prescriber.2",
    says="trained in the injection technique",
    about=Attested.TRAINED_IN_INJECTION,
)
NOT_TOGETHER = NotTaking(
    clause="together.1",
    says="not together with Aimovig, Ajovy or Emgality",
    any_of=(ANTIBODIES,),
    reading="three antibodies are named, and no other CGRP drug; asked of both kinds of request",
)
PRODUCT = ProductIs(
    clause="product.1",
    says="Botox, Xeomin and Dysport are all listed for migraine",
    any_of=(Toxin.BOTOX, Toxin.XEOMIN, Toxin.DYSPORT),
)
DOSE = ManualCheck(
    clause="dose.1",
    says="what is asked of dose, injection sites, interval and quantity",
    not_read=True,
    why=WHY,
)
PEOPLE = ManualCheck(
    clause="other.1",
    says="what is asked of age, of medication overuse and of documents to send",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says="chronic migraine, first request",
    criteria=(
        SPECIALIST,
        TRAINED,
        HeadacheDays(
            clause="initial.1",
            says="15 or more headache days per month, with headache of 4 hours a day or longer",
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            reading="the 4 hours are asked of each of the 15 days",
        ),
        PreventiveTrials(
            clause="initial.2",
            says=(
                "an agent of three of four classes, each contraindicated, or taken 12 weeks without fewer migraine "
                "days or with an emergency or hospital visit"
            ),
            drugs_at_least=3,
            classes_at_least=3,
            classes=CLASSES,
            counts_if=(
                ContraindicatedDrug(),
                Tried(
                    lasting_at_least=weeks(12),
                    signs=(FailureSign.NO_FEWER_MIGRAINE_DAYS, FailureSign.EMERGENCY_OR_HOSPITAL),
                    by_hand_if=(Outcome.INTOLERANCE,),
                ),
            ),
            reading=(
                "the 12 weeks and the sign of failure must belong to one course; the visit must be for an exacerbation "
                "during it; intolerance is not mentioned in the part that was seen"
            ),
        ),
        NOT_TOGETHER,
        PRODUCT,
        DOSE,
        PEOPLE,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="chronic migraine, continued treatment",
    criteria=(
        SPECIALIST,
        TRAINED,
        ManualCheck(
            clause="continuation.1",
            says="what is asked of the response, when it is judged, and which criteria of a first request are repeated",
            not_read=True,
            why=WHY,
        ),
        NOT_TOGETHER,
        PRODUCT,
        DOSE,
        PEOPLE,
    ),
)

POLICY = Policy(
    payer="healthpartners",
    payer_name="HealthPartners",
    names=("HealthPartners (MN)",),
    line_of_business=LineOfBusiness.COMMERCIAL,
    effective=date(2026, 11, 23),
    undated=True,
    source=Source(
        number="AENTRY_045822",
        title="Botulinum toxins (coverage criteria)",
        revision="version C of three undated versions; after 2018, since it names CGRP antibodies",
        url="https://www.healthpartners.com/public/coverage-criteria/policy.html?contentid=AENTRY_045822",
        read_on="2026-11-26",
        read_from=(
            "the beginning of stored copies of versions A and B, the latter from this address; version C in 2026-11 at "
            "docslib.org/doc/9213957"
        ),
        confidence=Confidence.MEDIUM,
        note="at the address itself version B was seen; only a part of each version was visible",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=(
        "migraine days (in the part that was seen)",
        "months of disease (in the part that was seen)",
        "the criteria of a headache society (in the part that was seen)",
    ),
    not_read=(
        "age",
        "medication overuse",
        "a diary",
        "conditions that are not covered",
        "the dose of a trial, how long ago it may lie, and whether intolerance counts",
        "dose, injection sites, interval and quantity limits",
        "how long an authorization lasts",
        "renewal criteria",
        "documents to send",
        "codes",
        "medical or pharmacy benefit; it is handled by Pharmacy Administration",
        "how to submit",
    ),
    ambiguous=(
        "three undated versions cannot be put in order; C, the strictest and the latest by content, is taken",
        "version A: three or more preventives, or a contraindication to one or more of them: does one excuse all?",
        "version B: one agent of each of three of four classes, failed or contraindicated, without a length of trial",
    ),
    notes=(
        "No CGRP drug is among the four classes.",
        "Versions A and B ask for a headache specialist trained in the technique, and say nothing of CGRP antibodies.",
        "Version A names amitriptyline, topiramate, verapamil and beta-blockers as examples of preventives.",
        "Version A suggests at most 155 units; version B says that quantity limits may apply, without numbers.",
        "Versions A and B judge other toxins case by case, as off-label; version C lists three toxins for migraine.",
        "Version A: www.healthpartners.com/public/coverage-criteria/botulinum-toxins.htm.",
        "Medicare products follow the local coverage determination.",
        "The class of anticonvulsants names valproate, counted here with divalproex as one ingredient.",
    ),
)
