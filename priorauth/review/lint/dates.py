"""Whether the dates of a case are in order: nothing before birth, nothing documented after the day of the request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from priorauth.case.model import Case
from priorauth.clinical.calendar import DateRange, days, months, show_date
from priorauth.review.lint.finding import LintFinding, found

# A chart changes in a month; older than a year is old for every payer (docs/decisions/0005).
_REQUEST_OLD_AFTER = days(30)
OLD_AFTER = months(12)

Dated = tuple[str, DateRange]


def date_findings(case: Case, today: date | None) -> Iterator[LintFinding]:
    """Yield every date that cannot be; ``today`` is what the day of the request is held against, where it is known."""
    as_of, born = case.request.as_of, case.patient.born
    for field, day in _dated(case):
        if day.high < born:
            yield found("date-before-birth", field, f"{day} lies before the patient's birth.")
        elif day.low > as_of:
            yield found("date-in-future", field, f"{day} lies after the day of the request, {show_date(as_of)}.")
    yield from _planned_stops(case)
    if today is not None:
        yield from _of_today(case, today)


def _of_today(case: Case, today: date) -> Iterator[LintFinding]:
    request = case.request
    if _REQUEST_OLD_AFTER.after(request.as_of) < today:
        yield found("request-old", "request.as_of", f"The case is judged as of {show_date(request.as_of)}.")
    if request.service_date is not None and request.service_date < today:
        text = f"The planned day, {show_date(request.service_date)}, is over."
        yield found("planned-date-passed", "request.service_date", text)


def _planned_stops(case: Case) -> Iterator[LintFinding]:
    for number, trial in enumerate(case.trials):
        if trial.stopped is not None and trial.stopped.low > case.request.as_of:
            text = f"The trial stops {trial.stopped}, after the day of the request; days to come do not count."
            yield found("trial-stop-planned", f"trials.{number}.stopped", text)


def _dated(case: Case) -> Iterator[Dated]:
    for number, trial in enumerate(case.trials):
        yield from _known(f"trials.{number}.started", trial.started)
        yield from _known(f"trials.{number}.at_dose_since", trial.at_dose_since)
        # a stop after the day of the request may be planned: it has a finding of its own
        if trial.stopped is not None and trial.stopped.low <= case.request.as_of:
            yield f"trials.{number}.stopped", trial.stopped
    for number, treatment in enumerate(case.toxin_treatments):
        yield f"toxin_treatments.{number}.on", treatment.on
    for number, one in enumerate(case.diagnoses):
        yield from _known(f"diagnoses.{number}.since", one.since)
    for number, reaction in enumerate(case.intolerances):
        yield from _known(f"intolerances.{number}.noted", reaction.noted)
    yield from _of_headaches(case)
    for field, day in _single_days(case):
        if day is not None:
            yield field, DateRange(low=day, high=day)


def _of_headaches(case: Case) -> Iterator[Dated]:
    headaches = case.headaches
    if headaches.chronic_since is not None:
        yield "headaches.chronic_since.since", headaches.chronic_since.since
    for number, diary in enumerate(headaches.diaries):
        # one finding for a diary, by its outermost days
        entries = [entry.day for entry in diary.days]
        for day in dict.fromkeys((min(entries), max(entries))) if entries else ():
            yield f"headaches.diaries.{number}.days", DateRange(low=day, high=day)
    for number, month in enumerate(headaches.months):
        yield f"headaches.months.{number}.month", DateRange(low=month.first_day, high=month.first_day)


def _single_days(case: Case) -> Iterator[tuple[str, date | None]]:
    for number, frequency in enumerate(case.headaches.frequencies):
        yield f"headaches.frequencies.{number}.stated_on", frequency.stated_on
    for number, document in enumerate(case.documents):
        yield f"documents.{number}.dated", document.dated
    for number, score in enumerate(case.scores):
        yield f"scores.{number}.on", score.on
    for number, statement in enumerate(case.attestations):
        yield f"attestations.{number}.on", statement.on
    for number, answer in enumerate(case.confirmations):
        yield f"confirmations.{number}.on", answer.on
    for number, medicine in enumerate(case.acute_medicines):
        yield f"acute_medicines.{number}.stated_on", medicine.stated_on
    if case.medication_list is not None:
        yield "medication_list.reviewed_on", case.medication_list.reviewed_on


def _known(field: str, day: DateRange | None) -> Iterator[Dated]:
    if day is not None:
        yield field, day
