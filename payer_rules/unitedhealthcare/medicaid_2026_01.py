"""UnitedHealthcare CS2026D0017AP, Botulinum Toxins A and B (Community Plan): in effect from 2026-01-01."""

from datetime import date

from priorauth.clinical.calendar import months, weeks
from priorauth.clinical.terms import Counting, DocumentKind, LineOfBusiness, Outcome, RequestKind, Toxin
from priorauth.policy.criteria import (
    AllOf,
    Attached,
    ContraindicatedDrug,
    DiagnosisCode,
    DoseAsked,
    DrugClass,
    DrugForm,
    HeadacheDays,
    Interval,
    ManualCheck,
    NotTolerated,
    PlanStated,
    PreventiveTrials,
    ProductIs,
    ResponseDocumented,
    SitesAsked,
    SpanAsked,
    Tried,
)
from priorauth.policy.model import Authorization, Confidence, Policy, Source

CODES = ("G43.701", "G43.709", "G43.711", "G43.719", "G43.E01", "G43.E09", "G43.E11", "G43.E19")
ANTIDEPRESSANT = DrugClass(name="antidepressant", drugs=("amitriptyline", "venlafaxine"))
LISTED = (
    ANTIDEPRESSANT,
    DrugClass(
        name="antiepileptic",
        drugs=("divalproex sodium", "topiramate"),
        forms=(
            DrugForm(
                name="divalproex sodium",
                named_by=("divalproex", "depakote"),
                others_by=("valproic", "depakene", "valproate sodium"),
            ),
        ),
        counted_as=("anticonvulsant",),
    ),
    DrugClass(
        name="beta blocker",
        drugs=("atenolol", "propranolol", "nadolol", "timolol", "metoprolol"),
        forms=(
            DrugForm(name="metoprolol", named_by=("extended release", "er", "xl"), others_by=("tartrate", "lopressor")),
        ),
    ),
)
WAYS = (
    Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,), lasting_at_least=months(2)),
    NotTolerated(),
    ContraindicatedDrug(),
)
ONE_AGENT_OF_TWO = (
    "History of failure (after a trial of at least two months), contraindication, or intolerance to prophylactic "
    "therapy with one agent from two of the [...] classes"
)
FOUR_HOURS = "the text attaches no number of days to the 4 hours; read as each of the 15 headache days"
BEFORE_TREATMENT = (
    "the criteria for chronic migraine are not limited to first requests, so they are asked again; days are counted "
    "before the first treatment, since a response to treatment lowers them"
)

DIAGNOSIS = DiagnosisCode(
    clause="code.1",
    page=2,
    says="Diagnosis (of chronic migraine, by an ICD-10-CM code listed for J0585 on page 7)",
    any_of=CODES,
    reading="the text says that its list of codes may not be all inclusive; only the listed ones are counted",
)
INTERVAL = Interval(
    clause="interval.1",
    page=2,
    says="Botulinum toxin administration is no more frequent than every 12 weeks, regardless of diagnosis",
    quoted=True,
    at_least=weeks(12),
)
TRIALS = PreventiveTrials(
    clause="migraine.2",
    page=4,
    says=ONE_AGENT_OF_TWO,
    quoted=True,
    drugs_at_least=2,
    classes_at_least=2,
    classes=LISTED,
    counts_if=WAYS,
    reading=(
        "the lists begin with i.e. and are closed, also to another form of a listed drug; the two months belong to a "
        "failure only, not to an intolerance or a contraindication; each agent counts by itself"
    ),
)
DOSE = AllOf(
    clause="migraine.3",
    page=4,
    says=(
        "Botox dose does not exceed 155 units administered intramuscularly divided over 31 injection sites divided "
        "across 7 head and neck muscles every 12 weeks"
    ),
    quoted=True,
    reading="a limit for each treatment; with clause interval.1 it is the limit for 12 weeks too",
    criteria=(
        DoseAsked(clause="migraine.3.a", page=4, says="at most 155 units", units_at_most=155),
        SitesAsked(clause="migraine.3.b", page=4, says="31 sites over 7 head and neck muscles", sites=31),
    ),
)
PRODUCT = ProductIs(
    clause="product.1",
    page=5,
    says=(
        "Daxxify, Dysport, Myobloc, and Xeomin are unproven and not medically necessary for the treatment of chronic "
        "migraine headache."
    ),
    quoted=True,
    any_of=(Toxin.BOTOX,),
)

INITIAL = AllOf(
    clause="initial",
    says="the general requirements for initial therapy and the criteria for chronic migraine",
    criteria=(
        DIAGNOSIS,
        AllOf(
            clause="initial.1",
            page=2,
            says="Medical records documenting both of the following",
            quoted=True,
            criteria=(
                Attached(
                    clause="initial.1.a",
                    page=2,
                    says="the office note goes along",
                    document=DocumentKind.OFFICE_NOTE,
                ),
                ManualCheck(
                    clause="initial.1.b",
                    page=2,
                    says="History and physical examination documenting the severity of the condition",
                    quoted=True,
                    why="the note must be read for the history, the examination and how severe the migraine is",
                ),
                ManualCheck(
                    clause="initial.1.c",
                    page=2,
                    says=(
                        "Laboratory results or diagnostic evidence supporting the indication for which botulinum toxin "
                        "is requested"
                    ),
                    quoted=True,
                    why="what counts for migraine is not said; a diary or the report of a scan may serve",
                ),
            ),
        ),
        INTERVAL,
        SpanAsked(
            clause="initial.2",
            page=2,
            says="Initial authorization will be for no more than 6 months",
            quoted=True,
            at_most=months(6),
        ),
        AllOf(
            clause="migraine.1",
            page=4,
            says="Diagnosis of chronic migraine, defined by all of the following",
            quoted=True,
            criteria=(
                HeadacheDays(
                    clause="migraine.1.a",
                    page=4,
                    says="Greater than or equal to 15 headache days per month",
                    quoted=True,
                    per_month_at_least=15,
                ),
                HeadacheDays(
                    clause="migraine.1.b",
                    page=4,
                    says="Greater than or equal to 8 migraine days per month",
                    quoted=True,
                    counting=Counting.MIGRAINE_DAY,
                    per_month_at_least=8,
                ),
                HeadacheDays(
                    clause="migraine.1.c",
                    page=4,
                    says="Headaches last 4 hours per day or longer",
                    quoted=True,
                    counting=Counting.LONG_HEADACHE_DAY,
                    per_month_at_least=15,
                    reading=FOUR_HOURS,
                ),
            ),
        ),
        TRIALS,
        DOSE,
        PRODUCT,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="the general requirements for continuation of therapy and the criteria for chronic migraine",
    reading="the general list is headed both and has four points; all four are asked",
    criteria=(
        ResponseDocumented(
            clause="continuation.1",
            page=2,
            says="Documentation of positive clinical response to botulinum toxin therapy",
            quoted=True,
            reading="no number is asked; the response to the last treatment is looked at",
        ),
        PlanStated(
            clause="continuation.2",
            page=2,
            says="Statement of expected frequency and duration of proposed botulinum toxin treatment",
            quoted=True,
        ),
        INTERVAL,
        SpanAsked(
            clause="continuation.3",
            page=2,
            says="Reauthorization will be for no more than 12 months",
            quoted=True,
            at_most=months(12),
        ),
        DIAGNOSIS,
        AllOf(
            clause="migraine.1",
            page=4,
            says="Diagnosis of chronic migraine, defined by all of the following",
            quoted=True,
            reading=BEFORE_TREATMENT,
            criteria=(
                HeadacheDays(
                    clause="migraine.1.a",
                    page=4,
                    says="Greater than or equal to 15 headache days per month",
                    quoted=True,
                    per_month_at_least=15,
                    before_treatment=True,
                ),
                HeadacheDays(
                    clause="migraine.1.b",
                    page=4,
                    says="Greater than or equal to 8 migraine days per month",
                    quoted=True,
                    counting=Counting.MIGRAINE_DAY,
                    per_month_at_least=8,
                    before_treatment=True,
                ),
                HeadacheDays(
                    clause="migraine.1.c",
                    page=4,
                    says="Headaches last 4 hours per day or longer",
                    quoted=True,
                    counting=Counting.LONG_HEADACHE_DAY,
                    per_month_at_least=15,
                    before_treatment=True,
                    reading=FOUR_HOURS,
                ),
            ),
        ),
        TRIALS,
        DOSE,
        PRODUCT,
    ),
)

POLICY = Policy(
    payer="unitedhealthcare",
    payer_name="UnitedHealthcare Community Plan",
    names=(
        "UHC Community Plan",
        "UnitedHealthcare",
        "UnitedHealthcare Medicaid",
        "UHC Medicaid",
        "UHC",
    ),
    line_of_business=LineOfBusiness.MEDICAID,
    states_excluded=("FL", "IN", "KS", "LA", "NC", "OH", "PA", "TX"),
    effective=date(2026, 1, 1),
    source=Source(
        number="CS2026D0017AP",
        title="Botulinum Toxins A and B (Community Plan Medical Benefit Drug Policy)",
        revision="2026-01-01",
        url="https://github.com/murtazapenguin/provider_prior_auth_v1",
        read_on="2026-11-23",
        read_from=(
            "page images under public/policy-pdfs/policy-uhc-botox-chronic-migraine, a copy of the 28-page document; "
            "pages 1 to 7, 13, 14 and 28"
        ),
        confidence=Confidence.HIGH,
        note="publisher's own site is uhcprovider.com; the exact address there was not verified",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=(
        "age",
        "prescriber specialty",
        "months of disease",
        "medication overuse",
        "use together with a CGRP drug",
        "a diary",
        "how long ago a trial may lie",
        "the dose of a trial",
        "what a failure is",
        "a number for the positive clinical response, and after how many treatments it is judged",
        "a limit on the number of treatments or on units of all indications together",
        "how to submit",
    ),
    not_read=(
        "pages 8 to 12, which continue the table of diagnosis codes: on the pages read, CPT 64615 is not listed",
        "pages 15 to 27: evidence and references",
        "the policies of the eight states that are routed elsewhere",
    ),
    ambiguous=(
        "whether the criteria for chronic migraine are asked again for continued treatment: they are checked",
        "the continuation list is headed both but has four points, one of them the 12-month limit",
        "laboratory results or diagnostic evidence has no obvious meaning for migraine",
        "the closed lists read literally leave out nortriptyline, metoprolol tartrate and valproic acid",
        "whether 4 hours a day must hold on each of the 15 headache days",
    ),
    not_covered_for=(
        "chronic daily headache",
        "tension-type headache",
        "trigeminal neuralgia",
        "temporomandibular disorders",
    ),
    notes=(
        "FL, KS and PA are sent to the state's Medicaid policy, TX to the state's provider procedures manual.",
        "IN, LA and OH are sent to a policy of their own; for NC the table names none.",
        "More than 155 units, such as a follow-the-pain dose of up to 195, does not meet clause migraine.3.",
        "Botox and Xeomin are preferred; other toxins need a failed trial or intolerance and a physician attestation.",
        "Federal, state or contract requirements override the policy.",
        "The revision of 2026-01-01 changed spasticity wording and added codes R25.x; migraine is not named.",
        "It replaced CS2025D0017AO, which was not seen.",
    ),
    authorization={
        RequestKind.INITIAL: Authorization(lasts_at_most=months(6)),
        RequestKind.CONTINUATION: Authorization(lasts_at_most=months(12)),
    },
)
