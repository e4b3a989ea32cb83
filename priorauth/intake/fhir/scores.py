"""MIDAS and HIT-6 totals among the observations. There is no LOINC code for either, so their names decide."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from priorauth.case.documents import Score
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.scores import LIMITS
from priorauth.clinical.terms import Instrument
from priorauth.intake.fhir.chart import Chart, cite
from priorauth.intake.fhir.clinical_resources import Item, Observation, QuestionnaireResponse
from priorauth.intake.fhir.dates import is_after

_NAMES = {
    Instrument.MIDAS: re.compile(r"\bMIDAS\b|Migraine Disability Assessment", re.IGNORECASE),
    Instrument.HIT_6: re.compile(r"\bHIT[-–_ ]?6\b|Headache Impact Test", re.IGNORECASE),
}
# one of these stands in every name above: most observations are told apart by them more quickly
_HINTS = ("midas", "migraine disability", "hit", "headache impact")
# what belongs to the instrument and is not its total
_PART = re.compile(
    r"\b(?:items?|questions?|q\d+|how many|how often|days|frequency|pain|grade|band|category|interpretation)\b",
    re.IGNORECASE,
)
_REPORTED = ("final", "amended", "corrected")
_FILLED_IN = ("completed", "amended")
_IS_TOTAL = re.compile(r"\b(?:total|score)\b", re.IGNORECASE)


class Stated(NamedTuple):
    """A number that may be a total, under the name it stands by."""

    source: Observation | QuestionnaireResponse
    name: str
    said: str | None
    total: int | None
    when: DateRange | None


def names_instrument(text: str) -> bool:
    """Tell whether a text names an instrument."""
    plain = text.lower()
    return any(hint in plain for hint in _HINTS) and any(pattern.search(text) for pattern in _NAMES.values())


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
    for stated in (*_from_observations(chart), *_from_questionnaires(chart)):
        instrument, when = _instrument(stated.name), stated.when
        if instrument is None or is_after(when, chart.as_of):
            continue
        low, high = LIMITS[instrument]
        if stated.total is None or not low <= stated.total <= high:
            notes.append(f"{stated.source.title} is not a possible {instrument} total: left out.")
        elif when is None or not when.is_exact:
            notes.append(f"{stated.source.title}, a {instrument} total, names no exact day: left out.")
        else:
            evidence = cite(stated.source, when, stated.said)
            yield Score(instrument=instrument, total=stated.total, on=when.low, evidence=(evidence,))


def _from_observations(chart: Chart) -> Iterator[Stated]:
    for one in chart.of(Observation):
        if one.status in _REPORTED:
            when = one.effective_date_time or one.effective_instant
            yield Stated(one, one.code.words, one.code.said, _value(one), when)


def _from_questionnaires(chart: Chart) -> Iterator[Stated]:
    for one in chart.of(QuestionnaireResponse):
        for item in _items(one.item) if one.status in _FILLED_IN else ():
            # an instrument's name alone may head its questions; only an item that says so holds the total
            if item.text and _IS_TOTAL.search(item.text) and len(item.answer) == 1:
                answer = item.answer[0]
                total = answer.value_integer if answer.value_integer is not None else _whole(answer.value_decimal)
                yield Stated(one, item.text, item.text, total, one.authored)


def _items(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _items(item.item)


def _instrument(name: str) -> Instrument | None:
    named = [instrument for instrument, pattern in _NAMES.items() if pattern.search(name)]
    return named[0] if len(named) == 1 and not _PART.search(name) else None


def _value(observation: Observation) -> int | None:
    if observation.value_integer is not None:
        return observation.value_integer
    return _whole(observation.value_quantity.value if observation.value_quantity else None)


def _whole(value: float | None) -> int | None:
    return int(value) if value is not None and value == int(value) else None
