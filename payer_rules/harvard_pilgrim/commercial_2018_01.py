"""Harvard Pilgrim, Recommended Medication Request Guidelines for botulinum toxins: undated, seen about 2018."""

from datetime import date

from priorauth.clinical.calendar import weeks
from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, DrugClass, HeadacheDays, ManualCheck, PreventiveTrials, Tried
from priorauth.policy.model import Confidence, Contact, Policy, Source

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
    says="an initial request for chronic migraine prophylaxis [...] ALL of the following criteria (question 3)",
    criteria=(
        HeadacheDays(
            clause="initial.1",
            says="Patient experiences headaches greater than or equal to 15 days per month",
            quoted=True,
            per_month_at_least=15,
        ),
        ManualCheck(
            clause="initial.2",
            says="what is asked of migraine days, of hours of headache and of months of disease",
            not_read=True,
            why=WHY,
        ),
        PreventiveTrials(
            clause="initial.3",
            says=(
                "Patient completed an adequate trial (greater than or equal to 8 weeks) of at least one of the "
                "following oral migraine preventive therapies"
            ),
            quoted=True,
            drugs_at_least=1,
            classes=(LISTED,),
            counts_if=(Tried(lasting_at_least=weeks(8), oral=True),),
            reading=(
                "8 weeks by mouth; the list is cut off inside verapamil, its last drug here: a drug that may follow is "
                "not counted"
            ),
        ),
        ManualCheck(
            clause="initial.4",
            says="what makes a trial adequate, how it must have ended; whether intolerance or contraindication counts",
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
        url=(
            "http://healthdocbox.com/Headaches_and_Migraines/"
            "72046255-Harvard-pilgrim-health-care-recommended-medication-request-guidelines.html"
        ),
        read_on="2026-11-26",
        read_from="the beginning of a third party's copy, up to the list of question 3 on page 2",
        confidence=Confidence.MEDIUM,
        note="historical, so compare it with the payer's current text, which was not found",
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
        "Questions 1 and 2 are for other conditions; migraine is question 3 of the guideline for Botox.",
        "The prescriber faxes a Medication Request Form, and an answer is given within two business days.",
        "That is said of prior authorization in general on harvardpilgrim.org, in an undated copy read on 2026-11-26.",
    ),
    contact=Contact(
        form="Medication Request Form",
        read_on="2026-11-26",
        source="https://harvardpilgrim.org/public/plan-details/prior-authorization-quantity-limits-and-step-therapy",
    ),
)
