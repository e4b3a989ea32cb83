from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from priorauth.case.treatment import PreventiveTrial
from priorauth.clinical.calendar import weeks
from priorauth.clinical.terms import Outcome
from tests.intake.records import (
    AS_OF,
    HYPERTENSION,
    MIGRAINE,
    STATUS_REASON,
    Resource,
    case_of,
    concept,
    fill,
    import_one,
    order,
    statement,
)

INTOLERANCE = concept(STATUS_REASON, "sintol", "Intolerance")


def orders(*days: str, **last: Any) -> list[Resource]:
    made = [order(id=f"m{number}", authoredOn=day) for number, day in enumerate(days)]
    return [*made[:-1], made[-1] | last]


def spans(trials: tuple[PreventiveTrial, ...]) -> list[tuple[str, str]]:
    return [(one.started.low.isoformat(), one.started.high.isoformat()) for one in trials if one.started]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # each within a month: surely one course from its first day
        (("2025-01-10", "2025-02-10", "2025-03-10"), [("2025-01-10", "2025-01-10")]),
        # two months of silence: the course began on either side of it
        (("2025-01-10", "2025-03-10"), [("2025-01-10", "2025-03-10")]),
        (("2025-01-10", "2025-03-10", "2025-04-05"), [("2025-01-10", "2025-03-10")]),
        # renewed within 13 months, and not
        (("2024-01-10", "2025-02-09"), [("2024-01-10", "2025-02-09")]),
        (("2024-01-10", "2025-02-10"), [("2024-01-10", "2024-01-10"), ("2025-02-10", "2025-02-10")]),
        # a partial date proves no continuity
        (("2025-01-10", "2025-02"), [("2025-01-10", "2025-02-28")]),
        (("2025-01-10", "2025-01"), [("2025-01-01", "2025-01-10")]),
    ],
)
def test_orders_that_follow_one_another_are_one_course(
    tmp_path: Path, days: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    trials = case_of(tmp_path, *orders(*days)).trials
    assert spans(trials) == expected
    assert sum(len(one.evidence) for one in trials) == len(days)


def test_a_renewed_order_claims_no_more_than_was_recorded(tmp_path: Path) -> None:
    (trial,) = case_of(tmp_path, *orders("2025-06-10", "2026-05-20", status="active")).trials
    assert trial.ongoing
    assert trial.course(AS_OF).lasted_at_least(weeks(8)) is None
    assert trial.course(AS_OF).lasted_at_least(weeks(60)) is False


def test_different_drugs_are_different_trials(tmp_path: Path) -> None:
    trials = case_of(tmp_path, order(), order("Propranolol 80 MG", id="m2", authoredOn="2024-05-06")).trials
    assert [one.drug for one in trials] == ["propranolol", "topiramate"]


def test_an_active_order_covers_every_day_since(tmp_path: Path) -> None:
    made = [order(status="active", authoredOn="2023-01-10"), order(id="m2", authoredOn="2026-01-10")]
    (trial,) = case_of(tmp_path, *made).trials
    assert trial.ongoing
    assert spans((trial,)) == [("2023-01-10", "2023-01-10")]


def test_what_was_ended_is_another_trial_when_taken_up_again(tmp_path: Path) -> None:
    ended = statement("Topiramate", "2025-01-01", "2025-03-01")
    first, second = case_of(tmp_path, ended, order(authoredOn="2025-06-01")).trials
    assert (first.stopped and first.stopped.low, second.stopped) == (date(2025, 3, 1), None)
    stopped = [order(statusReason=INTOLERANCE), order(id="m2", authoredOn="2025-06-01", status="active")]
    first, second = case_of(tmp_path, *stopped).trials
    assert (first.outcome, second.outcome, second.ongoing) == (Outcome.INTOLERANCE, None, True)


def test_a_statement_says_when_an_order_ended(tmp_path: Path) -> None:
    (trial,) = case_of(tmp_path, order(), statement("Topiramate 50 MG", "2025-01-12", "2025-04-01")).trials
    assert (trial.started and trial.started.low) == date(2025, 1, 10)
    assert (trial.stopped and trial.stopped.low) == date(2025, 4, 1)
    assert [one.document for one in trial.evidence] == ["FHIR MedicationRequest", "FHIR MedicationStatement"]


def test_fills_say_when_an_order_ended(tmp_path: Path) -> None:
    fills = [fill("Topiramate", day, 30) for day in ("2025-01-12", "2025-02-12", "2025-03-10")]
    (trial,) = case_of(tmp_path, order(), *fills).trials
    assert trial.stopped is not None
    assert (trial.stopped.low, trial.stopped.high) == (date(2025, 3, 10), date(2025, 4, 9))
    assert trial.course(AS_OF).lasted_at_least(weeks(8)) is True
    assert trial.course(AS_OF).lasted_at_least(weeks(13)) is False


def test_a_supply_bridges_the_time_that_it_lasts(tmp_path: Path) -> None:
    fills = [fill("Topiramate", "2025-01-12", 90), fill("Topiramate", "2025-05-11", 90)]
    assert spans(case_of(tmp_path, *fills).trials) == [("2025-01-12", "2025-01-12")]


def test_a_partial_date_never_puts_the_start_after_the_end(tmp_path: Path) -> None:
    (trial,) = case_of(tmp_path, order(authoredOn="2024-10-01"), statement("Topiramate", "2024", "2024-05")).trials
    assert trial.started is not None
    assert (trial.started.low, trial.started.high) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (trial.stopped and trial.stopped.high) == date(2024, 5, 31)


def test_a_later_order_leaves_the_end_unknown(tmp_path: Path) -> None:
    ended = statement("Topiramate", "2025-01-01", "2025-03-01")
    (trial,) = case_of(tmp_path, ended, order(authoredOn="2025-03-20")).trials
    assert trial.stopped is None


def test_an_active_order_against_a_stated_end_is_left_open(tmp_path: Path) -> None:
    imported = import_one(tmp_path, order(status="active"), statement("Topiramate", "2025-01-12", "2025-04-01"))
    (trial,) = imported.case.trials
    assert (trial.ongoing, trial.stopped) == (False, None)
    assert (
        "topiramate has an active order, but a statement ends it: whether it is taken was left open." in imported.notes
    )


def test_an_active_order_after_a_stated_end_goes_on(tmp_path: Path) -> None:
    raised = order(status="active", authoredOn="2025-03-02")
    (trial,) = case_of(tmp_path, statement("Topiramate", "2025-01-01", "2025-03-01"), raised).trials
    assert trial.ongoing
    assert spans((trial,)) == [("2025-01-01", "2025-01-01")]


@pytest.mark.parametrize(
    ("reasons", "outcome"),
    [
        ((INTOLERANCE, None), None),
        ((None, INTOLERANCE), Outcome.INTOLERANCE),
    ],
)
def test_the_last_order_says_how_a_course_ended(
    tmp_path: Path, reasons: tuple[Resource | None, Resource | None], outcome: Outcome | None
) -> None:
    made = [
        order(statusReason=reasons[0]),
        order(id="m2", authoredOn="2025-02-01", statusReason=reasons[1]),
        fill("Topiramate", "2025-02-02", 30),
    ]
    (trial,) = case_of(tmp_path, *made).trials
    assert trial.outcome == outcome


@pytest.mark.parametrize(
    ("reasons", "for_migraine"),
    [
        (([], [MIGRAINE]), True),
        (([], [HYPERTENSION]), False),
        (([], []), None),
    ],
)
def test_one_reason_speaks_for_the_course(
    tmp_path: Path, reasons: tuple[list[Resource], list[Resource]], for_migraine: bool | None
) -> None:
    made = [order(reasonCode=reasons[0]), order(id="m2", authoredOn="2025-02-01", reasonCode=reasons[1])]
    (trial,) = case_of(tmp_path, *made).trials
    assert trial.for_migraine == for_migraine


def test_years_for_another_illness_are_no_trial_for_migraine(tmp_path: Path) -> None:
    made = [
        order("Metoprolol 50 MG", authoredOn="2020-03-04", status="active", reasonCode=[HYPERTENSION]),
        order("Metoprolol 50 MG", id="m2", authoredOn="2024-01-10"),
        order("Metoprolol 100 MG", id="m3", authoredOn="2026-05-20", status="active", reasonCode=[MIGRAINE]),
    ]
    other, for_migraine = case_of(tmp_path, *made).trials
    assert (other.for_migraine, for_migraine.for_migraine) == (False, True)
    assert spans((other, for_migraine)) == [("2020-03-04", "2020-03-04"), ("2026-05-20", "2026-05-20")]
    assert for_migraine.course(AS_OF).lasted_at_least(weeks(8)) is False


def test_a_fill_does_not_hide_that_the_order_was_ended(tmp_path: Path) -> None:
    made = [
        order(statusReason=INTOLERANCE),
        fill("Topiramate", "2025-01-12", 30),
        order(id="m2", authoredOn="2025-06-01", status="active"),
    ]
    assert [one.outcome for one in case_of(tmp_path, *made).trials] == [Outcome.INTOLERANCE, None]
    fills = [fill("Topiramate", "2025-01-12", 30), fill("Topiramate", "2025-06-12", 30)]
    assert spans(case_of(tmp_path, *fills).trials) == [("2025-01-12", "2025-06-12")]
