"""Shows how far a run is: a bar on a terminal, one line a minute otherwise."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from priorauth.batch.records import CaseSource
from priorauth.batch.run import Progress
from priorauth.cli.show import console

_EVERY = 60.0

Watch = Callable[[Progress], None]


@contextmanager
def shown(sources: Iterable[CaseSource], limit: int | None, *, quiet: bool) -> Iterator[Watch]:
    """Give what shows the progress on standard error, or nothing where ``quiet``."""
    say = console(stderr=True)
    if quiet:
        yield lambda progress: None
        return
    total = _total(sources, limit)
    if say.is_terminal:
        with _bar(say) as bar:
            task = bar.add_task("cases", total=total, rate=0.0, failed=0)
            yield _on_bar(bar, task)
    else:
        yield line_a_minute(say, total)


def line_a_minute(say: Console, total: int | None, clock: Callable[[], float] = time.monotonic) -> Watch:
    """Return what prints one line a minute."""
    began = last = clock()

    def watch(progress: Progress) -> None:
        nonlocal last
        if clock() - last >= _EVERY:
            last = clock()
            say.print(_line(progress, total, last - began), soft_wrap=True)

    return watch


def _line(progress: Progress, total: int | None, seconds: float) -> str:
    rate = progress.done / seconds
    of_all = f" of {total}" if total else ""
    left = f", about {(total - progress.done) / rate / 60:.0f} min left" if total and rate else ""
    return f"{progress.done}{of_all} cases, {rate:.1f} a second, {progress.failed} failed{left}"


def _total(sources: Iterable[CaseSource], limit: int | None) -> int | None:
    counts = [source.count() for source in sources]
    if None in counts:
        return limit
    total = sum(count for count in counts if count)
    return total if limit is None else min(total, limit)


def _bar(say: Console) -> Bar:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.1f} a second, {task.fields[failed]} failed, left"),
        TimeRemainingColumn(),
    )
    return Bar(*columns, console=say, transient=True)


def _on_bar(bar: Bar, task: TaskID) -> Watch:
    began = time.monotonic()

    def watch(progress: Progress) -> None:
        rate = progress.done / max(time.monotonic() - began, 0.001)
        bar.update(task, completed=progress.done, rate=rate, failed=progress.failed)

    return watch
