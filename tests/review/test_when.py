"""The earliest day is the first on which the policy is met, and not a day before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from priorauth.case.history import Counted
from priorauth.case.read import make_case
from priorauth.clinical.terms import RequestKind
from priorauth.errors import NoPolicyInEffect
from priorauth.review.evaluate import evaluate
from priorauth.review.verdict import Verdict
from priorauth.review.when import carry_on, outlook
from tests.samples import NAMES, policy_of, sample, sample_data

WAITING_HELPS = {
    "aetna_continuation_not_met_units_in_84_days": date(2026, 7, 15),  # 84 days after April 22
    "aetna_initial_not_met_age": date(2027, 3, 17),  # the 18th birthday
    "aetna_initial_not_met_headache_days": date(2026, 8, 1),  # May, June and July follow the month of 14
    "uhc_continuation_not_met_too_early": date(2026, 5, 20),  # 84 days after February 25
}


@pytest.mark.parametrize(("name", "day"), WAITING_HELPS.items())
def test_the_earliest_day(name: str, day: date) -> None:
    assert outlook(sample(name), policy_of(sample(name))).whole == day


@pytest.mark.parametrize("name", WAITING_HELPS)
def test_on_that_day_it_is_met_and_the_day_before_it_is_not(name: str) -> None:
    case, policy = sample(name), policy_of(sample(name))
    criterion, day = policy.requests[case.request.kind], WAITING_HELPS[name]

    def verdict(on: date) -> Verdict:
        return evaluate(criterion, Counted(carry_on(case, on)), policy.id).verdict

    assert verdict(day) is Verdict.MET
    assert verdict(day - timedelta(days=1)) is not Verdict.MET


def test_an_ongoing_trial_grows_into_its_length() -> None:
    data = sample_data("aetna_initial_ready")
    del data["trials"][1]["stopped"], data["trials"][2]
    data["trials"][1] |= {"started": "2026-05-01", "ongoing": True, "outcome": "ongoing"}
    case = make_case(data)

    assert outlook(case, policy_of(case)).whole == date(2026, 6, 30)  # 60 days after May 1


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("_ready")])
def test_what_is_met_is_met_today(name: str) -> None:
    case = sample(name)
    found = outlook(case, policy_of(case))

    assert (found.whole, found.clauses, found.enough) == (case.request.as_of, (), ())


@pytest.mark.parametrize(
    ("name", "enough"),
    [
        ("aetna_initial_gap_hours", ("initial.2",)),
        ("aetna_initial_gap_statement", ("initial.4 B",)),
        ("uhc_initial_gap_vague_frequency", ()),
        ("aetna_initial_not_met_headache_days", ()),
    ],
)
def test_the_single_answers_that_would_be_enough(name: str, enough: tuple[str, ...]) -> None:
    found = outlook(sample(name), policy_of(sample(name)))

    assert found.enough == enough


def test_what_waiting_cannot_mend_has_no_day() -> None:
    found = outlook(sample("aetna_initial_not_met_one_class"), policy_of(sample("aetna_initial_not_met_one_class")))

    assert found.whole is None
    assert [(one.clause, one.day) for one in found.clauses] == [("initial.3", None)]


def test_a_kind_of_request_without_a_rule_is_refused() -> None:
    case = sample("aetna_initial_ready")
    policy = policy_of(case)
    only = policy.model_copy(update={"requests": {RequestKind.CONTINUATION: policy.requests[RequestKind.CONTINUATION]}})

    with pytest.raises(NoPolicyInEffect):
        outlook(case, only)
