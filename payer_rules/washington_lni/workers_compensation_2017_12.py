"""Washington State L&I, Botulinum toxin for chronic migraine: the revision in effect from 2017-12-01 to 2018-09-30."""

from datetime import date

from priorauth.clinical.calendar import months
from priorauth.clinical.terms import Attested, LineOfBusiness, Outcome, RequestKind, Toxin
from priorauth.policy.criteria import (
    Age,
    AllOf,
    AttestedBy,
    DiaryKept,
    HeadacheDays,
    Ichd3ChronicMigraine,
    ManualCheck,
    MedicationOveruse,
    NoneOf,
    PreventiveTrials,
    ProductIs,
    Response,
    TreatmentsGiven,
    Tried,
)
from priorauth.policy.model import Confidence, Contact, Policy, Source

FOR_THE_COVERAGE = "the newer page states it for the coverage as a whole, so it is asked of both kinds of request"

PRODUCT = ProductIs(
    clause="product.1",
    says="onabotulinumtoxinA (Botox), for prevention of chronic migraine",
    any_of=(Toxin.BOTOX,),
)
CAUSE = AttestedBy(
    clause="cause.1",
    says="the chronic migraine is causally related to an accepted industrial injury or occupational disease",
    about=Attested.CAUSED_BY_ACCEPTED_INJURY,
    reading=FOR_THE_COVERAGE,
)
ADULT = Age(clause="age.1", says="at least 18 years old", at_least=18, reading=FOR_THE_COVERAGE)
COURSES = TreatmentsGiven(
    clause="courses.1",
    says="the limit of five treatment courses has not been reached",
    less_than=5,
    reading=(
        "each earlier treatment for migraine is counted as one course, whoever paid for it; the limit heads the whole "
        "coverage, so it is asked of both kinds of request"
    ),
)
NOT_READ = ManualCheck(
    clause="htcc.1",
    says="dose, interval, sites, prescriber and codes, as the committee's determination and the form ask",
    why="the determination of the Health Technology Clinical Committee and form F252-123-000 were not read",
    not_read=True,
)

INITIAL = AllOf(
    clause="initial",
    says="the initial treatment course: all of the conditions",
    criteria=(
        Ichd3ChronicMigraine(
            clause="diagnosis.1",
            says="the IHS criteria for chronic migraine: over 3 months 15 headache days a month, 8 of them migraine",
            reading="the text names the criteria and puts their counts in brackets; ICHD-3 1.3 is checked in full",
        ),
        DiaryKept(
            clause="diary.1",
            says="a daily headache diary kept for at least three months, for the diagnosis and the baseline",
            months_at_least=3,
            reading="the three latest calendar months, without a blank day",
        ),
        CAUSE,
        PreventiveTrials(
            clause="trials.1",
            says="at least three preventive drugs of at least two drug classes tried and failed",
            drugs_at_least=3,
            classes_at_least=2,
            counts_if=(Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,)),),
            reading="failed means an inadequate response; a drug not tolerated, or not possible, does not count",
        ),
        MedicationOveruse(
            clause="overuse.1",
            says="the migraine is managed so as to avoid medication overuse (rebound) headache",
        ),
        ADULT,
        PRODUCT,
        COURSES,
        NOT_READ,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="additional treatment courses: all of the conditions",
    criteria=(
        Response(
            clause="response.1",
            says="the daily diary shows a reduction in headache frequency of more than 50 % after two treatment cycles",
            percent_more_than=50,
            after_treatments=2,
            from_diary=True,
            reading="frequency is read as headache days per month; exactly 50 % is not enough",
        ),
        NoneOf(
            clause="stop.1",
            says="treatment stops once the migraine has become episodic",
            criteria=(
                HeadacheDays(
                    clause="stop.1.a",
                    says="fewer than 15 headache days a month",
                    per_month_less_than=15,
                    in_each_of_last=months(1),
                    reading="no number of months is named, so the latest one decides",
                ),
            ),
        ),
        COURSES,
        CAUSE,
        ADULT,
        PRODUCT,
        NOT_READ,
    ),
)

POLICY = Policy(
    payer="washington_lni",
    payer_name="Washington State Department of Labor & Industries (L&I)",
    names=(
        "Washington L&I",
        "Washington State Dept. of Labor & Industries",
        "Washington State Department of Labor and Industries",
        "WA L&I",
        "Washington State L&I",
        "Washington Labor & Industries",
        "L&I",
    ),
    line_of_business=LineOfBusiness.WORKERS_COMPENSATION,
    states=("WA",),
    effective=date(2017, 12, 1),
    ended=date(2018, 10, 1),
    source=Source(
        number="HTCC determination of 2017-07-14",
        title="Botulinum toxin (coverage decision)",
        revision="2017-12-01",
        url="https://www.lni.wa.gov/patient-care/treating-patients/drugs-and-prescriptions/policies/botulinum-toxins",
        read_on="2026-11-26",
        read_from="stored copies of this page and of its newer layout, both undated",
        confidence=Confidence.MEDIUM,
        note="the pages describe the later revision and name the one rule it removed; this one was not seen itself",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=(
        "hours of headache",
        "how long a preventive must be tried, and its dose",
        "which drugs or classes count",
        "intolerance and contraindication of a preventive",
        "what a failure is",
        "use together with a CGRP drug (see the notes)",
    ),
    not_read=(
        "the page as it stood in 2017 and 2018",
        "the determination of the Health Technology Clinical Committee",
        "form F252-123-000",
        "dose, interval, sites, prescriber and codes",
        "how long an authorization lasts",
    ),
    ambiguous=(
        "whether a course is one treatment or several cycles: each treatment is counted as one",
        "how a second treatment is asked for: the response is judged after two, so the first request must cover two",
        "the newer page keeps three criteria; the full list is that of the older page",
    ),
    not_covered_for=("chronic tension-type headache",),
    notes=(
        "Clause stop.1 was removed on 2018-10-01, retroactively to 2017-12-01: later decisions do without it.",
        "Clauses response.1 and stop.1 together leave few patients: more than 50 % fewer, and still 15 headache days.",
        "Self-insured employers decide separately.",
        "A daily headache diary of three months and form F252-123-000 go along.",
        "Botulinum toxins are covered for FDA-approved uses only.",
        "L&I's policy on CGRP antagonists bars them with Botox, or within 12 weeks after it.",
        "That policy counts overuse from 10 triptan or 15 analgesic days a month, with a 2-month withdrawal.",
        "Secondary: the committee's determinations also bind Washington's Medicaid and public employees' plans.",
    ),
    contact=Contact(
        form="F252-123-000 (prior authorization, chronic migraine)",
        read_on="2026-11-23",
        source="https://lni.wa.gov/patient-care/treating-patients/conditions-and-treatments/botulinum-toxins",
    ),
)
