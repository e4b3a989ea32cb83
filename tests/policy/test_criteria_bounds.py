"""The criterion language refuses what cannot be meant: no bound, two bounds, or more than can ever be met."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from priorauth.clinical.calendar import days, months, weeks
from priorauth.clinical.terms import Counting, Toxin
from priorauth.policy.clause import Clause
from priorauth.policy.criteria import (
    AllOf,
    AnyOf,
    AtLeast,
    ChronicFor,
    ContraindicatedDrug,
    Criterion,
    DoseAsked,
    DrugClass,
    HeadacheDays,
    Interval,
    NoneOf,
    NotTolerated,
    PreventiveTrials,
    ProductIs,
    Response,
    TreatmentsGiven,
    Tried,
    VialsWithin,
    walk,
)
from tests.builders import clause

DOSE = clause(DoseAsked, "a", units_at_most=155)
PRODUCT = clause(ProductIs, "b", any_of=(Toxin.BOTOX,))
ONE_CLASS = (DrugClass(name="beta-blocker", drugs=("propranolol",)),)

REFUSED: list[Any] = [
    pytest.param(HeadacheDays, {}, "exactly one bound", id="headache days: no bound"),
    pytest.param(
        HeadacheDays,
        {"per_month_at_least": 15, "per_month_less_than": 20},
        "exactly one bound",
        id="headache days: two",
    ),
    pytest.param(
        HeadacheDays,
        {"per_month_at_least": 15, "in_each_of_last": months(3), "in_last_days": 90},
        "at most one window",
        id="headache days: two windows",
    ),
    pytest.param(
        HeadacheDays,
        {"per_month_at_least": 15, "in_each_of_last": weeks(12)},
        "in calendar months",
        id="headache days: a window in weeks",
    ),
    pytest.param(
        HeadacheDays,
        {"per_month_at_least": 15, "averaged_over": days(180)},
        "in calendar months",
        id="headache days: a mean over days",
    ),
    pytest.param(
        HeadacheDays,
        {"per_month_at_least": 15, "bound_is_for_days": 28},
        "bound_is_for_days needs in_last_days",
        id="headache days: a period without its window",
    ),
    pytest.param(ChronicFor, {}, "at_least or more_than is needed", id="chronic: no bound"),
    pytest.param(ChronicFor, {"at_least": months(3), "more_than": months(3)}, "not both", id="chronic: two bounds"),
    pytest.param(Response, {}, "exactly one measure", id="response: no measure"),
    pytest.param(
        Response, {"percent_at_least": 50, "fewer_days_at_least": 7}, "exactly one measure", id="response: two measures"
    ),
    pytest.param(TreatmentsGiven, {}, "at_least or less_than", id="treatments: no bound"),
    pytest.param(TreatmentsGiven, {"at_least": 2, "less_than": 5}, "not both", id="treatments: two bounds"),
    pytest.param(
        PreventiveTrials,
        {"drugs_at_least": 1, "classes_at_least": 2, "counts_if": (Tried(),)},
        "more classes than drugs",
        id="trials: more classes than drugs",
    ),
    pytest.param(
        PreventiveTrials,
        {"drugs_at_least": 2, "one_in_each_class": True, "counts_if": (Tried(),)},
        "needs the classes",
        id="trials: one in each of no class",
    ),
    pytest.param(PreventiveTrials, {"drugs_at_least": 0, "counts_if": (Tried(),)}, "greater than 0", id="trials: none"),
    pytest.param(AtLeast, {"needed": 3, "criteria": (DOSE, PRODUCT)}, "can never be met", id="three of two"),
    pytest.param(AtLeast, {"needed": 0, "criteria": (DOSE,)}, "greater than 0", id="none of one"),
    pytest.param(AllOf, {"criteria": ()}, "at least 1 item", id="all of nothing"),
    pytest.param(AnyOf, {"criteria": ()}, "at least 1 item", id="any of nothing"),
    pytest.param(NoneOf, {"criteria": ()}, "at least 1 item", id="none of nothing"),
    pytest.param(Interval, {"at_least": "a quarter"}, "expected a length of time", id="interval: vague words"),
    pytest.param(VialsWithin, {"vial_units": 50, "vials_at_most": 1, "days": 84}, "100 or 200", id="vials of 50"),
    pytest.param(DoseAsked, {"units_at_most": 155, "units": 155}, "Extra inputs", id="a key that is not known"),
    pytest.param(DoseAsked, {"units_at_most": 155, "says": "x" * 161}, "at most 160", id="a quote too long"),
    pytest.param(DoseAsked, {"units_at_most": 155, "says": "  "}, "at least 1 char", id="no words"),
]


@pytest.mark.parametrize(("kind", "fields", "why"), REFUSED)
def test_what_is_refused(kind: type[Clause], fields: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        kind.model_validate({"clause": "1", "says": "what the clause asks", **fields})


def test_an_open_list_names_the_class_that_it_is_open_to() -> None:
    with pytest.raises(ValidationError, match="needs counted_as"):
        DrugClass(name="beta-blocker", drugs=("propranolol",), open_list=True)


def test_a_criterion_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        DOSE.units_at_most = 400  # type: ignore[misc]


def test_a_criterion_is_told_by_its_kind_and_survives_json() -> None:
    whole = clause(
        AllOf,
        "all",
        criteria=(
            clause(HeadacheDays, "1", counting=Counting.MIGRAINE_DAY, per_month_at_least=8, in_each_of_last=months(3)),
            clause(AnyOf, "2", criteria=(DOSE, clause(NoneOf, "c", criteria=(PRODUCT,)))),
            clause(
                PreventiveTrials,
                "3",
                drugs_at_least=2,
                classes=ONE_CLASS,
                counts_if=(Tried(lasting_at_least=weeks(8)), NotTolerated(), ContraindicatedDrug()),
            ),
            clause(Response, "4", percent_more_than=50, after_treatments=2),
        ),
    )
    criterion: TypeAdapter[Any] = TypeAdapter(Criterion)
    assert criterion.validate_json(criterion.dump_json(whole)) == whole


def test_clauses_are_walked_in_the_documents_order() -> None:
    inner = clause(AnyOf, "2", criteria=(DOSE, PRODUCT))
    whole = clause(AllOf, "all", criteria=(clause(DoseAsked, "1", units_at_most=200), inner))
    assert [one.clause for one in walk(whole)] == ["all", "1", "2", "a", "b"]
