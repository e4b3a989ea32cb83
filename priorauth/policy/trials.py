"""Criteria on preventive trials: one trial must satisfy length, dose, class, purpose and outcome by itself."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, PositiveInt, model_validator

from priorauth.clinical.calendar import Span
from priorauth.clinical.model import Model
from priorauth.clinical.terms import DoseReached, FailureSign, Outcome
from priorauth.policy.clause import Clause


class DrugForm(Model):
    """A drug of which a policy names one form only, such as a salt or a release: by the words that tell the forms."""

    name: str
    """The drug, by ingredient."""
    named_by: tuple[str, ...] = Field(min_length=1)
    """Words of an order, in small letters and without hyphens, that name the listed form."""
    others_by: tuple[str, ...] = ()
    """Words that name a form which is not listed; an order with neither is checked by hand."""


class DrugClass(Model):
    """A class of preventives as one policy draws it. The drug-to-class map belongs to the policy."""

    name: str
    """The payer's word for it."""
    drugs: tuple[str, ...] = ()
    """The drugs that the policy names, by ingredient."""
    forms: tuple[DrugForm, ...] = ()
    """Those of the drugs of which one form only is listed."""
    counted_as: tuple[str, ...] = ()
    """Classes of our own drug table that an unnamed drug may belong to, for an open list."""
    open_list: bool = False
    """True where the policy names examples ("e.g."): another drug of the class is then checked by hand."""

    @model_validator(mode="after")
    def _open_lists_name_a_class(self) -> Self:
        if self.open_list and not self.counted_as:
            raise ValueError(f"class {self.name} is an open list, so it needs counted_as")
        return self


class Tried(Model):
    """A trial that counts: every bound that is set must hold for this one trial."""

    way: Literal["tried"] = "tried"
    outcomes: tuple[Outcome, ...] | None = None
    """Outcomes that count; None where the policy asks for a trial and names no outcome."""
    lasting_at_least: Span | None = None
    dose: tuple[DoseReached, ...] = ()
    """Doses any of which must be documented as reached; empty where the policy names none."""
    at_dose_for_at_least: Span | None = None
    """How long one of these doses must have been taken; None where the policy counts the whole trial."""
    signs: tuple[FailureSign, ...] = ()
    """Signs any of which must be documented; empty where the policy names none."""
    oral: bool = False
    """True where only oral drugs count."""
    within_last: Span | None = None
    by_hand_if: tuple[Outcome, ...] = ()
    """Outcomes on which the policy is silent: a trial too short, with one of these, is checked by hand."""

    @model_validator(mode="after")
    def _names_the_dose(self) -> Self:
        if self.at_dose_for_at_least is not None and not self.dose:
            raise ValueError("at_dose_for_at_least needs dose: which dose is meant?")
        return self


class NotTolerated(Model):
    """A drug stopped or refused because it was not tolerated, whatever the length of the trial."""

    way: Literal["not_tolerated"] = "not_tolerated"


class ContraindicatedDrug(Model):
    """A drug that must not be given to this patient."""

    way: Literal["contraindicated"] = "contraindicated"


Way = Annotated[Tried | NotTolerated | ContraindicatedDrug, Field(discriminator="way")]


class PreventiveTrials(Clause):
    """So many preventives, from so many classes, each of which counts in one of the ways listed."""

    kind: Literal["preventive_trials"] = "preventive_trials"
    drugs_at_least: PositiveInt
    classes_at_least: PositiveInt = 1
    one_in_each_class: bool = False
    classes: tuple[DrugClass, ...] = ()
    """Classes that count; empty where the policy lists none and any preventive counts."""
    counts_if: tuple[Way, ...] = Field(min_length=1)
    for_migraine: bool = True
    """True: a drug given for another illness does not count, and one of unknown purpose is not documented."""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.classes_at_least > self.drugs_at_least:
            raise ValueError(f"clause {self.clause}: more classes than drugs are asked for")
        if self.one_in_each_class and not self.classes:
            raise ValueError(f"clause {self.clause}: one_in_each_class needs the classes")
        return self


class Contraindicated(Clause):
    """Every one of the classes is contraindicated."""

    kind: Literal["contraindicated"] = "contraindicated"
    every_class_in: tuple[DrugClass, ...]


class NotTaking(Clause):
    """None of these drugs is being taken."""

    kind: Literal["not_taking"] = "not_taking"
    any_of: tuple[DrugClass, ...]
    for_at_least: Span | None = None
    """How long ago the last of them must have been stopped; None where stopped is enough."""
