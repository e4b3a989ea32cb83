"""VA/DoD clinical practice guideline, Management of Headache, 2023. This is no payer's rule."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, Mechanism, RequestKind, Toxin
from priorauth.policy.criteria import AllOf, ManualCheck, ProductIs
from priorauth.policy.model import Confidence, Policy, Source

NOT_READ = "the guideline itself was not read"

PRODUCT = ProductIs(
    clause="1",
    says="onabotulinumtoxinA (Botox), suggested for prevention of chronic migraine",
    any_of=(Toxin.BOTOX,),
    reading="summaries name onabotulinumtoxinA, and the journal's abstract abobotulinumtoxinA; Botox is checked",
)
CHRONIC = ManualCheck(
    clause="2",
    says="the migraine is chronic, and not episodic, as the guideline defines it",
    why=NOT_READ,
    not_read=True,
)
REST = ManualCheck(
    clause="4",
    says="what the guideline says of prescriber, dose and interval",
    why=NOT_READ,
    not_read=True,
)

INITIAL = AllOf(
    clause="initial",
    says="weak recommendation for Botox in chronic migraine, weak recommendation against it in episodic migraine",
    criteria=(
        PRODUCT,
        CHRONIC,
        ManualCheck(clause="3", says="what should be tried before", why=NOT_READ, not_read=True),
        REST,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="continued treatment",
    criteria=(
        PRODUCT,
        CHRONIC,
        ManualCheck(clause="5", says="when to go on and when to stop", why=NOT_READ, not_read=True),
        REST,
    ),
)

POLICY = Policy(
    payer="va_dod",
    payer_name="VA/DoD headache guideline",
    names=("VA/DoD CPG Headache",),
    is_payer=False,
    line_of_business=LineOfBusiness.ANY,
    effective=date(2023, 9, 30),
    source=Source(
        title="VA/DoD Clinical Practice Guideline for the Management of Headache",
        revision="2023",
        url="https://pubmed.ncbi.nlm.nih.gov/39467289/",
        read_on="2026-11-23",
        read_from="a stored copy of the abstract, and summaries by others",
        confidence=Confidence.MEDIUM,
        note="a guideline, which says itself that it is no coverage policy",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the guideline itself: definition, prior treatments, prescriber, dose, interval, when to stop",
        "the VA pharmacy service's criteria for use of botulinum toxin",
    ),
    ambiguous=("the journal's abstract names abobotulinumtoxinA where the summaries name onabotulinumtoxinA",),
    not_covered_for=("episodic migraine (weak recommendation against)",),
    notes=(
        "Strongly recommended preventives: erenumab, fremanezumab, galcanezumab, candesartan, telmisartan.",
        "Overuse of acute medicines is said to be a risk from 7 headache days a month.",
    ),
    mechanism=Mechanism.NONE,
    mechanism_note="a guideline, no coverage policy",
)
