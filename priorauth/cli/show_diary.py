"""What the command line prints of a headache diary: counts with their arithmetic."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from priorauth.case.windows import ChronicFrequency, DiaryCounts, EveryWay, MonthSheet, WindowCount
from priorauth.cli.show import LIST_WIDTH, console
from priorauth.clinical.calendar import show_date, show_month
from priorauth.clinical.terms import Counting

_SHOWN = {True: "shown", False: "not shown", None: "left open by blank days"}


def show_months(counts: DiaryCounts) -> None:
    """Print every calendar month: each count, its range, and how it came about."""
    out = console(pipe_width=LIST_WIDTH)
    for sheet in counts.months:
        recorded = f"{sheet.days_recorded} of {sheet.days_of_month} days recorded"
        out.print(Text(f"\n{show_month(sheet.month)}: {recorded}", style="bold"))
        out.print(_grid(_month_rows(sheet, counts)))


def show_counts(counts: DiaryCounts) -> None:
    """Print the four ways of counting for each unit, the frequency of ICHD-3 1.3, and days with medicines."""
    out = console(pipe_width=LIST_WIDTH)
    out.print(f"Counted up to {show_date(counts.until)}.")
    for way in counts.ways:
        out.print(Text(f"\n{_named(way.counting)}", style="bold"))
        out.print(_grid(_way_rows(way)))
    out.print(Text("\nFrequency by ICHD-3 1.3, in every one of the last four full months", style="bold"))
    out.print(_grid(_chronic_row(one) for one in counts.chronic))
    if counts.medicines:
        out.print(Text("\nDays with acute medicines, by class of ICHD-3 8.2", style="bold"))
        out.print(_grid(_medicine_rows(counts)))


def _month_rows(sheet: MonthSheet, counts: DiaryCounts) -> Iterable[tuple[str, str, str]]:
    for counting, found in sheet.counts.items():
        yield _named(counting), str(found.count), found.arithmetic
    yield "Hours of headache", str(sheet.hours.count), sheet.hours.arithmetic
    for one in counts.medicines:
        if one.month == sheet.month and one.verified:
            yield f"Days with {one.group}", str(one.days), f"overuse by ICHD-3 8.2 from {one.overuse_from}"


def _way_rows(way: EveryWay) -> Iterable[tuple[str, str, str]]:
    for one in way.by_month:
        yield f"month: {show_month(one.first)}", str(one.count), one.arithmetic
    for days, windows in ((28, way.by_28_days), (30, way.by_30_days)):
        for one in windows:
            yield f"{days} days: {_span(one)}", str(one.count), one.arithmetic
    if way.in_90_days is not None:
        yield f"90 days: {_span(way.in_90_days)}", str(way.in_90_days.count), way.in_90_days.arithmetic
        yield "  per 30 of these 90 days", str(way.per_30_of_90_days), "÷ 3"
    if way.on_average is None:
        yield "average", "–", "the diary does not reach over enough full months"
    else:
        first, last = way.on_average.windows[0].first, way.on_average.windows[-1].last
        yield f"average: {first:%b %Y} to {last:%b %Y}", str(way.on_average.mean), way.on_average.arithmetic


def _chronic_row(one: ChronicFrequency) -> tuple[str, str, str]:
    counted = "; ".join(f"{show_month(month.first)}: {month.count}" for month in one.months)
    label = f"{one.days_at_least} or more {one.counting.plural}"
    return label, _SHOWN[one.shown] if one.months else "–", counted or "the diary does not reach over four full months"


def _medicine_rows(counts: DiaryCounts) -> Iterable[tuple[str, str, str]]:
    for one in counts.medicines:
        said = f"overuse from {one.overuse_from}"
        if not one.verified:
            said += " (8.2.6: this number is not verified, and nothing is judged by it)"
        yield f"{show_month(one.month)}: {one.group}", str(one.days), said


def _grid(rows: Iterable[tuple[str, str, str]]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    for label, count, arithmetic in rows:
        table.add_row(f"  {label}", count, arithmetic)
    return table


def _span(one: WindowCount) -> str:
    return f"{one.first.isoformat()} to {one.last.isoformat()}"


def _named(counting: Counting) -> str:
    return counting.plural.capitalize()
