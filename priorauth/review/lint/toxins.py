"""Whether units, vials, waste, product and intervals of the toxin add up, in the request and in the history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from priorauth.case.botox import ToxinTreatment
from priorauth.case.model import Case
from priorauth.clinical.calendar import DateRange, elapsed_at_least, show_date, weeks
from priorauth.clinical.codes import CPT_INJECTION, is_botox_ndc, is_cosmetic_ndc
from priorauth.clinical.injection import MOST_UNITS, UNITS_PER_SITE
from priorauth.clinical.ranges import between, is_at_most
from priorauth.clinical.terms import Toxin
from priorauth.review.lint.finding import LintFinding, found

_WINDOW_DAYS = 84
# What several payers allow in 84 days for all indications together; no label was seen that says so.
_UNITS_IN_WINDOW = 400
_INTERVAL = weeks(12)
# Vials hold 100 or 200 units, so that what is injected and what is discarded make whole hundreds.
_SMALLEST_VIAL = 100

Numbered = tuple[int, ToxinTreatment]


def toxin_findings(case: Case) -> Iterator[LintFinding]:
    """Yield what does not add up."""
    given = sorted(
        ((n, one) for n, one in enumerate(case.toxin_treatments) if one.on.low <= case.request.as_of),
        key=lambda numbered: numbered[1].on.low,
    )
    yield from _request(case, given)
    yield from _waste(given)
    yield from _sessions(given)
    yield from _intervals(case, given)
    yield from _window(case, [one for _, one in given])


def _request(case: Case, given: list[Numbered]) -> Iterator[LintFinding]:
    request = case.request
    # the cosmetic product is flagged by the review
    if request.ndc is not None and not is_botox_ndc(request.ndc) and not is_cosmetic_ndc(request.ndc):
        yield found("ndc-unknown", "request.ndc", "The product code is none of Botox that our table holds.")
    if request.product is not Toxin.BOTOX:
        return
    if request.units != UNITS_PER_SITE * request.sites:
        text = f"{request.units} units in {request.sites} sites are asked for; 5 units a site make "
        yield found("request-dose", "request.units", f"{text}{UNITS_PER_SITE * request.sites}.")
    if request.units > MOST_UNITS:
        text = f"{request.units} units are asked for; the plan of injections ends at {MOST_UNITS}."
        yield found("request-above-protocol", "request.units", text)
    before = [one.units for _, one in given if one.for_migraine and one.product is Toxin.BOTOX]
    if before and before[-1] is not None and before[-1] != request.units:
        text = f"{request.units} units are asked for; {before[-1]} were given last time."
        yield found("request-dose-changed", "request.units", text)


def _waste(given: list[Numbered]) -> Iterator[LintFinding]:
    for number, one in given:
        if one.product is not Toxin.BOTOX or one.units is None:
            continue
        at = f"toxin_treatments.{number}.wasted"
        if one.wasted is None:
            if one.units % _SMALLEST_VIAL:
                yield found(
                    "toxin-waste-missing", at, f"{one.units} units fill no whole vial, and no waste is recorded."
                )
        elif (one.units + one.wasted) % _SMALLEST_VIAL:
            text = f"{one.units} units injected and {one.wasted} discarded make no whole vials of 100 or 200."
            yield found("toxin-waste", at, text)
        elif one.wasted >= _SMALLEST_VIAL:
            text = f"{one.wasted} units were discarded: a whole vial more than {one.units} units need."
            yield found("toxin-waste", at, text)


def _sessions(given: list[Numbered]) -> Iterator[LintFinding]:
    for (_, first), (number, second) in pairwise(given):
        for_migraine = first.for_migraine is not False and second.for_migraine is not False
        if for_migraine and first.on.is_exact and first.on.low == second.on.high and first.product is second.product:
            text = f"Two treatments are recorded for {second.on}: {CPT_INJECTION} is one session."
            yield found("session-twice", f"toxin_treatments.{number}.on", text)


def _intervals(case: Case, given: list[Numbered]) -> Iterator[LintFinding]:
    migraine = [(number, one) for number, one in given if one.for_migraine]
    for (_, first), (number, second) in pairwise(migraine):
        is_another = first.on.high < second.on.low
        if is_another and elapsed_at_least(first.on, second.on.high, _INTERVAL) is False:
            text = f"The treatment of {second.on} came less than 12 weeks after the one of {first.on}."
            yield found("interval-history", f"toxin_treatments.{number}.on", text)
    planned = case.request.service_date
    if planned is not None and given:
        last = _last(given)
        if elapsed_at_least(last, planned, _INTERVAL) is False:
            text = f"{show_date(planned)} is {(planned - last.high).days} days after the last treatment, {last}."
            yield found("interval-short", "request.service_date", text)


def _last(given: list[Numbered]) -> DateRange:
    ends = [one.on for _, one in given]
    return DateRange(low=max(one.low for one in ends), high=max(one.high for one in ends))


def _window(case: Case, given: list[ToxinTreatment]) -> Iterator[LintFinding]:
    request = case.request
    first = (request.service_date or request.as_of) - timedelta(days=_WINDOW_DAYS - 1)
    possible = [one for one in given if one.on.high >= first]
    # units of different products are never added
    others = sorted({one.product.value for one in possible if one.product is not request.product})
    if others:
        text = f"{', '.join(others)} was given within 84 days of the planned day, beside {request.product}."
        yield found("toxin-other-product", "toxin_treatments", text)
    same = [one for one in possible if one.product is request.product]
    sure = sum(one.units or 0 for one in same if one.on.low >= first)
    most = None if any(one.units is None for one in same) else sum(one.units or 0 for one in same)
    total = between(request.units + sure, None if most is None else request.units + most)
    fits = is_at_most(total, _UNITS_IN_WINDOW)
    text = f"{total} units of {request.product} fall within 84 days, the planned ones included."
    if request.product is Toxin.BOTOX and fits is not True:
        yield found("toxin-units" if fits is False else "toxin-units-open", "toxin_treatments", text)
