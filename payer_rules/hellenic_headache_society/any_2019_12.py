"""Hellenic Headache Society, consensus on the diagnosis and treatment of migraine, 2019. This is no payer's rule."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, Mechanism, Outcome, RequestKind, Toxin
from priorauth.policy.criteria import AllOf, ManualCheck, NotTolerated, PreventiveTrials, ProductIs, Tried
from priorauth.policy.model import Confidence, Policy, Source

NOT_READ = "only the abstract was read"

PRODUCT = ProductIs(
    clause="1",
    says="botulinum toxin type A",
    any_of=(Toxin.BOTOX,),
    reading="the abstract names the type and no product; only Botox counts here",
)
REST = ManualCheck(
    clause="4",
    says="the prescriber, the dose and the interval",
    why=NOT_READ,
    not_read=True,
)

INITIAL = AllOf(
    clause="start",
    says="recommended in chronic migraine, with or without medication overuse",
    criteria=(
        PRODUCT,
        ManualCheck(
            clause="2",
            says="chronic migraine: headache counts, hours and duration",
            why=NOT_READ,
            not_read=True,
        ),
        PreventiveTrials(
            clause="3",
            says="two previous treatments failed or were not tolerated",
            drugs_at_least=2,
            counts_if=(Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,)), NotTolerated()),
        ),
        REST,
    ),
)

CONTINUATION = AllOf(
    clause="go on",
    says="continued treatment",
    criteria=(
        PRODUCT,
        ManualCheck(clause="5", says="when to go on and when to stop", why=NOT_READ, not_read=True),
        REST,
    ),
)

POLICY = Policy(
    payer="hellenic_headache_society",
    payer_name="Hellenic Headache Society consensus",
    is_payer=False,
    line_of_business=LineOfBusiness.ANY,
    effective=date(2019, 12, 13),
    source=Source(
        number="PMC6911284",
        title="Consensus of the Hellenic Headache Society on the diagnosis and treatment of migraine",
        revision="2019-12-13 (J Headache Pain 2019;20:113)",
        url="https://pmc.ncbi.nlm.nih.gov/articles/PMC6911284",
        read_on="2026-11-23",
        read_from="a stored copy of the abstract",
        confidence=Confidence.MEDIUM,
        note="a guideline and no payer's rule",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "headache counts, hours and duration",
        "length and dose of a trial, contraindication of a preventive",
        "prescriber, dose and interval",
        "when to go on and when to stop",
    ),
    notes=(
        "Preventives named for chronic migraine, a day: topiramate 100-200 mg, valproate 500-1800 mg.",
        "Also named: flunarizine 5-10 mg, venlafaxine 150 mg. The evidence for all four is called very limited.",
        "Medication overuse does not stand in the way.",
    ),
    mechanism=Mechanism.NONE,
    mechanism_note="a guideline, no coverage policy",
)
