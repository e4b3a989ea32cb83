"""What dosage instructions say: how much a day, whether only when needed, by which route."""

from __future__ import annotations

import re

from priorauth.case.treatment import Dose
from priorauth.clinical.ranges import Number, between
from priorauth.intake.fhir.datatypes import Dosage, DoseAndRate, Quantity, Timing, TimingRepeat

_HOURS = 24
_PERIODS_A_DAY = {"d": 1, "h": _HOURS}
_GTS_ABBREVIATION = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation"
_TIMES_A_DAY = {"QD": 1, "AM": 1, "PM": 1, "BED": 1, "BID": 2, "TID": 3, "QID": 4}
_ORAL = re.compile(r"\boral(?:ly)?\b|\bby mouth\b", re.IGNORECASE)
_NOT_ORAL = re.compile(
    r"\b(?:inject\w*|\w*-?injector|syringe|subcutaneous\w*|intravenous\w*|transdermal)\b", re.IGNORECASE
)

Bounds = tuple[float, float]


def is_only_as_needed(dosages: tuple[Dosage, ...]) -> bool:
    """Tell whether the medicine is taken when needed, and at no other time."""
    return bool(dosages) and all(dosage.is_as_needed for dosage in dosages)


def is_scheduled(dosages: tuple[Dosage, ...]) -> bool:
    """Tell whether the instructions name times of taking that do not depend on need."""
    return any(dosage.timing is not None and not dosage.is_as_needed for dosage in dosages)


def read_route(dosages: tuple[Dosage, ...], words: str) -> bool | None:
    """Tell whether it is taken by mouth, as the route or the product's words say; None where they do not."""
    said = " | ".join((words, *(dosage.route.words for dosage in dosages if dosage.route)))
    oral, other = _ORAL.search(said), _NOT_ORAL.search(said)
    return None if bool(oral) == bool(other) else bool(oral)


def read_dose(dosages: tuple[Dosage, ...]) -> Dose | None:
    """Return the milligrams a day that one instruction states by dose and timing; None where it does not.

    The strength in a product's name ("Verapamil 40 MG") is not a daily dose, and of several instructions it is
    not said which are taken together.
    """
    if len(dosages) != 1 or dosages[0].is_as_needed or len(dosages[0].dose_and_rate) != 1:
        return None
    amount, times = _milligrams(dosages[0].dose_and_rate[0]), _times_a_day(dosages[0].timing)
    if amount is None or times is None:
        return None
    return Dose(amount=between(_plain(amount[0] * times[0]), _plain(amount[1] * times[1])))


def _milligrams(dose: DoseAndRate) -> Bounds | None:
    ends = (dose.dose_range.low, dose.dose_range.high) if dose.dose_range else (dose.dose_quantity, dose.dose_quantity)
    low, high = (_in_milligrams(end) for end in ends)
    return (low, high) if low is not None and high is not None and low <= high else None


def _in_milligrams(quantity: Quantity | None) -> float | None:
    if quantity is None or quantity.value is None or quantity.value <= 0:
        return None
    return quantity.value if (quantity.code or quantity.unit or "").lower() == "mg" else None


def _times_a_day(timing: Timing | None) -> Bounds | None:
    if timing is None:
        return None
    repeat = timing.repeat
    if repeat is None or repeat.frequency is None:
        codes = timing.code.codes(_GTS_ABBREVIATION) if timing.code else []
        times = _TIMES_A_DAY.get(codes[0]) if codes else None
        return (times, times) if times else None
    periods_a_day = _PERIODS_A_DAY.get(repeat.period_unit or "")
    if periods_a_day is None or not repeat.period or repeat.period_max or repeat.day_of_week:
        return None
    low, high = (count * periods_a_day / repeat.period for count in (repeat.frequency, _most_often(repeat)))
    return (low, high) if 0 < low <= high <= _HOURS else None


def _most_often(repeat: TimingRepeat) -> float:
    return repeat.frequency_max or repeat.frequency or 0


def _plain(amount: float) -> Number:
    rounded = round(amount, 3)
    return int(rounded) if rounded == int(rounded) else rounded
