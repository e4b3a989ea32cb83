"""The command that prepares many cases."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from priorauth.batch.records import RecordOptions
from priorauth.batch.report import REPORT
from priorauth.batch.rows import Outcome
from priorauth.batch.run import Done, Plan, run_batch
from priorauth.batch.sources import find_sources
from priorauth.batch.summary import Summary
from priorauth.cli.clinic import clinic
from priorauth.cli.import_options import AsOf, Kind, LineOfBusinessOption, State, day_of_request, request_options
from priorauth.cli.options import AsJson, ClinicProfile, Drawn, Language, OwnTemplates, Quiet
from priorauth.cli.progress import shown
from priorauth.cli.settings import OwnPolicies, language_set, own_policies
from priorauth.cli.show import console
from priorauth.clinical.terms import RequestKind
from priorauth.errors import UnknownPayer
from priorauth.intake.table.report import TableOptions
from priorauth.policy.folder import PolicyFolder
from priorauth.policy.registry import near_names

STOPPED = 130

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT…",
        help="Case files, folders of them, NDJSON, FHIR R4, C-CDA, or tables; cases also from s3://bucket/cases.ndjson.",
    ),
]
Merge = Annotated[
    Path | None, typer.Option("--merge", metavar="PDF", help="Also all ready packets in one PDF, to print.")
]
Out = Annotated[
    str,
    typer.Option("--out", metavar="FOLDER", help="One folder for each case, and the summary; or s3://bucket/prefix."),
]
OnCluster = Annotated[
    str, typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler, such as tcp://host:8786, or local:4.")
]
PayerFromCase = Annotated[bool, typer.Option("--payer-from-case", help="Each case for the payer that it names.")]
MemoryLimit = Annotated[int, typer.Option("--memory-limit", min=512, help="Megabytes that one worker may use.")]


def batch(
    inputs: Inputs,
    out: Out,
    payer: Annotated[str | None, typer.Option("--payer", help="Only cases for this payer.")] = None,
    payer_from_case: PayerFromCase = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Verdicts and the summary only; no packets.")] = False,
    only_ready: Annotated[bool, typer.Option("--only-ready", help="Packets of ready cases only.")] = False,
    merge: Merge = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Stop after so many cases.")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="Workers; one for each core if not given.")] = None,
    cluster: OnCluster = "",
    time_limit: Annotated[float, typer.Option("--time-limit", min=1, help="Seconds that one case may take.")] = 120,
    memory_limit: MemoryLimit = 2048,
    policies: OwnPolicies = None,
    language: Language = None,
    profile: ClinicProfile = None,
    templates: OwnTemplates = None,
    engine: Drawn = "weasyprint",
    as_of: AsOf = None,
    kind: Kind = RequestKind.INITIAL,
    line_of_business: LineOfBusinessOption = None,
    state: State = None,
    map_file: Annotated[Path | None, typer.Option("--map", help="Saved mapping of a table's columns (TOML).")] = None,
    entered_by: Annotated[str | None, typer.Option("--entered-by", help="Who vouches for a table's rows.")] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Prepare many cases, unattended; run it again to go on where it stopped."""
    _refuse_contradictions(payer, jobs, cluster, payer_from_case=payer_from_case)
    own, brought = own_policies(policies), clinic(profile, templates)
    _refuse_unknown(payer, own)
    options = request_options(
        TableOptions,
        as_of=day_of_request(as_of),
        kind=kind,
        payer=payer,
        line_of_business=line_of_business,
        state=state,
        entered_by=entered_by,
    )
    sources = find_sources(inputs, RecordOptions(options, map_file))
    plan = Plan(
        out=out,
        own=own,
        **brought._asdict(),
        payer=payer,
        dry_run=dry_run,
        only_ready=only_ready,
        limit=limit,
        jobs=jobs or os.cpu_count() or 1,
        cluster=cluster,
        seconds=time_limit,
        memory=memory_limit,
        merge=merge,
        language=language_set(language),
        engine=engine,
    )
    with _stops_gently() as asked_to_stop, shown(sources, limit, quiet=quiet) as watch:
        done = run_batch(sources, plan, watch, asked_to_stop)
    raise typer.Exit(_tell(done, plan, as_json=as_json, quiet=quiet))


def _refuse_contradictions(payer: str | None, jobs: int | None, cluster: str, *, payer_from_case: bool) -> None:
    if (payer is None) == (not payer_from_case):
        raise typer.BadParameter("give either --payer P or --payer-from-case")
    if cluster and jobs:
        raise typer.BadParameter("--jobs counts workers of this machine; of a --cluster all are used")


def _refuse_unknown(payer: str | None, own: PolicyFolder) -> None:
    if payer is not None and not own.held.called(payer):
        near = near_names(payer, own.held)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        raise UnknownPayer(f'No policy of the payer "{payer}" is held.{meant} `priorauth policy list` shows who is.')


@contextmanager
def _stops_gently() -> Iterator[Callable[[], bool]]:
    """Let the first Ctrl-C finish what is in hand, and the second one stop at once."""
    asked: list[int] = []

    def note(number: int, frame: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    before = {one: signal.signal(one, note) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _tell(done: Done, plan: Plan, *, as_json: bool, quiet: bool) -> int:
    for remark in done.remarks:
        console(stderr=True).print(remark, soft_wrap=True)
    if done.summary is None:
        said = f"Stopped after {done.progress.done} cases. Run the same command again to go on."
        console(stderr=True).print(said)
        return STOPPED
    if as_json:
        print(done.summary.model_dump_json(indent=2))
    elif not quiet:
        _show(done.summary, plan)
    return done.summary.exit_code


def _show(summary: Summary, plan: Plan) -> None:
    out = console()
    said = summary.readiness
    out.print(Text(f"{summary.cases} cases", style="bold"))
    for readiness, count in said.items():
        out.print(f"  {count:>7} {readiness.words.lower()}")
    for outcome in (Outcome.FAILED, Outcome.LEFT_OUT):
        if summary.outcomes[outcome]:
            out.print(f"  {summary.outcomes[outcome]:>7} {outcome.value}")
    out.print(Text(f"{str(plan.out).rstrip('/')}/{REPORT}"), soft_wrap=True)
