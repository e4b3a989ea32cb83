"""Takes from a case, once, the plain facts that a general rules engine needs: it cannot count diaries or months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from priorauth.case.history import Counted, KnownTrial
from priorauth.case.months import consecutive_months
from priorauth.clinical.calendar import month_of, whole_years
from priorauth.clinical.codes import is_chronic_migraine, is_specialist
from priorauth.clinical.injection import FIXED_SITES, FIXED_UNITS
from priorauth.clinical.medicines import preventive
from priorauth.clinical.ranges import is_at_least
from priorauth.clinical.terms import Attested, Counting, Toxin
from priorauth.policy.trials import PreventiveTrials
from priorauth.review.classes import Listed, counting_class, names_class
from priorauth.review.headache import USUAL_WINDOW, is_stale

Facts = dict[str, Any]

WINDOW_DAYS = 84
CHRONIC_FROM = 15


def facts_for_uhc(case: Counted) -> Facts:
    """Return every fact that the criteria of both policies ask for; UnitedHealthcare asks for no other."""
    request = case.case.request
    return {
        "codes": [one.code for one in case.case.diagnoses],
        "product": request.product.value,
        "off_label": request.product is not Toxin.BOTOX or (request.units, request.sites) != (FIXED_UNITS, FIXED_SITES),
        "interval": {"low": request.interval.fewest_days, "high": request.interval.most_days},
        "stated": {about.value: _stated(case, about) for about in Attested},
        "days": {counting.value: _days(case, counting) for counting in Counting},
        "treated": bool(case.treatments),
        "treatments_missing": case.treatments_are_missing,
        "gap": _gap(case),
    }


def facts_for_aetna(case: Counted, trials: PreventiveTrials) -> Facts:
    """Return every fact that Aetna's initial criteria ask for."""
    prescriber, request = case.case.prescriber, case.case.request
    return {
        **facts_for_uhc(case),
        "age": whole_years(case.case.patient.born, case.as_of),
        "units": request.units,
        "sites": request.sites,
        "specialist": _specialist(case),
        "consulted": bool(prescriber and prescriber.consulted),
        "chronic": list(_chronic(case)),
        "run": _run(case),
        "window": _window(case),
        "trials": len(case.trials),
        "drugs": _drugs(case, trials),
    }


def _specialist(case: Counted) -> str:
    prescriber = case.case.prescriber
    if prescriber is None or prescriber.taxonomy is None:
        return "not documented"
    return {True: "yes", False: "no", None: "not in the table"}[is_specialist(prescriber.taxonomy)]


def _stated(case: Counted, about: Attested) -> bool | None:
    statement = case.attestation(about)
    return None if statement is None else statement.holds


def _days(case: Counted, counting: Counting) -> Facts:
    figures = case.figures(counting)
    if not figures:
        return {"usable": False, "months": [], "missing": USUAL_WINDOW}
    latest = max(figures)
    window = [figures[month] for month in consecutive_months(latest, USUAL_WINDOW) if month in figures]
    counts = [{"low": one.count.low or 0, "high": one.count.high} for one in window]
    usable = not is_stale(latest, case.as_of)
    return {"usable": usable, "months": counts, "missing": USUAL_WINDOW - len(counts)}


# "More than 3 months" is at least 3 whole months by the day before


def _chronic(case: Counted) -> Iterator[Facts]:
    known = [case.record.chronic_since.since] if case.record.chronic_since else []
    known += [one.since for one in case.case.diagnoses if one.since and is_chronic_migraine(one.code)]
    for since in known:
        yesterday = case.as_of - timedelta(days=1)
        yield {"low": _whole_months(since.high, yesterday), "high": _whole_months(since.low, yesterday)}


def _run(case: Counted) -> int | None:
    figures = case.figures(Counting.HEADACHE_DAY)
    if not figures or is_stale(max(figures), case.as_of):
        return None
    first = last = max(figures)
    if not is_at_least(figures[last].count, CHRONIC_FROM):
        return None
    while (before := consecutive_months(first, 2)[0]) in figures and is_at_least(figures[before].count, CHRONIC_FROM):
        first = before
    return _whole_months(first, min(month_of(last)[1], case.as_of - timedelta(days=1)))


def _whole_months(first: date, last: date) -> int:
    passed = relativedelta(last, first)
    return 12 * passed.years + passed.months


# Treatments and trials


def _gap(case: Counted) -> Facts | None:
    planned = case.case.request.service_date
    if planned is None or not case.treatments:
        return None
    last = [max(one.on.low for one in case.treatments), max(one.on.high for one in case.treatments)]
    return {"low": (planned - last[1]).days, "high": (planned - last[0]).days}


def _window(case: Counted) -> Facts:
    request = case.case.request
    first = (request.service_date or case.as_of) - timedelta(days=WINDOW_DAYS - 1)
    possible = [one for one in case.treatments if one.on.high >= first]
    sure = [one for one in possible if one.on.low >= first]
    return {
        "open": bool(possible) and request.service_date is None,
        "low": request.units + sum(one.units or 0 for one in sure),
        "high": request.units + sum(one.units or 0 for one in possible) if all(one.units for one in possible) else None,
    }


def _drugs(case: Counted, trials: PreventiveTrials) -> list[Facts]:
    drugs: dict[str, Facts] = {}
    for known in case.trials:
        counts = known.medicine and counting_class(trials, known.medicine)
        if counts:
            _drug(drugs, known.name, counts[0], listed=counts[1] is Listed.BY_NAME)["ways"].append(_trial(known))
    for one in case.case.contraindications:
        medicine = preventive(one.drug) if one.drug else None
        counts = medicine and counting_class(trials, medicine)
        if medicine and counts:
            _drug(drugs, medicine.name, counts[0], listed=counts[1] is Listed.BY_NAME)["contraindicated"] = True
        for drug_class in trials.classes:
            if names_class(one.drug_class, drug_class):
                name = f"{drug_class.name} (class)"
                _drug(drugs, name, drug_class.name, listed=True, whole=True)["contraindicated"] = True
    return list(drugs.values())


def _drug(drugs: dict[str, Facts], name: str, drug_class: str, *, listed: bool, whole: bool = False) -> Facts:
    new = {"class": drug_class, "listed": listed, "whole": whole, "contraindicated": False, "ways": []}
    return drugs.setdefault(name, new)


def _trial(known: KnownTrial) -> Facts:
    return {
        "for_migraine": known.trial.for_migraine,
        "shortest": known.course.fewest_days,
        "longest": known.course.most_days,
        "outcome": known.trial.outcome.value if known.trial.outcome else None,
    }
