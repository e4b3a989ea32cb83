"""Synthetic cases for measuring: nobody in them is real, and the same seed always gives the same cases.

Every case starts complete. Then some get gaps (a fact is left out or made vague), and some get something that a
policy does not accept.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from priorauth.case.model import Case
from priorauth.case.months import consecutive_months, previous_month
from priorauth.case.read import make_case

Data = dict[str, Any]
Flaw = Callable[[Random, Data], None]

DIARY_DAYS = 90
ATTESTED = ("label_dosing", "five_migraine_attacks", "not_better_explained", "no_label_contraindication")
PAYERS = ("Aetna", "UnitedHealthcare")
CODES = ("G43.701", "G43.709", "G43.711", "G43.719")
DRUGS = ("topiramate", "amitriptyline", "propranolol", "divalproex", "venlafaxine", "candesartan", "galcanezumab")
# of three classes at least, so that every case starts with enough of them
ALWAYS_TRIED = 3
ACUTE = ("sumatriptan", "rizatriptan", "ibuprofen", "naproxen", "ubrogepant", "acetaminophen")
OUTCOMES = ("inadequate_response", "inadequate_response", "intolerance")
FIRST_DAY, DAYS = date(2026, 2, 1), 300


def make_charts(count: int, seed: int) -> Iterator[Data]:
    """Yield ``count`` synthetic cases as plain data, initial and continuation requests in turn."""
    chance = Random(seed)
    for number in range(count):
        chart = _complete(chance, f"bench-{number:05}", "initial" if number % 2 == 0 else "continuation")
        for flaw in _flaws(chance):
            flaw(chance, chart)
        yield chart


def make_cases(count: int, seed: int) -> Iterator[Case]:
    """Yield ``count`` synthetic cases, initial and continuation requests in turn."""
    yield from map(make_case, make_charts(count, seed))


def typical_case() -> Case:
    """Return a complete initial request with a diary, three trials and every statement."""
    chart = _complete(Random(7), "bench-typical", "initial")
    as_of = date.fromisoformat(chart["request"]["as_of"])
    chart["headaches"] = {"diaries": [_diary(Random(7), as_of, 20)], "months": _months(Random(7), as_of, 18)}
    return make_case(chart)


def _complete(chance: Random, case_id: str, kind: str) -> Data:
    as_of = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    planned = as_of + timedelta(days=chance.randrange(3, 22))
    payer = chance.choice(PAYERS)
    given = _treatments(chance, planned) if kind == "continuation" else []
    return {
        "id": case_id,
        "request": _request(kind, as_of, planned, payer),
        "patient": {"given": "Sample", "family": "Patient", "born": f"{chance.randrange(1950, 2006)}-03-15"},
        "coverage": {"payer": payer, "member_id": "X0001"},
        "practice": {"name": "Sample Neurology", "phone": "555-0100", "tin": "12-3456789"},
        "prescriber": {"name": "A. Example", "npi": "1234567893", "taxonomy": "2084N0400X"},
        "diagnoses": [_documented(as_of, code=chance.choice(CODES), since=f"{chance.randrange(2018, 2025)}-06")],
        "headaches": _headaches(chance, as_of, given),
        "trials": _trials(chance, as_of),
        "contraindications": _contraindications(chance, as_of),
        "acute_medicines": _acute_medicines(chance, as_of),
        "toxin_treatments": given,
        "scores": [_documented(as_of, instrument="HIT-6", total=chance.randrange(56, 78), on=as_of.isoformat())],
        "attestations": [_attested(as_of, about) for about in ATTESTED],
    }


def _request(kind: str, as_of: date, planned: date, payer: str) -> Data:
    return {
        "kind": kind,
        "as_of": as_of.isoformat(),
        "payer": payer,
        "line_of_business": "commercial",
        "place_of_service": "11",
        "service_date": planned.isoformat(),
        "span": "12 months",
        "drug_source": "buy_and_bill",
    }


def _documented(as_of: date, **fields: Any) -> Data:  # noqa: ANN401 - any value of a chart
    note = {"document": "Office note", "dated": as_of.isoformat(), "author": "A. Example MD", "page": 1}
    return {**fields, "evidence": [note]}


def _attested(as_of: date, about: str) -> Data:
    return _documented(as_of, about=about, holds=True, by="A. Example MD", on=as_of.isoformat())


# Headaches: a diary, counts of months, a statement, or several of them


def _headaches(chance: Random, as_of: date, given: list[Data]) -> Data:
    if given:
        first = date.fromisoformat(given[0]["on"])
        return {"months": _months(chance, first, 20) + _months(chance, as_of, chance.choice((6, 9, 12, 20)))}
    most = chance.randrange(17, 26)
    record: Data = {"chronic_since": _documented(as_of, since="2024")} if chance.random() < 0.5 else {}
    way = chance.choice(("diary", "months", "both", "statement"))
    if way in ("diary", "both"):
        record["diaries"] = [_diary(chance, as_of, most)]
    if way in ("months", "both"):
        record["months"] = _months(chance, as_of, most)
    if way == "statement":
        record["frequencies"] = [_frequency(as_of, "headache_day", "18-22"), _frequency(as_of, "migraine_day", 10)]
    return record


def _months(chance: Random, until: date, about: int) -> list[Data]:
    last = previous_month(until)
    return [_month(chance, until, month, about) for month in consecutive_months(last, chance.choice((3, 3, 4, 6)))]


def _month(chance: Random, until: date, month: date, about: int) -> Data:
    headache = about + chance.randrange(4)
    long, migraine = max(1, headache - chance.randrange(2)), max(1, headache - chance.randrange(2, 8))
    counts = {"headache_days": headache, "migraine_days": migraine, "days_of_4_hours": long}
    return _documented(until, month=f"{month:%Y-%m}", **counts)


def _diary(chance: Random, as_of: date, most: int) -> Data:
    last = as_of.replace(day=1) - timedelta(days=1)
    days = [last - timedelta(days=back) for back in reversed(range(DIARY_DAYS))]
    return _documented(as_of, days=[_diary_day(chance, day, most) for day in days])


def _diary_day(chance: Random, day: date, most: int) -> Data:
    length = monthrange(day.year, day.month)[1]
    if chance.random() < 0.02:
        return {"day": day.isoformat()}
    # spread over the month, so that a month that begins late in the diary still has its share
    if (day.day * 7) % length >= most:
        return {"day": day.isoformat(), "headache": False}
    hours, migraine = chance.randrange(4, 16), chance.random() < 0.7
    return {"day": day.isoformat(), "headache": True, "migraine": migraine, "hours": hours, "acute": ["sumatriptan"]}


def _frequency(as_of: date, counting: str, per_month: int | str) -> Data:
    fields = {"per_month": per_month, "stated_on": as_of.isoformat(), "held_for": "6 months", "hours_each": "6-12"}
    return _documented(as_of, counting=counting, **fields)


# Medicines and treatments


def _trials(chance: Random, as_of: date) -> list[Data]:
    further = chance.sample(DRUGS[ALWAYS_TRIED:], chance.randrange(3))
    return [_trial(chance, as_of, drug, number) for number, drug in enumerate((*DRUGS[:ALWAYS_TRIED], *further))]


def _trial(chance: Random, as_of: date, drug: str, number: int) -> Data:
    started = as_of - timedelta(days=400 + 150 * number + chance.randrange(30))
    stopped = started + timedelta(days=chance.randrange(62, 140))
    exact = chance.random() < 0.6
    return _documented(
        as_of,
        drug=drug,
        started=started.isoformat() if exact else f"{started:%Y-%m}",
        stopped=stopped.isoformat() if exact else f"{stopped + timedelta(days=60):%Y-%m}",
        dose={"amount": 100, "unit": "mg/day"},
        oral=drug != "galcanezumab",
        for_migraine=True,
        outcome=chance.choice(OUTCOMES),
    )


def _contraindications(chance: Random, as_of: date) -> list[Data]:
    known = ({"drug": "timolol", "reason": "asthma"}, {"drug_class": "beta-blocker", "reason": "asthma"})
    return [_documented(as_of, **chance.choice(known))] if chance.random() < 0.3 else []


def _acute_medicines(chance: Random, as_of: date) -> list[Data]:
    drugs = chance.sample(ACUTE, chance.randrange(3))
    return [_documented(as_of, drug=drug, days_per_month=chance.randrange(2, 12)) for drug in drugs]


def _treatments(chance: Random, planned: date) -> list[Data]:
    count = chance.randrange(2, 6)
    days = [planned - timedelta(days=number * 84 + chance.randrange(5)) for number in range(count, 0, -1)]
    return [_treatment(day) for day in days]


def _treatment(day: date) -> Data:
    said = {"improved": True, "response": "fewer and shorter headaches"}
    return _documented(day, on=day.isoformat(), units=155, for_migraine=True, indication="chronic migraine", **said)


# Flaws


def _flaws(chance: Random) -> list[Flaw]:
    kind = chance.random()
    if kind < 0.4:
        return []
    gaps = chance.sample(GAPS, chance.randrange(1, 4))
    return gaps if kind < 0.7 else [*gaps[1:], chance.choice(REFUSED)]


def _no_stop(chance: Random, chart: Data) -> None:
    for trial in chart["trials"]:
        trial.pop("stopped")


def _no_purpose(chance: Random, chart: Data) -> None:
    for trial in chart["trials"][:2]:
        trial.pop("for_migraine")


def _one_trial(chance: Random, chart: Data) -> None:
    del chart["trials"][1:]


def _short_by_month(chance: Random, chart: Data) -> None:
    for trial in chart["trials"]:
        trial.update(started="2024-03", stopped="2024-05")


def _no_statement(chance: Random, chart: Data) -> None:
    chart["attestations"].pop(chance.randrange(len(ATTESTED)))


def _no_planned_day(chance: Random, chart: Data) -> None:
    chart["request"].pop("service_date")


def _no_member_id(chance: Random, chart: Data) -> None:
    chart["coverage"].pop("member_id")


def _no_taxonomy(chance: Random, chart: Data) -> None:
    chart["prescriber"].pop("taxonomy")


def _generalist(chance: Random, chart: Data) -> None:
    chart["prescriber"]["taxonomy"] = "207Q00000X"


def _other_sites(chance: Random, chart: Data) -> None:
    chart["request"]["sites"] = 33


def _vague_frequency(chance: Random, chart: Data) -> None:
    as_of = date.fromisoformat(chart["request"]["as_of"])
    chart["headaches"] = {"frequencies": [_frequency(as_of, "headache_day", "12-18")]}


def _no_headaches(chance: Random, chart: Data) -> None:
    chart["headaches"] = {}


def _too_young(chance: Random, chart: Data) -> None:
    chart["patient"]["born"] = "2012-03-15"


def _other_code(chance: Random, chart: Data) -> None:
    chart["diagnoses"][0]["code"] = "G43.009"


def _other_product(chance: Random, chart: Data) -> None:
    chart["request"]["product"] = "Xeomin"


def _too_many_units(chance: Random, chart: Data) -> None:
    chart["request"]["units"] = 250


def _denied_statement(chance: Random, chart: Data) -> None:
    chart["attestations"][chance.randrange(2)]["holds"] = False


def _few_headaches(chance: Random, chart: Data) -> None:
    as_of = date.fromisoformat(chart["request"]["as_of"])
    chart["headaches"] = {"months": _months(chance, as_of, 9)}


def _too_early(chance: Random, chart: Data) -> None:
    as_of = date.fromisoformat(chart["request"]["as_of"])
    chart["toxin_treatments"] = [*chart["toxin_treatments"], _treatment(as_of - timedelta(days=10))]


def _other_illness(chance: Random, chart: Data) -> None:
    for trial in chart["trials"]:
        trial.update(for_migraine=False, prescribed_for="another illness")


GAPS: tuple[Flaw, ...] = (
    _no_stop,
    _no_purpose,
    _short_by_month,
    _no_statement,
    _no_planned_day,
    _no_member_id,
    _no_taxonomy,
    _generalist,
    _other_sites,
    _vague_frequency,
    _no_headaches,
)
REFUSED: tuple[Flaw, ...] = (
    _too_young,
    _other_code,
    _other_product,
    _too_many_units,
    _denied_statement,
    _few_headaches,
    _too_early,
    _other_illness,
    _one_trial,
)
