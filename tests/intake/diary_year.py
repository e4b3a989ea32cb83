"""One invented year of headaches, and the same year written out in every format that a reader knows."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple

from priorauth.intake.diary import ImportedDiary

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
DAYS = tuple(FIRST + timedelta(days=number) for number in range(365))
ZONE = timezone(timedelta(hours=-5))
NEW_HEADER = (
    *("#", "Started", "Lasted", "Start UTC Offset (min)", "End UTC Offset (min)", "Geohash", "Attack Types"),
    *("Attack Location", "Pain Level", "Affected Activities", "Potential Triggers", "Symptoms"),
    *("Most Bothersome Symptom", "Premonitory Symptoms", "Pain Positions", "Helpful Medication"),
    *("Somewhat Helpful Medication", "Unhelpful Medication", "Unsure Medication", "Helpful Non Drug Relief Methods"),
    *("Somewhat Helpful Non Drug Relief Methods", "Unhelpful Non Drug Relief Methods"),
    *("Unsure Non Drug Relief Methods", "Notes"),
)
ONLY_NEW = ("Start UTC Offset (min)", "End UTC Offset (min)", "Geohash", "Attack Types", "Attack Location")
OLD_HEADER = tuple(column for column in NEW_HEADER if column not in ONLY_NEW)


class Day(NamedTuple):
    """One day of the year; ``hours`` 0 is a day free of headache."""

    day: date
    began: int
    hours: int
    migraine: bool
    medicines: tuple[str, ...]


def year(seed: int = 3) -> tuple[Day, ...]:
    """Return a year of about 17 headache days a month, no attack over midnight."""
    chance = random.Random(seed)
    return tuple(_day(day, chance) for day in DAYS)


def _day(day: date, chance: random.Random) -> Day:
    if chance.random() > 0.57:
        return Day(day, 0, 0, False, ())
    began = chance.randint(5, 12)
    taken = chance.choice(((), ("Sumatriptan",), ("Ibuprofen",), ("Sumatriptan", "Ibuprofen")))
    return Day(day, began, chance.randint(1, 10), chance.random() > 0.4, taken)


def known_days(imported: ImportedDiary) -> dict[str, dict[str, Any]]:
    """Return what is known of each day of a diary that was read, by its date."""
    entries = imported.part.headaches.diaries[0].days
    return {f"{one.day}": one.model_dump(mode="json", exclude_defaults=True, exclude={"day"}) for one in entries}


def migraine_buddy(days: tuple[Day, ...], *, old: bool = False) -> bytes:
    """Write the days with headache as an export of attacks, latest first as the app does."""
    header = OLD_HEADER if old else NEW_HEADER
    rows = [_attack_row(number, one) for number, one in enumerate(days, 1) if one.hours]
    preamble = '"Date","Time Period","Description","Notes"\n\n'
    return (preamble + _table([header, *([row[column] for column in header] for row in reversed(rows))])).encode()


def _attack_row(number: int, one: Day) -> dict[str, str]:
    row = dict.fromkeys(NEW_HEADER, "")
    medicines = ", ".join(one.medicines) or "No medication"
    row |= {"#": str(number), "Started": f"{one.day:%m/%d/%y} {one.began}:00", "Lasted": f"{one.hours:02}h 00m"}
    row |= {"Start UTC Offset (min)": "-300", "End UTC Offset (min)": "-300", "Geohash": "u0yjjd"}
    row |= {"Attack Types": "Migraine" if one.migraine else "", "Pain Level": "6", "Helpful Medication": medicines}
    return row | {"Attack Location": "Home", "Notes": "a note,\nof two lines"}


def apple_health(days: tuple[Day, ...]) -> bytes:
    """Write every day as a record of Apple Health, a free one as "not present"."""
    records = "".join(_record(one) for one in days)
    dtd = "<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record*)>\n<!ATTLIST Record type CDATA #REQUIRED>\n]>\n"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{dtd}<HealthData locale="en_US">{records}</HealthData>'.encode()


def _record(one: Day) -> str:
    began = datetime(one.day.year, one.day.month, one.day.day, one.began or 9, tzinfo=ZONE)
    ended = began + timedelta(hours=one.hours)
    value = "HKCategoryValueSeverityModerate" if one.hours else "HKCategoryValueSeverityNotPresent"
    times = f'startDate="{began:%Y-%m-%d %H:%M:%S %z}" endDate="{ended:%Y-%m-%d %H:%M:%S %z}"'
    return f'<Record type="HKCategoryTypeIdentifierHeadache" sourceName="Health" {times} value="{value}"/>\n'


def calendar(days: tuple[Day, ...]) -> bytes:
    """Write every day as one row of a calendar."""
    rows = [
        (
            one.day.isoformat(),
            "yes" if one.hours else "no",
            "yes" if one.migraine else "",
            str(one.hours) if one.hours else "",
            "; ".join(one.medicines) or ("none" if one.hours else ""),
        )
        for one in days
    ]
    return _table([("Date", "Headache", "Migraine", "Hours", "Medicines"), *rows]).encode()


def paper_grid(days: tuple[Day, ...]) -> bytes:
    """Write every month as a sheet of the paper grid; a grid has no hours."""
    months = [[one for one in days if one.day.month == month] for month in range(1, 13)]
    return "".join(_sheet(month) for month in months if month).encode()


def _sheet(days: list[Day]) -> str:
    def marks(label: str, values: list[str]) -> tuple[str, ...]:
        return (label, *values)

    taken = {name: [_count(one, name) for one in days] for name in ("Sumatriptan", "Ibuprofen")}
    return _table(
        [
            ("Month", f"{days[0].day:%B %Y}"),
            marks("Day", [str(number) for number in range(1, 32)]),
            *(marks(part, ["4" if one.hours else "0" for one in days]) for part in ("Morning", "Afternoon")),
            marks("Evening/Night", ["0" for _ in days]),
            marks("Migraine", ["x" if one.migraine else "" for one in days]),
            *(marks(f"Medicine: {name}", counts) for name, counts in taken.items()),
            (),
        ]
    )


def _count(one: Day, name: str) -> str:
    return "" if not one.hours else str(int(name in one.medicines))


def _table(rows: list[tuple[str, ...] | list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return text.getvalue()
