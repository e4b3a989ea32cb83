"""Shapes of rules on counts, course and request, each seen met, not met and not documented.

Where a policy that is held has the shape, its own clause is held against the chart; else the criterion is made here.
"""

from __future__ import annotations

from priorauth.clinical.calendar import months
from priorauth.clinical.terms import Attested, DocumentKind, RequestKind
from priorauth.policy.criteria import (
    AllOf,
    AnyOf,
    Attached,
    DoseAsked,
    HeadacheDays,
    NoneOf,
    Response,
)
from priorauth.review.verdict import Verdict
from tests.builders import (
    attested,
    clause,
    diary,
    document,
    month,
)
from tests.review.shapes import (
    AETNA,
    AGAIN,
    LNI,
    MET,
    MHCP,
    NOT_DOCUMENTED,
    NOT_MET,
    NOW,
    PLANNED,
    TWICE,
    Row,
    counts,
    course,
    diaries,
    given,
    half_year,
    in_months,
    of,
    responses,
    rows,
)

DAYS_HOURS_OR_PERCENT = clause(
    AnyOf,
    criteria=(
        clause(Response, "1.a", fewer_days_at_least=7),
        clause(Response, "1.b", fewer_hours_at_least=100),
        clause(Response, "1.c", percent_at_least=50),
    ),
)
STOP_ON_SUCCESS = clause(
    NoneOf, criteria=(clause(HeadacheDays, "1.a", per_month_less_than=15, in_each_of_last=months(3)),)
)
CAPS = clause(
    AllOf,
    criteria=(
        clause(DoseAsked, "1.a", units_at_most=200),
        of(AETNA, "dose.2"),
        of(LNI, "courses.1"),
    ),
)
NOTES_OR_LETTER = clause(
    AnyOf,
    criteria=(
        clause(Attached, "1.a", document=DocumentKind.OFFICE_NOTE, signed=True),
        clause(Attached, "1.b", document=DocumentKind.LETTER, signed=True),
    ),
)
ON_DAYS: tuple[Row, ...] = (
    *rows(
        "so many hours on so many of the days",
        clause(AllOf, criteria=(of(AETNA, "initial.1"), of(AETNA, "initial.2"))),
        ("15 days, 8 of them long", in_months(NOW, headache_days=15, days_of_4_hours=8), MET),
        (
            "15 days, 7 of them long",
            in_months(NOW, headache_days=15, days_of_4_hours=7),
            NOT_MET,
        ),
        ("hours not recorded", in_months(NOW, headache_days=15), NOT_DOCUMENTED),
    ),
    *rows(
        "average over six months",
        of("australia_mbs/national_2026_11", "b.2"),
        ("12 and 18, by turns", {"headaches": {"months": half_year(12, 18)}}, MET),
        ("12 and 17, by turns", {"headaches": {"months": half_year(12, 17)}}, NOT_MET),
        ("five months", {"headaches": {"months": half_year(18, 18)[1:]}}, NOT_DOCUMENTED),
    ),
    *rows(
        "count over 90 consecutive days",
        clause(HeadacheDays, per_month_at_least=15, in_last_days=90),
        ("45 of 90", {"headaches": {"diaries": (diary("2026-01-15", "x." * 45),)}}, MET),
        ("44 of 90", {"headaches": {"diaries": (diary("2026-01-15", "x." * 44 + ".."),)}}, NOT_MET),
        ("a statement of 15 a month", in_months(NOW, headache_days=15), NOT_DOCUMENTED),
    ),
    *rows(
        "stop on success",
        STOP_ON_SUCCESS,
        (
            "15 in one of three months",
            {"headaches": {"months": (*counts(NOW[:2], headache_days=14), month(NOW[2], 15))}},
            MET,
        ),
        ("14 in each of three months", in_months(NOW, headache_days=14), NOT_MET),
        ("two months of 14", in_months(NOW[1:], headache_days=14), NOT_DOCUMENTED),
    ),
)
RESPONSES: tuple[Row, ...] = (
    *rows(
        "strict bound: more than 50 %",
        of(LNI, "response.1", RequestKind.CONTINUATION),
        ("11 fewer of 20", diaries(20, 9), MET),
        ("exactly half", diaries(20, 10), NOT_MET),
        ("no diary", course({"headache_days": 20}, {"headache_days": 9}), NOT_DOCUMENTED),
    ),
    *rows(
        "bound that is not strict: 50 % or more",
        of("australia_mbs/national_2026_11", "limit.2"),
        ("exactly half", course({"headache_days": 20}, {"headache_days": 10}), MET),
        ("a day short of half", course({"headache_days": 20}, {"headache_days": 11}), NOT_MET),
        ("half or a day short", course({"headache_days": 20}, {"headache_days": "10-11"}), NOT_DOCUMENTED),
    ),
    *rows(
        "response to the two treatments before",
        of("medicare/ngs_l33646_2021_05", "list.5", RequestKind.CONTINUATION),
        ("both helped", responses(True, True), MET),
        ("the last did not help", responses(True, False), NOT_MET),
        ("the one before did not help", responses(False, True), NOT_MET),
        ("of one nothing is said", responses(None, True), NOT_DOCUMENTED),
        ("one treatment so far", responses(True), Verdict.CHECK_BY_HAND),
    ),
    *rows(
        "after exactly so many cycles",
        of("nice/national_2026_11", "1.2.a", RequestKind.CONTINUATION),
        ("one cycle: not judged yet", course({"headache_days": 20}, {"headache_days": 20}, TWICE[:1]), MET),
        ("two cycles, 30 % fewer", course({"headache_days": 20}, {"headache_days": 14}), MET),
        ("two cycles, 25 % fewer", course({"headache_days": 20}, {"headache_days": 15}), NOT_MET),
        ("two cycles, no count", {"toxin_treatments": TWICE, "request": AGAIN}, NOT_DOCUMENTED),
    ),
    *rows(
        "days or hours or percent",
        DAYS_HOURS_OR_PERCENT,
        ("7 days fewer", course({"headache_days": 20}, {"headache_days": 13}), MET),
        ("100 hours fewer", course({"headache_days": 20, "hours": 200}, {"headache_days": 20, "hours": 100}), MET),
        ("half, of 8", course({"headache_days": 8}, {"headache_days": 4}), MET),
        (
            "6 days, 99 hours and 30 % fewer",
            course({"headache_days": 20, "hours": 300}, {"headache_days": 14, "hours": 201}),
            NOT_MET,
        ),
        ("6 days fewer, no hours", course({"headache_days": 20}, {"headache_days": 14}), NOT_DOCUMENTED),
    ),
)
ON_REQUEST: tuple[Row, ...] = (
    *rows(
        "caps of a visit, of a window over all illnesses, and of a lifetime",
        CAPS,
        ("200 now, 200 for another illness", given(("2026-03-01", 200, False)), MET),
        ("200 now, 201 for another illness", given(("2026-03-01", 201, False)), NOT_MET),
        ("201 now", {"request": {"units": 201, "service_date": PLANNED}}, NOT_MET),
        ("four courses so far", given(*((f"{year}-01-15", 155, True) for year in range(2022, 2026))), MET),
        ("five courses so far", given(*((f"{year}-01-15", 155, True) for year in range(2021, 2026))), NOT_MET),
        ("units of another illness not documented", given(("2026-03-01", None, False)), NOT_DOCUMENTED),
    ),
    *rows(
        "limit in units and in vials",
        of("magellan_rx/commercial_2018_06", "limit"),
        ("155 units from one vial", {"request": {"service_date": PLANNED}}, MET),
        ("501 units", {"request": {"units": 501, "service_date": PLANNED}}, NOT_MET),
        ("earlier vials not documented", given(("2026-03-01", 100, False)), NOT_DOCUMENTED),
    ),
    *rows(
        "statement instead of evidence",
        of("unitedhealthcare/commercial_2026_01", "3"),
        ("stated", {"attestations": (attested(Attested.LABEL_DOSING),)}, MET),
        ("denied", {"attestations": (attested(Attested.LABEL_DOSING, holds=False),)}, NOT_MET),
        ("nobody said so", {}, NOT_DOCUMENTED),
    ),
    *rows(
        "letter of attestation instead of the notes",
        NOTES_OR_LETTER,
        ("a signed letter", {"documents": (document(DocumentKind.LETTER, signed=True),)}, MET),
        ("a signed note", {"documents": (document(DocumentKind.OFFICE_NOTE, signed=True),)}, MET),
        ("a letter that is not signed", {"documents": (document(DocumentKind.LETTER),)}, NOT_DOCUMENTED),
    ),
    *rows(
        "taper attempted unless contraindicated",
        of(MHCP, "initial.3.b"),
        ("attempted", {"attestations": (attested(Attested.REBOUND_MITIGATION_TRIED),)}, MET),
        ("contraindicated", {"attestations": (attested(Attested.REBOUND_MITIGATION_INAPPROPRIATE),)}, MET),
        (
            "neither",
            {
                "attestations": (
                    attested(Attested.REBOUND_MITIGATION_TRIED, holds=False),
                    attested(Attested.REBOUND_MITIGATION_INAPPROPRIATE, holds=False),
                )
            },
            NOT_MET,
        ),
        ("nobody said", {}, NOT_DOCUMENTED),
    ),
)
