"""MIDAS and HIT-6 totals among the observations. There is no LOINC code for either, so their names decide."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from priorauth.case.documents import Score
from priorauth.clinical.scores import LIMITS
from priorauth.clinical.terms import Instrument
from priorauth.intake.fhir.chart import Chart, cite
from priorauth.intake.fhir.clinical_resources import Observation
from priorauth.intake.fhir.dates import is_after

_NAMES = {
    Instrument.MIDAS: re.compile(r"\bMIDAS\b", re.IGNORECASE),
    Instrument.HIT_6: re.compile(r"\bHIT[- ]?6\b|Headache Impact Test", re.IGNORECASE),
}
INSTRUMENT_NAMES = re.compile("|".join(pattern.pattern for pattern in _NAMES.values()), re.IGNORECASE)
# what belongs to the instrument and is not its total
_PART = re.compile(
    r"\b(?:items?|questions?|q\d+|how many|how often|days|frequency|pain|grade|band|category|interpretation)\b",
    re.IGNORECASE,
)
_REPORTED = ("final", "amended", "corrected")


def read_scores(chart: Chart, notes: list[str]) -> tuple[Score, ...]:
    """Return the total scores up to the day of the case, earliest first.

    Left out, each with a note: a total outside the instrument's range, one without a day, and totals of one day
    that differ, since then some are not totals.
    """
    found: defaultdict[tuple[Instrument, date], list[Score]] = defaultdict(list)
    for score in _totals(chart, notes):
        found[score.instrument, score.on].append(score)
    kept = []
    for (instrument, _), same_day in sorted(found.items(), key=lambda item: (item[0][1], item[0][0])):
        if len({score.total for score in same_day}) > 1:
            notes.append(f"Observations give different {instrument} totals for one day: left out.")
        else:
            kept.append(same_day[0])
    return tuple(kept)


def _totals(chart: Chart, notes: list[str]) -> Iterator[Score]:
    for observation in chart.of(Observation):
        instrument = _instrument(observation)
        when = observation.effective_date_time or observation.effective_instant
        if instrument is None or observation.status not in _REPORTED or is_after(when, chart.as_of):
            continue
        low, high = LIMITS[instrument]
        total = _value(observation)
        if total is None or not low <= total <= high:
            notes.append(f"{observation.title} is not a possible {instrument} total: left out.")
        elif when is None or not when.is_exact:
            notes.append(f"{observation.title}, a {instrument} total, names no exact day: left out.")
        else:
            evidence = cite(observation, when, observation.code.said)
            yield Score(instrument=instrument, total=total, on=when.low, evidence=(evidence,))


def _instrument(observation: Observation) -> Instrument | None:
    name = observation.code.words
    named = [instrument for instrument, pattern in _NAMES.items() if pattern.search(name)]
    return named[0] if len(named) == 1 and not _PART.search(name) else None


def _value(observation: Observation) -> int | None:
    if observation.value_integer is not None:
        return observation.value_integer
    value = observation.value_quantity.value if observation.value_quantity else None
    return int(value) if value is not None and value == int(value) else None
