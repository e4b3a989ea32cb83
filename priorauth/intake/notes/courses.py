"""Reads when a drug was taken, how much of it, and for which illness, from the words about that drug."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from priorauth.case.treatment import Dose
from priorauth.clinical.calendar import DateRange, Length
from priorauth.intake.notes.drugs import DOSE, daily_dose
from priorauth.intake.prose import DATE, LENGTH, YEAR, day, is_vague, length

DRUG = "§"
"""Stands for the drug in the text that is about it."""

_BETWEEN = r"(?:\s+(?:on|in|at|taking|it|was|about|daily|nightly|er|xr|la|sr|dr|xl)|\s*§|\s*¤|\s*,)*\s*"
_SPAN = re.compile(rf"(?P<from>{DATE})\s*(?:-|–|to|through|thru|until)\s*(?P<to>{DATE})", re.IGNORECASE)
_STARTED = re.compile(
    rf"\b(?P<verb>started|began|begun|initiated|since){_BETWEEN}(?P<day>{DATE}|{YEAR})", re.IGNORECASE
)
_STOPPED = re.compile(rf"\b(?:stopped|discontinued|d/?c'?d|ended|until){_BETWEEN}(?P<day>{DATE}|{YEAR})", re.IGNORECASE)
_LASTED = re.compile(rf"(?:\bfor|\bx|×)\s*(?P<length>{LENGTH})", re.IGNORECASE)
_LONGER = re.compile(
    r"(?:>|≥|\bover|\bmore than|\bat least|\bless than|\bunder|<|\balmost|\bnearly)\s*$", re.IGNORECASE
)
_NOT_OF_THE_COURSE = re.compile(r"\b(?:past|last|headache|migraine)\b", re.IGNORECASE)

# Words that may stand right before a dose of the drug: any other word may be the name of another drug.
_DOSE_FOLLOWS = re.compile(
    r"(?:§|\b(?:at|to|of|from|dose|on|is|was|reached|maximum|max|currently|now|taking|takes|er"
    r"|xr|la|sr|dr|xl)|[(:–-])\s*[,:(]?\s*$",
    re.IGNORECASE,
)
_AS_NEEDED = re.compile(r"\b(?:prn|as needed)\b", re.IGNORECASE)
_PIECES = re.compile(r"\b(?:tab(?:let)?s?|pills?|caps?(?:ules?)?)\b", re.IGNORECASE)
_ONLY_MEANT = re.compile(
    r"\b(?:goal|target|planned|plan|increase|uptitrate|titrate|max(?:imum)? (?:recommended|allowed)"
    r"|usual|intended|reduced|decreased|lowered|tapered)\b[^,;]*$",
    re.IGNORECASE,
)
_MIGRAINE = re.compile(
    r"\b(?:for|as)\s+(?:her |his |their )?(?:chronic )?(?:daily )?(?:migraines?|headaches?)\b|\b(?:migraine"
    r"|headache) (?:prevent\w+|prophyla\w+)\b",
    re.IGNORECASE,
)
_OTHER_ILLNESS = re.compile(
    r"(?<!stopped )(?<!discontinued )\bfor (?:her |his |their )?(?P<illness>hypertension|htn|high blood pressure"
    r"|blood pressure|bp|depression"
    r"|anxiety|insomnia|sleep|(?:peripheral |diabetic )?neuropathy|neuropathic pain|nerve pain"
    r"|seizures?|epilepsy|bipolar disorder"
    r"|bipolar|fibromyalgia|(?:essential )?tremors?|weight loss|(?:chronic |low )?(?:back )?pain"
    r"|ptsd|ocd|adhd|arrhythmia|atrial fibrillation"
    r"|tachycardia|palpitations|pots|angina|mood(?: disorder)?|restless legs(?: syndrome)?|hot flashes"
    r"|heart failure|ibs|allergies)\b",
    re.IGNORECASE,
)
_AND_MIGRAINE = re.compile(
    r"\s*(?:,|/|and|or|as well as)\s*(?:for )?(?:her |his |their )?(?:chronic )?(?:migraine|headache)", re.IGNORECASE
)
_STOP_BEFORE = re.compile(r"\b(?:stopped|discontinued|d/?c'?d)\b[^,;]*$", re.IGNORECASE)


def course(text: str, written: date) -> dict[str, Any]:
    """Return started, stopped and lasted of a drug, as far as ``text`` states them.

    ``text`` is about one drug, which stands in it as ``DRUG``; ``written`` is the day of the note. A day after the
    note is a plan, and is left out.
    """
    masked = DOSE.sub("¤", text)
    started, stopped = _span(masked)
    if started is None:
        found = _STARTED.search(masked)
        started = day(found["day"]) if found else None
    if stopped is None:
        found = _STOPPED.search(masked)
        stopped = day(found["day"]) if found else None
    dates = {"started": started, "stopped": stopped}
    known: dict[str, Any] = {name: one for name, one in dates.items() if one is not None and one.low <= written}
    lasted = _lasted(text)
    return known if lasted is None else known | {"lasted": lasted}


def says_since(text: str) -> bool:
    """Tell whether the drug has been taken "since" a day, so that it still is."""
    found = _STARTED.search(DOSE.sub("¤", text))
    return found is not None and found["verb"].lower() == "since"


def is_over(text: str) -> bool:
    """Tell whether the drug stands with both the day it was started and the day it was stopped."""
    return _SPAN.search(DOSE.sub("¤", text)) is not None


def dose(text: str) -> Dose | None:
    """Return the highest daily dose that ``text`` states of its drug; None where it is not plain, or only meant."""
    # of "two 50 mg tablets" or "half a tablet" the dose would be a sum
    if _PIECES.search(DOSE.sub(" ", text)) or _AS_NEEDED.search(text):
        return None
    highest, total = -1.0, None
    for found in DOSE.finditer(text):
        before = text[: found.start()]
        if not _DOSE_FOLLOWS.search(before) or _ONLY_MEANT.search(before):
            continue
        a_day = daily_dose(found)
        size = (
            float(a_day.high) if a_day is not None and a_day.high is not None else float(found["high"] or found["low"])
        )
        if size >= highest:
            highest, total = size, a_day
    return None if total is None else Dose(amount=total)


def purpose(text: str) -> dict[str, Any]:
    """Return for_migraine and prescribed_for, as far as ``text`` states what the drug was for."""
    for_migraine = _MIGRAINE.search(text) is not None
    other = next((one for one in _OTHER_ILLNESS.finditer(text) if not _STOP_BEFORE.search(text, 0, one.start())), None)
    if other is None:
        return {"for_migraine": True} if for_migraine else {}
    if for_migraine or _AND_MIGRAINE.match(text, other.end()):
        return {}
    return {"for_migraine": False, "prescribed_for": other["illness"].lower()}


def _span(masked: str) -> tuple[DateRange | None, DateRange | None]:
    found = _SPAN.search(masked)
    if found is None:
        return None, None
    started, stopped = day(found["from"]), day(found["to"])
    return (None, None) if started is None or stopped is None or stopped.high < started.low else (started, stopped)


def _lasted(text: str) -> Length | None:
    for found in _LASTED.finditer(text):
        before, behind = text[: found.start("length")], text[found.end() : found.end() + 20]
        if (
            not is_vague(text, *found.span("length"))
            and not _LONGER.search(before)
            and not _NOT_OF_THE_COURSE.search(behind)
        ):
            return length(found["length"])
    return None
