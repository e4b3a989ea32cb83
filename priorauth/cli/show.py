"""What the command line prints: reviews, packets and lists, for a terminal or a pipe."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from priorauth.case.conflict import Conflict
from priorauth.clinical.calendar import show_date
from priorauth.packet.files import Packet
from priorauth.review.finding import Finding, Readiness, Review
from priorauth.review.verdict import JUDGED, Verdict
from priorauth.review.when import Outlook

_STYLE = {
    Verdict.MET: "green",
    Verdict.NOT_MET: "bold red",
    Verdict.NOT_DOCUMENTED: "bold yellow",
    Verdict.CHECK_BY_HAND: "bold cyan",
    Verdict.EXCEPTION_ASKED: "cyan",
}
_MARK = {
    Verdict.MET: "✓",
    Verdict.NOT_MET: "✗",
    Verdict.NOT_DOCUMENTED: "?",
    Verdict.CHECK_BY_HAND: "☞",
    Verdict.EXCEPTION_ASKED: "±",
}
_READY = {Readiness.READY: "bold green", Readiness.GAPS: "bold yellow", Readiness.NOT_MET: "bold red"}
PIPE_WIDTH = 110
LIST_WIDTH = 160


def console(*, stderr: bool = False, pipe_width: int = PIPE_WIDTH) -> Console:
    """Return the console of stdout or stderr; a pipe gets plain text of a fixed width."""
    found = Console(stderr=stderr, highlight=False)
    return found if found.is_terminal else Console(stderr=stderr, highlight=False, width=pipe_width)


def show_review(review: Review) -> None:
    """Print the verdict on every criterion, the readiness, and what to do."""
    out = console()
    number = f", {review.policy.number}" if review.policy.number else ""
    out.print(Text(f"{review.policy.payer_name}: {review.policy.title}{number}", style="bold"))
    if review.policy.found_as:
        out.print(f'Found by the name "{review.policy.found_as}", another name of {review.policy.payer_name}.')
    out.print(f"{review.request_kind.words} request, case {review.case_id}, as of {show_date(review.as_of)}\n")
    out.print(_verdicts(review.finding.deciding_leaves()))
    out.print()
    out.print(Text(review.readiness.words, style=_READY[review.readiness]))
    for flag in review.flags:
        out.print(f"{'Stop' if flag.stops else 'Look'} ({flag.whom}): {flag.text}")
    if review.gaps:
        _show_gaps(review)


def show_packet(packet: Packet, folder: Path) -> None:
    """Print where the files of a packet are."""
    out = console()
    out.print()
    out.print(f"Packet ({_state(packet)}):")
    for file in packet.files:
        pages = f" ({file.pages} page{'' if file.pages == 1 else 's'})" if file.pages else ""
        out.print(Text(f"  {folder / file.path}{pages}"), soft_wrap=True)
    out.print(Text(f"  {folder / 'manifest.json'}"), soft_wrap=True)


def _state(packet: Packet) -> str:
    if not packet.manifest.draft:
        sealed = any(file.seal for file in packet.files)
        return "signed off and sealed" if sealed else "signed off"
    return {
        Readiness.READY: "a draft until the clinician signs it off: priorauth sign",
        Readiness.GAPS: "draft letter",
        Readiness.NOT_MET: "no letter: the policy is not met",
    }[packet.review.readiness]


def show_comparison(reviews: Iterable[Review]) -> None:
    """Print one line for every policy that a case was held against."""
    held = [(review, [leaf.verdict for leaf in review.finding.deciding_leaves()]) for review in reviews]
    columns = [one for one in Verdict if one in JUDGED or any(one in verdicts for _, verdicts in held)]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("policy", "readiness", *(verdict.words for verdict in columns)):
        table.add_column(title, no_wrap=True)
    for review, verdicts in held:
        counts = (str(verdicts.count(verdict)) for verdict in columns)
        table.add_row(review.policy.id, Text(review.readiness.words, style=_READY[review.readiness]), *counts)
    console(pipe_width=LIST_WIDTH).print(table)


def show_outlook(outlook: Outlook) -> None:
    """Print when a policy could be met, clause by clause."""
    out = console()
    if outlook.stopped:
        out.print(Text("No request may be sent: the chart says that the patient has died.", style="bold"))
        return
    if outlook.whole:
        said = f"The policy could be met on {show_date(outlook.whole)}, if what is going on goes on."
    else:
        said = "Waiting alone does not meet the policy within two years: an answer below has to change."
    out.print(Text(said, style="bold"))
    for one in outlook.clauses:
        day = show_date(one.day) if one.day else "not by waiting"
        enough = "; this alone is enough" if one.clause in outlook.enough else ""
        out.print(Text(f"  {one.clause}: {day}{enough} ({one.says})"))


def show_conflicts(conflicts: Iterable[Conflict]) -> None:
    """Print what files say differently, side by side."""
    out = console()
    for conflict in conflicts:
        out.print(Text(conflict.field, style="bold yellow"))
        for number, claim in enumerate(conflict.claims, start=1):
            out.print(Text(f"  {number}. {claim.file}: {json.dumps(claim.value, ensure_ascii=False)}"), soft_wrap=True)


def _verdicts(findings: Iterable[Finding]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        verdict = Text(f"{_MARK[finding.verdict]} {finding.verdict.words}", style=_STYLE[finding.verdict])
        says = f"“{finding.says}”" if finding.quoted else finding.says
        said = Text.assemble(says, "\n", (finding.because, "italic"))
        table.add_row(verdict, finding.clause, said)
    return table


def _show_gaps(review: Review) -> None:
    out = console()
    out.print(Text("\nTo do, in this order", style="bold"))
    for number, gap in enumerate(review.gaps, start=1):
        asks = [f"{ask.whom}: {ask.question}" for ask in gap.asks] or ["no answer can mend this"]
        head = f"{number}. {gap.clause or gap.says} ({gap.verdict.words})"
        out.print(Text("\n".join(f"  {line}" for line in (head, *(f"   {one}" for one in asks)))))
