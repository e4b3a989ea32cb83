"""CareSource PASSE (Arkansas), Botox: as it stood before the revision of 2024-07-09."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, RequestKind, Toxin
from priorauth.policy.criteria import AllOf, DrugClass, ManualCheck, PreventiveTrials, ProductIs, Tried
from priorauth.policy.model import Confidence, Policy, Source

SUMMARY_ONLY = "the summary that was read says that there are such criteria and does not show them"
ANY_OTHER = DrugClass(
    name="prophylactic drug",
    counted_as=(
        "ACE-I/ARB",
        "CGRP",
        "anticonvulsant",
        "antidepressant",
        "beta-blocker",
        "calcium-channel blocker",
        "other",
    ),
    open_list=True,
)

PRODUCT = ProductIs(clause="1", says="the policy is for Botox (onabotulinumtoxinA)", any_of=(Toxin.BOTOX,))
DOSE = ManualCheck(
    clause="5",
    says="the prescriber's specialty, the dose and the quantity limit",
    why=SUMMARY_ONLY,
    not_read=True,
)

INITIAL = AllOf(
    clause="initial",
    says="prior authorization of Botox for migraine",
    criteria=(
        PRODUCT,
        ManualCheck(
            clause="2",
            says="age, headache counts, hours and duration",
            why=SUMMARY_ONLY,
            not_read=True,
        ),
        PreventiveTrials(
            clause="3",
            says="two prior trials of prophylactic drugs",
            drugs_at_least=2,
            classes=(ANY_OTHER,),
            counts_if=(Tried(),),
            reading=(
                "which drugs were listed is not known, so each is a question to the payer; candesartan was added on "
                "2024-07-09, so it should not have counted before"
            ),
        ),
        ManualCheck(
            clause="4",
            says="how long and at what dose each drug must be tried, and whether it must have failed",
            why=SUMMARY_ONLY,
            not_read=True,
        ),
        DOSE,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="reauthorization of Botox for migraine",
    criteria=(
        PRODUCT,
        ManualCheck(clause="6", says="the reauthorization criteria", why=SUMMARY_ONLY, not_read=True),
        DOSE,
    ),
)

POLICY = Policy(
    payer="caresource_passe",
    payer_name="CareSource PASSE",
    names=("Arkansas PASSE CareSource", "CareSource Arkansas PASSE"),
    line_of_business=LineOfBusiness.MEDICAID,
    states=("AR",),
    effective=date(2023, 1, 1),
    ended=date(2024, 7, 9),
    undated=True,
    source=Source(
        title="Pharmacy Policy Statement, Arkansas PASSE: Botox (medical benefit)",
        revision="before 2024-07-09",
        url="https://www.openpayer.com/policy-updates/caresource/clinical-medical/pharmacy-specialty-drugs/caresource-dd6c60f0-ab1",
        read_on="2026-11-23",
        read_from="the list of revisions in a third party's summary of the revision of 2025-04-01",
        confidence=Confidence.MEDIUM,
        note=(
            "a secondary text; its first day was not seen: revisions of 2018 to 2022 are named without what they "
            "changed, and none between 2022 and 2024-07-09, so it is taken to hold from the start of 2023"
        ),
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "age, headache counts, hours, duration and diagnosis codes",
        "which prophylactic drugs are listed",
        "length, dose, outcome, intolerance and contraindication of a trial",
        "prescriber, dose, interval and quantity limits",
        "how long an authorization lasts, initial and renewal",
        "reauthorization criteria",
    ),
    notes=(
        "From 2024-07-09 one prior trial is asked for: a request is judged by the revision in effect.",
        "Revised on 2024-07-09 (2 trials to 1, candesartan added) and on 2024-09-25 (other indications only).",
        "Prior authorization under the medical benefit.",
    ),
)
