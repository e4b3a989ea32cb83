"""One trial counts only when it satisfies length, dose, purpose, route, outcome and recency by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.case.treatment import PreventiveTrial
from priorauth.clinical.calendar import Span, days, months, weeks
from priorauth.clinical.terms import DoseReached, FailureSign, Outcome, Whom
from priorauth.policy.criteria import ContraindicatedDrug, NotTolerated, PreventiveTrials, Tried
from priorauth.review.verdict import Verdict
from tests.builders import clause, judge, not_tolerated, trial

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
NOT_DOCUMENTED, BY_HAND = Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND
FAILED, INTOLERANT = Outcome.INADEQUATE_RESPONSE, Outcome.INTOLERANCE


def one_drug(*ways: Any, for_migraine: bool = True) -> PreventiveTrials:
    """Return the criterion "one preventive, which counts in one of these ways"."""
    return clause(PreventiveTrials, drugs_at_least=1, counts_if=ways, for_migraine=for_migraine)


def lasting(span: Span) -> PreventiveTrials:
    return one_drug(Tried(lasting_at_least=span))


EXACT = [
    pytest.param(days(60), 59, NOT_MET, id="59 days are not 60"),
    pytest.param(days(60), 60, MET, id="60 days are 60"),
    pytest.param(days(60), 61, MET, id="61 days are more than 60"),
    pytest.param(weeks(8), 55, NOT_MET, id="55 days are not 8 weeks"),
    pytest.param(weeks(8), 56, MET, id="56 days are 8 weeks"),
    pytest.param(days(60), 56, NOT_MET, id="8 weeks are not 60 days"),
    pytest.param(weeks(12), 83, NOT_MET, id="83 days are not 12 weeks"),
    pytest.param(weeks(12), 84, MET, id="84 days are 12 weeks"),
    pytest.param(months(2), 58, NOT_MET, id="6 January to 5 March is not 2 months"),
    pytest.param(months(2), 59, MET, id="6 January to 6 March is 2 months"),
    pytest.param(months(3), 89, NOT_MET, id="6 January to 5 April is not 3 months"),
    pytest.param(months(3), 90, MET, id="6 January to 6 April is 3 months"),
    pytest.param(days(30), 29, NOT_MET, id="29 days are not 30"),
    pytest.param(days(30), 30, MET, id="30 days are 30"),
]


@pytest.mark.parametrize(("asked", "lasted", "expected"), EXACT)
def test_exact_dates_are_held_against_the_policys_own_unit(asked: Span, lasted: int, expected: Verdict) -> None:
    assert judge(lasting(asked), trials=(trial("topiramate", lasted),)).verdict is expected


PARTIAL: list[Any] = [
    pytest.param(weeks(8), {"started": "2024-03", "stopped": "2024-06"}, MET, id="March to June: at least 62 days"),
    pytest.param(weeks(8), {"started": "2024-03", "stopped": "2024-05"}, NOT_DOCUMENTED, id="March to May: 31 to 91"),
    pytest.param(weeks(8), {"started": "2024-03", "stopped": "2024-03"}, NOT_MET, id="within March: at most 30 days"),
    pytest.param(days(60), {"started": "2023", "stopped": "2024"}, NOT_DOCUMENTED, id="2023 to 2024: 1 to 730 days"),
    pytest.param(days(60), {"started": "2022", "stopped": "2024"}, MET, id="2022 to 2024: more than a year"),
    pytest.param(days(60), {"started": "2024-01-01"}, NOT_DOCUMENTED, id="no end"),
    pytest.param(days(60), {"stopped": "2024-01-01"}, NOT_DOCUMENTED, id="no start"),
    pytest.param(days(60), {}, NOT_DOCUMENTED, id="no dates at all"),
    pytest.param(days(60), {"lasted": "60 days"}, MET, id="stated in the policy's unit"),
    pytest.param(days(60), {"lasted": "8 weeks"}, NOT_MET, id="8 weeks stated are not 60 days"),
    pytest.param(days(60), {"lasted": "9 weeks"}, MET, id="9 weeks stated are 63 days"),
    pytest.param(days(60), {"lasted": "2 months"}, NOT_DOCUMENTED, id="2 months stated are 59 to 62 days"),
    pytest.param(days(60), {"lasted": "3 months"}, MET, id="3 months stated are at least 89 days"),
    pytest.param(months(2), {"lasted": "2 months"}, MET, id="2 months stated are 2 months"),
    pytest.param(months(2), {"lasted": "8 weeks"}, NOT_MET, id="8 weeks stated are less than any 2 months"),
    pytest.param(months(2), {"lasted": "60 days"}, NOT_DOCUMENTED, id="60 days stated may be 2 months"),
    pytest.param(months(2), {"lasted": "62 days"}, MET, id="62 days stated are every 2 months"),
    pytest.param(weeks(8), {"lasted": "2 months"}, MET, id="2 months stated are more than 8 weeks"),
    pytest.param(weeks(8), {"lasted": "2 to 3 months"}, MET, id="2 to 3 months stated"),
    pytest.param(weeks(8), {"lasted": "6 to 10 weeks"}, NOT_DOCUMENTED, id="6 to 10 weeks stated"),
    pytest.param(
        months(2),
        {"started": "2024-12-30", "stopped": "2025-02-27", "lasted": "2 months"},
        NOT_DOCUMENTED,
        id="dates a day short of the 2 months stated: they contradict each other",
    ),
    pytest.param(
        days(60),
        {"started": "2025-01-06", "stopped": "2025-01-20", "lasted": "3 months"},
        NOT_DOCUMENTED,
        id="14 days dated, 3 months stated: they contradict each other",
    ),
    pytest.param(
        days(60),
        {"started": "2025-01-06", "stopped": "2025-06-06", "lasted": "2 weeks"},
        NOT_DOCUMENTED,
        id="5 months dated, 2 weeks stated: they contradict each other",
    ),
    pytest.param(
        days(60), {"started": "2025-01", "stopped": "2025-03", "lasted": "9 weeks"}, MET, id="stated inside the dates"
    ),
    pytest.param(days(60), {"started": "2026-02-14", "ongoing": True}, MET, id="ongoing for 60 days"),
    pytest.param(days(60), {"started": "2026-02-15", "ongoing": True}, NOT_MET, id="ongoing for 59 days"),
    pytest.param(days(60), {"started": "2026-02", "ongoing": True}, NOT_DOCUMENTED, id="ongoing since February"),
    pytest.param(
        days(60), {"started": "2026-02-15", "stopped": "2026-05-15"}, NOT_MET, id="days still to come do not count"
    ),
    pytest.param(
        days(60), {"started": "2026-02-15", "stopped": "9999-12-31"}, NOT_MET, id="no end, written as 9999-12-31"
    ),
    pytest.param(days(60), {"started": "2026-05-01", "stopped": "2026-12-01"}, NOT_MET, id="not even started"),
]


@pytest.mark.parametrize(("asked", "facts", "expected"), PARTIAL)
def test_length_is_met_only_when_every_reading_of_the_chart_reaches_it(
    asked: Span, facts: dict[str, Any], expected: Verdict
) -> None:
    assert judge(lasting(asked), trials=(trial("topiramate", **facts),)).verdict is expected


BOTH = (FAILED, INTOLERANT)
OUTCOMES = [
    pytest.param(BOTH, FAILED, MET, id="inadequate response counts"),
    pytest.param(BOTH, INTOLERANT, MET, id="intolerance counts where it is listed"),
    pytest.param((FAILED,), INTOLERANT, NOT_MET, id="intolerance does not count where only failure is listed"),
    pytest.param(BOTH, Outcome.EFFECTIVE, NOT_MET, id="an effective drug has not failed"),
    pytest.param(BOTH, Outcome.ONGOING, NOT_MET, id="an ongoing trial has not failed"),
    pytest.param(BOTH, None, NOT_DOCUMENTED, id="an unknown outcome is a question"),
    pytest.param(None, None, MET, id="a policy that names no outcome does not need one"),
]


@pytest.mark.parametrize(("accepted", "outcome", "expected"), OUTCOMES)
def test_outcome(accepted: tuple[Outcome, ...] | None, outcome: Outcome | None, expected: Verdict) -> None:
    criterion = one_drug(Tried(outcomes=accepted))
    assert judge(criterion, trials=(trial("topiramate", 90, outcome=outcome),)).verdict is expected


@pytest.mark.parametrize(
    ("asked", "for_migraine", "expected"),
    [
        pytest.param(True, True, MET, id="for migraine"),
        pytest.param(True, False, NOT_MET, id="for another illness"),
        pytest.param(True, None, NOT_DOCUMENTED, id="purpose unknown"),
        pytest.param(False, False, MET, id="the policy does not ask what for"),
        pytest.param(False, None, MET, id="the policy does not ask, and nobody knows"),
    ],
)
def test_purpose(asked: bool, for_migraine: bool | None, expected: Verdict) -> None:
    criterion = one_drug(Tried(outcomes=(FAILED,)), NotTolerated(), for_migraine=asked)
    given = trial("propranolol", 90, outcome=FAILED, for_migraine=for_migraine)
    assert judge(criterion, trials=(given,)).verdict is expected


def test_a_drug_given_for_blood_pressure_is_named_with_its_purpose() -> None:
    criterion = one_drug(Tried())
    given = trial("propranolol", 90, outcome=FAILED, for_migraine=False, prescribed_for="hypertension")
    assert "propranolol" in judge(criterion, trials=(given,)).because
    assert "hypertension" in judge(criterion, trials=(given,)).because


TOP_DOSES = (DoseReached.MAXIMUM, DoseReached.HIGHEST_TOLERATED)


@pytest.mark.parametrize(
    ("asked", "reached", "expected"),
    [
        pytest.param((), None, MET, id="the policy names no dose"),
        pytest.param(TOP_DOSES, DoseReached.MAXIMUM, MET, id="maximum"),
        pytest.param(TOP_DOSES, DoseReached.HIGHEST_TOLERATED, MET, id="highest tolerated"),
        pytest.param(TOP_DOSES, DoseReached.TARGET, NOT_MET, id="the target dose is below the maximum"),
        pytest.param(TOP_DOSES, None, NOT_DOCUMENTED, id="dose not documented"),
    ],
)
def test_dose_reached(asked: tuple[DoseReached, ...], reached: DoseReached | None, expected: Verdict) -> None:
    given = trial("topiramate", 90, dose={"amount": 100}, dose_reached=reached)
    assert judge(one_drug(Tried(dose=asked)), trials=(given,)).verdict is expected


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        pytest.param((FailureSign.NO_FEWER_MIGRAINE_DAYS,), MET, id="one of the signs"),
        pytest.param((FailureSign.EMERGENCY_OR_HOSPITAL,), MET, id="the other sign"),
        pytest.param((), NOT_DOCUMENTED, id="no sign documented"),
    ],
)
def test_sign_of_failure(signs: tuple[FailureSign, ...], expected: Verdict) -> None:
    criterion = one_drug(Tried(lasting_at_least=weeks(12), signs=tuple(FailureSign)))
    assert judge(criterion, trials=(trial("topiramate", 84, signs=signs),)).verdict is expected


@pytest.mark.parametrize(
    ("oral", "expected"), [(True, MET), (False, NOT_MET), (None, NOT_DOCUMENTED)], ids=["oral", "injected", "unknown"]
)
def test_route(oral: bool | None, expected: Verdict) -> None:
    assert judge(one_drug(Tried(oral=True)), trials=(trial("topiramate", 90, oral=oral),)).verdict is expected


@pytest.mark.parametrize(
    ("stopped", "expected"),
    [
        pytest.param("2021-04-16", MET, id="a day less than 5 years ago"),
        pytest.param("2021-04-15", NOT_MET, id="5 years ago to the day"),
        pytest.param("2021-04-14", NOT_MET, id="a day more than 5 years ago"),
        pytest.param("2021", NOT_DOCUMENTED, id="some day of that year"),
        pytest.param("2022", MET, id="any day of the year after"),
        pytest.param(None, NOT_DOCUMENTED, id="end unknown"),
    ],
)
def test_recency(stopped: str | None, expected: Verdict) -> None:
    criterion = one_drug(Tried(within_last=Span(count=5, unit="years")))
    given = trial("topiramate", started="2019", stopped=stopped)
    assert judge(criterion, trials=(given,)).verdict is expected


TWO_HALVES: list[Any] = [
    pytest.param((trial("topiramate", 90, outcome=FAILED),), MET, id="one trial that was long enough and failed"),
    pytest.param(
        (trial("topiramate", 90, outcome=Outcome.EFFECTIVE), trial("topiramate", 20, outcome=FAILED)),
        NOT_MET,
        id="length from one course and failure from another",
    ),
    pytest.param(
        (trial("topiramate", 40, outcome=FAILED), trial("Topamax", 40, outcome=FAILED)),
        NOT_MET,
        id="two short courses do not add up",
    ),
    pytest.param(
        (trial("topiramate", 20, outcome=FAILED), trial("topiramate", 90, outcome=FAILED)),
        MET,
        id="the better course of the same drug counts",
    ),
    pytest.param(
        (trial("topiramate", 90, outcome=FAILED, for_migraine=False), trial("topiramate", 20, outcome=FAILED)),
        NOT_MET,
        id="length from a course for another illness",
    ),
]


@pytest.mark.parametrize(("trials", "expected"), TWO_HALVES)
def test_one_trial_must_satisfy_everything_by_itself(trials: tuple[PreventiveTrial, ...], expected: Verdict) -> None:
    criterion = one_drug(Tried(outcomes=(FAILED,), lasting_at_least=days(60)))
    assert judge(criterion, trials=trials).verdict is expected


# failed after 2 months, or not tolerated, or contraindicated: the length qualifies "failed" only
PER_LIMB = one_drug(Tried(outcomes=(FAILED,), lasting_at_least=months(2)), NotTolerated(), ContraindicatedDrug())
LIMBS = [
    pytest.param({"days": 59, "outcome": FAILED}, MET, id="failed after 2 months"),
    pytest.param({"days": 58, "outcome": FAILED}, NOT_MET, id="failed a day short of 2 months"),
    pytest.param({"days": 10, "outcome": INTOLERANT}, MET, id="not tolerated after 10 days"),
    pytest.param({"days": 10, "outcome": INTOLERANT, "for_migraine": False}, NOT_MET, id="given for another illness"),
    pytest.param({"days": 10, "outcome": None}, NOT_DOCUMENTED, id="short, and why it ended is unknown"),
    pytest.param({"days": 90, "outcome": Outcome.EFFECTIVE}, NOT_MET, id="long enough, and it worked"),
    pytest.param({"started": "2026-03", "ongoing": True, "outcome": INTOLERANT}, NOT_DOCUMENTED, id="still taken"),
]


@pytest.mark.parametrize(("facts", "expected"), LIMBS)
def test_each_way_to_count_has_its_own_qualifiers(facts: dict[str, Any], expected: Verdict) -> None:
    assert judge(PER_LIMB, trials=(trial("topiramate", **facts),)).verdict is expected


# a trial of 60 days; the policy is silent on a drug stopped earlier because it was not tolerated
SILENT = one_drug(Tried(lasting_at_least=days(60), by_hand_if=(INTOLERANT,)))


@pytest.mark.parametrize(
    ("lasted", "outcome", "expected", "asked"),
    [
        pytest.param(60, INTOLERANT, MET, (), id="60 days, then not tolerated"),
        pytest.param(59, INTOLERANT, BY_HAND, (Whom.PAYER,), id="59 days, then not tolerated: the policy is silent"),
        pytest.param(59, FAILED, NOT_MET, (Whom.CLINICIAN,), id="59 days, then failed"),
        pytest.param(59, None, NOT_DOCUMENTED, (Whom.CLINICIAN,), id="59 days, and why it ended is unknown"),
        pytest.param(None, INTOLERANT, NOT_DOCUMENTED, (Whom.PHARMACY,), id="length unknown"),
    ],
)
def test_silence_of_the_policy_is_checked_by_hand(
    lasted: int | None, outcome: Outcome | None, expected: Verdict, asked: tuple[Whom, ...]
) -> None:
    finding = judge(SILENT, trials=(trial("topiramate", lasted, outcome=outcome),))
    assert finding.verdict is expected
    assert tuple(ask.whom for ask in finding.asks) == asked


def test_a_drug_nobody_recognises_is_checked_by_hand() -> None:
    finding = judge(one_drug(Tried()), trials=(trial("migrelief forte", 90, outcome=FAILED),))
    assert finding.verdict is BY_HAND
    assert "migrelief forte" in finding.asks[0].question


def test_the_reason_gives_the_days_and_the_evidence() -> None:
    finding = judge(PER_LIMB, trials=(trial("topiramate", 59, outcome=FAILED),))
    assert "topiramate" in finding.because
    assert "59 days" in finding.because
    assert [one.dated for one in finding.evidence] == [date(2026, 4, 2)]


def test_an_acute_medicine_is_no_preventive() -> None:
    finding = judge(one_drug(Tried()), trials=(trial("sumatriptan", 90, outcome=FAILED),))
    assert finding.verdict is NOT_MET


def test_no_trial_is_a_question_and_a_trial_that_cannot_count_is_not_met() -> None:
    assert judge(one_drug(Tried())).verdict is NOT_DOCUMENTED
    assert judge(one_drug(Tried()), trials=(trial("Botox", 90, outcome=FAILED),)).verdict is NOT_MET


SAID: list[Any] = [
    pytest.param({"days": 59}, "59 days", id="exact"),
    pytest.param({"days": 1}, "1 day", id="one day"),
    pytest.param({"started": "2024-03", "stopped": "2024-05"}, "31–91 days", id="by months"),
    pytest.param({"lasted": "2 to 3 months"}, "2 to 3 months", id="stated"),
    pytest.param({"started": "2024-03", "lasted": "2 months"}, "2 months", id="stated beside a beginning"),
    pytest.param({"started": "2024-03", "stopped": "2024-05", "lasted": "2 months"}, "59–62 days", id="both"),
    pytest.param({"stopped": "2024-05"}, "start not documented", id="no start"),
    pytest.param({"started": "2024-03"}, "end not documented", id="no end"),
    pytest.param({}, "start not documented", id="nothing"),
    pytest.param({"days": 10, "lasted": "2 months"}, "contradict each other", id="contradiction"),
]


@pytest.mark.parametrize(("facts", "expected"), SAID)
def test_the_length_is_said_as_exactly_as_it_is_known(facts: dict[str, Any], expected: str) -> None:
    finding = judge(lasting(Span(count=100, unit="months")), trials=(trial("topiramate", **facts),))
    assert expected in finding.because


def test_what_was_not_tolerated_is_said() -> None:
    short = trial("topiramate", 10, outcome=INTOLERANT, side_effects=("paresthesia", "weight loss"))
    assert "not tolerated (paresthesia and weight loss)" in judge(PER_LIMB, trials=(short,)).because
    failed = trial("topiramate", 90, outcome=FAILED, side_effects=("paresthesia",))
    assert "paresthesia" not in judge(PER_LIMB, trials=(failed,)).because
    assert (
        "not tolerated (syncope)"
        in judge(PER_LIMB, intolerances=(not_tolerated("nadolol", reaction="syncope"),)).because
    )
