"""Numbers, dates and lengths as notes write them. What is vague ("about 15") is no number here."""

from __future__ import annotations

import re
from datetime import date

from pydantic import ValidationError

from priorauth.clinical.calendar import DateRange, Length, Span, TimeUnit
from priorauth.clinical.ranges import Range, between, exactly

_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=1,
    )
} | {"thirty": 30}
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d)?(?!\d|/)|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_AT_LEAST = r"at least|no fewer than|no less than|more than|greater than|over|≥|>=|>"
_AT_MOST = r"at most|up to|no more than|not more than|fewer than|less than|under|≤|<=|<"
AMOUNT = (
    rf"(?<![\w.,/-])(?:(?:{_AT_LEAST}|{_AT_MOST}|between)\s*)?{_NUMBER}(?:\s*(?:-|–|to|and)\s*{_NUMBER})?"
    r"(?:\s*\+|\s+or\s+(?:more|fewer|less))?(?![\d/]|\.\d|\s*[-–]\s*\d)"
)
"""A pattern of a number or a range of numbers, without groups; ``amount`` reads what it finds."""
_PARTS = re.compile(
    rf"(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?P<between>between))?\s*(?P<low>{_NUMBER})"
    rf"(?:\s*(?P<joined>-|–|to|and)\s*(?P<high>{_NUMBER}))?(?P<more>\s*\+|\s+or\s+more)?(?P<fewer>\s+or\s+(?:fewer"
    rf"|less))?",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:\b(?:about|approximately|approx\.?|around|roughly|nearly|almost|some|maybe|perhaps|possibly"
    r"|probably|circa)|~|≈)\s*$",
    re.IGNORECASE,
)
_OR_SO = re.compile(
    r"\s*(?:or so|ish\b|\?)|[^,;.]{0,40}\b(?:approximately|or so|give or take|estimated|at times|varies|variable)\b",
    re.IGNORECASE,
)

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
"""A pattern of the name of a month, without groups."""
MONTH_YEAR = rf"\b{MONTH_NAME},?\s+(?:19|20)\d{{2}}\b"
DATE = (
    rf"(?:(?<![\d/])\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})(?![\d/])|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
    rf"|\b{MONTH_NAME}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b|{MONTH_YEAR}|(?<![\d/])\d{{1,2}}/(?:19"
    rf"|20)\d{{2}}(?![\d/]))"
)
"""A pattern of a day or a month with its year, without groups; ``day`` reads what it finds."""
YEAR = r"(?<![\d/-])(?:19|20)\d{2}(?![\d/-])"
LENGTH = r"\d{1,3}(?:\s*(?:-|–|to)\s*\d{1,3})?[\s-]*(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)\b"
"""A pattern of a length of time, without groups; ``length`` reads what it finds."""
_LENGTH_PARTS = re.compile(
    r"(?P<low>\d{1,3})(?:\s*(?:-|–|to)\s*(?P<high>\d{1,3}))?[\s-]*(?P<unit>days?|weeks?|wks?|months?|mos?|years?|yrs?)"
)
_UNITS = {"d": TimeUnit.DAYS, "w": TimeUnit.WEEKS, "m": TimeUnit.MONTHS, "y": TimeUnit.YEARS}


def is_vague(text: str, start: int, end: int) -> bool:
    """Tell whether the number at ``text[start:end]`` is only "about" so much."""
    return _VAGUE.search(text, 0, start) is not None or _OR_SO.match(text, end) is not None


def amount(words: str) -> Range | None:
    """Return the range that a number in words or digits means, or None.

    "More than 15" keeps 15 as its low end: what was counted need not be whole, so the wider range is the safe one.
    """
    found = _PARTS.fullmatch(words.strip())
    if found is None or (found["joined"] == "and" and not found["between"]):
        return None
    low, high = _number(found["low"]), _number(found["high"]) if found["high"] else None
    if found["least"] or found["more"]:
        return None if high is not None else between(low, None, words.strip())
    if found["most"] or found["fewer"]:
        return between(None, low, words.strip()) if high is None else None
    if high is None:
        return exactly(low)
    return between(low, high, words.strip()) if low <= high else None


def day(words: str) -> DateRange | None:
    """Return the day or month that a date means (numbers: month first, as in the United States), or None."""
    text = words.strip().lower().replace(",", " ").replace(".", " ")
    try:
        if re.fullmatch(YEAR, text):
            return DateRange.model_validate(text)
        if text[0].isalpha():
            return _named(text.split())
        return _numeric([int(part) for part in re.split(r"[/-]", text)], text)
    except ValueError:
        return None


def length(words: str) -> Length | None:
    """Return the length that "12 weeks" or "2-3 months" means, or None."""
    found = _LENGTH_PARTS.fullmatch(words.strip().lower())
    if found is None:
        return None
    unit = _UNITS[found["unit"][0]]
    try:
        if found["high"]:
            return Length.model_validate(f"{int(found['low'])} to {int(found['high'])} {unit}")
        return Length.model_validate(str(Span(count=int(found["low"]), unit=unit)))
    except ValidationError:
        return None


def _number(word: str) -> int | float:
    known = _WORDS.get(word.lower())
    if known is not None:
        return known
    return float(word) if "." in word else int(word)


def _named(parts: list[str]) -> DateRange:
    month = next(number for number, name in enumerate(_MONTHS, start=1) if name.startswith(parts[0][:3]))
    if len(parts) == 2:
        return DateRange.model_validate(f"{int(parts[1]):04d}-{month:02d}")
    of_month = int(re.sub(r"\D", "", parts[1]))
    return _one_day(int(parts[2]), month, of_month)


def _numeric(parts: list[int], text: str) -> DateRange:
    if "-" in text:
        return _one_day(*parts)
    if len(parts) == 2:
        return DateRange.model_validate(f"{parts[1]:04d}-{parts[0]:02d}")
    return _one_day(parts[2] + (2000 if parts[2] < 100 else 0), parts[0], parts[1])


def _one_day(year: int, month: int, of_month: int) -> DateRange:
    exact = date(year, month, of_month)
    return DateRange(low=exact, high=exact)
