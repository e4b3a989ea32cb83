"""What an appeal, a resubmission and a step-therapy exception need, and when they are refused."""

from __future__ import annotations

from typing import Any

import pytest

from priorauth.case.read import make_case
from priorauth.review.exception import excepted
from priorauth.review.finding import Readiness, Review
from priorauth.review.verdict import Verdict
from tests.samples import review_of, sample, sample_data


def reviewed(name: str, **denial: Any) -> Review:
    data = sample_data(name)
    data["denial"] |= denial
    return review_of(make_case(data))


def test_an_appeal_is_judged_by_the_rule_of_the_request_that_was_denied() -> None:
    first, continued = (review_of(sample(f"aetna_appeal_ready{more}")) for more in ("", "_continuation"))

    assert (first.finding.clause, continued.finding.clause) == ("initial", "continuation")
    assert {first.readiness, continued.readiness} == {Readiness.READY}


@pytest.mark.parametrize(
    ("name", "missing", "question"),
    [
        ("aetna_appeal_ready", {"reference": None}, "Which reference number stands on the notice of denial?"),
        ("aetna_appeal_ready", {"clause": None}, "Which clause of the policy does the reason of the denial rest on?"),
        ("aetna_appeal_ready", {"clause": "9.9"}, "Which clause of the policy does the reason of the denial rest on?"),
        ("aetna_appeal_ready", {"appeal_to": None}, "Where does the notice of denial say that an appeal goes?"),
        (
            "aetna_appeal_ready",
            {"appeal_to": "Appeals Unit"},
            "Which fax number or address takes the appeal, by the notice of denial?",
        ),
        ("uhc_resubmission_ready", {"reference": None}, "Which reference number stands on the notice of denial?"),
        ("uhc_resubmission_ready", {"corrections": []}, "What was missing or wrong in the request, and what is right?"),
    ],
)
def test_what_the_answer_to_a_denial_lacks_is_asked_for(name: str, missing: dict[str, Any], question: str) -> None:
    found = reviewed(name, **missing)

    assert found.readiness is Readiness.GAPS
    assert [ask.question for gap in found.gaps for ask in gap.asks] == [question]


@pytest.mark.parametrize("missing", [{"clause": None}, {"appeal_to": None}])
def test_a_resubmission_needs_no_clause_and_goes_where_the_request_went(missing: dict[str, Any]) -> None:
    assert reviewed("uhc_resubmission_ready", **missing).readiness is Readiness.READY


def test_a_denial_that_the_chart_bears_out_stands_and_is_not_appealed() -> None:
    found = review_of(sample("aetna_appeal_not_met_episodic"))

    assert found.readiness is Readiness.NOT_MET
    assert [flag.text for flag in found.flags if flag.stops] == [
        (
            "The denial stands: the policy is not met (headache days: 19 in March 2026, 14 in April 2026 and 20 in May "
            "2026), so no appeal is written."
        )
    ]


def test_the_chart_does_not_answer_a_denial_about_eligibility() -> None:
    found = reviewed("aetna_appeal_ready", kind="eligibility")

    assert found.readiness is Readiness.NOT_MET
    assert found.flags[0].text.startswith("The denial is about eligibility")


def test_an_administrative_denial_may_need_no_appeal() -> None:
    found = reviewed("aetna_appeal_ready", kind="administrative")

    assert found.readiness is Readiness.READY
    assert found.flags[0].text.startswith("The denial is administrative")


def exception(*, trials: Any = None, **more: Any) -> Review:
    data = sample_data("aetna_exception_ready") | more
    if trials is not None:
        data["trials"] = trials(data["trials"])
    return review_of(make_case(data))


def test_an_exception_is_asked_where_a_drug_was_not_tolerated_too_soon_to_count() -> None:
    found = exception()

    assert found.readiness is Readiness.READY
    assert [leaf.because for leaf in excepted(found.finding)] == [
        (
            "exception asked for: topiramate (antiepileptic): 98 days; amitriptyline (antidepressant): not tolerated "
            "(sedation)"
        )
    ]
    assert [flag.stops for flag in found.flags] == [False]


def test_the_same_chart_does_not_meet_the_policy_without_the_exception() -> None:
    data = sample_data("aetna_exception_ready")
    data["request"] |= {"kind": "initial", "of": None}

    assert review_of(make_case(data)).readiness is not Readiness.READY


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("intolerance", Verdict.EXCEPTION_ASKED),
        ("inadequate_response", Verdict.EXCEPTION_ASKED),
        ("effective", Verdict.NOT_MET),
    ],
)
def test_only_a_drug_that_failed_is_a_ground(outcome: str, expected: Verdict) -> None:
    found = exception(trials=lambda known: [known[0], known[1] | {"outcome": outcome}])

    assert found.finding.verdict is expected


def test_one_drug_alone_gives_no_ground_for_the_second() -> None:
    assert exception(trials=lambda known: known[:1]).readiness is Readiness.NOT_MET


def test_an_exception_from_a_step_that_is_met_is_not_sent() -> None:
    found = exception(trials=lambda _: sample_data("aetna_initial_ready")["trials"])

    assert found.readiness is Readiness.NOT_MET
    assert found.flags[0].text.startswith("No exception is needed")


def test_an_exception_from_a_policy_without_a_step_is_not_sent() -> None:
    data = sample_data("uhc_initial_ready")
    data["request"] |= {"kind": "step_therapy_exception", "of": "initial"}

    found = review_of(make_case(data))

    assert found.readiness is Readiness.NOT_MET
    assert found.flags[0].text.startswith("The policy asks for no preventive trials")


def test_another_clause_that_fails_is_not_excepted() -> None:
    assert exception(patient=sample_data("aetna_initial_not_met_age")["patient"]).readiness is Readiness.NOT_MET
