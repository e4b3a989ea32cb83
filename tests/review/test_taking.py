"""Whether a drug is still being taken: silence never says that it is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.case.treatment import PreventiveTrial
from priorauth.clinical.calendar import weeks
from priorauth.policy.criteria import AllOf, DrugClass, NotTaking, PreventiveTrials, Tried
from priorauth.review.verdict import Verdict
from tests.builders import acute, clause, judge, reviewed_list, trial

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
NOT_DOCUMENTED, BY_HAND = Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND

CGRP = DrugClass(name="CGRP drug", drugs=("erenumab", "fremanezumab"), counted_as=("CGRP",), open_list=True)
NOT_NOW = clause(NotTaking, "2", any_of=(CGRP,))
NOT_FOR_12_WEEKS = clause(NotTaking, "2", any_of=(CGRP,), for_at_least=weeks(12))
CLEAN = reviewed_list("lisinopril", "topiramate")


def cgrp(drug: str = "erenumab", **fields: Any) -> tuple[PreventiveTrial, ...]:
    """Return a trial of a CGRP drug begun in 2025."""
    return (trial(drug, started="2025-01-06", **fields),)


NOW: list[Any] = [
    pytest.param({"medication_list": CLEAN}, MET, id="not on the list"),
    pytest.param({}, NOT_DOCUMENTED, id="no list and no trial"),
    pytest.param({"medication_list": reviewed_list("Aimovig 70 mg")}, NOT_MET, id="on the list by its brand"),
    pytest.param(
        {"medication_list": reviewed_list("galcanezumab")}, NOT_MET, id="on the list, not named by the policy"
    ),
    pytest.param({"medication_list": CLEAN, "trials": cgrp(ongoing=True)}, NOT_MET, id="ongoing trial"),
    pytest.param({"medication_list": CLEAN, "trials": cgrp()}, NOT_DOCUMENTED, id="trial without an end"),
    pytest.param({"medication_list": CLEAN, "trials": cgrp(stopped="2025-09")}, MET, id="stopped, and not on the list"),
    pytest.param({"trials": cgrp(stopped="2025-09")}, NOT_DOCUMENTED, id="one stopped: the others may be taken"),
    pytest.param({"medication_list": CLEAN, "trials": cgrp(stopped="2026-04-15")}, MET, id="stopped today"),
    pytest.param({"medication_list": CLEAN, "trials": cgrp(stopped="2026-04-16")}, NOT_DOCUMENTED, id="to be stopped"),
    pytest.param({"medication_list": CLEAN, "trials": cgrp(stopped="2026-04")}, NOT_DOCUMENTED, id="stop this month"),
    pytest.param({"trials": cgrp("topiramate", ongoing=True)}, NOT_DOCUMENTED, id="another drug is taken"),
    pytest.param(
        {"medication_list": CLEAN, "acute_medicines": (acute("Nurtec ODT"),)}, NOT_MET, id="taken for attacks"
    ),
    pytest.param({"medication_list": reviewed_list(on=date(2026, 1, 15))}, MET, id="list of 3 months ago"),
    pytest.param({"medication_list": reviewed_list(on=date(2026, 1, 14))}, NOT_DOCUMENTED, id="list too old"),
    pytest.param({"medication_list": reviewed_list(on=date(2026, 4, 16))}, NOT_DOCUMENTED, id="list of a later day"),
]


@pytest.mark.parametrize(("parts", "expected"), NOW)
def test_not_taking_now(parts: dict[str, Any], expected: Verdict) -> None:
    assert judge(NOT_NOW, **parts).verdict is expected


SINCE: list[Any] = [
    pytest.param("2026-01-21", MET, id="84 days ago"),
    pytest.param("2026-01-22", NOT_MET, id="83 days ago"),
    pytest.param("2026-01", NOT_DOCUMENTED, id="some day of January"),
    pytest.param("2025-12", MET, id="any day of December"),
    pytest.param(None, NOT_DOCUMENTED, id="nobody knows"),
]


@pytest.mark.parametrize(("stopped", "expected"), SINCE)
def test_stopped_long_enough_ago(stopped: str | None, expected: Verdict) -> None:
    assert judge(NOT_FOR_12_WEEKS, trials=cgrp(stopped=stopped), medication_list=CLEAN).verdict is expected


def test_a_list_of_today_does_not_say_when_the_last_one_was_stopped() -> None:
    finding = judge(NOT_FOR_12_WEEKS, medication_list=CLEAN)
    assert finding.verdict is BY_HAND
    assert "12 weeks" in finding.because


def test_one_that_was_stopped_too_late_outweighs_one_that_is_unknown() -> None:
    both = cgrp("fremanezumab") + cgrp(stopped="2026-04-01")
    assert judge(NOT_FOR_12_WEEKS, trials=both, medication_list=CLEAN).verdict is NOT_MET


def test_a_drug_of_any_of_the_classes_counts() -> None:
    either = clause(NotTaking, any_of=(CGRP, DrugClass(name="anticonvulsant", drugs=("topiramate",))))
    assert judge(either, trials=cgrp(ongoing=True), medication_list=reviewed_list()).verdict is NOT_MET
    assert judge(either, medication_list=reviewed_list("topiramate")).verdict is NOT_MET
    assert judge(either, medication_list=reviewed_list("lisinopril")).verdict is MET


# a CGRP drug must have been tried first, and must not be taken beside Botox
FIRST = clause(PreventiveTrials, "1", drugs_at_least=1, classes=(CGRP,), counts_if=(Tried(lasting_at_least=weeks(12)),))
FIRST_THEN_STOPPED = clause(AllOf, "all", criteria=(FIRST, NOT_NOW))


@pytest.mark.parametrize(
    ("stopped", "expected"),
    [
        pytest.param({"stopped": "2025-03-31"}, [MET, MET, MET], id="84 days, then stopped"),
        pytest.param({"stopped": "2025-03-30"}, [NOT_MET, NOT_MET, MET], id="83 days, then stopped"),
        pytest.param({"ongoing": True}, [NOT_MET, MET, NOT_MET], id="long enough, and still taken"),
        pytest.param({}, [NOT_DOCUMENTED, NOT_DOCUMENTED, NOT_DOCUMENTED], id="no end documented"),
    ],
)
def test_required_first_and_stopped_since(stopped: dict[str, Any], expected: list[Verdict]) -> None:
    finding = judge(FIRST_THEN_STOPPED, trials=cgrp(**stopped), medication_list=CLEAN)
    assert [finding.verdict, *(child.verdict for child in finding.findings)] == expected
