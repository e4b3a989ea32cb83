"""Mercy Care (Arizona), Pharmacy Prior Authorization Request Form for botulinum toxins: undated, read in part."""

from datetime import date

from priorauth.clinical.calendar import months
from priorauth.clinical.terms import Counting, DocumentKind, LineOfBusiness, Outcome, RequestKind
from priorauth.policy.criteria import AllOf, Attached, DrugClass, HeadacheDays, ManualCheck, PreventiveTrials, Tried
from priorauth.policy.model import Confidence, Contact, Policy, Source

CLASSES = (
    DrugClass(name="beta-blocker", drugs=("propranolol", "metoprolol", "timolol", "atenolol", "nadolol")),
    DrugClass(name="anticonvulsant", drugs=("divalproex sodium", "topiramate")),
    DrugClass(name="antidepressant", drugs=("amitriptyline", "venlafaxine")),
    DrugClass(name="ACE-I / ARB", drugs=("lisinopril", "candesartan", "losartan", "valsartan")),
    DrugClass(name="calcium channel blocker", drugs=("diltiazem", "nifedipine", "nimodipine", "verapamil")),
)
WHY = "the copy that was read ends before it"

CGRP = ManualCheck(
    clause="form.1",
    says="not used together with a CGRP antagonist, antibody or gepant: the form asks",
    why="what follows from a yes was not seen; look also for gepants taken for the attacks",
    reading="use together is taken to count against the request",
)
NOTES = Attached(
    clause="form.2",
    says="Incomplete forms or forms without the chart notes will be returned",
    quoted=True,
    document=DocumentKind.OFFICE_NOTE,
)
TESTS = ManualCheck(
    clause="form.3",
    says=(
        "Office notes, labs and medical testing relevant to request showing medical justification are required to "
        "support diagnosis"
    ),
    quoted=True,
    why="which laboratory results and tests bear on the request is a judgement",
)
REST = ManualCheck(
    clause="other.1",
    says="what is asked of age, prescriber, dose, injection sites and interval",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says="migraine prophylaxis with Botox, first request",
    criteria=(
        HeadacheDays(
            clause="initial.1",
            says="chronic migraine (at least 15 days per month with headaches lasting 4 hours a day or longer)",
            quoted=True,
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
        ),
        PreventiveTrials(
            clause="initial.2",
            says=(
                "inadequate response OR intolerable side effects to at least THREE medications from TWO different "
                "classes [...] for at least THREE months"
            ),
            quoted=True,
            drugs_at_least=3,
            classes_at_least=2,
            classes=CLASSES,
            counts_if=(
                Tried(
                    outcomes=(Outcome.INADEQUATE_RESPONSE, Outcome.INTOLERANCE),
                    lasting_at_least=months(3),
                ),
            ),
            reading=(
                "three months of each drug, also where it was not tolerated; a contraindication has a question of its "
                "own on the form and does not count as a trial"
            ),
        ),
        CGRP,
        NOTES,
        TESTS,
        REST,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="migraine prophylaxis with Botox, continued treatment",
    criteria=(
        ManualCheck(
            clause="continuation.1",
            says="the form's questions on continued treatment: response, and which questions are repeated",
            not_read=True,
            why='the copy that was read ends at "Was migr", where they seem to begin',
        ),
        CGRP,
        NOTES,
        TESTS,
        REST,
    ),
)

POLICY = Policy(
    payer="mercy_care",
    payer_name="Mercy Care",
    names=("Mercy Care Complete Care", "Mercy Care (AZ)"),
    line_of_business=LineOfBusiness.MEDICAID,
    states=("AZ",),
    effective=date(2026, 11, 23),
    undated=True,
    source=Source(
        title="Botulinum Toxins - Pharmacy Prior Authorization Request Form",
        revision="undated; after 2018, since it asks about CGRP antagonists",
        url="https://fill.io/Pharmacy-Prior-Authorization-Request-Form-Botulinum-Toxins",
        read_on="2026-11-26",
        read_from="the beginning of the form's text at that address, a third party's copy",
        confidence=Confidence.MEDIUM,
        note="a form and not a policy; page 1 of 3 with a part of its questions on migraine",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=("migraine days (in the part that was seen)",),
    not_read=(
        "the questions after the one on preventives, which begin with the words Was migr",
        "renewal questions",
        "the Pharmacy Coverage Guidelines that the form names",
        "months of disease, a diary and the criteria of a headache society",
        "age and prescriber",
        "medication overuse",
        "the dose of a trial, and how long ago it may lie",
        "what follows from use together with a CGRP antagonist",
        "dose, injection sites and interval",
        "how long an authorization lasts",
        "codes",
        "the edition of the form",
    ),
    ambiguous=(
        "whether the three months are asked of each medication or of all together: of each here",
        'what "Will requested medication be used concurrently with CGRP antagonist?" decides: it must be no here',
    ),
    notes=(
        "No CGRP drug is on the form's list of preventives.",
        "Pharmacy benefit. The form: do not copy it for future use, forms are updated frequently.",
        "The form asks which medications were tried and failed, and for contraindications to formulary medications.",
        "The form asks whether the diagnosis is neither approved by the FDA nor supported by a compendium.",
        "Urgent: where waiting 24 hours for a standard decision could seriously harm the patient.",
        "Pharmacy Coverage Guidelines: www.mercycareaz.org/providers/completecare-forproviders/pharmacy.",
        "Electronic requests: CoverMyMeds or SureScripts.",
        "The class of anticonvulsants names valproic acid or divalproex, counted here as one ingredient.",
    ),
    contact=Contact(
        department="by fax, or electronically through CoverMyMeds or SureScripts",
        fax="800-854-7614",
        form="Botulinum Toxins - Pharmacy Prior Authorization Request Form",
        read_on="2026-11-26",
        source="https://fill.io/Pharmacy-Prior-Authorization-Request-Form-Botulinum-Toxins",
    ),
)
