"""Magellan Rx IC-0238, Botox medical necessity criteria: the revision of 2018-03-01."""

from datetime import date

from priorauth.clinical.calendar import months
from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import (
    Age,
    AllOf,
    HeadacheDays,
    ManualCheck,
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
            says="at most 200 billable units in 84 days for chronic migraine",
            units_at_most=200,
            days=84,
            all_indications=False,
            reading=(
                "the copy lost the numbers of its table of billable units: 200 is kept for the document as a whole; "
                "the units injected for migraine are counted, waste by the vial limits"
            ),
        ),
        VialsWithin(
            clause="limit.2",
            says="Botox 100 unit powder for injection: 1 vial per 84 days",
            quoted=True,
            vial_units=100,
            vials_at_most=1,
            days=84,
            reading=VIALS,
        ),
        VialsWithin(
            clause="limit.3",
            says="Botox 200 unit powder for injection: 2 vials per 84 days",
            quoted=True,
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
        Age(
            clause="initial.1",
            says="Patient aged 18 years or greater (unless otherwise noted)",
            quoted=True,
            at_least=18,
        ),
        HeadacheDays(
            clause="initial.2",
            says="15 or more headache days per month",
            per_month_at_least=15,
            reading="the number is kept for the document as a whole, not for one revision",
        ),
        ManualCheck(
            clause="initial.3",
            says="what is asked of hours of headache and of months of disease",
            not_read=True,
            why="seen in the revision of 2016 only",
        ),
        ManualCheck(
            clause="initial.4",
            says="which preventives must have failed, how many, of how many classes, and for how long",
            not_read=True,
            why="seen in the revision of 2016 only",
        ),
        ManualCheck(
            clause="initial.5",
            says="Patient evaluated for any disorders which may contribute to respiratory or swallowing difficulty",
            quoted=True,
            why="a judgement in the note",
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
    effective=date(2018, 3, 1),
    ended=date(2018, 6, 1),
    source=Source(
        number="IC-0238",
        title="Botox (onabotulinumtoxinA)",
        revision="revised 2018-03-01",
        url="http://healthdocbox.com/Headaches_and_Migraines/82087066-Botox-onabotulinumtoxina-document-number-ic-0238.html",
        read_on="2026-11-26",
        read_from="the beginning of a third party's copy of Moda Health's 19 pages, last reviewed 3/1/2018",
        confidence=Confidence.MEDIUM,
        note="read up to the spastic conditions: the criteria for chronic migraine and for renewal were not seen",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "migraine days, the criteria of a headache society, and a diary",
        "hours of headache and months of disease",
        "failed preventives",
        "prescriber",
        "medication overuse and use together with a CGRP drug",
        "units and sites at a visit, and interval",
        "renewal criteria and how long a renewal lasts",
        "conditions that are not covered",
        "documents to send, codes and how to submit",
    ),
    ambiguous=(
        "6 months at 12-week intervals are 2 treatments; twice 84 days are 168, so a third one at the end is arguable",
        "which numbers changed between the revisions of 2018 and 2020 was not seen",
    ),
    notes=(
        "A manager of medical-benefit drugs: its criteria hold for client plans, and a Moda Health copy was seen.",
        "The first authorization lasts 6 months and can be renewed.",
        "Historical: compare it with the current text of the plan.",
        "The first day in effect was not seen; the day of the revision is taken for it.",
        "The revision of 2016 asks for two oral preventives and 6 months of disease; neither is carried over.",
        "Billable units take in the waste of a vial: 155 units from one 200-unit vial are 200.",
    ),
    authorization={RequestKind.INITIAL: Authorization(lasts_at_most=months(6))},
)
