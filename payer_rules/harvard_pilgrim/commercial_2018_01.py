"""Harvard Pilgrim, Recommended Medication Request Guidelines for botulinum toxins: undated, seen about 2018."""

from datetime import date

from priorauth.clinical.calendar import weeks
from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, DrugClass, HeadacheDays, ManualCheck, PreventiveTrials, Tried
from priorauth.policy.model import Confidence, Policy, Source

LISTED = DrugClass(
    name="listed preventive",
    drugs=(
        "divalproex sodium",
        "topiramate",
        "gabapentin",
        "amitriptyline",
        "venlafaxine",
        "atenolol",
        "metoprolol",
        "propranolol",
        "timolol",
        "nadolol",
        "nimodipine",
        "verapamil",
    ),
)
WHY = "only a part of the text could be seen"

OTHER = ManualCheck(
    clause="other.1",
    says="what is asked of age, prescriber, medication overuse and use together with a CGRP drug",
    not_read=True,
    why=WHY,
)
DOSE = ManualCheck(
    clause="dose.1",
    says="what is asked of dose, injection sites and interval",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says="chronic migraine, first request",
    criteria=(
        HeadacheDays(clause="initial.1", says="15 or more headache days per month", per_month_at_least=15),
        ManualCheck(
            clause="initial.2",
            says="what is asked of migraine days, of hours of headache and of months of disease",
            not_read=True,
            why=WHY,
        ),
        PreventiveTrials(
            clause="initial.3",
            says="an adequate trial, of at least 8 weeks, of one drug of the list",
            drugs_at_least=1,
            classes=(LISTED,),
            counts_if=(Tried(lasting_at_least=weeks(8)),),
            reading="the list was cut off at verapamil, its last drug here: a drug that may follow is not counted",
        ),
        ManualCheck(
            clause="initial.4",
            says="how the trial must have ended and at which dose; whether intolerance or contraindication counts",
            not_read=True,
            why=WHY,
        ),
        OTHER,
        DOSE,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="chronic migraine, continued treatment",
    criteria=(
        ManualCheck(
            clause="continuation.1",
            says="what is asked of the response, when it is judged, and which criteria of a first request are repeated",
            not_read=True,
            why=WHY,
        ),
        OTHER,
        DOSE,
    ),
)

POLICY = Policy(
    payer="harvard_pilgrim",
    payer_name="Harvard Pilgrim Health Care",
    names=("Harvard Pilgrim", "Harvard Pilgrim (Point32Health)"),
    line_of_business=LineOfBusiness.COMMERCIAL,
    only_by_name=True,
    effective=date(2018, 1, 1),
    undated=True,
    source=Source(
        title="Recommended Medication Request Guidelines - botulinum toxins",
        revision="undated; seen about 2018",
        url="http://healthdocbox.com/",
        read_on="2026-11",
        read_from="document 72046255 of that site, a third party's copy",
        confidence=Confidence.MEDIUM,
        note="the exact address was not kept; historical, so compare it with the payer's current text",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "migraine days, hours of headache and months of disease",
        "the criteria of a headache society, and a diary",
        "the list of preventives after verapamil",
        "how a trial must end, its dose, how long ago it may lie",
        "whether intolerance or contraindication stands for a trial",
        "age, prescriber, medication overuse and use together with a CGRP drug",
        "dose, injection sites and interval",
        "how long an authorization lasts",
        "renewal criteria",
        "conditions that are not covered",
        "documents to send, codes and how to submit",
        "medical or pharmacy benefit",
    ),
    notes=(
        "One drug is enough where most payers ask for two or three.",
        "Other indications are authorized for 12 months; for chronic migraine the length was not seen.",
    ),
)
