"""The patient's history as a letter tells it: counts, trials, scores, acute medicines, earlier treatments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from priorauth.case.documents import Score
from priorauth.case.history import Counted, KnownTrial
from priorauth.case.months import days_recorded
from priorauth.clinical.calendar import brief, month_of, show_month
from priorauth.clinical.injection import FIXED_SITES, FIXED_UNITS, MuscleDose, Sides, injection_plan
from priorauth.clinical.medicines import acute
from priorauth.clinical.model import Model
from priorauth.clinical.scores import band
from priorauth.clinical.terms import Counting, Outcome, RequestKind
from priorauth.clinical.translatable import translatable
from priorauth.packet.sources import Enclosures, Pin, cite_sources
from priorauth.review.overuse import diary_medicines, overuse_groups, recent_intake
from priorauth.review.response import change_since_treatment, say_change
from priorauth.review.trials import say_length
from priorauth.review.words import listed

MONTHS_SHOWN = 6
MONTHS_COMPARED = 3


class MonthRow(Model):
    """One month of the frequency table; a count that is not documented is None."""

    month: str
    when: str
    """"before treatment", "on treatment", or empty where there was none."""
    counts: tuple[str | None, ...]


class MonthTable(Model):
    """Counts per month: only the columns in which something is documented."""

    headings: tuple[str, ...]
    rows: tuple[MonthRow, ...]
    sources: tuple[Pin, ...]


class TrialRow(Model):
    """One preventive trial for migraine, or one drug that was not tolerated."""

    drug: str
    drug_class: str
    dose: str | None
    dates: str | None
    length: str | None
    outcome: str | None
    sources: tuple[Pin, ...]


class ScoreRow(Model):
    """One score with its published band."""

    instrument: str
    total: int
    on: date
    band: str


class AcuteRow(Model):
    """One acute medicine."""

    drug: str
    days: str | None


class OveruseRow(Model):
    """Days a month in one class of acute medicines, against the ICHD-3 8.2 limit."""

    group: str
    days: str
    limit: int


class SessionRow(Model):
    """One earlier toxin treatment for migraine."""

    on: str
    units: int | None
    response: str | None
    adverse_effects: str | None


class ExtraRow(Model):
    """Sites of one muscle beyond the fixed ones."""

    muscle: str
    sides: str
    """Such as "1 left and 1 right"."""
    reason: str
    sources: tuple[Pin, ...]


class Ruled(Model):
    """A drug or class that must not be given, and why."""

    what: str
    reason: str


def month_table(case: Counted, enclosed: Enclosures) -> MonthTable:
    """Return the months to show: the latest six, or for a continuation three before treatment and three now."""
    shown = list(_months_shown(case))
    columns = [
        (translatable("Headache days"), [_count(case, Counting.HEADACHE_DAY, month) for month, _ in shown]),
        (translatable("of 4 hours or more"), [_count(case, Counting.LONG_HEADACHE_DAY, month) for month, _ in shown]),
        (translatable("Migraine days"), [_count(case, Counting.MIGRAINE_DAY, month) for month, _ in shown]),
        (translatable("Days recorded"), [_recorded(case, month) for month, _ in shown]),
    ]
    filled = [(heading, cells) for heading, cells in columns if any(cells)]
    rows = [
        MonthRow(month=show_month(month), when=when, counts=tuple(cells[index] for _, cells in filled))
        for index, (month, when) in enumerate(shown)
    ]
    figures = case.figures(Counting.HEADACHE_DAY)
    evidence = (item for month, _ in shown for item in figures[month].evidence)
    return MonthTable(
        headings=tuple(heading for heading, _ in filled),
        rows=tuple(rows),
        sources=cite_sources(evidence, enclosed),
    )


def changes(case: Counted) -> tuple[str, ...]:
    """Say what changed since treatment began, for every unit documented on both sides."""
    if case.case.request.judged_as is not RequestKind.CONTINUATION:
        return ()
    units = (Counting.HEADACHE_DAY, Counting.LONG_HEADACHE_DAY, Counting.MIGRAINE_DAY, None)
    found = ((change_since_treatment(case, unit), unit) for unit in units)
    return tuple(say_change(change, unit) for change, unit in found if change is not None)


def trial_rows(case: Counted, enclosed: Enclosures) -> tuple[TrialRow, ...]:
    """Return the trials that the chart says were for migraine, and intolerances without a dated course."""
    for_migraine = (known for known in case.trials if known.trial.for_migraine and known.is_preventive)
    return tuple(_trial_row(known, enclosed) for known in for_migraine)


def ruled_out(case: Counted) -> tuple[Ruled, ...]:
    """Return what must not be given, or was not tolerated, with the reason."""
    contraindicated = (
        Ruled(what=one.drug or one.drug_class or "", reason=one.reason) for one in case.case.contraindications
    )
    refused = (
        Ruled(what=one.drug, reason=f"not tolerated{f': {one.reaction}' if one.reaction else ''}")
        for one in case.case.intolerances
    )
    return (*contraindicated, *refused)


def score_rows(case: Counted) -> tuple[ScoreRow, ...]:
    """Return the first and the latest score of each instrument, by date."""
    return tuple(row for _, row in scored(case))


def scored(case: Counted) -> Iterator[tuple[Score, ScoreRow]]:
    """Yield the first and the latest score of each instrument, by date, each with its row."""
    for instrument in dict.fromkeys(score.instrument for score in case.case.scores):
        known = (one for one in case.case.scores if one.instrument is instrument and one.on <= case.as_of)
        dated = sorted(known, key=lambda score: score.on)
        for one in dated[:1] + dated[1:][-1:]:
            band_of = band(one.instrument, one.total)
            yield one, ScoreRow(instrument=one.instrument, total=one.total, on=one.on, band=band_of)


def acute_rows(case: Counted) -> tuple[AcuteRow, ...]:
    """Return the acute medicines: those that the chart states, then those that only a diary names."""
    kept = diary_medicines(recent_intake(case))
    rows = []
    for one in case.case.acute_medicines:
        name = _acute_name(one.drug)
        in_diary = kept.pop(name, None)
        days = one.days_per_month or in_diary
        rows.append(AcuteRow(drug=name, days=str(days) if days else None))
    return (*rows, *(AcuteRow(drug=name, days=str(days)) for name, days in kept.items()))


def overuse_rows(case: Counted) -> tuple[OveruseRow, ...]:
    """Return days a month by class of acute medicine, against the ICHD-3 8.2 limits."""
    groups = overuse_groups(case.case.acute_medicines, recent_intake(case))
    return tuple(OveruseRow(group=name, days=str(days), limit=limit) for name, days, limit in groups)


def session_rows(case: Counted) -> tuple[SessionRow, ...]:
    """Return the earlier treatments for migraine, earliest first."""
    return tuple(
        SessionRow(
            on=str(one.on),
            units=one.units,
            response=one.response,
            adverse_effects=None if one.adverse_effects is None else (listed(one.adverse_effects) or "none"),
        )
        for one in case.migraine_treatments
    )


def muscle_rows(case: Counted) -> tuple[MuscleDose, ...]:
    """Return the plan by muscle, where the case says which muscles get the sites that are asked for."""
    request = case.case.request
    if request.extra_sites:
        return injection_plan({one.muscle: Sides(one.left, one.right) for one in request.extra_sites})
    return injection_plan() if (request.units, request.sites) == (FIXED_UNITS, FIXED_SITES) else ()


def extra_rows(case: Counted, enclosed: Enclosures) -> tuple[ExtraRow, ...]:
    """Return the sites beyond the fixed ones, with the reason and the place it stands."""
    return tuple(
        ExtraRow(
            muscle=one.muscle,
            sides=listed(f"{count} {side}" for side, count in (("left", one.left), ("right", one.right)) if count),
            reason=one.reason,
            sources=cite_sources(one.evidence, enclosed),
        )
        for one in case.case.request.extra_sites
    )


def _months_shown(case: Counted) -> Iterator[tuple[date, str]]:
    headache = case.figures(Counting.HEADACHE_DAY)
    if case.case.request.judged_as is not RequestKind.CONTINUATION or case.first_treatment is None:
        yield from ((month, "") for month in sorted(headache)[-MONTHS_SHOWN:])
        return
    yield from (
        (month, translatable("before treatment"))
        for month in sorted(case.before_treatment(headache))[-MONTHS_COMPARED:]
    )
    yield from (
        (month, translatable("on treatment")) for month in sorted(case.after_treatment(headache))[-MONTHS_COMPARED:]
    )


def _count(case: Counted, counting: Counting, month: date) -> str | None:
    figure = case.figures(counting).get(month)
    return str(figure.count) if figure else None


def _recorded(case: Counted, month: date) -> str | None:
    recorded = days_recorded(case.record, month)
    return None if recorded is None else f"{recorded} of {month_of(month)[1].day}"


def _trial_row(known: KnownTrial, enclosed: Enclosures) -> TrialRow:
    trial = known.trial
    return TrialRow(
        drug=known.name,
        drug_class=known.medicine.drug_class if known.medicine else "",
        dose=str(trial.dose) if trial.dose else None,
        dates=_dates(known),
        length=_length(known),
        outcome=_outcome(known),
        sources=cite_sources(trial.evidence, enclosed),
    )


def _dates(known: KnownTrial) -> str | None:
    trial = known.trial
    if trial.started is None and trial.stopped is None:
        return None
    start = brief(trial.started) if trial.started else "?"
    end = "now" if trial.ongoing else (brief(trial.stopped) if trial.stopped else "?")
    return f"{start} to {end}"


def _length(known: KnownTrial) -> str | None:
    # "0–364 days" would say nothing: the dates beside it already do
    course = known.course
    return say_length(course) if course.fewest_days and not course.contradicts_itself else None


def _outcome(known: KnownTrial) -> str | None:
    trial = known.trial
    if trial.outcome is None:
        return None
    details = listed(trial.side_effects) if trial.outcome is Outcome.INTOLERANCE else (trial.reason_stopped or "")
    return f"{trial.outcome.words}: {details}" if details else trial.outcome.words


def _acute_name(drug: str) -> str:
    medicine = acute(drug)
    return medicine.name if medicine else drug
