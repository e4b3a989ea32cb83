"""Judges acute medicines: on how many days they are taken, and whether that is overuse by ICHD-3 8.2.

Days come from statements of the chart and from the days of a diary. Where both speak of the same medicines, what both
allow is taken; where they contradict each other, the whole span.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from priorauth.case.evidence import Evidence
from priorauth.case.history import Counted
from priorauth.case.intake_days import IntakeMonth
from priorauth.case.months import consecutive_months
from priorauth.case.treatment import AcuteMedicine
from priorauth.clinical.calendar import show_date
from priorauth.clinical.medicines import acute, is_taken_beside
from priorauth.clinical.overuse import FEWEST_DAYS, TOGETHER_FROM, OveruseClass, overuse_classes
from priorauth.clinical.ranges import Range, between, is_at_most, is_less_than, is_more_than, overlap
from priorauth.clinical.terms import Attested, Whom
from priorauth.policy.counts import AcuteMedicineDays, MedicationOveruse
from priorauth.review import words
from priorauth.review.headache import STALE_AFTER
from priorauth.review.verdict import Judgement, Verdict, ask, met, not_documented, not_met

# of a diary the last full months before the request are judged, as of the counts of headache (docs/decisions/0005)
_MONTHS_JUDGED = 3
_VERDICTS = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.NOT_DOCUMENTED}


def judge_acute_days(criterion: AcuteMedicineDays, case: Counted) -> Judgement:
    """Judge on how many days a week acute medicines are taken, from days per month or from a diary."""
    medicines, months = _acute_medicines(case), recent_intake(case)
    known = [one.days_per_month for one in medicines if one.days_per_month is not None]
    question = ask(Whom.PATIENT, "On how many days a month is each acute headache medicine taken?")
    evidence = _evidence(medicines, months)
    # a diary speaks of all medicines; statements only where each of them has its days
    stated = [_together(known)] if known and len(known) == len(medicines) else []
    together = _agreed([*stated, *_spanned([month.any_medicine for month in months])])
    if together is None:
        return not_documented("days with acute medicines are not documented", question, evidence=evidence)
    # a month of 28 days allows 4 × the weekly limit for sure; one of 31 days at most 31/7 ×
    limit = criterion.days_per_week_at_most
    answer = True if is_at_most(together, 4 * limit) else (False if is_more_than(together, 31 / 7 * limit) else None)
    because = f"acute medicines on {together} days a month{_by_diary(months)}"
    return Judgement(_VERDICTS[answer], because, evidence, () if answer is not None else (question,))


def judge_overuse(criterion: MedicationOveruse, case: Counted) -> Judgement:
    """Judge whether overuse is absent by the numbers of ICHD-3 8.2, or stated to be addressed."""
    statement = case.attestation(Attested.OVERUSE_ADDRESSED)
    if statement is not None and statement.holds:
        return met(f"stated by {statement.by} on {show_date(statement.on)}", statement.evidence)
    question = ask(Whom.CLINICIAN, "Is there overuse of acute medicines, and if so, how is it being addressed?")
    if statement is not None:
        return not_met(f"{statement.by} states that overuse has not been addressed", statement.evidence, question)
    medicines, months = _acute_medicines(case), recent_intake(case)
    groups = overuse_groups(medicines, months)
    if not groups and (not months or diary_medicines(months)):
        return not_documented("no acute medicine with days a month is documented", question)
    evidence = _evidence(medicines, months)
    listed = "; ".join(f"{name} on {days} days a month (overuse from {limit})" for name, days, limit in groups)
    said = f"{listed or 'no acute medicine of a class that can be overused'}{_by_diary(months)}"
    if all(is_less_than(days, limit) for _, days, limit in groups) and _is_all(medicines, months, len(groups)):
        return met(said, evidence)
    return not_documented(f"{said}; no statement that overuse is addressed", question, evidence=evidence)


def recent_intake(case: Counted) -> tuple[IntakeMonth, ...]:
    """Return the months of a diary that speak of today: those of the last three full months that name medicines."""
    window = consecutive_months(case.last_full, _MONTHS_JUDGED)
    return tuple(month for month in case.intake if month.month in window)


def overuse_groups(
    medicines: Iterable[AcuteMedicine], months: Sequence[IntakeMonth] = ()
) -> list[tuple[str, Range, int]]:
    """Return class, days per month and the ICHD-3 8.2 limit of every class of acute medicine with known days."""
    known = [one for one in medicines if one.days_per_month is not None]
    stated: dict[OveruseClass, list[Range]] = {}
    for one in known:
        for group in overuse_classes(one.drug):
            stated.setdefault(group, []).append(one.days_per_month or between(0, 31))
    names = {medicine.name for one in known if (medicine := acute(one.drug)) is not None}
    # where the diary names more than the chart states, what both allow would be too narrow
    states_all = all(month.by_drug.keys() <= names for month in months)
    found = []
    for group in dict.fromkeys((*stated, *sorted(set(chain(*(month.by_class for month in months)))))):
        counts = [_together(stated[group])] if group in stated else []
        counts += _spanned(list(_by_month(group, months))) if _is_named(group, months) else []
        days = _agreed(counts) if states_all else next(iter(_spanned(counts)), None)
        found.append((group.name, days or between(0, 31), group.limit))
    return found


def diary_medicines(months: Sequence[IntakeMonth]) -> dict[str, Range]:
    """Return on how many days a month the diary has each medicine, by its ingredient."""
    drugs = sorted(set(chain.from_iterable(month.by_drug for month in months)))
    found: dict[str, Range] = {}
    for drug in drugs:
        # a month that does not name it can still hold it on the days that are open
        counts = [month.by_drug.get(drug) or between(0, month.open_days) for month in months]
        found[drug] = _spanned(counts)[0]
    return found


def _is_named(group: OveruseClass, months: Sequence[IntakeMonth]) -> bool:
    return any(group in month.by_class for month in months)


def _by_month(group: OveruseClass, months: Sequence[IntakeMonth]) -> Iterable[Range]:
    # a month that does not name the class can still hold it on the days that are open
    return (month.by_class.get(group) or between(0, month.open_days) for month in months)


def _spanned(counts: list[Range]) -> list[Range]:
    if not counts:
        return []
    return [between(min(one.low or 0 for one in counts), max(31 if one.high is None else one.high for one in counts))]


def _agreed(counts: list[Range]) -> Range | None:
    if len(counts) < 2:
        return counts[0] if counts else None
    return overlap(counts[0], counts[1]) or _spanned(counts)[0]


def _by_diary(months: Sequence[IntakeMonth]) -> str:
    return f" by the diary of {words.months([month.month for month in months])}" if months else ""


def _acute_medicines(case: Counted) -> tuple[AcuteMedicine, ...]:
    # days that were stated too long ago, or only later, say nothing of today
    return tuple(
        one
        if one.stated_on is None or one.stated_on <= case.as_of <= STALE_AFTER.after(one.stated_on)
        else one.model_copy(update={"days_per_month": None})
        for one in case.case.acute_medicines
    )


def _is_all(medicines: Sequence[AcuteMedicine], months: Sequence[IntakeMonth], groups: int) -> bool:
    # true where every medicine was recognised and counted, and several classes do not add up to overuse either
    if not _is_whole(medicines, months):
        return False
    if groups <= 1:
        return True
    stated = [one.days_per_month for one in medicines if one.days_per_month is not None and overuse_classes(one.drug)]
    counts = [_together(stated)] if stated else []
    counts += [month.any_counted for month in months]
    return all(is_less_than(count, TOGETHER_FROM) for count in counts)


def _is_whole(medicines: Sequence[AcuteMedicine], months: Sequence[IntakeMonth]) -> bool:
    in_diary = frozenset(chain.from_iterable(month.by_drug for month in months))
    for one in medicines:
        medicine = acute(one.drug)
        if is_taken_beside(one.drug):
            continue
        if medicine is None or (one.days_per_month is None and medicine.name not in in_diary):
            return False
    # on its open days a class that nobody names could be overused, unless a list says what is taken at all
    return bool(medicines) or all(month.open_days < FEWEST_DAYS for month in months)


def _together(days: list[Range]) -> Range:
    # days on which any was taken: at least the most used one's, at most all of them one after another
    low = max(one.low or 0 for one in days)
    highs = [one.high for one in days if one.high is not None]
    return between(low, min(31, sum(highs)) if len(highs) == len(days) else 31)


def _evidence(medicines: Sequence[AcuteMedicine], months: Sequence[IntakeMonth]) -> tuple[Evidence, ...]:
    found = chain(*(one.evidence for one in medicines), *(month.evidence for month in months))
    return tuple(dict.fromkeys(found))
