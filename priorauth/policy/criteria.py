"""The criterion language: every form in which a payer's clause can be checked.

A payer module imports from here, and from ``priorauth.clinical``, and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, PositiveInt, model_validator

from priorauth.policy.clause import Clause
from priorauth.policy.counts import (
    AcuteMedicineDays,
    ChronicFor,
    DiagnosisCode,
    DiaryKept,
    HeadacheDays,
    Ichd3ChronicMigraine,
    MedicationOveruse,
    Response,
    ScoreDocumented,
)
from priorauth.policy.trials import (
    Contraindicated,
    ContraindicatedDrug,
    DrugClass,
    DrugForm,
    NotTaking,
    NotTolerated,
    PreventiveTrials,
    Tried,
)
from priorauth.policy.visits import (
    Age,
    Attached,
    AttestedBy,
    DiagnosedBy,
    DoseAsked,
    Interval,
    ManualCheck,
    PlaceIs,
    PlanStated,
    PrescriberIs,
    ProductIs,
    ResponseDocumented,
    SitesAsked,
    SpanAsked,
    TreatmentsGiven,
    UnitsWithin,
    VialsWithin,
)


class AllOf(Clause):
    """Every one of the criteria."""

    kind: Literal["all_of"] = "all_of"
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class AnyOf(Clause):
    """At least one of the criteria."""

    kind: Literal["any_of"] = "any_of"
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class AtLeast(Clause):
    """At least so many of the criteria."""

    kind: Literal["at_least"] = "at_least"
    needed: PositiveInt
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.needed > len(self.criteria):
            raise ValueError(f"clause {self.clause}: {self.needed} of {len(self.criteria)} criteria can never be met")
        return self


class NoneOf(Clause):
    """None of the criteria: an exclusion, or a rule that stops treatment."""

    kind: Literal["none_of"] = "none_of"
    criteria: tuple[Criterion, ...] = Field(min_length=1)


Group = AllOf | AnyOf | AtLeast | NoneOf
Leaf = (
    AcuteMedicineDays
    | Age
    | Attached
    | AttestedBy
    | ChronicFor
    | Contraindicated
    | DiagnosedBy
    | DiagnosisCode
    | DiaryKept
    | DoseAsked
    | HeadacheDays
    | Ichd3ChronicMigraine
    | Interval
    | ManualCheck
    | MedicationOveruse
    | NotTaking
    | PlaceIs
    | PlanStated
    | PrescriberIs
    | PreventiveTrials
    | ProductIs
    | Response
    | ResponseDocumented
    | ScoreDocumented
    | SitesAsked
    | SpanAsked
    | TreatmentsGiven
    | UnitsWithin
    | VialsWithin
)
Criterion = Annotated[Group | Leaf, Field(discriminator="kind")]


def walk(criterion: Criterion) -> Iterator[Criterion]:
    """Yield a criterion and every one below it, in the document's order."""
    yield criterion
    if isinstance(criterion, Group):
        for child in criterion.criteria:
            yield from walk(child)


__all__ = [
    "AcuteMedicineDays",
    "Age",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Attached",
    "AttestedBy",
    "ChronicFor",
    "Contraindicated",
    "ContraindicatedDrug",
    "Criterion",
    "DiagnosedBy",
    "DiagnosisCode",
    "DiaryKept",
    "DoseAsked",
    "DrugClass",
    "DrugForm",
    "Group",
    "HeadacheDays",
    "Ichd3ChronicMigraine",
    "Interval",
    "Leaf",
    "ManualCheck",
    "MedicationOveruse",
    "NoneOf",
    "NotTaking",
    "NotTolerated",
    "PlaceIs",
    "PlanStated",
    "PrescriberIs",
    "PreventiveTrials",
    "ProductIs",
    "Response",
    "ResponseDocumented",
    "ScoreDocumented",
    "SitesAsked",
    "SpanAsked",
    "TreatmentsGiven",
    "Tried",
    "UnitsWithin",
    "VialsWithin",
    "walk",
]
