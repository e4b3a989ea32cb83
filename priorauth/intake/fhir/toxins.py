"""Botulinum toxin treatments: procedures, administrations and claims put together, each session once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from priorauth.case.botox import ToxinTreatment
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.terms import Toxin
from priorauth.intake.fhir.chart import Chart, cite
from priorauth.intake.fhir.given import Given, agreed, read_given
from priorauth.intake.fhir.notes import Notes

# No two sessions of one product follow so closely, as a rule; a date that was typed or billed wrongly does.
_SLIP = timedelta(days=7)


def read_toxin_treatments(chart: Chart, notes: Notes) -> tuple[ToxinTreatment, ...]:
    """Return the sessions up to the day of the case, earliest first.

    What several resources say of one product on one day is one session: the injection and the drug are billed under
    two codes, and a claim repeats what a procedure records. Of a record that names no exact day it cannot be said
    whether it is one of the others: it is left out, and said to be missing.
    """
    by_day: dict[DateRange, list[Given]] = {}
    for given in sorted(read_given(chart, notes), key=lambda one: one.on.high - one.on.low):
        if given.on in by_day or not any(_overlap(given.on, day) for day in by_day):
            by_day.setdefault(given.on, []).append(given)
        else:
            notes.missing(
                f"{given.source.title}, a toxin treatment, names no exact day and may be another record's: left out."
            )
    days = sorted(by_day, key=lambda day: (day.low, day.high))
    return tuple(_once_each([session for day in days for session in _sessions(by_day[day], notes)], notes))


def _once_each(sessions: list[ToxinTreatment], notes: Notes) -> Iterator[ToxinTreatment]:
    """Leave out a session that may be the one before it under a wrong date: a claim a few days after a procedure."""
    last: dict[Toxin, ToxinTreatment] = {}
    for session in sessions:
        before = last.get(session.product)
        if before is not None and _may_be_one(before, session):
            first, second = (one.evidence[0].reference or one.evidence[0].document for one in (before, session))
            notes.missing(f"{first} and {second} may be one toxin treatment under two dates: the second was left out.")
        else:
            last[session.product] = session
            yield session


def _may_be_one(before: ToxinTreatment, session: ToxinTreatment) -> bool:
    kinds = [{evidence.document for evidence in one.evidence} for one in (before, session)]
    return session.on.low - before.on.high <= _SLIP and kinds[0].isdisjoint(kinds[1])


def _overlap(first: DateRange, second: DateRange) -> bool:
    return first.low <= second.high and second.low <= first.high


def _sessions(given: list[Given], notes: Notes) -> Iterator[ToxinTreatment]:
    title = given[0].source.title
    products = list(dict.fromkeys(one.product for one in given if one.product))
    if len(products) > 1:
        # whichever of them the injection code is for, none may be left out: units and intervals count over all
        notes.append(f"{title} and another record of that day name different toxins: each is kept; check them.")
        for product in products:
            yield _session([one for one in given if one.product is product], product, notes)
        return
    if not products:
        notes.append(f"{title} names no toxin: taken to be Botox; check that it was.")
    yield _session(given, products[0] if products else Toxin.BOTOX, notes)


def _session(given: list[Given], product: Toxin, notes: Notes) -> ToxinTreatment:
    purpose = agreed(one.purpose for one in given if one.purpose.for_migraine is not None)
    said = (one.purpose.said for one in given if one.purpose.said)
    return ToxinTreatment(
        on=given[0].on,
        product=product,
        units=_same("units", [one.units for one in given], given, notes),
        wasted=_same("units wasted", [one.wasted for one in given], given, notes),
        for_migraine=purpose.for_migraine,
        indication=next(said, None),
        evidence=tuple(cite(one.source, one.on, one.said) for one in given),
    )


def _same(what: str, counts: list[int | None], given: list[Given], notes: Notes) -> int | None:
    known = {count for count in counts if count is not None}
    if len(known) > 1:
        notes.append(f"{given[0].source.title} and another record of that day give different {what}: left out.")
    return known.pop() if len(known) == 1 else None
