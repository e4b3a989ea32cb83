"""Runs a batch: cases in, one folder each, one summary. Killed at any moment, it goes on where it stopped."""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from priorauth.batch.address import is_address
from priorauth.batch.crew import Crew, crew_for
from priorauth.batch.desk import Settings
from priorauth.batch.ledger import Ledger
from priorauth.batch.merge import merge_packets
from priorauth.batch.pool import Answer
from priorauth.batch.records import CaseSource
from priorauth.batch.report import RunTime, write_report
from priorauth.batch.rows import Item, Outcome, Row, failed, remarked
from priorauth.batch.store import Store, open_store
from priorauth.batch.summary import SoFar, Summary, prepared, write_summary
from priorauth.batch.worker import Task, Work
from priorauth.case.profile import Profile
from priorauth.errors import CaseFileError, OutputError
from priorauth.packet.cost import PriceTable
from priorauth.packet.files import EngineName, digest, versions_of
from priorauth.packet.look import PLAIN, Look
from priorauth.policy.folder import PolicyFolder
from priorauth.policy.process import all_process_rules
from priorauth.review.finding import Readiness

_CHUNK, _CHUNK_BYTES = 64, 1 << 20
# so many chunks for each worker may be judged ahead of a case that is still in hand
_AHEAD = 4
_TICK = 0.25


class Plan(NamedTuple):
    """What a run is asked to do."""

    out: Path | str
    """A folder, or the address of a store, such as ``s3://bucket/night``."""
    own: PolicyFolder
    profile: Profile = Profile()
    """What the clinic says of itself: it fills what a case lacks."""
    look: Look = PLAIN
    prices: PriceTable | None = None
    """For a cost sheet in each packet."""
    payer: str | None = None
    """Only cases for this payer; None takes each for its own."""
    dry_run: bool = False
    only_ready: bool = False
    limit: int | None = None
    jobs: int = 1
    cluster: str = ""
    """Where to run it in the place of this machine: ``tcp://scheduler:8786``, or ``local:4``."""
    seconds: float = 120.0
    """How long one case may take."""
    memory: int = 2048
    """Megabytes that one worker may use."""
    merge: Path | None = None
    """Where to put all ready packets as one PDF."""
    language: str = "en-US"
    """Of every document, by its BCP 47 tag."""
    engine: EngineName = "weasyprint"
    """What draws the pages."""


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
    remarks: tuple[str, ...] = ()
    """What happened on the way that somebody should look at."""


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
        SettingsError: no document can be written in the language.
        ClusterError: the cluster cannot be reached, or its workers differ from this machine.
        PriorAuthError: a worker cannot start.
    """
    store, settings, began = open_store(_name(plan.out)), _settings(plan), time.monotonic()
    with store.held(plan.seconds, settings.run), closing(Ledger(store.scratch / "ledger")) as ledger:
        with closing(SoFar(store.so_far)) as so_far, crew_for(plan.cluster, settings, plan.jobs, plan.seconds) as crew:
            run = _Run(crew, ledger, so_far, store, plan)
            is_whole = run.work(_items(sources, plan.limit), watch, asked_to_stop)
        if not is_whole:
            return Done(run.progress, None, tuple(crew.remarks))
        seconds = time.monotonic() - began
        summary = _sum_up(ledger, store, plan, run.progress, seconds)
        return Done(run.progress, summary, tuple(crew.remarks))


def _sum_up(ledger: Ledger, store: Store, plan: Plan, progress: Progress, seconds: float) -> Summary:
    summary = write_summary(ledger, store, dry_run=plan.dry_run)
    if plan.merge is not None and not plan.dry_run:
        merge_packets(store, prepared(ledger), plan.merge)
    per_second = progress.done / max(seconds, 0.001)
    run = RunTime(seconds=round(seconds), per_second=per_second, done_before=progress.kept)
    write_report(ledger, store, summary, run)
    return summary


def _items(sources: Iterable[CaseSource], limit: int | None) -> Iterator[Item]:
    found = ((place, one) for place, source in enumerate(sources, start=1) for one in source)
    for number, (source, one) in enumerate(islice(found, limit), start=1):
        place = f"input {source} ({one.within})" if one.within else f"input {source}"
        yield Item(number, place, one.content, one.fault, one.exit_code, one.notes, one.folder)


def _settings(plan: Plan) -> Settings:
    return Settings(
        out=_name(plan.out),
        own=plan.own,
        profile=plan.profile,
        look=plan.look,
        prices=plan.prices,
        key=secrets.token_bytes(32),
        run=secrets.token_hex(8),
        made_with="" if plan.dry_run else _made_with(plan),
        payer=plan.payer,
        writes=not plan.dry_run,
        memory=plan.memory,
        language=plan.language,
        engine=plan.engine,
    )


def _name(out: Path | str) -> str:
    return out if isinstance(out, str) and is_address(out) else str(Path(out).absolute())


def _made_with(plan: Plan) -> str:
    from priorauth.render.templates import language_of, templates_sha256

    parts = [
        *(f"{name} {version}" for name, version in versions_of(plan.engine).items()),
        templates_sha256(),
        language_of(plan.language).tag,
        # the names of the profile's files are left out: what lies in them counts
        plan.profile.model_dump_json(include={"practice", "prescribers"}),
        plan.look.record.model_dump_json(),
        *(f"{name} {sha256}" for name, sha256 in plan.look.templates_sha256.items()),
        plan.prices.model_dump_json() if plan.prices else "",
        *(rule.model_dump_json() for rule in all_process_rules()),
        *(one.model_dump_json() for one in plan.own.verifications),
    ]
    return digest("\n".join(parts).encode())


class _Run:
    """The cases between their source and the ledger."""

    def __init__(self, crew: Crew, ledger: Ledger, so_far: SoFar, store: Store, plan: Plan) -> None:
        self._crew, self._ledger, self._so_far, self._store, self._plan = crew, ledger, so_far, store, plan
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
            self._hand_out(items)
            if self._crew.has_room and not self._crew.is_busy:
                return not stopped
            for answer in self._crew.answers(_TICK):
                # before its answer is looked at, or the worker would wait for that
                self._hand_out(items)
                self._take(answer)
            watch(self.progress)

    def _hand_out(self, items: Iterator[Item]) -> None:
        while self._crew.has_room and (task := self._next_task(items)):
            self._crew.give(task)

    def _next_task(self, items: Iterator[Item]) -> Task | None:
        if self._again:
            return self._again.popleft()
        if self._to_prepare and (len(self._to_prepare) >= self._crew.size or self._is_far_ahead()):
            return self._to_prepare.popleft()
        if not self._is_far_ahead() and (chunk := tuple(_chunk(items))):
            self._held.update((item.number, item) for item in chunk)
            return Task(Work.JUDGE, chunk)
        return self._to_prepare.popleft() if self._to_prepare else None

    def _is_far_ahead(self) -> bool:
        return len(self._held) + len(self._to_prepare) >= _AHEAD * _CHUNK * self._crew.size

    def _take(self, answer: Answer) -> None:
        self._again.extend(answer.again)
        for row in answer.known:
            if answer.task.work is Work.PREPARE:
                self._record(row)
            else:
                self._judged[row.number] = row
        while self._next in self._judged:
            self._decide(self._held.pop(self._next), self._judged.pop(self._next))
            self._next += 1
        self._so_far.show()

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
            self._record(remarked(row, self._store.withdraw(row.case_id)))
        elif row.kept:
            self._record(row._replace(outcome=Outcome.PREPARED))
        else:
            self._to_prepare.append(Task(Work.PREPARE, (item,), (row,)))

    def _record(self, row: Row) -> None:
        if row.stops:
            raise OutputError(f"{row.said} {row.stops}")
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
