"""The plan that is asked to pay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from priorauth.case import people
from priorauth.intake.fhir.chart import Chart, cite
from priorauth.intake.fhir.claims import ExplanationOfBenefit, Insurance
from priorauth.intake.fhir.dates import is_after
from priorauth.intake.fhir.resources import Coverage, Organization

UNKNOWN_PAYER = "unknown"
_VOID = ("cancelled", "draft", "entered-in-error")
_LAST = 1_000_000


class Source(NamedTuple):
    """A coverage, and the resource that it stands in: itself, or the explanation of benefit that contains it."""

    coverage: Coverage
    stands_in: Coverage | ExplanationOfBenefit


def read_coverage(chart: Chart, payer: str | None, notes: list[str]) -> people.Coverage | None:
    """Return the coverage in force on the day of the case, or None where the record has none.

    Of several the first in the order of payment counts, then the one that began last. Where none stands by
    itself, the most recent explanation of benefit up to that day is asked. ``payer`` fills in for a payer that
    the record does not name.
    """
    source = _standing_alone(chart, notes) or _last_settled(chart)
    if source is None:
        return None
    coverage = source.coverage
    return people.Coverage(
        payer=_payer(source, chart) or payer or UNKNOWN_PAYER,
        member_id=_member_id(coverage),
        group=_of_class(coverage, "group"),
        plan=_of_class(coverage, "plan"),
        evidence=(cite(source.stands_in),),
    )


def _standing_alone(chart: Chart, notes: list[str]) -> Source | None:
    in_force = [one for one in chart.of(Coverage) if _is_in_force(one, chart.as_of)]
    in_force.sort(key=_rank)
    if len(in_force) > 1:
        notes.append(
            f"{len(in_force)} coverages are in force: {in_force[0].title} was taken; check that it is the one."
        )
    return Source(in_force[0], in_force[0]) if in_force else None


def _is_in_force(coverage: Coverage, as_of: date) -> bool:
    period = coverage.period
    over = period is not None and period.end is not None and period.end.high < as_of
    return coverage.status not in _VOID and not over and not is_after(period.start if period else None, as_of)


def _rank(coverage: Coverage) -> tuple[int, int, str]:
    start = coverage.period.start if coverage.period else None
    order = _LAST if coverage.order is None else coverage.order
    return order, -start.low.toordinal() if start else 0, coverage.id or ""


def _last_settled(chart: Chart) -> Source | None:
    settled = [(when, one) for one in chart.of(ExplanationOfBenefit) if (when := _day(one, chart.as_of))]
    for _, benefit in sorted(settled, key=lambda pair: pair[0], reverse=True):
        for insurance in sorted(benefit.insurance, key=lambda one: not one.focal):
            if source := _settled_under(insurance, benefit, chart):
                return source
    return None


def _settled_under(insurance: Insurance, benefit: ExplanationOfBenefit, chart: Chart) -> Source | None:
    coverage = chart.library.find(insurance.coverage, Coverage, benefit.contained)
    return Source(coverage, benefit) if coverage and coverage.status not in _VOID else None


def _day(benefit: ExplanationOfBenefit, as_of: date) -> date | None:
    when = (benefit.billable_period.start if benefit.billable_period else None) or benefit.created
    if when is None or benefit.status in _VOID or is_after(when, as_of):
        return None
    return when.low


def _payer(source: Source, chart: Chart) -> str | None:
    return next(_payer_names(source, chart), None)


def _payer_names(source: Source, chart: Chart) -> Iterator[str]:
    for payor in source.coverage.payor:
        organization = chart.library.find(payor, Organization, source.stands_in.contained)
        if name := (organization.name if organization else None) or payor.display:
            yield name


def _member_id(coverage: Coverage) -> str | None:
    # the member number is this person's; the subscriber's may be a relative's
    numbers = (one.value for one in coverage.identifier if one.type and one.type.first_code == "MB")
    return next((number for number in numbers if number), None) or coverage.subscriber_id or None


def _of_class(coverage: Coverage, kind: str) -> str | None:
    found = (one for one in coverage.classes if one.type and one.type.first_code == kind)
    named = (one.value or one.name if kind == "group" else one.name or one.value for one in found)
    return next((name for name in named if name), None)
