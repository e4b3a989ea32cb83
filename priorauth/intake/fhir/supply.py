"""Where the record holds fills of a drug, they say how long it was taken; an order left active does not."""

from __future__ import annotations

from datetime import date, timedelta

from priorauth.intake.fhir.clinical_resources import MedicationDispense, MedicationRequest
from priorauth.intake.fhir.dates import first_day
from priorauth.intake.fhir.notes import Notes
from priorauth.intake.fhir.uses import Use

SURELY_ON = timedelta(days=31)
"""One month's supply, which is what a pharmacy usually hands over at a time."""


def join_supply(drug: str, uses: list[Use], notes: Notes) -> list[Use]:
    """Return the records of one drug with each active order cut down to what its fills bear out.

    Orders are seldom closed when a drug is stopped. So beside fills an order covers the day it was written only, and
    the drug goes on only where the supply of the last fill, or the order itself, reaches to within 31 days of the
    day of the case. Where it does not, whether the drug is still taken is left open.
    """
    fills = [use for use in uses if isinstance(use.source, MedicationDispense) and use.covered_to]
    orders = [use for use in uses if _is_active_order(use)]
    if not fills or not orders:
        return uses
    kept = [use for use in uses if not _is_active_order(use)]
    written = [order._replace(ongoing=False, covered_to=first_day(order.began)) for order in orders]
    as_of = max(order.covered_to for order in orders if order.covered_to)
    last = max((*fills, *written), key=lambda use: use.covered_to or date.min)
    goes_on = last.covered_to is not None and as_of - last.covered_to <= SURELY_ON
    if not goes_on:
        notes.append(f"{drug} has an active order, but its last fill is used up: whether it is taken was left open.")
    last_word = last._replace(ongoing=goes_on, ended=None, covered_to=as_of if goes_on else last.covered_to)
    return [last_word if use is last else use for use in (*kept, *written)]


def _is_active_order(use: Use) -> bool:
    # what a patient reports taking is written as a plan; it is a statement, not an order
    order = use.source
    return isinstance(order, MedicationRequest) and use.ongoing and use.began is not None and order.intent != "plan"
