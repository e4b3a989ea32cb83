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
)
from priorauth.policy.model import Authorization, Confidence, Policy, Source

WHY = "only a part of the text could be seen"

LIMITS = AllOf(
    clause="limit",
    says="II. Dosing Limits",
    quoted=True,
    criteria=(
        UnitsWithin(
            clause="limit.1",
            says="400 billable units per 12 weeks (84 days)",
            quoted=True,
            units_at_most=400,
            days=84,
            reading="printed once for men and once for women, for J0585 as a whole: all indications together",
        ),
        ManualCheck(
            clause="limit.2",
            says="within the limit also with the waste of the vials, which is billed",
            why="the units injected are counted; how the vials of earlier treatments were billed, no case holds",
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
        Age(
            clause="initial.1",
            says="all indications are limited to patients aged 18 or greater unless otherwise noted",
            quoted=True,
            at_least=18,
        ),
        HeadacheDays(
            clause="initial.2",
            says="Patient has 15 or more days per month with each migraine lasting 4 or more hours",
            quoted=True,
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            reading="4 hours or more on each of the 15 days; that these are days of migraine is clause initial.3",
        ),
        ManualCheck(
            clause="initial.3",
            says="the 15 days are days of migraine, where the text means those",
            why="the text says days, and then each migraine; days with headache of 4 hours or more are counted",
        ),
        ChronicFor(
            clause="initial.4",
            says="Patient has had chronic migraines for at least 6 months",
            quoted=True,
            at_least=months(6),
        ),
        AllOf(
            clause="initial.5",
            says="two oral preventives",
            criteria=(
                PreventiveTrials(
                    clause="initial.5.a",
                    says="Patient has failed a 2 month or longer trial of two of the following oral medications",
                    quoted=True,
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
            says="Significant decrease in number and frequency of headaches",
            quoted=True,
            why="no number makes a decrease significant",
        ),
        ManualCheck(
            clause="continuation.2",
            says="an improvement, joined to it by AND: of what, and what else is asked of a renewal",
            not_read=True,
            why="the sentence is cut off after the word",
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
        url="https://docslib.org/doc/7205436/botox%C2%AE-onabotulinumtoxina",
        read_on="2026-11-26",
        read_from=(
            "the beginning of a third party's copy; the sentence on renewal from the description of another copy, "
            "pdfslide.net/documents/botox-onabotulinumtoxina-magellan-provider-3292016-a-botox-for-headachemigraine.html"
        ),
        confidence=Confidence.MEDIUM,
        note="the text of 2016, read up to its list of preventives, which is cut off",
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
        "renewal criteria other than the decrease, and how long a renewal lasts",
        "conditions that are not covered",
        "documents to send, codes and how to submit",
    ),
    silent_on=("a number of vials: for the pharmacy benefit the quantity limit is N/A",),
    ambiguous=(
        "whether the 15 days are days of headache or of migraine",
        "6 months at 12-week intervals are 2 treatments; twice 84 days are 168, so a third one at the end is arguable",
    ),
    notes=(
        "A manager of medical-benefit drugs: its criteria hold for client plans, and a Moda Health copy was seen.",
        "The first authorization lasts 6 months and can be renewed.",
        "Historical: compare it with the current text of the plan.",
        "The first day in effect was not seen; the day of the revision is taken for it.",
        "400 units overall were read here; 200 billable units for chronic migraine in the revision of 2020.",
        "The revisions of 2018 and 2020 limit vials; this one does not.",
    ),
    authorization={RequestKind.INITIAL: Authorization(lasts_at_most=months(6))},
)
