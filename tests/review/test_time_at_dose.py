"""Time at the target dose: the way up to it does not count, and what is not exact stays open."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from priorauth.clinical.calendar import weeks
from priorauth.clinical.terms import DoseReached
from priorauth.policy.trials import PreventiveTrials, Tried
from priorauth.review.verdict import Verdict
from tests.builders import clause, judge, trial

EIGHT_WEEKS = clause(
    PreventiveTrials,
    drugs_at_least=1,
    counts_if=(Tried(dose=(DoseReached.TARGET,), at_dose_for_at_least=weeks(8)),),
)


@pytest.mark.parametrize(
    ("since", "verdict", "because"),
    [
        ("2025-02-03", Verdict.MET, "56 days at that dose"),
        ("2025-02-04", Verdict.NOT_MET, "55 days at that dose, less than 8 weeks"),
        ("2025-02", Verdict.NOT_DOCUMENTED, "31–58 days at that dose; 8 weeks at that dose cannot be told from that"),
        ("2025-01", Verdict.MET, "59–89 days at that dose"),
        (None, Verdict.NOT_DOCUMENTED, "how long it was taken at that dose is not documented"),
    ],
)
def test_the_days_at_the_dose_are_counted_to_the_end_of_the_trial(
    since: str | None, verdict: Verdict, because: str
) -> None:
    one = trial("topiramate", started="2025-01-01", stopped="2025-03-31", dose_reached="target", at_dose_since=since)
    finding = judge(EIGHT_WEEKS, trials=(one,))
    assert finding.verdict is verdict
    assert because in finding.because


@pytest.mark.parametrize(
    ("stopped", "verdict"), [("2025-02-25", Verdict.NOT_MET), ("2025-02-26", Verdict.NOT_DOCUMENTED)]
)
def test_a_trial_that_was_too_short_as_a_whole_needs_no_question(stopped: str, verdict: Verdict) -> None:
    one = trial("topiramate", started="2025-01-01", stopped=stopped, dose_reached="target")
    assert judge(EIGHT_WEEKS, trials=(one,)).verdict is verdict


def test_a_dose_still_taken_counts_to_the_day_of_the_request() -> None:
    for since, verdict in (("2026-02-18", Verdict.MET), ("2026-02-19", Verdict.NOT_MET)):
        one = trial("topiramate", started="2026-01-01", ongoing=True, dose_reached="target", at_dose_since=since)
        assert judge(EIGHT_WEEKS, trials=(one,)).verdict is verdict


@pytest.mark.parametrize(
    ("since", "is_refused"),
    [("2024-12-31", True), ("2025-01-01", False), ("2025-03-31", False), ("2025-04-01", True)],
)
def test_the_dose_is_reached_within_the_trial(since: str, is_refused: bool) -> None:
    fields: dict[str, Any] = {"started": "2025-01-01", "stopped": "2025-03-31", "at_dose_since": since}
    if is_refused:
        with pytest.raises(ValidationError, match="at_dose_since lies outside the trial"):
            trial("topiramate", **fields)
    else:
        assert trial("topiramate", **fields).at_dose_since is not None


def test_time_at_a_dose_needs_the_dose() -> None:
    with pytest.raises(ValidationError, match="which dose is meant"):
        Tried(at_dose_for_at_least=weeks(8))
