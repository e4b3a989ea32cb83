"""The cost sheet: what the treatments asked for cost the clinic, from the clinic's own price table and no other."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from priorauth.case.model import Case
from priorauth.clinical.codes import CPT_INJECTION, HCPCS_BOTOX
from priorauth.clinical.injection import Vials
from priorauth.clinical.model import Model
from priorauth.clinical.translatable import translatable
from priorauth.packet.worked_out import say_vials, vials_of

Money = Annotated[Decimal, Field(ge=0, max_digits=10, decimal_places=2)]
_DAYS_OF_A_YEAR = 365
_CENT = Decimal("0.01")


class Allowed(Model):
    """What one payer allows, as the clinic entered it."""

    per_unit: Money | None = None
    """For one unit of J0585."""
    administration: Money | None = None
    """For one session, 64615."""


class PriceTable(Model):
    """The clinic's own prices."""

    currency: str = "USD"
    vial_200: Money | None = None
    vial_100: Money | None = None
    administration: Money | None = None
    """The clinic's own cost of one session."""
    allowed: dict[str, Allowed] = Field(default_factory=dict)
    """By the payer's name as the case writes it."""


class CostLine(Model):
    """One amount, by the visit and by the year."""

    what: str
    visit: Decimal
    year: Decimal


class CostSheet(Model):
    """Everything the cost sheet says. It stays in the office."""

    case_id: str
    payer: str
    currency: str
    units: int
    wasted: int | None
    """None where a specialty pharmacy supplies the drug."""
    vials: str | None
    visits: int
    visits_because: str
    lines: tuple[CostLine, ...]
    missing: tuple[str, ...]
    """Prices that the table lacks, so that a sum is not shown."""


def cost_sheet(case: Case, prices: PriceTable) -> CostSheet:
    """Return the cost of the treatments asked for; an amount whose price is not in the table is named, not guessed."""
    request = case.request
    vials = vials_of(case)
    visits, because = _visits_a_year(case)
    amounts = {**_own_cost(prices, vials), **_allowed(prices.allowed.get(request.payer, Allowed()), vials)}
    known = {what: amount for what, amount in amounts.items() if amount is not None}
    return CostSheet(
        case_id=case.id,
        payer=request.payer,
        currency=prices.currency,
        units=request.units,
        wasted=vials.wasted if vials else None,
        vials=say_vials(vials) if vials else None,
        visits=visits,
        visits_because=because,
        lines=tuple(
            CostLine(what=what, visit=amount.quantize(_CENT), year=(amount * visits).quantize(_CENT))
            for what, amount in known.items()
        ),
        missing=tuple(what for what, amount in amounts.items() if amount is None),
    )


def _own_cost(prices: PriceTable, vials: Vials | None) -> dict[str, Decimal | None]:
    drug: Decimal | None = Decimal(0)
    for count, price in ((vials.of_200, prices.vial_200), (vials.of_100, prices.vial_100)) if vials else ():
        if count:
            drug = None if price is None or drug is None else drug + count * price
    session = prices.administration
    both = None if drug is None or session is None else drug + session
    return ({translatable("Cost of the vials"): drug} if vials else {}) | {
        translatable("Cost of the session"): session,
        translatable("Cost in all"): both,
    }


def _allowed(allowed: Allowed, vials: Vials | None) -> dict[str, Decimal | None]:
    # what is discarded is billed on a line of its own, at the same amount a unit
    drug = None if allowed.per_unit is None or vials is None else allowed.per_unit * vials.units
    found = {
        f"Allowed for {HCPCS_BOTOX}, discarded units included": drug,
        f"Allowed for {CPT_INJECTION}": allowed.administration,
    }
    return {what: amount for what, amount in found.items() if amount is not None}


def _visits_a_year(case: Case) -> tuple[int, str]:
    days = case.request.interval.fewest_days
    return 1 + (_DAYS_OF_A_YEAR - 1) // days, f"every {case.request.interval}, the first on day one"
