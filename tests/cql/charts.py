"""Random charts, most of them a step or less from a limit: what they state, and what they leave out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

from priorauth.case.model import Case
from priorauth.case.read import make_case
from priorauth.errors import CaseFileError
from tests.payer_rules.charts import documented

Data = dict[str, Any]
Part = Callable[["Draw"], Any]

DAYS = (
    *("2026-06-01", "2026-05-29", "2026-05-31", "2026-06-30", "2026-07-15", "2027-01-01", "2028-02-29", "2027-02-28"),
    *("2026-05-28", "2026-07-30", "2026-12-31"),  # three months to the day after a month ended
)
CODES = ("G43.701", "G43.709", "G43.711", "G43.719", "G43.E01", "G43.E09", "G43.E11", "G43.E19", "G43.7", "G43.009")
TAXONOMIES = ("2084N0400X", "2084N0402X", "2084P2900X", "208VP0000X", "208VP0014X", "207LP2900X", "2081P2900X")
OTHER_TAXONOMIES = ("207Q00000X", "207R00000X", "363L00000X", "363LF0000X", "363A00000X", "363AM0700X", "207V00000X")
DRUGS = (
    *("amitriptyline", "venlafaxine", "nortriptyline", "duloxetine", "topiramate", "divalproex sodium"),
    *("valproate sodium", "gabapentin", "propranolol", "metoprolol", "timolol", "atenolol", "nadolol", "bisoprolol"),
    *("fremanezumab", "galcanezumab", "eptinezumab", "rimegepant", "atogepant", "erenumab", "candesartan"),
    *("verapamil", "memantine", "study drug", "another study drug"),
)
CLASSES = ("beta-blocker", "beta-blockers", "antiepileptic", "anticonvulsants", "antidepressant", "CGRP", "statin")
LENGTHS = (
    "59 days",
    "60 days",
    "8 weeks",
    "9 weeks",
    "1 month",
    "2 months",
    "1 to 2 months",
    "2 to 3 months",
    "1 year",
)
INTERVALS = ("12 weeks", "11 weeks", "13 weeks", "84 days", "83 days", "2 months", "3 months", "1 year")
UNITS = (1, 154, 155, 156, 195, 200, 201, 245, 400, 401)
STATED = ("label_dosing", "five_migraine_attacks", "not_better_explained", "no_label_contraindication")
BY_HAND = (
    ("aetna/commercial_2026_01", "prescriber.1"),
    ("aetna/commercial_2026_01", "initial.3"),
    ("aetna/commercial_2026_01", "initial.1"),
    ("aetna/commercial_2026_01", "dose.4.b"),
    ("aetna/commercial_2026_01", "dose.5.b"),
    ("unitedhealthcare/commercial_2026_01", "3"),
    ("general/any_2018_01", "3"),
)


class Draw:
    """One chart in the making: its day, and the dice."""

    def __init__(self, dice: Random, kind: str) -> None:
        self.dice = dice
        self.kind = kind
        self.as_of = date.fromisoformat(dice.choice(DAYS))
        if dice.random() < 0.3:
            self.as_of += timedelta(days=dice.randrange(365))
        self.planned = self.as_of + timedelta(days=dice.choice((0, 1, 14)))

    def one_of(self, *parts: Any) -> Any:
        return self.dice.choice(parts)

    def some(self, most: int, part: Part) -> list[Any]:
        return [part(self) for _ in range(self.dice.randrange(most + 1))]

    def near(self, day: date) -> str:
        """Return a day within one of this one, or that day as the month, the year, or a span of months."""
        day += timedelta(days=self.one_of(-1, 0, 0, 1))
        later = day + relativedelta(months=1)
        return str(self.one_of(*[f"{day}"] * 4, f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y-%m}/{later:%Y-%m}"))


def charts(seed: int, kind: str, number: int) -> Iterator[Case]:
    """Yield so many charts; the same seed always gives the same ones."""
    dice = Random(seed)
    made = 0
    while made < number:
        try:
            case = make_case(_chart(Draw(dice, kind), f"{kind}-{made}"))
        except CaseFileError:
            continue  # a chart that contradicts itself, such as one with more headache days than days recorded
        made += 1
        yield case


def _chart(draw: Draw, name: str) -> Data:
    chance = draw.one_of(0.05, 0.15, 0.5)
    return {
        "id": name,
        **{key: (any_part if draw.dice.random() < chance else plain)(draw) for key, plain, any_part in PARTS},
    }


def _plain_request(draw: Draw) -> Data:
    return {
        "kind": draw.kind,
        "as_of": draw.as_of.isoformat(),
        "payer": "Example Health",
        "service_date": draw.planned.isoformat(),
    }


def _any_request(draw: Draw) -> Data:
    changes = {
        "product": draw.one_of("Botox", "Botox", "Dysport", "Myobloc", "Xeomin", "Daxxify"),
        "units": draw.one_of(*UNITS),
        "sites": draw.one_of(30, 31, 32, 39),
        "interval": draw.one_of(*INTERVALS),
        "service_date": draw.one_of(None, draw.as_of.isoformat(), draw.planned.isoformat()),
    }
    return {**_plain_request(draw), **{key: changes[key] for key in draw.dice.sample(list(changes), 2)}}


def _plain_patient(draw: Draw) -> Data:
    return {"given": "Sample", "family": "Patient", "born": "1985-07-31"}


def _any_patient(draw: Draw) -> Data:
    born = draw.as_of - relativedelta(years=18) + timedelta(days=draw.one_of(-1, 0, 1, 2))
    return {**_plain_patient(draw), "born": draw.one_of(born.isoformat(), "2008-02-29", "2010-02-28")}


def _plain_prescriber(draw: Draw) -> Data:
    return {"name": "A. Example", "taxonomy": "2084N0400X"}


def _any_prescriber(draw: Draw) -> Any:
    return draw.one_of(
        None,
        {"name": "A. Example", "consulted": draw.one_of(None, "B. Example MD, neurology")},
        {"name": "A. Example", "taxonomy": draw.one_of(*TAXONOMIES)},
        {"name": "A. Example", "taxonomy": draw.one_of(*OTHER_TAXONOMIES)},
        {"name": "A. Example", "taxonomy": draw.one_of(*OTHER_TAXONOMIES), "consulted": "B. Example MD, neurology"},
    )


def _plain_diagnoses(draw: Draw) -> list[Data]:
    return [documented(code="G43.709")]


def _any_diagnoses(draw: Draw) -> list[Data]:
    return draw.some(2, lambda one: documented(code=one.one_of(*CODES), since=one.one_of(None, _three_months_ago(one))))


def _three_months_ago(draw: Draw) -> str:
    return draw.near(draw.as_of - relativedelta(months=3))


# headache


def _first_treatment(draw: Draw) -> date:
    return draw.planned - timedelta(days=168)


def _month_back(day: date, months: int) -> str:
    return f"{day - relativedelta(months=months):%Y-%m}"


def _plain_headaches(draw: Draw) -> Data:
    latest = [_month_back(draw.as_of, n) for n in (1, 2, 3)]
    if draw.kind == "initial":
        return {
            "chronic_since": documented(since="2024-02"),
            "months": [_month(m, 15, 8, 15) for m in latest],
        }
    before = [_month_back(_first_treatment(draw), n) for n in (1, 2, 3)]
    now = draw.one_of(12, 13, 14, 19, 20)
    return {"months": [*(_month(m, 20, 8, 15) for m in before), *(_month(m, now, 5, 5) for m in latest)]}


def _month(month: str, headache: Any, migraine: Any, long: Any, recorded: int | None = None) -> Data:
    return documented(
        month=month, headache_days=headache, migraine_days=migraine, days_of_4_hours=long, days_recorded=recorded
    )


def _any_headaches(draw: Draw) -> Data:
    since = draw.one_of(None, None, documented(since=_three_months_ago(draw)), documented(since="2024-02"))
    known = [_changed_month(draw, one) for one in _plain_headaches(draw)["months"]]
    further = [_some_month(draw) for _ in range(draw.one_of(0, 0, 1, 2, 4))]
    latest = _month_back(draw.as_of, draw.one_of(0, 0, 0, 3, 4))
    kept = [one for one in (*known, *further) if one["month"] <= latest and draw.dice.random() < draw.one_of(0.5, 0.9)]
    return {"chronic_since": since, "months": kept}


def _changed_month(draw: Draw, month: Data) -> Data:
    if draw.dice.random() < 0.5:
        return month
    year, number = (int(part) for part in month["month"].split("-"))
    length = monthrange(year, number)[1]
    recorded = draw.one_of(*[None] * 5, length, length - 1, length - 3, 0)
    changes = {
        "headache_days": _count(draw, draw.one_of(15, 15, 20)),
        "migraine_days": _count(draw, 8),
        "days_of_4_hours": _count(draw, draw.one_of(8, 15)),
    }
    names = draw.dice.sample(list(changes), draw.one_of(1, 2, 3))
    return {**month, "days_recorded": recorded, **{name: changes[name] for name in names}}


def _some_month(draw: Draw) -> Data:
    last = draw.one_of(draw.as_of, draw.as_of, _first_treatment(draw))
    name = _month_back(last, draw.one_of(0, 1, 2, 3, 4, 5, 6))
    return _changed_month(draw, _month(name, _count(draw, 15), _count(draw, 8), _count(draw, 8)))


def _count(draw: Draw, limit: int) -> Any:
    return draw.one_of(
        *(limit - 1, limit, limit + 1, limit - 0.5, None),
        *(f"{limit - 1}-{limit}", f"{limit}-{limit + 3}", f"{limit - 4}-{limit - 1}"),
        *(f"at least {limit}", f"at least {limit - 1}", f"at most {limit}", f"at most {limit - 1}"),
    )


# medicines


def _plain_trials(draw: Draw) -> list[Data]:
    return [_trial(draw, "topiramate", 60), _trial(draw, "propranolol", 60)]


def _trial(draw: Draw, drug: str, days: int, **fields: Any) -> Data:
    started = draw.as_of - timedelta(days=400)
    stopped = started + timedelta(days=days)
    usual = {"started": started.isoformat(), "stopped": stopped.isoformat(), "for_migraine": True}
    return documented(drug=drug, **{**usual, "outcome": "inadequate_response", **fields})


def _any_trials(draw: Draw) -> list[Data]:
    kept = [one for one in _plain_trials(draw) if draw.dice.random() < 0.6]
    return [*kept, *draw.some(3, _any_trial)]


def _any_trial(draw: Draw) -> Data:
    started = draw.as_of - timedelta(days=draw.one_of(20, 59, 60, 61, 200, 700, -5))
    stopped = started + timedelta(days=draw.one_of(0, 30, 59, 60, 61, 90))
    changes = {
        "started": draw.one_of(None, draw.near(started), draw.near(started)),
        "stopped": draw.one_of(None, draw.near(stopped), draw.near(stopped)),
        "lasted": draw.one_of(None, None, *LENGTHS),
        "for_migraine": draw.one_of(True, True, True, False, None),
        "outcome": draw.one_of("inadequate_response", "intolerance", "effective", "ongoing", None),
    }
    names = draw.dice.sample(list(changes), draw.one_of(0, 1, 2, 5))
    trial = _trial(draw, draw.one_of(*DRUGS), 60, **{name: changes[name] for name in names})
    return {**trial, "stopped": None, "ongoing": True} if draw.dice.random() < 0.15 else trial


def _any_contraindications(draw: Draw) -> list[Data]:
    return draw.some(2, _contraindication)


def _contraindication(draw: Draw) -> Data:
    target = draw.one_of({"drug": draw.one_of(*DRUGS)}, {"drug_class": draw.one_of(*CLASSES)})
    return documented(**target, reason="asthma")


def _any_intolerances(draw: Draw) -> list[Data]:
    return draw.some(2, lambda one: documented(drug=one.one_of(*DRUGS), reaction="rash"))


# treatments, and what people state


def _plain_treatments(draw: Draw) -> list[Data]:
    days = () if draw.kind == "initial" else (168, 84)
    return [documented(on=(draw.planned - timedelta(days=n)).isoformat(), units=155, for_migraine=True) for n in days]


def _any_treatments(draw: Draw) -> list[Data]:
    kept = [one for one in _plain_treatments(draw) if draw.dice.random() < 0.7]
    return [*kept, *draw.some(2, _any_treatment)]


def _any_treatment(draw: Draw) -> Data:
    on = draw.planned - timedelta(days=draw.one_of(-5, 20, 83, 84, 85, 120, 167, 168, 169, 300))
    return documented(
        on=draw.near(on),
        units=draw.one_of(None, 45, 155, 155, 199, 200, 244, 245, 246),
        for_migraine=draw.one_of(True, True, True, False, None),
    )


def _plain_attestations(draw: Draw) -> list[Data]:
    return [_statement(draw, about=about) for about in STATED]


def _statement(draw: Draw, **fields: Any) -> Data:
    return documented(**{"holds": True, "by": "A. Example MD", "on": draw.as_of.isoformat(), **fields})


def _any_attestations(draw: Draw) -> list[Data]:
    kept = [one for one in _plain_attestations(draw) if draw.dice.random() < 0.7]
    return [*kept, *draw.some(4, lambda one: _any_statement(one, about=one.one_of(*STATED)))]


def _any_statement(draw: Draw, **fields: Any) -> Data:
    on = draw.as_of + timedelta(days=draw.one_of(-30, -1, 0, 0, 1))
    return _statement(draw, holds=draw.one_of(True, False), on=on.isoformat(), **fields)


def _any_confirmations(draw: Draw) -> list[Data]:
    return [_confirmation(draw, *draw.one_of(*BY_HAND)) for _ in range(draw.one_of(0, 1, 2, 6))]


def _confirmation(draw: Draw, policy: str, clause: str) -> Data:
    return _any_statement(draw, policy=policy, clause=clause)


def _nothing(draw: Draw) -> list[Data]:
    return []


PARTS: tuple[tuple[str, Part, Part], ...] = (
    ("request", _plain_request, _any_request),
    ("patient", _plain_patient, _any_patient),
    ("prescriber", _plain_prescriber, _any_prescriber),
    ("diagnoses", _plain_diagnoses, _any_diagnoses),
    ("headaches", _plain_headaches, _any_headaches),
    ("trials", _plain_trials, _any_trials),
    ("contraindications", _nothing, _any_contraindications),
    ("intolerances", _nothing, _any_intolerances),
    ("toxin_treatments", _plain_treatments, _any_treatments),
    ("attestations", _plain_attestations, _any_attestations),
    ("confirmations", _nothing, _any_confirmations),
)
