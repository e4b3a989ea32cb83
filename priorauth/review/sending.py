"""Whether, how and when a request is sent: what a person must see of the process rules before anything goes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from priorauth.case.model import Case
from priorauth.case.request import Approval
from priorauth.clinical.calendar import is_no_shorter, show_date
from priorauth.clinical.terms import Mechanism, Whom
from priorauth.policy.model import Policy
from priorauth.policy.process import ProcessRule, Validity, mechanism_for
from priorauth.review.finding import Flag


def process_flags(case: Case, policy: Policy, process: tuple[ProcessRule, ...]) -> Iterator[Flag]:
    """Yield what the process rules of a plan, and what the clinic knows of its own standing, mean for a request."""
    yield from _exemption(case)
    if policy.is_payer:
        yield from _how(policy, process)
        yield from _longer_than_given(case, policy)
    validity = next((rule.validity for rule in process if rule.validity is not None), None)
    if case.request.approval is not None:
        yield from _outside(case.request.approval, validity, case.request.service_date)
    treatments = case.request.treatments
    if validity is not None and validity.service_dates is not None and (treatments or 1) > validity.service_dates:
        yield Flag(
            text=f"One request covers {validity.service_dates} date of service, and {treatments} treatments are "
            "asked for: each needs a request of its own.",
            whom=Whom.OFFICE,
            opens=True,
        )


def _longer_than_given(case: Case, policy: Policy) -> Iterator[Flag]:
    request, given = case.request, policy.authorization.get(case.request.judged_as)
    if given is None:
        return
    too_long = given.lasts_at_most and request.span and is_no_shorter(given.lasts_at_most, request.span) is False
    if too_long or (given.treatments_at_most and (request.treatments or 0) > given.treatments_at_most):
        yield Flag(text=f"More is asked for than the policy authorizes at a time: {given}.", whom=Whom.OFFICE)


def _exemption(case: Case) -> Iterator[Flag]:
    until, request = case.request.exempt_until, case.request
    if until is None or (request.service_date or request.as_of) > until:
        return
    yield Flag(
        text=f"The provider is exempt until {show_date(until)}: send no request, it would be rejected.",
        whom=Whom.OFFICE,
        stops=True,
    )


def _how(policy: Policy, process: tuple[ProcessRule, ...]) -> Iterator[Flag]:
    rule = mechanism_for(process)
    mechanism, note = policy.mechanism, policy.mechanism_note
    if rule is not None and rule.mechanism is not None:
        mechanism, note = rule.mechanism, rule.title
    if mechanism is not Mechanism.PRIOR_AUTHORIZATION:
        yield Flag(text=f"How it is sent: {mechanism.words}{f' ({note})' if note else ''}.", whom=Whom.OFFICE)


def _outside(approval: Approval, validity: Validity | None, planned: date | None) -> Iterator[Flag]:
    ends = [day for day in (approval.valid_until, validity and validity.last_day(approval.decided_on)) if day]
    if planned is None or not ends:
        return
    last = min(ends)
    if approval.decided_on <= planned <= last:
        return
    reading = "" if approval.valid_until == last or validity is None else f" ({validity.reading})"
    yield Flag(
        text=f"The approval of {show_date(approval.decided_on)} holds until {show_date(last)}{reading}: the planned "
        f"date, {show_date(planned)}, lies outside.",
        whom=Whom.OFFICE,
        opens=True,
    )
