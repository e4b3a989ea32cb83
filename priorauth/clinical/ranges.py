"""Numbers as charts give them: a lowest and a highest possible value, with the words that were said.

An exact number is a range of width zero. A bound is met only when the whole range meets it, missed only when
the whole range misses it, and otherwise undecided: that is how "3–4 a week" never turns into 15 a month.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any, Self

from pydantic import Field, GetJsonSchemaHandler, ModelWrapValidatorHandler, model_serializer, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from priorauth.clinical.model import Model, short_forms

Number = int | Annotated[float, Field(allow_inf_nan=False)]

_ONE = r"(?P<low>\d+(?:\.\d+)?)"
_TWO = r"(?P<high>\d+(?:\.\d+)?)"
_GRAMMAR: tuple[tuple[re.Pattern[str], bool], ...] = (
    (re.compile(_ONE), True),
    (re.compile(rf"{_ONE}\s*(?:-|–|to)\s*{_TWO}"), False),
    (re.compile(rf"(?:at least|≥|>=)\s*{_ONE}"), False),
    (re.compile(rf"{_ONE}\s*(?:\+|or more)"), False),
    (re.compile(rf"(?:at most|up to|≤|<=)\s*{_TWO}"), False),
)


class Range(Model):
    """A number known to lie from ``low`` to ``high``, both included; ``None`` on a side means unbounded there.

    In JSON a range may be a number (``15``), one of the phrases ``"14-16"``, ``"14 to 16"``, ``"at least 15"``,
    ``"15+"``, ``"15 or more"``, ``"at most 4"``, or an object with low, high and said. Anything vaguer
    ("frequent", "about 15") is refused: vague text is a question to ask, not a number.
    """

    low: Number | None = None
    high: Number | None = None
    said: str | None = None
    """The words of the chart, where they are not just the number."""

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the short forms beside the object."""
        return short_forms(handler(schema), handler, {"type": "number"}, {"type": "string", "examples": ["14-16"]})

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError("a range needs a low or a high; leave the field out when nothing is known")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        return self

    # the outermost of the validators, so that a plain number passes none of the others
    @model_validator(mode="wrap")
    @classmethod
    def _accept_short_forms(cls, value: Any, validated: ModelWrapValidatorHandler[Self]) -> Self | Range:  # noqa: ANN401
        if type(value) is int:
            return _unsaid(value, value)
        if isinstance(value, bool) or (isinstance(value, dict) and any(isinstance(x, bool) for x in value.values())):
            raise ValueError('expected a number or a range such as "14-16", not true or false')
        if isinstance(value, float):
            return validated({"low": value, "high": value})
        return validated(_from_phrase(value) if isinstance(value, str) else value)

    @model_serializer(mode="plain")
    def _as_short_form(self) -> int | float | dict[str, Any]:
        if self.is_exact and self.said is None and self.low is not None:
            return self.low
        return {"low": self.low, "high": self.high, "said": self.said}

    @property
    def is_exact(self) -> bool:
        """True when low and high are the same number."""
        return self.low is not None and self.low == self.high

    def __str__(self) -> str:
        """Show the number, "14–16", "at least 15" or "at most 4"."""
        return _shown(self.low, self.high)


def exactly(number: Number, said: str | None = None) -> Range:
    """Return the range of width zero at ``number``."""
    return Range(low=number, high=number, said=said)


def between(low: Number | None, high: Number | None, said: str | None = None) -> Range:
    """Return the range from ``low`` to ``high``; ``None`` is unbounded."""
    return _unsaid(low, high) if said is None else Range(low=low, high=high, said=said)


# A range cannot change, so the few that counting gives again and again are made once. Words of a chart are not kept.
@lru_cache(maxsize=10_000, typed=True)
def _unsaid(low: Number | None, high: Number | None) -> Range:
    return Range(low=low, high=high, said=None)


def is_at_least(value: Range | None, bound: Number) -> bool | None:
    """Tell whether ``value`` ≥ ``bound`` for every (True), no (False) or only some (None) of its numbers."""
    if value is None:
        return None
    if value.low is not None and value.low >= bound:
        return True
    return False if value.high is not None and value.high < bound else None


def is_more_than(value: Range | None, bound: Number) -> bool | None:
    """Tell whether ``value`` > ``bound``: True, False, or None where the range does not decide it."""
    if value is None:
        return None
    if value.low is not None and value.low > bound:
        return True
    return False if value.high is not None and value.high <= bound else None


def is_at_most(value: Range | None, bound: Number) -> bool | None:
    """Tell whether ``value`` ≤ ``bound``: True, False, or None where the range does not decide it."""
    more = is_more_than(value, bound)
    return None if more is None else not more


def is_less_than(value: Range | None, bound: Number) -> bool | None:
    """Tell whether ``value`` < ``bound``: True, False, or None where the range does not decide it."""
    at_least = is_at_least(value, bound)
    return None if at_least is None else not at_least


def add(first: Range, second: Range) -> Range | None:
    """Return the range of every sum of a number from each, or None when it is unbounded on both sides."""
    low, high = _both(first.low, second.low, 1), _both(first.high, second.high, 1)
    return None if low is None and high is None else between(low, high)


def subtract(first: Range, second: Range) -> Range | None:
    """Return the range of every difference, or None when it is unbounded on both sides."""
    low, high = _both(first.low, second.high, -1), _both(first.high, second.low, -1)
    return None if low is None and high is None else between(low, high)


def overlap(first: Range, second: Range) -> Range | None:
    """Return the numbers that lie in both ranges, or None when there are none (two facts disagree)."""
    low, high = _known(max, first.low, second.low), _known(min, first.high, second.high)
    return None if low is not None and high is not None and low > high else between(low, high)


def percent_reduction(before: Range, after: Range) -> Range | None:
    """Return by how many percent ``after`` is below ``before`` (negative when it rose).

    None when a side is unbounded, or ``before`` can be zero: then no percentage exists.
    """
    if before.low is None or before.high is None or after.low is None or after.high is None or before.low <= 0:
        return None
    corners = [_percent(b, a) for b in (before.low, before.high) for a in (after.low, after.high)]
    return between(min(corners), max(corners))


def monthly_from_weekly(per_week: Range) -> Range:
    """Return the days in one calendar month (28 to 31 days) that a count of days per week allows.

    Whichever seven days in a row are taken as the week: four weeks fit in every month, and the one to three days
    left over can all be such days. Three to four days a week are 12 to 19 days a month.
    """
    low = None if per_week.low is None else math.floor(4 * per_week.low)
    high = 31 if per_week.high is None else min(31, math.ceil(4 * per_week.high + min(3, per_week.high)))
    return between(low, high, per_week.said or f"{per_week} a week")


def _percent(before: Number, after: Number) -> Number:
    return _tidy(100 * (before - after) / before)


def _both(first: Number | None, second: Number | None, sign: int) -> Number | None:
    return None if first is None or second is None else _tidy(first + sign * second)


def _known(choose: Callable[[Number, Number], Number], first: Number | None, second: Number | None) -> Number | None:
    if first is None or second is None:
        return second if first is None else first
    return choose(first, second)


def _tidy(number: Number) -> Number:
    # nine places: far finer than any count of days, and a bound met exactly is not lost to binary rounding
    rounded = round(number, 9)
    return int(rounded) if rounded == int(rounded) else rounded


# of the few ranges that charts hold, each is shown in one reason after another
@lru_cache(maxsize=10_000, typed=True)
def _shown(low: Number | None, high: Number | None) -> str:
    if low is None:
        return f"at most {_show(high)}"
    if high is None:
        return f"at least {_show(low)}"
    return _show(low) if low == high else f"{_show(low)}–{_show(high)}"


def _show(number: Number | None) -> str:
    if number is None:
        return ""
    return str(number) if isinstance(number, int) else f"{number:.1f}".removesuffix(".0")


def _number(text: str) -> Number:
    return float(text) if "." in text else int(text)


def _from_phrase(text: str) -> dict[str, Any]:
    for pattern, exact in _GRAMMAR:
        if found := pattern.fullmatch(text.strip().lower()):
            low, high = (found.groupdict().get(side) for side in ("low", "high"))
            if exact:
                return {"low": _number(low or ""), "high": _number(low or "")}
            return {
                "low": _number(low) if low else None,
                "high": _number(high) if high else None,
                "said": text,
            }
    # the text is not repeated: whatever stands in the wrong place must not reach a log
    raise ValueError('expected a number or a range such as "14-16" or "at least 15"; vague words are no number')
