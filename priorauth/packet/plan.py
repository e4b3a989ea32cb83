"""The treatment plan in full: muscles and sides, days, when response is judged, and what consent rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from priorauth.case.history import Counted
from priorauth.clinical.citations import citation
from priorauth.clinical.injection import MuscleDose, Vials
from priorauth.clinical.model import Model
from priorauth.clinical.safety import SafetyFact, safety_facts
from priorauth.clinical.terms import RequestKind
from priorauth.packet import history
from priorauth.packet.site_map import SiteMap, site_map
from priorauth.packet.sources import Enclosures
from priorauth.packet.worked_out import vials_of
from priorauth.policy.counts import Response
from priorauth.policy.criteria import walk
from priorauth.policy.model import Policy
from priorauth.policy.visits import ResponseDocumented

CYCLES = 5  # planned where only a first day is known
_GUIDELINE = "EHF-2018"
_GUIDELINE_NAME = "European Headache Federation, 2018, {}"
_GUIDELINE_SAYS = "30% fewer headache days count as a response; without one after 2–3 treatments, treatment stops"
_JUDGED_AFTER = (2, 3)


class Judged(Model):
    """How the response is judged, with who says so."""

    says: str
    quoted: bool
    source: str


class Plan(Model):
    """What is injected, where, how often and on which days."""

    muscles: tuple[MuscleDose, ...]
    extra: tuple[history.ExtraRow, ...]
    sites_drawn: SiteMap | None
    """None where the case does not say which muscles get the sites."""
    units: int
    sites: int
    interval: str
    vials: Vials | None
    """None where a specialty pharmacy supplies the drug."""
    visits: tuple[date, ...]
    """The days of treatment, if every interval is kept."""
    as_asked: bool
    """False where neither a number of treatments nor a span is asked for: then five are shown."""
    judged: tuple[Judged, ...]
    judged_on: tuple[date, ...]
    """For a first course: the visits after two and after three treatments, as far as they are planned."""
    safety: tuple[SafetyFact, ...]


def treatment_plan(case: Counted, policy: Policy, enclosed: Enclosures) -> Plan:
    """Return the plan of a request; what the payer says of response comes from ``policy``."""
    request = case.case.request
    muscles, visits = history.muscle_rows(case), tuple(_visits(case))
    return Plan(
        muscles=muscles,
        extra=history.extra_rows(case, enclosed),
        sites_drawn=site_map(muscles) if muscles else None,
        units=request.units,
        sites=request.sites,
        interval=str(request.interval),
        vials=vials_of(case.case),
        visits=visits,
        as_asked=bool(request.treatments or request.span),
        judged=tuple(_judged(policy)),
        judged_on=_judged_on(case, visits),
        safety=safety_facts(),
    )


def _visits(case: Counted) -> Iterator[date]:
    request = case.case.request
    if request.service_date is None:
        return
    # a number of treatments that is asked for decides, then the span, and five where neither is
    end = request.span.after(request.service_date) if request.span and not request.treatments else None
    day, given = request.service_date, 0
    while given < (request.treatments or CYCLES) if end is None else day < end:
        yield day
        day, given = request.interval.after(day), given + 1


def _judged(policy: Policy) -> Iterator[Judged]:
    asked = policy.requests.get(RequestKind.CONTINUATION)
    for one in walk(asked) if asked is not None and policy.is_payer else ():
        if isinstance(one, Response | ResponseDocumented):
            source = f"{policy.payer_name}, {policy.source.number or policy.source.title}, clause {one.clause}"
            yield Judged(says=one.says, quoted=one.quoted, source=source)
    yield Judged(says=_GUIDELINE_SAYS, quoted=False, source=_GUIDELINE_NAME.format(citation(_GUIDELINE).identifier))


def _judged_on(case: Counted, visits: tuple[date, ...]) -> tuple[date, ...]:
    # a course that has begun elsewhere, or may have, was not counted from these days
    if case.case.request.kind is not RequestKind.INITIAL or case.possible_migraine_treatments:
        return ()
    return tuple(visits[given] for given in _JUDGED_AFTER if given < len(visits))
