"""A Policy: one dated revision of one payer document, with what it says, is silent on, and what we could not read."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Annotated, Self

from pydantic import AfterValidator, Field, PositiveInt, model_validator

from priorauth.clinical.calendar import DateRange, Span
from priorauth.clinical.model import Model
from priorauth.clinical.terms import LineOfBusiness, Mechanism, PlaceOfService, RequestKind
from priorauth.clinical.translatable import translatable
from priorauth.policy.clause import Numbering
from priorauth.policy.criteria import Criterion, walk

_SMALL_WORDS = {"and", "of", "the", "inc", "llc"}


class Confidence(StrEnum):
    """How much of the payer's own text was read."""

    HIGH = translatable("high")
    MEDIUM = translatable("medium")


def _one_address(value: str) -> str:
    if value.count("://") != 1 or not value.startswith(("http://", "https://")) or any(c.isspace() for c in value):
        raise ValueError(f"expected exactly one web address, not {value!r}")
    return value


def _a_day_or_month(value: str) -> str:
    DateRange.model_validate(value)
    return value


class Source(Model):
    """The payer's published document, as it was read."""

    number: str | None = None
    title: str
    revision: str
    """The edition, in the payer's own terms where it has them."""
    url: Annotated[str, AfterValidator(_one_address)]
    read_on: Annotated[str, AfterValidator(_a_day_or_month)]
    """When the text was read, as precisely as is known, such as "2026-11-23" or "2026-11"."""
    read_from: str | None = None
    """The copy that was read, where it was not the address itself."""
    confidence: Confidence
    note: str | None = None


class Authorization(Model):
    """How long an authorization lasts, where the policy says so."""

    lasts_at_most: Span | None = None
    treatments_at_most: PositiveInt | None = None

    def __str__(self) -> str:
        """Show "at most 6 months, at most 2 treatments"."""
        treatments = self.treatments_at_most and f"{self.treatments_at_most} treatments"
        return ", ".join(f"at most {part}" for part in (self.lasts_at_most, treatments) if part)


class Contact(Model):
    """Where a request goes: data that change on their own, with the day they were read and their source."""

    department: str | None = None
    phone: str | None = None
    fax: str | None = None
    form: str | None = None
    """Name of the payer's own form that must go along."""
    read_on: str
    source: Annotated[str, AfterValidator(_one_address)]


@lru_cache(maxsize=2_000)  # the names of the policies, and those of a clinic's payers
def plain_name(name: str) -> str:
    """Return the name of a payer without capitals, signs and small words: two that are equal so name one payer."""
    return "".join(word for word in re.findall(r"[a-z0-9]+", name.lower()) if word not in _SMALL_WORDS)


class Policy(Model):
    """One revision of one payer document, in effect from ``effective`` up to, but not on, ``ended``."""

    payer: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    """Key of the payer: the folder its modules live in."""
    payer_name: str
    """The payer's name as a letter prints it."""
    names: tuple[str, ...] = ()
    """Other names by which people and records call this payer."""
    is_payer: bool = True
    """False for a guideline that is no payer's rule."""
    line_of_business: LineOfBusiness
    document: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")] | None = None
    """Key of the document where one payer has several for a line of business, such as one LCD per contractor."""
    states: tuple[str, ...] = ()
    """Two-letter states it is limited to; empty for all."""
    states_in_part: dict[str, str] = Field(default_factory=dict)
    """States of which it covers a part only, and which part: there the name of the policy must be given."""
    states_note: str | None = None
    """Where the list of states was read."""
    states_excluded: tuple[str, ...] = ()
    places: tuple[PlaceOfService, ...] = ()
    """Places of service it is limited to; empty for all."""
    only_by_name: bool = False
    """True where the states it covers were not read: then only its own name finds it, never a state."""
    effective: date
    ended: date | None = None
    undated: bool = False
    """True where the document has no date: ``effective`` is then the day its text was first read."""
    source: Source
    numbering: Numbering = "payer"
    """Whose clause numbers these are."""
    requests: dict[RequestKind, Criterion]
    silent_on: tuple[str, ...] = ()
    """What the text was read for and does not say."""
    not_read: tuple[str, ...] = ()
    """What could not be read: never a pass, and never another payer's number."""
    ambiguous: tuple[str, ...] = ()
    not_covered_for: tuple[str, ...] = ()
    """Other conditions for which the policy does not cover the drug."""
    notes: tuple[str, ...] = ()
    authorization: dict[RequestKind, Authorization] = Field(default_factory=dict)
    contact: Contact | None = None
    mechanism: Mechanism = Mechanism.PRIOR_AUTHORIZATION
    mechanism_note: str | None = None
    """How and when it is sent, where that is not a plain prior authorization."""

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.ended is not None and self.ended <= self.effective:
            raise ValueError(f"{self.id} ends on {self.ended}, not after it takes effect")
        for kind, criterion in self.requests.items():
            clauses = [one.clause for one in walk(criterion)]
            twice = {clause for clause in clauses if clauses.count(clause) > 1}
            if twice:
                raise ValueError(f"{self.id}, {kind}: clause {sorted(twice)[0]} stands twice")
        return self

    @property
    def id(self) -> str:
        """Key of this revision, such as "unitedhealthcare/commercial_2026_01"."""
        return f"{self.payer}/{self.document or self.line_of_business}_{self.effective.year}_{self.effective.month:02}"

    def __hash__(self) -> int:
        """Let what is made of a policy be kept; equal policies have one payer and one day."""
        return hash((self.payer, self.effective))

    @cached_property
    def plain_names(self) -> frozenset[str]:
        """Every name of the payer as ``plain_name`` gives it; looked at for every case, so made once."""
        return frozenset(map(plain_name, (self.payer, self.payer_name, *self.names)))

    def in_effect_on(self, day: date) -> bool:
        """Tell whether this revision was in effect on ``day``."""
        return self.effective <= day and (self.ended is None or day < self.ended)
