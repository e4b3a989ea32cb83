"""A night's cases for measuring a batch: nobody in them is real, nine in ten are good, and one in ten is bad.

The bad ones are of ten kinds, in turn. Every patient has a name, birth date and member id of their own, so that what a
run writes can be searched for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count as numbers
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import orjson

from benchmarks.cases import make_charts

Data = dict[str, Any]
Spoil = Callable[[Data], bytes]

_GIVEN = ("Amara", "Bela", "Corin", "Dilys", "Esme", "Faruk", "Greta", "Hollis", "Ines", "Jorun")
_BEGIN = ("Vor", "Quil", "Hask", "Merr", "Tolv", "Strand", "Ekl", "Bryn", "Osk", "Wend")
_MIDDLE = ("a", "e", "i", "o", "u", "ae", "ei", "ou", "ia", "oe")
_END = ("ström", "wick", "gaard", "mont", "quist", "leigh", "hurst", "zek", "naise", "dottir")
_EVERY = 10


class Line(NamedTuple):
    """One line of the file."""

    content: bytes
    case_id: str
    """Empty where the line holds none that could be read."""
    bad: str
    """What is wrong with it; empty for a good one."""
    identifiers: tuple[str, ...]
    """What no summary, log or file name may hold."""


def make_lines(count: int, seed: int) -> Iterator[Line]:
    """Yield ``count`` lines; every tenth is bad."""
    chance, kinds = Random(seed), numbers()
    before = "bench-00000"
    for number, chart in enumerate(make_charts(count, seed)):
        identifiers = _name(chart, number, chance)
        if number % _EVERY != _EVERY - 1:
            before = chart["id"]
            yield Line(orjson.dumps(chart), before, "", identifiers)
            continue
        bad = list(BAD)[next(kinds) % len(BAD)]
        if bad == "an id that is taken":
            chart["id"] = before
        content = BAD[bad](chart)
        yield Line(content, "" if bad in UNREADABLE else chart["id"], bad, identifiers)


def write_lines(path: Path, count: int, seed: int) -> None:
    """Write the lines as NDJSON."""
    with path.open("wb") as file:
        for line in make_lines(count, seed):
            file.write(line.content + b"\n")


def _name(chart: Data, number: int, chance: Random) -> tuple[str, ...]:
    digits = [number // 10**place % 10 for place in range(6)]
    family = _BEGIN[digits[0]] + _MIDDLE[digits[1]] + _END[digits[2]] + (f"-{_BEGIN[digits[3]]}{_END[digits[4]]}")
    born = f"{chance.randrange(1950, 2004)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    member = f"W{chance.randrange(10**8, 10**9)}"
    chart["patient"] = {"given": _GIVEN[digits[5]], "family": family, "born": born}
    chart["coverage"]["member_id"] = member
    year, month, day = born.split("-")
    return (family, born, f"{month}/{day}/{year}", member)


def _with(**fields: Any) -> Spoil:  # noqa: ANN401 - any value of a chart
    return lambda chart: orjson.dumps({**chart, **fields})


def _request(**fields: Any) -> Spoil:  # noqa: ANN401 - any value of a chart
    return lambda chart: orjson.dumps({**chart, "request": {**chart["request"], **fields}})


def _without_line_of_business(chart: Data) -> bytes:
    request = {**chart["request"], "payer": "UnitedHealthcare"}
    del request["line_of_business"]
    return orjson.dumps({**chart, "request": request})


def _without_patient(chart: Data) -> bytes:
    return orjson.dumps({name: value for name, value in chart.items() if name != "patient"})


def _born_late(chart: Data) -> bytes:
    return orjson.dumps({**chart, "patient": {**chart["patient"], "born": "2031-01-01"}})


BAD: dict[str, Spoil] = {
    "cut off": lambda chart: orjson.dumps(chart)[:-200],
    "a key twice": lambda chart: orjson.dumps(chart)[:-1] + b',"scores":[]}',
    "an unknown key": _with(remark="see note"),
    "no patient": _without_patient,
    "born after the request": _born_late,
    "an unknown payer": _request(payer="Nobody Mutual of Nowhere"),
    "a day before any policy": _request(as_of="1999-05-05", service_date=None),
    "a plan that is not known": _without_line_of_business,
    "an id that is taken": orjson.dumps,
    "a wrong NPI": _with(prescriber={"name": "A. Example", "npi": "1234567890"}),
}
UNREADABLE = {"cut off"}
"""Where not even the id can be read."""
