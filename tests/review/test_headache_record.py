"""Diagnosis, duration, diary, ICHD-3, the months before treatment, and rules that stop treatment on success."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.clinical.calendar import Span, months
from priorauth.clinical.terms import Attested, Counting, RequestKind
from priorauth.policy.criteria import (
    ChronicFor,
    DiagnosisCode,
    DiaryKept,
    HeadacheDays,
    Ichd3ChronicMigraine,
    NoneOf,
)
from priorauth.review.verdict import Verdict
from tests.builders import attested, chronic_since, clause, diagnosis, diary, judge, month, stated, treated

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
NOT_DOCUMENTED, BY_HAND = Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        pytest.param(("G43.719",), MET, id="a listed code"),
        pytest.param(("G43.709",), NOT_MET, id="another chronic code"),
        pytest.param(("G43.019",), NOT_MET, id="an episodic code"),
        pytest.param(("R51.9", "G43.719"), MET, id="a listed code beside others"),
        pytest.param((), NOT_DOCUMENTED, id="no diagnosis"),
    ],
)
def test_diagnosis_code(codes: tuple[str, ...], expected: Verdict) -> None:
    criterion = clause(DiagnosisCode, any_of=("G43.711", "G43.719"))
    assert judge(criterion, diagnoses=tuple(diagnosis(code) for code in codes)).verdict is expected


def test_the_reason_says_what_a_code_was_derived_from() -> None:
    criterion = clause(DiagnosisCode, any_of=("G43.719",))
    mapped = (diagnosis("G43.719", mapped_from="SNOMED CT 124171000119105"),)
    assert judge(criterion, diagnoses=mapped).because.endswith("(from SNOMED CT 124171000119105)")
    assert judge(criterion, diagnoses=(diagnosis("G43.719"),)).because == "G43.719 is documented"


def test_an_old_diary_is_named_by_its_latest_month() -> None:
    assert "August 2019" in judge(clause(DiaryKept, months_at_least=2), headaches=kept("2019-07", "2019-08")).because


MORE_THAN_3 = clause(ChronicFor, more_than=months(3))
AT_LEAST_6 = clause(ChronicFor, at_least=months(6))


@pytest.mark.parametrize(
    ("criterion", "since", "expected"),
    [
        pytest.param(MORE_THAN_3, "2026-01-14", MET, id="3 months and a day"),
        pytest.param(MORE_THAN_3, "2026-01-15", NOT_MET, id="3 months to the day are not more"),
        pytest.param(MORE_THAN_3, "2026-01", NOT_DOCUMENTED, id="some day of January"),
        pytest.param(MORE_THAN_3, "2025-12", MET, id="any day of December"),
        pytest.param(MORE_THAN_3, "2025/2026", NOT_DOCUMENTED, id="some day of two years"),
        pytest.param(AT_LEAST_6, "2025-10-15", MET, id="6 months to the day"),
        pytest.param(AT_LEAST_6, "2025-10-16", NOT_MET, id="a day less than 6 months"),
        pytest.param(AT_LEAST_6, "2027", NOT_MET, id="a year to come"),
    ],
)
def test_chronic_since(criterion: ChronicFor, since: str, expected: Verdict) -> None:
    assert judge(criterion, headaches={"chronic_since": chronic_since(since)}).verdict is expected


def months_of(days: int, *names: str) -> tuple[Any, ...]:
    return tuple(month(name, days) for name in names)


LAST_4 = ("2025-12", "2026-01", "2026-02", "2026-03")
DURATIONS: list[Any] = [
    pytest.param({}, {}, NOT_DOCUMENTED, id="nothing documented"),
    pytest.param({}, {"diagnoses": (diagnosis("G43.719", since="2024-05"),)}, MET, id="onset of the chronic diagnosis"),
    pytest.param({}, {"diagnoses": (diagnosis("G43.019", since="2015"),)}, NOT_DOCUMENTED, id="onset of episodic"),
    pytest.param(
        {"chronic_since": chronic_since("2026-03-01")},
        {"diagnoses": (diagnosis("G43.719", since="2015"),)},
        NOT_DOCUMENTED,
        id="two dates contradict each other",
    ),
    pytest.param({"months": months_of(15, *LAST_4)}, {}, MET, id="4 counted months of 15 days"),
    pytest.param({"months": months_of(15, *LAST_4[1:])}, {}, NOT_DOCUMENTED, id="3 counted months are not more than 3"),
    pytest.param({"months": months_of(14, *LAST_4)}, {}, NOT_DOCUMENTED, id="4 counted months of 14 days"),
    pytest.param(
        {"months": months_of(20, "2019-01", "2019-02", "2019-03", "2019-04", "2019-05")},
        {},
        NOT_DOCUMENTED,
        id="counted months of years ago",
    ),
    pytest.param(
        {"frequencies": (stated(per_month=18, since="2026-01-01"),)},
        {},
        MET,
        id="stated for January to April, of which 3 months and 14 days are over",
    ),
    pytest.param(
        {"frequencies": (stated(per_month=18, since="2026-02-01"),)},
        {},
        NOT_DOCUMENTED,
        id="stated for February to April: the rest of April is still to come",
    ),
]


@pytest.mark.parametrize(("headaches", "parts", "expected"), DURATIONS)
def test_for_more_than_three_months(headaches: dict[str, Any], parts: dict[str, Any], expected: Verdict) -> None:
    assert judge(MORE_THAN_3, headaches=headaches, **parts).verdict is expected


def test_days_of_the_running_month_to_come_do_not_count() -> None:
    """A statement of 3 April that goes back to 1 February has held for two months and two days."""
    criterion = clause(ChronicFor, at_least=months(3))
    early = stated(per_month=20, since="2026-02-01", on=date(2026, 4, 3))
    headaches = {"frequencies": (early,)}
    assert judge(criterion, headaches=headaches, request={"as_of": date(2026, 4, 3)}).verdict is NOT_DOCUMENTED


FULL = {"2026-01": 31, "2026-02": 28, "2026-03": 31}


def kept(*names: str, blank: int = 0) -> dict[str, Any]:
    """Return one diary of these months, the last of them with so many days left blank."""
    marks = {name: "x" * (FULL.get(name, 30) - (blank if name == names[-1] else 0)) for name in names}
    return {"diaries": tuple(diary(f"{name}-01", days) for name, days in marks.items())}


THREE_MONTHS = clause(DiaryKept, months_at_least=3)


@pytest.mark.parametrize(
    ("headaches", "expected"),
    [
        pytest.param(kept("2026-01", "2026-02", "2026-03"), MET, id="every day of 3 months"),
        pytest.param(kept("2026-01", "2026-02", "2026-03", blank=1), BY_HAND, id="one day blank"),
        pytest.param(kept("2026-02", "2026-03"), NOT_MET, id="2 months"),
        pytest.param(kept("2026-01", "2026-03"), NOT_MET, id="a month between is missing"),
        pytest.param({}, NOT_DOCUMENTED, id="no diary"),
        pytest.param({"months": months_of(15, *LAST_4)}, NOT_DOCUMENTED, id="counts without a diary"),
        pytest.param(
            {"months": tuple(month(name, 15, days_recorded=days) for name, days in FULL.items())},
            MET,
            id="counts that say how many days were recorded",
        ),
        pytest.param(
            {"diaries": tuple(diary(f"2019-{n:02}-01", "x" * 31) for n in (7, 8))}, NOT_DOCUMENTED, id="years ago"
        ),
        pytest.param(kept("2019-06", "2026-01", "2026-02", "2026-03"), MET, id="an old diary beside a recent one"),
        pytest.param(
            {"diaries": (diary("2026-01-01", "x" * 45), diary("2026-02-15", "." * 45))},
            MET,
            id="two diaries that together have every day",
        ),
    ],
)
def test_diary_kept(headaches: dict[str, Any], expected: Verdict) -> None:
    assert judge(THREE_MONTHS, headaches=headaches).verdict is expected


CHRONIC = {
    "chronic_since": chronic_since("2024-05"),
    "months": tuple(month(name, 15, migraine_days=8) for name in ("2026-01", "2026-02", "2026-03")),
}
STATED = (attested(Attested.FIVE_MIGRAINE_ATTACKS), attested(Attested.NOT_BETTER_EXPLAINED))
ICHD3: list[Any] = [
    pytest.param({}, {}, [MET, MET, MET, MET, MET], id="all of A to D"),
    pytest.param({"months": ()}, {}, [NOT_DOCUMENTED, MET, MET, NOT_DOCUMENTED, MET], id="no counts"),
    pytest.param(
        {"months": months_of(15, "2026-01", "2026-02", "2026-03")},
        {},
        [MET, MET, MET, NOT_DOCUMENTED, MET],
        id="no migraine days",
    ),
    pytest.param(
        {"chronic_since": chronic_since("2026-02-20")}, {}, [MET, NOT_MET, MET, MET, MET], id="chronic since February"
    ),
    pytest.param({}, {"attestations": STATED[:1]}, [MET, MET, MET, MET, NOT_DOCUMENTED], id="D not stated"),
    pytest.param({}, {"attestations": STATED[1:]}, [MET, MET, NOT_DOCUMENTED, MET, MET], id="B not stated"),
]


@pytest.mark.parametrize(("headaches", "parts", "expected"), ICHD3)
def test_ichd3_has_a_finding_for_each_of_a_to_d(
    headaches: dict[str, Any], parts: dict[str, Any], expected: list[Verdict]
) -> None:
    finding = judge(
        clause(Ichd3ChronicMigraine), headaches={**CHRONIC, **headaches}, **{"attestations": STATED, **parts}
    )
    assert [child.verdict for child in finding.findings] == expected
    assert (finding.verdict is MET) is (set(expected) == {MET})


BEFORE = clause(HeadacheDays, per_month_at_least=15, before_treatment=True)
BEFORE_MIGRAINE = clause(HeadacheDays, counting=Counting.MIGRAINE_DAY, per_month_at_least=8, before_treatment=True)
TREATED: dict[str, Any] = {"toxin_treatments": (treated("2025-10-07"),), "request": {"kind": RequestKind.CONTINUATION}}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((month("2025-09", 15), month("2026-03", 4)), MET, id="15 before, 4 now"),
        pytest.param((month("2025-09", 14), month("2026-03", 20)), NOT_MET, id="14 before, 20 now"),
        pytest.param((month("2026-03", 20),), NOT_DOCUMENTED, id="only the months since are known"),
        pytest.param((month("2025-10", 20),), NOT_DOCUMENTED, id="the month of the first treatment is not before it"),
        pytest.param((month("2025-07", 15),), MET, id="less than 3 months before"),
        pytest.param((month("2025-06", 15),), NOT_DOCUMENTED, id="more than 3 months before the first treatment"),
    ],
)
def test_months_before_treatment(counts: tuple[Any, ...], expected: Verdict) -> None:
    assert judge(BEFORE, headaches={"months": counts}, **TREATED).verdict is expected


def test_a_continuation_without_a_documented_treatment_has_no_months_before_it() -> None:
    continuation = {"kind": RequestKind.CONTINUATION}
    headaches = {"months": (month("2026-03", 20, migraine_days=10),)}
    assert judge(BEFORE, headaches=headaches, request=continuation).verdict is NOT_DOCUMENTED
    assert judge(BEFORE_MIGRAINE, headaches=headaches, request=continuation).verdict is NOT_DOCUMENTED
    assert judge(BEFORE, headaches=headaches).verdict is MET


@pytest.mark.parametrize(
    ("treatments", "expected"),
    [
        pytest.param((treated("2025-08-05", for_migraine=None), treated("2025-10-07")), NOT_DOCUMENTED, id="before it"),
        pytest.param((treated("2025-10-07", for_migraine=None),), NOT_DOCUMENTED, id="the only one"),
        pytest.param((treated("2025-10-07"), treated("2026-01-06", for_migraine=None)), MET, id="after it"),
        pytest.param((treated("2025-08-05", for_migraine=False), treated("2025-10-07")), MET, id="for another illness"),
    ],
)
def test_a_treatment_that_may_have_been_the_first_leaves_open_what_was_before(
    treatments: tuple[Any, ...], expected: Verdict
) -> None:
    headaches = {"months": (month("2025-09", 15),)}
    assert judge(BEFORE, headaches=headaches, toxin_treatments=treatments).verdict is expected


def test_a_treatment_for_another_illness_or_of_a_later_day_begins_nothing() -> None:
    others = (treated("2025-01-07", for_migraine=False), treated("2026-05-01"))
    headaches = {"months": (month("2026-03", 15),)}
    assert judge(BEFORE, headaches=headaches, toxin_treatments=others).verdict is MET


def stop_below(days: int) -> NoneOf:
    """Return the rule that stops treatment with fewer headache days than this in each of 3 months."""
    episodic = clause(HeadacheDays, "stop", per_month_less_than=days, in_each_of_last=months(3))
    return clause(NoneOf, criteria=(episodic,))


@pytest.mark.parametrize(
    ("days", "counts", "expected"),
    [
        pytest.param(15, (14, 14, 14), NOT_MET, id="14 in each of 3 months: stop"),
        pytest.param(15, (14, 14, 15), MET, id="15 in one of them: go on"),
        pytest.param(15, (14, "14-15", 14), NOT_DOCUMENTED, id="one is not exact enough"),
        pytest.param(10, (9, 9, 9), NOT_MET, id="9 in each of 3 months: stop"),
        pytest.param(10, (10, 9, 9), MET, id="10 in one of them: go on"),
        pytest.param(10, (9, None, 9), NOT_DOCUMENTED, id="one is missing"),
        pytest.param(10, (9, None, 10), MET, id="one is missing, another is enough"),
    ],
)
def test_stop_on_success(days: int, counts: tuple[Any, ...], expected: Verdict) -> None:
    found = tuple(month(name, count) for name, count in zip(FULL, counts, strict=True) if count is not None)
    assert judge(stop_below(days), headaches={"months": found}).verdict is expected


def test_the_reason_names_the_months_and_what_is_missing() -> None:
    criterion = clause(HeadacheDays, per_month_at_least=15, in_each_of_last=Span(count=3, unit="months"))
    finding = judge(criterion, headaches={"months": (month("2026-01", 18), month("2026-03", "16-20"))})
    assert "18 in January 2026" in finding.because
    assert "16–20 in March 2026" in finding.because
    assert "nothing documented for February 2026" in finding.because
    assert "February 2026" in finding.asks[0].question


def test_the_reason_says_why_a_beginning_does_not_decide() -> None:
    vague = judge(MORE_THAN_3, headaches={"chronic_since": chronic_since("2026-01")})
    assert "chronic since January 2026: not exact enough" in vague.because
    since_2015 = (diagnosis("G43.719", since="2015"),)
    both = judge(MORE_THAN_3, headaches={"chronic_since": chronic_since("2026-03-01")}, diagnoses=since_2015)
    assert "chronic since March 1, 2026 or 2015: two documents disagree" in both.because
    assert "before the first treatment" in judge(BEFORE, **TREATED).because
    assert "before" not in judge(clause(HeadacheDays, per_month_at_least=15)).because
