"""The course of treatments, scores, and medicines for the attacks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.clinical.calendar import Span, months
from priorauth.clinical.terms import Attested, Instrument, RequestKind, Whom
from priorauth.policy.criteria import (
    AcuteMedicineDays,
    AllOf,
    MedicationOveruse,
    ResponseDocumented,
    ScoreDocumented,
    TreatmentsGiven,
)
from priorauth.review.verdict import Verdict
from tests.builders import acute, attested, clause, judge, score, treated

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
NOT_DOCUMENTED, BY_HAND = Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND

DAYS = ("2024-10-01", "2025-01-07", "2025-04-08", "2025-07-08", "2025-10-07")
CONTINUATION = {"kind": RequestKind.CONTINUATION}
AT_LEAST_2 = clause(TreatmentsGiven, at_least=2)
LESS_THAN_5 = clause(TreatmentsGiven, less_than=5)


def given(count: int, *, unclear: int = 0, elsewhere: int = 0) -> tuple[Any, ...]:
    """Return so many treatments for migraine, of unknown purpose, and for another illness."""
    purposes = (True,) * count + (None,) * unclear + (False,) * elsewhere
    return tuple(treated(day, for_migraine=purpose) for day, purpose in zip(DAYS, purposes, strict=False))


TREATMENTS: list[Any] = [
    pytest.param(AT_LEAST_2, given(1), NOT_MET, id="2 asked, 1 given"),
    pytest.param(AT_LEAST_2, given(2), MET, id="2 asked, 2 given"),
    pytest.param(AT_LEAST_2, given(1, unclear=1), NOT_DOCUMENTED, id="2 asked, the second of unknown purpose"),
    pytest.param(AT_LEAST_2, given(1, elsewhere=1), NOT_MET, id="2 asked, the second for another illness"),
    pytest.param(AT_LEAST_2, (), NOT_DOCUMENTED, id="2 asked, none documented"),
    pytest.param(AT_LEAST_2, (*given(1), treated("2026-04-16")), NOT_MET, id="2 asked, the second is still to come"),
    pytest.param(LESS_THAN_5, given(4), MET, id="5 is too many, 4 given"),
    pytest.param(LESS_THAN_5, given(5), NOT_MET, id="5 is too many, 5 given"),
    pytest.param(LESS_THAN_5, given(4, unclear=1), NOT_DOCUMENTED, id="5 is too many, the fifth of unknown purpose"),
    pytest.param(LESS_THAN_5, given(4, elsewhere=1), MET, id="5 is too many, the fifth for another illness"),
    pytest.param(LESS_THAN_5, (), MET, id="5 is too many, a first request"),
]


@pytest.mark.parametrize(("criterion", "treatments", "expected"), TREATMENTS)
def test_treatments_given(criterion: TreatmentsGiven, treatments: tuple[Any, ...], expected: Verdict) -> None:
    assert judge(criterion, toxin_treatments=treatments).verdict is expected


def test_a_continuation_with_no_treatment_documented_is_no_first_course() -> None:
    assert judge(LESS_THAN_5, request=CONTINUATION).verdict is NOT_DOCUMENTED


def improved(*answers: bool | None, last_for: bool | None = True) -> tuple[Any, ...]:
    """Return treatments with these answers, the last of them for this purpose."""
    purposes = (*(True,) * (len(answers) - 1), last_for)
    return tuple(
        treated(day, for_migraine=purpose, improved=answer, response=None if answer is None else "as the note says")
        for day, answer, purpose in zip(DAYS, answers, purposes, strict=False)
    )


BENEFITS: list[Any] = [
    pytest.param(improved(True, True), MET, id="both"),
    pytest.param(improved(False, True, True), MET, id="the last two of three"),
    pytest.param(improved(True, False), NOT_MET, id="the last one did not help"),
    pytest.param(improved(False, True), NOT_MET, id="the one before did not help"),
    pytest.param(improved(True, None), NOT_DOCUMENTED, id="the last one is not documented"),
    pytest.param(improved(None, False), NOT_MET, id="one unknown, one without benefit"),
    pytest.param(improved(True), BY_HAND, id="only one was given: the policy does not say"),
    pytest.param(improved(None), NOT_DOCUMENTED, id="only one, and not documented"),
    pytest.param(improved(False), NOT_MET, id="only one, and it did not help"),
    pytest.param(improved(True, True, False, last_for=False), MET, id="a later one for another illness"),
    pytest.param(improved(True, True, False, last_for=None), NOT_DOCUMENTED, id="a later one of unknown purpose"),
    pytest.param((), NOT_DOCUMENTED, id="none"),
]


@pytest.mark.parametrize(("treatments", "expected"), BENEFITS)
def test_benefit_of_the_last_two_treatments(treatments: tuple[Any, ...], expected: Verdict) -> None:
    criterion = clause(ResponseDocumented, in_each_of_last=2)
    assert judge(criterion, toxin_treatments=treatments).verdict is expected


HIT_6, MIDAS = Instrument.HIT_6, Instrument.MIDAS
ANY_SCORE = clause(ScoreDocumented, any_of=(HIT_6, MIDAS))
HIT_6_AT_LEAST_60 = clause(ScoreDocumented, any_of=(HIT_6,), total_at_least=60, within_last=months(3))
SCORES: list[Any] = [
    pytest.param(ANY_SCORE, (score(MIDAS, 21),), MET, id="either instrument"),
    pytest.param(ANY_SCORE, (), NOT_DOCUMENTED, id="none"),
    pytest.param(HIT_6_AT_LEAST_60, (score(HIT_6, 60),), MET, id="60"),
    pytest.param(HIT_6_AT_LEAST_60, (score(HIT_6, 59),), NOT_MET, id="59"),
    pytest.param(HIT_6_AT_LEAST_60, (score(MIDAS, 100),), NOT_DOCUMENTED, id="another instrument"),
    pytest.param(HIT_6_AT_LEAST_60, (score(HIT_6, 66, date(2026, 1, 15)),), MET, id="3 months ago to the day"),
    pytest.param(HIT_6_AT_LEAST_60, (score(HIT_6, 66, date(2026, 1, 14)),), NOT_DOCUMENTED, id="a day too old"),
    pytest.param(HIT_6_AT_LEAST_60, (score(HIT_6, 66, date(2026, 4, 16)),), NOT_DOCUMENTED, id="of a later day"),
    pytest.param(
        HIT_6_AT_LEAST_60, (score(HIT_6, 66, date(2026, 2, 1)), score(HIT_6, 50)), NOT_MET, id="the latest one decides"
    ),
]


@pytest.mark.parametrize(("criterion", "scores", "expected"), SCORES)
def test_score(criterion: ScoreDocumented, scores: tuple[Any, ...], expected: Verdict) -> None:
    assert judge(criterion, scores=scores).verdict is expected


def test_the_reason_gives_the_band_of_the_score() -> None:
    assert "HIT-6 60 on 2026-04-15 (severe impact)" in judge(HIT_6_AT_LEAST_60, scores=(score(HIT_6, 60),)).because


TWO_A_WEEK = clause(AcuteMedicineDays, days_per_week_at_most=2)
WEEKLY: list[Any] = [
    pytest.param((acute("sumatriptan", 8),), MET, id="8 days a month are 2 a week in every month"),
    pytest.param((acute("sumatriptan", 9),), NOT_MET, id="9 days a month are more in every month"),
    pytest.param((acute("sumatriptan", "8-9"),), NOT_DOCUMENTED, id="8 or 9 days a month"),
    pytest.param((acute("sumatriptan", 5), acute("naproxen", 3)), MET, id="5 and 3 days are 8 at most"),
    pytest.param((acute("sumatriptan", 5), acute("naproxen", 4)), NOT_DOCUMENTED, id="5 and 4 days are 5 to 9"),
    pytest.param((acute("sumatriptan", 5), acute("naproxen")), NOT_DOCUMENTED, id="one is not counted"),
    pytest.param((acute("sumatriptan", "at least 2"),), NOT_DOCUMENTED, id="no upper end"),
    pytest.param((acute("sumatriptan", 8, date(2026, 1, 15)),), MET, id="stated 3 months ago"),
    pytest.param((acute("sumatriptan", 8, date(2026, 1, 14)),), NOT_DOCUMENTED, id="stated too long ago"),
    pytest.param((acute("sumatriptan", 8, date(2026, 4, 16)),), NOT_DOCUMENTED, id="stated on a later day"),
    pytest.param((), NOT_DOCUMENTED, id="none documented"),
]


@pytest.mark.parametrize(("medicines", "expected"), WEEKLY)
def test_days_with_acute_medicines(medicines: tuple[Any, ...], expected: Verdict) -> None:
    assert judge(TWO_A_WEEK, acute_medicines=medicines).verdict is expected


OVERUSE: list[Any] = [
    pytest.param((acute("sumatriptan", 9),), MET, id="triptan: 9 days"),
    pytest.param((acute("sumatriptan", 10),), NOT_DOCUMENTED, id="triptan: 10 days"),
    pytest.param((acute("sumatriptan", "9-10"),), NOT_DOCUMENTED, id="triptan: 9 or 10 days"),
    pytest.param((acute("ibuprofen", 14),), MET, id="NSAID: 14 days"),
    pytest.param((acute("ibuprofen", 15),), NOT_DOCUMENTED, id="NSAID: 15 days"),
    pytest.param((acute("ibuprofen", 7), acute("Tylenol", 7)), MET, id="one class of analgesics: 7 and 7 days"),
    pytest.param((acute("ibuprofen", 8), acute("Tylenol", 7)), NOT_DOCUMENTED, id="one class of analgesics: 8 and 7"),
    pytest.param((acute("sumatriptan", 5), acute("Treximet", 5)), NOT_DOCUMENTED, id="two triptans: 5 and 5"),
    pytest.param((acute("Excedrin Migraine", 5), acute("Fioricet", 5)), NOT_DOCUMENTED, id="two combinations: 5 and 5"),
    pytest.param((acute("hydrocodone-acetaminophen", 12),), NOT_DOCUMENTED, id="opioid with paracetamol: 12 days"),
    pytest.param((acute("butalbital-acetaminophen-caffeine", 12),), NOT_DOCUMENTED, id="butalbital: 12 days"),
    pytest.param((acute("aspirin-acetaminophen-caffeine", 12),), NOT_DOCUMENTED, id="with caffeine: 12 days"),
    pytest.param((acute("acetaminophen / ibuprofen", 12),), MET, id="two analgesics, no adjuvant: 12 days"),
    pytest.param((acute("Tylenol #3", 12),), NOT_DOCUMENTED, id="paracetamol with codeine: 12 days"),
    pytest.param((acute("sumatriptan", 4), acute("ibuprofen", 5)), MET, id="two classes: 9 days together at most"),
    pytest.param((acute("sumatriptan", 5), acute("ibuprofen", 5)), NOT_DOCUMENTED, id="two classes: 10 days together"),
    pytest.param((acute("Treximet", 9),), MET, id="a tablet of two classes: 9 days"),
    pytest.param((acute("Treximet", 10),), NOT_DOCUMENTED, id="a tablet of two classes: 10 days"),
    pytest.param((acute("Fioricet", 9),), MET, id="butalbital: 9 days"),
    pytest.param((acute("Fioricet", 10),), NOT_DOCUMENTED, id="butalbital: 10 days"),
    pytest.param((acute("sumatriptan", 4), acute("ibuprofen")), NOT_DOCUMENTED, id="one is not counted"),
    pytest.param((acute("sumatriptan", 4), acute("headache mix", 20)), NOT_DOCUMENTED, id="one is not recognised"),
    pytest.param((acute("sumatriptan", 4), acute("ondansetron")), MET, id="an antiemetic does not matter"),
    pytest.param((acute("sumatriptan", 4, date(2025, 4, 1)),), NOT_DOCUMENTED, id="stated a year ago"),
    pytest.param((acute("Ubrelvy", 12),), NOT_DOCUMENTED, id="a class without a verified number"),
    pytest.param((), NOT_DOCUMENTED, id="none documented"),
]


@pytest.mark.parametrize(("medicines", "expected"), OVERUSE)
def test_overuse_is_absent_only_by_numbers_that_are_all_known(medicines: tuple[Any, ...], expected: Verdict) -> None:
    assert judge(clause(MedicationOveruse), acute_medicines=medicines).verdict is expected


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        pytest.param((attested(Attested.OVERUSE_ADDRESSED),), MET, id="stated to be addressed"),
        pytest.param((attested(Attested.OVERUSE_ADDRESSED, holds=False),), NOT_MET, id="stated not to be addressed"),
        pytest.param((attested(Attested.OVERUSE_ADDRESSED, date(2026, 4, 16)),), NOT_DOCUMENTED, id="stated later"),
    ],
)
def test_overuse_that_a_clinician_has_addressed(statements: tuple[Any, ...], expected: Verdict) -> None:
    finding = judge(clause(MedicationOveruse), acute_medicines=(acute("sumatriptan", 20),), attestations=statements)
    assert finding.verdict is expected


def test_two_courses_then_response_then_a_lifetime_cap() -> None:
    """Five courses for life, and a response to the first two before the third."""
    criterion = clause(AllOf, criteria=(clause(TreatmentsGiven, "a", less_than=5), clause(ResponseDocumented, "b")))
    assert judge(criterion, toxin_treatments=improved(True, True, True, True)).verdict is MET
    assert judge(criterion, toxin_treatments=improved(True, True, True, True, True)).verdict is NOT_MET


def test_a_window_may_be_given_in_years() -> None:
    criterion = clause(ScoreDocumented, any_of=(HIT_6,), within_last=Span(count=1, unit="years"))
    assert judge(criterion, scores=(score(HIT_6, 66, date(2025, 4, 15)),)).verdict is MET
    assert judge(criterion, scores=(score(HIT_6, 66, date(2025, 4, 14)),)).verdict is NOT_DOCUMENTED


def test_what_is_open_is_asked_and_what_is_decided_is_not() -> None:
    decided = judge(AT_LEAST_2, toxin_treatments=given(2))
    unclear = judge(AT_LEAST_2, toxin_treatments=given(1, unclear=1))
    assert (decided.asks, [ask.whom for ask in unclear.asks]) == ((), [Whom.CLINICIAN])
    assert judge(AT_LEAST_2, toxin_treatments=given(1)).because.startswith("1 earlier treatment for migraine")
    assert decided.because.startswith("2 earlier treatments for migraine")
    enough = judge(TWO_A_WEEK, acute_medicines=(acute("sumatriptan", 8),))
    between = judge(TWO_A_WEEK, acute_medicines=(acute("sumatriptan", 5), acute("naproxen", 4)))
    assert (enough.asks, [ask.whom for ask in between.asks]) == ((), [Whom.PATIENT])
    assert "5–9 days" in between.because
