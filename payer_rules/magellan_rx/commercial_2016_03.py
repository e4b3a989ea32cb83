"""Magellan Rx IC-0238, Botox medical necessity criteria: the revision of 2016-03-29."""

from datetime import date

from priorauth.clinical.calendar import months
from priorauth.clinical.terms import Counting, LineOfBusiness, Outcome, RequestKind
from priorauth.policy.criteria import (
    Age,
    AllOf,
    ChronicFor,
    HeadacheDays,
    ManualCheck,
    PreventiveTrials,
    Tried,
    UnitsWithin,
    VialsWithin,
)
from priorauth.policy.model import Authorization, Confidence, Policy, Source

WHY = "only a part of the text could be seen"

VIALS = (
    "the number is kept for the document as a whole, not for one revision; whether vials used for another illness "
    "count was not seen: they are counted"
)

LIMITS = AllOf(
    clause="limit",
    says="limits of units and of vials",
    criteria=(
        UnitsWithin(
            clause="limit.1",
            says="at most 400 units in 84 days overall",
            units_at_most=400,
            days=84,
            reading="all indications together",
        ),
        VialsWithin(
            clause="limit.2",
            says="one 100-unit vial in 84 days",
            vial_units=100,
            vials_at_most=1,
            days=84,
            reading=VIALS,
        ),
        VialsWithin(
            clause="limit.3",
            says="two 200-unit vials in 84 days",
            vial_units=200,
            vials_at_most=2,
            days=84,
            reading=VIALS,
        ),
    ),
)
REST = ManualCheck(
    clause="other.1",
    says="what is asked of prescriber, medication overuse, use with a CGRP drug, units and sites, and interval",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says="chronic migraine, first request",
    criteria=(
        Age(clause="initial.1", says="18 years of age or older", at_least=18),
        HeadacheDays(
            clause="initial.2",
            says="15 or more headache days per month",
            per_month_at_least=15,
        ),
        HeadacheDays(
            clause="initial.3",
            says="each migraine lasts 4 hours or longer",
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            reading="no number of days is tied to the 4 hours; read as each of the 15 headache days",
        ),
        ChronicFor(clause="initial.4", says="chronic migraines for at least 6 months", at_least=months(6)),
        AllOf(
            clause="initial.5",
            says="two oral preventives",
            criteria=(
                PreventiveTrials(
                    clause="initial.5.a",
                    says="two oral preventives, each failed in a trial of at least 2 months",
                    drugs_at_least=2,
                    counts_if=(
                        Tried(
                            outcomes=(Outcome.INADEQUATE_RESPONSE,),
                            lasting_at_least=months(2),
                            oral=True,
                        ),
                    ),
                    reading="whether intolerance or contraindication counts was not seen: neither is counted",
                ),
                ManualCheck(
                    clause="initial.5.b",
                    says="both drugs are on the list of preventives, and of as many classes as the text asks",
                    not_read=True,
                    why="the list is cut off after the antidepressants, and a number of classes was not seen",
                ),
            ),
        ),
        LIMITS,
        REST,
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
        LIMITS,
        REST,
    ),
)

POLICY = Policy(
    payer="magellan_rx",
    payer_name="Magellan Rx",
    names=("Magellan Rx Management", "Magellan Rx / Prime Therapeutics"),
    line_of_business=LineOfBusiness.COMMERCIAL,
    only_by_name=True,
    effective=date(2016, 3, 29),
    ended=date(2018, 3, 1),
    source=Source(
        number="IC-0238",
        title="Botox (onabotulinumtoxinA)",
        revision="revised 2016-03-29",
        url="https://docslib.org/doc/7205436",
        read_on="2026-11",
        read_from="a third party's copy",
        confidence=Confidence.MEDIUM,
        note="the text of 2016, read in part; its list of preventives is cut off",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "migraine days, the criteria of a headache society, and a diary",
        "the list of preventives after the antidepressants, and how many classes",
        "the dose of a trial, and how long ago it may lie",
        "whether intolerance or contraindication stands for a trial",
        "prescriber",
        "medication overuse and use together with a CGRP drug",
        "units and sites at a visit, and interval",
        "renewal criteria and how long a renewal lasts",
        "conditions that are not covered",
        "documents to send, codes and how to submit",
    ),
    ambiguous=(
        "6 months at 12-week intervals are 2 treatments; twice 84 days are 168, so a third one at the end is arguable",
    ),
    notes=(
        "A manager of medical-benefit drugs: its criteria hold for client plans, and a Moda Health copy was seen.",
        "The first authorization lasts 6 months and can be renewed.",
        "Historical: compare it with the current text of the plan.",
        "The first day in effect was not seen; the day of the revision is taken for it.",
        "400 units overall were read here; 200 billable units for chronic migraine in the revisions of 2018 and 2020.",
    ),
    authorization={RequestKind.INITIAL: Authorization(lasts_at_most=months(6))},
)
