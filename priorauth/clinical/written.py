"""Counts, lengths of time and doses as people write them into a table: "18 to 20", "3–4/week", "50 mg BID".

What is written stays beside the number (``said``), and a weekly figure stays a weekly one. A word that leaves the
number open ("about 15", "frequent") is refused: it is a question to ask, not a number. No refusal repeats the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import ValidationError

from priorauth.clinical.calendar import Length, TimeUnit
from priorauth.clinical.ranges import Number, Range, between, exactly

DAY_WORDS = ("day", "days", "headache days", "headache day", "migraine days", "migraine day", "ha days", "d")
HOUR_WORDS = ("hour", "hours", "hr", "hrs", "h")
ATTACK_WORDS = ("attack", "attacks", "episode", "episodes")

_NUMBER = r"\d{1,6}(?:\.\d{1,6})?"
_TO = r"\s*(?:-|to)\s*"
_AT_LEAST = r"(?:at least|≥|>=|>|more than|over)\s*"
_AT_MOST = r"(?:at most|up to|≤|<=|<|less than|fewer than|under)\s*"
_RANGE = re.compile(
    rf"(?P<both>{_NUMBER}){_TO}(?P<high>{_NUMBER})"
    rf"|{_AT_LEAST}(?P<floor>{_NUMBER})"
    rf"|(?P<open>{_NUMBER})(?:\s*(?:\+|plus|or more))"
    rf"|{_AT_MOST}(?P<top>{_NUMBER})"
    rf"|(?P<exact>{_NUMBER})"
)
_PERIOD = re.compile(
    r"(?P<rest>.*?)\s*(?:x|\btimes)?\s*(?:/|\bper\b|\ba\b|\beach\b|\bevery\b)\s*(?P<unit>month|mo|mth|week|wk)\.?$"
    r"|(?P<ly>.*?)\s*\b(?P<whole>month|week)ly$"
)
_DASHES = str.maketrans("–—−‐‑", "-----")
_LENGTH = re.compile(r"(\d{1,5})(?:\s*(?:-|to)\s*(\d{1,5}))?\s*(d|day|w|wk|week|mo|mth|mos|month|y|yr|year)s?\.?")
_LENGTH_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_DOSE = re.compile(rf"(?P<amount>{_NUMBER}(?:{_TO}{_NUMBER})?)\s*(?P<unit>mg|mcg|µg|μg|ug|g)\b\.?\s*(?P<how>.*)")
_MILLIGRAMS = {"mg": 1.0, "g": 1000.0}
_ONCE = "/day|/d|day|per day|a day|daily|once daily|once a day|every day|qd|q day|qday|od|1x/day|x1/day"
_BEDTIME = "qhs|hs|nightly|at night|at bedtime|bedtime|every night|each night|qpm|qam|every morning|in the morning"
_TIMES_A_DAY: dict[str, int] = dict.fromkeys(f"{_ONCE}|{_BEDTIME}".split("|"), 1) | {
    how: count
    for count, words in enumerate(
        (
            "bid|twice daily|twice a day|two times a day|2x/day|2x daily|2x a day|x2/day|q12h",
            "tid|three times daily|three times a day|3x/day|3x daily|3x a day|x3/day|q8h",
            "qid|four times daily|four times a day|4x/day|4x daily|4x a day|x4/day|q6h",
        ),
        start=2,
    )
    for how in words.split("|")
}
_MONTHLY = "monthly|once monthly|once a month|every month|per month|a month|/month|/mo|qmonth|q month|every 4 weeks|q4w"
_QUARTERLY = "quarterly|every 3 months|every three months|every 12 weeks|q12w|q3 months"
_PERIODS = {**dict.fromkeys(_MONTHLY.split("|"), "month"), **dict.fromkeys(_QUARTERLY.split("|"), "3 months")}
_ROUTES = re.compile(r"\b(?:po|orally|by mouth|sc|sq|subcut|subcutaneously|tabs?|tablets?|caps?|capsules?|er|xr)\b\.?")


class Count(NamedTuple):
    """A count as it was written, with the period it was written for."""

    range: Range
    per: TimeUnit | None = None
    """Weeks or months; None where no period was written."""


class WrittenDose(NamedTuple):
    """The amount of one period, such as 100 mg/day."""

    amount: Range
    unit: str


def read_count(text: str, words: Iterable[str] = ()) -> Count:
    """Read a count such as "15", "15-18", "at least 15" or "3-4 days/week"; ``words`` may follow the number.

    Both ends of ">15" and "<4" are kept inside the range: it never claims more than was written.

    Raises:
        ValueError: it is no count, or not of one of these ``words``.
    """
    plain, per = _without_period(_plain(text))
    for word in sorted(words, key=len, reverse=True):
        if re.search(rf"(?<![a-z]){word}$", plain):
            plain = plain.removesuffix(word).strip()
            break
    found = _RANGE.fullmatch(plain)
    if found is None:
        raise ValueError("no count")
    return Count(_range(found, text.strip(), is_plain=plain == text.strip()), per)


def read_length(text: str) -> Length:
    """Read a length of time such as "8 weeks", "2-3 months" or "6 mo"; days, weeks, months and years.

    Raises:
        ValueError: it is no length of time, or its low is above its high.
    """
    found = _LENGTH.fullmatch(_plain(text))
    if found is None:
        raise ValueError("no length of time")
    unit = _LENGTH_UNITS[found[3][0]]
    low, high = f"{found[1]} {unit}", f"{found[2] or found[1]} {unit}"
    said = text.strip() if found[2] or text.strip() != low else None
    try:
        return Length.model_validate({"low": low, "high": high, "said": said})
    except ValidationError:
        # pydantic's own error repeats the text
        raise ValueError("no possible length of time") from None


def read_dose(text: str) -> WrittenDose:
    """Read a dose such as "100 mg", "50 mg BID" or "140 mg monthly", in mg of one day, month or three months.

    An amount without a time is the amount of a whole day. "As needed", "every other day" and two doses in one text
    are refused.

    Raises:
        ValueError: it is no dose with a unit of weight, or it is not clear how much that is in one period.
    """
    found = _DOSE.fullmatch(_plain(text))
    if found is None:
        raise ValueError("no dose")
    how = _ROUTES.sub("", re.sub(r"\b([bqt])\.?(i?)\.?d\.?(?=\s|$)", r"\1\2d", found["how"]))
    how = re.sub(r"\s+", " ", how).strip(" ,;.")
    if how and how not in _TIMES_A_DAY and how not in _PERIODS:
        raise ValueError("no known time of taking")
    factor = _MILLIGRAMS.get(found["unit"], 0.001) * _TIMES_A_DAY.get(how, 1)
    low, _, high = re.sub(_TO, " ", found["amount"]).partition(" ")
    ends = [_tidy(float(end) * factor) for end in (low, high or low)]
    if not 0 < ends[0] <= ends[1]:
        raise ValueError("no possible dose")
    said = None if text.strip() == f"{low} mg" else text.strip()
    return WrittenDose(between(ends[0], ends[1], said), f"mg/{_PERIODS.get(how, 'day')}")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_DASHES)).strip().lower()


def _without_period(plain: str) -> tuple[str, TimeUnit | None]:
    found = _PERIOD.fullmatch(plain)
    if found is None:
        return plain, None
    unit = found["unit"] or found["whole"]
    rest = found["ly"] if found["whole"] else found["rest"]
    return rest.strip(), TimeUnit.WEEKS if unit.startswith("w") else TimeUnit.MONTHS


def _range(found: re.Match[str], said: str, *, is_plain: bool) -> Range:
    if found["exact"]:
        return exactly(_number(found["exact"]), None if is_plain else said)
    low = found["both"] or found["floor"] or found["open"]
    high = found["high"] or found["top"]
    ends = _number(low) if low else None, _number(high) if high else None
    if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
        raise ValueError("the first number is above the second")
    return between(*ends, said)


def _number(text: str) -> Number:
    return _tidy(float(text))


def _tidy(number: float) -> Number:
    # six places: finer than any amount written in a chart
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded
