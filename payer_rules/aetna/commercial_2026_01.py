"""Aetna CPB 0113, Botulinum Toxin (commercial medical): the text in effect from 2026-01-01."""

from datetime import date

from priorauth.clinical.calendar import days, weeks
from priorauth.clinical.terms import Counting, LineOfBusiness, Outcome, RequestKind, Toxin
from priorauth.policy.criteria import (
    Age,
    AllOf,
    AnyOf,
    ContraindicatedDrug,
    DiagnosisCode,
    DoseAsked,
    DrugClass,
    HeadacheDays,
    Ichd3ChronicMigraine,
    Interval,
    ManualCheck,
    PrescriberIs,
    PreventiveTrials,
    ProductIs,
    Response,
    SitesAsked,
    Tried,
    UnitsWithin,
)
from priorauth.policy.model import Confidence, Contact, Policy, Source

CODES = ("G43.701", "G43.709", "G43.711", "G43.719")
CLASSES = (
    DrugClass(
        name="antidepressant",
        drugs=("amitriptyline", "venlafaxine"),
        counted_as=("antidepressant",),
        open_list=True,
    ),
    DrugClass(
        name="antiepileptic",
        drugs=("divalproex sodium", "topiramate"),
        counted_as=("anticonvulsant",),
        open_list=True,
    ),
    DrugClass(
        name="beta-blocker",
        drugs=("metoprolol", "propranolol", "timolol", "atenolol", "nadolol"),
        counted_as=("beta-blocker",),
        open_list=True,
    ),
    DrugClass(
        name="CGRP",
        drugs=("fremanezumab", "galcanezumab", "eptinezumab", "rimegepant", "atogepant"),
        counted_as=("CGRP",),
        open_list=True,
    ),
)

PRESCRIBER = PrescriberIs(
    clause="prescriber.1",
    says="must be prescribed by or in consultation with a provider specialized in treating the member's condition",
    quoted=True,
    or_consulting=True,
    reading=(
        "stated for the drug before the criteria, so asked of every request; no specialty is named, and neurology and "
        "pain medicine are taken as specialized in migraine"
    ),
)
DIAGNOSIS = DiagnosisCode(
    clause="code.1",
    says="a listed ICD-10-CM code (chronic migraine without aura)",
    any_of=CODES,
    reading="the table of covered codes is not limited to first requests, so it is checked for both kinds of request",
)
PRODUCT = ProductIs(
    clause="product.1",
    says="Botox: no other toxin has a migraine indication in the bulletin",
    any_of=(Toxin.BOTOX,),
)
DOSE = DoseAsked(
    clause="dose.1",
    says=(
        "The recommended dose for treating chronic migraine is 155 Units administered intramuscularly; more than 200 "
        "Units is considered not medically necessary."
    ),
    quoted=True,
    units_at_most=200,
)
CUMULATIVE = UnitsWithin(
    clause="dose.2",
    says="Adults - Dosing should not exceed a cumulative dose of 400 units every 84 days.",
    quoted=True,
    units_at_most=400,
    days=84,
    reading="all indications together",
)
INTERVAL = Interval(
    clause="dose.3",
    says="The recommended re-treatment schedule is every 12 weeks.",
    quoted=True,
    at_least=weeks(12),
    reading="the text recommends the interval; it is checked as the shortest one",
)
SITES = AnyOf(
    clause="dose.4",
    says="only considered medically necessary when administered to the injection sites [...] specified in the labeling",
    quoted=True,
    criteria=(
        SitesAsked(clause="dose.4.a", says="the label's 31 sites of 5 units, over 7 head and neck muscles", sites=31),
        ManualCheck(
            clause="dose.4.b",
            says="another number of sites, each of which the label specifies",
            why="the request counts the sites and does not name them; compare the injection plan with the label",
        ),
    ),
)
# Clause initial.5 leaves nobody under 18 in a first request, so this is asked of continued treatment only.
UNDER_18 = AnyOf(
    clause="dose.5",
    says="(members less than 18 years of age) - [...] the lesser of 10 units/kg or 340 units every 84 days.",
    quoted=True,
    criteria=(
        Age(clause="dose.5.a", says="18 years of age or older", at_least=18),
        ManualCheck(
            clause="dose.5.b",
            says="at most the lesser of 10 units per kg and 340 units in 84 days",
            why="for a patient under 18; the case does not hold the weight",
        ),
    ),
)

INITIAL = AllOf(
    clause="initial",
    says="Prevention of chronic migraine when all of the following criteria are met",
    quoted=True,
    criteria=(
        PRESCRIBER,
        HeadacheDays(
            clause="initial.1",
            says="Member experiences headaches 15 days or more per month",
            quoted=True,
            per_month_at_least=15,
        ),
        HeadacheDays(
            clause="initial.2",
            says="Member experiences headaches lasting 4 hours or longer on at least 8 days per month",
            quoted=True,
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=8,
        ),
        PreventiveTrials(
            clause="initial.3",
            says="adequate trial of 60 days or more of, or contraindication to, two drugs of at least two classes",
            drugs_at_least=2,
            classes_at_least=2,
            classes=CLASSES,
            counts_if=(
                Tried(lasting_at_least=days(60), by_hand_if=(Outcome.INTOLERANCE,)),
                ContraindicatedDrug(),
            ),
            reading=(
                "what makes a trial adequate beyond 60 days is not said, nor that it must fail: neither dose nor "
                "outcome is checked; intolerance is not mentioned"
            ),
        ),
        Ichd3ChronicMigraine(
            clause="initial.4",
            says=(
                "signs and symptoms consistent with chronic migraine diagnostic criteria as defined by the "
                "International Headache Society (IHS)"
            ),
            quoted=True,
            reading="the bulletin names the criteria without printing them; ICHD-3 1.3 is checked in full",
        ),
        Age(clause="initial.5", says="Member is 18 years of age or older", quoted=True, at_least=18),
        DIAGNOSIS,
        PRODUCT,
        DOSE,
        CUMULATIVE,
        INTERVAL,
        SITES,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="continued treatment of chronic migraine (the general renewal rule is expressly not applied)",
    criteria=(
        PRESCRIBER,
        Response(
            clause="continuation.1",
            says=(
                "the member has achieved or maintained a reduction in monthly headache frequency since starting "
                "therapy with onabotulinumtoxinA (Botox)"
            ),
            quoted=True,
            any_reduction=True,
            reading=(
                "any reduction counts: the bulletin names no percentage and no number of days; frequency is read as "
                "headache days per month, and the reduction must still hold now"
            ),
        ),
        DIAGNOSIS,
        PRODUCT,
        DOSE,
        CUMULATIVE,
        INTERVAL,
        SITES,
        UNDER_18,
    ),
)

POLICY = Policy(
    payer="aetna",
    payer_name="Aetna",
    names=(
        "Aetna (CVS Health)",
        "Aetna Commercial",
        "Aetna (CVS)",
        "CVS Aetna",
        "Aetna Inc",
        "Aetna Health",
    ),
    line_of_business=LineOfBusiness.COMMERCIAL,
    effective=date(2026, 1, 1),
    source=Source(
        number="CPB 0113",
        title="Botulinum Toxin (Clinical Policy Bulletin)",
        revision="as published in April 2026",
        url="https://www.aetna.com/cpb/medical/data/100_199/0113.html",
        read_on="2026-11-23",
        read_from="the text of the bulletin of 2026-04-25, kept in the public repository devsatish/preauthwiz",
        confidence=Confidence.HIGH,
        note="the effective date is given by a third-party index; it was not read off the bulletin itself",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=(
        "how long an authorization lasts, initial and renewal",
        "months of disease (the 3 months enter through the International Headache Society criteria only)",
        "a number of migraine days (the 8 days of clause initial.2 are days of long headache)",
        "a diary",
        "medication overuse",
        "use together with a CGRP drug",
        "how long ago a trial may lie",
        "the dose of a trial",
        "intolerance of a preventive",
        "whether a trial must have failed",
        "after how many treatments the response is judged",
        "which records to send",
    ),
    not_read=("the separate specialty quantity limit that the bulletin refers to",),
    ambiguous=(
        "two therapies of at least two classes: two drugs of one class cannot meet it",
        "how a patient already on Botox but new to Aetna is judged for migraine is not spelled out",
        "three numbers of units stand side by side: 155 recommended, 200 at a visit, 400 in 84 days",
    ),
    not_covered_for=(
        "episodic migraine",
        "cervicogenic headache",
        "cluster headache",
        "tension-type headache",
        "chronic daily headache",
        "chronic post-traumatic and post-concussion headache",
        "hemicrania continua",
    ),
    notes=(
        "Guidance of the injection by EMG or ultrasound is listed as unproven for migraine: do not add it.",
        "Scope: participating providers and members in applicable plan designs; medical benefit, precertification.",
        "J0585 and CPT 64615 are listed. Not covered: G44.1, G44.201-G44.229, G44.301-G44.329, G44.51.",
        "The class of antiepileptics also names valproate sodium, counted here with divalproex as one ingredient.",
        "Botox has no step through another toxin. Dysport, Xeomin and Daxxify have no migraine indication listed.",
        "The appendix prints the 2004 International Headache Society criteria for migraine, not for chronic migraine.",
        "CPB 0462 calls Botox for cluster headache and greater occipital nerve block for migraine unproven.",
        "Cosmetic use is not eligible.",
        "Under 18: the lesser of 10 units per kg or 340 units in 84 days.",
        "Medicare members are sent to separate Part B criteria.",
    ),
    contact=Contact(
        phone="866-752-7021",
        fax="888-267-3277",
        form="Statement of Medical Necessity precertification form",
        read_on="2026-04-25",
        source="https://www.aetna.com/cpb/medical/data/100_199/0113.html",
    ),
)
