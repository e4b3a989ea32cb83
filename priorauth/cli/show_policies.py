"""What the command line prints of policies: the list, how one stands, and what the tests have seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.table import Table
from rich.text import Text

from priorauth.cli.show import LIST_WIDTH, console
from priorauth.clinical.calendar import show_date
from priorauth.policy.folder import PolicyFolder
from priorauth.policy.model import Policy
from priorauth.policy.verified import OLD_AFTER, Standing, standing
from priorauth.review.coverage import ClauseSeen, PolicySeen
from priorauth.review.verdict import JUDGED, Verdict

NOT_READ_FOR_LONG = f"not read for {OLD_AFTER}"


def show_policies(policies: Iterable[Policy], own: PolicyFolder, today: date) -> None:
    """Print the policies that are held, one a line."""
    held = [(policy, standing(policy, own.verifications)) for policy in policies]
    noted = [_noted(policy, stands, today) for policy, stands in held]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True)
    for title in ("payer", "from", "until", "requests", "read", "confidence", *(["verified"] if any(noted) else [])):
        # a date or a word that is cut in two cannot be read; payers, requests and notes can
        table.add_column(title, overflow="fold", no_wrap=title in ("from", "until", "read", "confidence"))
    for (policy, _), note in zip(held, noted, strict=True):
        table.add_row(
            policy.id,
            _payer(policy, own),
            policy.effective.isoformat(),
            policy.ended.isoformat() if policy.ended else "",
            ", ".join(policy.requests),
            policy.source.read_on,
            policy.source.confidence,
            *([note] if any(noted) else []),
        )
    console(pipe_width=LIST_WIDTH).print(table)


def _noted(policy: Policy, stands: Standing, today: date) -> str:
    return "; ".join(part for part in (verified(stands), old(policy, stands, today)) if part)


def verified(stands: Standing) -> str:
    """Return "agreed on 2026-11-20 (A. Biller)", "differed on …", or "" where nobody compared the policy."""
    if stands.last is None:
        return ""
    said = f"{'agreed' if stands.last.agrees else 'differed'} on {stands.last.on} ({stands.last.by})"
    return f"{said}, changed since" if stands.changed_since else said


def old(policy: Policy, stands: Standing, today: date) -> str:
    """Return that a policy was not read for long, or "" where it was, or is no longer in effect."""
    if policy.ended is not None and policy.ended <= today:
        return ""
    return NOT_READ_FOR_LONG if stands.is_old_on(today) else ""


def standing_lines(policy: Policy, stands: Standing, today: date) -> list[str]:
    """Return what `policy show` says of verifications, below where a policy comes from."""
    said = [f"- last verified: {verified(stands) or 'never by this clinic'}"]
    if stands.last and stands.last.note:
        said.append(f"- note of that day: {stands.last.note}")
    if old(policy, stands, today):
        said.append(f"- **{NOT_READ_FOR_LONG}**, as of {show_date(today)}")
    return said


def show_coverage(covered: PolicySeen) -> None:
    """Print how often the tests have seen each verdict on each clause of a policy."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("request", "clause", *(verdict.words for verdict in JUDGED)):
        table.add_column(title, no_wrap=True)
    table.add_column("asks", overflow="fold")
    for clause in covered.clauses:
        table.add_row(clause.request, clause.clause, *(_seen(clause, verdict) for verdict in JUDGED), clause.says)
    out = console(pipe_width=LIST_WIDTH)
    out.print(table)
    left = f"{covered.unseen} verdicts were never seen" if covered.unseen else "every verdict that can be was seen"
    out.print(f"\n{covered.policy}: {left}.")


def show_coverages(all_covered: Iterable[PolicySeen]) -> None:
    """Print one line for each policy: how many clauses it has, and how many verdicts no test has seen."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("policy", "clauses", "verdicts never seen"):
        table.add_column(title, no_wrap=True)
    for covered in all_covered:
        table.add_row(covered.policy, str(len(covered.clauses)), str(covered.unseen or "none"))
    console(pipe_width=LIST_WIDTH).print(table)


def _payer(policy: Policy, own: PolicyFolder) -> str:
    notes = [
        *(["no payer's rule"] if not policy.is_payer else []),
        *(["own"] if policy in own.policies else []),
    ]
    return f"{policy.payer_name} ({', '.join(notes)})" if notes else policy.payer_name


def _seen(clause: ClauseSeen, verdict: Verdict) -> Text:
    if verdict not in clause.seen:
        return Text("")
    if clause.seen[verdict]:
        return Text(str(clause.seen[verdict]))
    return Text("cannot be", style="dim") if verdict in clause.never else Text("never seen", style="bold yellow")
