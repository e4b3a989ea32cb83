"""Runs a batch: cases in, one folder each, one summary. Killed at any moment, it goes on where it stopped."""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from priorauth.batch.desk import Settings, id_in
from priorauth.batch.folder import Folder
from priorauth.batch.ledger import Ledger
from priorauth.batch.merge import merge_packets
from priorauth.batch.pool import Answer, Pool
from priorauth.batch.records import CaseSource
from priorauth.batch.report import RunTime, write_report
from priorauth.batch.rows import Item, Outcome, Row, failed
from priorauth.batch.summary import SoFar, Summary, prepared, write_summary
from priorauth.batch.worker import Task, Work
from priorauth.errors import CaseFileError, OutputError
from priorauth.packet.files import EngineName, digest
from priorauth.policy.folder import PolicyFolder
from priorauth.policy.process import all_process_rules
from priorauth.review.finding import Readiness

_CHUNK, _CHUNK_BYTES = 64, 1 << 20
# so many chunks for each worker may be judged ahead of a case that is still in hand
_AHEAD = 4
_TICK = 0.25
_MADE_BY = ("jinja2", "pikepdf", "priorauth", "weasyprint")


class Plan(NamedTuple):
    """What a run is asked to do."""

    out: Path
    own: PolicyFolder
    payer: str | None = None
    """Only cases for this payer; None takes each for its own."""
    dry_run: bool = False
    only_ready: bool = False
    limit: int | None = None
    jobs: int = 1
    seconds: float = 120.0
    """How long one case may take."""
    memory: int = 2048
    """Megabytes that one worker may use."""
    engine: EngineName = "weasyprint"
    """What draws the pages."""
    merge: Path | None = None
    """Where to put all ready packets as one PDF."""


class Progress(NamedTuple):
    """How far a run is."""

    done: int
    kept: int
    """Of them, those that an earlier run had prepared."""
    failed: int


class Done(NamedTuple):
    """What became of a run."""

    progress: Progress
    summary: Summary | None
    """None where it was asked to stop before the last case."""


def run_batch(
    sources: Iterable[CaseSource],
    plan: Plan,
    watch: Callable[[Progress], None] = lambda progress: None,
    asked_to_stop: Callable[[], bool] = lambda: False,
) -> Done:
    """Prepare, or only judge, every case of the sources, and write the summary.

    ``watch`` is called several times a second. When ``asked_to_stop`` turns true, the cases in hand are finished.

    Raises:
        OutputError: the folder cannot be written, or the disk is full; what is done stays done.
        PriorAuthError: a worker cannot start.
    """
    folder, began = Folder(plan.out), time.monotonic()
    with folder.held(plan.seconds), closing(Ledger(folder.scratch / "ledger")) as ledger:
        with closing(SoFar(folder)) as so_far, Pool(_settings(plan), plan.jobs, plan.seconds) as pool:
            run = _Run(pool, ledger, so_far, folder, plan)
            is_whole = run.work(_items(sources, plan.limit), watch, asked_to_stop)
        if not is_whole:
            return Done(run.progress, None)
        seconds = time.monotonic() - began
        return Done(run.progress, _sum_up(ledger, folder, plan, run.progress, seconds))


def _sum_up(ledger: Ledger, folder: Folder, plan: Plan, progress: Progress, seconds: float) -> Summary:
    summary = write_summary(ledger, folder, dry_run=plan.dry_run)
    if plan.merge is not None and not plan.dry_run:
        merge_packets(plan.out, prepared(ledger), plan.merge)
    per_second = progress.done / max(seconds, 0.001)
    run = RunTime(seconds=round(seconds), per_second=per_second, done_before=progress.kept)
    write_report(ledger, folder, summary, run)
    return summary


def _items(sources: Iterable[CaseSource], limit: int | None) -> Iterator[Item]:
    found = ((place, one) for place, source in enumerate(sources, start=1) for one in source)
    for number, (source, one) in enumerate(islice(found, limit), start=1):
        place = f"input {source} ({one.within})" if one.within else f"input {source}"
        yield Item(number, place, one.content, one.fault, one.exit_code, one.notes, one.folder)


def _settings(plan: Plan) -> Settings:
    return Settings(
        out=plan.out.absolute(),
        own=plan.own,
        key=secrets.token_bytes(32),
        made_with="" if plan.dry_run else _made_with(plan),
        payer=plan.payer,
        writes=not plan.dry_run,
        memory=plan.memory,
        engine=plan.engine,
    )


def _made_with(plan: Plan) -> str:
    from priorauth.render.templates import templates_sha256

    parts = [
        *(f"{name} {version(name)}" for name in _MADE_BY),
        *((f"typst {version('typst')}",) if plan.engine == "fast" else ()),
        templates_sha256(),
        *(rule.model_dump_json() for rule in all_process_rules()),
        *(one.model_dump_json() for one in plan.own.verifications),
    ]
    return digest("\n".join(parts).encode())


class _Run:
    """The cases between their source and the ledger."""

    def __init__(self, pool: Pool, ledger: Ledger, so_far: SoFar, folder: Folder, plan: Plan) -> None:
        self._pool, self._ledger, self._so_far, self._folder, self._plan = pool, ledger, so_far, folder, plan
        self._held: dict[int, Item] = {}
        """Cases that are being judged, by number."""
        self._judged: dict[int, Row] = {}
        """Verdicts that wait until every case before them has its own: the first with an id keeps it."""
        self._next = 1
        self._again: deque[Task] = deque()
        self._to_prepare: deque[Task] = deque()
        self.progress = Progress(0, 0, 0)

    def work(self, items: Iterator[Item], watch: Callable[[Progress], None], asked_to_stop: Callable[[], bool]) -> bool:
        """Take every case through; tells whether all were, or it was asked to stop before."""
        stopped = False
        while True:
            stopped = stopped or asked_to_stop()
            if stopped:
                self._to_prepare.clear()
                items = iter(())
            while self._pool.has_room and (task := self._next_task(items)):
                self._pool.give(task)
            if self._pool.has_room and not self._pool.is_busy:
                return not stopped
            for answer in self._pool.answers(_TICK):
                self._take(answer)
            watch(self.progress)

    def _next_task(self, items: Iterator[Item]) -> Task | None:
        if self._again:
            return self._again.popleft()
        if self._to_prepare and (len(self._to_prepare) >= self._plan.jobs or self._is_far_ahead()):
            return self._to_prepare.popleft()
        if not self._is_far_ahead() and (chunk := tuple(_chunk(items))):
            self._held.update((item.number, item) for item in chunk)
            return Task(Work.JUDGE, chunk)
        return self._to_prepare.popleft() if self._to_prepare else None

    def _is_far_ahead(self) -> bool:
        return len(self._held) + len(self._to_prepare) >= _AHEAD * _CHUNK * self._plan.jobs

    def _take(self, answer: Answer) -> None:
        self._again.extend(answer.again)
        rows = answer.rows
        if answer.fault is not None:
            item = answer.task.items[0]
            known = answer.task.rows[0] if answer.task.rows else Row(item.number, item.place, id_in(item.content))
            rows = (failed(known, answer.fault),)
        for row in rows:
            if answer.task.work is Work.PREPARE:
                self._record(row)
            else:
                self._judged[row.number] = row
        while self._next in self._judged:
            self._decide(self._held.pop(self._next), self._judged.pop(self._next))
            self._next += 1

    def _decide(self, item: Item, row: Row) -> None:
        """Say what becomes of a case that was judged, in the order of the cases."""
        if row.outcome is not Outcome.JUDGED:
            self._record(row)
        elif (taken := self._ledger.claim(row)) is not None:
            said = f"The case id {row.case_id} is also that of {taken}, which was taken. Give each case its own."
            self._record(failed(row, CaseFileError(said)))
        elif self._plan.dry_run:
            self._record(row)
        elif self._plan.only_ready and row.readiness != Readiness.READY:
            self._folder.withdraw(row.case_id)
            self._record(row)
        elif row.kept:
            self._record(row._replace(outcome=Outcome.PREPARED))
        else:
            self._to_prepare.append(Task(Work.PREPARE, (item,), (row,)))

    def _record(self, row: Row) -> None:
        if row.disk_full:
            raise OutputError(f"{row.said} The disk is full: free some space, then run the same command again.")
        self._ledger.add(row)
        self._so_far.add(row)
        done, kept, bad = self.progress
        is_kept = row.kept and row.outcome is Outcome.PREPARED
        self.progress = Progress(done + 1, kept + is_kept, bad + (row.outcome is Outcome.FAILED))


def _chunk(items: Iterator[Item]) -> Iterator[Item]:
    size = 0
    for item in islice(items, _CHUNK):
        yield item
        size += len(item.content)
        if size >= _CHUNK_BYTES:
            return
