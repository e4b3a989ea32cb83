"""What a case states, as plain data for the CQL libraries: dates, counts and words, and none of our conclusions."""

from __future__ import annotations

from typing import Any

from priorauth.case.headache import MonthCount
from priorauth.case.model import Case
from priorauth.case.treatment import PreventiveTrial
from priorauth.clinical.calendar import DateRange, Length, Span
from priorauth.clinical.ranges import Range

Data = dict[str, Any]


def facts_of(case: Case) -> Data:
    """Return the facts in the form of the parameter that Chart.cql declares."""
    prescriber, headaches = case.prescriber, case.headaches
    since = headaches.chronic_since
    return {
        "request": _request(case),
        "born": case.patient.born.isoformat(),
        "prescriber": prescriber and {"taxonomy": prescriber.taxonomy, "consulted": prescriber.consulted},
        "diagnoses": [{"code": one.code, "since": _days(one.since)} for one in case.diagnoses],
        "chronic_since": _days(since.since) if since else None,
        "month_counts": [_month(one) for one in headaches.months],
        "trials": [_trial(one) for one in case.trials],
        "contraindications": [{"drug": one.drug, "drug_class": one.drug_class} for one in case.contraindications],
        "intolerances": [{"drug": one.drug} for one in case.intolerances],
        "treatments": [
            {"given": _days(one.on), "units": one.units, "for_migraine": one.for_migraine}
            for one in case.toxin_treatments
        ],
        "attestations": [
            {"about": one.about, "holds": one.holds, "stated": one.on.isoformat()} for one in case.attestations
        ],
        "confirmations": [
            {"policy": one.policy, "clause": one.clause, "holds": one.holds, "stated": one.on.isoformat()}
            for one in case.confirmations
        ],
    }


def _request(case: Case) -> Data:
    asked = case.request
    return {
        "as_of": asked.as_of.isoformat(),
        "service_date": asked.service_date.isoformat() if asked.service_date else None,
        "product": asked.product,
        "units": asked.units,
        "sites": asked.sites,
        "interval": _span(asked.interval),
    }


def _month(one: MonthCount) -> Data:
    return {
        "first_day": f"{one.month}-01",
        "days_recorded": one.days_recorded,
        "headache_days": _count(one.headache_days),
        "migraine_days": _count(one.migraine_days),
        "days_of_4_hours": _count(one.days_of_4_hours),
    }


def _trial(one: PreventiveTrial) -> Data:
    return {
        "drug": one.drug,
        "ongoing": one.ongoing,
        "for_migraine": one.for_migraine,
        "outcome": one.outcome,
        "started": _days(one.started),
        "stopped": _days(one.stopped),
        "lasted": _length(one.lasted),
    }


def _days(day: DateRange | None) -> Data | None:
    return {"low": day.low.isoformat(), "high": day.high.isoformat()} if day else None


def _count(count: Range | None) -> Data | None:
    return {"low": count.low, "high": count.high} if count else None


def _length(length: Length | None) -> Data | None:
    return {"low": _span(length.low), "high": _span(length.high)} if length else None


def _span(span: Span) -> Data:
    return {"count": span.count, "unit": span.unit}
