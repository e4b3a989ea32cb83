"""The command that looks for what does not fit together in a case, before anything is sent."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from priorauth.api import lint_case
from priorauth.case.read import read_case
from priorauth.cli.clock import today as clock_today
from priorauth.cli.options import AsJson, CaseFile, PolicyId, Quiet
from priorauth.cli.settings import OwnPolicies, own_policies
from priorauth.cli.show import console
from priorauth.review.lint.finding import LintFinding, Severity, by_severity
from priorauth.review.lint.quotes import files_at_hand

_EXIT = {Severity.STOP: 11, Severity.MEND: 10, Severity.LOOK: 10}
_STYLE = {Severity.STOP: "bold red", Severity.MEND: "bold yellow", Severity.LOOK: "bold cyan"}

Today = Annotated[
    datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], help="Day to take as today; without it, the computer's own."),
]


def lint(
    case: CaseFile,
    policy: PolicyId = None,
    policies: OwnPolicies = None,
    today: Today = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Look for what does not fit together in a case: names, dates, codes, doses, documents, quotes.

    Exit code 0: nothing found; 10: something to mend or to look at; 11: something for which nothing may be sent.
    """
    day: date = clock_today() if today is None else today.date()
    known = read_case(case)
    files, missing = files_at_hand(known, case.parent)
    linted = lint_case(known, policy=policy, own=own_policies(policies), today=day, documents=files)
    findings = by_severity((*missing, *linted))
    if as_json:
        print(json.dumps([one.model_dump(mode="json") for one in findings], indent=2, ensure_ascii=False))
    elif not quiet:
        _show(findings)
    raise typer.Exit(max((_EXIT[one.severity] for one in findings), default=0))


def _show(findings: Iterable[LintFinding]) -> None:
    out = console()
    shown = tuple(findings)
    for one in shown:
        head = Text.assemble((f"{one.severity.value.capitalize()} ({one.whom}): ", _STYLE[one.severity]), one.text)
        out.print(head)
        out.print(Padding(Text(f"{one.code}, {one.field}. {one.todo}"), (0, 0, 0, 2)))
    if not shown:
        out.print("Nothing found.")
