"""The report of a run: one page without scripts or network, for whoever comes in the morning. It names no patient."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.batch.ledger import Ledger
from priorauth.batch.rows import Outcome
from priorauth.batch.store import Store
from priorauth.batch.summary import Summary
from priorauth.clinical.model import Model

REPORT = "report.html"
# a page with more rows is read by nobody; the table holds them all
_MOST_SHOWN = 1000


class Failure(Model):
    """One case that could not be prepared."""

    case_id: str
    place: str
    exit_code: int
    because: str


class RunTime(Model):
    """How the run went: the one thing that differs when the same cases are run again."""

    seconds: int
    per_second: float
    done_before: int
    """Packets that an earlier run had prepared."""


class ReportContents(Model):
    """Everything that the report shows."""

    summary: Summary
    failures: tuple[Failure, ...]
    more_failures: int
    run: RunTime


def write_report(ledger: Ledger, store: Store, summary: Summary, run: RunTime) -> None:
    """Write the report.

    Raises:
        OutputError: it cannot be written.
        RenderError: the template failed.
    """
    from priorauth.render.templates import fill

    shown = tuple(_failures(ledger))
    more = summary.outcomes[Outcome.FAILED] - len(shown)
    contents = ReportContents(summary=summary, failures=shown, more_failures=more, run=run)
    with store.whole_file(REPORT) as file:
        file.write(fill("batch/report.html.j2", contents))


def _failures(ledger: Ledger) -> Iterator[Failure]:
    found = ledger.each(
        "SELECT case_id, place, exit_code, said FROM rows WHERE outcome = 'failed'"
        " ORDER BY exit_code, case_id, number LIMIT ?",
        _MOST_SHOWN,
    )
    for case_id, place, code, said in found:
        yield Failure(case_id=case_id, place=place, exit_code=code, because=said)
