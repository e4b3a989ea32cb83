"""Whether the medicines are recognised, each entered once, and say of themselves what their fields say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from priorauth.case.history import Counted, KnownTrial
from priorauth.case.model import Case
from priorauth.case.treatment import PreventiveTrial
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.medicines import is_look_alike
from priorauth.clinical.orders import read_order
from priorauth.clinical.spelling import read_spelling
from priorauth.review.lint.finding import LintFinding, found
from priorauth.review.words import listed

_CGRP = "CGRP"
_AS_NEEDED = re.compile(r"\b(as needed|prn)\b", re.IGNORECASE)
_MIGRAINE = re.compile(r"migraine|headache|cephal", re.IGNORECASE)
_A_DAY = ("mg/day", "mg a day", "mg per day", "mg daily")


def drug_findings(case: Case) -> Iterator[LintFinding]:
    """Yield what is wrong with the medicines."""
    trials = Counted(case).trials
    for number, known in enumerate(trials):
        yield from _of_trial(known, f"trials.{number}")
    for field, name in _other_names(case):
        yield from _of_name(name, field)
    yield from _twice(trials)
    yield from _cgrp(case, trials)


def _of_trial(known: KnownTrial, at: str) -> Iterator[LintFinding]:
    trial = known.trial
    if known.medicine is None and known.is_preventive:
        yield from _unknown(trial.drug, f"{at}.drug")
    if trial.for_migraine and trial.prescribed_for and not _MIGRAINE.search(trial.prescribed_for):
        text = f"{known.name} is marked as given for migraine, and as prescribed for another illness."
        yield found("trial-purpose", f"{at}.prescribed_for", text)
    elif trial.for_migraine is False:
        yield found("trial-other-illness", f"{at}.for_migraine", f"{known.name} was given for another illness.")
    yield from _against_order(trial, known.name, at)


def _against_order(trial: PreventiveTrial, name: str, at: str) -> Iterator[LintFinding]:
    order = read_order(trial.drug)
    if None not in (trial.oral, order.oral) and trial.oral is not order.oral:
        said = "is" if trial.oral else "is not"
        text = f"{name} {said} marked as taken by mouth, and the words of the order say otherwise."
        yield found("trial-route", f"{at}.oral", text)
    dose = trial.dose
    if dose is None or order.strength is None or order.unit != "mg" or dose.unit not in _A_DAY:
        return
    if dose.amount.high is not None and order.strength.low is not None and dose.amount.high < order.strength.low:
        text = f"{dose} of {name} is less than the strength in the order, {order.strength} {order.unit}."
        yield found("trial-strength", f"{at}.dose", text)


def _unknown(drug: str, field: str) -> Iterator[LintFinding]:
    spelling = read_spelling(drug)
    if is_look_alike(drug):
        text = f"{drug} shares a name with a headache medicine, and is another product."
        yield found("drug-look-alike", field, text)
    elif spelling.read_as:
        text = f"“{spelling.read_as.said}” read as {spelling.read_as.medicine.name}; nobody has confirmed it."
        yield found("drug-read-as", field, text)
    else:
        near = listed((one.medicine.name for one in spelling.near), "or")
        yield found("drug-unknown", field, f"{drug} was not recognised{f'; did you mean {near}?' if near else '.'}")


def _of_name(name: str, field: str) -> Iterator[LintFinding]:
    # these lists hold all sorts of medicines: only a name that is near one of ours is worth a look
    if read_spelling(name).possible:
        yield from _unknown(name, field)


def _other_names(case: Case) -> Iterator[tuple[str, str]]:
    for number, reaction in enumerate(case.intolerances):
        yield f"intolerances.{number}.drug", reaction.drug
    for number, ruled in enumerate(case.contraindications):
        if ruled.drug is not None:
            yield f"contraindications.{number}.drug", ruled.drug
    for number, medicine in enumerate(case.acute_medicines):
        yield f"acute_medicines.{number}.drug", medicine.drug
    if case.medication_list is not None:
        for number, name in enumerate(case.medication_list.drugs):
            yield f"medication_list.drugs.{number}", name
    for number, diary in enumerate(case.headaches.diaries):
        for name in dict.fromkeys(name for day in diary.days for name in day.acute or ()):
            yield f"headaches.diaries.{number}.days", name


def _twice(trials: tuple[KnownTrial, ...]) -> Iterator[LintFinding]:
    known = [(number, one) for number, one in enumerate(trials) if one.medicine is not None]
    for (_, first), (number, second) in combinations(known, 2):
        if first.name != second.name:
            continue
        if _is_same(first.trial, second.trial):
            yield found("trial-twice", f"trials.{number}", f"{second.name} is entered twice with the same dates.")
        elif _overlap(first, second):
            text = f"Two courses of {second.name} overlap: were these steps of the dose?"
            yield found("trial-overlap", f"trials.{number}", text)


def _is_same(first: PreventiveTrial, second: PreventiveTrial) -> bool:
    return (first.started, first.stopped, first.lasted) == (second.started, second.stopped, second.lasted)


def _overlap(first: KnownTrial, second: KnownTrial) -> bool:
    one, other = _sure_days(first), _sure_days(second)
    return one is not None and other is not None and one.low < other.high and other.low < one.high


def _sure_days(known: KnownTrial) -> DateRange | None:
    began, ended = known.course.began, known.course.ended
    if began is None or ended is None or ended.low < began.high:
        return None
    return DateRange(low=began.high, high=ended.low)


def _cgrp(case: Case, trials: tuple[KnownTrial, ...]) -> Iterator[LintFinding]:
    for number, known in enumerate(trials):
        trial = known.trial
        if known.medicine is None or known.medicine.counted_as != _CGRP or _AS_NEEDED.search(trial.drug):
            continue
        if trial.ongoing or trial.stopped is None or trial.stopped.high > case.request.as_of:
            said = "is being taken" if trial.ongoing else "may still be taken: no stop is documented"
            yield found("cgrp-together", f"trials.{number}.stopped", f"{known.name} {said}, beside Botox.")
    for number, name in enumerate(case.medication_list.drugs if case.medication_list else ()):
        medicine = read_order(name).medicine
        if medicine is not None and medicine.counted_as == _CGRP and not _AS_NEEDED.search(name):
            text = f"{medicine.name} is on the medication list, beside Botox."
            yield found("cgrp-together", f"medication_list.drugs.{number}", text)
